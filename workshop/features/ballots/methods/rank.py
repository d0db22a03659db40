"""Rank: tap what comes first, then what comes next, as many as one likes up to the most places of the round.

A ballot is whole: {subject: place}, 1 to k without a gap. Of m subjects, place r is worth m - r points. What was not
ranked shares what is left: (m - k - 1) / 2 each, so nobody gains by ranking fewer. Cards merged since take their best
place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workshop.features.ballots.methods.method import FEWEST, Ballots, places, widest
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Body, Row

MOST = 12  # places: more than anybody can order in their head


class Rank:
    name = "rank"
    summed = False

    def settings(self, wanted: Mapping[str, Any] | None, live: bool) -> Body | None:
        if live:
            raise Refused("invalid", field="live")
        if wanted and set(wanted) - {"places"}:
            raise Refused("invalid", field="settings")
        return {"places": (wanted or {}).get("places", MOST)}

    def insist(self, round_row: Row, had: int, wanted: int, elsewhere: int, beside: int) -> int | None:
        raise Refused("other_method")

    def take(
        self, round_row: Row, given: Mapping[str, Any], had: Mapping[str, int]
    ) -> tuple[dict[str, int], int | None]:
        most = int(round_row["settings"]["places"])
        if not all(isinstance(place, int) for place in given.values()):
            raise Refused("invalid", field="values")
        if sorted(given.values()) != list(range(1, len(given) + 1)):
            raise Refused("invalid", field="values")
        if len(given) > most:
            raise Refused("over_budget", left=max(0, most - len(had)))
        return dict(given), most - len(given)

    def shown(self, round_row: Row, number: int) -> Body:
        return {"value": number}

    def spent(self, numbers: Iterable[int]) -> int:
        return sum(1 for _ in numbers)

    def fold(
        self, round_row: Row, laid: Mapping[str, int], clusters: Mapping[str, Sequence[str]]
    ) -> dict[str, int]:
        best = {
            subject: min(laid[one] for one in of if laid.get(one))
            for subject, of in clusters.items()
            if any(laid.get(one) for one in of)
        }
        return {subject: place for place, subject in enumerate(sorted(best, key=lambda one: best[one]), 1)}

    def numbers(self, round_row: Row, subjects: Sequence[str], ballots: Ballots) -> dict[str, Body]:
        orders = [_order(subjects, one) for one in ballots.values()]
        orders = [order for order in orders if order]
        if not orders:
            return {
                subject: {"votes": 0, "voters": 0, "place": None, "numbers": None} for subject in subjects
            }
        # Twice the points, so that the halves of those who share a place are whole numbers and ties are ties.
        twice = [_twice(subjects, order) for order in orders]
        total = {subject: sum(one[subject] for one in twice) for subject in subjects}
        at = places(total)
        around = widest(_without_each(total, twice)) if len(orders) >= FEWEST else {}
        found: dict[str, Body] = {}
        for subject in subjects:
            low, high = around.get(subject, (None, None))
            found[subject] = {
                "votes": 0,
                "voters": sum(subject in order for order in orders),
                "place": at[subject],
                "numbers": {
                    "points": total[subject] / 2,
                    "firsts": sum(order[0] == subject for order in orders),
                    "of": len(subjects),
                    "low": low,
                    "high": high,
                    "beaten": None,
                },
            }
        leading = [subject for subject in subjects if at[subject] == 1]
        if len(leading) == 1:
            found[leading[0]]["numbers"]["beaten"] = _beaten(leading[0], subjects, orders)
        return found


def _order(subjects: Sequence[str], ballot: Mapping[str, int]) -> list[str]:
    there = set(subjects)
    return sorted((one for one in ballot if one in there), key=lambda one: ballot[one])


def _twice(subjects: Sequence[str], order: Sequence[str]) -> dict[str, int]:
    m, k = len(subjects), len(order)
    points = dict.fromkeys(subjects, m - k - 1)
    points.update({subject: 2 * (m - place) for place, subject in enumerate(order, 1)})
    return points


def _without_each(total: Mapping[str, int], each: Iterable[Mapping[str, int]]) -> Iterator[dict[str, int]]:
    seen = set()
    for one in each:
        alike = tuple(one.values())  # the same order left out gives the same places
        if alike not in seen:
            seen.add(alike)
            yield places({subject: total[subject] - one[subject] for subject in total})


def _beaten(first: str, subjects: Sequence[str], orders: Sequence[Sequence[str]]) -> Body | None:
    """Whom most prefer to the first, head to head, if there is one: {by, n, of}. What was not ranked comes after."""
    last = len(subjects)
    at = [{subject: place for place, subject in enumerate(order)} for order in orders]
    worst = None
    for other in subjects:
        won = sum(one.get(other, last) < one.get(first, last) for one in at)
        lost = sum(one.get(first, last) < one.get(other, last) for one in at)
        if won > lost and (worst is None or won - lost > worst[0]):
            worst = (won - lost, {"by": other, "n": won, "of": len(orders)})
    return worst[1] if worst else None
