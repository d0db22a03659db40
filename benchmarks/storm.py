"""The vote storm: everybody in one group, a vote a second each, tallies live.

Votes leave on a clock of their own and are timed from the moment they were due, so a stall counts for every vote that
waited behind it. A tally's age runs from a vote's being due to the first tally on a phone that counts it.
"""

from __future__ import annotations

import asyncio
import gc
import json
import random
import secrets
import tempfile
import time
from collections import defaultdict
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.fanout import bare_server, patiently
from benchmarks.merging import GROUPS, Merging, fill, merging
from benchmarks.process import Cost, resident
from benchmarks.rig import Guest, crowd, room_of, watched_house
from benchmarks.wire import Hear, Meter, unheard
from workshop.doors.remote.room import Room

WATCHING = 10  # phones whose tallies are read; the others' are only counted in bytes
REST_S = 3.0
PATIENT_S = 600.0  # a full core answers late, and all that was asked


@dataclass
class Storm:
    """What came of it. Times in ms, sizes in bytes."""

    phones: int
    seconds: int
    votes: int = 0
    lost: int = 0
    refused: int = 0
    again: int = 0  # told to come again, and did
    acks: list[float] = field(default_factory=list)
    ages: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)  # how far the generator itself was behind
    core: float = 0.0
    cpu: float = 0.0  # seconds, while they voted
    memory_per_phone: float = 0.0
    statements: float = 0.0  # SQL statements per vote
    up: float = 0.0  # bytes per vote
    down_own: float = 0.0  # the answer
    down_phone: float = 0.0  # bytes per phone and second, everything


@dataclass
class Tallies:
    """When each card's n-th vote was due, and when a watching phone first saw that many."""

    due: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    seen: list[dict[str, list[tuple[int, int]]]] = field(default_factory=list)  # per phone: (at, votes)

    def listener(self) -> Hear:
        mine: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.seen.append(mine)

        def hear(event: bytes, at: int) -> None:
            if b"tally" not in event:
                return
            name, text = json.loads(event)
            for delta in json.loads(text) if name == "deltas" else ():
                for record in delta["puts"]:
                    if record["type"] == "tally":
                        mine[record["subject"]].append((at, record["votes"]))

        return hear

    def ages(self) -> list[float]:
        found = []
        for phone in self.seen:
            for subject, due in self.due.items():
                shown = iter(phone.get(subject, []))
                at, votes = next(shown, (0, 0))
                for count, when in enumerate(sorted(due), start=1):
                    while votes < count and at:
                        at, votes = next(shown, (0, 0))
                    if not at:
                        break
                    found.append((at - when) / 1e6)
        return found


async def storm(
    phones: int = 500, seconds: int = 30, desk: Merging | None = None, tree: Path | None = None
) -> Storm:
    """`phones` votes a second for `seconds`: each phone gives one dot to each of `seconds` cards.

    With a `desk`, the chair merges 2,000 cards of other groups all the while. The server is that of `tree`, if given.
    """
    told, meter, tallies = Storm(phones, seconds), Meter(), Tallies()
    with tempfile.TemporaryDirectory(prefix="workshop-bench-") as folder:
        async with (
            watched_house(Path(folder), tree) as watched,
            room_of(watched.house, groups=1 if desk is None else 1 + GROUPS, budget=None, cap=1) as room,
        ):
            before = resident(watched.process)
            people = await crowd(
                room, phones, meter, lambda n: tallies.listener() if n < WATCHING else unheard
            )
            await asyncio.sleep(REST_S)
            told.memory_per_phone = (resident(watched.process) - before) / phones
            round, cards = await open_vote(room, people, seconds)
            filled = await fill(room) if desk is not None else None
            await asyncio.sleep(REST_S)
            gc.collect()
            gc.freeze()
            gc.disable()  # the generator's own pauses are not the server's
            cost, statements = Cost(watched.process), watched.statements
            up, down, acks = meter.up, meter.down, meter.down_acks
            cost.start()
            began = time.monotonic()
            async with merging(room, filled, desk) if desk and filled else nullcontext():
                await _blow(told, tallies, people, round, cards)
            blown = time.monotonic() - began
            cost.stop()
            told.core, told.cpu = cost.share, cost.cpu
            told.up = (meter.up - up) / told.votes
            told.down_own = (meter.down_acks - acks) / told.votes
            told.down_phone = (meter.down - down) / phones / blown
            await asyncio.sleep(REST_S)
            told.statements = (watched.statements - statements) / told.votes
            told.ages = tallies.ages()
            told.lost = told.votes - await _counted(room)
            gc.enable()
            for guest in people:
                guest.wire.close()
    return told


