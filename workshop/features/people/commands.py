"""Coming in, coming back, and who is what."""

from __future__ import annotations

import secrets
from typing import Annotated, Any, Literal

from pydantic import Field
from sqlalchemy import func, select

from workshop.features.agenda.about import the_workshop, workshop_row
from workshop.features.agenda.tables import org
from workshop.features.groups.about import the_group
from workshop.features.groups.commands import new_invite
from workshop.features.groups.tables import group
from workshop.features.people import standing
from workshop.features.people.about import oneself, the_person
from workshop.features.people.door import Person, insist_place, insist_room, marks, seat_for, waits
from workshop.features.people.doubles import compared, double_of, guard_united
from workshop.features.people.invitations import left
from workshop.features.people.tables import comeback, person
from workshop.kernel.commands import Pace, Reply, command
from workshop.kernel.data import Data, Of, Words
from workshop.kernel.errors import Refused
from workshop.kernel.guessing import Guess
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id, Token
from workshop.kernel.words import digits
from workshop.kernel.work import Work

# A whole room may stand behind one router's address, so joining is generous to an address.
JOINING = Pace(burst=200, per_second=50)
# So long that nobody finds one by trying while right ones are never made to wait (docs/architecture.md works it out).
CODE = 12  # digits
# By chance: ids are given again after a restored backup, and a token must not open for whoever has its id now.
VERSIONS = 900_000_000


class Who(Data):
    name: Annotated[str, Words(80)]
    org: Annotated[int, Of("org")] | None = None
    org_other: Annotated[str, Words(200, 0)] = ""


class Join(Who):
    lang: Literal["lo", "en"]
    group: Annotated[int, Of("group")] | None = None
    # False: tell me if somebody of this name is here. True: I am another. A script need not say.
    another: bool | None = None
    # What this browser calls itself, made by chance; a script has none.
    device: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,40}$")] | None = None


class Seat(Who):
    group: Annotated[int, Of("group")]


class Return(Data):
    code: str = Field(max_length=40)


class Speak(Data):
    lang: Literal["lo", "en"]


class Choose(Data):
    group: Annotated[int, Of("group")]


class Nothing(Data):
    pass


class MovePerson(Person):
    group: Annotated[int, Of("group")] | None


class Promote(Person):
    role: Literal["participant", "leader", "helper"]


@command(
    "person.join",
    about=the_workshop,
    rule=rule(guest="open", invited="open"),
    refuses="empty org group_needed too_long closed not_found invite_used too_fast door_closed group_full"
    " workshop_full here_already",
    pace=JOINING,
    reply={"person": Id, "group": Id | None, "code": str, "token": Token},
    example={"name": "ນາງ ສົມໃຈ", "lang": "lo", "org": 4, "group": 2},
)
def join(work: Work, data: Join, about: Subject) -> Reply:
    """Come in: no account. The reply's `token` is this person from now on, its `code` brings them back elsewhere.

    Where newcomers wait, the person hears nothing until they are let in.
    """
    _check(work, data)
    invited = work.actor.kind == "invited"
    waiting = waits(work, about.row)
    # The group one is invited to may have been taken back since.
    place = (
        work.need(group, work.actor.group or 0)["id"] if invited else seat_for(work, data.group, about.row)
    )
    if data.another is False and double_of(work, data.name, data.org, data.org_other):
        raise Refused("here_already", name=data.name, org=_called(work, data))
    marked = marks(work, data.device)
    if invited:
        led = work.need(group, place)
        if not left(work, led):
            raise Refused("invite_used")
        id = new_person(work, data, place, "leader", data.lang, invited=led["invite"], **marked)
    else:
        insist_room(work, about.row, place)
        id = new_person(work, data, place, "participant", data.lang, waiting=waiting, **marked)
    return _themselves(work.need(person, id))


@command(
    "person.return",
    about=the_workshop,
    rule=rule(guest="open closed", invited="open closed"),
    refuses="code united too_fast",
    guess=Guess(lambda data: typed_digits(data.code), lambda work, code: whose_code(work, code) is not None),
    reply={"person": Id, "group": Id | None, "code": str, "token": Token},
    example={"code": "407182653390"},
)
def come_back(work: Work, data: Return, about: Subject) -> Reply:
    """The same person on another device, or at a new address, by the personal code. Wrong ones are slow."""
    row = whose_code(work, typed_digits(data.code))
    if row is None:
        raise Refused("code")
    if row["same_as"] is not None:
        raise Refused("united")
    # With a phone of their own nobody hands in for them any more; and what a leader was told opens nothing now.
    anew = {"code": free_code(work), "code_told": False} if row["code_told"] else {}
    told = work.one(select(comeback).where(comeback.c.person_id == row["id"]))
    if told is None:
        work.insert(comeback, person_id=row["id"], at=work.now)
    else:
        work.update(comeback, told["id"], at=work.now)
    return _themselves(work.update(person, row["id"], seated=False, **anew))


