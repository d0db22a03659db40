"""The faces as people use them: by what they read and touch. Each method waits for what it leads to."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import SETTLED
from tests.browser.picture import LETTERS
from tests.browser.words import say

# Turns a wall to the first of its pages; how many there are.
FIRST_PAGE = """async () => {
  const told = () => (document.querySelector(".foot-page")?.textContent.match(/\\d+/g) ?? [1, 1]).map(Number);
  for (let tries = 0; told()[0] !== 1 || !tries; tries++) {
    if (tries > 500) throw new Error("the first page never came");
    const key = tries ? "ArrowLeft" : "ArrowRight";
    if (told()[1] > 1) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await new Promise((done) => setTimeout(done));
  }
  return told()[1];
}"""


class Face:
    """A page, and the language of whoever looks at it."""

    name = ""

    def __init__(self, page: Page, lang: str = "en") -> None:
        self.page, self.lang = page, lang

    def t(self, id: str, **params: Any) -> str:
        return say(self.lang, id, **params)

    def press(self, it: Locator) -> None:
        """With a finger where there is one."""
        it.tap() if self._touch() else it.click()

    def tap_twice(self, it: Locator) -> None:
        """A double tap where this is. The second half falls on whatever the first has put there.

        Each touch says itself when it was: a slow machine takes longer between two commands of ours than a finger.
        """
        finger = self.page.context.new_cdp_session(self.page)
        expect(it).to_be_visible()
        self.rests()
        box = it.bounding_box()
        assert box
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        began = time.time()
        for after, kind in ((0.0, "Start"), (0.03, "End"), (0.2, "Start"), (0.23, "End")):
            touch = {"type": f"touch{kind}", "touchPoints": [at] if kind == "Start" else []}
            finger.send("Input.dispatchTouchEvent", touch | {"timestamp": began + after})
        finger.detach()

    def button(self, id: str, /, within: Locator | None = None, **params: Any) -> Locator:
        return (within or self.page).get_by_role("button", name=self.t(id, **params), exact=True)

    def do(self, id: str, /, within: Locator | None = None, **params: Any) -> None:
        self.press(self.button(id, within, **params))

    def sheet(self) -> Locator:
        return self.page.locator("dialog[open]")

    def sees(self, id: str, /, **params: Any) -> None:
        expect(self.page.get_by_text(self.t(id, **params)).first).to_be_visible()

    def token(self, code: str) -> str:
        return str(self.page.evaluate("key => localStorage[key]", f"ws:{code}:{self.name}"))

    def speak(self, lang: str) -> None:
        self.press(self.page.locator(f'.lang [lang="{lang}"]').first)
        self.lang = lang
        expect(self.page.locator("html")).to_have_attribute("lang", lang)

    def until(self, condition: str, seconds: float = 20) -> None:
        """Wait for something in the page. (Playwright's own waiting evaluates strings, which our policy forbids.)"""
        self.page.evaluate(
            f"""ms => new Promise((done, fail) => {{
              const end = performance.now() + ms;
              const look = () => {{
                if ({condition}) done();
                else if (performance.now() > end) fail(new Error("waited in vain"));
                else requestAnimationFrame(look);
              }};
              look();
            }})""",
            seconds * 1000,
        )

    def focus_comes(self, selector: str) -> Callable[[], bool]:
        """Watch for this to be drawn; asked later, whether the keyboard was in it before the browser's next task.

        A key that is pressed meanwhile waits for that task: it must not fall on what lay there before.
        """
        self.page.evaluate(
            """selector => {
              window.focusCame = new Promise((done) => {
                const watch = new MutationObserver(() => {
                  const it = document.querySelector(selector);
                  if (!it) return;
                  watch.disconnect();
                  const next = new MessageChannel();
                  next.port1.onmessage = () => done(it.contains(document.activeElement));
                  next.port2.postMessage(0);
                });
                watch.observe(document, { childList: true, subtree: true });
              });
            }""",
            selector,
        )
        return lambda: bool(self.page.evaluate("window.focusCame"))

    def rests(self) -> None:
        """Wait until nothing moves any more: before anything is measured."""
        self.page.evaluate(SETTLED)

    def no_sideways(self) -> None:
        """Nothing is wider than the page."""
        self.rests()
        wide = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide[0] <= wide[1], f"scrolls sideways: {wide}"

    def _touch(self) -> bool:
        return bool(self.page.evaluate("navigator.maxTouchPoints > 0"))


class Phone(Face):
    name = "phone"

    def join(self, url: str, name: str, org: str = "", group: int | None = None) -> None:
        self.asks_in(url, name, org, group)
        self.inside()

    def asks_in(self, url: str, name: str, org: str = "", group: int | None = None) -> None:
        self.page.goto(url)
        self.choose_language()
        self.page.fill("#join-name", name)
        if org:
            self.press(self.page.locator("#join-org"))
            self.sheet().get_by_role("searchbox").fill(org)
            self.press(self.sheet().get_by_role("button", name=org, exact=True))
        if group:
            self.press(self.page.locator("label.pick").nth(group - 1))
        self.do("join.button")

    def choose_language(self) -> None:
        """The first page speaks both languages; the second is in the one that was pressed."""
        self.press(self.page.get_by_role("button", name={"lo": "ພາສາລາວ", "en": "English"}[self.lang]))
        expect(self.page.locator("#join-name")).to_be_visible()

    def come_back(self, url: str, typed: str) -> None:
        self.page.goto(url)
        self.choose_language()
        self.type_code(typed)
        self.inside()

    def type_code(self, typed: str) -> None:
        if not self.page.locator("#join-code").is_visible():
            self.do("join.have_code")
        self.page.fill("#join-code", typed)
        self.do("act.continue")

    def inside(self) -> None:
        expect(self.page.locator(".inside")).to_be_visible()

    def tab(self, name: str) -> None:
        if self.page.locator(".composer").is_visible():  # it has taken the tabs' place
            self.do("act.close", self.page.locator(".composer"))
        tab = self.page.locator(".tabs button", has_text=self.t(f"tab.{name}"))
        self.press(tab)
        expect(tab).to_have_attribute("aria-current", "page")

    def phase(self, name: str) -> None:
        """Wait until the board is in this phase."""
        expect(self.page.locator(".top-phase")).to_have_text(self.t(f"phase.{name}"))

    def compose(self, kind: str, text: str) -> None:
        """Type a card without sending it."""
        if self.page.locator(".composer-shut").is_visible():
            self.press(self.page.locator(".composer-shut"))
        self.press(self.page.locator(f'.composer label:has([value="{kind}"])'))
        self.page.fill("#card-text", text)

    def write(self, kind: str, text: str, saved: bool = True) -> Locator:
        self.compose(kind, text)
        self.do("act.send")
        card = self.card(text)
        expect(card).to_be_visible()
        expect(self.page.locator("#card-text")).to_have_value("")
        if saved:
            self.saved(text)
        return card

    def saved(self, text: str) -> None:
        expect(self.card(text).locator(".saved-saved")).to_be_visible(timeout=30_000)

    def answer(self, problem: str, text: str) -> None:
        self.do("act.add_solution", self.card(problem))
        self.page.fill("#card-text", text)
        self.do("act.send")
        self.saved(text)

    def card(self, text: str) -> Locator:
        return self.page.locator("main .card").filter(has=self.page.get_by_text(text, exact=True))

    def vote(self, text: str, times: int = 1) -> None:
        for _ in range(times):
            self.do("vote.give_one", self.card(text), text=text)

    def at_rest(self) -> None:
        """Nothing of this phone is on its way any more."""
        self.until("!Object.keys(localStorage).some(key => /:out:/.test(key))")

    def given(self, text: str) -> Locator:
        """One's own dots on a card, as it is read out."""
        return self.card(text).locator(".dots .unseen")

    def budget(self) -> Locator:
        return self.page.locator(".budget [role=status]")

    def personal_code(self) -> str:
        self.tab("me")
        return self.page.locator(".panel .code").inner_text().replace(" ", "")


class Leader(Phone):
    def move(self, phase: str) -> None:
        self.tab("desk")
        self.do(f"lead.to_{phase}")
        self.phase(phase)

    def submit(self, summary: str) -> None:
        self.tab("desk")
        self.do("report.prepare")
        result = self.sheet()
        self.page.fill(f"#report-{self.lang}", summary)
        self.do("report.submit", result)
        expect(result.locator(".tag-accent")).to_be_visible()
        self.do("act.close", result)
        expect(self.button("lead.recall")).to_be_visible()


class Chair(Face):
    name = "chair"

    def view(self, name: str) -> None:
        link = self.page.locator(f'.head-nav a[href="#{name}"]')
        self.press(link)
        expect(link).to_have_attribute("aria-current", "page")

    def links(self) -> dict[str, Any]:
        """Every address on the page of links, read off it."""
        self.view("links")
        expect(self.page.locator("#link-join")).to_be_visible()
        fields = self.page.locator(".links input")
        found = {it.get_attribute("id"): it.input_value() for it in fields.all()}
        each = {int(str(id)[6:]): url for id, url in found.items() if str(id).startswith("link-g")}
        return {
            "join": found["link-join"],
            "screen": found["link-screen"],
            "chair": found["link-chair"],
            "groups": [{"join": url, "leader": found[f"link-l{id}"]} for id, url in sorted(each.items())],
        }

    def slip(self, text: str, within: str = "#inbox") -> Locator:
        return self.page.locator(f"{within} [data-card]").filter(has=self.page.get_by_text(text, exact=True))

    def theme(self, title: str) -> Locator:
        return self.page.locator(".theme").filter(
            has=self.page.get_by_role("heading", name=title, exact=True)
        )

    def pick(self, *texts: str, within: str = "#inbox") -> None:
        for text in texts:
            slip = self.slip(text, within)
            self.press(slip)
            expect(slip).to_have_attribute("aria-selected", "true")

    def name_theme(self, lo: str, en: str) -> None:
        """Answer the sheet that asks what the new theme is called, with Enter."""
        self.type_theme(lo, en)
        self.page.press("#name-theme-en", "Enter")
        expect(self.theme(say_of(self.lang, lo, en))).to_be_visible()
        expect(self.sheet()).to_have_count(0)

    def type_theme(self, lo: str, en: str) -> None:
        expect(self.sheet()).to_be_visible()
        expect(self.page.locator("#name-theme-lo:focus, #name-theme-en:focus")).to_have_count(1)
        self.page.fill("#name-theme-lo", lo)
        self.page.fill("#name-theme-en", en)

    def drag(self, it: Locator, to: Locator) -> None:
        expect(to).to_be_visible()  # what is still to come may move what is about to be taken
        it.scroll_into_view_if_needed()
        it.hover()  # a list may change its order until a hand is on it (E5): measured after that
        self.rests()
        start = it.bounding_box()
        assert start
        mouse = self.page.mouse
        mouse.move(start["x"] + 30, start["y"] + start["height"] / 2)
        mouse.down()
        mouse.move(start["x"] + 60, start["y"] + start["height"] / 2, steps=3)
        expect(self.page.locator(".ghost")).to_be_visible()
        self.rests()
        end = to.bounding_box()
        assert end
        mouse.move(end["x"] + end["width"] / 2, end["y"] + min(24.0, end["height"] / 2), steps=6)
        expect(self.page.locator("[data-over]")).to_have_count(1)
        mouse.up()
        expect(self.page.locator(".ghost")).to_have_count(0)

    def go(self, title: str) -> None:
        """To a step of the agenda."""
        self.press(self.page.locator(".rail-go", has_text=title))
        expect(self.page.locator('.rail-go[aria-current="step"]')).to_contain_text(title)


class Screen(Face):
    name = "screen"

    def pages(self) -> Iterator[int]:
        """Every page once, from the first, turned by hand."""
        expect(self.page.locator(".line, .focus, .overview, .told").first).to_be_visible()
        # Lines are counted anew when the letters come: pages are counted after that.
        self.page.evaluate(LETTERS)
        # In one look, and turned in the same: the wall turns by itself too, and after a turn by hand not for twelve
        # seconds. The word of it is drawn before the next task.
        count = int(self.page.evaluate(FIRST_PAGE))
        for page in range(1, count + 1):
            if count > 1:
                said = json.dumps(self.t("screen.page", n=page, of=count))
                self.until(f"document.querySelector('.foot-page')?.textContent === {said}")
            yield page
            self.page.keyboard.press("ArrowRight")

    def shows(self, kind: str) -> None:
        expect(self.page.locator(".screen")).to_have_attribute("data-kind", kind)


def say_of(lang: str, lo: str, en: str) -> str:
    return {"lo": lo, "en": en}[lang]
