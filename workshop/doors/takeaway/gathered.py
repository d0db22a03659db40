"""The board as one value, out of records: what is written as JSON, and what every other file is drawn from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from workshop.doors.takeaway import methods
from workshop.doors.takeaway.history import steps
from workshop.doors.takeaway.voice import in_both

SHAPE, VERSION = "workshop.vision-board", 1

Record = dict[str, Any]


class Records:
    """The records of some streams by type, each once: `{type: {key: record}}`."""

    def __init__(self, parts: dict[str, dict[str, Any]]) -> None:
        self.streams = {name: json.loads(part["records"]) for name, part in parts.items()}
        self._of: dict[str, dict[str, Record]] = defaultdict(dict)
        for records in self.streams.values():
            for record in records:
                self._of[record["type"]][record["key"]] = record

    def all(self, type: str) -> list[Record]:
        """In the order of their ids."""
        return sorted(self._of[type].values(), key=lambda one: (len(str(one["id"])), str(one["id"])))

    def by(self, type: str, field: str) -> dict[Any, list[Record]]:
        found: dict[Any, list[Record]] = defaultdict(list)
        for one in self.all(type):
            found[one[field]].append(one)
        return found

    def one(self, type: str) -> Record:
        return next(iter(self._of[type].values()))


def gather(records: Records, at: int, local: str) -> dict[str, Any]:
    """The whole board; documented in docs/takeaway.md."""
    hall = records.one("workshop")
    groups = sorted(records.all("group"), key=lambda one: (one["number"], one["id"]))
    cards = Cards(records)
    vision = records.one("vision")
    closed, polling = vision["of"]["closed"] > 0, vision["polling"]
    again, first = voting(records)
    themes = [_theme(cards, one, len(groups), closed, polling) for one in _in_order(records.all("theme"))]
    for number, theme in enumerate((one for one in themes if not one["parked"]), start=1):
        theme["number"] = number
    return {
        "shape": SHAPE,
        "version": VERSION,
        "made": {"at": at, "local": local},
        "workshop": {name: hall[name] for name in ("code", "title", "programme", "venue", "days", "state")}
        | {"anonymous": not hall["named"]},
        "counting": counting(
            vision, [(one, one["id"] in again) for one in groups if one["id"] in again | first]
        ),
        "groups": [
            cards.group(one["id"])
            | cards.covered(one["id"])
            | {"voting": one["id"] in again | first, "voting_again": one["id"] in again}
            for one in groups
        ],
        "themes": [one for one in themes if not one["parked"]],
        "parked_themes": [one for one in themes if one["parked"]],
        "set_aside": cards.aside(),
        "unplaced": cards.unplaced(),
        "history": steps(records),
    }


def counting(vision: Record, now: Sequence[tuple[Record, bool]] = ()) -> dict[str, Any]:
    """The rule by which the board counts, and what its numbers are of; `now`: groups that vote, and whether anew."""
    rule, k = vision["counting"], vision["k"]
    polling = vision["polling"]
    # While a vote is under way a file tells no number of it: it would be read as the result.
    of = vision["of"] | {"voted": None if polling else vision["voted"]}
    people = of["voted"] if rule == "fresh" else of["people"]
    says = {"tables": of["closed"], "people": people, "tops": of["tops"]}
    words = (
        in_both("takeaway.polling") if rule == "fresh" and polling else in_both(f"takeaway.of.{rule}", **says)
    )
    handed = vision["of"].get("handed", 0) if rule != "fresh" else 0 if polling else vision["handed"]
    if handed:
        more = in_both("vote.handed_in", n=handed)
        words = {lang: f"{words[lang]} · {more[lang]}" for lang in words}
    if rule != "fresh":
        for one, again in now:
            more = in_both("takeaway.again" if again else "takeaway.voting", group=one["number"])
            words = {lang: f"{words[lang]} · {more[lang]}" for lang in words}
    return {
        "rule": rule,
        "k": k,
        "polled": vision["round"] is not None and not polling,
        "polling": polling,
        "name": in_both(f"takeaway.rule.{rule}", k=k),
        "formula": in_both(f"takeaway.formula.{rule}", k=k),
        "of": of,
        "of_words": words,
    }


def _in_order(themes: Iterable[Record]) -> list[Record]:
    return sorted(themes, key=lambda one: (one["position"], one["id"]))


def _theme(cards: Cards, theme: Record, groups: int, closed: bool, polling: bool) -> dict[str, Any]:
    lying = sorted(cards.sources[theme["id"]], key=lambda one: (one["position"], one["id"]))
    return {
        "id": theme["id"],
        "number": None,
        "title": theme["title"],
        "colour": theme["colour"],
        "parked": theme["parked"],
        "breadth": {"groups": len(theme["groups"]), "of": groups},
        "raised_by": [cards.group(id) for id in theme["groups"] if id in cards.groups],
        # Before any group has closed its vote there is no number; a nought would say that nobody voted.
        "numbers": {
            rule: n if (not polling if rule == "fresh" else closed) else None
            for rule, n in theme["numbers"].items()
        },
        "votes": theme["votes"],
        "hands": theme["hands"],
        "room": cards.in_room.get(f"theme:{theme['id']}"),
        "clarification": cards.clarified.get(f"theme:{theme['id']}"),
        "cards": [cards.told(one) for one in lying],
    }


class Cards:
    """Each card with where it came from. Of persons only what their tables call themselves: no author, no voter."""

    def __init__(self, records: Records) -> None:
        self.groups = {one["id"]: one for one in records.all("group")}
        self.orgs = {one["id"]: one for one in records.all("org")}
        self.known = {one["id"]: one for one in records.all("card")}
        self.sources = records.by("source", "theme")
        self.members = records.by("card", "into")
        self.replies = records.by("reply", "card")
        self.photos = records.by("photo", "card")
        self.clarified = {one["subject"]: one["text"] for one in records.all("clarification")}
        self.weights = weights(records)
        closed = closed_rounds(records)
        self.at_table, self.in_room = by_method(records, closed), by_method(records, plenary(records))
        self.placed = {one["card"] for one in records.all("source")}
        self.handed: dict[int, Record] = {}
        for one in sorted(records.all("submission"), key=lambda one: (one["at"], one["number"])):
            self.handed[one["group"]] = one
        self.in_result = {each["card"] for one in self.handed.values() for each in one["cards"]}

    def told(self, one: Record) -> dict[str, Any]:
        """A source or a card as every file tells it."""
        id: int = one["card"] if "card" in one else one["id"]
        members = [each for each in self.members[id] if not each["hidden"]]
        every = [id, *(each["id"] for each in members)]
        answered = self.known.get(one["answers"]) if one["answers"] is not None else None
        weight = self.weights.get(id, {}) | {n: one[n] for n in ("votes", "voters", "hands") if n in one}
        return {
            "id": id,
            "kind": one["kind"],
            "text": one["text"],
            "lang": one["lang"],
            "group": self.group(one["group"]),
            "organisation": self.org(one["org"]),
            "votes": weight.get("votes", 0),
            "voters": weight.get("voters", 0),
            "hands": weight.get("hands", 0),
            "method": self.at_table.get(f"card:{id}"),
            "room": self.in_room.get(f"card:{id}"),
            "answers": words(answered) if answered and not answered["hidden"] else None,
            "merged": [words(each) for each in members],
            "replies": [words(each) for id in every for each in self.replies[id] if not each["hidden"]],
            "photos": sum(not each["hidden"] for id in every for each in self.photos[id]),
            "clarification": self.clarified.get(f"card:{id}"),
            "in_result": id in self.in_result,
        }

    def aside(self) -> list[dict[str, Any]]:
        """Cards the theme team set aside, by group."""
        return self._by_group(self.sources[None])

    def unplaced(self) -> list[dict[str, Any]]:
        """Cards that a table shows and no theme has, by group."""
        free = (one for id, one in self.known.items() if id not in self.placed and one["into"] is None)
        return self._by_group(one for one in free if not one["hidden"] and not one["pending"])

    def _by_group(self, some: Iterable[Record]) -> list[dict[str, Any]]:
        told = [self.told(one) for one in some]
        return sorted(told, key=lambda one: (one["group"]["number"], one["id"]))

    def group(self, id: int) -> dict[str, Any]:
        one = self.groups[id]
        return {name: one[name] for name in ("id", "number", "name")}

    def covered(self, group: int) -> dict[str, Any]:
        """How much of a group's board has its place, and when its result was handed in."""
        heads = [one for one in self.known.values() if one["group"] == group and one["into"] is None]
        lying = sum(each["group"] == group for id, some in self.sources.items() if id for each in some)
        handed = self.handed.get(group)
        return {"cards": len(heads), "placed": lying, "submitted": handed["at"] if handed else None}

    def org(self, id: int | None) -> dict[str, str] | None:
        one = self.orgs.get(id) if id is not None else None
        return {"lo": one["lo"], "en": one["en"]} if one else None


