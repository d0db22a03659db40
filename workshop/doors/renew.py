"""`workshop renew`: end a private link."""

from __future__ import annotations

import secrets
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from workshop.doors.terminal import NotDone, Served, owner_of, write
from workshop.kernel.errors import Refused
from workshop.settings import Settings
from workshop.wording import say

if TYPE_CHECKING:
    from workshop.doors.front import Front

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
    except NotDone as why:
        sys.exit(str(why))


def renewed(settings: Settings, what: str, code: str) -> str:
    """The new link."""

    def here(front: Front) -> str:
        try:
            return _here(front, what, code)
        except Refused as refused:
            raise NotDone(say("en", f"err.{refused.code}", **refused.params)) from None

    def there(served: Served) -> str:
        where = f"/api/w/{quote(code)}" if code else "/api"
        body = {"id": secrets.token_urlsafe(18), "name": WISH[what], "data": {}}
        made = served.command(f"{where}/commands?lang=en", body)
        return str(served.ask(f"{where}/links", token=made.get("token"))[what])

    return write(settings, here, there)


def _here(front: Front, what: str, code: str) -> str:
    house, links = front.house, front.links
    workshop = house.workshop(code) if code else 0
    reply = house.execute(owner_of(front), workshop, WISH[what], {}, secrets.token_urlsafe(18))
    if reply.ok is None:
        raise Refused(reply.refused or "error", **reply.params)
    if what == "screen":
        return links.screen(code, workshop, house.screens(workshop))
    token = reply.ok["token"]
    return links.owner(token) if what == "owner" else links.chair(code, token)
