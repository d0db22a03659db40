"""`workshop new`."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from workshop.doors.terminal import NotDone, Served, owner_of, write
from workshop.settings import Settings
from workshop.wording import say

if TYPE_CHECKING:
    from workshop.doors.front import Front


def make(settings: Settings, data: dict[str, Any], organisations_2022: bool) -> dict[str, str]:
    """`{code, link}` of a new workshop."""

    def here(front: Front) -> dict[str, str]:
        from workshop.doors.api import organisations

        wished = data | ({"orgs": organisations()} if organisations_2022 else {})
        reply = front.house.execute(owner_of(front), 0, "workshop.create", wished, secrets.token_urlsafe(18))
        if reply.ok is None:
            raise NotDone(say(data["lang"], f"err.{reply.refused}", **reply.params))
        return {"code": reply.ok["code"], "link": front.links.chair(reply.ok["code"], reply.ok["token"])}

    def there(served: Served) -> dict[str, str]:
        orgs = {"orgs": served.ask("/api/organisations/2022")} if organisations_2022 else {}
        body = {"id": secrets.token_urlsafe(18), "name": "workshop.create", "data": data | orgs}
        code = served.command("/api/commands", body)["code"]
        listed = served.ask("/api/workshops")  # with the address that the server found
        return {"code": code, "link": next(row["chair"] for row in listed if row["code"] == code)}

    return write(settings, here, there)
