"""Voting methods: what one ballot may be. A new method is one class here, one line in METHODS, one view, one test."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row


class Method(Protocol):
    name: str

    def insist(self, round_row: Row, had: int, wanted: int, elsewhere: int, beside: int) -> int | None:
        """Refuse a ballot that may not be; else what is left of the budget (None: without limit).

        `had` and `wanted` are this person's dots on the subject, `elsewhere` their dots on all others in the round,
        `beside` those of them on cards merged with it.
        """

    def counted(self, round_row: Row, laid: Iterable[int]) -> int:
        """What one person's ballots on merged cards count together (R12)."""


class Dots:
    """Each person has a budget of dots to lay, at most `cap` on one subject."""

    name = "dots"

    def insist(self, round_row: Row, had: int, wanted: int, elsewhere: int, beside: int) -> int | None:
        if wanted > had and wanted + beside > round_row["cap"]:
            raise Refused("over_cap", max=round_row["cap"])
        if round_row["budget"] is None:
            return None
        left = int(round_row["budget"]) - elsewhere - wanted
        if left < 0 and wanted > had:
            raise Refused("over_budget", left=max(0, left + wanted - had))
        return left

    def counted(self, round_row: Row, laid: Iterable[int]) -> int:
        return min(int(round_row["cap"]), sum(laid))


METHODS: dict[str, Method] = {method.name: method for method in (Dots(),)}
