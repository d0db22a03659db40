"""The secret that links and tokens are signed with: made once, on the disk before it is used, never guessable."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Final

SHORTEST: Final = 32  # letters; what we make has 64


class WeakSecret(Exception):
    """A secret that anybody could guess. Its text is one line that says what to do."""


def insist(text: str) -> str:
    """`text` when it is long enough to sign with."""
    if len(text) < SHORTEST:
        raise WeakSecret(
            f"SECRET_KEY takes {SHORTEST} letters or more, by chance. This makes a good one: "
            """python3 -c "import secrets; print(secrets.token_urlsafe(48))\""""
        )
    return text


def kept(path: Path) -> str:
    """The secret kept at `path`; made there, for this user alone, when there is none."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _keep_once(path, secrets.token_urlsafe(48))
    try:
        text = path.read_text("ascii").strip()
    except (UnicodeDecodeError, OSError):
        text = ""
    # Where the power went, a file may hold as many zeros as it should have held letters.
    if len(text) < SHORTEST or not text.isprintable():
        # Taken as it is, an empty one would let anybody make the owner's token.
        raise WeakSecret(
            f"{path} is empty or damaged. Put back the one of a backup, or delete it: then a new one is made, "
            "and every link and every phone must be let in anew"
        )
    return text


def _keep_once(path: Path, text: str) -> None:
    """Write `path` whole or not at all; when several processes start together, the first one's text stays.

    It is on the disk before anything is signed with it: a power cut after the first start would else leave an empty
    file under this name.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        if not path.exists():
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """A new name is on the disk only once its folder is."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
