"""The shared vision board on the projector, measured on the page: rows, order, what is held, what a tap opens.

Planted once and caught: lines guessed by the number of letters; a frozen screen that lived on; a preview that told
every screen what was only being prepared; a look into a theme that outlived the chair's word.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.board import CARDS, SAID, TITLES, Board
from tests.browser.conftest import Browsers
from tests.browser.faces import Chair, Screen, say_of
from tests.browser.picture import LETTERS, measured, sound
from tests.doors.real import Server
from tests.doors.test_photos import file, scene, upload

pytestmark = pytest.mark.browser
in_both = pytest.mark.parametrize("lang", ["lo", "en"])
Shot = Callable[[Page, str], None]

BEAMERS = [(1920, 1080), (1280, 720), (1024, 768)]
# The middle one is as wide as the first: once is enough.
OF = {"lo": BEAMERS, "en": [BEAMERS[0], BEAMERS[2]]}
# By the number of their letters the first fill one line, and the second two; it is the other way round.
WIDE = {"lo": "ໝວດໝູ່ໜ້າໝາກໝົດ" * 3, "en": "WOMEN MOW WWW " * 3}
NARROW = "still filling it, little till " * 2
LONGEST = {"lo": "ພັດທະນາທັກສະດິຈິຕອນຂອງພະນັກງານ ແລະ ປະຊາຊົນ " * 4, "en": "Digital skills of all the people " * 6}


class Wall(Screen):
    """A projector at the vision board."""

    def open(self, room: Board, more: str = "") -> Wall:
        self.lang = room.lang
        self.page.goto(room.links["screen"] + more)
        expect(self.page.locator(".corner-code")).to_have_text(room.ws.code)
        return self

    @property
    def rows(self) -> Locator:
        return self.page.locator("main.picture:not([hidden]) .line-first")

    def titles(self) -> list[str]:
        return self.rows.all_inner_texts()

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})
        self.until(f"innerWidth === {width} && innerHeight === {height}")
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def into(self, n: int) -> None:
        self.press(self.page.locator(".into").nth(n))


@pytest.fixture
def wall(browsers: Browsers) -> Wall:
    return Wall(browsers.laptop(1920, 1080))


def title(lang: str, n: int) -> str:
    return say_of(lang, *TITLES[n])


# --- pages ---------------------------------------------------------------------------------------


@in_both
def test_every_theme_has_its_row_and_nothing_is_cut(
    wall: Wall, server: Server, shot: Shot, lang: str
) -> None:
    room = Board(server, lang)
    room.clarify(f"theme:{room.themes[0]}")
    wall.open(room)
    for width, height in OF[lang]:
        wall.resize(width, height)
        seen: list[str] = []
        few = []
        for page in wall.pages():
            sound(wall.page)
            seen += wall.titles()
            few += measured(wall.page)["rows"]
            shot(wall.page, f"board-{width}-{page}")
        assert seen == [title(lang, n) for n in range(12)]
        assert max(few) - min(few) <= 2, f"a page is a leftover: {few}"
    # One language: more of them on a page.
    wall.resize(1920, 1080)
    room.chairs("vision.show", langs=lang)
    expect(wall.page.locator(".line-second")).to_have_count(0)
    few = [measured(wall.page)["rows"][0] for _ in wall.pages()]
    assert few == [6, 6]
    # The longest titles there may be keep to their lines, in pages of their own length.
    room.chairs("vision.show", langs="both")
    longest = {name: f"{text[:190].strip()} {name}" for name, text in LONGEST.items()}
    for theme in reversed(room.themes[:3]):
        room.chairs("theme.rename", theme=theme, title=longest)
    # The last to be renamed is the first on the wall: when it is there, so are the others.
    expect(wall.rows.first).to_contain_text(longest[lang][-40:])
    for width, height in OF[lang]:
        wall.resize(width, height)
        for page in wall.pages():
            sound(wall.page, whole=False)
            shot(wall.page, f"long-{width}-{page}")
    # So does one of them alone, with what the chair said to it and to its cards.
    room.clarify(f"card:{room.cards_of[0][3]}")
    room.chairs("vision.show", theme=room.themes[0])
    expect(wall.page.locator(".focus")).to_be_visible()
    for width, height in OF[lang]:
        wall.resize(width, height)
        for page in wall.pages():
            sound(wall.page, whole=False)
            shot(wall.page, f"long-alone-{width}-{page}")


@in_both
def test_lines_are_those_that_the_letters_take(wall: Wall, server: Server, shot: Shot, lang: str) -> None:
    room = Board(server, lang, vote=False)
    room.chairs("vision.show", langs=lang)
    wall.open(room)
    room.entitles(WIDE[lang])
    expect(wall.rows.first).to_contain_text(WIDE[lang].strip())
    for width, height in [BEAMERS[0], BEAMERS[2]]:
        wall.resize(width, height)
        for page in wall.pages():
            sound(wall.page)
            shot(wall.page, f"wide-{width}-{page}")
    if lang == "en":  # no letter of Lao is much narrower than what one would guess
        wall.resize(*BEAMERS[0])
        room.entitles(NARROW)
        expect(wall.rows.first).to_contain_text(NARROW.strip())
        assert [measured(wall.page)["rows"][0] for _ in wall.pages()] == [6, 6]


@pytest.mark.parametrize("themes", [1, 3, 7])
def test_few_themes_stand_large_with_their_cards(wall: Wall, server: Server, shot: Shot, themes: int) -> None:
    wall.open(Board(server, "en", themes=themes))
    expect(wall.page.locator(".vision[data-large]")).to_have_count(1 if themes <= 3 else 0)
    expect(wall.page.locator(".quote")).to_have_count(3 if themes == 1 else 0)
    for _ in wall.pages():
        sound(wall.page, whole=themes > 1)
    shot(wall.page, f"few-{themes}")


def test_a_theme_of_four_hundred_cards(wall: Wall, server: Server, shot: Shot) -> None:
    room = Board(server, "lo", themes=1, vote=False)
    room.gathers(396)
    room.chairs("vision.show", theme=room.themes[0])
    wall.open(room)
    expect(wall.page.locator(".focus-facts")).to_contain_text(wall.t("desk.cards_n", n=400))
    seen = 0
    for page in wall.pages():
        if page % 8 == 1:
            sound(wall.page)
        seen += wall.page.locator(".focus-card").count()
    assert seen == 400
    shot(wall.page, "many")


# --- order, and the vote -------------------------------------------------------------------------


def test_order_and_the_vote_of_the_room(wall: Wall, server: Server) -> None:
    room = Board(server, "en", themes=5)
    room.chairs("vision.show", langs="en")
    wall.open(room)
    laid = [title("en", n) for n in range(5)]
    expect(wall.rows).to_have_text(laid)
    expect(wall.page.locator(".line-hands").first).to_contain_text("4")
    legend = wall.page.locator(".legend-hands")
    expect(legend).to_have_text(wall.t("screen.hands"))
    # Four are a part of a sum; of a number of votes for each person they are none, and only said to be in it.
    room.chairs("vision.count", rule="average")
    expect(legend).to_have_text(wall.t("screen.hands_in"))
    expect(wall.page.locator(".line-hands span[aria-hidden]")).to_have_count(0)
    room.chairs("vision.count", rule="sum")
    by_votes = [laid[n] for n in (0, 3, 1, 2, 4)]
    room.chairs("vision.show", sort="votes")
    expect(wall.rows).to_have_text(by_votes)
    room.chairs("theme.place", theme=room.themes[4], cards=[room.cards_of[0][0]])
    room.chairs("vision.show", sort="breadth")
    expect(wall.rows.nth(1)).to_have_text(laid[4])
    room.chairs("vision.show", sort="votes")
    # A vote whose numbers are not told yet: they are neither shown nor read off the order.
    said = room.chairs("poll.open", budget=3, cap=1)
    expect(wall.page.locator(".invite")).to_contain_text(wall.t("screen.vote_now"))
    expect(wall.rows).to_have_text(laid)
    expect(wall.page.locator(".line-number strong")).to_have_count(0)
    room.casts(room.dao, int(said["round"]), f"theme:{room.themes[2]}")
    expect(wall.page.locator(".invite-voted .unseen")).to_have_text(re.compile(r"1\D+\d+"))
    room.chairs("poll.close")
    room.chairs("vision.count", rule="fresh")
    expect(wall.rows.first).to_have_text(laid[2])
    expect(wall.page.locator(".legend")).to_contain_text(wall.t("screen.by.fresh"))


@in_both
def test_the_vote_takes_of_the_room_and_nothing_is_cut(
    wall: Wall, server: Server, shot: Shot, lang: str
) -> None:
    """A6: what was handed in stands beside the votes, and takes no line of the picture."""
    long = {name: (text * 2)[:270].strip() for name, text in LONGEST.items()}
    room = Board(
        server, lang, cards=[(kind, f"{long[use]} {n}", use) for n, (kind, _, use) in enumerate(CARDS)]
    )
    room.chairs("theme.rename", theme=room.themes[0], title={name: text[:190] for name, text in long.items()})
    for subject in (f"theme:{room.themes[0]}", *(f"card:{card}" for card in room.cards_of[0])):
        room.clarify(subject, long)
    round = int(room.chairs("poll.open", budget=3, cap=1)["round"])
    seat = {"group": room.groups[0], "name": "Boun", "org_other": "-"}
    seated = room.ws.wish("person.seat", room.noy["token"], **seat)["ok"]["person"]
    given = {f"theme:{room.themes[0]}": 1}
    done = room.ws.wish("ballot.hand_in", room.noy["token"], round=round, person=seated, dots=given)
    assert "ok" in done, done
    wall.open(room)
    expect(wall.page.locator(".invite .say-other")).to_be_visible()
    expect(wall.page.locator(".invite-handed")).to_have_text(wall.t("screen.handed_in", n=1))
    for alone in (None, room.themes[0]):
        if alone:
            room.chairs("vision.show", theme=alone)
            expect(wall.page.locator(".focus")).to_be_visible()
        for width, height in OF[lang]:
            wall.resize(width, height)
            seen = 0
            for page in wall.pages():
                sound(wall.page, whole=False)
                seen += sum(measured(wall.page)["rows"])
                shot(wall.page, f"poll-{'alone' if alone else 'all'}-{width}-{page}")
            assert seen == (4 if alone else 12)
        assert violations(wall.page) == []


def test_what_moves_is_seen_to_move_and_rests_where_less_is_asked(browsers: Browsers, server: Server) -> None:
    room = Board(server, "en", themes=4)
    calm = Wall(browsers.laptop(1920, 1080)).open(room)
    lively = Wall(browsers.laptop(1280, 720)).open(room)
    lively.page.emulate_media(reduced_motion="no-preference")
    count = """() => {
      const own = Element.prototype.animate;
      window.moves = [];
      Element.prototype.animate = function (frames, how) {
        moves.push(how.duration);
        return own.call(this, frames, how);
      };
    }"""
    for screen in (calm, lively):
        expect(screen.rows).to_have_count(4)
        screen.page.evaluate(count)
    room.chairs("vision.show", sort="votes")
    for screen in (calm, lively):
        expect(screen.rows.nth(1)).to_have_text(title("en", 3))
    moved = lively.page.evaluate("moves")
    assert moved and max(moved) <= 250
    assert calm.page.evaluate("moves") == []


# --- held ----------------------------------------------------------------------------------------


@in_both
def test_frozen_keeps_the_picture_and_blank_shows_none(
    browsers: Browsers, server: Server, shot: Shot, lang: str
) -> None:
    room = Board(server, lang, themes=4)
    way = browsers.way()
    wall = Wall(browsers.device(1920, 1080, way).new_page()).open(room)
    expect(wall.rows).to_have_count(4)
    before = wall.titles()
    room.chairs("screen.hold", how="frozen")
    expect(wall.page.locator(".held-sign")).to_contain_text(wall.t("screen.held", time=""))
    for n in range(2):
        room.chairs("theme.rename", theme=room.themes[n], title={"lo": "ໃໝ່", "en": "New"})
    room.chairs("theme.retire", theme=room.themes[3])
    room.chairs("step.go", step=room.steps()["groups"])
    # A screen that is opened now has no such picture: it waits, and tells nothing that the others do not.
    late = Wall(browsers.laptop(1280, 720)).open(room)
    expect(late.page.locator(".held-wait")).to_contain_text(late.t("screen.held_wait"))
    assert wall.titles() == before
    sound(wall.page)
    shot(wall.page, "frozen")
    shot(late.page, "waiting")
    assert violations(wall.page) == []
    wall.page.keyboard.press("Tab")
    assert wall.page.evaluate("!document.activeElement.closest('main')"), "what is kept leads nowhere"
    if lang == "lo":  # never stale without saying so, held or not
        way.cut()
        stale = wall.page.locator(".stale")
        expect(stale).to_contain_text(wall.t("screen.stale", time=""))
        way.mend()
        expect(stale).to_have_count(0, timeout=30_000)
    room.chairs("screen.hold", how="blank")
    expect(wall.page.locator(".kept, .foot")).to_have_count(0)
    # In one look: the controls go by themselves when nobody touches anything.
    told, controls = wall.page.evaluate(
        "['.screen', '.controls'].map(one => document.querySelector(one)?.innerText.trim() ?? '')"
    )
    assert told in ("", controls)
    assert wall.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    shot(wall.page, "blank")
    room.chairs("step.go", step=room.steps()["vision"])
    room.chairs("screen.hold", how="live")
    expect(wall.rows).to_have_text([say_of(lang, "ໃໝ່", "New")] * 2 + [title(lang, 2)])


# --- prepared before it is shown -----------------------------------------------------------------


def test_the_preview_is_what_goes_live(browsers: Browsers, server: Server, wall: Wall, shot: Shot) -> None:
    room = Board(server, "lo", themes=4)  # one page: no screen turns to another meanwhile
    wall.open(room)
    chair = Chair(browsers.laptop(1366, 768), "lo")
    chair.page.goto(room.links["chair"])
    chair.do("show.compose")
    seen: FrameLocator = chair.sheet().frame_locator("iframe")
    expect(seen.locator(".line-first").first).to_have_text(title("lo", 0))
    chair.press(chair.sheet().locator("label", has=chair.page.locator('[value="votes"]')))
    chair.press(chair.sheet().locator("label", has=chair.page.locator('[value="en"]')))
    expect(seen.locator(".line-first").nth(1)).to_have_text(TITLES[3][1])
    expect(seen.locator(".line-second")).to_have_count(0)
    chair.page.locator("#show-theme").select_option(str(room.themes[0]))
    expect(seen.locator(".focus-card").first).to_be_visible()
    seen.locator("main.picture").evaluate(LETTERS)  # what fits is counted anew when the letters come
    prepared = seen.locator("main.picture").inner_text()
    assert wall.titles()[1] == title("lo", 1), "nothing of it is on a screen yet"
    shot(chair.page, "composer")
    chair.do("show.go", chair.sheet())
    expect(wall.page.locator(".focus-card").first).to_be_visible()
    expect(wall.page.locator("main.picture")).to_have_text(prepared, use_inner_text=True)
    chair.sees("show.same")


# --- several screens -----------------------------------------------------------------------------


def test_screens_of_different_views(browsers: Browsers, server: Server, wall: Wall, shot: Shot) -> None:
    room = Board(server, "lo", themes=4)  # one page: no screen turns to another meanwhile
    wall.open(room)
    side = Wall(browsers.laptop(1280, 720)).open(room, "&view=board")
    third = Wall(browsers.laptop(1280, 720)).open(room)
    third.page.get_by_label(third.t("screen.this")).select_option(f"theme.{room.themes[3]}")
    head = third.page.locator(".focus-head h1")
    expect(head).to_have_text(title("lo", 3))
    shot(third.page, "chosen")
    third.page.reload()
    expect(head).to_have_text(title("lo", 3))
    room.chairs("vision.show", theme=room.themes[0])
    expect(wall.page.locator(".focus-head h1")).to_have_text(title("lo", 0))
    expect(side.rows.first).to_have_text(title("lo", 0))
    room.chairs("step.go", step=room.steps()["groups"])
    wall.shows("groups")
    side.shows("vision")
    expect(head).to_have_text(title("lo", 3))
    # A theme that is gone: the whole board, not an empty wall.
    room.chairs("theme.retire", theme=room.themes[3])
    expect(third.rows.first).to_have_text(title("lo", 0))
    third.page.get_by_label(third.t("screen.this")).select_option("follow")
    third.shows("groups")
    room.chairs("screen.hold", how="blank")
    for screen in (wall, side, third):
        expect(screen.page.locator(".foot")).to_have_count(0)


# --- at a tap ------------------------------------------------------------------------------------


@in_both
def test_a_card_leads_to_what_was_said_under_it_and_shows_its_photo(
    wall: Wall, server: Server, shot: Shot, lang: str
) -> None:
    """The way back from a theme ends where the table's words and pictures are, and no name is among them."""
    room = Board(server, lang)
    room.chairs("board.move_all", phase="reveal")
    card, words = room.cards_of[0][0], [f"{LONGEST[lang][:130].strip()} {n}" for n in range(9)]
    taken = upload(room.ws, room.kham["token"], file(scene(800, 600))).json()
    done = room.ws.wish("photo.attach", room.kham["token"], board=room.boards[0], card=card, **taken)
    assert "ok" in done, done
    for n, text in enumerate(words):
        who = room.kham if n % 2 else room.noy
        done = room.ws.wish("reply.post", who["token"], card=card, text=text, lang=lang)
        assert "ok" in done, done
    wall.open(room)
    wall.into(0)
    wall.press(wall.page.locator(f'[data-into="card:{card}"]'))
    further, lines = wall.page.locator(".further"), wall.page.locator(".reply-line")
    expect(further).to_have_text(wall.t("reply.n", n=9))
    picture = wall.page.locator(".one-card .photos-large img")
    assert picture.evaluate("async it => { await it.decode(); return it.naturalWidth; }") == 800
    for width, height in OF[lang]:
        wall.resize(width, height)
        sound(wall.page)
        shot(wall.page, f"photo-{width}")
    assert violations(wall.page) == []
    wall.press(further)
    for width, height in OF[lang]:
        wall.resize(width, height)
        seen: list[str] = []
        for page in wall.pages():
            sound(wall.page, whole=False)
            seen += lines.all_inner_texts()
            shot(wall.page, f"replies-{width}-{page}")
        assert [one.strip() for one in seen] == words
    assert violations(wall.page) == []
    wall.page.keyboard.press("Escape")
    expect(further).to_be_focused()
    # Hidden at its table, it is gone here; a theme that is parked takes its cards with it.
    reply = next(
        one["id"]
        for one in room.ws.streams(room.noy["token"])[f"group:{room.groups[0]}"]
        if one["type"] == "reply"
    )
    room.chairs("reply.hide", reply=reply, reason="twice")
    expect(further).to_have_text(wall.t("reply.n", n=8))
    wall.press(further)
    room.chairs("theme.park", theme=room.themes[0], on=True)
    expect(lines).to_have_count(0)
    expect(wall.rows.first).to_have_text(title(lang, 1))


