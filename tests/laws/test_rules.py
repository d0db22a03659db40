"""The numbered rules of the kernel that no other law proves in passing."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from tests.world import World, at_once, world
from workshop.features.ballots.tables import ballot, tally
from workshop.features.cards.tables import card
from workshop.kernel.tables import change, dirty, receipt

ROOT = Path(__file__).resolve().parents[2]
POST = {"board": 1, "kind": "problem", "text": "ບໍ່ມີງົບປະມານ", "lang": "lo"}


def revealed(play: World, **more: object) -> int:
    id = int(play.must("kham", "card.post", **POST | more)["card"])
    play.must("chair", "board.move", board=1, phase="reveal")
    return id


def test_r4_a_crash_between_vote_and_drawing_is_made_good(database_url: str) -> None:
    """R4: the mark is in the vote's own transaction; start-up draws what was left."""
    with world(database_url) as play:
        id = revealed(play)
        play.must("chair", "board.move", board=1, phase="vote")
        play.must("dao", "ballot.cast", round=1, subject=f"card:{id}", dots=2)
        play.settle()
        # As a crash would leave it: the ballot counted in no tally, the mark still there.
        with play.engine.store.work(play.workshop) as conn:
            conn.execute(tally.update().values(votes=0))
            conn.execute(
                insert(dirty).values(workshop_id=play.workshop, kind="tally", subject=f"1/card:{id}")
            )
        play.restart()
        play.settle()
        play.must("chair", "board.move", board=1, phase="report")
        assert play.sees("kham", "tally")[f"1.card.{id}"]["votes"] == 2


def test_r4_tallies_are_coalesced_and_unseen_until_they_may_be(database_url: str) -> None:
    """R4: many ballots, few drawings; in a hidden round not one number on any stream."""
    with world(database_url, budget=None, cap=100) as play:
        id = revealed(play)
        play.must("chair", "board.move", board=1, phase="vote")
        jobs = [
            (lambda who=who, n=n: play.wish(who, "ballot.cast", round=1, subject=f"card:{id}", dots=n))
            for who in ("noy", "kham", "dao")
            for n in range(1, 11)
        ]
        assert all(reply.ok is not None for reply in at_once(*jobs))
        play.settle()
        assert not play.sees("chair", "tally") and not play.sees("kham", "tally")
        play.must("noy", "board.move", board=1, phase="report")
        laid = select(ballot.c.value).where(ballot.c.round_id == 1)
        total = sum(play.engine.look(play.workshop, lambda work: work.ids(laid)))
        assert play.sees("kham", "tally")[f"1.card.{id}"] == {
            "key": f"tally:1.card.{id}",
            "type": "tally",
            "id": f"1.card.{id}",
            "round": 1,
            "subject": f"card:{id}",
            "votes": total,
            "voters": 3,
            "hands": 0,
        }


def test_r5_resume_never_tells_an_old_text(database_url: str) -> None:
    """R5: a card edited and then hidden while the phone slept arrives as a drop, and its old text not at all."""
    with world(database_url) as play:
        id = revealed(play, text="Seen before sleep")
        asleep = play.snapshot("dao")
        play.must("kham", "card.edit", card=id, text="Regretted at once")
        play.must("noy", "card.hide", card=id)
        stream = "group:1"
        [delta] = play.engine.resume(play.workshop, stream, asleep.seqs[stream])["deltas"]
        assert delta["drops"] == [f"card:{id}"] and "Regretted" not in json.dumps(delta)
        asleep.take(delta)
        assert asleep.maps[stream] == play.snapshot("dao").maps[stream]


def test_r5_a_client_ahead_of_the_house_gets_the_whole(database_url: str) -> None:
    """R5: a restored backup; the phone's number is beyond ours, so it is told everything anew."""
    with world(database_url) as play:
        answer = play.engine.resume(play.workshop, "group:1", 1_000_000)
        assert "records" in answer and answer["seq"] == play.snapshot("dao").seqs["group:1"]


