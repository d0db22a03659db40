"""What is kept of a picture looks like what was sent, within a bound of memory; or it is refused."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import zlib
from typing import Any

import pytest
from PIL import Image, ImageChops

from workshop.doors import pictures
from workshop.kernel.errors import Refused


def scene(width: int = 96, height: int = 72) -> Image.Image:
    """Soft colours, different in each corner: whatever is lost or turned shows."""
    ramp = Image.linear_gradient("L")
    bands = (ramp, ramp.rotate(90), ramp.rotate(180))
    return Image.merge("RGB", [band.resize((width, height)) for band in bands])


def packed(image: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, depth: int, colours: int, lines: bytes, *more: bytes) -> bytes:
    """A PNG made by hand, for what Pillow does not write. `lines`: each with its filter byte before it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(lines))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + body + chunk(b"IEND", b"")


def off(shown: Image.Image, right: Image.Image) -> int:
    """How far the worst place is from what it should be, after the unsharpness of a JPEG: 0 to 255."""
    small = [image.convert("RGB").resize((12, 9), Image.Resampling.BOX) for image in (shown, right)]
    return max(high for _, high in ImageChops.difference(*small).getextrema())


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as why:
        pictures.redraw(data)
    return why.value.code


GRAY16 = [[x * 65_535 // 95 for x in range(96)] for _ in range(72)]


def test_c10_gray_of_sixteen_bits_keeps_its_grays() -> None:
    """C10: it came out white. Planted: Pillow's own conversion, whose worst place was 249 off."""
    lines = b"".join(b"\0" + struct.pack(">96H", *row) for row in GRAY16)
    right = Image.new("L", (96, 72))
    right.putdata([value >> 8 for row in GRAY16 for value in row])
    assert off(pictures.redraw(png(96, 72, 16, 0, lines)).full, right) < 6


@pytest.mark.parametrize("depth", [8, 16])
@pytest.mark.parametrize("colours", [0, 2])
def test_c10_a_colour_to_be_seen_through_becomes_white(depth: int, colours: int) -> None:
    """C10: it came out black, or in that colour: the left half is to be seen through, the right is gray."""
    wide, each = (1 if depth == 8 else 2), (1 if colours == 0 else 3)

    def pixel(level: int) -> bytes:
        return (level * (1 if depth == 8 else 257)).to_bytes(wide, "big") * each

    line = b"\0" + pixel(0) * 48 + pixel(128) * 48
    key = chunk(b"tRNS", b"\0\0" * each)
    shown = pictures.redraw(png(96, 72, depth, colours, line * 72, key)).full
    right = Image.new("RGB", (96, 72), "white")
    right.paste((128, 128, 128), (48, 0, 96, 72))
    assert off(shown, right) < 12


def test_c10_every_kind_of_picture_looks_as_it_was_sent() -> None:
    """C10: one bit, gray, palette, through which one sees, printers' colours, interlaced, with and without an end."""
    image = scene()
    clear = image.copy()
    clear.putalpha(Image.linear_gradient("L").resize(image.size))
    on_white = Image.new("RGB", image.size, "white")
    on_white.paste(clear, mask=clear.getchannel("A"))
    gray = clear.convert("LA")
    few = clear.quantize(64)
    few_on_white = Image.new("RGB", image.size, "white")
    few_on_white.paste(few.convert("RGBA"), mask=few.convert("RGBA").getchannel("A"))
    white = Image.new("L", image.size, 255)
    white.paste(gray.getchannel("L"), mask=gray.getchannel("A"))
    tried = [
        (packed(image, "PNG"), image),
        (packed(image.convert("L"), "PNG"), image.convert("L")),
        (
            packed(image.convert("1", dither=Image.Dither.NONE), "PNG"),
            image.convert("1", dither=Image.Dither.NONE),
        ),
        (packed(image.quantize(64), "PNG"), image),
        (packed(clear, "PNG"), on_white),
        (packed(gray, "PNG"), white),
        (packed(few, "PNG"), few_on_white),
        (packed(image, "JPEG", quality=90), image),
        (packed(image.convert("L"), "JPEG"), image.convert("L")),
        (packed(image.convert("CMYK"), "JPEG", quality=90), image),
        (packed(image, "JPEG", progressive=True, quality=90), image),
        (packed(image, "WEBP", quality=90), image),
        (packed(clear, "WEBP", lossless=True), on_white),
        (packed(image, "WEBP", save_all=True, append_images=[white.convert("RGB")]), image),
        (packed(image, "PNG", save_all=True, append_images=[white.convert("RGB")]), image),
    ]
    assert [
        place for place, (data, right) in enumerate(tried) if off(pictures.redraw(data).full, right) > 24
    ] == []


@pytest.mark.parametrize("progressive", [False, True])
def test_c10_a_jpeg_without_its_end_is_taken_and_half_a_one_is_not(progressive: bool) -> None:
    """C10: two bytes cost nothing. Planted: without `_insist_foot` half a picture was kept, gray below."""
    image = scene(640, 480)
    whole = packed(image, "JPEG", progressive=progressive, quality=90)
    for left_out in (1, 2, 3, 8):
        assert off(pictures.redraw(whole[:-left_out]).full, image) < 24
    assert off(pictures.redraw(whole + bytes(40)).full, image) < 24  # some cameras write on
    if not progressive:
        for part in (0.3, 0.5, 0.8):
            assert refused(whole[: int(len(whole) * part)]) == "not_photo"


def test_c10_a_png_with_one_wrong_byte_is_right_or_refused() -> None:
    """C10: it was kept as a black picture. Every byte is tried; planted: without `insist_whole` 40 were kept wrong."""
    image = scene(24, 18)
    whole = packed(image, "PNG")
    chance = random.Random(10)
    wrong = []
    for at in range(len(whole)):
        data = bytearray(whole)
        data[at] ^= chance.randrange(1, 256)
        try:
            if off(pictures.redraw(bytes(data)).full, image) > 12:
                wrong.append(at)
        except Refused:
            continue
    assert wrong == []


@pytest.mark.parametrize("lines", [40, 90])
def test_c10_a_png_with_less_or_more_picture_than_its_head_says_is_refused(lines: int) -> None:
    """C10: its checksums are right, so somebody made it so."""
    assert refused(png(96, 72, 8, 0, (b"\0" + b"\x80" * 96) * lines)) == "not_photo"


def bomb(width: int, height: int, depth: int, colours: int) -> bytes:
    """A small file that is large once it is decoded."""
    each = {0: 1, 2: 3, 4: 2, 6: 4}[colours] * depth // 8
    squeeze, line = zlib.compressobj(9), b"\0" + bytes(width * each)
    body = b"".join([squeeze.compress(line) for _ in range(height)] + [squeeze.flush()])
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_c4_what_is_too_large_once_decoded_is_refused_by_its_head() -> None:
    """C4: pixels times the bytes of each, not pixels alone. The sentence says how many there may be."""
    for depth, colours, most in ((16, 6, 32), (16, 2, 42), (8, 6, 60)):
        head = chunk(b"IHDR", struct.pack(">IIBBBBB", 9_000, 7_000, depth, colours, 0, 0, 0))
        with pytest.raises(Refused) as why:
            pictures.redraw(b"\x89PNG\r\n\x1a\n" + head)
        assert (why.value.code, why.value.params) == ("pixels", {"max": most})


MEASURED = """
import sys
from pathlib import Path
from workshop.doors import pictures
from workshop.kernel.errors import Refused

def now(what="VmRSS"):  # and VmHWM, the most: getrusage tells also what whoever started us had
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 // 1_000_000 for line in lines if line.startswith(what))

data, begun = Path(sys.argv[1]).read_bytes(), now()
for _ in range(4):
    pictures.redraw(data)
print(now() - begun, now("VmHWM") - begun)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read where Linux tells it")
def test_c4_large_pictures_leave_no_memory_behind(tmp_path: Any) -> None:
    """C4: four of 20 million pixels of 16 bits, one after the other; counted in megabytes of a process of its own.

    Planted: converted to what they were already, they took 270.
    """
    file = tmp_path / "bomb.png"
    file.write_bytes(bomb(5_000, 4_000, 16, 6))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file)], capture_output=True, text=True, timeout=120, check=True
    )
    left, most = map(int, done.stdout.split())
    assert left < 40 and most < 240, done.stdout
