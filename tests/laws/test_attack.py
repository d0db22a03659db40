"""What curious participants, unlucky timing and failing parts once did to the house: each is shown to do it no more."""

from __future__ import annotations

import itertools
import json
import logging
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert

from tests.world import World, at_once, world
from workshop.doors import wire
from workshop.doors.broker import BROKER_QUEUE, Broker
from workshop.features import house
from workshop.kernel import publisher
from workshop.kernel.data import parse
from workshop.kernel.engine import Engine
from workshop.kernel.errors import Refused
from workshop.kernel.store import Store
from workshop.kernel.tables import dirty
from workshop.kernel.words import clean

POST = {"kind": "problem", "lang": "en"}


def last_deed(play: World) -> int:
    return max(play.sees("chair", "deed"))


def write(play: World, who: str, text: str, board: int = 1) -> int:
    return int(play.must(who, "card.post", board=board, text=text, **POST)["card"])


def step_of(play: World) -> int:
    return int(next(iter(play.sees("screen", "workshop").values()))["step"])


# The participant with developer tools


@pytest.mark.parametrize("marks", ["\u0ec8\u0eb4", "\u0eb3\u0ec8", "\u0ecd\u0ec8\u0eb2", "\u0315\u0300"])
def test_a_tower_of_marks_does_not_hold_the_server(marks: str) -> None:
    """A guest's name of 60 KB in tones and vowels took minutes to clean, a pass for every tone, and all else waited."""
    join = house().commands["person.join"].data
    begun = time.perf_counter()
    with pytest.raises(Refused, match="too_long"):
        parse(join, {"name": "ກ" + marks * 20_000, "lang": "lo", "org": 1})
    clean("ກ" + marks * 2_000)
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize("id", ["²", "١", "9" * 30, "017", "-1", "+1", "1\n", " 1", "1_0", ""])
def test_a_forged_subject_is_not_found_and_harms_no_one_else(
    new_sqlite: Callable[[], str], id: str, caplog: pytest.LogCaptureFixture
) -> None:
    """`card:²` is a digit to Python's isdigit and none to int: it brought down every batch it was in."""
    with world(new_sqlite()) as play, caplog.at_level(logging.ERROR, "workshop"):
        write(play, "kham", "x")
        play.must("chair", "board.move", board=1, phase="vote")
        assert play.declined("dao", "ballot.cast", round=1, subject=f"card:{id}", dots=1) == "not_found"
        # Clients of a test before may still say that they were cut off.
        assert not [one for one in caplog.records if one.name.startswith("workshop")]


def test_one_groups_invitation_does_not_answer_for_anothers(new_sqlite: Callable[[], str]) -> None:
    """R2: receipts of invited leaders were kept under one name, whatever their group."""
    with world(new_sqlite()) as play:
        play.claims |= {f"invited{n}": play.invitation(n) for n in (1, 2)}
        body = {"name": "Leader", "lang": "en", "org": 1}
        first = play.must("invited1", "person.join", id="the-same-command-id", **body)
        second = play.must("invited2", "person.join", id="the-same-command-id", **body)
        assert (first["group"], second["group"]) == (1, 2) and first["person"] != second["person"]


def test_an_invitation_to_a_group_taken_back(new_sqlite: Callable[[], str]) -> None:
    """It seated its holder at a table that was no longer there."""
    with world(new_sqlite()) as play:
        made = play.must("chair", "group.add", name={"en": "Late"})["group"]
        play.claims["late"] = play.invitation(made)
        play.must("chair", "deed.undo", deed=last_deed(play))
        assert play.declined("late", "person.join", name="Late", lang="en", org=1) == "not_found"


def test_a_deep_query_is_invalid_and_no_fault() -> None:
    with pytest.raises(Refused, match="invalid"):
        wire.have_in_query("[" * 5_000)


# Anonymity


def test_words_edited_in_confidence_stay_in_confidence(new_sqlite: Callable[[], str]) -> None:
    """R10: only a new card made the promise; a card rewritten while anonymous could be named afterwards."""
    with world(new_sqlite(), named=True) as play:
        id = write(play, "kham", "harmless")
        play.must("chair", "workshop.edit", named=False)
        play.must("kham", "card.edit", card=id, text="in confidence")
        assert play.declined("chair", "workshop.edit", named=True) == "cannot_loosen"


