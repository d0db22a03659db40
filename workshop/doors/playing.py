"""A script, from the server that is started for it to the tallies that are held to the sheet's own count."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import aiohttp
import click

from .remote.figures import spread
from .remote.house import open_house
from .remote.room import new_room
from .sheets import Script
from .stage import Stage

TELL_S = 2.0
TITLE = {"lo": "ຫຼິ້ນຄືນຈາກໄຟລ໌", "en": "Played from a file"}


async def play(script: Script, speed: float | None) -> dict[str, int]:
    """Play `script` at a server of its own, in a folder that is gone afterwards; the answer is what it counted."""
    acks: list[float] = []
    with tempfile.TemporaryDirectory(prefix="workshop-play-") as folder:
        house = await open_house(Path(folder))
        try:
            async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
                room = await new_room(
                    house,
                    http,
                    lambda name, ms: acks.append(ms) if name in ("card.post", "ballot.cast") else None,
                    title=TITLE,
                    groups=[{"lo": name, "en": name} for name in script.groups],
                    lang="lo",
                    named=True,
                    assign="choose",
                    budget=None,
                    cap=1,
                )
                try:
                    return await _perform(Stage(room, script, speed), acks)
                finally:
                    await room.chair.close()
        finally:
            house.stop()


async def _perform(stage: Stage, acks: list[float]) -> dict[str, int]:
    script = stage.script
    click.echo(
        f"{len(script.statements)} statements in {len(script.groups)} groups, {len(script.votes)} votes"
    )
    started = time.perf_counter()
    await _told(stage.write(), f"of {len(script.statements)} statements posted", acks)
    acks.clear()
    await _told(stage.vote(), f"of {len(script.votes)} votes saved", acks)
    took = time.perf_counter() - started
    click.echo(f"Played by {len(stage.tokens)} seats in {took:.1f} s; answers to the votes: {spread(acks)}")
    return await stage.tallies()


async def _told(work: Coroutine[Any, Any, None], what: str, acks: list[float]) -> None:
    """Do the work, and say now and then how far it is."""
    task = asyncio.create_task(work)
    try:
        while not (await asyncio.wait({task}, timeout=TELL_S))[0]:
            click.echo(f"  {len(acks)} {what}")
    finally:
        task.cancel()
    await task


def report(script: Script, found: dict[str, int]) -> bool:
    """Print every tally beside its statement; True when all are what the sheet's own count says."""
    for statement in script.statements:
        click.echo(f"{found[statement.id]:6}  {statement.id}  {statement.text}")
    expected = script.tallies()
    wrong = {id: votes for id, votes in expected.items() if found[id] != votes}
    for id, votes in wrong.items():
        click.echo(f"WRONG  {id}: the server counted {found[id]}, the sheet {votes}", err=True)
    exact = len(expected) - len(wrong)
    click.echo(f"{exact} of {len(expected)} tallies are exact; {sum(found.values())} votes stand")
    return not wrong
