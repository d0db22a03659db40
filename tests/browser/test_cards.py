"""Cards at a table that is led: what a participant sees and does with them on a phone, in both languages.

Found by these and mended: a reaction that grew when pressed and pushed its neighbours, a band that moved the page twice
where the browser had moved it already, a refused vote that stayed in the phone's storage, buttons whose names did not
begin with what they show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.conftest import Browsers
from tests.browser.faces import Phone
from tests.browser.prepared import PROBLEM, SOLUTION, Prepared
from tests.browser.test_accessibility import Keys
from tests.doors.real import Server, wait_for

pytestmark = pytest.mark.browser
in_both = pytest.mark.parametrize("lang", ["lo", "en"])
Shot = Callable[[Page, str], None]

ALIKE = "ປະຊາຊົນຕ້ອງຕື່ມຂໍ້ມູນຊ້ຳຫຼາຍບ່ອນ"
ALSO = "People fill the same form in many offices"


def opened(browsers: Browsers, room: Prepared, who: dict[str, Any], **more: Any) -> Phone:
    phone = Phone(browsers.phone(**more), room.lang)
    room.opens(phone, who)
    return phone


def calm(page: Page) -> None:
    assert violations(page) == []
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1], wide


def place(it: Locator) -> tuple[int, ...]:
    """Where it is, to the pixel: x, y, width, height."""
    box = it.bounding_box()
    assert box
    return round(box["x"]), round(box["y"]), round(box["width"]), round(box["height"])


def dots(room: Prepared, who: dict[str, Any]) -> dict[str, int]:
    records = room.ws.streams(who["token"])[f"person:{who['person']}"]
    return {one["subject"]: one["dots"] for one in records if one["type"] == "ballot"}


class Table:
    """Three problems that say the same, one of them Kham's, and a solution to one of them."""

    def __init__(self, server: Server, lang: str, phase: str = "reveal", **more: Any) -> None:
        self.room = room = Prepared(server, lang, **more)
        self.mali = room.comes("ມາລີ", 0)
        self.head = room.post(self.mali, 0, "problem", PROBLEM, "lo")
        self.own = room.post(room.kham, 0, "problem", ALIKE, "lo")
        self.also = room.post(self.mali, 0, "problem", ALSO, "en")
        self.answer = room.post(room.kham, 0, "solution", SOLUTION, "en", answers=self.own)
        room.phase(phase)

    def merge(self) -> None:
        self.room.chairs("card.merge", card=self.head, others=[self.own, self.also])


# --- how a card stands ---------------------------------------------------------------------------


@in_both
def test_cards_that_say_the_same_stand_under_one(
    browsers: Browsers, server: Server, shot: Shot, lang: str
) -> None:
    table = Table(server, lang)
    phone = opened(browsers, table.room, table.room.kham)
    page = phone.page
    expect(phone.card(ALSO)).to_be_visible()
    table.merge()
    head = phone.card(PROBLEM)
    fold = head.locator(".members-open")
    expect(fold).to_contain_text(phone.t("card.same_n", n=2))
    expect(fold).to_contain_text(phone.t("card.one_yours"))
    expect(page.get_by_text(ALSO)).to_have_count(0)
    # What answered one of them answers the head.
    thread = page.locator(".thread").filter(has=page.get_by_text(PROBLEM, exact=True))
    expect(thread.locator(".answers").get_by_text(SOLUTION)).to_be_visible()
    shot(page, "folded")
    phone.press(fold)
    expect(head.get_by_text(ALIKE)).to_be_visible()
    expect(head.get_by_text(ALSO)).to_be_visible()
    calm(page)
    shot(page, "open")
    # One's own words stay one's own.
    phone.do("card.acts", head.locator(".member"))
    phone.do("act.edit", phone.sheet())
    expect(page.locator("#edit-text")).to_have_value(ALIKE)
    phone.do("act.close", phone.sheet())
    table.room.chairs("card.split", card=table.head)
    expect(phone.card(ALSO)).to_be_visible()
    expect(fold).to_have_count(0)


