"""What the command line writes: through the server that holds the data folder, or else as its one writer (R14)."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from workshop.doors.address import candidates, network_cards
from workshop.doors.folder import Unsound
from workshop.doors.identity import Identity
from workshop.doors.lock import Keeper, Taken, serving_at
from workshop.kernel.engine import Claim
from workshop.migrations import Newer
from workshop.settings import Settings

if TYPE_CHECKING:
    from workshop.doors.front import Front

Told = TypeVar("Told")


class NotDone(Exception):
    """Nothing was written. Its text is one line."""


def write(settings: Settings, here: Callable[[Front], Told], there: Callable[[Served], Told]) -> Told:
    """`here` with the house itself, where nobody holds the folder; else `there`, by the server that does."""
    keeper = Keeper(settings.data)
    try:
        keeper.take()
    except Taken as taken:
        base = serving_at(settings.data)
        if base is None:
            raise NotDone(str(taken)) from None
        return there(Served(base, _owner(settings)))
    try:
        front = _front(settings)
        try:
            return here(front)
        finally:
            front.house.engine.stop()
    finally:
        keeper.release()


def _front(settings: Settings) -> Front:
    from workshop import create_app

    try:
        front: Front = create_app(settings).extensions["workshop"]
    except (Unsound, Newer) as why:
        raise NotDone(str(why)) from None
    # Where it will be served: the likeliest card, and the port that is set.
    front.address = candidates(network_cards(), settings.host, settings.port, settings.public_url)[0].url
    return front


def owner_of(front: Front) -> Claim:
    """As the owner's link is now: it may have been renewed."""
    owner = front.house.identity.read(front.house.owner())
    return Claim("owner", version=owner.version if owner else 0)


def _owner(settings: Settings) -> str:
    """The owner's token as it is now, read beside a server that runs."""
    from workshop.features.agenda.tables import house
    from workshop.kernel.store import Store

    store = Store(settings.database)
    try:
        with store.read() as conn:
            version = conn.execute(select(house.c.version).where(house.c.workshop_id == 0)).scalar()
    finally:
        store.close()
    return Identity(settings.secret()).owner(version or 0)


class Served:
    """The running server, asked as its owner."""

    def __init__(self, base: str, owner: str) -> None:
        self.base, self.owner = base, owner

    def ask(self, path: str, body: dict[str, Any] | None = None, token: str | None = None) -> Any:
        request = urllib.request.Request(
            self.base + path,
            data=None if body is None else json.dumps(body).encode("utf-8"),
            headers={"Authorization": f"Bearer {token or self.owner}", "Content-Type": "application/json"},
        )
        # Straight to our own machine, past any proxy that the environment names.
        straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with straight.open(request, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            try:
                return json.load(refused)
            except ValueError:  # a server that is full, or a page of something before it
                raise NotDone(f"The server at {self.base} answered {refused.code}") from None
        except OSError as gone:
            raise NotDone(f"The server at {self.base} does not answer ({gone})") from None
        except ValueError:  # something else has our port by now
            raise NotDone(f"What answers at {self.base} is no workshop server") from None

    def command(self, path: str, body: dict[str, Any]) -> Any:
        """What it answers when it is done."""
        answer = self.ask(path, body)
        match answer:
            case {"ok": done}:
                return done
            case {"refused": _, "say": str(say)}:
                raise NotDone(say)
        raise NotDone(f"What answers at {self.base} is no workshop server")
