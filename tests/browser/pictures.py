"""The pictures of docs/leader.md, docs/chair.md and README.md, made anew: `.venv/bin/python -m tests.browser.pictures`.

With some of their names, only those. The demo's people play at a server of their own, and stop where there is something
to show; a real page is then opened, a leader's in Lao and in English, and kept small in docs/pictures.
"""

from __future__ import annotations

import asyncio
import io
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
from PIL import Image, ImageOps
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from tests.browser.axe import SETTLED
from tests.browser.conftest import ARGS, CHROMIUM
from tests.browser.prepared import is_theirs
from tests.browser.words import say
from workshop.doors.demo import acts, content, tables
from workshop.doors.demo.day import new_show
from workshop.doors.demo.pace import Pace
from workshop.doors.demo.show import Player, Show
from workshop.doors.remote.house import open_house

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SHOWN = "http://192.168.8.10:8080"  # the address that the pictures speak of
PHONE, TALL, TABLET = (360, 740), (360, 900), (820, 1180)
LAPTOP, WALL, SCREEN = (1366, 860), (1280, 720), (1920, 1080)
DESK = (1366, 768)
WIDE = 1040  # pixels of a finished picture
SLIDES = 400  # ms until what begins to slide a frame later has begun
GROUND, EDGE, GAP = "#ffffff", "#d9d4c8", 32
LANGS = ("lo", "en")
INSIDE = {"phone": ".inside", "screen": ".corner-code", "chair": ".head-nav"}

Does = Callable[["Face"], Awaitable[Any]]

expect.set_options(timeout=20_000)


class Face:
    """A page somebody looks at, in one language; pressed by what it says."""

    def __init__(self, page: Page, lang: str) -> None:
        self.page, self.lang = page, lang

    def t(self, id: str, **params: Any) -> str:
        return say(self.lang, id, **params)

    def button(self, id: str, /, within: Locator | None = None, **params: Any) -> Locator:
        return (within or self.page.locator("body")).get_by_role(
            "button", name=self.t(id, **params), exact=True
        )

    async def do(self, id: str, /, within: Locator | None = None, **params: Any) -> None:
        await self.button(id, within, **params).first.click()

    def sheet(self) -> Locator:
        return self.page.locator("dialog[open]")

    async def tab(self, name: str) -> None:
        await self.page.locator(".tabs button", has_text=self.t(f"tab.{name}")).click()

    async def desk(self, side: str = "table", at: str = "") -> None:
        """The leader's page; `at` is the heading that shall stand at the top of the picture."""
        await self.tab("desk")
        switch = self.page.locator(".desk-switch")
        await expect(self.page.locator(".desk")).to_be_visible()
        if await switch.count():
            await switch.get_by_role("button").nth(0 if side == "table" else 1).click()
        if at:
            await self.top(f"section:has(#{at})")

    async def until_drawn(self, selector: str) -> None:
        """Until this picture on the page has come."""
        await self.page.locator(selector).evaluate("it => it.decode()")

    async def top(self, selector: str) -> None:
        """Scroll until this stands right below what is fixed at the top."""
        await expect(self.page.locator(selector).first).to_be_visible()
        await self.page.evaluate(
            """selector => {
              const it = document.querySelector(selector);
              const fixed = [".top", ".desk-above"].map(one => document.querySelector(one)?.offsetHeight ?? 0);
              scrollBy(0, it.getBoundingClientRect().top - fixed[0] - fixed[1] - 16);
            }""",
            selector,
        )


