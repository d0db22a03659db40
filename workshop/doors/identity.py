"""Tokens: who a link or a phone says it is. Signed, scoped to one workshop and one role, never in a cookie (R9).

A token is its text and a signature: `p-12-34-5.<signature>` is version 5 of person 34 in workshop 12. Nothing in it
is secret and nothing expires; the engine refuses a token of another version than the person has now. A person's is
drawn by chance, for after a restored backup the same ids are given to others. The same text always gives the same
token, so a resent `person.join` gets the one it got before.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from itsdangerous import BadSignature, Signer

from workshop.kernel.engine import Claim

_TEXT: Final = re.compile(r"([piso])-(\d{1,18})-(\d{1,18})-(\d{1,9})")


@dataclass(frozen=True)
class Bearer:
    """What a token says, its signature found good."""

    kind: str  # p(erson) | i(nvited to lead a group) | s(creen) | o(wner)
    workshop: int
    id: int
    version: int


class Identity:
    def __init__(self, secret: str) -> None:
        self._signer = Signer(secret, salt="workshop.token", digest_method=hashlib.sha256)

    def person(self, workshop: int, person: int, version: int) -> str:
        return self._token("p", workshop, person, version)

    def leader_invite(self, workshop: int, group: int, version: int) -> str:
        return self._token("i", workshop, group, version)

    def screen(self, workshop: int, version: int = 0) -> str:
        return self._token("s", workshop, 0, version)

    def owner(self, version: int = 0) -> str:
        return self._token("o", 0, 0, version)

    def read(self, token: str) -> Bearer | None:
        """None for whatever we did not sign."""
        try:
            text = self._signer.unsign(token.encode("ascii")).decode("ascii")
        except (BadSignature, UnicodeError):
            return None
        found = _TEXT.fullmatch(text)
        return Bearer(found[1], int(found[2]), int(found[3]), int(found[4])) if found else None

    def claim(self, token: str, workshop: int, address: str = "", lang: str | None = None) -> Claim:
        """The claim behind a token; without one, or with another workshop's, a guest's.

        A phone that comes back after the secret was lost is a guest again, and finds itself by its own code.
        """
        bearer = self.read(token) if token else None
        if bearer is not None and bearer.kind == "o":
            return Claim("owner", version=bearer.version, address=address, lang=lang)
        if bearer is None or bearer.workshop != workshop:
            return Claim("guest", address=address, lang=lang)
        match bearer.kind:
            case "p":
                return Claim("person", person=bearer.id, version=bearer.version, address=address, lang=lang)
            case "i":
                return Claim("invited", group=bearer.id, version=bearer.version, address=address, lang=lang)
            case _:
                return Claim("screen", version=bearer.version, address=address, lang=lang)

    def fingerprint(self) -> str:
        """A name for the secret that tells nothing of it."""
        return self._signer.get_signature("house")[:12].decode("ascii")

    def _token(self, kind: str, workshop: int, id: int, version: int) -> str:
        return self._signer.sign(f"{kind}-{workshop}-{id}-{version}").decode("ascii")
