"""R12 and law 6 for merging: cards and ballots are conserved, nobody counts twice, budgets hold, whatever happens.

The counts are worked out here a second time, from the rows and the rule's own words, without the product's counting.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tests.laws.chance import Chance
from tests.laws.length import steps
from tests.world import World, at_once, world
from workshop.features.ballots.methods import METHODS
from workshop.features.ballots.tables import ballot, hands, round
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board

# What a leader does to a board, and what happens to it meanwhile.
TABLE = (
    *("card.post", "card.record", "card.edit", "card.withdraw", "card.return", "card.hide", "card.restore"),
    *(
        "card.hide_many",
        "card.approve",
        "card.reword",
        "card.merge",
        "card.merge",
        "card.split",
        "card.split",
    ),
    *("ballot.cast", "ballot.cast", "ballot.cast", "ballot.hand_in", "hands.count", "person.seat"),
    *("round.rerun", "deed.undo", "deed.undo", "deed.redo"),
)


def rows(play: World, table: Any) -> dict[int, dict[str, Any]]:
    mine = select(table).where(table.c.workshop_id == play.workshop)
    return {row["id"]: row for row in play.engine.look(play.workshop, lambda work: work.all(mine))}


def seen_by_table(one: dict[str, Any], boards: dict[int, dict[str, Any]]) -> bool:
    away = one["hidden"] or one["withdrawn"] or one["pending"] or one["gone"]
    return boards[one["board_id"]]["phase"] != "write" and not away


def heads(play: World) -> dict[int, int | None]:
    """{card the table sees: the visible card it lies under, or None}."""
    cards, boards = rows(play, card), rows(play, board)
    seen = {id for id, one in cards.items() if seen_by_table(one, boards)}
    return {id: cards[id]["into"] if cards[id]["into"] in seen else None for id in seen}


def expected_tallies(play: World) -> dict[tuple[int, int], tuple[int, int, int]]:
    """{(round, card): (votes, voters, hands)} as R12 says it: each person's dots on all that was merged, to the cap."""
    under, rounds, cards = heads(play), rows(play, round), rows(play, card)
    boards = rows(play, board)
    laid: dict[tuple[int, int, int], int] = defaultdict(int)
    for one in rows(play, ballot).values():
        id = int(one["subject"].removeprefix("card:"))
        if id in under:
            within = rounds[one["round_id"]]
            on = boards[within["board_id"]]
            runs = within["live"] and on["round_id"] == within["id"] and on["phase"] == "vote"
            stands = within["told"] is not None and not runs  # as it was told
            laid[(within["id"], under[id] or id, one["person_id"])] += one["told" if stands else "value"] or 0
    found: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for (of, id, _), dots in laid.items():
        if dots:
            found[(of, id)][0] += min(dots, rounds[of]["cap"])
            found[(of, id)][1] += 1
    for one in rows(play, hands).values():
        for raised in one["counts"] if not one["gone"] else ():
            if (
                raised["card"] in under
                and cards[raised["card"]]["board_id"] == rounds[one["round_id"]]["board_id"]
            ):
                place = found[(one["round_id"], under[raised["card"]] or raised["card"])]
                place[2] = max(place[2], raised["hands"])
    return {where: (n[0], n[1], n[2]) for where, n in found.items() if any(n)}


def shown_tallies(play: World) -> dict[tuple[int, int], tuple[int, int, int]]:
    play.settle()
    return {
        (one["round"], int(one["subject"].removeprefix("card:"))): (one["votes"], one["voters"], one["hands"])
        for one in play.sees("chair", "tally").values()
    }


def check(play: World, spent: dict[int, int]) -> dict[int, int]:
    """What must hold after every step; returns the dots each ballot row holds."""
    cards, boards, rounds = rows(play, card), rows(play, board), rows(play, round)
    for one in cards.values():
        head = cards.get(one["into"]) if one["into"] else None
        assert head is None or head["into"] is None, "a head is somebody's member"
        assert head is None or (head["board_id"], head["kind"]) == (one["board_id"], one["kind"])
    under, shown = heads(play), play.sees("chair", "card")
    for id in cards.keys() & under.keys():
        assert shown[id]["into"] == under[id]
    of_person: dict[tuple[int, int], int] = defaultdict(int)
    ballots = rows(play, ballot)
    for one in ballots.values():
        of_person[(one["round_id"], one["person_id"])] += one["value"]
        assert one["value"] <= rounds[one["round_id"]]["cap"]
    for (within, _), dots in of_person.items():
        assert rounds[within]["budget"] is None or dots <= rounds[within]["budget"]
    told = {where for where in expected_tallies(play) if tells(rounds[where[0]], boards)}
    assert shown_tallies(play) == {w: n for w, n in expected_tallies(play).items() if w in told}
    assert spent.keys() <= ballots.keys()
    return {id: one["value"] for id, one in ballots.items()}


