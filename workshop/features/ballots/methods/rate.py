"""Rate: a mark of 1 to 5 for each criterion on each subject, or "I cannot judge", which is counted and no mark.

Marks of one person on one subject are kept as one number, a digit a criterion. Scales are never added: a criterion's
mean is brought to 0..1 first, and criteria are weighed as the round says. Of cards merged since, the mark on the head
counts, and where there is none the one on the first of the others: it is the head's words that were judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from workshop.features.ballots.methods.method import FEWEST, Ballots, places, widest
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Body, Row

LO, HI = 1, 5
NONE = HI + 1  # the digit of "I cannot judge"; 0 is no answer yet
DIGITS = NONE + 1
IDS = "abcd"


class Rate:
    name = "rate"
    summed = False

    def settings(self, wanted: Mapping[str, Any] | None, live: bool) -> Body | None:
        if live:
            raise Refused("invalid", field="live")
        criteria = (wanted or {}).get("criteria")
        if not criteria or set(wanted or {}) - {"criteria"}:
            raise Refused("invalid", field="settings")
        return {"criteria": [{"id": id} | dict(one) for id, one in zip(IDS, criteria, strict=False)]}

    def insist(self, round_row: Row, had: int, wanted: int, elsewhere: int, beside: int) -> int | None:
        raise Refused("other_method")

    def take(
        self, round_row: Row, given: Mapping[str, Any], had: Mapping[str, int]
    ) -> tuple[dict[str, int], int | None]:
        return {**had, **{subject: _kept(_ids(round_row), marks) for subject, marks in given.items()}}, None

    def shown(self, round_row: Row, number: int) -> Body:
        return {"value": {id: 0 if mark is None else mark for id, mark in _marks(_ids(round_row), number)}}

    def spent(self, numbers: Iterable[int]) -> int:
        return sum(1 for _ in numbers)

    def fold(
        self, round_row: Row, laid: Mapping[str, int], clusters: Mapping[str, Sequence[str]]
    ) -> dict[str, int]:
        found = {}
        for subject, of in clusters.items():
            there = [laid[one] for one in of if laid.get(one)]
            if there:
                found[subject] = there[0]
        return found

    def numbers(self, round_row: Row, subjects: Sequence[str], ballots: Ballots) -> dict[str, Body]:
        criteria = [(one["id"], int(one["weight"])) for one in round_row["settings"]["criteria"]]
        ids = [id for id, _ in criteria]
        marked = [
            {subject: dict(_marks(ids, one[subject])) for subject in subjects if one.get(subject)}
            for one in ballots.values()
        ]
        marked = [one for one in marked if one]
        sums = {subject: _Sums(ids) for subject in subjects}
        for one in marked:
            for subject, marks in one.items():
                sums[subject].add(marks, 1)
        score = {subject: each.score(criteria) for subject, each in sums.items()}
        at = places(score)
        around = widest(_without_each(sums, score, marked, criteria)) if len(marked) >= FEWEST else {}
        found: dict[str, Body] = {}
        for subject in subjects:
            low, high = around.get(subject, (None, None))
            voters = sum(subject in one for one in marked)
            told: Body = {"criteria": {id: sums[subject].told(id) for id in ids}, "low": low, "high": high}
            exact = score[subject]
            told["score"] = None if exact is None else float(f"{float(exact):.4f}")
            found[subject] = {
                "votes": 0,
                "voters": voters,
                "place": at.get(subject),
                "numbers": told if marked else None,
            }
        return found


class _Sums:
    """Of one subject: for each criterion, how many gave each mark, and how many could not judge."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.counts = {id: [0] * HI for id in ids}
        self.none = dict.fromkeys(ids, 0)

    def add(self, marks: Mapping[str, int | None], n: int) -> None:
        for id, mark in marks.items():
            if mark is None:
                self.none[id] += n
            else:
                self.counts[id][mark - LO] += n

    def mean(self, id: str) -> Fraction | None:
        n = sum(self.counts[id])
        return Fraction(sum((at + LO) * many for at, many in enumerate(self.counts[id])), n) if n else None

    def score(self, criteria: Sequence[tuple[str, int]]) -> Fraction | None:
        judged = [(mean, weight) for id, weight in criteria if (mean := self.mean(id)) is not None]
        if not judged:
            return None
        whole = sum(weight for _, weight in judged)
        return sum((weight * (mean - LO) / (HI - LO) for mean, weight in judged), Fraction(0)) / whole

    def told(self, id: str) -> Body:
        counts, mean = self.counts[id], self.mean(id)
        n, low, high = sum(counts), sum(counts[:2]), sum(counts[3:])
        view = None
        if n and (4 * low >= 3 * n or 4 * high >= 3 * n):
            view = "agreed"
        elif n and 3 * low >= n and 3 * high >= n:
            view = "split"
        # Half up, as people round: 2.25 is 2.3.
        shown = None if mean is None else int(mean * 10 + Fraction(1, 2)) / 10
        return {"n": n, "none": self.none[id], "counts": list(counts), "mean": shown} | {
            "view": view,
            "low": low,
            "high": high,
        }


def _without_each(
    sums: Mapping[str, _Sums],
    score: Mapping[str, Fraction | None],
    marked: Sequence[Mapping[str, Mapping[str, int | None]]],
    criteria: Sequence[tuple[str, int]],
) -> Iterator[dict[str, int]]:
    for one in marked:
        less = dict(score)
        for subject, marks in one.items():
            sums[subject].add(marks, -1)
            less[subject] = sums[subject].score(criteria)
            sums[subject].add(marks, 1)
        yield places(less)


def _ids(round_row: Row) -> list[str]:
    return [one["id"] for one in round_row["settings"]["criteria"]]


def _kept(ids: Sequence[str], marks: Any) -> int:
    if not isinstance(marks, Mapping) or not marks.keys() <= set(ids):
        raise Refused("invalid", field="values")
    if not all(isinstance(mark, int) and 0 <= mark <= HI for mark in marks.values()):
        raise Refused("invalid", field="values")
    digits = (0 if id not in marks else marks[id] or NONE for id in ids)
    return sum(digit * DIGITS**at for at, digit in enumerate(digits))


def _marks(ids: Sequence[str], number: int) -> Iterator[tuple[str, int | None]]:
    """(criterion, mark; None where it could not be judged) of those that were answered."""
    for id in ids:
        number, digit = divmod(number, DIGITS)
        if digit:
            yield id, None if digit == NONE else digit
