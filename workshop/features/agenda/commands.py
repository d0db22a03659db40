"""The chair's verbs on the workshop, its agenda and its organisations."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator
from sqlalchemy import Table, func, select

from workshop.features.agenda.about import phase_or_closed, the_workshop, workshop_row
from workshop.features.agenda.tables import org, step, workshop
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Body, Data, Line, Of, Title, Words
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id
from workshop.kernel.work import Work

KINDS = Literal["welcome", "purpose", "talk", "groups", "vision", "closing"]
CHAIR = rule(chair="open")


class Facts(Data):
    """What is said of a workshop, shared by making and editing it."""

    programme: Line | None = None
    venue: Line | None = None
    days: list[str] | None = Field(default=None, max_length=31)
    purposes: list[Title] | None = Field(default=None, max_length=20)

    @field_validator("days")
    @classmethod
    def real_days(cls, days: list[str] | None) -> list[str] | None:
        return None if days is None else [date.fromisoformat(day).isoformat() for day in days]


class Edit(Facts):
    title: Title | None = None
    lang: Literal["lo", "en"] | None = None
    named: bool | None = None
    assign: Literal["choose", "balance", "fixed"] | None = None
    budget: int | None = Field(default=None, ge=1, le=1000)
    cap: int | None = Field(default=None, ge=1, le=100)
    approve: bool | None = None
    door: Literal["open", "wait", "closed"] | None = None
    most: int | None = Field(default=None, ge=1, le=10_000)
    most_group: int | None = Field(default=None, ge=1, le=1_000)


class Nothing(Data):
    pass


class Go(Data):
    step: Annotated[int, Of("step")]


class AddStep(Data):
    kind: KINDS
    day: int = Field(ge=1, le=31)
    title: Title
    body: Body = Body()
    speaker: Annotated[str, Words(80, 0)] = ""


class EditStep(Data):
    step: Annotated[int, Of("step")]
    day: int | None = Field(default=None, ge=1, le=31)
    title: Title | None = None
    body: Body | None = None
    speaker: Annotated[str, Words(80, 0)] | None = None


class AddOrg(Data):
    lo: Annotated[str, Words(200, 0)] = ""
    en: Annotated[str, Words(200, 0)] = ""
    kind: Annotated[str, Words(20, 0)] = ""


def given(data: Data) -> dict[str, Any]:
    """The fields the client sent, in the form the tables keep."""
    return {name: kept(value) for name, value in data if name in data.model_fields_set and value is not None}


def kept(value: Any) -> Any:
    if isinstance(value, (Title, Line, Body)):
        return value.kept()
    return [kept(each) for each in value] if isinstance(value, list) else value


def next_position(work: Work, table: Table) -> int:
    return work.number(select(func.max(table.c.position)).where(table.c.workshop_id == work.workshop)) + 1


def a_step(work: Work, data: Go | EditStep) -> Subject:
    row = work.need(step, data.step)
    return Subject(row, phase_or_closed(work, "open"), key=f"step:{row['id']}")


@command(
    "workshop.edit",
    about=the_workshop,
    rule=CHAIR,
    refuses="cannot_loosen empty too_long invalid",
    undoable=True,
    example={"venue": {"lo": "ວັງວຽງ", "en": "Vang Vieng"}},
)
def edit_workshop(work: Work, data: Edit, about: Subject) -> Reply:
    """Change what is said of the workshop, and its settings. Anonymity cannot loosen after the first card (R10)."""
    # `null` is a budget, or a most, too: without limit.
    limits = {name for name in ("budget", "most", "most_group") if getattr(data, name) is None}
    no_limit = dict.fromkeys(limits & data.model_fields_set)
    work.update(workshop, about.row["id"], **given(data) | no_limit)
    return {}


@command("workshop.close", about=the_workshop, rule=CHAIR, undoable=True, example={})
def close_workshop(work: Work, data: Nothing, about: Subject) -> Reply:
    """Close the workshop: it stays readable, and nothing more is written until it is opened again."""
    work.update(workshop, about.row["id"], state="closed")
    return {}


@command(
    "workshop.reopen",
    about=the_workshop,
    rule=rule(chair="closed"),
    refuses="forgotten",
    undoable=True,
    example={},
)
def reopen_workshop(work: Work, data: Nothing, about: Subject) -> Reply:
    """Open a closed workshop again."""
    work.update(workshop, about.row["id"], state="open")
    return {}


def about_visit(work: Work) -> dict[str, int]:
    """Later than every other, also than one that was undone."""
    return {"visit": max(work.now, workshop_row(work)["visit"] + 1)}


@command("step.go", about=a_step, rule=CHAIR, undoable=True, example={"step": 3})
def go(work: Work, data: Go, about: Subject) -> Reply:
    """Go to a step of the agenda; the screen follows."""
    work.lean(step, data.step)
    # At the board one reads what was voted: to go there is not yet to go on.
    visit = about_visit(work) if work.need(step, data.step)["kind"] != "vision" else {}
    work.update(workshop, work.workshop, step_id=data.step, **visit)
    work.say(step=data.step)
    return {}


@command(
    "step.add",
    about=the_workshop,
    rule=CHAIR,
    refuses="empty too_long too_many_lines invalid",
    undoable=True,
    reply={"step": Id},
    example={"kind": "talk", "day": 1, "title": {"lo": "", "en": "The decree on digital government"}},
)
def add_step(work: Work, data: AddStep, about: Subject) -> Reply:
    """Add a step at the end of the agenda."""
    return {"step": new_step(work, **given(data))}


def new_step(work: Work, **values: Any) -> int:
    whole = {"body": {"lo": "", "en": ""}, "speaker": ""} | values
    return work.insert(step, position=next_position(work, step), **whole)


@command(
    "step.edit",
    about=a_step,
    rule=CHAIR,
    refuses="empty too_long too_many_lines invalid",
    undoable=True,
    example={"step": 3, "speaker": "DGC"},
)
def edit_step(work: Work, data: EditStep, about: Subject) -> Reply:
    """Change a step's words."""
    values = given(data)
    values.pop("step")
    work.update(step, data.step, **values)
    return {}


