"""The merge desk in front of the room: a chair, a helper on a tablet, six groups and a screen, in both languages.

Every word of the groups comes over HTTP, as their phones would send it; what is looked at is what chair and helper do
with it, and that screen, helper and chair see the same.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Phone
from tests.browser.picture import LETTERS
from tests.browser.six import ONE, TWO, WORDS, Desk, Six
from tests.doors.real import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])


@in_both
def test_many_boards_become_one(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """Inbox, filters, themes with what travels along, split, join, park, order; the screen sees it at once."""
    six = Six(server, lang)
    chair = six.chair_at(browsers, lang)
    screen = six.screen_at(browsers, lang)
    page, t = chair.page, chair.t
    one, two = ONE[lang], TWO[lang]

    # The inbox: five of six handed in; the sixth can be looked at too; a change is marked until it was looked at.
    chair.side("desk.side.groups")
    lines = page.locator(".desk-groups li")
    expect(lines).to_have_count(6)
    expect(lines.locator(".tag-accent")).to_have_count(5)
    expect(lines.nth(5).locator(".tag").first).to_have_text(t("phase.report"))
    six.hands_in(5)
    expect(lines.locator(".tag-accent")).to_have_count(6)
    chair.press(lines.nth(1).get_by_role("button"))
    expect(page.locator("#inbox [data-card]")).to_have_count(3)
    if page.locator(".desk-of").get_by_role("button", name=t("desk.looked"), exact=True).count():
        chair.do("desk.looked", page.locator(".desk-of"))
    six.ws.wish("board.recall", six.ws.chair, board=six.boards[1])
    six.chairs("board.arrange", board=six.boards[1], cards=[six.wrote[1][1]])
    six.chairs("board.submit", board=six.boards[1])
    expect(page.locator(".desk-of .tag-amber").first).to_be_visible()
    chair.do("desk.looked", page.locator(".desk-of"))
    expect(page.locator(".desk-of .tag-amber")).to_have_count(0)
    check(page, "a-group")

    # Found however it is spelled, and by what it is.
    page.select_option("#desk-group", "")
    page.fill("#desk-find", "ຂໍ້ມູນລະຫວ່າງ ")
    expect(page.locator("#inbox [data-card]")).to_have_count(1)
    page.fill("#desk-find", "ຫຼັກສູດ".replace("ຫຼ", "ຫລ"))  # another spelling of the same word
    expect(page.locator("#inbox [data-card]")).to_have_count(1)
    page.fill("#desk-find", "")
    chair.do("act.filter")
    page.select_option("#desk-kind", "lesson")
    expect(page.locator("#inbox [data-card]")).to_have_count(6)
    page.select_option("#desk-kind", "")
    page.select_option("#desk-top", "1")
    expect(page.locator("#inbox [data-card]")).to_have_count(6)
    page.select_option("#desk-top", "0")
    expect(page.locator("#inbox [data-card]")).to_have_count(18)

    # A theme of two groups' problems: their solutions travel with them.
    chair.gathers(ONE, WORDS[0][0], WORDS[1][0])
    expect(chair.theme(one).locator("[data-card]")).to_have_count(4)
    expect(screen.page.locator(".line-first")).to_have_text([one])
    chair.gathers(TWO, WORDS[2][0], WORDS[3][0])
    expect(screen.page.locator(".line-first")).to_have_text([one, two])
    # What was just done is taken back over an open sheet too: its line stands on it, not dimmed below.
    chair.edit(two)
    chair.do("history.undo", chair.sheet().locator(".toast").last)
    expect(screen.page.locator(".line-first")).to_have_text([one])
    expect(chair.sheet()).to_have_count(0)
    check(page, "one-theme")
    chair.gathers(TWO, WORDS[2][0], WORDS[3][0])
    expect(screen.page.locator(".line-first")).to_have_text([one, two])

    # The helper's tablet has the same desk; what is placed there is placed here.
    helper = six.helper_at(browsers, lang)
    expect(helper.page.locator(".theme h3")).to_have_text([one, two])
    helper.pick(WORDS[5][1])
    helper.do("desk.to_theme", helper.page.locator(".picked"))
    helper.press(helper.sheet().get_by_role("button").filter(has_text=two))
    chair.counts(two, 5)
    check(helper.page, "helper")
    six.chairs("theme.unplace", cards=[six.wrote[5][1]])
    expect(chair.slip(WORDS[5][1])).to_be_visible()  # among the others again, before one of them is taken

    # Dragged, parked out of a theme, taken up again.
    chair.drag(chair.slip(WORDS[4][0]), chair.theme(one).locator(".theme-head"))
    chair.counts(one, 6)
    chair.pick(WORDS[5][2])
    chair.do("desk.set_aside", page.locator(".picked"))
    chair.side("desk.aside")
    expect(page.locator("#aside [data-card]")).to_have_count(1)
    chair.pick(WORDS[5][2], within="#aside")
    chair.do("desk.take_up", page.locator(".picked"))
    chair.side("desk.side.cards")

    # Split what does not belong, join it again, park a theme: the room's board follows, and goes back.
    chair.do("desk.show_all", chair.theme(one), n=6)
    chair.pick(WORDS[4][0], within=".theme")
    chair.do("desk.split", page.locator(".picked"))
    chair.name_theme("ງົບປະມານ", "Budget")
    third = {"lo": "ງົບປະມານ", "en": "Budget"}[lang]
    expect(screen.page.locator(".line-first")).to_have_text([one, two, third])
    chair.edit(one)
    chair.do("desk.join", chair.sheet())
    chair.press(chair.sheet().locator("label", has_text=third))
    chair.do("desk.join_n", chair.sheet(), n=1)
    expect(screen.page.locator(".line-first")).to_have_text([one, two])
    chair.counts(one, 6)
    chair.edit(two)
    chair.do("desk.park", chair.sheet())
    expect(screen.page.locator(".line-first")).to_have_text([one])
    chair.do("history.undo_last")
    expect(screen.page.locator(".line-first")).to_have_text([one, two])
    chair.press(chair.theme(two).get_by_role("button", name=t("desk.earlier_what", what=two), exact=True))
    expect(screen.page.locator(".line-first")).to_have_text([two, one])


@in_both
def test_where_it_comes_from_and_what_is_missing(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """Provenance both ways, the chair's clarification on desk and screen, coverage that leads to its cards."""
    six = Six(server, lang)
    chair, screen = six.chair_at(browsers, lang), six.screen_at(browsers, lang)
    page, t, one = chair.page, chair.t, ONE[lang]
    chair.gathers(ONE, WORDS[0][0], WORDS[1][0])

    chair.press(chair.theme(one).get_by_role("button", name=t("trail.open_what", what=one), exact=True))
    trail = chair.sheet()
    expect(trail.locator(".trail-table")).to_have_count(2)
    expect(trail.locator(".trail-cards .trail-line")).to_have_count(4)
    expect(trail.get_by_text(t("trail.silent"))).to_be_visible()
    check(page, "from-a-theme")
    chair.press(trail.locator(".trail-line", has_text=WORDS[0][0]))
    expect(trail.locator(".trail-text")).to_have_text(WORDS[0][0])
    expect(trail.locator(".trail-to")).to_contain_text(one)
    check(page, "from-a-card")
    chair.do("clarify.add", trail)
    page.fill("#clarify-lo", "ໝາຍເຖິງລະບົບຂອງແຂວງນຳ" * 20)
    wide = page.locator("#clarify-lo").evaluate("it => [it.scrollWidth, it.clientWidth]")
    assert wide[0] <= wide[1], "what is written is read whole, not along one line"
    page.fill("#clarify-lo", "ໝາຍເຖິງລະບົບຂອງແຂວງນຳ")
    page.fill("#clarify-en", "Systems of the provinces too")
    page.keyboard.press("Escape")
    expect(page.locator("#clarify-en")).to_have_count(0)
    chair.do("clarify.add", trail)
    expect(page.locator("#clarify-en")).to_have_value("Systems of the provinces too")
    chair.do("act.save", page.locator("dialog[open]").last)
    expect(
        trail.get_by_text({"lo": "ໝາຍເຖິງລະບົບຂອງແຂວງນຳ", "en": "Systems of the provinces too"}[lang])
    ).to_be_visible()
    chair.press(trail.locator(".trail-to"))
    expect(trail.locator(".trail-theme h3")).to_have_text(one)
    chair.do("trail.show", trail)
    expect(screen.page.get_by_text("Systems of the provinces too").first).to_be_visible()
    chair.do("trail.show_all", trail)
    expect(screen.page.locator(".line-first")).to_have_text([one])
    page.keyboard.press("Escape")
    expect(chair.sheet()).to_have_count(0)

    chair.do("cover.open")
    covered = chair.sheet()
    rows = covered.locator(".cover-tap")
    expect(rows.first).to_be_visible()
    check(page, "coverage")
    left = int(rows.nth(1).locator(".strong").inner_text().rpartition(" ")[2])
    chair.press(rows.nth(1))
    expect(chair.sheet()).to_have_count(0)
    expect(page.locator("#inbox [data-card]")).to_have_count(left)


