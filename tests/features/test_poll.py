"""The whole room votes on the themes: who may, what is secret, and what becomes of dots when themes change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select

from tests.world import Replica, World, at_once
from workshop.features.ballots.tables import ballot
from workshop.kernel.tables import change, record

FLOOR = ("noy", "kham", "dao", "boun", "vanh", "sy", "mek")


class Plenary(World):
    """Three themes, each of one card; nothing has been voted on."""

    themes: dict[str, int]
    round = 0

    def fill(self) -> Plenary:
        self.themes = {}
        for title in ("one", "two", "three"):
            said = {"board": 1, "kind": "problem", "text": title, "lang": "en"}
            card = self.must("kham", "card.post", **said)["card"]
            self.themes[title] = 0
            self.must("noy", "board.move", board=1, phase="reveal")
            made = self.must("chair", "theme.create", title={"lo": "", "en": title}, cards=[card])
            self.themes[title] = made["theme"]
        return self

    def open(self, **how: Any) -> None:
        self.round = self.must("chair", "poll.open", **how)["round"]

    def close(self) -> None:
        self.must("chair", "poll.close")

    def lay(self, who: str, title: str, dots: int = 1) -> Any:
        return self.must(who, "ballot.cast", **self.wished(title, dots))["left"]

    def not_laid(self, who: str, title: str, dots: int = 1) -> str:
        return self.declined(who, "ballot.cast", **self.wished(title, dots))

    def wished(self, title: str, dots: int) -> dict[str, Any]:
        return {"round": self.round, "subject": f"theme:{self.themes[title]}", "dots": dots}

    def fresh(self, who: str = "kham") -> dict[str, Any]:
        self.settle()
        told = self.sees(who, "theme")
        return {title: told[id]["numbers"]["fresh"] for title, id in self.themes.items() if id in told}

    def board(self, who: str = "kham") -> dict[str, Any]:
        self.settle()
        return self.sees(who, "vision")[self.workshop]

    def laid(self) -> int:
        """Dots on the tables, whatever they count for."""
        mine = select(ballot.c.value).where(ballot.c.round_id == self.round)
        return sum(self.engine.look(self.workshop, lambda work: work.ids(mine)))


@contextmanager
def plenary(url: str) -> Iterator[Plenary]:
    play = Plenary(url)
    try:
        yield play.fill()
    finally:
        play.stop()


def test_everyone_but_the_chair_votes_while_it_is_open(database_url: str) -> None:
    with plenary(database_url) as play:
        for who in FLOOR:
            assert play.declined(who, "poll.open", budget=2, cap=1) == "not_allowed"
        assert play.declined("screen", "poll.open", budget=2, cap=1) == "not_found"
        assert play.declined("chair", "poll.close") == "not_ready"
        assert play.declined("chair", "poll.resume") == "not_ready"
        play.open(budget=2, cap=1)
        assert play.declined("chair", "poll.open", budget=2, cap=1) == "not_ready"
        for who in FLOOR:
            assert play.lay(who, "one") == 1
        late = play.join("late", 2)  # came after it was opened, and has left their table
        play.must("chair", "person.move", person=late, group=None)
        assert play.lay("late", "two") == 1
        assert play.not_laid("chair", "one") == "not_allowed"
        assert play.not_laid("screen", "one") == "not_found"
        assert play.not_laid("dao", "one", 2) == "over_cap"
        play.lay("dao", "two")
        assert play.not_laid("dao", "three") == "over_budget"
        play.close()
        assert play.not_laid("sy", "two") == "wrong_phase"
        assert play.fresh() == {"one": 7, "two": 2, "three": 0}
        assert play.board()["voted"] == 8
        play.must("chair", "poll.resume")
        play.lay("sy", "two")
        play.lay("sy", "one", 0)
        assert play.fresh() == {"one": None, "two": None, "three": None}
        play.close()
        assert play.fresh() == {"one": 7, "two": 2, "three": 0}, "the difference would be Sy's ballot"
        play.must("chair", "poll.resume")
        play.lay("kham", "one", 0)
        play.lay("boun", "one", 0)
        play.close()
        assert play.fresh() == {"one": 4, "two": 3, "three": 0}


def test_without_a_theme_there_is_nothing_to_vote_on(new_sqlite: Callable[[], str]) -> None:
    with plenary(new_sqlite()) as play:
        for id in play.themes.values():
            play.must("chair", "theme.park", theme=id, on=True)
        assert play.declined("chair", "poll.open", budget=1, cap=1) == "not_ready"
        play.must("chair", "theme.park", theme=play.themes["two"], on=False)
        play.open(budget=1, cap=1)
        assert play.not_laid("kham", "one") == "not_found"
        play.lay("kham", "two")


def test_no_stream_tells_a_ballot_or_a_running_number(database_url: str) -> None:
    """While it is open and not live, a dot is on its owner's stream, and the room learns how many have voted."""
    with plenary(database_url) as play:
        play.open(budget=2, cap=2)
        play.settle()
        before = len(play.published)
        phones: dict[str, Replica] = {who: play.snapshot(who) for who in ("chair", "mek", "screen", "dao")}
        play.lay("kham", "one", 2)
        play.lay("sy", "two")
        play.settle()
        told = [(delta["stream"], put) for delta in play.published[before:] for put in delta["puts"]]
        own = {f"person:{play.people[who]}" for who in ("kham", "sy")}
        assert {stream for stream, put in told if put["type"] == "ballot"} == own
        assert {put["type"] for stream, put in told if stream not in own} == {"vision"}
        assert {put["voted"] for _, put in told if put["type"] == "vision"} <= {1, 2}
        for phone in phones.values():
            play.catch_up(phone)
            kept = [one for records in phone.maps.values() for one in records.values()]
            assert not [one for one in kept if one["type"] == "ballot"]
            assert not [one for one in kept if one["type"] == "tally" and one["round"] == play.round]
        assert set(play.fresh("chair").values()) == {None}
        # Kept records and the log say no more than what was sent.
        everything = select(record.c.stream, record.c.body).where(
            record.c.workshop_id == play.workshop, record.c.body.is_not(None)
        )
        rows = play.engine.look(play.workshop, lambda work: work.all(everything))
        said = [(row["stream"], json.loads(row["body"])) for row in rows]
        assert {stream for stream, one in said if one["type"] == "ballot"} == own
        assert not [one for _, one in said if one["type"] == "tally" and one["round"] == play.round]
        logged = select(change).where(change.c.workshop_id == play.workshop)
        changes = play.engine.look(play.workshop, lambda work: work.all(logged))
        assert not [
            one for one in changes if "tally" in str(dict(one)) and f"{play.round}.theme" in str(dict(one))
        ]


