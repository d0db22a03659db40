"""The chair lets the computer forget who wrote and how people voted: told before, asked once, proven after."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import SETTLED, violations
from tests.browser.conftest import Browsers
from tests.browser.prepared import Prepared
from tests.browser.test_takeaway_face import opened
from tests.browser.words import say
from tests.doors.real import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("lang", ["lo", "en"])
def test_forgetting_is_told_asked_and_proven(
    browsers: Browsers, server: Server, shot: Callable[[Page, str], None], lang: str
) -> None:
    """B6: by keyboard; a second press counts again; the workshop offers to open no more."""
    room = Prepared(server, lang, named=False)
    cards = room.cards()
    room.chairs("workshop.close")
    chair = opened(browsers, room, browsers.laptop(1366, 768))
    chair.view("settings")
    page = chair.page
    expect(page.get_by_text(say(lang, "says.kept"))).to_be_visible()
    chair.button("forget.title").focus()
    page.keyboard.press("Enter")
    sheet = chair.sheet()
    for each in ("forget.goes", "forget.stays", "forget.warns"):
        expect(sheet).to_contain_text(say(lang, each))
    page.evaluate(SETTLED)
    shot(page, "sheet")
    assert not violations(page)
    chair.button("forget.do", sheet).focus()
    page.keyboard.press("Enter")
    proof = say(lang, "forget.proof", named=0, ballots=0, cards=len(cards), tallies=0)
    expect(page.get_by_text(proof)).to_be_visible()
    expect(page.get_by_text(say(lang, "forget.done"))).to_be_visible()
    expect(chair.button("set.reopen")).to_have_count(0)
    page.evaluate(SETTLED)
    shot(page, "proven")
    assert not violations(page)
