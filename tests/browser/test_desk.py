"""The leader's desk by two leaders and two phones, in both languages, by touch and by keyboard.

What waits is approved or put off, wording mended, doubles put together and taken apart, the board closed for a while,
and every step taken back from where it was made. Two leaders work at one desk: what one has done reaches the other
without moving what is under their finger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Chair, Leader, Phone
from tests.browser.prepared import Prepared
from tests.doors.real import Server, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])


# The product's own words, no real person's.
BUDGET = ("ງົບປະມານດ້ານດິຈິຕອນມີຈຳກັດ", "ງົບປະມານສຳລັບວຽກດິຈິຕອນມີຈຳກັດ", "ງົບປະມານບໍ່ພຽງພໍ")
SYSTEMS = "Ministry systems are not connected to each other"
LESSON = "ເລີ່ມຈາກສິ່ງນ້ອຍ ແລ້ວຂະຫຍາຍ"
ROUGH = "net slow slow!!!"
MENDED = "The network is slow in the districts"


class Desk(Leader):
    """A leader at the desk. On a phone it has two sides, on a tablet both are there."""

    def desk(self, side: str = "cards") -> None:
        self.tab("desk")
        expect(self.page.locator(".desk")).to_be_visible()
        switch = self.page.locator(".desk-switch")
        if switch.count():
            self.press(switch.get_by_role("button").nth(0 if side == "table" else 1))
        expect(self.page.locator(f".desk-{side}")).to_be_visible()

    def tray(self) -> Locator:
        return self.page.locator(".tray")

    def waits(self, n: int) -> None:
        expect(self.tray().locator("h2 .tag")).to_have_text(str(n))

    def all_shown(self, n: int) -> None:
        """Newcomers wait while the desk is in use, or until they are asked for."""
        self.waits(n)
        self.page.evaluate("document.querySelector('.tray .desk-head button')?.click()")
        expect(self.tray().locator("li:not([data-gone])")).to_have_count(n)

    def row(self, text: str) -> Locator:
        return self.page.locator(".desk-cards > :not(.alike) li[data-row]").filter(
            has=self.page.get_by_text(text, exact=True)
        )

    def bar(self) -> Locator:
        return self.page.locator(".merge-bar")

    def drag(self, text: str, onto: str, drop: bool = True) -> None:
        it, to = (self.row(one).locator(".card-text") for one in (text, onto))
        it.scroll_into_view_if_needed()
        self.rests()
        start = it.bounding_box()
        assert start
        mouse = self.page.mouse
        mouse.move(start["x"] + 40, start["y"] + 10)
        mouse.down()
        mouse.move(start["x"] + 60, start["y"] + 14, steps=3)
        expect(self.page.locator(".desk-ghost")).to_be_visible()
        self.rests()
        end = to.bounding_box()
        assert end
        mouse.move(end["x"] + 60, end["y"] + 12, steps=6)
        expect(self.page.locator("[data-over]")).to_have_count(1)
        if drop:
            mouse.up()
            expect(self.page.locator(".desk-ghost")).to_have_count(0)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """A hand that does not rest: what goes keeps its place, newcomers are not let in by themselves."""
        self.page.evaluate(
            "const moves = () => document.querySelector('.desk').dispatchEvent(new Event('wheel'));"
            "moves(); window.hand = setInterval(moves, 500)"
        )
        yield
        self.page.evaluate("clearInterval(window.hand)")

    def undo(self) -> None:
        toast = self.page.locator(".toast").last
        self.press(
            toast.get_by_role(
                "button",
                name=re.compile("|".join(map(re.escape, (self.t("act.undo"), self.t("history.undo"))))),
            )
        )


class Table:
    """A workshop whose first group has two leaders and two members."""

    def __init__(self, server: Server, lang: str, **more: Any) -> None:
        self.room = Prepared(server, lang, **more)
        self.boun = self.room.comes("ບຸນ", 0)
        self.room.ws.wish("person.promote", self.room.ws.chair, person=self.boun["person"], role="leader")
        self.keo = self.room.comes("ແກ້ວ", 0)

    def post(self, who: dict[str, Any], *texts: str, kind: str = "problem", lang: str = "lo") -> list[int]:
        return [self.room.post(who, 0, kind, text, lang) for text in texts]


@in_both
def test_what_waits(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """Approve, put off with a reason, mend the wording; alone and several at once; by two leaders at one desk."""
    table = Table(server, lang, approve=True)
    room = table.room
    noy = Desk(browsers.phone(), lang)
    boun = Desk(browsers.phone(820, 1180), lang)
    kham = Phone(browsers.phone(), lang)
    for face, who in ((noy, room.noy), (boun, table.boun), (kham, room.kham)):
        room.opens(face, who)
    noy.desk()
    check(noy.page, "nothing-waits")
    table.post(room.kham, *BUDGET)
    table.post(table.keo, ROUGH, lang="en")
    expect(noy.page.locator(".tabs .badge")).to_contain_text("4")
    noy.all_shown(4)
    boun.desk()
    boun.waits(4)
    check(boun.page, "wide")

    # One is approved by the other leader: here its place is kept, and nothing else has moved.
    noy.row(BUDGET[1]).scroll_into_view_if_needed()
    with noy.at_work():
        noy.rests()
        before = noy.row(BUDGET[1]).bounding_box()
        boun.press(boun.button("mod.approve_what", text=BUDGET[0]))
        expect(noy.row(BUDGET[0])).to_have_attribute("data-gone", "")
        expect(noy.row(BUDGET[0])).to_contain_text("ບຸນ")
        noy.rests()
        after = noy.row(BUDGET[1]).bounding_box()
        assert before and after and before["y"] == after["y"]
        noy.waits(3)
        boun.undo()
        noy.waits(4)
        expect(noy.row(BUDGET[0])).not_to_have_attribute("data-gone", "")

    # Other words: the author's stay in sight, and the author sees both.
    noy.press(noy.button("mod.reword_what", text=ROUGH))
    expect(noy.sheet().locator(".quote")).to_have_text(ROUGH)
    noy.page.fill("#reword-text", MENDED)
    check(noy.page, "reword")
    noy.do("act.save", noy.sheet())
    expect(noy.sheet()).to_have_count(0)
    expect(boun.row(MENDED)).to_be_visible()

    # Not now, with one of the sentences at hand; its author reads it.
    noy.press(noy.button("mod.not_now_what", text=BUDGET[2]))
    noy.press(noy.sheet().get_by_text(noy.t("mod.reason.said_already")))
    expect(noy.page.locator("#hide-reason")).to_have_value(noy.t("mod.reason.said_already"))
    check(noy.page, "not-now")
    noy.do("mod.not_now", noy.sheet())
    expect(noy.sheet()).to_have_count(0)
    expect(noy.page.locator(".toast").last).to_contain_text(noy.t("mod.did_put_off"))
    why = kham.t("card.put_off_why", reason=noy.t("mod.reason.said_already"))
    expect(kham.card(BUDGET[2])).to_contain_text(why)
    noy.waits(3)

    # Several at once: two of three. What is picked stays picked while the other leader takes one of them.
    for text in BUDGET[:2]:
        noy.press(noy.page.get_by_role("checkbox", name=noy.t("mod.pick_what", text=text)))
    expect(noy.button("mod.approve_n", n=2)).to_be_visible()
    check(noy.page, "several")
    with noy.at_work():
        boun.press(boun.button("mod.approve_what", text=BUDGET[1]))
        expect(noy.button("mod.approve_n", n=1)).to_be_visible()
        expect(noy.row(BUDGET[1])).to_have_attribute("data-gone", "")
        check(noy.page, "one-gone")
        # One alone is no several: the way to pick all is there as long as the hand does not rest.
        noy.do("mod.approve_n", n=1)
        noy.waits(1)
        noy.page.get_by_role("checkbox", name=noy.t("act.select_all")).check()
        noy.do("mod.approve_n", n=1)
        noy.waits(0)
    room.phase("reveal")
    kham.phase("reveal")
    kham.sees("phase.reveal.approve")
    for text in (*BUDGET[:2], MENDED):
        expect(kham.card(text)).to_be_visible()

    # All of it is in the log, with who and why, and comes back from there.
    noy.desk("table")
    log = noy.page.locator(".log > li").filter(has_text=noy.t("mod.reason.said_already"))
    expect(log).to_contain_text("ນ້ອຍ")
    expect(log).to_contain_text(noy.t("deed.card.put_off"))
    log.scroll_into_view_if_needed()
    noy.press(log.get_by_role("button"))
    noy.desk()
    noy.waits(1)

    # What was put off can also be approved from where it lies; two leaders at once are no harm.
    noy.press(noy.button("mod.not_now_what", text=BUDGET[2]))
    noy.do("mod.not_now", noy.sheet())
    noy.page.locator("#desk-hidden").scroll_into_view_if_needed()
    hidden = noy.page.locator("section", has=noy.page.locator("#desk-hidden"))
    expect(hidden.locator("li")).to_contain_text(BUDGET[2])
    check(noy.page, "put-off")
    noy.press(noy.button("mod.approve_what", hidden, text=BUDGET[2]))
    expect(kham.card(BUDGET[2])).to_be_visible()


def test_a_yes_to_more_words_than_a_message_carries(browsers: Browsers, server: Server) -> None:
    """The words that were read go with it: eighty long ones in Lao once closed the line they were sent on."""
    room = Prepared(server, "lo", approve=True)
    writers = [room.kham, *(room.comes(f"W{n}", 0) for n in range(8))]
    long = "ລະບົບຂໍ້ມູນ" * 25
    ids = [room.post(writers[n % 9], 0, "problem", f"{n} {long}"[:280], "lo") for n in range(85)]
    phone = Leader(browsers.phone(820, 1180), "lo")
    room.opens(phone, room.noy)
    phone.tab("desk")
    phone.press(phone.page.get_by_label(phone.t("act.select_all"), exact=True).first)
    phone.do("mod.approve_n", n=85)

    def waiting() -> int:
        told = [one for stream in room.ws.streams(room.noy["token"]).values() for one in stream]
        return sum(one["type"] == "card" and one["id"] in ids and bool(one["pending"]) for one in told)

    wait_for(lambda: waiting() == 0, "all of them approved")


def test_several_at_once_on_a_phone(browsers: Browsers, server: Server, check: Check) -> None:
    """What waits is said beside the way on; one's own act on several leaves one line; what is held up stays seen."""
    table = Table(server, "lo", approve=True)
    room = table.room
    noy = Desk(browsers.phone(), "lo")
    room.opens(noy, room.noy)
    table.post(room.kham, *BUDGET)
    table.post(table.keo, ROUGH, lang="en")
    noy.desk("table")
    check(noy.page, "wait-said")
    noy.do("lead.waiting_n", n=4)
    expect(noy.page.locator("#desk-tray")).to_be_focused()
    noy.all_shown(4)
    for text in BUDGET:
        noy.press(noy.page.get_by_role("checkbox", name=noy.t("mod.pick_what", text=text)))
    with noy.at_work():  # the line goes once the hand rests
        noy.do("mod.approve_n", n=3)
        noy.waits(1)
        expect(noy.tray().locator("[data-gone]")).to_have_count(0)
        expect(noy.tray().locator("[role=status]")).to_contain_text(noy.t("mod.did_approve_n", n=3))
        check(noy.page, "one-line")
    noy.desk("table")
    noy.do("lead.to_reveal")
    noy.button("lead.waiting_n", n=1).wait_for()
    noy.desk()
    noy.press(noy.button("mod.spot_what", text=BUDGET[2]))
    bar = noy.page.locator(".spot-bar")
    expect(bar).to_be_in_viewport(ratio=1)
    check(noy.page, "held-up")
    noy.press(noy.button("spot.more_what", bar, text=BUDGET[2]))
    expect(bar.locator(".check")).to_be_in_viewport(ratio=1)
    check(noy.page, "held-up-more")
    noy.desk("table")
    noy.do("spot.stop", bar)
    expect(bar).to_have_count(0)


