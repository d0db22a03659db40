"""An invitation to lead a group is for so many: who used it, and what is left of it."""

from __future__ import annotations

from sqlalchemy import select

from workshop.features.people.tables import person
from workshop.kernel.nouns import Row
from workshop.kernel.work import Work


def used_by(work: Work, group_row: Row) -> list[Row]:
    """The people who came in by the invitation as it is now, the first one first; sent out since or not."""
    mine = (person.c.workshop_id == work.workshop, person.c.invited == group_row["invite"])
    return work.all(select(person).where(*mine).order_by(person.c.id))


def left(work: Work, group_row: Row) -> int:
    return max(0, int(group_row["invites"]) - len(used_by(work, group_row)))
