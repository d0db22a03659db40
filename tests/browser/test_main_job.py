"""The main job, from the QR on the screen to the vision board, by eight people's browsers on one real server.

A chair, two leaders, four phones and a screen, in both languages. One phone is cut off while it writes and comes
back; the server is killed in the middle and started again; one phone is reloaded, one person goes on at another phone.
Nothing may be lost, and in the end every face must show what the server says.

Planted once and caught: an outbox that forgets what waits when the line returns; a screen that keeps its first picture.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from tests.browser.conftest import Browsers
from tests.browser.faces import Chair, Face, Leader, Phone, Screen, say_of
from tests.browser.words import LAO_DIGITS, say
from tests.doors.real import Server, Workshop

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = {"lo": "ກອງປະຊຸມທົດລອງ", "en": "Rehearsal"}
MINISTRY = {"lo": "ກະຊວງສາທາລະນະສຸກ", "en": "Ministry of Health"}

# What is written, by whom; the product's own words, no real person's.
DESK = "ລະບົບຂອງແຕ່ລະຂະແໜງການບໍ່ເຊື່ອມຕໍ່ກັນ"
SHARE = "Agree on one exchange format for all ministries"
FORMS = "ປະຊາຊົນຕື່ມຂໍ້ມູນຊ້ຳຫຼາຍຄັ້ງ"
TRAIN = "Short trainings work better than long ones"
OFFLINE = ("ອິນເຕີເນັດບໍ່ທົ່ວເຖິງຢູ່ຕ່າງແຂວງ", "ບໍລິການຄວນໃຊ້ໄດ້ແມ່ນແຕ່ບໍ່ມີສັນຍານ")
OUTAGE = "ຄອມພິວເຕີເກົ່າ ແລະ ຊ້າ"
ANSWER = "Ask once, reuse the answer everywhere"
LEADERS = "ງົບປະມານບຳລຸງຮັກສາບໍ່ພຽງພໍ"

ONE = {"lo": "ລະບົບທີ່ເຊື່ອມຕໍ່ກັນ", "en": "Connected systems"}
TWO = {"lo": "ບໍລິການໃກ້ປະຊາຊົນ", "en": "Services close to people"}
THREE = {"lo": "ຄົນ ແລະ ທັກສະ", "en": "People and skills"}


class Room:
    """Who is there; filled as they come."""

    chair: Chair
    screen: Screen
    noy: Leader
    boun: Leader
    kham: Phone
    dao: Phone
    vanh: Phone
    sy: Phone
    links: dict[str, Any]

    def __init__(self, browsers: Browsers, server: Server) -> None:
        self.browsers, self.server = browsers, server
        self.way = browsers.way()
        self.code = ""

    def faces(self) -> list[Face]:
        return [self.chair, self.screen, *self.everybody()]

    def everybody(self) -> list[Phone]:
        return [self.noy, self.boun, self.kham, self.dao, self.vanh, self.sy]

    def streams(self, face: Face) -> dict[str, dict[str, dict[str, Any]]]:
        """What the server says this face may see, asked afresh with its own token: stream -> key -> record."""
        found = Workshop(self.server, self.code, 0, "").streams(face.token(self.code))
        return {stream: {one["key"]: one for one in records} for stream, records in found.items()}

    def restart(self) -> None:
        """kill -9, and the same server again."""
        self.server.kill()
        self.server.start()


@pytest.fixture
def room(browsers: Browsers, server: Server) -> Iterator[Room]:
    yield Room(browsers, server)


def test_main_job(room: Room, shot: Callable[[Page, str], None]) -> None:
    opens_a_workshop(room)
    the_screen_invites(room)
    everybody_joins(room)
    shot(room.screen.page, "welcome")
    they_write_in_private(room)
    one_is_cut_off_and_the_server_dies(room)
    shot(room.vanh.page, "came-back")
    the_leaders_reveal(room)
    shot(room.dao.page, "revealed")
    they_vote(room)
    shot(room.sy.page, "voting")
    shot(room.screen.page, "groups")
    they_report(room)
    shot(room.noy.page, "desk")
    shot(room.kham.page, "results")
    the_chair_merges(room)
    shot(room.chair.page, "merged")
    the_room_sees_the_vision_board(room)
    shot(room.screen.page, "vision")
    shot(room.boun.page, "leader-vision")
    nothing_is_lost(room)
    every_screen_is_equal(room)


# --- coming in -----------------------------------------------------------------------------------


def opens_a_workshop(room: Room) -> None:
    """The form of the chair's link, as the terminal prints it."""
    room.chair = chair = Chair(room.browsers.laptop(), "en")
    page = chair.page
    page.goto(f"{room.browsers.base}/chair#t={room.server.owner}")
    expect(page.locator("#new-title-lo")).to_be_visible()
    assert "#t=" not in page.url, "the private token stays in the address bar"
    chair.speak("en")
    page.fill("#new-title-lo", TITLE["lo"])
    page.fill("#new-title-en", TITLE["en"])
    page.fill("#new-first", "2022-12-14")
    page.fill("#new-last", "2022-12-16")
    page.fill("#new-groups", "2")
    chair.do("new.orgs_2022")
    chair.sees("new.orgs_n", n=22)
    chair.do("new.create")
    expect(page.get_by_role("heading", name=TITLE["en"])).to_be_visible()
    found = re.search(r"/chair/(\d+)", page.url)
    assert found
    room.code = found[1]
    expect(page.locator(".tile")).to_have_count(2)


