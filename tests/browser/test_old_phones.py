"""Phones of 2020 and 2021, and pages whose script does not come: what is promised works, and the rest says so."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import SETTLED
from tests.browser.conftest import Browsers
from tests.browser.faces import Chair, Phone
from tests.browser.prepared import PROBLEM, Prepared
from tests.browser.words import say
from tests.doors.real import Server

pytestmark = pytest.mark.browser

# What Chrome 80 or Safari 14.1 has not, taken away before the page begins.
OLDER = """
for (const [owner, names] of [
  [Array.prototype, ["at", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with"]],
  [String.prototype, ["at", "replaceAll", "isWellFormed"]],
  [Object.getPrototypeOf(Int8Array.prototype), ["at"]],
  [Object, ["hasOwn", "groupBy"]],
  [Promise, ["any", "withResolvers"]],
  [Element.prototype, ["replaceChildren", "checkVisibility"]],
  [AbortSignal, ["timeout", "any"]],
  [HTMLElement.prototype, ["inert", "showPopover", "popover"]],
  [HTMLDialogElement.prototype, ["show", "showModal", "close", "open", "returnValue"]],
  [Intl, ["Segmenter"]],
  [Crypto.prototype, ["randomUUID"]],
  [window, ["structuredClone", "reportError", "requestIdleCallback", "BroadcastChannel", "ResizeObserver",
            "AggregateError", "WeakRef", "HTMLDialogElement", "navigation", "scheduler", "CompressionStream"]],
]) for (const name of names) delete owner[name];
"""


@pytest.fixture
def room(server: Server) -> Prepared:
    return Prepared(server, "lo")


def older(page: Page) -> Page:
    page.add_init_script(OLDER)
    return page


def test_e10_what_old_browsers_lack_is_not_missed(browsers: Browsers, room: Prepared) -> None:
    """E10: no sheet opened, nobody could join where there is a list, the chair's page was blank.

    Planted: without core/old.ts the list does not open; without ui/standin.ts the sheet lies under the tabs.
    """
    phone = Phone(older(browsers.phone()), "lo")
    phone.join(room.url, "ນາງ ສົມໃຈ", "ກະຊວງສຶກສາ", group=1)
    assert phone.page.evaluate("[typeof [].at, typeof HTMLDialogElement, typeof structuredClone]") == [
        "function",
        "undefined",
        "undefined",
    ]
    phone.write("problem", "ໂທລະສັບເກົ່າກໍໃຊ້ໄດ້")
    page = phone.page
    opener = page.locator("main .card button[aria-haspopup=dialog]").first
    opener.focus()
    page.keyboard.press("Enter")
    sheet = phone.sheet()
    expect(sheet).to_be_visible()
    expect(sheet).to_have_attribute("aria-modal", "true")
    expect(page.locator("#app")).to_have_attribute("aria-hidden", "true")
    # Above the tabs, wherever it is touched, and no key leaves it. It slides in from below: wait till it stands.
    page.evaluate(SETTLED)
    box = sheet.bounding_box()
    assert box
    foot = [box["x"] + box["width"] / 2, box["y"] + box["height"] - 8]
    assert page.evaluate("([x, y]) => !!document.elementFromPoint(x, y)?.closest('dialog')", foot)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(page.locator("#app")).not_to_have_attribute("aria-hidden", "true")
    expect(opener).to_be_focused()

    chair = Chair(older(browsers.laptop(1366, 768)), "lo")
    chair.page.goto(f"{room.url.replace(room.ws.code, 'chair/' + room.ws.code)}#t={room.ws.chair}")
    chair.do("view.history")
    expect(chair.sheet()).to_have_attribute("aria-modal", "true")
    chair.page.keyboard.press("Escape")
    expect(chair.sheet()).to_have_count(0)
    screen = older(browsers.laptop(1280, 720))
    screen.goto(room.links["screen"])
    expect(screen.locator(".screen")).to_be_visible()


def blocked(route: Route) -> None:
    route.abort()


def broken(route: Route) -> None:
    route.fulfill(body="const = ;", content_type="text/javascript")


def thrown(route: Route) -> None:
    route.fulfill(body="throw new Error('planted')", content_type="text/javascript")


def missing(route: Route) -> None:
    route.fulfill(status=404, body="")


@pytest.mark.parametrize(
    ("face", "how"),
    [("phone", blocked), ("phone", broken), ("phone", thrown), ("chair", missing), ("screen", blocked)],
)
def test_e10_a_page_that_cannot_start_says_so_in_both_languages(
    browsers: Browsers, room: Prepared, face: str, how: object
) -> None:
    """E10: it stayed empty for good. Within three seconds, by styles alone: no script is asked to say it."""
    page = browsers.phone()
    page.route("**/static/*.js", how)  # type: ignore[arg-type]
    where = {
        "phone": f"/{room.ws.code}",
        "chair": f"/chair/{room.ws.code}",
        "screen": f"/screen/{room.ws.code}",
    }
    page.goto(browsers.base + where[face])
    for lang in ("lo", "en"):
        line = page.locator(f'#late [lang="{lang}"]')
        expect(line).to_be_visible()
        expect(line).to_contain_text(say(lang, "page.late"))
    waited = page.evaluate(
        "(({ animationDelay, animationDuration }) => [animationDelay, animationDuration])"
        "(getComputedStyle(document.getElementById('late')))"
    )
    assert sum(float(each.removesuffix("s")) for each in waited) <= 3
    page.unroute("**/static/*.js")
    page.locator("#late a").first.click()
    expect(page.locator("#app > *").first).to_be_visible()
    expect(page.locator("#late")).to_have_count(0)
    browsers.wrong.clear()  # what was planted is what went wrong


def test_e10_without_styles_too_it_says_so(browsers: Browsers, room: Prepared) -> None:
    """E10: nothing but the page itself comes through."""
    page = browsers.phone()
    page.route("**/static/**", blocked)
    page.goto(f"{browsers.base}/{room.ws.code}")
    for lang in ("lo", "en"):
        expect(page.locator(f'#late [lang="{lang}"]')).to_be_visible()
    browsers.wrong.clear()


# Chrome's Translate: each piece of text that may be translated goes into a <font> of its own, whose words stay.
TRANSLATES = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let node; node = walk.nextNode();)
    if (node.data.trim() && node.parentElement.translate && !node.parentElement.closest(".notranslate"))
      found.push(node);
  for (const node of found) {
    const font = document.createElement("font");
    font.append(node.cloneNode());
    node.replaceWith(font);
  }
  return found.length;
}"""


def test_e9_a_translator_finds_nothing_to_translate(browsers: Browsers, room: Prepared) -> None:
    """E9: "5 votes left" with three laid. Every browser test asks of each page it opened whether it may be translated.

    Planted: a page that may be translated, whose number stays.
    """
    room.cards()
    room.phase("vote")
    phone = Phone(browsers.phone(), "lo")
    room.opens(phone, room.kham)
    left = phone.budget()
    expect(left).to_be_visible()
    assert phone.page.evaluate(TRANSLATES) == 0
    phone.vote(PROBLEM)
    expect(left).to_have_text(phone.t("vote.left", n=4))
    phone.page.evaluate("document.documentElement.translate = true")
    phone.page.evaluate("document.documentElement.classList.remove('notranslate')")
    assert phone.page.evaluate(TRANSLATES) > 0
    phone.vote(PROBLEM)
    phone.at_rest()
    assert phone.t("vote.left", n=3) not in left.inner_text()
    phone.page.reload()
    phone.inside()
