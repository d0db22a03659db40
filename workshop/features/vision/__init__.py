"""Vision: the shared board on which the chair gathers the groups' cards into themes."""

from workshop.features.vision.commands import COMMANDS
from workshop.features.vision.views import SOURCE, THEME
from workshop.kernel.nouns import Room

ROOM = Room("vision", nouns=(THEME, SOURCE), commands=COMMANDS)
