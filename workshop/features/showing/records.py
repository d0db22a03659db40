"""What a leader holds up, and a result before the room, as clients see them."""

from typing import ClassVar

from workshop.features.ballots.records import MethodNumbers
from workshop.kernel.shapes import Id, Lang, Ms, Pair, Record, Shape, Words, sometimes


class Spotlight(Record):
    """
    The card held up; on the workshop's stream where the whole `room` sees it; its id is the board's.
    """

    streams: ClassVar = "workshop group"
    board: Id
    group: Id
    room: bool
    card: Id
    kind: str
    text: str
    lang: Lang
    at: Ms


class Presented(Shape):
    """A chosen card; `to` are the words of what it answers."""

    card: Id
    kind: str
    text: str
    lang: Lang
    answers: Id | None
    to: Words | None
    votes: int
    hands: int
    merged: int
    place: int | None = sometimes()
    numbers: MethodNumbers | None = sometimes()


class Presentation(Record):
    """
    A result on the screen: `cards` `[{card, kind, text, lang, answers, to, votes, hands, merged}]`, `card`
    the one shown, null for the overview; its id is the board's.
    """

    streams: ClassVar = "workshop"
    board: Id
    group: Id
    at: Ms
    card: Id | None
    summary: Pair
    cards: list[Presented]
