"""Every connection of this process, and whose it is. Knows nothing of how a connection speaks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from workshop.doors.presence import Looker
from workshop.kernel.engine import Claim
from workshop.kernel.pace import Bucket

# A face sends a join, a few wishes and a resume per stream; only a loop that has gone wrong sends more than this.
BURST: Final = 100
PER_SECOND: Final = 50.0
STRIKES: Final = 50  # refused frames in a row before the connection is ended
TURNS: Final = 10  # heads go to a tenth of the connections each second

_turns = itertools.count()


@dataclass(eq=False)
class Connection:
    sid: str
    address: str
    lang: str
    claim: Claim | None = None
    workshop: int = 0
    streams: tuple[str, ...] = ()
    known_as: frozenset[str] = frozenset()  # rooms by which a dismissal finds it
    # What it was last told of their heads, in their order; what the workshop's own number was; and when all were told.
    heads: tuple[int, ...] = ()
    heads_moved: int | None = None
    heads_whole: float = float("-inf")
    looker: Looker | None = None
    dismissed: bool = False
    # It has wished for a new token: its old one may end, and it goes on by the one in the answer.
    renewing: bool = False
    missed: bool = False  # a dismissal for renewal, meanwhile
    strikes: int = 0
    bucket: Bucket = field(default_factory=lambda: Bucket(BURST, PER_SECOND))
    turn: int = field(default_factory=lambda: next(_turns) % TURNS)


class Connections:
    def __init__(self) -> None:
        self._all: dict[str, Connection] = {}

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Connection]:
        return iter(list(self._all.values()))

    def get(self, sid: str | None) -> Connection | None:
        return self._all.get(sid) if sid else None

    def open(self, sid: str, address: str, lang: str) -> Connection:
        connection = self._all[sid] = Connection(sid, address, lang)
        return connection

    def close(self, sid: str) -> Connection | None:
        return self._all.pop(sid, None)
