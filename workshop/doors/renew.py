"""`workshop renew`: end a private link, through the running server or as the data folder's one writer (R14)."""

from __future__ import annotations

import secrets
import sys
from typing import Any

import click

from workshop.doors.address import candidates, network_cards
from workshop.doors.lock import Keeper, Taken, serving_at
from workshop.doors.new import NotMade, ask, owner_token
from workshop.settings import Settings
from workshop.wording import say

WISH = {"owner": "house.renew", "chair": "chair.renew", "screen": "screen.renew"}


@click.command("renew")
@click.argument("what", type=click.Choice(list(WISH)))
@click.argument("code", default="")
@click.pass_obj
def renew_command(settings: Settings, what: str, code: str) -> None:
    """End a private link and print the new one: the owner's, or the chair's or screen's of the workshop CODE."""
    if bool(code) == (what == "owner"):
        raise click.UsageError("a workshop's code is needed for chair and screen, and none for the owner")
    try:
        click.echo(renewed(settings, what, code))
    except NotMade as why:
        sys.exit(str(why))


def renewed(settings: Settings, what: str, code: str) -> str:
    """The new link."""
    keeper = Keeper(settings.data)
    try:
        keeper.take()
    except Taken as taken:
        return _by_http(settings, what, code, str(taken))
    try:
        return _here(settings, what, code)
    finally:
        keeper.release()


def _here(settings: Settings, what: str, code: str) -> str:
    from workshop import create_app
    from workshop.doors.front import Front
    from workshop.kernel.engine import Claim
    from workshop.kernel.errors import Refused

    front: Front = create_app(settings).extensions["workshop"]
    front.address = candidates(network_cards(), settings.host, settings.port, settings.public_url)[0].url
    house, links = front.house, front.links
    try:
        workshop = house.workshop(code) if code else 0
        owner = house.identity.read(house.owner())
        claim = Claim("owner", version=owner.version if owner else 0)
        reply = house.execute(claim, workshop, WISH[what], {}, secrets.token_urlsafe(18))
        if reply.ok is None:
            raise NotMade(say("en", f"err.{reply.refused}", **reply.params))
        if what == "screen":
            return links.screen(code, workshop, house.screens(workshop))
        token = reply.ok["token"]
        return links.owner(token) if what == "owner" else links.chair(code, token)
    except Refused as refused:
        raise NotMade(say("en", f"err.{refused.code}", **refused.params)) from None
    finally:
        house.engine.stop()


def _by_http(settings: Settings, what: str, code: str, taken: str) -> str:
    base = serving_at(settings.data)
    if base is None:
        raise NotMade(taken)
    owner = owner_token(settings)
    where = f"/api/w/{code}" if code else "/api"
    body: dict[str, Any] = {"id": secrets.token_urlsafe(18), "name": WISH[what], "data": {}}
    answer = ask(base, f"{where}/commands?lang=en", owner, body)
    if "refused" in answer:
        raise NotMade(answer["say"])
    told = ask(base, f"{where}/links", answer["ok"].get("token", owner))
    return str(told[what])
