"""How a server ends, and what is there when it comes back."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import socketio

from tests.doors.real import Phone, Server, Workshop, new_id, phones
from workshop.doors.lock import Keeper, Taken, serving_at

MODES = ["eventlet", "gevent"]


class Writer(threading.Thread):
    """A phone that posts without a pause until its line is cut. `acked` are the commands it was told are kept."""

    def __init__(self, phone: Phone, board: int) -> None:
        super().__init__(daemon=True)
        self.phone, self.board = phone, board
        self.sent: dict[str, str] = {}
        self.acked: dict[str, int] = {}

    def run(self) -> None:
        number = 0
        while True:
            number += 1
            id, text = new_id(), f"{self.phone.answer['me']['person']}/{number}"
            self.sent[id] = text
            try:
                answer = self.phone.wish(
                    "card.post", id, board=self.board, kind="lesson", text=text, lang="en"
                )
            except (ConnectionError, socketio.exceptions.SocketIOError):
                return
            if "ok" in answer:
                self.acked[id] = answer["ok"]["card"]
            elif answer["refused"] == "too_fast":
                time.sleep(answer["retry_after"])


@pytest.mark.parametrize("mode", MODES)
def test_kill_in_the_middle_of_writes_loses_and_doubles_nothing(
    new_server: Callable[..., Server], mode: str
) -> None:
    """Law of resend (R2): after kill -9 and a restart every acknowledged command is there once, and a resend of
    each, acknowledged or not, changes nothing or makes it once.
    """
    server = new_server(mode).start()
    workshop = server.workshop(budget=None)
    people = [workshop.person(f"P{n}") for n in range(6)]
    board = workshop.boards()[0]
    writers = [Writer(workshop.phone(person["token"]), board) for person in people]
    for writer in writers:
        writer.start()
    enough = threading.Event()
    while not enough.wait(0.01):
        if sum(len(writer.acked) for writer in writers) > 60:
            enough.set()
    server.kill()
    for writer in writers:
        writer.join(30)
    server.start()
    for writer, person in zip(writers, people, strict=True):
        own = workshop.streams(person["token"])[f"person:{person['person']}"]
        texts = {card["id"]: card["text"] for card in own if card["type"] == "card"}
        for id, card in writer.acked.items():
            assert texts[card] == writer.sent[id]
        assert len(set(texts.values())) == len(texts)
        with phones(workshop.phone(person["token"])) as (phone,):
            for id, text in list(writer.sent.items())[-3:]:
                said = phone.wish("card.post", id, board=board, kind="lesson", text=text, lang="en")
                assert said["ok"]["card"] == writer.acked.get(id, said["ok"]["card"])
        own = workshop.streams(person["token"])[f"person:{person['person']}"]
        texts_after = [card["text"] for card in own if card["type"] == "card"]
        assert len(set(texts_after)) == len(texts_after)


@pytest.mark.parametrize("mode", [*MODES, "threading"])
def test_sigterm_says_goodbye_and_leaves_in_a_second_or_two(
    new_server: Callable[..., Server], mode: str
) -> None:
    server = new_server(mode).start()
    workshop = server.workshop()
    with phones(workshop.phone(workshop.chair), workshop.phone(workshop.chair, "polling")) as (
        phone,
        polling,
    ):
        phone.wish("workshop.edit", venue={"lo": "", "en": "Kept"})
        started = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - started < 10
        for each in (phone, polling):  # each hears with a thread of its own
            each.until(lambda each=each: each.byes, "bye")
            assert each.byes == ["restart"]
            assert each.gone.wait(10)
    assert "Traceback" not in server.said()
    server.start()
    again = Workshop(server, workshop.code, workshop.id, workshop.chair)
    (record,) = [r for r in again.streams(again.chair)[f"workshop:{again.id}"] if r["type"] == "workshop"]
    assert record["venue"]["en"] == "Kept"


def test_two_servers_do_not_share_a_folder(new_server: Callable[..., Server]) -> None:
    """R14: the second says in one line that the folder is taken, and where."""
    server = new_server().start()
    other = new_server(folder=server.folder)
    done = subprocess.run(other.command, env=other.env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.strip().count("\n") == 0
    assert server.base in done.stderr


def test_the_lock_outlives_no_process(tmp_path: Path, new_server: Callable[..., Server]) -> None:
    """R14: a killed server's folder is free at once, and its note is not believed."""
    server = new_server(folder=tmp_path / "held").start()
    assert serving_at(server.folder) == server.base
    with pytest.raises(Taken):
        Keeper(server.folder).take()
    server.kill()
    keeper = Keeper(server.folder)
    keeper.take()
    assert serving_at(server.folder) is None
    keeper.release()


def test_a_taken_port_is_one_line(new_server: Callable[..., Server]) -> None:
    server = new_server().start()
    other = new_server(WORKSHOP_PORT=str(server.port))
    done = subprocess.run(other.command, env=other.env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "WORKSHOP_PORT" in done.stderr and done.stderr.strip().count("\n") == 0
