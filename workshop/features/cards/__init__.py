"""Cards: problems, solutions and lessons on a group's board."""

from workshop.features.cards.commands import COMMANDS, count_again, count_in, guard_board
from workshop.features.cards.views import CARD
from workshop.kernel.nouns import Room

ROOM = Room(
    "cards",
    nouns=(CARD,),
    commands=COMMANDS,
    births={"card": count_in},
    guards={"card": count_again, "board": guard_board},
)
