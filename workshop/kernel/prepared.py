"""The statements of every command, handed to the driver as they are: what SQLAlchemy compiled, without its way there.

A vote runs a handful of small statements. SQLAlchemy takes 30 to 60 microseconds to hand one over, SQLite takes 3 to
run it, and on a laptop with 500 phones that was a third of the processor. The price is paid in this one file: it reads
the compiled statement itself (its text, the order and the processors of its values), hands it to the driver's cursor,
and tells of errors as SQLAlchemy does. It holds no state but what a dialect made of a statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Select, Update
from sqlalchemy.exc import DBAPIError

Binds = Mapping[str, Any]
Process = Callable[[Any], Any]

ran: list[Callable[[str], None]] = []  # told of every statement: tests and benchmarks count them


class Prepared:
    """One statement, built once and kept. A list among its values is an `IN (...)` of any length but nothing."""

    def __init__(self, statement: Select[Any] | Insert | Update | Delete, *columns: str) -> None:
        """`columns`: of an insert, those that are given; what else it writes has a default in the table."""
        self.statement = statement
        self._columns = list(columns) or None
        self._compiled: dict[str, _Compiled] = {}

    def all(self, conn: Connection, **binds: Any) -> Sequence[Any]:
        """The rows, as tuples."""
        made = self._of(conn)
        text, values = made.said(binds)
        cursor = conn.connection.cursor()
        try:
            _run(conn, cursor, cursor.execute, text, values)
            rows = cursor.fetchall()
        finally:
            cursor.close()
        if made.processed:
            return [made.read(row) for row in rows]
        return rows

    def dicts(self, conn: Connection, **binds: Any) -> list[dict[str, Any]]:
        """The rows, by the names of their columns."""
        names = self._of(conn).names
        return [dict(zip(names, row, strict=True)) for row in self.all(conn, **binds)]

    def write(self, conn: Connection, **binds: Any) -> int:
        """Write; returns how many rows."""
        text, values = self._of(conn).said(binds)
        cursor = conn.connection.cursor()
        try:
            _run(conn, cursor, cursor.execute, text, values)
            return int(cursor.rowcount)
        finally:
            cursor.close()

    def many(self, conn: Connection, rows: Iterable[Binds]) -> None:
        """Write once for each of `rows`, in one go. They have the same names."""
        said = [self._of(conn).said(row) for row in rows]
        if not said:
            return
        cursor = conn.connection.cursor()
        try:
            _run(conn, cursor, cursor.executemany, said[0][0], [values for _, values in said])
        finally:
            cursor.close()

    def _of(self, conn: Connection) -> _Compiled:
        made = self._compiled.get(conn.dialect.name)
        if made is None:
            made = self._compiled[conn.dialect.name] = _Compiled(self.statement, self._columns, conn.dialect)
        return made


class _Compiled:
    """What one dialect makes of it."""

    def __init__(self, statement: Any, columns: list[str] | None, dialect: Any) -> None:
        self._compiled = statement.compile(dialect=dialect, column_keys=columns)
        self._lists = [name for name, bind in self._compiled.binds.items() if bind.expanding]
        self._plain: _Said | None = None if self._lists else _Said.of(self._compiled)
        self._of_length: dict[tuple[int, ...], _Said] = {}
        told = _told(statement)
        self.names = tuple(column.name for column in told)
        kinds = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in told]
        self.processed = [(at, process) for at, process in enumerate(kinds) if process is not None]

    def said(self, binds: Binds) -> tuple[str, Any]:
        if self._plain is not None:
            return self._plain.text, self._plain.values(binds)
        # Lists are filled up to a power of two with their last: few texts for any length, and the same rows.
        lists = {name: _filled(binds[name]) for name in self._lists}
        lengths = tuple(map(len, lists.values()))
        said = self._of_length.get(lengths)
        if said is None:
            state = self._compiled.construct_expanded_state({**binds, **lists})
            said = self._of_length[lengths] = _Said.of(self._compiled, state)
        spread = {f"{name}_{at}": one for name, some in lists.items() for at, one in enumerate(some, 1)}
        return said.text, said.values({**binds, **spread})

    def read(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for at, process in self.processed:
            values[at] = process(values[at])
        return values


class _Said:
    """A text and how its values are put in order."""

    def __init__(
        self, text: str, order: Sequence[str] | None, fixed: Binds, processes: Mapping[str, Process]
    ) -> None:
        self.text, self._fixed = text, fixed
        self._processes = list(processes.items())
        self._order: Callable[[Any], Any] | None = None
        if order is not None:
            self._order = (
                itemgetter(*order) if len(order) > 1 else lambda values: tuple(map(values.get, order))
            )

    @classmethod
    def of(cls, compiled: Any, state: Any = None) -> _Said:
        fixed = {
            name: bind.effective_value
            for name, bind in compiled.binds.items()
            if not bind.required and not bind.expanding
        }
        if state is None:
            return cls(str(compiled), compiled.positiontup, fixed, compiled._bind_processors)
        return cls(state.statement, state.positiontup, fixed, state.processors)

    def values(self, binds: Binds) -> Any:
        values = {**self._fixed, **binds}
        for name, process in self._processes:
            if name in values:
                values[name] = process(values[name])
        return values if self._order is None else self._order(values)


def _told(statement: Any) -> list[Any]:
    """The columns it answers with."""
    if isinstance(statement, Select):
        return list(statement.selected_columns)
    return list(statement._returning)


def _filled(some: Iterable[Any]) -> list[Any]:
    given = list(some)
    if not given:
        raise ValueError("nothing is in an empty list")
    return given + given[-1:] * ((1 << (len(given) - 1).bit_length()) - len(given))


def _run(conn: Connection, cursor: Any, run: Callable[[str, Any], object], text: str, values: Any) -> None:
    for told in ran:
        told(text)
    try:
        run(text, values)
    except conn.dialect.loaded_dbapi.Error as wrong:
        # hide_parameters, as everywhere: an error in a log must never carry what a person wrote.
        raise DBAPIError.instance(
            text, None, wrong, conn.dialect.loaded_dbapi.Error, hide_parameters=True, dialect=conn.dialect
        ) from wrong