def test_ones_own_reveal_shows_all(browsers: Browsers, server: Server, check: Check) -> None:
    """One tap asked for them: they do not wait as newcomers. At the other leader's desk nothing moves unasked."""
    table = Table(server, "en")
    room = table.room
    noy = Desk(browsers.phone(820, 1180), "en")
    boun = Desk(browsers.phone(820, 1180), "en")
    for face, who in ((noy, room.noy), (boun, table.boun)):
        table.post(who, f"{SYSTEMS} {who['person']}", lang="en")
        room.opens(face, who)
        face.desk()
    table.post(room.kham, *BUDGET)
    own = ".cards-side [data-row]"
    for face in (noy, boun):
        expect(face.page.locator(own)).to_have_count(1)
    with noy.at_work(), boun.at_work():
        noy.do("lead.to_reveal")
        expect(noy.page.locator(own)).to_have_count(5)
        expect(noy.page.locator(".cards-side .desk-head button")).to_have_count(0)
        expect(boun.page.locator("#desk-cards .tag")).to_have_text("5")
        boun.sees("mod.fresh", n=4)
        check(noy.page, "revealed")


@in_both
def test_doubles(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """Merge by taps, by dragging and from the hints; take apart; the other leader and the phones follow."""
    table = Table(server, lang)
    room = table.room
    cards = table.post(room.kham, *BUDGET)
    [lesson] = table.post(table.keo, LESSON, kind="lesson")
    table.post(table.keo, SYSTEMS, lang="en")
    room.phase("reveal")
    noy = Desk(browsers.phone(), lang)
    boun = Desk(browsers.laptop(820, 1180), lang)
    kham = Phone(browsers.phone(), lang)
    for face, who in ((noy, room.noy), (boun, table.boun), (kham, room.kham)):
        room.opens(face, who)
    noy.desk()
    boun.desk()
    check(noy.page, "cards")
    check(boun.page, "cards-wide")

    # By taps. Another kind is greyed and says why.
    noy.press(noy.button("mod.merge_what", text=BUDGET[0]))
    noy.press(noy.row(LESSON))
    noy.sees("mod.other_kind")
    expect(noy.button("act.merge", noy.bar())).to_be_visible()
    noy.press(noy.row(BUDGET[1]))  # anywhere on the card
    noy.press(noy.row(BUDGET[2]))
    expect(noy.button("mod.merge_picked", n=3)).to_be_visible()
    check(noy.page, "choosing")
    noy.do("mod.merge_picked", n=3)
    expect(noy.bar()).to_have_count(0)
    expect(noy.row(BUDGET[0]).locator(".merged summary")).to_have_text(noy.t("mod.merged_n", n=2))
    expect(boun.row(BUDGET[0]).locator(".merged summary")).to_be_visible()
    expect(kham.card(BUDGET[0])).to_contain_text(noy.t("card.same_n", n=2))
    noy.undo()  # its button lives ten seconds: nothing slow stands before it
    expect(noy.row(BUDGET[0]).locator(".merged")).to_have_count(0)
    expect(kham.card(BUDGET[1])).to_be_visible()
    for text in BUDGET:  # at the other desk too, before anything is measured there
        expect(boun.row(text)).to_have_count(1)
        expect(boun.row(text)).not_to_have_attribute("data-gone", "")
    expect(boun.row(BUDGET[0]).locator(".merged")).to_have_count(0)

    # By dragging, with a mouse. Escape lets go; another kind says why not.
    boun.drag(BUDGET[1], BUDGET[0], drop=False)
    check(boun.page, "dragging")
    boun.page.keyboard.press("Escape")
    expect(boun.page.locator(".desk-ghost")).to_have_count(0)
    boun.page.mouse.up()
    expect(boun.row(BUDGET[1])).not_to_have_attribute("data-gone", "")
    boun.drag(LESSON, BUDGET[2])
    boun.sees("mod.other_kind")
    boun.drag(BUDGET[1], BUDGET[0])
    expect(boun.row(BUDGET[0]).locator(".merged summary")).to_have_text(boun.t("mod.merged_n", n=1))
    # The log names the card that stays, and below it what went under.
    told = boun.page.locator(".log > li").filter(has_text=boun.t("deed.card.merge", card=BUDGET[0], cards=1))
    expect(told.locator(".log-card")).to_contain_text(BUDGET[1])
    told.scroll_into_view_if_needed()
    check(boun.page, "merge-told")

    # Taken apart again, one by one.
    boun.press(boun.row(BUDGET[0]).locator(".merged summary"))
    check(boun.page, "members")
    boun.press(boun.button("mod.split_what", text=BUDGET[1]))
    expect(boun.row(BUDGET[0]).locator(".merged")).to_have_count(0)

    # The hints: whose words stay, then merge; or not the same, remembered here.
    alike = boun.page.locator(".alike")
    boun.press(alike.locator("summary"))
    expect(alike.locator("li")).not_to_have_count(0)
    check(boun.page, "alike")
    boun.press(alike.get_by_text(BUDGET[1], exact=True).last)
    group = alike.locator("li").filter(has=boun.page.get_by_text(BUDGET[1], exact=True)).first
    boun.press(group.get_by_role("button").first)
    expect(boun.row(BUDGET[1]).locator(".merged summary")).to_be_visible()
    assert room.ws.streams(room.ws.chair)  # the server has it too
    room.chairs("card.split", card=cards[1])
    expect(boun.row(BUDGET[0])).not_to_have_attribute("data-gone", "")
    again = alike.locator("li:not([data-gone])")
    expect(again).not_to_have_count(0)
    boun.press(boun.button("mod.not_same_what", text=BUDGET[0]))
    expect(again).to_have_count(0)
    boun.page.reload()
    boun.desk()
    expect(boun.page.locator("#desk-cards")).to_be_visible()
    expect(boun.page.locator(".alike h2 .tag")).to_have_text("0")

    # A card that its author takes back while it is being chosen leaves the choice; the rest goes on.
    noy.press(noy.button("mod.merge_what", text=BUDGET[0]))
    noy.press(noy.row(BUDGET[1]))
    noy.press(noy.row(BUDGET[2]))
    assert "ok" in room.ws.wish("card.withdraw", room.kham["token"], card=cards[2])
    expect(noy.button("mod.merge_picked", n=2)).to_be_visible()
    noy.do("mod.merge_picked", n=2)
    expect(noy.row(BUDGET[0]).locator(".merged summary")).to_have_text(noy.t("mod.merged_n", n=1))
    check(noy.page, "merged")
    assert lesson


def test_a_finger_drags(browsers: Browsers, server: Server) -> None:
    """Held still it takes the card along, moved at once it scrolls."""
    table = Table(server, "lo")
    room = table.room
    table.post(room.kham, *BUDGET)
    room.phase("reveal")
    noy = Desk(browsers.phone(820, 1180), "lo")
    room.opens(noy, room.noy)
    noy.desk()
    screen = noy.page.context.new_cdp_session(noy.page)

    def touch(kind: str, *at: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in at]
        screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def middle(text: str) -> tuple[float, float]:
        noy.rests()
        box = noy.row(text).locator(".card-text").bounding_box()
        assert box
        return box["x"] + 40, box["y"] + box["height"] / 2

    expect(noy.row(BUDGET[2])).to_be_visible()
    (x, y), to = middle(BUDGET[1]), middle(BUDGET[0])
    ghost = noy.page.locator(".desk-ghost")
    # In one piece: between two commands of ours a finger may have held still long enough.
    swipe = {"x": x, "y": y, "yDistance": to[1] - y, "gestureSourceType": "touch"}
    screen.send("Input.synthesizeScrollGesture", swipe)
    expect(ghost).to_have_count(0)
    expect(noy.row(BUDGET[1])).to_be_visible()
    (x, y), to = middle(BUDGET[1]), middle(BUDGET[0])
    touch("touchStart", (x, y))
    expect(ghost).to_be_visible()
    touch("touchMove", (x, y - 20))
    touch("touchMove", to)
    expect(noy.page.locator('[data-over="yes"]')).to_have_count(1)
    touch("touchEnd")
    expect(noy.row(BUDGET[0]).locator(".merged summary")).to_have_text(noy.t("mod.merged_n", n=1))


@in_both
def test_a_keyboard_alone(browsers: Browsers, server: Server, lang: str) -> None:
    """Find, merge, hide and bring back without a pointer; the focus is never lost."""
    table = Table(server, lang)
    room = table.room
    table.post(room.kham, *BUDGET)
    room.phase("reveal")
    noy = Desk(browsers.laptop(820, 1180), lang)
    room.opens(noy, room.noy)
    noy.desk()
    keys = noy.page.keyboard
    noy.button("mod.merge_what", text=BUDGET[1]).focus()
    keys.press("Enter")
    expect(noy.bar().locator("p").first).to_be_focused()
    keys.press("Escape")
    expect(noy.button("mod.merge_what", text=BUDGET[1])).to_be_focused()
    keys.press("Enter")
    expect(noy.bar()).to_be_visible()
    noy.page.get_by_role("checkbox", name=noy.t("mod.same_what", text=BUDGET[0])).focus()
    keys.press("Space")
    noy.page.get_by_role("checkbox", name=noy.t("mod.same_what", text=BUDGET[2])).focus()
    keys.press("Enter")
    expect(noy.button("mod.merge_picked", n=3)).to_be_visible()
    keys.press("Control+Enter")
    expect(noy.row(BUDGET[1]).locator(".merged summary")).to_have_text(noy.t("mod.merged_n", n=2))
    expect(noy.button("mod.merge_what", text=BUDGET[1])).to_be_focused()
    noy.button("mod.hide_what", text=BUDGET[1]).focus()
    keys.press("Enter")
    expect(noy.sheet()).to_be_visible()
    noy.page.locator("#hide-reason").focus()
    keys.type("ok")
    noy.button("act.hide", noy.sheet()).focus()
    keys.press("Enter")
    expect(noy.row(BUDGET[1]).first).to_have_attribute("data-gone", "")
    expect(noy.page.locator("[data-gone]").first).to_be_focused()
    noy.page.locator("#desk-find").focus()
    keys.type(BUDGET[2][:9])
    expect(noy.row(BUDGET[2])).to_be_visible()


def test_a_row_that_goes_behind_a_sheet_gets_the_keyboard(browsers: Browsers, server: Server) -> None:
    """Whoever writes a reason has long not touched the desk: their row once went, and the keyboard with it."""
    table = Table(server, "en")
    room = table.room
    cards = table.post(room.kham, *BUDGET)
    room.phase("reveal")
    noy = Desk(browsers.laptop(820, 1180), "en")
    room.opens(noy, room.noy)
    noy.desk()
    noy.button("mod.hide_what", text=BUDGET[1]).focus()
    noy.page.keyboard.press("Enter")
    expect(noy.page.locator("#hide-reason")).to_be_visible()
    noy.page.evaluate(
        "() => { const now = performance.now.bind(performance); performance.now = () => now() + 60_000; }"
    )
    room.chairs("card.hide", card=cards[1])
    gone = noy.page.locator(".mods [data-gone]")
    expect(gone).to_contain_text(BUDGET[1])
    noy.page.keyboard.press("Escape")
    expect(gone).to_be_focused()


@in_both
def test_closed_for_a_while(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """Writing, voting, or all of it; said on the phones in plain words."""
    table = Table(server, lang)
    room = table.room
    table.post(room.kham, BUDGET[0])
    noy = Desk(browsers.phone(), lang)
    kham = Phone(browsers.phone(), lang)
    room.opens(noy, room.noy)
    room.opens(kham, room.kham)
    noy.desk("table")
    # While cards are private nobody is told that all can be read.
    for what in ("posting", "all"):
        noy.do("lock.shut_what", what=noy.t(f"lock.{what}"))
        expect(kham.page.locator(".explain strong")).to_have_text(noy.t(f"lock.{what}_shut_write"))
        noy.undo()
        expect(kham.page.locator(".explain strong")).to_have_count(0)
    expect(noy.page.locator(".locks")).to_contain_text(noy.t("lock.posting_say_write"))
    expect(noy.page.locator(".locks")).not_to_contain_text(noy.t("lock.posting_say"))
    room.phase("reveal")
    expect(noy.page.locator(".locks")).to_contain_text(noy.t("lock.posting_say"))
    for what, say in (("posting", "lock.posting_shut"), ("all", "lock.all_shut")):
        noy.do("lock.shut_what", what=noy.t(f"lock.{what}"))
        expect(kham.page.locator(".explain strong")).to_have_text(noy.t(say))
        expect(kham.page.locator(".composer-shut")).to_have_attribute("aria-disabled", "true")
        if what == "posting":
            noy.page.locator(".locks").scroll_into_view_if_needed()
            check(noy.page, "closed")
            check(kham.page, "closed-phone")
            noy.do("lock.open_what", what=noy.t(f"lock.{what}"))  # its Undo may have gone meanwhile
        else:
            noy.undo()
        expect(kham.page.locator(".explain strong")).to_have_count(0)
    room.phase("vote")
    noy.do("lock.shut_what", what=noy.t("lock.voting"))
    expect(kham.page.locator(".explain strong")).to_have_text(noy.t("lock.voting_shut"))
    noy.do("lock.open_what", what=noy.t("lock.voting"))
    kham.vote(BUDGET[0])
    expect(kham.given(BUDGET[0])).to_have_text(kham.t("vote.mine", n=1))
    log = noy.page.locator(".log")
    expect(log).to_contain_text(noy.t("deed.board.unlock_voting"))
    noy.page.get_by_role("checkbox", name=noy.t("mod.log_only")).check()
    expect(log).not_to_contain_text(noy.t("deed.board.move", phase=noy.t("phase.vote")))
    log.scroll_into_view_if_needed()
    check(noy.page, "log")


@in_both
def test_the_way_back(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """A step that later ones stand on is taken back with them or not at all; the chair's history says the same."""
    table = Table(server, lang)
    room = table.room
    [card] = table.post(room.kham, ROUGH, lang="en")
    room.phase("reveal")
    noy = Desk(browsers.laptop(820, 1180), lang)
    room.opens(noy, room.noy)
    noy.desk()
    said = ROUGH
    for words in ("The network is slow", MENDED):
        noy.press(noy.button("mod.reword_what", text=said))
        noy.page.fill("#reword-text", words)
        noy.do("act.save", noy.sheet())
        expect(noy.row(words)).to_be_visible()
        said = words
    log = noy.page.locator(".log > li").filter(has_text=noy.t("deed.card.reword"))
    expect(log).to_have_count(2)
    noy.press(log.nth(1).get_by_role("button"))
    expect(noy.sheet()).to_contain_text(noy.t("history.built_on_say", n=1))
    check(noy.page, "built-on")
    noy.do("history.undo_together", noy.sheet(), n=2)
    expect(noy.sheet()).to_have_count(0)
    expect(noy.row(ROUGH)).to_be_visible()
    expect(log.first).to_contain_text(noy.t("history.undone"))

    # Somebody else's words come while one is mending them: it is said, and nothing is lost.
    noy.press(noy.button("mod.reword_what", text=ROUGH))
    noy.page.fill("#reword-text", MENDED)
    assert "ok" in room.ws.wish("card.edit", room.kham["token"], card=card, text="The net is slow")
    noy.sees("mod.changed_meanwhile")
    check(noy.page, "changed-meanwhile")
    assert "ok" in room.ws.wish("card.withdraw", room.kham["token"], card=card)
    noy.sees("mod.card_gone")
    noy.do("act.save", noy.sheet())
    expect(noy.sheet().locator(".field-wrong")).to_be_visible()
    expect(noy.page.locator("#reword-text")).to_have_value(MENDED)

    chair = Chair(browsers.laptop(), lang)
    chair.page.goto(f"{browsers.base}/chair/{room.ws.code}#t={room.ws.chair}")
    chair.do("view.history")
    expect(chair.sheet()).to_contain_text(noy.t("deed.card.reword"))
    check(chair.page, "chair-history")


@in_both
def test_cards_that_the_vote_leaves_behind(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """Once they vanished from their writer's board without a word, and from beside the leader's phases."""
    table = Table(server, lang, approve=True)
    room = table.room
    first, waits, _ = table.post(room.kham, *BUDGET)
    room.chairs("card.hide", card=first, reason="?")
    noy, kham, keo = (
        Desk(browsers.phone(), lang),
        Phone(browsers.phone(), lang),
        Phone(browsers.phone(), lang),
    )
    for face, who in ((noy, room.noy), (kham, room.kham), (keo, table.keo)):
        room.opens(face, who)
    # Put off: its author writes it anew, and it waits again.
    kham.press(kham.page.locator(f"#card\\:{first} .card-more"))
    kham.do("act.edit", kham.sheet())
    kham.page.fill("#edit-text", MENDED)
    kham.do("act.save", kham.sheet())
    noy.desk()
    noy.all_shown(3)
    expect(noy.row(MENDED)).to_be_visible()
    room.chairs("card.hide", card=waits, reason="?")
    for phase in ("vote", "report"):
        room.phase(phase)
        kham.phase(phase)
        kham.sees("board.not_in_vote", n=3)
        line = kham.page.locator(".explain", has_text=kham.t("board.not_in_vote", n=3))
        expect(line).to_contain_text(kham.t("board.not_waits", n=2))
        expect(line).to_contain_text(kham.t("board.not_hidden", n=1))
        check(kham.page, f"left-behind-{phase}")
        keo.phase(phase)
        expect(keo.page.locator("main")).not_to_contain_text(keo.t("board.not_in_vote", n=3))
        noy.desk("table")
        noy.do("lead.waiting_n", n=2)
        expect(noy.page.locator("#desk-tray")).to_be_focused()
    kham.do("became.title", kham.page.locator("main"))
    expect(kham.sheet()).to_contain_text(MENDED)
    kham.page.go_back()
    expect(kham.sheet()).to_have_count(0)
    kham.until("!history.state?.layer")  # the sheet's own entry is left in the browser's time
    expect(kham.button("became.title")).to_be_visible()
    kham.tab("board")
    kham.tab("me")
    expect(kham.sheet()).to_have_count(0)
