"""Where a round is held: at a table's board, or before the whole room. A room above registers its own kind here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from workshop.features.cards.heads import on_view
from workshop.features.cards.tables import card
from workshop.features.groups.about import voting_phase
from workshop.features.groups.tables import board
from workshop.features.people import standing
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject
from workshop.kernel.work import Work


@dataclass(frozen=True)
class Host:
    """All functions take (work, round row)."""

    # What a ballot is measured against: whose round, and its phase.
    subject: Callable[[Work, Row], Subject]
    # `waiting` before it is voted in, `open` while it is, `closed` when its result may be told.
    state: Callable[[Work, Row], str]
    # The stream of those who vote in it.
    stream: Callable[[Work, Row], str]
    # Is it the one its host votes in, or voted in last?
    current: Callable[[Work, Row], bool]
    # A ballot came in: whatever else counts voters is behind.
    behind: Callable[[Work, Row], None]
    # By type of subject: (work, round row, id) -> is it of those that this host may ask about, and on view?
    takes: dict[str, Callable[[Work, Row, int], bool]]
    # All it may ask about, as keys; on view or not.
    offers: Callable[[Work, Row], list[str]]
    # SQL: the ids of those whose place is where it votes, whether or not they count now.
    seats: Callable[[Work, Row], Select[Any]]


def _board(work: Work, row: Row) -> Row:
    return work.rows(board, [row["board_id"]])[0]


def _subject(work: Work, row: Row) -> Subject:
    on = work.need(board, row["board_id"])
    return Subject(row, voting_phase(work, on), key=f"round:{row['id']}", group=on["group_id"])


def state_of(row: Row, on: Row) -> str:
    """`closed` too when a later round of this board has begun."""
    if on["round_id"] != row["id"]:
        return "closed"
    return {"vote": "open", "report": "closed"}.get(on["phase"], "waiting")


def _card_on_board(work: Work, row: Row, id: int) -> bool:
    found = work.get(card, id)
    # One merged meanwhile takes ballots too: the vote was meant for it, is counted with its head, and returns on split.
    return (
        found is not None
        and found["board_id"] == row["board_id"]
        and on_view(found, work.need(board, row["board_id"]))
    )


def _cards_on_board(work: Work, row: Row) -> list[str]:
    mine = select(card.c.id).where(card.c.board_id == row["board_id"], card.c.gone.is_(False))
    return [f"card:{id}" for id in work.ids(mine.order_by(card.c.id))]


AT_TABLE = Host(
    subject=_subject,
    state=lambda work, row: state_of(row, _board(work, row)),
    stream=lambda work, row: f"group:{_board(work, row)['group_id']}",
    current=lambda work, row: _board(work, row)["round_id"] == row["id"],
    behind=lambda work, row: work.mark("progress", _board(work, row)["group_id"]),
    takes={"card": _card_on_board},
    offers=_cards_on_board,
    seats=lambda work, row: standing.seats(_board(work, row)["group_id"]),
)
HOSTS: dict[str, Host] = {"board": AT_TABLE}


def host_of(round_row: Row) -> Host:
    """A round without a board is the plenary's."""
    return HOSTS["board" if round_row["board_id"] is not None else "plenary"]
