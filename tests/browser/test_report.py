"""A group's result: made by its leader, seen by the chair with what changed since, shown on the screen card by card.

Found by these and the main job, and mended: the line below the summary changed its height as it was saved, and the
tap on the button below it met nothing; a button that went when all was saved took the keyboard's place with it; the
sheet took the focus from the remote's first key, and space closed it; the longest cards ran into the screen's foot.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Chair, Leader, Phone, Screen
from tests.browser.picture import LETTERS
from tests.browser.prepared import Prepared
from tests.browser.test_accessibility import Keys
from tests.doors.real import Server
from tests.doors.test_photos import file, scene, upload

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])

FORMS = "ປະຊາຊົນຕື່ມຂໍ້ມູນຊ້ຳຫຼາຍຄັ້ງ ຢູ່ຫຼາຍຫ້ອງການ"
ONCE = (
    "Ask people once and let every office reuse the answer, with their consent and a log that they can read"
)
LINKS = "ລະບົບຂອງແຕ່ລະກະຊວງບໍ່ເຊື່ອມຕໍ່ກັນ"
FORMAT = "Agree on one exchange format"
POWER = "ໄຟຟ້າ ແລະ ອິນເຕີເນັດບໍ່ສະໝ່ຳສະເໝີຢູ່ຕ່າງແຂວງ"
SMALL = "ເລີ່ມຈາກສິ່ງນ້ອຍ ແລ້ວຄ່ອຍຂະຫຍາຍ"
STAFF = "Too few people keep the servers running, and nobody takes over when they leave"
LONG = (
    "ການບໍລິການທີ່ດີເລີ່ມຈາກການຟັງປະຊາຊົນ: ພະນັກງານຄວນລົງໄປເບິ່ງດ້ວຍຕົນເອງ, ທົດລອງໃຊ້ກັບປະຊາຊົນຕົວຈິງ, "
    "ແກ້ໄຂຕາມຄຳເຫັນ ແລ້ວຈຶ່ງຂະຫຍາຍໄປທົ່ວປະເທດ ພ້ອມທັງຝຶກອົບຮົມຜູ້ໃຊ້ງານໃນທຸກແຂວງ ແລະ ທຸກເມືອງ"
)
TEXTS = [FORMS, ONCE, LINKS, FORMAT, POWER, SMALL, STAFF, LONG]
SAID = "ຖາມປະຊາຊົນເທື່ອດຽວ ແລະ ໃຊ້ຄຳຕອບຮ່ວມກັນ. ທຸກກະຊວງຄວນໃຊ້ຮູບແບບດຽວກັນ."
SAID_EN = "Ask people once, share the answer. Every ministry on one format."


class Table(Prepared):
    """A table whose vote is over: eight cards, two pairs among them, five votes, and a show of hands for two cards."""

    def __init__(self, server: Server, lang: str = "en", hands: bool = True, **more: Any) -> None:
        super().__init__(server, lang, **more)
        self.board = self.boards[0]

        def write(kind: str, text: str, lang: str, **to: int) -> int:
            return self.post(self.kham, 0, kind, text, lang, **to)

        forms = write("problem", FORMS, "lo")
        links = write("problem", LINKS, "lo")
        self.ids = {
            FORMS: forms,
            LINKS: links,
            ONCE: write("solution", ONCE, "en", answers=forms),
            FORMAT: write("solution", FORMAT, "en", answers=links),
            POWER: write("problem", POWER, "lo"),
            SMALL: write("lesson", SMALL, "lo"),
            STAFF: write("problem", STAFF, "en"),
            LONG: write("lesson", LONG, "lo"),
        }
        self.phase("vote")
        self.vote(self.kham, {ONCE: 2, LINKS: 2, SMALL: 1})
        self.vote(self.noy, {ONCE: 2, FORMAT: 1})
        if hands:
            counts = [{"card": self.ids[ONCE], "hands": 4}, {"card": self.ids[POWER], "hands": 2}]
            self.chairs("hands.count", round=self.round(), present=9, sure=True, counts=counts)
        self.phase("report")

    def round(self) -> int:
        records = self.ws.streams(self.ws.chair)[f"group:{self.groups[0]}"]
        return max(int(one["id"]) for one in records if one["type"] == "round")

    def vote(self, who: dict[str, Any], dots: dict[str, int]) -> None:
        for text, n in dots.items():
            done = self.ws.wish(
                "ballot.cast", who["token"], round=self.round(), subject=f"card:{self.ids[text]}", dots=n
            )
            assert "ok" in done, done

    def leads(self, who: dict[str, Any], name: str, **data: Any) -> None:
        done = self.ws.wish(name, who["token"], board=self.board, **data)
        assert "ok" in done, done

    def submissions(self) -> list[dict[str, Any]]:
        records = self.ws.streams(self.ws.chair)[f"team:{self.ws.id}"]
        found = [one for one in records if one["type"] == "submission" and one["board"] == self.board]
        return sorted(found, key=lambda one: int(one["number"]))


class Reporter(Leader):
    """A leader at the part of the desk where the result is made."""

    @property
    def panel(self) -> Locator:
        return self.page.locator(".report")

    @property
    def part(self) -> Locator:
        return self.page.locator("dialog.sheet-full")

    def desk(self) -> None:
        self.tab("desk")
        expect(self.page.locator(".desk")).to_be_visible()
        table = self.button("mod.side_table")
        if table.count():  # a phone shows one side of the desk at a time
            self.press(table)
        expect(self.panel).to_be_visible()

    def first(self) -> None:
        """The result comes next to the phase: nobody scrolls for it past locks, timer and members."""
        headings = self.page.locator(".desk-table h2")
        expect(headings.nth(0)).to_have_attribute("id", "desk-stage")
        expect(headings.nth(1)).to_have_attribute("id", "desk-result")

    def prepare(self) -> None:
        self.desk()
        self.do("report.prepare", self.panel)
        expect(self.part).to_be_visible()

    def row(self, text: str) -> Locator:
        return self.part.locator(".pick-row").filter(has=self.page.get_by_text(text, exact=True))

    def pick(self, text: str, on: bool = True) -> None:
        self.press(self.row(text))
        expect(self.row(text)).to_have_attribute("aria-pressed", "true" if on else "false")

    def order(self) -> Locator:
        return self.part.locator(".order-row .clamp-2")

    def write(self, lang: str, text: str) -> None:  # type: ignore[override]
        if not self.page.locator(f"#report-{lang}").is_visible():
            self.do(f"report.add_{lang}")
        self.page.fill(f"#report-{lang}", text)
        self.page.locator(f"#report-{lang}").blur()
        expect(self.part.locator(".saved-saved").first).to_be_visible()

    def hand_in(self, again: bool = False) -> None:
        self.do("report.submit_again" if again else "report.submit", self.part)
        expect(self.part.locator(".tag-accent")).to_have_text(
            re.compile(self.t("report.in_at", time="") + r"\d\d:\d\d")
        )


class Seat(Chair):
    def opens(self, room: Table) -> None:
        self.page.goto(f"{room.url.rpartition('/')[0]}/chair/{room.ws.code}#t={room.ws.chair}")
        expect(self.page.locator(".tile")).to_have_count(2)
        self.speak(room.lang)

    def group(self) -> None:
        self.press(self.page.locator(".tile-head button").first)
        expect(self.sheet()).to_be_visible()

    def shown(self) -> Locator:
        """The cards of the result, as the chair reads them."""
        return self.sheet().locator("ol.result-cards .result-card")


# --- preparing and handing in ----------------------------------------------------------------------


@in_both
def test_a_result_is_made_and_changed(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Table(server, lang)
    leader = Reporter(browsers.phone(820, 1180), lang)
    room.opens(leader, room.noy)
    leader.prepare()
    # Hands count with the votes, and are said to be hands.
    ranked = leader.part.locator(".pick-row .pick-text")
    expect(ranked.first).to_have_text(ONCE)
    expect(leader.row(ONCE)).to_contain_text(leader.t("vote.count_hands", n=8, hands=4))
    expect(leader.row(LINKS)).to_contain_text(leader.t("vote.count", n=2))
    check(leader.page, "tablet-empty")

    leader.pick(ONCE)
    leader.pick(SMALL)
    leader.pick(POWER)
    expect(leader.order()).to_have_text([ONCE, SMALL, POWER])
    leader.do("report.up", text=POWER)
    expect(leader.order()).to_have_text([ONCE, POWER, SMALL])
    # A solution offers to bring its problem along, before it.
    leader.press(leader.part.locator(".order-asked"))
    expect(leader.order()).to_have_text([FORMS, ONCE, POWER, SMALL])
    leader.do("report.take_out", text=FORMS)
    expect(leader.order()).to_have_text([ONCE, POWER, SMALL])
    leader.write("lo", SAID)
    leader.write("en", SAID_EN)
    check(leader.page, "tablet-prepared")

    leader.do("report.preview")
    preview = leader.page.get_by_role("dialog", name=leader.t("report.preview_title"))
    expect(preview.locator("ol.result-cards .result-text")).to_have_text([ONCE, POWER, SMALL])
    expect(preview.locator("ol .result-asked p")).to_have_text(FORMS)
    leader.rests()
    as_previewed = leader.page.locator(".result").inner_text()
    check(leader.page, "tablet-preview")
    leader.do("act.close", preview)
    leader.hand_in()

    # The chair sees what was previewed, word for word.
    chair = Seat(browsers.laptop(), lang)
    chair.opens(room)
    chair.group()
    expect(chair.shown()).to_have_count(3)
    expect(chair.sheet().locator(".result")).to_have_text(as_previewed, use_inner_text=True)
    check(chair.page, "chair-first")

    # The table sees it too.
    phone = Phone(browsers.phone(), lang)
    room.opens(phone, room.kham)
    result = phone.page.get_by_role("region", name=phone.t("lead.result"))
    expect(result.locator(".result-text")).to_have_text([ONCE, POWER, SMALL])
    expect(result).to_contain_text(re.compile(r"\d\d:\d\d"))
    expect(phone.page.locator("ol.cards .tally .strong").first).to_have_text(
        phone.t("vote.count_hands", n=8, hands=4)
    )
    check(phone.page, "phone-result")
    phone.no_sideways()

    # Changed: one out, one in, another order, another summary.
    leader.pick(SMALL, on=False)
    leader.pick(FORMAT)
    leader.do("report.down", text=ONCE)
    expect(leader.order()).to_have_text([POWER, ONCE, FORMAT])
    leader.write("lo", SAID + " ທົດລອງກ່ອນ.")
    expect(leader.part.locator(".tag-amber").first).to_have_text(leader.t("report.changes", n=4))
    check(leader.page, "tablet-changed")
    leader.hand_in(again=True)
    expect(leader.part.get_by_text(leader.t("report.changes", n=4))).to_have_count(0)

    expect(chair.shown().locator(".result-text")).to_have_text([POWER, ONCE, FORMAT])
    new = chair.shown().filter(has=chair.page.get_by_text(FORMAT, exact=True))
    expect(new.locator(".result-mark")).to_have_text(chair.t("result.added"))
    expect(chair.sheet().locator("del")).to_have_text(SMALL)
    for id in ("result.moved", "result.summary_changed", "result.removed"):
        expect(chair.sheet().get_by_text(chair.t(id), exact=True)).to_be_visible()
    chair.press(chair.sheet().get_by_text(chair.t("result.summary_before")))
    expect(chair.sheet().get_by_text(SAID, exact=True)).to_be_visible()
    check(chair.page, "chair-changes")
    assert len(room.submissions()) == 2

    # Another count of hands since: the number and the one before it.
    counts = [{"card": room.ids[ONCE], "hands": 6}]
    room.chairs("hands.count", round=room.round(), present=9, sure=True, counts=counts)
    expect(leader.part.locator(".tag-amber").first).to_have_text(leader.t("report.changes", n=2))
    leader.hand_in(again=True)
    was = chair.t("result.was", count=chair.t("vote.count_hands", n=8, hands=4))
    expect(chair.shown().filter(has=chair.page.get_by_text(ONCE, exact=True))).to_contain_text(was)

    leader.do("act.close", leader.part)
    check(leader.page, "tablet-desk")
    leader.do("lead.recall", leader.panel)
    leader.sees("report.not_in")
    expect(chair.sheet().get_by_text(chair.t("result.none"))).to_be_visible()


@in_both
def test_on_a_small_phone(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Table(server, lang)
    leader = Reporter(browsers.phone(360, 740), lang)
    room.opens(leader, room.noy)
    leader.desk()
    leader.first()
    check(leader.page, "small-first")
    leader.prepare()
    leader.do("report.take_first", n=5)
    expect(leader.order()).to_have_count(5)
    leader.page.fill(f"#report-{lang}", "x" * 1001)
    leader.sees("err.too_long", max=1000)
    leader.write(lang, SAID)
    leader.no_sideways()
    leader.part.locator(".pick-row").first.scroll_into_view_if_needed()
    check(leader.page, "small")
    leader.part.locator(".order-row").first.scroll_into_view_if_needed()
    check(leader.page, "small-order")
    leader.page.locator(f"#report-{lang}").scroll_into_view_if_needed()
    check(leader.page, "small-summary")
    leader.do("report.preview")
    check(leader.page, "small-preview")
    leader.page.keyboard.press("Escape")
    leader.hand_in()
    leader.do("act.close", leader.part)
    check(leader.page, "small-desk")
    # In the vote the result is seen coming.
    room.phase("vote")
    leader.phase("vote")
    leader.do("report.begin", leader.panel)
    leader.sees("report.coming")
    expect(leader.part.locator(f"#report-{lang}")).to_have_value(SAID)
    check(leader.page, "small-vote")
    # Its place on the page changes with the phase; who writes in it is not disturbed.
    room.phase("report")
    leader.phase("report")
    leader.sees("report.submit_again")
    expect(leader.part.locator(f"#report-{lang}")).to_have_value(SAID)
    leader.do("act.close", leader.part)
    leader.first()


def test_under_hands(browsers: Browsers, server: Server) -> None:
    """E4, E5: the paragraph goes on while the table moves on; votes that come in move no row under the hand.

    Planted: a part of its own for each phase; the list in order of its votes at any moment.
    """
    room = Table(server)
    room.chairs("board.move", board=room.board, phase="vote")
    room.chairs("round.rerun", board=room.board)
    room.chairs("round.set", board=room.board, budget=5, cap=3, live=True)
    leader = Reporter(browsers.laptop(1280, 800), "en")
    room.opens(leader, room.noy)
    leader.desk()
    leader.do("report.begin", leader.panel)
    ranked = leader.part.locator(".pick-row .pick-text")
    expect(ranked).to_have_count(8)
    leader.part.locator(".pick-row").nth(3).hover()
    before = ranked.all_inner_texts()  # until a hand is on it the list may change its order
    room.vote(room.kham, {SMALL: 3})
    expect(leader.row(SMALL)).to_contain_text("3")
    assert ranked.all_inner_texts() == before
    leader.do("report.sort_now", leader.part)
    expect(ranked.first).to_have_text(SMALL)

    field = leader.page.locator("#report-en")
    field.press_sequentially("Ask people ")
    field.evaluate("it => (it.dataset.same = 'yes')")
    room.chairs("board.move", board=room.board, phase="report")
    expect(leader.part.locator("#report-order")).to_be_visible()
    leader.page.keyboard.type("once")
    expect(field).to_have_value("Ask people once")
    expect(field).to_have_attribute("data-same", "yes")
    expect(field).to_be_focused()


def test_keys_report(browsers: Browsers, server: Server) -> None:
    room = Table(server)
    leader = Reporter(browsers.laptop(820, 1180), "en")
    room.opens(leader, room.noy)
    leader.prepare()
    keys, t = Keys(leader.page), leader.t
    expect(leader.row(ONCE)).to_be_visible()
    keys.press(ONCE)
    keys.press(FORMAT, "Space")
    expect(leader.order()).to_have_text([ONCE, FORMAT])
    keys.to(t("report.grip", text=ONCE))
    leader.page.keyboard.press("ArrowDown")
    expect(leader.order()).to_have_text([FORMAT, ONCE])
    focused = leader.page.locator(":focus")
    expect(focused).to_have_attribute("aria-label", t("report.grip", text=ONCE))
    leader.page.keyboard.press("ArrowUp")
    expect(leader.order()).to_have_text([ONCE, FORMAT])
    keys.press(t("report.up", text=FORMAT))
    expect(leader.order()).to_have_text([FORMAT, ONCE])
    expect(focused).to_have_attribute("aria-label", t("report.up", text=FORMAT))
    keys.to(t("view.en"))
    keys.type(SAID_EN)
    keys.press(t("report.preview"))
    preview = leader.page.get_by_role("dialog", name=t("report.preview_title"))
    expect(preview.locator(".result-text").first).to_have_text(FORMAT)
    leader.page.keyboard.press("Escape")
    keys.press(t("report.submit"))
    expect(leader.part.locator(".tag-accent")).to_be_visible()
    [handed] = room.submissions()
    assert handed["summary"] == {"lo": "", "en": SAID_EN}
    assert [one["card"] for one in handed["cards"] if one["picked"]] == [room.ids[FORMAT], room.ids[ONCE]]


def test_dragging_orders(browsers: Browsers, server: Server) -> None:
    room = Table(server)
    room.leads(room.noy, "board.arrange", cards=[room.ids[it] for it in (ONCE, FORMAT, SMALL)])
    leader = Reporter(browsers.laptop(820, 1180), "en")
    room.opens(leader, room.noy)
    leader.prepare()
    expect(leader.order()).to_have_text([ONCE, FORMAT, SMALL])
    grip = leader.part.locator(".order-grip").first
    grip.scroll_into_view_if_needed()
    leader.rests()
    box, last = grip.bounding_box(), leader.part.locator(".order-row").last.bounding_box()
    assert box and last
    mouse = leader.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + 30)
    mouse.down()
    mouse.move(box["x"] + box["width"] / 2, last["y"] + last["height"] - 10, steps=8)
    expect(leader.part.locator("[data-dragged]")).to_have_count(1)
    mouse.up()
    expect(leader.order()).to_have_text([FORMAT, SMALL, ONCE])
    expect(leader.part.locator("[data-dragged]")).to_have_count(0)


@pytest.mark.parametrize("by", ["mouse", "touch", "wheel"])
def test_a_long_list_scrolls_under_what_is_dragged(browsers: Browsers, server: Server, by: str) -> None:
    """Once it moved by the window's scrolling, and what scrolls is the sheet: nothing could go past its edge."""
    room = Table(server)
    order = [ONCE, FORMAT, SMALL, STAFF, LINKS]
    room.leads(room.noy, "board.arrange", cards=[room.ids[it] for it in order])
    page = browsers.phone(360, 600) if by == "touch" else browsers.laptop(360, 600)
    leader = Reporter(page, "en")
    room.opens(leader, room.noy)
    leader.prepare()
    expect(leader.order()).to_have_text(order)
    first, last = leader.part.locator(".order-row").first, leader.part.locator(".order-row").last
    grip = first.locator(".order-grip")
    page.locator("#report-order").evaluate("it => it.scrollIntoView({block: 'start'})")
    expect(last).not_to_be_in_viewport()
    leader.rests()
    box = grip.bounding_box()
    foot = page.locator(".report-end").bounding_box()
    assert box and foot
    x, y, edge = box["x"] + box["width"] / 2, box["y"] + 20, foot["y"] - 12
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, at: float | None = None) -> None:
        points = [] if at is None else [{"x": x, "y": at}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    if by == "touch":
        touch("touchStart", y)
        touch("touchMove", y + 30)
        touch("touchMove", edge)
    else:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, edge if by == "mouse" else y + 60, steps=4)
    expect(leader.part.locator("[data-dragged]")).to_have_count(1)
    if by == "wheel":
        page.mouse.wheel(0, 4000)
    # It follows until it stands where the last was.
    expect(first).to_be_in_viewport()
    until = "([one, other]) => one.getBoundingClientRect().top > other.getBoundingClientRect().top"
    page.wait_for_function(until, arg=[first.element_handle(), last.element_handle()])
    touch("touchEnd") if by == "touch" else page.mouse.up()
    expect(leader.order()).to_have_text([*order[1:], ONCE])
    expect(leader.part.locator("[data-dragged]")).to_have_count(0)
    # And back in one tap.
    leader.do("report.to_top", leader.part, text=ONCE)
    expect(leader.order()).to_have_text(order)


