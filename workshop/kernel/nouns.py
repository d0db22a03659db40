"""Nouns and rooms: how rows look to clients, and what a room brings to the house."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, select

from workshop.kernel.errors import ALWAYS, NAMED
from workshop.kernel.shapes import AnyRecord

if TYPE_CHECKING:
    from workshop.kernel.commands import Command
    from workshop.kernel.rules import Actor
    from workshop.kernel.work import Work

Row = dict[str, Any]
Body = dict[str, Any]
Shown = dict[str, Body]  # stream -> the record's fields there; a stream left out shows nothing

View = Callable[["Work", Sequence[Row]], Iterable[Shown]]
Find = Callable[["Work", Sequence[Row]], Iterable[int]]


@dataclass(frozen=True)
class Watch:
    """The view of a noun depends on a row of another table: when `columns` change there, `find` says whose (R3).

    `find(work, rows)` is asked once a command with all rows that changed, each as it was and as it is, when the command
    has done its writing. A `seldom` one is asked once a second, with all rows that changed since, as they are by then:
    rows that a whole crowd writes may be watched in no other way.
    """

    table: Table
    columns: frozenset[str]
    find: Find
    seldom: bool = False


def watch(table: Table, columns: str, find: Find, *, seldom: bool = False) -> Watch:
    return Watch(table, frozenset(columns.split()), find, seldom)


@dataclass(frozen=True)
class Noun:
    """One type of record: the table it comes from and how each of its rows looks in each stream.

    `view(work, rows)` yields, row by row, `{stream: fields}`. It reads in bulk; it is called with rows that are gone
    too and answers `{}` for them.
    """

    type: str
    table: Table
    view: View
    record: AnyRecord | None = None  # what it looks like: a law holds every view to it
    watches: tuple[Watch, ...] = ()
    name_of: Callable[[Row], Any] = lambda row: row["id"]


@dataclass(frozen=True)
class Drawer:
    """Draws records from many small rows now and then (R4): at most once per `every` seconds for one kind."""

    kind: str
    every: float
    draw: Callable[[Work, list[str]], None]
    counts: bool = False  # its numbers are told as a result: a step that may tell one finds them drawn


def _redraw(work: Work, types: list[str]) -> None:
    for type in types:
        if type in work.house.nouns:
            table = work.house.nouns[type].table
            mine = select(table.c.id).where(table.c.workshop_id == work.workshop)
            work.touched.update(dict.fromkeys((type, id) for id in work.ids(mine)))


@dataclass(frozen=True)
class Stream:
    """A kind of stream, such as `group` of `group:17`.

    `of` names what its id is the id of. One record may be on several streams of one reader: the one with the least
    `near` says the most, and is shown.
    """

    kind: str
    of: str
    readers: str
    near: int


# After a migration gave a noun's records another look: the migration marks (workshop, "shape", type), and at the next
# start every record of it is projected again and told as any other change.
SHAPE = Drawer("shape", every=0.0, draw=_redraw)


def _look_again(work: Work, marks: list[str]) -> None:
    by_table: dict[str, list[int]] = defaultdict(list)
    for mark in marks:
        table, _, id = mark.rpartition(":")
        by_table[table].append(int(id))
    for table, ids in by_table.items():
        seldom = work.house.seldom[table]
        rows = work.rows(seldom[0][1].table, ids) if seldom else []
        for noun, seen in seldom:
            work.touched.update(dict.fromkeys((noun.type, id) for id in seen.find(work, rows)))


# Asks the seldom watches: one mark a changed row, however many watch it.
WATCHED = Drawer("watched", every=1.0, draw=_look_again)


@dataclass(frozen=True)
class Room:
    """All that one feature brings.

    `crowded`: its tables that a whole crowd writes at once. Who watches them is asked seldom, so that a vote costs the
    same however many rooms there are.

    `relations`, `phases` and `refusals` are its words and what each means, for the page; a command that uses a word
    nobody declared stops the house at its start. `always` are refusals that any command may be answered with.

    `births` run in the same work when a row of that table is first written. `guards` see every change of a row before
    it is made, an undo's too, and may refuse it: what must hold however the change comes.
    """

    name: str
    nouns: tuple[Noun, ...] = ()
    commands: tuple[Command, ...] = ()
    drawers: tuple[Drawer, ...] = ()
    streams: tuple[Stream, ...] = ()
    crowded: tuple[Table, ...] = ()
    relations: Mapping[str, str] = field(default_factory=dict)
    phases: Mapping[str, str] = field(default_factory=dict)
    refusals: Mapping[str, str] = field(default_factory=dict)
    always: Mapping[str, str] = field(default_factory=dict)
    births: dict[str, Callable[[Work, Row], None]] = field(default_factory=dict)
    guards: dict[str, Callable[[Work, Row, Row], None]] = field(default_factory=dict)


class House:
    """The rooms put together: every lookup the engine needs, made once."""

    def __init__(
        self,
        rooms: Iterable[Room],
        admit: Callable[[Work, Any], Actor],
        frozen: Callable[[Work], bool] = lambda work: False,
    ) -> None:
        """`frozen(work)`: is nothing of this workshop drawn again, whatever its marks say?"""
        rooms = tuple(rooms)
        self.admit, self.frozen = admit, frozen
        self.commands = {c.name: c for room in rooms for c in room.commands}
        self.nouns = {n.type: n for room in rooms for n in room.nouns}
        self.records = {n.type: n.record for n in self.nouns.values() if n.record is not None}
        streams = sorted((s for room in rooms for s in room.streams), key=lambda stream: stream.near)
        self.streams = {stream.kind: stream for stream in streams}  # the nearest first
        self.drawers = {d.kind: d for room in rooms for d in room.drawers}
        self.drawers |= {drawer.kind: drawer for drawer in (SHAPE, WATCHED)}
        self.by_table: dict[str, list[Noun]] = defaultdict(list)
        self.watchers: dict[str, list[tuple[Noun, Watch]]] = defaultdict(list)
        self.births: dict[str, list[Callable[[Work, Row], None]]] = defaultdict(list)
        self.seldom: dict[str, list[tuple[Noun, Watch]]] = defaultdict(list)
        crowded = {table for room in rooms for table in room.crowded}
        for noun in self.nouns.values():
            self.by_table[noun.table.name].append(noun)
            for seen in noun.watches:
                if seen.table in crowded and not seen.seldom:
                    raise ValueError(
                        f"{noun.type} watches {seen.table.name}, which a crowd writes: seldom, please"
                    )
                (self.seldom if seen.seldom else self.watchers)[seen.table.name].append((noun, seen))
        self.seldom_columns = {
            name: frozenset[str]().union(*(seen.columns for _, seen in some)) | {"gone"}
            for name, some in self.seldom.items()
        }
        self.guards: dict[str, list[Callable[[Work, Row, Row], None]]] = defaultdict(list)
        for room in rooms:
            for table, born in room.births.items():
                self.births[table].append(born)
            for table, guard in room.guards.items():
                self.guards[table].append(guard)
        if len(self.commands) != sum(len(room.commands) for room in rooms):
            raise ValueError("two commands share a name")
        self.relations = _together(room.relations for room in rooms)
        self.phases = _together(room.phases for room in rooms)
        self.always = _together([ALWAYS, *(room.always for room in rooms)])
        self.refusals = _together([NAMED, *(room.refusals for room in rooms)])
        _together([self.always, self.refusals])
        for made in self.commands.values():
            said = {*made.rule, *made.refuses}.union(*made.rule.values())
            if strange := said - {*self.relations, *self.phases, *self.always, *self.refusals}:
                raise ValueError(f"{made.name} says {sorted(strange)}, which no room declares")


def _together(some: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Each word is declared once."""
    found: dict[str, str] = {}
    for words in some:
        if twice := found.keys() & words.keys():
            raise ValueError(f"declared twice: {sorted(twice)}")
        found.update(words)
    return found
