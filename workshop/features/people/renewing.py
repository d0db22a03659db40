"""Renewing: a link, a phone's place or a code that got into other hands ends at once, and a new one takes its place.

A token carries a version, and the row that it stands for has the one that counts (`admit.py`). Renewing counts it up by
one, so that a token from before is told what became of it; one that stood for another row before a restored backup is
no neighbour of it, and stays unknown. Nothing of this can be undone: what is out of other hands stays out.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import select

from workshop.features.agenda.about import the_workshop
from workshop.features.agenda.tables import house, workshop
from workshop.features.groups.about import the_group
from workshop.features.groups.tables import group
from workshop.features.people.about import oneself, the_person
from workshop.features.people.commands import Nothing, free_code
from workshop.features.people.door import Person
from workshop.features.people.tables import person
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id, Token, sometimes
from workshop.kernel.work import Work

MOST_INVITED = 20


class Invite(Data):
    group: Annotated[int, Of("group")]
    people: int = Field(ge=0, le=MOST_INVITED)


@command(
    "person.renew",
    about=oneself,
    rule=rule(self="open closed"),
    reply={"person": Id, "token": Token},
    example={},
)
def renew(work: Work, data: Nothing, about: Subject) -> Reply:
    """Put one's other phones out, and end every link that opened the workshop as oneself. `token` is the new one."""
    version = about.row["version"] + 1
    work.update(person, about.row["id"], version=version)
    return {"person": about.row["id"], "token": version}


@command(
    "person.recode",
    about=the_person,
    rule=rule(self="open closed", leader="open", chair="open"),
    refuses="not_allowed",
    reply={"code": (str, sometimes())},
    example={"person": 7},
)
def recode(work: Work, data: Person, about: Subject) -> Reply:
    """A new personal code; the old one brings nobody back. Leaders may do it for the participants of their table.

    It is told on the person's own phones alone. Only the code of who never had a phone here is in the reply to a
    leader: with it one would be them.
    """
    oneself = data.person == work.actor.person
    if not oneself and about.row["role"] not in (
        "participant",
        *(["leader", "helper"] if work.actor.role == "chair" else []),
    ):
        raise Refused("not_allowed")
    code = free_code(work)
    work.update(person, data.person, code=code)
    return {"code": code} if oneself or about.row["code_told"] else {}


@command("screen.renew", about=the_workshop, rule=rule(chair="open closed", owner="open closed"), example={})
def renew_screens(work: Work, data: Nothing, about: Subject) -> Reply:
    """End every link to the screen that was given out; screens go dark until they are opened by the new one."""
    work.update(workshop, work.workshop, screens=about.row["screens"] + 1)
    work.dismiss("screen", "renewed")
    return {}


@command(
    "chair.renew",
    about=the_workshop,
    rule=rule(owner="open closed"),
    reply={"chair": Id, "token": Token},
    example={},
)
def renew_chair(work: Work, data: Nothing, about: Subject) -> Reply:
    """The owner ends every chair's link of a workshop. `token` is the new one of the first chair."""
    mine = select(person).where(person.c.workshop_id == work.workshop, person.c.role == "chair")
    chairs = work.all(mine.order_by(person.c.id))
    for row in chairs:
        work.update(person, row["id"], version=row["version"] + 1)
    return {"chair": chairs[0]["id"], "token": chairs[0]["version"] + 1}


@command(
    "group.invite",
    about=the_group,
    rule=rule(chair="open"),
    example={"group": 1, "people": 1},
)
def invite(work: Work, data: Invite, about: Subject) -> Reply:
    """A new invitation to lead a group, for so many `people`; the one before ends. For 0 it is taken back."""
    work.update(group, data.group, invite=about.row["invite"] + 1, invites=data.people)
    work.dismiss(f"invited:{data.group}", "renewed")
    return {}


def the_owner(work: Work, data: Any) -> Subject:
    return Subject({}, "open")


@command("house.renew", about=the_owner, rule=rule(owner="open"), reply={"token": Token}, example={})
def renew_owner(work: Work, data: Nothing, about: Subject) -> Reply:
    """End every owner's link that was given out. `token` is the new one."""
    row = work.one(select(house).where(house.c.workshop_id == 0))
    version = 1 if row is None else row["version"] + 1
    if row is None:
        work.insert(house, version=version)
    else:
        work.update(house, row["id"], version=version)
    work.dismiss("owner", "renewed")
    return {"token": version}


COMMANDS: tuple[Any, ...] = (renew, recode, renew_screens, renew_chair, invite, renew_owner)
