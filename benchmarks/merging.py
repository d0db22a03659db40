"""The merge desk at work while everybody votes: 2,000 cards of 40 other groups, placed one handful after another."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from benchmarks.rig import Guest, join
from benchmarks.wire import Meter, connect, unheard
from workshop.doors.remote.room import Room

GROUPS = 40
CARDS = 2_000
THEMES = 30
EVERY_S = 0.2  # a busy chair and two helpers
AT_ONCE = (1, 1, 1, 3, 5, 20)  # cards in one placing


@dataclass
class Merging:
    """What the chair's placings took, ms from sending to the answer."""

    cards: int = 0
    places: list[float] = field(default_factory=list)


@dataclass
class Desk:
    themes: list[int]
    cards: list[int]


@asynccontextmanager
async def merging(room: Room, desk: Desk, told: Merging) -> AsyncIterator[None]:
    """A chair who goes on placing until the block ends."""
    told.cards = len(desk.cards)
    placing = asyncio.create_task(_place(room, told, desk.themes, desk.cards))
    try:
        yield
    finally:
        placing.cancel()
        told.places = told.places[3:]  # the first warm the road


async def fill(room: Room) -> Desk:
    """One writer a group, all writing at once, their boards then revealed; some of it in themes already."""
    boards = sorted((one["id"], one["group"]) for one in room.chair.replica.of("board"))[1:]

    async def write(board: int, group: int) -> list[int]:
        writer = Guest(await connect(room.house.base, unheard, Meter()))
        await join(writer.wire, room.code)
        who = {"name": f"Writer {group}", "lang": "en", "org_other": "-", "group": group}
        joined = await writer.command("person.join", **who)
        await join(writer.wire, room.code, token=joined["token"])
        ids = []
        for n in range(CARDS // GROUPS):
            text = f"Case {n} of group {group}: systems of the ministries do not share data"
            ids.append(
                (await writer.command("card.post", board=board, kind="problem", text=text, lang="en"))["card"]
            )
        writer.wire.close()
        await room.chair.command("board.move", board=board, phase="reveal")
        return ids

    written = await asyncio.gather(*(write(board, group) for board, group in boards))
    cards = [id for ids in written for id in ids]
    made = [await room.chair.command("theme.create", title={"en": f"Theme {n}"}) for n in range(THEMES)]
    themes = [one["theme"] for one in made]
    for n, theme in enumerate(themes):
        await room.chair.command("theme.place", theme=theme, cards=cards[n * 20 : n * 20 + 20])
    return Desk(themes, cards)


async def _place(room: Room, told: Merging, themes: list[int], cards: list[int]) -> None:
    dice = random.Random(16)
    while True:
        some = dice.sample(cards, dice.choice(AT_ONCE))
        began = time.monotonic()
        await room.chair.command("theme.place", theme=dice.choice(themes), cards=some)
        took = time.monotonic() - began
        told.places.append(took * 1000)
        await asyncio.sleep(max(0.0, EVERY_S - took))
