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
)
