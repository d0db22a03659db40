"""A reply, as its author, the desk, the table and the screens see it."""

from typing import ClassVar

from workshop.kernel.shapes import Id, Lang, Ms, Record, Shape, sometimes


class Writer(Shape):
    id: Id
    name: str


class Remark(Record):
    """
    A word under a card, with the manners of a card; `place` is 1, 2, 3 under it, `at` only where writers
    are named; on the screens' stream while its card is on the vision board, with no author, and `card` is
    there the one it was merged under.
    """

    streams: ClassVar = "group screen desk person"
    card: Id
    text: str
    lang: Lang
    place: int
    at: Ms = sometimes()
    hidden: bool
    reason: str = sometimes()
    author: Writer = sometimes()
    withdrawn: bool = sometimes()
