"""The shared board: complete provenance both ways, numbers that can be worked out again, and every step reversible.

Held on both databases through long random merging, by several people at once.
"""

from __future__ import annotations

import dataclasses
import random
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tests.laws.chance import Chance
from tests.laws.length import steps
from tests.laws.test_fold import shown_as_kept, shown_by_tables
from tests.laws.test_undo import seen
from tests.world import World, at_once, world
from workshop.features import ROOMS
from workshop.features.ballots.tables import ballot, hands, round
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.people.admit import admit
from workshop.features.vision.tables import placing, theme
from workshop.kernel.nouns import House
from workshop.kernel.work import Work

STEPS = steps(100)
TEAM = ("chair", "mek")


def rows(play: World, table: Any) -> dict[int, dict[str, Any]]:
    mine = select(table).where(table.c.workshop_id == play.workshop)

    def read(work: Work) -> list[dict[str, Any]]:
        return work.all(mine)

    return {row["id"]: row for row in play.engine.look(play.workshop, read)}


def provenance(play: World) -> None:
    """From every theme to its cards and from every card to its theme, read off the records and off the rows."""
    play.settle()
    themes, sources = play.sees("chair", "theme"), play.sees("chair", "source")
    cards, boards = rows(play, card), rows(play, board)
    heads = {id for id, row in cards.items() if row["into"] is None or away(cards[row["into"]])}
    # Revealed once, known to the room: a board that is private again takes nothing from its themes.
    standing = {id for id in heads if not away(cards[id])}
    live = {id for id, row in rows(play, theme).items() if not row["gone"]}
    lying = {row["card_id"]: row for row in rows(play, placing).values() if not row["gone"]}
    wanted = {
        id: row["theme_id"] if row["theme_id"] in live else None
        for id, row in lying.items()
        if id in standing and (row["theme_id"] in live or row["parked"])
    }
    assert {id: one["theme"] for id, one in sources.items()} == wanted
    assert set(themes) == live
    for id, one in themes.items():
        held = [source for source in sources.values() if source["theme"] == id]
        assert one["cards"] == len(held)
        assert one["groups"] == sorted({source["group"] for source in held})
        assert (one["votes"], one["hands"]) == tuple(
            sum(s[name] for s in held) for name in ("votes", "hands")
        )
        assert one["numbers"] == pytest.approx(worked_out(play, id, held, standing)), id
    for id, source in sources.items():
        private = boards[cards[id]["board_id"]]["phase"] == "write"
        known = lying[id]["known"] if private else None
        assert source["text"] == (known or cards[id])["text"]
        assert source["merged"] == sum(
            row["into"] == id and not away(row) and row["id"] != id for row in cards.values()
        )
    # What is shown of them to the room is what the team sees, but for what is parked.
    parked = {id for id, one in themes.items() if one["parked"]}
    assert set(play.sees("screen", "theme")) == live - parked
    assert {id for id, t in wanted.items() if t is not None and t not in parked} == set(
        play.sees("screen", "source")
    )


def away(row: dict[str, Any]) -> bool:
    return bool(row["hidden"] or row["withdrawn"] or row["pending"] or row["gone"])


def worked_out(
    play: World, id: int, held: list[dict[str, Any]], standing: set[int]
) -> dict[str, float | None]:
    """The four numbers from the ballots and hands, by the formulas' words alone."""
    cards, boards, rounds = rows(play, card), rows(play, board), rows(play, round)
    ballots, counts = rows(play, ballot), rows(play, hands)
    vision = play.sees("screen", "vision")[play.workshop]
    weight: dict[int, int] = {}
    people: dict[int, int] = {}
    for board_id, on in boards.items():
        earlier = [
            n
            for n, r in rounds.items()
            if r["board_id"] == board_id and not r["gone"] and n != on["round_id"]
        ]
        closed = on["round_id"] if on["phase"] == "report" else max(earlier, default=None)
        if closed is None:
            continue
        cap = rounds[closed]["cap"]
        mine = [b for b in ballots.values() if b["round_id"] == closed and b["told"] and not b["gone"]]
        shown = [h for h in counts.values() if h["round_id"] == closed and not h["gone"]]
        n = len({b["person_id"] for b in mine}) + sum(h["present"] for h in shown)
        if n:
            people[board_id] = n
        raised = {one["card"]: one["hands"] for h in shown for one in h["counts"]}
        for one in standing:
            if cards[one]["board_id"] == board_id:
                alike = [one, *(m for m, row in cards.items() if row["into"] == one and not away(row))]
                dots: dict[int, int] = defaultdict(int)
                for b in mine:
                    if int(b["subject"][5:]) in alike:
                        dots[b["person_id"]] += b["told"]
                most = max((raised.get(m, 0) for m in alike), default=0)
                weight[one] = sum(min(cap, n) for n in dots.values()) + most
    top = 0
    for source in held:
        beside = [w for m, w in weight.items() if cards[m]["board_id"] == cards[source["card"]]["board_id"]]
        mine_w = weight.get(source["card"], 0)
        top += mine_w > 0 and sum(w > mine_w for w in beside) < vision["k"]
    shares = [
        sum(weight.get(s["card"], 0) for s in held if cards[s["card"]]["board_id"] == b) / n
        for b, n in people.items()
    ]
    return {
        "sum": sum(weight.get(s["card"], 0) for s in held),
        "average": float(f"{sum(shares) / len(shares):.3f}") if shares else 0.0,
        "top": top,
        "fresh": plenary(play, id, vision),
    }


