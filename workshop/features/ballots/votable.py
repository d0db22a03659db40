"""What can be voted on. A room above registers its own noun here; the ballot engine asks no more than this."""

from __future__ import annotations

from collections.abc import Callable

from workshop.features.cards.tables import card
from workshop.features.cards.views import on_view
from workshop.features.groups.tables import board
from workshop.kernel.commands import row_of
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.work import Work

# (work, round row, subject id) -> may it be voted on in this round?
Votable = Callable[[Work, Row, int], bool]


def card_on_board(work: Work, round_row: Row, id: int) -> bool:
    row = work.get(card, id)
    if row is None or row["board_id"] != round_row["board_id"]:
        return False
    return on_view(row, work.need(board, row["board_id"]))


VOTABLE: dict[str, Votable] = {"card": card_on_board}


def may_take(work: Work, round_row: Row, subject: str) -> bool:
    """`not_found` for a subject that is no votable noun at all; False for one that is not (or no longer) on view."""
    named = row_of(subject)
    if named is None or named[0] not in VOTABLE:
        raise Refused("not_found", field="subject")
    type, id = named
    return VOTABLE[type](work, round_row, id)