def test_r6_a_snapshot_is_one_moment(database_url: str) -> None:
    """R6: while cards move between two streams, no snapshot shows one in both or in neither."""
    with world(database_url) as play:
        id = revealed(play)
        stop, seen = threading.Event(), []

        def read() -> None:
            while not stop.is_set():
                maps = play.snapshot("noy").maps
                seen.append((f"card:{id}" in maps["group:1"]) + (f"card:{id}" in maps["desk:1"]))

        reader = threading.Thread(target=read)
        reader.start()
        for _ in range(25):
            play.must("noy", "card.hide", card=id)
            play.must("noy", "card.restore", card=id)
        stop.set()
        reader.join()
        assert len(seen) > 10 and set(seen) == {1}


def test_r11_until_reveal_there_are_counts_and_no_texts(database_url: str) -> None:
    """R11: desk, chair and screen know how many, never what."""
    with world(database_url) as play:
        play.must("kham", "card.post", **POST | {"text": "Between me and my phone"})
        play.settle()
        for who in ("chair", "noy", "dao", "screen"):
            assert "Between me" not in json.dumps(play.snapshot(who).maps)
        assert play.sees("screen", "progress")[1]["cards"] == 1
        assert play.sees("kham", "card")


def test_r11_back_to_private_takes_the_texts_back(database_url: str) -> None:
    """R3, R11: the leader who revealed too soon goes back; the cards leave the table's stream."""
    with world(database_url) as play:
        id = revealed(play)
        assert id in play.sees("dao", "card")
        play.must("noy", "board.move", board=1, phase="write")
        assert id not in play.sees("dao", "card") and id in play.sees("kham", "card")


def test_r12_a_ballot_names_its_voter_and_its_caster_and_a_rerun_keeps_it(database_url: str) -> None:
    """R12: ballots stay in their round; the new round begins from nothing, the old result stays readable."""
    with world(database_url) as play:
        id = revealed(play)
        play.must("noy", "board.move", board=1, phase="vote")
        play.must("dao", "ballot.cast", round=1, subject=f"card:{id}", dots=2)
        again = play.must("noy", "round.rerun", board=1)["round"]
        play.settle()
        rows = play.engine.look(play.workshop, lambda work: work.all(select(ballot)))
        assert [(row["person_id"], row["caster_id"], row["value"]) for row in rows] == [
            (play.people["dao"],) * 2 + (2,)
        ]
        assert play.sees("kham", "tally")[f"1.card.{id}"]["votes"] == 2
        assert play.declined("dao", "ballot.cast", round=1, subject=f"card:{id}", dots=1) == "wrong_phase"
        assert play.must("dao", "ballot.cast", round=again, subject=f"card:{id}", dots=1)["left"] == 4


def test_r12_dots_on_a_hidden_card_stay_their_owners(database_url: str) -> None:
    """R12: they stay spent and seen by their owner, who may take them back; nobody can lay more."""
    with world(database_url) as play:
        id = revealed(play)
        play.must("noy", "board.move", board=1, phase="vote")
        play.must("dao", "ballot.cast", round=1, subject=f"card:{id}", dots=2)
        play.must("noy", "card.hide", card=id)
        assert [b["dots"] for b in play.sees("dao", "ballot").values()] == [2]
        assert play.declined("sy", "ballot.cast", round=1, subject=f"card:{id}", dots=1) == "not_found"
        assert play.must("dao", "ballot.cast", round=1, subject=f"card:{id}", dots=0)["left"] == 5


@pytest.mark.parametrize("planted", [False, True])
def test_r15_no_switch_inside_a_work(tmp_path: Path, planted: bool) -> None:
    """R15: under eventlet on SQLite no green thread runs between BEGIN and COMMIT.

    Planted fault: a handler that sleeps; the counter must see it.
    """
    script = [
        sys.executable,
        "-m",
        "tests.laws.no_switch",
        f"sqlite:///{tmp_path}/w.db",
        "planted" if planted else "no",
    ]
    ran = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert (int(ran.stdout) > 0) == planted


def test_r20_the_log_is_kept_and_holds_no_words(database_url: str) -> None:
    """R2, R20: every change is kept for good, as keys; receipts hold codes, never sentences or texts."""
    with world(database_url) as play:
        id = revealed(play, text="Words of a person")
        play.declined("vanh", "card.edit", card=id, text="Words of another")

        def read(work):  # type: ignore[no-untyped-def]
            return work.all(select(change)), work.all(select(receipt))

        log, receipts = play.engine.look(play.workshop, read)
        assert any(f"card:{id}" in row["puts"] for row in log)
        told = json.dumps([log, receipts], ensure_ascii=False, default=str)
        assert "Words of" not in told and {row["refused"] for row in receipts} == {None, "not_found"}


