"""`workshop new`: through the server that holds the data folder, or, when there is none, as its one writer (R14)."""

from __future__ import annotations

import json
import secrets
import urllib.error
import urllib.request
from typing import Any

from sqlalchemy import select

from workshop.doors.address import candidates, network_cards
from workshop.doors.folder import Unsound
from workshop.doors.identity import Identity
from workshop.doors.lock import Keeper, Taken, serving_at
from workshop.migrations import Newer
from workshop.settings import Settings
from workshop.wording import say


class NotMade(Exception):
    """It was not made. Its text is one line."""


def make(settings: Settings, data: dict[str, Any], organisations_2022: bool) -> dict[str, str]:
    """`{code, link}` of a new workshop."""
    keeper = Keeper(settings.data)
    try:
        keeper.take()
    except Taken as taken:
        return _by_http(settings, data, organisations_2022, str(taken))
    try:
        return _here(settings, data, organisations_2022)
    finally:
        keeper.release()


def _here(settings: Settings, data: dict[str, Any], organisations_2022: bool) -> dict[str, str]:
    from workshop import create_app
    from workshop.doors.api import organisations
    from workshop.doors.front import Front
    from workshop.kernel.engine import Claim

    try:
        front: Front = create_app(settings).extensions["workshop"]
    except (Unsound, Newer) as why:
        raise NotMade(str(why)) from None
    # Where it will be served: the likeliest card, and the port that is set.
    front.address = candidates(network_cards(), settings.host, settings.port, settings.public_url)[0].url
    try:
        wished = data | ({"orgs": organisations()} if organisations_2022 else {})
        reply = front.house.execute(Claim("owner"), 0, "workshop.create", wished, secrets.token_urlsafe(18))
        if reply.ok is None:
            raise NotMade(say(data["lang"], f"err.{reply.refused}", **reply.params))
        return {"code": reply.ok["code"], "link": front.links.chair(reply.ok["code"], reply.ok["token"])}
    finally:
        front.house.engine.stop()


def _by_http(
    settings: Settings, data: dict[str, Any], organisations_2022: bool, taken: str
) -> dict[str, str]:
    base = serving_at(settings.data)
    if base is None:
        raise NotMade(taken)
    owner = owner_token(settings)
    if organisations_2022:
        data = data | {"orgs": ask(base, "/api/organisations/2022", owner)}
    body = {"id": secrets.token_urlsafe(18), "name": "workshop.create", "data": data}
    made = ask(base, "/api/commands", owner, body)
    if "refused" in made:
        raise NotMade(made["say"])
    code = made["ok"]["code"]
    listed = ask(base, "/api/workshops", owner)  # with the address that the server found
    return {"code": code, "link": next(row["chair"] for row in listed if row["code"] == code)}


def owner_token(settings: Settings) -> str:
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


def ask(base: str, path: str, owner: str, body: dict[str, Any] | None = None) -> Any:
    request = urllib.request.Request(
        base + path,
        data=None if body is None else json.dumps(body).encode("utf-8"),
        headers={"Authorization": f"Bearer {owner}", "Content-Type": "application/json"},
    )
    # Straight to our own machine, past any proxy that the environment names.
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(request, timeout=20) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        return json.load(refused)
    except OSError as gone:
        raise NotMade(f"The server at {base} does not answer ({gone})") from None