@in_both
def test_a_card_waits_for_the_leaders_yes(browsers: Browsers, server: Server, shot: Shot, lang: str) -> None:
    """D1: what was pasted in lines is shown as the one line that will be saved, with the caret where it was."""
    room = Prepared(server, lang, approve=True, named=False)
    phone, other = opened(browsers, room, room.kham), opened(browsers, room, room.comes("ມາລີ", 0))
    phone.sees("phase.write.approve")
    phone.compose("problem", PROBLEM)
    area = phone.page.locator("#card-text")
    area.fill("One  \n\n two\nthree")
    expect(area).to_have_value("One two three")
    area.evaluate("it => it.setSelectionRange(4, 4)")
    area.press("Enter")
    phone.until("document.querySelector('#card-text').selectionStart === 4")
    area.press_sequentially("and ")
    expect(area).to_have_value("One and two three")
    area.fill(PROBLEM)
    phone.sees("says.approve_anonymous")
    expect(phone.page.locator(".says")).to_have_count(1)
    shot(phone.page, "composer")
    phone.press(phone.page.locator(".composer-org"))
    expect(phone.sheet().get_by_text(phone.t("says.org"))).to_be_visible()
    shot(phone.page, "organisation")
    phone.do("act.close", phone.sheet())
    phone.do("act.send")
    phone.saved(PROBLEM)
    phone.do("act.close", phone.page.locator(".composer"))
    expect(phone.card(PROBLEM)).to_contain_text(phone.t("card.pending"))
    room.phase("reveal")
    phone.phase("reveal")
    expect(phone.card(PROBLEM)).to_contain_text(phone.t("card.pending"))
    calm(phone.page)
    shot(phone.page, "waits")
    other.phase("reveal")
    expect(other.page.locator("main .card")).to_have_count(0)
    own = room.ws.streams(room.kham["token"])[f"person:{room.kham['person']}"]
    room.chairs(
        "card.approve", board=room.boards[0], cards=[one["id"] for one in own if one["type"] == "card"]
    )
    expect(other.card(PROBLEM)).to_be_visible()
    expect(phone.page.get_by_text(phone.t("card.pending"))).to_have_count(0)


@in_both
def test_reworded_and_typed_in(browsers: Browsers, server: Server, shot: Shot, lang: str) -> None:
    table = Table(server, lang)
    room = table.room
    room.chairs("card.reword", card=table.own, text="ຂໍ້ມູນດຽວກັນຕ້ອງຕື່ມຫຼາຍເທື່ອ")
    room.chairs("card.record", board=room.boards[0], kind="lesson", text="ເລີ່ມຈາກສິ່ງນ້ອຍ", lang="lo", by="ລຸງບຸນ")
    phone, other = opened(browsers, room, room.kham), opened(browsers, room, table.mali)
    card = phone.card("ຂໍ້ມູນດຽວກັນຕ້ອງຕື່ມຫຼາຍເທື່ອ")
    expect(card).to_contain_text(phone.t("card.reworded"))
    phone.press(card.locator("summary"))
    expect(card.get_by_text(ALIKE)).to_be_visible()
    card.scroll_into_view_if_needed()
    shot(phone.page, "reworded")
    expect(phone.card("ເລີ່ມຈາກສິ່ງນ້ອຍ")).to_contain_text(phone.t("card.paper_for", name="ລຸງບຸນ"))
    calm(phone.page)
    # Nobody else at the table reads how it was said at first.
    theirs = other.card("ຂໍ້ມູນດຽວກັນຕ້ອງຕື່ມຫຼາຍເທື່ອ")
    expect(theirs).to_contain_text(phone.t("card.reworded"))
    expect(theirs.locator("summary")).to_have_count(0)


# --- a problem and its solution ------------------------------------------------------------------


