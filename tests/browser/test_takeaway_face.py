"""The board as files, from the chair's page: each with the server's name, and a PDF in which Lao is whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.browser.axe import SETTLED, violations
from tests.browser.conftest import SHOTS, Browsers
from tests.browser.faces import Chair
from tests.browser.prepared import PROBLEM, Prepared
from tests.browser.words import say
from tests.doors.real import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])
LONG = "ການບໍລິການທີ່ດີເລີ່ມຈາກການຟັງປະຊາຊົນໃນທຸກແຂວງແລະທຸກເມືອງພ້ອມທັງຝຶກອົບຮົມຜູ້ໃຊ້ງານ" * 3
# Whoever asks for the dialog is counted, and the test goes on: no dialog of the system can be answered from here.
COUNTED = "Object.defineProperty(window, 'print', {value() { top.printed = (top.printed ?? 0) + 1 }})"


def board(server: Server, lang: str) -> Prepared:
    room = Prepared(server, lang, named=False)
    cards = room.cards()
    for n in range(30):
        room.post(room.dao, 1, "problem", LONG[:260] if n % 3 == 0 else f"{PROBLEM} {n}", "lo")
    room.phase("reveal")
    room.chairs("theme.create", title={"lo": "ບໍລິການດຽວ", "en": "One service"}, cards=cards[:2])
    return room


def opened(browsers: Browsers, room: Prepared, page: Page) -> Chair:
    chair = Chair(page, room.lang)
    chair.page.goto(f"{browsers.base}/chair/{room.ws.code}#t={room.ws.chair}")
    chair.speak(room.lang)
    return chair


@in_both
def test_files(browsers: Browsers, server: Server, shot: Callable[[Page, str], None], lang: str) -> None:
    room = board(server, lang)
    chair = opened(browsers, room, browsers.laptop(1366, 768))
    chair.button("take.open").focus()
    chair.page.keyboard.press("Enter")
    sheet = chair.sheet()
    expect(sheet).to_contain_text(say(lang, "take.inside", themes=1, cards=2, rest=31))
    expect(sheet).to_contain_text(say(lang, "take.anonymous"))
    chair.page.evaluate(SETTLED)
    shot(chair.page, "sheet")
    assert not violations(chair.page)
    sheet.get_by_text(say(lang, "take.lang.both"), exact=True).click()
    for kind in ("csv", "md", "json"):
        with chair.page.expect_download() as got:
            chair.button(f"take.{kind}", sheet).focus()
            chair.page.keyboard.press("Enter")
        name = got.value.suggested_filename
        assert room.ws.code in name and name.endswith(f".{kind}")
        text = Path(got.value.path()).read_text("utf-8")
        assert PROBLEM in text and "ບໍລິການດຽວ" in text and "One service" in text
        expect(sheet.locator(".take-said")).to_have_text(say(lang, "take.done", name=name))
        if kind == "json":
            assert len(json.loads(text)["unplaced"]) == 31
    assert not any("t=" in url or room.ws.chair in url for url in browsers.asked if "takeaway" in url)


@in_both
def test_print(browsers: Browsers, server: Server, lang: str) -> None:
    """The frame that is printed, asked for once; then the same page as Chromium makes a PDF of it."""
    room = board(server, lang)
    page = browsers.laptop(1366, 768)
    page.add_init_script(COUNTED)
    chair = opened(browsers, room, page)
    chair.do("take.open")
    chair.do("take.print", chair.sheet())
    chair.until("window.printed === 1")
    inside = page.frame_locator("#take-print")
    expect(inside.locator(".theme h2")).to_have_count(1)
    expect(inside.locator("thead").first).to_have_css("display", "table-header-group")
    expect(inside.locator("table").first).to_have_css("table-layout", "fixed")  # its styles came
    asked = f"{server.base}/api/w/{room.ws.code}/takeaway/html?lang={lang}"
    html = requests.get(asked, headers={"Authorization": f"Bearer {room.ws.chair}"}, timeout=20).text
    paper = browsers.laptop(794, 1123)
    paper.goto(f"{browsers.base}/{room.ws.code}")
    paper.evaluate("html => { document.documentElement.innerHTML = html }", html)
    expect(paper.locator("table").first).to_have_css("table-layout", "fixed")
    paper.evaluate("document.fonts.ready.then(() => 0)")
    paper.emulate_media(media="print")
    cut: list[Any] = paper.evaluate(
        "[...document.querySelectorAll('p, td, h2')]"
        ".filter(x => x.scrollWidth > x.clientWidth + 1).map(x => x.outerHTML)"
    )
    assert not cut
    expect(paper.locator("thead")).to_have_count(3)
    pdf = paper.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF") and pdf.count(b"/Type /Page\n") >= 2
    if SHOTS:
        paper.screenshot(path=Path(SHOTS) / f"paper.{lang}.png", full_page=True)
        (Path(SHOTS) / f"print.{lang}.pdf").write_bytes(pdf)


def test_server_away(browsers: Browsers, server: Server) -> None:
    room = board(server, "en")
    chair = opened(browsers, room, browsers.laptop(1366, 768))
    chair.do("take.open")
    chair.page.route("**/takeaway/*", lambda route: route.abort())
    chair.do("take.csv", chair.sheet())
    expect(chair.sheet().locator(".take-said")).to_have_text(say("en", "take.failed"))
    chair.page.unroute("**/takeaway/*")
    with chair.page.expect_download():
        chair.do("take.csv", chair.sheet())
