"""Wrong codes are slow, right ones never are: only failures count.

They are counted by the code's first digits, for one address and for all. Whoever tries codes one after another spends
the beginnings that they tried, and an honest phone behind the same router begins with other digits: it is let in at
once, however many guesses came from there. Before its beginning is free again no code is even looked up, so a guess
that happens to be right gains nothing by coming soon. What that leaves of a guesser's chances is worked out in
docs/architecture.md. Counted in memory, in each process for itself.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workshop.kernel.errors import Refused
from workshop.kernel.pace import Bucket, Clock

PREFIX = 4  # digits
FREE, FREE_FOR_ALL = (
    3,
    12,
)  # wrong ones on one beginning before the first wait: from one address, from everywhere
FIRST, LONGEST = 10.0, 600.0  # seconds; each further wrong one doubles the wait
FORGOTTEN = 3600.0  # seconds of quiet
KEPT = 50_000  # beginnings; past it the longest quiet are forgotten
TURNS = 64  # guesses at one beginning take turns: a hundred at once are not all looked up before the first has failed
# So many wrong ones from an address are said to be wrong at once; then one in five seconds is.
SLIPS, SLIPS_PER_SECOND = 40, 0.2


@dataclass(frozen=True)
class Guess:
    """What of a command's body could be guessed, and whether it is right. `right` reads and writes nothing."""

    text: Callable[[Any], str]
    right: Callable[[Any, str], bool]


class _Failures:
    """How often each beginning was wrong lately."""

    def __init__(self, free: int, clock: Clock) -> None:
        self._free, self._clock = free, clock
        self._counted: OrderedDict[tuple[str, ...], tuple[int, float]] = OrderedDict()

    def wait(self, key: tuple[str, ...]) -> float:
        times, last = self._lately(key)
        if times < self._free:
            return 0.0
        pause = min(LONGEST, FIRST * 2.0 ** min(times - self._free, 16))
        return max(0.0, last + pause - self._clock())

    def add(self, key: tuple[str, ...]) -> None:
        self._counted[key] = (self._lately(key)[0] + 1, self._clock())
        self._counted.move_to_end(key)
        while len(self._counted) > KEPT:
            self._counted.popitem(last=False)

    def _lately(self, key: tuple[str, ...]) -> tuple[int, float]:
        times, last = self._counted.get(key, (0, 0.0))
        return (times, last) if self._clock() - last < FORGOTTEN else (0, 0.0)


class Guesses:
    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._turns = [threading.Lock() for _ in range(TURNS)]
        self.forget()

    def forget(self) -> None:
        """A clean slate for everyone."""
        with self._lock:
            self._here, self._all = _Failures(FREE, self._clock), _Failures(FREE_FOR_ALL, self._clock)
            self._slips: OrderedDict[str, Bucket] = OrderedDict()

    def insist(self, place: str, address: str, text: str, right: Callable[[], bool]) -> None:
        """Refuse `code` for a wrong one, `too_fast` for one that may not be tried yet or came after many wrong ones."""
        here, everywhere = (place, address, text[:PREFIX]), (place, text[:PREFIX])
        with self._turns[hash(everywhere) % TURNS]:
            with self._lock:
                wait = max(self._here.wait(here), self._all.wait(everywhere))
            if wait:
                raise Refused("too_fast", retry_after=round(wait, 1) or 0.1)
            if right():
                return
            with self._lock:
                self._here.add(here)
                self._all.add(everywhere)
                wait = self._slip(address)
        if wait:
            raise Refused("too_fast", retry_after=round(wait, 1))
        raise Refused("code")

    def _slip(self, address: str) -> float:
        """0.0 while an address may be told that a code is wrong; a right one is never asked this."""
        bucket = self._slips.get(address)
        if bucket is None:
            bucket = self._slips[address] = Bucket(SLIPS, SLIPS_PER_SECOND, self._clock)
        self._slips.move_to_end(address)
        while len(self._slips) > KEPT:
            self._slips.popitem(last=False)
        return bucket.take()
