"""The database, opened once: how a work begins, how a consistent read begins, on SQLite and on PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite

from workshop.kernel.prepared import Prepared

# What SQLite says of a disk without room: of the file itself, and of the memory that readers share.
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)


class Store:
    """Opens works and reads. SQLite: one writer at a time in this process. PostgreSQL: one writer per workshop."""

    def __init__(self, url: str, pool_size: int = 10) -> None:
        self.url = url
        self.embedded = url.startswith("sqlite")
        # hide_parameters: an error in a log must never carry what a person wrote.
        if self.embedded:
            self._writer = _sqlite(url, "BEGIN IMMEDIATE", pool_size=1)
            self._reader = _sqlite(url, "BEGIN", pool_size=pool_size)
            self._writing = threading.Lock()
        else:
            self._writer = create_engine(url, hide_parameters=True, pool_size=pool_size, pool_pre_ping=True)
            self._reader = self._writer.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def work(self, workshop: int) -> Iterator[Connection]:
        """One write transaction on one workshop, holding its lock from the first statement to the commit."""
        if self.embedded:
            with self._writing, self._writer.connect() as conn, conn.begin():
                yield conn
            return
        with self._writer.connect() as conn, conn.begin():
            conn.execute(text("SELECT pg_advisory_xact_lock(:w)"), {"w": workshop})
            yield conn

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent read (R6)."""
        with self._reader.connect() as conn, conn.begin():
            yield conn

    def wipe(self) -> bool:
        """Leave nothing of what was deleted in the file; False where somebody still reads what was there before.

        PostgreSQL keeps old rows until it is told otherwise: docs/anonymity.md says how.
        """
        if not self.embedded:
            return True
        with self._writing:
            driver = self._writer.raw_connection()
            try:
                cursor = driver.cursor()
                cursor.execute("VACUUM")
                busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                cursor.close()
                return not busy
            finally:
                driver.close()

    def insert_new(self, table: Table) -> Prepared:
        """Insert, or leave the row with the same primary key as it is."""
        return _insert_new(self.embedded, table)

    def upsert(self, table: Table, *columns: str) -> Prepared:
        """Insert, or overwrite `columns` of the row with the same primary key."""
        return _upsert(self.embedded, table, columns)

    def full(self, wrong: Exception) -> bool:
        """Did this fail because the disk has no room left?"""
        cause = getattr(wrong, "orig", None)
        return (
            getattr(cause, "sqlite_errorcode", None) in _NO_ROOM
            or getattr(cause, "sqlstate", None) == "53100"
        )

    def close(self) -> None:
        self._writer.dispose()
        self._reader.dispose()


def _insert(embedded: bool, table: Table) -> Any:
    return sqlite.insert(table) if embedded else postgresql.insert(table)


@cache
def _insert_new(embedded: bool, table: Table) -> Prepared:
    return Prepared(_insert(embedded, table).on_conflict_do_nothing(), *table.c.keys())


@cache
def _upsert(embedded: bool, table: Table, columns: tuple[str, ...]) -> Prepared:
    # Built once: every transaction writes through it.
    statement = _insert(embedded, table)
    excluded = {name: getattr(statement.excluded, name) for name in columns}
    newer = statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=excluded)
    return Prepared(newer, *table.c.keys())


def _sqlite(url: str, begin: str, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=pool_size,
        max_overflow=0 if pool_size == 1 else 20,
        connect_args={"check_same_thread": False, "timeout": 10, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        # NORMAL may lose an acknowledged commit when the power goes; group commit makes FULL cheap.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA cache_size=-16000")
        cursor.close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
