"""A vote by rank or rating in the files to take away: at its table, in the whole room; of dots nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import jinja2
import pytest

from tests.features.each import lays, phase, posts, theme_of
from tests.world import World, world
from workshop.doors.takeaway import KINDS, write
from workshop.doors.takeaway.gathered import Records, gather
from workshop.doors.takeaway.voice import Voice

MARKS = {
    "criteria": [
        {"words": {"lo": "ຄວາມສຳຄັນ", "en": "Importance"}},
        {"words": {"lo": "", "en": "Feasibility"}},
    ]
}


@pytest.fixture
def play(new_sqlite: Callable[[], str]) -> Iterator[World]:
    with world(new_sqlite()) as it:
        yield it


def taken(play: World) -> dict[str, Any]:
    play.settle()
    actor = play.engine.admit(play.claims["chair"], play.workshop)
    streams = tuple(name for name in actor.streams if name.partition(":")[0] in ("workshop", "team", "group"))
    return gather(Records(play.engine.snapshot(play.workshop, streams, {})), 0, "2022-12-14T09:30+07:00")


def files(board: dict[str, Any]) -> dict[str, str]:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader("templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    plain = env.overlay(autoescape=False)
    of = {"html": env.get_template("takeaway.html"), "md": plain.get_template("takeaway.md")}
    return {kind: write(kind, board, Voice(("en",)), of.get(kind), "") for kind in KINDS}


def ranked(play: World) -> tuple[int, int]:
    cards = posts(play), posts(play, "dao", "No budget line")
    play.must("noy", "round.set", board=1, method="rank", settings={"places": 2})
    phase(play, "vote")
    for who in ("kham", "dao", "noy"):
        play.must(who, "ballot.give", round=1, values={f"card:{cards[1]}": 1})
    phase(play, "report")
    return cards


def test_a_ranked_card_says_its_place_in_every_file(play: World) -> None:
    _, first = ranked(play)
    theme_of(play, first)
    board = taken(play)
    [card] = board["themes"][0]["cards"]
    assert card["method"]["place"] == 1 and card["room"] is None
    assert card["method"]["words"]["en"] == "Place 1 · 3 points · first for 3"
    for kind, text in files(board).items():
        assert "Place 1 · 3 points" in text, kind


def test_what_the_room_rated_is_said_of_themes_and_cards(play: World) -> None:
    card, _ = ranked(play)
    theme = theme_of(play, card)
    for subject in (f"theme:{theme}", f"card:{card}"):
        round = play.must("chair", "poll.open", method="rate", settings=MARKS, subjects=[subject])["round"]
        assert taken(play)["themes"][0]["room"] is None  # a vote under way tells nothing
        for who, marks in (("kham", {"a": 5, "b": 1}), ("vanh", {"a": 4, "b": 5}), ("sy", {"a": 4, "b": 0})):
            play.must(who, "ballot.give", round=round, values={subject: marks})
        play.must("chair", "poll.close")
        board = taken(play)
        of = board["themes"][0] if subject.startswith("theme") else board["themes"][0]["cards"][0]
        words = "Place 1 · Importance: 4.3 (n = 3) · Feasibility: 3.0 (n = 2), Split: 1 low, 1 high, 1 cannot judge"
        assert of["room"]["words"]["en"] == words
        assert of["room"]["words"]["lo"].startswith("ອັນດັບ 1 · ຄວາມສຳຄັນ: 4.3")
        for kind, text in files(board).items():
            assert "Importance: 4.3" in text, kind


def test_dots_say_nothing_more_than_their_number(play: World) -> None:
    card = posts(play)
    phase(play, "vote")
    lays(play, "kham", f"card:{card}", 2)
    phase(play, "report")
    theme_of(play, card)
    [told] = taken(play)["themes"][0]["cards"]
    assert (told["method"], told["room"], told["votes"]) == (None, None, 2)