@in_both
def test_a_solution_leads_to_its_problem(browsers: Browsers, server: Server, shot: Shot, lang: str) -> None:
    room = Prepared(server, lang)
    problem, _, _ = room.cards()
    for n in range(14):
        room.post(room.kham, 0, "lesson", f"Lesson number {n}", "en")
    room.phase("reveal")
    phone = opened(browsers, room, room.kham)
    page = phone.page
    thread = page.locator(".thread").filter(has=page.get_by_text(PROBLEM, exact=True))
    expect(thread.locator(".answers-label")).to_contain_text(phone.t("board.answers"))
    shot(page, "pair")
    phone.press(page.locator(".filter .btn", has_text=phone.t("c.solution")))
    quote = page.locator(".answered")
    expect(quote).to_contain_text(PROBLEM)
    expect(quote).to_contain_text(phone.t("card.answers"))
    calm(page)
    shot(page, "alone")
    phone.press(quote)
    expect(page.locator(f'[id="card:{problem}"]')).to_be_focused()
    expect(phone.card(PROBLEM)).to_be_in_viewport()


# --- votes over cards that count as one ----------------------------------------------------------


@in_both
def test_dots_over_a_merged_card(browsers: Browsers, server: Server, shot: Shot, lang: str) -> None:
    table = Table(server, lang, "vote", budget=5, cap=2)
    room = table.room
    phone = opened(browsers, room, room.kham)
    page = phone.page
    phone.vote(PROBLEM)
    phone.vote(ALIKE, 2)
    expect(phone.budget()).to_have_text(phone.t("vote.left", n=2))
    phone.at_rest()
    table.merge()
    head = phone.card(PROBLEM)
    expect(head).to_contain_text(phone.t("vote.laid", n=3, count=2))
    expect(phone.given(PROBLEM)).to_have_text(phone.t("vote.mine", n=2))
    expect(phone.button("vote.give_one", head, text=PROBLEM)).to_have_attribute("aria-disabled", "true")
    expect(phone.budget()).to_have_text(phone.t("vote.left", n=2))
    calm(page)
    shot(page, "over")
    # Taking back begins at the head, and goes on with the members.
    left = [({f"card:{table.own}": 2}, 3), ({f"card:{table.own}": 1}, 4), ({}, 5)]
    for lies, n in left:
        phone.do("vote.take_one", head, text=PROBLEM)
        expect(phone.budget()).to_have_text(phone.t("vote.left", n=n))
        phone.at_rest()
        assert dots(room, room.kham) == lies
    # A new one is laid on the head; the second half of a double tap would not be.
    settled(phone)
    phone.vote(PROBLEM)
    phone.at_rest()
    assert dots(room, room.kham) == {f"card:{table.head}": 1}
    round = next(
        one["id"]
        for one in room.ws.streams(room.ws.chair)[f"group:{room.groups[0]}"]
        if one["type"] == "round"
    )
    room.chairs("hands.count", round=round, present=9, sure=True, counts=[{"card": table.head, "hands": 4}])
    room.phase("report")
    phone.phase("report")
    expect(phone.card(PROBLEM)).to_contain_text(phone.t("vote.count_hands", n=5, hands=4))
    phone.sees("vote.hands_present", n=9)
    calm(page)
    shot(page, "results")


@in_both
def test_a_vote_that_came_too_late_loses_nothing(browsers: Browsers, server: Server, lang: str) -> None:
    table = Table(server, lang, "vote", budget=3, cap=2)
    way = browsers.way()
    phone = opened(browsers, table.room, table.room.kham, way=way)
    expect(phone.card(ALSO)).to_be_visible()
    way.cut()
    phone.vote(ALSO)
    phone.vote(ALIKE)
    expect(phone.budget()).to_have_text(phone.t("vote.left", n=1))
    table.room.chairs("card.merge", card=table.head, others=[table.also])
    table.room.chairs("card.hide", card=table.own)
    way.mend()
    # Hidden: the dot was never spent, and that is said. Merged: it counts with the head, and is its owner's.
    expect(phone.page.locator(".toast", has_text=phone.t("vote.gone"))).to_be_visible()
    expect(phone.given(PROBLEM)).to_have_text(phone.t("vote.mine", n=1))
    expect(phone.budget()).to_have_text(phone.t("vote.left", n=2))
    phone.at_rest()
    assert dots(table.room, table.room.kham) == {f"card:{table.also}": 1}


