"""Reactions, as the table sees them and as one's own."""

from typing import ClassVar, Literal

from workshop.kernel.shapes import Id, Record, Shape

Kind = Literal["same", "good", "unclear"]


class Counts(Shape):
    same: int
    good: int
    unclear: int


class Reactions(Record):
    """
    People by kind, `{same, good, unclear}`; its id is the card's; drawn at most once a second.
    """

    streams: ClassVar = "group"
    card: Id
    counts: Counts


class Reaction(Record):
    """One's own."""

    streams: ClassVar = "person"
    card: Id
    kind: Kind
