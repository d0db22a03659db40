"""The whole room votes on the themes, and everyone finds what became of what they said.

Two phones and a chair by HTTP; the phone of 360 x 740 in both languages.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.board import SAID, TITLES, Board
from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Phone
from tests.browser.prepared import BOTH, LESSON, PROBLEM, SOLUTION, Prepared
from tests.doors.real import Server, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])


@pytest.fixture
def check(check: Check) -> Check:
    """Asserts that axe finds nothing in this state, and that a thumb hits all there is to touch; keeps its picture."""

    def look(page: Page, state: str) -> None:
        check(page, state)
        small = page.evaluate(SMALL)
        assert not small, f"{state}: too small for a thumb: {small}"

    return look


SMALL = """() => [...document.querySelectorAll("main button, main summary, .offer button, .tabs button, dialog button")]
  .filter(it => it.offsetParent && it.getBoundingClientRect().height < 47.5)
  .map(it => it.outerHTML.slice(0, 90))"""


class Floor(Phone):
    """A phone before the shared board."""

    def title(self, n: int) -> str:
        return dict(zip(("lo", "en"), TITLES[n], strict=True))[self.lang]

    def theme(self, title: str) -> Locator:
        heading = self.page.get_by_role("heading", name=title, exact=True)
        return self.page.locator("li.theme").filter(has=heading)

    def lays(self, n: int, times: int = 1) -> None:
        title = self.title(n)
        for _ in range(times):
            self.do("vote.give_one", self.theme(title), text=title)

    def has(self, n: int, dots: int) -> None:
        expect(self.theme(self.title(n)).locator(".dots .unseen")).to_have_text(self.t("vote.mine", n=dots))

    def safe(self, n: int) -> None:
        expect(self.theme(self.title(n)).locator(".vote .saved-saved")).to_be_visible()

    def left(self, n: int) -> None:
        id = "vote.left" if n else "vote.none_left"
        expect(self.budget()).to_have_text(self.t(id, n=n))

    def offer(self) -> Locator:
        return self.page.locator(".offer")


def opens(browsers: Browsers, room: Prepared, who: dict[str, Any], **more: Any) -> Floor:
    phone = Floor(browsers.phone(**more), room.lang)
    room.opens(phone, who)
    return phone


def laid(room: Prepared, who: dict[str, Any]) -> dict[str, int]:
    """Somebody's own dots, as their own stream has them."""
    mine = room.ws.streams(who["token"])[f"person:{who['person']}"]
    return {one["subject"]: one["dots"] for one in mine if one["type"] == "ballot"}


