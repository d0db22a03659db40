"""Pictures that are small to send and large to decode, or no pictures at all."""

from __future__ import annotations

import io
import random
import struct
import zlib
from typing import Any

import requests
from PIL import Image

from tests.attack.room import Room
from tests.attack.target import PATIENCE, Attack, Target


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(width: int, height: int, depth: int, colours: int, rows: int | None = None) -> bytes:
    """Zeros, which pack into little; `rows` of them where its head promises `height`."""
    each = {0: 1, 2: 3, 6: 4}[colours] * depth // 8
    squeeze, line = zlib.compressobj(9), b"\0" * (1 + width * each)
    body = b"".join(
        [squeeze.compress(line) for _ in range(height if rows is None else rows)] + [squeeze.flush()]
    )
    head = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _small(kind: str, seed: int = 0) -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (16, 16), random.Random(seed).randbytes(768)).save(out, kind)
    return out.getvalue()


def _bombs() -> dict[str, bytes]:
    jpeg, png = _small("JPEG"), _small("PNG")
    return {
        "59 million pixels of 16 bits": _png(9_900, 6_000, 16, 6, rows=40),
        "four thousand million pixels": _png(65_535, 65_535, 8, 0, rows=1),
        "the most pixels there are": _png(2**31 - 1, 2**31 - 1, 8, 0, rows=0),
        "no pixels": _png(0, 0, 8, 2),
        "half of the lines": _png(500, 500, 8, 2, rows=250),
        "more lines than promised": _png(20, 20, 8, 2, rows=20_000),
        "a wrong byte": png[:60] + bytes([png[60] ^ 255]) + png[61:],
        "ten thousand scans": jpeg[:-2] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" * 10_000 + b"\xff\xd9",
        "cut in two": jpeg[: len(jpeg) // 2],
        "a head alone": jpeg[:20],
        "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "a page": b"<!doctype html><script>alert(1)</script>",
        "a page behind a picture's first bytes": b"\xff\xd8\xff<script>alert(1)</script>",
        "a GIF": _small("GIF"),
        "a TIFF": _small("TIFF"),
        "a zip": b"PK\x03\x04" + bytes(100),
        "nothing": b"",
        "zeros": bytes(100_000),
    }


def _send(room: Room, token: str, data: bytes) -> requests.Response:
    return requests.post(
        f"{room.server.base}/api/w/{room.code}/photos",
        data=data,
        headers={"Authorization": f"Bearer {token}", "Content-Type": "image/jpeg"},
        timeout=3 * PATIENCE,
    )


def bombs(target: Target) -> None:
    room = Room(target)
    before = target.memory()
    for what, data in _bombs().items():
        said = _send(room, room.person(what[:60])["token"], data)
        assert 400 <= said.status_code < 500 and "refused" in said.json(), (
            f"{what}: {said.status_code} {said.text[:80]}"
        )
    if target.times > 1:
        for _ in range(4):  # as large as is taken: decoded one at a time, and given back
            said = _send(room, room.person("Large")["token"], _png(7_500, 7_900, 8, 6))
            assert said.status_code == 200, said.text[:80]
    assert target.memory() - before < 150_000_000, "the pictures stayed in memory"
    target.serves()


def photos_that_hang_nowhere(target: Target) -> None:
    room = Room(target)
    person = room.person()
    said: list[dict[str, Any]] = [_send(room, person["token"], _small("PNG", n)).json() for n in range(20)]
    kept = [each for each in said if "file" in each]
    assert len(kept) <= 12, f"{len(kept)} photos of one person are kept, and hang nowhere"
    # To anybody else such a file is not there.
    other = room.person("Another")
    hang = {"board": room.board(), "file": kept[0]["file"], "width": 16, "height": 16, "caption": ""}
    assert "refused" in room.wish("photo.attach", other["token"], **hang)


ATTACKS = [
    Attack(
        "image bombs",
        "18 files: millions of pixels in a few bytes, endless scans, half pictures, pages and drawings with scripts",
        "each is refused in words, and memory is given back",
        bombs,
        everywhere=False,
    ),
    Attack(
        "loose photos",
        "20 photos from one phone that are hung nowhere; one hung by somebody else",
        "few are kept, and to others they are not there",
        photos_that_hang_nowhere,
        everywhere=False,
    ),
]
