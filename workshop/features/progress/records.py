"""How far each table is, and who has yet to write or vote, as clients see it."""

from typing import ClassVar

from workshop.kernel.shapes import Id, Record


class Progress(Record):
    """
    Numbers of those at the table now; `handed`: for so many of the voters another handed it in; `seats`: so
    many without a phone have no ballot; its id is the board's; drawn at most once a second; all but
    `people` move by threes while cards are private and nobody is named.
    """

    streams: ClassVar = "workshop"
    group: Id
    people: int
    cards: int
    kinds: dict[str, int]
    writers: int
    voters: int
    handed: int
    seats: int


class Roll(Record):
    """
    Who has not written or voted yet, `[person]`; null where it is not told; its id is the board's.
    """

    streams: ClassVar = "desk"
    board: Id
    group: Id
    unwritten: list[Id] | None
    unvoted: list[Id] | None