@in_both
def test_dots_on_a_card_that_is_hidden_come_back(
    browsers: Browsers, server: Server, shot: Shot, lang: str
) -> None:
    table = Table(server, lang, "vote", budget=3, cap=2)
    phone = opened(browsers, table.room, table.room.kham)
    phone.vote(ALSO, 2)
    phone.at_rest()
    table.room.chairs("card.hide", card=table.also)
    phone.sees("vote.stranded", n=2)
    expect(phone.budget()).to_have_text(phone.t("vote.left", n=1))
    calm(phone.page)
    shot(phone.page, "stranded")
    phone.do("vote.take")
    expect(phone.budget()).to_have_text(phone.t("vote.left", n=3))
    phone.at_rest()
    assert dots(table.room, table.room.kham) == {}


# --- what the table says to a card ---------------------------------------------------------------


@in_both
def test_replies(browsers: Browsers, server: Server, shot: Shot, lang: str) -> None:
    table = Table(server, lang)
    room = table.room
    way = browsers.way()
    phone, other = opened(browsers, room, room.kham, way=way), opened(browsers, room, table.mali)
    page = phone.page
    card = phone.card(PROBLEM)
    expect(card).to_be_visible()

    def write(text: str) -> None:
        phone.do("reply.to", card, text=PROBLEM)
        page.fill("#reply-text", text)
        phone.do("act.send", phone.sheet())

    write("ຢູ່ກະຊວງການເງິນກໍຄືກັນ")
    expect(other.card(PROBLEM).get_by_text("ຢູ່ກະຊວງການເງິນກໍຄືກັນ")).to_be_visible()
    # Without a network it waits in its place; what is typed and not sent stays a draft of that card.
    phone.until("!!document.querySelector('#main')")
    way.cut()
    write("The tax office has the same")
    waits = card.locator(".reply", has_text="The tax office")
    expect(waits.locator(".saved-waiting, .saved-saving")).to_be_visible()
    phone.do("reply.to", card, text=PROBLEM)
    expect(phone.sheet().locator(".says")).to_have_count(1)
    page.fill("#reply-text", "ຍັງຄິດຢູ່")
    shot(page, "sheet")
    calm(page)
    phone.do("act.close", phone.sheet())
    way.mend()
    expect(other.card(PROBLEM).get_by_text("The tax office has the same")).to_be_visible()
    phone.do("reply.to", card, text=PROBLEM)
    expect(page.locator("#reply-text")).to_have_value("ຍັງຄິດຢູ່")
    phone.do("act.close", phone.sheet())
    # Beyond two they are folded; the author of the newest sees it.
    for text in ("Three", "Four"):
        room.ws.wish("reply.post", table.mali["token"], card=table.head, text=text, lang="en")
    more = other.button("reply.more", other.card(PROBLEM), n=2)
    expect(more).to_be_visible()
    expect(other.card(PROBLEM).locator(".reply")).to_have_count(2)
    shot(other.page, "folded")
    other.press(more)
    expect(other.card(PROBLEM).locator(".reply")).to_have_count(4)
    expect(card.locator(".reply")).to_have_count(4)
    card.scroll_into_view_if_needed()
    shot(page, "all")
    calm(page)
    phone.do("reply.take", card, text="The tax office has the same")
    expect(other.card(PROBLEM).locator(".reply")).to_have_count(3)
    phone.press(page.locator(".toast").get_by_role("button", name=phone.t("act.undo")))
    expect(other.card(PROBLEM).locator(".reply")).to_have_count(4)
    # The leader hides one: its author is told, the table does not see it.
    [theirs] = [
        one
        for one in room.ws.streams(room.ws.chair)[f"group:{room.groups[0]}"]
        if one["type"] == "reply" and one["text"] == "Three"
    ]
    room.chairs("reply.hide", reply=theirs["id"], reason="ນອກເລື່ອງ")
    expect(other.card(PROBLEM)).to_contain_text(other.t("card.hidden_why", reason="ນອກເລື່ອງ"))
    expect(card.locator(".reply")).to_have_count(3)


