"""From touched rows to numbered changes: what each stream shows now, compared with what it showed before."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select

from workshop.kernel.nouns import Shown
from workshop.kernel.store import Store
from workshop.kernel.tables import change, record, stream
from workshop.kernel.work import CHUNK, Work

Delta = dict[str, Any]
Place = tuple[str, str]  # (stream, key)


def encode(body: object) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


class Ledger:
    """The changes of one batch. Numbers are given when a command has succeeded and written just before commit (R1)."""

    def __init__(self, conn: Connection, store: Store, workshop: int, now: int) -> None:
        self.conn, self.store, self.workshop, self.now = conn, store, workshop, now
        self.deltas: dict[str, list[Delta]] = defaultdict(list)
        self._heads: dict[str, int] = {}
        self._shown: dict[str, dict[str, str]] = {}  # key -> stream -> text
        self._written: dict[Place, tuple[int, str | None]] = {}

    def enter(self, work: Work, name: str) -> dict[str, int]:
        """Project what the command touched; number and keep what became different. Returns the new heads."""
        puts, drops = self._differences(list(project(work)))
        changed = sorted(puts.keys() | drops.keys())
        self._load_heads(changed)
        for where in changed:
            seq = self._heads[where] = self._heads[where] + 1
            put, dropped = puts.get(where, {}), drops.get(where, [])
            for key, text in put.items():
                self._show(where, key, seq, text)
            for key in dropped:
                self._show(where, key, seq, None)
            self.deltas[where].append(
                {
                    "stream": where,
                    "seq": seq,
                    "name": name,
                    "at": self.now,
                    "puts": list(put.values()),
                    "keys": list(put),
                    "drops": dropped,
                }
            )
        return {where: self._heads[where] for where in changed}

    def flush(self) -> None:
        """Write the batch's records, changes and stream heads: three statements, however many commands."""
        if not self.deltas:
            return
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
        self.conn.execute(self.store.upsert(record, "seq", "body"), records)
        self.conn.execute(insert(change), changes)
        self.conn.execute(self.store.upsert(stream, "seq"), heads)

    def packets(self) -> list[tuple[int, str, str]]:
        """(workshop, stream, deltas as one JSON text) for the publisher; texts already encoded are not read again."""
        return [(self.workshop, where, packed(deltas)) for where, deltas in self.deltas.items()]

    def _differences(
        self, projected: list[tuple[str, Shown]]
    ) -> tuple[dict[str, dict[str, str]], dict[str, list[str]]]:
        self._load_shown(key for key, _ in projected)
        puts: dict[str, dict[str, str]] = defaultdict(dict)
        drops: dict[str, list[str]] = defaultdict(list)
        for key, shown in projected:
            type, _, id = key.partition(":")
            head = {"key": key, "type": type, "id": int(id) if id.isdigit() else id}
            earlier = self._shown[key]
            for where, body in shown.items():
                text = encode(head | body)
                if earlier.get(where) != text:
                    puts[where][key] = text
            for where in earlier:
                if where not in shown:
                    drops[where].append(key)
        return puts, drops

    def _show(self, where: str, key: str, seq: int, text: str | None) -> None:
        if text is None:
            del self._shown[key][where]
        else:
            self._shown[key][where] = text
        self._written[(where, key)] = (seq, text)

    def _load_shown(self, keys: Iterable[str]) -> None:
        unknown = [key for key in dict.fromkeys(keys) if key not in self._shown]
        self._shown.update((key, {}) for key in unknown)
        for start in range(0, len(unknown), CHUNK):
            columns = select(record.c.stream, record.c.key, record.c.body)
            some = record.c.key.in_(unknown[start : start + CHUNK])
            mine = columns.where(record.c.workshop_id == self.workshop, some, record.c.body.is_not(None))
            for where, key, text in self.conn.execute(mine):
                self._shown[key][where] = text

    def _load_heads(self, streams: Iterable[str]) -> None:
        unknown = [name for name in streams if name not in self._heads]
        if not unknown:
            return
        self._heads.update(dict.fromkeys(unknown, 0))
        columns = select(stream.c.name, stream.c.seq)
        mine = columns.where(stream.c.workshop_id == self.workshop, stream.c.name.in_(unknown))
        self._heads.update({row.name: row.seq for row in self.conn.execute(mine)})


def packed(deltas: list[Delta]) -> str:
    """Deltas as the JSON array that travels. `puts` are texts already."""
    return "[" + ",".join(_packed(delta) for delta in deltas) + "]"


def _packed(delta: Delta) -> str:
    head = encode({name: value for name, value in delta.items() if name not in ("puts", "keys", "drops")})
    return f'{head[:-1]},"puts":[{",".join(delta["puts"])}],"drops":{encode(delta["drops"])}}}'


def project(work: Work) -> Iterable[tuple[str, Shown]]:
    """(key, what each stream shows of it) for every record the work touched."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for noun, id in work.touched:
        wanted[noun].append(id)
    for type, ids in wanted.items():
        noun_ = work.house.nouns[type]
        rows = work.rows(noun_.table, ids)
        for row, shown in zip(rows, noun_.view(work, rows), strict=True):
            yield f"{type}:{noun_.name_of(row)}", shown
