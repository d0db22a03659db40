"""A photo as it came, made safe: looked at by its content, bounded before it is decoded, and drawn anew.

What is kept is a picture of the picture: upright, in plain colours, without place, time, device or any other word that
the camera wrote beside it (R19). Nothing here waits for anybody or knows the web; it runs on a thread of its own.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import struct
import sys
import warnings
from dataclasses import dataclass
from typing import BinaryIO, Final

import pillow_heif
from PIL import Image, ImageCms, ImageFile, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin

from workshop.doors import png
from workshop.kernel.errors import Refused

FULL, SMALL = 2048, 480  # pixels of the longer side
MOST_PIXELS: Final = 60_000_000  # the largest phone cameras make 50
MOST_BYTES: Final = (
    256_000_000  # of one picture once it is decoded, one at a time; while it is drawn smaller, twice that
)
MOST_IN_WEBP: Final = 20_000_000  # its decoder holds the interpreter's lock: 0.2 s; no camera writes it
MOST_SCANS: Final = 60  # a progressive JPEG has about ten; thousands of them keep a decoder busy for minutes
MOST_PROFILE: Final = 64 * 1024  # bytes; a camera's colour profile has some 3 KB
FORMATS: Final = ("JPEG", "PNG", "WEBP", "HEIF")
ORIENTATION: Final = 0x0112
END: Final = b"\xff\xd9"  # the last two bytes of a JPEG
FOOT: Final = 0.05  # of the height of a JPEG that ends too early: so much may be missing

# Imported here and not by the decoder's first use, which would be on a thread where green locks do not work.
_PLUGINS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin)
pillow_heif.register_heif_opener(thumbnails=False)
Image.preinit()
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False


@dataclass(frozen=True)
class Picture:
    """Decoded and drawn anew, in both sizes."""

    full: Image.Image
    small: Image.Image


def known(start: bytes) -> bool:
    """Do these first bytes begin a JPEG, PNG, WebP or HEIC? Whatever its name or the browser says it is."""
    heif = start[4:8] == b"ftyp" and start[8:12] in (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
    webp = start[:4] == b"RIFF" and start[8:12] == b"WEBP"
    return start.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or webp or heif


def redraw(data: bytes) -> Picture:
    """The picture in both sizes; of several frames the first. Refuses `not_photo` and `pixels`."""
    if not known(data[:12]):
        raise Refused("not_photo")
    ended = not data.startswith(b"\xff\xd8") or data.rstrip(b"\0").endswith(END)
    try:
        if data.startswith(png.SIGNATURE):
            width, height = struct.unpack_from(">II", data, 16)
            insist_light(width, height, png.weight(data) / 8)
            png.insist_whole(data)
        # Some phones leave out the end: Pillow would refuse all of it for two bytes.
        data = data if ended else data + END
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=FORMATS) as image:
            warnings.simplefilter("ignore")
            return _redrawn(image, data, ended)
    except Image.DecompressionBombError:
        raise Refused("pixels", max=MOST_PIXELS // 1_000_000) from None
    except Refused:
        raise
    except Exception:  # whatever a decoder says of a file made to confuse it
        raise Refused("not_photo") from None
    finally:
        _give_back()


def insist_light(width: int, height: int, bytes_each: float, most: int = MOST_PIXELS) -> None:
    """Refuse `pixels` where the picture would take too much memory; `bytes_each` as it lies in its file."""
    # Once decoded, a colour takes four bytes a pixel.
    most = min(most, int(MOST_BYTES / max(4.0, bytes_each)))
    if width * height > most:
        raise Refused("pixels", max=most // 1_000_000)


def _redrawn(image: Image.Image, data: bytes, ended: bool) -> Picture:
    insist_light(image.width, image.height, 4, MOST_IN_WEBP if image.format == "WEBP" else MOST_PIXELS)
    if data.startswith(b"\xff\xd8") and data.count(b"\xff\xda") > MOST_SCANS:
        raise Refused("not_photo")
    turn = _turn(image)
    profile = image.info.get("icc_profile")
    image.draft("RGB", (FULL, FULL))  # a JPEG is then decoded no larger than needed
    if not ended:
        _insist_foot(image)
    image = _in_colours(image, deep=data.startswith(png.SIGNATURE) and data[24] == 16)
    image.thumbnail((FULL, FULL), Image.Resampling.LANCZOS, reducing_gap=3.0)
    full = _plain(image, profile)
    if turn is not None:
        full = full.transpose(turn)
    small = full.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return Picture(full, small)


def _insist_foot(image: Image.Image) -> None:
    """A JPEG that ends too early is drawn on in one colour; more than a little of that is half a picture."""
    below = image.crop((0, int(image.height * (1 - FOOT)) - 1, image.width, image.height))
    if all(len(set(band.getextrema())) == 1 for band in below.split()):
        raise Refused("not_photo")


def _in_colours(image: Image.Image, deep: bool) -> Image.Image:
    """In a mode that can be drawn smaller without changing what is seen; `deep`: 16 bits a colour in its file."""
    key = image.info.get("transparency")
    if deep and key is not None:  # one gray or colour that is to be seen through, named in 16 bits
        key = image.info["transparency"] = tuple(v >> 8 for v in key) if isinstance(key, tuple) else key >> 8
    if image.mode.startswith("I"):  # gray of 16 bits: Pillow's own way to 8 makes all but the darkest white
        image = image.convert("I").point(lambda value: value * (1 / 256) + 0).convert("L")
        if key is not None:
            image.info["transparency"] = key
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    # Converted to what it is already, it would be copied, and a large one fills the memory twice.
    return (
        image
        if image.mode in (wanted, "CMYK") or (wanted, image.mode) == ("RGB", "L")
        else image.convert(wanted)
    )


def _give_back() -> None:
    """Hand the memory of a decoded picture back to the machine: the C library would keep it for the next one."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library than GNU's
            ctypes.CDLL(None).malloc_trim(0)


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How the camera was held, from what it wrote beside the picture. (HEIC turns itself when it is decoded.)"""
    turns = Image.Transpose
    with contextlib.suppress(Exception):
        return {
            2: turns.FLIP_LEFT_RIGHT,
            3: turns.ROTATE_180,
            4: turns.FLIP_TOP_BOTTOM,
            5: turns.TRANSPOSE,
            6: turns.ROTATE_270,
            7: turns.TRANSVERSE,
            8: turns.ROTATE_90,
        }.get(int(image.getexif().get(ORIENTATION) or 1))
    return None


def _plain(image: Image.Image, profile: bytes | None) -> Image.Image:
    """On white, in sRGB, with nothing written beside it."""
    if image.mode == "RGBA":
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    if profile and len(profile) <= MOST_PROFILE:
        with contextlib.suppress(Exception):  # a broken profile only makes the colours a little off
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
            image = turned or image
    return image.convert("RGB")


def write(image: Image.Image, file: BinaryIO) -> None:
    """As a JPEG, into a real file: writing into memory, the encoder holds the interpreter's lock, and so everybody."""
    large = max(image.size) > SMALL
    image.info = {}  # the encoder would write comments it finds here into the new file
    image.save(file, "JPEG", quality=84 if large else 78, optimize=True, progressive=large)
