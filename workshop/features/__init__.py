"""The rooms of the house, lowest first: a room may lean on those before it, never on those after."""

from workshop.features import (
    agenda,
    ballots,
    calls,
    cards,
    clarifications,
    forgetting,
    groups,
    hints,
    history,
    opening,
    people,
    photos,
    progress,
    reactions,
    replies,
    results,
    showing,
    vision,
)
from workshop.features.forgetting.commands import frozen
from workshop.features.people.admit import admit
from workshop.kernel.nouns import House

ROOMS = (
    *(agenda, history, groups, people, calls, cards, reactions),
    *(ballots, progress, results, showing, vision, opening),
    *(hints, clarifications, photos, replies, forgetting),
)


def house() -> House:
    """Every noun, command and drawer, put together."""
    return House((room.ROOM for room in ROOMS), admit, frozen)
