"""The links that people are given; their QR codes are drawn in qr.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import Final
from urllib.parse import urlsplit

from workshop.doors.identity import Identity
from workshop.kernel.errors import Refused

LONGEST: Final = 400
# The first page, a workshop's and a group's; the chair's and the screen's.
PATH: Final = re.compile(r"/?|/([0-9]{4,12})(?:/([1-9][0-9]{0,3}))?|/(?:chair|screen)/([0-9]{4,12})|/chair")


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

    def gives(self, url: str, bases: Iterable[str], groups: Callable[[str], Collection[int]]) -> bool:
        """Is this a link that the house gives out? We draw no others: a QR on our page says that we stand behind it.

        `groups(code)` are a workshop's, by number; it refuses a code that is none. A fragment is there only with a
        token that we signed, so that what a stranger can have drawn is a handful of pictures.
        """
        if len(url) > LONGEST or not url.isascii():
            return False
        wanted = urlsplit(url)
        mine = {(base.scheme, base.netloc) for base in map(urlsplit, bases)}
        found = PATH.fullmatch(wanted.path)
        if (wanted.scheme, wanted.netloc) not in mine or wanted.query or found is None:
            return False
        if wanted.fragment:
            key, _, token = wanted.fragment.partition("=")
            if key != "t" or self.identity.read(token) is None:
                return False
        elif url.endswith(("#", "?")):
            return False
        if code := found[1] or found[3]:
            try:
                known = groups(code)
            except Refused:
                return False
            return not found[2] or int(found[2]) in known
        return True
