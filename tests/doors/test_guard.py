"""What a connection may take, below any server."""

from __future__ import annotations

import contextlib
import errno
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from workshop.doors import guard as guards
from workshop.doors.guard import PASSING, PASSING_TOO, Guard, Wrong, check_head, party


class Tired:
    """A listener whose machine has had enough: it says each error once, then gives a connection."""

    def __init__(self, errors: list[int], sock: socket.socket) -> None:
        self.errors, self.sock = errors, sock

    def accept(self) -> tuple[socket.socket, tuple[str, int]]:
        if self.errors:
            raise OSError(self.errors.pop(0), "tired")
        return self.sock, ("192.0.2.1", 1)


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    both = socket.socketpair()
    yield both
    for each in both:
        each.close()


def a_guard(most: int = 100, files: int | None = None, **more: Any) -> Guard:
    it = Guard(most, files, **more)
    it.pause = lambda seconds: None
    return it


def test_accepting_goes_on_whatever_the_machine_says(pair: tuple[socket.socket, socket.socket]) -> None:
    """C2: no file, no memory, a connection that ended: the next one is accepted all the same."""
    guard = a_guard()
    listener = Tired(sorted(PASSING | PASSING_TOO), pair[0])
    assert guard.accept(listener) == (pair[0], ("192.0.2.1", 1))
    assert guard.told()["waited_for_files"] == 4
    with pytest.raises(OSError):
        guard.accept(Tired([errno.EBADF], pair[0]))  # the listener itself is gone


def test_a_new_connection_makes_room_for_itself(pair: tuple[socket.socket, socket.socket]) -> None:
    """C2: what idles longest ends first, and never who is being answered or has a websocket."""
    guard = a_guard(most=3)
    others = [socket.socketpair() for _ in range(3)]
    idle, answering, upgraded = (guard.open(here, ("192.0.2.1", 1)) for here, _ in others)
    guard.begin(answering)
    guard.head_in(answering)
    guard.upgraded(upgraded)
    assert guard.accept(Tired([], pair[0]))[0] is pair[0]
    ended = []
    for _, there in others:
        there.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            ended.append(there.recv(1) == b"")
            continue
        ended.append(False)
    assert ended == [True, False, False]
    assert idle.address == "192.0.2.1"
    for here, there in others:
        here.close()
        there.close()


def test_what_finds_no_room_is_told_to_come_again(pair: tuple[socket.socket, socket.socket]) -> None:
    """C2: all are busy: a connection more is told so, and the loop takes the next that fits."""
    guard = a_guard(most=1)
    here, there = socket.socketpair()
    guard.upgraded(line := guard.open(here, ("192.0.2.1", 1)))

    turned, phone = socket.socketpair()

    class Two(Tired):
        def accept(self) -> tuple[socket.socket, tuple[str, int]]:
            if self.sock is turned:
                self.sock = pair[0]
                return turned, ("192.0.2.1", 1)
            guard.close(line)
            return super().accept()

    listener = Two([], turned)
    assert guard.accept(listener)[0] is pair[0]
    assert b"503" in phone.recv(1000)
    assert guard.told()["turned_away"] == 1
    for each in (here, there, phone):
        each.close()


class Visit:
    """Stands in for Engine.IO's socket."""

    def __init__(self, known: bool) -> None:
        self.known, self.closed = known, False

    def close(self, wait: bool, abort: bool) -> None:
        self.closed = True


def ended(there: socket.socket) -> bool:
    there.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        return there.recv(1) == b""
    return False


def test_who_is_nobody_gives_way_to_who_is_somebody() -> None:
    """C3: when every place is taken, a stranger's websocket or long poll ends, the oldest first; a joined phone's does
    not, and a websocket that comes takes the place of one that is nobody's. Planted: none of them gave way.
    """
    guard, pairs = a_guard(most=4), [socket.socketpair() for _ in range(5)]
    lines = [guard.open(here, ("192.0.2.1", 1)) for here, _ in pairs[:4]]
    poll, strangers, phone, comes = (Visit(False), Visit(False), Visit(True), Visit(False))
    for line, visit in zip(lines, (phone, poll, strangers), strict=False):
        guard.begin(line)
        guard.head_in(line)
        line.whose = visit
    guard.upgraded(lines[0], phone)
    guard.upgraded(lines[2], strangers)
    guard.begin(lines[3])
    guard.head_in(lines[3], upgrade=True)
    guard.upgraded(lines[3], comes)
    assert poll.closed, "the long poll is answered, or its file stays"
    assert [ended(there) for _, there in pairs[:4]] == [False, True, False, False]
    guard.close(lines[1])
    guard.open(pairs[4][0], ("192.0.2.1", 1))
    comes.known = True
    guard.begin(line := next(reversed(guard.lines)))
    guard.head_in(line, upgrade=True)
    assert [ended(there) for _, there in pairs] == [False, True, True, False, False]
    guard.close(lines[2])
    strangers.known = True
    guard.most = 3
    with pytest.raises(Wrong):  # all of them are somebody
        guard.head_in(line, upgrade=True)
    for pair in pairs:
        for each in pair:
            each.close()


