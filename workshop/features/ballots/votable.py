"""What can be voted on. A room above registers its own noun here; the ballot engine asks no more than this."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement

from workshop.features.ballots.hosts import host_of
from workshop.features.cards.heads import MERGES, clusters, gathered
from workshop.features.cards.tables import card
from workshop.kernel.commands import row_of
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.work import Work


@dataclass(frozen=True)
class Votable:
    # (work, ids) -> {id: the ids whose ballots count for it}, itself first; itself alone unless it was merged
    together: Callable[[Work, Iterable[int]], dict[int, list[int]]]
    # (work, ids) -> {id: the id it is counted under} of those merged under another
    under: Callable[[Work, Iterable[int]], dict[int, int]]
    # SQL, true where anything at all was merged on `:board`, or in `:workshop`; saves asking the above with every vote
    merges: ColumnElement[bool]


def card_heads(work: Work, ids: Iterable[int]) -> dict[int, int]:
    return gathered(work, work.rows(card, ids))


VOTABLE: dict[str, Votable] = {"card": Votable(clusters, card_heads, MERGES)}


def named(subject: str, field: str = "subject") -> tuple[str, int]:
    """("card", 17) of "card:17"; `not_found` for what is no votable noun at all."""
    found = row_of(subject)
    if found is None or found[0] not in VOTABLE:
        raise Refused("not_found", field=field)
    return found


def may_take(work: Work, round_row: Row, subject: str) -> bool:
    """False for a subject that is not asked about in it, or is not, or no longer, on view."""
    type, id = named(subject)
    takes = host_of(round_row).takes.get(type)
    if takes is None or not takes(work, round_row, id):
        return False
    wanted = round_row["subjects"]
    # One merged with what is asked about takes ballots too: they count for it.
    return (
        wanted is None or subject in wanted or not set(company(work, [subject])[subject]).isdisjoint(wanted)
    )


def told(work: Work, round_row: Row, subject: str) -> bool:
    """Has it a tally of its own to show?"""
    type, id = named(subject)
    return may_take(work, round_row, subject) and id not in VOTABLE[type].under(work, [id])


def asked_in(work: Work, round_row: Row) -> list[str]:
    """Whatever this round asks about, on view or not."""
    wanted = round_row["subjects"]
    return host_of(round_row).offers(work, round_row) if wanted is None else list(wanted)


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
