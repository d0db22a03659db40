"""The merge desk with 2,000 cards of forty groups: Chromium on a laptop's 1366 x 768, while another of the team works.

Input to paint is from the event's own time to the end of the frame that answers it, as the page itself sees it.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

from benchmarks.forty import CARDS, Forty, forty
from benchmarks.rig import Guest, Watched, join, watched_house
from benchmarks.scroll import ARGS, CHROMIUM
from benchmarks.wire import Meter, connect, unheard

TIMES = 30  # of each thing that is done
EVERY_S = 0.5  # another of the team places a card
BIG = 400  # cards of the largest theme
FIND = ["ຂໍ້ມູນ", "network", "ທັກສະ", "service"]

WATCH = """() => {
  window.seen = { inputs: [], frames: [], counting: false };
  const painted = then => requestAnimationFrame(() => {
    const channel = new MessageChannel(); // after the frame has been painted
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  });
  for (const name of ["click", "keydown", "input", "change"])
    addEventListener(name, event => {
      const at = event.timeStamp;
      if (seen.counting) painted(() => seen.inputs.push(performance.now() - at));
    }, true);
  let last = 0;
  const frame = now => {
    if (last && seen.counting) seen.frames.push(now - last);
    last = seen.counting ? now : 0;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
COUNT = """on => {
  const told = { inputs: seen.inputs, frames: seen.frames };
  Object.assign(seen, { inputs: [], frames: [], counting: on });
  return told;
}"""


@dataclass
class Desk:
    cards: int
    opened: float = 0.0  # ms from asking for the page to the first cards at the desk
    inputs: dict[str, list[float]] = field(default_factory=dict)  # ms from input to paint, by what was done
    frames: list[float] = field(default_factory=list)  # ms between frames while the cards are scrolled
    places: dict[int, list[float]] = field(default_factory=dict)  # ms on the server, by how many cards
    statements: float = 0.0  # SQL of one placing
    size: float = 0.0  # bytes of its deltas


async def desk() -> Desk:
    with tempfile.TemporaryDirectory(prefix="workshop-bench-") as folder:
        made = await asyncio.to_thread(forty, Path(folder))
        async with watched_house(Path(folder)) as watched, _chair(watched, made) as other:
            themes = await _large(other, made)
            told = Desk(CARDS, places=made.places)
            before = len(watched.published), watched.statements
            for n in range(TIMES):
                await other.command("theme.place", theme=themes[n % len(themes)], cards=[CARDS - n])
            await asyncio.sleep(1)
            told.statements = (watched.statements - before[1]) / TIMES
            told.size = sum(one.size for one in watched.published[before[0] :]) / TIMES
            await _looked_at(watched, made, other, themes, told)
            return told


@asynccontextmanager
async def _chair(watched: Watched, made: Forty) -> AsyncIterator[Guest]:
    guest = Guest(await connect(watched.house.base, unheard, Meter()))
    await join(guest.wire, made.code, token=made.token)
    yield guest
    guest.wire.close()


async def _large(other: Guest, made: Forty) -> list[int]:
    """A theme of four hundred cards beside small ones."""
    titles = [{"en": f"Of {n}"} for n in range(8)]
    themes = [(await other.command("theme.create", title=title))["theme"] for title in titles]
    await other.command("theme.place", theme=themes[0], cards=list(range(1_000, 1_000 + BIG)))
    return themes


async def _looked_at(watched: Watched, made: Forty, other: Guest, themes: list[int], told: Desk) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        page = await browser.new_page(viewport={"width": 1366, "height": 768})
        began = await page.evaluate("performance.timeOrigin + performance.now()")
        await page.goto(f"{watched.house.base}/chair/{made.code}#t={made.token}")
        await page.locator('.head-nav a[href="#desk"]').click()
        await page.locator("#inbox [data-card]").first.wait_for()
        told.opened = await page.evaluate("t => performance.timeOrigin + performance.now() - t", began)
        await page.wait_for_timeout(3_000)  # keys of the cards are worked out ahead; nobody is that quick
        await page.evaluate(WATCH)
        working = asyncio.create_task(_others(other, themes))
        try:
            for name, does in _DONE.items():
                await page.evaluate(COUNT, True)
                await does(page)
                seen = await page.evaluate(COUNT, False)
                told.inputs[name] = seen["inputs"]
                if name == "scrolling":
                    told.frames = seen["frames"]
        finally:
            working.cancel()
        await browser.close()


async def _others(other: Guest, themes: list[int]) -> None:
    dice = random.Random(4)
    while True:
        await other.command("theme.place", theme=dice.choice(themes), cards=dice.sample(range(1, 900), 3))
        await asyncio.sleep(EVERY_S)


async def _picks(page: Page) -> None:
    cards = page.locator("#inbox [data-card]")
    for n in range(TIMES):
        await cards.nth(n % 5).click()
        await page.wait_for_timeout(60)
    await page.keyboard.press("Escape")


async def _extends(page: Page) -> None:
    await page.focus("#inbox")
    for _ in range(TIMES):
        await page.keyboard.press("Shift+ArrowDown")
        await page.wait_for_timeout(60)
    await page.keyboard.press("Escape")


async def _types(page: Page) -> None:
    await page.focus("#desk-find")
    for word in FIND:
        for letter in word:
            await page.keyboard.insert_text(letter)
            await page.wait_for_timeout(80)
        await page.fill("#desk-find", "")


async def _filters(page: Page) -> None:
    turns = itertools.cycle(("votes", "newest", "result", "group"))
    for _ in range(TIMES // 2):
        await page.select_option("#desk-sort", next(turns))
        await page.wait_for_timeout(100)
        await page.locator(".filters .check input").first.click()
        await page.wait_for_timeout(100)
    await page.select_option("#desk-group", index=3)
    await page.wait_for_timeout(100)
    await page.select_option("#desk-group", index=0)


async def _scrolls(page: Page) -> None:
    box = await page.locator("#inbox").bounding_box()
    assert box
    await page.mouse.move(box["x"] + 100, box["y"] + 200)
    for n in range(80):
        await page.mouse.wheel(0, 600 if n < 60 else -1_500)
        await page.wait_for_timeout(30)


async def _large_theme(page: Page) -> None:
    """The theme of four hundred, unfolded, its cards walked by keyboard."""
    theme = page.locator(".theme").filter(has=page.get_by_role("heading", name="Of 0", exact=True))
    await theme.locator(".btn[aria-expanded]").last.click()
    await theme.locator("[role=listbox]").focus()
    for _ in range(TIMES):
        await page.keyboard.press("Shift+ArrowDown")
        await page.wait_for_timeout(60)
    await page.keyboard.press("Escape")


_DONE: dict[str, Callable[[Page], Awaitable[Any]]] = {
    "picking": _picks,
    "extending by keyboard": _extends,
    "typing a search": _types,
    "sorting and filtering": _filters,
    "scrolling": _scrolls,
    f"a theme of {BIG} cards": _large_theme,
}
