"""R19: photos come by HTTP of their own, are decoded beside the hub, stored by hash, and attached by a command."""

from __future__ import annotations

import io
import json
import os
import random
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
import requests
from PIL import Image

from tests.doors.real import Server, Workshop, phones, wait_for

pillow_heif.register_heif_opener()
MAKER, PLACE = "Acme of Kham", (17.0, 58.0, 1.5)


def scene(width: int = 1200, height: int = 900) -> Image.Image:
    """Dark at the top left, so that a turn is seen; noise, so that the camera's file has a size."""
    noise = Image.frombytes("RGB", (width // 10, height // 10), os.urandom(width // 10 * (height // 10) * 3))
    image = noise.resize((width, height)).point(lambda value: 128 + value // 2)
    image.paste((0, 0, 0), (0, 0, width // 2, height // 2))
    return image


def file(image: Image.Image, kind: str = "JPEG", **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def camera(turn: int = 1) -> Image.Exif:
    """What a phone writes beside the picture."""
    said = Image.Exif()
    said[0x0112], said[0x010F] = turn, MAKER
    said.get_ifd(0x8825).update({1: "N", 2: PLACE, 3: "E", 4: (102.0, 27.0, 0.0)})
    return said


def upload(
    workshop: Workshop, token: str, data: bytes | Iterator[bytes], **headers: str
) -> requests.Response:
    return requests.post(
        f"{workshop.server.base}/api/w/{workshop.code}/photos",
        data=data,
        headers={"Authorization": f"Bearer {token}", "Content-Type": "image/jpeg", **headers},
        timeout=60,
    )


def get(
    workshop: Workshop, token: str, photo: int | str, size: str = "full", **headers: str
) -> requests.Response:
    if token:
        headers["Authorization"] = f"Bearer {token}"
    url = f"{workshop.server.base}/api/w/{workshop.code}/photos/{photo}/{size}"
    return requests.get(url, headers=headers, timeout=20)


class Table:
    """Kham and Noy, who leads, sit at table 1; Vanh at table 2; a card of Kham's is on the board."""

    def __init__(self, server: Server, **more: Any) -> None:
        self.ws = ws = server.workshop(**more)
        self.board, self.other = ws.boards()
        one, two = ws.groups()
        self.kham, self.noy, self.vanh = (
            ws.person(name, group)["token"] for name, group in (("Kham", one), ("Noy", one), ("Vanh", two))
        )
        self.screen = self._link("screen")
        leader = next(p for p in self.records("person", ws.chair) if p["name"] == "Noy")
        ws.wish("person.promote", ws.chair, person=leader["id"], role="leader")
        card = {"board": self.board, "kind": "problem", "text": "See the photo", "lang": "en"}
        self.card = ws.wish("card.post", self.kham, **card)["ok"]["card"]

    def _link(self, name: str) -> str:
        url = f"{self.ws.server.base}/api/w/{self.ws.code}/links"
        links = requests.get(url, headers={"Authorization": f"Bearer {self.ws.chair}"}, timeout=20).json()
        return str(links[name].partition("#t=")[2])

    def chairs(self, name: str, /, **data: Any) -> None:
        done = self.ws.wish(name, self.ws.chair, **data)
        assert "ok" in done, done

    def records(self, type: str, token: str) -> list[dict[str, Any]]:
        return [one for part in self.ws.streams(token).values() for one in part if one["type"] == type]

    def hang(self, data: bytes, token: str = "", **where: Any) -> int:
        """Upload and attach; on Kham's card when nothing else is said."""
        token = token or self.kham
        taken = upload(self.ws, token, data)
        assert taken.status_code == 200, taken.text
        where = where or {"card": self.card}
        done = self.ws.wish("photo.attach", token, board=self.board, **taken.json(), **where)
        assert "ok" in done, done
        return int(done["ok"]["photo"])


@pytest.fixture
def table(server: Server) -> Table:
    return Table(server)


# --- in and out ----------------------------------------------------------------------------------


def test_r19_a_photo_comes_out_upright_small_and_silent(table: Table) -> None:
    """R19: no place, maker, comment or other word of the camera is left; it stands as it was held.

    Planted: `write` without `image.info = {}` kept the comment; without `_turn` the dark corner was at the left.
    """
    data = file(scene(3000, 2000), exif=camera(turn=6), comment=b"by Kham", xmp=b"<x>Kham</x>")
    assert all(word in data for word in (MAKER.encode(), b"by Kham", b"<x>Kham"))
    photo = table.hang(data, card=table.card, caption="Flip chart")
    sizes = {}
    for size in ("full", "small"):
        answer = get(table.ws, table.kham, photo, size)
        assert answer.headers["Content-Type"] == "image/jpeg"
        image = Image.open(io.BytesIO(answer.content))
        sizes[size] = image.size
        assert image.format == "JPEG" and not image.getexif() and "comment" not in image.info
        assert not [word for word in (b"Acme", b"Kham", b"Exif", b"http") if word in answer.content]
        right, left = (image.getpixel((image.width * at // 8, image.height // 8)) for at in (7, 1))
        assert sum(right) < 90 < sum(left)  # turned a quarter clockwise, the dark corner is at the right
    assert sizes == {"full": (1365, 2048), "small": (320, 480)}
    told = table.records("photo", table.kham)[0]
    assert (told["width"], told["height"], told["caption"]) == (1365, 2048, "Flip chart")
    assert "file" not in told and "author" not in told


@pytest.mark.parametrize("kind", ["HEIF", "PNG", "WEBP"])
def test_r19_what_phones_take_photos_in(table: Table, kind: str) -> None:
    """R19: an iPhone's HEIC among them; what comes out is a JPEG every browser draws."""
    more = {} if kind == "PNG" else {"exif": camera()}
    photo = table.hang(file(scene(800, 600), kind, **more))
    image = Image.open(io.BytesIO(get(table.ws, table.kham, photo).content))
    assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (800, 600), {})


def test_of_several_frames_the_first(table: Table) -> None:
    red, blue = Image.new("RGB", (60, 40), "red"), Image.new("RGB", (60, 40), "blue")
    for kind in ("WEBP", "PNG"):
        photo = table.hang(file(red, kind, save_all=True, append_images=[blue]))
        shown = Image.open(io.BytesIO(get(table.ws, table.kham, photo).content)).getpixel((30, 20))
        assert isinstance(shown, tuple) and shown[0] > 200 > shown[2], kind


def test_b9_a_photo_is_its_senders_until_it_hangs_somewhere(server: Server, table: Table) -> None:
    """B9: to anybody else, in another workshop, and where it was never sent, it is not there; and it is kept once.

    Planted: without `House.sent` whoever knew the name could hang it elsewhere, and made-up names were taken.
    """
    data = file(scene())
    first, again = (upload(table.ws, table.kham, data).json() for _ in range(2))
    assert first == again
    assert upload(table.ws, table.noy, data).json()["file"] != first["file"]
    other = Table(server)

    def hung(ws: Workshop, token: str, board: int, **more: Any) -> Any:
        said = ws.wish("photo.attach", token, board=board, **{**first, **more})
        return "ok" if "ok" in said else (said["refused"], said["field"])

    assert hung(table.ws, table.noy, table.board) == ("not_found", "file")
    assert hung(other.ws, other.kham, other.board) == ("not_found", "file")
    for made_up in ("5e" * 32, first["file"][:48] + "0" * 16, "0" * 48 + first["file"][48:]):
        assert hung(table.ws, table.kham, table.board, file=made_up) == ("not_found", "file")
    assert hung(table.ws, table.kham, table.board) == "ok"
    assert upload(other.ws, other.kham, data).json()["file"] != first["file"]
    assert {path.name for path in (server.folder / "photos").glob(f"{first['file']}*")} == {
        f"{first['file']}-full.jpg",
        f"{first['file']}-small.jpg",
    }


# --- what is not taken ---------------------------------------------------------------------------


@cache
def bomb(side: int = 20_000) -> bytes:
    """A whole, honest PNG of 400 KB that is 400 megapixels large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    pack, row = zlib.compressobj(9), bytes(side + 1)
    rows = b"".join(pack.compress(row) for _ in range(side)) + pack.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def scans(many: int) -> bytes:
    """A progressive JPEG that says its first scan again and again: a decoder follows each."""
    whole = file(scene(400, 300), progressive=True)
    at = whole.index(b"\xff\xda")
    end = whole.index(b"\xff\xc4", at)
    return whole[:at] + whole[at:end] * many + whole[end:]


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("a renamed text", "not_photo"),
        ("a page", "not_photo"),
        ("an empty body", "not_photo"),
        ("a gif", "not_photo"),
        ("a truncated jpeg", "not_photo"),
        ("a jpeg of scans", "not_photo"),
        ("a picture bomb", "pixels"),
        ("a heic that is none", "not_photo"),
    ],
)
def test_r19_what_is_no_photo_is_refused_in_words(server: Server, table: Table, what: str, code: str) -> None:
    """R19: the content decides, not the name or the declared type; a bomb is known before it is decoded.

    Planted: without the limit of pixels the bomb was drawn, in 4 s and 440 MB; without that of scans, each was read.
    """
    jpeg = file(scene())
    data = {
        "a renamed text": b"These are minutes, not a photo.\n" * 100,
        "a page": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "an empty body": b"",
        "a gif": file(scene(), "GIF"),
        "a truncated jpeg": jpeg[: len(jpeg) // 2],
        "a jpeg of scans": scans(300),
        "a picture bomb": bomb(),
        "a heic that is none": b"\0\0\0\x18ftypheic" + os.urandom(2_000),
    }[what]
    before = set((server.folder / "photos").glob("*"))
    answer = upload(table.ws, table.kham, data)
    assert answer.status_code == 409 and answer.json()["refused"] == code
    assert answer.json()["say"] and "{" not in answer.json()["say"]
    assert set((server.folder / "photos").glob("*")) == before


def test_r19_forty_megabytes_are_refused_unread_in_the_persons_language(server: Server, table: Table) -> None:
    """R19: by the announced length; the server's memory does not grow by it."""
    table.ws.wish("person.speak", table.kham, lang="lo")
    before = peak(server)
    answer = upload(table.ws, table.kham, b"\xff\xd8\xff" + bytes(40_000_000))
    assert answer.status_code == 413
    assert answer.json() == {
        "refused": "too_large",
        "say": "ຮູບນີ້ໃຫຍ່ເກີນ 12 MB, ກະລຸນາເລືອກຮູບທີ່ນ້ອຍກວ່າ",
        "max": 12,
    }
    assert peak(server) - before < 10_000
    assert upload(table.ws, table.kham, file(scene())).status_code == 200


def peak(server: Server) -> int:
    """The most memory the server ever held, KB."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def test_a_body_without_a_length_is_not_read(table: Table) -> None:
    answer = upload(table.ws, table.kham, iter([file(scene(80, 60))]))
    assert answer.status_code in (400, 411) and answer.json()["refused"] == "malformed"


def test_only_who_sits_at_a_table_may_send(server: Server, table: Table) -> None:
    data, stranger = file(scene(80, 60)), Table(server)
    assert upload(table.ws, "", data).json()["refused"] == "not_allowed"
    for token in (table.screen, table.ws.chair, server.owner, stranger.kham):
        answer = upload(table.ws, token, data)
        assert answer.json()["refused"] in ("not_allowed", "not_found"), token
    table.chairs("workshop.close")
    assert upload(table.ws, table.kham, data).json()["refused"] == "closed"


def test_photos_sent_without_a_pause_are_slowed_down(table: Table) -> None:
    data = file(scene(80, 60))
    # An empty one counts like any other, and takes no time to be drawn; a busy machine lets one on every two seconds.
    late = next(
        said for said in (upload(table.ws, table.kham, b"") for _ in range(200)) if said.status_code == 429
    )
    assert late.json()["refused"] == "too_fast" and late.headers["Retry-After"]
    assert upload(table.ws, table.noy, data).status_code == 200


# --- who sees it ---------------------------------------------------------------------------------


def readers(table: Table, photo: int) -> set[str]:
    names = ("kham", "noy", "vanh", "screen")
    tokens = {name: getattr(table, name) for name in names} | {"chair": table.ws.chair, "guest": ""}
    found = set()
    for name, token in tokens.items():
        answers = {get(table.ws, token, photo, size).status_code for size in ("full", "small")}
        assert answers in ({200}, {404}), (name, answers)
        known = name != "guest" and any(one["id"] == photo for one in table.records("photo", token))
        assert known == (answers == {200}), f"{name}: the picture and its record are not of one mind"
        found |= {name} if known else set()
    return found


def test_r19_a_picture_is_shown_to_whom_its_record_is_readable(server: Server, table: Table) -> None:
    """R19 and R11: private until reveal, then its table's; on the screen only while it is held up for the room."""
    photo, on_board = table.hang(file(scene(80, 60))), table.hang(file(scene(90, 60)), caption="The wall")
    assert readers(table, photo) == readers(table, on_board) == {"kham"}
    table.chairs("board.move", board=table.board, phase="reveal")
    assert readers(table, photo) == readers(table, on_board) == {"kham", "noy", "chair"}

    table.chairs("board.spotlight", board=table.board, card=table.card)
    assert "screen" not in readers(table, photo)
    table.chairs("board.spotlight", board=table.board, card=table.card, room=True)
    assert readers(table, photo) == {"kham", "noy", "chair", "vanh", "screen"}
    assert "screen" not in readers(table, on_board)
    table.chairs("board.spotlight", board=table.board, card=None)
    assert "screen" not in readers(table, photo)

    table.chairs("board.move", board=table.board, phase="report")
    table.chairs("board.present", board=table.board, on=True)
    assert "screen" in readers(table, on_board) and "screen" not in readers(table, photo)
    table.chairs("board.spotlight", board=table.board, card=table.card)
    assert "screen" in readers(table, photo)
    table.chairs("photo.hide", photo=photo)
    assert readers(table, photo) == {"kham", "noy", "chair"}
    table.chairs("photo.restore", photo=photo)
    table.chairs("card.hide", card=table.card)
    assert readers(table, photo) == {"kham", "noy", "chair"}
    table.chairs("card.restore", card=table.card)
    assert "ok" in table.ws.wish("photo.remove", table.kham, photo=photo)
    assert readers(table, photo) == {"kham"}
    assert "ok" in table.ws.wish("photo.return", table.kham, photo=photo)

    stranger = Table(server)
    assert get(stranger.ws, stranger.kham, photo).status_code == 404
    assert get(table.ws, stranger.kham, photo).status_code == 404


@pytest.mark.parametrize("name", ["999999", "0", "-1", "1e3", "9" * 30, "..", "17:x"])
def test_no_such_photo(table: Table, name: str) -> None:
    assert get(table.ws, table.ws.chair, name).json()["refused"] == "not_found"


def test_a_picture_is_served_for_ever_and_to_this_person_alone(table: Table) -> None:
    photo = table.hang(file(scene(80, 60)))
    answer = get(table.ws, table.kham, photo)
    said = answer.headers
    assert said["Cache-Control"] == "private, max-age=31536000, immutable" and said["Vary"] == "Authorization"
    assert said["X-Content-Type-Options"] == "nosniff" and "Set-Cookie" not in said
    assert said["Content-Security-Policy"] == "default-src 'none'; sandbox"
    again = get(table.ws, table.kham, photo, **{"If-None-Match": said["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert get(table.ws, table.vanh, photo, **{"If-None-Match": said["ETag"]}).status_code == 404
    assert get(table.ws, table.kham, photo, "huge").status_code == 404
    name = upload(table.ws, table.kham, file(scene(80, 60))).json()["file"]
    assert name not in str(said)


def test_four_on_a_card_and_twenty_on_a_board(table: Table) -> None:
    data = file(scene(80, 60))
    taken = {token: upload(table.ws, token, data).json() for token in (table.kham, table.noy)}

    def attach(token: str, **where: int) -> dict[str, Any]:
        return table.ws.wish("photo.attach", token, board=table.board, **taken[token], **where)

    photos = [attach(table.kham, card=table.card) for _ in range(5)]
    assert photos[-1]["refused"] == "photos_full" and photos[-1]["max"] == 4
    assert "4" in photos[-1]["say"]
    first = photos[0]["ok"]["photo"]
    assert "ok" in table.ws.wish("photo.remove", table.kham, photo=first)
    assert "ok" in attach(table.kham, card=table.card)
    assert table.ws.wish("photo.return", table.kham, photo=first)["refused"] == "photos_full"
    fitted = ["ok" in attach(token) for token in (table.kham, table.noy, table.noy) for _ in range(7)]
    assert fitted == [True] * 20 + [False]


def test_nobody_hangs_a_photo_where_they_do_not_see(table: Table) -> None:
    """Another's private card, a card of another table, a taken-back one: not there."""
    data = file(scene(80, 60))
    own = {token: upload(table.ws, token, data).json() for token in (table.noy, table.kham, table.vanh)}

    def attach(token: str, board: int, **where: int) -> Any:
        taken = own.get(token, own[table.noy])  # the chair sits at no table, and can send none
        return table.ws.wish("photo.attach", token, board=board, **taken, **where).get("refused")

    assert attach(table.noy, table.board, card=table.card) == "not_found"  # private writing
    assert attach(table.vanh, table.board) in ("not_found", "not_allowed")
    assert attach(table.vanh, table.other, card=table.card) == "not_found"
    assert attach(table.ws.chair, table.board) == "not_found"  # another's file
    table.chairs("board.move", board=table.board, phase="reveal")
    assert attach(table.noy, table.board, card=table.card) is None
    table.chairs("board.lock", board=table.board, locked=True, what="posting")
    assert attach(table.kham, table.board) == "locked"
    assert attach(table.noy, table.board) is None


# --- anonymity -----------------------------------------------------------------------------------


def test_r10_nothing_tells_whose_photo_it_is(new_server: Callable[..., Server]) -> None:
    """R10: no stream but the author's own, no file's name or content, no header and no line of the log."""
    server = new_server().start()
    table = Table(server, named=False)
    table.chairs("board.move", board=table.board, phase="reveal")
    photo = table.hang(file(scene(), exif=camera(), comment=b"Kham"))
    mine = next(one["id"] for one in table.records("person", table.ws.chair) if one["name"] == "Kham")
    for token in (table.noy, table.ws.chair, table.vanh, table.screen):
        assert not [one for one in table.records("photo", token) if "author" in one or "withdrawn" in one]
        assert f"person:{mine}" not in table.ws.streams(token)
    said = get(table.ws, table.noy, photo)
    assert "kham" not in str(said.headers).lower()
    assert [one for one in table.records("deed", table.ws.chair) if one["name"].startswith("photo")] == []
    table.chairs("photo.hide", photo=photo)
    assert "Kham" not in json.dumps(table.records("deed", table.ws.chair))
    for path in (server.folder / "photos").iterdir():
        assert "kham" not in path.name.lower() and b"Kham" not in path.read_bytes()
    assert not [word for word in ("Kham", table.kham, "127.0.0.1 -") if word in server.said()]


# --- the server meanwhile ------------------------------------------------------------------------


def test_r19_others_are_answered_while_a_photo_is_decoded(table: Table) -> None:
    """R19: a card of another phone arrives between the sending of a large photo and its answer.

    Planted: with `aside` running its work at once, the photo's answer came first, on eventlet and on gevent.
    """
    table.chairs("board.move", board=table.board, phase="reveal")
    data = file(scene(7_000, 7_000), quality=80)
    # On a busy machine this process may rest for as long as the decoding takes; a server that stands still while it
    # decodes answers no card before any photo.
    assert any(_first_to_come(table, data, n) == ["card", "photo 200"] for n in range(3))


def _first_to_come(table: Table, data: bytes, time: int) -> list[str]:
    came: list[str] = []
    with phones(table.ws.phone(table.noy), table.ws.phone(table.kham)) as (noy, kham):
        sending = threading.Event()

        class Body(io.BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                some = super().read(size)
                if self.tell() == len(data):
                    sending.set()
                return some

        def send() -> None:
            body = Body(data)
            answer = upload(table.ws, table.kham, body, **{"Content-Length": str(len(data))})  # type: ignore[arg-type]
            came.append(f"photo {answer.status_code}")

        sender = threading.Thread(target=send)
        sender.start()
        assert sending.wait(60)
        for n in range(5):
            card = {"board": table.board, "kind": "lesson", "text": f"Meanwhile {time}, {n}", "lang": "en"}
            assert "ok" in kham.wish("card.post", **card)
        noy.until(noy.seen("card.post"), "the card")
        came.append("card")
        sender.join()
    return came


def test_photos_of_many_phones_at_once(table: Table) -> None:
    """More than are decoded at a time: each is taken, or told to come again."""
    people = [table.ws.person(f"Phone {n}", table.ws.groups()[0])["token"] for n in range(16)]
    answers: list[requests.Response] = []
    images = [file(scene(2_000, 1_500)) for _ in people]
    sends = [
        threading.Thread(target=lambda token=token, data=data: answers.append(upload(table.ws, token, data)))
        for token, data in zip(people, images, strict=True)
    ]
    for send in sends:
        send.start()
    for send in sends:
        send.join()
    told = {answer.status_code for answer in answers}
    assert 200 in told and told <= {200, 503}
    assert all(
        a.json()["refused"] == "busy" and a.headers["Retry-After"] for a in answers if a.status_code == 503
    )


def test_c4_photos_have_a_quota_and_few_hang_nowhere(new_server: Callable[..., Server]) -> None:
    """C4: noise photos filled the disk. One person may have eight that hang nowhere; a workshop has a bound."""
    table = Table(new_server(WORKSHOP_PHOTOS_MB="1").start())
    for n in range(8):
        assert upload(table.ws, table.kham, file(scene(40 + n, 30))).status_code == 200
    ninth = upload(table.ws, table.kham, file(scene(60, 30)))
    assert (ninth.status_code, ninth.json()["refused"]) == (429, "too_fast")
    codes = [upload(table.ws, table.noy, file(noise(n))).status_code for n in range(3)]
    assert codes[0] == 200 and codes[-1] == 413
    refused = upload(table.ws, table.noy, file(scene(70, 30)))
    assert refused.json()["refused"] == "photos_quota" and "1 MB" in refused.json()["say"]
    other = Table(table.ws.server)  # has its own
    assert upload(other.ws, other.kham, file(scene(80, 30))).status_code == 200


def noise(seed: int) -> Image.Image:
    """A picture that stays large however it is packed."""
    return Image.frombytes("RGB", (900, 900), random.Random(seed).randbytes(900 * 900 * 3))


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading"])
def test_r19_a_restart_keeps_photos_and_sweeps_what_hangs_nowhere(
    new_server: Callable[..., Server], mode: str
) -> None:
    """R19: what was sent more than an hour ago and never attached goes; hidden and taken-back ones stay."""
    server = new_server(mode).start()
    table = Table(server)
    table.chairs("board.move", board=table.board, phase="reveal")
    hidden, shown = table.hang(file(scene(80, 60))), table.hang(file(scene(90, 60)))
    table.chairs("photo.hide", photo=hidden)
    assert "ok" in table.ws.wish("photo.remove", table.kham, photo=shown)
    loose = upload(table.ws, table.kham, file(scene(100, 60))).json()["file"]
    fresh = upload(table.ws, table.kham, file(scene(110, 60))).json()["file"]
    folder = server.folder / "photos"
    (folder / f"{'0' * 64}-full.jpg.1234abcd").write_bytes(b"half")  # what a crash left
    assert server.stop() == 0
    for path in folder.iterdir():
        if not path.name.startswith(fresh):
            os.utime(path, (time.time() - 3_700,) * 2)
    server.start()
    wait_for(
        lambda: not list(folder.glob(f"{loose}*")) and not list(folder.glob("*.1234abcd")), "the sweeping"
    )
    assert len(list(folder.iterdir())) == 6
    assert get(table.ws, table.kham, shown).status_code == get(table.ws, table.noy, hidden).status_code == 200
    assert list(folder.glob(f"{fresh}*"))
    assert oct(folder.stat().st_mode)[-3:] == "700"