async def bare_storm(phones: int, seconds: int) -> Storm:
    """The same votes to the bare server, which counts them in memory."""
    told, meter = Storm(phones, seconds), Meter()
    async with bare_server() as (base, process):
        before = resident(process)
        people = [Guest(await patiently(base, unheard, meter)) for _ in range(phones)]
        await asyncio.sleep(REST_S)
        told.memory_per_phone = (resident(process) - before) / phones
        gc.collect()
        gc.freeze()
        gc.disable()
        cost, up, down, acks = Cost(process), meter.up, meter.down, meter.down_acks
        cost.start()
        began = time.monotonic()
        await _blow(told, Tallies(), people, 0, list(range(seconds)))
        blown = time.monotonic() - began
        cost.stop()
        told.core, told.cpu = cost.share, cost.cpu
        told.up = (meter.up - up) / told.votes
        told.down_own = (meter.down_acks - acks) / told.votes
        told.down_phone = (meter.down - down) / phones / blown
        gc.enable()
        for guest in people:
            guest.wire.close()
    return told


async def open_vote(room: Room, people: list[Guest], cards: int) -> tuple[int, list[int]]:
    """The cards, revealed, and a vote whose tallies show while it runs."""
    chair = room.chair
    board = next(record["id"] for record in chair.replica.of("board"))
    posted = [
        await people[n % len(people)].command(
            "card.post",
            board=board,
            kind="problem",
            text=f"Systems do not talk to each other, case {n}",
            lang="en",
        )
        for n in range(cards)
    ]
    await chair.command("board.move", board=board, phase="reveal")
    await chair.command("board.move", board=board, phase="vote")
    await chair.command("round.set", board=board, budget=None, cap=1, live=True)
    found = await chair.until(
        lambda: next((r for r in chair.replica.of("round") if r["state"] == "open" and r["live"]), None),
        "the vote",
    )
    return found["id"], [reply["card"] for reply in posted]


async def _blow(told: Storm, tallies: Tallies, people: list[Guest], round: int, cards: list[int]) -> None:
    dice, loop = random.Random(7), asyncio.get_running_loop()
    orders = [dice.sample(cards, len(cards)) for _ in people]
    start, start_ns = loop.time() + 0.5, time.monotonic_ns() + 500_000_000
    answers: list[asyncio.Task[None]] = []

    async def vote(guest: Guest, card: int, due: int) -> None:
        body: dict[str, Any] = {
            "id": secrets.token_urlsafe(18),
            "name": "ballot.cast",
            "data": {"round": round, "subject": f"card:{card}", "dots": 1},
        }
        told.late.append((time.monotonic_ns() - due) / 1e6)
        while "retry_after" in (answer := await guest.wire.ask("command", body)):  # as a phone's outbox does
            told.again += 1
            await asyncio.sleep(answer["retry_after"])
        if "ok" not in answer:
            told.refused += 1
            return
        told.acks.append((guest.wire.last_ack_ns - due) / 1e6)
        tallies.due[f"card:{card}"].append(due)

    for second in range(told.seconds):
        for n, guest in enumerate(people):
            offset = second + n / len(people)
            if (wait := start + offset - loop.time()) > 0:
                await asyncio.sleep(wait)
            due = start_ns + int(offset * 1e9)
            answers.append(loop.create_task(vote(guest, orders[n][second], due)))
    await asyncio.wait_for(asyncio.gather(*answers), PATIENT_S)
    told.votes = len(answers)


async def _counted(room: Room) -> int:
    """The votes that stand on the server, read fresh."""
    answer = await room.api.get(f"/api/w/{room.code}/streams", room.chair.token)
    records = [record for part in answer["streams"].values() for record in json.loads(part["records"])]
    return sum(record["votes"] for record in records if record["type"] == "tally")
