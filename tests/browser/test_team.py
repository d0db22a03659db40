"""The theme team: made by the chair, at the desk from their own page, let go live; and a chair whose laptop dies.

Two who place one card at once, and two laptops of one chair, lose and double nothing.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Chair, Phone
from tests.browser.prepared import BOTH, PROBLEM, SOLUTION, Prepared
from tests.browser.words import say
from tests.doors.real import Server, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])
LONGEST = "ທ່ານ " + "ສົມພອນໄຊຍະວົງ" * 5


def revealed(server: Server, lang: str) -> tuple[Prepared, list[int]]:
    room = Prepared(server, lang)
    cards = room.cards()
    room.phase("reveal")
    return room, cards


def seat(browsers: Browsers, room: Prepared, page: Page, view: str = "desk") -> Chair:
    chair = Chair(page, room.lang)
    chair.page.goto(f"{browsers.base}/chair/{room.ws.code}#t={room.ws.chair}")
    chair.speak(room.lang)
    chair.view(view)
    return chair


def placed(room: Prepared) -> list[dict[str, Any]]:
    records = room.ws.streams(room.ws.chair)
    every = {one["key"]: one for stream in records.values() for one in stream if one["type"] == "source"}
    return list(every.values())


@in_both
def test_team(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room, _ = revealed(server, lang)
    long = room.comes(LONGEST, 1)
    chair = seat(browsers, room, browsers.laptop(1366, 768), "people")
    chair.sees("team.none")
    chair.do("team.add_who", who=LONGEST)
    expect(chair.page.locator(".team li")).to_have_count(1)
    chair.do("team.add_who", who="ນ້ອຍ")  # leads the first group
    expect(chair.sheet()).to_contain_text(say(lang, "team.leads"))
    chair.do("team.add", chair.sheet())
    expect(chair.page.locator(".team li")).to_have_count(2)
    check(chair.page, "people")

    phone = Phone(browsers.device(820, 1180, has_touch=True).new_page(), lang)
    room.opens(phone, long)
    phone.tab("me")
    phone.sees("team.yours")
    check(phone.page, "me")
    phone.press(phone.page.get_by_role("link", name=phone.t("team.open")))
    desk = Chair(phone.page, lang)
    expect(desk.page.locator(".desk")).to_be_visible()
    expect(desk.slip(PROBLEM)).to_be_visible()
    expect(desk.page.locator(".head-nav")).to_have_count(0)
    expect(desk.page.locator(".rail")).to_have_count(0)
    desk.no_sideways()
    check(desk.page, "desk")
    assert desk.page.evaluate("key => localStorage[key] ?? ''", f"ws:{room.ws.code}:chair") == ""

    chair.do("team.end_who", chair.page.locator(".team"), who=LONGEST)
    desk.sees("team.ended")
    check(desk.page, "ended")
    desk.press(desk.page.get_by_role("link", name=desk.t("team.back")))
    phone.inside()


def test_not_yours(browsers: Browsers, server: Server) -> None:
    room, _ = revealed(server, "en")
    phone = Phone(browsers.laptop(1366, 768))
    room.opens(phone, room.dao)
    phone.page.goto(f"{browsers.base}/chair/{room.ws.code}")
    phone.sees("team.not_yours")
    phone.sees("team.not_yours_say", name="Dao")


def test_two_place_one_card(browsers: Browsers, server: Server) -> None:
    """R9 too: one browser is the chair in one tab and a helper in the next."""
    room, cards = revealed(server, "en")
    room.chairs("person.promote", person=room.dao["person"], role="helper")
    for title in ("A", "B"):
        room.chairs("theme.create", title={"lo": title, "en": title}, cards=[])
    context = browsers.device(1366, 768)
    phone = Phone(context.new_page())
    room.opens(phone, room.dao)
    chair = seat(browsers, room, context.new_page())
    helper = Chair(phone.page)
    helper.page.goto(f"{browsers.base}/chair/{room.ws.code}?team")
    expect(helper.page.locator(".head-nav")).to_have_count(0)
    expect(chair.page.locator(".head-nav")).to_have_count(1)
    for it in (chair, helper):
        it.pick(PROBLEM)
    chair.page.keyboard.press("1")
    helper.page.keyboard.press("2")
    wait_for(lambda: cards[0] in [one["card"] for one in placed(room)], "the card in a theme")
    expect(chair.slip(PROBLEM, "#inbox")).to_have_count(0)
    expect(helper.slip(PROBLEM, "#inbox")).to_have_count(0)
    wait_for(lambda: where(chair) == where(helper) == [last(room, cards[0])], "one theme on both pages")


def where(it: Chair) -> list[int]:
    """The themes in which this page shows the card."""
    shown = it.page.locator(".theme[data-theme-id]").filter(has=it.page.get_by_text(PROBLEM, exact=True))
    # In one look: what is counted first and read then may have moved to another theme between.
    return [int(id) for id in shown.evaluate_all("all => all.map(one => one.dataset.themeId)")]


def last(room: Prepared, card: int) -> int:
    """The theme in which the server has it."""
    return next(int(one["theme"]) for one in placed(room) if one["card"] == card)


def test_a_dying_laptop(browsers: Browsers, server: Server) -> None:
    """A dies right after a step. B takes over by the same link, takes A's step back and goes on."""
    room, cards = revealed(server, "en")
    room.chairs("theme.create", title=BOTH, cards=[])
    way = browsers.way()
    first = seat(browsers, room, browsers.laptop(1366, 768, way=way))
    first.pick(PROBLEM)
    first.page.keyboard.press("1")
    wait_for(lambda: placed(room), "A's step")
    way.cut()
    first.page.close()
    second = seat(browsers, room, browsers.laptop(1366, 768))
    expect(second.slip(PROBLEM, ".themes")).to_have_count(1)
    assert [one["card"] for one in placed(room)].count(cards[0]) == 1
    second.do("history.undo_last")
    expect(second.slip(PROBLEM)).to_be_visible()
    second.pick(PROBLEM)
    second.page.keyboard.press("1")
    expect(second.slip(PROBLEM, ".themes")).to_have_count(1)
    wait_for(lambda: [one["card"] for one in placed(room)].count(cards[0]) == 1, "the card in one theme")


