"""The door: who may come in now, where there is room, and who of those that came is let in, or sent out with others.

What is kept of where somebody came from is a mark, told to the chair alone: phones that share one mark are one device;
whoever came without one did not come by a phone's page.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import func, select

from workshop.features.agenda.about import the_workshop, workshop_row
from workshop.features.agenda.tables import workshop
from workshop.features.groups.about import the_group
from workshop.features.groups.tables import group
from workshop.features.people import standing
from workshop.features.people.about import the_person
from workshop.features.people.tables import person
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.work import Work, ids

MOST = 5_000  # people in one step

People = Annotated[list[Annotated[int, Of("person")]], Field(min_length=1, max_length=MOST)]


class Person(Data):
    person: Annotated[int, Of("person")]


class Many(Data):
    people: People


class LetIn(Many):
    group: Annotated[int, Of("group")] | None = None


def insist_room(work: Work, hall: Row, place: int) -> None:
    """Is there room for one more, in the workshop and at this table?"""
    insist_place(work, hall, place)
    if hall["most"] is not None and _here(work) >= hall["most"]:
        raise Refused("workshop_full", max=hall["most"])


def insist_place(work: Work, hall: Row, place: int) -> None:
    """Is there room for one more at this table?"""
    if hall["most_group"] is not None and _here(work, place) >= hall["most_group"]:
        raise Refused("group_full", field="group", max=hall["most_group"])


def rooms(work: Work) -> dict[int, int]:
    """{group: how many sit there or wait to}, for the tables that have anybody."""
    taken = select(person.c.group_id, func.count().label("n")).where(
        *_taken(work), person.c.group_id.is_not(None)
    )
    return {row["group_id"]: row["n"] for row in work.all(taken.group_by(person.c.group_id))}


def _here(work: Work, place: int | None = None) -> int:
    at = () if place is None else (person.c.group_id == place,)
    return work.number(select(func.count()).where(*_taken(work), *at))


def _taken(work: Work) -> tuple[Any, ...]:
    """Whoever waits has asked for a place: it is kept for them."""
    return (person.c.workshop_id == work.workshop, person.c.role != "chair", *standing.HOLDS)


def marks(work: Work, device: str | None) -> dict[str, str | None]:
    """What is kept of where somebody came from: nothing that could be read back, by trying addresses either."""
    secret = workshop_row(work)["marking"]
    if secret is None:
        secret = secrets.token_hex(16)
        work.update_for_good(workshop, work.workshop, marking=secret)

    def mark(text: str) -> str:
        return hashlib.blake2s(text.encode(), key=secret.encode(), digest_size=6).hexdigest()

    address = work.actor.address
    return {
        "device": mark(f"device {device}") if device else None,
        "origin": mark(address) if address else None,
    }


def those_who_wait(work: Work, data: LetIn) -> Subject:
    return the_workshop(work, data) if data.group is None else the_group(work, data)


@command(
    "people.admit",
    about=those_who_wait,
    rule=rule(leader="open", chair="open"),
    refuses="not_found",
    undoable=True,
    example={"people": [7], "group": 1},
)
def let_in(work: Work, data: LetIn, about: Subject) -> Reply:
    """Let in those who wait. A leader names the own group, and can let in those who asked for it alone."""
    rows = _these(work, data.people)
    if data.group is not None and any(row["group_id"] != data.group for row in rows):
        raise Refused("not_found", field="people")
    work.update_many(person, rows, {id: {"waiting": False} for id in ids(rows)})
    work.say(n=len(rows))
    return {}


@command(
    "person.remove",
    about=the_person,
    rule=rule(leader="open", chair="open"),
    refuses="not_allowed in_result",
    undoable=True,
    example={"person": 7},
)
def remove(work: Work, data: Person, about: Subject) -> Reply:
    """Send someone out; what they wrote stays. A leader may send out participants of the own table."""
    if work.actor.role != "chair" and about.row["role"] != "participant":
        raise Refused("not_allowed")
    _send(work, [about.row], removed=True)
    work.say(person=data.person)
    return {}


@command(
    "person.readmit",
    about=the_person,
    rule=rule(leader="open", chair="open"),
    refuses="in_result",
    undoable=True,
    example={"person": 7},
)
def readmit(work: Work, data: Person, about: Subject) -> Reply:
    """Let someone in again who was sent out."""
    _send(work, [about.row], removed=False)
    work.say(person=data.person)
    return {}


@command(
    "people.remove",
    about=the_workshop,
    rule=rule(chair="open"),
    refuses="not_found not_allowed",
    undoable=True,
    example={"people": [7]},
)
def remove_many(work: Work, data: Many, about: Subject) -> Reply:
    """Send out many at once; what they wrote stays, and one undo lets all of them in again."""
    _send(work, _these(work, data.people), removed=True)
    work.say(n=len(set(data.people)))
    return {}


@command(
    "people.readmit",
    about=the_workshop,
    rule=rule(chair="open"),
    refuses="not_found not_allowed",
    undoable=True,
    example={"people": [7]},
)
def readmit_many(work: Work, data: Many, about: Subject) -> Reply:
    """Let many in again who were sent out."""
    _send(work, _these(work, data.people), removed=False)
    work.say(n=len(set(data.people)))
    return {}


def _send(work: Work, rows: list[Row], removed: bool) -> None:
    if any(row["role"] == "chair" for row in rows):
        raise Refused("not_allowed")
    work.update_many(person, rows, {id: {"removed": removed} for id in ids(rows)})


def _these(work: Work, people: list[int]) -> list[Row]:
    rows = work.rows(person, people)
    if len(rows) != len(set(people)) or any(row["gone"] for row in rows):
        raise Refused("not_found", field="people")
    return rows


def seat_for(work: Work, wanted: int | None, hall: Row) -> int:
    """The group one joins: the one asked for, or the smallest where the workshop balances."""
    if hall["assign"] != "balance":
        if wanted is None:
            raise Refused("group_needed", field="group")
        return int(work.need(group, wanted)["id"])
    groups = select(group.c.id).where(group.c.workshop_id == work.workshop, group.c.gone.is_(False))
    all_groups = work.ids(groups.order_by(group.c.number))
    if not all_groups:
        raise Refused("group_needed", field="group")
    full = rooms(work)
    return min(all_groups, key=lambda id: full.get(id, 0))


def waits(work: Work, hall: Row) -> bool:
    """Does a newcomer wait? Refuses while the door is closed. Whoever is invited to lead comes in by the invitation."""
    if work.actor.kind != "guest":
        return False
    if hall["door"] == "closed":
        raise Refused("door_closed")
    return bool(hall["door"] == "wait")


ONE_BY_ONE = (remove, readmit)
COMMANDS = (let_in, remove_many, readmit_many)
