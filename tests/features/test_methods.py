"""Votes by rank and by rating: what a ballot may be, how it counts, who may know, and that the engine is one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.features.each import one, phase, posts, theme_of, there
from tests.world import World, world
from workshop.features.ballots.methods import METHODS
from workshop.kernel.errors import Refused

VECTORS = json.loads((Path(__file__).parent.parent / "data" / "counting.json").read_text())
TWO = {
    "criteria": [
        {"words": {"lo": "ຄວາມສຳຄັນ", "en": "Importance"}, "weight": 1},
        {"words": {"lo": "ຄວາມເປັນໄປໄດ້", "en": "Feasibility"}, "weight": 1},
    ]
}


@pytest.fixture
def play(new_sqlite: Callable[[], str]) -> Iterator[World]:
    with world(new_sqlite()) as it:
        yield it


@pytest.mark.parametrize(
    ("name", "case"),
    [(name, case) for name, cases in VECTORS.items() for case in cases],
    ids=lambda it: it if isinstance(it, str) else it["why"][:40],
)
def test_a_method_counts_as_the_vectors_say(name: str, case: dict[str, Any]) -> None:
    """The same file is read by the client's tests."""
    method = METHODS[name]
    round_row = {"settings": case["settings"]}
    ballots = {int(person): method.take(round_row, given, {})[0] for person, given in case["ballots"].items()}
    counted = method.numbers(round_row, case["subjects"], ballots)
    assert {
        subject: {field: of[field] for field in ("voters", "place", "numbers")}
        for subject, of in counted.items()
    } == case["numbers"]


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_method_counts_alike_in_whatever_order_ballots_came(name: str) -> None:
    for case in VECTORS.get(name, ()):
        method, round_row = METHODS[name], {"settings": case["settings"]}
        ballots = [(int(p), method.take(round_row, given, {})[0]) for p, given in case["ballots"].items()]
        there = method.numbers(round_row, case["subjects"], dict(ballots))
        assert method.numbers(round_row, case["subjects"], dict(reversed(ballots))) == there


def asks(
    play: World, method: str, settings: dict[str, Any] | None = None, n: int = 3, **more: Any
) -> list[int]:
    """`n` cards on table 1, voted on by this method; their ids."""
    cards = [posts(play, ("kham", "dao")[at % 2], f"Card {at}") for at in range(n)]
    if "subjects" in more:
        phase(play, "reveal")
        more["subjects"] = [f"card:{cards[at]}" for at in more["subjects"]]
    play.must("noy", "round.set", board=1, method=method, settings=settings, **more)
    phase(play, "vote")
    return cards


def gives(play: World, who: str, **values: Any) -> Any:
    """`c5=1` is a value for card 5."""
    named = {f"card:{key[1:]}": value for key, value in values.items()}
    return play.must(who, "ballot.give", round=1, values=named)["left"]


def told(play: World, card: int, who: str = "kham") -> dict[str, Any]:
    return one(play, who, "tally", f"1.card.{card}")


# --- rank ----------------------------------------------------------------------------------------------------


def test_one_ranks_whole_and_again(play: World) -> None:
    """The last whole ballot stands, whatever came before; nothing is told before the vote is closed."""
    a, b, c = asks(play, "rank", {"places": 2})
    assert gives(play, "kham", **{f"c{a}": 1, f"c{b}": 2}) == 0
    assert gives(play, "kham", **{f"c{b}": 1}) == 1
    own = {r["subject"]: r["value"] for r in play.sees("kham", "ballot").values()}
    assert own == {f"card:{b}": 1}
    assert not play.sees("noy", "ballot") and not there(play, "noy", "tally", f"1.card.{b}")
    gives(play, "dao", **{f"c{b}": 1, f"c{c}": 2})
    phase(play, "report")
    assert told(play, b)["place"] == 1 and told(play, b)["numbers"]["points"] == 4.0
    assert (told(play, b)["votes"], told(play, b)["voters"]) == (0, 2)
    assert told(play, a)["numbers"]["points"] == 0.5  # it shares what Kham did not rank


