"""Law 3, race: parallel votes never exceed a budget; parallel merges never lose a card."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select

from tests.world import World, at_once, world
from workshop.features.ballots import methods
from workshop.features.ballots.tables import ballot
from workshop.features.vision.tables import placing


def cards(play: World, n: int, board: int = 1, who: str = "kham", phase: str = "vote") -> list[int]:
    made = [
        play.must(who, "card.post", board=board, kind="problem", text=f"Problem {n}", lang="en")["card"]
        for n in range(n)
    ]
    play.must("chair", "board.move", board=board, phase=phase)
    return made


def spent(play: World, who: str) -> int:
    laid = select(func.sum(ballot.c.value)).where(ballot.c.person_id == play.people[who])
    return int(play.engine.look(play.workshop, lambda work: work.number(laid)))


def storm(play: World, ids: list[int]) -> list[str | None]:
    jobs = [
        (lambda n=n, id=id: play.wish("dao", "ballot.cast", round=1, subject=f"card:{id}", dots=1 + n % 2))
        for n, id in enumerate(ids * 3)
    ]
    return [reply.refused for reply in at_once(*jobs)]


def test_votes_never_exceed_the_budget(database_url: str) -> None:
    """Law 3: one person, ten cards, thirty taps at once, five dots."""
    with world(database_url, budget=5, cap=2) as play:
        refused = storm(play, cards(play, 10))
        assert spent(play, "dao") <= 5
        assert refused.count("over_budget") > 0
        assert set(refused) <= {None, "over_budget", "too_fast"}
        play.must("chair", "board.move", board=1, phase="report")
        play.settle()
        assert sum(t["votes"] for t in play.sees("kham", "tally").values()) == spent(play, "dao")


def test_the_law_catches_a_budget_not_kept(new_sqlite: Callable[[], str], monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Planted fault: the method forgets what was spent elsewhere."""

    class Generous(methods.Dots):
        def insist(self, round_row, had, wanted, elsewhere, beside):  # type: ignore[no-untyped-def]
            return super().insist(round_row, had, wanted, 0, beside)

    monkeypatch.setitem(methods.METHODS, "dots", Generous())
    with world(new_sqlite(), budget=5, cap=2) as play:
        storm(play, cards(play, 10))
        assert spent(play, "dao") > 5


def test_parallel_merges_lose_no_card(database_url: str) -> None:
    """Law 3: twelve cards put into three themes by many hands at once: each is in one theme, none in two, none lost."""
    with world(database_url) as play:
        ids = cards(play, 12, phase="reveal")
        themes = [play.must("chair", "theme.create", title={"en": f"Theme {n}"})["theme"] for n in range(3)]
        jobs = [
            (
                lambda n=n: play.wish(
                    "chair", "theme.place", theme=themes[n % 3], cards=[ids[n % 12], ids[(n + 5) % 12]]
                )
            )
            for n in range(24)
        ]
        assert all(reply.ok is not None for reply in at_once(*jobs))
        placed = select(placing.c.card_id, placing.c.theme_id).where(placing.c.theme_id.is_not(None))
        rows = play.engine.look(play.workshop, lambda work: work.all(placed))
        assert sorted(row["card_id"] for row in rows) == sorted(ids)
        sources = play.sees("screen", "source")
        assert sorted(sources) == sorted(ids)
        assert sum(theme["cards"] for theme in play.sees("screen", "theme").values()) == 12


def test_a_double_tap_is_one_vote(database_url: str) -> None:
    """The wish says how many dots in all, so the same tap twice is the same wish twice."""
    with world(database_url) as play:
        [id] = cards(play, 1)
        replies = at_once(
            *[lambda: play.wish("dao", "ballot.cast", round=1, subject=f"card:{id}", dots=1)] * 6
        )
        assert all(reply.ok is not None for reply in replies)
        assert spent(play, "dao") == 1