@in_both
def test_back_to_a_point_and_forth_again(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """The history names each step; going back shows first what goes, undoes it as one, and can be put back."""
    six = Six(server, lang)
    chair, screen = six.chair_at(browsers, lang), six.screen_at(browsers, lang)
    page, t = chair.page, chair.t
    chair.gathers(ONE, WORDS[0][0])
    six.ws.wish("theme.create", six.mek["token"], title=TWO, cards=[six.wrote[2][0]])
    expect(screen.page.locator(".line-first")).to_have_text([ONE[lang], TWO[lang]])
    chair.drag(chair.slip(WORDS[5][0]), chair.theme(TWO[lang]).locator(".theme-head"))
    expect(chair.theme(TWO[lang]).locator("[data-card]")).to_have_count(3)
    chair.press(page.get_by_role("button", name=t("view.history"), exact=True))
    steps = chair.sheet().locator(".deed")
    expect(steps).to_have_count(3)
    expect(steps.nth(1)).to_contain_text("Mek")
    chair.press(steps.nth(2).get_by_role("button").filter(has_text=t("history.back")))
    preview = page.locator("dialog[open]").last
    expect(preview.locator(".deed")).to_have_count(2)
    check(page, "what-would-go")
    expect(screen.page.locator(".line-first")).to_have_count(2)  # nothing was done yet
    chair.do("history.back_do", preview, n=2)
    expect(screen.page.locator(".line-first")).to_have_text([ONE[lang]])
    chair.do("history.put_all", page.locator(".history, .panel").locator("xpath=..").first)
    expect(screen.page.locator(".line-first")).to_have_text([ONE[lang], TWO[lang]])
    expect(chair.theme(TWO[lang]).locator("[data-card]")).to_have_count(3)


def test_keys_do_what_taps_do(browsers: Browsers, server: Server) -> None:
    """E1, E7: a theme, a second, one card moved by the theme's number, set aside, put back, undone: no mouse.

    A word typed where no field is does nothing. Back to writing is asked first, and themes keep what they are made of.
    """
    six = Six(server, "en")
    chair = six.chair_at(browsers, "en")
    page = chair.page
    page.focus("#inbox")

    def picks(text: str) -> None:
        page.keyboard.press("/")
        expect(page.locator("#desk-find")).to_be_focused()
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
        expect(page.locator("#inbox [data-card]")).to_have_count(1)
        page.focus("#inbox")
        page.keyboard.press("Control+a")
        expect(page.locator(".picked strong")).to_have_text(chair.t("desk.picked", n=1))

    for text, title in ((WORDS[0][1], "One"), (WORDS[1][1], "Two")):
        picks(text)
        page.keyboard.press("n")
        expect(page.locator("#name-theme-en")).to_be_focused()
        page.keyboard.press("Control+a")
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        chair.has(title, text)
        expect(chair.sheet()).to_have_count(0)  # until then keys are the sheet's
    picks(WORDS[2][1])
    page.keyboard.press("2")
    chair.has("Two", WORDS[1][1], WORDS[2][1])
    picks(WORDS[4][1])
    page.keyboard.press("p")
    expect(page.locator('.side[data-drop="aside"] .num')).to_have_text("1")
    page.keyboard.press("z")  # a letter alone takes nothing back
    page.keyboard.press("Control+z")
    expect(page.locator('.side[data-drop="aside"] .num')).to_have_text("0")
    page.keyboard.press("?")
    expect(chair.sheet().locator("kbd").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(chair.sheet()).to_have_count(0)
    picks(WORDS[3][1])
    page.evaluate("document.activeElement.blur()")  # with the keyboard on nothing, so that no clock counts
    page.keyboard.type("pizza")
    page.keyboard.press("Escape")

    chair.view("room")
    phases = page.locator(".allbar .phase")
    chair.press(phases.first)
    expect(chair.sheet()).to_contain_text(chair.t("room.back_n", n=3))
    chair.do("history.leave", chair.sheet())
    expect(chair.sheet()).to_have_count(0)
    expect(phases.last).to_have_attribute("aria-pressed", "true")
    chair.press(phases.first)
    chair.do("room.back_do", chair.sheet())
    expect(phases.first).to_have_attribute("aria-pressed", "true")
    chair.view("desk")
    chair.has("Two", WORDS[1][1], WORDS[2][1])
    chair.sees("desk.placed", n=3, of=3)
    expect(page.locator('.side[data-drop="aside"] .num')).to_have_text("0")


@in_both
def test_a_card_that_leaves_while_it_is_picked(browsers: Browsers, server: Server, lang: str) -> None:
    """Withdrawn under the finger: the rest is moved, the line says what was left out, nothing typed is lost."""
    six = Six(server, lang)
    six.phase("reveal")
    chair = six.chair_at(browsers, lang)
    page = chair.page
    chair.pick(WORDS[0][2], WORDS[1][2])
    chair.do("desk.new", page.locator(".picked"))
    expect(page.locator("#name-theme-lo")).to_be_focused()  # a frame after the sheet is there
    page.fill("#name-theme-en", "Lessons")
    page.fill("#name-theme-lo", "ບົດຮຽນ")
    gone = six.ws.wish("card.withdraw", six.writers[0]["token"], card=six.wrote[0][2])
    assert "ok" in gone
    expect(chair.slip(WORDS[0][2])).to_have_count(0)
    expect(page.locator("#name-theme-en")).to_have_value("Lessons")
    page.press("#name-theme-en", "Enter")
    chair.has({"lo": "ບົດຮຽນ", "en": "Lessons"}[lang], WORDS[1][2])
    # A title without end is refused in words, beside the field, and what was typed stays.
    chair.edit({"lo": "ບົດຮຽນ", "en": "Lessons"}[lang])
    page.fill("#edit-theme-en", "x" * 5_000)
    chair.do("act.save", chair.sheet())
    expect(chair.sheet().get_by_role("alert").filter(has_text="200")).to_be_visible()
    expect(page.locator("#edit-theme-en")).to_have_value("x" * 5_000)


@in_both
def test_the_theme_teams_phone(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """360 pixels wide: the groups' cards above, the themes below, and the same acts as at a laptop."""
    six = Six(server, lang)
    six.chairs("theme.create", title=ONE, cards=[six.wrote[0][0]])
    phone = Phone(browsers.phone(), lang)
    six.opens(phone, six.mek)
    desk = Desk(phone.page, lang)
    desk.page.goto(f"{browsers.base}/chair/{six.ws.code}?team")
    expect(desk.page.locator("#inbox [data-card]").first).to_be_visible()
    check(desk.page, "phone")
    desk.pick(WORDS[5][1])
    bar = desk.page.locator(".picked")
    expect(bar).to_be_in_viewport(ratio=1)
    check(desk.page, "phone-picked")
    desk.do("desk.to_theme", bar)
    desk.press(desk.sheet().get_by_role("button").filter(has_text=ONE[lang]))
    desk.counts(ONE[lang], 2)
    desk.no_sideways()
    desk.theme(ONE[lang]).scroll_into_view_if_needed()
    check(desk.page, "phone-themes")


def test_what_a_group_changes_after_one_looked_is_marked(browsers: Browsers, server: Server) -> None:
    """Opening a group for the first time is a look: no button has to be pressed before changes are marked."""
    six = Six(server, "en")
    chair = six.chair_at(browsers, "en")
    chair.side("desk.side.groups")
    chair.press(chair.page.locator(".desk-groups li").first.get_by_role("button"))
    expect(chair.page.locator(".desk-of")).to_be_visible()
    six.chairs("card.reword", card=six.wrote[0][0], text="Said otherwise")
    chair.sees("desk.news.words", n=1)
    # Where a theme is parked, its cards are on no board, and coverage says so.
    six.chairs("theme.create", title=TWO, cards=[six.wrote[1][0]])
    theme = six.chairs("theme.create", title=ONE, cards=[six.wrote[0][0]])["theme"]
    six.chairs("theme.park", theme=theme, on=True)
    chair.do("cover.open", chair.page.locator(".desk-tools"))
    expect(chair.sheet()).to_contain_text(chair.t("cover.placed", n=1, of=18))


def test_a_step_undone_elsewhere_offers_no_undo(browsers: Browsers, server: Server) -> None:
    six = Six(server, "en")
    chair = six.chair_at(browsers, "en")
    chair.gathers(ONE, WORDS[0][0])
    toast = chair.page.locator(".toast", has_text=ONE["en"])
    expect(toast).to_have_count(1)
    deed = max(
        one["id"] for one in six.ws.streams(six.ws.chair)[f"chair:{six.ws.id}"] if one["type"] == "deed"
    )
    six.chairs("deed.undo", deed=deed)
    expect(toast).to_have_count(0)


@pytest.mark.parametrize("touch", [False, True])
def test_the_first_card_that_is_picked_may_be_far_down(
    browsers: Browsers, server: Server, touch: bool
) -> None:
    """The list once went to its top with the focus: the finger was lifted over another card, and none was picked."""
    six = Six(server, "en")
    chair = six.chair_on(browsers.phone(820, 1180) if touch else browsers.laptop(1366, 768), browsers, "en")
    far, inbox = chair.slip(WORDS[5][2]), chair.page.locator("#inbox")
    expect(far).to_have_count(1)
    chair.page.evaluate(LETTERS)
    far.evaluate("it => it.scrollIntoView({block: 'end'})")
    stood = inbox.evaluate("it => it.scrollTop")
    assert stood > 0
    box = far.bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    if touch:
        chair.page.touchscreen.tap(*middle)
    else:
        chair.page.mouse.move(*middle)
        chair.page.mouse.down()
        # As long as a finger presses: two frames and more.
        chair.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        chair.page.mouse.up()
    expect(far).to_have_attribute("aria-selected", "true")
    chair.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert inbox.evaluate("it => it.scrollTop") == stood
    expect(chair.page.locator(".picked strong")).to_have_text(chair.t("desk.picked", n=1))


def test_the_sheet_of_a_theme_that_went_stays_away(browsers: Browsers, server: Server) -> None:
    """Another retires the theme one has open; when an undo brings it back, its sheet does not come with it."""
    six = Six(server, "en")
    theme = six.chairs("theme.create", title=ONE, cards=[six.wrote[0][2]])["theme"]
    chair = six.chair_at(browsers, "en")
    one = chair.theme(ONE["en"])
    for sheet in ("desk.edit", "desk.join"):
        six.chairs("theme.create", title=TWO, cards=[])
        chair.edit(ONE["en"])
        if sheet == "desk.join":
            chair.do(sheet, chair.sheet())
        six.chairs("theme.retire", theme=theme)
        expect(one).to_have_count(0)
        expect(chair.sheet()).to_have_count(0)
        chair.do("history.undo_last")
        expect(one).to_be_visible()
        expect(chair.sheet()).to_have_count(0)


@in_both
def test_titles_only_keeps_long_titles_short(browsers: Browsers, server: Server, lang: str) -> None:
    six = Six(server, lang)
    long = {"lo": (WORDS[0][0] * 8)[:200], "en": (f"{WORDS[0][1]} " * 8)[:200].strip()}
    for title in (long, TWO):
        six.chairs("theme.create", title=title, cards=[])
    chair = six.chair_at(browsers, lang)
    first, second = chair.theme(long[lang]), chair.theme(TWO[lang])
    chair.do("desk.fold")
    chair.until("document.querySelector('[data-folded]')")
    chair.rests()
    tall, short = first.bounding_box(), second.bounding_box()
    assert tall and short and tall["height"] < short["height"] + 60