@pytest.mark.parametrize("places", [{"one": 2}, {"one": 1, "two": 1}, {"one": 0}, {"one": {"a": 1}}])
def test_a_ranking_with_a_gap_or_a_place_twice_is_refused(play: World, places: dict[str, Any]) -> None:
    a, b, _ = asks(play, "rank")
    values = {f"card:{a if key == 'one' else b}": place for key, place in places.items()}
    assert play.declined("kham", "ballot.give", round=1, values=values) == "invalid"


def test_no_more_places_than_the_round_gives(play: World) -> None:
    a, b, c = asks(play, "rank", {"places": 2})
    gives(play, "kham", **{f"c{a}": 1})
    values = {f"card:{id}": place for place, id in enumerate((a, b, c), 1)}
    refused = play.wish("kham", "ballot.give", round=1, values=values)
    assert (refused.refused, refused.params["left"]) == ("over_budget", 1)
    assert [r["value"] for r in play.sees("kham", "ballot").values()] == [1]  # what stood stands


def test_an_empty_ballot_takes_all_back(play: World) -> None:
    a, *_ = asks(play, "rank", {"places": 2})
    gives(play, "kham", **{f"c{a}": 1})
    assert gives(play, "kham") == 2
    assert not play.sees("kham", "ballot")
    phase(play, "report")
    assert not play.sees("kham", "tally")


# --- rate ----------------------------------------------------------------------------------------------------


def test_one_rates_card_by_card(play: World) -> None:
    a, b, _ = asks(play, "rate", TWO)
    assert gives(play, "kham", **{f"c{a}": {"a": 5, "b": 0}}) is None
    gives(play, "kham", **{f"c{b}": {"a": 2}})  # the other card's marks stay
    own = {r["subject"]: r["value"] for r in play.sees("kham", "ballot").values()}
    assert own == {f"card:{a}": {"a": 5, "b": 0}, f"card:{b}": {"a": 2}}
    gives(play, "kham", **{f"c{b}": {}})
    assert [r["subject"] for r in play.sees("kham", "ballot").values()] == [f"card:{a}"]
    phase(play, "report")
    assert told(play, a)["numbers"]["criteria"]["b"]["none"] == 1
    assert told(play, a)["numbers"]["score"] == 1.0


@pytest.mark.parametrize("marks", [{"a": 6}, {"a": -1}, {"c": 3}, 4])
def test_a_mark_off_the_scale_or_of_no_criterion_is_refused(play: World, marks: Any) -> None:
    a, *_ = asks(play, "rate", TWO)
    assert play.declined("kham", "ballot.give", round=1, values={f"card:{a}": marks}) == "invalid"
    assert not play.sees("kham", "ballot")


@pytest.mark.parametrize(
    ("method", "settings", "live"),
    [
        ("rate", None, False),
        ("rate", {"criteria": []}, False),
        ("rate", {"places": 3}, False),
        ("rank", TWO, False),
        ("rank", {"places": 13}, False),
        ("rank", {"places": 3}, True),
        ("rate", TWO, True),
        ("dots", {"places": 3}, False),
    ],
)
def test_settings_of_another_method_are_refused(
    play: World, method: str, settings: dict[str, Any] | None, live: bool
) -> None:
    data = {"board": 1, "method": method, "settings": settings, "live": live}
    assert play.declined("noy", "round.set", **data) in ("invalid", "empty")
    assert one(play, "kham", "round", 1)["method"] == "dots"


# --- one engine ----------------------------------------------------------------------------------------------


def test_each_vote_is_given_by_its_own_command(play: World) -> None:
    a, *_ = asks(play, "rank")
    assert play.declined("kham", "ballot.cast", round=1, subject=f"card:{a}", dots=1) == "other_method"
    seat = play.must("noy", "person.seat", group=1, name="Ms Keo", org=1)["person"]
    ballot = {"round": 1, "person": seat, "dots": {f"card:{a}": 1}}
    assert play.declined("noy", "ballot.hand_in", **ballot) == "other_method"
    hands = [{"card": a, "hands": 1}]
    count = {"round": 1, "present": 1, "sure": True, "counts": hands}
    assert play.declined("noy", "hands.count", **count) == "other_method"


def test_dots_are_given_one_by_one(play: World) -> None:
    a, *_ = asks(play, "dots", budget=3, cap=1)
    assert play.declined("kham", "ballot.give", round=1, values={f"card:{a}": 1}) == "other_method"


