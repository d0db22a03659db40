"""Opening: a new workshop, with its agenda, groups, organisations and chair, in one step."""

from __future__ import annotations

import secrets
from typing import Annotated, Any, Literal

from pydantic import Field
from sqlalchemy import select

from workshop.features.agenda.commands import Facts, given, new_org, new_step
from workshop.features.agenda.tables import workshop
from workshop.features.groups.commands import MOST_GROUPS, new_group
from workshop.features.people.commands import Who, new_person
from workshop.features.people.tables import person
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Body, Data, Title, Words
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Room
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id, Token
from workshop.kernel.work import Work

SETTINGS = ("lang", "named", "assign", "budget", "cap", "approve")
CODE = 6  # digits: a phone on a Lao keyboard has no A-Z


class Talk(Data):
    title: Title
    body: Body = Body()
    speaker: Annotated[str, Words(80, 0)] = ""
    day: int = Field(default=1, ge=1, le=31)


class Organisation(Data):
    lo: Annotated[str, Words(200, 0)] = ""
    en: Annotated[str, Words(200, 0)] = ""
    kind: Annotated[str, Words(20, 0)] = ""


class Create(Facts):
    title: Title
    talks: list[Talk] = Field(default=[], max_length=30)
    groups: int | Annotated[list[Title], Field(max_length=MOST_GROUPS)] = 6
    orgs: list[Organisation] = Field(default=[], max_length=300)
    lang: Literal["lo", "en"] = "lo"
    named: bool = True
    assign: Literal["choose", "balance", "fixed"] = "choose"
    budget: int | None = Field(default=5, ge=1, le=1000)
    cap: int = Field(default=2, ge=1, le=100)
    approve: bool = False
    chair: Annotated[str, Words(80)] | None = None


def the_house(work: Work, data: Any) -> Subject:
    return Subject({}, "open")


@command(
    "workshop.create",
    about=the_house,
    rule=rule(owner="open"),
    refuses="empty too_long too_many_lines invalid",
    reply={"workshop": Id, "code": str, "chair": Id, "token": Token},
    example={
        "title": {"lo": "ກອງປະຊຸມປຶກສາຫາລື", "en": "Consultation"},
        "groups": 6,
        "lang": "lo",
        "days": ["2022-12-14"],
    },
)
def create(work: Work, data: Create, about: Subject) -> Reply:
    """Make a workshop. The reply's `chair` is its chair, whose link the door hands out."""
    names = _group_names(data.groups)
    facts = _facts(data)
    id = work.insert(workshop, code=_free_code(work), state="open", made=work.now, promised=False, **facts)
    # From here on this work belongs to the workshop it has just made: nobody else can know of it before the commit.
    work.workshop = id
    work.update(workshop, id, workshop_id=id)
    for one in data.orgs:
        new_org(work, one.lo, one.en, one.kind)
    for name in names:
        new_group(work, name)
    first = _agenda(work, data)
    work.update(workshop, id, step_id=first)
    who = Who(name=data.chair or ("ປະທານ" if data.lang == "lo" else "Chair"))
    chair = new_person(work, who, None, "chair", data.lang)
    row = work.need(workshop, id)
    token = work.need(person, chair)["version"]
    return {"workshop": id, "code": row["code"], "chair": chair, "token": token}


def _facts(data: Create) -> dict[str, Any]:
    none = {"lo": "", "en": ""}
    empty = {"programme": none, "venue": none, "days": [], "purposes": []}
    names = ["title", "programme", "venue", "days", "purposes"]
    said = {name: value for name, value in given(data).items() if name in names}
    return empty | said | {name: getattr(data, name) for name in SETTINGS}


def _group_names(groups: int | list[Title]) -> list[dict[str, str]]:
    if isinstance(groups, int):
        if not 1 <= groups <= MOST_GROUPS:
            raise Refused("invalid", field="groups")
        return [{"lo": f"ກຸ່ມທີ {n}", "en": f"Group {n}"} for n in range(1, groups + 1)]
    if not 1 <= len(groups) <= MOST_GROUPS:
        raise Refused("invalid", field="groups")
    return [name.kept() for name in groups]


def _agenda(work: Work, data: Create) -> int:
    """The path every such workshop walks; the chair adds and edits from here. Returns the first step."""
    last = max(1, len(data.days or []))
    first = new_step(work, kind="welcome", day=1, title={"lo": "ຍິນດີຕ້ອນຮັບ", "en": "Welcome"})
    new_step(work, kind="purpose", day=1, title={"lo": "ຈຸດປະສົງຂອງກອງປະຊຸມ", "en": "Purpose of the workshop"})
    for talk in data.talks:
        title, body = talk.title.kept(), talk.body.kept()
        new_step(work, kind="talk", day=talk.day, title=title, body=body, speaker=talk.speaker)
    middle = min(2, last)
    new_step(work, kind="groups", day=middle, title={"lo": "ບັນຫາ ແລະ ວິທີແກ້ໄຂ", "en": "Problems and solutions"})
    new_step(work, kind="vision", day=last, title={"lo": "ວິໄສທັດ ແລະ ເປົ້າໝາຍ", "en": "Vision and goals"})
    new_step(work, kind="closing", day=last, title={"lo": "ປິດກອງປະຊຸມ", "en": "Closing"})
    return first


def _free_code(work: Work) -> str:
    while True:
        code = "".join(secrets.choice("0123456789") for _ in range(CODE))
        if work.one(select(workshop.c.id).where(workshop.c.code == code)) is None:
            return code


ROOM = Room(
    "opening",
    commands=(create,),
    relations={
        "owner": "holds the house's own link: lists workshops and opens new ones",
    },
)
