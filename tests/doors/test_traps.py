"""Every trap of the servers that trials found, each shown to be closed (R16)."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import select
import socket
import subprocess
import sys
import threading
import time
import timeit
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import engineio
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from tests.attack import Target, chunked
from tests.doors.real import Raw, Server, new_id, phones, wait_for
from workshop.doors import server as doors
from workshop.settings import Settings

DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"


def test_deflate_is_not_negotiated(server: Server) -> None:
    """Planted: without `without_deflate` the handshake answers with the extension on eventlet and on gevent."""
    raw = Raw(server, DEFLATE)
    assert "101" in raw.head
    assert "extensions" not in raw.head.lower()
    raw.close()


def test_more_connections_than_the_servers_default_allow(server: Server) -> None:
    """eventlet's 1,025th connection hangs by default."""
    doors.raise_file_limit()
    lines = [Raw(server) for _ in range(1_100)]
    try:
        assert all("101" in line.head for line in lines)
        assert lines[-1].read()[1].startswith(b"0")
        assert requests.get(f"{server.base}/healthz", timeout=10).ok
    finally:
        for line in lines:
            line.close()


@pytest.mark.parametrize("size", [doors.FRAME_CAP + 1, 2_000_000])
def test_a_frame_over_the_cap_ends_its_own_connection(server: Server, size: int) -> None:
    workshop = server.workshop()
    raw = Raw(server)
    raw.enter()
    with contextlib.suppress(OSError):  # hung up on before all of it was sent
        raw.frame(b"4" + b"x" * size)
    assert raw.ended()
    raw.close()
    with phones(workshop.phone(workshop.chair)) as (phone,):
        assert phone.answer["me"]["role"] == "chair"


def test_fragments_do_not_add_up_past_the_cap(server: Server) -> None:
    """The libraries cap a fragment, not their sum."""
    raw = Raw(server)
    raw.enter()
    with contextlib.suppress(OSError):
        raw.frame(b"4" + b"x" * 30_000, opcode=1, final=False)
        for _ in range(40):
            raw.frame(b"x" * 30_000, opcode=0, final=False)
    assert raw.ended()
    raw.close()


def test_a_long_post_over_polling_is_refused(server: Server) -> None:
    opened = requests.get(f"{server.base}/socket.io/?EIO=4&transport=polling", timeout=10).text
    sid = opened.split('"sid":"')[1].split('"')[0]
    url = f"{server.base}/socket.io/?EIO=4&transport=polling&sid={sid}"
    assert requests.post(url, data="4" * (doors.FRAME_CAP + 1), timeout=10).status_code == 400


def test_another_origin_is_refused(server: Server) -> None:
    """R9: no page elsewhere opens a socket in a visitor's name."""
    raw = Raw(server, "Origin: http://elsewhere.example")
    assert " 400 " in raw.head.splitlines()[0]
    raw.close()


def test_nagle_is_off_and_the_backlog_is_long() -> None:
    """Planted: with the default backlog of 50 the connections past it time out."""
    listener = doors.listen("127.0.0.1", 0)
    waiting = []
    try:
        for _ in range(300):  # nobody accepts
            waiting.append(socket.create_connection(listener.getsockname(), 2))
        accepted, _ = listener.accept()
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        accepted.close()
    finally:
        for each in [*waiting, listener]:
            each.close()


@given(st.binary(max_size=300), st.tuples(*[st.integers(0, 255)] * 4), st.integers(0, 9))
def test_the_fast_unmasking_is_the_slow_one(data: bytes, mask: tuple[int, ...], offset: int) -> None:
    slow = bytes(byte ^ mask[(offset + i) % 4] for i, byte in enumerate(data))
    assert doors._unmask(data, mask, len(data), offset) == slow


def test_the_fast_unmasking_is_fast() -> None:
    data = bytes(range(256)) * 256
    # The best of several: another program may have the core in the middle of one.
    took = min(timeit.repeat(lambda: doors._unmask(data, (1, 2, 3, 4)), number=1, repeat=20))
    assert took < 0.005  # byte by byte: 9 ms and more


class Line:
    """Stands in for a phone's connection below Socket.IO."""

    def __init__(self, *unread: bool) -> None:
        self.was_cut = False
        self.said = list(unread)

    def unread(self) -> bool:
        return bool(self.said and self.said.pop(0))

    def cut(self) -> None:
        self.was_cut = True


@pytest.fixture
def engine() -> Iterator[Any]:
    it = engineio.Server(async_mode="threading", monitor_clients=False)
    doors.tame(it, "threading")
    yield it


