"""The demo keeps its own account of what it did, and holds the server to it at the end."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
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
    cap: int = 0  # the most that count of one person's dots on cards that were merged
    under: dict[int, int] = field(default_factory=dict)  # card -> the card it was merged under at its table
    hands: dict[str, int] = field(default_factory=dict)  # subject -> hands raised
    table: Counter[str] = field(default_factory=Counter)  # what happened at single tables
    submitted: int = 0
    lying: dict[int, int] = field(default_factory=dict)  # card -> its theme on the vision board
    themes: int = 0
    hinted: int = 0  # of them, those that a hint proposed
    aside: int = 0
    plenary: dict[tuple[int, int], int] = field(default_factory=dict)  # (person, theme) -> dots
    renamed: int = 0
    split: int = 0
    undone: int = 0
    joined: int = 0
    back: int = 0  # steps that going back to a point undid, and all of which returned
    slept: int = 0
    acks: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # what people saw and ought not to have seen

    def note(self, name: str, ms: float) -> None:
        self.acks.append(ms)

    def cast(self, person: int, card: int, dots: int) -> None:
        self.casts += 1
        self.taken_back += dots == 0
        self.dots[person, card] = dots

    def hand_in(self, person: int, ballot: dict[int, int]) -> None:
        """A whole ballot at once; it replaces the one before."""
        self.table["handed in"] += 1
        self.dots = {key: dots for key, dots in self.dots.items() if key[0] != person}
        self.dots |= {(person, card): dots for card, dots in ballot.items()}

    def ballot(self, person: int) -> dict[str, int]:
        return {f"card:{card}": dots for (who, card), dots in self.dots.items() if who == person and dots}

    def tallies(self) -> dict[str, int]:
        """What the server ought to count: each person's dots on what was merged, up to the cap (R12)."""
        laid: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for (person, card), dots in self.dots.items():
            laid[person, self.under.get(card, card)].append(dots)
        counted: Counter[str] = Counter()
        for (_, card), dots_there in laid.items():
            counted[f"card:{card}"] += min(sum(dots_there), self.cap)
        return {subject: votes for subject, votes in counted.items() if votes}

    def place(self, theme: int, *cards: int) -> None:
        self.lying |= dict.fromkeys(cards, theme)

    def join(self, theme: int, other: int) -> None:
        self.joined += 1
        self.lying = {card: theme if lies == other else lies for card, lies in self.lying.items()}

    def given(self) -> dict[int, tuple[int, int, int]]:
        """{theme: (cards, votes, hands)} as they ought to be told: each card's, once."""
        votes, found = self.tallies(), dict[int, tuple[int, int, int]]()
        for card, theme in self.lying.items():
            mine = (1, votes.get(f"card:{card}", 0), self.hands.get(f"card:{card}", 0))
            cards, laid, hands = (
                one + more for one, more in zip(found.get(theme, (0, 0, 0)), mine, strict=True)
            )
            found[theme] = cards, laid, hands
        return found

    def chosen(self) -> dict[int, int]:
        """What the whole room's vote ought to count for each theme."""
        counted: Counter[int] = Counter()
        for (_, theme), dots in self.plenary.items():
            counted[theme] += dots
        return dict(counted)

    def lines(self) -> list[str]:
        kinds = ", ".join(f"{count} {kind}s" for kind, count in self.posted.items())
        voters = len({person for person, _ in self.dots})
        table = ", ".join(f"{what} {count}" for what, count in sorted(self.table.items()))
        laid, told = sum(self.dots.values()), sum(self.tallies().values())
        return [
            f"Posted    {self.posted.total()} cards ({kinds}); {self.edited} edited",
            f"Tables    {table}",
            f"Voted     {laid} dots by {voters} people in {self.casts} casts,"
            f" {self.taken_back} taken back; {self.submitted} results submitted",
            f"Alike     {len(self.under)} cards merged under others; {laid - told} dots beyond the cap;"
            f" {sum(self.hands.values())} hands",
            f"Merged    {len(self.lying)} cards into {self.themes} themes; {self.renamed} renamed,"
            f" {self.split} split, {self.joined} joined, {self.undone} undone; {self.hinted} by a hint,"
            f" {self.aside} set aside; {self.back} steps gone back and forth again",
            f"Plenary   {sum(self.plenary.values())} dots by {len({who for who, _ in self.plenary})} people"
            f" on {len(self.chosen())} themes",
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


async def miscounted(api: Api, chair: Phone, account: Account) -> list[str]:
    """The cards and themes whose tally differs from the dots that were cast and the hands that were raised."""
    expected = {(subject, "votes"): votes for subject, votes in account.tallies().items()}
    expected |= {(subject, "hands"): hands for subject, hands in account.hands.items()}
    expected |= {(f"theme:{theme}", "votes"): votes for theme, votes in account.chosen().items()}
    streams = await snapshot(api, chair)
    found = {
        (record["subject"], what): record[what]
        for _, records in streams.values()
        for record in records.values()
        for what in ("votes", "hands")
        if record["type"] == "tally" and record[what]
    }
    return [
        f"{subject}: {found.get((subject, what), 0)} {what} instead of {expected.get((subject, what), 0)}"
        for subject, what in sorted(found.keys() | expected.keys())
        if found.get((subject, what)) != expected.get((subject, what))
    ]


async def misplaced(api: Api, chair: Phone, account: Account) -> list[str]:
    """Provenance both ways: cards that lie elsewhere than they were put, and themes that are told otherwise."""
    records = [record for _, part in (await snapshot(api, chair)).values() for record in part.values()]
    lies = {
        record["card"]: record["theme"]
        for record in records
        if record["type"] == "source" and record["theme"]
    }
    made = {
        record["id"]: (record["cards"], record["votes"], record["hands"])
        for record in records
        if record["type"] == "theme" and record["cards"]
    }
    expected = account.given()
    return [
        *(
            f"card {card} in theme {lies.get(card)} instead of {account.lying.get(card)}"
            for card in sorted(lies.keys() | account.lying.keys())
            if lies.get(card) != account.lying.get(card)
        ),
        *(
            f"theme {theme} of {made.get(theme)} cards, votes and hands instead of {expected.get(theme)}"
            for theme in sorted(made.keys() | expected.keys())
            if made.get(theme) != expected.get(theme)
        ),
    ]
