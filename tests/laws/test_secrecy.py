"""Law 5 by twin worlds: where cards are anonymous, what anybody sees is the same whichever of two people wrote.

Two worlds walk the same way by the same clock; in the second, two people of one table do each other's writing, or
the same things are written in another order before the reveal. Whoever looks on (leader, chair, theme team, screen,
the other table) must not be able to tell which world they are in: not from what streams show, nor from when a delta
came, its order, its numbers, an answer to a command, or a file to take away. Numbers drawn by chance are drawn from
the text here, so that both worlds draw the same for the same words.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import random
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from tests.laws.chance import Chance
from tests.laws.length import steps
from tests.world import World, world
from workshop.doors.secrecy import Secrecy
from workshop.doors.takeaway import local
from workshop.doors.takeaway.gathered import Records, gather
from workshop.features import house
from workshop.features.agenda import about
from workshop.features.cards.tables import card
from workshop.features.cards.views import CARD
from workshop.features.people.tables import person
from workshop.features.photos.tables import photo
from workshop.features.replies.tables import reply
from workshop.kernel.errors import Refused

TWINS = {"kham": "dao", "dao": "kham"}
LOOKS_ON = ("noy", "chair", "mek", "screen", "boun", "vanh")
WRITES = ("card.post", "card.edit", "card.withdraw", "card.return", "reply.", "photo.", "reaction.")
# What is done to a person tells of this person in either world, and a hand-in replaces that person's own ballot.
NOT_HERE = (
    "person.",
    "people.",
    "ballot.",
    "workshop.edit",
    "workshop.close",
    "workshop.reopen",
    "poll.",
    "deed.",
    "round.",
)

# What is about one's own alone.
OWN = (
    "card.edit",
    "card.withdraw",
    "card.return",
    "reply.withdraw",
    "reply.return",
    "photo.remove",
    "photo.return",
)
NOUNS = {"card": card, "reply": reply, "photo": photo}
PHASES = ("write", "reveal", "vote", "report")

Act = tuple[str, str, dict[str, Any]]
Seen = dict[str, Any]


class Timed(World):
    """A world whose clock is held in the hand."""

    now = 1_700_000_000_000

    def _open(self) -> None:
        super()._open()
        self.engine._clock = lambda: self.now / 1000


class Twin:
    """One of two worlds: its clock is held in the hand, and chance is drawn from what is written."""

    def __init__(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.play = Timed(url, named=False)
        self.saying = ""
        self.draws = 0
        self.patch = monkeypatch
        self.play.settle()
        self.heads = {who: self.play.snapshot(who).seqs for who in LOOKS_ON}
        self.play.published.clear()
        self.answers: list[Any] = []
        self.wrote: set[str] = set()  # by one of the two

    def drawn(self) -> int:
        self.draws += 1
        text = f"{self.saying}/{self.draws if not self.saying else 0}"
        span = about.HIGHEST_DRAWN - about.LOWEST_DRAWN
        return about.LOWEST_DRAWN + int(hashlib.sha256(text.encode()).hexdigest(), 16) % span

    def wish(self, who: str, name: str, data: dict[str, Any]) -> Any:
        self.play.now += 1_000
        self.saying = str(data.get("text") or data.get("caption") or "")
        self.patch.setattr(about, "drawn", self.drawn)
        self.play.engine.paces.forget()
        reply = self.play.wish(who, name, **data)
        self.play.settle()
        if who in LOOKS_ON:
            self.answers.append((who, name, reply.ok, reply.refused, reply.params))
        return reply

    def seen(self, live: bool = True) -> Seen:
        """All that reaches each of those who look on."""
        found: Seen = {"answers": self.answers}
        for who in LOOKS_ON:
            try:
                actor = self.play.engine.admit(self.play.claims[who], self.play.workshop)
            except Refused as out:  # a long walk may send out somebody who looks on
                found[who] = [out.code]
                continue
            whole = self.play.engine.snapshot(self.play.workshop, actor.streams, {})
            since = self.play.engine.snapshot(self.play.workshop, actor.streams, self.heads[who])
            deltas = [one for one in self.play.published if one["stream"] in actor.streams]
            found[who] = [whole, since, deltas if live else None]
            if who in ("chair", "mek"):
                read = {
                    n: one for n, one in whole.items() if n.partition(":")[0] in ("workshop", "team", "group")
                }
                found[who].append(gather(Records(read), self.play.now, local(self.play.now)))
        return json.loads(self.known(json.dumps(found, ensure_ascii=False)))

    def known(self, text: str) -> str:
        """What chance gave this world alone, its code, is called the same in both."""
        codes = select(person.c.id, person.c.code).where(person.c.workshop_id == self.play.workshop)
        for row in self.play.engine.look(self.play.workshop, lambda work: work.all(codes)):
            text = text.replace(row["code"], f"code of person {row['id']}")
        return text.replace(self.play.code, "code")

    def stop(self) -> None:
        self.play.stop()


def differing(one: Seen, other: Seen) -> list[str]:
    """Where two worlds look otherwise, in few words."""
    return [f"{who}: {where}" for who in one for where in _unlike(one[who], other[who], "")][:6]


def _unlike(one: Any, other: Any, at: str) -> list[str]:
    if one == other:
        return []
    if isinstance(one, str) and isinstance(other, str) and one[:1] == other[:1] == "[":
        one, other = json.loads(one), json.loads(other)
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [found for name in one for found in _unlike(one[name], other[name], f"{at}.{name}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [found for i in range(len(one)) for found in _unlike(one[i], other[i], f"{at}[{i}]")]
    return [f"{at}: {str(one)[:150]} | {str(other)[:150]}"]


def swapped(acts: list[Act]) -> list[Act]:
    return [(TWINS.get(who, who) if name.startswith(WRITES) else who, name, data) for who, name, data in acts]


def said(play_text: str, **more: Any) -> dict[str, Any]:
    return {"board": 1, "kind": "problem", "text": play_text, "lang": "en"} | more


BEGIN: list[Act] = [
    ("kham", "card.post", said("The first of one")),
    ("dao", "card.post", said("The first of the other")),
]


def by_chance(twin: Twin, seed: int, n: int) -> list[Act]:
    """A day of random wishes, done in this world and written down."""
    chance = Chance(twin.play, seed)
    chance.commands = [one for one in chance.commands if not one.name.startswith(NOT_HERE)]
    chance.mark_texts = True
    writing = [one for one in house().commands.values() if one.name.startswith(WRITES)]
    done: list[Act] = []

    def written_down(who: str, name: str, data: dict[str, Any]) -> None:
        done.append((who, name, data))
        if twin.wish(who, name, data).ok is not None and who in TWINS:
            twin.wrote.add(name)

    for act in BEGIN:
        written_down(*act)
    walk = random.Random(seed)
    for at in range(n):
        if at % 12 == 11:
            written_down("chair", "board.move_all", {"phase": walk.choice(PHASES)})
        command = walk.choice(writing if walk.random() < 0.5 else chance.commands)
        who, data = chance._who(command), chance.data(command)
        fit = chance._fits.get(command.name)
        if fit is not None and chance.random.random() < 0.8:
            who, data = fit(who, data)
        if command.name.startswith(WRITES) and walk.random() < 0.7:
            who = walk.choice(sorted(TWINS))
            if command.name.startswith(OWN):
                who, data = own(twin.play, walk, who, data)
        written_down(who, command.name, data)
    return done


def own(play: World, walk: random.Random, who: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The same about something that one of the two has written."""
    noun = next(iter(data.keys() & NOUNS.keys()))
    mine = {play.people[name]: name for name in TWINS}
    rows = play.engine.look(
        play.workshop,
        lambda work: work.all(
            select(NOUNS[noun]).where(NOUNS[noun].c.author_id.in_(mine)).order_by(NOUNS[noun].c.id)
        ),
    )
    if not rows:
        return who, data
    row = walk.choice(rows)
    return mine[row["author_id"]], data | {noun: row["id"]}


