"""Votes that nobody gave: many people of one device, one ballot many times, and two looks at a result."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.attack.room import Room
from tests.attack.target import Attack, Target
from tests.doors.real import wait_for

HANDS = 8  # requests at a time


def many_of_one_device(target: Target) -> None:
    room = Room(target)
    honest, (card,) = room.at_the_vote(3)
    subject, round, table = f"card:{card}", room.round()["id"], room.groups()[0]
    for each in honest:
        room.must("ballot.cast", each["token"], round=round, subject=subject, dots=1)

    def stuff(n: int) -> int:
        one = {"name": f"Made up {n}", "lang": "en", "org_other": "-", "group": table, "device": "onedevice"}
        made = room.wish("person.join", **one)["ok"]
        room.must("ballot.cast", made["token"], round=round, subject=subject, dots=1)
        return int(made["person"])

    with ThreadPoolExecutor(HANDS) as pool:
        made_up = list(pool.map(stuff, range(40 * target.times)))
    people = {each["id"]: each for each in room.records("person")}
    assert len({people[id]["device"] for id in made_up}) == 1, "the chair cannot see that they are one device"
    room.must("people.remove", people=made_up)
    room.must("board.move_all", phase="report")
    wait_for(lambda: room.tally() == {subject: 3}, f"three votes, and not {room.tally()}")
    # Let in again they count, as the chair decided; sent out after the result, they do not.
    room.must("people.readmit", people=made_up)
    wait_for(lambda: room.tally() == {subject: 3 + len(made_up)}, "the votes of those who were let in again")
    room.must("people.remove", people=made_up)
    wait_for(lambda: room.tally() == {subject: 3}, f"three votes, and not {room.tally()}")

    def shown() -> tuple[int, int]:
        board = next(each for each in room.records("progress") if each["group"] == table)
        return board["voters"], board["people"]

    wait_for(lambda: shown() == (3, 3), "three who voted of three who are here")


def one_ballot_many_times(target: Target) -> None:
    """At once, through both processes: an allowance is for all of them together."""
    room = Room(target)
    (voter, other), cards = room.at_the_vote(2, cards=8)
    round = room.round()
    doors = (room, room.there)

    def cast(n: int) -> Any:
        wish = {"round": round["id"], "subject": f"card:{cards[n % len(cards)]}", "dots": round["cap"]}
        return doors[n % 2].wish("ballot.cast", voter["token"], **wish)

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(cast, range(24 * target.times)))
    for dots in (-1, round["cap"] + 1, 10**9, 1.5, "1", True, None):
        said = room.wish(
            "ballot.cast", other["token"], round=round["id"], subject=f"card:{cards[0]}", dots=dots
        )
        assert "refused" in said, f"{dots!r} dots were taken"
    room.must("board.move_all", phase="report")
    late = room.wish("ballot.cast", other["token"], round=round["id"], subject=f"card:{cards[0]}", dots=1)
    assert "refused" in late, "a vote counts after the vote"
    wait_for(
        lambda: sum(room.tally().values()) == round["budget"] // round["cap"] * round["cap"],
        f"one allowance, and not {room.tally()}",
    )


def two_looks(target: Target) -> None:
    """What a leader or chair learns by going back to the vote for one person: nothing."""
    room = Room(target)
    people, (card, second) = room.at_the_vote(4, cards=2)
    round = room.round()["id"]
    for each in people[:3]:
        room.must("ballot.cast", each["token"], round=round, subject=f"card:{card}", dots=1)
    room.must("board.move_all", phase="report")
    wait_for(lambda: room.tally().get(f"card:{card}") == 3, "the result")
    told = room.tally()
    for n in range(2 * target.times):
        room.must("board.move_all", phase="vote")
        wish = {"round": round, "subject": f"card:{second}", "dots": (n + 1) % 2}
        room.must("ballot.cast", people[3]["token"], **wish)
        room.must("board.move_all", phase="report")
        assert room.tally() == told, "one person's ballot shows between two looks"


ATTACKS = [
    Attack(
        "stuffing",
        "40 people made by one device, each with a ballot; the chair sends them out, lets them in, sends them out",
        "the chair sees one device, and no vote of theirs counts while they are out",
        many_of_one_device,
        everywhere=False,
    ),
    Attack(
        "one ballot many times",
        "24 ballots of one person at once, absurd numbers of dots, a ballot after the vote",
        "one allowance is counted",
        one_ballot_many_times,
        everywhere=False,
    ),
    Attack(
        "two looks",
        "a result, back to the vote, one person votes, the result again",
        "the result stands as it was told",
        two_looks,
        everywhere=False,
    ),
]
