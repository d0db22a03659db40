"""The fan-out: one card, revealed, to every phone of the group; beside a bare broadcast of as many bytes.

Both servers run at once with as many phones each, and the rounds alternate, so whatever disturbs the machine disturbs
both. The bare server's clock starts before its one emit, the product's before it publishes: what lies between is
the same work for both, getting one text to every socket.
"""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.rig import crowd, room_of, watched_house
from benchmarks.wire import Hear, Meter, Wire, connect, unheard
from workshop.doors.remote.house import free_port

ROUNDS = 25
WARM_UP = 3
# The counts beside the board follow a post by about a second; the next round waits until they have passed.
REST_S = 1.4


@dataclass
class Fanout:
    """Times in ms, one for every round, for `phones` phones."""

    phones: int
    publish: list[float] = field(default_factory=list)  # from publishing to the last phone
    bare: list[float] = field(default_factory=list)  # from the bare emit to the last phone
    whole: list[float] = field(default_factory=list)  # from the author's sending to the last phone
    ack: list[float] = field(default_factory=list)
    size: int = 0  # bytes of the frame

    def ratios(self) -> list[float]:
        return [ours / bare for ours, bare in zip(self.publish, self.bare, strict=True)]


class Ears:
    """Hears one marked text on many phones, and knows when the last had it."""

    def __init__(self) -> None:
        self.mark, self.left, self.last, self.size = b"-", 0, 0, 0
        self.done = asyncio.Event()

    def expect(self, mark: str, phones: int) -> None:
        self.mark, self.left = mark.encode(), phones
        self.done.clear()

    def hear(self, event: bytes, at: int) -> None:
        if self.mark in event:
            self.left -= 1
            if self.left == 0:
                self.last, self.size = at, len(event)
                self.done.set()


async def fanout(phones: int, rounds: int = ROUNDS) -> Fanout:
    told, ears = Fanout(phones), Ears()
    with tempfile.TemporaryDirectory(prefix="workshop-bench-") as folder:
        async with (
            watched_house(Path(folder)) as watched,
            room_of(watched.house) as room,
            bare_crowd(phones, ears.hear) as bare,
        ):
            people = await crowd(room, phones, Meter(), lambda _: ears.hear)
            board = next(record["id"] for record in room.chair.replica.of("board"))
            await room.chair.command("board.move", board=board, phase="reveal")
            await asyncio.sleep(2 * REST_S)
            gc.collect()
            gc.freeze()
            gc.disable()
            for number in range(1, rounds + WARM_UP + 1):
                text = f"Systems do not talk to each other, mark-{number}"
                ears.expect(f"mark-{number}", phones)
                author = people[number % phones]
                sent = time.monotonic_ns()
                await author.command("card.post", board=board, kind="problem", text=text, lang="en")
                acked = author.wire.last_ack_ns
                await asyncio.wait_for(ears.done.wait(), 30)
                whole = ears.last
                await asyncio.sleep(REST_S)
                published = next(line.at for line in watched.published if line.mark == number)
                # `42["deltas","..."]`: the same frame from the bare server, padded to as many bytes.
                padding = ears.size - len('["deltas",""]')
                ears.expect(f"bare-{number}.", phones)
                began = await bare(f"bare-{number}.".ljust(padding, "x"))
                await asyncio.wait_for(ears.done.wait(), 30)
                if number > WARM_UP:
                    told.publish.append((whole - published) / 1e6)
                    told.whole.append((whole - sent) / 1e6)
                    told.ack.append((acked - sent) / 1e6)
                    told.bare.append((ears.last - began) / 1e6)
                    told.size = ears.size
                await asyncio.sleep(0.2)
            gc.enable()
            for guest in people:
                guest.wire.close()
    return told


Go = Callable[[str], Awaitable[int]]


@asynccontextmanager
async def bare_crowd(phones: int, hear: Hear) -> AsyncIterator[Go]:
    """The bare server with its phones; what comes out broadcasts a text and answers when that began (ns)."""
    async with bare_server() as (base, _):
        wires = [await patiently(base, hear, Meter()) for _ in range(phones)]

        async def go(text: str) -> int:
            began: int = await wires[0].ask("go", {"text": text})
            return began

        try:
            yield go
        finally:
            for wire in wires:
                wire.close()


@asynccontextmanager
async def bare_server() -> AsyncIterator[tuple[str, psutil.Process]]:
    """Its address, and its process."""
    port = free_port("127.0.0.1")
    process = subprocess.Popen(
        (sys.executable, "-m", "benchmarks.bare"),
        env=os.environ | {"WORKSHOP_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # eventlet says at length that it is deprecated
    )
    try:
        base = f"http://127.0.0.1:{port}"
        (await patiently(base, unheard, Meter())).close()
        yield base, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(10)


async def patiently(base: str, hear: Hear, meter: Meter) -> Wire:
    for _ in range(100):
        try:
            return await connect(base, hear, meter)
        except OSError:  # it is still starting
            await asyncio.sleep(0.1)
    raise RuntimeError("the bare server did not start")
