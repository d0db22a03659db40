"""A card, as its author, the desk and the table see it."""

from typing import ClassVar

from workshop.kernel.shapes import Id, Lang, Ms, Record, Shape, Words, sometimes


class Author(Shape):
    id: Id | None
    name: str


class Card(Record):
    """
    `into` is the card it is merged under; `pending` waits for the leader's yes, on desk and author's
    stream; `original` the author's own words, there too; `author` and `at` only where cards are named, `at`
    on the author's own stream in any case; `author` without id for a paper card of nobody at the table;
    `reason` while hidden; `withdrawn` on the author's own stream.
    """

    streams: ClassVar = "group desk person"
    board: Id
    group: Id
    org: Id | None
    kind: str
    text: str
    lang: Lang
    answers: Id | None
    into: Id | None
    hidden: bool
    pending: bool
    reworded: bool
    original: Words = sometimes()
    paper: bool
    edited: bool
    at: Ms = sometimes()
    reason: str = sometimes()
    author: Author = sometimes()
    withdrawn: bool = sometimes()