def plenary(play: World, id: int, vision: dict[str, Any]) -> int | None:
    rounds, themes, ballots = rows(play, round), rows(play, theme), rows(play, ballot)
    within = rounds.get(vision["round"])
    if within is None or (vision["polling"] and not within["live"]):
        return None
    joined = {
        f"theme:{id}",
        *(f"theme:{m}" for m, row in themes.items() if row["into"] == id and row["gone"]),
    }
    dots: dict[int, int] = defaultdict(int)
    for b in ballots.values():
        if b["round_id"] == within["id"] and b["subject"] in joined and not b["gone"]:
            dots[b["person_id"]] += b["value" if vision["polling"] else "told"] or 0
    asked = {f"theme:{m}" for m in within["asked"] or ()}
    if (
        not vision["polling"]
        and within["asked"] is not None
        and not joined & asked
        and not any(dots.values())
    ):
        return None
    return 0 if themes[id]["parked"] else sum(min(within["cap"], n) for n in dots.values())


def merging(play: World, seed: int) -> Chance:
    """Wishes of a merge desk while the tables go on: cards, votes, hides, table merges, and the team's own."""
    chance = Chance(play, seed, methods=False)
    desk = ("theme.", "hint.", "poll.", "card.park", "deed.", "vision.")
    tables = (
        *("card.post", "card.hide", "card.restore", "card.merge", "card.split", "card.withdraw"),
        *("ballot.", "hands.count", "board.move"),
    )
    chance.commands = [c for c in chance.commands if c.name.startswith((*desk, *tables))]
    chance.commands += [c for c in chance.commands if c.name.startswith(desk)]
    return chance


@pytest.mark.walk
@pytest.mark.parametrize("seed", [16, 1975])
def test_provenance_and_numbers_through_a_long_merge(database_url: str, seed: int) -> None:
    """Laws 3 and 6 for the vision board; R12 in its numbers."""
    with world(database_url) as play:
        fill(play)
        chance = merging(play, seed)
        for step in range(STEPS):
            if step % 50 == 49:
                chance.seat_all()
            chance.step()
            if step % 10 == 0:
                provenance(play)
        provenance(play)
        assert {"theme.place", "theme.join", "hint.accept", "poll.open", "card.park"} <= chance.did.keys()
        assert shown_as_kept(play) == shown_by_tables(play)


@pytest.mark.walk
def test_many_mergers_at_once(database_url: str) -> None:
    """Chair and helper on four devices put cards here and there at once: none is lost, none is in two places."""
    with world(database_url) as play:
        ids = fill(play)
        themes = [play.must("chair", "theme.create", title={"en": f"Theme {n}"})["theme"] for n in range(4)]

        def merge(who: str, seed: int) -> None:
            dice = random.Random(seed)
            for _ in range(steps(25)):
                some = dice.sample(ids, 3)
                wish = dice.choice(
                    ["theme.place", "theme.place", "theme.unplace", "card.park", "theme.split"]
                )
                data: dict[str, Any] = {"cards": some}
                if wish in ("theme.place", "theme.split"):
                    data["theme"] = dice.choice(themes)
                if wish == "theme.split":
                    data["title"] = {"en": f"Split {seed}"}
                if wish == "card.park":
                    data["on"] = True
                play.engine.paces.forget()
                reply = play.wish(who, wish, **data)
                assert reply.refused in (None, "not_found"), reply

        at_once(*(lambda who=who, n=n: merge(who, n) for n, who in enumerate([*TEAM, *TEAM])))
        provenance(play)
        lying = [row["card_id"] for row in rows(play, placing).values()]
        assert len(lying) == len(set(lying))
        assert shown_as_kept(play) == shown_by_tables(play)