def test_live_is_told_while_it_runs(new_sqlite: Callable[[], str]) -> None:
    with plenary(new_sqlite()) as play:
        play.open(budget=2, cap=2, live=True)
        play.lay("kham", "one", 2)
        assert play.fresh("screen") == {"one": 2, "two": 0, "three": 0}
        assert play.sees("dao", "ballot") == {}
        [tally] = [one for one in play.sees("dao", "tally").values() if one["round"] == play.round]
        assert (tally["id"], tally["votes"]) == (f"{play.round}.theme.{play.themes['one']}", 2)


def test_dots_on_joined_themes_count_together_up_to_the_cap(database_url: str) -> None:
    """R12: nothing is moved; beyond the cap stays spent and returns on split."""
    with plenary(database_url) as play:
        one, two = play.themes["one"], play.themes["two"]
        play.open(budget=4, cap=2)
        assert play.lay("kham", "one", 2) == 2
        assert play.lay("kham", "two", 1) == 1
        play.lay("sy", "two", 1)
        play.must("mek", "theme.join", theme=one, themes=[two])
        # Kham's three count two, and one stays spent; no more on either while they are one.
        assert play.not_laid("kham", "one", 3) == "over_cap"
        assert play.not_laid("kham", "two", 2) == "over_cap"
        assert play.lay("kham", "three", 1) == 0
        assert play.not_laid("kham", "three", 2) == "over_budget"
        # A vote meant for the one that was joined is kept there, and counts with its head.
        assert play.lay("dao", "two", 1) == 3
        assert play.lay("dao", "one", 1) == 2
        assert play.not_laid("dao", "one", 2) == "over_cap"
        play.close()
        assert play.fresh() == {"one": 2 + 1 + 2, "three": 1}
        assert play.sees("kham", "theme")[one]["joined"] == [two]
        assert play.laid() == 7
        play.must("mek", "theme.revive", theme=two)
        assert play.fresh() == {"one": 3, "two": 3, "three": 1}
        assert play.sees("kham", "theme")[one]["joined"] == []
        assert play.laid() == 7


def test_undo_of_a_join_gives_each_its_own_back(new_sqlite: Callable[[], str]) -> None:
    with plenary(new_sqlite()) as play:
        play.open(budget=4, cap=2)
        play.lay("kham", "one", 2)
        play.lay("kham", "two", 1)
        play.must("chair", "theme.join", theme=play.themes["one"], themes=[play.themes["two"]])
        play.must("chair", "deed.undo", deed=latest(play, "theme.join"))
        play.close()
        assert play.fresh() == {"one": 2, "two": 1, "three": 0}


