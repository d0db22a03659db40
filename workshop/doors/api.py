"""The HTTP door: the same commands and reads for scripts, and for phones where no websocket gets through.

It knows people by the Authorization header alone. It reads no cookie and allows no other origin, so that no page
elsewhere can act for anybody (R9).
"""

from __future__ import annotations

import csv
import json
import logging
import re
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from workshop.doors import server, spoken, wire
from workshop.doors.assets import Assets
from workshop.doors.disk import Disk
from workshop.doors.house import House
from workshop.doors.kept import Kept, Shelf
from workshop.doors.links import Links
from workshop.doors.pages import Pages
from workshop.doors.photos import Photos
from workshop.doors.presence import NODE
from workshop.doors.qr import svg
from workshop.doors.schema import schema
from workshop.doors.takeaway import Takeaway
from workshop.features import agenda
from workshop.kernel.engine import Claim
from workshop.kernel.errors import Refused
from workshop.kernel.rules import PHASES, Actor

log = logging.getLogger(__name__)

LONGEST_TOLD: Final = 400  # a token, or a code
PICTURES: Final = 300  # QR codes kept as drawn, some 10 KB each
LONGEST: Final = 256 * 1024  # a workshop with 300 organisations in two languages
STATUS: Final = {
    "not_found": 404,
    "code": 404,
    "not_allowed": 403,
    "removed": 403,
    "renewed": 403,
    "united": 403,
    "too_fast": 429,
    "busy": 503,
    "disk_full": 507,
    "error": 500,
    "malformed": 400,
    "invalid": 400,
    "unknown_field": 400,
    "unknown_command": 400,
}
BEARER: Final = re.compile(r"Bearer ([A-Za-z0-9._~-]{1,400})")


