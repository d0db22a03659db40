"""A board of 300 cards on an old phone: Chromium slowed six times, a finger that scrolls and taps, and what it sees.

Absolute numbers are this machine's; the ratio to the same page with every card laid out is measured in the same run,
turn by turn, and holds elsewhere.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import CDPSession, Page, async_playwright

from benchmarks.rig import Guest, crowd, room_of, watched_house
from benchmarks.wire import Meter
from workshop.doors.remote.room import Room

CARDS = 300
WRITERS = 12
SLOWER = 6  # a phone of some years ago against a laptop's core
TURNS = 3
TAPS = 8
SETTLED = 2_000  # after styles were changed: what that cost is nobody's scrolling; ms
GESTURE = {"x": 180, "y": 500, "speed": 2400, "gestureSourceType": "touch"}
CHROMIUM = (
    os.environ.get("WORKSHOP_CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-headless-shell")
    or "/usr/bin/chromium"
)
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

LAO = "ລະບົບ ຂໍ້ມູນ ຂອງ ກະຊວງ ຍັງ ບໍ່ ເຊື່ອມຕໍ່ ກັນ ປະຊາຊົນ ຕ້ອງ ຕື່ມ ຫຼາຍ ບ່ອນ ແລະ ພະນັກງານ ຂາດ ທັກສະ ດິຈິຕອນ".split(" ")
ENGLISH = (
    "systems of the ministries do not share data so people fill the same form and staff lack skills".split(
        " "
    )
)

# Frames and long tasks from now on; how long from a finger's touch to the picture that answers it.
WATCH = """() => {
  window.seen = { frames: [], tasks: [], taps: [] };
  const long = new PerformanceObserver(all => all.getEntries().forEach(one => seen.tasks.push(one.duration)));
  long.observe({ type: "longtask" });
  let last = 0;
  const frame = now => {
    if (last && window.counting) seen.frames.push(now - last);
    last = window.counting ? now : 0;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  let touched = 0;
  addEventListener("pointerdown", event => (touched = event.timeStamp), true);
  addEventListener("click", () => requestAnimationFrame(() => {
    const channel = new MessageChannel(); // after the frame has been painted
    channel.port1.onmessage = () => seen.taps.push(performance.now() - touched);
    channel.port2.postMessage(0);
  }), true);
}"""
# The same page with nothing spared: what content-visibility and the guess of heights are worth.
LAID_OUT = """on => {
  window.plain ??= new CSSStyleSheet();
  plain.replaceSync("li { content-visibility: visible !important; }");
  document.adoptedStyleSheets = on ? [plain] : [];
}"""
COUNT = """on => {
  window.counting = on;
  if (on) seen.frames = [], seen.tasks = [], seen.taps = [];
  return seen;
}"""
DRAWN = "() => document.querySelectorAll('main .card').length"


@dataclass
class Seen:
    """Milliseconds: between frames, of tasks over 50, from touch to picture; and of the page's thread at work."""

    frames: list[float] = field(default_factory=list)
    tasks: list[float] = field(default_factory=list)
    taps: list[float] = field(default_factory=list)
    scrolling: float = 0.0
    tapping: float = 0.0

    def add(self, told: dict[str, Any]) -> None:
        self.frames += told["frames"]
        self.tasks += told["tasks"]
        self.taps += told["taps"]


@dataclass
class Scroll:
    cards: int
    slower: int
    opened: float  # from asking for the page to the first cards, and to the last
    drawn: float
    shipped: Seen = field(default_factory=Seen)
    laid_out: Seen = field(default_factory=Seen)


async def scroll(cards: int = CARDS) -> Scroll:
    with tempfile.TemporaryDirectory(prefix="workshop-bench-") as folder:
        async with watched_house(Path(folder)) as watched, room_of(watched.house) as room:
            guests = await crowd(room, WRITERS, Meter(), lambda _: lambda *_: None)
            board = next(record["id"] for record in room.chair.replica.of("board"))
            await room.chair.command("board.move", board=board, phase="reveal")
            await _fill(guests, board, cards)
            return await _watched(room, guests[0], board, cards)


async def _fill(guests: list[Guest], board: int, cards: int) -> None:
    """As a table writes: short and long, Lao and English, a solution to most problems."""
    dice = random.Random(3)
    problems: list[int] = []
    for number in range(cards):
        kind = dice.choice(["problem", "problem", "solution", "lesson"]) if problems else "problem"
        lang, words = dice.choice([("lo", LAO), ("en", ENGLISH)])
        text = f"{number} " + " ".join(dice.choices(words, k=dice.randint(4, 24)))
        answers = {"answers": dice.choice(problems)} if kind == "solution" else {}
        said = {"board": board, "kind": kind, "text": text[:280], "lang": lang, **answers}
        posted = await guests[number % len(guests)].command("card.post", **said)
        if kind == "problem":
            problems.append(posted["card"])


async def _watched(room: Room, guest: Guest, board: int, cards: int) -> Scroll:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        context = await browser.new_context(
            viewport={"width": 360, "height": 740}, device_scale_factor=2, has_touch=True, is_mobile=True
        )
        page = await context.new_page()
        phone = await context.new_cdp_session(page)
        await phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        # The thread's own time: what else the machine does is not in it.
        await phone.send("Performance.enable", {"timeDomain": "threadTicks"})
        began = await page.evaluate("performance.timeOrigin + performance.now()")
        # A phone that is somebody already: a link with a token would ask by name first.
        held = f"localStorage['ws:{room.code}:phone'] = {json.dumps(guest.token)}"
        await page.add_init_script(held)
        await page.goto(f"{room.house.base}/{room.code}")
        await page.locator("main .card").first.wait_for()
        told = Scroll(cards, SLOWER, await _since(page, began), 0.0)
        await _all_drawn(page, cards)
        told.drawn = await _since(page, began)
        await page.evaluate(WATCH)
        for _ in range(TURNS):
            for laid_out, seen in ((False, told.shipped), (True, told.laid_out)):
                await page.evaluate(LAID_OUT, laid_out)
                await _scrolled(page, phone, seen)
        await room.chair.command("board.move", board=board, phase="vote")
        await page.locator(".vote").first.wait_for()
        await _all_drawn(page, cards)
        for turn in range(2 * TURNS):
            seen = told.laid_out if turn % 2 else told.shipped
            await page.evaluate(LAID_OUT, bool(turn % 2))
            await _tapped(page, phone, seen, turn)
        await browser.close()
        return told


async def _since(page: Page, began: float) -> float:
    return float(await page.evaluate("began => performance.timeOrigin + performance.now() - began", began))


async def _all_drawn(page: Page, cards: int) -> None:
    while await page.evaluate(DRAWN) < cards:
        await page.wait_for_timeout(50)


async def _scrolled(page: Page, phone: CDPSession, seen: Seen) -> None:
    """Down the board and up again, at a reader's pace and then at a searcher's."""
    await page.evaluate("() => scrollTo(0, 0)")
    await page.wait_for_timeout(SETTLED)
    await page.evaluate(COUNT, True)
    before = await _worked(phone)
    for distance in (-6_000, -12_000, 18_000):
        await phone.send("Input.synthesizeScrollGesture", {**GESTURE, "yDistance": distance})
    seen.scrolling += await _worked(phone) - before
    seen.add(await page.evaluate(COUNT, False))


async def _worked(phone: CDPSession) -> float:
    told = await phone.send("Performance.getMetrics")
    return float(next(one["value"] for one in told["metrics"] if one["name"] == "TaskDuration")) * 1000


async def _tapped(page: Page, phone: CDPSession, seen: Seen, turn: int) -> None:
    """Laid and taken back, card after card, so that the budget never ends."""
    buttons = page.locator(".vote .btn-main")
    await page.wait_for_timeout(SETTLED)
    await page.evaluate(COUNT, True)
    before = await _worked(phone)
    for number in range(TAPS):
        button = buttons.nth(10 * turn + number)
        await button.scroll_into_view_if_needed()
        await page.wait_for_timeout(250)
        await button.tap()
        await page.wait_for_timeout(500)  # a second tap within 0.4 s is taken for half of a double tap
        await page.locator(".vote .btn:not(.btn-main)").first.tap()
        await page.wait_for_timeout(250)
    seen.tapping += await _worked(phone) - before
    seen.add(await page.evaluate(COUNT, False))
