"""Votes that are not by dots, whole: chosen, given on a phone and on the table's device, told on every face.

Rank by tapping at a table, chosen by its leader; rating on criteria by the whole room, chosen by the chair.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.board import TITLES, Board
from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Chair, Phone, Screen
from tests.browser.prepared import PROBLEM, SOLUTION, Prepared
from tests.browser.sight import wrong
from tests.browser.test_table import Table
from tests.doors.real import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])
THIRD, FOURTH = "Train two people for each server", "ໃຫ້ແຂວງມີອິນເຕີເນັດທີ່ໝັ້ນຄົງ"


class Voter(Phone):
    """Somebody before a ballot of either kind."""

    def thing(self, text: str) -> Locator:
        return self.page.locator(".rank-item").filter(has_text=text)

    def taps(self, text: str) -> None:
        self.press(self.thing(text).locator("button"))

    def order(self) -> Locator:
        return self.page.locator(".rank-row .rank-words")

    def says(self, criterion: int, value: str) -> None:
        self.press(
            self.page.locator(".rate-scale").nth(criterion).locator("label").filter(has_text=value).first
        )

    def at(self, n: int, of: int) -> None:
        expect(self.page.locator("#rate-at")).to_have_text(self.t("rate.at", n=n, of=of))

    def safe(self) -> None:
        expect(self.page.locator(".budget .saved-saved")).to_be_visible()


def values(room: Prepared, who: dict[str, Any]) -> dict[str, Any]:
    """Somebody's own ballot, as their own stream has it."""
    mine = room.ws.streams(who["token"])[f"person:{who['person']}"]
    return {one["subject"]: one["value"] for one in mine if one["type"] == "ballot"}


