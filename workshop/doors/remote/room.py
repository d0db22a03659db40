"""A new workshop at a house of our own, with its chair inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from .api import Api
from .house import House
from .phone import Note, Phone


@dataclass
class Room:
    """One workshop: its code, the chair's phone, and `links` as `/api/w/<code>/links` gives them."""

    house: House
    http: aiohttp.ClientSession
    api: Api
    code: str
    chair: Phone
    links: dict[str, Any]
    note: Note | None

    def phone(self, token: str | None = None, *, keep: bool = True) -> Phone:
        """Another phone at the door; `open` lets it in."""
        return Phone(self.house.base, self.code, self.http, token=token, note=self.note, keep=keep)


async def new_room(
    house: House, http: aiohttp.ClientSession, note: Note | None = None, **workshop: Any
) -> Room:
    """`workshop.create` with the owner's token, and its chair joined."""
    api = Api(house.base, http)
    made = await api.command("/api/commands", "workshop.create", house.owner, **workshop)
    chair = Phone(house.base, made["code"], http, token=made["token"], note=note)
    await chair.open()
    links = await api.get(f"/api/w/{made['code']}/links", chair.token)
    return Room(house, http, api, made["code"], chair, links, note)


def token_of(link: str) -> str:
    """The token that a link carries in its fragment, where no server and no log sees it."""
    return urlsplit(link).fragment.removeprefix("t=")