@command("step.drop", about=a_step, rule=CHAIR, refuses="not_ready", undoable=True, example={"step": 3})
def drop_step(work: Work, data: Go, about: Subject) -> Reply:
    """Take a step off the agenda; not the one the room is at."""
    work.update(step, data.step, gone=True)
    return {}


@command(
    "org.add",
    about=the_workshop,
    rule=CHAIR,
    refuses="empty too_long",
    undoable=True,
    reply={"org": Id},
    example={"lo": "ກະຊວງການເງິນ", "en": "Ministry of Finance"},
)
def add_org(work: Work, data: AddOrg, about: Subject) -> Reply:
    """Add an organisation to the list people choose from."""
    if not data.lo and not data.en:
        raise Refused("empty", field="lo")
    return {"org": new_org(work, data.lo, data.en, data.kind)}


def new_org(work: Work, lo: str, en: str, kind: str) -> int:
    return work.insert(org, lo=lo, en=en, kind=kind, position=next_position(work, org))


def guard_workshop(work: Work, row: Row, changed: Row) -> None:
    """Those who wrote believing it anonymous stay so (R10), and the room stands at a step that is there.

    Whoever asks and whichever way the change comes.
    """
    if row["forgotten"] and changed.get("state") == "open":
        raise Refused("forgotten")  # what was given by whom is not there to go on from
    if row["promised"] and changed.get("named"):
        raise Refused("cannot_loosen")
    if changed.get("step_id") and work.get(step, changed["step_id"]) is None:
        raise Refused("not_ready")


def guard_step(work: Work, row: Row, changed: Row) -> None:
    """The step the room is at stays on the agenda."""
    if changed.get("gone") and workshop_row(work)["step_id"] == row["id"]:
        raise Refused("not_ready")


COMMANDS = (edit_workshop, close_workshop, reopen_workshop, go, add_step, edit_step, drop_step, add_org)
