"""Tallies, drawn from the ballots at most every tenth of a second: absolute numbers, so none can drift (R4)."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select

from workshop.features.ballots.tables import ballot, round, tally
from workshop.features.groups.tables import board
from workshop.kernel.nouns import Drawer, Row
from workshop.kernel.work import CHUNK, Work


def laid(work: Work, row: Row) -> None:
    """A ballot came in: its subject's tally and its table's numbers are behind, told in the same work."""
    work.mark("tally", f"{row['round_id']}/{row['subject']}")
    begun(work, work.rows(round, [row["round_id"]])[0])


def laid_again(work: Work, row: Row, changed: Row) -> None:
    laid(work, row)


def begun(work: Work, row: Row) -> None:
    """A round began: nobody has voted in it."""
    work.mark("progress", work.rows(board, [row["board_id"]])[0]["group_id"])


def begun_again(work: Work, row: Row, changed: Row) -> None:
    begun(work, row)


def draw(work: Work, marks: list[str]) -> None:
    by_round: dict[int, list[str]] = defaultdict(list)
    for one in marks:
        round_id, _, subject = one.partition("/")
        by_round[int(round_id)].append(subject)
    for id, subjects in by_round.items():
        for start in range(0, len(subjects), CHUNK):
            _draw_round(work, id, subjects[start : start + CHUNK])


def _draw_round(work: Work, round_id: int, subjects: list[str]) -> None:
    counted = count(work, round_id, subjects)
    mine = select(tally).where(tally.c.round_id == round_id, tally.c.subject.in_(subjects))
    drawn = {row["subject"]: row for row in work.all(mine)}
    numbers = {
        name: dict(zip(("votes", "voters"), counted.get(name, (0, 0)), strict=True)) for name in subjects
    }
    work.update_many(tally, drawn.values(), {row["id"]: numbers[name] for name, row in drawn.items()})
    for name in subjects:
        if name not in drawn:
            work.insert(tally, round_id=round_id, subject=name, **numbers[name])


def count(work: Work, round_id: int, subjects: list[str] | None = None) -> dict[str, tuple[int, int]]:
    """{subject: (dots, people)} from the ballots themselves."""
    dots = select(ballot.c.subject, func.sum(ballot.c.dots), func.count()).where(
        ballot.c.round_id == round_id, ballot.c.dots > 0, ballot.c.gone.is_(False)
    )
    if subjects is not None:
        dots = dots.where(ballot.c.subject.in_(subjects))
    return {
        name: (int(votes), int(n)) for name, votes, n in work.conn.execute(dots.group_by(ballot.c.subject))
    }


DRAWER = Drawer("tally", every=0.1, draw=draw)
