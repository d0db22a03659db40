"""A photo, as its author, the desk, the table, the room and the screens see it."""

from typing import ClassVar

from workshop.kernel.shapes import Id, Ms, Record, sometimes


class Photo(Record):
    """
    `card` null is on the board itself; `at` only where writers are named; on the workshop's stream while
    its card is held up for the room, or its group's result presented; on the screens' while its card is on
    the vision board, and `card` is there the one it was merged under; `withdrawn` on its author's own
    stream.
    """

    streams: ClassVar = "workshop group screen desk person"
    board: Id
    group: Id
    card: Id | None
    width: int
    height: int
    caption: str
    at: Ms = sometimes()
    hidden: bool
    withdrawn: bool = sometimes()