@in_both
def test_the_whole_room_votes(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """A member, and a leader who has just left their table: offered at once, laid, kept, and told when it is closed."""
    room = Board(server, lang, themes=4, vote=False)
    kham, noy = opens(browsers, room, room.kham), opens(browsers, room, room.noy)
    room.chairs("person.move", person=room.noy["person"], group=None)
    expect(noy.page.locator(".top-line .sign")).to_have_count(0)
    expect(kham.offer()).to_have_count(0)
    room.clarify(f"theme:{room.themes[0]}")
    room.chairs("poll.open", budget=3, cap=2)
    for phone in (kham, noy):
        expect(phone.offer()).to_contain_text(phone.t("poll.offer"))
    check(kham.page, "offer")
    check(noy.page, "offer-no-table")
    kham.do("poll.to_ballot")
    kham.sees("poll.say", cap=2)
    expect(kham.offer()).to_have_count(0)
    expect(kham.theme(kham.title(0)).locator(".clarified")).to_contain_text(SAID[lang])
    kham.left(3)
    kham.lays(0, 2)
    kham.has(0, 2)
    kham.safe(0)
    kham.left(1)
    expect(kham.page.locator(".budget .saved-saved")).to_have_text(kham.t("poll.all_saved"))
    full = kham.button("vote.give_one", kham.theme(kham.title(0)), text=kham.title(0))
    expect(full).to_have_attribute("aria-disabled", "true")
    full.tap(force=True)
    expect(kham.page.locator(".toast")).to_contain_text(kham.t("poll.cap_reached", max=2))
    kham.press(kham.theme(kham.title(0)).locator("summary"))
    expect(kham.theme(kham.title(0)).locator(".source")).to_have_count(4)
    check(kham.page, "ballot")
    kham.no_sideways()
    kham.lays(3)
    kham.left(0)
    kham.do("vote.take_one", kham.theme(kham.title(0)), text=kham.title(0))
    kham.left(1)
    kham.has(0, 1)
    kham.tab("workshop")
    expect(kham.offer()).to_contain_text(kham.t("poll.mine_n", n=2))
    check(kham.page, "offer-given")
    kham.do("poll.to_change")
    kham.has(0, 1)
    noy.tab("vision")
    noy.lays(0, 2)
    noy.has(0, 2)
    noy.safe(0)
    for phone in (kham, noy):
        phone.at_rest()
    noy.tab("me")

    # Whoever votes stands far down: the result comes into sight, not only onto the page.
    kham.theme(kham.title(3)).scroll_into_view_if_needed()
    kham.until("scrollY > 300")
    room.chairs("poll.close")
    rows = kham.page.locator(".outcome-row")
    expect(rows.first).to_contain_text(kham.title(0))
    expect(rows.first).to_be_in_viewport()
    expect(rows.first).to_contain_text(kham.t("vote.count", n=3))
    expect(rows.first).to_contain_text(kham.t("vote.mine", n=1))
    expect(rows.locator(".outcome-place")).to_have_text(["1", "2", "3", "3"])
    expect(kham.page.locator(".budget")).to_have_count(0)
    kham.sees("poll.voted_n", n=2)
    check(kham.page, "result")
    expect(noy.offer()).to_contain_text(noy.t("poll.ended"))
    noy.do("poll.to_result")
    expect(noy.page.locator(".outcome-row").first).to_contain_text(noy.t("vote.mine", n=2))
    noy.press(noy.page.locator(".outcome-row").nth(1))
    expect(noy.page.locator(f"[id='theme:{room.themes[3]}']")).to_be_focused()
    noy.tab("board")
    expect(noy.offer()).to_have_count(0)  # seen, and not offered again
    assert laid(room, room.kham) == {f"theme:{room.themes[0]}": 1, f"theme:{room.themes[3]}": 1}


def test_two_taps_two_tabs_and_the_same_dots(browsers: Browsers, server: Server) -> None:
    room = Board(server, themes=3, vote=False)
    room.chairs("poll.open", budget=2, cap=1)
    kham = opens(browsers, room, room.kham)
    kham.tab("vision")
    give = kham.button("vote.give_one", kham.theme(kham.title(1)), text=kham.title(1))
    give.evaluate("it => it.scrollIntoView({ block: 'center' })")
    kham.tap_twice(give)
    kham.has(1, 1)
    other = Floor(kham.page.context.new_page(), "en")
    other.page.goto(room.url)
    other.inside()
    other.tab("vision")
    other.has(1, 1)
    other.lays(2)
    kham.has(2, 1)
    kham.left(0)
    other.do("vote.take_one", other.theme(other.title(1)), text=other.title(1))
    kham.has(1, 0)
    kham.left(1)
    other.at_rest()
    assert laid(room, room.kham) == {f"theme:{room.themes[2]}": 1}


def test_by_keyboard_alone(browsers: Browsers, server: Server) -> None:
    room = Board(server, themes=2, vote=False)
    kham = Floor(browsers.laptop(360, 740), "en")
    room.opens(kham, room.kham)
    room.chairs("poll.open", budget=2, cap=2)
    kham.button("poll.to_ballot").focus()
    kham.page.keyboard.press("Enter")
    give = kham.button("vote.give_one", text=kham.title(1))
    for _ in range(40):
        kham.page.keyboard.press("Tab")
        if give.evaluate("it => it === document.activeElement"):
            break
    kham.page.keyboard.press("Enter")
    kham.has(1, 1)
    kham.safe(1)
    expect(give).to_be_focused()


@in_both
def test_the_seated_vote_on_the_leaders_device(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """Who sits at a table without a phone has the whole room's vote too, privately, and can vote again."""
    room = Board(server, lang, themes=3, vote=False)
    seat = {"group": room.groups[0], "name": "Bounmy", "org_other": "-"}
    seated = room.ws.wish("person.seat", room.noy["token"], **seat)["ok"]
    room.chairs("poll.open", budget=2, cap=1)
    noy = opens(browsers, room, room.noy)
    noy.tab("desk")
    expect(noy.page.locator(".desk")).to_be_visible()
    side = noy.page.locator(".desk-switch button").first
    if side.is_visible():
        noy.press(side)
    noy.do("table.title")
    sheet = noy.sheet()
    expect(sheet.locator("input[name=table-what]").first).to_be_checked()
    check(noy.page, "seated")
    noy.press(sheet.locator(".table-name"))
    noy.do("table.i_am", sheet, name="Bounmy")
    expect(sheet.locator("article h3")).to_have_text([noy.title(n) for n in range(3)])
    noy.do("vote.give_one", sheet, text=noy.title(0))
    noy.do("vote.give_one", sheet, text=noy.title(2))
    noy.sees("vote.none_left")
    check(noy.page, "turn")
    room.chairs("theme.retire", theme=room.themes[2])
    expect(sheet.locator(".refusal")).to_contain_text(noy.t("table.changed_themes"))
    noy.do("vote.take", sheet.locator(".refusal"))
    noy.do("table.done", sheet)
    expect(sheet).to_contain_text(noy.t("table.counted"))
    noy.do("table.to_list", sheet)
    expect(sheet.locator(".table-name")).to_contain_text(noy.t("table.handed"))
    noy.press(sheet.locator("label", has_text=noy.t("phase.write")))
    expect(sheet).to_contain_text(noy.t("table.say_write"))
    token = room.ws.wish("person.return", code=seated["code"])["ok"]["token"]
    assert laid(room, {"token": token, "person": seated["person"]}) == {}  # handed in: on no stream
    assert laid(room, room.noy) == {}


@in_both
def test_themes_change_while_one_votes(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """Joined: they count together. Gone or parked: taken back. Split: the new one begins with none, at the end."""
    room = Board(server, lang, themes=5, vote=False)
    room.chairs("poll.open", budget=6, cap=2)
    kham = opens(browsers, room, room.kham)
    kham.tab("vision")
    for n, times in ((0, 2), (1, 2), (2, 1), (3, 1)):
        kham.lays(n, times)
    kham.left(0)
    kham.at_rest()
    one, two, three, four, _ = room.themes
    room.chairs("theme.join", theme=one, themes=[two])
    kham.sees("poll.joined", n=4, count=2)
    kham.has(0, 2)
    check(kham.page, "joined")
    for _ in range(2):  # from wherever they lie
        kham.do("vote.take_one", kham.theme(kham.title(0)), text=kham.title(0))
    expect(kham.theme(kham.title(0)).locator(".vote-over")).to_have_count(0)
    kham.left(2)
    room.chairs("theme.retire", theme=three)
    room.chairs("theme.park", theme=four, on=True)
    kham.sees("poll.stranded", n=2)
    check(kham.page, "stranded")
    kham.do("vote.take")
    kham.left(4)
    made = {"lo": "ຫົວຂໍ້ໃໝ່", "en": "Taken apart"}
    split = room.chairs("theme.split", theme=one, cards=room.cards_of[0][2:], title=BOTH)["theme"]
    expect(kham.theme(BOTH[lang])).to_be_visible()
    room.chairs("theme.order", theme=room.themes[4], before=one)
    room.chairs("theme.rename", theme=split, title=made)  # once this is here, so is the order
    # What a finger is about to touch stays where it is, whatever the chair orders meanwhile.
    expect(kham.page.locator("li.theme > h2")).to_have_text([kham.title(0), kham.title(4), made[lang]])
    kham.do("vote.give_one", kham.theme(made[lang]), text=made[lang])
    kham.left(3)
    kham.at_rest()
    assert sum(laid(room, room.kham).values()) == 3


def test_offline_votes_wait_and_go(browsers: Browsers, server: Server, check: Check) -> None:
    room = Board(server, themes=3, vote=False)
    room.chairs("poll.open", budget=3, cap=3)
    way = browsers.way()
    kham = opens(browsers, room, room.kham, way=way)
    kham.tab("vision")
    kham.lays(0)
    kham.safe(0)
    way.cut()
    kham.lays(0)
    kham.lays(1)
    expect(kham.theme(kham.title(0)).locator(".vote .saved-waiting, .vote .saved-saving")).to_be_visible()
    kham.left(0)
    expect(kham.page.locator(".banner")).to_be_visible()
    check(kham.page, "waiting")
    room.chairs("theme.retire", theme=room.themes[1])
    way.mend()
    expect(kham.page.locator(".toast", has_text=kham.t("poll.gone"))).to_be_visible()
    kham.has(0, 2)
    kham.safe(0)
    kham.left(1)
    assert laid(room, room.kham) == {f"theme:{room.themes[0]}": 2}


@in_both
def test_closed_while_a_phone_was_away(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """Said plainly and kept; sent by themselves when the chair lets the room vote on."""
    room = Board(server, lang, themes=3, vote=False)
    room.chairs("poll.open", budget=3, cap=3)
    way = browsers.way()
    kham = opens(browsers, room, room.kham, way=way)
    kham.tab("vision")
    kham.lays(0)
    kham.safe(0)
    kham.at_rest()
    way.cut()
    kham.lays(0)
    kham.lays(2)
    room.chairs("poll.close")
    kham.tab("board")
    way.mend()
    kham.do("poll.to_result")
    kham.sees("poll.late")
    note = kham.page.locator("[role=alert]")
    expect(note).to_contain_text(kham.title(2))
    expect(kham.page.locator(".outcome-row").first).to_contain_text(kham.t("vote.count", n=1))
    check(kham.page, "late")
    kham.page.reload()
    kham.inside()
    kham.tab("vision")
    kham.sees("poll.late")
    assert laid(room, room.kham) == {f"theme:{room.themes[0]}": 1}
    room.chairs("poll.resume")
    kham.has(0, 2)
    kham.has(2, 1)
    expect(note).to_have_count(0)
    kham.safe(2)
    wanted = {f"theme:{room.themes[0]}": 2, f"theme:{room.themes[2]}": 1}
    wait_for(lambda: laid(room, room.kham) == wanted, f"{wanted}")


@in_both
def test_the_vision_board(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """Each theme with its number, what it is of and how it is counted; its cards with what one may read of them."""
    room = Board(server, lang, themes=4)
    room.clarify(f"theme:{room.themes[0]}")
    room.clarify(f"card:{room.cards_of[0][0]}", {"lo": "", "en": "Said in English alone"})
    remark = {"card": room.cards_of[0][0], "text": "ຢູ່ແຂວງກໍຄືກັນ", "lang": "lo"}
    room.phase("reveal")
    assert "ok" in room.ws.wish("reply.post", room.kham["token"], **remark)
    room.phase("report")
    room.chairs("vision.count", rule="average", k=3)
    kham, dao = opens(browsers, room, room.kham), opens(browsers, room, room.dao)
    for phone in (kham, dao):
        phone.tab("vision")
        first = phone.theme(phone.title(0))
        expect(first.locator(".number-breadth")).to_have_text(phone.t("count.breadth", n=2, all=2))
        phone.press(first.locator("summary").first)
        expect(first.locator(".source")).to_have_count(4)
        expect(first.locator(".clarified")).to_have_count(2)
        expect(first.locator(".clarified").first).to_contain_text(SAID[lang])
        expect(first).to_contain_text("Said in English alone")
    expect(kham.theme(kham.title(0)).locator(".source .fold summary")).to_have_text(kham.t("reply.n", n=1))
    expect(dao.theme(dao.title(0)).locator(".source .fold summary")).to_have_count(0)
    check(kham.page, "theme")
    kham.no_sideways()
    kham.press(kham.theme(kham.title(0)).locator(".number-tap"))
    expect(kham.sheet().locator(".counted-formula")).to_be_visible()
    check(kham.page, "counted")


def test_a_theme_of_four_hundred_cards_opens_at_a_tap(browsers: Browsers, server: Server) -> None:
    room = Board(server, "lo", themes=1, vote=False)
    room.gathers(396)
    kham = opens(browsers, room, room.kham)
    kham.tab("vision")
    theme = kham.theme(kham.title(0))
    expect(theme.locator("summary .num")).to_have_text("400")
    expect(theme.locator(".source")).to_have_count(0)
    kham.page.evaluate(FIRST_SEEN)
    kham.press(theme.locator("summary"))
    expect(theme.locator(".source")).to_have_count(400)
    assert 0 < kham.page.evaluate("seen") < 100, "nobody waits for the last card to read the first"
    kham.no_sideways()


# How many cards are there with the first of them; the rest follow, and meanwhile the page is drawn and touched.
FIRST_SEEN = """() => {
  window.seen = new Promise(done => new MutationObserver((_, watch) => {
    const all = document.querySelectorAll(".source").length;
    if (!all) return;
    watch.disconnect();
    done(all);
  }).observe(document.body, { childList: true, subtree: true }));
}"""


@pytest.mark.parametrize(("lang", "named"), [("lo", False), ("en", True)])
def test_what_became_of_what_one_said(
    browsers: Browsers, server: Server, check: Check, lang: str, named: bool
) -> None:
    """In a theme, under another card, in none: told to whose cards they are, whether or not cards carry names."""
    room = Prepared(server, lang, named=named)
    problem, _, lesson = room.cards()
    mali = room.comes("ມະລິ", 0)
    same = room.post(mali, 0, "problem", "ຕ້ອງຕື່ມຂໍ້ມູນຊ້ຳຫຼາຍບ່ອນ", "lo")
    alone = room.post(mali, 0, "lesson", LESSON + " ກ່ອນ", "lo")
    room.phase("reveal")
    room.chairs("card.merge", card=problem, others=[same])
    title = {"lo": "ບໍລິການ", "en": "Services"}
    theme = room.chairs("theme.create", title=title, cards=[problem, lesson])["theme"]
    room.chairs("card.park", cards=[alone], on=True)
    room.chairs("clarification.set", subject=f"card:{same}", text=SAID)
    room.chairs("clarification.set", subject=f"theme:{theme}", text={"lo": "", "en": "All of it"})
    phone, other = opens(browsers, room, mali), opens(browsers, room, room.dao)
    # From the board, any card forward to its theme.
    onward = phone.card(PROBLEM).locator(".onward")
    expect(onward).to_contain_text(title[lang])
    expect(phone.card(SOLUTION).locator(".onward")).to_have_count(0)
    check(phone.page, "board")
    phone.press(onward)
    expect(phone.page.locator(f"[id='theme:{theme}']")).to_be_focused()
    phone.do("became.title")
    cards = phone.sheet().locator(".card")
    expect(cards).to_have_count(2)
    merged, aside = cards.nth(0), cards.nth(1)
    expect(merged).to_contain_text(phone.t("trail.under"))
    expect(merged.locator(".quote")).to_have_text(PROBLEM)
    expect(merged.locator(".onward")).to_contain_text(title[lang])
    expect(merged.locator(".clarified")).to_have_count(2)
    expect(merged).to_contain_text(SAID[lang])
    expect(aside).to_contain_text(phone.t("trail.nowhere"))
    expect(phone.sheet().get_by_text(phone.t("became.alone"))).to_have_count(0 if named else 1)
    check(phone.page, "became")
    phone.press(merged.locator(".onward"))
    expect(phone.sheet()).to_have_count(0)
    expect(phone.page.locator(f"[id='theme:{theme}']")).to_be_focused()
    # That it was set aside is the theme team's own.
    told = [one for records in room.ws.streams(mali["token"]).values() for one in records]
    assert not [one for one in told if one["type"] == "source" and one["card"] == alone]

    phone.tab("me")
    phone.do("became.title")
    expect(cards).to_have_count(2)
    room.phase("vote")
    round = max(one["id"] for one in told if one["type"] == "round")
    assert "ok" in room.ws.wish("ballot.cast", mali["token"], round=round, subject=f"card:{problem}", dots=2)
    expect(merged.locator(".count-hands, .tag")).to_have_count(0)  # nothing is told before it may be
    room.phase("report")
    expect(merged).to_contain_text(phone.t("vote.count", n=2))
    expect(merged).to_contain_text(phone.t("became.place", n=1, all=1))
    check(phone.page, "became-counted")

    other.tab("vision")
    other.press(other.theme(title[lang]).locator("summary").first)
    expect(other.page.locator(".source .tag-accent")).to_have_count(1)  # their own lesson, and no other's
    other.do("became.title")
    expect(other.sheet().locator(".card-text")).to_have_text([LESSON])


@in_both
def test_one_who_wrote_nothing_is_told_so(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    room = Prepared(server, lang)
    phone = opens(browsers, room, room.kham)
    phone.tab("me")
    phone.do("became.title")
    phone.sees("became.none")
    check(phone.page, "nothing")


def test_a_page_opens_at_its_top_while_the_whole_room_votes(browsers: Browsers, server: Server) -> None:
    room = Board(server, "en", themes=4, vote=False)
    room.chairs("poll.open", budget=3, cap=2)
    kham = opens(browsers, room, room.kham, height=400)
    for _ in range(2):
        expect(kham.offer()).to_be_visible()
        kham.until("document.documentElement.scrollHeight > innerHeight + 100")
        assert kham.page.evaluate("scrollY") == 0
        kham.page.reload()
