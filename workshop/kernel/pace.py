"""How fast one may speak: token buckets in memory, asked before anything waits for the database."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from workshop.kernel.errors import Refused

if TYPE_CHECKING:
    from workshop.kernel.commands import Pace

Clock = Callable[[], float]

KEPT = 50_000  # buckets before the one that was silent for longest is forgotten
SOONEST = 0.05  # never "again in no time"


class Bucket:
    """`burst` at once, then `per_second`."""

    __slots__ = ("burst", "clock", "per_second", "seen", "tokens")

    def __init__(self, burst: float, per_second: float, clock: Clock = time.monotonic) -> None:
        self.burst, self.per_second, self.clock = burst, per_second, clock
        self.tokens, self.seen = float(burst), clock()

    def take(self) -> float:
        """0.0 when it may go; else the seconds until it may."""
        now = self.clock()
        self.tokens = min(self.burst, self.tokens + (now - self.seen) * self.per_second)
        self.seen = now
        if self.tokens >= 1:
            self.tokens -= 1
            return 0.0
        return max(SOONEST, (1 - self.tokens) / self.per_second)


class Paces:
    """A bucket for each actor and command."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._lock = threading.Lock()

    def insist(self, who: str, what: str, pace: Pace) -> None:
        """Take one token, or refuse `too_fast` with the seconds to wait."""
        with self._lock:
            bucket = self._buckets.pop((who, what), None)
            if bucket is None:
                bucket = Bucket(pace.burst, pace.per_second, self._clock)
                if len(self._buckets) >= KEPT:
                    # The one that was silent for longest: looking at all would be work for each stranger who asks.
                    del self._buckets[next(iter(self._buckets))]
            self._buckets[(who, what)] = bucket
            if wait := bucket.take():
                raise Refused("too_fast", retry_after=round(wait, 2))

    def forget(self) -> None:
        """A clean slate for everyone."""
        with self._lock:
            self._buckets.clear()
