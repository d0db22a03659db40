"""The four counting rules: the worked example of docs/counting.md, and what changes a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.world import World, world

DOC = (Path(__file__).resolve().parents[2] / "docs" / "counting.md").read_text("utf-8")

# Six at table 1, three at table 2. Three dots each, at most two on one card.
SEATS = {1: ("noy", "kham", "dao", "lae", "mai", "tik"), 2: ("boun", "vanh", "sy")}
CARDS = {"A1": 1, "B1": 1, "C1": 1, "A2": 2, "B2": 2, "D2": 2}
DOTS = {name: {"A1": 2, "B1": 1} for name in SEATS[1][:5]} | {
    "tik": {"A1": 1, "C1": 2},
    "boun": {"B2": 2, "A2": 1},
    "vanh": {"B2": 2, "D2": 1},
    "sy": {"B2": 2, "D2": 1},
}
THEMES = {"registers": ("A1", "A2"), "skills": ("B1", "B2")}


class Room(World):
    """The workshop of the worked example, both votes closed and two themes made."""

    def fill(self) -> Room:
        self.cards: dict[str, int] = {}
        for board, seated in SEATS.items():
            for name in seated[3:]:
                self.join(name, board)
            self.must("chair", "round.set", board=board, budget=3, cap=2)
            leader = seated[0]
            for card in (one for one, at in CARDS.items() if at == board):
                said = {"board": board, "kind": "problem", "text": card, "lang": "en"}
                self.cards[card] = self.must(leader, "card.post", **said)["card"]
            self.must(leader, "board.move", board=board, phase="vote")
            self.vote(*seated)
            self.must(leader, "board.move", board=board, phase="report")
        self.themes = {
            title: self.must(
                "chair",
                "theme.create",
                title={"lo": "", "en": title},
                cards=[self.cards[one] for one in made_of],
            )["theme"]
            for title, made_of in THEMES.items()
        }
        return self

    def vote(self, *who: str, dots: dict[str, dict[str, int]] = DOTS) -> None:
        for name in who:
            for card, n in dots[name].items():
                self.cast(name, CARDS[card], f"card:{self.cards[card]}", n)

    def cast(self, who: str, board: int, subject: str, n: int) -> None:
        round = max(one["id"] for one in self.sees("chair", "round").values() if one["board"] == board)
        self.must(who, "ballot.cast", round=round, subject=subject, dots=n)

    def numbers(self, who: str = "kham") -> dict[str, dict[str, Any]]:
        self.settle()
        told = self.sees(who, "theme")
        return {title: told[id] for title, id in self.themes.items() if id in told}

    def by(self, rule: str) -> list[Any]:
        return [one["numbers"][rule] for one in self.numbers().values()]

    def of(self) -> dict[str, Any]:
        self.settle()
        [vision] = self.sees("kham", "vision").values()
        return dict(vision["of"])


@contextmanager
def example(url: str) -> Iterator[Room]:
    play = Room(url)
    try:
        yield play.fill()
    finally:
        play.stop()


def test_the_worked_example(database_url: str) -> None:
    """The same numbers as in docs/counting.md, for everybody who may read them."""
    with example(database_url) as play:
        assert play.of() == {
            "tables": 2,
            "closed": 2,
            "people": 9,
            "handed": 0,
            "tops": 6,
            "groups": {"1": [6, 2], "2": [3, 1]},
        }
        for who in ("kham", "chair", "mek", "screen"):
            told = play.numbers(who)
            assert [one["numbers"]["sum"] for one in told.values()] == [12, 11]
            assert [one["numbers"]["average"] for one in told.values()] == [1.083, 1.417]
            assert [one["groups"] for one in told.values()] == [[1, 2], [1, 2]]
        assert play.by("fresh") == [None, None]

        play.must("chair", "vision.count", rule="top", k=1)
        assert (play.by("top"), play.of()["tops"]) == ([1, 1], 2)
        play.must("chair", "vision.count", rule="top", k=2)
        assert (play.by("top"), play.of()["tops"]) == ([1, 2], 4)
        assert play.of()["groups"] == {"1": [6, 5], "2": [3, 2]}

        play.must("chair", "poll.open", budget=1, cap=1)
        round = play.sees("kham", "vision")[play.workshop]["round"]
        registers, skills = (f"theme:{id}" for id in play.themes.values())
        for name in ("noy", "kham", "dao"):
            play.must(name, "ballot.cast", round=round, subject=registers, dots=1)
        for name in ("lae", "mai", "boun", "vanh", "sy"):
            play.must(name, "ballot.cast", round=round, subject=skills, dots=1)
        assert play.by("fresh") == [None, None], "not before it is closed"
        play.must("chair", "poll.close")
        assert play.by("fresh") == [3, 5]
        assert play.sees("kham", "vision")[play.workshop]["voted"] == 8


def test_hands_count_with_the_votes_and_are_told_apart(new_sqlite: Callable[[], str]) -> None:
    """Two at table 2 have no phone; both raise a hand for A2."""
    with example(new_sqlite()) as play:
        two = max(one["id"] for one in play.sees("chair", "round").values() if one["board"] == 2)
        raised = [{"card": play.cards["A2"], "hands": 2}]
        play.must("boun", "hands.count", round=two, present=2, sure=True, counts=raised)
        assert play.by("sum") == [14, 11]
        assert play.by("average") == [1.217, 1.017]
        assert [one["hands"] for one in play.numbers().values()] == [2, 0]
        of = play.of()
        assert (of["people"], of["groups"]["2"][0]) == (11, 5)
        [deed] = [one for one in play.sees("boun", "deed").values() if one["name"] == "hands.count"]
        play.must("boun", "deed.undo", deed=deed["id"])
        assert (play.by("sum"), play.of()["people"]) == ([12, 11], 9)


def test_the_same_numbers_stand_in_the_docs() -> None:
    told = re.sub(r"[ \n]+", " ", DOC)
    for sentence in (
        "11 + 1 = **12**",
        "5 + 6 = **11**",
        "(11/6 + 1/3) / 2 = **1.083**",
        "(5/6 + 6/3) / 2 = **1.417**",
        "14 (2 by show of hands)",
        "(11/6 + 3/5) / 2 = **1.217**",
        "(5/6 + 6/5) / 2 = **1.017**",
        "**3** of 8",
        "**5** of 8",
    ):
        assert sentence in told, sentence


def test_a_hidden_card_takes_its_weight_along_and_makes_room(new_sqlite: Callable[[], str]) -> None:
    with example(new_sqlite()) as play:
        play.must("chair", "vision.count", rule="top", k=1)
        assert play.by("top") == [1, 1]
        play.must("boun", "card.hide", card=play.cards["B2"])
        assert (play.by("sum"), play.by("average")) == ([12, 5], [1.083, 0.417])
        assert (play.by("top"), play.of()["tops"]) == ([1, 0], 2), "D2 is the table's first now"
        assert play.numbers()["skills"]["groups"] == [1]
        assert play.of()["groups"]["2"] == [3, 2], "who voted for it has voted all the same"
        play.must("boun", "card.restore", card=play.cards["B2"])
        assert (play.by("sum"), play.by("top")) == ([12, 11], [1, 1])


def test_a_card_merged_at_its_table_counts_each_person_once(new_sqlite: Callable[[], str]) -> None:
    """R12: Tik laid one on A1 and two on C1; together they count up to the cap of two."""
    with example(new_sqlite()) as play:
        play.must("noy", "card.merge", card=play.cards["A1"], others=[play.cards["C1"]])
        assert (play.by("sum"), play.by("average")) == ([13, 11], [1.167, 1.417])
        assert play.of()["people"] == 9
        play.must("noy", "card.split", card=play.cards["C1"])
        assert play.by("sum") == [12, 11]


def test_a_tie_at_the_last_place_counts_all(new_sqlite: Callable[[], str]) -> None:
    """C1 with as many as B1: both are second."""
    with example(new_sqlite()) as play:
        play.must("chair", "vision.count", rule="top", k=2)
        play.must("noy", "board.move", board=1, phase="vote")
        for name in ("noy", "kham", "dao"):  # each moves one dot from A1 to C1
            play.cast(name, 1, f"card:{play.cards['A1']}", 1)
            play.cast(name, 1, f"card:{play.cards['C1']}", 1)
        play.must("noy", "board.move", board=1, phase="report")
        play.must("chair", "theme.place", theme=play.themes["registers"], cards=[play.cards["C1"]])
        assert (play.by("top"), play.of()["tops"]) == ([2, 2], 5)
        assert play.of()["groups"]["1"] == [6, 5]


def test_a_vote_run_again_counts_once_it_is_closed(new_sqlite: Callable[[], str]) -> None:
    """Until then the room reads the last closed one; whoever stays away from the new one is not of its people."""
    with example(new_sqlite()) as play:
        play.must("boun", "round.rerun", board=2)
        play.cast("sy", 2, f"card:{play.cards['A2']}", 2)
        assert (play.by("sum"), play.of()["groups"]["2"]) == ([12, 11], [3, 1])
        play.must("boun", "board.move", board=2, phase="report")
        assert (play.by("sum"), play.by("average")) == ([13, 5], [1.917, 0.417])
        assert play.of()["groups"]["2"] == [1, 2]


def test_a_table_whose_vote_is_open_is_not_counted(new_sqlite: Callable[[], str]) -> None:
    """Nor is one that closed a vote in which nobody took part: there is no number to divide by."""
    with example(new_sqlite()) as play:
        play.must("boun", "board.move", board=2, phase="vote")
        assert (play.by("sum"), play.by("average"), play.of()["closed"]) == ([11, 5], [1.833, 0.833], 1)
        for name in SEATS[2]:
            for card in DOTS[name]:
                play.cast(name, 2, f"card:{play.cards[card]}", 0)
        play.must("boun", "board.move", board=2, phase="report")
        of = play.of()
        assert (play.by("average"), of["closed"], of["tables"], of["people"]) == ([1.833, 0.833], 1, 2, 6)


def test_the_rule_is_the_chairs_and_can_be_undone(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        for who in ("mek", "noy", "kham"):
            assert play.declined(who, "vision.count", rule="average", k=3) == "not_allowed"
        play.must("chair", "vision.count", rule="average", k=3)
        play.must("chair", "vision.count", rule="top", k=5)
        deeds = [one for one in play.sees("chair", "deed").values() if one["name"] == "vision.count"]
        play.must("chair", "deed.undo", deed=max(one["id"] for one in deeds))
        play.settle()
        vision = play.sees("screen", "vision")[play.workshop]
        assert (vision["counting"], vision["k"]) == ("average", 3)
