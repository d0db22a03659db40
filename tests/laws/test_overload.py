"""What a lane cannot take soon is told to come again, each at another moment; nothing is lost or done twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.world import world
from workshop.kernel.lanes import FEW, PATIENT


def test_too_many_at_once_are_told_when_to_come_again(
    new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """C11: past the bound a wish is told `busy` with a time; the same id is done then, and none is lost."""
    with world(new_sqlite()) as play:
        board = next(iter(play.sees("kham", "board").values()))["id"]
        lane = play.engine._lane(play.workshop)
        go, run = threading.Event(), lane._run

        def held(*batch: Any) -> set[str]:
            assert go.wait(60)
            return run(*batch)

        monkeypatch.setattr(lane, "_run", held)
        monkeypatch.setattr(lane, "_each", 0.05)
        post = {"board": board, "kind": "problem", "text": "One of many", "lang": "en"}
        waiting = []
        for n in range(FEW + 150):  # a hundred of them are under way, the rest in line
            play.engine.paces.forget()
            waiting.append(
                play.engine._wish(play.claims["kham"], "card.post", post, f"waiting-{n}", play.workshop)
            )
            lane.put(waiting[-1])
        answers = []
        while len(answers) < 20:
            play.engine.paces.forget()
            answers.append(play.wish("dao", "card.post", f"too-much-{len(answers)}", **post))
        told = [answer.retry_after or 0 for answer in answers]
        assert {answer.refused for answer in answers} == {"busy"}
        assert len(set(told)) > 10 and min(told) >= PATIENT / 2  # not all at the same moment
        go.set()
        assert all(wish.answer.result(60).ok for wish in waiting)
        play.settle()
        play.engine.paces.forget()
        assert play.wish("dao", "card.post", "too-much-0", **post).ok  # the same id, later
        assert len(play.sees("kham", "card")) == FEW + 150


def test_a_few_are_never_sent_away(new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """C11: however slow the machine, a small room waits rather than being told to."""
    with world(new_sqlite()) as play:
        lane = play.engine._lane(play.workshop)
        monkeypatch.setattr(lane, "_each", 1e6)
        monkeypatch.setattr(lane._queue, "qsize", lambda: FEW)
        assert lane.late() == 0.0
        monkeypatch.setattr(lane._queue, "qsize", lambda: FEW + 1)
        assert lane.late() > PATIENT