def _themselves(row: Row) -> Reply:
    """Who somebody is on the device that asked. `token` goes out signed, and of this version for ever."""
    return {"person": row["id"], "group": row["group_id"], "code": row["code"], "token": row["version"]}


@command(
    "person.seat",
    about=the_group,
    rule=rule(leader="open", chair="open"),
    refuses="empty org too_long not_found",
    reply={"person": Id, "code": str},
    example={"group": 1, "name": "ທ່ານ ບຸນມີ", "org": 4},
)
def seat(work: Work, data: Seat, about: Subject) -> Reply:
    """Somebody without a phone sits down: the leader types and hands in for them. `code` is theirs, should one come."""
    _check(work, data)
    id = new_person(
        work, data, data.group, "participant", workshop_row(work)["lang"], seated=True, code_told=True
    )
    return {"person": id, "code": work.need(person, id)["code"]}


@command(
    "person.sit",
    about=the_person,
    rule=rule(leader="open", chair="open"),
    refuses="not_allowed result_seen",
    undoable=True,
    example={"person": 7},
)
def sit(work: Work, data: Person, about: Subject) -> Reply:
    """Somebody's phone is empty or gone: they go on without, as the same person. The phone, once awake, says `rise`."""
    if about.row["role"] != "participant" or not standing.counts(about.row):
        raise Refused("not_allowed")
    work.update(person, data.person, seated=True)
    work.say(person=data.person)
    return {}


@command("person.rise", about=oneself, rule=rule(self="open closed"), example={})
def rise(work: Work, data: Nothing, about: Subject) -> Reply:
    """One's own phone is in hand again: from now on nobody hands in for one."""
    work.update(person, about.row["id"], seated=False)
    return {}


@command(
    "person.hand",
    about=the_person,
    rule=rule(leader="open"),
    refuses="not_allowed",
    example={"person": 7},
)
def hand(work: Work, data: Person, about: Subject) -> Reply:
    """Hand the lead of one's table to another with a phone who sits there; oneself goes on as a participant."""
    if about.row["role"] != "participant" or not standing.counts(about.row) or about.row["seated"]:
        raise Refused("not_allowed")
    work.update(person, data.person, role="leader")
    work.update(person, work.actor.person or 0, role="participant")
    return {}


@command(
    "person.rename",
    about=oneself,
    rule=rule(self="open"),
    refuses="empty org too_long not_found",
    example={"name": "ນາງ ສົມໃຈ", "org": 4},
)
def rename(work: Work, data: Who, about: Subject) -> Reply:
    """Correct one's own name and organisation."""
    _check(work, data)
    work.update(
        person,
        about.row["id"],
        name=data.name,
        alike=compared(data.name),
        org_id=data.org,
        org_other=data.org_other,
    )
    return {}


@command("person.speak", about=oneself, rule=rule(self="open closed"), example={"lang": "en"})
def speak(work: Work, data: Speak, about: Subject) -> Reply:
    """The language one is answered in."""
    work.update(person, about.row["id"], lang=data.lang)
    return {}


@command(
    "person.choose",
    about=oneself,
    rule=rule(self="open"),
    refuses="not_allowed not_found group_full",
    example={"group": 3},
)
def choose(work: Work, data: Choose, about: Subject) -> Reply:
    """Sit at another table, where the workshop lets people choose."""
    hall = workshop_row(work)
    if hall["assign"] != "choose" or about.row["role"] != "participant":
        raise Refused("not_allowed")
    work.need(group, data.group)
    if data.group != about.row["group_id"]:
        insist_place(work, hall, data.group)
    _reseat(work, about.row, data.group)
    return {}


@command("person.seen", about=oneself, rule=rule(self="open closed"), example={})
def seen(work: Work, data: Nothing, about: Subject) -> Reply:
    """One has read what becomes of the votes one left at another table."""
    work.update(person, about.row["id"], moved=None)
    return {}


@command("person.leave", about=oneself, rule=rule(self="open closed"), example={})
def leave(work: Work, data: Nothing, about: Subject) -> Reply:
    """This device forgets its person. Place, lead, cards and votes stay: another device may be theirs, or become it.

    It changes no row; the door tells the table at once that they have left, unless another device of theirs is there.
    """
    return {}


@command(
    "person.move",
    about=the_person,
    rule=rule(chair="open"),
    refuses="not_found not_allowed",
    undoable=True,
    example={"person": 7, "group": 2},
)
def move(work: Work, data: MovePerson, about: Subject) -> Reply:
    """Seat someone at another table, or at none."""
    if about.row["role"] == "chair":
        raise Refused("not_allowed")
    if data.group is not None:
        work.need(group, data.group)
    _reseat(work, about.row, data.group)
    work.say(person=data.person, group=data.group)
    return {}


