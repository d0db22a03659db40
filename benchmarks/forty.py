"""A house of forty groups whose 2,000 cards are written, voted on and handed in, made on the file before it is served.

Everything goes through the real commands, many at once, so that a transaction holds several of them.
"""

from __future__ import annotations

import itertools
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workshop.doors.identity import Identity
from workshop.features import house
from workshop.features.groups.tables import board as boards
from workshop.features.people.tables import person as people
from workshop.kernel.engine import Claim, Engine
from workshop.kernel.store import Store
from workshop.migrations import upgrade
from workshop.settings import Settings

GROUPS, CARDS, THEMES, PLACED = 40, 2_000, 20, 300
VOTERS, DOTS = 4, 3  # at each table; on as many of its cards
HANDS = 16  # people acting at the same moment
TRIES = 9  # placings of one size, timed

LAO = (
    "ລະບົບ ຂໍ້ມູນ ຂອງ ກະຊວງ ຍັງ ບໍ່ ເຊື່ອມຕໍ່ ກັນ ປະຊາຊົນ ຕ້ອງ ຕື່ມ ຫຼາຍ ບ່ອນ ແລະ ພະນັກງານ ຂາດ ທັກສະ ດິຈິຕອນ "
    "ງົບປະມານ ບໍລິການ ແຂວງ ເມືອງ ອິນເຕີເນັດ ຊ້າ ຄອມພິວເຕີ ເກົ່າ ມາດຕະຖານ ຮ່ວມ ຄວາມປອດໄພ"
).split()
ENGLISH = (
    "systems of the ministries do not share data so people fill the same form and staff lack skills while districts "
    "wait for a network and old computers need one standard for safe services"
).split()


@dataclass
class Forty:
    """What was made: the workshop's code, the chair's token, and ms of `theme.place` by how many cards it moved."""

    code: str
    token: str
    places: dict[int, list[float]] = field(default_factory=dict)


def forty(folder: Path) -> Forty:
    settings = Settings(data=folder)
    upgrade(settings.database)
    engine = Engine(Store(settings.database), house())
    engine.start(lambda packets: None)
    try:
        return _Making(engine, settings).all()
    finally:
        engine.stop()


class _Making:
    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.settings = engine, settings
        self.dice = random.Random(16)
        self.ids = itertools.count(1)
        self.where = 0

    def all(self) -> Forty:
        orgs = [{"lo": "", "en": f"Ministry {n}", "kind": "ministry"} for n in range(20)]
        orgs += [{"lo": "", "en": f"Partner {n}", "kind": "partner"} for n in range(4)]
        made = self.wish(
            Claim("owner"),
            "workshop.create",
            title={"lo": "ກອງປະຊຸມ", "en": "Forty groups"},
            groups=GROUPS,
            budget=DOTS,
            orgs=orgs,
            lang="en",
            named=True,
            assign="choose",
        )
        self.where, chair = made["workshop"], made["chair"]
        self.chair = self.claim(chair)
        with ThreadPoolExecutor(HANDS) as hands:
            written = list(hands.map(self.table, range(1, GROUPS + 1)))
        cards = [id for ids in written for id in ids]
        themes = [
            self.wish(self.chair, "theme.create", title={"lo": f"ຫົວຂໍ້ {n}", "en": f"Theme {n}"})["theme"]
            for n in range(1, THEMES + 1)
        ]
        each = PLACED // THEMES
        for n, theme in enumerate(themes):
            self.wish(self.chair, "theme.place", theme=theme, cards=cards[n * each : (n + 1) * each])
        self.engine.settle()
        told = Forty(made["code"], self.token(chair))
        free = cards[PLACED:]
        for size in (1, 50, 400):
            told.places[size] = [self.placed(themes[n % THEMES], free[:size]) for n in range(TRIES)]
        return told

    def table(self, board: int) -> list[int]:
        """A table from its first card to its result; its writer leads it."""
        dice = random.Random(board)
        group = int(self.engine.look(self.where, lambda work: work.need(boards, board))["group_id"])
        sitting = [self.comes(f"Person {board}.{n}", group) for n in range(VOTERS)]
        self.wish(self.chair, "board.move", board=board, phase="reveal")
        problems: list[int] = []
        cards: list[int] = []
        for n in range(CARDS // GROUPS):
            kind = dice.choice(["problem", "problem", "solution", "lesson"]) if problems else "problem"
            lang, words = dice.choice([("lo", LAO), ("en", ENGLISH)])
            text = f"{board}.{n} " + " ".join(dice.choices(words, k=dice.randint(4, 24)))
            more: dict[str, Any] = {"answers": dice.choice(problems)} if kind == "solution" else {}
            more |= {"org": dice.randint(1, 24)} if dice.random() < 0.7 else {}
            said = {"board": board, "kind": kind, "text": text[:280], "lang": lang} | more
            cards.append(self.wish(sitting[n % VOTERS], "card.post", **said)["card"])
            if kind == "problem":
                problems.append(cards[-1])
        self.wish(self.chair, "board.move", board=board, phase="vote")
        within = self.engine.look(self.where, lambda work: work.need(boards, board))["round_id"]
        for voter in sitting:
            for card in dice.sample(cards, DOTS):
                self.wish(voter, "ballot.cast", round=within, subject=f"card:{card}", dots=1)
        self.wish(self.chair, "board.move", board=board, phase="report")
        picks = dice.sample(cards, 5)
        self.wish(self.chair, "board.arrange", board=board, cards=picks)
        self.wish(self.chair, "board.submit", board=board)
        return cards

    def comes(self, name: str, group: int) -> Claim:
        who = {"name": name, "lang": "en", "org": 1, "group": group}
        return self.claim(self.wish(Claim("guest"), "person.join", **who)["person"])

    def placed(self, theme: int, cards: list[int]) -> float:
        """One placing, from the wish to the durable answer, ms; then taken back."""
        began = time.perf_counter()
        self.wish(self.chair, "theme.place", theme=theme, cards=cards)
        took = (time.perf_counter() - began) * 1000
        self.wish(self.chair, "theme.unplace", cards=cards)
        self.engine.settle()
        return took

    def wish(self, who: Claim, name: str, /, **data: Any) -> dict[str, Any]:
        self.engine.paces.forget()
        where = 0 if name == "workshop.create" else self.where
        reply = self.engine.execute(who, name, data, f"forty-{next(self.ids):08d}", where)
        if reply.ok is None:
            raise RuntimeError(f"{name} {data}: {reply.refused} {reply.params}")
        return reply.ok

    def claim(self, person: int) -> Claim:
        return Claim("person", person=person, version=self.version(person))

    def token(self, person: int) -> str:
        identity = Identity(self.settings.secret())
        return identity.person(self.where, person, self.version(person))

    def version(self, person: int) -> int:
        row = self.engine.look(self.where, lambda work: work.need(people, person))
        return int(row["version"])