def words(one: Record) -> dict[str, Any]:
    return {name: one[name] for name in ("id", "text", "lang")}


def voting(records: Records) -> tuple[set[int], set[int]]:
    """The groups that vote anew while their earlier result is what counts, and those that vote for the first time."""
    groups = {one["id"]: one["group"] for one in records.all("board")}
    closed = {one["board"] for one in records.all("round") if one["state"] == "closed"}
    now = {one["board"] for one in records.all("round") if one["state"] == "open" and one["board"] in groups}
    return {groups[board] for board in now & closed}, {groups[board] for board in now - closed}


def closed_rounds(records: Records) -> dict[int, Record]:
    """Each board's newest closed round, by its id."""
    newest: dict[int, Record] = {}
    for one in records.all("round"):
        if one["board"] is not None and one["state"] == "closed":
            newest[one["board"]] = max(newest.get(one["board"], one), one, key=lambda each: each["number"])
    return {one["id"]: one for one in newest.values()}


def plenary(records: Records) -> dict[int, Record]:
    """The whole room's last vote, once it is closed."""
    vision = records.one("vision")
    told = [one for one in records.all("round") if one["id"] == vision["round"] and not vision["polling"]]
    return {one["id"]: one for one in told}


def by_method(records: Records, rounds: dict[int, Record]) -> dict[str, methods.Told]:
    """{subject: what it was ranked or rated at} in these rounds; nothing of dots."""
    found = {
        one["subject"]: methods.told(one, rounds[one["round"]])
        for one in records.all("tally")
        if one["round"] in rounds
    }
    return {subject: told for subject, told in found.items() if told is not None}


def weights(records: Records) -> dict[int, dict[str, int]]:
    """{card: {votes, voters, hands}} of its board's newest closed round."""
    closed = closed_rounds(records)
    return {
        int(one["subject"][5:]): {name: one[name] for name in ("votes", "voters", "hands")}
        for one in records.all("tally")
        if one["round"] in closed and one["subject"].startswith("card:")
    }
