"""How themes are counted, as the chair chooses it and the room reads it; and the vote of the whole room.

The workshop is the worked example of docs/counting.md: six people in one group, three in the other. Every number that
is read here off the desk, the sheet and the screen stands in that page.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Chair, Phone, Screen
from tests.browser.prepared import Prepared
from tests.doors.real import Server
from tests.features.test_counting import CARDS, DOTS, SEATS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])


REGISTERS = {"lo": "ທະບຽນຂໍ້ມູນແຫ່ງຊາດທີ່ທຸກກະຊວງໃຊ້ຮ່ວມກັນ", "en": "Registers"}
SKILLS = {"lo": "ທັກສະ", "en": "Skills"}


class Example(Prepared):
    """The worked example; `themes=False` leaves the board empty."""

    def __init__(self, server: Server, lang: str, themes: bool = True) -> None:
        super().__init__(server, lang)
        here = [[self.kham, self.noy], [self.dao]]
        self.seats: dict[str, dict[str, Any]] = {}
        for n, names in enumerate(SEATS.values()):
            for at, name in enumerate(names):
                self.seats[name] = here[n][at] if at < len(here[n]) else self.comes(name, n)
        for board in self.boards:
            self.chairs("round.set", board=board, budget=3, cap=2)
        self.made = {
            card: self.post(here[board - 1][0], board - 1, "problem", card, "en")
            for card, board in CARDS.items()
        }
        self.phase("vote")
        for name, given in DOTS.items():
            for card, n in given.items():
                self.casts(name, self.round(CARDS[card] - 1), f"card:{self.made[card]}", n)
        self.phase("report")
        self.themes: list[int] = []
        if themes:
            for title, cards in ((REGISTERS, ("A1", "A2")), (SKILLS, ("B1", "B2"))):
                made = self.chairs("theme.create", title=title, cards=[self.made[one] for one in cards])
                self.themes.append(int(made["theme"]))
        self.chairs("step.go", step=self.steps()["vision"])

    def round(self, board: int) -> int:
        records = self.ws.streams(self.ws.chair)[f"group:{self.groups[board]}"]
        return max(int(one["id"]) for one in records if one["type"] == "round")

    def casts(self, who: str, round: int, subject: str, dots: int) -> None:
        done = self.ws.wish("ballot.cast", self.seats[who]["token"], round=round, subject=subject, dots=dots)
        assert "ok" in done, done

    def vision(self) -> dict[str, Any]:
        records = self.ws.streams(self.ws.chair)[f"workshop:{self.ws.id}"]
        return dict(next(one for one in records if one["type"] == "vision"))

    def votes(self, who: str, theme: int) -> None:
        self.casts(who, self.vision()["round"], f"theme:{self.themes[theme]}", 1)


class Counter(Chair):
    def opens(self, room: Example, base: str, view: str = "desk") -> Counter:
        self.page.goto(f"{base}/chair/{room.ws.code}#t={room.ws.chair}")
        self.view(view)
        return self

    def number(self, title: dict[str, str]) -> Locator:
        return self.theme(title[self.lang]).locator(".theme-weight")

    def reads(self, title: dict[str, str], id: str, n: Any, whole: str, **more: Any) -> None:
        """The number, beside it how broadly it is held and what it is of."""
        at = self.number(title)
        expect(at.locator(".number-is")).to_have_text(self.t(f"count.is.{id}", n=n, **more))
        expect(at.locator(".number-breadth")).to_have_text(self.t("count.breadth", n=2, all=2))
        expect(at.locator(".number-of")).to_have_text(whole)

    def asks_rule(self, now: str) -> None:
        self.do("count.rule_now", rule=now)
        expect(self.sheet()).to_be_visible()

    def chooses(self, rule: str) -> None:
        self.press(self.sheet().locator(f'label:has([value="{rule}"])'))

    def counts_so(self) -> None:
        self.do("count.count_so", self.sheet())
        expect(self.sheet()).to_have_count(0)

    def how(self, title: dict[str, str]) -> Locator:
        self.press(self.number(title).get_by_role("button"))
        expect(self.sheet().locator(".counted")).to_be_visible()
        return self.sheet()

    def decimal(self, text: str) -> str:
        return text.replace(".", ",") if self.lang == "lo" else text


def big(screen: Screen, *numbers: str) -> None:
    expect(screen.page.locator("main.picture:not([hidden]) .line-number strong")).to_have_text(list(numbers))
    expect(screen.page.locator("main.picture:not([hidden]) .line-breadth")).to_have_text(
        [screen.t("desk.breadth", n=2, of=2)] * 2
    )


@in_both
def test_each_rule(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """Chosen in a sheet that says what would change; desk and screen follow; how it came about is one tap away."""
    room = Example(server, lang)
    screen = Screen(browsers.laptop(1920, 1080), lang)
    screen.page.goto(room.links["screen"])
    screen.shows("vision")
    chair = Counter(browsers.laptop(1366, 768), lang).opens(room, browsers.base)
    of = chair.t("count.of.sum", people=9, tables=2)
    chair.reads(REGISTERS, "sum", 12, of)
    chair.reads(SKILLS, "sum", 11, of)
    big(screen, "12", "11")
    check(chair.page, "desk-sum")
    sheet = chair.how(REGISTERS)
    expect(sheet.locator(".counted-line")).to_have_text("11 + 1 = 12")
    chair.do("count.choose", sheet)

    # The average: seen before it is chosen, and the same afterwards.
    chair.chooses("average")
    would = chair.sheet().locator(".rules-would li")
    expect(would.first).to_contain_text(SKILLS[lang])
    expect(would.first).to_contain_text(chair.t("count.is.average", n=chair.decimal("1.42")))
    expect(would.first).to_contain_text(chair.t("count.breadth", n=2, all=2))
    assert room.vision()["counting"] == "sum", "only looked at"
    check(chair.page, "rule-average")
    chair.counts_so()
    of = chair.t("count.of.average", tables=2, people=9)
    chair.reads(REGISTERS, "average", chair.decimal("1.08"), of)
    chair.reads(SKILLS, "average", chair.decimal("1.42"), of)
    big(screen, chair.decimal("1.08"), chair.decimal("1.42"))
    sheet = chair.how(REGISTERS)
    expect(sheet.locator(".counted-line")).to_have_text(f"(11/6 + 1/3) / 2 = {chair.decimal('1.08')}")
    check(chair.page, "how-average")
    chair.page.keyboard.press("Escape")

    # Sorted by it: looked at, not moved.
    chair.do("desk.by_number")
    expect(chair.page.locator(".theme h3")).to_have_text([SKILLS[lang], REGISTERS[lang]])
    chair.button("desk.earlier_what", what=SKILLS[lang]).press("Enter")
    expect(chair.page.locator(".toast", has_text=chair.t("desk.sorted_say"))).to_be_visible()
    chair.do("desk.by_number")
    expect(chair.page.locator(".theme h3")).to_have_text([REGISTERS[lang], SKILLS[lang]])

    # The top two of each group.
    chair.asks_rule(chair.t("takeaway.rule.average"))
    chair.chooses("top")
    chair.do("ui.less", chair.sheet(), what=chair.t("count.k"))
    expect(chair.sheet()).to_contain_text(chair.t("count.k_later"))
    chair.counts_so()
    of = chair.t("count.of.top", tops=4, tables=2)
    chair.reads(REGISTERS, "top", 1, of, of=4, k=2)
    chair.reads(SKILLS, "top", 2, of, of=4, k=2)
    big(screen, "1", "2")
    sheet = chair.how(SKILLS)
    expect(sheet.locator(".counted-line")).to_have_text("1 + 1 = 2")
    chair.page.keyboard.press("Escape")

    # The whole room has not voted: no number, and it is said.
    chair.asks_rule(chair.t("takeaway.rule.top", k=2))
    chair.chooses("fresh")
    chair.counts_so()
    expect(chair.number(SKILLS).locator(".number-none")).to_have_text(chair.t("count.not_polled"))
    expect(chair.number(SKILLS).locator(".number-breadth")).to_have_text(chair.t("count.breadth", n=2, all=2))

    # And back, from the history of steps.
    chair.do("history.undo_last")
    chair.reads(SKILLS, "top", 2, of, of=4, k=2)
    big(screen, "1", "2")

    # Where a theme comes from says it too.
    chair.do("trail.open_what", what=REGISTERS[lang])
    expect(chair.sheet().locator(".number-is")).to_have_text(chair.t("count.is.top", n=1, of=4, k=2))
    chair.press(chair.sheet().locator(".number-tap"))
    expect(chair.sheet().locator(".counted-line")).to_have_text("1 + 0 = 1")


@in_both
@pytest.mark.parametrize("size", [(1366, 768), (820, 1180)])
def test_the_whole_room_votes(
    browsers: Browsers, server: Server, check: Check, lang: str, size: tuple[int, int]
) -> None:
    """Opened at the vision's step, watched, closed, let on, closed again, counted by; and each step can be undone."""
    room = Example(server, lang)
    chair = Counter(browsers.laptop(*size), lang).opens(room, browsers.base, "room")
    bar = chair.page.locator(".visionbar")
    chair.do("poll.title", bar)
    sheet = chair.sheet()
    expect(sheet).to_contain_text(chair.t("poll.open_say", n=2))
    idle = sheet.get_by_text(chair.t("poll.idle", n=2, themes=2))
    expect(idle).to_be_visible()  # three votes, two themes, one on each at most
    check(chair.page, "poll-open")
    for _ in range(2):
        chair.do("ui.less", sheet, what=chair.t("lead.budget_n"))
    expect(idle).to_have_count(0)
    chair.do("poll.open", sheet)
    expect(sheet).to_contain_text(chair.t("poll.voted_of", n=0, all=9))
    for name in SEATS[1][:3]:
        room.votes(name, 0)
    for name in (*SEATS[1][3:], *SEATS[2][:2]):
        room.votes(name, 1)
    expect(sheet).to_contain_text(chair.t("poll.voted_of", n=8, all=9))
    expect(sheet.locator(".rules-would")).to_have_count(0)  # not told while it runs
    check(chair.page, "poll-running")
    chair.page.keyboard.press("Escape")
    expect(chair.button("poll.running", bar, n=8, all=9)).to_be_visible()

    chair.view("desk")
    chair.do("poll.running", n=8, all=9)
    chair.do("poll.close", sheet)
    rows = sheet.locator(".rules-would li")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(SKILLS[lang])
    expect(rows.first).to_contain_text(chair.t("count.is.fresh", n=5))
    expect(rows.last).to_contain_text(chair.t("count.is.fresh", n=3))
    expect(sheet).to_contain_text(chair.t("count.of.fresh", people=8))
    check(chair.page, "poll-closed")

    # Let on: the ninth comes, and what was laid is there. The result was told: one ballot more would be read from the
    # difference, so it stands as it was (B3).
    chair.do("poll.resume", sheet)
    expect(sheet).to_contain_text(chair.t("poll.voted_of", n=8, all=9))
    room.votes(SEATS[2][2], 1)
    expect(sheet).to_contain_text(chair.t("poll.voted_of", n=9, all=9))
    chair.do("poll.close", sheet)
    chair.do("poll.count_by", sheet)
    expect(sheet).to_contain_text(chair.t("poll.counted_by"))
    chair.page.keyboard.press("Escape")
    of = chair.t("count.of.fresh", people=8)
    chair.reads(REGISTERS, "fresh", 3, of)
    chair.reads(SKILLS, "fresh", 5, of)
    sheet = chair.how(SKILLS)
    expect(sheet).to_contain_text(chair.t("count.fresh_worked", n=5, voters=5, people=8))
    check(chair.page, "how-fresh")
    chair.page.keyboard.press("Escape")

    # Undone, one after the other: counted as before; the vote runs again.
    chair.do("history.undo_last")
    chair.reads(SKILLS, "fresh", 5, of)  # E8: its result still stands, whatever the rule beneath
    chair.do("history.undo_last")
    chair.press(chair.sheet().locator(".btn-main"))  # it moves everybody's phones: asked first
    expect(chair.button("poll.running", n=9, all=9)).to_be_visible()

    # A new vote begins from nothing.
    chair.do("poll.running", n=9, all=9)
    chair.do("poll.close", chair.sheet())
    chair.do("poll.again", chair.sheet())
    chair.press(chair.sheet().get_by_text(chair.t("lead.budget_free"), exact=True))
    chair.press(chair.sheet().get_by_text(chair.t("lead.live_now"), exact=True))
    chair.do("poll.open", chair.sheet())
    expect(chair.sheet()).to_contain_text(chair.t("poll.voted_of", n=0, all=9))
    room.votes("boun", 1)
    expect(rows.first).to_contain_text(chair.t("count.is.fresh", n=1))  # shown live
    chair.no_sideways()


