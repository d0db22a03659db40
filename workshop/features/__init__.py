"""The rooms of the house, lowest first: a room may lean on those before it, never on those after."""

from workshop.features import (
    agenda,
    ballots,
    cards,
    groups,
    history,
    opening,
    people,
    progress,
    results,
    vision,
)
from workshop.features.people.admit import admit
from workshop.kernel.nouns import House

ROOMS = (agenda, history, groups, people, cards, ballots, progress, results, vision, opening)


def house() -> House:
    """Every noun, command and drawer, put together."""
    return House((room.ROOM for room in ROOMS), admit)