def test_a_dead_phones_queue_is_bounded(engine: Any) -> None:
    """R8: a phone that left without a word is cut off at the bound; others go on."""
    dead, alive = engineio.socket.Socket(engine, "dead"), engineio.socket.Socket(engine, "alive")
    engine.sockets |= {"dead": dead, "alive": alive}
    dead.wire = Line()
    packet = engineio.packet.Packet(engineio.packet.MESSAGE, "x")
    for _ in range(doors.QUEUE_BOUND + 10):
        engine.send_packet("dead", packet)
    engine.send_packet("alive", packet)
    assert dead.closed and dead.wire.was_cut
    assert dead.queue.qsize() <= doors.QUEUE_BOUND + 1
    assert alive.queue.qsize() == 1 and not alive.closed


def test_a_phone_whose_words_wait_for_us_is_not_given_up(engine: Any) -> None:
    """C11: its pong stands behind its votes, in our line or still unread. Planted: stock, which closed it."""
    phone = engineio.socket.Socket(engine, "late")
    engine.sockets["late"], phone.wire = phone, Line(True, False)
    phone.last_ping, phone.busy = time.time() - 1_000, 1
    assert phone.check_ping_timeout() and not phone.closed  # a frame of its is under way
    phone.busy = 0
    assert phone.check_ping_timeout() and not phone.closed  # one is waiting to be read
    assert not phone.check_ping_timeout() and phone.closed  # silent


class Late:
    """A queue in which nothing comes in time, so many times."""

    def __init__(self, *given: Any) -> None:
        self.given = list(given)

    def get(self, **_: Any) -> Any:
        if not self.given:
            raise queue.Empty
        if (one := self.given.pop(0)) is queue.Empty:
            raise one
        return one

    def put(self, one: Any) -> None:
        self.given.append(one)

    def empty(self) -> bool:
        return not self.given

    def task_done(self) -> None:
        pass


def test_a_line_with_nothing_to_say_lives(engine: Any) -> None:
    """C11: the library's writer ends a line for which nothing is queued for 25 s; a busy board writes past the queue.

    Planted: stock, which ended it. A storm of 2,000 phones lost lines by it.
    """
    phone = engineio.socket.Socket(engine, "quiet")
    ping = engineio.packet.Packet(engineio.packet.PING)
    phone.upgraded, phone.last_ping = True, time.time() - 5
    phone.queue = Late(queue.Empty, queue.Empty, queue.Empty, ping)
    assert phone.poll() == [ping]
    assert time.time() - phone.last_ping < 5  # counted from when it left
    phone.queue, phone.closed = Late(), True
    with pytest.raises(engineio.exceptions.QueueEmpty):
        phone.poll()


def test_a_ping_that_has_not_left_is_not_waited_for(engine: Any) -> None:
    """C11: on a full core our own writer is late; a phone that takes nothing any more is given up all the same."""
    phone = engineio.socket.Socket(engine, "waits")
    phone.upgraded, phone.wire = True, Line()
    phone.queue.put(engineio.packet.Packet(engineio.packet.PING))
    phone.last_ping = time.time() - doors.ANSWER / 2
    assert phone.check_ping_timeout() and not phone.closed
    phone.last_ping = time.time() - doors.ANSWER * 2
    assert not phone.check_ping_timeout() and phone.closed


def test_a_polling_phone_with_nothing_to_fetch_asks_again(engine: Any) -> None:
    """C11: its answer to a ping came late, so the next is not due yet; stock ended the line. Silent, it is given up."""
    phone = engineio.socket.Socket(engine, "polls")
    phone.queue, phone.last_ping = Late(), None
    assert [each.packet_type for each in phone.poll()] == [engineio.packet.NOOP]
    phone.last_ping = time.time() - 30
    with pytest.raises(engineio.exceptions.QueueEmpty):
        phone.poll()


def test_what_is_no_event_is_not_heard_for_ever(engine: Any) -> None:
    """C3: pings of its own, answers to no ping, upgrades: they leave nothing in memory, and many end the line. Planted:
    the library's own, where each upgrade left a packet and nothing ended it.
    """
    packet = engineio.packet
    phone = engineio.socket.Socket(engine, "odd")
    engine.sockets["odd"], phone.wire, phone.last_ping = phone, Line(), None
    for n in range(doors.SELDOM):
        phone.receive(packet.Packet((packet.PING, packet.PONG, packet.UPGRADE, packet.NOOP)[n % 4]))
    assert not phone.closed and phone.queue.empty()
    phone.receive(packet.Packet(packet.UPGRADE))
    assert phone.closed and phone.wire.was_cut
    with pytest.raises(engineio.exceptions.SocketIsClosedError):
        phone.receive(packet.Packet(packet.MESSAGE, "2[]"))  # nor is it read any further


