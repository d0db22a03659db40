"""One writer: who holds the data folder, and where that server answers (R14)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

LOCK: Final = "serving.lock"
NOTE: Final = "serving.json"


class Taken(Exception):
    """Another process holds the folder. Its text is one line."""


class Keeper:
    """Holds the folder from `take` until `release`, or until the process ends, however it ends."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._lock = FileLock(str(data / LOCK))

    def take(self) -> None:
        self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            at = serving_at(self._data)
            where = f" at {at}" if at else ""
            raise Taken(f"A workshop is already served from {self._data}{where}: stop it first") from None
        (self._data / NOTE).unlink(missing_ok=True)  # a killed server's

    def note(self, url: str) -> None:
        """Leave word of where we answer, for a command line started beside us."""
        draft = self._data / f"{NOTE}.new"
        draft.write_text(json.dumps({"url": url}), "utf-8")
        draft.replace(self._data / NOTE)

    def release(self) -> None:
        (self._data / NOTE).unlink(missing_ok=True)
        self._lock.release()


def serving_at(data: Path) -> str | None:
    """The address a server of this folder left word of; it may be gone."""
    try:
        url = json.loads((data / NOTE).read_text("utf-8"))["url"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return url if isinstance(url, str) else None
