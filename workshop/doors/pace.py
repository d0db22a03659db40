"""Manners at the doors: how fast one connection may speak.

The pace of single commands, guesses of a personal code among them, is the kernel's; this comes before any of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], float]


class Bucket:
    """`burst` at once, then `per_second`."""

    __slots__ = ("burst", "clock", "per_second", "seen", "tokens")

    def __init__(self, burst: int, per_second: float, clock: Clock = time.monotonic) -> None:
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
        return (1 - self.tokens) / self.per_second