def the_screen_invites(room: Room) -> None:
    room.links = room.chair.links()
    room.screen = Screen(room.browsers.laptop(1920, 1080), "lo")
    room.screen.page.goto(room.links["screen"])
    room.screen.shows("welcome")
    # Capitals make a smaller QR; scheme and host are read without case.
    assert scanned(room.screen.page).lower() == room.links["join"] == f"{room.browsers.base}/{room.code}"
    assert scanned(room.chair.page).lower() == room.links["join"]


def scanned(page: Page) -> str:
    """What a phone's camera reads off the QR on this page."""
    expect(page.locator("img.qr").first).to_be_visible()
    size, pixels = page.evaluate(
        """async () => {
          const picture = document.querySelector("img.qr");
          await picture.decode();
          const canvas = document.createElement("canvas");
          canvas.width = canvas.height = 400;
          const brush = canvas.getContext("2d");
          brush.drawImage(picture, 0, 0, 400, 400);
          const dots = brush.getImageData(0, 0, 400, 400).data;
          const grey = Array.from({ length: 160000 }, (_, i) => String.fromCharCode(dots[4 * i]));
          return [400, btoa(grey.join(""))];
        }"""
    )
    [code] = zxingcpp.read_barcodes(memoryview(base64.b64decode(pixels)).cast("B", (size, size)))
    return str(code.text)


def everybody_joins(room: Room) -> None:
    browsers, groups = room.browsers, room.links["groups"]
    tablet = {"width": 820, "height": 1180}
    room.noy = Leader(browsers.phone(**tablet), "lo")
    room.boun = Leader(browsers.phone(**tablet), "en")
    room.kham, room.dao = Phone(browsers.phone(), "lo"), Phone(browsers.phone(), "en")
    room.vanh, room.sy = Phone(browsers.phone(way=room.way), "lo"), Phone(browsers.phone(), "en")
    room.noy.join(groups[0]["leader"], "ນ້ອຍ", MINISTRY["lo"])
    room.boun.join(groups[1]["leader"], "Boun", MINISTRY["en"])
    by_qr = scanned(room.screen.page)
    room.kham.join(by_qr, "ຄຳ", MINISTRY["lo"], group=1)
    room.dao.join(by_qr, "Dao", MINISTRY["en"], group=1)
    room.vanh.join(by_qr, "ວັນ", MINISTRY["lo"], group=2)
    room.sy.join(groups[1]["join"], "Sy", MINISTRY["en"])  # the group's own QR: nothing to choose
    for leader in (room.noy, room.boun):
        assert "#t=" not in leader.page.url, "the invitation stays in the address bar"
        leader.tab("desk")
        leader.sees("lead.here", n=3, all=3)
    for face in room.faces():
        assert face.page.evaluate("isSecureContext") is False, "R18"
    expect(room.screen.page.locator(".who-all")).to_have_text(say("lo", "people.n", n=6))
    room.chair.view("room")
    room.chair.go("Problems and solutions")
    room.screen.shows("groups")


# --- the groups at work --------------------------------------------------------------------------


def they_write_in_private(room: Room) -> None:
    room.kham.write("problem", DESK)
    room.dao.write("solution", SHARE)
    room.vanh.write("problem", FORMS)
    room.sy.write("lesson", TRAIN)
    room.noy.tab("board")
    room.noy.write("problem", LEADERS)
    # R11: counts reach everybody, words nobody.
    expect(
        room.dao.page.get_by_text(room.dao.t("phone.group_has", cards=3, writers=3, people=3))
    ).to_be_visible()
    for face in room.faces():
        known = str(room.streams(face)) + face.page.locator("body").inner_text()
        assert (DESK in known) == (face is room.kham), face.name
    expect(room.screen.page.locator(".work-tile").first).to_contain_text(say("lo", "screen.cards", n=3))


