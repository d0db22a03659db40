"""The soak: a room that goes on for long, with phones that come and go. What grows would show here.

Every phone votes or takes back every few seconds, and each minute a tenth of them drop their connection and join again.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from pathlib import Path

from benchmarks.process import Cost, resident
from benchmarks.rig import Guest, Watched, crowd, join, room_of, watched_house
from benchmarks.storm import open_vote
from benchmarks.wire import Meter, connect, unheard
from workshop.doors.remote.figures import percentile
from workshop.doors.remote.room import Room

CARDS = 20
PAUSE_S = 2.0  # between two votes of one phone
TELL_S = 30.0
DROPPED = 0.1  # of the phones, each minute


async def soak(phones: int, minutes: float) -> str:
    """Prints a line every half minute; the answer is what grew between the first and the last."""
    with tempfile.TemporaryDirectory(prefix="workshop-bench-") as folder:
        async with watched_house(Path(folder)) as watched, room_of(watched.house, budget=None, cap=1) as room:
            people = await crowd(room, phones, Meter(), lambda _: unheard)
            round, cards = await open_vote(room, people, CARDS)
            acks: list[float] = []
            work = [asyncio.create_task(_vote(guest, round, cards, acks)) for guest in people]
            work.append(asyncio.create_task(_come_and_go(room, people)))
            lines = await _told(watched, Path(folder), acks, minutes, work)
            for task in work:
                task.cancel()
            return f"{phones} phones for {minutes:g} minutes\nfirst {lines[0]}\nlast  {lines[-1]}\n"


async def _told(
    watched: Watched, folder: Path, acks: list[float], minutes: float, work: list[asyncio.Task[None]]
) -> list[str]:
    lines, end = list[str](), time.monotonic() + minutes * 60
    while time.monotonic() < end:
        cost = Cost(watched.process)
        cost.start()
        failed, _ = await asyncio.wait(work, timeout=TELL_S, return_when=asyncio.FIRST_EXCEPTION)
        for task in failed:
            task.result()
        cost.stop()
        disk = sum(file.stat().st_size for file in folder.glob("workshop.sqlite3*"))
        lines.append(
            f"{resident(watched.process) / 2**20:6.1f} MB resident · {watched.process.num_fds():5} files · "
            f"{disk / 2**20:6.1f} MB on disk · {cost.share:4.0%} of a core · {len(acks):6} votes, "
            f"p95 {percentile(acks, 0.95):5.1f} ms, max {max(acks, default=0):5.1f} ms"
        )
        print(lines[-1], flush=True)
        acks.clear()
    return lines


async def _vote(guest: Guest, round: int, cards: list[int], acks: list[float]) -> None:
    dice = random.Random(guest.person)
    while True:
        await asyncio.sleep(dice.uniform(0, 2 * PAUSE_S))
        if guest.wire.lost:
            continue
        sent = time.perf_counter()
        subject = f"card:{dice.choice(cards)}"
        try:
            await guest.command("ballot.cast", round=round, subject=subject, dots=dice.randrange(2))
        except ConnectionError:
            continue  # dropped while the answer was on its way; the vote is there or it is not
        acks.append((time.perf_counter() - sent) * 1000)


async def _come_and_go(room: Room, people: list[Guest]) -> None:
    dice = random.Random(3)
    while True:
        guest = dice.choice(people)
        guest.wire.close()
        await asyncio.sleep(60 / (len(people) * DROPPED))
        wire = await connect(room.house.base, unheard, guest.wire.meter)
        await join(wire, room.code, token=guest.token)
        guest.wire = wire
