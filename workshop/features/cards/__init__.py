"""Cards: problems, solutions and lessons on a group's board."""

from workshop.features.cards import merging, moderating, paper
from workshop.features.cards.commands import COMMANDS, count_again, count_in, guard_board
from workshop.features.cards.views import CARD
from workshop.kernel.nouns import Room, Row
from workshop.kernel.work import Work


def change(work: Work, row: Row, changed: Row) -> None:
    merging.guard_head(work, row, changed)
    count_again(work, row, changed)


ROOM = Room(
    "cards",
    nouns=(CARD,),
    commands=COMMANDS + paper.COMMANDS + moderating.COMMANDS + merging.COMMANDS,
    births={"card": count_in},
    guards={"card": change, "board": guard_board},
    relations={
        "author": "wrote the card, while it is not hidden",
    },
)