def test_two_leaders_write(browsers: Browsers, server: Server, check: Check) -> None:
    """Whoever is late sees both texts, and nothing is gone: R13's spirit for words being typed.

    D1: two paragraphs, saved, are two for the other leader too.
    """
    room = Table(server)
    room.chairs("person.promote", person=room.kham["person"], role="leader")
    one, two = Reporter(browsers.phone(820, 1180), "en"), Reporter(browsers.phone(820, 1180), "en")
    for leader, who in ((one, room.noy), (two, room.kham)):
        room.opens(leader, who)
        leader.prepare()
    field = "#report-en"
    one.write("en", "First words.")
    # It shows live to the other, who has typed nothing.
    expect(two.page.locator(field)).to_have_value("First words.")
    two.write("en", "First words, and more.")
    expect(one.part.locator(".report-clash")).to_be_visible()
    expect(one.page.locator(field)).to_have_value("First words.")
    expect(one.part.locator(".report-clash .quote")).to_have_text("First words, and more.")
    check(one.page, "clash")
    # It cannot be handed in over somebody's head.
    one.do("report.submit", one.part)
    one.sees("report.decide_first")
    assert room.submissions() == []
    one.do("report.put_together", one.part)
    both = "First words, and more.\nFirst words."
    expect(one.page.locator(field)).to_have_value(both)
    expect(two.part.locator(".report-clash .quote")).to_have_text(both)
    two.do("report.take_theirs", two.part)
    expect(two.page.locator(field)).to_have_value(both)
    # Taken by mistake: one's own words are still at hand.
    two.do("act.undo", two.part)
    expect(two.page.locator(field)).to_have_value("First words, and more.")
    two.do("report.keep_mine", two.part)
    expect(one.part.locator(".report-clash .quote")).to_have_text("First words, and more.")
    # Lao and English are two texts: whoever writes the one does not touch the other.
    one.do("report.take_theirs", one.part)
    two_lines = f"{SAID}\n\n{SAID}"
    one.write("lo", f" {SAID}\n\n\n{SAID} \n")
    expect(two.page.locator("#report-lo")).to_have_value(two_lines)
    expect(two.part.locator(".report-clash")).to_have_count(0)
    # A reload in the middle of a word keeps it.
    two.page.fill(field, "Third")
    two.page.reload()
    two.inside()
    two.prepare()
    expect(two.page.locator(field)).to_have_value("Third")


