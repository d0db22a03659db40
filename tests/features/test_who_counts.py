"""Who counts: removed, moved and handed in for, the same on every face; what a told result keeps."""

from __future__ import annotations

from typing import Any

from tests.world import World, world


def post(play: World, who: str, text: str, board: int = 1) -> int:
    said = {"board": board, "kind": "problem", "text": text, "lang": "en"}
    return int(play.must(who, "card.post", **said)["card"])


def cast(play: World, who: str, round: int, card: int, dots: int = 1) -> None:
    play.must(who, "ballot.cast", round=round, subject=f"card:{card}", dots=dots)


def progress(play: World, board: int = 1) -> dict[str, Any]:
    play.settle()
    found: dict[str, Any] = play.sees("screen", "progress")[board]
    return found


def test_voted_and_written_are_of_those_who_are_there(database_url: str) -> None:
    """A3: four of five vote; one is removed, one moved, one chooses another table: never "4 of 2"."""
    with world(database_url) as play:
        for name in ("keo", "lat"):
            play.join(name, 1)
        mine = post(play, "noy", "noy's")
        for who in ("kham", "dao", "keo"):
            post(play, who, f"{who}'s")
        play.must("noy", "board.move", board=1, phase="vote")
        for who in ("noy", "kham", "dao", "keo"):
            cast(play, who, 1, mine)
        now = progress(play)
        assert (now["voters"], now["writers"], now["people"]) == (4, 4, 5)
        play.must("noy", "person.remove", person=play.people["kham"])
        play.must("chair", "person.move", person=play.people["dao"], group=2)
        play.must("keo", "person.choose", group=2)
        now = progress(play)
        assert (now["voters"], now["writers"], now["people"]) == (1, 1, 2)
        play.must("noy", "person.readmit", person=play.people["kham"])
        play.must("keo", "person.choose", group=1)
        now = progress(play)
        assert (now["voters"], now["writers"], now["people"]) == (3, 3, 4)