def test_how_it_is_voted_stays_once_there_is_a_vote_and_goes_on_in_a_rerun(play: World) -> None:
    a, *_ = asks(play, "rate", TWO, question={"lo": "", "en": "What first?"}, shuffled=True)
    gives(play, "kham", **{f"c{a}": {"a": 3}})
    assert play.declined("noy", "round.set", board=1, method="dots") == "votes_in"
    phase(play, "report")
    again = play.must("noy", "round.rerun", board=1)["round"]
    now, before = one(play, "kham", "round", again), one(play, "kham", "round", 1)
    for name in ("method", "settings", "question", "shuffled", "subjects"):
        assert now[name] == before[name]
    assert now["settings"]["criteria"][1]["id"] == "b"


def test_only_what_is_asked_about_takes_votes(play: World) -> None:
    a, b, c = asks(play, "rank", {"places": 3}, subjects=[0, 1])
    values = {f"card:{c}": 1}
    assert play.declined("kham", "ballot.give", round=1, values=values) == "not_found"
    gives(play, "kham", **{f"c{a}": 1, f"c{b}": 2})
    phase(play, "report")
    assert told(play, a)["numbers"]["of"] == 2
    assert not there(play, "kham", "tally", f"1.card.{c}")
    play.must("noy", "board.submit", board=1)
    [handed] = play.sees("chair", "submission").values()
    assert [line["card"] for line in handed["cards"]] == [a, b, c]
    assert [line["place"] for line in handed["cards"]] == [1, 2, None]


def test_a_list_names_what_is_there(play: World) -> None:
    posts(play)
    phase(play, "reveal")
    for subjects in (["card:999"], ["theme:1"], ["nothing"]):
        data = {"board": 1, "method": "rank", "subjects": subjects}
        assert play.declined("noy", "round.set", **data) == "not_found", subjects


def test_cards_merged_since_count_once(play: World) -> None:
    """By rank the better place; by rating the mark on the head."""
    a, b, c = asks(play, "rank", {"places": 3})
    gives(play, "kham", **{f"c{b}": 1, f"c{c}": 2, f"c{a}": 3})
    gives(play, "dao", **{f"c{a}": 1})
    phase(play, "report")
    play.must("noy", "card.merge", card=a, others=[b])
    assert told(play, a)["numbers"]["points"] == 2.0 and told(play, a)["voters"] == 2
    assert told(play, c)["numbers"]["of"] == 2 and told(play, c)["place"] == 2
    assert not there(play, "kham", "tally", f"1.card.{b}")
    play.must("noy", "card.split", card=b)
    assert told(play, b)["voters"] == 1 and told(play, a)["numbers"]["of"] == 3


def test_of_rated_cards_merged_since_the_mark_on_the_head_counts(play: World) -> None:
    a, b, _ = asks(play, "rate", TWO)
    gives(play, "kham", **{f"c{a}": {"a": 5, "b": 5}, f"c{b}": {"a": 1, "b": 1}})
    gives(play, "dao", **{f"c{b}": {"a": 3, "b": 3}})
    phase(play, "report")
    play.must("noy", "card.merge", card=a, others=[b])
    assert told(play, a)["numbers"]["criteria"]["a"]["counts"] == [0, 0, 1, 0, 1]


def test_a_device_handed_round_gives_the_whole_ballot(play: World) -> None:
    a, b, _ = asks(play, "rate", TWO)
    seat = play.must("noy", "person.seat", group=1, name="Ms Keo", org=1)["person"]
    values = {f"card:{a}": {"a": 4, "b": 2}, f"card:{b}": {"a": 0, "b": 0}}
    play.must("noy", "ballot.hand_in", round=1, person=seat, values=values)
    play.must("noy", "ballot.hand_in", round=1, person=seat, values={f"card:{a}": {"a": 5, "b": 2}})
    assert not play.sees("noy", "ballot")
    phase(play, "report")
    assert told(play, a)["numbers"]["criteria"]["a"]["counts"] == [0, 0, 0, 0, 1]
    assert (
        told(play, b)["numbers"]["criteria"]["a"] | {"n": 0, "none": 0}
        == told(play, b)["numbers"]["criteria"]["a"]
    )


