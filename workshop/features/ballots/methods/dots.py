"""Dots: each person has a budget of dots to lay, at most `cap` on one subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workshop.features.ballots.methods.method import Ballots, places
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Body, Row


class Dots:
    name = "dots"
    summed = True

    def settings(self, wanted: Mapping[str, Any] | None, live: bool) -> Body | None:
        if wanted:
            raise Refused("invalid", field="settings")
        return None  # budget and cap are columns of the round

    def insist(self, round_row: Row, had: int, wanted: int, elsewhere: int, beside: int) -> int | None:
        if wanted > had and wanted + beside > round_row["cap"]:
            raise Refused("over_cap", max=round_row["cap"])
        if round_row["budget"] is None:
            return None
        left = int(round_row["budget"]) - elsewhere - wanted
        if left < 0 and wanted > had:
            raise Refused("over_budget", left=max(0, left + wanted - had))
        return left

    def take(
        self, round_row: Row, given: Mapping[str, Any], had: Mapping[str, int]
    ) -> tuple[dict[str, int], int | None]:
        raise Refused("other_method")

    def shown(self, round_row: Row, number: int) -> Body:
        return {"dots": number}

    def spent(self, numbers: Iterable[int]) -> int:
        return sum(numbers)

    def fold(
        self, round_row: Row, laid: Mapping[str, int], clusters: Mapping[str, Sequence[str]]
    ) -> dict[str, int]:
        found = {}
        for subject, of in clusters.items():
            there = [laid[one] for one in of if laid.get(one)]
            if there:
                found[subject] = self.counted(round_row, there) if len(of) > 1 else sum(there)
        return found

    def counted(self, round_row: Row, laid: Iterable[int]) -> int:
        """What one person's dots on merged cards count together (R12)."""
        return min(int(round_row["cap"]), sum(laid))

    def numbers(self, round_row: Row, subjects: Sequence[str], ballots: Ballots) -> dict[str, Body]:
        votes = {subject: sum(one.get(subject, 0) for one in ballots.values()) for subject in subjects}
        at = places(votes)
        return {
            subject: {
                "votes": votes[subject],
                "voters": sum(subject in one for one in ballots.values()),
                "place": at[subject],
                "numbers": None,
            }
            for subject in subjects
        }