# --- presenting ------------------------------------------------------------------------------------


class Wall(Screen):
    def opens(self, room: Table) -> None:
        self.page.goto(room.links["screen"])

    def big(self) -> Locator:
        return self.page.locator(".big-text")

    def fits(self) -> None:
        """Nothing on the picture is cut off or runs into the foot; nothing is smaller than the last row reads."""
        self.page.evaluate(LETTERS)
        found = self.page.evaluate(FITS)
        assert found == [], found


FITS = """() => {
  const wrong = [];
  const vh = innerHeight / 100;
  const foot = document.querySelector(".foot").getBoundingClientRect().top;
  for (const it of document.querySelectorAll(".picture p, .picture h1, .picture strong, .picture span")) {
    if (!it.textContent.trim() || it.closest(".unseen")) continue;
    const box = it.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(it).fontSize);
    if (size < 4 * vh - 0.5) wrong.push(["small", it.className, it.textContent]);
    const out = box.bottom > foot + 1 || box.right > innerWidth || box.top < 0;
    if (out) wrong.push(["out", it.className, it.textContent]);
  }
  const big = document.querySelector(".big-card");
  if (big && big.scrollHeight > big.clientHeight + 1) wrong.push(["cut", big.scrollHeight, big.clientHeight]);
  return wrong;
}"""


