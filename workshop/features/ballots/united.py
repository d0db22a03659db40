"""Where two rows are made one person, one ballot counts: theirs who stays, or where they laid none, the other's.

The other's is laid again as if it had been handed in: it counts, and nobody reads it on the phone of who stays, for who
says that the two are one may hold that phone. Its owner may begin anew where nothing of it was seen. What was carried
over has the other as its caster, so that it is known again and taken back when the two are parted; what was laid anew
since is not touched. Nothing of it is a column of the step: a vote given in between would stand in the way of an undo.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select

from workshop.features.ballots.counted import laid_by, left_behind, stands_elsewhere
from workshop.features.ballots.tables import ballot, handed, round
from workshop.features.people.tables import person
from workshop.kernel.nouns import Row
from workshop.kernel.work import Work


def carry_over(work: Work, row: Row, changed: Row) -> None:
    """A row is made another's, or its own again: its ballots are carried over, or taken back."""
    if "same_as" not in changed or row["same_as"] == changed["same_as"]:
        return
    with work.for_good():
        if row["same_as"] is not None:
            with _telling(work, row["same_as"]):
                _take_back(work, row["same_as"], row["id"])
        if changed["same_as"] is not None:
            with _telling(work, changed["same_as"]):
                _carry(work, row["id"], changed["same_as"])


@contextmanager
def _telling(work: Work, stays: int) -> Iterator[None]:
    """What is carried over to a table where they do not sit waits there, as if they had moved: they are told."""
    before = _left(work, stays)
    yield
    after = _left(work, stays)
    told = work.rows(person, [stays])[0]["moved"]
    if after != before and (told or after):
        work.update(person, stays, moved=after or None)


def _left(work: Work, id: int) -> list[dict[str, Any]]:
    [row] = work.rows(person, [id])
    return left_behind(work, laid_by(work, id), row["group_id"])


def _carry(work: Work, goes: int, stays: int) -> None:
    theirs: dict[int, list[Row]] = defaultdict(list)
    for one in _laid(work, goes):
        theirs[one["round_id"]].append(one)
    had = {(one["round_id"], one["subject"]): one for one in _laid(work, stays)}
    told = {one["round_id"]: one for one in _handed(work, stays)}
    voted = {one["round_id"] for one in had.values() if one["value"] or one["told"]}
    voted |= {id for id, one in told.items() if not one["gone"]}
    for within in work.rows(round, theirs.keys() - voted):
        votes = [one for one in theirs[within["id"]] if one["value"] or one["told"]]
        # One allowance: who stands in the told result of another table's round has spent it there.
        if not votes or (within["board_id"] is not None and stands_elsewhere(work, within, stays)):
            continue
        for one in votes:
            _lay(work, had.get((within["id"], one["subject"])), one, stays)
        _tell(work, told.get(within["id"]), within["id"], stays)


def _lay(work: Work, had: Row | None, one: Row, stays: int) -> None:
    values = {"value": one["value"], "told": one["told"], "caster_id": one["person_id"], "at": one["at"]}
    if had is None:
        whose = {"round_id": one["round_id"], "subject": one["subject"], "person_id": stays}
        work.insert(ballot, **whose, **values)
    else:
        work.update(ballot, had["id"], **values)


def _tell(work: Work, row: Row | None, round_id: int, stays: int) -> None:
    """Their phone is told that they have voted; not what."""
    if row is None:
        work.insert(handed, round_id=round_id, person_id=stays, at=work.now)
    else:
        work.update(handed, row["id"], gone=False, at=work.now)


def _take_back(work: Work, stayed: int, other: int) -> None:
    carried = [one for one in _laid(work, stayed) if one["caster_id"] == other]
    for one in carried:
        work.update(ballot, one["id"], value=0, told=None, caster_id=stayed)
    rounds = {one["round_id"] for one in carried}
    for told in _handed(work, stayed):
        if told["round_id"] in rounds:
            work.update(handed, told["id"], gone=True)


def _laid(work: Work, id: int) -> list[Row]:
    return work.all(select(ballot).where(ballot.c.person_id == id).order_by(ballot.c.id))


def _handed(work: Work, id: int) -> list[Row]:
    return work.all(select(handed).where(handed.c.person_id == id))