def test_hiding_cards_does_not_tell_which_are_of_one_author(new_sqlite: Callable[[], str]) -> None:
    """R10: the number of writers fell with an author's last visible card, so a leader could sort cards by author."""
    with world(new_sqlite(), named=False) as play:
        play.must("chair", "board.move", board=1, phase="reveal")
        ids = [write(play, who, f"{who} {n}") for n, who in enumerate(("kham", "kham", "dao"))]
        told = []
        for id in ids:
            play.must("noy", "card.hide", card=id)
            play.settle()
            told.append(play.sees("noy", "progress")[1]["writers"])
        assert told == [2, 2, 2]


# Undo and redo, late


def test_a_leaders_redo_does_not_reach_another_table(new_sqlite: Callable[[], str]) -> None:
    """Law 5: Noy sent Kham out and took it back; Kham went to table 2; Noy's redo sent Kham out from there."""
    with world(new_sqlite(), assign="choose") as play:
        kham = play.people["kham"]
        play.must("noy", "person.remove", person=kham)
        sent = last_deed(play)
        play.must("noy", "deed.undo", deed=sent)
        play.must("kham", "person.choose", group=2)
        assert play.declined("noy", "deed.redo", deed=sent) == "not_allowed"
        assert not play.sees("chair", "person")[kham]["removed"]


