"""What is owed is drawn, whoever dies before drawing it: another process, or a lane of one's own."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.laws.test_fold import shown_as_kept, shown_by_tables
from tests.world import World, world
from workshop.features import house
from workshop.kernel import engine as engines
from workshop.kernel.engine import Engine
from workshop.kernel.store import Store

NEVER = 1e9


class Process:
    """Another process on the same database. It dies without a word: what it marked it never draws."""

    def __init__(self, url: str) -> None:
        self.engine = Engine(Store(url), house())
        self.engine._every = dict.fromkeys(self.engine._every, NEVER)

    def die(self) -> None:
        """Its lanes end as a killed process's do: nothing more is drawn, nothing said.

        A lane answers before it notes what it owes: emptying its notes would come too early for the last wish.
        """
        for lane in self.engine._lanes.values():
            lane._draw_all = lambda: None  # type: ignore[method-assign]
        self.engine.stop()


def draws_only_what_it_must(play: World) -> None:
    """No drawing comes by itself in this process: what is seen was drawn for the command that shows it."""
    play.settle()
    play.engine._every.update(dict.fromkeys(play.engine._every, NEVER))


@contextmanager
def voting(url: str) -> Iterator[tuple[World, int, int]]:
    """(world, board, round) of a vote whose tallies are told at the end."""
    with world(url) as play:
        board = next(iter(play.sees("kham", "board").values()))["id"]
        cards = [
            play.must("kham", "card.post", board=board, kind="problem", text=f"Card {n}", lang="en")["card"]
            for n in range(3)
        ]
        play.must("noy", "board.move", board=board, phase="vote")
        round = next(r for r in play.sees("kham", "round").values() if r["board"] == board)["id"]
        play.settle()
        yield play, board, round
        assert cards


def vote(play: World, by: Engine, who: str, round: int, card: int, dots: int, id: str) -> None:
    play.engine.paces.forget()
    reply = by.execute(
        play.claims[who],
        "ballot.cast",
        {"round": round, "subject": f"card:{card}", "dots": dots},
        id,
        play.workshop,
    )
    assert reply.ok is not None, reply.refused


def cards_of(play: World) -> list[int]:
    return sorted(play.sees("noy", "card"))


def votes(play: World) -> int:
    return sum(tally["votes"] for tally in play.sees("noy", "tally").values())


def test_a_result_told_counts_what_a_dead_process_acknowledged(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F2: when a result is told, every vote acknowledged is in it, at whichever process it was taken.

    Hands too, on a card that nobody laid a dot on: the ballots alone do not tell that it is behind.
    """
    monkeypatch.setattr(engines, "LOOK", NEVER)
    with voting(database_url) as (play, board, round):
        draws_only_what_it_must(play)
        voted, shown, _ = cards_of(play)
        dying = Process(database_url)
        for n, who in enumerate(("kham", "dao", "noy")):
            vote(play, dying.engine, who, round, voted, 1, f"dead-vote-{n}")
        hands = {"round": round, "present": 2, "sure": True, "counts": [{"card": shown, "hands": 2}]}
        counted = dying.engine.execute(play.claims["noy"], "hands.count", hands, "dead-hands", play.workshop)
        assert counted.ok is not None, counted.refused
        dying.die()
        play.must("noy", "board.move", board=board, phase="report")
        told = {t["subject"]: (t["votes"], t["hands"]) for t in play.sees("noy", "tally").values()}
        assert told == {f"card:{voted}": (3, 0), f"card:{shown}": (0, 2)}


