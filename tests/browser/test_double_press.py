"""A finger that presses twice, two laptops that do the same, and what is moved under the keyboard: one act each.

The two presses come from the page itself, at one moment: no pause of the machine can part them.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import violations
from tests.browser.conftest import Browsers
from tests.browser.faces import Phone
from tests.browser.prepared import Prepared
from tests.browser.six import ONE, TWO, WORDS, Six
from tests.doors.real import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def twice(it: Locator) -> None:
    it.evaluate("it => { it.click(); it.click(); }")


def merges(six: Six) -> list[str]:
    """The names of the steps of the merge, as the server keeps them."""
    records = [one for stream in six.ws.streams(six.ws.chair).values() for one in stream]
    deeds = {int(one["id"]): str(one["name"]) for one in records if one["type"] == "deed"}
    return [name for _, name in sorted(deeds.items()) if name.partition(".")[0] in ("theme", "clarification")]


def test_two_presses_make_one_theme_and_one_clarification(browsers: Browsers, server: Server) -> None:
    six = Six(server, "en")
    chair = six.chair_at(browsers, "en")
    chair.pick(WORDS[0][2])
    chair.do("desk.new", chair.page.locator(".picked"))
    chair.type_theme(ONE["lo"], ONE["en"])
    twice(chair.sheet().locator("button[type=submit]"))
    expect(chair.sheet()).to_have_count(0)
    chair.has(ONE["en"], WORDS[0][2])
    # What a second one would have made comes before anything that is made afterwards.
    chair.gathers(TWO, WORDS[1][2])
    expect(chair.page.locator(".theme")).to_have_count(2)
    assert merges(six) == ["theme.create", "theme.create"]


def test_a_rename_is_told_as_it_was_and_leaves_what_somebody_else_changed(
    browsers: Browsers, server: Server
) -> None:
    six = Six(server, "en")
    theme = six.chairs("theme.create", title=ONE, cards=[six.wrote[0][2]])["theme"]
    chair = six.chair_at(browsers, "en")
    chair.edit(ONE["en"])
    six.chairs("theme.rename", theme=theme, title=TWO)
    chair.sees("desk.title_meanwhile", title=TWO["en"])
    chair.page.fill("#theme-note", "Ask group 3")
    chair.do("act.save", chair.sheet())
    expect(chair.sheet()).to_have_count(0)
    expect(chair.theme(TWO["en"])).to_contain_text("Ask group 3")
    six.chairs("theme.rename", theme=theme, title={"lo": "", "en": "A third name"})
    chair.do("view.history")
    told = chair.sheet().locator(".deed-told")
    expect(told.filter(has_text=chair.t("deed.theme.rename", was=ONE["en"], title=TWO["en"]))).to_have_count(
        1
    )
    expect(
        told.filter(has_text=chair.t("deed.theme.rename", was=TWO["en"], title="A third name"))
    ).to_have_count(1)


def test_words_begun_in_a_sheet_are_there_when_it_is_opened_again(browsers: Browsers, server: Server) -> None:
    """A tap beside the sheet, or Escape, took what had been typed for minutes."""
    six = Six(server, "en")
    theme = six.chairs("theme.create", title=ONE, cards=[six.wrote[0][2]])["theme"]
    chair = six.chair_at(browsers, "en")
    page = chair.page
    chair.edit(ONE["en"])
    page.fill("#theme-note", "Ask group 3")
    page.keyboard.press("Escape")
    expect(chair.sheet()).to_have_count(0)
    # Meanwhile somebody else renames it: what was not touched here is theirs, after a reload too.
    six.chairs("theme.rename", theme=theme, title=TWO)
    page.reload()
    chair.edit(TWO["en"])
    chair.sees("begun.again")
    expect(page.locator("#theme-note")).to_have_value("Ask group 3")
    expect(page.locator("#edit-theme-en")).to_have_value(TWO["en"])
    assert violations(page) == []
    chair.do("act.save", chair.sheet())
    expect(chair.theme(TWO["en"])).to_contain_text("Ask group 3")
    chair.edit(TWO["en"])
    page.fill("#edit-theme-en", "Half a ti")
    chair.do("act.close", chair.sheet())
    chair.edit(TWO["en"])
    expect(page.locator("#edit-theme-en")).to_have_value("Half a ti")
    chair.do("begun.drop", chair.sheet())
    expect(page.locator("#edit-theme-en")).to_have_value(TWO["en"])
    expect(chair.sheet().get_by_text(chair.t("begun.again"))).to_have_count(0)
    chair.do("act.close", chair.sheet())
    chair.pick(WORDS[1][2])
    chair.do("desk.new", page.locator(".picked"))
    page.fill("#name-theme-en", "Learn")
    page.locator("dialog[open]").click(position={"x": 2, "y": 2})
    expect(chair.sheet()).to_have_count(0)
    chair.do("desk.new", page.locator(".picked"))
    expect(page.locator("#name-theme-en")).to_have_value("Learn")


def test_words_begun_in_one_language_leave_the_other_as_it_came_to_be(
    browsers: Browsers, server: Server
) -> None:
    """Who had begun the English title had, without a word, kept the Lao one of that time, and saved it over the new."""
    six = Six(server, "en")
    theme = six.chairs("theme.create", title=ONE, cards=[six.wrote[0][2]])["theme"]
    chair = six.chair_at(browsers, "en")
    page = chair.page
    chair.edit(ONE["en"])
    page.fill("#edit-theme-en", "Begun")
    page.keyboard.press("Escape")
    expect(chair.sheet()).to_have_count(0)
    six.chairs("theme.rename", theme=theme, title=ONE | {"lo": TWO["lo"]})
    expect(chair.theme(ONE["en"])).to_contain_text(TWO["lo"])
    chair.edit(ONE["en"])
    expect(page.locator("#edit-theme-en")).to_have_value("Begun")
    expect(page.locator("#edit-theme-lo")).to_have_value(TWO["lo"])
    chair.do("act.save", chair.sheet())
    expect(chair.theme("Begun")).to_contain_text(TWO["lo"])


def test_a_theme_that_is_moved_by_keys_keeps_the_keyboard(browsers: Browsers, server: Server) -> None:
    six = Six(server, "en")
    for n, title in enumerate(("First", "Second", "Third")):
        six.chairs("theme.create", title={"lo": "", "en": title}, cards=[six.wrote[n][2]])
    chair = six.chair_at(browsers, "en")
    titles = chair.page.locator(".theme h3")
    expect(titles).to_have_text(["First", "Second", "Third"])
    later = chair.button("desk.later_what", what="First")
    later.focus()
    chair.page.keyboard.press("Enter")
    expect(titles).to_have_text(["Second", "First", "Third"])
    expect(later).to_be_focused()
    chair.page.keyboard.press("Alt+ArrowDown")
    expect(titles).to_have_text(["Second", "Third", "First"])
    expect(later).to_be_focused()
    chair.page.keyboard.press("Alt+ArrowUp")
    expect(titles).to_have_text(["Second", "First", "Third"])
    expect(later).to_be_focused()
    # Pressed again before the first is answered: each counts.
    chair.page.keyboard.press("Alt+ArrowUp")
    expect(titles).to_have_text(["First", "Second", "Third"])
    later.evaluate(
        """at => [1, 2].forEach(() => at.dispatchEvent(new KeyboardEvent(
          "keydown", { key: "ArrowDown", code: "ArrowDown", altKey: true, bubbles: true, cancelable: true })))"""
    )
    expect(titles).to_have_text(["Second", "Third", "First"])


def test_the_keyboard_comes_with_what_is_drawn(browsers: Browsers, server: Server) -> None:
    six = Six(server, "en")
    theme = six.chairs("theme.create", title=ONE, cards=[six.wrote[0][2]])["theme"]
    chair = six.chair_at(browsers, "en")
    chair.pick(WORDS[1][2])
    came = chair.focus_comes("#name-theme-lo")
    chair.do("desk.new", chair.page.locator(".picked"))
    assert came()
    chair.page.keyboard.press("Escape")
    expect(chair.sheet()).to_have_count(0)
    came = chair.focus_comes("#to-theme")
    chair.do("desk.to_theme", chair.page.locator(".picked"))
    assert came()
    wall = six.screen_at(browsers, "en")
    into = f'[data-into="theme:{theme}"]'
    came = wall.focus_comes(".back")
    wall.press(wall.page.locator(into))
    assert came()
    came = wall.focus_comes(into)
    wall.press(wall.page.locator(".back"))
    assert came()


def test_the_keyboard_comes_with_the_page_one_writes_on(browsers: Browsers, server: Server) -> None:
    room = Prepared(server)
    phone = Phone(browsers.phone())
    room.opens(phone, room.kham)
    came = phone.focus_comes("#card-text")
    phone.do("composer.open")
    assert came()
