"""`workshop play`: two CSV sheets become a workshop of real connections, and its tallies are held to the sheet's own.

A person votes on the statements of their own group only, so whoever writes or votes in several groups takes a seat in
each: one person with one connection per name and group. A vote and its taking back name the same statement, hence
the same seat, and a seat sends in the sheet's order, so "the last counts" holds without any order between seats.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import aiohttp
import click

from .remote.figures import spread
from .remote.house import NotServing, open_house
from .remote.room import new_room
from .server import raise_file_limit
from .sheets import BadSheet, Script, read_script, write_tallies
from .stage import Stage

TELL_S = 2.0
TITLE = {"lo": "ຫຼິ້ນຄືນຈາກໄຟລ໌", "en": "Played from a file"}


@click.command("play")
@click.option(
    "--statements", type=click.Path(path_type=Path), required=True, help="CSV: id, author, text, ..."
)
@click.option("--votes", type=click.Path(path_type=Path), required=True, help="CSV: voter, statement, value.")
@click.option(
    "--tallies", type=click.Path(path_type=Path), help="Where to write the tallies: CSV of id, votes."
)
@click.option(
    "--speed", type=click.FloatRange(min=0.01), default=1.0, help="1 is 10 posts or votes a second."
)
@click.option("--fast", is_flag=True, help="As fast as the answers come.")
def play_command(statements: Path, votes: Path, tallies: Path | None, speed: float, fast: bool) -> None:
    """Play statements and votes from CSV files through real connections, and count them exactly."""
    try:
        script = read_script(statements, votes)
    except BadSheet as bad:
        click.echo(str(bad), err=True)
        sys.exit(2)
    raise_file_limit()
    try:
        found = asyncio.run(play(script, None if fast else speed))
    except NotServing as gone:
        raise click.ClickException(str(gone)) from None
    if tallies is not None:
        write_tallies(tallies, found)
    if not report(script, found):
        sys.exit(1)


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
                    lambda name, ms: acks.append(ms),
                    title=TITLE,
                    groups=[{"lo": name, "en": name} for name in script.groups],
                    lang="lo",
                    named=True,
                    assign="choose",
                    budget=None,
                    cap=1,
                )
                found = await _perform(Stage(room, script, speed), acks)
                await room.chair.close()
                return found
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
    while not (await asyncio.wait({task}, timeout=TELL_S))[0]:
        click.echo(f"  {len(acks)} {what}")
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
