"""Boards: their phases, locks, clocks, results, what is held up, and the calls of their leaders."""

from __future__ import annotations

from tests.features.each import BOARD, means, one, phase, posts, there
from tests.world import World


@means("board.move")
def move(play: World) -> None:
    play.must("noy", "board.move", board=1, phase="reveal")
    assert one(play, "kham", "board", 1)["phase"] == "reveal"
    assert one(play, "kham", "board", 2)["phase"] == "write"
    assert play.declined("boun", "board.move", board=1, phase="vote") in ("not_allowed", "not_found")


@means("board.move_all")
def move_all(play: World) -> None:
    assert play.must("chair", "board.move_all", phase="vote")["moved"] == 2
    assert {board["phase"] for board in play.sees("kham", "board").values()} == {"vote"}


@means("board.lock")
def lock(play: World) -> None:
    play.must("noy", "board.lock", board=1, locked=True)
    assert play.declined("kham", "card.post", board=1, kind="problem", text="Late", lang="en") == "locked"
    play.must("noy", "board.lock", board=1, locked=False)
    posts(play)


@means("board.ready")
def ready(play: World) -> None:
    play.must("noy", "board.ready", board=1, ready=True)
    assert one(play, "chair", "board", 1)["ready"]
    play.must("noy", "board.ready", board=1, ready=False)
    assert one(play, "chair", "board", 1)["ready"] is None


@means("board.nudge")
def nudge(play: World) -> None:
    play.must("noy", "board.nudge", board=1, people=[play.people["kham"]])
    assert one(play, "kham", "person", play.people["kham"])["nudged"]
    assert not one(play, "dao", "person", play.people["kham"]).get("nudged")


@means("board.arrange")
def arrange(play: World) -> None:
    first, second = _reported(play)
    play.must("noy", "board.arrange", board=1, cards=[second, first])
    chosen = one(play, "kham", "report", 1)["cards"]
    assert chosen == [second, first]


@means("board.summarise")
def summarise(play: World) -> None:
    _reported(play)
    words = {"lo": "", "en": "One exchange format first"}
    play.must("noy", "board.summarise", board=1, summary=words)
    assert one(play, "kham", "report", 1)["summary"] == words


@means("board.submit")
def submit(play: World) -> None:
    first, _ = _reported(play)
    assert play.must("noy", "board.submit", board=1) == {"number": 1}
    assert one(play, "chair", "board", 1)["submitted"]
    [handed] = play.sees("chair", "submission").values()
    assert first in [each["card"] for each in handed["cards"]]


@means("board.recall")
def recall(play: World) -> None:
    _reported(play)
    play.must("noy", "board.submit", board=1)
    play.must("noy", "board.recall", board=1)
    assert not one(play, "chair", "board", 1)["submitted"]


@means("board.present")
def present(play: World) -> None:
    _reported(play)
    play.must("noy", "board.submit", board=1)
    play.must("chair", "board.present", board=1, on=True)
    assert one(play, "screen", "presentation", 1)["cards"]
    play.must("chair", "board.present", board=1, on=False)
    assert not there(play, "screen", "presentation", 1)


@means("board.spotlight")
def spotlight(play: World) -> None:
    card = posts(play)
    phase(play, "reveal")
    play.must("noy", "board.spotlight", board=1, card=card, room=False)
    assert one(play, "kham", "spotlight", 1)["card"] == card
    assert not there(play, "screen", "spotlight", 1)
    play.must("noy", "board.spotlight", board=1, card=None, room=False)
    assert not there(play, "kham", "spotlight", 1)


def _reported(play: World) -> tuple[int, int]:
    """Table 1 at its result, with two cards."""
    cards = posts(play), posts(play, "dao", "No budget line")
    phase(play, "vote")
    play.must("kham", "ballot.cast", round=1, subject=f"card:{cards[0]}", dots=1)
    phase(play, "report")
    return cards


@means("timer.start")
def start(play: World) -> None:
    play.must("noy", "timer.start", board=1, seconds=600)
    timer = one(play, "kham", "board", 1)["timer"]
    assert timer["length"] == 600_000 and timer["ends"]


@means("timer.add")
def add(play: World) -> None:
    play.must("noy", "timer.start", board=1, seconds=600)
    ends = one(play, "kham", "board", 1)["timer"]["ends"]
    play.must("noy", "timer.add", board=1, seconds=60)
    assert one(play, "kham", "board", 1)["timer"]["ends"] == ends + 60_000


@means("timer.pause")
def pause(play: World) -> None:
    play.must("noy", "timer.start", board=1, seconds=600)
    play.must("noy", "timer.pause", board=1)
    timer = one(play, "kham", "board", 1)["timer"]
    assert timer.get("ends") is None and 0 < timer["left"] <= 600_000


@means("timer.resume")
def resume(play: World) -> None:
    play.must("noy", "timer.start", board=1, seconds=600)
    play.must("noy", "timer.pause", board=1)
    play.must("noy", "timer.resume", board=1)
    assert one(play, "kham", "board", 1)["timer"]["ends"]


@means("timer.stop")
def stop(play: World) -> None:
    play.must("noy", "timer.start", board=1, seconds=600)
    play.must("noy", "timer.stop", board=1)
    assert one(play, "kham", "board", 1)["timer"] is None


@means("call.make")
def call(play: World) -> None:
    id = play.must("noy", "call.make", **BOARD, text="Please come")["call"]
    assert one(play, "chair", "call", id)["text"] == "Please come"
    assert there(play, "noy", "call", id) and not there(play, "kham", "call", id)


@means("call.close")
def call_close(play: World) -> None:
    id = play.must("noy", "call.make", board=1, text="Please come")["call"]
    play.must("chair", "call.close", call=id)
    assert one(play, "noy", "call", id)["open"] is False
