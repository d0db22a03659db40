"""Showing: a card held up before the table or the whole room, and a group's result presented on the screen."""

from workshop.features.showing.commands import COMMANDS
from workshop.features.showing.views import PRESENTATION, SPOTLIGHT
from workshop.kernel.nouns import Room

ROOM = Room("showing", nouns=(SPOTLIGHT, PRESENTATION), commands=COMMANDS)
