"""Random wishes by random people, made from each command's printed schema: a new command joins them by itself."""

from __future__ import annotations

import itertools
import random
from typing import Any

from sqlalchemy import func, select

from tests.world import LEADERS, PHONES, World
from workshop.features.ballots.tables import round
from workshop.features.cards.tables import card
from workshop.kernel.commands import Command
from workshop.kernel.engine import Reply

WORDS = "ລະບົບ ຂໍ້ມູນ ງົບປະມານ ຝຶກອົບຮົມ network budget skills data ເຊື່ອມຕໍ່ law ນ້ຳ".split()
# What only a person at the beginning, or nobody in the middle of a workshop, wishes for.
NOT_BY_CHANCE = {"workshop.create", "person.return", "person.join"}
# Rare, or every walk would end in a closed workshop with nobody in it.
RARE = {
    "workshop.close": 0.05,
    "person.remove": 0.2,
    "person.leave": 0.1,
    "workshop.edit": 0.3,
    "group.add": 0.1,
}
RARE |= {"board.move": 0.3, "board.move_all": 0.2, "board.lock": 0.3, "step.drop": 0.3}
# What a workshop is made of, and what needs several things to fit before it succeeds.
OFTEN = {
    "ballot.cast": 14,
    "card.post": 14,
    "theme.place": 6,
    "theme.create": 3,
    "theme.split": 3,
    "deed.undo": 4,
}


class Chance:
    """A seeded source of wishes for one world."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.random = random.Random(seed)
        self.people = ["chair", *[name for name in world.people if name != "chair"]]
        known = world.engine.house.commands
        self.commands = [
            known[name] for name in known if name not in NOT_BY_CHANCE for _ in range(OFTEN.get(name, 1))
        ]
        self.mark_texts = False
        self._marks = itertools.count(100_000)
        self.did: dict[str, int] = {}
        self._day = itertools.cycle(("reveal", "vote", "report", "write", "vote"))

    def step(self) -> tuple[str, str, dict[str, Any], Reply]:
        """One random wish; returns who, what, with what, and the reply."""
        command = self.random.choice(self.commands)
        while self.random.random() > RARE.get(command.name, 1.0):
            command = self.random.choice(self.commands)
        who, data = (
            self._fitting_vote()
            if command.name == "ballot.cast"
            else (self._who(command), self.data(command))
        )
        self.world.engine.paces.forget()
        reply = self.world.wish(who, command.name, **data)
        if reply.ok is not None:
            self.did[command.name] = self.did.get(command.name, 0) + 1
        if command.name == "workshop.close" and reply.ok is not None:
            self.world.must("chair", "workshop.reopen")
        return who, command.name, data, reply

    def seat_all(self) -> None:
        """The chair calls everyone back to their tables: a walk must not end in an empty room."""
        for name, group in PHONES:
            person = self.world.people[name]
            self.world.must("chair", "person.readmit", person=person)
            self.world.must("chair", "person.move", person=person, group=group)
            self.world.must(
                "chair", "person.promote", person=person, role="leader" if name in LEADERS else "participant"
            )
        for board in (1, 2):
            self.world.must("chair", "board.lock", board=board, locked=False)
        # And the day goes on: each phase has its turn, votes get cast, results are told.
        self.world.must("chair", "board.move_all", phase=next(self._day))

    def _fitting_vote(self) -> tuple[str, dict[str, Any]]:
        """By pure chance a voter, a round and a card hardly ever meet: let the card choose the other two, mostly."""
        id, data = self._id("card"), self.data(self.world.engine.house.commands["ballot.cast"])
        row = self.world.engine.look(self.world.workshop, lambda work: work.get(card, id))
        if row is None or self.random.random() < 0.2:
            return self._who(self.world.engine.house.commands["ballot.cast"]), data

        def latest(work: Any) -> int:
            return int(work.number(select(func.max(round.c.id)).where(round.c.board_id == row["board_id"])))

        seated = [name for name, group in PHONES if group == row["board_id"]] or ["kham"]
        data |= {"subject": f"card:{id}", "round": self.world.engine.look(self.world.workshop, latest)}
        return self.random.choice(seated), data

    def _who(self, command: Command) -> str:
        likely = "chair" if "chair" in command.rule and self.random.random() < 0.5 else None
        return likely or self.random.choice(self.people)

    def data(self, command: Command) -> dict[str, Any]:
        schema = command.fields
        self._defs = schema.get("$defs", {})
        made: dict[str, Any] = self._object(schema)
        return made

    def _object(self, schema: dict[str, Any]) -> dict[str, Any]:
        needed = set(schema.get("required", ()))
        fields = schema.get("properties", {})
        return {
            name: self._value(one)
            for name, one in fields.items()
            if name in needed or self.random.random() < 0.4
        }

    def _value(self, schema: dict[str, Any]) -> Any:
        if "$ref" in schema:
            return self._object(self._defs[schema["$ref"].rpartition("/")[2]])
        if "anyOf" in schema:
            return self._value(self.random.choice(schema["anyOf"]))
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        if "const" in schema:
            return schema["const"]
        if "x-noun" in schema:
            return self._id(schema["x-noun"])
        if "x-votable" in schema:
            noun = self.random.choice(schema["x-votable"])
            return f"{noun}:{self._id(noun)}"
        match schema.get("type"):
            case "integer":
                least, most = schema.get("minimum", 0), schema.get("maximum", 12)
                few = self.random.random() < 0.8
                return self.random.randint(max(-50, least), min(most, max(-50, least) + 3 if few else 12))
            case "boolean":
                return self.random.random() < 0.5
            case "array":
                least = schema.get("minItems", 0)
                return [self._value(schema["items"]) for _ in range(self.random.randint(least, 3))]
            case "object":
                return self._object(schema)
            case "null":
                return None
        words = " ".join(self.random.choices(WORDS, k=self.random.randint(1, 4)))[
            : schema.get("maxLength", 80)
        ]
        # A mark that no other text has, so that a leak is seen wherever it turns up.
        return f"{words} {next(self._marks):06d}" if self.mark_texts else words

    def _id(self, noun: str) -> int:
        table = self.world.engine.house.nouns[noun].table

        def ids(work: Any) -> list[int]:
            return list(work.ids(select(table.c.id).where(table.c.workshop_id == self.world.workshop)))

        found = self.world.engine.look(self.world.workshop, ids)
        return self.random.choice(found) if found and self.random.random() < 0.95 else 999_999