@pytest.fixture
def twins(new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> Any:
    made: list[Twin] = []

    def make() -> tuple[Twin, Twin]:
        made.extend(Twin(new_sqlite(), monkeypatch) for _ in range(2))
        return made[-2], made[-1]

    yield make
    for one in made:
        one.stop()


@pytest.mark.walk
@pytest.mark.parametrize("seed", [3, 1975])
def test_which_of_two_wrote_is_on_no_stream(twins: Callable[[], tuple[Twin, Twin]], seed: int) -> None:
    """B2: a walk over random wishes; in the second world Kham and Dao do each other's writing."""
    one, other = twins()
    acts = by_chance(one, seed, steps(100))
    for act in swapped(acts):
        other.wish(*act)
    assert {"card.post", "reply.post"} <= one.wrote and len(one.wrote) >= 5
    assert differing(one.seen(), other.seen()) == []


WORDS = [f"Word {n} of the morning" for n in range(7)]
IN_WRITE: list[Act] = [
    *((who, "card.post", said(text)) for who, text in zip(["kham", "dao"] * 4, WORDS, strict=False)),
]
REVEALED: list[Act] = [("noy", "board.move", {"board": 1, "phase": "reveal"})]


def in_order(twins: tuple[Twin, Twin], seed: int, live: bool) -> list[str]:
    """The same cards, written one after the other in two orders; then the reveal, the vote and the merge desk."""
    one, other = twins
    found = list[str]()
    mixed = list(IN_WRITE)
    random.Random(seed).shuffle(mixed)
    for twin, acts in ((one, IN_WRITE), (other, mixed)):
        twin.wish("chair", "theme.create", {"title": {"en": "A theme"}})
        for act in acts:
            twin.wish(*act)
    found += differing(one.seen(), other.seen())
    for twin in (one, other):
        for act in REVEALED:
            twin.wish(*act)
        ids = sorted(twin.play.sees("noy", "card"))
        twin.wish("noy", "board.move", {"board": 1, "phase": "report"})
        twin.wish("chair", "theme.place", {"theme": 1, "cards": ids})
        twin.wish("noy", "board.submit", {"board": 1})
    return found + differing(one.seen(live), other.seen(live))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_when_a_card_was_written_is_on_no_stream(twins: Callable[[], tuple[Twin, Twin]], seed: int) -> None:
    """B2: ids, order, times and counts are the same in whatever order the cards came in before the reveal."""
    assert in_order(twins(), seed, live=True) == []


@pytest.mark.parametrize("fault", ["ids count up", "a time on the card", "order of the rows"])
def test_the_law_catches_what_dates_a_card(
    twins: Callable[[], tuple[Twin, Twin]], monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """Planted: ids that count up; `at` in the table's record; records told in the order in which they were written."""
    if fault == "ids count up":
        monkeypatch.setattr("workshop.features.cards.commands.numbered", lambda work, table: {})
    elif fault == "a time on the card":
        monkeypatch.setattr(
            "workshop.features.cards.views.TOLD", ("text", "at", "kind", "org_id", "answers", "lang")
        )
    else:
        as_written = select(card.c.id).order_by(card.c.at, card.c.id)
        monkeypatch.setattr("workshop.kernel.ledger.sorted", list, raising=False)
        found = dataclasses.replace(CARD.watches[0], find=lambda work, rows: work.ids(as_written))
        monkeypatch.setitem(vars(CARD), "watches", (found, *CARD.watches[1:]))
    assert in_order(twins(), 1, live=True)


def test_the_law_catches_an_author_shown(
    twins: Callable[[], tuple[Twin, Twin]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: the cards of an anonymous workshop are shown as those of a named one."""
    monkeypatch.setattr(
        "workshop.features.cards.views.workshop_row", lambda work: {"named": True, "nobody": None}
    )
    one, other = twins()
    for twin, acts in ((one, BEGIN), (other, swapped(BEGIN))):
        for act in [*acts, *REVEALED]:
            twin.wish(*act)
    assert differing(one.seen(), other.seen())


def reached(play: World, author: str) -> set[str]:
    play.settle()
    found = {one["stream"] for one in play.published} - {f"person:{play.people[author]}"}
    play.published.clear()
    return found


def test_a_card_in_private_is_told_to_nobody_else_until_three_are_there(
    new_sqlite: Callable[[], str],
) -> None:
    """B2: the numbers of a table move by threes: one that moves with each card says when it came in."""
    with world(new_sqlite(), named=False) as play:
        play.settle()
        play.published.clear()
        assert [reached_by(play, "kham"), reached_by(play, "dao"), reached_by(play, "kham")] == [
            set(),
            set(),
            {f"workshop:{play.workshop}"},
        ]
        [told] = [one for one in play.sees("boun", "progress").values() if one["group"] == 1]
        assert (told["cards"], told["writers"], told["kinds"]["problem"]) == (3, 0, 3)
        assert reached_by(play, "noy") == {f"workshop:{play.workshop}"}, "three have written, four cards"
        [told] = [one for one in play.sees("boun", "progress").values() if one["group"] == 1]
        assert (told["cards"], told["writers"], told["people"]) == (3, 3, 3)
        play.must("noy", "board.move", board=1, phase="reveal")
        [told] = [one for one in play.sees("boun", "progress").values() if one["group"] == 1]
        assert (told["cards"], told["writers"]) == (4, 3), "told as it is with the cards"


def reached_by(play: World, who: str) -> set[str]:
    play.must(who, "card.post", **said(f"One more of {who}'s"))
    return reached(play, who)


def test_the_law_catches_numbers_that_move_with_each_card(
    new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: counts told one by one."""
    monkeypatch.setattr("workshop.features.progress.by_threes", lambda told: {})
    with world(new_sqlite(), named=False) as play:
        play.settle()
        play.published.clear()
        assert reached_by(play, "kham") == {f"workshop:{play.workshop}"}


def test_ids_are_drawn_by_chance_where_nobody_is_named(database_url: str) -> None:
    """B2: cards, replies and photos; where writers are named they count up, on both databases, one beside the other."""
    with world(database_url, named=True) as play:
        named = [play.must("kham", "card.post", **said(f"Named {n}"))["card"] for n in range(3)]
        assert named == sorted(named) and named[-1] < about.LOWEST_DRAWN
        play.must("chair", "workshop.edit", named=False)
        drawn = [play.must("kham", "card.post", **said(f"Drawn {n}"))["card"] for n in range(8)]
        assert drawn != sorted(drawn) and min(drawn) >= about.LOWEST_DRAWN
        play.must("noy", "board.move", board=1, phase="reveal")
        replies = [
            play.must("dao", "reply.post", card=drawn[0], text=f"Word {n}", lang="en")["reply"]
            for n in range(8)
        ]
        assert replies != sorted(replies)
        seen = play.sees("noy", "reply")
        assert [seen[id]["place"] for id in replies] == list(range(1, 9)), "read in the order they were said"
        assert not any("at" in one for kind in ("card", "reply") for one in play.sees("noy", kind).values())
        mine = play.sees("kham", "card")
        assert all("at" in mine[id] for id in drawn), "its author may know"


def test_what_somebody_writes_at_the_tables_device_stays_theirs(new_sqlite: Callable[[], str]) -> None:
    """B2: the device that goes round, the leader's, is not told which card it was."""
    with world(new_sqlite(), named=False) as play:
        seat = play.must("noy", "person.seat", name="Ai", org=1, group=1)["person"]
        told = play.must("noy", "card.record", **said("In my turn"), person=seat, own=True)
        assert told == {}
        assert play.must("noy", "card.record", **said("On paper, nobody's"))["card"], (
            "its own paper card it may know"
        )


def test_where_nobody_is_named_nobody_is_told_who_is_awake(new_sqlite: Callable[[], str]) -> None:
    """B2: in every phase, for in each somebody may write; and where a running vote is seen, named or not."""
    with world(new_sqlite(), named=True) as play:
        at = Secrecy(SimpleNamespace(engine=play.engine)).where  # type: ignore[arg-type]
        assert not at(play.workshop, 1) and not at(play.workshop, None)
        play.must("noy", "round.set", board=1, budget=5, cap=2, live=True)
        play.must("noy", "board.move", board=1, phase="vote")
        at = Secrecy(SimpleNamespace(engine=play.engine)).where  # type: ignore[arg-type]
        assert at(play.workshop, 1) and not at(play.workshop, 2)
        play.must("noy", "board.move", board=1, phase="report")
        at = Secrecy(SimpleNamespace(engine=play.engine)).where  # type: ignore[arg-type]
        assert not at(play.workshop, 1)
        play.must("chair", "workshop.edit", named=False)
        at = Secrecy(SimpleNamespace(engine=play.engine)).where  # type: ignore[arg-type]
        assert at(play.workshop, 1) and at(play.workshop, 2) and at(play.workshop, None)
