"""`python -m benchmarks [storm|votes|merging|desk|hints|fanout|page|scroll|soak]`: measure, and tell.

Prints, and writes docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from benchmarks import table
from benchmarks.desk import desk
from benchmarks.fanout import ROUNDS, fanout
from benchmarks.hints import hints
from benchmarks.merging import Merging
from benchmarks.scroll import scroll
from benchmarks.soak import soak
from benchmarks.storm import Storm, bare_storm, storm
from benchmarks.weight import weight
from workshop.doors.server import raise_file_limit

BARE = "bare Flask-SocketIO"
WHAT = ("all", "page", "scroll", "storm", "votes", "merging", "desk", "hints", "fanout", "soak")


async def main() -> None:
    options = _options()
    tables: list[str] = []
    if options.what in ("all", "page"):
        tables.append(_told(table.of_page(await weight())))
    if options.what in ("all", "scroll"):
        tables.append(_told(table.of_scroll(await scroll(options.cards))))
    if options.what in ("all", "storm"):
        tables.append(_told(table.of_storms([await storm(options.phones, options.seconds)])))
    if options.what in ("all", "votes"):
        tables.append(_told(await _votes(options.phones, options.seconds, options.turns, options.also)))
    if options.what in ("all", "merging"):
        tables.append(_told(await _beside_the_desk(options.phones, options.seconds)))
    if options.what in ("all", "desk"):
        tables.append(_told(table.of_desk(await desk())))
    if options.what in ("all", "hints"):
        tables.append(_told(table.of_hints(await hints())))
    if options.what in ("all", "fanout"):
        tables.append(_told(table.of_fans([await fanout(phones, options.rounds) for phones in options.fan])))
    if options.what == "soak":
        _told(await soak(options.phones, options.minutes))
    if options.keep:
        table.write(*tables)


async def _votes(phones: int, seconds: int, turns: int, also: list[Path]) -> str:
    """This build, other checkouts and the bare server, by turns on one machine in one hour."""
    builds: dict[str, list[Storm]] = {name: [] for name in ("this build", *(t.name for t in also), BARE)}
    for _ in range(turns):
        builds["this build"].append(await storm(phones, seconds))
        for tree in also:
            builds[tree.name].append(await storm(phones, seconds, tree=tree.resolve()))
        builds[BARE].append(await bare_storm(phones, seconds))
    return table.of_votes(builds, BARE)


async def _beside_the_desk(phones: int, seconds: int) -> str:
    """The same storm without and with a chair at the desk, in one run."""
    alone, desk = await storm(phones, seconds), Merging()
    return table.of_merging(alone, await storm(phones, seconds, desk), desk)


def _told(text: str) -> str:
    print(text, flush=True)
    return text


def _options() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    reader.add_argument("what", nargs="?", default="all", choices=WHAT)
    reader.add_argument("--phones", type=int, default=500, help="of the storm and the soak")
    reader.add_argument("--seconds", type=int, default=30, help="of the storm")
    reader.add_argument("--turns", type=int, default=3, help="of what a vote costs")
    reader.add_argument("--also", type=Path, nargs="*", default=[], help="other checkouts, to stand beside")
    reader.add_argument("--fan", type=int, nargs="+", default=[30, 300, 1000], help="phones of each fan-out")
    reader.add_argument("--rounds", type=int, default=ROUNDS, help="of each fan-out")
    reader.add_argument("--cards", type=int, default=300, help="on the board that is scrolled")
    reader.add_argument("--minutes", type=float, default=30, help="of the soak")
    reader.add_argument("--no-page", dest="keep", action="store_false", help="leave docs/benchmarks.md alone")
    return reader.parse_args()


raise_file_limit()
asyncio.run(main())