@in_both
def test_by_keys_alone(browsers: Browsers, server: Server, lang: str) -> None:
    room = Example(server, lang)
    chair = Counter(browsers.laptop(), lang).opens(room, browsers.base)
    keys = chair.page.keyboard
    chair.button("count.rule_now", rule=chair.t("takeaway.rule.sum")).focus()
    keys.press("Enter")
    chair.sheet().locator('[value="sum"]').focus()
    keys.press("ArrowDown")
    expect(chair.sheet().locator('[value="average"]')).to_be_checked()
    keys.press("Enter")
    expect(chair.sheet()).to_have_count(0)
    chair.reads(SKILLS, "average", chair.decimal("1.42"), chair.t("count.of.average", tables=2, people=9))
    expect(chair.button("count.rule_now", rule=chair.t("takeaway.rule.average"))).to_be_focused()
    chair.number(SKILLS).get_by_role("button").focus()
    keys.press("Enter")
    expect(chair.sheet().locator(".counted")).to_be_visible()
    keys.press("Escape")
    expect(chair.number(SKILLS).get_by_role("button")).to_be_focused()
    chair.button("poll.title").focus()
    keys.press("Enter")
    chair.button("poll.open", chair.sheet()).focus()
    keys.press("Enter")
    expect(chair.sheet()).to_contain_text(chair.t("poll.voted_of", n=0, all=9))


