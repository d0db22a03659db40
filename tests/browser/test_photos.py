"""R19 where people meet it: a photo taken without a connection, kept over a reload, seen by the others, held up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.conftest import Browsers
from tests.browser.faces import Chair, Face, Phone, Screen
from tests.browser.prepared import PROBLEM, Prepared
from tests.doors.real import Server
from tests.doors.test_photos import MAKER, camera, file, scene

pytestmark = pytest.mark.browser


def chosen(data: bytes, name: str = "IMG_0042.jpg", kind: str = "image/jpeg") -> Any:
    return {"name": name, "mimeType": kind, "buffer": data}


def a_photo(width: int = 3000, height: int = 2000) -> bytes:
    return file(scene(width, height), exif=camera(turn=6), quality=80)


class Gate:
    """Keeps photos, and nothing else, from the server until it is opened; remembers what was sent."""

    def __init__(self, page: Page) -> None:
        self.shut, self.sent = False, list[bytes]()
        page.context.route("**/photos", self._pass)

    def _pass(self, route: Route) -> None:
        if self.shut:
            route.abort()
            return
        self.sent.append(route.request.post_data_buffer or b"")
        route.continue_()


def choose(phone: Phone, within: Locator, data: Any, caption: str = "") -> None:
    within.locator("input[type=file]").set_input_files(data)
    if caption:
        phone.page.fill("#photo-caption", caption)


def add(phone: Phone, within: Locator, data: Any, caption: str = "") -> None:
    choose(phone, within, data, caption)
    phone.do("photo.add", phone.sheet())
    expect(phone.sheet()).to_have_count(0)


def thumbs(within: Locator) -> Locator:
    return within.locator(".photo-thumb")


def drawn(phone: Face, picture: Locator) -> tuple[int, int]:
    """The size of a picture, once it is there."""
    expect(picture).to_be_visible()
    size = picture.evaluate("async it => { await it.decode(); return [it.naturalWidth, it.naturalHeight]; }")
    return size[0], size[1]


@pytest.fixture
def room(server: Server) -> Prepared:
    made = Prepared(server, "lo")
    made.cards()
    made.phase("reveal")
    return made


@pytest.mark.parametrize("lang", ["lo", "en"])
def test_r19_a_photo_taken_offline_arrives_after_a_reload(
    browsers: Browsers, server: Server, shot: Callable[[Page, str], None], lang: str
) -> None:
    """R19: it waits beside its card, over a reload too, goes by itself, and the other phone sees it."""
    room = Prepared(server, lang)
    room.cards()
    room.phase("reveal")
    way = browsers.way()
    kham, noy = Phone(browsers.phone(way=way), lang), Phone(browsers.phone(), lang)
    room.opens(kham, room.kham)
    room.opens(noy, room.noy)
    gate = Gate(kham.page)
    gate.shut = True
    way.cut()
    choose(kham, kham.card(PROBLEM), chosen(a_photo()), "ກະດານ 3")
    expect(kham.sheet().locator(".photo-look")).to_be_visible()
    shot(kham.page, "preview")
    assert violations(kham.page) == []
    kham.do("photo.add", kham.sheet())
    waits = kham.card(PROBLEM).locator(".photos-waiting li")
    expect(waits).to_contain_text(kham.t("photo.waiting"))
    shot(kham.page, "waiting")
    assert violations(kham.page) == []
    way.mend()
    kham.page.reload()
    expect(waits).to_have_count(1)
    gate.shut = False
    expect(thumbs(noy.card(PROBLEM))).to_have_count(1)
    expect(thumbs(kham.card(PROBLEM))).to_have_count(1)
    expect(waits).to_have_count(0)
    assert len(gate.sent) == 1 and len(gate.sent[0]) < 1_200_000
    assert MAKER.encode() not in gate.sent[0] and b"Exif" not in gate.sent[0]

    noy.press(thumbs(noy.card(PROBLEM)))
    assert drawn(noy, noy.sheet().locator("img")) == (1365, 2048)
    expect(noy.sheet()).to_contain_text("ກະດານ 3")
    noy.no_sideways()
    shot(noy.page, "viewer")
    assert violations(noy.page) == []
    noy.do("photo.larger", noy.sheet())
    assert noy.sheet().locator(".photo-view").evaluate("it => it.scrollHeight > it.clientHeight")
    noy.do("act.close", noy.sheet())
    shot(noy.page, "card")


def test_taken_back_returned_hidden_and_restored(
    browsers: Browsers, room: Prepared, shot: Callable[[Page, str], None]
) -> None:
    kham, noy, dao = (Phone(browsers.phone(), "lo") for _ in range(3))
    room.opens(kham, room.kham)
    room.opens(noy, room.noy)
    room.opens(dao, room.dao)
    board = kham.page.locator(".board-photos")
    add(kham, board, chosen(a_photo(1600, 1200)), "ຜະໜັງ")
    seen = thumbs(noy.page.locator(".board-photos"))
    expect(seen).to_have_count(1)
    kham.press(thumbs(board))
    kham.do("photo.remove", kham.sheet())
    expect(seen).to_have_count(0)
    kham.press(kham.page.locator(".toast").get_by_role("button", name=kham.t("act.undo")))
    expect(seen).to_have_count(1)

    noy.press(seen)
    noy.do("photo.hide", noy.sheet())
    expect(thumbs(board)).to_have_class("photo-thumb photo-hidden")
    shot(noy.page, "hidden")
    noy.do("photo.restore", noy.sheet())
    expect(thumbs(board)).to_have_class("photo-thumb")
    expect(thumbs(dao.page.locator("main"))).to_have_count(0)


def test_by_keyboard_on_a_tablet(
    browsers: Browsers, room: Prepared, shot: Callable[[Page, str], None]
) -> None:
    """Choose, caption, send, open, turn the page and close, without a pointer."""
    noy = Phone(browsers.laptop(820, 1180), "en")
    room.opens(noy, room.noy)
    noy.lang = "lo"
    card = noy.card(PROBLEM)
    photos = iter([chosen(a_photo(1200, 900)), chosen(a_photo(1201, 900))])
    # Asked for long before the first is chosen: the browser takes it up beside the keys, not before them.
    noy.page.on("filechooser", lambda asked: asked.set_files(next(photos)))
    for n in range(2):
        field = card.locator("input[type=file]")
        field.focus()
        expect(field).to_be_focused()
        noy.page.keyboard.press("Space")
        expect(noy.page.locator("#photo-caption")).to_be_visible()
        noy.page.focus("#photo-caption")
        noy.page.keyboard.type(f"Photo {n}")
        noy.page.keyboard.press("Enter")
        expect(thumbs(card)).to_have_count(n + 1)
        # Its photo is there before it is gone, and a closing sheet gives the keyboard back.
        expect(noy.sheet()).to_have_count(0)
    thumbs(card).first.focus()
    noy.page.keyboard.press("Enter")
    expect(noy.sheet()).to_contain_text("Photo 0")
    noy.button("photo.after", noy.sheet()).focus()
    noy.page.keyboard.press("Enter")
    expect(noy.sheet()).to_contain_text("Photo 1")
    shot(noy.page, "tablet")
    assert violations(noy.page) == []
    noy.page.keyboard.press("Escape")
    expect(noy.sheet()).to_have_count(0)
    expect(thumbs(card).first).to_be_focused()
    shot(noy.page, "board")


def test_what_is_no_photo_is_said_before_it_is_sent(
    browsers: Browsers, room: Prepared, shot: Callable[[Page, str], None]
) -> None:
    kham = Phone(browsers.phone(), "lo")
    room.opens(kham, room.kham)
    gate, card = Gate(kham.page), kham.card(PROBLEM)
    choose(kham, card, chosen(b"These are minutes, not a photo.\n" * 50))
    expect(kham.sheet().locator("#photo-wrong")).to_have_text(kham.t("err.not_photo"))
    shot(kham.page, "no-photo")
    heic = b"\0\0\0\x18ftypheic" + bytes(12_500_000)
    choose(kham, kham.sheet(), chosen(heic, "IMG_1.heic", "image/heic"))
    expect(kham.sheet().locator("#photo-wrong")).to_have_text(kham.t("err.too_large", max=12))
    assert gate.sent == []


def test_a_photo_this_phone_cannot_draw_is_sent_as_it_is(browsers: Browsers, room: Prepared) -> None:
    """HEIC on a browser that knows none: the server draws it, and then every phone can."""
    kham = Phone(browsers.phone(), "lo")
    room.opens(kham, room.kham)
    gate, heic = Gate(kham.page), file(scene(800, 600), "HEIF")
    add(kham, kham.card(PROBLEM), chosen(heic, "IMG_1.heic", "image/heic"))
    assert drawn(kham, thumbs(kham.card(PROBLEM)).locator("img")) == (480, 360)
    assert gate.sent == [heic]


def test_what_the_server_refuses_stays_with_its_sentence(
    browsers: Browsers, room: Prepared, shot: Callable[[Page, str], None]
) -> None:
    """The board is locked while a photo waits: it can be tried again later, or let go."""
    way = browsers.way()
    kham = Phone(browsers.phone(way=way), "lo")
    room.opens(kham, room.kham)
    way.cut()
    card = kham.card(PROBLEM)
    add(kham, card, chosen(a_photo(800, 600)))
    room.chairs("board.lock", board=room.boards[0], locked=True)
    way.mend()
    refused = card.locator(".photos-waiting li[role=alert]")
    expect(refused).to_contain_text(kham.t("err.locked"))
    shot(kham.page, "refused")
    kham.page.reload()
    expect(refused).to_contain_text(kham.t("err.locked"))
    room.chairs("board.lock", board=room.boards[0], locked=False)
    kham.do("act.retry", refused)
    expect(thumbs(card)).to_have_count(1)
    expect(refused).to_have_count(0)


def test_the_screen_has_photos_of_what_is_held_up_and_no_others(
    browsers: Browsers, room: Prepared, shot: Callable[[Page, str], None]
) -> None:
    kham, screen, chair = (
        Phone(browsers.phone(), "lo"),
        Screen(browsers.laptop(1920, 1080), "lo"),
        Chair(browsers.laptop(), "lo"),
    )
    room.opens(kham, room.kham)
    screen.page.goto(room.links["screen"])
    add(kham, kham.card(PROBLEM), chosen(a_photo()), "ແຜ່ນກະດາດຂອງກຸ່ມ 1")
    add(kham, kham.page.locator(".board-photos"), chosen(a_photo(2000, 3000)), "ຜະໜັງ")
    expect(thumbs(kham.page.locator("main"))).to_have_count(2)
    chair.page.goto(room.links["chair"])
    chair.press(chair.page.locator(".tile-head button").first)
    expect(thumbs(chair.sheet())).to_have_count(2)
    shot(chair.page, "chair")
    card = next(
        one
        for one in room.ws.streams(room.kham["token"])[f"group:{room.groups[0]}"]
        if one["type"] == "card" and one["text"] == PROBLEM
    )
    large = screen.page.locator(".photos-large img")
    room.chairs("board.spotlight", board=room.boards[0], card=card["id"], room=True)
    assert drawn(screen, large) == (1365, 2048)
    shot(screen.page, "lit")
    room.chairs("board.spotlight", board=room.boards[0], card=None)
    expect(large).to_have_count(0)
    room.phase("report")
    room.chairs("board.present", board=room.boards[0], on=True)
    expect(screen.page.locator(".overview")).to_be_visible()
    screen.page.keyboard.press("ArrowRight")
    expect(large).to_have_count(1)
    assert drawn(screen, large) == (2048, 1365)
    shot(screen.page, "overview")
    room.chairs("board.spotlight", board=room.boards[0], card=card["id"])
    expect(large).to_have_count(1)
    shot(screen.page, "presented")
    room.chairs("board.present", board=room.boards[0], on=False)
    expect(large).to_have_count(0)


def test_old_browsers_without_a_database_send_all_the_same(browsers: Browsers, room: Prepared) -> None:
    kham = Phone(browsers.phone(), "lo")
    kham.page.add_init_script(
        "delete window.indexedDB; Object.defineProperty(window, 'indexedDB', { value: undefined })"
    )
    room.opens(kham, room.kham)
    gate = Gate(kham.page)
    gate.shut = True
    add(kham, kham.card(PROBLEM), chosen(a_photo(800, 600)))
    kham.sees("photo.not_kept")
    gate.shut = False
    expect(thumbs(kham.card(PROBLEM))).to_have_count(1)
