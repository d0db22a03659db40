"""What a client reads: a stream whole, or what changed in it since a number. One consistent read for all (R6)."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from workshop.kernel.prepared import Prepared
from workshop.kernel.store import Store
from workshop.kernel.tables import record, stream
from workshop.kernel.work import CHUNK

_SUM = Prepared(
    select(func.coalesce(func.sum(stream.c.seq), 0)).where(stream.c.workshop_id == bindparam("workshop"))
)
_HEADS = Prepared(
    select(stream.c.name, stream.c.seq).where(
        stream.c.workshop_id == bindparam("workshop"), stream.c.name.in_(bindparam("names", expanding=True))
    )
)
CACHED = 256  # stream texts; a room of phones joining at once reads the same few


class Reader:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts: OrderedDict[tuple[int, str, int], str] = OrderedDict()
        self._lock = threading.Lock()

    def snapshot(
        self, workshop: int, streams: tuple[str, ...], have: dict[str, int], now: int
    ) -> dict[str, Any]:
        """Per stream `{seq, records}` (records as one JSON text) or, for a client not far behind, `{deltas}` (R5)."""
        with self._store.read() as conn:
            heads = self._heads(conn, workshop, streams)
            return {
                name: self._one(conn, workshop, name, heads[name], have.get(name), now) for name in streams
            }

    def heads(self, workshop: int, streams: tuple[str, ...]) -> dict[str, int]:
        with self._store.read() as conn:
            return self._heads(conn, workshop, streams)

    def moved(self, workshop: int) -> int:
        """All heads added up: none ever goes back."""
        with self._store.read() as conn:
            return int(_SUM.all(conn, workshop=workshop)[0][0])

    def _one(
        self, conn: Connection, workshop: int, name: str, head: int, after: int | None, now: int
    ) -> dict[str, Any]:
        if after is not None and 0 < after <= head:
            return {"deltas": self._since(conn, workshop, name, head, after, now)}
        return {"seq": head, "records": self._whole(conn, workshop, name, head)}

    def _since(
        self, conn: Connection, workshop: int, name: str, head: int, after: int, now: int
    ) -> list[Any]:
        """One delta that covers after+1..head: each changed record as it is now, never an old text (R5)."""
        if after == head:
            return []
        changed = select(record.c.key, record.c.body).where(
            record.c.workshop_id == workshop, record.c.stream == name, record.c.seq > after
        )
        puts, drops = [], []
        for key, body in conn.execute(changed.order_by(record.c.seq, record.c.key)):
            if body is None:
                drops.append(key)
            else:
                puts.append(json.loads(body))
        told = {"stream": name, "seq": head, "from": after, "name": "resume", "at": now}
        return [told | {"puts": puts, "drops": drops}]

    def _whole(self, conn: Connection, workshop: int, name: str, head: int) -> str:
        where = (workshop, name, head)
        with self._lock:
            if where in self._texts:
                self._texts.move_to_end(where)
                return self._texts[where]
        bodies = select(record.c.body).where(
            record.c.workshop_id == workshop, record.c.stream == name, record.c.body.is_not(None)
        )
        text = "[" + ",".join(conn.execute(bodies.order_by(record.c.seq, record.c.key)).scalars()) + "]"
        with self._lock:
            self._texts[where] = text
            while len(self._texts) > CACHED:
                self._texts.popitem(last=False)
        return text

    @staticmethod
    def _heads(conn: Connection, workshop: int, streams: tuple[str, ...]) -> dict[str, int]:
        found = dict.fromkeys(streams, 0)
        for start in range(0, len(streams), CHUNK):
            some = streams[start : start + CHUNK]
            found.update((name, seq) for name, seq in _HEADS.all(conn, workshop=workshop, names=some))
        return found