@in_both
def test_presenting(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Table(server, lang)
    picked = [ONCE, LINKS, FORMAT, POWER, SMALL, LONG]
    room.leads(room.noy, "board.arrange", cards=[room.ids[it] for it in picked])
    room.leads(room.noy, "board.summarise", summary={"lo": SAID, "en": SAID_EN})
    screen = Wall(browsers.laptop(1920, 1080), lang)
    screen.opens(room)
    chair = Seat(browsers.laptop(), lang)
    chair.opens(room)
    leader = Reporter(browsers.phone(360, 740), lang)
    room.opens(leader, room.noy)
    leader.desk()
    leader.do("present.start", leader.panel)
    screen.shows("presentation")
    expect(screen.page.locator(".overview-text").first).to_have_text(ONCE)
    expect(screen.page.locator(".corner-code")).to_have_text(room.ws.code)
    check(screen.page, "screen-overview")
    screen.fits()
    remote = leader.sheet()
    expect(remote.locator(".remote-line")).to_contain_text(leader.t("present.overview"))
    check(leader.page, "remote-overview")

    leader.do("act.next", remote)
    expect(screen.big()).to_have_text(ONCE)
    expect(screen.page.locator(".big-asked p")).to_have_text(FORMS)
    expect(screen.page.locator(".big-facts")).to_have_text(screen.t("vote.count_hands", n=8, hands=4))
    expect(screen.page.locator(".group-line-end")).to_have_text("1 / 6")
    expect(remote.locator(".remote-text")).to_have_text(ONCE)
    expect(remote.locator(".remote-then")).to_contain_text(LINKS)
    check(screen.page, "screen-pair")
    screen.fits()
    check(leader.page, "remote-card")
    for n, text in enumerate(picked[1:], 2):
        leader.do("act.next", remote)
        expect(screen.big()).to_have_text(text)
        expect(screen.page.locator(".group-line-end")).to_have_text(f"{n} / 6")
        screen.fits()
    check(screen.page, "screen-long")
    leader.sees("present.last")
    # The phone slept or was loaded again: what is shown is where it goes on.
    leader.page.reload()
    leader.inside()
    expect(leader.sheet().locator(".remote-text")).to_have_text(LONG)
    # Put away, it is one tap from the board.
    leader.do("act.close", leader.sheet().locator(".sheet-head"))
    expect(leader.sheet()).to_have_count(0)
    leader.tab("board")
    leader.do("present.remote")
    leader.do("present.remote", leader.panel)
    expect(leader.sheet().locator(".remote-text")).to_have_text(LONG)
    leader.do("present.previous", leader.sheet())
    expect(screen.big()).to_have_text(SMALL)
    leader.do("present.overview", leader.sheet())
    expect(screen.page.locator(".overview")).to_be_visible()

    # The chair sees it in small, and may turn and stop it.
    chair.group()
    chair.do("act.next", chair.sheet())
    expect(screen.big()).to_have_text(ONCE)
    check(chair.page, "chair-remote")
    chair.do("act.close", chair.sheet())
    expect(chair.page.frame_locator(".preview iframe").locator(".big-text")).to_have_text(ONCE)
    check(chair.page, "chair-preview")
    chair.do("act.next", chair.page.locator(".preview"))
    expect(screen.big()).to_have_text(LINKS)
    chair.do("present.stop", chair.page.locator(".preview"))
    screen.shows("welcome")
    expect(leader.sheet()).to_have_count(0)


def test_remote_by_keys_and_swipe(browsers: Browsers, server: Server) -> None:
    room = Table(server)
    picked = [ONCE, LINKS, FORMAT]
    room.leads(room.noy, "board.arrange", cards=[room.ids[it] for it in picked])
    screen = Wall(browsers.laptop(1920, 1080), "en")
    screen.opens(room)
    leader = Reporter(browsers.laptop(1280, 800), "en")
    room.opens(leader, room.noy)
    leader.desk()
    leader.do("present.start", leader.panel)
    screen.shows("presentation")
    expect(leader.sheet()).to_be_visible()
    for key, text in (("ArrowRight", ONCE), ("PageDown", LINKS), ("Space", FORMAT), ("ArrowLeft", LINKS)):
        leader.page.keyboard.press(key)
        expect(screen.big()).to_have_text(text)
    leader.page.keyboard.press("Home")
    expect(screen.page.locator(".overview")).to_be_visible()
    # Faster than answers come: the last press is what is meant.
    for _ in picked:
        leader.page.keyboard.press("ArrowRight")
    expect(screen.big()).to_have_text(FORMAT)
    # Another leader's phone is a remote too, by swipe.
    room.chairs("person.promote", person=room.kham["person"], role="leader")
    other = Reporter(browsers.phone(), "en")
    room.opens(other, room.kham)
    other.do("present.remote")
    other.do("present.remote", other.panel)
    expect(other.sheet().locator(".remote-text")).to_have_text(FORMAT)
    swipe(other.page, 80, 300)
    expect(screen.big()).to_have_text(LINKS)
    swipe(other.page, 300, 80)
    expect(screen.big()).to_have_text(FORMAT)
    # Another group begins: this one's remote closes by itself.
    room.chairs("board.present", board=room.boards[1], on=True)
    expect(screen.page.locator(".overview, .group-line")).not_to_have_count(0)
    expect(other.sheet()).to_have_count(0)


def swipe(page: Page, start: int, end: int) -> None:
    session = page.context.new_cdp_session(page)
    y = 200
    points = [start + (end - start) * i // 6 for i in range(7)]

    def touch(kind: str, *at: int) -> None:
        place = {"type": kind, "touchPoints": [{"x": x, "y": y} for x in at]}
        session.send("Input.dispatchTouchEvent", place)

    touch("touchStart", points[0])
    for x in points[1:]:
        touch("touchMove", x)
    touch("touchEnd")
    session.detach()


def test_a_long_result_has_pages(
    browsers: Browsers, server: Server, shot: Callable[[Page, str], None]
) -> None:
    """A thousand letters of summary and fifteen cards: page after page, each of it whole."""
    room = Table(server, "lo", budget=30)
    room.phase("reveal")
    more = [room.post(room.kham, 0, "lesson", f"{LONG[:140]} {n}", "lo") for n in range(9)]
    room.phase("report")
    room.leads(room.noy, "board.arrange", cards=[*room.ids.values(), *more])
    summary = (SAID + " ") * 13
    room.leads(room.noy, "board.summarise", summary={"lo": summary[:1000].strip(), "en": SAID_EN})
    room.chairs("board.present", board=room.board, on=True)
    screen = Wall(browsers.laptop(1920, 1080), "lo")
    screen.opens(room)
    screen.shows("presentation")
    expect(screen.page.locator(".overview-words")).to_be_visible()
    seen: list[str] = []
    for n in screen.pages():
        screen.fits()
        shot(screen.page, f"page-{n}")
        seen += screen.page.locator(".overview-text").all_inner_texts()
        words = screen.page.locator(".overview-words").count()
        assert words or 1 <= screen.page.locator(".overview-card").count() <= 7
    assert len(seen) == 17


WORDS = "ການບໍລິການ ຂໍ້ມູນ ປະຊາຊົນ ຫ້ອງການ ກະຊວງ ແຂວງ ເມືອງ ລະບົບ ເຊື່ອມຕໍ່ ຮ່ວມກັນ "


@pytest.mark.parametrize("lang", ["lo", "en"])
def test_the_longest_words_fit_the_screen(
    browsers: Browsers, server: Server, shot: Callable[[Page, str], None], lang: str
) -> None:
    """280 letters that answer 280 letters, alone and beside a photo: all there, and large enough."""
    room = Prepared(server, lang)
    words = {"lo": WORDS, "en": "Connected offices share what people told them once. "}
    text = (words[lang] * 6)[:280].strip()
    problem = room.post(room.kham, 0, "problem", text, lang)
    solution = room.post(room.kham, 0, "solution", text, lang, answers=problem)
    seen = room.post(room.kham, 0, "solution", text, lang, answers=problem)
    photo = upload(room.ws, room.kham["token"], file(scene(1200, 900))).json()
    hung = room.ws.wish("photo.attach", room.kham["token"], board=room.boards[0], card=seen, **photo)
    assert "ok" in hung, hung
    room.phase("vote")
    records = room.ws.streams(room.ws.chair)[f"group:{room.groups[0]}"]
    rounds = [one for one in records if one["type"] == "round"]
    counts = [{"card": card, "hands": 7} for card in (problem, solution, seen)]
    room.chairs("hands.count", round=rounds[0]["id"], present=9, sure=True, counts=counts)
    room.phase("report")
    screen = Wall(browsers.laptop(1920, 1080), lang)
    screen.page.goto(room.links["screen"])
    room.chairs("board.present", board=room.boards[0], on=True)
    screen.shows("presentation")
    for card, pictures in ((problem, 0), (solution, 0), (seen, 1)):
        room.chairs("board.spotlight", board=room.boards[0], card=card)
        expect(screen.big()).to_have_text(text)
        expect(screen.page.locator(".photos-large img")).to_have_count(pictures)
        expect(screen.page.locator(".big-asked")).to_have_count(0 if card == problem else 1)
        if pictures:
            screen.page.locator(".photos-large img").evaluate("it => it.decode()")
        shot(screen.page, f"card-{card}")
        screen.fits()


@in_both
def test_a_card_held_up(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Table(server, lang)
    screen = Wall(browsers.laptop(1920, 1080), lang)
    screen.opens(room)
    screen.shows("welcome")
    room.leads(room.noy, "board.spotlight", card=room.ids[LINKS], room=False)
    room.leads(room.noy, "board.spotlight", card=room.ids[LINKS], room=True)
    screen.shows("spotlight")
    expect(screen.big()).to_have_text(LINKS)
    check(screen.page, "spotlight")
    screen.fits()
    # The latest wins, from whichever table; and a card taken down gives way to the one before.
    room.phase("reveal")
    theirs = room.post(room.dao, 1, "lesson", LONG, "lo")
    room.chairs("board.spotlight", board=room.boards[1], card=theirs, room=True)
    expect(screen.big()).to_have_text(LONG)
    screen.fits()
    check(screen.page, "spotlight-long")
    room.chairs("board.spotlight", board=room.boards[1], card=None)
    expect(screen.big()).to_have_text(LINKS)
    room.chairs("board.spotlight", board=room.board, card=None)
    screen.shows("welcome")


@in_both
def test_bars_are_as_long_as_their_votes(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """On a small phone, whatever is said beside a bar (hands, one's own votes) and however deep its card hangs."""
    room = Table(server, lang)
    phone = Phone(browsers.phone(320, 640), lang)
    room.opens(phone, room.kham)
    phone.phase("report")
    expect(phone.page.locator(".tally")).to_have_count(len(TEXTS))
    in_proportion(phone.page, {ONCE: 8, POWER: 2, LINKS: 2, FORMAT: 1, SMALL: 1, STAFF: 0})
    phone.page.locator(".tally").first.scroll_into_view_if_needed()
    check(phone.page, "result")
    # While the vote runs and is shown live, the answers hang under their problems.
    room.phase("reveal")
    room.phase("vote")
    room.chairs("round.rerun", board=room.board)
    room.leads(room.noy, "round.set", live=True, budget=5, cap=3)
    room.vote(room.kham, {ONCE: 3, FORMS: 1})
    phone.phase("vote")
    expect(phone.page.locator(".tally")).to_have_count(len(TEXTS))
    expect(phone.page.locator(f"#card\\:{room.ids[FORMS]} .tally .bar > span")).to_have_count(1)
    expect(phone.page.locator(".answers .tally .bar > span")).to_have_count(1)
    in_proportion(phone.page, {ONCE: 3, FORMS: 1, POWER: 0})
    check(phone.page, "live")


def in_proportion(page: Page, votes: dict[str, int]) -> None:
    # In one look: a tally that is drawn anew between two reads would have no width.
    tracks = page.locator(".tally").evaluate_all(
        f"all => all.map(it => it.querySelector('.bar')).map({WIDE})"
    )
    [track] = {round(wide, 1) for wide in tracks}
    for text, n in votes.items():
        card = page.locator("article").filter(has=page.get_by_text(text, exact=True)).last
        wide = card.locator(".tally .bar > span").evaluate_all(f"all => all.map({WIDE})")
        assert sum(wide) == pytest.approx(track * n / max(votes.values()), abs=1), (text, n, wide)


WIDE = "it => it.getBoundingClientRect().width"


# --- what the chair is told ------------------------------------------------------------------------


@in_both
def test_hands_are_flagged_everywhere(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Table(server, lang)
    flagged = {"n": 8, "hands": 4}
    theme = {"lo": "ບໍລິການ", "en": "Services"}
    chair = Seat(browsers.laptop(), lang)
    chair.opens(room)
    chair.view("desk")
    expect(chair.slip(ONCE)).to_contain_text(chair.t("vote.count_hands", **flagged))
    room.chairs("theme.create", title=theme, cards=[room.ids[ONCE], room.ids[SMALL]])
    weight = chair.theme(theme[lang]).locator(".theme-weight")
    expect(weight.locator(".number-is")).to_have_text(chair.t("count.is.sum", n=9))
    expect(weight.locator(".number-hands")).to_have_text(chair.t("vote.of_hands", hands=4))
    expect(chair.slip(ONCE, ".theme")).to_contain_text(chair.t("vote.count_hands", **flagged))
    check(chair.page, "merge-desk")
    screen = Wall(browsers.laptop(1920, 1080), lang)
    screen.opens(room)
    room.chairs("step.go", step=room.steps()["vision"])
    screen.shows("vision")
    expect(screen.page.locator(".line-number strong")).to_have_text("9")
    expect(screen.page.locator(".line-hands")).to_contain_text(screen.t("vote.of_hands", hands=4))
    check(screen.page, "vision")
    phone = Phone(browsers.phone(), lang)
    room.opens(phone, room.dao)
    phone.tab("vision")
    expect(phone.page.locator("li.theme .number-is")).to_have_text(phone.t("count.is.sum", n=9))
    expect(phone.page.locator("li.theme .number-hands")).to_have_text(phone.t("vote.of_hands", hands=4))
    phone.press(phone.page.locator("li.theme summary"))
    expect(phone.page.locator(".source").first).to_contain_text(phone.t("vote.count_hands", **flagged))
    check(phone.page, "phone-vision")


@in_both
def test_anonymity_and_approval_are_explained(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    orgs = [{"lo": f"ກົມ {n}", "en": f"Department {n}", "kind": "ministry"} for n in range(4)]
    room = Anonymous(server, lang, orgs)
    chair = Seat(browsers.laptop(1280, 900), lang)
    chair.page.goto(f"{browsers.base}/chair/{room.ws.code}#t={room.ws.chair}")
    expect(chair.page.locator(".tile")).to_have_count(2)
    chair.speak(lang)
    chair.view("people")
    expect(chair.page.locator(".few h3")).to_contain_text(chair.t("few.title", n=2))
    chair.press(chair.page.locator(".few summary"))
    expect(chair.page.locator(".few-names li")).to_have_text([orgs[1][lang], orgs[2][lang]])
    check(chair.page, "people")
    chair.view("settings")
    expect(chair.page.locator(".few")).to_be_visible()
    chair.press(chair.page.locator("label", has_text=chair.t("approve.first")))
    chair.sees("approve.first_say")
    check(chair.page, "settings")
    chair.do("act.save", chair.page.locator("form").first)
    chair.sees("st.saved")
    records = room.ws.streams(room.ws.chair)[f"workshop:{room.ws.id}"]
    assert [one["approve"] for one in records if one["type"] == "workshop"] == [True]
    # A second person from one body, and it is no longer one person's name.
    room.sits("ສີ", orgs[1])
    chair.view("people")
    expect(chair.page.locator(".few h3")).to_contain_text(chair.t("few.title", n=1))

    house = Chair(browsers.laptop(1280, 900), lang)
    house.page.goto(f"{browsers.base}/chair#t={server.owner}")
    expect(house.page.locator(".house-item").first).to_be_visible()
    house.speak(lang)
    house.do("new.title")
    house.do("new.orgs_2022")
    expect(house.page.locator(".few-hint")).to_have_count(0)
    house.press(house.page.locator("label", has_text=house.t("named.anonymous")))
    expect(house.page.locator(".few-hint")).to_have_text(house.t("few.hint", n=22))
    house.press(house.page.locator("label", has_text=house.t("approve.first")))
    house.sees("approve.first_say")
    house.page.locator(".few-hint").scroll_into_view_if_needed()
    check(house.page, "new")


class Anonymous:
    """A workshop without names: two people of one body, one each of two others, one who named none."""

    def __init__(self, server: Server, lang: str, orgs: list[dict[str, str]]) -> None:
        title = {"lo": "ທົດລອງ", "en": "Trial"}
        self.ws = server.workshop(title=title, lang=lang, named=False, orgs=orgs)
        self.lang = lang
        records = self.ws.streams(self.ws.chair)[f"workshop:{self.ws.id}"]
        self.org = {one["en"]: one["id"] for one in records if one["type"] == "org"}
        for name, at in (("ຄຳ", 0), ("ນ້ອຍ", 0), ("Dao", 1), ("Boun", 2)):
            self.sits(name, orgs[at])
        self.ws.person("Sy")

    def sits(self, name: str, org: dict[str, str]) -> None:
        group = self.ws.groups()[0]
        done = self.ws.wish("person.join", name=name, lang=self.lang, org=self.org[org["en"]], group=group)
        assert "ok" in done, done
