"""Everybody can use every face: axe finds nothing in any main state, and a keyboard alone is enough.

Found by these and mended: with reduced motion asked for, every colour of the page slid from one scheme to the other.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Chair, Leader, Phone, Screen
from tests.browser.prepared import BOTH, PROBLEM, SOLUTION, Prepared
from tests.browser.words import say
from tests.doors.real import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])


# --- axe -----------------------------------------------------------------------------------------


@in_both
def test_coming_in(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Prepared(server, lang)
    phone = Phone(browsers.phone(), lang)
    page = phone.page
    page.goto(room.url)
    expect(page.get_by_role("button", name="English")).to_be_visible()
    check(page, "language")
    phone.choose_language()
    check(page, "form")
    phone.do("join.button")
    phone.sees("err.name")
    check(page, "refused")
    phone.press(page.locator("#join-org"))
    expect(phone.sheet()).to_be_visible()
    check(page, "organisations")
    phone.do("act.close", phone.sheet())
    phone.type_code("12345678")
    phone.sees("err.code")
    check(page, "wrong-code")


@in_both
def test_a_phone_through_the_phases(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Prepared(server, lang)
    phone = Phone(browsers.phone(), lang)
    page = phone.page
    room.opens(phone, room.kham)
    check(page, "empty")
    room.cards()
    expect(phone.card(PROBLEM)).to_be_visible()
    phone.compose("solution", SOLUTION)
    check(page, "writing")
    phone.do("act.close", page.locator(".composer"))
    phone.do("card.acts", phone.card(PROBLEM))
    expect(phone.sheet()).to_be_visible()
    check(page, "card-sheet")
    phone.do("act.edit", phone.sheet())
    expect(page.locator("#edit-text")).to_be_visible()
    check(page, "editing")
    phone.do("act.close", phone.sheet())
    room.phase("reveal")
    phone.phase("reveal")
    check(page, "revealed")
    room.phase("vote")
    phone.phase("vote")
    phone.vote(PROBLEM)
    expect(phone.given(PROBLEM)).to_have_text(phone.t("vote.mine", n=1))
    check(page, "voting")
    room.phase("report")
    phone.phase("report")
    check(page, "results")
    phone.tab("workshop")
    expect(page.get_by_role("heading", name=BOTH[lang])).to_be_visible()
    check(page, "workshop")
    phone.tab("me")
    check(page, "me")
    room.chairs("theme.create", title=BOTH, cards=[])
    phone.tab("vision")
    expect(page.locator("li.theme")).to_have_count(1)
    check(page, "vision")
    room.chairs("person.remove", person=room.kham["person"])
    phone.sees("phone.removed.title")
    check(page, "removed")


@in_both
def test_a_leader(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Prepared(server, lang)
    cards = room.cards()
    room.phase("reveal")
    room.chairs("card.hide", card=cards[0], reason="...")
    leader = Leader(browsers.phone(820, 1180), lang)
    room.opens(leader, room.noy)
    check(leader.page, "board")
    leader.tab("desk")
    expect(leader.page.locator("#desk-hidden")).to_be_visible()
    room.chairs("timer.start", board=room.boards[0], seconds=600)
    expect(leader.page.locator(".desk [role=timer]")).to_be_visible()
    check(leader.page, "desk")
    leader.do("lead.show_qr")
    expect(leader.sheet().locator("img.qr")).to_be_visible()
    check(leader.page, "qr")


@in_both
def test_the_chair(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Prepared(server, lang)
    cards = room.cards()
    room.phase("reveal")
    room.chairs("theme.create", title=BOTH, cards=cards[1:])
    chair = Chair(browsers.laptop(), lang)
    page = chair.page
    page.goto(f"{browsers.base}/chair#t={server.owner}")
    expect(page.locator(".house-item").first).to_be_visible()
    chair.speak(lang)
    check(page, "house")
    chair.do("new.title")
    expect(page.locator("#new-title-lo")).to_be_visible()
    chair.do("new.create")
    chair.sees("new.wrong_title")
    check(page, "new")
    page.goto(f"{browsers.base}/chair/{room.ws.code}#t={room.ws.chair}")
    expect(page.locator(".tile")).to_have_count(2)
    chair.speak(lang)
    check(page, "room")
    chair.press(page.locator(".tile-head button").first)
    expect(chair.sheet()).to_be_visible()
    check(page, "group")
    chair.do("act.close", chair.sheet())
    for view in ("people", "links", "settings"):
        chair.view(view)
        expect(page.locator("main input").first).to_be_visible()
        check(page, view)
    chair.view("desk")
    chair.pick(PROBLEM)
    check(page, "merge-desk")
    chair.do("desk.new", page.locator(".picked"))
    expect(chair.sheet()).to_be_visible()
    check(page, "name-theme")
    chair.do("act.close", chair.sheet())
    chair.do("keys.title")
    expect(chair.sheet().locator("kbd").first).to_be_visible()
    check(page, "keys")
    chair.do("act.close", chair.sheet())
    chair.do("view.history")
    expect(chair.sheet().locator(".deed").first).to_be_visible()
    check(page, "history")


@in_both
def test_the_screen(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Prepared(server, lang)
    cards = room.cards()
    room.phase("reveal")
    room.chairs("theme.create", title=BOTH, cards=cards)
    screen = Screen(browsers.laptop(1920, 1080), lang)
    screen.page.goto(room.links["screen"])
    for kind, step in room.steps().items():
        room.chairs("step.go", step=step)
        screen.shows(kind)
        check(screen.page, kind)


def test_closed_and_unknown(browsers: Browsers, server: Server, check: Check) -> None:
    room = Prepared(server)
    room.chairs("workshop.close")
    phone = Phone(browsers.phone(), "en")
    phone.page.goto(room.url)
    phone.press(phone.page.get_by_role("button", name="English"))
    phone.sees("err.closed")
    check(phone.page, "closed")
    phone.page.goto(f"{browsers.base}/999999999")
    check(phone.page, "no-such-workshop")


# --- by keyboard alone ---------------------------------------------------------------------------


class Keys:
    """Hands on the keyboard only: Tab to a thing by its name, then press."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str) -> None:
        """Tab until the focused thing is called this; it must be seen to have the focus."""
        self.page.evaluate(COMES, name)
        for _ in range(80):
            self.page.keyboard.press("Tab")
            if name in self.page.evaluate(f"({CALLED})(document.activeElement)"):
                assert self.page.evaluate(SEEN), f"{name} does not show that it has the focus"
                return
        raise AssertionError(f"Tab never came to {name!r}")

    def press(self, name: str, key: str = "Enter") -> None:
        self.to(name)
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)


