"""Is a PNG whole? Pillow draws one that is not, and leaves black what it could not read.

Source: the PNG specification (third edition), sections 5 (chunks, checksums), 8 (interlacing) and 11.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
CRITICAL: Final = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by colour type
# Of each pass: the first column and row, and the steps between them.
PASSES: Final = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
ONCE: Final = 1 << 20  # bytes of picture inflated at once


def insist_whole(data: bytes) -> None:
    """Refuse with ValueError a PNG with a wrong byte, or with less picture in it than its head says."""
    head, length, reader = b"", 0, zlib.decompressobj()
    for kind, body in _chunks(data):
        if kind == b"IHDR":
            head = body
        elif kind == b"IDAT":
            length += _inflated(reader, body)
    if not reader.eof or length != _expected(head):
        raise ValueError("the picture is not all there")


def weight(data: bytes) -> int:
    """Bits of one pixel as the file holds it."""
    return data[24] * CHANNELS[data[25]]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, body) up to the end that it names; each with a right checksum."""
    at = len(SIGNATURE)
    while True:
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        (checksum,) = struct.unpack_from(">I", data, at + 8 + size)
        if zlib.crc32(kind + body) != checksum:
            raise ValueError("a checksum is wrong")
        if kind[0:1].isupper() and kind not in CRITICAL:
            raise ValueError("a part that must be understood is not known")
        yield kind, body
        if kind == b"IEND":
            return
        at += 12 + size


def _inflated(reader: zlib._Decompress, body: bytes) -> int:
    """How much of the picture these bytes hold. They are looked at and forgotten: a bomb fills no memory."""
    length = 0
    while body and not reader.eof:
        length += len(reader.decompress(body, ONCE))
        body = reader.unconsumed_tail
    return length


def _expected(head: bytes) -> int:
    width, height, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    bits = depth * CHANNELS[colours]
    if not interlaced:
        return _size(width, height, bits)
    return sum(
        _size(-(-(width - x) // across), -(-(height - y) // down), bits) for x, y, across, down in PASSES
    )


def _size(width: int, height: int, bits: int) -> int:
    """Each line has a byte before it that says how it is written."""
    return height * (1 + -(-width * bits // 8)) if width > 0 and height > 0 else 0
