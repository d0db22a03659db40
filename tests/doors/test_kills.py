"""Two processes of one house are killed at random while people write and vote: what was acknowledged is kept, and every
copy ends as the truth.

Each person is a phone: what has no answer is said again under the same id, at whichever process is there. So of each it
is known what must stand in the end, to the last dot; `make laws` kills ten times as often.

Planted once and caught: receipts not kept; whoever comes back is told of nothing that they missed.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from typing import Any

import pytest
import requests
import socketio

from tests.doors.real import PATIENCE, Phone, Server, Workshop, new_id, phones, wait_for
from tests.laws.length import steps
from workshop.doors.remote.replica import Replica

VOTERS, WRITERS = 5, 3
KILLS = steps(3)
GONE = (ConnectionError, socketio.exceptions.SocketIOError, requests.RequestException)
# Heads come round in two seconds, and what nobody draws is looked for sooner.
QUICK = {
    "workshop.doors.socket.BEAT": 0.2,
    "workshop.kernel.engine.LOOK": 0.2,
    "workshop.kernel.engine.OVERDUE": 0.3,
}


class Crowd:
    """Everybody in the room, and what they were told is kept."""

    def __init__(self, doors: list[Workshop], seed: int) -> None:
        self.doors, self.seed = doors, seed
        self.news, self.acknowledged = threading.Condition(), 0
        self.over = threading.Event()

    def counts(self) -> None:
        with self.news:
            self.acknowledged += 1
            self.news.notify_all()

    def goes_on(self, more: int) -> None:
        """Wait until so many more wishes were answered."""
        with self.news:
            until = self.acknowledged + more
            assert self.news.wait_for(lambda: self.acknowledged >= until, 2 * PATIENCE), "nobody is answered"


class Person(threading.Thread):
    """A phone that acts without a pause, at whichever process answers; its copy is healed as a phone's is."""

    def __init__(self, crowd: Crowd, who: dict[str, Any]) -> None:
        super().__init__(daemon=True)
        self.crowd, self.who = crowd, who
        self.dice = random.Random(f"{crowd.seed}/{who['person']}")
        self.copy = Replica()
        self.phone: Phone | None = None
        self.last: tuple[str, str, dict[str, Any], dict[str, Any]] | None = None
        self.wrong: BaseException | None = None

    def acts(self) -> None:
        raise NotImplementedError

    def run(self) -> None:
        try:
            while not self.crowd.over.is_set():
                self.acts()
                self.crowd.counts()
        except BaseException as wrong:
            self.wrong = wrong
        finally:
            self.leaves()

    def says(self, name: str, data: dict[str, Any]) -> dict[str, Any]:
        """Under one id until it is answered for good, by one process or the other."""
        id = new_id()
        while True:
            try:
                if self.phone is None:
                    self.comes()
                assert self.phone is not None
                said = self.phone.wish(name, id, **data)
            except GONE:
                self.leaves()
                threading.Event().wait(0.05)
                continue
            if said.get("refused") not in ("busy", "too_fast"):
                if "ok" in said:
                    self.last = name, id, data, said
                return said
            threading.Event().wait(said["retry_after"])

    def comes(self) -> None:
        door = self.dice.choice(self.crowd.doors)
        self.phone = Phone(door, self.who["token"], join=False)
        answer = self.phone.join(have=self.copy.have())
        assert "streams" in answer, answer
        self.copy.take(answer["streams"])
        if self.last is not None:
            # Whether the answer was heard, a phone that was cut off may not know: it is given again, and nothing done.
            name, id, data, said = self.last
            again = self.phone.wish(name, id, **data)
            assert again.get("refused") in ("busy", "too_fast") or again.get("ok") == said["ok"], again

    def leaves(self) -> None:
        """What was heard is folded in; what was missed is asked for with the next coming in."""
        if self.phone is not None:
            self.phone.close()
            self.copy.fold(self.phone.deltas)
            self.phone = None


class Voter(Person):
    """`dots` is what their ballot must be: of each card, what they were told last."""

    def __init__(self, crowd: Crowd, who: dict[str, Any], round: int, cards: list[int]) -> None:
        super().__init__(crowd, who)
        self.round, self.cards, self.dots = round, cards, dict[int, int]()

    def acts(self) -> None:
        card, dots = self.dice.choice(self.cards), self.dice.randrange(3)
        said = self.says("ballot.cast", {"round": self.round, "subject": f"card:{card}", "dots": dots})
        if "ok" in said:
            self.dots[card] = dots
        else:
            assert said["refused"] == "over_budget", said


