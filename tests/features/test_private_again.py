"""A board that goes back to private writing: what lies in themes was known to the room, and stays."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.laws.test_fold import shown_as_kept, shown_by_tables
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


TAKEN = {"file": "5e" * 32, "width": 400, "height": 300}


def behind(play: World) -> tuple[set[Any], set[Any]]:
    """The replies and the photos that a screen finds behind the cards on the board."""
    play.settle()
    assert shown_as_kept(play) == shown_by_tables(play)
    return set(play.sees("screen", "reply")), set(play.sees("screen", "photo"))


def test_what_hangs_on_a_card_stays_with_it(database_url: str) -> None:
    """E7: replies and photos behind a card, and behind one merged under it, stay where the card stays."""
    with world(database_url) as play:
        cards, _ = merged(play)
        said = {"card": cards["kham"], "text": "A word", "lang": "en"}
        under = {"card": cards["dao"], "text": "A word below", "lang": "en"}
        replies = {play.must("dao", "reply.post", **one)["reply"] for one in (said, under)}
        photo = play.must("kham", "photo.attach", board=1, card=cards["kham"], **TAKEN)["photo"]
        play.must("noy", "card.merge", card=cards["kham"], others=[cards["dao"]])
        assert behind(play) == (replies, {photo})
        play.must("chair", "board.move_all", phase="write")
        assert behind(play) == (replies, {photo})
        for reader in ("noy", "sy"):
            assert not play.sees(reader, "reply"), "the table reads none of it in private"
        # Hung in private it is nobody's yet, as words are.
        fresh = play.must("kham", "photo.attach", board=1, card=cards["kham"], **TAKEN)["photo"]
        assert behind(play) == (replies, {photo})
        play.must("kham", "photo.remove", photo=photo)
        assert behind(play) == (replies, set()), "its author's word stands above"
        play.must("kham", "photo.return", photo=photo)
        assert behind(play) == (replies, {photo})
        play.must("kham", "card.withdraw", card=cards["kham"])
        assert behind(play) == (set(), set())
        play.must("kham", "card.return", card=cards["kham"])
        play.must("chair", "board.move_all", phase="reveal")
        assert behind(play) == (replies, {photo, fresh})
        play.must("chair", "board.move_all", phase="write")
        assert behind(play) == (replies, {photo, fresh}), "seen once, it stays"


def test_an_edit_that_waits_for_its_leader_takes_no_card_from_the_board(database_url: str) -> None:
    """E7: where the leader reads first, the room keeps what it knew until the board is revealed."""
    with world(database_url) as play:
        cards, theme = merged(play)
        said = {"card": cards["kham"], "text": "A word", "lang": "en"}
        reply = play.must("dao", "reply.post", **said)["reply"]
        play.must("chair", "workshop.edit", approve=True)
        play.must("chair", "board.move_all", phase="write")
        play.must("kham", "card.edit", card=cards["kham"], text="kham thinks anew", lang="en")
        assert play.sees("noy", "card")[cards["kham"]]["pending"], "it waits on the desk"
        assert told(play, "screen") == {cards["kham"]: "kham said", cards["vanh"]: "vanh said"}
        assert play.sees("screen", "theme")[theme]["cards"] == 2
        assert behind(play) == ({reply}, set())
        play.must("noy", "card.approve", board=1, cards=[cards["kham"]], read=["kham thinks anew"])
        assert told(play, "screen")[cards["kham"]] == "kham said"
        play.must("kham", "card.edit", card=cards["kham"], text="kham thinks on", lang="en")
        play.must("noy", "card.hide", card=cards["kham"], reason="later")
        assert told(play, "screen") == {cards["vanh"]: "vanh said"}, "the leader's no is to the card"
        assert behind(play) == (set(), set())
        play.must("noy", "card.restore", card=cards["kham"])
        assert told(play, "screen")[cards["kham"]] == "kham said"
        play.must("noy", "card.approve", board=1, cards=[cards["kham"]], read=["kham thinks on"])
        play.must("chair", "board.move_all", phase="reveal")
        assert told(play, "screen")[cards["kham"]] == "kham thinks on"


def test_what_was_away_at_the_reveal_was_shown_to_nobody(database_url: str) -> None:
    """E7, R11: taken back over a reveal, returned in private. Planted: the reveal told it, which the screen showed."""
    with world(database_url) as play:
        cards, _ = merged(play)
        play.must("chair", "board.move_all", phase="write")
        photo = play.must("kham", "photo.attach", board=1, card=cards["kham"], **TAKEN)["photo"]
        play.must("kham", "photo.remove", photo=photo)
        play.must("vanh", "card.withdraw", card=cards["vanh"])
        play.must("vanh", "card.edit", card=cards["vanh"], text="nobody reads this yet", lang="en")
        for phase in ("reveal", "write"):
            play.must("chair", "board.move_all", phase=phase)
        play.must("kham", "photo.return", photo=photo)
        play.must("vanh", "card.return", card=cards["vanh"])
        assert behind(play) == (set(), set())
        assert told(play, "screen")[cards["vanh"]] == "vanh said"
        play.must("chair", "board.move_all", phase="reveal")
        assert behind(play) == (set(), {photo})
        assert told(play, "screen")[cards["vanh"]] == "nobody reads this yet"
        play.must("chair", "board.move_all", phase="write")
        assert behind(play) == (set(), {photo}), "seen once, it stays"
        assert told(play, "screen")[cards["vanh"]] == "nobody reads this yet"


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
