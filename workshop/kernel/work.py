"""One command's transaction on one workshop: the only verbs that write.

Every insert and update marks its record as touched, so a view cannot be forgotten; and keeps what was there before,
so a step can be undone without each feature writing its own inverse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, Table, bindparam, insert, select, update

from workshop.kernel.errors import Refused
from workshop.kernel.nouns import House, Row, Watch
from workshop.kernel.prepared import Prepared
from workshop.kernel.rules import Actor, Holder
from workshop.kernel.tables import record

if TYPE_CHECKING:
    from workshop.kernel.store import Store

CHUNK = 500  # ids in one IN (...): far below any database's limit
Cache = dict[tuple[str, int], Row]


class Work:
    """What a handler holds. `now` is milliseconds since 1970, one instant for the whole work."""

    def __init__(
        self, conn: Connection, store: Store, house: House, workshop: int, now: int, cache: Cache
    ) -> None:
        self.conn = conn
        self.store = store
        self.house = house
        self.workshop = workshop
        self.now = now
        self.actor = Actor("house", workshop)
        self.touched: dict[tuple[str, int], None] = {}  # (noun, row id), in the order touched
        self.before: dict[tuple[str, int], Row] = {}  # (table, id) -> the changed columns as they were
        self.after: dict[tuple[str, int], Row] = {}
        self.leans: set[str] = set()
        self._watched: dict[tuple[str, Watch], list[Row]] = {}
        self.dirty: set[tuple[str, str]] = set()
        self.dismissed: list[tuple[Holder, str]] = []
        self.says: dict[str, Any] = {}
        self._cache = cache
        self._own: Cache = {}

    # reading

    def get(self, table: Table, id: int) -> Row | None:
        """One live row of this workshop, or None. The returned row is shared: never change it."""
        row = self.any(table, id)
        return None if row is None or row["gone"] else row

    def any(self, table: Table, id: int) -> Row | None:
        """The same, gone or not."""
        where = (table.name, id)
        row = self._own.get(where) or self._cache.get(where)
        if row is None:
            found = _by_id(table).dicts(self.conn, id=id)
            if not found or found[0]["workshop_id"] != self.workshop:
                return None
            row = self._own[where] = found[0]
        return row

    def need(self, table: Table, id: int, **params: Any) -> Row:
        """One live row, or `not_found` with `params`: those of whatever else is refused as not there beside it."""
        row = self.get(table, id)
        if row is None:
            raise Refused("not_found", **params)
        return row

    def all(self, statement: Select[Any] | Prepared, **binds: Any) -> list[Row]:
        if isinstance(statement, Prepared):
            return statement.dicts(self.conn, **binds)
        found = self.conn.execute(statement, binds)
        # A mapping made of each row costs three times as much as the names taken once.
        names = tuple(found.keys())
        return [dict(zip(names, row, strict=True)) for row in found.all()]

    def rows(self, table: Table, ids: Iterable[int]) -> list[Row]:
        """Rows by id, gone or not, in the order asked."""
        wanted = list(dict.fromkeys(ids))
        if len(wanted) == 1:
            row = self.any(table, wanted[0])
            return [] if row is None else [row]
        known = {id: self._own.get((table.name, id)) or self._cache.get((table.name, id)) for id in wanted}
        unknown = [id for id, row in known.items() if row is None]
        for start in range(0, len(unknown), CHUNK):
            some = unknown[start : start + CHUNK]
            for row in self.all(_by_ids(table), ids=some, workshop=self.workshop):
                known[row["id"]] = self._own[(table.name, row["id"])] = row
        return [row for row in known.values() if row is not None]

    def one(self, statement: Select[Any]) -> Row | None:
        row = self.conn.execute(statement).mappings().first()
        return None if row is None else dict(row)

    def ids(self, statement: Select[Any]) -> list[int]:
        return list(self.conn.execute(statement).scalars())

    def number(self, statement: Select[Any]) -> int:
        return int(self.conn.execute(statement).scalar() or 0)

    def readable(self, key: str) -> bool:
        """Is this record on a stream the actor may read?"""
        there = select(record.c.key).where(
            record.c.workshop_id == self.workshop,
            record.c.key == key,
            record.c.body.is_not(None),
            record.c.stream.in_(self.actor.streams),
        )
        return self.conn.execute(there).first() is not None

    # writing

    def insert(self, table: Table, **values: Any) -> int:
        """Write a new row; its records, and those that watch this table, follow by themselves."""
        values = {"workshop_id": self.workshop, "gone": False} | values
        names, defaults, insert = _insert(table, tuple(values))
        row = defaults | values
        [(key,)] = insert.all(self.conn, **{name: row[name] for name in names})
        id = int(key)
        row["id"] = id
        self._own[(table.name, id)] = row
        self.before[(table.name, id)] = {"gone": True}
        self.after[(table.name, id)] = {"gone": False}
        self._touch(table, row, None, None)
        for born in self.house.births[table.name]:
            born(self, row)
        return id

    def update(self, table: Table, id: int, **values: Any) -> Row:
        """Change columns of a row; columns already so are left alone."""
        row = self.any(table, id)
        if row is None:
            raise Refused("not_found")
        changed = self._changes(table, row, values)
        if not changed:
            return row
        _update(table, tuple(changed)).write(self.conn, **_named(id, changed))
        return self._changed(table, row, changed)

    def update_for_good(self, table: Table, id: int, **values: Any) -> None:
        """`update` that is no part of the step's inverse: an undo leaves these columns as they are."""
        self.update(table, id, **values)
        for name in values:
            self.before.get((table.name, id), {}).pop(name, None)
            self.after.get((table.name, id), {}).pop(name, None)

    @contextmanager
    def for_good(self) -> Iterator[None]:
        """What is written inside is no part of the step's inverse: an undo leaves all of it as it is."""
        kept = self.before, self.after
        self.before, self.after = {}, {}
        try:
            yield
        finally:
            self.before, self.after = kept

    def update_many(self, table: Table, rows: Iterable[Row], values: dict[int, dict[str, Any]]) -> None:
        """`update` for many rows that were just read, in one statement for each set of changed columns."""
        sets: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row in rows:
            changed = self._changes(table, row, values[row["id"]])
            if changed:
                sets.setdefault(tuple(changed), []).append(_named(row["id"], changed))
                self._changed(table, row, changed)
        for columns, named in sets.items():
            _update(table, columns).many(self.conn, named)

    def _changes(self, table: Table, row: Row, values: dict[str, Any]) -> Row:
        changed = {name: value for name, value in values.items() if row[name] != value}
        for guard in self.house.guards[table.name] if changed else ():
            guard(self, row, changed)
        return changed

    def _changed(self, table: Table, earlier: Row, changed: Row) -> Row:
        id = earlier["id"]
        where = (table.name, id)
        before, after = self.before.setdefault(where, {}), self.after.setdefault(where, {})
        for name, value in changed.items():
            before.setdefault(name, earlier[name])
            after[name] = value
        # A guard may have written other columns of this very row meanwhile.
        row = self._own[where] = self._own.get(where, earlier) | changed
        self._touch(table, row, frozenset(changed), earlier)
        return row

    def reread(self) -> None:
        """Rows were written past these verbs: what was read before is not taken for what is there."""
        self._own.clear()
        self._cache.clear()

    def lean(self, table: Table, id: int) -> None:
        """This step stands on that row: undoing the row's making must first undo this."""
        self.leans.add(f"{table.name}:{id}")

    def stand(self, table: Table, id: int, *columns: str) -> None:
        """This step knew these columns of a row that it writes: it is undone and redone only while they are so."""
        row, where = self.need(table, id), (table.name, id)
        for name in columns if where in self.before else ():
            self.before[where].setdefault(name, row[name])
            self.after[where].setdefault(name, row[name])

    def mark(self, kind: str, subject: object) -> None:
        """A drawn record is behind its rows now; the house draws it again soon (R4)."""
        self.dirty.add((kind, str(subject)))

    def dismiss(self, who: Holder, why: str) -> None:
        """After the commit, drop their connections: what they may read has changed, or what they hold has ended."""
        self.dismissed.append((who, why))

    def say(self, **words: Any) -> None:
        """What the history tells of this step: ids, numbers, the doer's own reason; never another person's words."""
        self.says.update(words)

    def _touch(self, table: Table, row: Row, changed: frozenset[str] | None, earlier: Row | None) -> None:
        for noun in self.house.by_table[table.name]:
            self.touched[(noun.type, row["id"])] = None
        for noun, watch in self.house.watchers[table.name]:
            if changed is None or changed & watch.columns or "gone" in changed:
                # A card moved from one theme to another changes both: keep the row as it was, too.
                seen = self._watched.setdefault((noun.type, watch), [])
                seen.extend((row,) if earlier is None else (earlier, row))
        columns = self.house.seldom_columns.get(table.name)
        if columns is not None and (changed is None or changed & columns):
            self.mark("watched", f"{table.name}:{row['id']}")

    def spread(self) -> None:
        """Touch the records whose view depends on what this command changed (R3)."""
        for (noun, watch), rows in self._watched.items():
            self.touched.update(dict.fromkeys((noun, id) for id in watch.find(self, rows)))
        self._watched.clear()

    def kept(self) -> Cache:
        """The rows this command read and wrote, for the next command of the batch."""
        return self._own