def test_the_whole_rooms_result_counts_what_a_dead_process_acknowledged(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F2: in the whole room's vote, too, and how many voted is told with it."""
    monkeypatch.setattr(engines, "LOOK", NEVER)
    with voting(database_url) as (play, _, _):
        title = {"lo": "", "en": "One"}
        theme = play.must("chair", "theme.create", title=title, cards=cards_of(play))["theme"]
        play.must(
            "chair",
            "step.go",
            step=next(s["id"] for s in play.sees("chair", "step").values() if s["kind"] == "vision"),
        )
        round = play.must("chair", "poll.open", budget=3, cap=1)["round"]
        draws_only_what_it_must(play)
        dying = Process(database_url)
        for n, who in enumerate(("kham", "dao", "vanh")):
            cast = {"round": round, "subject": f"theme:{theme}", "dots": 1}
            done = dying.engine.execute(
                play.claims[who], "ballot.cast", cast, f"dead-vote-{n}", play.workshop
            )
            assert done.ok is not None, done.refused
        dying.die()
        play.must("chair", "poll.close")
        assert [t["votes"] for t in play.sees("chair", "tally").values() if t["round"] == round] == [3]
        assert [one["voted"] for one in play.sees("chair", "vision").values()] == [3]


def test_marks_of_a_dead_process_are_drawn_by_another(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F2: nobody votes again and nobody tells a result: how many voted comes by itself."""
    monkeypatch.setattr(engines, "LOOK", 0.02)
    monkeypatch.setattr(engines, "OVERDUE", 0.1)
    drawn = threading.Event()
    with voting(database_url) as (play, board, round):
        play.must("noy", "board.move", board=board, phase="reveal")
        play.must("noy", "board.move", board=board, phase="vote")
        play.settle()
        heard = play._publish

        def hear(packets: list[Any]) -> None:
            heard(packets)
            if any("house.progress" in text for _, _, text in packets):
                drawn.set()

        assert play.engine._publisher is not None
        play.engine._publisher._publish = hear
        dying = Process(database_url)
        vote(play, dying.engine, "kham", round, cards_of(play)[0], 1, "dead-vote-0")
        dying.die()
        assert drawn.wait(30)
        play.settle()
        assert shown_as_kept(play) == shown_by_tables(play)


@pytest.mark.parametrize("seed", range(2))
def test_processes_die_at_random_and_every_stream_is_what_the_rows_say(
    database_url: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F2: votes at two processes, one of which dies again and again between commit and drawing."""
    monkeypatch.setattr(engines, "LOOK", 0.05)
    monkeypatch.setattr(engines, "OVERDUE", 0.1)
    dice = random.Random(seed)
    with voting(database_url) as (play, board, round):
        given: dict[tuple[str, int], int] = {}
        for life in range(6):
            other = Process(database_url)
            for n in range(dice.randint(1, 5)):
                who, card = dice.choice(("kham", "dao", "noy")), dice.choice(cards_of(play))
                given[who, card] = dice.randint(0, 1)
                by = dice.choice((play.engine, other.engine))
                vote(play, by, who, round, card, given[who, card], f"vote-{seed}-{life}-{n}")
            other.die()
            if dice.random() < 0.3:
                play.must("noy", "board.move", board=board, phase="report")
                assert votes(play) == sum(given.values())
                play.must("noy", "board.move", board=board, phase="vote")
        play.must("noy", "board.move", board=board, phase="report")
        play.settle()
        assert votes(play) == sum(given.values())
        for kind in ("tally", "progress"):
            play.engine._lane(play.workshop).owe({kind})
        play.settle()
        assert shown_as_kept(play) == shown_by_tables(play)


def test_a_lane_that_dies_answers_and_another_goes_on(
    new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """F2: what kills a lane's thread leaves nobody waiting and nothing undrawn."""
    with voting(new_sqlite()) as (play, board, round):
        lane = play.engine._lane(play.workshop)
        run, dead = lane._run, []

        def dies(workshop: int, wishes: list[Any], kinds: list[str]) -> set[str]:
            if not dead:
                dead.append(run(workshop, [], []))
                raise SystemExit  # a thread ends of it without a word
            return run(workshop, wishes, kinds)

        monkeypatch.setattr(lane, "_run", dies)
        card = cards_of(play)[0]
        first = play.wish("kham", "ballot.cast", "the-same-vote", round=round, subject=f"card:{card}", dots=1)
        assert first.refused == "busy"
        lane.join(10)
        again = play.wish("kham", "ballot.cast", "the-same-vote", round=round, subject=f"card:{card}", dots=1)
        assert again.ok is not None
        play.must("noy", "board.move", board=board, phase="report")
        assert votes(play) == 1
