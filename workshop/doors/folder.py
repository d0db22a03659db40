"""The data folder as a start finds it: for its owner alone, whole, and of a version that we know."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Final

from workshop.doors.album import FOLDER
from workshop.settings import SECRET_FILE, Settings

log = logging.getLogger(__name__)

OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class Unsound(Exception):
    """What is kept cannot be served as it is. Its text is one line that says what to do."""


def make_ready(settings: Settings) -> None:
    """Make the folder where there is none; keep what is in it from others; refuse a damaged database."""
    keep_private()
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    close_to_others(settings)
    if settings.database_file is not None:
        check(settings.database_file)


def keep_private() -> None:
    """Whatever this process writes from now on is for its user alone."""
    os.umask(OTHERS)


def close_to_others(settings: Settings) -> None:
    """Take from others what an earlier build, or a copy by hand, left open to them.

    The folder itself may be somebody's own and hold other things: it keeps its mode.
    """
    if os.name != "posix":
        return
    kept = [settings.data / SECRET_FILE, settings.data / FOLDER]
    if settings.database_file is not None:
        kept += (Path(f"{settings.database_file}{end}") for end in ("", "-wal", "-shm"))
    closed = [path.name for path in kept if _close(path)]
    if closed:
        log.warning("others on this machine could read %s; now they cannot", ", ".join(closed))


def _close(path: Path) -> bool:
    """Was it open to others, and is no more?"""
    with contextlib.suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & OTHERS:
            path.chmod(mode & ~OTHERS)
            return True
    return False


def check(database: Path) -> None:
    """A file that is there must be a whole SQLite database; refuses `Unsound`."""
    if not database.exists():
        return
    try:
        with closing(
            sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, timeout=10)
        ) as conn:
            found = str(conn.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as wrong:
        found = str(wrong)
    if found != "ok":
        raise Unsound(
            f"{database} is damaged ({' '.join(found.split())[:80]}): move it away, and put back a copy with "
            "`workshop restore`"
        )