@cache
def _by_id(table: Table) -> Prepared:
    return Prepared(select(table).where(table.c.id == bindparam("id")))


@cache
def _by_ids(table: Table) -> Prepared:
    some = table.c.id.in_(bindparam("ids", expanding=True))
    return Prepared(select(table).where(some, table.c.workshop_id == bindparam("workshop")))


def _named(id: int, changed: Row) -> dict[str, Any]:
    return {"old_id": id} | {f"new_{name}": value for name, value in changed.items()}


@cache
def _insert(table: Table, given: tuple[str, ...]) -> tuple[tuple[str, ...], Row, Prepared]:
    """The columns that are written, what all of them are where nothing is given, and the statement."""
    defaults = {column.name: _default(column) for column in table.columns}
    names = (*given, *(name for name, value in defaults.items() if value is not None and name not in given))
    return names, defaults, Prepared(insert(table).returning(table.c.id), *names)


@cache
def _update(table: Table, columns: tuple[str, ...]) -> Prepared:
    to = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in columns}
    return Prepared(update(table).where(table.c.id == bindparam("old_id")).values(to))


def _default(column: Any) -> Any:
    return column.default.arg if column.default is not None and column.default.is_scalar else None


def ids(rows: Sequence[Row]) -> set[int]:
    return {row["id"] for row in rows}


def by_id(rows: Sequence[Row]) -> dict[int, Row]:
    return {row["id"]: row for row in rows}
