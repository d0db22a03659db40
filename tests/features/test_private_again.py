"""A board that goes back to private writing: what lies in themes was known to the room, and stays."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.world import World, world


def merged(play: World) -> tuple[dict[str, int], int]:
    """Two tables' cards in one theme, voted on, both boards in report."""
    cards = {}
    for who, board in (("kham", 1), ("dao", 1), ("vanh", 2)):
        said = {"board": board, "kind": "problem", "text": f"{who} said", "lang": "en"}
        cards[who] = play.must(who, "card.post", **said)["card"]
    play.must("chair", "board.move_all", phase="reveal")
    theme = play.must(
        "chair", "theme.create", title={"lo": "", "en": "One"}, cards=[cards["kham"], cards["vanh"]]
    )["theme"]
    play.must("chair", "board.move_all", phase="report")
    return cards, int(theme)


def told(play: World, who: str) -> dict[str, Any]:
    """What that person sees of the theme's cards, words by card."""
    play.settle()
    return {one["card"]: one["text"] for one in play.sees(who, "source").values() if one["theme"] is not None}


@pytest.mark.parametrize("how", ["all", "each", "leader"])
def test_themes_keep_what_they_were_made_of(database_url: str, how: str) -> None:
    """E7: by one tap or board by board: cards, groups and words of the theme are as before on every face."""
    with world(database_url) as play:
        cards, theme = merged(play)
        before = {who: told(play, who) for who in ("chair", "screen", "kham", "vanh")}
        seen = play.sees("screen", "theme")[theme]
        if how == "all":
            play.must("chair", "board.move_all", phase="write")
        else:
            for board, leader in ((1, "noy"), (2, "boun")):
                play.must(leader if how == "leader" else "chair", "board.move", board=board, phase="write")
        assert before["screen"] == {cards["kham"]: "kham said", cards["vanh"]: "vanh said"}
        assert {who: told(play, who) for who in before} == before
        now = play.sees("screen", "theme")[theme]
        assert (now["cards"], now["groups"]) == (seen["cards"], seen["groups"]) == (2, [1, 2])


def test_nothing_newly_written_is_told(database_url: str) -> None:
    """E7, R11: words changed or written in private are their author's alone; revealed, they stand in the theme.

    Planted: the words as they are, whatever the phase.
    """
    with world(database_url) as play:
        cards, _ = merged(play)
        play.must("chair", "board.move_all", phase="write")
        play.must("kham", "card.edit", card=cards["kham"], text="kham thinks anew", lang="en")
        play.must("kham", "card.edit", card=cards["kham"], text="kham thinks again", lang="en")
        play.must("dao", "card.post", board=1, kind="lesson", text="dao is new", lang="en")
        play.settle()
        for who in ("chair", "noy", "sy", "boun", "screen"):
            everything = repr(vars(play.snapshot(who)))
            assert "kham said" in everything, who
            assert not {"anew", "again", "new"} & set(re.findall(r"\w+", everything)), who
        assert told(play, "screen")[cards["kham"]] == "kham said"
        play.must("chair", "board.move_all", phase="reveal")
        assert told(play, "screen")[cards["kham"]] == "kham thinks again"
        # Private once more, it is these words that the room knows.
        play.must("chair", "board.move_all", phase="write")
        assert told(play, "screen")[cards["kham"]] == "kham thinks again"


def test_undone_it_is_as_before(database_url: str) -> None:
    """E7: the step back is undone and done again; what its author changed meanwhile comes with the reveal."""
    with world(database_url) as play:
        cards, _ = merged(play)
        play.must("chair", "board.move_all", phase="write")
        play.must("kham", "card.edit", card=cards["kham"], text="mended", lang="en")
        step = max(play.sees("chair", "deed"))
        play.must("chair", "deed.undo", deed=step)
        assert told(play, "screen")[cards["kham"]] == "mended"
        play.must("chair", "deed.redo", deed=step)
        assert told(play, "screen")[cards["kham"]] == "mended"


def test_what_is_taken_back_in_private_leaves_its_theme(database_url: str) -> None:
    """E7: its author's word stands above what was gathered; returned, it is there again."""
    with world(database_url) as play:
        cards, theme = merged(play)
        play.must("chair", "board.move_all", phase="write")
        play.must("kham", "card.withdraw", card=cards["kham"])
        assert told(play, "screen") == {cards["vanh"]: "vanh said"}
        assert play.sees("screen", "theme")[theme]["groups"] == [2]
        play.must("kham", "card.return", card=cards["kham"])
        assert told(play, "screen")[cards["kham"]] == "kham said"
