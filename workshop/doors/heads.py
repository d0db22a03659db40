"""Which heads each connection is told: those that a lost last delta could hide, and no others.

A head is news where the stream moved since this connection was told of it, and rests: while it moves, the next delta
shows a gap by itself. Where nothing moved in a workshop, one number says so, whatever the number of phones. The whole
is told when a connection comes, and seldom after that, should even the telling have been lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from workshop.doors.connections import Connection

WHOLE: Final = 30.0  # seconds between two tellings of all heads of a connection
FRESH: Final = 2.5  # seconds that a look says what moves: the next one comes after a second

Look = Callable[[int, Iterable[str]], dict[str, int]]  # (workshop, streams) -> their heads
Moved = Callable[[int], int]  # another number whenever any stream of the workshop moved


class Heads:
    def __init__(self, look: Look, moved: Moved) -> None:
        self._look, self._moved = look, moved
        self._before: dict[int, tuple[float, dict[str, int]]] = {}  # by workshop: when, and what was seen

    def due(
        self, workshop: int, some: Iterable[Connection], now: float
    ) -> list[tuple[Connection, dict[str, int]]]:
        """What to tell these connections of one workshop now."""
        moved = self._moved(workshop)  # first: what moves after it is seen by the next look
        asking = [
            (each, each.streams)
            for each in some
            if each.heads_moved != moved or now - each.heads_whole >= WHOLE
        ]
        if not asking:
            return []
        heads = self._look(workshop, {stream for _, streams in asking for stream in streams})
        at, before = self._before.get(workshop, (now, heads))
        if now - at > FRESH:
            before = heads
        self._before[workshop] = now, heads
        told = []
        for each, streams in asking:
            if each.streams is not streams:
                continue  # it left, or came in anew, while the database answered
            mine, had = {stream: heads[stream] for stream in streams}, each.heads
            if len(had) != len(streams) or now - each.heads_whole >= WHOLE:
                news, each.heads_whole = mine, now
            else:
                # Of a stream that was not seen a moment ago nobody knows that it moves.
                news = {
                    stream: seq
                    for (stream, seq), known in zip(mine.items(), had, strict=True)
                    if seq != known and before.get(stream, seq) == seq
                }
            each.heads = tuple(
                news.get(stream, known) for stream, known in zip(mine, had or (0,) * len(mine), strict=True)
            )
            each.heads_moved = moved if each.heads == tuple(mine.values()) else None
            if news:
                told.append((each, news))
        return told
