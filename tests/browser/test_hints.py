"""Similar cards across groups at the merge desk: proposed with their reason, answered by people, never by themselves.

The gathering runs in the page's own worker, as it does in a room: a plain http name, our own policy, real Chromium.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Chair
from tests.browser.prepared import Prepared
from tests.doors.real import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])


# Of two groups each: the product's own words.
SYSTEMS = ("ລະບົບຂອງແຕ່ລະກະຊວງບໍ່ເຊື່ອມຕໍ່ກັນ", "ລະບົບຂໍ້ມູນຂອງບັນດາກະຊວງຍັງບໍ່ທັນເຊື່ອມຕໍ່ກັນ")
NETWORK = ("The internet is slow in the districts", "Slow internet in the districts of the provinces")
BUDGET = ("ງົບປະມານບໍ່ພຽງພໍ", "The budget is never enough")


class Alike(Chair):
    """The chair at a desk on which two groups said the same twice."""

    def __init__(
        self, browsers: Browsers, server: Server, lang: str, size: tuple[int, int] = (1366, 768)
    ) -> None:
        super().__init__(browsers.laptop(*size), lang)
        self.room = room = Prepared(server, lang)
        self.ids = {
            text: room.post(who, at, "problem", text, use)
            for pair, use in ((SYSTEMS, "lo"), (NETWORK, "en"))
            for text, who, at in ((pair[0], room.kham, 0), (pair[1], room.dao, 1))
        }
        room.phase("reveal")
        self.page.goto(f"{browsers.base}/chair/{room.ws.code}#t={room.ws.chair}")
        self.view("desk")

    def opened(self) -> None:
        expect(self.page.get_by_role("button", name=self.t("hint.open_n", n=2), exact=True)).to_be_visible()
        self.do("hint.open_n", n=2)
        expect(self.page.locator(".hint")).to_have_count(2)
        assert len(self.page.workers) == 1, "found on the page's own thread: the worker did not start"

    def hint(self, text: str) -> Locator:
        return self.page.locator(".hint").filter(has=self.page.locator(".hint-text", has_text=text))

    def accepts(self, text: str) -> None:
        self.press(self.hint(text).locator(".hint-accept"))

    def shuts(self) -> None:
        self.do("act.close", self.sheet().locator(".sheet-head"))
        expect(self.sheet()).to_have_count(0)


@in_both
def test_one_is_accepted_and_one_is_not_the_same(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """The title is mended, a refusal outlives a reload, one step undoes an acceptance; nothing was merged by itself."""
    chair = Alike(browsers, server, lang)
    page, t = chair.page, chair.t
    chair.opened()
    expect(page.locator(".theme")).to_have_count(0)
    expect(chair.hint(SYSTEMS[0]).locator("mark").nth(1)).to_be_visible()  # the reason is shown
    check(page, "proposals")
    first = chair.hint(SYSTEMS[0])
    lo, en = first.locator(".pair-two input").all()
    lo.fill("ລະບົບທີ່ເຊື່ອມຕໍ່ກັນ")
    en.fill("Connected systems")
    # Another card arrives meanwhile: what was typed stays, and so does the place.
    chair.room.post(chair.room.dao, 1, "problem", "ລະບົບຂອງກະຊວງບໍ່ເຊື່ອມຕໍ່ກັນ", "lo")
    expect(first.locator(".hint-card")).to_have_count(3)
    expect(en).to_have_value("Connected systems")
    en.press("Enter")
    expect(page.locator(".hint")).to_have_count(1)
    chair.press(chair.hint(NETWORK[0]).locator(".hint-refuse"))
    expect(page.locator(".hint")).to_have_count(0)
    check(page, "answered")
    chair.shuts()
    title = {"lo": "ລະບົບທີ່ເຊື່ອມຕໍ່ກັນ", "en": "Connected systems"}[lang]
    expect(chair.theme(title).locator("[data-card]")).to_have_count(3)
    page.reload()
    expect(page.get_by_role("button", name=t("hint.open"), exact=True)).to_be_visible()
    # Undone, the two are proposed again; the refused ones stay refused.
    chair.press(page.get_by_role("button", name=t("view.history"), exact=True))
    steps = chair.sheet().locator(".deed")
    accepted = steps.filter(has=page.get_by_text(re.compile(re.escape(title))))
    chair.press(accepted.first.get_by_role("button").first)
    expect(page.locator(".theme")).to_have_count(0)
    chair.shuts()
    expect(page.get_by_role("button", name=t("hint.open_n", n=1), exact=True)).to_be_visible()


@in_both
def test_all_at_once_are_one_step(browsers: Browsers, server: Server, lang: str) -> None:
    """A card taken out of its proposal stays where it was; one undo takes all of it back."""
    chair = Alike(browsers, server, lang)
    page, t = chair.page, chair.t
    chair.opened()
    chair.press(
        chair.hint(NETWORK[0]).get_by_role("checkbox", name=t("hint.with", text=NETWORK[1]), exact=True)
    )
    chair.do("hint.accept_all", n=2)
    expect(page.locator(".theme")).to_have_count(2)
    # The one left out is proposed for the theme that the other went into.
    expect(page.locator(".hint-into")).to_have_count(1)
    chair.shuts()
    expect(chair.slip(NETWORK[1])).to_be_visible()
    chair.do("history.undo_last")
    expect(page.locator(".theme")).to_have_count(0)
    expect(page.get_by_role("button", name=t("hint.open_n", n=2), exact=True)).to_be_visible()


@in_both
def test_a_lao_card_and_an_english_one_through_words_that_mean_the_same(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    chair = Alike(browsers, server, lang)
    page, t, room = chair.page, chair.t, chair.room
    chair.opened()
    room.post(room.kham, 0, "problem", BUDGET[0], "lo")
    room.post(room.dao, 1, "problem", BUDGET[1], "en")
    chair.do("syn.title", page.locator(".syn"))
    page.fill("#syn-new", "ງົບປະມານ")
    page.press("#syn-new", "Enter")
    expect(page.get_by_text(t("syn.two"))).to_be_visible()
    expect(page.locator("#syn-new")).to_have_value("ງົບປະມານ")
    page.fill("#syn-new", "ງົບປະມານ = budget")
    page.press("#syn-new", "Enter")
    page.fill("#syn-new", "ບໍ່ພຽງພໍ = never enough")
    page.press("#syn-new", "Enter")
    expect(page.locator(".syn-words")).to_have_text(["ງົບປະມານ = budget", "ບໍ່ພຽງພໍ = never enough"])
    expect(page.locator(".hint")).to_have_count(3)
    expect(chair.hint(BUDGET[0]).locator(".hint-text")).to_have_count(2)
    check(page, "synonyms")
    chair.press(page.get_by_role("button", name=t("syn.drop_what", words="ງົບປະມານ = budget"), exact=True))
    expect(page.locator(".syn-words")).to_have_count(1)


def test_a_card_that_leaves_and_a_title_without_end(browsers: Browsers, server: Server) -> None:
    """Hidden by its leader while it is answered: the words say what happened, and what was typed is kept."""
    chair = Alike(browsers, server, "en")
    page, room = chair.page, chair.room
    chair.opened()
    first = chair.hint(NETWORK[0])
    en = first.locator(".pair-two input").nth(1)
    en.fill("x" * 300)
    chair.accepts(NETWORK[0])
    expect(first.get_by_role("alert").filter(has_text="200")).to_be_visible()
    expect(en).to_have_value("x" * 300)
    en.fill("The network")
    hidden = room.ws.wish("card.hide", room.ws.chair, card=chair.ids[SYSTEMS[0]], reason="twice")
    assert "ok" in hidden
    expect(page.locator(".hint")).to_have_count(1)
    expect(en).to_have_value("The network")
    chair.accepts(NETWORK[0])
    chair.shuts()
    expect(chair.theme("The network").locator("[data-card]")).to_have_count(2)


def test_by_keyboard_alone(browsers: Browsers, server: Server) -> None:
    chair = Alike(browsers, server, "en")
    page = chair.page
    expect(page.get_by_role("button", name=chair.t("hint.open_n", n=2), exact=True)).to_be_visible()
    page.keyboard.press("h")
    expect(chair.sheet()).to_be_visible()  # open, and so with the focus in it
    expect(page.locator(".hint")).to_have_count(2)
    page.keyboard.press("j")
    expect(page.locator(".hint").first).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator(".hint-title input").first).to_be_focused()
    page.locator(".hint").first.focus()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(".hint")).to_have_count(1)
    page.keyboard.press("k")
    page.keyboard.press("a")
    expect(page.locator(".hint")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(chair.sheet()).to_have_count(0)
    expect(page.locator(".theme")).to_have_count(1)


def test_answered_by_enter_the_keyboard_goes_on_to_the_next(browsers: Browsers, server: Server) -> None:
    chair = Alike(browsers, server, "en")
    page = chair.page
    chair.opened()
    expect(page.locator(".hint")).to_have_count(2)
    page.locator(".hint-refuse").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hint")).to_have_count(1)
    expect(page.locator(".hint")).to_be_focused()
    page.locator(".hint-together .btn").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hint")).to_have_count(0)
    expect(chair.sheet().locator(".sheet-body")).to_be_focused()


def test_the_usual_words_are_one_step_and_leave_the_proposals_in_sight(
    browsers: Browsers, server: Server
) -> None:
    chair = Alike(browsers, server, "en")
    chair.opened()
    chair.do("syn.title", chair.page.locator(".syn"))
    usual = chair.page.locator(".syn-list .btn").last
    n = int(re.sub(r"\D", "", usual.inner_text()))
    assert n > 20
    usual.focus()
    chair.page.keyboard.press("Enter")
    expect(chair.page.locator(".syn-list")).to_have_count(0)
    expect(chair.page.locator(".syn > .btn")).to_be_focused()
    toast = chair.page.locator(".toast", has_text=chair.t("deed.synonym.add_many", n=n))
    expect(toast).to_be_visible()
    expect(chair.page.locator(".hint").first).to_be_in_viewport()
    chair.do("history.undo", toast)
    expect(chair.page.locator(".syn .num")).to_have_text("")