class Album:
    """Takes each picture in both languages and keeps them as one."""

    def __init__(self, browser: Browser, show: Show, wanted: list[str]) -> None:
        self.browser, self.show, self.wanted = browser, show, wanted

    async def take(self, name: str, who: Player, does: Does, size: tuple[int, int] = PHONE) -> None:
        url = f"{self.show.room.house.base}/{self.show.room.code}#t={who.phone.token}"
        await self._take(name, url, "phone", does, size)

    async def screen(self, name: str) -> None:
        await self._take(
            name, self._link("screen"), "screen", _nothing, SCREEN, LANGS[:1]
        )  # it is one for all

    async def chair(self, name: str, does: Does, size: tuple[int, int] = DESK) -> None:
        await self._take(name, self._link("chair"), "chair", does, size)

    async def helper(self, name: str, who: Player, does: Does) -> None:
        """At the desk by their own code, from the page of their own phone."""
        url = f"{self.show.room.house.base}/{self.show.room.code}#t={who.phone.token}"
        await self._take(name, url, "phone", does, TABLET)

    async def alone(self, name: str, who: Player, does: Does) -> None:
        """For the README: a phone in Lao, by itself."""
        url = f"{self.show.room.house.base}/{self.show.room.code}#t={who.phone.token}"
        if self._wants(name):
            plain(name, await self._one(url, "phone", "lo", does, PHONE), 585)

    async def wall(self, name: str) -> None:
        if self._wants(name):
            plain(name, await self._one(self._link("screen"), "screen", "lo", _nothing, WALL), 1280)

    async def chairs(self, name: str, does: Does) -> None:
        if self._wants(name):
            plain(name, await self._one(self._link("chair"), "chair", "en", does, LAPTOP), 1366)

    def _link(self, face: str) -> str:
        link: str = self.show.room.links[face]
        return link.replace(SHOWN, self.show.room.house.base)

    def _wants(self, name: str) -> bool:
        return not self.wanted or name in self.wanted

    async def _take(
        self,
        name: str,
        url: str,
        face: str,
        does: Does,
        size: tuple[int, int],
        langs: tuple[str, ...] = LANGS,
    ) -> None:
        if not self._wants(name):
            return
        keep(name, [await self._one(url, face, lang, does, size) for lang in langs])

    async def _one(self, url: str, face: str, lang: str, does: Does, size: tuple[int, int]) -> Image.Image:
        context = await self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=1.5 if size in (PHONE, TALL) else 1,
            has_touch=size in (PHONE, TALL, TABLET),
            is_mobile=size in (PHONE, TALL, TABLET),
            reduced_motion="reduce",
        )
        wish = f"ws:{self.show.room.code}:{face}:lang"
        await context.add_init_script(f"localStorage[{wish!r}] = {lang!r}")
        page = await context.new_page()
        if face == "phone":  # whose it is was asked earlier
            url, _, token = url.partition("#t=")
            await page.add_init_script(is_theirs(self.show.room.code, token))
        try:
            await page.goto(url)
            await expect(page.locator(INSIDE[face])).to_be_visible()
            await expect(page.locator("html")).to_have_attribute("lang", lang)
            await does(Face(page, lang))
            await page.wait_for_timeout(SLIDES)
            await page.evaluate(SETTLED)
            # A word that passes at the bottom is not what the picture is of.
            await page.evaluate("for (const it of document.querySelectorAll('.toasts > *')) it.remove()")
            return Image.open(io.BytesIO(await page.screenshot()))
        finally:
            await context.close()


def keep(name: str, both: list[Image.Image]) -> None:
    """Each with a hairline around it: high ones beside each other, wide ones one below the other."""
    framed = [ImageOps.expand(one.convert("RGB"), 2, EDGE) for one in both]
    wide, high = framed[0].size
    across, down = (0, high + GAP) if wide > high else (wide + GAP, 0)
    last = len(framed) - 1
    sheet = Image.new("RGB", (wide + across * last, high + down * last), GROUND)
    for at, one in enumerate(framed):
        sheet.paste(one, (across * at, down * at))
    sheet.thumbnail((WIDE, WIDE * 2), Image.Resampling.LANCZOS)
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name if '-' in name else f'leader-{name}'}.webp"
    sheet.save(path, "WEBP", quality=72, method=6)
    print(f"{path.name}  {path.stat().st_size // 1000} KB", flush=True)


def plain(name: str, image: Image.Image, width: int) -> None:
    """As it is, in as few colours as one does not see."""
    image = image.convert("RGB")
    image.thumbnail((width, width * 4), Image.Resampling.LANCZOS)
    path = FOLDER / f"{name}.png"
    image.quantize(96, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)
    print(f"{path.name}  {path.stat().st_size // 1000} KB", flush=True)


async def _nothing(face: Face) -> None:
    pass


# --- the day ------------------------------------------------------------------------------------


async def day(show: Show, album: Album) -> None:
    await acts.arrive(show)
    await show.go("groups", 0)
    await writing(show, album)
    await reading(show, album)
    await voting(show, album)
    await reporting(show, album)
    await merging(show, album)


