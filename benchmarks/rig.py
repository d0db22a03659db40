"""What every benchmark stands on: the watched server, a workshop in it, and a crowd of bare wires in one group."""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import psutil

from benchmarks.wire import Hear, Meter, Wire, connect
from workshop.doors.remote.house import House, open_house
from workshop.doors.remote.room import Room, new_room

ARRIVING = 40  # phones that join at the same moment


class Published(NamedTuple):
    """One line of the watched server: when it began to publish (monotonic ns), bytes, SQL statements so far."""

    at: int
    size: int
    statements: int
    mark: int


@dataclass
class Watched:
    """A watched server, its process, and what it published."""

    house: House
    process: psutil.Process
    published: list[Published] = field(default_factory=list)

    @property
    def statements(self) -> int:
        return self.published[-1].statements if self.published else 0


@asynccontextmanager
async def watched_house(folder: Path, tree: Path | None = None) -> AsyncIterator[Watched]:
    """This build's server, or that of another checkout with an environment of its own in `tree`."""
    reading, writing = os.pipe()
    command: tuple[str, ...] = (sys.executable, "-m", "benchmarks.watched")
    if tree is not None:
        command = ("sh", "-c", 'cd "$0" && exec .venv/bin/python -m benchmarks.watched', str(tree))
    house = await open_house(folder, command=command, env={"BENCH_PIPE": str(writing)}, pass_fds=[writing])
    os.close(writing)
    watched = Watched(house, psutil.Process(house.process.pid))
    lines = asyncio.create_task(_read(reading, watched.published))
    try:
        yield watched
    finally:
        house.stop()
        lines.cancel()


async def _read(pipe: int, published: list[Published]) -> None:
    lines = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), os.fdopen(pipe, "rb"))
    async for line in lines:
        published.append(Published(*map(int, line.split())))


@asynccontextmanager
async def room_of(house: House, **workshop: Any) -> AsyncIterator[Room]:
    """A workshop with one group of everybody."""
    async with aiohttp.ClientSession() as http:
        settings: dict[str, Any] = {
            "title": {"lo": "ທົດສອບ", "en": "Benchmark"},
            "groups": 1,
            "lang": "en",
            "named": True,
        }
        room = await new_room(house, http, assign="choose", **settings | workshop)
        try:
            yield room
        finally:
            await room.chair.close()


@dataclass
class Guest:
    """A person of the crowd."""

    wire: Wire
    person: int = 0
    token: str = ""

    async def command(self, name: str, /, **data: Any) -> dict[str, Any]:
        """Until answered for good; a refusal ends the benchmark."""
        body = {"id": secrets.token_urlsafe(18), "name": name, "data": data}
        while "retry_after" in (answer := await self.wire.ask("command", body)):
            await asyncio.sleep(answer["retry_after"])
        if "refused" in answer:
            raise RuntimeError(f"{name}: {answer}")
        reply: dict[str, Any] = answer["ok"]
        return reply


async def crowd(room: Room, count: int, meter: Meter, hear: Callable[[int], Hear]) -> list[Guest]:
    """`count` people in the first group; `hear(i)` is what the i-th does with events."""
    group = next(record["id"] for record in room.chair.replica.of("group"))
    door = asyncio.Semaphore(ARRIVING)

    async def arrive(number: int) -> Guest:
        async with door:
            guest = Guest(await connect(room.house.base, hear(number), meter))
            await join(guest.wire, room.code)
            who = {"name": f"Participant {number}", "lang": "en", "org_other": "-", "group": group}
            joined = await guest.command("person.join", **who)
            await join(guest.wire, room.code, token=joined["token"])
            guest.person, guest.token = joined["person"], joined["token"]
            return guest

    return list(await asyncio.gather(*(arrive(number) for number in range(count))))


async def join(wire: Wire, code: str, **token: str) -> None:
    """Join the room on an open wire, as a guest without a token."""
    answer = await wire.ask("join", {"code": code, "build": "", "have": {}} | token)
    if "refused" in answer:
        raise RuntimeError(f"join: {answer}")
