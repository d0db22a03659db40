"""How fast one actor may wish: token buckets in memory, asked before a command waits for the database."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from workshop.kernel.commands import Pace
from workshop.kernel.errors import Refused

KEPT = 20_000  # buckets before the idle ones are forgotten


class Paces:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: dict[tuple[str, str], tuple[float, float]] = {}  # (who, what) -> (tokens, at)
        self._lock = threading.Lock()

    def insist(self, who: str, what: str, pace: Pace) -> None:
        """Take one token, or refuse `too_fast` with the seconds to wait."""
        now = self._clock()
        with self._lock:
            if len(self._left) > KEPT:
                self._left = {k: v for k, v in self._left.items() if now - v[1] < 60}
            tokens, at = self._left.get((who, what), (float(pace.burst), now))
            tokens = min(pace.burst, tokens + (now - at) * pace.per_second)
            if tokens < 1:
                self._left[(who, what)] = (tokens, now)
                raise Refused("too_fast", retry_after=max(0.05, round((1 - tokens) / pace.per_second, 2)))
            self._left[(who, what)] = (tokens - 1, now)
