"""Groups: tables of people, each with a board that moves through its phases and has a timer."""

from workshop.features.groups import timer
from workshop.features.groups.commands import COMMANDS
from workshop.features.groups.views import BOARD, GROUP
from workshop.kernel.nouns import Room

ROOM = Room("groups", nouns=(GROUP, BOARD), commands=COMMANDS + timer.COMMANDS)
