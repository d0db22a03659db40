"""The leader's table under attack: what merging, hands, the roll and showing once told or lost, and do no more."""

from __future__ import annotations

from typing import Any

from tests.laws.test_merging import expected_tallies, shown_tallies, table_of_two
from tests.world import World, world

SAID = {"board": 1, "kind": "problem", "lang": "en"}


def post(play: World, who: str, text: str, **more: Any) -> int:
    return int(play.must(who, "card.post", **SAID | {"text": text} | more)["card"])


def vote(play: World, who: str, card: int, dots: int = 1, round: int = 1) -> None:
    play.must(who, "ballot.cast", round=round, subject=f"card:{card}", dots=dots)


def last_deed(play: World, who: str = "chair") -> int:
    return max(play.sees(who, "deed"))


# What is counted


def test_what_is_drawn_while_a_board_is_private_again_is_counted_whole(database_url: str) -> None:
    """R12: a board went back to `write` for a moment; what was drawn there forgot all votes but the head's own."""
    with world(database_url) as play:
        mine, same = table_of_two(play, "reveal")
        play.must("noy", "card.merge", card=mine, others=[same])
        for who in ("kham", "noy"):
            play.must(who, "reaction.set", card=same, kind="same", on=True)
        play.must("noy", "board.move", board=1, phase="vote")
        vote(play, "kham", mine)
        vote(play, "dao", same)
        play.settle()
        play.must("noy", "board.move", board=1, phase="write")
        play.must("kham", "card.withdraw", card=mine)
        play.must("kham", "card.return", card=mine)
        play.settle()
        play.must("noy", "board.move", board=1, phase="report")
        assert shown_tallies(play) == expected_tallies(play) == {(1, mine): (2, 2, 0)}
        assert {id: one["counts"]["same"] for id, one in play.sees("dao", "reactions").items()} == {mine: 2}
