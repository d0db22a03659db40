"""Hints: near-duplicates across the groups that were taken or refused, and the words that mean the same.

What is alike is worked out on the theme team's own devices; here is only what people said of it.
"""

from workshop.features.hints.commands import COMMANDS
from workshop.features.hints.views import REFUSAL, SYNONYM
from workshop.kernel.nouns import Room

ROOM = Room(
    "hints",
    nouns=(REFUSAL, SYNONYM),
    commands=COMMANDS,
    refusals={
        "placed": "all of these cards lie in a theme by now",
    },
)