def one_is_cut_off_and_the_server_dies(room: Room) -> None:
    vanh, kham = room.vanh, room.kham
    vanh.page.context.set_offline(True)
    room.way.cut()
    for kind, text in zip(("problem", "solution"), OFFLINE, strict=True):
        card = vanh.write(kind, text, saved=False)
        expect(card.locator(".saved-waiting")).to_be_visible()
    expect(vanh.page.locator(".banner")).to_have_text(vanh.t("phone.offline.cards", n=2))

    room.server.kill()
    kham.write("problem", OUTAGE, saved=False)
    expect(kham.card(OUTAGE).locator(".saved-waiting, .saved-saving")).to_be_visible()
    room.server.start()
    kham.saved(OUTAGE)
    expect(vanh.page.locator(".banner")).to_be_visible()

    room.way.mend()
    vanh.page.context.set_offline(False)
    for text in OFFLINE:
        vanh.saved(text)
    expect(vanh.page.locator(".banner")).to_have_count(0)


def the_leaders_reveal(room: Room) -> None:
    room.noy.move("reveal")
    room.boun.move("reveal")
    for phone, texts in ((room.dao, (DESK, OUTAGE, LEADERS)), (room.sy, (FORMS, *OFFLINE))):
        phone.phase("reveal")
        for text in texts:
            expect(phone.card(text)).to_be_visible()
    room.sy.answer(FORMS, ANSWER)
    # The language is changed on the way, and everything with it but what people wrote.
    room.dao.tab("me")
    room.dao.speak("lo")
    room.dao.tab("board")
    room.dao.phase("reveal")
    expect(room.dao.card(SHARE).locator(".kind")).to_have_text(say("lo", "c.solution"))


def they_vote(room: Room) -> None:
    room.noy.move("vote")
    room.boun.move("vote")
    for phone in room.everybody():
        phone.tab("board")
        phone.phase("vote")
        expect(phone.budget()).to_have_text(phone.t("vote.left", n=5))
    room.noy.vote(DESK)
    room.kham.vote(DESK, 2)
    room.kham.vote(SHARE)
    room.dao.vote(SHARE, 2)
    room.dao.vote(OUTAGE)
    room.boun.vote(FORMS)
    room.vanh.vote(FORMS, 2)
    room.vanh.vote(TRAIN)
    room.sy.vote(TRAIN, 2)
    room.sy.do("vote.take_one", room.sy.card(TRAIN), text=TRAIN)
    expect(room.kham.budget()).to_have_text(say("lo", "vote.left", n=2))
    room.kham.at_rest()

    # A reload is the same person with the same votes.
    room.kham.page.reload()
    room.kham.inside()
    expect(room.kham.budget()).to_have_text(say("lo", "vote.left", n=2))
    expect(room.kham.given(DESK)).to_have_text(say("lo", "vote.mine", n=2))

    # The same person at another phone, by the personal code as a Lao keyboard types it.
    room.sy.at_rest()
    code = room.sy.personal_code()
    assert re.fullmatch(r"\d{12}", code)
    elsewhere = Phone(room.browsers.phone(), "en")
    elsewhere.come_back(room.links["join"], code.translate(LAO_DIGITS))
    expect(elsewhere.given(TRAIN)).to_have_text(say("en", "vote.mine", n=1))
    elsewhere.vote(FORMS)
    elsewhere.at_rest()
    room.sy.tab("board")
    expect(room.sy.given(FORMS)).to_have_text(say("en", "vote.mine", n=1))
    room.sy = elsewhere


def they_report(room: Room) -> None:
    for phone in room.everybody():
        phone.at_rest()
    room.noy.move("report")
    room.boun.move("report")
    room.noy.submit("ຂໍ້ມູນຕ້ອງເຊື່ອມຕໍ່ກັນ")
    room.boun.submit("Ask people once")
    expect(room.chair.page.get_by_text(room.chair.t("room.submitted_n", n=2, of=2))).to_be_visible()


# --- merging -------------------------------------------------------------------------------------