def tells(within: dict[str, Any], boards: dict[int, dict[str, Any]]) -> bool:
    on = boards[within["board_id"]]
    if within["gone"]:
        return False
    closed = on["round_id"] != within["id"] or on["phase"] == "report"
    return bool(closed or (within["live"] and on["phase"] == "vote"))


@pytest.mark.walk
@pytest.mark.parametrize("seed", [12, 2022])
def test_a_long_day_of_merging(database_url: str, seed: int) -> None:
    """R12, law 6: random merges, splits, hides, votes, hands and undos on both tables."""
    with world(database_url) as play:
        chance = Chance(play, seed, methods=False)
        chance.commands = [play.engine.house.commands[name] for name in TABLE]
        chance.people = ["noy", "kham", "dao", "boun", "vanh", "sy"]
        for who, group in (("kham", 1), ("dao", 1), ("vanh", 2), ("sy", 2)):
            for n in range(4):
                post = {"board": group, "kind": "problem", "text": f"{who} {n}", "lang": "en"}
                play.must(who, "card.post", **post)
        play.must("noy", "person.seat", group=1, name="Seated", org=1)
        play.must("chair", "board.move_all", phase="vote")
        spent: dict[int, int] = {}
        for step in range(steps(180)):
            _, name, _, _ = chance.step()
            if name == "round.rerun" or step % 60 == 59:
                play.must("chair", "board.move_all", phase="report" if step % 120 == 59 else "vote")
            if step % 10 == 0 or name in ("card.merge", "card.split", "deed.undo"):
                spent = check(play, spent)
        check(play, spent)
        assert {"card.merge", "card.split", "ballot.cast", "deed.undo"} <= chance.did.keys()


def table_of_two(play: World, phase: str = "vote") -> tuple[int, int]:
    """Two problems at table 1, Kham's and Dao's, in `phase`."""
    mine = play.must("kham", "card.post", board=1, kind="problem", text="No shared register", lang="en")[
        "card"
    ]
    same = play.must("dao", "card.post", board=1, kind="problem", text="Registers are not shared", lang="en")
    play.must("chair", "board.move", board=1, phase=phase)
    return mine, same["card"]


def test_votes_follow_a_merge_up_to_the_cap_and_return_on_split(database_url: str) -> None:
    """R12: ballots never move; one who gave two to each counts as two of the merged card, and has four spent."""
    with world(database_url) as play:
        mine, same = table_of_two(play)
        for subject in (mine, same):
            play.must("kham", "ballot.cast", round=1, subject=f"card:{subject}", dots=2)
        play.must("dao", "ballot.cast", round=1, subject=f"card:{same}", dots=1)
        play.must("noy", "card.merge", card=mine, others=[same])
        assert play.must("kham", "ballot.cast", round=1, subject=f"card:{mine}", dots=2)["left"] == 1
        assert play.declined("dao", "ballot.cast", round=1, subject=f"card:{mine}", dots=2) == "over_cap"
        play.must("noy", "board.move", board=1, phase="report")
        assert shown_tallies(play) == {(1, mine): (3, 2, 0)}
        own = play.sees("kham", "ballot")
        assert sum(one["dots"] for one in own.values()) == 4
        play.must("noy", "card.split", card=same)
        assert shown_tallies(play) == {(1, mine): (2, 1, 0), (1, same): (3, 2, 0)}


def test_a_head_that_its_author_takes_back_sets_its_members_free(new_sqlite: Callable[[], str]) -> None:
    """Merge of a card its author withdraws at that moment, before and after: no card goes out of sight with it."""
    with world(new_sqlite()) as play:
        mine, same = table_of_two(play, "reveal")
        play.must("noy", "card.merge", card=mine, others=[same])
        assert play.sees("sy", "card") == {} and play.sees("kham", "card")[same]["into"] == mine
        play.must("kham", "card.withdraw", card=mine)
        assert play.sees("dao", "card")[same]["into"] is None
        assert play.declined("noy", "card.merge", card=same, others=[mine]) == "not_found"
        play.must("kham", "card.return", card=mine)
        assert play.sees("dao", "card")[same]["into"] == mine