def test_who_is_sent_out_counts_no_more_and_comes_back_as_they_were(play: World) -> None:
    """In tallies and in a result handed in alike."""
    a, b, _ = asks(play, "rank", {"places": 3})
    gives(play, "kham", **{f"c{a}": 1})
    gives(play, "dao", **{f"c{b}": 1})
    phase(play, "report")
    play.must("noy", "board.submit", board=1)
    before = play.sees("chair", "tally"), play.sees("chair", "submission")
    play.must("chair", "person.remove", person=play.people["dao"])
    assert told(play, a)["place"] == 1 and told(play, b)["voters"] == 0
    [handed] = play.sees("chair", "submission").values()
    assert [line["place"] for line in handed["cards"]] == [1, 2, 2]
    play.must("chair", "person.readmit", person=play.people["dao"])
    play.settle()
    assert (play.sees("chair", "tally"), play.sees("chair", "submission")) == before


def test_a_told_result_stands_until_three_differ(play: World) -> None:
    """No difference of two looks is one person's ballot, whatever the method."""
    a, b, _ = asks(play, "rank", {"places": 3})
    for who in ("kham", "dao", "noy"):
        gives(play, who, **{f"c{a}": 1})
    phase(play, "report")
    before = told(play, a)
    phase(play, "vote")
    gives(play, "kham", **{f"c{b}": 1})
    phase(play, "report")
    assert told(play, a) == before and one(play, "kham", "round", 1)["late"] is True
    phase(play, "vote")
    gives(play, "dao", **{f"c{b}": 1})
    gives(play, "noy", **{f"c{b}": 1})
    phase(play, "report")
    assert told(play, b)["place"] == 1 and one(play, "kham", "round", 1)["late"] is False


def test_a_range_of_places_is_told_of_three_and_more(play: World) -> None:
    a, b, _ = asks(play, "rank", {"places": 3})
    gives(play, "kham", **{f"c{a}": 1})
    gives(play, "dao", **{f"c{b}": 1})
    phase(play, "report")
    assert told(play, a)["numbers"]["low"] is None
    play.must("noy", "round.rerun", board=1)
    for who, first in (("kham", a), ("dao", a), ("noy", b)):
        play.must(who, "ballot.give", round=3, values={f"card:{first}": 1})
    phase(play, "report")
    now = one(play, "kham", "tally", f"3.card.{b}")["numbers"]
    assert (now["low"], now["high"]) == (1, 2) or (now["low"], now["high"]) == (2, 2)


# --- the whole room -------------------------------------------------------------------------------------------


def poll(play: World, **data: Any) -> int:
    return int(play.must("chair", "poll.open", **data)["round"])


def test_the_room_ranks_themes(play: World) -> None:
    card = posts(play)
    phase(play, "reveal")
    first, second = theme_of(play, card), theme_of(play, title="Skills")
    round = poll(play, method="rank", settings={"places": 2}, question={"lo": "", "en": "What comes first?"})
    play.must("kham", "ballot.give", round=round, values={f"theme:{second}": 1, f"theme:{first}": 2})
    play.must("vanh", "ballot.give", round=round, values={f"theme:{second}": 1})
    assert one(play, "screen", "vision", play.workshop)["voted"] == 2
    assert not play.sees("screen", "tally")
    play.must("chair", "poll.close")
    assert one(play, "screen", "tally", f"{round}.theme.{second}")["place"] == 1
    assert one(play, "screen", "theme", second)["numbers"]["fresh"] is None  # no dots to tell of
    play.must("chair", "deed.undo", deed=max(play.sees("chair", "deed")))
    assert not there(play, "screen", "tally", f"{round}.theme.{second}")


def test_the_room_rates_cards_that_lie_in_themes(play: World) -> None:
    card, loose = posts(play), posts(play, "dao")
    phase(play, "reveal")
    theme_of(play, card)
    wrong = {"method": "rate", "settings": TWO, "subjects": [f"card:{loose}"]}
    assert play.declined("chair", "poll.open", **wrong) == "not_found"
    round = poll(play, method="rate", settings=TWO, subjects=[f"card:{card}"])
    assert one(play, "vanh", "round", round)["subjects"] == [f"card:{card}"]
    play.must("vanh", "ballot.give", round=round, values={f"card:{card}": {"a": 4, "b": 5}})
    play.must("chair", "poll.close")
    assert one(play, "screen", "tally", f"{round}.card.{card}")["numbers"]["criteria"]["b"]["mean"] == 5.0


