"""From touched rows to numbered changes: what each stream shows now, compared with what it showed before."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from workshop.kernel.nouns import Shown
from workshop.kernel.prepared import Prepared
from workshop.kernel.store import Store
from workshop.kernel.tables import change, record, stream
from workshop.kernel.work import CHUNK, Work

# Built once each: a batch runs all of them.
_SHOWN = Prepared(
    select(record.c.stream, record.c.key, record.c.body).where(
        record.c.workshop_id == bindparam("workshop"),
        record.c.key.in_(bindparam("names", expanding=True)),
        record.c.body.is_not(None),
    )
)
_HEADS = Prepared(
    select(stream.c.name, stream.c.seq).where(
        stream.c.workshop_id == bindparam("workshop"), stream.c.name.in_(bindparam("names", expanding=True))
    )
)
_CHANGE = Prepared(insert(change), *change.c.keys())

Delta = dict[str, Any]
Place = tuple[str, str]  # (stream, key)


# Kept, and not made anew for each text as `json.dumps` does.
encode: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass
class Entry:
    """One command's records as they stood when it had run, and the stream heads it moved once they are numbered."""

    name: str
    projected: list[tuple[str, Shown]]
    heads: dict[str, int] = field(default_factory=dict)


class Ledger:
    """The changes of one batch. Each command's records are projected as it runs; they are compared, numbered and
    written together just before commit: five statements, however many commands (R1)."""

    def __init__(self, conn: Connection, store: Store, workshop: int, now: int) -> None:
        self.conn, self.store, self.workshop, self.now = conn, store, workshop, now
        self.deltas: dict[str, list[Delta]] = defaultdict(list)
        self._entries: list[Entry] = []
        self._heads: dict[str, int] = {}
        self._shown: dict[str, dict[str, str]] = {}  # key -> stream -> text
        self._written: dict[Place, tuple[int, str | None]] = {}

    def enter(self, work: Work, name: str) -> Entry:
        """Keep what the command made its records look like. A view that fails, fails here: in its own savepoint."""
        entry = Entry(name, list(project(work)))
        self._entries.append(entry)
        return entry

    def flush(self) -> None:
        """Number what became different, in the order of the commands, and write it."""
        self._load_shown(key for entry in self._entries for key, _ in entry.projected)
        differences = [self._difference(entry) for entry in self._entries]
        self._load_heads({where for puts, drops in differences for where in puts.keys() | drops.keys()})
        for entry, (puts, drops) in zip(self._entries, differences, strict=True):
            self._number(entry, puts, drops)
        if self.deltas:
            self._write()

    def _number(self, entry: Entry, puts: dict[str, dict[str, str]], drops: dict[str, list[str]]) -> None:
        for where in sorted(puts.keys() | drops.keys()):
            seq = self._heads[where] = entry.heads[where] = self._heads[where] + 1
            # Sorted: the order in which a database finds rows tells in which they were written.
            put, dropped = dict(sorted(puts.get(where, {}).items())), sorted(drops.get(where, []))
            self._written.update(((where, key), (seq, text)) for key, text in put.items())
            self._written.update(((where, key), (seq, None)) for key in dropped)
            delta = {"stream": where, "seq": seq, "name": entry.name, "at": self.now}
            self.deltas[where].append(
                delta | {"puts": list(put.values()), "keys": list(put), "drops": dropped}
            )

    def _write(self) -> None:
        w = self.workshop
        records = [
            {"workshop_id": w, "stream": where, "key": key, "seq": seq, "body": text}
            for (where, key), (seq, text) in self._written.items()
        ]
        changes = [
            {"workshop_id": w, "stream": where, "name": d["name"], "at": d["at"]}
            | {"seq": d["seq"], "puts": d["keys"], "drops": d["drops"]}
            for where, deltas in self.deltas.items()
            for d in deltas
        ]
        heads = [{"workshop_id": w, "name": name, "seq": self._heads[name]} for name in self.deltas]
        self.store.upsert(record, "seq", "body").many(self.conn, records)
        _CHANGE.many(self.conn, changes)
        self.store.upsert(stream, "seq").many(self.conn, heads)

    def packets(self) -> list[tuple[int, str, str]]:
        """(workshop, stream, deltas as one JSON text) for the publisher; texts already encoded are not read again."""
        return [(self.workshop, where, packed(deltas)) for where, deltas in self.deltas.items()]

    def _difference(self, entry: Entry) -> tuple[dict[str, dict[str, str]], dict[str, list[str]]]:
        """({stream: {key: text}}, {stream: [dropped key]}) against what was shown before this command."""
        puts: dict[str, dict[str, str]] = defaultdict(dict)
        drops: dict[str, list[str]] = defaultdict(list)
        for key, shown in entry.projected:
            type, _, id = key.partition(":")
            head = {"key": key, "type": type, "id": int(id) if id.isdigit() else id}
            earlier, now = self._shown[key], {where: encode(head | body) for where, body in shown.items()}
            for where, text in now.items():
                if earlier.get(where) != text:
                    puts[where][key] = text
            for where in earlier.keys() - now.keys():
                drops[where].append(key)
            self._shown[key] = now
        return puts, drops

    def _load_shown(self, keys: Iterable[str]) -> None:
        unknown = [key for key in dict.fromkeys(keys) if key not in self._shown]
        self._shown.update((key, {}) for key in unknown)
        for start in range(0, len(unknown), CHUNK):
            names = unknown[start : start + CHUNK]
            for where, key, text in _SHOWN.all(self.conn, workshop=self.workshop, names=names):
                self._shown[key][where] = text

    def _load_heads(self, streams: Iterable[str]) -> None:
        unknown = [name for name in streams if name not in self._heads]
        if not unknown:
            return
        self._heads.update(dict.fromkeys(unknown, 0))
        self._heads.update(
            (name, seq) for name, seq in _HEADS.all(self.conn, workshop=self.workshop, names=unknown)
        )


def packed(deltas: list[Delta]) -> str:
    """Deltas as the JSON array that travels. `puts` are texts already."""
    return "[" + ",".join(_packed(delta) for delta in deltas) + "]"


def _packed(delta: Delta) -> str:
    head = encode({name: value for name, value in delta.items() if name not in ("puts", "keys", "drops")})
    return f'{head[:-1]},"puts":[{",".join(delta["puts"])}],"drops":{encode(delta["drops"])}}}'


def project(work: Work) -> Iterable[tuple[str, Shown]]:
    """(key, what each stream shows of it) for every record the work touched."""
    work.spread()
    wanted: dict[str, list[int]] = defaultdict(list)
    for noun, id in work.touched:
        wanted[noun].append(id)
    for type, ids in wanted.items():
        noun_ = work.house.nouns[type]
        rows = work.rows(noun_.table, ids)
        for row, shown in zip(rows, noun_.view(work, rows), strict=True):
            yield f"{type}:{noun_.name_of(row)}", shown
