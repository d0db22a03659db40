"""Random wishes by random people, made from each command's printed schema: a new command joins them by itself."""

from __future__ import annotations

import itertools
import random
from typing import Any

from sqlalchemy import func, select

from tests.world import LEADERS, PHONES, World
from workshop.features.ballots.tables import round
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.people.tables import person
from workshop.features.vision.tables import placing, theme, vision
from workshop.kernel.commands import Command
from workshop.kernel.engine import Reply
from workshop.kernel.tables import deed

WORDS = "ລະບົບ ຂໍ້ມູນ ງົບປະມານ ຝຶກອົບຮົມ network budget skills data ເຊື່ອມຕໍ່ law ນ້ຳ".split()
# What only a person at the beginning, or nobody in the middle of a workshop, wishes for.
NOT_BY_CHANCE = {"workshop.forget", "workshop.create", "person.return", "person.join", "house.renew"}
# Rare, or every walk would end in a closed workshop with nobody in it.
RARE = {
    "workshop.close": 0.05,
    "person.remove": 0.2,
    "people.remove": 0.05,
    "people.readmit": 0.3,
    "people.admit": 0.3,
    "person.unite": 0.1,
    "person.leave": 0.1,
    "workshop.edit": 0.3,
    "group.add": 0.1,
}
# A link that ends is one row, whenever it ends.
RARE |= dict.fromkeys(
    ("person.seen", "person.renew", "person.recode", "screen.renew", "chair.renew", "group.invite"), 0.1
)
RARE |= {"ballot.anew": 0.3}
RARE |= {"deed.rewind": 0.1, "board.move": 0.3, "board.move_all": 0.2, "board.lock": 0.3, "step.drop": 0.3}
# What a workshop is made of, and what needs several things to fit before it succeeds.
OFTEN = {
    "ballot.cast": 22,
    "card.post": 24,
    "theme.place": 8,
    "theme.create": 3,
    "theme.split": 3,
    "deed.undo": 4,
    "card.merge": 6,
    "card.split": 2,
    "card.hide": 4,
    "card.restore": 2,
    "card.approve": 3,
    "reply.post": 3,
    "reaction.set": 4,
    "hands.count": 3,
    "ballot.hand_in": 4,
    "board.spotlight": 2,
    "board.present": 2,
    "theme.join": 6,
    "card.park": 6,
    "hint.accept": 6,
    "hint.refuse": 2,
    "clarification.set": 2,
    "poll.open": 2,
    "ballot.give": 8,
}


