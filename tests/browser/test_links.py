"""Links and codes in the hand of whoever holds them: what ends says so, and whoever ended it goes on."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, WebSocketRoute, expect

from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Chair, Face, Leader, Phone, Screen
from tests.browser.prepared import Prepared
from tests.doors.real import Server, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# A wish to join, as Socket.IO numbers its questions.
WISH = re.compile(r'42(\d+)\["command",.*"person\.join"')
# What is said in passing, kept: it may be gone when a slow test looks.
HEARD = """() => {
  window.heard = [];
  new MutationObserver(() => window.heard.push(document.querySelector(".toasts")?.innerText ?? ""))
    .observe(document.body, { childList: true, subtree: true });
}"""


def heard(face: Face, id: str, **params: Any) -> None:
    face.until(f"window.heard.some(it => it.includes({json.dumps(face.t(id, **params))}))")


def renew(
    face: Face, id: str, does: str = "links.renew", within: Locator | None = None, /, **params: Any
) -> None:
    """Ask for it, read what ends, and say yes."""
    face.do(id, within, **params)
    face.do(does, face.sheet())
    expect(face.sheet()).to_have_count(0)


def test_my_other_phones_are_logged_out(browsers: Browsers, server: Server, check: Check) -> None:
    """B7: this phone goes on, in another tab too; the other one says so and comes back by the new code. B4: the leader
    hears of it, and the list says when.
    """
    room = Prepared(server, "en")
    first, other = Phone(browsers.phone(), "en"), Phone(browsers.phone(), "en")
    for phone in (first, other):
        room.opens(phone, room.kham)
    tab = Phone(first.page.context.new_page(), "en")
    tab.page.goto(room.url)
    tab.inside()
    leader = Leader(browsers.phone(), "en")
    room.opens(leader, room.noy)
    leader.tab("desk")
    expect(leader.page.locator("#desk-people")).to_be_visible()
    leader.page.evaluate(HEARD)

    old = first.personal_code()
    first.do("me.recode")
    first.do("me.recode_do", first.sheet())
    told = first.sheet().locator(".code")
    expect(told).to_be_visible()
    code = told.inner_text().replace(" ", "")
    assert code != old
    check(first.page, "new-code")
    first.press(first.button("act.close", first.sheet()).last)
    expect(first.page.locator(".panel .code")).to_have_text(f"{code[:4]} {code[4:8]} {code[8:]}")

    was = first.token(room.ws.code)
    renew(first, "me.out", "me.out_do")
    assert first.token(room.ws.code) != was
    other.sees("phone.renewed.title")
    other.speak("en")
    check(other.page, "logged-out")
    for here in (first, tab):
        here.tab("board")
        here.write("problem", f"By {'tab' if here is tab else 'phone'}")
    other.do("join.have_code")
    expect(other.page.locator("#join-code")).to_be_visible()
    other.type_code(old)
    other.sees("err.code")
    other.type_code(code)
    other.inside()
    heard(leader, "lead.came_back", name="ຄຳ")
    came = leader.page.locator(".people > .person", has_text="ຄຳ")
    expect(came).to_contain_text(leader.t("people.came_back", time="")[:-1])
    check(leader.page, "came-back")


def test_a_code_that_waits_goes_on_by_itself(browsers: Browsers, server: Server, check: Check) -> None:
    """C7: told to wait, the typed code says what for, counts down, and tries again without a second tap."""
    room = Prepared(server, "en")
    device = Leader(browsers.phone(), "en")
    room.opens(device, room.noy)
    waits: list[float] = [600.0, 0.1]

    def answer(route: Route) -> None:
        if not waits:
            return route.continue_()
        body = {"refused": "too_fast", "say": "", "retry_after": waits.pop(0)}
        return route.fulfill(status=429, json=body)

    device.page.route("**/commands*", answer)
    device.tab("me")
    device.do("me.lend_do")
    device.page.fill("#lend-code", room.kham["code"])
    device.do("act.continue", device.sheet())
    device.sees("join.code_waits")
    expect(device.sheet().get_by_text(device.t("join.wait_s", n="X").partition("X")[0])).to_be_visible()
    check(device.page, "waits")
    device.do("act.continue", device.sheet())  # not waited for here; the next answer is to wait as well
    expect(device.sheet()).to_have_count(0)
    device.tab("me")
    expect(device.button("me.give_back")).to_be_visible()
    assert waits == []


def test_who_joins_a_late_server_is_in_without_a_second_tap(browsers: Browsers, server: Server) -> None:
    """C7: the kind: a newcomer who is told to wait is told how long, and the form tries again by itself."""
    room = Prepared(server, "en")
    phone = Phone(browsers.phone(), "en")
    waits: list[float] = [600.0, 0.1]

    def late(socket: WebSocketRoute) -> None:
        real = socket.connect_to_server()

        def said(text: str | bytes) -> None:
            asked = WISH.match(str(text))
            if asked is None or not waits:
                return real.send(text)
            told = {"refused": "busy", "say": "Late", "retry_after": waits.pop(0)}
            return socket.send(f"43{asked[1]}{json.dumps([told])}")

        socket.on_message(said)

    phone.page.route_web_socket("**/socket.io/**", late)
    phone.asks_in(f"{room.url}/1", "Mali", "Ministry of Education")
    expect(phone.page.locator("#join-all")).to_have_text("Late")
    expect(phone.page.get_by_text(phone.t("join.wait_s", n="X").partition("X")[0])).to_be_visible()
    phone.do("join.button")  # not waited for here; the next answer is to wait as well
    phone.inside()
    assert waits == []
    people = room.ws.streams(room.ws.chair)[f"chair:{room.ws.id}"]
    assert [one["name"] for one in people if one["type"] == "person"].count("Mali") == 1


def test_an_invitation_whose_answer_was_lost_lets_its_own_leader_in(
    browsers: Browsers, server: Server
) -> None:
    """B7: used up by this very wish, it told its leader that it has been used, and led them to join a second time."""
    room = Prepared(server, "en")
    phone = Phone(browsers.phone(), "en")
    asked: list[str] = []
    lost = True

    def loses(socket: WebSocketRoute) -> None:
        real = socket.connect_to_server()

        def said(text: str | bytes) -> None:
            if wish := WISH.match(str(text)):
                asked.append(wish[1])
            real.send(text)

        def told(text: str | bytes) -> None:
            if not (lost and any(str(text).startswith(f"43{id}[") for id in asked)):
                socket.send(text)

        socket.on_message(said)
        real.on_message(told)

    def leaders() -> int:
        people = room.ws.streams(room.ws.chair)[f"chair:{room.ws.id}"]
        return [one["name"] for one in people if one["type"] == "person"].count("Bounmy")

    phone.page.route_web_socket("**/socket.io/**", loses)
    phone.asks_in(room.links["groups"][str(room.groups[0])]["leader"], "Bounmy", "Ministry of Education")
    wait_for(lambda: phone.page.title() and leaders(), "the server to have heard it")
    lost = False
    phone.page.reload()
    expect(phone.page.locator("#join-name")).to_have_value("Bounmy")
    phone.do("join.button")
    phone.inside()
    assert leaders() == 1


def opened(browsers: Browsers, room: Prepared) -> Chair:
    chair = Chair(browsers.laptop(1366, 768), room.lang)
    chair.page.goto(f"{browsers.base}/chair/{room.ws.code}#t={room.ws.chair}")
    expect(chair.page.locator(".tile")).to_have_count(2)
    chair.speak(room.lang)
    return chair


def link(page: Page, id: str) -> str:
    return page.locator(f"#link-{id}").input_value()


def test_the_chair_renews_what_was_given_out(browsers: Browsers, server: Server, check: Check) -> None:
    """B7: the screen's link, the chair's own and an invitation: what is open by the old one ends and says so, the new
    one stands where the old one stood, and the chair goes on.
    """
    room = Prepared(server, "lo")
    chair, elsewhere = opened(browsers, room), opened(browsers, room)
    wall = Screen(browsers.laptop(1920, 1080), "lo")
    wall.page.goto(room.links["screen"])
    wall.shows("welcome")
    invited = Phone(browsers.phone(), "lo")
    group = room.groups[0]
    invited.page.goto(room.links["groups"][str(group)]["leader"])
    invited.choose_language()
    chair.view("links")
    old = {name: link(chair.page, name) for name in ("screen", "chair", f"l{group}")}

    renew(chair, "links.renew_screen")
    expect(chair.page.locator("#link-screen")).not_to_have_value(old["screen"])
    wall.shows("dark")
    check(wall.page, "dark")
    wall.page.goto("about:blank")
    wall.page.goto(link(chair.page, "screen"))
    wall.shows("welcome")
    preview = chair.page.frame_locator(".preview iframe")
    expect(preview.locator(".screen")).to_have_attribute("data-kind", "welcome")

    renew(chair, "links.renew_chair")
    expect(chair.page.locator("#link-chair")).not_to_have_value(old["chair"])
    elsewhere.sees("chair.renewed")
    check(elsewhere.page, "chair-ended")

    who = chair.t("group.n", n=1)
    chair.do("invite.new_who", who=who)
    chair.page.fill(f"#invite-{group}", "21")
    chair.do("invite.make", chair.sheet())
    expect(chair.sheet()).to_contain_text(chair.t("invite.number", max=20))
    chair.page.fill(f"#invite-{group}", "2")
    check(chair.page, "invitation")
    chair.do("invite.make", chair.sheet())
    expect(chair.sheet()).to_have_count(0)
    invited.sees("phone.uninvited.title")
    check(invited.page, "uninvited")
    invited.do("phone.without_invite")
    expect(invited.page.locator("label.pick")).to_have_count(2)  # anybody's form, and no leader's

    card = chair.page.locator(".links-groups > li").first
    expect(card).to_contain_text(chair.t("invite.left", n=2))
    token = link(chair.page, f"l{group}").partition("#t=")[2]
    for n, left in ((1, "invite.left"), (2, "invite.used_up")):
        name = f"Leader {n}"
        assert "ok" in room.ws.wish("person.join", token, name=name, lang="lo", org_other="-")
        expect(card).to_contain_text(chair.t(left, n=1))
        expect(card).to_contain_text(name)
    card.scroll_into_view_if_needed()
    check(chair.page, "used")
    late = Phone(browsers.phone(), "lo")
    late.page.goto(f"{room.url}#t={token}")
    late.press(late.page.get_by_role("button", name="ພາສາລາວ"))
    late.sees("phone.invite_used.title")
    check(late.page, "used-up")
    renew(chair, "invite.new_who", "invite.make", who=who)
    expect(card).to_contain_text(chair.t("invite.left", n=1))
    renew(chair, "invite.back_who", "invite.back", who=who)
    expect(card).to_contain_text(chair.t("invite.none"))
    expect(card.locator("input")).to_have_count(1)
    expect(card.locator(":focus")).to_have_count(
        1
    )  # the button went with the invitation; the keyboard stays near

    chair.view("people")
    chair.page.get_by_label(chair.t("door.choose_who", who="Dao"), exact=True).check()
    renew(chair, "lead.recode_who", "me.recode_do", None, name="Dao")
    mine = room.ws.streams(room.dao["token"])[f"person:{room.dao['person']}"]
    assert next(one for one in mine if one["type"] == "person")["code"] != room.dao["code"]


def test_the_owner_renews(browsers: Browsers, server: Server, check: Check) -> None:
    """B7: the chair's link of a workshop, and the owner's own: this page goes on, the one elsewhere ends."""
    room = Prepared(server, "en")
    chair = opened(browsers, room)
    owner, elsewhere = (Chair(browsers.laptop(1366, 768), "en") for _ in range(2))
    for page in (owner.page, elsewhere.page):
        page.goto(f"{browsers.base}/chair#t={server.owner}")
        expect(page.locator("#link-owner")).to_be_visible()
    owner.speak("en")
    elsewhere.speak("en")
    line = owner.page.locator(".house-line", has_text=room.ws.code)
    renew(owner, "house.renew_chair_of", "links.renew", line, who="Trial")
    new = owner.page.locator(f"#chair-{room.ws.code}")
    expect(new).to_be_visible()
    check(owner.page, "house")
    chair.sees("chair.renewed")
    chair.page.goto("about:blank")
    chair.page.goto(new.input_value())
    expect(chair.page.locator(".tile")).to_have_count(2)

    old = link(owner.page, "owner")
    renew(owner, "house.renew_owner")
    expect(owner.page.locator("#link-owner")).not_to_have_value(old)
    server.owner = link(owner.page, "owner").partition("#t=")[2]
    owner.page.reload()
    expect(owner.page.locator("#link-owner")).to_be_visible()
    elsewhere.page.reload()
    elsewhere.sees("house.renewed")
    check(elsewhere.page, "owner-ended")