def the_chair_merges(room: Room) -> None:
    chair, page = room.chair, room.chair.page
    one, two, three = (say_of("en", **name) for name in (ONE, TWO, THREE))
    chair.view("desk")
    expect(page.locator("#inbox [data-card]")).to_have_count(9)

    # By tap: cards of both groups become a theme.
    chair.pick(DESK, SHARE, OFFLINE[0])
    chair.do("desk.new", page.locator(".picked"))
    chair.name_theme(**ONE)
    breadth(chair, one, "2 of 2", votes=6, cards=3)
    taken(chair, DESK, SHARE, OFFLINE[0])

    # By drag: onto "new theme", then another card into it.
    chair.drag(chair.slip(FORMS), page.locator('[data-drop="new"]'))
    chair.name_theme(lo=TWO["lo"], en="Services")
    taken(chair, FORMS, ANSWER)
    chair.drag(chair.slip(OFFLINE[1]), chair.theme("Services"))
    breadth(chair, "Services", "1 of 2", votes=4, cards=3)  # what answers FORMS went along

    # By keys alone: pick two, name the theme, put a third where it belongs.
    taken(chair, OFFLINE[1])
    page.locator("#inbox").focus()
    page.keyboard.press("Home")
    expect(page.locator("#inbox [data-card]").first).to_have_class(re.compile("slip-lit"))
    marked(chair, OUTAGE)
    page.keyboard.press("Space")
    page.keyboard.press("n")
    chair.name_theme(**THREE)
    taken(chair, OUTAGE)
    for text, theme in ((TRAIN, "3"),):
        page.locator("#inbox").focus()
        marked(chair, text)
        page.keyboard.press("Space")
        page.keyboard.press(theme)
        expect(chair.slip(text)).to_have_count(0)
    breadth(chair, three, "2 of 2", votes=3, cards=2)

    # Rename.
    chair.press(chair.button("desk.edit_what", what="Services"))
    page.fill("#edit-theme-en", two)
    chair.do("act.save", chair.sheet())
    breadth(chair, two, "1 of 2", votes=4, cards=3)

    # Split one card out, then undo: it is back with its votes.
    chair.pick(SHARE, within=".theme")
    chair.do("desk.split", page.locator(".picked"))
    chair.name_theme("", "For a moment")
    # The step is news of its own: until it is here the last one is another.
    expect(page.locator(".toast").last).to_contain_text("For a moment")
    breadth(chair, one, "2 of 2", votes=3, cards=2)
    chair.do("history.undo_last")
    expect(chair.theme("For a moment")).to_have_count(0)
    breadth(chair, one, "2 of 2", votes=6, cards=3)

    # The last card goes by the list of themes; the order is the chair's.
    chair.pick(LEADERS)
    chair.do("desk.to_theme", page.locator(".picked"))
    chair.press(chair.sheet().get_by_role("button", name=re.compile(f"^{three}")))
    breadth(chair, three, "2 of 2", votes=3, cards=3)
    chair.do("desk.earlier_what", what=two)
    expect(page.locator(".theme h3")).to_have_text([two, one, three])
    chair.sees("desk.all_placed")


def taken(chair: Chair, *texts: str) -> None:
    """These have left the list, as they do when a theme has them: what stands below them has moved up."""
    for text in texts:
        expect(chair.slip(text)).to_have_count(0)


def marked(chair: Chair, text: str) -> None:
    """Go down the list with the arrow until this card is the lit one."""
    lit = chair.page.locator("#inbox .slip-lit")
    expect(lit).to_have_count(1)
    for _ in range(20):
        if lit.locator(".slip-text").inner_text() == text:
            return
        before = lit.get_attribute("id")
        chair.page.keyboard.press("ArrowDown")
        expect(lit).not_to_have_attribute("id", str(before))
    raise AssertionError(f"the arrow keys never came to {text}")


def breadth(chair: Chair, theme: str, of: str, votes: int, cards: int) -> None:
    n, all = of.split(" of ")
    weight = chair.theme(theme).locator(".theme-weight")
    expect(weight.locator(".number-is")).to_have_text(chair.t("count.is.sum", n=votes))
    expect(weight.locator(".number-breadth")).to_have_text(chair.t("count.breadth", n=n, all=all))
    expect(weight.locator(".theme-cards")).to_have_text(chair.t("desk.cards_n", n=cards))


def the_room_sees_the_vision_board(room: Room) -> None:
    room.chair.view("room")
    room.chair.go("Vision and goals")
    room.screen.shows("vision")
    for phone in room.everybody():
        phone.tab("vision")


# --- in the end ----------------------------------------------------------------------------------


