"""What a connection may take before anybody knows whose it is: time, bytes and open files.

It names no server, and imports nothing that must be patched first (R16). server.py gives each server a `Reader` to
read requests through and a `Guard` to accept with, so that eventlet, gevent and threads keep the same bounds. Honest
phones never meet one of these: a bound that people in a room could feel would be the greater harm.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import io
import ipaddress
import re
import socket
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final

FIRST_WORD: Final = 30.0  # seconds for a new connection to say anything
KEEPALIVE: Final = 75.0  # seconds that an idle connection is held between two requests
WHOLE: Final = 30.0  # seconds for the head of a request, however it drips in
RATE: Final = 8_000  # bytes a second at least of a body, beyond those seconds
LINGER: Final = 5.0  # seconds that the rest of a refused body is read, so that the answer is heard
ANSWER: Final = 60.0  # seconds that one write of an answer may wait for its reader
HEAD_MOST: Final = 32 * 1024  # bytes of a request's head; the chair's longest is some 6 KB
BODY_MOST: Final = 110_000_000  # bytes; the greatest WORKSHOP_PHOTO_MB and a little
UNFINISHED: Final = 300  # requests of one address that are on their way in at once
RESERVE: Final = 96  # open files kept for the database, photos and logs
SHED: Final = 20  # one in so many idle connections makes room when files are short
BREATH: Final = 0.05  # seconds to wait when there is no file for a connection
COUNTED: Final = 60.0  # seconds between two lines of the log about the same

# What `accept` may say of one connection, or of this moment, that is no reason to stop accepting.
SHORT: Final = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
PASSING: Final = SHORT | {errno.ECONNABORTED, errno.ECONNRESET, errno.EPIPE, errno.EPROTO, errno.EINTR}
PASSING_TOO: Final = {errno.ENETDOWN, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EPERM, errno.ETIMEDOUT}

TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
DIGITS: Final = re.compile(r"[0-9]{1,12}")

WAITING, HEAD, BODY, ANSWERING, OPEN = range(5)  # OPEN is a websocket: Engine.IO looks after it

STATUS: Final = {
    400: "Bad Request",
    408: "Request Timeout",
    411: "Length Required",
    413: "Content Too Large",
    417: "Expectation Failed",
    431: "Request Header Fields Too Large",
    503: "Service Unavailable",
    505: "HTTP Version Not Supported",
}
SAID: Final = {
    408: "The request took too long to come in.",
    411: "A body needs a Content-Length; chunked bodies are not taken.",
    413: "The body is too large.",
    431: "The head of the request is too large.",
    503: "Too many connections. Try again in a few seconds.",
}


class TooLarge(OSError):
    """A head without an end."""


class Wrong(ValueError):
    """A head that is refused, by status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def refusal(status: int) -> bytes:
    """A whole answer, for a request that gets no further; the connection ends with it."""
    say = SAID.get(status) or f"{STATUS[status]}."
    busy = status == 503
    said = (
        f'{{"refused":"busy","retry_after":5.0,"say":"{say}"}}'
        if busy
        else f'{{"refused":"malformed","say":"{say}"}}'
    ).encode()
    again = "Retry-After: 5\r\n" if busy else ""
    head = (
        f"HTTP/1.1 {status} {STATUS[status]}\r\nContent-Type: application/json; charset=utf-8\r\n"
        f"X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n{again}"
        f"Content-Length: {len(said)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode("ascii") + said


def check_head(version: str, headers: Iterable[tuple[str, str]], whole: bool = True) -> None:
    """Raise Wrong for a head that has more than one meaning, or promises what nobody here sends.

    Chunked bodies are refused by what announces them: the libraries read a chunk's size without an end. `whole` says
    that every line of the head was understood: what follows a strange one would be lost, and with it what it announces.
    """
    if not whole:
        raise Wrong(400)
    found: dict[str, list[str]] = {}
    for name, value in headers:
        if not TOKEN.fullmatch(name):
            raise Wrong(400)
        found.setdefault(name.lower(), []).append(value.strip(" \t"))
    if not version.startswith("HTTP/1."):
        raise Wrong(505)
    if "transfer-encoding" in found:
        raise Wrong(411)
    lengths = found.get("content-length", [])
    if len(lengths) > 1 or not all(map(DIGITS.fullmatch, lengths)):
        raise Wrong(413 if len(lengths) == 1 and lengths[0].isdecimal() else 400)
    if lengths and int(lengths[0]) > BODY_MOST:
        raise Wrong(413)
    hosts = found.get("host", [])
    if len(hosts) > 1 or (not hosts and version != "HTTP/1.0"):
        raise Wrong(400)
    if any(value.lower() != "100-continue" for value in found.get("expect", [])):
        raise Wrong(417)


@lru_cache(maxsize=4096)
def party(address: str) -> str:
    """Whom an address stands for: itself, and in IPv6 its whole network, where a device has as many as it likes."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)


class Line:
    """One connection, and how far its request has come."""

    __slots__ = (
        "address",
        "began",
        "got",
        "linger",
        "over",
        "rest",
        "since",
        "sock",
        "spoke",
        "state",
        "whose",
    )

    def __init__(self, sock: Any, address: str, rest: float | None) -> None:
        self.sock, self.address, self.rest = sock, address, rest
        self.state, self.spoke, self.got = WAITING, False, 0
        self.since = self.began = time.monotonic()
        self.linger: float | None = None
        self.over = False  # what comes next is the rest of something, and no request
        self.whose: Any = None  # the visit (Engine.IO's socket) whose websocket or long poll it is

    @property
    def nobodys(self) -> bool:
        """Held open by somebody who has not shown that they are anybody, or was put out: they give way to who has."""
        return self.whose is not None and (self.whose.closed or not getattr(self.whose, "known", False))

    def left(self) -> float:
        """Seconds until it has had its time."""
        now = time.monotonic()
        if self.state == WAITING:
            return self.since + (KEEPALIVE if self.spoke else FIRST_WORD) - now
        end = self.began + WHOLE
        if self.state == BODY:
            end += self.got / RATE
            if self.linger is not None:
                end = min(end, self.linger)
        return end - now

    def cut(self) -> None:
        """End it from elsewhere: whoever reads it finds its end, and a long poll is answered."""
        if self.state == ANSWERING and self.whose is not None:
            self.whose.close(wait=False, abort=True)
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


class Reader(io.RawIOBase):
    """Reads a connection for as long as its request may take. Raises TimeoutError, or TooLarge for a head."""

    def __init__(self, guard: Guard, line: Line) -> None:
        self._guard, self._line = guard, line
        self._sock = line.sock  # simple-websocket looks for it here

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        line = self._line
        if line.state == ANSWERING:
            self._guard.body(line)
        if line.over or (left := line.left()) <= 0:
            line.over = True
            raise TimeoutError("the request took too long")
        line.sock.settimeout(left)
        try:
            got: int = line.sock.recv_into(into)
        except OSError:
            line.over = True
            raise
        line.got += got
        if line.state == HEAD and line.got > HEAD_MOST:
            line.over = True
            raise TooLarge
        if line.state == BODY:
            line.sock.settimeout(ANSWER)
            self._guard.pause(0)  # a fast sender does not keep the others waiting
        return got


class Guard:
    """Every connection of this process: accepts them, bounds them, and knows how many there are."""

    def __init__(self, most: int, files: int | None, spares: Callable[[str], bool] = lambda address: False):
        """`files` may be open in this process; `spares` tells of a proxy, behind which everybody has one address."""
        self.most, self.files, self.spares = most, files, spares
        # Never more than half of a small limit is kept back.
        reserve = 0 if files is None else min(RESERVE, files // 2)
        self._soft = None if files is None else files - reserve
        self._hard = None if files is None else files - reserve // 2
        self.lines: dict[Line, None] = {}
        self._coming = 0  # accepted, and not yet taken up
        self._unfinished: dict[str, dict[Line, None]] = {}
        self._lock = importlib.import_module("threading").Lock()
        self.turned_away = self.waits = 0
        self._told: dict[str, tuple[float, int]] = {}
        self.pause: Callable[[float], object] = time.sleep

    # --- taking connections --------------------------------------------------------------------------------

    def accept(self, listener: Any) -> tuple[Any, Any]:
        """The next connection. Waits while there is no file for one, and never ends for that."""
        while True:
            try:
                sock, address = listener.accept()
            except OSError as wrong:
                if wrong.errno not in PASSING | PASSING_TOO:
                    raise
                if wrong.errno in SHORT:
                    self.waits += 1
                    self._say("there was no file for a connection", self.waits)
                    self._make_room()
                    self.pause(BREATH)
                continue
            self.pause(0)  # those who are here already have their turn between two that come
            if self._fits(sock):
                with self._lock:
                    self._coming += 1
                return sock, address
            self._turn_away()
            with contextlib.suppress(OSError):
                sock.setblocking(False)
                sock.send(refusal(503))
            sock.close()
            self.pause(0)

    def _fits(self, sock: Any) -> bool:
        """A new file has the lowest free number: it tells how many are open, whatever they are."""
        if not self._crowded(sock):
            return True
        made = self._make_room()
        self.pause(0.001)  # those that were ended let go of their files
        # A little is left for questions that are soon answered, so that what is wrong can be asked.
        return sock.fileno() < self._hard if self._hard is not None else made

    def _crowded(self, sock: Any) -> bool:
        return len(self.lines) + self._coming >= self.most or (
            self._soft is not None and sock.fileno() >= self._soft
        )

    def _make_room(self, of: Callable[[Line], bool] | None = None) -> bool:
        """End those that have waited longest without an answer due, then what is nobody's: a phone comes back."""
        late = time.monotonic() - 2 * ANSWER  # an answer that nobody fetches
        may_go = of or (
            lambda line: (
                line.state in (WAITING, HEAD, BODY)
                or line.nobodys
                or (line.state == ANSWERING and line.since < late)
            )
        )
        with self._lock:
            idle = [line for line in self.lines if may_go(line)]
            idle.sort(key=lambda line: (line.nobodys, line.state == BODY, line.since))
            some = idle[: max(1, len(idle) // SHED)]
        for line in some:
            line.cut()
        return bool(some)

    def _turn_away(self) -> None:
        self.turned_away += 1
        self._say("a connection was turned away, for there are too many", self.turned_away)

    def _say(self, what: str, count: int) -> None:
        """One line, and after that how many it were, once a minute."""
        now = time.monotonic()
        at, before = self._told.get(what, (-COUNTED, 0))
        if now - at >= COUNTED:
            self._told[what] = now, count
            log = importlib.import_module("logging").getLogger(__name__)
            log.warning("%s (%d of this kind since the last line)", what, count - before)

    def told(self) -> dict[str, Any]:
        """For /healthz: how many connections there are, and what was too many."""
        most = self.most if self._soft is None else min(self.most, self._soft)
        return {
            "open": len(self.lines),
            "most": most,
            "turned_away": self.turned_away,
            "waited_for_files": self.waits,
        }

    # --- one connection's way ------------------------------------------------------------------------------

    def open(self, sock: Any, address: Any, rest: float | None = None) -> Line:
        """`rest` is the socket's timeout once a request is in."""
        line = Line(sock, party(str(address[0])) if isinstance(address, tuple) and address else "", rest)
        with self._lock:
            self.lines[line] = None
            self._coming = max(0, self._coming - 1)
        return line

    def reader(self, line: Line) -> io.BufferedReader:
        return io.BufferedReader(Reader(self, line))

    def wait(self, line: Line) -> None:
        """Between two requests."""
        self._finished(line)
        line.state, line.since, line.got, line.linger = WAITING, time.monotonic(), 0, None
        line.whose = None

    def begin(self, line: Line) -> None:
        """The first byte of a request is in."""
        line.state, line.spoke, line.began = HEAD, True, time.monotonic()
        line.since = line.began
        self._unfinished_now(line)
        self.pause(0)  # thousands of requests in one packet take turns with everybody else

    def head_in(self, line: Line, upgrade: bool = False) -> None:
        # A websocket stays: when it is full, one takes the place of another that is nobody's, or of none.
        if upgrade and self._crowded(line.sock) and not self._make_room(lambda each: each.nobodys):
            self._turn_away()
            raise Wrong(503)
        self._finished(line)
        line.state, line.since = ANSWERING, time.monotonic()
        line.sock.settimeout(line.rest if upgrade else ANSWER)

    def body(self, line: Line) -> None:
        """More of the body is wanted than came with the head."""
        line.state = BODY
        self._unfinished_now(line)

    def answered(self, line: Line) -> None:
        """The app has said its word; what it did not read is read for a moment, and not for more."""
        if line.state in (BODY, ANSWERING):
            self._finished(line)
            line.state, line.linger = ANSWERING, time.monotonic() + LINGER

    def upgraded(self, line: Line, whose: Any = None) -> None:
        self._finished(line)
        line.state, line.whose = OPEN, whose

    def close(self, line: Line) -> None:
        with self._lock:
            self.lines.pop(line, None)
        self._finished(line)

    def _unfinished_now(self, line: Line) -> None:
        with self._lock:
            mine = self._unfinished.setdefault(line.address, {})
            mine[line] = None
            oldest = next(iter(mine)) if len(mine) > UNFINISHED else None
        # The one that has been at it for longest: an honest request is in within a moment.
        if oldest is not None and not self.spares(line.address):
            self._finished(oldest)
            oldest.cut()
            self.turned_away += 1
            self._say("a half request was ended, for its address has too many", self.turned_away)

    def _finished(self, line: Line) -> None:
        with self._lock:
            mine = self._unfinished.get(line.address)
            if mine is not None and mine.pop(line, 0) is None and not mine:
                del self._unfinished[line.address]
