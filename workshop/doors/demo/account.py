"""The demo keeps its own account of what it did, and holds the server to it at the end."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..remote.api import Api
from ..remote.figures import spread
from ..remote.phone import Phone

SETTLE_S = 10.0


@dataclass
class Account:
    """What the simulated people did, and how long every answer took (ms)."""

    posted: Counter[str] = field(default_factory=Counter)  # by kind
    edited: int = 0
    casts: int = 0
    taken_back: int = 0
    dots: dict[tuple[int, int], int] = field(default_factory=dict)  # (person, card) -> dots standing
    submitted: int = 0
    merged: set[int] = field(default_factory=set)  # cards on the vision board
    themes: int = 0
    renamed: int = 0
    split: int = 0
    undone: int = 0
    slept: int = 0
    acks: list[float] = field(default_factory=list)

    def note(self, name: str, ms: float) -> None:
        self.acks.append(ms)

    def cast(self, person: int, card: int, dots: int) -> None:
        self.casts += 1
        self.taken_back += dots == 0
        self.dots[person, card] = dots

    def tallies(self) -> dict[str, int]:
        counted: Counter[str] = Counter()
        for (_, card), dots in self.dots.items():
            counted[f"card:{card}"] += dots
        return {subject: votes for subject, votes in counted.items() if votes}

    def lines(self) -> list[str]:
        kinds = ", ".join(f"{count} {kind}s" for kind, count in self.posted.items())
        voters = len({person for person, _ in self.dots})
        return [
            f"Posted    {self.posted.total()} cards ({kinds}); {self.edited} edited",
            f"Voted     {sum(self.dots.values())} dots by {voters} people in {self.casts} casts,"
            f" {self.taken_back} taken back; {self.submitted} groups submitted",
            f"Merged    {len(self.merged)} cards into {self.themes} themes; {self.renamed} renamed,"
            f" {self.split} split, {self.undone} undone",
            f"Answers   {len(self.acks)} commands: {spread(self.acks)}",
        ]


async def unequal(api: Api, phones: Iterable[Phone]) -> list[str]:
    """Who holds a replica that differs from a fresh snapshot, once everything on its way has had time to arrive."""
    return [name for phone in phones if (name := await _differs(api, phone))]


async def _differs(api: Api, phone: Phone) -> str:
    deadline = asyncio.get_running_loop().time() + SETTLE_S
    while True:
        fresh = await snapshot(api, phone)
        held = {name: (copy.seq, copy.records) for name, copy in phone.replica.streams.items()}
        if fresh == held:
            return ""
        if asyncio.get_running_loop().time() > deadline:
            streams = [name for name in fresh.keys() | held.keys() if fresh.get(name) != held.get(name)]
            return f"{phone.me.get('name') or phone.me.get('kind')}: {', '.join(sorted(streams))}"
        await asyncio.sleep(0.2)


async def snapshot(api: Api, phone: Phone) -> dict[str, tuple[int, dict[str, Any]]]:
    """Every stream this phone may read, as the server gives it now: `{stream: (seq, records by key)}`."""
    answer = await api.get(f"/api/w/{phone.code}/streams", phone.token)
    return {
        name: (part["seq"], {record["key"]: record for record in json.loads(part["records"])})
        for name, part in answer["streams"].items()
    }


async def miscounted(api: Api, chair: Phone, expected: dict[str, int]) -> list[str]:
    """The cards whose tally on the server differs from the dots that were cast."""
    streams = await snapshot(api, chair)
    found = {
        record["subject"]: record["votes"]
        for _, records in streams.values()
        for record in records.values()
        if record["type"] == "tally" and record["votes"]
    }
    return [
        f"{subject}: {found.get(subject, 0)} instead of {expected.get(subject, 0)}"
        for subject in sorted(found.keys() | expected.keys())
        if found.get(subject) != expected.get(subject)
    ]
