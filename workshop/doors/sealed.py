"""A backup locked with a passphrase: age does the locking, scrypt makes the key; both as streams, in little memory.

The file is a ZIP of two parts, neither of them compressed: `lock.json`, which says by what scrypt makes the key, and
`backup.zip.age`, the backup itself in the age format (age-encryption.org), for the one key that the passphrase makes.

age has a passphrase mode of its own. Its library takes a whole file into memory there, and its scrypt as much as the
machine can fill in a second: 1 GB here, on a laptop that serves a room meanwhile, and that much again on whatever
laptop has to restore it. So scrypt is Python's own, with 128 MB on every machine.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Final

import pyrage

LOCK: Final = "lock.json"
BODY: Final = "backup.zip.age"
COST: Final = {"n": 2**17, "r": 8, "p": 1}
SALT: Final = 16
LONGEST: Final = 1000  # letters of lock.json


class WrongPassphrase(Exception):
    """The file is whole, and another passphrase locked it."""


def clean(passphrase: str) -> str:
    """The same for whoever types it, on whichever keyboard: without blanks around it, its marks in one order."""
    return unicodedata.normalize("NFC", passphrase.strip())


def seal(plain: BinaryIO, out: BinaryIO, passphrase: str) -> None:
    """Write `plain` into `out`, locked."""
    salt = secrets.token_bytes(SALT)
    key = _key(passphrase, salt).to_public()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as outer:
        outer.writestr(LOCK, json.dumps({"form": 1, "scrypt": COST, "salt": salt.hex()}))
        with outer.open(BODY, "w", force_zip64=True) as body:
            try:
                pyrage.encrypt_io(plain, body, [key])
            except pyrage.EncryptError as wrong:
                raise OSError(str(wrong)) from None


def is_sealed(file: Path) -> bool:
    with zipfile.ZipFile(file) as outer:
        return BODY in outer.namelist()


def size(file: Path) -> int:
    """How much room the backup inside takes, before it is unpacked."""
    with zipfile.ZipFile(file) as outer:
        return outer.getinfo(BODY).file_size


@contextmanager
def unsealed(file: Path, passphrase: str, folder: Path) -> Iterator[IO[bytes]]:
    """The backup inside, in a file of `folder` that has no name and goes by itself.

    Raises WrongPassphrase, or OSError, ValueError or BadZipFile when it is not whole.
    """
    with tempfile.TemporaryFile(dir=folder) as plain:
        with zipfile.ZipFile(file) as outer:
            key = _key(passphrase, _salt(outer))
            try:
                with outer.open(BODY) as body:
                    pyrage.decrypt_io(body, plain, [key])
            except pyrage.DecryptError:
                with outer.open(BODY) as body:  # its checksum tells a wrong key from damage
                    shutil.copyfileobj(body, _Nowhere())
                raise WrongPassphrase from None
        plain.seek(0)
        yield plain


class _Nowhere:
    def write(self, part: bytes) -> int:
        return len(part)


def _salt(outer: zipfile.ZipFile) -> bytes:
    if set(outer.namelist()) != {LOCK, BODY} or outer.getinfo(LOCK).file_size > LONGEST:
        raise ValueError("it holds what no locked backup does")
    if outer.getinfo(BODY).compress_type != zipfile.ZIP_STORED:
        raise ValueError("it is packed as no locked backup is")
    said = json.loads(outer.read(LOCK))
    if not isinstance(said, dict) or said.get("form") != 1 or said.get("scrypt") != COST:
        raise ValueError("it is locked in a way this version does not know")
    return bytes.fromhex(str(said.get("salt")))


def _key(passphrase: str, salt: bytes) -> pyrage.x25519.Identity:
    spent = 128 * COST["n"] * COST["r"]
    made = hashlib.scrypt(clean(passphrase).encode(), salt=salt, **COST, maxmem=2 * spent, dklen=32)
    return pyrage.x25519.Identity.from_str(_bech32("age-secret-key-", made).upper())


LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
POLYNOMIAL: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def _bech32(kind: str, data: bytes) -> str:
    """How age writes a key down (BIP 173); its library takes no other form, and checks this one's checksum."""
    bits = int.from_bytes(data, "big") << (-8 * len(data) % 5)
    count = (8 * len(data) + 4) // 5
    fives = [bits >> 5 * at & 31 for at in reversed(range(count))]
    rest = 1
    for five in [*(ord(c) >> 5 for c in kind), 0, *(ord(c) & 31 for c in kind), *fives, *[0] * 6]:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ five
        for at, each in enumerate(POLYNOMIAL):
            rest ^= each if top >> at & 1 else 0
    rest ^= 1
    return (
        kind
        + "1"
        + "".join(LETTERS[five] for five in [*fives, *(rest >> 5 * (5 - i) & 31 for i in range(6))])
    )
