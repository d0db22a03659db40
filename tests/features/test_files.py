"""What files to take away tell: what stands, under a name that every system can keep."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.features.test_lines import taken, theme_of
from tests.world import world


def test_a_step_taken_back_keeps_no_words(database_url: str) -> None:
    """D8: an undone rename, an undone theme, an undone list of words; done again, they are told again."""
    with world(database_url) as play:
        theme = theme_of(play)
        play.must("chair", "theme.rename", theme=theme, title={"lo": "", "en": "Slander"})
        play.must("chair", "theme.create", title={"lo": "", "en": "Gossip"}, cards=[])
        play.must("chair", "synonym.add", lines=[["roads", "rumours"]])
        steps = {
            one["name"]: one["id"]
            for one in play.sees("chair", "deed").values()
            if one["name"] != "theme.create"
        }
        made = max(id for id, one in play.sees("chair", "deed").items() if one["name"] == "theme.create")
        undone = [steps["synonym.add"], made, steps["theme.rename"]]
        for deed in undone:
            play.must("chair", "deed.undo", deed=deed)
        told = taken(play)["history"]
        assert {one["id"] for one in told if one["undone"]} == set(undone)
        for word in ("Slander", "Gossip", "rumours"):
            assert word not in json.dumps(told), word
        assert "Roads" in json.dumps(told), "what stood before is told"
        play.must("chair", "deed.redo", deed=steps["theme.rename"])
        assert "Slander" in json.dumps(taken(play)["history"])


@pytest.mark.parametrize("gone", ["card.hide", "card.withdraw"])
def test_a_result_handed_in_keeps_no_votes_of_what_left_the_view(database_url: str, gone: str) -> None:
    """D8: neither to the table nor to the theme team; shown again, its votes are again what they were."""
    with world(database_url) as play:
        said = {"board": 1, "kind": "problem", "lang": "en"}
        card, other = (int(play.must("kham", "card.post", text=t, **said)["card"]) for t in ("One", "Two"))
        play.must("noy", "board.move", board=1, phase="vote")
        for subject, dots in ((card, 2), (other, 1)):
            play.must("dao", "ballot.cast", round=1, subject=f"card:{subject}", dots=dots)
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.submit", board=1)

        def numbers(who: str) -> dict[int, Any]:
            (one,) = play.sees(who, "submission").values()
            return {line["card"]: line["votes"] for line in one["cards"]}

        before = {card: 2, other: 1}
        who = "noy" if gone == "card.hide" else "kham"
        assert numbers("kham") == before
        if gone == "card.withdraw":
            play.must("noy", "board.move", board=1, phase="reveal")
        play.must(who, gone, card=card)
        for reader in ("kham", "mek", "chair"):
            assert numbers(reader) == {card: None, other: 1}, reader
        if gone == "card.hide":
            play.must(who, "card.restore", card=card)
            assert numbers("mek") == before
