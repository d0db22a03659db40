"""Take-away: the shared board as a file for whoever goes home, at any moment of the workshop.

It is drawn from records alone: those that the room, the tables and the theme team read. What no such record says, no
file can say, so an anonymous workshop stays so on paper too (R10).
"""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final
from urllib.parse import quote

from flask import Response, current_app, request

from workshop.doors import server, wire
from workshop.doors.assets import Assets
from workshop.doors.house import House
from workshop.doors.takeaway.gathered import Records, gather
from workshop.doors.takeaway.sheet import sheet
from workshop.doors.takeaway.voice import Voice, markdown, paragraphs
from workshop.kernel.engine import Claim
from workshop.kernel.errors import Refused
from workshop.kernel.words import clean

KINDS: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
LANGS: Final = {"lo": ("lo",), "en": ("en",), "both": ("lo", "en")}
READ: Final = ("workshop", "team", "group")  # no desk: neither what waits nor what was hidden; no person
TAKERS: Final = ("chair", "helper")
HOURS: Final = timedelta(hours=7)  # Laos is UTC+7 all year
NAME_MAX: Final = 255  # bytes of a whole file name, on most systems

# Every mark of every script is kept with its letter: Python's \w leaves them out, and Thai and Lao lost their vowels.
MARKS: Final = "".join(
    re.escape(chr(point)) for point in range(0x300, 0x20000) if unicodedata.category(chr(point))[0] == "M"
)
# Vowels that Lao and Thai write before their consonant, and those written behind it, which are letters to Unicode.
SYLLABLES: Final = re.compile(
    f"[\u0ec0-\u0ec4\u0e40-\u0e44]*[^{MARKS}\u0ec0-\u0ec4\u0e40-\u0e44]"
    f"[{MARKS}\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6\u0e30\u0e32\u0e33\u0e45\u0e46\u200c\u200d]*|."
)

Asks = Callable[[int], Claim]


class Takeaway:
    """`asks(workshop)` is who sent the request that is being answered."""

    def __init__(self, house: House, assets: Assets, asks: Asks) -> None:
        self.house, self.assets, self.asks = house, assets, asks

    def take(self, code: str, format: str) -> Response:
        """The board as `csv`, `json`, `md` or `html`, in the language of `?lang=lo|en|both`, else one's own."""
        code = wire.code_of(code)
        workshop = self.house.workshop(code)
        actor = self.house.engine.admit(self.asks(workshop), workshop)
        if actor.role not in TAKERS:
            raise Refused("not_allowed")
        if format not in KINDS:
            raise Refused("not_found")
        asked = request.args.get("lang", actor.lang)
        if asked not in LANGS:
            raise Refused("invalid", field="lang")
        streams = tuple(name for name in actor.streams if name.partition(":")[0] in READ)
        parts = self.house.engine.snapshot(workshop, streams, {})
        # Whatever has a lock is fetched here: the work aside may touch none of ours.
        template = None
        if format in ("md", "html"):
            template = current_app.jinja_env.get_template(f"takeaway.{format}")
        css = self.assets.manifest().get("print", "")
        made = int(time.time() * 1000)

        def drawn() -> tuple[str, dict[str, Any]]:
            board = gather(Records(parts), made, local(made))
            return write(format, board, Voice(LANGS[asked]), template, css), board["workshop"]

        body, about = server.aside(drawn)
        answer = Response(body.encode("utf-8"), content_type=KINDS[format])
        answer.headers["Content-Disposition"] = disposition(about, local(made)[:10], format, LANGS[asked])
        answer.headers["Cache-Control"] = "no-store"
        return answer


def write(format: str, board: dict[str, Any], voice: Voice, template: Any, css: str) -> str:
    if format == "json":
        return json.dumps(board, ensure_ascii=False, indent=1)
    if format == "csv":
        return sheet(board, voice)
    md, lines = partial(markdown, voice), partial(paragraphs, voice)
    return str(template.render(board=board, voice=voice, md=md, lines=lines, css=css))


def local(ms: int) -> str:
    """`2022-12-14T09:30+07:00`"""
    there = datetime.fromtimestamp(ms / 1000, UTC) + HOURS
    return there.strftime("%Y-%m-%dT%H:%M+07:00")


def disposition(about: dict[str, Any], day: str, format: str, langs: tuple[str, ...]) -> str:
    """The name to save under, twice: plain for old software, and with the title in its own letters (RFC 6266)."""
    plain = f"vision-board-{about['code']}-{day}.{format}"
    title = about["title"].get(langs[0]) or about["title"].get("lo") or about["title"].get("en") or ""
    rest = f"-{about['code']}-{day}.{format}"
    named = (safe(title, NAME_MAX - len(rest.encode())) + rest).lstrip("-")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(named, safe='')}"


def safe(title: str, most: int = NAME_MAX) -> str:
    """Letters, their marks and digits, with one hyphen between; cut between words, else between syllables."""
    words = re.sub(f"[^\\w{MARKS}]+", " ", clean(title).replace("_", " ")).split()
    while len(words) > 1 and len("-".join(words).encode()) > most:
        words.pop()
    return cut("-".join(words), most)


def cut(text: str, most: int) -> str:
    """The beginning of `text` in `most` bytes: no letter loses its marks, no syllable the vowel before or behind it."""
    if len(text.encode()) <= most:
        return text
    kept, size = "", 0
    for syllable in SYLLABLES.findall(text):
        size += len(syllable.encode())
        if size > most:
            break
        kept += syllable
    return kept.rstrip("-")
