"""A real server in a process of its own, and small clients for it. Everything is waited for; nothing sleeps."""

from __future__ import annotations

import atexit
import base64
import itertools
import json
import os
import re
import secrets
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import requests
import socketio

from tests.setup.servers import free_port
from workshop.migrations import upgrade
from workshop.settings import DATABASE_FILE

PATIENCE = 30.0
# Where people are, three times as fast: a phone put away is asleep after one second, one that owes an answer is behind
# after two, and heads come round every two seconds.
SOONER = {
    "workshop.doors.whereabouts.STEADY": 1.0,
    "workshop.doors.whereabouts.LATE": 2.0,
    "workshop.doors.whereabouts.LEAST": 0.4,
    "workshop.doors.socket.BEAT": 0.2,
}
OWNER = re.compile(r"(http://\S+)/chair#t=(o-\S+)")


def new_id() -> str:
    return secrets.token_urlsafe(18)


def wait_for(look: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
    """Poll something that cannot be awaited (a file, another process)."""
    end = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(0.02)
    return found


@cache
def shaped() -> Path:
    """A database of today's shape with nothing in it: a server that finds it has no migration to run."""
    folder = Path(tempfile.mkdtemp(prefix="workshop-shaped-"))
    atexit.register(shutil.rmtree, folder, True)
    upgrade(f"sqlite:///{folder / DATABASE_FILE}")
    return folder / DATABASE_FILE


class Server:
    """`workshop serve` with its own folder; `start` again keeps the folder and the port.

    `quick` shortens intervals of the product that a test would else wait out (see quickened.py); `bare`: it makes its
    database itself.
    """

    def __init__(
        self,
        folder: Path,
        mode: str = "eventlet",
        command: list[str] | None = None,
        quick: dict[str, float] | None = None,
        bare: bool = False,
        **env: str,
    ) -> None:
        self.folder, self.mode, self.bare = folder, mode, bare or "DATABASE_URL" in env
        self.log = folder / "server.log"
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        serve = ["tests.doors.quickened"] if quick else ["workshop", "serve"]
        self.command = command or [sys.executable, "-m", *serve]
        self.env = os.environ | {
            "WORKSHOP_DATA": str(folder),
            "WORKSHOP_HOST": "127.0.0.1",
            "WORKSHOP_PORT": str(self.port),
            "WORKSHOP_ASYNC_MODE": mode,
            "SECRET_KEY": "a secret of the tests, long enough",
            "PYTHONUNBUFFERED": "1",
            "QUICKENED": json.dumps(quick or {}),
            **env,
        }
        self.owner = ""

    def start(self) -> Server:
        kept = self.folder / DATABASE_FILE
        if not self.bare and not kept.exists():
            shutil.copy(shaped(), kept)
            kept.chmod(0o600)
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(self.command, env=self.env, stdout=out, stderr=subprocess.STDOUT)
        wait_for(self._healthy, "the server")
        from workshop.doors.identity import Identity

        self.owner = Identity(self.env["SECRET_KEY"]).owner()
        return self

    def _healthy(self) -> bool:
        assert self.process.poll() is None, self.said()
        try:
            return requests.get(f"{self.base}/healthz", timeout=2).status_code == 200
        except requests.RequestException:
            return False

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)

    def end(self) -> None:
        if self.process.poll() is None:
            self.kill()

    def post(self, path: str, name: str, token: str = "", id: str = "", /, **data: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        body = {"id": id or new_id(), "name": name, "data": data}
        answer: dict[str, Any] = requests.post(
            self.base + path, json=body, headers=headers, timeout=20
        ).json()
        return answer

    def workshop(self, **more: Any) -> Workshop:
        data = {"title": {"lo": "", "en": "Trial"}, "groups": 2, "lang": "en"} | more
        made = self.post("/api/commands", "workshop.create", self.owner, **data)["ok"]
        return Workshop(self, made["code"], made["workshop"], made["token"])


class Workshop:
    """One workshop of a server, by its chair."""

    def __init__(self, server: Server, code: str, id: int, chair: str) -> None:
        self.server, self.code, self.id, self.chair = server, code, id, chair
        self.path = f"/api/w/{code}/commands"

    def wish(self, name: str, token: str = "", id: str = "", /, **data: Any) -> dict[str, Any]:
        return self.server.post(self.path, name, token, id, **data)

    def streams(self, token: str) -> dict[str, list[dict[str, Any]]]:
        """Every stream's records as its reader sees them now."""
        url = f"{self.server.base}/api/w/{self.code}/streams"
        answer = requests.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=20).json()
        return {name: json.loads(part["records"]) for name, part in answer["streams"].items()}

    def person(self, name: str = "Noy", group: int | None = None) -> dict[str, Any]:
        group = self.groups()[0] if group is None else group
        joined = self.wish("person.join", name=name, lang="en", org_other="-", group=group)
        made: dict[str, Any] = joined["ok"]
        return made

    def groups(self) -> list[int]:
        answer = requests.get(f"{self.server.base}/api/w/{self.code}", timeout=20).json()
        return [group["id"] for group in answer["groups"]]

    def boards(self) -> list[int]:
        records = self.streams(self.chair)[f"workshop:{self.id}"]
        return sorted(each["id"] for each in records if each["type"] == "board")

    def phone(self, token: str = "", transport: str = "websocket") -> Phone:
        return Phone(self, token, transport)


