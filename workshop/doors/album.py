"""Where pictures lie: a folder of JPEGs under names that nobody can guess (R19).

A name is a keyed hash of the workshop, the person and the bytes that came: the same photo sent twice is kept once; that
it was this person who sent it here can be asked of a name, and nobody without the key can tell whose it is. A picture
is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import time
from collections.abc import Container, Iterable
from pathlib import Path
from typing import Final

from PIL import Image

from workshop.doors import pictures

FOLDER: Final = "photos"
SIZES: Final = ("full", "small")
FILE: Final = re.compile(r"([0-9a-f]{64})-(full|small)\.jpg")
KEPT: Final = 3600.0  # seconds that an upload may wait for its command


class Album:
    def __init__(self, data: Path, secret: str) -> None:
        self.folder = data / FOLDER
        self._sizes: dict[str, int] = {}
        self._key = hashlib.sha256(f"workshop.photo {secret}".encode()).digest()

    def name(self, workshop: int, person: int | None, data: bytes) -> str:
        picture = self._hash(b"%d " % workshop + data)[:48]
        return picture + self._sender(workshop, person, picture)

    def sent(self, workshop: int, person: int | None, name: str) -> bool:
        """Is this a picture that is here, and that this person sent to this workshop?"""
        right = hmac.compare_digest(name[48:].encode(), self._sender(workshop, person, name[:48]).encode())
        return right and self.path(name, "full").exists()

    def _sender(self, workshop: int, person: int | None, picture: str) -> str:
        return self._hash(f"{workshop}/{person} {picture}".encode())[:16]

    def _hash(self, what: bytes) -> str:
        return hmac.new(self._key, what, hashlib.sha256).hexdigest()

    def size(self, names: Iterable[str]) -> int:
        """Bytes of these pictures, in both sizes."""
        return sum(self._size(name) for name in names)

    def _size(self, name: str) -> int:
        """A picture never changes: it is measured once."""
        if name not in self._sizes:
            paths = [self.path(name, size) for size in SIZES]
            self._sizes[name] = sum(path.stat().st_size for path in paths if path.exists())
        return self._sizes[name]

    def path(self, name: str, size: str) -> Path:
        return self.folder / f"{name}-{size}.jpg"

    def take(self, workshop: int, person: int | None, data: bytes) -> dict[str, str | int]:
        """Decode, draw anew and keep: `{file, width, height}`. Long work, made for a thread aside; may refuse."""
        name = self.name(workshop, person, data)
        full, small = (self.path(name, size) for size in SIZES)
        if not full.exists():
            self.folder.mkdir(mode=0o700, exist_ok=True)
            picture = pictures.redraw(data)
            _write(picture.small, small)
            _write(picture.full, full)  # last: where it is, the other is
        else:
            os.utime(full)  # its hour begins anew
        with Image.open(full) as kept:
            return {"file": name, "width": kept.width, "height": kept.height}

    def sweep(self, attached: Container[str], now: float | None = None) -> int:
        """Drop what no card and no board came to hold within an hour, and halves that a crash left; how many files."""
        long_ago = (time.time() if now is None else now) - KEPT
        dropped = 0
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            found = FILE.fullmatch(path.name)
            if found is not None and (found[1] in attached or self._recent(found[1], long_ago)):
                continue
            if _touched(path) < long_ago:
                path.unlink(missing_ok=True)
                dropped += 1
        return dropped

    def _recent(self, name: str, long_ago: float) -> bool:
        return _touched(self.path(name, "full")) >= long_ago


def _touched(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _write(image: Image.Image, path: Path) -> None:
    """Whole and on the disk, or not there."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            pictures.write(image, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
