"""Questions over HTTP are asked in turns: without a token by address, with one by person.

A whole room sits behind one address. Three hundred phones that open the page within a minute ask some six hundred
questions and fetch three thousand files; what these allow is several times that. What a person writes is paced by the
engine, and passes here untouched.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from flask import Flask, request

from workshop.doors.guard import party
from workshop.doors.identity import Identity
from workshop.kernel.commands import Pace
from workshop.kernel.errors import Refused
from workshop.kernel.pace import Paces

READS: Final = Pace(burst=3000, per_second=100)  # of an address: pages, lists, QR codes
FILES: Final = Pace(burst=8000, per_second=400)  # of an address: what lies in memory as bytes
MINE: Final = Pace(burst=300, per_second=20)  # of a person: streams, links, take-away
PICTURES: Final = Pace(burst=1000, per_second=60)  # of a person: a board full of photos


def add(app: Flask, identity: Identity, paces: Paces, too_fast: Callable[[Refused], Any]) -> None:
    """`too_fast` makes the answer of what must wait."""

    @app.before_request
    def turn() -> Any:
        try:
            insist(identity, paces)
        except Refused as refused:
            return too_fast(refused)
        return None


def insist(identity: Identity, paces: Paces) -> None:
    path = request.path
    if path == "/healthz":  # whoever watches over us is told at any time
        return
    if path.startswith("/static/") or path == "/plain.css":
        paces.insist(party(request.remote_addr or ""), "files", FILES)
        return
    given = request.headers.get("Authorization", "")
    bearer = identity.read(given.removeprefix("Bearer ")) if given.startswith("Bearer ") else None
    if bearer is None:
        paces.insist(party(request.remote_addr or ""), "reads", READS)
    elif request.method in ("GET", "HEAD"):
        who = f"{bearer.kind}-{bearer.workshop}-{bearer.id}"
        if "/photos/" in path:
            paces.insist(who, "pictures", PICTURES)
        else:
            paces.insist(who, "reads", MINE)
