"""Who is looking, counted in memory and never logged: this process's part of it. Knows nothing of how it is told."""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

NODE: Final = secrets.token_hex(4)  # clients add up the latest of each node
AGAIN: Final = 10.0  # told anew though nothing changed: a client forgets a node after 30 s
PER_PERSON: Final = 0.01  # a room of 300 hears of comings and goings every 3 s, one of 30 every second


@dataclass
class Looker:
    kind: str  # guest | person | screen
    workshop: int
    person: int | None = None
    group: int | None = None
    see: str = "board"
    came: float = float("-inf")
    since: float = float("-inf")  # it sees this
    owes: float | None = None  # since when it has not said that it has what `heads` spoke of
    tells: bool = False  # it does say so; a client that never did is believed to keep up
    waiting: bool = False  # its own wishes have been waiting

    def look(self, see: str, now: float) -> None:
        if see == self.see:
            return
        # A page that comes in hidden (a restart wakes every tab) never was looked at.
        hidden_all_along = see == "away" and now - self.came < 1.0
        self.see, self.since = see, float("-inf") if hidden_all_along else now
        self.owes = None  # a phone that slept is given time anew

    def told_heads(self, now: float) -> None:
        if self.tells and self.owes is None:
            self.owes = now

    def lags(self, streams: int, now: float) -> None:
        """How many streams it says it has not caught up with."""
        self.tells = True
        if not streams:
            self.owes = None
        elif self.owes is None:
            self.owes = now


@dataclass
class _Told:
    counts: dict[str, Any] = field(default_factory=dict)
    at: float = float("-inf")


class Presence:
    def __init__(self) -> None:
        self._told: dict[int, _Told] = {}

    def due(self, lookers: Iterable[Looker], now: float | None = None) -> list[tuple[int, dict[str, Any]]]:
        """The counts to tell now, by workshop: changed ones, thinned by the room's size, and stale ones."""
        now = time.monotonic() if now is None else now
        rooms: dict[int, list[Looker]] = {workshop: [] for workshop in self._told}
        for looker in lookers:
            rooms.setdefault(looker.workshop, []).append(looker)
        return [
            (workshop, told)
            for workshop, room in rooms.items()
            if (told := self._one(workshop, room, now)) is not None
        ]

    def _one(self, workshop: int, room: list[Looker], now: float) -> dict[str, Any] | None:
        told = self._told.setdefault(workshop, _Told())
        counts = count(room)
        # Whoever came since has heard nothing yet, though the counts be the same: a page opened again.
        news = counts != told.counts or any(looker.came > told.at for looker in room)
        wait = max(1.0, len(room) * PER_PERSON) if news else AGAIN
        if now - told.at < wait:
            return None
        told.counts, told.at = counts, now
        if not room:  # said once, then forgotten
            del self._told[workshop]
        return {"node": NODE, **counts}


def count(room: list[Looker]) -> dict[str, Any]:
    """People, not connections: two tabs are one person. A phone put away is no longer at its group's table."""
    people = {r.person for r in room if r.kind == "person"}
    at_table = {(r.person, r.group) for r in room if r.kind == "person" and r.group and r.see == "board"}
    groups = Counter(str(group) for _, group in at_table)
    return {
        "groups": dict(sorted(groups.items())),
        "people": len(people),
        "screens": sum(r.kind == "screen" for r in room),
    }
