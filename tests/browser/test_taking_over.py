"""The chair's laptop dies in the middle of the merge, at the worst moment: its step was done and the answer never came.

Another goes on with the link alone; nothing is lost, nothing is done twice, and the first may come back.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Browsers, Check
from tests.browser.six import ONE, TWO, WORDS, Six
from tests.doors.real import Server, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])


def steps(six: Six) -> list[str]:
    """The names of the merge's steps, in order, as the server keeps them."""
    records = [one for stream in six.ws.streams(six.ws.chair).values() for one in stream]
    deeds = {int(one["id"]): str(one["name"]) for one in records if one["type"] == "deed"}
    return [name for _, name in sorted(deeds.items()) if name.startswith("theme.")]


@in_both
def test_a_laptop_dies_before_it_hears_the_answer(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    six = Six(server, lang)
    way = browsers.way()
    device = browsers.device(1366, 768, way=way)
    dying = six.chair_on(device.new_page(), browsers, lang)
    dying.gathers(ONE, WORDS[0][2])
    dying.pick(WORDS[1][2])
    dying.do("desk.new", dying.page.locator(".picked"))
    dying.type_theme(TWO["lo"], TWO["en"])
    way.deafen()  # what the laptop says still arrives; it hears nothing any more
    dying.page.keyboard.press("Enter")
    wait_for(lambda: steps(six) == ["theme.create"] * 2, "the step of a laptop that hears nothing")
    dying.page.close()

    # Another laptop, the link alone: everything is there, and the merge goes on.
    other = six.chair_at(browsers, lang)
    other.has(ONE[lang], WORDS[0][2])
    other.has(TWO[lang], WORDS[1][2])
    check(other.page, "taken-over")
    other.pick(WORDS[2][2])
    other.do("desk.to_theme", other.page.locator(".picked"))
    other.press(other.sheet().get_by_role("button").filter(has_text=TWO[lang]))
    other.has(TWO[lang], WORDS[1][2], WORDS[2][2])

    # The first starts again: it sees what the other did, says its own last step to nobody twice, and goes on too.
    way.mend()
    back = six.chair_on(device.new_page(), browsers, lang)
    back.has(TWO[lang], WORDS[1][2], WORDS[2][2])
    back.pick(WORDS[3][2])
    back.do("desk.to_theme", back.page.locator(".picked"))
    back.press(back.sheet().get_by_role("button").filter(has_text=ONE[lang]))
    for desk in (back, other):
        desk.has(ONE[lang], WORDS[0][2], WORDS[3][2])
        expect(desk.page.locator(".theme")).to_have_count(2)
    assert steps(six) == ["theme.create", "theme.create", "theme.place", "theme.place"]


def test_an_answer_lost_on_the_way_is_asked_for_again(browsers: Browsers, server: Server) -> None:
    """The same page hears again in time: the step that was done is not done twice, and the sheet closes on it."""
    six = Six(server, "en")
    way = browsers.way()
    desk = six.chair_on(browsers.device(1366, 768, way=way).new_page(), browsers, "en")
    desk.pick(WORDS[0][2])
    desk.do("desk.new", desk.page.locator(".picked"))
    desk.type_theme(ONE["lo"], ONE["en"])
    way.deafen()
    desk.page.keyboard.press("Enter")
    wait_for(lambda: steps(six) == ["theme.create"], "the step whose answer is lost")
    expect(desk.sheet()).to_have_count(1)
    way.cut()
    way.mend()
    expect(desk.sheet()).to_have_count(0)
    desk.has(ONE["en"], WORDS[0][2])
    assert steps(six) == ["theme.create"]
