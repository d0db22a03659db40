"""Agenda: the workshop, its days and steps, its organisations."""

from workshop.features.agenda.commands import COMMANDS, guard_step, guard_workshop
from workshop.features.agenda.views import ORG, STEP, WORKSHOP
from workshop.kernel.nouns import Room, Stream

ROOM = Room(
    "agenda",
    nouns=(WORKSHOP, STEP, ORG),
    commands=COMMANDS,
    streams=(Stream("workshop", "workshop", "all who joined it, and its screens", near=60),),
    guards={"workshop": guard_workshop, "step": guard_step},
    phases={
        "open": "not about a board: the workshop is open",
        "closed": "the workshop is closed; stands in for every phase",
    },
    refusals={
        "cannot_loosen": "somebody wrote here believing it anonymous",
        "forgotten": "who wrote and how people voted was forgotten: the workshop opens no more",
    },
)
