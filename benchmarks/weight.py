"""What a phone downloads before it can join: the page, its scripts and its styles, compressed, fonts apart."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from benchmarks.rig import room_of, watched_house
from workshop.doors.remote.room import Room

ASSET = re.compile(r"""(?:src|href)=["']([^"']+\.(?:js|css|json|woff2)[^"']*)["']""")
# What a script cannot start without, and what it fetches once it runs.
IMPORT = re.compile(r"""(?:from|import)\s*["']\./([^"']+\.js)["']""")

LATER = re.compile(r"""import\(["']\./([^"']+\.js)["']\)|["']\./([^"']+\.css)["']""")


@dataclass
class Weight:
    """Bytes as they travel, by address; `fonts` are what the page preloads."""

    parts: dict[str, int] = field(default_factory=dict)
    fonts: dict[str, int] = field(default_factory=dict)
    later: dict[str, int] = field(default_factory=dict)  # fetched while the person types their name

    @property
    def whole(self) -> int:
        return sum(self.parts.values())


async def weight() -> Weight:
    with tempfile.TemporaryDirectory(prefix="workshop-bench-") as folder:
        async with watched_house(Path(folder)) as watched, room_of(watched.house) as room:
            return await _first_load(room)


async def _first_load(room: Room) -> Weight:
    told = Weight()
    # auto_decompress off: the size that counts is the one that travelled.
    async with aiohttp.ClientSession(
        auto_decompress=False, headers={"Accept-Encoding": "br, gzip"}
    ) as travelled:
        async with room.http.get(f"{room.house.base}/{room.code}") as page:
            html = await page.text()
        first, later = [f"/{room.code}", *ASSET.findall(html)], list[str]()
        for waiting, weighed in ((first, told.parts), (later, told.later)):
            for address in waiting:  # grows as scripts name others
                if address in told.parts | told.later | told.fonts:
                    continue
                async with travelled.get(room.house.base + address) as answer:
                    size = len(await answer.read())
                (told.fonts if ".woff2" in address else weighed)[address] = size
                if address.endswith(".js"):
                    async with room.http.get(room.house.base + address) as answer:
                        script, folder = await answer.text(), address.rpartition("/")[0]
                    waiting += [f"{folder}/{name}" for name in IMPORT.findall(script)]
                    later += [f"{folder}/{part or style}" for part, style in LATER.findall(script)]
                elif address.endswith(".json"):
                    async with room.http.get(room.house.base + address) as answer:
                        more, folder = (await answer.json()).get(""), address.rpartition("/")[0]
                    later += [f"{folder}/{more}"] if more else []
    return told
