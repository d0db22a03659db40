"""The links that people are given; their QR codes are drawn in qr.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import urlsplit

from workshop.doors.identity import Identity

LONGEST: Final = 400


class Links:
    """`base()` is the product's address without a slash at its end, as it is known right now."""

    def __init__(self, base: Callable[[], str], identity: Identity) -> None:
        self.base, self.identity = base, identity

    def join(self, code: str, group: int | None = None) -> str:
        return f"{self.base()}/{code}" + (f"/{group}" if group else "")

    def leader(self, code: str, workshop: int, group: int, version: int) -> str:
        return f"{self.base()}/{code}#t={self.identity.leader_invite(workshop, group, version)}"

    def screen(self, code: str, workshop: int, version: int) -> str:
        return f"{self.base()}/screen/{code}#t={self.identity.screen(workshop, version)}"

    def chair(self, code: str, token: str) -> str:
        return f"{self.base()}/chair/{code}#t={token}"

    def personal(self, code: str, personal: str) -> str:
        """The same person on another device. A fragment never reaches a server, so it stands in no log."""
        return f"{self.base()}/{code}#p={personal}"

    def owner(self, token: str) -> str:
        return f"{self.base()}/chair#t={token}"


def ours(url: str, bases: Iterable[str]) -> bool:
    """Is this one of our own addresses? We draw no others: a QR on our page says that we stand behind it."""
    if len(url) > LONGEST or not url.isascii():
        return False
    wanted = urlsplit(url)
    mine = {(base.scheme, base.netloc) for base in map(urlsplit, bases)}
    return (wanted.scheme, wanted.netloc) in mine and not wanted.query
