"""What the demo plays: the reference event as its public report tells it, and cards of the product's own.

Titles, purposes and presentations are the report's. The organisations are illustrative (the report counts them and
does not name them), every participant is simulated, and nobody's words are quoted.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
Both = dict[str, str]  # {"lo": ..., "en": ...}


@dataclass(frozen=True)
class Seat:
    """A simulated participant: group 1-6, organisation by its place in the list, how a leader came to lead."""

    number: str
    group: int
    org: int
    lang: str
    leads: str  # "", "invited" or "promoted"
    has_phone: bool

    @property
    def name(self) -> str:
        names = (f"ຜູ້ເຂົ້າຮ່ວມ {self.number}", f"Participant {self.number}")
        return " / ".join(names if self.lang == "lo" else reversed(names))


@dataclass(frozen=True)
class Card:
    id: str
    group: int
    org: int
    kind: str
    lang: str
    theme: str
    answers: str  # the id of the problem that a solution answers, or ""
    text: str
    draft: str  # what its author posts first and mends after the reveal, or ""


@dataclass(frozen=True)
class Word:
    """A reply under a card, by the group's member from that organisation."""

    card: str
    group: int
    org: int
    lang: str
    text: str


@dataclass(frozen=True)
class Theme:
    key: str
    title: Both


@cache
def event() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((CONTENT / "event.json").read_text("utf-8"))
    return content


@cache
def seats() -> list[Seat]:
    return [
        Seat(
            *(row["number"], int(row["group"]), int(row["org"])),
            *(row["lang"], row["leads"], row["phone"] == "yes"),
        )
        for row in _sheet("participants")
    ]


@cache
def cards() -> list[Card]:
    return [Card(**row | {"group": int(row["group"]), "org": int(row["org"])}) for row in _sheet("cards")]


@cache
def words() -> list[Word]:
    return [Word(**row | {"group": int(row["group"]), "org": int(row["org"])}) for row in _sheet("replies")]


@cache
def tables() -> dict[str, Any]:
    """What happens at single tables: cards and people by their numbers here, and what each group presents."""
    content: dict[str, Any] = json.loads((CONTENT / "tables.json").read_text("utf-8"))
    return content


@cache
def desk() -> dict[str, Any]:
    """What chair and theme team say at the merge desk."""
    content: dict[str, Any] = json.loads((CONTENT / "desk.json").read_text("utf-8"))
    return content


@cache
def themes() -> list[Theme]:
    rows = json.loads((CONTENT / "themes.json").read_text("utf-8"))
    return [Theme(row["key"], {"lo": row["lo"], "en": row["en"]}) for row in rows]


def _sheet(name: str) -> list[dict[str, Any]]:
    with (CONTENT / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
