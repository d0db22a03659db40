"""A real server in a process of its own, with a data folder of its own: never the user's."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import aiohttp

from workshop.settings import Settings

SERVE = (sys.executable, "-m", "workshop", "serve")
START_S = 60.0
STOP_S = 10.0
CHAIR_LINK = re.compile(r"(https?://\S+?)/chair#t=([\w.~-]+)")


class NotServing(Exception):
    """The server did not come up; the text ends with what it said last."""


@dataclass
class House:
    """A running server: its address on this machine, the one phones open, and the owner's token."""

    base: str
    public: str
    owner: str
    log: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Ask it to end, wait, and end it if it will not."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


async def open_house(
    folder: Path,
    *,
    host: str = "127.0.0.1",
    command: Sequence[str] = SERVE,
    env: Mapping[str, str] | None = None,
    pass_fds: Sequence[int] = (),
) -> House:
    """Start a server on a free port with its data in `folder`; answers once /healthz does. Raises NotServing."""
    port = free_port(host)
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=own_settings(folder, host, port) | dict(env or {}),
            # Ctrl-C is ours to handle: the server ends after the phones have left, not in their midst.
            start_new_session=True,
            pass_fds=pass_fds,
        )
    try:
        base = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"
        await _healthy(base, process, log)
        public, owner = await _chair_link(process, log)
        return House(base, public, owner, log, process)
    except BaseException:
        process.kill()
        process.wait()
        raise


def own_settings(folder: Path, host: str, port: int) -> dict[str, str]:
    """The environment less every setting that could lead to the user's data, and with our own in their place."""
    ours = {
        "WORKSHOP_HOST": host,
        "WORKSHOP_PORT": str(port),
        "WORKSHOP_DATA": str(folder),
        "PYTHONUNBUFFERED": "1",
    }
    known = {field.metadata["env"] for field in fields(Settings)} - {"WORKSHOP_ASYNC_MODE"}
    return {name: value for name, value in os.environ.items() if name not in known} | ours


def free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


async def _healthy(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as http:
        for _ in range(int(START_S * 10)):
            if process.poll() is not None:
                break
            try:
                async with http.get(f"{base}/healthz") as answer:
                    if answer.status == 200:
                        return
            except (aiohttp.ClientError, TimeoutError):
                pass
            await asyncio.sleep(0.1)
    raise NotServing(f"the server did not start:\n{_last(log)}")


async def _chair_link(process: subprocess.Popen[bytes], log: Path) -> tuple[str, str]:
    """The address phones open and the owner's token, from the link that the server prints for its owner."""
    for _ in range(100):
        if link := CHAIR_LINK.search(log.read_text("utf-8", "replace")):
            return link[1], link[2]
        await asyncio.sleep(0.1)
    raise NotServing(f"the server printed no chair's link:\n{_last(log)}")


def _last(log: Path) -> str:
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-20:])