async def writing(show: Show, album: Album) -> None:
    await tables.let_leaders_read_first(show, True)
    for number in ("07", "08", "09"):
        player = show.player(number)
        await acts.post(show, player, player.cards(show, early=True)[0])
    leader = show.leader(2)

    async def tray(face: Face) -> None:
        await face.desk("cards")
        await expect(face.page.locator(".tray li")).to_have_count(3)

    await leader.phone.until(lambda: len(tables.pending(show, leader)) == 3, "three cards that wait")
    await album.take("approve", leader, tray)
    await tables.approve(show)
    await tables.let_leaders_read_first(show, False)

    nudged = content.tables()["nudged"]
    for player in show.holders():
        if player.seat.number != nudged:
            await acts.write_cards(show, player, early=True)
    leader = show.leader(5)
    await show.attempt(leader.phone, "timer.start", board=show.board(5), seconds=300)
    await album.take("writing", leader, lambda face: _desk_at(face, ".clock-face"), TALL)
    pocket = show.player("17")
    await pocket.phone.sleep()
    await album.take("people", show.leader(4), lambda face: _people(face, pocket, "asleep"), TALL)
    await pocket.phone.wake()
    await asyncio.gather(tables.remind(show), acts.write_cards(show, show.player(nudged), early=True))
    await show.attempt(leader.phone, "timer.stop", board=show.board(5))
    call = await show.attempt(
        show.leader(6).phone, "call.make", board=show.board(6), text=content.tables()["call"]["text"]
    )
    await show.attempt(show.leader(6).phone, "board.ready", board=show.board(6), ready=True)
    await album.take("chair", show.leader(6), lambda face: face.desk(at="desk-stage"))
    assert call
    await show.attempt(show.chair, "call.close", call=call["call"])


async def reading(show: Show, album: Album) -> None:
    await acts.move(show, "reveal")
    for player in show.holders():
        await acts.write_cards(show, player, early=False)
    await tables.type_in(show, show.seated()[0])
    for scene in (tables.photograph, tables.talk, tables.hide_and_undo):
        await scene(show)

    typo = next(card for card in content.cards() if card.id == content.tables()["mended_by_leader"])

    async def reword(face: Face) -> None:
        await face.desk("cards")
        await face.do("mod.reword_what", text=typo.draft)
        await face.page.fill("#reword-text", typo.text)

    await album.take("reword", show.leader(typo.group), reword)
    await tables.mend(show)

    async def alike(face: Face) -> None:
        await face.desk("cards")
        await face.page.locator(".alike summary").click()
        await expect(face.page.locator(".alike li").first).to_be_visible()
        await face.top(".alike")

    async def desk(face: Face) -> None:
        await alike(face)
        nobody = face.t("lead.to_vote_n", cards=len(show.on_board(5)), here=0)
        await expect(face.page.get_by_text(nobody)).to_have_count(
            0
        )  # how many are here is told a moment later

    await album.take("alike", show.leader(5), alike)
    await album.take("desk", show.leader(5), desk, TABLET)
    await tables.merge(show, "merged_early")

    card = show.posted[content.tables()["held_up"]]
    await show.attempt(show.leader(3).phone, "board.spotlight", board=show.board(3), card=card, room=True)
    await album.take("spotlight", show.member(3, 9), _lit)
    await show.attempt(show.leader(3).phone, "board.spotlight", board=show.board(3), card=None)

    await show.attempt(show.leader(2).phone, "board.lock", board=show.board(2), locked=True, what="posting")
    await album.take("closed", show.leader(2), lambda face: _desk_at(face, ".locks"))
    await show.attempt(show.leader(2).phone, "board.lock", board=show.board(2), locked=False, what="posting")
    await album.take("log", show.leader(3), lambda face: _desk_at(face, "section:has(.log)"))
    await album.take("photo", show.member(1, 7), _photos)


async def _people(face: Face, who: Player, sight: str) -> None:
    await face.desk()
    person = face.page.locator("li.person").filter(has_text=who.seat.name)
    await expect(person.locator(".sight")).to_have_text(face.t(f"here.{sight}"))
    await face.top(".roll")


async def _lit(face: Face) -> None:
    await expect(face.page.locator(".lit")).to_be_visible()


async def _photos(face: Face) -> None:
    await expect(face.page.locator(".photos img, .photo img").first).to_be_visible()


async def _code(face: Face) -> None:
    await face.tab("me")
    await expect(face.page.locator(".my-code .qr")).to_be_visible()
    await face.until_drawn(".my-code .qr")


async def _desk_at(face: Face, selector: str) -> None:
    await face.desk()
    await face.top(selector)