def test_a_reply_to_a_card_that_went_keeps_its_words(browsers: Browsers, server: Server, shot: Shot) -> None:
    table = Table(server, "lo")
    way = browsers.way()
    phone = opened(browsers, table.room, table.room.kham, way=way)
    expect(phone.card(PROBLEM)).to_be_visible()
    phone.do("reply.to", phone.card(PROBLEM), text=PROBLEM)
    expect(phone.page.locator("#reply-text")).to_be_visible()
    way.cut()
    phone.page.fill("#reply-text", "ຄຳທີ່ບໍ່ຄວນເສຍ")
    table.room.chairs("card.hide", card=table.head)
    phone.do("act.send", phone.sheet())
    way.mend()
    phone.sees("reply.stray")
    expect(phone.page.get_by_text("ຄຳທີ່ບໍ່ຄວນເສຍ")).to_be_visible()
    calm(phone.page)
    shot(phone.page, "stray")
    table.room.chairs("card.restore", card=table.head)
    phone.do("act.retry", phone.card(PROBLEM))
    expect(phone.card(PROBLEM).locator(".refusal")).to_have_count(0)
    expect(phone.card(PROBLEM).get_by_text("ຄຳທີ່ບໍ່ຄວນເສຍ")).to_be_visible()


@in_both
def test_same_here(browsers: Browsers, server: Server, shot: Shot, lang: str) -> None:
    table = Table(server, lang)
    room = table.room
    phone, other = opened(browsers, room, room.kham), opened(browsers, room, table.mali)
    page = phone.page

    def pill(face: Phone, kind: str, n: int) -> Locator:
        what = face.t(f"reaction.{kind}")
        return face.button("reaction.n", face.card(PROBLEM), what=what, n=n)

    same = pill(phone, "same", 0)
    expect(same).to_have_attribute("aria-pressed", "false")
    steady(phone)
    before = {kind: place(pill(phone, kind, 0)) for kind in ("same", "good", "unclear")}
    # Every other card stays as it was drawn.
    page.evaluate(
        """() => {
          window.drawn = 0;
          const card = [...document.querySelectorAll(".card")].find(it => it.textContent.includes("many offices"));
          new MutationObserver(all => (window.drawn += all.length)).observe(card, {
            subtree: true, childList: true, attributes: true, characterData: true });
        }"""
    )
    phone.press(same)
    expect(pill(phone, "same", 1)).to_have_attribute("aria-pressed", "true")
    expect(pill(other, "same", 1)).to_have_attribute("aria-pressed", "false")
    other.press(pill(other, "same", 1))
    expect(pill(phone, "same", 2)).to_have_attribute("aria-pressed", "true")
    assert {
        kind: place(pill(phone, kind, n)) for kind, n in (("same", 2), ("good", 0), ("unclear", 0))
    } == before
    assert page.evaluate("drawn") == 0, "another card was drawn again"
    shot(page, "pressed")
    calm(page)
    # Merged, it is said to all of them: taking it back takes it from wherever it was said.
    table.room.chairs("card.merge", card=table.also, others=[table.head])
    there = phone.button("reaction.n", phone.card(ALSO), what=phone.t("reaction.same"), n=2)
    expect(there).to_have_attribute("aria-pressed", "true")
    phone.press(there)
    one = phone.button("reaction.n", phone.card(ALSO), what=phone.t("reaction.same"), n=1)
    expect(one).to_have_attribute("aria-pressed", "false")


# --- while one types -----------------------------------------------------------------------------


@in_both
def test_a_similar_card_is_suggested(browsers: Browsers, server: Server, shot: Shot, lang: str) -> None:
    table = Table(server, lang)
    phone = opened(browsers, table.room, table.room.kham)
    page = phone.page
    phone.compose("problem", "People")
    steady(phone)
    send = place(phone.button("act.send"))
    page.fill("#card-text", "People fill in the same form in offices")
    hint = page.locator(".hint")
    expect(hint).to_contain_text(phone.t("similar.ask"))
    expect(hint).to_contain_text(ALSO)
    assert place(phone.button("act.send")) == send, "the way to send moved under the finger"
    calm(page)
    shot(page, "hint")
    settled(phone)
    phone.do("reaction.same", hint)
    expect(hint).to_contain_text(phone.t("similar.noted"))
    expect(page.locator("#card-text")).to_have_value("People fill in the same form in offices")
    shot(page, "noted")
    # The draft was kept; adding it puts it under the card at once.
    page.fill("#card-text", "People fill in the same form in every office")
    expect(hint).to_contain_text(phone.t("similar.noted"))
    phone.do("similar.clear", hint)
    expect(page.locator("#card-text")).to_have_value("")
    phone.compose("problem", "ປະຊາຊົນຕື່ມຂໍ້ມູນຊ້ຳກັນ")
    expect(hint).to_contain_text(PROBLEM)
    settled(phone)
    phone.do("similar.add", hint)
    expect(page.locator("#card-text")).to_have_value("")
    phone.do("act.close", page.locator(".composer"))
    expect(phone.card(PROBLEM).locator(".members-open")).to_contain_text(phone.t("card.same_n", n=1))
    # A kind of its own, and few letters, are like nothing.
    phone.compose("lesson", "People fill in the same form in offices")
    expect(hint).to_be_empty()


