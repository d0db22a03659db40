"""Groups and their boards, as clients see them."""

from typing import ClassVar, Literal

from workshop.kernel.shapes import Id, Ms, Pair, Record, Shape


class Group(Record):
    """`colour` is one of eight, 0 to 7."""

    streams: ClassVar = "workshop"
    number: int
    name: Pair
    colour: int


class Timer(Shape):
    """`ends` while it runs, `left` while it is held; all in ms."""

    ends: Ms | None
    left: int | None
    length: int


class Board(Record):
    """
    `posting` and `voting` are false where stopped alone; `ready` and `presenting` since when; `timer` is
    null or `{ends, left, length}` in ms: `ends` while it runs, `left` while it is held.
    """

    streams: ClassVar = "workshop"
    group: Id
    phase: Literal["write", "reveal", "vote", "report"]
    locked: bool
    posting: bool
    voting: bool
    ready: Ms | None
    presenting: Ms | None
    timer: Timer | None
    submitted: Ms | None