def nothing_is_lost(room: Room) -> None:
    """Every card and every vote that a phone called saved is there, once."""
    records = [one for stream in room.streams(room.chair).values() for one in stream.values()]
    cards = {one["id"]: one["text"] for one in records if one["type"] == "card"}
    written = [DESK, SHARE, FORMS, TRAIN, *OFFLINE, OUTAGE, ANSWER, LEADERS]
    assert sorted(cards.values()) == sorted(written)
    given = {
        cards[int(one["subject"].removeprefix("card:"))]: one["votes"]
        for one in records
        if one["type"] == "tally" and one["votes"]
    }
    assert given == {DESK: 3, SHARE: 3, OUTAGE: 1, FORMS: 4, TRAIN: 2}
    people = {one["id"]: one["name"] for one in records if one["type"] == "person" and one["role"] != "chair"}
    assert sorted(people.values()) == sorted(["ນ້ອຍ", "Boun", "ຄຳ", "Dao", "ວັນ", "Sy"])


def every_screen_is_equal(room: Room) -> None:
    """What each face draws is what its own streams say now, and all streams say the same."""
    every = {id(face): room.streams(face) for face in room.faces()}
    for name in {name for streams in every.values() for name in streams}:
        told = [streams[name] for streams in every.values() if name in streams]
        assert all(one == told[0] for one in told), f"{name} differs between its readers"
    for face in room.faces():
        records = [one for stream in every[id(face)].values() for one in stream.values()]
        shows_the_vision(room, face, records)
    for phone in room.everybody():
        shows_the_results(phone, [one for stream in every[id(phone)].values() for one in stream.values()])


def shows_the_vision(room: Room, face: Face, records: list[dict[str, Any]]) -> None:
    themes = sorted((one for one in records if one["type"] == "theme"), key=lambda one: one["position"])
    sources = sorted((one for one in records if one["type"] == "source"), key=lambda one: one["position"])
    titles = [one["title"][face.lang] for one in themes]
    texts = [[one["text"] for one in sources if one["theme"] == theme["id"]] for theme in themes]
    page = face.page
    if isinstance(face, Screen):
        expect(page.locator(".line-first")).to_have_text(titles)
        expect(page.locator(".line-second")).to_have_text([one["title"]["en"] for one in themes])
        expect(page.locator(".line-breadth")).to_have_text(
            [face.t("desk.breadth", n=len(one["groups"]), of=2) for one in themes]
        )
        expect(page.locator(".line-number strong")).to_have_text([str(one["votes"]) for one in themes])
        for text in page.locator(".quote-text").all_inner_texts():
            assert text in {one["text"] for one in sources}
    elif isinstance(face, Chair):
        face.view("desk")
        expect(page.locator(".theme h3")).to_have_text(titles)
        expect(page.locator(".theme-weight .number-is")).to_have_text(
            [face.t("count.is.sum", n=one["numbers"]["sum"]) for one in themes]
        )
        expect(page.locator(".theme-cards")).to_have_text(
            [face.t("desk.cards_n", n=one["cards"]) for one in themes]
        )
        for title, cards in zip(titles, texts, strict=True):
            shown = face.theme(title).locator(".slip-text")
            expect(shown).to_have_count(len(cards))
            assert sorted(shown.all_inner_texts()) == sorted(cards)
    else:
        expect(page.locator("li.theme > h2")).to_have_text(titles)
        expect(page.locator("li.theme .number-is")).to_have_text(
            [face.t("count.is.sum", n=one["numbers"]["sum"]) for one in themes]
        )
        expect(page.locator("li.theme .number-breadth")).to_have_text(
            [face.t("count.breadth", n=len(one["groups"]), all=2) for one in themes]
        )
        for at, cards in enumerate(texts):
            theme = page.locator("li.theme").nth(at)
            if cards and not theme.locator(".source").count():
                face.press(theme.locator("summary").first)
            expect(theme.locator(".source > p:first-child")).to_have_text(cards)


def shows_the_results(phone: Phone, records: list[dict[str, Any]]) -> None:
    votes = {one["subject"]: one["votes"] for one in records if one["type"] == "tally"}
    cards = {one["id"]: one for one in records if one["type"] == "card"}.values()
    ranked = sorted(cards, key=lambda one: (-votes.get(one["key"], 0), one["id"]))
    phone.tab("board")
    phone.phase("report")
    expect(phone.page.locator("ol.cards .card-text")).to_have_text([one["text"] for one in ranked])
    expect(phone.page.locator("ol.cards .tally .strong")).to_have_text(
        [phone.t("vote.count", n=votes.get(one["key"], 0)) for one in ranked]
    )