@command(
    "person.promote",
    about=the_person,
    rule=rule(chair="open"),
    refuses="group_needed not_allowed",
    undoable=True,
    example={"person": 7, "role": "leader"},
)
def promote(work: Work, data: Promote, about: Subject) -> Reply:
    """Make someone leader of the table they sit at, one of the theme team, or a participant again. At once."""
    if about.row["role"] == "chair":
        raise Refused("not_allowed")
    if data.role == "leader" and about.row["group_id"] is None:
        raise Refused("group_needed")
    work.update(person, data.person, role=data.role)
    work.say(person=data.person, role=data.role)
    return {}


def new_person(work: Work, who: Who, place: int | None, role: str, lang: str, **more: Any) -> int:
    """`more`: what is not so for most."""
    as_most = {"seated": False, "code_told": False, "invited": None, "waiting": False}
    return work.insert(
        person,
        name=who.name,
        alike=compared(who.name),
        org_id=who.org,
        org_other=who.org_other,
        group_id=place,
        role=role,
        lang=lang,
        code=free_code(work),
        removed=False,
        **as_most | more,
        version=secrets.randbelow(VERSIONS) + 1,
        came=work.now,
        led=work.now if role == "leader" else None,
    )


def guard_person(work: Work, row: Row, changed: Row) -> None:
    """What holds of a person's place however it changes, by an undo or a redo too."""
    guard_united(work, row, changed)
    now = row | changed
    place = changed.get("group_id")
    if place is not None and work.get(group, place) is None:
        raise Refused("not_ready")  # that group was taken back
    if now["role"] == "leader" and now["group_id"] is None:
        raise Refused("not_ready")
    # Since a leader's step the person may have gone to another table, or come to lead.
    mine = row["group_id"] == work.actor.group and row["role"] == "participant"
    if "removed" in changed and work.actor.role == "leader" and not mine:
        raise Refused("not_allowed")
    if row["role"] == "leader" and changed.keys() & {"role", "removed", "group_id"}:
        # Every leader can show the invitation to lead their table: it ends with their leading, and no undo revives it.
        work.update_for_good(group, row["group_id"], invite=new_invite(), invites=1)
    if changed.get("role") == "leader" and row["led"] is None:
        with work.for_good():
            work.update(person, row["id"], led=work.now)
    _tell_streams(work, row, changed)


def _tell_streams(work: Work, row: Row, changed: Row) -> None:
    """Whatever changes what a person may read drops their connections at once."""
    if changed.keys() & (standing.PLACES | {"seated"}):
        for group_id in {row["group_id"], changed.get("group_id")} - {None}:
            work.mark("progress", group_id)
    if changed.keys() & {"role", "group_id", "removed", "version", "waiting", "same_as"}:
        why = "renewed" if "version" in changed else "changed"
        work.dismiss(row["id"], "removed" if changed.get("removed") else why)


def count_in(work: Work, row: Row) -> None:
    """Someone came in: their group's numbers change."""
    if row["group_id"] is not None:
        work.mark("progress", row["group_id"])


def show_chairs(work: Work, row: Row) -> None:
    """A new group has new streams: the chairs and the theme team come in again to read them."""
    reads = person.c.role.in_(("chair", "helper"))
    chairs = select(person.c.id).where(person.c.workshop_id == row["workshop_id"], reads)
    for id in work.ids(chairs):
        work.dismiss(id, "changed")


def guard_seats(work: Work, row: Row, changed: Row) -> None:
    """A table with people at it cannot be undone away from under them."""
    sitting = select(func.count()).where(person.c.group_id == row["id"], person.c.gone.is_(False))
    if changed.get("gone") and work.number(sitting):
        raise Refused("not_ready")


def _check(work: Work, data: Who) -> None:
    if data.org is not None:
        work.need(org, data.org)
    elif not data.org_other:
        raise Refused("org", field="org")


def _called(work: Work, data: Join) -> str:
    """Their organisation, in the language of who asks."""
    if data.org is None:
        return data.org_other
    row = work.need(org, data.org)
    return str(row[data.lang] or row["en"] or row["lo"])


def _reseat(work: Work, row: Row, place: int | None) -> None:
    # A leader leads one table: seated elsewhere, they are a participant there until promoted.
    role = row["role"] if place == row["group_id"] else "participant"
    work.update(person, row["id"], group_id=place, role=role)


def typed_digits(code: str) -> str:
    """A code however it was typed: spaces, Lao digits."""
    return "".join(each for each in digits(code) if each.isdigit())


def whose_code(work: Work, code: str) -> Row | None:
    """The person whose code this is; none for somebody who was sent out."""
    mine = select(person).where(person.c.workshop_id == work.workshop, person.c.code == code)
    row = work.one(mine.where(person.c.gone.is_(False)))
    return None if row is None or row["removed"] else row


def free_code(work: Work) -> str:
    while True:
        code = "".join(secrets.choice("0123456789") for _ in range(CODE))
        taken = select(person.c.id).where(person.c.workshop_id == work.workshop, person.c.code == code)
        if work.one(taken) is None:
            return code


COMMANDS: tuple[Any, ...] = (
    *(join, come_back, seat, sit, rise, hand, rename),
    *(speak, choose, seen, leave, move, promote),
)