# How far the ring of what has the keyboard is cut at its sides, or lies over the row's own words; in pixels.
RING = """() => {
  const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
  const [wide, off] = [parseFloat(style.outlineWidth), parseFloat(style.outlineOffset)];
  let worst = 0;
  for (let around = it.parentElement; around !== document.body; around = around.parentElement) {
    if (getComputedStyle(around).overflowX === "visible") continue;
    const cut = around.getBoundingClientRect();
    worst = Math.max(worst, cut.left - (box.left - off - wide), box.right + off + wide - cut.right);
  }
  if (it.matches(".into"))
    for (const words of it.parentElement.querySelectorAll("*:not(.into)"))
      worst = Math.max(worst, words.getBoundingClientRect().right - (box.right + off));
  return worst;
}"""


@pytest.mark.parametrize(("lang", "finger"), [("lo", True), ("en", False)])
def test_a_tap_leads_from_theme_to_card_and_back(
    browsers: Browsers, server: Server, shot: Shot, lang: str, finger: bool
) -> None:
    room = Board(server, lang)
    wall = Wall(browsers.laptop(1920, 1080, has_touch=finger))
    room.clarify(f"theme:{room.themes[0]}")
    room.clarify(f"card:{room.cards_of[0][0]}")
    wall.page.clock.install()
    wall.open(room)
    head, card = wall.page.locator(".focus-head h1"), wall.page.locator(".one-card .big-text")
    rows = wall.page.locator(".focus-card")
    back = wall.page.locator(".back")
    wall.into(0)
    expect(head).to_have_text(title(lang, 0))
    expect(wall.page.locator(".focus > .said")).to_contain_text(SAID[lang])
    seen = 0
    for page in wall.pages():
        sound(wall.page)
        seen += rows.count()
        shot(wall.page, f"theme-{page}")
    assert seen == 4
    assert violations(wall.page) == []
    problem = wall.page.locator(f'[data-into="card:{room.cards_of[0][0]}"]')
    wall.press(problem)
    expect(card).to_be_visible()
    expect(wall.page.locator(".one-card .said")).to_contain_text(SAID[say_of(lang, "en", "lo")])
    expect(wall.page.locator(".big-facts")).to_contain_text(wall.t("vote.count", n=1))
    expect(wall.page.locator(".group-line-name .sign text")).to_have_text("1")
    for width, height in BEAMERS:
        wall.resize(width, height)
        sound(wall.page)
        shot(wall.page, f"card-{width}")
    wall.resize(1920, 1080)
    assert violations(wall.page) == []
    wall.press(back)
    expect(head).to_have_text(title(lang, 0))
    wall.press(back)
    expect(wall.rows.first).to_have_text(title(lang, 0))
    # By keyboard: to the second theme, its card, and back to where one was.
    wall.page.locator(".into").nth(1).focus()
    assert wall.page.evaluate(RING) < 1
    wall.page.keyboard.press("Enter")
    expect(head).to_have_text(title(lang, 1))
    expect(back).to_be_focused()
    assert wall.page.evaluate(RING) < 1
    wall.page.keyboard.press("Shift+Tab")
    assert wall.page.evaluate(RING) < 1
    wall.page.keyboard.press("Enter")
    expect(card).to_be_visible()
    wall.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    wall.page.keyboard.press("Escape")
    expect(wall.page.locator(".into").nth(1)).to_be_focused()
    # By itself, when nobody is there any more; and at once when the chair shows something.
    wall.into(2)
    expect(head).to_have_text(title(lang, 2))
    wall.page.clock.fast_forward(61_000)
    expect(head).to_have_count(0)
    wall.into(0)
    expect(head).to_be_visible()
    room.chairs("vision.show", theme=room.themes[4])
    expect(head).to_have_text(title(lang, 4))
    expect(back).to_have_count(0)