class Chance:
    """A seeded source of wishes for one world."""

    def __init__(self, world: World, seed: int, methods: bool = True) -> None:
        """Without `methods` all votes are by dots: for laws that count them a second time."""
        self.world, self.methods = world, methods
        self.random = random.Random(seed)
        self.people = ["chair", *[name for name in world.people if name != "chair"]]
        known = world.engine.house.commands
        self.commands = [
            known[name] for name in known if name not in NOT_BY_CHANCE for _ in range(OFTEN.get(name, 1))
        ]
        self.mark_texts = False
        self._marks = itertools.count(100_000)
        # What hardly ever fits by pure chance: let the card choose the rest, mostly.
        self._fits = {
            "card.post": self._post,
            "theme.place": self._place,
            "round.set": self._set,
            "ballot.cast": self._vote,
            "ballot.give": self._give,
            "ballot.hand_in": self._hand_in,
            "hands.count": self._hands,
            "card.merge": self._merge,
            "card.hide": self._moderate,
            "card.restore": self._moderate,
            "card.reword": self._moderate,
            "card.split": self._split,
            "card.approve": self._approve,
            "board.spotlight": self._of_a_board,
            "board.arrange": self._of_a_board,
            "theme.join": self._join,
            "hint.accept": self._accept,
            "card.park": self._park,
            "deed.undo": self._undo,
            "deed.redo": self._redo,
            "poll.open": self._ask,
            "poll.close": self._by_the_chair,
            "poll.resume": self._by_the_chair,
            "poll.put_away": self._by_the_chair,
        }
        self.did: dict[str, int] = {}
        self._day = itertools.cycle(("vote", "reveal", "vote", "report", "write"))

    def step(self) -> tuple[str, str, dict[str, Any], Reply]:
        """One random wish; returns who, what, with what, and the reply."""
        command = self.random.choice(self.commands)
        while self.random.random() > RARE.get(command.name, 1.0):
            command = self.random.choice(self.commands)
        who, data = self._who(command), self.data(command)
        fit = self._fits.get(command.name)
        if fit is not None and self.random.random() < 0.8:
            who, data = fit(who, data)
        elif command.name in ("round.set", "poll.open") and not self.methods:
            data = data | {"method": "dots"}
        elif "board" in data and self.random.random() < 0.7:
            who = self._of_table(command, data["board"])
        self.world.engine.paces.forget()
        reply = self.world.wish(who, command.name, **data)
        if reply.ok is not None:
            self.did[command.name] = self.did.get(command.name, 0) + 1
        if command.name == "workshop.close" and reply.ok is not None:
            self.world.must("chair", "workshop.reopen")
        return who, command.name, data, reply

    def seat_all(self) -> None:
        """The chair calls everyone back to their tables: a walk must not end in an empty room."""
        self.world.wish("chair", "workshop.reopen")  # a redo may have closed it
        for name, group in PHONES:
            person = self.world.people[name]
            self.world.must("chair", "person.readmit", person=person)
            self.world.must("chair", "person.move", person=person, group=group)
            self.world.must(
                "chair", "person.promote", person=person, role="leader" if name in LEADERS else "participant"
            )
        for one in (1, 2):
            self.world.must("chair", "board.lock", board=one, locked=False)
        # And the day goes on: each phase has its turn, votes get cast, results are told.
        self.world.must("chair", "board.move_all", phase=next(self._day))

    def _post(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        open_now = self._ids(select(board.c.id).where(board.c.phase.in_(("write", "reveal"))))
        data["board"] = self.random.choice(open_now) if open_now else data["board"]
        if self.random.random() < 0.7:
            data.pop("into", None)
            data.pop("answers", None)
        return self.random.choice(
            [name for name, group in PHONES if group == data["board"]] or ["kham"]
        ), data

    def _place(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        row, live = self._card(phases="reveal vote report"), self._themes()
        return "chair", data if row is None or not live else {
            "theme": self.random.choice(live),
            "cards": [row["id"]],
        }

    def _join(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        live = self._themes()
        if len(live) < 2:
            return who, data
        head, *others = self.random.sample(live, min(len(live), self.random.randint(2, 3)))
        return self._of_the_team(), data | {"theme": head, "themes": others}

    def _accept(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        lying = select(placing.c.card_id).where(placing.c.gone.is_(False), placing.c.theme_id.is_not(None))
        loose = self._ids(select(card.c.id).where(card.c.into.is_(None), card.c.id.not_in(lying)))
        row = self._card(self.random.choice(loose)) if loose else None
        live = self._themes()
        if row is None:
            return who, data
        into = {"theme": self.random.choice(live)} if live and self.random.random() < 0.5 else None
        return self._of_the_team(), {"sets": [{"cards": [row["id"]]} | (into or {"title": {"en": "A hint"}})]}

    def _park(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        row = self._card(phases="reveal vote report")
        return self._of_the_team(), data if row is None else data | {"cards": [row["id"]]}

    def _undo(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Mostly one of the latest steps: an old one has been built on."""
        done = self._ids(select(deed.c.id).where(deed.c.undone.is_(False)))
        return "chair", data | {"deed": self.random.choice(done[-5:])} if done else data

    def _redo(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        undone = self._ids(select(deed.c.id).where(deed.c.undone))
        return "chair", data | {"deed": self.random.choice(undone[-3:])} if undone else data

    def _by_the_chair(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        return "chair", data

    def _of_the_team(self) -> str:
        return self.random.choice(["chair", "mek"])

    def _themes(self) -> list[int]:
        mine = select(theme.c.id).where(theme.c.workshop_id == self.world.workshop)
        return self._ids(mine.where(theme.c.gone.is_(False)))

    def _plenary(self) -> int | None:
        polling = select(vision.c.round_id).where(vision.c.id == self.world.workshop, vision.c.polling)
        return next(iter(self._ids(polling)), None)

    def _vote(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        plenary, themes = self._plenary(), self._themes()
        if plenary is not None and themes and self.random.random() < 0.5:
            anybody = self.random.choice([name for name in self.people if name != "chair"] or ["kham"])
            return anybody, data | {"subject": f"theme:{self.random.choice(themes)}", "round": plenary}
        row = self._card(phases="vote")
        if row is None:
            return who, data
        seated = [name for name, group in PHONES if group == row["board_id"]] or ["kham"]
        data |= {"subject": f"card:{row['id']}", "round": self._round(row["board_id"])}
        return self.random.choice(seated), data

    def _set(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        return self._leader(data["board"]), {"board": data["board"]} | self._how()

    def _ask(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """The room votes on the themes, or on some of the cards that lie in them."""
        lying = select(placing.c.card_id).where(placing.c.gone.is_(False), placing.c.theme_id.is_not(None))
        cards = self._ids(lying) if self.methods and self.random.random() < 0.5 else []
        some = self.random.sample(cards, min(len(cards), 4))
        return "chair", self._how() | ({"subjects": [f"card:{id}" for id in some]} if some else {})

    def _how(self) -> dict[str, Any]:
        """Some way to vote that may be."""
        method = self.random.choice(["dots", "rank", "rate"]) if self.methods else "dots"
        if method == "dots":
            few = {"budget": self.random.randint(1, 9), "cap": self.random.randint(1, 3)}
            return few | {"live": self.random.random() < 0.3}
        criteria = [
            {"words": {"en": word}, "weight": self.random.randint(1, 3)}
            for word in WORDS[: self.random.randint(1, 2)]
        ]
        settings = {"places": self.random.randint(1, 3)} if method == "rank" else {"criteria": criteria}
        return {"method": method, "settings": settings, "shuffled": self.random.random() < 0.5}

    def _give(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """A whole ranking, or marks for some, in a round that is so voted in."""
        there = (
            select(round.c.id)
            .join(board, board.c.round_id == round.c.id)
            .where(board.c.phase == "vote", round.c.method != "dots")
        )
        rounds, plenary = self._ids(there), self._plenary()
        chosen = self.random.choice([*rounds, *([plenary] if plenary else [])] or [0])
        if not chosen:
            return who, data
        within = self.world.engine.look(self.world.workshop, lambda work: work.rows(round, [chosen])[0])
        if within["board_id"] is None:
            subjects = within["subjects"] or [f"theme:{id}" for id in self._themes()]
            seated = [name for name in self.people if name != "chair"]
        else:
            subjects = [
                f"card:{id}"
                for id in self._ids(select(card.c.id).where(card.c.board_id == within["board_id"]))
            ]
            seated = [name for name, group in PHONES if group == within["board_id"]]
        some = self.random.sample(subjects, min(len(subjects), self.random.randint(0, 3)))
        if within["method"] == "rate":
            values: dict[str, Any] = {one: {"a": self.random.randint(0, 5)} for one in some}
        else:
            values = {one: place for place, one in enumerate(some, 1)}
        return self.random.choice(seated or ["kham"]), {"round": chosen, "values": values}

    def _hand_in(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        row = self._card(phases="vote")
        mine = select(person.c.id).where(person.c.seated, person.c.workshop_id == self.world.workshop)
        found = self._ids(mine.where(person.c.group_id == (row["board_id"] if row else 1)))
        if row is None or not found:
            return who, data
        dots = {f"card:{row['id']}": self.random.randint(1, 2)}
        more = self._card()
        if more is not None and more["board_id"] == row["board_id"]:
            dots |= {f"card:{more['id']}": self.random.randint(0, 2)}
        data |= {"round": self._round(row["board_id"]), "person": self.random.choice(found), "dots": dots}
        return self._leader(row["board_id"]), data

    def _hands(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        row = self._card(phases="vote report")
        if row is None:
            return who, data
        some = {one["id"] for one in (row, self._card()) if one and one["board_id"] == row["board_id"]}
        counts = [{"card": id, "hands": self.random.randint(0, 9)} for id in sorted(some)]
        data |= {"round": self._round(row["board_id"]), "present": 9, "counts": counts}
        return self._leader(row["board_id"]), data

    def _merge(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        row = self._card(phases="reveal vote report")
        if row is None:
            return who, data
        alike = select(card.c.id).where(card.c.board_id == row["board_id"], card.c.kind == row["kind"])
        others = [id for id in self._ids(alike) if id != row["id"]]
        chosen = self.random.sample(others, min(len(others), self.random.randint(1, 2)))
        data |= {"card": row["id"], "others": chosen or data["others"]}
        return self._leader(row["board_id"]), data

    def _split(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        merged = self._ids(select(card.c.id).where(card.c.into.is_not(None)))
        row = self._card(self.random.choice(merged)) if merged else None
        return (who, data) if row is None else (self._leader(row["board_id"]), data | {"card": row["id"]})

    def _moderate(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        row = self._card()
        return (who, data) if row is None else (self._leader(row["board_id"]), data | {"card": row["id"]})

    def _approve(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        waiting = self._ids(select(card.c.id).where(card.c.pending))
        row = self._card(self.random.choice(waiting)) if waiting else None
        if row is None:
            return who, data
        return self._leader(row["board_id"]), {"board": row["board_id"], "cards": [row["id"]]}

    def _of_a_board(self, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        row = self._card()
        if row is None:
            return who, data
        named = {"cards": [row["id"]]} if "cards" in data else {"card": row["id"]}
        return self._leader(row["board_id"]), data | {"board": row["board_id"]} | named

    def _of_table(self, command: Command, board_id: int) -> str:
        """Somebody of the board's own table, where the rule has a word for them."""
        if "member" in command.rule:
            return self.random.choice([name for name, group in PHONES if group == board_id] or ["kham"])
        return self._leader(board_id)

    def _leader(self, board_id: int) -> str:
        return self.random.choice(["chair", *(name for name in LEADERS if dict(PHONES)[name] == board_id)])

    def _card(self, id: int | None = None, phases: str = "") -> dict[str, Any] | None:
        """A card by chance, rather one of a board in these phases."""
        there = select(card.c.id).join(board, board.c.id == card.c.board_id)
        fitting = self._ids(there.where(board.c.phase.in_(phases.split()))) if phases else []
        wanted = id or (self.random.choice(fitting) if fitting else self._id("card"))
        row: dict[str, Any] | None = self.world.engine.look(
            self.world.workshop, lambda work: work.get(card, wanted)
        )
        return row

    def _ids(self, statement: Any) -> list[int]:
        """In one order on both databases, or the same seed would be another walk."""
        return sorted(self.world.engine.look(self.world.workshop, lambda work: work.ids(statement)))

    def _round(self, board_id: int) -> int:
        latest = select(func.max(round.c.id)).where(round.c.board_id == board_id)
        return int(self.world.engine.look(self.world.workshop, lambda work: work.number(latest)))

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
        if "examples" in schema:  # what chance would never spell
            return self.random.choice(schema["examples"])
        if "x-noun" in schema:
            return self._id(schema["x-noun"])
        if "x-votable-keys" in schema:
            noun = self.random.choice(schema["x-votable-keys"])
            return {f"{noun}:{self._id(noun)}": self.random.randint(0, 3)}
        if "x-subject" in schema:
            noun = self.random.choice(schema["x-subject"])
            return f"{noun}:{self._id(noun)}"
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

        found = self._ids(select(table.c.id).where(table.c.workshop_id == self.world.workshop))
        return self.random.choice(found) if found and self.random.random() < 0.95 else 999_999
