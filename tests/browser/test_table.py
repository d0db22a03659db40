"""Not everyone on a phone: one tablet goes round, hands are counted, paper is typed in, a card is held up.

Planted once and caught: a turn whose choices came back with the next name; a ballot kept in the device's storage
after it was handed in; a voter's page with the leader's Undo on it.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.conftest import Browsers, Check
from tests.browser.faces import Chair, Leader, Phone, Screen
from tests.browser.prepared import PROBLEM, SOLUTION, Prepared
from tests.browser.words import say
from tests.doors.real import Server, wait_for
from workshop.settings import DATABASE_FILE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
in_both = pytest.mark.parametrize("lang", ["lo", "en"])

SEATED = ("Bounmy", "ຈັນ", "ແສງ")
QUESTION = "ຂໍເພີ່ມຂະແໜງທີເຈັດໄດ້ບໍ?"
# So long after the first of two halves that it is no second half (ui/once.ts).
ANOTHER_TAP = "performance.now() - window.tapped > 400"
PAPER = "No budget line for maintenance"


class Table(Leader):
    """The leader's tablet, which goes from hand to hand."""

    room: Prepared

    def comes(self, room: Prepared) -> None:
        self.room = room
        room.opens(self, room.noy)
        self.desk()

    def desk(self) -> None:
        """Running the table: on a phone that is one side of the desk."""
        self.tab("desk")
        expect(self.page.locator(".desk")).to_be_visible()
        side = self.page.locator(".desk-switch button").first
        if side.is_visible():
            self.press(side)

    def opens(self, id: str) -> Locator:
        """A sheet of the panel for those without a phone."""
        self.do(id)
        expect(self.sheet()).to_be_visible()
        return self.sheet()

    def pick(self, name: str) -> None:
        """The name, and then the one who bears it takes the device."""
        self.press(self.name_of(name))
        self.do("table.i_am", self.sheet(), name=name)

    def name_of(self, name: str) -> Locator:
        return self.sheet().locator(".table-name").filter(has_text=name)

    def lays(self, text: str, times: int = 1) -> None:
        for _ in range(times):
            self.do("vote.give_one", self.turn_card(text), text=text)

    def turn_card(self, text: str) -> Locator:
        return self.sheet().locator(".card").filter(has=self.page.get_by_text(text, exact=True))

    def dots(self, text: str) -> Locator:
        return self.turn_card(text).locator(".dots .unseen")

    def hands_in(self, name: str, *given: tuple[str, int]) -> None:
        self.pick(name)
        for text, times in given:
            self.lays(text, times)
        self.do("table.done", self.sheet())
        expect(self.sheet()).to_contain_text(self.t("table.counted"))
        self.do("table.to_list", self.sheet())
        expect(self.name_of(name)).to_contain_text(self.t("table.handed"))

    def counts(self, text: str, n: int) -> None:
        self.sheet().get_by_label(self.t("hands.for", text=text), exact=True).fill(str(n))

    def shuts(self) -> None:
        self.do("act.close", self.sheet())
        expect(self.sheet()).to_have_count(0)

    def kept(self) -> str:
        """All that this device has stored."""
        return str(self.page.evaluate("JSON.stringify({...localStorage})"))


def seats(room: Prepared) -> list[dict[str, Any]]:
    made = []
    for name in SEATED:
        done = room.ws.wish("person.seat", room.noy["token"], group=room.groups[0], name=name, org_other="-")
        made.append(dict(done["ok"]))
    return made


def tallies(room: Prepared) -> dict[str, tuple[int, int, int]]:
    """subject -> votes, voters, hands, once they are drawn."""
    records = room.ws.streams(room.noy["token"])[f"group:{room.groups[0]}"]
    return {
        one["subject"]: (one["votes"], one["voters"], one["hands"])
        for one in records
        if one["type"] == "tally" and one["votes"] + one["hands"]
    }


def ballots(room: Prepared, code: str) -> dict[str, int]:
    """Somebody's dots as they are kept: what was handed in is on no stream that could be read."""
    asked = (
        "SELECT subject, value FROM ballot JOIN person ON person.id = person_id WHERE code = ? AND value > 0"
    )
    with closing(sqlite3.connect(f"file:{room.ws.server.folder / DATABASE_FILE}?mode=ro", uri=True)) as kept:
        return dict(kept.execute(asked, (code,)).fetchall())


