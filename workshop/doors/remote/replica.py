"""The replica of a simulated phone: the same fold as the browser's, in Python."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]
Delta = dict[str, Any]


@dataclass
class Copy:
    """One stream: its records by key, the last number folded in, and what came too early."""

    seq: int = 0
    records: dict[str, Record] = field(default_factory=dict)
    early: dict[int, Delta] = field(default_factory=dict)

    def fold(self, delta: Delta) -> None:
        """Old: dropped. Next: applied, with whatever was waiting for it. Early: held."""
        if delta["seq"] <= self.seq:
            return
        self.early[delta["seq"]] = delta
        while ready := [seq for seq, held in self.early.items() if held.get("from", seq - 1) <= self.seq]:
            for seq in sorted(ready):
                held = self.early.pop(seq)
                if seq > self.seq:
                    self._apply(held)

    def _apply(self, delta: Delta) -> None:
        for key in delta["drops"]:
            self.records.pop(key, None)
        for record in delta["puts"]:
            self.records[record["key"]] = record
        self.seq = delta["seq"]


class Replica:
    """A client's copy: one map per stream (R7), merged only for reading."""

    def __init__(self) -> None:
        self.streams: dict[str, Copy] = {}

    def have(self) -> dict[str, int]:
        return {name: copy.seq for name, copy in self.streams.items()}

    def take(self, answer: Mapping[str, Mapping[str, Any]]) -> None:
        """Fold a `join` answer's `streams`; a stream that is absent from it is no longer ours."""
        self.streams = {name: self.streams.get(name, Copy()) for name in answer}
        for name, part in answer.items():
            self.renew(name, part)

    def renew(self, stream: str, part: Mapping[str, Any]) -> None:
        """A snapshot `{seq, records}` replaces the stream; `{deltas}` continue it."""
        if "records" in part:
            records: list[Record] = json.loads(part["records"])
            early = self.streams[stream].early if stream in self.streams else {}
            copy = Copy(part["seq"], {record["key"]: record for record in records})
            self.streams[stream] = copy
            for delta in early.values():
                copy.fold(delta)
        else:
            self.fold({"stream": stream, **delta} for delta in part["deltas"])

    def fold(self, deltas: Iterable[Delta]) -> set[str]:
        """Fold what arrived; the answer names the streams that now wait for something missing."""
        gaps = set()
        for delta in deltas:
            copy = self.streams.get(delta["stream"])
            if copy is not None:
                copy.fold(delta)
                if copy.early:
                    gaps.add(delta["stream"])
        return {name for name in gaps if self.streams[name].early}

    def behind(self, heads: Mapping[str, int]) -> set[str]:
        """The streams of ours that the server says have gone further."""
        return {name for name, seq in heads.items() if name in self.streams and self.streams[name].seq < seq}

    def of(self, kind: str) -> Iterator[Record]:
        """Every record of one type, each key once: person over desk over group over workshop."""
        seen: dict[str, Record] = {}
        for name in sorted(self.streams, key=_weight):
            for key, record in self.streams[name].records.items():
                if record["type"] == kind:
                    seen[key] = record
        return iter(seen.values())

    def get(self, kind: str, id: int | str) -> Record | None:
        return next((record for record in self.of(kind) if record["id"] == id), None)


_WEIGHT = {"workshop": 0, "chair": 1, "group": 2, "desk": 3, "person": 4}


def _weight(stream: str) -> int:
    return _WEIGHT.get(stream.partition(":")[0], 0)
