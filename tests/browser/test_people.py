"""People as their leader sees them, the same person on another device, and a device in other hands.

Planted once and caught: the first phone's token ended by the second; a reminder said again after a reload; the code
left in the address bar.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Chair, Leader, Phone
from tests.browser.prepared import PROBLEM, Prepared
from tests.doors.real import SOONER, Server, phones

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])
# Where people are comes sooner, and somebody may be reminded again after two seconds: the twenty are told to nobody.
QUICK = SOONER | {"workshop.features.progress.roll.AGAIN": 2_000}


@pytest.fixture
def check(check: Check) -> Check:
    """Asserts that axe finds nothing and nothing is too wide; keeps the picture."""

    def look(page: Page, state: str) -> None:
        check(page, state)
        wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide[0] <= wide[1], f"{state} scrolls sideways: {wide}"

    return look


def panel(leader: Leader) -> Locator:
    return leader.page.locator("section", has=leader.page.locator("#desk-people"))


def row(leader: Leader, name: str) -> Locator:
    return panel(leader).locator("li.person").filter(has=leader.page.get_by_text(name, exact=True))


def sits(leader: Leader, name: str, *sights: str) -> None:
    """Wait until this person's sign says one of these."""
    words = "|".join(leader.t(f"here.{sight}") for sight in sights)
    expect(row(leader, name).locator(".sight")).to_have_text(re.compile(f"^({words})$"))


def leads(browsers: Browsers, room: Prepared, width: int = 820, height: int = 1180) -> Leader:
    leader = Leader(browsers.phone(width, height), room.lang)
    room.opens(leader, room.noy)
    leader.tab("desk")
    return leader


# --- where people are --------------------------------------------------------------------------------------


@in_both
def test_a_leader_sees_where_people_are(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """Each by a sign and a word: a phone in use, put away, behind, never seen, and somebody without one."""
    room = Prepared(server, lang)
    sy, vanh = room.comes("Sy", 0), room.comes("ທ່ານ ວັນ ສີສະຫວັດ", 0)
    room.chairs("person.seat", group=room.groups[0], name="Boun", org_other="-")
    leader = leads(browsers, room)
    kham = Phone(browsers.phone(), lang)
    room.opens(kham, room.kham)
    sits(leader, "ນ້ອຍ", "here")
    sits(leader, "ຄຳ", "here")
    sits(leader, "Sy", "left")
    sits(leader, "Boun", "seated")
    with phones(room.ws.phone(sy["token"]), room.ws.phone(vanh["token"])) as (one, other):
        one.ask("presence", {"see": "away"})
        other.ask("presence", {"see": "board", "behind": 1})
        sits(leader, "Sy", "asleep")
        sits(leader, "ທ່ານ ວັນ ສີສະຫວັດ", "behind")
        panel(leader).locator("summary").click()
        panel(leader).scroll_into_view_if_needed()
        check(leader.page, "tablet")
        leader.page.set_viewport_size({"width": 360, "height": 740})
        leader.page.evaluate("document.getElementById('desk-people').scrollIntoView()")
        check(leader.page, "phone")
    hide(kham.page)
    sits(leader, "ຄຳ", "asleep")
    show(kham.page)
    sits(leader, "ຄຳ", "here")
    kham.page.context.close()
    sits(leader, "ຄຳ", "asleep")


def hide(page: Page) -> None:
    """As when a phone is locked: the page is told, and runs on for the moment it takes to say so."""
    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )


def show(page: Page) -> None:
    page.evaluate("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }")


# --- who is waited for -------------------------------------------------------------------------------------