def test_a_table_that_ranked_gives_no_weights_to_a_theme(play: World) -> None:
    """Scales are never added: it is in no number of a theme, nor in what that is of; its cards count in breadth."""
    a, b, _ = asks(play, "rank", {"places": 3})
    gives(play, "kham", **{f"c{b}": 1})
    phase(play, "report")
    theme = theme_of(play, a, b)
    play.must("chair", "vision.count", rule="top", k=1)
    seen = one(play, "screen", "theme", theme)
    assert (seen["numbers"]["sum"], seen["numbers"]["average"], seen["numbers"]["top"]) == (0, 0.0, 0)
    assert len(seen["groups"]) == 1
    of = one(play, "screen", "vision", play.workshop)["of"]
    assert (of["closed"], of["people"], of["groups"]) == (0, 0, {})
    far = posts(play, "vanh")
    phase(play, "vote", 2)
    play.must("vanh", "ballot.cast", round=2, subject=f"card:{far}", dots=2)
    phase(play, "report", 2)
    play.must("chair", "theme.place", theme=theme, cards=[far])
    assert (
        one(play, "screen", "theme", theme)["numbers"]["average"] == 2.0
    )  # of the one table that gave votes
    of = one(play, "screen", "vision", play.workshop)["of"]
    assert (of["closed"], of["groups"]) == (1, {"2": [1, 2]})


def test_a_result_before_the_room_follows_its_places(play: World) -> None:
    """Votes and hands stay nought: a presentation that looked at these alone kept the places of who was sent out."""
    a, b, _ = asks(play, "rank", {"places": 3})
    gives(play, "kham", **{f"c{a}": 1})
    gives(play, "dao", **{f"c{b}": 1})
    phase(play, "report")
    play.must("noy", "board.present", board=1, on=True)
    places = {line["card"]: line["place"] for line in one(play, "screen", "presentation", 1)["cards"]}
    assert (places[a], places[b]) == (1, 1)
    play.must("chair", "person.remove", person=play.people["dao"])
    places = {line["card"]: line["place"] for line in one(play, "screen", "presentation", 1)["cards"]}
    assert (places[a], places[b]) == (1, 2)


def test_a_card_that_leaves_its_theme_leaves_the_rooms_vote(play: World) -> None:
    """And comes back with it: a tally stands where its card does."""
    first, second = posts(play), posts(play, "dao")
    phase(play, "reveal")
    theme = theme_of(play, first, second)
    subjects = [f"card:{first}", f"card:{second}"]
    round = poll(play, method="rank", settings={"places": 2}, subjects=subjects)
    play.must("kham", "ballot.give", round=round, values={subjects[0]: 1, subjects[1]: 2})
    play.must("chair", "poll.close")
    assert one(play, "screen", "vision", play.workshop)["counting"] != "fresh"  # it gives themes no number
    play.must("chair", "theme.unplace", cards=[first])
    assert not there(play, "screen", "tally", f"{round}.card.{first}")
    assert one(play, "screen", "tally", f"{round}.card.{second}")["numbers"]["of"] == 1
    play.must("chair", "theme.place", theme=theme, cards=[first])
    assert one(play, "screen", "tally", f"{round}.card.{first}")["place"] == 1
    play.must("chair", "theme.park", theme=theme, on=True)
    assert not there(play, "screen", "tally", f"{round}.card.{first}")
    play.must("chair", "theme.park", theme=theme, on=False)
    assert there(play, "screen", "tally", f"{round}.card.{first}")


def test_forgetting_leaves_ranks_and_marks_as_they_were(play: World) -> None:
    a, *_ = asks(play, "rate", TWO)
    gives(play, "kham", **{f"c{a}": {"a": 4, "b": 1}})
    phase(play, "report")
    before = told(play, a)
    play.must("chair", "workshop.close")
    play.must("chair", "workshop.forget")
    assert told(play, a) == before


@pytest.mark.parametrize("name", ["rank", "rate"])
def test_a_method_refuses_dots_laid_one_by_one(name: str) -> None:
    with pytest.raises(Refused, match="other_method"):
        METHODS[name].insist({}, 0, 1, 0, 0)