def test_words_are_what_the_library_can_read() -> None:
    """C3: it reads JSON where none is wanted, as deep as it goes, and ends in an error that nobody catches."""
    said = {
        '42["join",{}]': '42["join",{}]',
        "3": "3",
        "2probe": "2probe",
        "": "6",
        "x": "6",
        "٣": "6",
        "b" * 100: "6",
        "4": "4",
        "4" + "[" * 60_000: "4",
        "3" + "[" * 60_000: "3[[[[[[[",
    }
    assert {word: doors._word(word) for word in said} == said
    assert doors._word(b"x") == b"x" and doors._word(None) is None


def test_nothing_is_read_before_there_is_room() -> None:
    """C3: simple-websocket reads in a thread of its own, as fast as anybody sends. Planted: it read on."""
    here, there = socket.socketpair()
    heard: list[bytes] = []
    whole = doors.Whole(here, lambda: not heard)
    got: list[bytes] = []

    def read() -> None:
        with contextlib.suppress(OSError):  # closed
            while data := whole.recv(10):
                heard.append(data)
                got.append(data)

    reader = threading.Thread(target=read, daemon=True)
    there.sendall(b"first word")
    reader.start()
    there.sendall(b"secondword")
    wait_for(lambda: got, "the first word")
    assert got == [b"first word"]
    heard.clear()
    whole.room.set()
    there.shutdown(socket.SHUT_WR)
    wait_for(lambda: len(got) > 1, "the second")
    whole.close()  # whoever waits for room is let go
    reader.join(10)
    assert not reader.is_alive() and got[1] == b"secondword"
    there.close()


