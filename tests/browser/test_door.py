"""The door, as those outside, the leader, the chair and the wall see it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Chair, Leader, Phone, Screen
from tests.browser.prepared import Prepared
from tests.doors.real import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])
ORG = {"lo": "ກະຊວງສຶກສາ", "en": "Ministry of Education"}


def comes(room: Prepared, name: str, **more: Any) -> dict[str, Any]:
    """Somebody of the ministry, over HTTP."""
    records = room.ws.streams(room.ws.chair)[f"workshop:{room.ws.id}"]
    org = next(one["id"] for one in records if one["type"] == "org")
    data = {"name": name, "lang": room.lang, "org": org, "group": room.groups[0], **more}
    return dict(room.ws.wish("person.join", **data)["ok"])


def opens_chair(browsers: Browsers, room: Prepared) -> Chair:
    chair = Chair(browsers.laptop(1366, 768), room.lang)
    chair.page.goto(f"{browsers.base}/chair/{room.ws.code}#t={room.ws.chair}")
    expect(chair.page.locator(".tile")).to_have_count(2)
    chair.speak(room.lang)
    chair.view("people")
    return chair


@in_both
def test_whose_name_is_here_already_is_asked(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """A4: with the code one is who one was; else another, with all that was typed; the chair joins the two."""
    room = Prepared(server, lang)
    comes(room, "Somchai")
    phone = Phone(browsers.phone(), lang)
    phone.asks_in(room.url, "Somchai", ORG[lang], group=1)
    expect(phone.page.locator("#asked")).to_have_text(
        phone.t("err.here_already", name="Somchai", org=ORG[lang])
    )
    check(phone.page, "asked")
    phone.do("door.asked_yes")
    expect(phone.page.locator("#join-code")).to_be_visible()
    phone.do("join.no_code")
    expect(phone.page.locator("#join-name")).to_have_value("Somchai")
    phone.do("join.button")
    phone.do("door.asked_no")
    phone.inside()
    chair = opens_chair(browsers, room)
    doubles = chair.page.locator("section[aria-labelledby='door-doubles']")
    expect(doubles.locator("li")).to_have_count(2)
    doubles.scroll_into_view_if_needed()
    check(chair.page, "doubles")
    chair.press(doubles.get_by_text(chair.t("door.same"), exact=True).last)
    expect(doubles).to_have_count(0)
    expect(chair.page.locator("li.person", has_text="Somchai")).to_have_count(1)


@in_both
def test_newcomers_wait_and_are_let_in(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """A5: the phone goes in by itself; the leader turns one away, lets one in, the chair all; a full group."""
    room = Prepared(server, lang)
    chair = opens_chair(browsers, room)
    chair.press(chair.page.locator("label.pick").nth(1))
    wall = Screen(browsers.laptop(1920, 1080), lang)
    wall.page.goto(room.links["screen"])
    expect(wall.page.get_by_text(wall.t("screen.ask_in"), exact=True).first).to_be_visible()
    check(wall.page, "wall-waits")

    phone, other = Phone(browsers.phone(), lang), Phone(browsers.phone(), lang)
    phone.asks_in(room.url, "Newcomer", ORG[lang], group=1)
    phone.sees("door.waits")
    check(phone.page, "waits")
    other.asks_in(room.url, "Too", ORG[lang], group=1)
    other.sees("door.waits")
    leader = Leader(browsers.phone(), lang)
    room.opens(leader, room.noy)
    leader.tab("desk")
    newcomers = leader.page.locator("[aria-labelledby='newcomers']")
    expect(newcomers.locator("li")).to_have_count(2)
    newcomers.scroll_into_view_if_needed()
    check(leader.page, "desk")
    check(chair.page, "people-waiting")
    comes(room, "Nobody of ours")
    stranger = newcomers.locator("li", has_text="Nobody of ours")
    leader.press(stranger.get_by_text(leader.t("door.refuse"), exact=True))
    expect(stranger).to_have_count(0)
    expect(newcomers).to_have_attribute("aria-busy", "false")
    leader.press(
        newcomers.locator("li", has_text="Newcomer").get_by_text(leader.t("door.let_in"), exact=True)
    )
    phone.inside()
    waiting = chair.page.locator("[aria-labelledby='door-waiting'][aria-busy='false']")
    chair.press(waiting.get_by_text(chair.t("door.let_in"), exact=True))
    other.inside()
    expect(newcomers).to_have_count(0)

    # Four people sit at the first table: the next is told, and goes to the second.
    room.chairs("workshop.edit", door="open", most_group=4)
    late = Phone(browsers.phone(), lang)
    late.asks_in(f"{room.url}/1", "Late", ORG[lang])
    late.sees("err.group_full", max=4)
    check(late.page, "full")
    late.press(late.page.locator("label.pick").nth(1))
    late.do("join.button")
    late.inside()

    room.chairs("workshop.edit", door="closed")
    shut = Phone(browsers.phone(), lang)
    shut.page.goto(room.url)
    shut.press(shut.page.get_by_role("button", name={"lo": "ພາສາລາວ", "en": "English"}[lang]))
    shut.sees("door.shut")
    check(shut.page, "shut")
    expect(wall.page.locator(".welcome-join .qr")).to_have_count(0)
    check(wall.page, "wall-shut")


@in_both
def test_many_from_one_device_are_sent_out_in_one_step(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """A5: the chair sees how many came from one device; those who are marked are sent out in one step too."""
    room = Prepared(server, lang)
    for n in range(8):
        comes(room, f"Crowd {n}", device="one-and-the-same")
    chair = opens_chair(browsers, room)
    crowds = chair.page.locator("section[aria-labelledby='door-crowds']")
    row = crowds.locator("li", has_text=chair.t("door.device_n", n=8))
    crowds.scroll_into_view_if_needed()
    check(chair.page, "crowds")
    chair.press(row.get_by_role("button"))
    expect(row).to_have_count(0)
    expect(chair.page.locator("#people-removed")).to_contain_text(chair.t("people.n", n=8))
    for name in ("ຄຳ", "Dao"):
        chair.page.get_by_label(chair.t("door.choose_who", who=name), exact=True).check()
    check(chair.page, "chosen")
    chair.do("door.remove_all", n=2)
    expect(chair.page.locator("#people-removed")).to_contain_text(chair.t("people.n", n=10))
