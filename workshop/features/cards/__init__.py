"""Cards: problems, solutions and lessons on a group's board."""

from workshop.features.cards.commands import COMMANDS
from workshop.features.cards.views import CARD
from workshop.kernel.nouns import Room

ROOM = Room("cards", nouns=(CARD,), commands=COMMANDS)