@in_both
def test_a_table_votes_with_one_device_and_two_phones(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    room = Prepared(server, lang)
    mali = room.comes("ມະລິ", 0)
    people = seats(room)
    problem, solution, _ = room.cards()
    room.phase("reveal")
    size = (360, 740) if lang == "en" else (820, 1180)
    table = Table(browsers.phone(*size), lang)
    table.comes(room)
    phones = [Phone(browsers.phone(), lang) for _ in range(2)]
    for phone, who in zip(phones, (room.kham, mali), strict=True):
        room.opens(phone, who)
    table.sees("lead.to_vote_n", cards=2, here=6)
    table.do("lead.to_vote")

    # The leader's last acts are not a voter's to undo.
    expect(table.page.locator(".toast .btn")).to_have_count(1)
    table.phase("vote")
    table.opens("table.title")
    expect(table.page.locator(".toast")).to_have_count(0, timeout=5_000)  # by itself it would stand for ten
    for phone in phones:
        phone.phase("vote")
    check(table.page, "list")
    table.press(table.name_of(SEATED[0]))
    table.sees("table.hand_to", name=SEATED[0])
    check(table.page, "hand-over")
    table.do("table.i_am", table.sheet(), name=SEATED[0])
    table.lays(PROBLEM, 2)
    phones[0].vote(PROBLEM)
    phones[1].vote(SOLUTION, 2)
    table.lays(SOLUTION)
    expect(table.dots(PROBLEM)).to_have_text(table.t("vote.mine", n=2))
    table.sees("vote.left", n=2)
    check(table.page, "turn")
    table.no_sideways()
    assert not re.search(r"card:\d", table.kept()), "a choice is written down"
    table.do("table.done", table.sheet())
    expect(table.sheet()).to_contain_text(table.t("table.counted"))
    check(table.page, "thanks")
    table.do("table.to_list", table.sheet())
    expect(table.name_of(SEATED[0])).to_contain_text(table.t("table.handed"))

    # The next one finds nothing of the one before.
    table.pick(SEATED[1])
    expect(table.dots(PROBLEM)).to_have_text(table.t("vote.mine", n=0))
    table.sees("vote.left", n=5)
    table.lays(SOLUTION, 2)
    table.do("table.done", table.sheet())
    table.do("table.to_list", table.sheet())
    table.hands_in(SEATED[2], (PROBLEM, 1))
    # Voting again replaces.
    table.hands_in(SEATED[2], (SOLUTION, 1))
    table.sees("table.handed_n", n=3, all=3)
    assert not re.search(r"card:\d", table.kept()), "the device has kept a choice"
    table.shuts()
    for phone in phones:
        phone.at_rest()

    assert [ballots(room, who["code"]) for who in people] == [
        {f"card:{problem}": 2, f"card:{solution}": 1},
        {f"card:{solution}": 2},
        {f"card:{solution}": 1},
    ]
    table.desk()
    table.do("lead.to_report")
    table.phase("report")
    wanted = {f"card:{problem}": (3, 2, 0), f"card:{solution}": (6, 4, 0)}
    wait_for(lambda: tallies(room) == wanted, f"{wanted}")
    for phone in phones:
        phone.phase("report")
        expect(phone.card(SOLUTION)).to_contain_text(phone.t("vote.count", n=6))


def test_a_turn_by_keyboard_alone(browsers: Browsers, server: Server) -> None:
    """From the panel to the thanks, without a finger: the page that opens is where the keys go on."""
    room = Prepared(server, "en")
    people = seats(room)
    problem, _, _ = room.cards()
    room.phase("vote")
    table = Table(browsers.laptop(820, 1180), "en")
    table.comes(room)

    def enter(name: str) -> None:
        expect(table.page.get_by_role("button", name=name, exact=True).first).to_be_visible()
        for _ in range(80):
            table.page.keyboard.press("Tab")
            if (
                table.page.evaluate("document.activeElement?.ariaLabel || document.activeElement?.innerText")
                == name
            ):
                break
        else:
            raise AssertionError(f"Tab never reached {name}")
        table.page.keyboard.press("Enter")

    enter(table.t("table.title"))
    expect(table.sheet()).to_be_visible()
    table.name_of(SEATED[0]).focus()
    table.page.keyboard.press("Enter")
    enter(table.t("table.i_am", name=SEATED[0]))
    enter(table.t("vote.give_one", text=PROBLEM))
    expect(table.dots(PROBLEM)).to_have_text(table.t("vote.mine", n=1))
    enter(table.t("table.done"))
    expect(table.sheet()).to_contain_text(table.t("table.counted"))
    enter(table.t("table.to_list"))
    expect(table.name_of(SEATED[0])).to_contain_text(table.t("table.handed"))
    table.page.keyboard.press("Escape")
    expect(table.sheet()).to_have_count(0)
    expect(table.button("table.title")).to_be_focused()
    assert ballots(room, people[0]["code"]) == {f"card:{problem}": 1}


def test_a_turn_is_wiped_when_it_is_left(browsers: Browsers, server: Server, check: Check) -> None:
    """By Cancel, by a pause, by a reload: nothing was counted and nothing is found by the next."""
    room = Prepared(server, "en")
    people = seats(room)
    room.cards()
    room.phase("vote")
    table = Table(browsers.phone(820, 1180), "en")
    table.page.clock.install()
    table.comes(room)
    table.opens("table.title")
    table.pick(SEATED[0])
    table.lays(PROBLEM)
    table.do("act.close", table.sheet())
    table.sees("table.leave")
    expect(table.sheet().locator(".card")).to_have_count(0)
    check(table.page, "leaving")
    table.do("table.go_on", table.sheet())
    expect(table.dots(PROBLEM)).to_have_text(table.t("vote.mine", n=1))
    table.page.keyboard.press("Escape")
    table.do("table.clear", table.sheet())
    table.sees("table.cleared")
    table.pick(SEATED[0])
    expect(table.dots(PROBLEM)).to_have_text(table.t("vote.mine", n=0))

    # Nobody touches it for a while: it asks, hides what was chosen, and then forgets.
    table.lays(PROBLEM)
    table.page.clock.run_for(91_000)
    table.sees("table.still_here", name=SEATED[0])
    expect(table.sheet().locator(".card")).to_have_count(0)
    check(table.page, "still-here")
    table.do("table.go_on", table.sheet())
    expect(table.dots(PROBLEM)).to_have_text(table.t("vote.mine", n=1))
    table.page.clock.run_for(125_000)
    table.sees("table.cleared")
    table.pick(SEATED[0])
    expect(table.dots(PROBLEM)).to_have_text(table.t("vote.mine", n=0))

    # A reload comes back to the names, and again; never to the leader's own pages.
    table.lays(PROBLEM)
    for _ in range(2):
        table.page.reload()
        table.inside()
        expect(table.name_of(SEATED[0])).to_be_visible()
    expect(table.sheet().locator(".card")).to_have_count(0)
    assert not re.search(r"card:\d", table.kept())
    assert ballots(room, people[0]["code"]) == {}
    table.page.go_back()
    expect(table.sheet()).to_have_count(0)
    expect(table.button("table.title")).to_be_visible()
    table.page.reload()
    table.inside()
    expect(table.sheet()).to_have_count(0)


def test_back_in_a_turn_never_uncovers_the_leaders_page(
    browsers: Browsers, server: Server, check: Check
) -> None:
    """Once Android's swipe from the edge put the leader's own ballot into the voter's hands."""
    room = Prepared(server, "lo")
    people = seats(room)
    room.cards()
    table = Table(browsers.phone(360, 740), "lo")
    table.comes(room)
    page = table.page
    table.opens("table.title")
    table.pick(SEATED[0])
    page.fill("#turn-text", "ຍັງບໍ່ແລ້ວ")
    page.go_back()
    table.sees("table.leave")
    check(page, "writing")
    table.do("table.go_on", table.sheet())
    expect(page.locator("#turn-text")).to_have_value("ຍັງບໍ່ແລ້ວ")
    page.fill("#turn-text", "")
    page.go_back()
    expect(table.name_of(SEATED[0])).to_be_visible()

    room.phase("vote")
    table.sees("table.say_vote")
    table.pick(SEATED[0])
    table.lays(PROBLEM)
    for _ in range(3):  # whoever swipes again while it asks
        page.go_back()
        table.sees("table.leave")
        expect(table.sheet()).to_be_visible()
    check(page, "voting")
    table.do("table.go_on", table.sheet())
    expect(table.dots(PROBLEM)).to_have_text(table.t("vote.mine", n=1))
    # The keyboard's way back is the same; browsers close a dialog unasked at the second.
    for _ in range(3):
        page.keyboard.press("Escape")
        table.sees("table.leave")
    table.do("table.clear", table.sheet())
    expect(table.name_of(SEATED[0])).to_be_visible()
    table.press(table.name_of(SEATED[0]))
    page.go_back()
    table.sees("table.say_vote")
    table.do("seat.title", table.sheet())
    expect(page.locator("#seat-name")).to_be_visible()
    page.go_back()
    expect(page.locator("#seat-name")).to_have_count(0)
    expect(table.name_of(SEATED[0])).to_be_visible()
    page.go_back()
    expect(table.sheet()).to_have_count(0)
    expect(table.button("table.title")).to_be_visible()
    # The leader's other large sheets close by it, and the desk stays.
    for sheet in ("hands.title", "report.begin"):
        table.opens(sheet)
        page.go_back()
        expect(table.sheet()).to_have_count(0)
        expect(table.button(sheet)).to_be_visible()
    assert ballots(room, people[0]["code"]) == {}
    # And from there home to the board, as from every part.
    page.go_back()
    expect(page.locator(".tabs button", has_text=table.t("tab.board"))).to_have_attribute(
        "aria-current", "page"
    )


def test_a_ballot_waits_without_a_connection_and_a_refused_one_says_whose(
    browsers: Browsers, server: Server
) -> None:
    room = Prepared(server, "en")
    people = seats(room)
    problem, _, _ = room.cards()
    room.phase("vote")
    way = browsers.way()
    table = Table(browsers.phone(820, 1180, way=way), "en")
    table.comes(room)
    table.opens("table.title")
    way.cut()
    table.until("document.querySelector('.banner')")
    table.pick(SEATED[0])
    table.lays(PROBLEM, 2)
    table.do("table.done", table.sheet())
    expect(table.sheet()).to_contain_text(table.t("table.waits"))
    table.do("table.to_list", table.sheet())
    expect(table.name_of(SEATED[0])).to_contain_text(table.t("st.waiting"))
    way.mend()
    expect(table.name_of(SEATED[0])).to_contain_text(table.t("table.handed"))
    wait_for(lambda: ballots(room, people[0]["code"]) == {f"card:{problem}": 2}, "the ballot that waited")
    assert not re.search(r"card:\d", table.kept())

    # What was chosen left the board meanwhile; what waited comes back, and its voter's line says so.
    way.cut()
    table.until("document.querySelector('.banner')")
    table.pick(SEATED[1])
    table.lays(PROBLEM)
    table.do("table.done", table.sheet())
    table.do("table.to_list", table.sheet())
    room.chairs("card.hide", card=problem)
    way.mend()
    expect(table.name_of(SEATED[1])).to_contain_text(say("en", "err.not_found"))
    assert not re.search(r"card:\d", table.kept())


def test_cards_that_change_during_a_turn(browsers: Browsers, server: Server, check: Check) -> None:
    """A card is merged while its voter thinks: they are told, keep the rest, and lay those dots anew."""
    room = Prepared(server, "en")
    people = seats(room)
    problem, _, _ = room.cards()
    other = room.post(room.kham, 0, "problem", "Forms ask twice", "en")
    room.phase("vote")
    table = Table(browsers.phone(), "en")
    table.comes(room)
    table.opens("table.title")
    table.pick(SEATED[0])
    table.lays("Forms ask twice", 2)
    table.lays(SOLUTION)
    room.chairs("card.merge", card=problem, others=[other])
    table.sees("table.changed")
    check(table.page, "changed")
    table.do("vote.take", table.sheet().locator(".refusal"))
    expect(table.dots(SOLUTION)).to_have_text(table.t("vote.mine", n=1))
    table.lays(PROBLEM, 2)
    # The vote is closed under their hands: it is said, and the choices stay should it be opened again.
    room.phase("report")
    expect(table.page.locator(".table-shut")).to_have_text(table.t("table.vote_shut"))
    expect(table.button("table.done", table.sheet())).to_have_attribute("aria-disabled", "true")
    expect(table.dots(PROBLEM)).to_have_text(table.t("vote.mine", n=2))
    room.phase("vote")
    expect(table.page.locator(".table-shut")).to_have_count(0)
    expect(table.button("table.done", table.sheet())).not_to_have_attribute("aria-disabled", "true")
    # Their own phone comes in at this very moment.
    room.ws.wish("person.return", code=people[0]["code"])
    expect(table.page.locator(".table-shut")).to_have_text(say("en", "err.seated"))
    expect(table.button("table.done", table.sheet())).to_have_attribute("aria-disabled", "true")
    expect(table.dots(PROBLEM)).to_have_text(table.t("vote.mine", n=2))


@in_both
@pytest.mark.parametrize("how", ["report", "locked"])
def test_a_vote_that_is_closed_in_somebodys_hands_says_so(
    browsers: Browsers, server: Server, check: Check, lang: str, how: str
) -> None:
    room = Prepared(server, lang)
    people = seats(room)
    room.cards()
    room.phase("vote")
    table = Table(browsers.phone(360, 740), lang)
    table.comes(room)
    table.opens("table.title")
    table.pick(SEATED[0])
    table.lays(PROBLEM, 2)
    table.do("act.close", table.sheet())
    table.sees("table.leave")
    if how == "report":
        room.phase("report")
    else:
        room.chairs("board.lock", board=room.boards[0], locked=True)
    # Nothing is left to ask: the sentence takes the question's place.
    alert = table.page.locator(".table-shut")
    expect(alert).to_have_text(table.t("table.vote_shut"))
    expect(alert).to_be_in_viewport(ratio=1)
    expect(table.button("table.done", table.sheet())).to_have_attribute("aria-disabled", "true")
    check(table.page, "closed")
    table.no_sideways()
    table.do("act.close", table.sheet())
    expect(table.name_of(SEATED[0])).to_be_visible()
    table.sees("table.cleared")
    assert ballots(room, people[0]["code"]) == {}


@in_both
def test_writing_on_the_shared_device(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Prepared(server, lang)
    people = seats(room)
    table = Table(browsers.phone(360, 740), lang)
    table.comes(room)
    table.opens("table.title")
    table.pick(SEATED[1])
    page = table.page
    page.fill("#turn-text", "ຄູບໍ່ພຽງພໍ")
    page.press("#turn-text", "Enter")
    expect(page.locator(".sent .saved-saved")).to_be_visible()
    expect(page.locator("#turn-text")).to_have_value("")
    check(page, "written")
    table.do("table.done_writing", table.sheet())
    table.sees("table.wrote", n=1)
    table.do("table.to_list", table.sheet())
    table.pick(SEATED[0])
    expect(page.get_by_text("ຄູບໍ່ພຽງພໍ")).to_have_count(0)
    table.do("act.close", table.sheet())
    table.shuts()
    token = room.ws.wish("person.return", code=people[1]["code"])["ok"]["token"]
    mine = [one for them in room.ws.streams(token).values() for one in them if one["type"] == "card"]
    assert [one["text"] for one in mine] == ["ຄູບໍ່ພຽງພໍ"]


@in_both
def test_the_table_goes_on_while_somebody_writes(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """Once a card was still saved in the vote, when writing was closed for everybody else."""
    room = Prepared(server, lang)
    seats(room)
    table = Table(browsers.phone(360, 740), lang)
    table.comes(room)
    table.opens("table.title")
    table.pick(SEATED[1])
    page = table.page
    promise = table.sheet().get_by_role("status").filter(has_text=table.t("phase.named"))
    expect(promise).to_contain_text(table.t("table.write_private"))
    expect(table.sheet().locator(".table-turned")).to_have_count(0)
    page.fill("#turn-text", "ຄູບໍ່ພຽງພໍ")
    room.phase("reveal")
    expect(promise.locator(".table-turned")).to_contain_text(table.t("table.write_shown"))
    check(page, "revealed")
    room.phase("vote")
    expect(page.locator(".table-shut")).to_have_text(table.t("table.write_shut"))
    expect(table.button("paper.save", table.sheet())).to_have_attribute("aria-disabled", "true")
    page.press("#turn-text", "Enter")
    expect(page.locator("#turn-wrong")).to_have_text(say(lang, "err.wrong_phase"))
    check(page, "vote")
    table.no_sideways()
    table.do("table.done_writing", table.sheet())
    table.sees("table.put_away", name=SEATED[1])
    room.phase("report")
    table.sees("table.say_write")
    table.pick(SEATED[1])
    expect(page.locator("#turn-text")).to_have_value("ຄູບໍ່ພຽງພໍ")
    page.press("#turn-text", "Enter")
    expect(page.locator(".sent .saved-saved")).to_be_visible()


@in_both
def test_a_show_of_hands(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """By keyboard, as at a laptop: one action, a record of its own, and a way back."""
    room = Prepared(server, lang)
    problem, solution, _ = room.cards()
    room.phase("vote")
    phone = Phone(browsers.phone(), lang)
    room.opens(phone, room.kham)
    phone.vote(PROBLEM)
    expect(phone.given(PROBLEM)).to_have_text(phone.t("vote.mine", n=1))
    phone.at_rest()
    table = Table(browsers.laptop(820, 1180), lang)
    table.comes(room)
    page = table.page
    table.opens("hands.title")
    page.fill("#hands-present", "7")
    page.press("#hands-present", "Enter")
    expect(page.locator(f"#hands-{problem}")).to_be_focused()
    page.keyboard.type("8")
    table.sees("hands.over", n=7)
    check(page, "too-many")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#hands-{problem}")).to_have_value("6")
    page.keyboard.press("Enter")
    page.keyboard.type("໓")
    table.sees("hands.total", n=9)
    # What was typed is kept until it is saved.
    page.reload()
    table.inside()
    table.desk()
    table.opens("hands.title")
    expect(page.locator(f"#hands-{problem}")).to_have_value("6")
    table.sees("hands.unsaved")
    # More than sit here without a vote: asked about once.
    page.press(f"#hands-{solution}", "Enter")
    expect(page.locator("#hands-present")).to_be_focused()
    table.sees("hands.sure", n=7)
    check(page, "asked")
    page.press(f"#hands-{solution}", "Enter")
    expect(table.sheet()).to_have_count(0)
    table.sees("hands.saved")
    wanted = {f"card:{problem}": (1, 1, 6), f"card:{solution}": (0, 0, 3)}
    room.phase("report")
    wait_for(lambda: tallies(room) == wanted, f"{wanted}")
    for face in (phone, table):
        face.phase("report")
    shown = phone.page.locator(f"#card\\:{problem}")
    expect(shown).to_contain_text(phone.t("vote.count_hands", n=7, hands=6))
    table.opens("hands.title")
    expect(page.locator(f"#hands-{problem}")).to_have_value("6")
    expect(page.locator("#hands-present")).to_have_value("7")
    check(page, "again")
    table.counts(PROBLEM, 5)
    table.do("hands.replace", table.sheet())
    expect(table.sheet()).to_have_count(0)
    table.do("act.undo", page.locator(".toasts"))
    wait_for(lambda: tallies(room) == wanted, "the earlier count")


def test_the_proposed_number_stands_still_under_the_caret(browsers: Browsers, server: Server) -> None:
    """Once a 2 became a 3 between the tap and the key, and "3" was typed behind what stood there."""
    room = Prepared(server, "en")
    room.phase("vote")
    for name in ("Keo", "Lat"):
        room.chairs("person.seat", group=room.groups[0], name=name, org_other="-")
    table = Table(browsers.phone(360, 740), "en")
    table.comes(room)
    of_five = table.page.locator("li", has_text=table.t("lead.voters", n=0, all=5))
    table.opens("hands.title")
    present = table.page.locator("#hands-present")
    expect(present).to_have_value("2")
    present.focus()
    room.chairs("person.seat", group=room.groups[0], name="Bounmy", org_other="-")
    expect(of_five).to_have_count(1)
    expect(present).to_have_value("2")
    table.page.keyboard.type("4")
    expect(present).to_have_value("4")


def test_a_wrong_count_is_brought_into_sight(browsers: Browsers, server: Server, check: Check) -> None:
    """The number that is too high was typed many cards ago; it may even have the focus still, out of sight."""
    room = Prepared(server, "en")
    cards = [room.post(room.kham, 0, "problem", f"Problem {n}", "en") for n in range(9)]
    room.phase("vote")
    table = Table(browsers.phone(360, 740), "en")
    table.comes(room)
    page = table.page
    table.opens("hands.title")
    page.fill("#hands-present", "3")
    first = page.locator(f"#hands-{cards[0]}")
    first.fill("9")
    for keeps in (True, False):
        if not keeps:
            page.locator(f"#hands-{cards[-1]}").fill("2")
        page.locator(f"#hands-{cards[-1]}").scroll_into_view_if_needed()
        expect(first).not_to_be_in_viewport()
        # A tap leaves the focus where it is on an iPhone.
        table.button("hands.save", table.sheet()).evaluate("it => it.form.requestSubmit()")
        expect(first).to_be_focused()
        expect(first).to_be_in_viewport(ratio=1)
        expect(page.locator(f"#hands-{cards[0]}-wrong")).to_be_in_viewport(ratio=1)
    check(page, "brought-back")


@in_both
def test_nothing_given_is_asked_about(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """Done pressed too soon, and a count saved before it was counted."""
    room = Prepared(server, lang)
    people = seats(room)
    problem, *_ = room.cards()
    room.phase("vote")
    table = Table(browsers.phone(360, 740), lang)
    table.comes(room)
    table.opens("table.title")
    table.pick(SEATED[0])
    table.do("table.done", table.sheet())
    table.sees("table.none_given")
    check(table.page, "no-vote")
    table.do("table.go_on", table.sheet())
    table.lays(PROBLEM)
    table.do("table.done", table.sheet())
    table.sees("table.counted")
    assert ballots(room, people[0]["code"]) == {f"card:{problem}": 1}
    table.do("table.to_list", table.sheet())
    table.pick(SEATED[1])
    table.do("table.done", table.sheet())
    table.do("table.none_hand", table.sheet())
    table.sees("table.counted")
    table.do("table.to_list", table.sheet())
    expect(table.name_of(SEATED[1])).to_contain_text(table.t("table.handed"))
    table.shuts()

    table.opens("hands.title")
    table.do("hands.save", table.sheet())
    expect(table.page.locator("#hands-none")).to_have_text(table.t("hands.none"))
    expect(table.page.locator(f"#hands-{problem}")).to_be_focused()
    check(table.page, "no-hands")
    assert not any(
        one["type"] == "hands" for one in room.ws.streams(room.noy["token"])[f"group:{room.groups[0]}"]
    )
    table.counts(SOLUTION, 0)
    expect(table.page.locator("#hands-none")).to_be_empty()
    table.do("hands.save", table.sheet())
    table.sees("hands.saved")


@in_both
def test_a_name_that_sits_here_already_is_asked_about(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """Two ballots lie in one name when a leader forgets that they have seated somebody."""
    room = Prepared(server, lang)
    seats(room)
    table = Table(browsers.phone(360, 740), lang)
    table.comes(room)
    table.opens("table.title")
    names = table.sheet().locator(".table-name")
    expect(names).to_have_count(3)
    table.do("seat.title", table.sheet())
    seat = table.sheet().filter(has=table.page.locator("#seat-name"))
    table.page.fill("#seat-name", " bounmy ")
    table.press(table.page.locator("#seat-org"))
    org = {"lo": "ກະຊວງສຶກສາ", "en": "Ministry of Education"}[lang]
    table.press(table.sheet().last.get_by_role("button", name=org, exact=True))
    # Both halves of a double tap, made at one moment: the second comes when the question is there, and answers nothing.
    table.button("seat.do", seat).evaluate(
        """async it => {
          const [first, second] = [1, 2].map(() => new MouseEvent("click", {bubbles: true, cancelable: true}));
          window.tapped = first.timeStamp;
          it.dispatchEvent(first);
          await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          it.dispatchEvent(second);
        }"""
    )
    expect(table.page.locator("#seat-wrong")).to_have_text(table.t("seat.same"))
    check(table.page, "asked")
    expect(names).to_have_count(3)
    table.until(ANOTHER_TAP)
    table.do("seat.do_same", seat)
    table.sees("seat.done")
    expect(names).to_have_count(4)


@in_both
def test_an_empty_phone_is_no_lost_vote(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    """The same person goes on at the table's device, with one ballot; the phone, charged, takes over by itself.

    Nothing of theirs had come through: what was laid by phone is never replaced by another's hand.
    """
    room = Prepared(server, lang)
    room.cards()
    room.phase("vote")
    way = browsers.way()
    phone = Phone(browsers.phone(way=way), lang)
    room.opens(phone, room.kham)
    table = Table(browsers.phone(360, 740), lang)
    table.comes(room)
    row = table.page.locator("li.person").filter(has=table.page.get_by_text("ຄຳ", exact=True))
    more = row.get_by_role("button", name=table.t("here.more_who", name="ຄຳ"))
    sight = row.locator(".sight")
    # While the phone is awake it would take over again at once: the button says so.
    expect(sight).to_have_text(table.t("here.here"))
    table.press(more)
    away = table.button("seat.sit_who", table.sheet(), name="ຄຳ")
    expect(away).to_have_attribute("title", table.t("seat.sit_here"))
    table.shuts()
    way.cut()
    phone.vote(PROBLEM)  # and it has not got through
    phone.until("Object.keys(localStorage).some(key => /:out:/.test(key))")
    browser = phone.page.context
    phone.page.close()
    expect(sight).to_have_text(re.compile("|".join(table.t(f"here.{one}") for one in ("asleep", "left"))))
    table.press(more)
    expect(away).not_to_have_attribute("aria-disabled", "true")
    check(table.page, "asked")
    table.press(away)
    table.sees("seat.did_sit", name="ຄຳ")
    expect(sight).to_have_text(table.t("here.seated"))
    table.opens("table.title")
    table.hands_in("ຄຳ", (SOLUTION, 2))
    way.mend()
    phone = Phone(browser.new_page(), lang)
    phone.page.goto(room.url)
    phone.inside()
    phone.sees("err.handed_in")
    # The phone says that they voted and not what; they may begin anew.
    phone.sees("vote.handed")
    check(phone.page, "handed")
    expect(phone.given(SOLUTION)).to_have_text(phone.t("vote.mine", n=0))
    expect(phone.given(PROBLEM)).to_have_text(phone.t("vote.mine", n=0))
    expect(table.sheet().locator(".table-name")).to_have_count(0)
    # By the name that is typed in for somebody new, too; and a phone without waiting votes says who acts now.
    mali = room.comes("ມະລິ", 0)
    table.do("seat.title", table.sheet())
    seat = table.sheet().filter(has=table.page.locator("#seat-name"))
    table.page.fill("#seat-name", "ມະລິ")
    # The second half of a double tap finds this answer where the button was, and is none.
    table.button("seat.do", seat).evaluate(
        """async (it, answer) => {
          const [first, second] = [1, 2].map(() => new MouseEvent("click", {bubbles: true, cancelable: true}));
          window.tapped = first.timeStamp;
          it.dispatchEvent(first);
          await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          [...it.form.querySelectorAll("button")].find(one => one.innerText.includes(answer)).dispatchEvent(second);
        }""",
        table.t("seat.same_person"),
    )
    expect(table.page.locator("#seat-wrong")).to_have_text(table.t("seat.same"))
    check(table.page, "same")
    expect(table.sheet().locator(".table-name")).to_have_count(0)
    table.until(ANOTHER_TAP)
    table.press(seat.get_by_role("button").filter(has_text=table.t("seat.same_person")))
    expect(table.name_of("ມະລິ")).to_be_visible()
    people = room.ws.streams(room.noy["token"])[f"group:{room.groups[0]}"]
    assert [one["id"] for one in people if one["type"] == "person" and one["seated"]] == [mali["person"]]
    other = Phone(browsers.phone(), lang)
    room.opens(other, mali)
    other.sees("seat.up")
    expect(table.sheet().locator(".table-name")).to_have_count(0)


def test_paper_cards(browsers: Browsers, server: Server, check: Check) -> None:
    room = Prepared(server, "en")
    seats(room)
    room.phase("reveal")
    phone = Phone(browsers.phone(), "en")
    room.opens(phone, room.kham)
    way = browsers.way()
    table = Table(browsers.phone(360, 740, way=way), "en")
    table.comes(room)
    table.opens("paper.title")
    page = table.page
    page.fill("#paper-text", PAPER)
    table.press(table.sheet().locator('label:has([value="name"])'))
    page.fill("#paper-by", "Ms Keo, Ministry of Finance")
    check(page, "typed")
    table.no_sideways()
    page.press("#paper-text", "Enter")
    expect(page.locator("#paper-text")).to_be_focused()
    expect(page.locator("#paper-text")).to_have_value("")
    expect(page.locator("#paper-by")).to_have_value("")
    expect(page.locator(".sent .saved-saved")).to_be_visible()
    expect(phone.card(PAPER)).to_contain_text("Ms Keo, Ministry of Finance")

    # A bad line stops nobody, and what was begun is there after a reload.
    way.cut()
    page.fill("#paper-text", "Typed without a line")
    page.press("#paper-text", "Enter")
    expect(page.locator(".sent .saved-waiting")).to_be_visible()
    page.fill("#paper-text", "Half a sentence")
    way.mend()
    expect(phone.card("Typed without a line")).to_be_visible(timeout=30_000)
    page.reload()
    table.inside()
    table.desk()
    table.opens("paper.title")
    expect(page.locator("#paper-text")).to_have_value("Half a sentence")
    table.press(table.sheet().locator('label:has([value="person"])'))
    page.press("#paper-text", "Enter")
    expect(page.locator("#paper-person-wrong")).to_have_text(table.t("paper.choose_person"))
    expect(
        page.locator("#paper-text-wrong, #paper-wrong").filter(has_text=table.t("paper.choose_person"))
    ).to_have_count(0)
    expect(page.locator("#paper-person")).to_be_focused()
    check(page, "whose")
    page.select_option("#paper-person", label=SEATED[2])
    expect(page.locator("#paper-person-wrong")).to_be_empty()
    page.press("#paper-text", "Enter")
    expect(phone.card("Half a sentence")).to_contain_text(SEATED[2])
    check(page, "saved")
    # A slip of the hand goes back.
    line = page.locator(".sent", has_text="Half a sentence")
    expect(line.locator(".saved-saved")).to_be_visible()
    for again in (False, True):
        table.do("paper.take_back_what", table.sheet(), text="Half a sentence")
        expect(phone.card("Half a sentence")).to_have_count(0)
        expect(line).to_contain_text(table.t("paper.taken_back"))
        expect(line.locator(".saved-saved")).to_have_count(0)
        if again:  # the way back stands for ten seconds: it is looked at when nobody needs it any more
            check(page, "taken-back")
            break
        table.do("act.undo", table.sheet().locator(".toasts"))
        expect(line.locator(".saved-saved")).to_be_visible()
        expect(phone.card("Half a sentence")).to_be_visible()


def test_paper_cards_carry_no_name_where_nobody_does(
    browsers: Browsers, server: Server, check: Check
) -> None:
    """R10."""
    room = Prepared(server, "lo", named=False)
    table = Table(browsers.phone(360, 740), "lo")
    table.comes(room)
    table.opens("paper.title")
    table.sees("paper.say_anonymous")
    expect(table.sheet().locator('[value="name"]')).to_have_count(0)
    check(table.page, "anonymous")


@in_both
def test_a_card_is_held_up(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Prepared(server, lang)
    problem, _, _ = room.cards()
    room.phase("reveal")
    phone = Phone(browsers.phone(), lang)
    room.opens(phone, room.kham)
    screen = Screen(browsers.laptop(1920, 1080), lang)
    screen.page.goto(room.links["screen"])
    table = Table(browsers.phone(820, 1180), lang)
    table.comes(room)
    table.do("mod.spot_what", text=PROBLEM)
    lit = phone.page.locator(".lit")
    expect(lit).to_contain_text(PROBLEM)
    bar = table.page.locator(".spot-bar")
    expect(bar).to_contain_text(PROBLEM)
    expect(screen.page.locator(".big-card, .bigcard")).to_have_count(0)
    table.press(bar.locator(".check"))
    expect(screen.page.locator("main")).to_contain_text(PROBLEM)
    expect(bar.locator("input")).to_be_checked()
    check(table.page, "held-up")
    check(phone.page, "phone")
    check(screen.page, "screen")
    table.do("spot.next", bar)
    expect(lit).to_contain_text(SOLUTION)
    expect(screen.page.locator("main")).to_contain_text(SOLUTION)
    expect(table.button("spot.next", bar)).to_have_attribute("aria-disabled", "true")
    table.do("spot.stop", bar)
    expect(lit).to_have_count(0)
    expect(bar).to_have_count(0)
    expect(screen.page.locator("main")).not_to_contain_text(SOLUTION)
    table.press(table.page.locator(".toast", has_text=table.t("spot.did_stop")).locator(".btn"))
    expect(lit).to_contain_text(SOLUTION)
    # From the card itself, too, wherever the leader reads it.
    table.tab("board")
    table.do("card.acts", table.page.locator(f"#card\\:{problem}"))
    table.do("spot.do", table.sheet())
    expect(table.sheet()).to_have_count(0)
    expect(lit).to_contain_text(PROBLEM)


@in_both
def test_the_chair_is_asked_and_told(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Prepared(server, lang)
    chair = Chair(browsers.laptop(), lang)
    chair.page.goto(room.links["chair"])
    expect(chair.page.locator(".tile")).to_have_count(2)
    chair.view("people")
    table = Table(browsers.phone(360, 740), lang)
    table.comes(room)
    table.opens("call.ask")
    table.page.fill("#call-text", "x" * 141)
    table.do("call.send", table.sheet())
    table.sees("err.too_long", max=140)
    table.page.fill("#call-text", QUESTION)
    check(table.page, "asking")
    table.do("call.send", table.sheet())
    expect(table.page.locator(".call")).to_contain_text(QUESTION)
    # Whatever page is open: once in passing, and a number that stays.
    expect(chair.page.locator(".toast", has_text=chair.t("call.show"))).to_be_visible()
    expect(chair.page.locator(".rail .calls-count")).to_have_text(chair.t("call.count", n=1))
    chair.press(chair.page.locator(".rail .calls-count"))
    expect(chair.page.locator(".calls")).to_contain_text(QUESTION)
    table.do("call.ready")
    expect(chair.page.locator(".tile").first.locator(".tile-ready")).to_be_visible()
    chair.sees("room.ready_n", n=1, of=2)
    check(chair.page, "asked")
    chair.press(chair.page.locator(".calls").get_by_role("button"))
    table.sees("call.chair_answered")  # said for five seconds
    expect(chair.page.locator(".calls")).to_have_count(0)
    expect(table.page.locator(".call")).to_have_count(0)
    check(table.page, "answered")
    # And taken back by the table itself, with and without words.
    table.do("call.ready")
    expect(chair.page.locator(".tile-ready")).to_have_count(0)
    table.opens("call.ask")
    table.do("call.send", table.sheet())
    expect(chair.page.locator(".calls")).to_contain_text(chair.t("call.come"))
    expect(table.page.locator(".toast", has_text=table.t("call.chair_answered"))).to_have_count(0)
    table.do("call.take_back_what", what=table.t("call.come"))
    table.sees("call.did_take_back")
    expect(chair.page.locator(".calls")).to_have_count(0)
    expect(table.page.locator(".toast", has_text=table.t("call.chair_answered"))).to_have_count(0)


@in_both
def test_the_clock(browsers: Browsers, server: Server, check: Check, lang: str) -> None:
    room = Prepared(server, lang)
    table = Table(browsers.phone(360, 740), lang)
    table.comes(room)
    page = table.page
    clock = page.locator("section", has=page.locator("#desk-clock"))
    table.press(clock.locator('label:has([value="0"])'))
    page.fill("#own-minutes", "0")
    table.do("timer.start", clock)
    table.sees("lead.minutes_wrong", max=600)
    page.fill("#own-minutes", "໗")
    page.press("#own-minutes", "Enter")
    face = clock.locator(".clock-face")
    expect(face).to_contain_text(re.compile(r"^(7:00|6:[0-5]\d)$"))
    check(page, "running")
    table.do("timer.add1", clock)
    expect(face).to_contain_text(re.compile(r"^(8:00|7:[0-5]\d)$"))
    table.do("timer.pause", clock)
    table.sees("timer.paused")
    table.do("timer.resume", clock)
    table.do("timer.stop", clock)
    expect(face).to_have_count(0)
    table.do("act.undo", page.locator(".toasts"))
    expect(face).to_contain_text(re.compile(r"^(8:00|7:[0-5]\d)$"))
    room.chairs("timer.start", board=room.boards[0], seconds=63)
    expect(clock.get_by_role("status")).to_have_text(table.t("timer.left", time="1:00"))
    # Nothing to hold once it is over; a minute more runs, also where it was held at nothing.
    for held in (False, True):
        if held:
            table.do("timer.pause", clock)
            table.sees("timer.paused")  # and not after the time is up, when there is nothing to hold
        room.chairs("timer.add", board=room.boards[0], seconds=-600)
        expect(face).to_have_text(table.t("timer.up"))
        hold = table.button("timer.resume" if held else "timer.pause", clock)
        expect(hold).to_have_attribute("aria-disabled", "true")
        check(page, f"over-{held}")
        table.do("timer.add1", clock)
        expect(face).to_contain_text(re.compile(r"^(1:00|0:5\d)$"))
        expect(table.button("timer.pause", clock)).not_to_have_attribute("aria-disabled", "true")


def test_who_comes_late_knows_where_the_table_is(browsers: Browsers, server: Server, check: Check) -> None:
    """In the middle of a vote, and when it is over; and the leader sees them come."""
    room = Prepared(server, "en")
    problem, _, _ = room.cards()
    room.phase("vote")
    table = Table(browsers.phone(820, 1180), "en")
    room.opens(table, room.noy)
    table.tab("workshop")  # wherever the leader is; the desk was never opened
    expect(table.page.locator("main .part")).to_be_visible()
    late = Phone(browsers.phone(), "en")
    late.asks_in(f"{room.url}/1", "Late", "Ministry of Education")
    table.sees("lead.arrived", name="Late")  # said for five seconds, however long a phone takes to be inside
    late.inside()
    late.phase("vote")
    late.sees("phase.vote.say")
    late.vote(PROBLEM)
    expect(late.budget()).to_have_text(late.t("vote.left", n=4))
    late.at_rest()
    check(late.page, "mid-vote")
    room.phase("report")
    later = Phone(browsers.phone(), "en")
    later.join(f"{room.url}/1", "Later", "Ministry of Education")
    later.phase("report")
    later.sees("phase.report.say")
    expect(later.page.locator(f"#card\\:{problem}")).to_contain_text(later.t("vote.count", n=1))
    check(later.page, "mid-report")


def sits(room: Prepared, phone: Phone) -> BrowserContext:
    """The phone of ຄຳ is empty: they go on at the table's device."""
    browser = phone.page.context
    phone.page.close()
    assert "ok" in room.ws.wish("person.sit", room.noy["token"], person=room.kham["person"])
    return browser


@in_both
def test_a_phone_that_wakes_in_its_owners_turn(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """The turn says so at once: nobody lays votes that will not be taken, and nothing is asked on the way out."""
    room = Prepared(server, lang)
    room.cards()
    room.phase("vote")
    phone = Phone(browsers.phone(), lang)
    room.opens(phone, room.kham)
    table = Table(browsers.phone(360, 740), lang)
    table.comes(room)
    browser = sits(room, phone)
    table.opens("table.title")
    table.pick("ຄຳ")
    table.lays(SOLUTION, 2)
    phone = Phone(browser.new_page(), lang)
    phone.page.goto(room.url)
    phone.sees("seat.up")
    expect(table.sheet().locator(".table-shut")).to_have_text(table.t("err.seated"))
    expect(table.button("table.done", table.sheet())).to_have_attribute("aria-disabled", "true")
    check(table.page, "woken")
    table.do("act.close", table.sheet())
    expect(table.sheet()).to_contain_text(table.t("table.nobody"))


@in_both
def test_a_ballot_that_waits_while_the_phone_wakes_is_told_of(
    browsers: Browsers, server: Server, check: Check, lang: str
) -> None:
    """It was promised to go by itself: when it does not, the list names its voter, who has no line there any more."""
    room = Prepared(server, lang)
    room.cards()
    room.phase("vote")
    phone = Phone(browsers.phone(), lang)
    room.opens(phone, room.kham)
    browser = sits(room, phone)
    way = browsers.way()
    table = Table(browsers.phone(360, 740, way=way), lang)
    table.comes(room)
    table.opens("table.title")
    way.cut()
    table.until("document.querySelector('.banner')")
    table.pick("ຄຳ")
    table.lays(SOLUTION, 2)
    table.do("table.done", table.sheet())
    table.do("table.to_list", table.sheet())
    phone = Phone(browser.new_page(), lang)
    phone.page.goto(room.url)
    phone.sees("seat.up")
    way.mend()
    told = table.sheet().locator(".table-note")
    expect(told).to_contain_text(table.t("table.back", say=table.t("err.seated")))
    expect(told).to_contain_text("ຄຳ")
    expect(table.name_of("ຄຳ")).to_have_count(0)
    check(table.page, "came-back")


def test_only_cards_that_were_taken_are_counted(browsers: Browsers, server: Server) -> None:
    room = Prepared(server, "en")
    room.phase("write")
    [first, *_] = seats(room)
    table = Table(browsers.phone(360, 740), "en")
    table.comes(room)
    table.opens("table.title")
    table.pick(SEATED[0])
    for text in ("Taken", "Not taken"):
        table.page.fill("#turn-text", text)
        table.do("paper.save", table.sheet())
        expect(table.page.locator("#turn-text")).to_have_value("")
        if text == "Taken":
            expect(table.sheet().locator(".saved-saved")).to_have_count(1)
            room.chairs("person.move", person=first["person"], group=room.groups[1])
    expect(table.sheet().locator(".refusal")).to_have_count(1)
    table.do("table.done_writing", table.sheet())
    expect(table.sheet()).to_contain_text(table.t("table.wrote", n=1))