async def voting(show: Show, album: Album) -> None:
    await acts.move(show, "vote")
    late = [show.leader(1), show.player("05")]
    seated = show.seated()[0]
    leader = show.leader(seated.seat.group)
    for player in show.holders():
        if player not in (*late, *show.members(leader.seat.group)):
            await acts.lay_dots(show, player)

    def told() -> bool:
        roll = late[0].phone.replica.get("roll", show.board(1)) or {}
        return set(roll.get("unvoted") or ()) == {player.person for player in late}

    await late[0].phone.until(told, "who has not voted")
    await album.take("vote", late[0], lambda face: face.desk(at="desk-people"))
    first = acts.likes(show, late[1])[0]
    round = await tables.open_round(show, late[1])
    await show.attempt(late[1].phone, "ballot.cast", round=round, subject=f"card:{first}", dots=1)
    await album.alone("phone-vote", late[1], lambda face: face.top(f"#card\\:{first}"))
    for player in (*late, *show.members(leader.seat.group)):
        if player is not seated:
            await acts.lay_dots(show, player)

    async def list_of_table(face: Face) -> None:
        await face.desk()
        await face.do("table.title")
        await expect(face.sheet()).to_be_visible()

    async def turn(face: Face) -> None:
        await list_of_table(face)
        await face.sheet().get_by_role("button").filter(has_text=seated.seat.name).first.click()
        await face.do("table.i_am", name=seated.seat.name)
        give = face.sheet().locator(".card").get_by_role("button")
        await give.first.click()
        await give.first.click()

    await album.take("table", leader, list_of_table)
    await album.take("ballot", leader, turn)
    await tables.hand_in(show, seated, [{show.posted["403"]: 3, show.posted["411"]: 2}])
    await tables.merge(show, "merged_late")

    async def merged(face: Face) -> None:
        card = face.page.locator(f"#card\\:{show.posted[content.tables()['merged_late']['head']]}")
        await expect(card).to_be_visible()
        await face.top(f"#card\\:{show.posted[content.tables()['merged_late']['head']]}")

    await album.take("merged", show.player(content.tables()["merged_late"]["both"]), merged)


async def reporting(show: Show, album: Album) -> None:
    await acts.move(show, "report")
    for leader in show.leaders():
        await tables.prepare(show, leader)
        await tables.submit(show, leader)
    await tables.vote_by_hand(show)
    leader = show.leader(2)

    async def hands(face: Face) -> None:
        await face.desk()
        await face.do("hands.title")
        await expect(face.page.locator("#hands-present")).to_be_visible()

    async def paper(face: Face) -> None:
        await face.desk()
        await face.do("paper.title")
        await face.page.fill("#paper-text", next(c.text for c in content.cards() if c.id == "416"))
        await face.sheet().locator('label:has([value="person"])').click()
        await face.page.select_option("#paper-person", label=show.seated()[0].seat.name)

    async def result(face: Face) -> None:
        await face.desk()
        await face.do("report.prepare")
        await expect(face.sheet().locator(".order-row").first).to_be_visible()

    await album.take("hands", leader, hands, TALL)
    await album.take("paper", show.leader(4), paper, TALL)
    await album.take("result", leader, result, TABLET)

    await show.attempt(leader.phone, "board.present", board=show.board(2), on=True)
    card = tables.strongest(show, leader)[1]
    await show.attempt(leader.phone, "board.spotlight", board=show.board(2), card=card)

    async def remote(face: Face) -> None:
        await face.desk()
        await face.do("present.remote")
        await expect(face.sheet().locator(".remote-text")).to_be_visible()

    await album.take("remote", leader, remote)
    await album.screen("screen")
    await show.attempt(leader.phone, "board.present", board=show.board(2), on=False)

    async def hand(face: Face) -> None:
        await face.desk()
        await face.do("here.more_who", name=show.member(2, 8).seat.name)

    await album.take("hand", leader, hand)
    await album.take("code", leader, _code)