@in_both
def test_a_table_ranks_by_tapping(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """A tap is a place, the second half of a double tap takes nothing back, and the order outlives a reload."""
    room = Prepared(server, lang)
    mali = room.comes("ມະລິ", 0)
    room.ws.wish("person.seat", room.noy["token"], group=room.groups[0], name="Bounmy", org_other="-")
    problem, solution, _ = room.cards()
    third = room.post(room.kham, 0, "lesson", THIRD, "en")
    fourth = room.post(room.kham, 0, "problem", FOURTH, "lo")
    room.phase("reveal")
    table = Table(browsers.phone(820, 1180), lang)
    table.comes(room)
    settings = table.page.locator("section:has(#desk-votes)")
    table.press(settings.locator("label", has_text=table.t("method.name.rank")))
    check(table.page, "choose")
    table.do("act.save", settings)
    expect(table.page.locator(".toast")).to_contain_text(table.t("st.saved"))
    table.do("lead.to_vote")

    way = browsers.way()
    kham = Voter(browsers.phone(way=way), lang)
    room.opens(kham, room.kham)
    kham.phase("vote")
    check(kham.page, "empty")
    kham.taps(SOLUTION)
    expect(kham.order()).to_have_text([SOLUTION])
    kham.tap_twice(kham.thing(PROBLEM).locator("button"))
    kham.taps(FOURTH)
    expect(kham.order()).to_have_text([SOLUTION, PROBLEM, FOURTH])
    kham.do("rank.up", kham.page.locator(".rank-order"), text=FOURTH, n=3)
    expect(kham.order()).to_have_text([SOLUTION, FOURTH, PROBLEM])
    kham.button("rank.take", kham.page.locator(".rank-order"), text=SOLUTION, n=1).focus()
    kham.page.keyboard.press("ArrowDown")
    expect(kham.order()).to_have_text([FOURTH, SOLUTION, PROBLEM])
    kham.safe()
    kham.at_rest()
    check(kham.page, "ballot")
    kham.no_sideways()
    kham.page.reload()
    expect(kham.order()).to_have_text([FOURTH, SOLUTION, PROBLEM])
    kham.sees("rank.given", n=3, of=4)
    assert values(room, room.kham) == {f"card:{fourth}": 1, f"card:{solution}": 2, f"card:{problem}": 3}

    # Without a network it is put in order all the same, and only the last order leaves when there is one again.
    way.cut()
    kham.taps(SOLUTION)
    kham.taps(THIRD)
    expect(kham.order()).to_have_text([FOURTH, PROBLEM, THIRD])
    expect(kham.page.locator(".rank .saved-waiting")).to_be_visible()
    way.mend()
    kham.safe()
    kham.at_rest()
    assert values(room, room.kham) == {f"card:{fourth}": 1, f"card:{problem}": 2, f"card:{third}": 3}
    given = {f"card:{fourth}": 1, f"card:{problem}": 2}
    round = next(
        one["id"]
        for one in room.ws.streams(mali["token"])[f"group:{room.groups[0]}"]
        if one["type"] == "round"
    )
    assert "ok" in room.ws.wish("ballot.give", mali["token"], round=round, values=given)

    # The device goes round: the very same ballot, of which nothing stays.
    table.opens("table.title")
    table.pick("Bounmy")
    for text in (SOLUTION, THIRD):
        table.press(table.sheet().locator(".rank-item button").filter(has_text=text))
    expect(table.sheet().locator(".rank-row .rank-words")).to_have_text([SOLUTION, THIRD])
    check(table.page, "turn")
    assert f"card:{third}" not in table.kept(), "a choice is written down"
    table.do("table.done", table.sheet())
    expect(table.sheet()).to_contain_text(table.t("table.counted"))
    table.do("table.to_list", table.sheet())
    table.shuts()

    room.phase("report")
    rows = kham.page.locator(".method-row")
    expect(rows).to_have_count(4)
    expect(rows.first).to_contain_text(FOURTH)
    expect(rows.first).to_contain_text(kham.t("rank.firsts", n=2))
    kham.sees("method.answered", n=3, of=4)
    check(kham.page, "result")
    kham.no_sideways()
    table.desk()
    table.do("report.prepare")
    expect(table.page.locator(".report-pick .pick-row").first).to_contain_text(FOURTH)
    expect(table.page.locator(".report-pick .pick-row").first).to_contain_text(
        table.t("method.place_points", n=1, points=7).split(" · ")[0]
    )
    check(table.page, "desk")


@in_both
def test_the_room_rates_on_criteria(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """One theme a screen, five buttons a question; what nobody could judge is said, and a split in counts."""
    room = Board(server, lang, themes=4, vote=False)
    chair = Chair(browsers.laptop(1366, 768), lang)
    chair.page.goto(f"{browsers.base}/chair/{room.ws.code}#t={room.ws.chair}")
    chair.view("room")
    chair.do("poll.title")
    chair.press(chair.sheet().locator("label", has_text=chair.t("method.name.rate")))
    expect(chair.sheet().locator(".criterion")).to_have_count(2)
    check(chair.page, "choose")
    chair.do("poll.open", chair.sheet())
    chair.sees("method.by", method=chair.t("method.name.rate"))
    check(chair.page, "running")

    kham = Voter(browsers.phone(), lang)
    room.opens(kham, room.kham)
    kham.do("poll.to_ballot")
    kham.at(1, 4)
    check(kham.page, "first")
    kham.says(0, "5")
    kham.says(1, "2")
    check(kham.page, "answered")
    kham.no_sideways()
    kham.do("rate.next")
    kham.at(2, 4)
    kham.says(0, kham.t("rate.cannot"))
    kham.says(1, "3")
    kham.do("rate.back")
    kham.at(1, 4)
    expect(kham.page.locator(".rate-scale").first.locator("input[value='5']")).to_be_checked()
    kham.safe()
    kham.at_rest()
    kham.page.reload()
    kham.at(3, 4)  # on at the first that is not whole
    kham.sees("rate.done_n", n=2, of=4)
    first, second = (f"theme:{id}" for id in room.themes[:2])
    assert values(room, room.kham) == {first: {"a": 5, "b": 2}, second: {"a": 0, "b": 3}}
    kham.do("rate.overview")
    check(kham.page, "overview")

    voters = [room.noy, room.dao, *(room.comes(f"P{n}", n % 2) for n in range(4))]
    round = next(
        one["id"]
        for one in room.ws.streams(room.noy["token"])[f"workshop:{room.ws.id}"]
        if one["type"] == "round" and one["board"] is None
    )
    for n, who in enumerate(voters):
        given = {f"theme:{id}": {"a": 1 + 4 * (n % 2), "b": 4 + n % 2} for id in room.themes}
        done = room.ws.wish("ballot.give", who["token"], round=round, values=given)
        assert "ok" in done, done

    screen = Screen(browsers.laptop(1920, 1080), lang)
    screen.page.goto(room.links["screen"])
    screen.shows("vision")
    chair.do("poll.close", chair.sheet())
    expect(chair.sheet().locator(".method-row")).to_have_count(4)
    of_first = dict(zip(("lo", "en"), TITLES[0], strict=True))[lang]
    row = chair.sheet().locator(".method-row").filter(has_text=of_first)
    expect(row.locator(".tag-amber")).to_have_text(chair.t("rate.split", low=3, high=4))
    check(chair.page, "result")
    expect(kham.page.locator(".method-row")).to_have_count(4)
    check(kham.page, "told")
    kham.no_sideways()
    expect(screen.page.locator(".told-row").first).to_be_visible()
    for _ in screen.pages():
        assert wrong(screen.page) == []
    check(screen.page, "wall")


@in_both
def test_the_room_ranks_and_the_wall_tells(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """All of it stands on the wall, page after page; that most prefer another to the first by points is said."""
    room = Board(server, lang, themes=12, vote=False)
    settings = {"method": "rank", "settings": {"places": 12}, "shuffled": True}
    room.chairs("poll.open", **settings)
    kham = Voter(browsers.phone(), lang)
    room.opens(kham, room.kham)
    kham.do("poll.to_ballot")
    things = kham.page.locator(".rank-tap .rank-words")
    expect(things).to_have_count(12)
    mine = things.all_inner_texts()
    assert mine != [dict(zip(("lo", "en"), pair, strict=True))[lang] for pair in TITLES], "not mixed"
    kham.page.reload()
    expect(things).to_have_text(mine)

    voters = [room.kham, room.noy, room.dao, room.comes("P1", 0), room.comes("P2", 1)]
    round = next(
        one["id"]
        for one in room.ws.streams(room.noy["token"])[f"workshop:{room.ws.id}"]
        if one["type"] == "round" and one["board"] is None
    )
    a, b, *rest = (f"theme:{id}" for id in room.themes)
    # Three of five prefer A; B has the most points, for the other two put A far down.
    for n, who in enumerate(voters):
        order = [a, b, *rest] if n < 3 else [b, *rest, a]
        given = {subject: place for place, subject in enumerate(order, 1)}
        done = room.ws.wish("ballot.give", who["token"], round=round, values=given)
        assert "ok" in done, done
    screen = Screen(browsers.laptop(1920, 1080), lang)
    screen.page.goto(room.links["screen"])
    screen.shows("vision")
    room.chairs("poll.close")
    title = [dict(zip(("lo", "en"), pair, strict=True))[lang] for pair in TITLES[:2]]
    warning = screen.t("rank.warning", n=3, of=5, by=title[0], over=title[1])
    expect(screen.page.locator(".told-warning")).to_have_text(warning)
    told: list[str] = []
    for page in screen.pages():
        assert wrong(screen.page) == []
        told += screen.page.locator(".told-first").all_inner_texts()
        if page == 1:
            check(screen.page, "wall")
    assert told[0] == title[1] and len(told) == len(set(told)) == 12
    expect(kham.page.locator(".method-warning")).to_have_text(warning)
    check(kham.page, "told")
    kham.no_sideways()
