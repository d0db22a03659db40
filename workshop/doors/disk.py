"""How much room the disk has, told before it is full and while it is: a workshop whose disk is full saves no vote."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal

log = logging.getLogger(__name__)

State = Literal["ok", "low", "full"]

LOW: Final = 500_000_000  # bytes: the chair and /healthz are told
FOR_VOTES: Final = 200_000_000  # below this photos are refused, so that votes and cards still find room
FULL: Final = 10_000_000  # SQLite's journal needs some for the next commit
LOOKED: Final = 2.0  # seconds that one look at the disk holds
REMEMBERED: Final = 20.0  # and that a wish refused for want of room does
TOLD: Final = 10.0  # seconds between two words to a chair who knows


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


class Disk:
    """The disk that the data folder lies on."""

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], float] = time.monotonic,
        free: Callable[[Path], int] = free_bytes,
    ) -> None:
        self._folder, self._clock, self._ask = folder, clock, free
        self._free, self._looked = 0, float("-inf")
        self._refused = float("-inf")
        self._said: State = "ok"
        self._told = float("-inf")

    def free(self) -> int:
        """Bytes, a moment old at most."""
        now = self._clock()
        if now - self._looked >= LOOKED:
            try:
                self._free, self._looked = self._ask(self._folder), now
            except OSError as wrong:
                log.warning("the disk cannot be asked for its room: %s", type(wrong).__name__)
                self._free, self._looked = LOW, now
        return self._free

    def refused(self) -> None:
        """A wish was not saved for want of room, whatever the disk says of itself (a quota, a database elsewhere)."""
        self._refused = self._clock()

    def state(self) -> State:
        free = self.free()
        if free < FULL or self._clock() - self._refused < REMEMBERED:
            return "full"
        return "low" if free < LOW else "ok"

    def takes_photos(self) -> bool:
        return self.state() != "full" and self.free() >= FOR_VOTES

    def told(self) -> dict[str, Any]:
        """{disk, free_mb} as /healthz and the chair are told."""
        return {"disk": self.state(), "free_mb": self.free() // 1_000_000}

    def news(self) -> dict[str, Any] | None:
        """What the chairs are to be told now: what changed, and now and then what is not well."""
        now, told = self._clock(), self.told()
        if told["disk"] != self._said:
            line = (
                "the disk is %s: %d MB are free"
                if told["disk"] != "ok"
                else "the disk is %s again: %d MB are free"
            )
            log.warning(line, told["disk"], told["free_mb"])
        elif told["disk"] == "ok" or now - self._told < TOLD:
            return None
        self._said, self._told = told["disk"], now
        return told
