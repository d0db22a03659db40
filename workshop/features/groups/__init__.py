"""Groups: tables of people, each with a board that moves through its phases and has a timer."""

from workshop.features.groups import timer
from workshop.features.groups.commands import COMMANDS
from workshop.features.groups.views import BOARD, GROUP
from workshop.kernel.nouns import Room, Stream

ROOM = Room(
    "groups",
    nouns=(GROUP, BOARD),
    commands=COMMANDS + timer.COMMANDS,
    streams=(
        Stream("group", "group", "the people of the group, the theme team and the chair", near=50),
        Stream("desk", "group", "the leader of the group, and the chair", near=40),
    ),
)