async def merging(show: Show, album: Album) -> None:
    async def similar(face: Face) -> None:
        await face.page.locator('.head-nav a[href="#desk"]').click()
        await face.page.locator(".desk-tools .btn", has_text=face.t("hint.open")).click()
        await expect(face.page.locator(".hint mark").first).to_be_visible()
        await face.page.locator(".hint-accept").last.scroll_into_view_if_needed()

    await album.chair("chair-hints", similar)
    await acts.merge(show)
    await show.attempt(show.chair, "vision.count", rule="sum")
    await show.attempt(show.chair, "vision.show", theme=None, sort="chair")
    themes = {one["id"]: one for one in show.chair.replica.of("theme") if not one["parked"]}
    first = min(themes.values(), key=lambda one: (one["position"], one["id"]))["id"]

    async def desk(face: Face) -> None:
        await face.page.locator('.head-nav a[href="#desk"]').click()
        await expect(face.page.locator(".theme").first).to_be_visible()
        nobody = face.page.locator(".head-title").get_by_text(face.t("st.online_n", n=0), exact=True)
        await expect(nobody).to_have_count(0)

    def at_desk(does: Does) -> Does:
        async def both(face: Face) -> None:
            await desk(face)
            await does(face)
            await expect(face.sheet().last).to_be_visible()

        return both

    async def groups(face: Face) -> None:
        await desk(face)
        await face.page.locator(".side").first.click()
        await expect(face.page.locator(".desk-groups li")).to_have_count(6)

    async def trail(face: Face) -> None:
        await face.page.locator(".theme").first.locator("[aria-haspopup=dialog]").last.click()

    async def history(face: Face) -> None:
        await face.do("view.history")
        steps = face.sheet().locator(".deed")
        back = steps.get_by_role("button").filter(has_text=face.t("history.back"))
        await back.nth(3).click()
        await expect(face.page.locator("dialog[open]")).to_have_count(2)

    async def show_it(face: Face) -> None:
        await face.do("chair.screen")
        await face.do("show.compose")
        await expect(face.page.locator(".composer-board iframe")).to_be_visible()

    await album.chairs("chair-desk", desk)
    await album.wall("screen-vision")
    await album.chair("chair-groups", groups)
    await album.chair(
        "chair-counted", at_desk(lambda face: face.page.locator(".theme .theme-weight button").first.click())
    )
    await album.chair("chair-trail", at_desk(trail))
    await album.chair("chair-cover", at_desk(lambda face: face.do("cover.open")))
    await album.chair("chair-history", at_desk(history))
    await album.chair("chair-screen", at_desk(show_it))
    await album.chair("chair-take", at_desk(lambda face: face.do("take.open")))
    await polling(show, album, at_desk)
    await show.attempt(show.chair, "vision.show", theme=first)
    await album.screen("screen-focus")
    await show.attempt(show.chair, "vision.show", theme=None)
    helper = show.members(6)[-1]
    await show.attempt(show.chair, "person.promote", person=helper.person, role="helper")

    async def own_desk(face: Face) -> None:
        await face.tab("me")
        await face.page.get_by_role("link", name=face.t("team.open")).click()
        await expect(face.page.locator(".theme").first).to_be_visible()
        await expect(face.page.locator("html")).to_have_attribute("lang", face.lang)

    await album.helper("chair-team", helper, own_desk)


async def polling(show: Show, album: Album, at_desk: Callable[[Does], Does]) -> None:
    opened = await show.attempt(show.chair, "poll.open", budget=3, cap=2)
    assert opened
    order = sorted(show.chair.replica.of("theme"), key=lambda one: (one["position"], one["id"]))
    themes = [one["id"] for one in order if not one["parked"]]
    for at, player in enumerate(show.holders()[:17]):
        for n, dots in ((at % len(themes), 2), ((at + 1) % len(themes), 1)):
            laid = {"round": opened["round"], "subject": f"theme:{themes[n]}", "dots": dots}
            await show.attempt(player.phone, "ballot.cast", **laid)

    async def poll(face: Face) -> None:
        running = face.page.locator(".desk").get_by_role("button", name=re.compile(r"17"))
        await running.first.click()

    async def ballot(face: Face) -> None:
        await face.tab("vision")
        await expect(face.page.locator("li.theme, .ballot li").first).to_be_visible()

    await album.chair("chair-poll", at_desk(poll))
    await album.take("phone-poll", show.holders()[0], ballot)
    await show.attempt(show.chair, "poll.close")


async def make(wanted: list[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="workshop-pictures-") as folder:
        house = await open_house(Path(folder), env={"WORKSHOP_PUBLIC_URL": SHOWN})
        try:
            async with (
                aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http,
                async_playwright() as playwright,
            ):
                browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
                show = await new_show(house, http, Pace(None))
                try:
                    await day(show, Album(browser, show, wanted))
                finally:
                    await browser.close()
                    await asyncio.gather(*(phone.close() for phone in show.phones()))
        finally:
            house.stop()


if __name__ == "__main__":
    asyncio.run(make(sys.argv[1:]))
