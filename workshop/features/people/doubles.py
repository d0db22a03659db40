"""One person twice: asked for at the door, and two rows made one.

The row that goes points to the row that stays (`same_as`). It counts nowhere. Cards stay where they are and are told as
the one person's; what was voted is the ballots' room's to carry over.

A leader says that two rows are one, and a leader can make up a row. So neither becomes the other: a phone or a code of
the row that goes opens nothing, and is told why; and on the phones of the row that stays is nothing that the other kept
to itself. Whoever is both comes in with the code that the other phone shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from sqlalchemy import select

from workshop.features.people.about import the_person
from workshop.features.people.standing import HOLDS, counts
from workshop.features.people.tables import NAME, person
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.words import key
from workshop.kernel.work import Work, by_id


class Unite(Data):
    person: Annotated[int, Of("person")]
    other: Annotated[int, Of("person")]


def compared(name: str) -> str:
    return key(name)[:NAME]


def double_of(work: Work, name: str, org: int | None, org_other: str) -> Row | None:
    """Somebody of this name and organisation who is here already, or waits to be let in."""
    alike = select(person).where(
        person.c.workshop_id == work.workshop,
        person.c.alike == compared(name),
        *HOLDS,
        person.c.org_id.is_(None) if org is None else person.c.org_id == org,
    )
    named, other = key(name), key(org_other)
    found = (row for row in work.all(alike) if key(row["name"]) == named and key(row["org_other"]) == other)
    return next(found, None)


def themselves(work: Work, people: Iterable[int]) -> dict[int, Row]:
    """{person: the row that stands for them}: their own, or the one they were made one with."""
    rows = by_id(work.rows(person, people))
    staying = by_id(
        work.rows(person, (row["same_as"] for row in rows.values() if row["same_as"] is not None))
    )
    return {id: staying.get(row["same_as"], row) for id, row in rows.items()}


def united_with(work: Work, rows: Sequence[Row]) -> list[int]:
    """Those who were made one with any of these."""
    mine = person.c.same_as.in_([row["id"] for row in rows])
    return work.ids(select(person.c.id).where(person.c.workshop_id == work.workshop, mine))


@command(
    "person.unite",
    about=the_person,
    rule=rule(leader="open", chair="open"),
    refuses="not_found not_allowed in_result",
    undoable=True,
    example={"person": 7, "other": 8},
)
def unite(work: Work, data: Unite, about: Subject) -> Reply:
    """Two rows are one person: `person` stays, `other` is the same from now on. Cards are kept, one ballot counts."""
    stays, goes = about.row, work.need(person, data.other)
    if work.actor.role != "chair" and goes["group_id"] != about.group:
        raise Refused("not_found")
    if stays["id"] == goes["id"] or "chair" in (stays["role"], goes["role"]):
        raise Refused("not_allowed")
    if work.actor.role != "chair" and {stays["role"], goes["role"]} != {"participant"}:
        raise Refused("not_allowed")
    work.lean(person, stays["id"])
    work.update(person, goes["id"], same_as=stays["id"])
    work.say(person=stays["id"], other=goes["id"])
    return {}


def guard_united(work: Work, row: Row, changed: Row) -> None:
    """A row stands for itself or for one that counts: no chains, however it comes."""
    if changed.get("same_as") is None:
        return
    stays = work.get(person, changed["same_as"])
    if stays is None or not counts(stays) or united_with(work, [row]):
        raise Refused("not_allowed")


COMMANDS = (unite,)
