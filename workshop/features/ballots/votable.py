"""What can be voted on. A room above registers its own noun here; the ballot engine asks no more than this."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement

from workshop.features.cards.heads import MERGES, clusters, gathered, on_view
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.kernel.commands import row_of
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.work import Work


@dataclass(frozen=True)
class Votable:
    # (work, round row, id) -> may it be voted on in this round?
    may: Callable[[Work, Row, int], bool]
    # (work, ids) -> {id: the ids whose ballots count for it}; itself alone unless it was merged
    together: Callable[[Work, Iterable[int]], dict[int, list[int]]]
    # (work, ids) -> {id: the id it is counted under} of those merged under another
    under: Callable[[Work, Iterable[int]], dict[int, int]]
    # SQL, true where anything at all was merged on `:board`, or in `:workshop`; saves asking the above with every vote
    merges: ColumnElement[bool]


def card_on_board(work: Work, round_row: Row, id: int) -> bool:
    row = work.get(card, id)
    if row is None or row["board_id"] != round_row["board_id"]:
        return False
    # One merged meanwhile takes ballots too: the vote was meant for it, is counted with its head, and returns on split.
    return on_view(row, work.need(board, row["board_id"]))


def card_heads(work: Work, ids: Iterable[int]) -> dict[int, int]:
    return gathered(work, work.rows(card, ids))


VOTABLE: dict[str, Votable] = {"card": Votable(card_on_board, clusters, card_heads, MERGES)}


def named(subject: str) -> tuple[str, int]:
    """("card", 17) of "card:17"; `not_found` for what is no votable noun at all."""
    found = row_of(subject)
    if found is None or found[0] not in VOTABLE:
        raise Refused("not_found", field="subject")
    return found


def may_take(work: Work, round_row: Row, subject: str) -> bool:
    """False for a subject that is not, or no longer, on view."""
    type, id = named(subject)
    return VOTABLE[type].may(work, round_row, id)


def told(work: Work, round_row: Row, subject: str) -> bool:
    """Has it a tally of its own to show?"""
    type, id = named(subject)
    return VOTABLE[type].may(work, round_row, id) and id not in VOTABLE[type].under(work, [id])


def together(work: Work, subjects: Iterable[str]) -> dict[str, list[str]]:
    """{subject: the subjects whose ballots count for it}; none for one merged under another."""
    by_type: dict[str, list[int]] = {}
    for subject in subjects:
        type, id = named(subject)
        by_type.setdefault(type, []).append(id)
    return {
        f"{type}:{id}": [f"{type}:{one}" for one in ids]
        for type, wanted in by_type.items()
        for id, ids in VOTABLE[type].together(work, wanted).items()
    }


def company(work: Work, subjects: Iterable[str]) -> dict[str, list[str]]:
    """{subject: those that share one place with it, itself among them}, whether it is their head or not."""
    by_type: dict[str, list[int]] = {}
    for subject in subjects:
        type, id = named(subject)
        by_type.setdefault(type, []).append(id)
    found: dict[str, list[str]] = {}
    for type, ids in by_type.items():
        under = VOTABLE[type].under(work, ids)
        whole = VOTABLE[type].together(work, {under.get(id, id) for id in ids})
        found |= {f"{type}:{id}": [f"{type}:{one}" for one in whole.get(under.get(id, id), ())] for id in ids}
    return found
