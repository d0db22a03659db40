"""The page door: a shell for each face, with all it knows before the first packet; and pages that need no client."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from flask import Flask, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from workshop.doors.assets import Assets
from workshop.doors.house import House
from workshop.doors.kept import Kept, Shelf
from workshop.doors.links import Links
from workshop.doors.wire import LANGS, code_of
from workshop.kernel.errors import Refused
from workshop.wording import say

HTML: Final = "text/html; charset=utf-8"
CSS: Final = "text/css; charset=utf-8"
SHELVED: Final = 200  # pages and lobbies kept as bytes, some 20 KB each

# The page's name until it knows its workshop's.
NAMED = {"phone": "join.title", "chair": "role.chair", "screen": "view.projector"}


class Pages:
    def __init__(
        self, house: House, assets: Assets, links: Links, photo_mb: int, contact: str | None = None
    ) -> None:
        self.house, self.assets, self.links, self.photo_mb = house, assets, links, photo_mb
        self.contact = contact
        self._shelf = Shelf(SHELVED)

    def add(self, app: Flask) -> None:
        app.get("/")(self.home)
        app.get("/<code>")(self.phone)
        app.get("/<code>/<int:group>")(self.phone)
        app.get("/chair", defaults={"code": ""})(self.chair)
        app.get("/chair/<code>")(self.chair)
        app.get("/screen/<code>")(self.screen)
        app.get("/plain.css")(self.plain_css)
        app.get("/.well-known/security.txt")(self.security)
        app.register_error_handler(404, lambda _: self.plain("page.not_found", 404))

    def home(self) -> AnyResponse:
        """By code; with one workshop open there is nothing to ask."""
        typed = request.args.get("code", "")
        if typed:
            code = code_of(typed)
            if self._known(code):
                return redirect(f"/{code}", 303)
            return self.plain("page.no_workshop", 404, form=True)
        workshops = self.house.all()
        is_open = [row for row in workshops if row["state"] == "open"]
        if len(is_open) == 1:
            return redirect(f"/{is_open[0]['code']}", 303)
        return self.plain("" if workshops else "page.none_yet", 200, form=bool(workshops))

    def phone(self, code: str, group: int | None = None) -> AnyResponse:
        plain = code_of(code)
        if not plain and not code.isdigit():
            abort(404)
        if not self._known(plain):
            return self.plain("page.no_workshop", 404, form=True)
        if plain != code:  # Lao digits, or spaces from a message
            return redirect(f"/{plain}" + (f"/{group}" if group else ""), 303)
        return self.face("phone", plain, group=group)

    def chair(self, code: str) -> AnyResponse:
        return self.face("chair", self._code(code) if code else "")

    def screen(self, code: str) -> AnyResponse:
        return self.face("screen", self._code(code))

    def face(self, face: str, code: str, group: int | None = None) -> Response:
        """The shell: which files, which words, and for phones the list to join from. It holds nothing secret."""
        manifest = self.assets.manifest()
        files = manifest.get(face)
        if files is None:
            return self.plain("page.not_built", 503)
        seen = self._seen(code)  # first: what is newer than its number does no harm
        lobby = self.lobby(code) if code else None
        lang = self.lang(lobby["workshop"]["lang"] if lobby else None)
        if lobby and group not in {each["number"] for each in lobby["groups"]}:
            group = None
        key = (face, code, group, lang, self.photo_mb, *seen)
        return self._shelf.get(key, lambda: self._shell(face, code, group, lang, files, lobby)).answer()

    def _shell(
        self,
        face: str,
        code: str,
        group: int | None,
        lang: str,
        files: dict[str, Any],
        lobby: dict[str, Any] | None,
    ) -> Kept:
        manifest = self.assets.manifest()
        strings = {each: f"/static/{file}" for each, file in files["strings"].items()}
        title = lobby["workshop"]["title"] if lobby else {}
        boot: dict[str, Any] = {
            "strings": strings,
            "base": "",
            "code": code,
            "face": face,
            "build": self.assets.build(),
        }
        boot |= {"upload_mb": self.photo_mb}
        page = render_template(
            "face.html",
            face=face,
            code=code,
            group=group,
            lang=lang,
            build=self.assets.build(),
            title=title.get(lang) or title.get("lo") or title.get("en") or say(lang, NAMED[face]),
            files=files,
            fonts=[font for font in manifest.get("fonts", []) if "-400-" in font],
            strings=strings,
            boot=boot,
            lobby=lobby if face != "chair" else None,
            say=say,
        )
        return Kept.of(page, HTML)

    def lobby_kept(self, code: str) -> Kept:
        return self._shelf.get(("lobby", code, *self._seen(code)), lambda: Kept.json(self.lobby(code)))

    def _seen(self, code: str) -> tuple[int, str, str]:
        """What a shell or a lobby is made from, by number and name: the same again is the same bytes."""
        head = self.house.head(self.house.workshop(code)) if code else 0
        return head, self.links.base(), self.assets.build()

    def lobby(self, code: str) -> dict[str, Any]:
        """What everybody at the door may know."""
        public = self.house.public(self.house.workshop(code))
        return {
            "code": code,
            "workshop": public["workshop"][0],
            "orgs": public["org"],
            "groups": public["group"],
            "join": self.links.join(code),
            "build": self.assets.build(),
        }

    def plain(self, says: str, status: int, form: bool = False) -> Response:
        lang = self.lang(None)

        def page() -> Kept:
            return Kept.of(render_template("plain.html", says=says, form=form, lang=lang, say=say), HTML)

        return self._shelf.get(("plain", says, form, lang), page).answer(status, "no-store")

    def security(self) -> Response:
        """Whom to tell of a fault, where whoever runs this installation has said so (RFC 9116)."""
        if self.contact is None:
            abort(404)
        until = datetime.now(UTC) + timedelta(days=90)
        said = f"Contact: {self.contact}\nExpires: {until:%Y-%m-%dT00:00:00Z}\nPreferred-Languages: lo, en\n"
        return Response(said, content_type="text/plain; charset=utf-8")

    def plain_css(self) -> Response:
        css = self._shelf.get("plain.css", lambda: Kept.of(render_template("plain.css"), CSS))
        return css.answer(cache="public, max-age=3600")

    @staticmethod
    def lang(of_workshop: str | None) -> str:
        """The asked one, else the workshop's, else the browser's, else Lao."""
        asked = request.args.get("lang")
        if asked in LANGS:
            return asked
        return of_workshop or request.accept_languages.best_match(LANGS) or "lo"

    def _code(self, code: str) -> str:
        plain = code_of(code)
        if not self._known(plain):
            abort(404)
        return plain

    def _known(self, code: str) -> bool:
        try:
            return bool(self.house.workshop(code))
        except Refused:
            return False