def latest(play: World, name: str) -> int:
    return max(int(one["id"]) for one in play.sees("chair", "deed").values() if one["name"] == name)


def test_dots_on_a_retired_theme_wait_and_can_be_taken_back(new_sqlite: Callable[[], str]) -> None:
    with plenary(new_sqlite()) as play:
        play.open(budget=2, cap=2)
        play.lay("kham", "one", 2)
        play.lay("sy", "one", 1)
        play.must("mek", "theme.retire", theme=play.themes["one"])
        assert play.not_laid("dao", "one") == "not_found"
        assert play.not_laid("sy", "one", 2) == "not_found"
        assert play.not_laid("kham", "two") == "over_budget", "they are spent until their owner takes them"
        assert play.lay("kham", "one", 0) == 2
        assert play.lay("kham", "two", 1) == 1
        play.close()
        assert play.fresh() == {"two": 1, "three": 0}
        play.must("mek", "theme.revive", theme=play.themes["one"])
        assert play.fresh() == {"one": 1, "two": 1, "three": 0}


def test_a_split_leaves_the_dots_where_they_were_laid(new_sqlite: Callable[[], str]) -> None:
    """The new theme begins with none: nobody voted for it."""
    with plenary(new_sqlite()) as play:
        play.open(budget=2, cap=2)
        play.lay("kham", "one", 2)
        [card] = [
            one["card"] for one in play.sees("chair", "source").values() if one["theme"] == play.themes["one"]
        ]
        made = play.must(
            "chair", "theme.split", theme=play.themes["one"], cards=[card], title={"lo": "", "en": "four"}
        )
        play.themes["four"] = made["theme"]
        assert play.lay("sy", "four") == 1
        play.close()
        assert play.fresh() == {"one": 2, "two": 0, "three": 0, "four": 1}


def test_what_the_room_was_not_asked_about_has_no_number(database_url: str) -> None:
    """A nought would say that nobody chose it."""
    with plenary(database_url) as play:
        play.must("mek", "theme.park", theme=play.themes["three"], on=True)
        play.open(budget=2, cap=2, live=True)
        play.lay("kham", "one", 2)
        assert play.fresh() == {"one": 2, "two": 0}
        play.close()
        play.must("mek", "theme.park", theme=play.themes["three"], on=False)
        assert play.fresh() == {"one": 2, "two": 0, "three": None}, "parked all the while"
        made = play.must("mek", "theme.create", title={"lo": "", "en": "four"})["theme"]
        play.themes["four"] = made
        assert play.fresh() == {"one": 2, "two": 0, "three": None, "four": None}, "made afterwards"
        # What was asked about counts wherever it is joined to, also where nobody chose it.
        play.must("mek", "theme.join", theme=made, themes=[play.themes["two"]])
        assert play.fresh() == {"one": 2, "three": None, "four": 0}
        play.must("mek", "deed.undo", deed=latest(play, "theme.join"))
        assert play.fresh() == {"one": 2, "two": 0, "three": None, "four": None}
        # The vote goes on: now everything on the board is asked about.
        play.must("chair", "poll.resume")
        play.lay("sy", "four", 1)
        play.close()
        assert play.fresh() == {"one": 2, "two": 0, "three": 0, "four": 1}
        play.must("chair", "deed.undo", deed=latest(play, "poll.close"))
        play.must("chair", "deed.undo", deed=latest(play, "poll.resume"))
        assert play.fresh() == {"one": 2, "two": 0, "three": None, "four": 1}, (
            "and whoever was given a dot has it"
        )


def test_a_new_vote_begins_from_nothing_and_undo_brings_the_last_one_back(database_url: str) -> None:
    with plenary(database_url) as play:
        play.open(budget=1, cap=1)
        play.lay("kham", "one")
        play.lay("sy", "one")
        play.close()
        first = play.round
        play.open(budget=3, cap=3)
        assert (play.board()["voted"], play.fresh()["one"]) == (0, None)
        play.lay("dao", "two", 3)
        assert play.board()["voted"] == 1
        play.must("chair", "deed.undo", deed=latest(play, "poll.open"))
        board = play.board()
        assert (board["round"], board["polling"], board["voted"]) == (first, False, 2)
        assert play.fresh() == {"one": 2, "two": 0, "three": 0}