def test_a_leaders_redo_does_not_send_out_a_leader(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        kham = play.people["kham"]
        play.must("noy", "person.remove", person=kham)
        sent = last_deed(play)
        play.must("noy", "deed.undo", deed=sent)
        play.must("chair", "person.promote", person=kham, role="leader")
        assert play.declined("noy", "deed.redo", deed=sent) == "not_allowed"


def test_undo_seats_nobody_at_a_table_taken_back(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite(), assign="choose") as play:
        kham, made = play.people["kham"], play.must("chair", "group.add", name={"en": "Late"})["group"]
        added = last_deed(play)
        play.must("kham", "person.choose", group=made)
        play.must("chair", "person.move", person=kham, group=1)
        moved = last_deed(play)
        play.must("chair", "deed.undo", deed=added)
        assert play.declined("chair", "deed.undo", deed=moved) == "not_ready"
        assert play.sees("chair", "person")[kham]["group"] == 1


def test_undo_makes_no_leader_without_a_table(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        noy = play.people["noy"]
        play.must("chair", "person.promote", person=noy, role="participant")
        ended = last_deed(play)
        play.must("chair", "person.move", person=noy, group=None)
        assert play.declined("chair", "deed.undo", deed=ended) == "not_ready"
        play.must("chair", "deed.undo", deed=last_deed(play))
        play.must("chair", "deed.undo", deed=ended)
        assert play.sees("chair", "person")[noy]["role"] == "leader"


def test_undo_does_not_show_what_was_laid_unseen(new_sqlite: Callable[[], str]) -> None:
    """`round.set` is refused once dots are in; taking one back then showed the running tallies."""
    with world(new_sqlite()) as play:
        id = write(play, "kham", "x")
        play.must("noy", "round.set", board=1, budget=9, cap=9, live=True)
        play.must("noy", "round.set", board=1, budget=9, cap=9, live=False)
        closed = last_deed(play)
        play.must("chair", "board.move", board=1, phase="vote")
        play.must("dao", "ballot.cast", round=1, subject=f"card:{id}", dots=9)
        assert play.declined("noy", "deed.undo", deed=closed) == "not_ready"
        play.settle()
        assert not play.sees("noy", "tally")


def test_the_room_never_stands_at_a_step_that_is_not_there(new_sqlite: Callable[[], str]) -> None:
    """By an undo of a going after a drop; by a redo of a going, or of a drop."""
    with world(new_sqlite()) as play:
        second, third = sorted(play.sees("chair", "step"))[1:3]
        play.must("chair", "step.go", step=third)
        play.must("chair", "step.go", step=second)
        went = last_deed(play)
        play.must("chair", "step.drop", step=third)
        dropped = last_deed(play)
        assert play.declined("chair", "deed.undo", deed=went) == "not_ready"
        play.must("chair", "deed.undo", deed=dropped)
        play.must("chair", "step.go", step=third)
        assert play.declined("chair", "deed.redo", deed=dropped) == "not_ready"
        assert step_of(play) == third and third in play.sees("screen", "step")


def test_a_result_does_not_outlive_the_round_it_was_counted_in(new_sqlite: Callable[[], str]) -> None:
    """R13: taking a new vote back left its numbers standing as the group's result."""
    with world(new_sqlite()) as play:
        id = write(play, "kham", "x")
        play.must("chair", "board.move", board=1, phase="report")
        again = play.must("noy", "round.rerun", board=1)["round"]
        rerun = last_deed(play)
        play.must("dao", "ballot.cast", round=again, subject=f"card:{id}", dots=2)
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.submit", board=1)
        submitted = last_deed(play)
        assert submitted in play.wish("noy", "deed.undo", deed=rerun).params["deeds"]
        play.must("noy", "deed.undo", deed=rerun, together=True)
        assert not play.sees("chair", "submission") and play.sees("screen", "board")[1]["submitted"] is None


def test_redo_of_a_placing_after_its_undo(new_sqlite: Callable[[], str]) -> None:
    """Taking a card out of a theme it was no longer in emptied the placing, so that redo said ok and placed nothing."""
    with world(new_sqlite()) as play:
        id = write(play, "kham", "x")
        play.must("chair", "board.move", board=1, phase="reveal")
        theme = play.must("chair", "theme.create", title={"en": "t"})["theme"]
        play.must("chair", "theme.place", theme=theme, cards=[id])
        placed = last_deed(play)
        play.must("chair", "deed.undo", deed=placed)
        play.must("chair", "theme.unplace", cards=[id])
        play.declined("chair", "theme.split", theme=theme, cards=[id], title={"en": "s"})
        play.must("chair", "deed.redo", deed=placed)
        assert play.sees("screen", "source")[id]["theme"] == theme


# A failing part


def test_a_lane_outlives_whatever_is_raised_in_it(
    new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault after the commit ended the lane's thread: its workshop answered nobody until the next start."""
    with world(new_sqlite()) as play:

        def broken(self: object, *_: Any) -> None:
            raise RuntimeError("out of luck")

        with monkeypatch.context() as fault:
            fault.setattr(publisher.Publisher, "put", broken)
            play.wish("kham", "card.post", id="kept-but-not-told", board=1, text="x", **POST)
        again = play.wish("kham", "card.post", id="kept-but-not-told", board=1, text="x", **POST)
        assert again.ok is not None
        assert len(play.sees("kham", "card")) == 1


def test_one_subject_that_cannot_be_drawn_leaves_the_others(new_sqlite: Callable[[], str]) -> None:
    """R4: a mark no drawing could answer kept every tally and every number of its kind from being drawn, for good."""
    with world(new_sqlite()) as play:
        with play.engine.store.work(play.workshop) as conn:
            mark = {"workshop_id": play.workshop, "kind": "progress", "subject": "no group at all"}
            conn.execute(insert(dirty), [mark])
        write(play, "kham", "x")
        play.settle()
        assert play.sees("screen", "progress")[1]["cards"] == 1


def test_a_failed_batch_logs_nothing_of_what_was_written(
    new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """R10: a whole batch that fails was logged with the message of its fault, which may hold a text."""
    with world(new_sqlite()) as play:

        def broken(self: object, wishes: list[Any]) -> None:
            raise ValueError(json.dumps([wish.data.model_dump() for wish in wishes]))

        with monkeypatch.context() as fault, caplog.at_level(logging.ERROR, "workshop"):
            fault.setattr("workshop.kernel.batch.Batch.load_rows", broken)
            reply = play.wish("kham", "card.post", board=1, text="in confidence", **POST)
        assert reply.refused == "busy"
        assert caplog.records and "in confidence" not in caplog.text


def test_one_id_at_two_processes_at_once(new_postgres: Callable[[], str]) -> None:
    """R2 across processes: a phone that changes servers sends its wish to both."""
    with world(new_postgres()) as play:
        other = Engine(Store(play.url), house())
        other.start(lambda packets: None)
        try:
            data = POST | {"board": 1, "text": "once"}
            replies = at_once(
                *[
                    lambda at=at, n=n: at.execute(
                        play.claims["kham"], "card.post", data, f"both-{n}-processes", play.workshop
                    )
                    for n in range(5)
                    for at in (play.engine, other)
                ]
            )
        finally:
            other.stop()
        made = [reply.ok["card"] for reply in replies if reply.ok]
        assert len(made) == 10 and len(set(made)) == 5
        assert len(play.sees("kham", "card")) == 5


class Line:
    """Redis as a line to publish by: it takes nothing the first two times, and ends the sender with the third word."""

    connected = True

    def __init__(self) -> None:
        self.redis, self.sent = self, []
        self._takes = itertools.chain([0, 0], itertools.repeat(1))

    def publish(self, channel: str, text: str) -> int:
        taken = next(self._takes)
        if taken:
            self.sent.append(json.loads(text).get("person", "delta"))
        if len(self.sent) == 3:
            raise SystemExit
        return taken


def test_a_dismissal_reaches_the_other_processes_though_redis_was_away() -> None:
    """R8: it waited in the queue of deltas and was dropped with them; no `heads` would have made up for it."""
    broker = Broker("redis://127.0.0.1:1", "test", lambda workshop, person, why: None)
    broker._out = line = Line()
    for _ in range(BROKER_QUEUE + 1):
        broker._publish({"method": "emit"})
    broker.tell_others({"method": "disconnect", "person": [1, 2, "removed"]})
    with pytest.raises(SystemExit):
        broker._send()
    assert line.sent == [[1, 2, "removed"], "delta", "delta"]


def test_an_invitation_ends_with_the_leader_who_could_show_it(new_sqlite: Callable[[], str]) -> None:
    """R9: a leader sent out, demoted or seated elsewhere cannot come in again by the old invitation."""
    with world(new_sqlite()) as play:
        for end in (
            ("person.promote", {"person": play.people["noy"], "role": "participant"}),
            ("person.move", {"person": play.people["noy"], "group": 2}),
            ("person.remove", {"person": play.people["noy"]}),
        ):
            play.must("chair", "person.readmit", person=play.people["noy"])
            play.must("chair", "person.move", person=play.people["noy"], group=1)
            play.must("chair", "person.promote", person=play.people["noy"], role="leader")
            play.claims["invited"] = play.invitation(1)
            play.must("chair", end[0], **end[1])
            joining = {"name": "Noy again", "lang": "en", "org": 1}
            assert play.declined("invited", "person.join", **joining) == "not_found", end[0]
            play.claims["invited"] = play.invitation(1)
            assert play.must("invited", "person.join", **joining)["group"] == 1


def test_words_run_one_way(new_sqlite: Callable[[], str]) -> None:
    """A name that would turn round all that follows it on the projector arrives without what turns it."""
    with world(new_sqlite()) as play:
        turned = play.must("guest", "person.join", name="Kham \u202eevil\u2066", lang="en", org=1, group=1)[
            "person"
        ]
        assert play.sees("chair", "person")[turned]["name"] == "Kham evil"


def test_an_invitation_that_ended_is_no_part_of_the_step_and_stays_ended(
    new_sqlite: Callable[[], str],
) -> None:
    """Two leaders of one table step down; one is put back alone, and no undo brings an old link to life."""
    with world(new_sqlite()) as play:
        play.must("chair", "person.promote", person=play.people["kham"], role="leader")
        play.claims["old"] = play.invitation(1)
        play.must("chair", "person.promote", person=play.people["noy"], role="participant")
        demoted = last_deed(play)
        play.must("chair", "person.promote", person=play.people["kham"], role="participant")
        play.must("chair", "deed.undo", deed=demoted)
        assert play.sees("chair", "person")[play.people["noy"]]["role"] == "leader"
        assert play.sees("chair", "person")[play.people["kham"]]["role"] == "participant"
        assert play.declined("old", "person.join", name="Again", lang="en", org=1) == "not_found"
