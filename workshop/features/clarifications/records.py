"""The chair's words to a card or theme, as clients see them."""

from typing import ClassVar

from workshop.kernel.shapes import Compound, Key, Ms, Pair


class Clarification(Compound):
    """
    The chair's words to a card or theme, `{lo, en}`, wherever that is shown; its id is `card.<card>` or
    `theme.<theme>`.
    """

    streams: ClassVar = "workshop group team"
    subject: Key
    text: Pair
    at: Ms
