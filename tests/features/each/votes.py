"""Votes: a table's rounds and the whole room's, by phone, by another's device, by hands."""

from __future__ import annotations

from tests.features.each import in_vote, lays, means, one, phase, posts, theme_of, there
from tests.world import World


@means("round.set")
def set_round(play: World) -> None:
    play.must("noy", "round.set", board=1, budget=3, cap=1, live=True)
    assert {name: one(play, "kham", "round", 1)[name] for name in ("budget", "cap", "live")} == {
        "budget": 3,
        "cap": 1,
        "live": True,
    }
    card = posts(play)
    phase(play, "vote")
    lays(play, "kham", f"card:{card}", 1)
    assert play.declined("noy", "round.set", board=1, budget=9, cap=3) == "votes_in"


@means("round.rerun")
def rerun(play: World) -> None:
    card = in_vote(play)
    lays(play, "kham", f"card:{card}", 2)
    phase(play, "report")
    again = play.must("noy", "round.rerun", board=1)["round"]
    assert again != 1 and one(play, "kham", "round", again)["number"] == 2
    assert one(play, "kham", "round", 1)["state"] == "closed"


@means("ballot.cast")
def cast(play: World) -> None:
    card = in_vote(play, budget=3, cap=2)
    assert lays(play, "kham", f"card:{card}", 2) == 1
    assert play.declined("kham", "ballot.cast", round=1, subject=f"card:{card}", dots=3) == "over_cap"
    assert play.declined("vanh", "ballot.cast", round=1, subject=f"card:{card}", dots=1) == "not_found"
    assert not there(play, "noy", "tally", f"1.card.{card}")  # hidden until told
    phase(play, "report")
    told = one(play, "dao", "tally", f"1.card.{card}")
    assert (told["votes"], told["voters"]) == (2, 1)


@means("ballot.hand_in")
def hand_in(play: World) -> None:
    card = in_vote(play)
    keo = play.must("noy", "person.seat", group=1, name="Ms Keo", org=1)["person"]
    left = play.must("noy", "ballot.hand_in", round=1, person=keo, dots={f"card:{card}": 2})["left"]
    assert left == 3
    assert not play.sees("noy", "ballot")  # nobody reads it again
    phase(play, "report")
    assert one(play, "kham", "tally", f"1.card.{card}")["votes"] == 2


@means("ballot.anew")
def anew(play: World) -> None:
    card = in_vote(play)
    kham = play.people["kham"]
    play.must("noy", "person.sit", person=kham)
    play.must("noy", "ballot.hand_in", round=1, person=kham, dots={f"card:{card}": 2})
    play.must("kham", "person.rise")
    assert play.declined("kham", "ballot.cast", round=1, subject=f"card:{card}", dots=1) == "handed_in"
    play.must("kham", "ballot.anew", round=1)
    assert lays(play, "kham", f"card:{card}", 1) == 4


@means("hands.count")
def hands(play: World) -> None:
    card = in_vote(play)
    counts = [{"card": card, "hands": 4}]
    refused = play.declined("noy", "hands.count", round=1, present=3, sure=True, counts=counts)
    assert refused == "hands_over"
    play.must("noy", "hands.count", round=1, present=6, sure=True, counts=counts)
    phase(play, "report")
    told = one(play, "kham", "tally", f"1.card.{card}")
    assert (told["hands"], told["votes"]) == (4, 0)


@means("poll.open")
def poll_open(play: World) -> None:
    theme, round = _poll(play)
    lays(play, "kham", f"theme:{theme}", 1, round)
    lays(play, "vanh", f"theme:{theme}", 1, round)
    assert one(play, "screen", "vision", play.workshop)["voted"] == 2
    assert not there(play, "screen", "tally", f"{round}.theme.{theme}")


@means("poll.close")
def poll_close(play: World) -> None:
    theme, round = _poll(play)
    lays(play, "kham", f"theme:{theme}", 1, round)
    play.must("chair", "poll.close")
    assert one(play, "screen", "tally", f"{round}.theme.{theme}")["votes"] == 1
    assert (
        play.declined("vanh", "ballot.cast", round=round, subject=f"theme:{theme}", dots=1) == "wrong_phase"
    )


@means("poll.resume")
def poll_resume(play: World) -> None:
    theme, round = _poll(play)
    play.must("chair", "poll.close")
    play.must("chair", "poll.resume")
    lays(play, "vanh", f"theme:{theme}", 1, round)


@means("poll.put_away")
def put_away(play: World) -> None:
    theme, round = _poll(play)
    lays(play, "kham", f"theme:{theme}", 1, round)
    play.must("chair", "poll.close")
    assert one(play, "screen", "vision", play.workshop)["telling"]
    play.must("chair", "poll.put_away")
    assert not one(play, "screen", "vision", play.workshop)["telling"]


def _poll(play: World) -> tuple[int, int]:
    card = posts(play)
    phase(play, "reveal")
    theme = theme_of(play, card)
    return theme, int(play.must("chair", "poll.open", budget=3, cap=1)["round"])


@means("ballot.give")
def give(play: World) -> None:
    first, second = posts(play), posts(play, "dao")
    play.must("noy", "round.set", board=1, method="rank", settings={"places": 2})
    phase(play, "vote")
    values = {f"card:{second}": 1, f"card:{first}": 2}
    assert play.must("kham", "ballot.give", round=1, values=values)["left"] == 0
    phase(play, "report")
    assert one(play, "dao", "tally", f"1.card.{second}")["place"] == 1