class Phone:
    """The official Python client, joined. `deltas`, `heads`, `presence`, `byes` keep what came."""

    def __init__(
        self, workshop: Workshop, token: str = "", transport: str = "websocket", join: bool = True
    ) -> None:
        self.workshop, self.token = workshop, token
        self.deltas: list[dict[str, Any]] = []
        self.heads: list[dict[str, int]] = []
        self.presence: list[dict[str, Any]] = []
        self.byes: list[str] = []
        self.waited = 0  # how far a test has come in the words of where people are
        self.gone = threading.Event()
        self._news = threading.Condition()
        self.io = socketio.Client(reconnection=False, handle_sigint=False)
        self.io.on("deltas", lambda text: self._hear(self.deltas, json.loads(text)))
        self.io.on("heads", lambda heads: self._hear(self.heads, [heads]))
        self.io.on("presence", lambda counts: self._hear(self.presence, [counts]))
        self.io.on("bye", lambda said: self._hear(self.byes, [said["why"]]))
        self.io.on("disconnect", lambda *_: self._ended())
        self.io.connect(workshop.server.base, transports=[transport], wait_timeout=PATIENCE)
        # Python's client, unlike the browser's, gives up writing when a ping is five seconds late: then nothing it says
        # is heard, and no answer comes.
        self.io.eio.ping_timeout = 120
        self.answer: dict[str, Any] = self.join() if join else {}

    def join(self, **more: Any) -> dict[str, Any]:
        token = {"token": self.token} if self.token else {}
        return self.ask("join", {"code": self.workshop.code, "have": {}, **token, **more})

    def ask(self, event: str, *data: Any) -> dict[str, Any]:
        """The answer; ConnectionError when the line ends before it comes."""
        answers: list[dict[str, Any]] = []
        self.io.emit(
            event, data if len(data) != 1 else data[0], callback=lambda said: self._hear(answers, [said])
        )
        with self._news:
            self._news.wait_for(lambda: answers or self.gone.is_set(), PATIENCE)
        if not answers:
            raise ConnectionError(event)
        return answers[0]

    def wish(self, name: str, id: str = "", /, **data: Any) -> dict[str, Any]:
        return self.ask("command", {"id": id or new_id(), "name": name, "data": data})

    def until(self, look: Callable[[], Any], what: str) -> Any:
        with self._news:
            assert self._news.wait_for(lambda: bool(look()), PATIENCE), f"waited in vain for {what}"
            return look()

    def seen(self, name: str) -> Callable[[], bool]:
        """Whether a delta of this command came."""
        return lambda: any(delta["name"] == name for delta in self.deltas)

    def close(self) -> None:
        self.io.disconnect()

    def _ended(self) -> None:
        self.gone.set()
        self._hear([], [])

    def _hear(self, into: list[Any], news: list[Any]) -> None:
        with self._news:
            into.extend(news)
            self._news.notify_all()


@contextmanager
def phones(*some: Phone) -> Iterator[tuple[Phone, ...]]:
    try:
        yield some
    finally:
        for phone in some:
            phone.close()


