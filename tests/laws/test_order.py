"""Law 2, order: whoever writes at once, each stream's numbers are 1..n in the order of the commits."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from sqlalchemy import select

from tests.world import World, at_once, world
from workshop.features import house
from workshop.kernel.engine import Engine
from workshop.kernel.store import Store
from workshop.kernel.tables import change, stream


def numbers(play: World) -> dict[str, list[int]]:
    """{stream: seq, in the order the database holds them}, with the head each stream claims."""

    def read(work):  # type: ignore[no-untyped-def]
        logged = select(change.c.stream, change.c.seq).where(change.c.workshop_id == play.workshop)
        rows = work.all(logged.order_by(change.c.stream, change.c.seq))
        heads = {
            row["name"]: row["seq"]
            for row in work.all(select(stream).where(stream.c.workshop_id == play.workshop))
        }
        found = {
            name: [row["seq"] for row in of]
            for name, of in itertools.groupby(rows, key=lambda row: row["stream"])
        }
        assert heads == {name: seqs[-1] for name, seqs in found.items()}
        return found

    result: dict[str, list[int]] = play.engine.look(play.workshop, read)
    return result


def insist_gapless(play: World) -> None:
    for name, seqs in numbers(play).items():
        assert seqs == list(range(1, len(seqs) + 1)), name


def test_many_writers_one_workshop(database_url: str) -> None:
    """Law 2 in one process: posts, votes and timers at once, from everyone."""
    with world(database_url) as play:
        jobs = [
            (
                lambda who=who, n=n, board=board: play.wish(
                    who, "card.post", board=board, kind="lesson", text=f"{n}", lang="en"
                )
            )
            for who, board in (("kham", 1), ("dao", 1), ("vanh", 2), ("sy", 2))
            for n in range(12)
        ] + [(lambda n=n: play.wish("chair", "timer.start", board=1, seconds=60 + n)) for n in range(12)]
        replies = at_once(*jobs)
        assert all(reply.ok is not None for reply in replies)
        play.settle()
        insist_gapless(play)
        published = [d["seq"] for d in play.published if d["stream"] == f"workshop:{play.workshop}"]
        assert published == sorted(published)


def test_two_processes_one_workshop(new_postgres: Callable[[], str]) -> None:
    """Law 2 on PostgreSQL with two engines: the workshop's lock orders them; no number twice."""
    with world(new_postgres()) as play:
        other = Engine(Store(play.url), house())
        other.start(lambda packets: None)
        try:
            engines = [play.engine, other]
            jobs = [
                (
                    lambda n=n: engines[n % 2].execute(
                        play.claims["kham"],
                        "card.post",
                        {"board": 1, "kind": "problem", "text": f"{n}", "lang": "en"},
                        f"two-engines-{n:04d}",
                        play.workshop,
                    )
                )
                for n in range(60)
            ]
            replies = at_once(*jobs)
            # A phone's pace is kept by each process: what is too fast for it is told so, and nothing else is refused.
            assert {reply.refused for reply in replies} <= {None, "too_fast"}
            own = f"person:{play.people['kham']}"
            heads = [reply.heads[own] for reply in replies if reply.ok is not None]
            assert len(heads) == len(set(heads)) >= 40
            play.settle()
            other.settle()
            insist_gapless(play)
        finally:
            other.stop()


def test_the_law_catches_a_writer_without_the_lock(new_postgres: Callable[[], str], monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Planted fault: the workshop's lock is not taken. Two processes then give the same number twice and fail."""
    from sqlalchemy import text as plain

    monkeypatch.setattr("workshop.kernel.store.text", lambda sql: plain("SELECT :w"))
    with world(new_postgres()) as play:
        other = Engine(Store(play.url), house())
        other.start(lambda packets: None)
        try:
            start = {"board": 1, "seconds": 60}
            jobs = [
                (
                    lambda n=n: [play.engine, other][n % 2].execute(
                        play.claims["chair"], "timer.start", start, f"race-{n:05d}", w
                    )
                )
                for n in range(60)
            ]
            w = play.workshop
            ok = sum(reply.ok is not None for reply in at_once(*jobs))
            logged = numbers(play)[f"workshop:{play.workshop}"]
            # Without the lock the table's own key still refuses a number given twice: work is lost to it, loudly.
            assert ok < 30 or len(logged) < ok, "nothing went wrong without the lock"
        finally:
            other.stop()