def test_a_vote_on_a_card_merged_meanwhile_counts_with_its_head(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        mine, same = table_of_two(play)
        play.must("noy", "card.merge", card=mine, others=[same])
        play.must("dao", "ballot.cast", round=1, subject=f"card:{same}", dots=1)
        play.must("noy", "board.move", board=1, phase="report")
        assert shown_tallies(play) == {(1, mine): (1, 1, 0)}


def test_two_leaders_at_the_same_card(database_url: str) -> None:
    """Law 3: both merge, hide, approve and reword the same cards at once; every card is still there once."""
    with world(database_url) as play:
        play.must("chair", "person.promote", person=play.people["dao"], role="leader")
        ids = [
            play.must("kham", "card.post", board=1, kind="problem", text=f"No {n}", lang="en")["card"]
            for n in range(6)
        ]
        play.must("chair", "board.move", board=1, phase="reveal")
        jobs = [
            lambda a=a, b=b, who=who: play.wish(who, "card.merge", card=a, others=[b])
            for who, order in (("noy", ids), ("dao", ids[::-1]))
            for a, b in itertools.pairwise(order)
        ]
        replies = at_once(*jobs)
        assert {reply.refused for reply in replies} <= {None, "invalid"}
        check(play, {})
        under = heads(play)
        assert sorted(under) == sorted(ids)
        assert sum(head is None for head in under.values()) == 1


def test_redo_never_makes_a_head_a_member(new_sqlite: Callable[[], str]) -> None:
    """R13: a merge undone, its head merged elsewhere since: doing it again would bury the card. Refused."""
    with world(new_sqlite()) as play:
        mine, same = table_of_two(play, "reveal")
        third = play.must("kham", "card.post", board=1, kind="problem", text="Third", lang="en")["card"]
        play.must("noy", "card.merge", card=mine, others=[same])
        merged = max(play.sees("noy", "deed"))
        play.must("noy", "deed.undo", deed=merged)
        play.must("noy", "card.merge", card=third, others=[mine])
        assert play.declined("noy", "deed.redo", deed=merged) == "conflict"
        check(play, {})


def test_merging_what_was_merged_brings_its_members(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        mine, same = table_of_two(play, "reveal")
        third = play.must("kham", "card.post", board=1, kind="problem", text="Third", lang="en")["card"]
        play.must("noy", "card.merge", card=mine, others=[same])
        play.must("noy", "card.merge", card=third, others=[mine])
        assert heads(play) == {third: None, mine: third, same: third}
        # Asked of a member, its head answers.
        fourth = play.must("dao", "card.post", board=1, kind="problem", text="Fourth", lang="en", into=same)[
            "card"
        ]
        assert heads(play)[fourth] == third
        play.must("noy", "deed.undo", deed=max(play.sees("noy", "deed")))
        assert heads(play) == {third: None, mine: None, same: mine, fourth: third}


def test_cards_of_two_kinds_or_two_tables_are_not_merged(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        mine, _ = table_of_two(play, "reveal")
        lesson = play.must("kham", "card.post", board=1, kind="lesson", text="We learned", lang="en")["card"]
        far = play.must("vanh", "card.post", board=2, kind="problem", text="Elsewhere", lang="en")["card"]
        play.must("chair", "board.move_all", phase="reveal")
        assert play.declined("noy", "card.merge", card=mine, others=[lesson]) == "invalid"
        assert play.declined("noy", "card.merge", card=mine, others=[far]) == "not_found"
        assert play.declined("noy", "card.merge", card=mine, others=[mine]) == "invalid"
        assert play.declined("boun", "card.merge", card=mine, others=[far]) == "not_found"


def test_the_law_catches_a_vote_counted_twice(
    new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted fault: merging adds the votes of each card, as if every ballot were another person's."""
    monkeypatch.setattr(METHODS["dots"].__class__, "counted", lambda self, within, laid: sum(laid))
    with world(new_sqlite()) as play:
        mine, same = table_of_two(play)
        for subject in (mine, same):
            play.must("kham", "ballot.cast", round=1, subject=f"card:{subject}", dots=2)
        play.must("noy", "card.merge", card=mine, others=[same])
        play.must("noy", "board.move", board=1, phase="report")
        with pytest.raises(AssertionError):
            check(play, {})
