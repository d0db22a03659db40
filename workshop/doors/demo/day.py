"""The day from its first link to its account: a server of its own, its people, the acts in order."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

import aiohttp
import click

from ..qr import show as show_qr
from ..remote.api import Api
from ..remote.ending import run_until_told
from ..remote.house import House, open_house
from ..remote.phone import Declined
from ..remote.room import Room, new_room
from .account import Account, miscounted, misplaced, unequal
from .acts import ACTS
from .content import event
from .pace import Pace
from .show import Show


def run(fast: bool, speed: float) -> bool:
    """Play it; False when a replica or a tally came out wrong. Raises NotServing."""
    whole = run_until_told(demo(fast, speed))
    if whole is None:
        click.echo("\nThe demo has ended.")
    return whole is not False


async def demo(fast: bool, speed: float = 1.0) -> bool:
    """Play the day in a folder that is gone afterwards; True when every replica and every tally came out right."""
    with tempfile.TemporaryDirectory(prefix="workshop-demo-") as folder:
        house = await open_house(Path(folder), host="127.0.0.1" if fast else "0.0.0.0")
        try:
            async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
                show = await new_show(house, http, Pace(None if fast else speed))
                _print_links(show.room, folder)
                try:
                    whole = await _play(show)
                    if not fast:
                        click.echo("The workshop stays open: look around, join it. Ctrl-C ends it.")
                        await asyncio.Event().wait()
                    return whole
                finally:
                    await asyncio.gather(*(phone.close() for phone in show.phones()))
        finally:
            house.stop()


async def new_show(house: House, http: aiohttp.ClientSession, pace: Pace) -> Show:
    about = event()
    account = Account(cap=about["cap"])
    names = ("title", "programme", "venue", "days", "purposes", "groups", "budget", "cap")
    room = await new_room(
        house,
        http,
        account.note,
        **{name: about[name] for name in names},
        talks=[{"title": title} for title in about["talks"]],
        orgs=await Api(house.base, http).get("/api/organisations/2022"),
        lang="lo",
        named=True,
        assign="choose",
    )
    return Show(room, pace, account, click.echo)


async def _play(show: Show) -> bool:
    started = time.perf_counter()
    for act in ACTS:
        try:
            await act(show)
        except (TimeoutError, Declined) as upset:  # by a visitor, who may chair, lead and lock as they like
            if show.pace.speed is None:
                raise
            show.say(f"  ({upset}; the day goes on)")
    whole = await _reckon(show)
    click.echo(f"Played in {time.perf_counter() - started:.1f} s.")
    return whole


def _print_links(room: Room, folder: str) -> None:
    about, links = event(), room.links
    click.echo(f"{about['title']['lo']}\n{about['title']['en']}\n")
    click.echo(f"{about['notice']['en']}\n")
    show_qr(links["join"], sys.stdout)
    click.echo(f"\nJoin    {links['join']}")
    click.echo(f"Chair   {links['chair']}")
    click.echo(f"Screen  {links['screen']}")
    click.echo(f"Data    {folder} (gone afterwards)\n")


async def _reckon(show: Show) -> bool:
    """Print what was done, and hold the server to it."""
    for line in show.account.lines():
        show.say(line)
    phones = [phone for phone in show.phones() if phone.me and not phone.removed]
    astray = await unequal(show.room.api, phones)
    show.say(f"Replicas  {len(phones) - len(astray)} of {len(phones)} equal a fresh snapshot")
    expected = show.account.tallies()
    if visitors := show.visitors():
        show.say(f"Tallies   not compared: {len(visitors)} visitors may have voted too")
        wrong = list[str]()
    else:
        wrong = await miscounted(show.room.api, show.chair, show.account)
        show.say(f"Tallies   {len(expected)} cards with votes, {len(wrong)} miscounted")
        astray_cards = await misplaced(show.room.api, show.chair, show.account)
        show.say(
            f"Origins   {len(show.account.lying)} cards looked up from both ends, {len(astray_cards)} astray"
        )
        wrong += astray_cards
    faults = astray + wrong + show.account.wrong
    for fault in faults:
        click.echo(f"WRONG     {fault}", err=True)
    return not faults
