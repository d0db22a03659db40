"""Law 5 by twin worlds, of ballots: nobody but their owners can tell who of two people laid which of two ballots.

Two worlds differ in that alone. Then a leader walks about in both, by the same chance, through whatever a leader may
do: phases, results, new rounds, hands, seats and hand-ins, merging, hiding, sending people out and letting them in,
undo and redo. Whatever differs on the streams of those who look on, or in an answer they are given, tells a ballot.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.laws.chance import Chance
from tests.laws.length import steps
from tests.laws.test_secrecy import Act, Twin, differing
from workshop.features.ballots import commands, counted

CARDS = ("Systems are not connected", "No budget line", "Start small")
SET: dict[str, dict[str, Any]] = {
    "dots": {"budget": 4, "cap": 2},
    "rank": {"method": "rank", "settings": {"places": 3}},
    "rate": {"method": "rate", "settings": {"criteria": [{"words": {"en": "Importance"}}]}},
}
# Two ballots, as numbers on the three cards; nought is none.
BALLOTS = {"dots": ((2, 1, 0), (0, 1, 2)), "rank": ((1, 2, 0), (0, 2, 1)), "rate": ((5, 2, 0), (0, 1, 4))}
# A leader's, and what the leader's device is handed for. Of votes, those of the two stand as they were laid.
LEADS = (
    *("board.", "card.hide", "card.restore", "card.merge", "card.split", "card.reword", "round.rerun"),
    *("person.remove", "person.readmit", "person.seat", "person.sit", "ballot.hand_in", "hands.count"),
    *("person.unite", "people.", "deed.undo", "deed.redo", "reaction.set", "timer."),
)


@pytest.fixture
def twins(new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Twin, Twin]]:
    one, other = Twin(new_sqlite(), monkeypatch), Twin(new_sqlite(), monkeypatch)
    yield one, other
    one.stop()
    other.stop()


def lays(twin: Twin, who: str, method: str, ballot: tuple[int, ...], cards: list[int]) -> None:
    laid = {f"card:{id}": n for id, n in zip(cards, ballot, strict=True) if n}
    if method == "dots":
        for subject, n in laid.items():
            assert twin.wish(who, "ballot.cast", {"round": 1, "subject": subject, "dots": n}).ok
        return
    values = {subject: {"a": n} if method == "rate" else n for subject, n in laid.items()}
    assert twin.wish(who, "ballot.give", {"round": 1, "values": values}).ok


def begin(twin: Twin, method: str, swapped: bool) -> None:
    """Three cards, a vote, and two ballots; in the other world each is the other's."""
    cards = []
    for who, text in zip(("kham", "dao", "kham"), CARDS, strict=True):
        post = {"board": 1, "kind": "problem", "text": text, "lang": "en"}
        cards.append(twin.wish(who, "card.post", post).ok["card"])
    twin.wish("noy", "round.set", {"board": 1} | SET[method])
    assert twin.wish("noy", "board.move", {"board": 1, "phase": "vote"}).ok is not None
    first, second = BALLOTS[method][::-1] if swapped else BALLOTS[method]
    lays(twin, "kham", method, first, cards)
    lays(twin, "dao", method, second, cards)
    twin.play.settle()


def led(twin: Twin, seed: int, n: int) -> list[Act]:
    """A leader's walk by chance, done in this world and written down."""
    chance = Chance(twin.play, seed, methods=False)
    may = [one for one in chance.commands if one.name.startswith(LEADS) and "leader" in one.rule]
    own = [one for one in chance.commands if one.name in ("deed.undo", "deed.redo")]
    walk, done = random.Random(seed), []
    for _ in range(n):
        command = walk.choice(own if walk.random() < 0.2 else may)
        _, data = "noy", chance.data(command)
        fit = chance._fits.get(command.name)
        if fit is not None and chance.random.random() < 0.8:
            _, data = fit("noy", data)
        if "board" in data:
            data = data | {"board": 1}
        if "person" in data and walk.random() < 0.6:
            data = data | {"person": twin.play.people[walk.choice(("kham", "dao"))]}
        done.append(("noy", command.name, data))
        twin.wish(*done[-1])
    return done


def walk(twins: tuple[Twin, Twin], method: str, seed: int, n: int) -> tuple[list[str], set[str]]:
    """(what differs at the end of a walk, what was done in it)"""
    one, other = twins
    begin(one, method, swapped=False)
    begin(other, method, swapped=True)
    acts = led(one, seed, n)
    for act in acts:
        other.wish(*act)
    found = differing(one.seen(), other.seen())
    answered = [name for _, name, ok, *_ in one.answers if ok is not None]
    return found, set(answered)


@pytest.mark.walk
@pytest.mark.parametrize("method", sorted(SET))
@pytest.mark.parametrize("seed", [1, 1975])
def test_nobody_can_tell_whose_ballot_is_which(twins: tuple[Twin, Twin], method: str, seed: int) -> None:
    differ, did = walk(twins, method, seed, steps(60))
    assert not differ
    assert {"board.move", "deed.undo"} <= did


def test_the_law_catches_a_voter_sent_out_of_a_result(
    twins: tuple[Twin, Twin], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted fault: a leader may send somebody out whose votes are in a result that was seen."""
    monkeypatch.setattr(commands, "was_shown", lambda work, laid: False)
    one, other = twins
    begin(one, "dots", swapped=False)
    begin(other, "dots", swapped=True)
    for twin in twins:
        twin.wish("noy", "board.move", {"board": 1, "phase": "report"})
        twin.wish("noy", "person.remove", {"person": twin.play.people["kham"]})
    assert differing(one.seen(), other.seen())


def test_the_law_catches_a_result_told_anew_for_one(
    twins: tuple[Twin, Twin], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted fault: a result is told anew as soon as one ballot differs from it."""
    monkeypatch.setattr(counted, "FEWEST", 1)
    one, other = twins
    begin(one, "dots", swapped=False)
    begin(other, "dots", swapped=True)
    for twin in twins:
        kham = twin.play.people["kham"]
        twin.wish("noy", "board.move", {"board": 1, "phase": "report"})
        twin.wish("noy", "board.move", {"board": 1, "phase": "vote"})
        twin.wish("chair", "person.move", {"person": kham, "group": 2})
        twin.wish("noy", "board.move", {"board": 1, "phase": "report"})
    assert differing(one.seen(), other.seen())