def test_the_finder_may_come_after_the_words(browsers: Browsers, server: Server) -> None:
    """On a slow line the part of the page that finds similar cards once came too late, and said nothing of them."""
    table = Table(server, "en")
    phone = opened(browsers, table.room, table.room.kham)
    held: list[Route] | None = []

    def late(route: Route) -> None:
        route.continue_() if held is None else held.append(route)

    phone.page.route("**/phone-part-*.js", late)
    phone.compose("problem", "People fill in the same form in offices")
    # It looks after a pause in typing. (What a page asks for is heard of while this asks it something.)
    wait_for(lambda: phone.page.title() and held, "the part of the page to be asked for")
    came, held = held, None
    for one in came:
        one.continue_()
    expect(phone.page.locator(".hint")).to_contain_text(ALSO)


def steady(phone: Phone) -> None:
    """What is on the screen has found its place.

    Its letters are here, cards scrolled past are measured, the board is drawn to its end.
    """
    phone.page.evaluate(
        """async () => {
          await document.fonts.ready;
          const frame = () => new Promise(requestAnimationFrame);
          for (let still = 0, last = -1; still < 10; await frame()) {
            const now = document.documentElement.scrollHeight + scrollY;
            still = now === last ? still + 1 : 0;
            last = now;
          }
        }"""
    )


def settled(phone: Phone) -> None:
    """What has just come up under a finger takes taps only after a moment."""
    phone.page.evaluate("() => new Promise(done => setTimeout(done, 450))")


def test_adding_to_a_card_that_went_keeps_the_words(browsers: Browsers, server: Server) -> None:
    table = Table(server, "en")
    way = browsers.way()
    phone = opened(browsers, table.room, table.room.kham, way=way)
    phone.compose("problem", "People fill in the same form in offices")
    expect(phone.page.locator(".hint")).to_contain_text(ALSO)
    settled(phone)
    way.cut()
    phone.do("similar.add", phone.page.locator(".hint"))
    table.room.chairs("card.hide", card=table.also)
    way.mend()
    phone.sees("similar.gone")
    phone.do("act.close", phone.page.locator(".composer"))
    phone.do("similar.alone")
    phone.saved("People fill in the same form in offices")


# --- looking together, and the clock -------------------------------------------------------------


@in_both
def test_the_card_that_is_held_up(browsers: Browsers, server: Server, shot: Shot, lang: str) -> None:
    room = Prepared(server, lang)
    for n in range(30):
        room.post(room.comes(f"P{n}", 0), 0, "lesson", f"Lesson number {n}", "en")
    problem, _, _ = room.cards()
    room.phase("reveal")
    phone = opened(browsers, room, room.kham)
    page = phone.page
    last = phone.card("Lesson number 29")
    last.scroll_into_view_if_needed()
    steady(phone)
    before = place(last)[1]
    room.chairs("board.spotlight", board=room.boards[0], card=problem)
    band = page.locator(".lit")
    expect(band).to_contain_text(phone.t("spot.title"))
    steady(phone)
    assert abs(place(last)[1] - before) <= 1, "what a finger was about to touch moved"
    shot(page, "band")
    calm(page)
    # Nor at the top of the page, where no browser keeps things in their place.
    room.chairs("board.spotlight", board=room.boards[0], card=None)
    expect(band).to_have_count(0)
    page.evaluate("scrollTo(0, 0)")
    steady(phone)
    before = place(phone.card(PROBLEM))[1]
    room.chairs("board.spotlight", board=room.boards[0], card=problem)
    expect(band).to_be_visible()
    steady(phone)
    assert abs(place(phone.card(PROBLEM))[1] - before) <= 1
    last.scroll_into_view_if_needed()
    phone.press(band)
    expect(phone.card(PROBLEM)).to_be_in_viewport()
    shot(page, "there")
    room.chairs("board.spotlight", board=room.boards[0], card=None)
    expect(band).to_have_count(0)
    room.phase("report")
    room.chairs("board.present", board=room.boards[1], on=True)
    expect(page.locator(".presenting")).to_be_visible()
    phone.phase("report")
    shot(page, "presenting")


