"""A workshop of the attacked server: people who join by HTTP, and what anybody reads of it."""

from __future__ import annotations

from typing import Any

from tests.attack.target import Target
from tests.doors.real import Server, Workshop


class Reached(Server):
    """A server that somebody else started."""

    def __init__(self, base: str, owner: str) -> None:
        self.base, self.owner = base, owner
        self.port = int(base.rpartition(":")[2])


class Room(Workshop):
    """With two processes of one house, `there` is the same workshop as the other one tells of it."""

    def __init__(self, target: Target) -> None:
        made = Reached(target.base, target.owner).workshop()
        super().__init__(made.server, made.code, made.id, made.chair)
        other = Reached(target.other or target.base, target.owner)
        self.there = Workshop(other, self.code, self.id, self.chair)

    def must(self, name: str, token: str = "", /, **data: Any) -> dict[str, Any]:
        answer = self.wish(name, token or self.chair, **data)
        assert "ok" in answer, f"{name}: {answer}"
        done: dict[str, Any] = answer["ok"]
        return done

    def at_the_vote(self, people: int, cards: int = 1) -> tuple[list[dict[str, Any]], list[int]]:
        """So many people of table 1 whose board votes, and the cards on it."""
        some = [self.person(f"Honest {n}") for n in range(people)]
        self.must("board.move_all", phase="write")
        post = {"board": self.board(), "kind": "problem", "lang": "en"}
        posted = [
            self.must("card.post", some[0]["token"], text=f"Card {n}", **post)["card"] for n in range(cards)
        ]
        self.must("board.move_all", phase="vote")
        return some, posted

    def records(self, kind: str) -> list[dict[str, Any]]:
        """As the chair reads them now, at the other process where there is one."""
        found: dict[str, dict[str, Any]] = {}  # what several streams tell of one is put together
        for records in self.there.streams(self.chair).values():
            for each in records:
                if each["type"] == kind:
                    found[each["key"]] = found.get(each["key"], {}) | each
        return list(found.values())

    def board(self) -> int:
        table = self.groups()[0]
        return next(int(each["id"]) for each in self.records("board") if each["group"] == table)

    def round(self) -> dict[str, Any]:
        board = self.board()
        return next(each for each in self.records("round") if each["board"] == board)

    def tally(self) -> dict[str, int]:
        """What is told of table 1's vote; nothing while it is secret."""
        round = self.round()["id"]
        return {each["subject"]: each["votes"] for each in self.records("tally") if each["round"] == round}
