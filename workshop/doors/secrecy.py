"""Where a person's phone may not be told of: whoever knows who is awake knows whose card or vote has just come in."""

from __future__ import annotations

from sqlalchemy import select

from workshop.doors.house import House
from workshop.features.agenda.tables import workshop
from workshop.features.ballots.hosts import host_of
from workshop.features.ballots.tables import round
from workshop.features.groups.tables import board
from workshop.kernel.work import Work, by_id

EVERYWHERE = None


class Secrecy:
    """As it is at this moment: each workshop is read once."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._read: dict[int, set[int | None]] = {}

    def where(self, workshop: int, group: int | None) -> bool:
        """At this table, and of whoever sits at none, nobody is told where anybody is."""
        if workshop not in self._read:
            self._read[workshop] = self._house.engine.look(workshop, _tables)
        return bool({group, EVERYWHERE} & self._read[workshop])


def _tables(work: Work) -> set[int | None]:
    """Groups where it is secret. Where cards are anonymous all are, whatever the phase: in each somebody may write, be
    it a reply. Else those whose running tallies are seen: a vote would come in with its owner's name."""
    hall = work.get(workshop, work.workshop)
    if hall is None or not hall["named"]:
        return {EVERYWHERE}
    seen = select(round).where(
        round.c.workshop_id == work.workshop, round.c.live.is_(True), round.c.gone.is_(False)
    )
    voting = [each for each in work.all(seen) if host_of(each).state(work, each) == "open"]
    boards = by_id(work.rows(board, [each["board_id"] for each in voting if each["board_id"] is not None]))
    return {boards[each["board_id"]]["group_id"] if each["board_id"] else EVERYWHERE for each in voting}
