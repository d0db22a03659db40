"""The leader's desk by two leaders and two phones, in both languages, by touch and by keyboard.

Real people's order of things: what waits is approved or put off, wording mended, doubles put together and taken apart,
the board closed for a while, and every step taken back from where it was made. Two leaders work on one desk: what one has
done reaches the other without moving what is under their finger.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import SETTLED, violations
from tests.browser.conftest import Browsers
from tests.browser.faces import Leader, Phone
from tests.browser.prepared import Prepared
from tests.doors.real import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])

Check = Callable[[Page, str], None]

# The product's own words, no real person's.
BUDGET = ("ງົບປະມານດ້ານດິຈິຕອນມີຈຳກັດ", "ງົບປະມານສຳລັບວຽກດິຈິຕອນມີຈຳກັດ", "ງົບປະມານບໍ່ພຽງພໍ")
SYSTEMS = "Ministry systems are not connected to each other"
LESSON = "ເລີ່ມຈາກສິ່ງນ້ອຍ ແລ້ວຂະຫຍາຍ"
ROUGH = "net slow slow!!!"
MENDED = "The network is slow in the districts"


@pytest.fixture
def check(shot: Callable[[Page, str], None]) -> Check:
    def look(page: Page, state: str) -> None:
        page.evaluate(SETTLED)
        shot(page, state)
        found = violations(page)
        assert not found, f"{state}: " + "\n".join(map(str, found))

    return look


class Desk(Leader):
    """A leader at the desk. On a phone it has two sides, on a tablet both are there."""

    def desk(self, side: str = "cards") -> None:
        self.tab("desk")
        expect(self.page.locator(".desk")).to_be_visible()
        switch = self.page.locator(".desk-switch")
        if switch.count():
            self.press(switch.get_by_role("button").nth(0 if side == "table" else 1))
        expect(self.page.locator(f".desk-{side}")).to_be_visible()

    def tray(self) -> Locator:
        return self.page.locator(".tray")

    def waits(self, n: int) -> None:
        expect(self.tray().locator("h2 .tag")).to_have_text(str(n))

    def row(self, text: str) -> Locator:
        return self.page.locator(".desk-cards li[data-row]").filter(has=self.page.get_by_text(text, exact=True))

    def undo(self) -> None:
        toast = self.page.locator(".toast").last
        self.press(toast.get_by_role("button", name=self.t("act.undo")))


class Table:
    """A workshop whose first group has two leaders and two members."""

    def __init__(self, server: Server, lang: str, **more: Any) -> None:
        self.room = Prepared(server, lang, **more)
        self.boun = self.room.comes("ບຸນ", 0)
        self.room.ws.wish("person.promote", self.room.ws.chair, person=self.boun["person"], role="leader")
        self.keo = self.room.comes("ແກ້ວ", 0)

    def post(self, who: dict[str, Any], *texts: str, kind: str = "problem", lang: str = "lo") -> list[int]:
        return [self.room.post(who, 0, kind, text, lang) for text in texts]


@in_both
def test_tray(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    table = Table(server, lang, approve=True)
    room = table.room
    noy = Desk(browsers.phone(), lang)
    boun = Desk(browsers.phone(820, 1180), lang)
    kham = Phone(browsers.phone(), lang)
    room.opens(noy, room.noy)
    room.opens(boun, table.boun)
    room.opens(kham, room.kham)
    noy.desk()
    check(noy.page, "nothing-waits")
    table.post(room.kham, *BUDGET[:2])
    table.post(table.keo, ROUGH, lang="en")
    boun.desk()
    boun.waits(3)
    check(boun.page, "tray-wide")
    noy.waits(3)
    check(noy.page, "tray")