CALLED = """(it) => {
  const ids = (it.getAttribute("aria-labelledby") ?? "").split(" ");
  const by = ids.map(id => document.getElementById(id)?.innerText ?? "");
  const labels = [...(it.labels ?? [])].map(label => label.innerText);
  return [it.getAttribute("aria-label") ?? "", ...by, ...labels, it.innerText ?? ""].join(" ");
}"""
# Whoever sees waits for a thing to be there before reaching for it.
COMES = f"""async (name) => {{
  const called = {CALLED};
  const end = performance.now() + 15_000;
  const there = () => [...document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]")]
    .some((it) => called(it).includes(name));
  while (!there() && performance.now() < end) await new Promise(requestAnimationFrame);
}}"""
SEEN = """() => {
  const shows = it => it && (getComputedStyle(it).outlineStyle !== "none" || getComputedStyle(it).boxShadow !== "none");
  return shows(document.activeElement) || shows(document.activeElement.closest("label"));
}"""


def test_keys_join_write_and_vote(browsers: Browsers, server: Server) -> None:
    room = Prepared(server)
    phone = Phone(browsers.laptop(), "en")
    keys, t = Keys(phone.page), phone.t
    phone.page.goto(room.url)
    expect(phone.page.get_by_role("button", name="English")).to_be_visible()
    keys.press("English")
    expect(phone.page.locator("#join-name")).to_be_visible()
    keys.to(t("join.your_name"))
    keys.type("Mali")
    keys.press(t("join.organisation"))
    expect(phone.sheet()).to_be_visible()
    keys.press("Ministry of Education")
    expect(phone.sheet()).to_have_count(0)
    keys.press(say("en", "group.n", n=1), "Space")
    keys.press(t("join.button"))
    phone.inside()
    keys.press(t("composer.open"))
    expect(phone.page.locator("#card-text")).to_be_focused()
    keys.type(SOLUTION)
    phone.page.keyboard.press("Control+Enter")
    phone.saved(SOLUTION)
    phone.page.keyboard.press("Escape")
    expect(phone.page.locator(".composer")).to_have_count(0)
    room.phase("vote")
    phone.phase("vote")
    expect(phone.button("vote.give_one", text=SOLUTION)).to_be_visible()
    keys.press(t("vote.give_one", text=SOLUTION))
    expect(phone.given(SOLUTION)).to_have_text(t("vote.mine", n=1))


def test_keys_lead(browsers: Browsers, server: Server) -> None:
    room = Prepared(server)
    leader = Leader(browsers.laptop(820, 1180), "en")
    room.opens(leader, room.noy)
    keys = Keys(leader.page)
    keys.press(leader.t("tab.desk"))
    expect(leader.button("lead.to_reveal")).to_be_visible()
    keys.press(leader.t("lead.to_reveal"))
    leader.phase("reveal")


def test_keys_merge_and_undo(browsers: Browsers, server: Server) -> None:
    room = Prepared(server)
    room.cards()
    room.phase("reveal")
    chair = Chair(browsers.laptop(), "en")
    page, keys, t = chair.page, Keys(chair.page), chair.t
    page.goto(f"{browsers.base}/chair/{room.ws.code}#t={room.ws.chair}")
    expect(page.locator(".tile")).to_have_count(2)
    keys.press(t("chair.view.desk"))
    expect(page.locator("#inbox [data-card]")).to_have_count(3)
    keys.to(t("desk.cards"))
    page.keyboard.press("Control+a")
    expect(page.locator("#inbox [aria-selected=true]")).to_have_count(3)
    page.keyboard.press("n")
    expect(page.locator("#name-theme-lo, #name-theme-en").locator(":scope:focus")).to_have_count(1)
    keys.type("ພ້ອມກັນ")
    page.keyboard.press("Enter")
    expect(page.locator(".theme h3")).to_have_text("ພ້ອມກັນ")
    expect(page.locator("#inbox [data-card]")).to_have_count(0)
    # The answer may come after the news, and until then keys are the sheet's; the step itself is news of its own.
    expect(chair.sheet()).to_have_count(0)
    expect(page.locator(".toast")).to_contain_text("ພ້ອມກັນ")
    page.keyboard.press("Control+z")
    expect(page.locator(".theme")).to_have_count(0)
    expect(page.locator("#inbox [data-card]")).to_have_count(3)