class Raw:
    """A websocket by hand: what no honest client sends."""

    def __init__(self, server: Server, *headers: str) -> None:
        self.sock = socket.create_connection(("127.0.0.1", server.port), PATIENCE)
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        lines = [
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            f"Host: 127.0.0.1:{server.port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            *headers,
        ]
        self.sock.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self._file = self.sock.makefile("rb")
        self.head = ""
        while (line := self._file.readline()) not in (b"\r\n", b""):
            self.head += line.decode("latin-1")

    def frame(self, data: bytes, opcode: int = 1, final: bool = True) -> None:
        mask = secrets.token_bytes(4)
        size = len(data)
        if size < 126:
            length = struct.pack("!B", 128 | size)
        elif size < 65_536:
            length = struct.pack("!BH", 128 | 126, size)
        else:
            length = struct.pack("!BQ", 128 | 127, size)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))
        self.sock.sendall(bytes([opcode | (128 if final else 0)]) + length + mask + masked)

    def say(self, text: str) -> None:
        self.frame(text.encode())

    def read(self) -> tuple[int, bytes]:
        """(opcode, data) of the next frame; (8, b"") when the line has ended."""
        try:
            head = self._file.read(2)
            if len(head) < 2:
                return 8, b""
            size = head[1] & 127
            if size > 125:
                size = int.from_bytes(self._file.read(2 if size == 126 else 8), "big")
            return head[0] & 15, self._file.read(size)
        except OSError:
            return 8, b""

    def ended(self) -> bool:
        """Read on until the server hangs up."""
        while True:
            opcode, data = self.read()
            if opcode == 8:
                return True
            if data == b"2":
                self.say("3")

    def enter(self) -> None:
        """Engine.IO's and Socket.IO's opening words."""
        assert self.read()[1].startswith(b"0")
        self.say("40")
        assert self.read()[1].startswith(b"40")

    def close(self) -> None:
        self.sock.close()


class Polled:
    """Long polling by hand, with the manners of `Raw`."""

    def __init__(self, server: Server) -> None:
        self.url = f"{server.base}/socket.io/?EIO=4&transport=polling"
        self._http = requests.Session()
        self._come: list[bytes] = []
        opened = self._http.get(self.url, timeout=PATIENCE).text
        self.url += "&sid=" + json.loads(opened[1:])["sid"]
        self._come.append(opened.encode())

    def say(self, *texts: str) -> int:
        """In one POST; its status."""
        body = "\x1e".join(texts).encode()
        return self._http.post(self.url, data=body, timeout=PATIENCE).status_code

    def read(self) -> tuple[int, bytes]:
        while not self._come:
            answer = self._http.get(self.url, timeout=PATIENCE)
            if answer.status_code != 200:
                return 8, b""
            self._come += answer.content.split(b"\x1e")
        frame = self._come.pop(0)
        return (8, b"") if frame == b"1" else (1, frame)

    enter = Raw.enter

    def close(self) -> None:
        self._http.close()


class Ear:
    """One line by hand that keeps every frame it hears, whatever it is."""

    def __init__(self, workshop: Workshop, token: str = "", transport: str = "websocket") -> None:
        self.line = Raw(workshop.server) if transport == "websocket" else Polled(workshop.server)
        self.heard: list[str] = []
        self._asked = itertools.count(1)
        self.line.enter()
        self.answer = self.ask("join", code=workshop.code, token=token, have={})

    def ask(self, event: str, /, **data: Any) -> dict[str, Any]:
        """The answer; what comes before it is kept. ConnectionError when the line ends first."""
        id = next(self._asked)
        self.line.say(f"42{id}{json.dumps([event, data])}")
        while (frame := self._next()) is not None:
            if frame.startswith(f"43{id}["):
                answer: dict[str, Any] = json.loads(frame[2 + len(str(id)) :])[0]
                return answer
        raise ConnectionError(event)

    def say(self, text: str) -> None:
        self.line.say(text)

    def rest(self) -> list[str]:
        """All frames until the server ends the line."""
        before, end = len(self.heard), time.monotonic() + PATIENCE
        while self._next() is not None:
            assert time.monotonic() < end, "the line does not end"
        return self.heard[before:]

    def _next(self) -> str | None:
        while True:
            opcode, data = self.line.read()
            if opcode == 8:
                return None
            if data == b"2":
                self.line.say("3")
            elif opcode == 1:
                self.heard.append(data.decode())
                return self.heard[-1]

    def close(self) -> None:
        self.line.close()