# Counts what would be heard and felt: a browser without a sound card plays nothing.
HEARD = """() => {
  window.heard = { notes: 0, shakes: 0 };
  const stock = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) { heard.notes++; return stock.apply(this, when); };
  navigator.vibrate = () => (heard.shakes++, true);
}"""


# A device sleeps and its steady clock stands still meanwhile; somebody sets its wall clock while the page is open.
SLEPT = "by => { const real = performance.now.bind(performance); performance.now = () => real() - by; }"
SET = "by => { const real = Date.now; Date.now = () => real() + by; }"


def test_time_is_up_softly_and_once(browsers: Browsers, server: Server) -> None:
    """D6: also on a phone whose clock is set back meanwhile: it stood until a reload, and did not ring.

    One that slept unnoticed asks the server for the time within seconds.
    """
    room = Prepared(server, "en")
    phones = [opened(browsers, room, who) for who in (room.kham, room.comes("ມາລີ", 0))]
    for phone in phones:
        phone.page.evaluate(HEARD)
        phone.press(phone.page.locator(".top"))  # a touch: without one a page may not sound
    heard, quiet = phones
    quiet.page.evaluate("localStorage['ws:quiet'] = '1'")
    quiet.page.reload()
    quiet.inside()
    quiet.page.evaluate(HEARD)
    quiet.press(quiet.page.locator(".top"))
    room.chairs("timer.start", board=room.boards[0], seconds=8)
    heard.page.evaluate(SET, -600_000)
    quiet.page.evaluate(SLEPT, 30_000)
    for phone in phones:
        expect(phone.page.locator(".top [role=timer]")).to_have_text(phone.t("timer.up"), timeout=20_000)
    heard.until("heard.notes === 2")
    late = opened(browsers, room, room.comes("ບຸນ", 0))
    late.page.evaluate(HEARD)
    late.press(late.page.locator(".top"))
    expect(late.page.locator(".top [role=timer]")).to_have_text(late.t("timer.up"))
    late.page.evaluate("() => new Promise(done => setTimeout(done, 2500))")  # two ticks of the clock
    assert heard.page.evaluate("heard") == {"notes": 2, "shakes": 0}, "reduced motion: nothing shakes"
    assert quiet.page.evaluate("heard.notes") == 0 and late.page.evaluate("heard.notes") == 0


# --- hands on the keyboard only ------------------------------------------------------------------


def test_keys_reply_react_and_unfold(browsers: Browsers, server: Server) -> None:
    table = Table(server, "en")
    table.merge()
    phone = Phone(browsers.laptop(360, 740), "en")
    table.room.opens(phone, table.room.kham)
    page, t = phone.page, phone.t
    card = phone.card(PROBLEM)
    expect(card).to_be_visible()

    to = Keys(page).to
    to(t("card.same_n", n=2))
    page.keyboard.press("Enter")
    expect(card.get_by_text(ALSO)).to_be_visible()
    to(t("reaction.n", what=t("reaction.same"), n=0))
    page.keyboard.press("Space")
    expect(phone.button("reaction.n", card, what=t("reaction.same"), n=1)).to_be_focused()
    to(t("reply.to", text=PROBLEM))
    page.keyboard.press("Enter")
    expect(page.locator("#reply-text")).to_be_focused()
    page.keyboard.insert_text("Us too")
    page.keyboard.press("Control+Enter")
    expect(card.get_by_text("Us too")).to_be_visible()
    expect(phone.button("reply.to", card, text=PROBLEM)).to_be_focused()
