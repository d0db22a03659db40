"""What a voting method says. The engine keeps one number a person and subject, and asks the method for all else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from workshop.kernel.nouns import Body, Row

# {person: {subject: number}}: what each laid, under the subject that it counts for.
Ballots = Mapping[int, Mapping[str, int]]
# What a person sends for one subject, in the method's own form.
Given = Any


class Method(Protocol):
    name: str
    # The tally of a subject is the sum of what lies on it: worked out in SQL, a subject at a time. Otherwise all
    # subjects of a round are counted together, from whole ballots, and never while it is voted in.
    summed: bool

    def settings(self, wanted: Mapping[str, Any] | None, live: bool) -> Body | None:
        """What a round keeps of the settings asked for. Refuses `invalid` what may not be."""

    def insist(self, round_row: Row, had: int, wanted: int, elsewhere: int, beside: int) -> int | None:
        """Refuse a ballot on one subject that may not be; else what is left of the budget (None: without limit).

        `had` and `wanted` are this person's number on the subject, `elsewhere` theirs on all others in the round,
        `beside` those of them on cards merged with it. Where ballots are given whole: refuses `other_method`.
        """

    def take(
        self, round_row: Row, given: Mapping[str, Given], had: Mapping[str, int]
    ) -> tuple[dict[str, int], int | None]:
        """One person's whole new ballot of what was sent and what they `had`, and what they have left.

        Refuses what may not be; `other_method` where dots are laid one by one.
        """

    def shown(self, round_row: Row, number: int) -> Body:
        """How one's own ballot on a subject looks on one's phone."""

    def spent(self, numbers: Iterable[int]) -> int:
        """How many votes somebody left in a round, to tell them so."""

    def fold(
        self, round_row: Row, laid: Mapping[str, int], clusters: Mapping[str, Sequence[str]]
    ) -> dict[str, int]:
        """One person's ballot under the subjects it counts for; `clusters`: {subject: those merged there, it first}."""

    def numbers(self, round_row: Row, subjects: Sequence[str], ballots: Ballots) -> dict[str, Body]:
        """{subject: {votes, voters, place, numbers}} of folded ballots."""


def places(scores: Mapping[str, Any]) -> dict[str, int]:
    """{subject: place} with the highest score first; ties stay ties: 1, 2, 2, 4. None has no place."""
    counted = {subject: score for subject, score in scores.items() if score is not None}
    ordered = sorted(counted.values(), reverse=True)
    first = {score: place for place, score in reversed(list(enumerate(ordered, 1)))}
    return {subject: first[score] for subject, score in counted.items()}


# A range of places says how much hangs on one person. Told of fewer than these, it would tell of a person.
FEWEST = 3


def widest(each: Iterable[Mapping[str, int]]) -> dict[str, tuple[int, int]]:
    """{subject: (best, worst place)} over several countings, each of which leaves somebody out."""
    found: dict[str, tuple[int, int]] = {}
    for counted in each:
        for subject, place in counted.items():
            low, high = found.get(subject, (place, place))
            found[subject] = (min(low, place), max(high, place))
    return found