@in_both
def test_who_has_not_written_is_reminded_once(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """The reminder is one quiet line, for this phase; it is not said again after a reload, and goes when obeyed."""
    room = Prepared(server, lang)
    sy = room.comes("Sy", 0)
    leader = leads(browsers, room)
    kham, other = Phone(browsers.phone(), lang), Phone(browsers.phone(), lang)
    room.opens(kham, room.kham)
    room.opens(other, sy)
    expect(panel(leader).locator(".roll-names")).to_contain_text("ຄຳ")
    room.post(sy, 0, "problem", "Written", "en")
    expect(panel(leader).locator(".roll-names")).not_to_contain_text("Sy")
    check(leader.page, "roll")
    leader.do("roll.remind_all", panel(leader))
    # Said for twenty seconds: before anything that takes long.
    expect(
        panel(leader).get_by_role("button", name=leader.t("roll.reminded"), exact=True).first
    ).to_be_visible()
    kham.sees("nudge.write")
    check(kham.page, "nudged")
    expect(other.page.locator(".nudge")).to_have_count(0)
    # Nobody but oneself is left: there is nobody to remind, and the button says so.
    room.post(room.kham, 0, "problem", "Written too", "en")
    expect(panel(leader).locator(".roll-names")).to_have_text("ນ້ອຍ")
    alone = panel(leader).locator(".roll > button")
    expect(alone).to_have_attribute("aria-disabled", "true")
    expect(alone).to_have_attribute("title", leader.t("roll.only_you"))
    kham.page.reload()
    kham.inside()
    kham.tab("me")
    expect(kham.page.locator(".my-code .qr")).to_be_visible()
    expect(kham.page.locator(".nudge")).to_have_count(0)
    # Another reminder, to one, after the pause that the server keeps; then it is obeyed and goes.
    room.ws.wish("board.move", room.ws.chair, board=room.boards[0], phase="reveal")
    leader.phase("reveal")
    wait_out_the_pause(room, kham)
    kham.sees("nudge.write")
    kham.do("nudge.go", kham.page.locator(".nudge"))
    expect(kham.page.locator(".composer-shut")).to_be_visible()


def wait_out_the_pause(room: Prepared, phone: Phone) -> None:
    """The server reminds nobody twice within its pause: ask until it does."""
    nudged = f"localStorage['ws:{room.ws.code}:phone:nudged:{room.kham['person']}']"
    before = phone.page.evaluate(nudged)

    def ask() -> bool:
        room.ws.wish("board.nudge", room.noy["token"], board=room.boards[0], people=[room.kham["person"]])
        return bool(phone.page.evaluate(nudged) != before)

    for _ in range(120):
        if ask():
            return
        phone.page.wait_for_timeout(250)
    raise AssertionError("nobody was reminded again")


@in_both
def test_why_names_are_not_told(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """Anonymous and few: one sentence says so, and the reminder still goes to whom it concerns."""
    room = Prepared(server, lang, named=False)
    leader = leads(browsers, room, 360, 740)
    leader.sees("roll.few_written")
    expect(panel(leader).locator(".roll-names")).to_have_count(0)
    kham = Phone(browsers.phone(), lang)
    room.opens(kham, room.kham)
    leader.do("roll.remind_unknown", panel(leader))
    kham.sees("nudge.write")
    room.phase("reveal")
    leader.sees("roll.shown")
    room.phase("vote")
    leader.sees("roll.few_voted")
    check(leader.page, "vote")
    wait_out_the_pause(room, kham)
    kham.sees("nudge.vote")
    check(kham.page, "nudged-vote")


# --- without a phone, and the lead in other hands ----------------------------------------------------------


@in_both
def test_somebody_without_a_phone_sits_down_and_later_comes_with_one(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """By keyboard alone. The code is shown once; with it they are themselves on a phone of their own."""
    room = Prepared(server, lang)
    leader = leads(browsers, room, 360, 740)
    page = leader.page
    add = leader.button("seat.title")
    add.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#seat-name")).to_be_focused()
    check(page, "form")
    page.keyboard.press("Enter")
    leader.sees("err.name_theirs")
    page.locator("#seat-name").focus()
    page.keyboard.type("Boun")
    page.keyboard.press("Enter")
    leader.sees("err.org")
    page.locator("#seat-org").focus()
    page.keyboard.press("Enter")
    org = {"lo": "ກະຊວງສຶກສາ", "en": "Ministry of Education"}[lang]
    leader.sheet().last.get_by_role("button", name=org, exact=True).focus()
    page.keyboard.press("Enter")
    leader.button("seat.do").focus()
    page.keyboard.press("Enter")
    leader.sees("seat.sits", name="Boun")
    check(page, "seated")
    code = leader.sheet().locator(".code").inner_text().replace(" ", "")
    assert len(code) == 12
    leader.button("seat.done").focus()
    page.keyboard.press("Enter")
    expect(leader.sheet()).to_have_count(0)
    expect(add).to_be_focused()
    sits(leader, "Boun", "seated")
    boun = Phone(browsers.phone(), lang)
    boun.come_back(room.url, code)
    sits(leader, "Boun", "here")


@in_both
def test_the_lead_is_handed_over(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """What follows stands before the button; then one desk opens and the other closes, and nobody waits for anybody."""
    room = Prepared(server, lang)
    leader = leads(browsers, room, 360, 740)
    kham = Leader(browsers.phone(), lang)
    room.opens(kham, room.kham)
    sits(leader, "ຄຳ", "here")
    leader.press(row(leader, "ຄຳ").get_by_role("button", name=leader.t("here.more_who", name="ຄຳ")))
    leader.sees("lead.hand_say", name="ຄຳ")
    check(leader.page, "person")
    leader.do("lead.hand_who", leader.sheet(), name="ຄຳ")
    leader.sees("lead.did_hand", name="ຄຳ")
    expect(leader.page.locator(".tabs button")).to_have_count(4)
    # Whoever leads now is told so, once, with the way there.
    kham.sees("lead.now_you", tab=kham.t("tab.desk"))
    kham.do("call.show", kham.page.locator(".toasts"))
    sits(kham, "ນ້ອຍ", "here")
    kham.page.reload()
    kham.tab("desk")
    sits(kham, "ນ້ອຍ", "here")
    expect(kham.page.locator(".toast")).to_have_count(0)
    # And whoever it is taken from, by whom they did not ask.
    room.chairs("person.promote", person=room.noy["person"], role="leader")
    leader.sees("lead.now_you", tab=leader.t("tab.desk"))
    check(leader.page, "told")
    room.chairs("person.promote", person=room.kham["person"], role="participant")
    kham.sees("lead.did_hand", name="ນ້ອຍ")
    room.chairs("person.promote", person=room.noy["person"], role="participant")
    leader.sees("lead.no_more")


# --- the same person elsewhere -----------------------------------------------------------------------------


# Who this browser is, in any workshop.
STORED = """
Object.fromEntries(Object.entries({...localStorage}).filter(([key]) => /:(phone|chair)(:before|:who)?$/.test(key)))
"""


def scanned(room: Prepared, who: dict[str, Any]) -> str:
    """What the QR on their own page says (tests/doors/test_personal_code.py holds the picture to it)."""
    return f"{room.url}#p={who['code']}"


def test_a_phone_that_is_put_down_takes_nothing_from_the_other(browsers: Browsers, server: Server) -> None:
    """ "Leave" is of this device: in the middle of a vote the other one goes on, and its leader leads."""
    room = Prepared(server, "en")
    room.cards()
    room.phase("vote")
    leader, lent = leads(browsers, room), Phone(browsers.phone(), "en")
    room.opens(lent, room.noy)
    lent.vote(PROBLEM)
    leader.tab("board")
    expect(leader.given(PROBLEM)).to_have_text(leader.t("vote.mine", n=1))
    lent.tab("me")
    lent.do("join.leave")
    lent.do("join.leave", lent.sheet())
    expect(lent.page.locator(".inside")).to_have_count(0)
    expect(lent.page.get_by_role("button", name="English")).to_be_visible()
    leader.vote(PROBLEM)
    expect(leader.given(PROBLEM)).to_have_text(leader.t("vote.mine", n=2))
    leader.move("report")


def test_nobody_leaves_before_what_they_wrote_has_gone(browsers: Browsers, server: Server) -> None:
    """A device that forgets somebody sends nothing of theirs any more: cards that waited stayed on it for ever."""
    room = Prepared(server, "en")
    way = browsers.way()
    phone = Phone(browsers.phone(way=way), "en")
    room.opens(phone, room.kham)
    phone.tab("me")  # its part of the page comes later than the board
    expect(phone.button("join.leave")).to_be_visible()
    phone.tab("board")
    way.cut()
    phone.write("lesson", "Written on the way out", saved=False)
    phone.tab("me")
    phone.do("join.leave")
    waits = phone.sheet().get_by_text(phone.t("me.leave_waits", n=1))
    expect(waits).to_be_visible()
    leave = phone.button("join.leave", phone.sheet())
    expect(leave).to_have_attribute("aria-disabled", "true")
    way.mend()
    expect(waits).to_have_count(0, timeout=30_000)
    phone.press(leave)
    expect(phone.page.locator(".inside")).to_have_count(0)
    room.phase("reveal")
    told = [one for stream in room.ws.streams(room.noy["token"]).values() for one in stream]
    assert [one["text"] for one in told if one["type"] == "card"] == ["Written on the way out"]


def test_the_board_is_one_tap_away_and_a_reload_stays(browsers: Browsers, server: Server) -> None:
    """After a reload, and from a page that lay over another, "Board" once opened the page in between."""
    room = Prepared(server, "en")
    leader = leads(browsers, room, 360, 740)
    page = leader.page
    here = page.locator(".tabs [aria-current=page]")
    page.reload()
    expect(here).to_have_text(leader.t("tab.desk"))
    leader.tab("me")
    page.reload()
    expect(here).to_have_text(leader.t("tab.me"))
    leader.tab("vision")
    leader.tab("board")
    leader.until("!history.state?.tab && !(history.state?.depth > 0)")
    expect(here).to_have_text(leader.t("tab.board"))
    leader.tab("me")
    leader.do("became.title")
    expect(leader.sheet()).to_have_count(1)
    page.go_back()
    expect(leader.sheet()).to_have_count(0)
    expect(here).to_have_text(leader.t("tab.me"))
    leader.until("!history.state?.layer")  # the sheet's own entry is left in the browser's time
    page.go_back()
    expect(here).to_have_text(leader.t("tab.board"))


def test_back_closes_what_lies_over_the_page_and_nothing_else(browsers: Browsers, server: Server) -> None:
    """Android's swipe left the workshop from a sheet on the board, and turned the page beneath one on another tab."""
    room = Prepared(server, "en")
    room.cards()
    room.phase("reveal")
    leader = leads(browsers, room, 360, 740)
    page = leader.page
    here = page.locator(".tabs [aria-current=page]")
    leader.press(row(leader, "ຄຳ").get_by_role("button", name=leader.t("here.more_who", name="ຄຳ")))
    leader.sees("seat.sit")
    page.go_back()
    expect(leader.sheet()).to_have_count(0)
    expect(here).to_have_text(leader.t("tab.desk"))
    leader.tab("board")
    leader.do("reply.to", leader.card(PROBLEM), text=PROBLEM)
    expect(leader.sheet()).to_have_count(1)
    page.go_back()
    expect(leader.sheet()).to_have_count(0)
    expect(leader.card(PROBLEM)).to_be_visible()
    leader.do("composer.open")
    page.fill("#card-text", "Half a thought")
    page.go_back()
    expect(page.locator("#card-text")).to_have_count(0)
    leader.do("composer.open")
    expect(page.locator("#card-text")).to_have_value("Half a thought")
    # A sheet goes with a reload, and its step of the way with it: the next Back is the page's own again.
    leader.tab("me")
    leader.do("became.title")
    expect(leader.sheet()).to_have_count(1)
    page.reload()
    leader.inside()
    leader.until("!history.state?.layer")
    expect(here).to_have_text(leader.t("tab.me"))
    page.go_back()
    expect(here).to_have_text(leader.t("tab.board"))


def test_what_lies_over_something_that_lies_over_the_page_leaves_no_step_behind(
    browsers: Browsers, server: Server
) -> None:
    """Gone with what it lay over, or by a reload, a sheet left an entry there: the next Back seemed to do nothing."""
    room = Prepared(server, "en")
    leader = leads(browsers, room, 360, 740)
    page = leader.page
    here = page.locator(".tabs [aria-current=page]")

    def writes_and_picks() -> None:
        leader.tab("board")
        leader.do("composer.open")
        leader.press(page.locator(".composer-foot button[aria-haspopup]").last)
        expect(leader.sheet()).to_have_count(1)
        leader.until("history.state?.depth === 2")

    writes_and_picks()
    room.phase("vote")
    expect(leader.sheet()).to_have_count(0)
    leader.until("!history.state?.layer && !history.state?.depth")
    room.phase("write")
    writes_and_picks()
    page.reload()
    leader.inside()
    leader.until("!history.state?.layer && !history.state?.depth")
    leader.tab("me")
    leader.do("became.title")
    leader.until("history.state?.depth === 2")
    page.go_back()
    leader.until("!history.state?.layer && history.state?.depth === 1")
    page.go_back()
    expect(here).to_have_text(leader.t("tab.board"))


def test_one_sheet_after_another_is_one_step_of_the_way(browsers: Browsers, server: Server) -> None:
    """Back in the moment between the two left the workshop, or did nothing."""
    room = Prepared(server, "en")
    room.post(room.kham, 0, "problem", "Of my own", "en")
    phone = Phone(browsers.phone(), "en")
    room.opens(phone, room.kham)
    page, mine = phone.page, phone.card("Of my own")
    page.evaluate(
        """() => { window.steps = 0; const go = history.go.bind(history);
          history.go = by => { window.steps += 1; go(by); }; }"""
    )
    phone.do("card.acts", mine)
    phone.until("history.state?.depth === 1")
    phone.do("act.edit", phone.sheet())
    expect(phone.sheet().locator("textarea")).to_be_visible()
    assert page.evaluate("window.steps") == 0
    page.go_back()
    expect(phone.sheet()).to_have_count(0)
    phone.until("!history.state?.depth")
    # On the way up again one goes and the other comes: Back was meant for what is there.
    phone.do("card.acts", mine)
    phone.until("history.state?.depth === 1")
    page.evaluate(
        """say => { const all = [...document.querySelectorAll('dialog button')];
          const edit = all.find(one => one.innerText.trim() === say);
          addEventListener('popstate', () => edit.click(), { once: true }); history.back(); }""",
        phone.t("act.edit"),
    )
    expect(phone.sheet()).to_have_count(0)
    phone.until("!history.state?.depth")


def test_two_taps_in_one_moment_leave_one_at_the_second(browsers: Browsers, server: Server) -> None:
    """The browser's own step to the board comes later than the tap that follows it, and took one back there."""
    room = Prepared(server, "en")
    phone = Phone(browsers.phone(), "en")
    room.opens(phone, room.kham)
    here = phone.page.locator(".tabs [aria-current=page]")
    taps = """names => { for (const name of names)
      [...document.querySelectorAll('.tabs button')].find(one => one.innerText.trim() === name).click(); }"""
    phone.tab("me")
    phone.page.evaluate(taps, [phone.t("tab.board"), phone.t("tab.workshop")])
    phone.until("history.state?.tab === 'workshop' && history.state.depth === 1")
    expect(here).to_have_text(phone.t("tab.workshop"))
    phone.page.go_back()
    expect(here).to_have_text(phone.t("tab.board"))
    # A page over the page that goes as the next one comes leaves an entry for each, and no more.
    phone.page.evaluate(
        taps, [phone.t("tab.me"), phone.t("tab.board"), phone.t("tab.me"), phone.t("tab.board")]
    )
    phone.until("!history.state?.depth")
    expect(here).to_have_text(phone.t("tab.board"))


def test_the_device_that_goes_round_has_no_way_back_while_it_loads(
    browsers: Browsers, server: Server
) -> None:
    """Two swipes before the list of names is up once showed the leader's own ballot to whoever had the device."""
    room = Prepared(server, "en")
    room.cards()
    seat = {"group": room.groups[0], "name": "Bounmy", "org_other": "-"}
    assert "ok" in room.ws.wish("person.seat", room.noy["token"], **seat)
    room.phase("vote")
    leader = leads(browsers, room, 360, 740)
    leader.do("table.title")
    expect(leader.sheet().locator(".table-name")).to_have_count(1)
    leader.page.reload(wait_until="commit")
    leader.page.evaluate("() => { history.back(); }")
    expect(leader.page.locator(".tabs [aria-current=page]")).to_have_text(leader.t("tab.desk"))
    expect(leader.page.locator(".dots")).to_have_count(0)


@in_both
def test_the_qr_of_ones_own_page_on_a_second_phone(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """B8: scanned, the second phone asks by name and is them after yes; no address tells the code."""
    room = Prepared(server, lang)
    first, second = Phone(browsers.phone(), lang), Phone(browsers.phone(), lang)
    room.opens(first, room.kham)
    first.tab("me")
    expect(first.page.locator(".my-code .qr")).to_be_visible()
    first.until("document.querySelector('.my-code .qr').naturalWidth > 0")
    first.sees("me.code_goes_on")
    check(first.page, "me")
    second.page.goto(scanned(room, room.kham))
    second.sees("join.link_say", name="ຄຳ", org="-")
    check(second.page, "asked")
    assert second.page.evaluate("Object.keys(localStorage)") == []
    second.do("join.link_yes", name="ຄຳ")
    second.inside()
    assert second.page.evaluate("location.hash + history.length") and second.page.url == room.url
    assert room.kham["code"] not in json.dumps(second.page.evaluate("({...localStorage})"))
    second.tab("me")
    assert second.personal_code() == room.kham["code"]
    first.tab("board")
    first.write("problem", "From the first")
    second.tab("board")
    expect(second.card("From the first")).to_be_visible()
    second.write("problem", "From the second")
    expect(first.card("From the second")).to_be_visible()
    # Scanned once more by the same phone, there is nothing to do.
    second.page.goto("about:blank")
    second.page.goto(scanned(room, room.kham))
    second.inside()
    second.sees("join.already", name="ຄຳ")


@in_both
def test_a_device_that_is_somebody_already_asks_first(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """B8: a personal code, a token and an invitation alike: by name, and nothing is kept before yes."""
    room = Prepared(server, lang)
    phone = Phone(browsers.phone(), lang)
    room.opens(phone, room.noy)
    kept = phone.page.evaluate(STORED)
    invitation = room.links["groups"][str(room.groups[1])]["leader"].partition("#")[2]
    for brought, says in (
        (f"p={room.kham['code']}", "join.link_title"),
        (f"t={room.kham['token']}", "join.link_title"),
        (f"t={invitation.partition('=')[2]}", "join.link_invited"),
    ):
        phone.page.evaluate("brought => { location.hash = brought }", brought)
        phone.sees(says)
        phone.sees("join.link_here", name="ນ້ອຍ")
        assert "=" not in phone.page.evaluate("location.hash")
        assert phone.page.evaluate(STORED) == kept
        if brought[0] == "p":
            phone.sees("join.link_say", name="ຄຳ", org="-")
            check(phone.page, "asked")
        phone.do("join.other_no", name="ນ້ອຍ")
        phone.inside()
        assert phone.page.evaluate(STORED) == kept
    phone.tab("me")
    expect(phone.page.get_by_role("heading", name="ນ້ອຍ")).to_be_visible()
    phone.page.evaluate("code => { location.hash = `p=${code}` }", room.kham["code"])
    phone.sees("join.link_title")
    phone.do("join.link_yes", name="ຄຳ")
    phone.inside()
    phone.tab("me")
    expect(phone.page.get_by_role("heading", name="ຄຳ", exact=True)).to_be_visible()
    check(phone.page, "lent")
    phone.page.reload()
    phone.inside()
    phone.tab("me")
    phone.do("me.give_back")
    expect(phone.page.get_by_role("heading", name="ນ້ອຍ")).to_be_visible()
    expect(phone.button("me.give_back")).to_have_count(0)


def test_a_link_to_a_person_on_a_new_phone_asks_first(browsers: Browsers, server: Server) -> None:
    """B8: nobody yet is no yes. A screen's link makes no phone of it, and one that was renewed says so."""
    room = Prepared(server, "en")
    phone = Phone(browsers.phone(), "en")
    link = f"{room.url}#t={room.kham['token']}"
    phone.page.goto(link)
    phone.sees("join.link_say", name="ຄຳ", org="-")
    assert phone.page.evaluate(STORED) == {}
    phone.do("join.link_no")
    phone.choose_language()
    assert room.ws.code and not any(key[-5:] == "phone" for key in phone.page.evaluate(STORED))
    phone.page.goto("about:blank")
    phone.page.goto(f"{room.url}#t={room.links['screen'].partition('#t=')[2]}")
    expect(phone.page.locator("#join-name")).to_be_visible()
    assert not any(key[-5:] == "phone" for key in phone.page.evaluate(STORED))
    phone.page.goto("about:blank")
    phone.page.goto(link)
    phone.sees("join.link_title")
    phone.do("join.link_yes", name="ຄຳ")
    phone.inside()
    other = Phone(browsers.phone(), "en")
    room.ws.wish("person.renew", room.kham["token"])
    other.page.goto(link)
    other.sees("err.renewed")
    other.do("join.link_without")
    other.choose_language()


def test_the_chairs_own_link_stays_one_tap(browsers: Browsers, server: Server) -> None:
    """B8: and the link of another chair's, in a browser that is one already, asks by name."""
    room = Prepared(server, "en")
    chair = Chair(browsers.laptop(), "en")
    url = f"{browsers.base}/chair/{room.ws.code}"
    for _ in range(2):
        chair.page.goto("about:blank")
        chair.page.goto(f"{url}#t={room.ws.chair}")
        # What the server answered is drawn, and so whose page this is was kept.
        expect(chair.page.locator(".tile").first).to_be_visible()
    kept = chair.page.evaluate(STORED)
    chair.page.evaluate("token => { location.hash = `t=${token}` }", room.kham["token"])
    chair.sees("join.link_say", name="ຄຳ", org="-")
    assert chair.page.evaluate(STORED) == kept
    chair.press(chair.page.locator(".join .btn").last)
    expect(chair.page.locator(".rail, nav").first).to_be_visible()
    assert chair.page.evaluate(STORED)[f"ws:{room.ws.code}:chair"] == room.ws.chair


def test_a_wrong_code_in_a_link_is_told_plainly(browsers: Browsers, server: Server, check: Check) -> None:
    room = Prepared(server)
    phone = Phone(browsers.phone())
    phone.page.goto(f"{room.url}#p=00000000")
    phone.page.reload()  # the code is gone from the address, so it is asked for no more
    expect(phone.page.locator(".join")).to_be_visible()
    phone.page.goto("about:blank")
    phone.page.goto(f"{room.url}#p=00000000")
    phone.lang = room.lang
    phone.sees("err.code")
    check(phone.page, "wrong")
    phone.do("join.link_without")
    phone.choose_language()


@in_both
def test_a_tables_device_goes_to_another_leader_and_back(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """The next person types their code; what the first had begun to type waits, unseen, until they are back."""
    room = Prepared(server, lang)
    device = Leader(browsers.phone(820, 1180), lang)
    room.opens(device, room.noy)
    device.compose("problem", "Half a thought")
    device.do("act.close", device.page.locator(".composer"))
    device.tab("me")
    device.sees("me.lend_lead")
    check(device.page, "me")
    device.do("me.lend_do")
    device.page.fill("#lend-code", "00000000")
    device.do("act.continue")
    device.sees("err.code")
    device.page.fill("#lend-code", room.dao["code"])
    check(device.page, "typed")
    device.do("act.continue")
    expect(device.page.locator(".tabs button")).to_have_count(4)
    assert "Half a thought" not in device.page.content()
    device.press(device.page.locator(".composer-shut"))
    expect(device.page.locator("#card-text")).to_have_value("")
    device.write("lesson", "Dao's own")
    device.tab("me")
    device.do("me.give_back")
    expect(device.page.locator(".tabs button")).to_have_count(5)
    device.tab("board")
    device.press(device.page.locator(".composer-shut"))
    expect(device.page.locator("#card-text")).to_have_value("Half a thought")
