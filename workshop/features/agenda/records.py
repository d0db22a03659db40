"""The workshop, its steps and its organisations, as clients see them."""

from typing import ClassVar, Literal

from workshop.kernel.shapes import Id, Lang, Ms, Pair, Record


class Workshop(Record):
    """
    `forgotten` is since when nothing says who wrote and how people voted, else null; `step` is the agenda's
    current one; `budget`, `most` and `most_group` null are without limit; `door` is open, wait or closed.
    """

    streams: ClassVar = "workshop"
    code: str
    title: Pair
    programme: Pair
    venue: Pair
    days: list[str]
    purposes: list[Pair]
    lang: Lang
    named: bool
    assign: Literal["choose", "balance", "fixed"]
    state: Literal["open", "closed"]
    budget: int | None
    cap: int
    approve: bool
    door: Literal["open", "wait", "closed"]
    most: int | None
    most_group: int | None
    forgotten: Ms | None
    step: Id | None


class Step(Record):
    """A line of the agenda."""

    streams: ClassVar = "workshop"
    kind: Literal["welcome", "purpose", "talk", "groups", "vision", "closing"]
    day: int
    title: Pair
    body: Pair
    speaker: str
    position: int


class Org(Record):
    """An organisation people choose from."""

    streams: ClassVar = "workshop"
    lo: str
    en: str
    kind: str
    position: int
