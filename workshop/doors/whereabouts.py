"""Where the people of each table are: here, behind, asleep or left. In memory, never logged, told to desks alone.

A table's leader asks "is she still with us?", so the answer must neither lag nor blink: what is worse is told only once
it has lasted, what is better at once, and whoever is told of nowhere has left. Nothing here speaks of writing: where
who is awake would tell who wrote or voted, no table is told of at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from workshop.doors.presence import AGAIN, NODE, PER_PERSON, Looker

STEADY: Final = (
    3.0  # a phone that locks, or a Wi-Fi that changes its cell, for less than this was here all the time
)
LATE: Final = 5.0  # what heads spoke of has not come to a phone for this long: it is behind
GRACE: Final = (
    45.0  # a phone in a pocket loses its connection within a minute; its person is not gone for that
)
POLLED: Final = 12.0  # where nothing but HTTP gets through, a phone that is looked at asks every five seconds
LEAST: Final = 2.0  # between two words about one table

BEST: Final = ("here", "behind", "asleep")  # "left" goes without saying

Table = tuple[int, int | None]  # workshop, group; people of no group are told to the chair


@dataclass
class Sight:
    """When a person was last seen who has no connection now."""

    group: int | None
    here: float  # counts as here until then
    asleep: float  # and as asleep until then


@dataclass
class _Told:
    here: dict[str, str]
    at: float


class Whereabouts:
    def __init__(self) -> None:
        self._sights: dict[tuple[int, int], Sight] = {}
        self._byes: dict[tuple[int, int], float] = {}  # until when the end of a connection says no more
        self._told: dict[Table, _Told] = {}

    # --- what is noticed -----------------------------------------------------------------------------------

    def gone(self, looker: Looker | None, now: float | None = None) -> None:
        """A connection ended, perhaps only for a moment."""
        if looker is None or looker.person is None:
            return
        now = time.monotonic() if now is None else now
        if now < self._byes.get((looker.workshop, looker.person), now):
            return
        here = now if state(looker, now) == "asleep" else now + STEADY
        self._sights[looker.workshop, looker.person] = Sight(looker.group, here, now + GRACE)

    def asked(self, workshop: int, person: int | None, group: int | None) -> None:
        """A person's phone read its streams over HTTP."""
        if person is not None:
            now = time.monotonic()
            self._sights[workshop, person] = Sight(group, now + POLLED, now + GRACE)

    def goodbye(self, workshop: int, person: int, now: float | None = None) -> None:
        """They left in so many words, or were sent out; their connections end a moment before or after it."""
        now = time.monotonic() if now is None else now
        self._sights.pop((workshop, person), None)
        self._byes[workshop, person] = now + LATE

    def read_by(self, workshop: int, streams: Iterable[str]) -> None:
        """Somebody came who may read these: their tables are told anew at the next occasion."""
        for table in _tables(workshop, streams):
            self._told.pop(table, None)

    # --- what is told --------------------------------------------------------------------------------------

    def due(
        self,
        lookers: Collection[Looker],
        readers: Collection[str] | None,
        now: float | None = None,
        secret: Callable[[int, int | None], bool] = lambda workshop, group: False,
    ) -> list[tuple[str, dict[str, Any]]]:
        """`(stream, word)` of each table to tell of now. `readers`: streams that are read here; None: any may be.

        `secret(workshop, group)`: would it tell who wrote or voted there? Such a table is told of as an empty one.
        """
        now = time.monotonic() if now is None else now
        tables = self._tables(lookers, now)
        sizes: dict[int, int] = {}
        for (workshop, _), people in tables.items():
            sizes[workshop] = sizes.get(workshop, 0) + len(people)
        words = []
        for table in {**self._told, **tables}:
            stream = f"chair:{table[0]}" if table[1] is None else f"desk:{table[1]}"
            if readers is not None and stream not in readers:
                self._told.pop(table, None)
                continue
            # Asked only where somebody hears of it: it takes a look at the rows.
            here = tables[table] if table in tables and not secret(*table) else {}
            if self._is_due(table, here, max(LEAST, sizes.get(table[0], 0) * PER_PERSON), now):
                words.append((stream, {"node": NODE, "group": table[1], "here": here}))
        return words

    def _is_due(self, table: Table, here: dict[str, str], least: float, now: float) -> bool:
        told = self._told.get(table)
        if told is not None and now - told.at < (AGAIN if told.here == here else least):
            return False
        if here:
            self._told[table] = _Told(here, now)
        else:  # an empty table is said once
            self._told.pop(table, None)
        return bool(here) or told is not None

    def _tables(self, lookers: Collection[Looker], now: float) -> dict[Table, dict[str, str]]:
        tables: dict[Table, dict[str, str]] = {}
        self._byes = {who: until for who, until in self._byes.items() if now < until}
        connected: dict[tuple[int, int], set[int | None]] = {}
        for looker in lookers:
            if looker.kind != "person" or looker.person is None:
                continue
            connected.setdefault((looker.workshop, looker.person), set()).add(looker.group)
            people = tables.setdefault((looker.workshop, looker.group), {})
            at = str(looker.person)
            people[at] = min(people.get(at, "asleep"), state(looker, now), key=BEST.index)
        for (workshop, person), sight in list(self._sights.items()):
            if now >= sight.asleep:
                del self._sights[workshop, person]
                continue
            # Who came back at another table is none of the former one's.
            if sight.group in connected.get((workshop, person), (sight.group,)):
                people = tables.setdefault((workshop, sight.group), {})
                said = "here" if now < sight.here else "asleep"
                people[str(person)] = min(people.get(str(person), "asleep"), said, key=BEST.index)
        return tables


def state(looker: Looker, now: float) -> str:
    """Of one connection."""
    if looker.see == "away" and now - looker.since >= STEADY:
        return "asleep"
    lags = looker.owes is not None and now - looker.owes >= LATE
    return "behind" if looker.see == "board" and (lags or looker.waiting) else "here"


def _tables(workshop: int, streams: Iterable[str]) -> Iterator[Table]:
    for stream in streams:
        kind, _, id = stream.partition(":")
        if kind == "desk":
            yield workshop, int(id)
        elif kind == "chair":
            yield workshop, None
