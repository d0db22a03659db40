"""Merged cards: which stand on their own, and which are read and counted under another (R12).

A merge is kept on the member (`into`) and holds only while its head is on view: a head that its author takes back, or
the leader hides, sets its members free, and coming back gathers them again. Nothing is lost with a head.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, exists, select

from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.work import CHUNK, Work, by_id, ids

# Is anything merged on this board at all?
MERGES = exists().where(card.c.board_id == bindparam("board"), card.c.into.is_not(None))
_UNDER = (
    select(card)
    .where(card.c.into.in_(bindparam("of", expanding=True)), card.c.gone.is_(False))
    .order_by(card.c.id)
)


def revealed(board_row: Row) -> bool:
    return bool(board_row["phase"] != "write")


def away(card_row: Row) -> bool:
    """Out of the table's sight for reasons of its own, whatever its board's phase."""
    return bool(card_row["hidden"] or card_row["withdrawn"] or card_row["pending"] or card_row["gone"])


def on_view(card_row: Row, board_row: Row) -> bool:
    """Does the whole table see this card?"""
    return revealed(board_row) and not away(card_row)


def at_desk(card_row: Row, board_row: Row) -> bool:
    """May its leader read it? Private writing is nobody's but its author's, unless it waits for the leader (R11)."""
    return bool((revealed(board_row) or card_row["pending"]) and not card_row["withdrawn"])


def heads(work: Work, rows: Sequence[Row]) -> dict[int, int]:
    """{card: its head} of those rows that are merged under a card now on view."""
    under = gathered(work, rows)
    if not under:
        return {}
    boards = by_id(work.rows(board, {row["board_id"] for row in rows}))
    return {
        row["id"]: under[row["id"]]
        for row in rows
        if row["id"] in under and revealed(boards[row["board_id"]])
    }


def gathered(work: Work, rows: Sequence[Row]) -> dict[int, int]:
    """The same for counting, whatever the phase: what was given to a card is not lost while its board is private."""
    asked = {row["into"] for row in rows if row["into"] is not None}
    there = {row["id"] for row in work.rows(card, asked) if not away(row)} if asked else set()
    return {row["id"]: row["into"] for row in rows if row["into"] in there}


def stand(work: Work, rows: Sequence[Row]) -> set[int]:
    """The ids of those rows that the table sees as cards of their own: on view, and merged under no other."""
    boards = by_id(work.rows(board, {row["board_id"] for row in rows}))
    under = heads(work, rows)
    return {row["id"] for row in rows if on_view(row, boards[row["board_id"]]) and row["id"] not in under}


def members(work: Work, of: Iterable[int]) -> list[Row]:
    """The cards merged under any of these, whether it holds now or not."""
    wanted, found = list(of), list[Row]()
    for start in range(0, len(wanted), CHUNK):
        found += work.all(_UNDER, of=wanted[start : start + CHUNK])
    return found


def clusters(work: Work, of: Iterable[int]) -> dict[int, list[int]]:
    """{card: the cards whose ballots count for it}: itself and its members; none for one merged under another."""
    rows = work.rows(card, of)
    under = gathered(work, rows)
    found = {row["id"]: [] if row["id"] in under else [row["id"]] for row in rows}
    with_it: dict[int, list[int]] = defaultdict(list)
    for row in members(work, [row["id"] for row in rows if not away(row)]):
        if not away(row):
            with_it[row["into"]].append(row["id"])
    return {id: cards + with_it[id] if cards else [] for id, cards in found.items()}


def head_for(work: Work, id: int, board_id: int, kind: str) -> int:
    """The card to merge under when `id` is asked for: itself, or its own head. One that this table sees."""
    row = work.need(card, id, card=id)
    under = heads(work, [row]).get(id)
    if under is not None:
        row = work.need(card, under)
    if row["board_id"] != board_id or not on_view(row, work.need(board, board_id)):
        raise Refused("not_found", card=id)
    if row["kind"] != kind:
        raise Refused("invalid", card=id)
    return int(row["id"])


def members_of(work: Work, rows: Sequence[Row]) -> list[int]:
    """For a watch: the cards whose place depends on whether these are on view."""
    return [row["id"] for row in members(work, ids(rows))]
