"""Law 4, resend: the same id twice gives the same reply and no second change; after a restart too (R2)."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.world import World, at_once, world
from workshop.kernel.batch import Batch
from workshop.kernel.pace import Paces
from workshop.kernel.tables import receipt

POST = {"board": 1, "kind": "problem", "text": "ບໍ່ມີງົບປະມານ", "lang": "lo"}


def heads(play: World) -> dict[str, int]:
    play.settle()
    return play.snapshot("chair").seqs | play.snapshot("kham").seqs


def test_the_same_id_is_the_same_wish(database_url: str) -> None:
    """R2: the reply again, and nothing else; a refusal is kept as well as a success."""
    with world(database_url) as play:
        first = play.wish("kham", "card.post", id="once-and-again", **POST)
        before = heads(play)
        again = play.wish("kham", "card.post", id="once-and-again", **POST)
        assert first.ok is not None
        assert again.ok == first.ok
        refused = play.wish("kham", "board.lock", id="refused-once", board=1, locked=True)
        assert (
            play.wish("kham", "board.lock", id="refused-once", board=1, locked=True).refused
            == refused.refused
        )
        assert heads(play) == before


def test_sent_at_once(database_url: str) -> None:
    """R2: a phone and its second tab send the same queued wish in the same batch."""
    with world(database_url) as play:
        replies = at_once(*[lambda: play.wish("kham", "card.post", id="two-tabs-one-id", **POST)] * 8)
        assert {reply.ok["card"] for reply in replies if reply.ok} == {replies[0].ok["card"]}  # type: ignore[index]
        assert len(play.sees("kham", "card")) == 1


def test_after_a_restart(database_url: str) -> None:
    """R2: the receipt is in the database, not in the process."""
    with world(database_url) as play:
        first = play.wish("kham", "card.post", id="before-the-power-cut", **POST)
        play.restart()
        assert play.wish("kham", "card.post", id="before-the-power-cut", **POST).ok == first.ok
        assert len(play.sees("kham", "card")) == 1


def test_another_body_under_the_same_id_is_refused(database_url: str) -> None:
    """R2: different -> refused; and the id belongs to its actor alone."""
    with world(database_url) as play:
        play.wish("kham", "card.post", id="one-id-two-texts", **POST)
        assert (
            play.wish("kham", "card.post", id="one-id-two-texts", **POST | {"text": "x"}).refused
            == "id_reused"
        )
        assert play.wish("dao", "card.post", id="one-id-two-texts", **POST).ok is not None


def test_a_transient_refusal_leaves_no_receipt(database_url: str) -> None:
    """R2: too fast now, welcome later, under the same id."""
    with world(database_url) as play:
        play.engine.paces = Paces(lambda: 0.0)  # time stands still: a slow machine fills no bucket again
        replies = [play.wish("kham", "card.post", **POST) for _ in range(45)]
        late = play.wish("kham", "card.post", id="came-too-fast", **POST)
        assert replies[-1].refused == late.refused == "too_fast"
        assert late.retry_after and late.retry_after > 0
        assert play.must("kham", "card.post", id="came-too-fast", **POST)["card"]


def test_the_law_catches_a_house_without_receipts(
    new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted fault: receipts are not kept. The same id then posts two cards."""
    monkeypatch.setattr(Batch, "_keep_receipt", lambda self, wish, reply: None)
    with world(new_sqlite()) as play:
        for _ in range(2):
            play.wish("kham", "card.post", id="once-and-again", **POST)
        assert len(play.sees("kham", "card")) == 2


def test_a_strangers_refusals_leave_nothing_and_their_receipts_go_after_a_day(database_url: str) -> None:
    """C12: R2 holds for what was done; being refused a thousand times fills nobody's disk."""
    with world(database_url) as play:

        def receipts() -> set[str]:
            names = select(receipt.c.id).where(receipt.c.workshop_id == play.workshop)
            return set(play.engine.look(play.workshop, lambda work: work.conn.execute(names).scalars().all()))

        before = receipts()
        wrong = {"name": "Keo", "lang": "en", "org": 999}
        for n in range(20):
            play.engine.paces.forget()
            assert play.wish("guest", "person.join", id=f"stranger-{n:04}", **wrong).refused == "not_found"
        assert receipts() == before
        play.declined("kham", "board.lock", id="a-persons-refusal", board=1, locked=True)
        made = play.must("guest", "person.join", id="a-late-guest", name="Keo", lang="en", org=1, group=1)
        assert (
            play.must("guest", "person.join", id="a-late-guest", name="Keo", lang="en", org=1, group=1)
            == made
        )
        assert play.engine.forget_guests() == 0
        play.engine._clock = lambda: time.time() + 25 * 3600
        assert play.engine.forget_guests() > 0
        kept = receipts()
        assert "a-late-guest" not in kept and "a-persons-refusal" in kept