class Api:
    def __init__(self, house: House, assets: Assets, links: Links, pages: Pages, disk: Disk) -> None:
        self.disk = disk
        self.house, self.assets, self.links, self.pages = house, assets, links, pages
        self.serving = True
        self._shelf, self._pictures = Shelf(10), Shelf(PICTURES)
        # Told of every person who reads their streams this way; the front of the house says who listens.
        self.asked: Callable[[int, int | None, int | None], None] = lambda workshop, person, group: None

    def add(self, app: Flask, photos: Photos) -> None:
        app.config["MAX_CONTENT_LENGTH"] = LONGEST
        routes: dict[str, tuple[str, Callable[..., Any]]] = {
            "/healthz": ("GET", self.healthz),
            "/qr.svg": ("GET", self.qr),
            "/api/commands": ("GET", self.schema),
            "/api/organisations/2022": ("GET", self.organisations),
            "/api/workshops": ("GET", self.workshops),
            "/api/links": ("GET", self.house_links),
            "/api/w/<code>": ("GET", self.lobby),
            "/api/w/<code>/links": ("GET", self.all_links),
            "/api/w/<code>/me.svg": ("GET", self.my_qr),
            "/api/w/<code>/streams": ("GET", self.streams),
            "/api/w/<code>/commands": ("POST", self.command),
            "/api/w/<code>/who": ("POST", self.who),
            "/api/w/<code>/takeaway/<format>": ("GET", Takeaway(self.house, self.assets, self.claim).take),
            "/api/w/<code>/photos": ("POST", photos.upload),
            "/api/w/<code>/photos/<id>/<size>": ("GET", photos.picture),
        }
        for path, (method, view) in routes.items():
            app.add_url_rule(path, endpoint=path, view_func=self._answered(view), methods=[method])
        app.add_url_rule("/api/commands", "found", self._answered(self.command), methods=["POST"])
        app.add_url_rule("/api/<path:rest>", "nothing", self._answered(_nothing))

    # --- reads ---------------------------------------------------------------------------------------------

    def healthz(self) -> Any:
        """200 once it serves; 503 while it says goodbye, so that a proxy sends no more phones here.

        `ok` is false too while the disk is full: phones read on, and nothing can be saved.
        """
        disk = self.disk.told()
        body: dict[str, Any] = {
            "ok": self.serving and disk["disk"] != "full",
            "server": NODE,
            "build": self.assets.build(),
            "now": int(time.time() * 1000),
            **disk,
        }
        if taken := server.connections():
            body["connections"] = taken
        return body if self.serving else (body, 503)

    def schema(self) -> Any:
        """Every command as JSON Schema, with who may give it and when."""
        made = self._shelf.get("schema", lambda: Kept.json(schema(self.house.engine.house)))
        return made.answer()

    def organisations(self) -> Any:
        return self._shelf.get("organisations", lambda: Kept.json(organisations())).answer()

    def lobby(self, code: str) -> Any:
        return self.pages.lobby_kept(wire.code_of(code)).answer()

    def streams(self, code: str) -> Any:
        """All streams of whoever asks, whole or since `after`: what `join` answers on a socket."""
        workshop = self.house.workshop(wire.code_of(code))
        have = wire.have_in_query(request.args.get("after", ""))
        actor = self.house.engine.admit(self.claim(workshop), workshop)
        self.asked(workshop, actor.person, actor.group)
        return {
            "me": actor.me,
            "rules": self.house.rules,
            "phases": PHASES,
            "now": int(time.time() * 1000),
            "build": self.assets.build(),
            "streams": self.house.engine.snapshot(workshop, actor.streams, have),
        }

    def workshops(self) -> Any:
        """For the owner: every workshop, the latest first, with its chair's link."""
        self._owner()
        listed = []
        for row in self.house.all():
            told = {
                name: row[name] for name in ("code", "title", "programme", "venue", "days", "state", "lang")
            }
            chair = self.house.chair(row["id"])
            link = self.links.chair(row["code"], self.house.token(row["id"], chair)) if chair else None
            listed.append(told | {"workshop": row["id"], "chair": link})
        return listed

    def house_links(self) -> Any:
        """For the owner: the owner's own link."""
        self._owner()
        return {"owner": self.links.owner(self.house.owner())}

    def all_links(self, code: str) -> Any:
        """The chair's: every address of the workshop. A leader's: the own group's. A screen's: where to join.

        The theme team's: where to join, and the screen. The owner's: the chair's and the screen.
        """
        workshop = self.house.workshop(wire.code_of(code))
        actor = self.house.engine.admit(self.claim(workshop), workshop)
        code = wire.code_of(code)
        if actor.kind == "screen":
            return {"join": self.links.join(code), "groups": {}}
        if actor.kind == "owner":
            chair = self.house.chair(workshop)
            return {
                "join": self.links.join(code),
                "groups": {},
                "screen": self.links.screen(code, workshop, self.house.screens(workshop)),
                "chair": self.links.chair(code, self.house.token(workshop, chair)) if chair else None,
            }
        if (
            actor.role == "helper"
        ):  # who steers the screens may look at one; it tells nothing that they do not read
            return {
                "join": self.links.join(code),
                "groups": {},
                "screen": self.links.screen(code, workshop, self.house.screens(workshop)),
            }
        if actor.role not in ("leader", "chair"):
            raise Refused("not_allowed")
        invites = self.house.invites(workshop)
        groups = {
            str(group["id"]): {
                "join": self.links.join(code, group["number"]),
                "leader": self.links.leader(code, workshop, group["id"], invites[group["id"]][0]),
                "invited": invites[group["id"]][1],
            }
            for group in self.house.public(workshop)["group"]
            if actor.role == "chair" or group["id"] == actor.group
        }
        told = {"join": self.links.join(code), "groups": groups}
        return told | self._private_links(actor, code, workshop) if actor.role == "chair" else told

    def _private_links(self, actor: Actor, code: str, workshop: int) -> dict[str, str]:
        assert actor.person is not None
        token = self.house.token(workshop, actor.person)
        return {
            "screen": self.links.screen(code, workshop, self.house.screens(workshop)),
            "chair": self.links.chair(code, token),
        }

    def who(self, code: str) -> Any:
        """Whom a link opens the workshop as, told to who holds it, so that a phone asks by name before it is them.

        The body is `{token}` or `{code}`: neither stands in an address, so in no log. It changes nothing; a code is
        counted like one that somebody comes back by.
        """
        workshop = self.house.workshop(wire.code_of(code))
        try:
            asked = wire.loads(request.get_data(cache=False))
        except (ValueError, RecursionError):
            raise Refused("malformed") from None
        if not isinstance(asked, dict) or len(asked) != 1:
            raise Refused("malformed")
        [(kind, text)] = asked.items()
        if kind not in ("token", "code") or not isinstance(text, str) or len(text) > LONGEST_TOLD:
            raise Refused("malformed")
        if kind == "code":
            return {"kind": "person"} | self.house.behind_code(workshop, self._address(), text)
        actor = self.house.engine.admit(self.house.identity.claim(text, workshop), workshop)
        if actor.kind == "guest":
            raise Refused("not_found")
        told = {} if actor.person is None else self.house.named(workshop, actor.person)
        return {"kind": actor.kind, "group": actor.group} | told

    def my_qr(self, code: str) -> Any:
        """The QR that opens the workshop elsewhere as whoever asks. What it says is in no address, so in no log."""
        code = wire.code_of(code)
        workshop = self.house.workshop(code)
        actor = self.house.engine.admit(self.claim(workshop), workshop)
        if actor.person is None:
            raise Refused("not_allowed")
        link = self.links.personal(code, self.house.personal_code(workshop, actor.person))
        return Response(server.aside(partial(svg, link)), content_type="image/svg+xml")

    def qr(self) -> Any:
        """The links that we give out and no others, drawn once each and beside the server's own thread."""
        url = request.args.get("d", "")
        if not self.links.gives(url, (self.links.base(), request.host_url), self._groups):
            raise Refused("not_found")
        drawn = self._pictures.get(url, lambda: Kept.of(server.aside(partial(svg, url)), "image/svg+xml"))
        return drawn.answer(cache="private, max-age=3600")

    def _groups(self, code: str) -> set[int]:
        return {each["number"] for each in self.house.public(self.house.workshop(code))["group"]}

    # --- the one write -------------------------------------------------------------------------------------

    def command(self, code: str | None = None) -> Any:
        """`{id, name, data}`; without a code it is for the house itself (`workshop.create`)."""
        workshop = 0 if code is None else self.house.workshop(wire.code_of(code))
        if request.mimetype != "application/json":
            raise Refused("malformed")
        try:
            wish = wire.wish(wire.loads(request.get_data(cache=False)))
        except (ValueError, RecursionError):
            raise Refused("malformed") from None
        claim = self.claim(workshop)
        reply = self.house.execute(claim, workshop, wish.name, wish.data, wish.id)
        if reply.refused is not None:
            raise Refused(reply.refused, retry_after=reply.retry_after, **reply.params)
        return spoken.answer(self._lang(), reply)

    # --- who asks ------------------------------------------------------------------------------------------

    def claim(self, workshop: int) -> Claim:
        given = request.headers.get("Authorization", "")
        if not given:
            return Claim("guest", address=self._address(), lang=self._asked_lang())
        found = BEARER.fullmatch(given)
        if found is None or self.house.identity.read(found[1]) is None:
            raise Refused("not_allowed")
        return self.house.identity.claim(found[1], workshop, self._address(), self._asked_lang())

    def _owner(self) -> None:
        self.house.engine.admit(self.claim(0), 0)  # refuses whoever is not the owner, or was before a renewal

    @staticmethod
    def _address() -> str:
        return request.remote_addr or ""

    @staticmethod
    def _asked_lang() -> str | None:
        asked = request.args.get("lang")
        return asked if asked in wire.LANGS else None

    def _lang(self) -> str:
        """The asked one, else the person's own, else the browser's."""
        if asked := self._asked_lang():
            return asked
        code = (request.view_args or {}).get("code")
        if code and request.headers.get("Authorization"):
            try:
                workshop = self.house.workshop(wire.code_of(code))
                return self.house.engine.admit(self.claim(workshop), workshop).lang
            except Refused:
                pass
        return request.accept_languages.best_match(wire.LANGS) or "lo"

    # --- how it answers ------------------------------------------------------------------------------------

    def _answered(self, view: Callable[..., Any]) -> Callable[..., Any]:
        def answered(**path: Any) -> Any:
            try:
                told = view(**path)
            except Refused as refused:
                return self._refused(refused)
            except HTTPException as wrong:
                return self._refused(Refused("malformed", status=wrong.code or 400))
            except Exception as wrong:
                log.error("%s failed: %s", request.endpoint, type(wrong).__name__)
                return self._refused(Refused("error", retry_after=5.0))
            return (
                told
                if isinstance(told, Response)
                else _json(*(told if isinstance(told, tuple) else (told, 200)))
            )

        return answered

    def wait(self, refused: Refused) -> Response:
        """Too many questions: told to a script as a refusal, to a person as a page."""
        if request.path.startswith("/api/") or request.path == "/qr.svg":
            return self._refused(refused)
        page = self.pages.plain("err.too_fast", 429)
        page.headers["Retry-After"] = str(max(1, round(refused.retry_after or 1)))
        return page

    def _refused(self, refused: Refused) -> Response:
        status = refused.params.pop("status", None) or STATUS.get(refused.code, 409)
        answer = _json(spoken.of(self._lang(), refused), status)
        if refused.retry_after is not None:
            answer.headers["Retry-After"] = str(max(1, round(refused.retry_after)))
        return answer


def _json(body: object, status: int = 200) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, content_type="application/json; charset=utf-8")


def _nothing(rest: str) -> Any:
    raise Refused("not_found")


@cache
def organisations() -> list[dict[str, str]]:
    """The bodies of the 2022 consultation as a ready choice; illustrative, since the report does not name them."""
    file = Path(agenda.__file__).with_name("organisations_2022.csv")
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return [{name: row[name] for name in ("lo", "en", "kind")} for row in csv.DictReader(rows)]
