"""A PostgreSQL and a Redis of the suite's own: real ones, on free ports, gone when the suite ends."""

from __future__ import annotations

import ctypes
import itertools
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

PATIENCE = 60.0  # seconds for a server to answer; two cores may be busy


# Below those that the system gives to whoever asks for any: a port that was found free is not taken by a browser's next
# connection, nor found by the other processes of the suite, before its server listens on it, or while it restarts.
FIRST, EACH = 20_000, 3_000
_slice = FIRST + EACH * (int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % 4)
_ports = itertools.count(random.randrange(EACH))


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on just now, and that this process was not given before."""
    for _ in range(EACH):
        port = _slice + next(_ports) % EACH
        with socket.socket() as it, suppress(OSError):
            it.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no port is free")


@contextmanager
def postgres() -> Iterator[str]:
    """Serve a new cluster; yields a conninfo for its first database. Durability is off: only the test reads it."""
    folder = Path(tempfile.mkdtemp(prefix="workshop-postgres-"))
    who: dict[str, Any] = {}
    if os.getuid() == 0:  # which PostgreSQL refuses to run as
        user = next(u for u in ("postgres", "nobody") if _known(u))
        who = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
        shutil.chown(folder, user)
    data, port = folder / "data", free_port()
    try:
        subprocess.run(
            [_postgres_program("initdb"), "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
            check=True, capture_output=True, cwd=folder, **who,
        )  # fmt: skip
        serve = [_postgres_program("postgres"), "-D", str(data), "-p", str(port), "-k", str(folder)]
        for option in (
            "listen_addresses=127.0.0.1",
            "fsync=off",
            "full_page_writes=off",
            "max_connections=300",
        ):
            serve += ["-c", option]
        conninfo = f"host=127.0.0.1 port={port} user=tests dbname=postgres"
        with _serving(
            serve, lambda: psycopg.connect(conninfo).close(), stop=signal.SIGINT, cwd=folder, **who
        ):
            yield conninfo
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def redis(port: int | None = None) -> Iterator[str]:
    """Serve an empty Redis that keeps nothing; yields its URL."""
    folder, port = Path(tempfile.mkdtemp(prefix="workshop-redis-")), port or free_port()
    serve = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    serve += ["--save", "", "--appendonly", "no"]
    try:
        with _serving(serve, lambda: socket.create_connection(("127.0.0.1", port), 1).close(), cwd=folder):
            yield f"redis://127.0.0.1:{port}/0"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _serving(
    command: list[str], answers: Callable[[], object], stop: signal.Signals = signal.SIGTERM, **how: Any
) -> Iterator[None]:
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, preexec_fn=_die_with_us, **how)
        try:
            deadline = time.monotonic() + PATIENCE
            while True:
                try:
                    answers()
                    break
                except (OSError, psycopg.OperationalError):
                    if server.poll() is not None or time.monotonic() > deadline:
                        log.seek(0)
                        raise RuntimeError(
                            f"{command[0]} did not start: {log.read().decode()[-2000:]}"
                        ) from None
                    time.sleep(0.05)
            yield
        finally:
            server.send_signal(stop)
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _die_with_us() -> None:
    """A killed test run leaves no server behind (Linux tells the child when its parent is gone)."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


def _known(user: str) -> bool:
    try:
        return bool(pwd.getpwnam(user))
    except KeyError:
        return False


def _postgres_program(name: str) -> str:
    """Debian keeps the servers' programs off the path, one folder a version."""
    newest = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parent.parent.name)
    )
    return str(newest[-1]) if newest else shutil.which(name) or name
