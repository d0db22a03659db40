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
    relations={
        "member": "sits in the group the command is about, the chair excepted",
        "leader": "leads the group the command is about; the leader of another group is nobody here",
    },
    phases={
        "write": "the board's cards are private to their authors",
        "reveal": "the whole group sees the cards",
        "vote": "dots are laid",
        "report": "the votes are told and the result is handed in",
        "locked": "leader or chair stopped the board; stands in for its phase",
    },
    refusals={
        "full": "there are sixty groups, or as many lines of like words as a workshop keeps",
    },
)