def test_the_log_says_it_once_and_then_counts(caplog: pytest.LogCaptureFixture) -> None:
    """C2: a flood is one line a minute."""
    guard = a_guard()
    for _ in range(1000):
        guard._turn_away()
    assert len(caplog.records) == 1
    assert guard.told()["turned_away"] == 1000


HOST = ("Host", "here")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([HOST], 0),
        ([HOST, ("Content-Length", "12")], 0),
        ([HOST, ("Expect", "100-Continue"), ("Content-Length", "0")], 0),
        ([HOST, ("Transfer-Encoding", "chunked")], 411),
        ([HOST, ("transfer-encoding", "")], 411),
        ([HOST, ("Transfer-Encoding ", "chunked")], 400),
        ([HOST, ("Content-Length", "-1")], 400),
        ([HOST, ("Content-Length", "1_0")], 400),
        ([HOST, ("Content-Length", "1"), ("Content-Length", "1")], 400),
        ([HOST, ("Content-Length", "9" * 11)], 413),
        ([HOST, ("Content-Length", "9" * 5000)], 413),
        ([HOST, HOST], 400),
        ([], 400),
        ([HOST, ("Expect", "coffee")], 417),
    ],
)
def test_a_head_has_one_meaning_or_none(headers: list[tuple[str, str]], status: int) -> None:
    """C1, C9: chunked bodies, and all that could be read in two ways."""
    if not status:
        check_head("HTTP/1.1", headers)
        return
    with pytest.raises(Wrong) as wrong:
        check_head("HTTP/1.1", headers)
    assert wrong.value.status == status


def test_a_request_has_its_time_however_it_drips(monkeypatch: pytest.MonkeyPatch) -> None:
    """C9: 30 s for a head; a body earns a second for each 8 KB; what was refused is not waited for."""
    now = [1000.0]
    monkeypatch.setattr(guards.time, "monotonic", lambda: now[0])
    guard = a_guard()
    here, there = socket.socketpair()
    line = guard.open(here, ("192.0.2.1", 1))
    assert line.left() == guards.FIRST_WORD
    guard.begin(line)
    for _ in range(10):
        line.got += 1
        now[0] += 2
    assert line.left() == guards.WHOLE - 20
    guard.head_in(line)
    guard.body(line)
    line.got = 100 * guards.RATE
    assert line.left() == guards.WHOLE - 20 + 100
    guard.answered(line)
    guard.body(line)
    assert line.left() == guards.LINGER
    guard.wait(line)
    assert line.left() == guards.KEEPALIVE
    here.close()
    there.close()


def test_an_address_with_very_many_half_requests_loses_the_oldest() -> None:
    """C9: those of other addresses, and all of a named proxy, stay."""
    guard = a_guard(spares=lambda address: address == "192.0.2.9")
    made = []
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.9"):
        for _ in range(guards.UNFINISHED + 1 if address != "192.0.2.2" else 1):
            here, there = socket.socketpair()
            guard.begin(guard.open(here, (address, 1)))
            made.append((here, there))
    ended = 0
    for here, there in made:
        there.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            ended += there.recv(1) == b""
        here.close()
        there.close()
    assert ended == 1


def test_a_device_is_not_many_by_its_network() -> None:
    """C9: an IPv6 device has a network of addresses, and is one all the same."""
    assert party("2001:db8::1") == party("2001:db8::ffff:1") != party("2001:db8:0:1::1")
    assert party("::ffff:192.0.2.1") == party("192.0.2.1") == "192.0.2.1"
    assert party("fe80::1%eth0") == party("fe80::2")