@in_both
def test_nothing_to_vote_on(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """No themes: it says what comes first, and opens nothing."""
    room = Example(server, lang, themes=False)
    chair = Counter(browsers.laptop(), lang).opens(room, browsers.base)
    chair.do("poll.title")
    expect(chair.sheet()).to_contain_text(chair.t("poll.open_none"))
    chair.button("poll.open", chair.sheet()).press("Enter")
    expect(chair.page.locator(".toast", has_text=chair.t("poll.open_none"))).to_be_visible()
    assert room.vision()["round"] is None
    check(chair.page, "no-themes")


@in_both
def test_the_theme_team_reads_it(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """A helper sees every number and how it came about, and is told why the choice is not theirs."""
    room = Example(server, lang)
    room.chairs("person.promote", person=room.dao["person"], role="helper")
    phone = Phone(browsers.laptop(1366, 768), lang)
    room.opens(phone, room.dao)
    phone.page.goto(f"{browsers.base}/chair/{room.ws.code}?team")
    helper = Counter(phone.page, lang)
    helper.reads(SKILLS, "sum", 11, helper.t("count.of.sum", people=9, tables=2))
    expect(helper.how(SKILLS).locator(".counted-line")).to_have_text("5 + 6 = 11")
    helper.do("count.choose", helper.sheet())
    helper.chooses("average")
    expect(helper.sheet().locator(".rules-would li").first).to_contain_text(SKILLS[lang])
    so = helper.button("count.count_so", helper.sheet())
    expect(so).to_have_attribute("aria-disabled", "true")
    so.press("Enter")
    expect(helper.page.locator(".toast", has_text=helper.t("err.not_allowed"))).to_be_visible()
    assert room.vision()["counting"] == "sum"
    check(helper.page, "helper-rule")
    helper.page.keyboard.press("Escape")
    room.chairs("poll.open", budget=1, cap=1)
    helper.do("poll.running", n=0, all=9)
    expect(helper.sheet()).to_contain_text(helper.t("poll.voted_of", n=0, all=9))
    expect(helper.button("poll.close", helper.sheet())).to_have_attribute("aria-disabled", "true")