def test_closing_can_be_undone_and_goes_on_with_the_same_dots(new_sqlite: Callable[[], str]) -> None:
    with plenary(new_sqlite()) as play:
        play.open(budget=2, cap=2)
        play.lay("kham", "one", 1)
        play.close()
        play.must("chair", "deed.undo", deed=latest(play, "poll.close"))
        assert (play.board()["polling"], play.fresh()["one"]) == (True, None)
        assert play.lay("kham", "one", 2) == 0
        play.close()
        assert play.fresh()["one"] == 1, "B3: told once, it stands until three people's votes differ"
        assert play.sees("kham", "round")[play.round]["late"]
        assert play.sees("kham", "ballot") and play.laid() == 2


def test_a_leader_hands_in_for_those_at_the_table_without_a_phone(new_sqlite: Callable[[], str]) -> None:
    with plenary(new_sqlite()) as play:
        seated = play.must("noy", "person.seat", group=1, name="Bounmy", org=1)["person"]
        play.open(budget=2, cap=1)
        theirs = {"round": play.round, "person": seated}
        dots = {f"theme:{play.themes[one]}": 1 for one in ("one", "two")}
        assert play.declined("boun", "ballot.hand_in", **theirs, dots=dots) in ("not_allowed", "not_found")
        assert play.declined("kham", "ballot.hand_in", **theirs, dots=dots) == "not_allowed"
        assert play.must("noy", "ballot.hand_in", **theirs, dots=dots)["left"] == 0
        too_many = dots | {f"theme:{play.themes['three']}": 1}
        assert play.declined("noy", "ballot.hand_in", **theirs, dots=too_many) == "over_budget"
        assert play.sees("noy", "ballot") == {}
        play.close()
        assert play.fresh() == {"one": 1, "two": 1, "three": 0}
        assert play.board()["voted"] == 1


def test_a_budget_holds_against_a_storm_of_one_persons_taps(new_sqlite: Callable[[], str]) -> None:
    with plenary(new_sqlite()) as play:
        play.open(budget=2, cap=1)

        def tap(title: str) -> Callable[[], Any]:
            return lambda: play.wish("kham", "ballot.cast", **play.wished(title, 1))

        replies = at_once(*(tap(title) for title in play.themes))
        assert sorted(str(one.refused) for one in replies) == ["None", "None", "over_budget"]
        assert play.laid() == 2


def test_a_closed_workshop_votes_no_more(new_sqlite: Callable[[], str]) -> None:
    with plenary(new_sqlite()) as play:
        play.open(budget=2, cap=1)
        play.must("chair", "workshop.close")
        assert play.not_laid("kham", "one") == "closed"
        play.must("chair", "workshop.reopen")
        play.lay("kham", "one")


def test_the_result_stands_on_the_wall_until_the_chair_moves_on(database_url: str) -> None:
    """E8: closed, the vote's own numbers are what every face reads; another step, rule or picture ends it.

    Planted: a close that leaves the rule as it was.
    """
    with plenary(database_url) as play:
        steps = play.sees("chair", "step")
        kinds = {one["kind"]: id for id, one in steps.items()}
        play.must("chair", "step.go", step=kinds["groups"])

        def stands() -> tuple[bool, str]:
            told = {
                who: (play.board(who)["telling"], play.board(who)["counting"]) for who in ("screen", "kham")
            }
            assert told["screen"] == told["kham"]
            return told["screen"]

        def vote() -> None:
            play.open(budget=3, cap=2)
            assert not stands()[0]
            play.lay("kham", "two", 2)
            play.close()
            assert stands() == (True, "fresh")
            assert play.fresh("screen") == play.fresh("kham")

        vote()
        play.must("chair", "step.go", step=kinds["vision"])
        assert stands() == (True, "fresh"), "the board is where one reads it"
        play.must("chair", "step.go", step=kinds["closing"])
        assert stands() == (False, "sum")
        play.must("chair", "deed.undo", deed=latest(play, "step.go"))
        assert stands() == (True, "fresh"), "back to where it was told"
        play.must("chair", "step.go", step=kinds["groups"])
        assert stands() == (False, "sum"), "the same step, but another time"
        vote()  # once more, and so is its result
        play.must("chair", "vision.count", rule="average")
        assert stands() == (True, "average"), "one tap is another rule"
        play.must("chair", "vision.count", rule="sum")
        vote()
        play.must("chair", "poll.put_away")
        assert stands() == (False, "sum")
        assert play.declined("chair", "poll.put_away") == "not_ready"
        vote()
        play.must("chair", "poll.resume")
        assert not stands()[0]
        play.close()
        assert stands() == (True, "fresh")
        play.must("chair", "deed.undo", deed=latest(play, "poll.close"))
        assert not stands()[0]
        play.close()
        play.must("chair", "vision.count", rule="fresh")
        play.must("chair", "step.go", step=kinds["closing"])
        assert stands() == (False, "fresh"), "chosen, it stays"
