"""Clarifications: what the chair says to a card or a theme, shown wherever it is shown."""

from workshop.features.clarifications.commands import COMMANDS
from workshop.features.clarifications.views import CLARIFICATION
from workshop.kernel.nouns import Room

ROOM = Room("clarifications", nouns=(CLARIFICATION,), commands=COMMANDS)
