"""What is attacked, and what an honest phone sees of it meanwhile."""

from __future__ import annotations

import contextlib
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import psutil
import requests

PATIENCE = 20.0
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


@dataclass(frozen=True)
class Attack:
    """`needs` is what a server must be started with for it: {"files": 400} open files, or quickened constants.

    `everywhere`: each kind of server reads it in its own way; what our own code alone reads is tried once.
    """

    name: str
    tries: str
    holds: str
    run: Callable[[Target], None]
    needs: dict[str, float] = field(default_factory=dict)
    everywhere: bool = True

    def __str__(self) -> str:
        return self.name


@dataclass
class Target:
    """A running server. `pid` and `owner` are known of one that we started; `times` makes every attack longer.

    `other` is the address of another process of the same house, where what was done here is looked at."""

    base: str
    owner: str = ""
    pid: int | None = None
    times: int = 1
    other: str = ""

    def __post_init__(self) -> None:
        parts = urlsplit(self.base)
        for base in (self.base, self.other or self.base):
            assert urlsplit(base).hostname in ("127.0.0.1", "localhost", "::1"), (
                "only our own machine is attacked"
            )
        self.host, self.port = parts.hostname or "", parts.port or 80

    def line(self) -> Line:
        return Line(self.host, self.port)

    def get(self, path: str, **headers: str) -> bytes:
        """A whole request by hand, as bytes."""
        more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        return f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n{more}\r\n".encode()

    def serves(self) -> None:
        """A new connection is answered, as a phone's would be."""
        answer = requests.get(f"{self.base}/healthz", timeout=PATIENCE)
        assert answer.status_code == 200 and answer.json()["ok"], "the server no longer serves"

    def memory(self) -> int:
        """Bytes that the server holds now; 0 where we do not know the process."""
        return int(psutil.Process(self.pid).memory_info().rss) if self.pid else 0


class Line:
    """One connection, by hand."""

    def __init__(self, host: str, port: int) -> None:
        self.sock = socket.create_connection((host, port), PATIENCE)
        self.got = b""

    def send(self, data: bytes) -> bool:
        """False when the other side has hung up."""
        try:
            self.sock.sendall(data)
        except OSError:
            return False
        return True

    def status(self) -> int:
        """Of the next answer; 0 when the line ended without one."""
        while (found := STATUS.search(self.got)) is None:
            if not self._more():
                return 0
        self.got = self.got[found.end() :]
        return int(found[1])

    def statuses(self) -> list[int]:
        """Of all answers until the line ends."""
        while self._more():
            pass
        return [int(each) for each in STATUS.findall(self.got)]

    def ended(self) -> bool:
        """The server hangs up, within our patience."""
        while self._more():
            pass
        return self.over

    over = False

    def _more(self) -> bool:
        try:
            data = self.sock.recv(65_536)
        except TimeoutError:
            return False
        except OSError:
            self.over = True
            return False
        self.got += data
        self.over = not data
        return bool(data)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.sock.close()


@contextmanager
def lines(target: Target, count: int) -> Iterator[list[Line]]:
    """Many connections at once; those that were not taken are left out."""
    made: list[Line] = []
    try:
        for _ in range(count):
            with contextlib.suppress(OSError):
                made.append(target.line())
        yield made
    finally:
        for each in made:
            each.close()


@contextmanager
def line(target: Target) -> Iterator[Line]:
    one = target.line()
    try:
        yield one
    finally:
        one.close()
