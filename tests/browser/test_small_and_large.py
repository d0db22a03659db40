"""The narrowest phone in the largest letters, and the wall: no sideways scroll, no word broken, no mark cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import sight
from tests.browser.axe import SETTLED
from tests.browser.conftest import Browsers
from tests.browser.faces import Chair, Leader, Phone, Screen
from tests.browser.prepared import Prepared
from tests.doors.real import Server

pytestmark = pytest.mark.browser
in_both = pytest.mark.parametrize("lang", ["lo", "en"])
Shot = Callable[[Page, str], None]
HUGE = "localStorage.setItem('ws:size', 'huge')"
# Every title and word at its longest, of syllables with the most above and below.
STACKS = {"lo": "ຊຶ່ງຜູ້ນຳຫຼຸດຜ່ອນນ້ຳກໍ່ປີ້ " * 7, "en": "Digital skills of the people " * 6}
WALL_PLACES = {"board": ["line-first", "line-second"], "alone": ["focus-second", "focus-text"]}
VIEWS = ["room", "desk", "people", "links", "settings"]


class Eye:
    """Gathers what is amiss, with the state in which it was seen."""

    def __init__(self, shot: Shot) -> None:
        self.shot = shot
        self.found: list[str] = []

    def look(self, page: Page, state: str) -> None:
        page.evaluate(SETTLED)
        self.shot(page, state)
        self.found += [f"{state}: {line}" for line in sight.wrong(page)]

    def draws(self, page: Page, state: str, *places: str) -> None:
        """Stacked marks in every place that clips: all of their ink is drawn, and none of a line that is not shown."""
        clip, lost = sight.cut(page)
        self.shot(page, f"{state}-stacked")
        self.found += [f"{state}: {line}" for line in lost]
        missed = [one for one in places if not any(one in name for name in clip)]
        assert not missed, f"{state}: nothing was drawn in {missed} of {sorted(clip)}"

    def sees_nothing(self) -> None:
        assert not self.found, "\n".join(self.found)


@pytest.fixture
def eye(shot: Shot) -> Eye:
    return Eye(shot)


@in_both
def test_e11_the_narrowest_phone_in_the_largest_letters(
    browsers: Browsers, server: Server, eye: Eye, lang: str
) -> None:
    """E11: kinds broke inside the syllable, and the leader's "Time is up" made the page 416 px wide.

    Planted: the name of the group giving way to the time; a stepper in one line.
    """
    room = Prepared(server, lang)
    room.cards()
    room.chairs("timer.start", board=room.boards[0], seconds=60)
    room.chairs("timer.add", board=room.boards[0], seconds=-60)
    leader = Leader(browsers.phone(320, 640), lang)
    leader.page.add_init_script(HUGE)
    room.opens(leader, room.noy)
    expect(leader.page.locator(".top-now .timer-up")).to_be_visible()
    eye.look(leader.page, "leader: board")
    leader.tab("desk")
    expect(leader.page.locator(".desk")).to_be_visible()
    eye.look(leader.page, "leader: desk")
    phone = Phone(browsers.phone(320, 640), lang)
    phone.page.add_init_script(HUGE)
    phone.page.goto(room.url)
    expect(phone.page.locator("html")).to_have_attribute("data-size", "huge")
    eye.look(phone.page, "language")
    phone.choose_language()
    eye.look(phone.page, "join")
    room.opens(phone, room.kham)
    eye.look(phone.page, "write")
    phone.press(phone.page.locator(".composer-shut"))
    eye.look(phone.page, "composer")
    phone.tab("me")
    eye.look(phone.page, "me")
    phone.tab("board")
    for phase in ("reveal", "vote", "report"):
        room.phase(phase)
        phone.phase(phase)
        eye.look(phone.page, phase)
    leader.phase("report")
    eye.look(leader.page, "leader: report")
    if lang == "lo":
        eye.draws(phone.page, "report", "clamp-2", "top-name")
        eye.draws(leader.page, "leader: report", "top-name")
    eye.sees_nothing()


@in_both
def test_e11_the_chairs_page_on_a_phone(browsers: Browsers, server: Server, eye: Eye, lang: str) -> None:
    """E11: at 320 px the chair's tabs lay on each other, and phases were columns of letters.

    Planted: buttons that may be as narrow as a finger (`min-width: var(--touch)`); tabs in one row.
    """
    room = Prepared(server, lang)
    room.cards()
    chair = Chair(browsers.laptop(320, 640), lang)
    chair.page.goto(f"{browsers.base}/chair/{room.ws.code}#t={room.ws.chair}")
    chair.page.locator(".chair-main").wait_for()
    for view in VIEWS:
        chair.view(view)
        eye.look(chair.page, view)
    if lang == "lo":
        chair.page.set_viewport_size({"width": 1366, "height": 768})
        room.phase("reveal")
        chair.page.reload()
        chair.view("desk")
        expect(chair.page.locator(".slip")).to_have_count(3)
        eye.draws(chair.page, "desk, wide")
    eye.sees_nothing()


@in_both
def test_e11_marks_of_the_groups_names_on_the_wall(
    browsers: Browsers, server: Server, eye: Eye, lang: str
) -> None:
    """E11: tone marks lost their top on the wall where what clips has lines closer than 1.6.

    Planted: a group's name at 1.5, which is seen.
    """
    room = Prepared(server, lang)
    cards = room.cards()
    screen = Screen(browsers.laptop(1280, 720), lang)
    page = screen.page
    page.goto(room.links["screen"])
    room.chairs("step.go", step=room.steps()["groups"])
    screen.shows("groups")
    eye.look(page, "groups")
    if lang == "lo":
        eye.draws(page, "groups", "foot-title")
        page.reload()
        screen.shows("groups")
        name = page.locator(".work-name .sign > span").first
        name.evaluate("it => { it.style.lineHeight = 1; }")
        assert any("marks cut off" in line for line in sight.wrong(page))
        assert any(line.startswith("cut: ") for line in sight.cut(page)[1])
    # The longest titles, the chair's words below them, one theme alone: all that cuts off after some lines.
    room.phase("reveal")
    themes = [int(room.chairs("theme.create", title=STACKS, cards=[card])["theme"]) for card in cards[:2]]
    room.chairs("clarification.set", subject=f"card:{cards[0]}", text=STACKS)
    room.chairs("step.go", step=room.steps()["vision"])
    for state, theme in (("board", None), ("alone", themes[0])):
        room.chairs("vision.show", theme=theme)
        page.reload()
        expect(page.locator(f".{WALL_PLACES[state][0]}").first).to_be_visible()
        eye.look(page, state)
        if lang == "lo":
            eye.draws(page, state, *WALL_PLACES[state])
    if lang == "lo":
        page.reload()
        expect(page.locator(".focus-head h1")).to_be_visible()
        page.locator(".focus-head h1").evaluate("it => { it.style.lineHeight = 1.3; }")
        assert any(line.startswith("the next line") for line in sight.cut(page)[1])
    eye.sees_nothing()
