"""Agenda: the workshop, its days and steps, its organisations."""

from workshop.features.agenda.commands import COMMANDS, guard_promise
from workshop.features.agenda.views import ORG, STEP, WORKSHOP
from workshop.kernel.nouns import Room

ROOM = Room("agenda", nouns=(WORKSHOP, STEP, ORG), commands=COMMANDS, guards={"workshop": guard_promise})