def test_a_draft_refused_is_refused_with_its_reason(new_sqlite: Callable[[], str]) -> None:
    """Bad input: each has a code of its own; nothing is stored of it."""
    with world(new_sqlite()) as play:
        cases = {
            "empty": {"text": " \u200b "},
            "too_long": {"text": "ກ" * 281},
            "not_found": {"org": 999},
            "invalid": {"kind": "risk"},
            "unknown_field": {"colour": "red"},
        }
        for code, change_ in cases.items():
            assert play.declined("kham", "card.post", **POST | change_) == code, code
        assert play.wish("kham", "card.explode").refused == "unknown_command"
        assert play.wish("kham", "card.post", text="x").refused == "invalid"
        count = play.engine.look(play.workshop, lambda work: len(work.all(select(card))))
        assert count == 0
        assert play.must("kham", "card.post", **POST | {"text": "ກ" * 280})


def test_a_budget_can_be_lifted(new_sqlite: Callable[[], str]) -> None:
    """`null` is without limit; boards made from then on have none."""
    with world(new_sqlite(), budget=5) as play:
        play.must("chair", "workshop.edit", budget=None)
        assert play.sees("chair", "workshop")[play.workshop]["budget"] is None
        play.must("chair", "workshop.edit", cap=3)
        assert play.sees("chair", "workshop")[play.workshop]["budget"] is None


def test_removal_takes_effect_at_once(new_sqlite: Callable[[], str]) -> None:
    """A removed person is nobody from the commit on, and their connections are told to go; readmission restores."""
    with world(new_sqlite()) as play:
        play.must("noy", "person.remove", person=play.people["dao"])
        play.settle()
        assert (play.people["dao"], "removed") in play.dismissed
        assert play.declined("dao", "card.post", **POST) == "removed"
        play.must("noy", "person.readmit", person=play.people["dao"])
        assert play.must("dao", "card.post", **POST)


def test_guesses_of_a_personal_code_are_limited(new_sqlite: Callable[[], str]) -> None:
    """Eight guesses from an address, then patience; the right code brings the same person back, in Lao digits too."""
    with world(new_sqlite()) as play:
        code = play.sees("kham", "person")[play.people["kham"]]["code"]
        lao = code.translate(str.maketrans("0123456789", "໐໑໒໓໔໕໖໗໘໙"))
        assert (
            play.must("guest", "person.return", code=f"{lao[:4]} {lao[4:]}")["person"] == play.people["kham"]
        )
        refused = [play.wish("guest", "person.return", code=f"{n:08d}").refused for n in range(20)]
        assert refused[:3] == ["code"] * 3 and refused[-1] == "too_fast"


def test_every_rule_is_named_by_a_test() -> None:
    """Law 9: R1 to R22, each quoted by at least one test, in Python or in the browser's."""
    tests = [
        path.read_text() for path in (ROOT / "tests").rglob("*") if path.suffix in (".py", ".ts", ".mjs")
    ]
    named = {int(n) for text in tests for n in re.findall(r"\bR(\d{1,2})\b", text)}
    assert set(range(1, 23)) - named == set()


def test_r9_nobody_is_taken_for_who_came_in_their_place(tmp_path: Path) -> None:
    """R9: after a restored backup ids are given again; a token from before opens for nobody else.

    Planted: with every person's version the same, the late phone was whoever had joined since.
    """
    file, copy = tmp_path / "workshop.sqlite3", tmp_path / "copy.sqlite3"
    with world(f"sqlite:///{file}") as play:
        sqlite3.connect(file).backup(sqlite3.connect(copy))
        late, theirs = play.join("late", 1), play.claims["late"]
        play.url = f"sqlite:///{copy}"
        play.restart()
        assert play.join("new", 2) == late
        play.claims["late"] = theirs
        assert play.declined("late", "card.post", **POST) == "not_found"
        assert play.must("new", "card.post", **POST | {"board": 2})