class Writer(Person):
    """`texts` must be there in the end, each once: what is said again is not written again."""

    def __init__(self, crowd: Crowd, who: dict[str, Any], board: int) -> None:
        super().__init__(crowd, who)
        self.board, self.texts = board, list[str]()

    def acts(self) -> None:
        text = f"{self.who['person']}/{len(self.texts)}"
        card = {"board": self.board, "kind": "lesson", "text": text, "lang": "en"}
        assert "ok" in self.says("card.post", card)
        self.texts.append(text)


@pytest.mark.walk
@pytest.mark.parametrize("seed", [2022])
def test_killed_at_random_nothing_acknowledged_is_lost_and_all_copies_are_equal(
    new_server: Callable[..., Server], new_postgres: Callable[[], str], redis_url: str, seed: int
) -> None:
    """F2: under load, either process, at any moment, again and again."""
    dice, url = random.Random(seed), new_postgres()
    pair = [
        new_server(mode, quick=QUICK, DATABASE_URL=url, REDIS_URL=redis_url).start()
        for mode in ("eventlet", "gevent")
    ]
    here = pair[0].workshop(budget=8, cap=2)
    there = Workshop(pair[1], here.code, here.id, here.chair)
    group, other = here.groups()
    voters = [here.person(f"V{n}", group) for n in range(VOTERS)]
    writers = [here.person(f"W{n}", other) for n in range(WRITERS)]
    records = here.streams(here.chair)
    board, desk = (
        next(r["id"] for r in records[f"workshop:{here.id}"] if r["type"] == "board" and r["group"] == at)
        for at in (group, other)
    )
    cards = []
    for n, who in enumerate(voters):
        post = {"board": board, "kind": "lesson", "text": f"Card {n}", "lang": "en"}
        cards.append(int(here.wish("card.post", who["token"], **post)["ok"]["card"]))
    assert "ok" in here.wish("board.move", here.chair, board=board, phase="vote")
    round = next(r["id"] for r in here.streams(here.chair)[f"group:{group}"] if r["type"] == "round")

    crowd = Crowd([here, there], seed)
    votes = [Voter(crowd, who, round, cards) for who in voters]
    words = [Writer(crowd, who, desk) for who in writers]
    room = [*votes, *words]
    for person in room:
        person.start()
    for _ in range(KILLS):
        crowd.goes_on(dice.randint(10, 80))
        dying = dice.choice(pair)
        dying.kill()
        crowd.goes_on(dice.randint(5, 40))  # at the other
        dying.start()
    crowd.goes_on(20)
    crowd.over.set()
    for person in room:
        person.join(2 * PATIENCE)
        assert person.wrong is None and not person.is_alive(), person.wrong

    # Of each ballot, what its owner was told last; of each card, as many dots as that; each word once.
    def own(person: Person, type: str) -> list[dict[str, Any]]:
        mine = there.streams(person.who["token"])[f"person:{person.who['person']}"]
        return [r for r in mine if r["type"] == type]

    for voter in votes:
        lie = {r["subject"]: r["dots"] for r in own(voter, "ballot") if r["dots"]}
        assert lie == {f"card:{card}": n for card, n in voter.dots.items() if n}
    for writer in words:
        assert sorted(r["text"] for r in own(writer, "card")) == sorted(writer.texts)
    assert "ok" in there.wish("board.move", there.chair, board=board, phase="report")
    told = {
        r["subject"]: r["votes"] for r in here.streams(here.chair)[f"group:{group}"] if r["type"] == "tally"
    }
    wanted = {f"card:{card}": sum(voter.dots.get(card, 0) for voter in votes) for card in cards}
    assert {subject: n for subject, n in told.items() if n} == {s: n for s, n in wanted.items() if n}

    # Every copy, healed once more by its own coming in, is what either process reads now.
    def settled() -> bool:
        threading.Event().wait(0.2)  # whoever reads without a pause is told to wait
        return here.streams(here.chair) == there.streams(there.chair)

    wait_for(settled, "all that is owed to be drawn")

    def alike(person: Person) -> bool:
        with phones(here.phone(person.who["token"])) as (phone,):
            person.copy.take(phone.join(have=person.copy.have())["streams"])
        truth = there.streams(person.who["token"])
        return {name: copy.records for name, copy in person.copy.streams.items()} == {
            name: {r["key"]: r for r in records} for name, records in truth.items()
        }

    for person in room:  # the two are read one after the other, and a number may be drawn in between
        wait_for(lambda who=person: alike(who), "a copy to be what either process reads")  # type: ignore[misc]
