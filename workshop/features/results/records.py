"""A table's result, as it is prepared and as it was handed in."""

from typing import ClassVar

from workshop.features.ballots.records import MethodNumbers
from workshop.kernel.shapes import Id, Ms, Pair, Record, Shape, sometimes


class Report(Record):
    """
    The result as the table prepares it: the chosen cards in their order; its id is the board's.
    """

    streams: ClassVar = "group"
    board: Id
    group: Id
    cards: list[Id]
    summary: Pair


class Line(Shape):
    """A card of a result. Of one that is on view no more no number is told."""

    card: Id
    votes: int | None
    hands: int | None
    picked: bool
    merged: list[Id]
    place: int | None = sometimes()
    numbers: MethodNumbers | None = sometimes()


class Changes(Shape):
    added: list[Id]
    removed: list[Id]
    votes: list[Id]
    moved: bool
    summary: bool


class Counted(Shape):
    voters: int
    handed: int
    left_out: int


class Submission(Record):
    """
    A result as handed in: `cards` is `[{card, votes, hands, picked, merged}]`, the chosen first; `changes`
    against the one before is null for the first; of a card on view no more `votes` and `hands` are null;
    the votes are of those who count now, `people` says how many: `{voters, handed, left_out}`, for so many
    of them another handed it in, and so many were sent out since; null in older ones; where the vote
    ranked or rated, each card has its `place` and `numbers`.
    """

    streams: ClassVar = "group team"
    board: Id
    group: Id
    number: int
    at: Ms
    cards: list[Line]
    summary: Pair
    changes: Changes | None
    people: Counted | None
