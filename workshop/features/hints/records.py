"""What people said of hints, as clients see it."""

from typing import ClassVar

from workshop.kernel.shapes import Id, Record


class Refusal(Record):
    """Cards that were said not to be the same."""

    streams: ClassVar = "team"
    cards: list[Id]


class Synonym(Record):
    """Words that mean the same, in any language."""

    streams: ClassVar = "workshop"
    words: list[str]