def python(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-c", code]
    return subprocess.run(run, capture_output=True, text=True, timeout=60, env=os.environ | env)


@pytest.mark.parametrize("mode", ["eventlet", "gevent"])
def test_psycopgs_wait_lets_others_run(mode: str) -> None:
    """The C wait stops a whole eventlet hub; patched first, psycopg takes the one in Python."""
    done = python(
        f"from workshop.doors import server; server.patch({mode!r}); import psycopg;"
        "server.check_database_wait('postgresql+psycopg://x'); print('ok')"
    )
    assert done.stdout.strip() == "ok", done.stderr


def test_psycopg_imported_too_early_is_told() -> None:
    done = python(
        "import psycopg; from workshop.doors import server; server.patch('eventlet');"
        "server.check_database_wait('postgresql+psycopg://x')"
    )
    assert "WrongServer" in done.stderr


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading"])
def test_the_mode_is_patched_before_anything_else(mode: str) -> None:
    """R16: nothing of Flask, Socket.IO or the engine is imported before the patch; green DNS is off."""
    done = python(
        "import sys; from workshop.doors import server;"
        "early = [m for m in ('flask', 'socketio', 'engineio', 'sqlalchemy', 'threading') if m in sys.modules];"
        f"server.patch({mode!r}); print(server.running_mode(), [m for m in early if m != 'threading']);"
        "import os; print(os.environ['EVENTLET_NO_GREENDNS'])"
    )
    assert done.stdout.split("\n")[:2] == [f"{mode} []", "yes"], done.stderr


def test_the_collector_is_calmed_and_files_are_many() -> None:
    """R16: the file limit is raised where it may be."""
    done = python(
        "import gc; from workshop.doors import server; server.calm_collector(); server.raise_file_limit();"
        "import resource; soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE);"
        "print(gc.get_freeze_count() > 1000, gc.get_threshold()[0], soft >= min(hard, server.OPEN_FILES))"
    )
    assert done.stdout.split() == ["True", "50000", "True"], done.stderr


# --- gunicorn ----------------------------------------------------------------------------------------------


def gunicorn(*options: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "--no-control-socket",
        "--bind",
        "127.0.0.1:{port}",
        *options,
        "wsgi:app",
    ]


@pytest.mark.parametrize(
    ("worker", "mode", "why"),
    [
        ("gevent", "eventlet", "WORKSHOP_ASYNC_MODE is eventlet, but this worker runs gevent"),
        ("gthread", "gevent", "WORKSHOP_ASYNC_MODE is gevent, but this worker runs threading"),
        ("sync", "threading", "sync worker holds one phone at a time"),
    ],
)
def test_wsgi_refuses_a_worker_that_differs(
    new_server: Callable[..., Server], worker: str, mode: str, why: str
) -> None:
    """R16."""
    it = new_server(mode)
    command = [part.format(port=it.port) for part in gunicorn("--worker-class", worker)]
    done = subprocess.run(command, env=it.env, capture_output=True, text=True, timeout=60, cwd=_root())
    assert why in done.stdout + done.stderr
    assert done.returncode != 0


def test_gunicorns_gevent_worker_serves_and_leaves(new_server: Callable[..., Server]) -> None:
    """R16: the same phones under gunicorn; told to stop, it says goodbye and waits for nobody."""
    it = new_server("gevent")
    it.command = ["sh", "-c", f"cd '{_root()}' && exec " + " ".join(gunicorn("--worker-class", "gevent"))]
    it.command[-1] = it.command[-1].format(port=it.port)
    it.start()
    workshop = it.workshop()
    with phones(workshop.phone(workshop.chair), workshop.phone(workshop.chair, "polling")) as (phone, _):
        assert "ok" in phone.wish("workshop.edit", venue={"lo": "", "en": "Here"})
        phone.until(phone.seen("workshop.edit"), "the delta")
        started = time.monotonic()
        assert it.stop() == 0
        assert time.monotonic() - started < 10
        phone.until(lambda: phone.byes, "bye")  # heard by a thread of its own
        assert phone.byes == ["restart"]


@pytest.mark.parametrize("how", ["serve", "gunicorn"])
def test_a_named_proxys_phones_have_addresses_of_their_own(
    new_server: Callable[..., Server], how: str
) -> None:
    """C1, C9: one who guesses personal codes behind the proxy slows down nobody else behind it."""
    it = new_server("eventlet" if how == "serve" else "gevent", WORKSHOP_PROXY="127.0.0.1")
    if how == "gunicorn":
        it.command = ["sh", "-c", f"cd '{_root()}' && exec " + " ".join(gunicorn("--worker-class", "gevent"))]
        it.command[-1] = it.command[-1].format(port=it.port)
    workshop = it.start().workshop()

    def guess(address: str, code: int) -> str:
        body = {"id": new_id(), "name": "person.return", "data": {"code": f"{code:08}"}}
        url, headers = it.base + workshop.path, {"X-Forwarded-For": f"1.1.1.{code}, {address}"}
        return str(requests.post(url, json=body, headers=headers, timeout=20).json()["refused"])

    said = [guess("198.51.100.7", n) for n in range(30)]
    assert said[0] == "code" and "too_fast" in said
    assert guess("198.51.100.8", 99) == "code"
    # C1, behind gunicorn too: it is gunicorn that would read the chunk's size.
    chunked.a_size_without_end(Target(it.base))
    chunked.every_spelling(Target(it.base))


def _root() -> str:
    return str(Path(doors.__file__).parents[2])


def test_settings_name_the_same_modes() -> None:
    assert Settings().async_mode == "eventlet"


# --- what is written straight to idle phones ---------------------------------------------------------------


def test_a_frame_the_kernel_takes_half_of_is_finished_before_anything_else() -> None:
    """R8: no frame is cut or crossed by another, however slowly a phone reads."""
    here, phone = socket.socketpair()
    here.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    here.setblocking(False)
    started: list[threading.Thread] = []

    class Patient:
        """What the green threads have: a socket that waits."""

        def sendall(self, data: bytes) -> None:
            while data:
                select.select([], [here], [])
                data = data[here.send(data) :]

    def spawn(finish: Callable[[bytes], None], rest: bytes) -> None:
        started.append(threading.Thread(target=finish, args=(rest,), daemon=True))
        started[-1].start()

    direct = doors.Direct(here, Patient(), threading.Lock(), spawn)
    frames = [bytes([n]) * 300_000 for n in range(1, 4)]
    assert direct.push(frames[0])
    assert started, "the kernel took less than all of it"
    assert not direct.push(frames[1])  # not its turn: it goes by the queue
    got = b""
    while len(got) < len(frames[0]):
        got += phone.recv(65_536)
    started[0].join(10)
    assert got == frames[0]
    assert direct.push(b"next") and phone.recv(10) == b"next"
    phone.close()
    direct.push(b"x")  # a dead line raises nothing: whoever reads it finds out
    here.close()


def test_a_slow_readers_frames_are_whole_and_in_order(server: Server) -> None:
    workshop = server.workshop()
    raw = Raw(server)
    raw.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.enter()
    raw.say(f'420["join",{{"code":"{workshop.code}","token":"{workshop.chair}","have":{{}}}}]')
    assert raw.read()[1].startswith(b"430")
    title, body = {"lo": "", "en": "T"}, {"lo": "ກ" * 2000, "en": "x" * 2000}
    added = [
        workshop.wish("step.add", workshop.chair, kind="talk", day=1, title=title, body=body)
        for _ in range(25)
    ]
    last = max(each["heads"][f"workshop:{workshop.id}"] for each in added)
    seqs: list[int] = []
    while not seqs or seqs[-1] < last:
        text = raw.read()[1].decode()
        if text.startswith('42["deltas"'):
            deltas = json.loads(json.loads(text[2:])[1])
            seqs += [delta["seq"] for delta in deltas if delta["stream"] == f"workshop:{workshop.id}"]
        elif text == "2":
            raw.say("3")
    assert seqs == list(range(seqs[0], last + 1))
    raw.close()