def test_a_wish_given_while_cut_off_arrives_once(browsers: Browsers, server: Server) -> None:
    """What the chair did without a connection waits on the laptop; another goes on meanwhile; nothing is doubled."""
    room, cards = revealed(server, "en")
    room.chairs("theme.create", title=BOTH, cards=[])
    way = browsers.way()
    first = seat(browsers, room, browsers.laptop(1366, 768, way=way))
    # Here already: a wish waits for fifteen seconds, and a page may take long to open.
    second = seat(browsers, room, browsers.laptop(1366, 768))
    first.pick(PROBLEM)
    way.cut()
    first.page.keyboard.press("1")
    second.pick(SOLUTION)
    second.page.keyboard.press("1")
    expect(second.slip(SOLUTION, ".themes")).to_have_count(1)
    way.mend()
    expect(first.slip(PROBLEM, ".themes")).to_have_count(1, timeout=40_000)
    expect(second.slip(PROBLEM, ".themes")).to_have_count(1)
    assert sorted(one["card"] for one in placed(room)) == sorted(cards[:2])


def test_the_desk_speaks_as_the_phone_it_was_opened_from(browsers: Browsers, server: Server) -> None:
    """Whoever has just picked a language on their phone's page found the desk in the one from before."""
    room = Prepared(server, "en")
    room.chairs("person.promote", person=room.dao["person"], role="helper")
    phone = Phone(browsers.device(820, 1180, has_touch=True).new_page(), "en")
    room.opens(phone, room.dao)
    phone.tab("me")
    # Picked, and not told to the server yet.
    phone.page.evaluate("key => { localStorage[key] = 'lo'; }", f"ws:{room.ws.code}:phone:lang")
    phone.press(phone.page.get_by_role("link", name=phone.t("team.open")))
    phone.lang = "lo"
    expect(phone.page.locator("html")).to_have_attribute("data-face", "chair")
    expect(phone.page.locator("#inbox, .themes-grid").first).to_be_visible()
    expect(phone.page.locator("html")).to_have_attribute("lang", "lo")
    expect(phone.page.locator("#themes-title")).to_have_text(phone.t("desk.themes"))