@pytest.mark.walk
@pytest.mark.parametrize("seed", [3, 12])
def test_back_to_any_point_is_an_equal_state(new_sqlite: Callable[[], str], seed: int) -> None:
    """R13 for `deed.rewind`: a preview changes nothing; going back gives what was, and nothing in between remains."""
    with world(new_sqlite()) as play:
        fill(play)
        chance = Chance(play, seed)
        chance.people = list(TEAM)
        chance.commands = [
            c for c in chance.commands if c.name.startswith(("theme.", "hint.", "synonym.", "card.park"))
        ]
        points = {last(play): told(play)}
        for _ in range(steps(60)):
            chance.step()
            points[last(play)] = told(play)
        dice = random.Random(seed)
        known = sorted(d for d in play.sees("mek", "deed") if d in points)
        for deed in sorted(dice.sample(known[:-1], 6), reverse=True):
            now = told(play)
            preview = play.must("mek", "deed.rewind", deed=deed, preview=True)["undone"]
            assert told(play) == now
            assert play.must("chair", "deed.rewind", deed=deed)["undone"] == preview
            assert told(play) == points[deed], deed
            provenance(play)


def test_going_back_stops_at_what_another_history_built_on(new_sqlite: Callable[[], str]) -> None:
    """All or none: a leader's later step stands on the chair's, so nothing is undone and the step is named."""
    with world(new_sqlite()) as play:
        play.must("chair", "step.go", step=2)
        here = last(play)
        play.must("chair", "board.move_all", phase="reveal")
        play.must("noy", "board.move", board=1, phase="vote")
        by_leader = max(play.sees("noy", "deed"))
        reply = play.wish("chair", "deed.rewind", deed=here)
        assert (reply.refused, reply.params) == ("built_on", {"deeds": [by_leader]})
        assert play.sees("screen", "board")[1]["phase"] == "vote"
        assert play.sees("screen", "board")[2]["phase"] == "reveal"


def test_a_helper_goes_back_in_the_teams_history_alone(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        play.must("chair", "step.go", step=2)
        of_the_chair = last(play)
        play.must("mek", "theme.create", title={"en": "One"})
        first = last(play)
        play.must("chair", "step.go", step=3)
        play.must("mek", "theme.create", title={"en": "Two"})
        for name in ("deed.undo", "deed.rewind", "deed.redo"):
            assert play.declined("mek", name, deed=of_the_chair) == "not_found"
        play.must("mek", "deed.rewind", deed=first)
        assert [one["title"]["en"] for one in play.sees("screen", "theme").values()] == ["One"]
        assert play.sees("screen", "workshop")[play.workshop]["step"] == 3


def test_forty_groups_submit_in_the_same_second(database_url: str) -> None:
    """Every result is there once, whole, and the team holds all of them."""
    with world(database_url, groups=40) as play:
        for n in range(1, 41):
            play.join(f"writer{n}", n)
            play.must(f"writer{n}", "card.post", board=n, kind="problem", text=f"From table {n}", lang="en")
        play.must("chair", "board.move_all", phase="report")
        at_once(*(lambda n=n: play.must("chair", "board.submit", board=n) for n in range(1, 41)))
        play.settle()
        handed_in = play.sees("mek", "submission").values()
        assert sorted(one["group"] for one in handed_in) == list(range(1, 41))
        assert all(len(one["cards"]) == 1 and one["number"] == 1 for one in handed_in)


def test_the_law_catches_a_theme_that_does_not_watch(new_sqlite: Callable[[], str]) -> None:
    """Planted fault: themes that look at nothing keep a card's number when it is hidden. The law must see it."""
    room = next(one.ROOM for one in ROOMS if one.ROOM.name == "vision")
    blind = dataclasses.replace(
        room,
        nouns=tuple(
            dataclasses.replace(noun, watches=()) if noun.type == "theme" else noun for noun in room.nouns
        ),
    )
    play = World(new_sqlite(), House([blind if one.ROOM is room else one.ROOM for one in ROOMS], admit))
    try:
        fill(play)
        with pytest.raises(AssertionError):
            chance = merging(play, 16)
            for step in range(STEPS):
                chance.step()
                if step % 10 == 0:
                    provenance(play)
    finally:
        play.stop()


def fill(play: World) -> list[int]:
    """Six cards at each table, some voted on, the results told; three of them in a theme."""
    ids = [
        play.must(who, "card.post", board=at, kind="problem", text=f"{who} {n}", lang="en")["card"]
        for who, at in (("kham", 1), ("dao", 1), ("vanh", 2), ("sy", 2))
        for n in range(3)
    ]
    play.must("chair", "board.move_all", phase="vote")
    for who, at, chosen in (("kham", 1, 0), ("dao", 1, 1), ("noy", 1, 0), ("vanh", 2, 6), ("sy", 2, 8)):
        play.must(who, "ballot.cast", round=at, subject=f"card:{ids[chosen]}", dots=2)
    play.must("chair", "board.move_all", phase="report")
    play.must("mek", "theme.create", title={"en": "A theme"}, cards=[ids[0], ids[6], ids[7]])
    return ids


def last(play: World) -> int:
    return max(play.sees("chair", "deed"))


def told(play: World) -> dict[str, Any]:
    play.settle()
    return seen(play)
