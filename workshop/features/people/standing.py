"""Who counts: the one definition that every number asks, as SQL conditions and as predicates on rows.

A person counts while they are here at all: not gone, not sent out, not waiting at the door, and not a second row of
somebody else. At a table are those who count, sit there and do not chair; the floor, which the whole room's vote asks,
are all who count and do not chair. A new reason not to count is one line in `WHERE` and one in `counts`, and holds on
every face and file.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from workshop.features.people.tables import person
from workshop.kernel.nouns import Row

# The columns that decide whether a person counts: who watches these misses nothing.
DECIDES = frozenset({"gone", "removed", "waiting", "same_as"})
# Those that decide whether they count at a table.
PLACES = DECIDES | {"group_id", "role"}

# Whoever holds a place: those who count, and those who wait to.
HOLDS: tuple[ColumnElement[bool], ...] = (
    *(person.c[name].is_(False) for name in ("gone", "removed")),
    person.c.same_as.is_(None),
)
WHERE: tuple[ColumnElement[bool], ...] = (*HOLDS, person.c.waiting.is_(False))


def counts(row: Row) -> bool:
    """Does this person count at all?"""
    return not (row["gone"] or row["removed"] or row["waiting"] or row["same_as"])


def sits(row: Row, group_id: int | None) -> bool:
    """Does this person count at this table?"""
    return counts(row) and row["role"] != "chair" and row["group_id"] == group_id


def counting() -> Select[Any]:
    """SQL: the ids of all who count, for `person_id.in_(...)`."""
    return select(person.c.id).where(*WHERE)


def seats(group_id: int) -> Select[Any]:
    """SQL: the ids of all whose place is at this table, those who do not count now among them."""
    return select(person.c.id).where(person.c.group_id == group_id, person.c.role != "chair")


def at_table(group_id: int) -> Select[Any]:
    """SQL: the ids of those at this table."""
    return seats(group_id).where(*WHERE)


def floor(workshop: int) -> Select[Any]:
    """SQL: the ids of all who may be asked by the whole room's vote, those who do not count now among them."""
    return select(person.c.id).where(person.c.workshop_id == workshop, person.c.role != "chair")


def on_floor(workshop: int) -> Select[Any]:
    """SQL: the ids of those whom the whole room's vote asks."""
    return floor(workshop).where(*WHERE)


def how_many(people: Select[Any]) -> Select[Any]:
    """SQL: the number of them."""
    return select(func.count()).select_from(people.subquery())
