"""Hostile texts and values, in every field of every command."""

from __future__ import annotations

import json
import random
from typing import Any

import requests

from tests.attack.room import Room
from tests.attack.target import PATIENCE, Attack, Target, line
from tests.doors.real import new_id
from workshop.features import house

TEXTS: tuple[Any, ...] = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE person; --",
    "' OR 1=1 --",
    "{{7*7}} ${7*7} #{7*7} %(x)s {0.__class__} %n%s",
    "../../../../etc/passwd",
    '=HYPERLINK("http://evil.example")',
    "\x00\x01\x07\x1b[2J",
    "\u202e\u2066\u200f",
    "\u200b\u2060\ufeff\u3164",
    "\ufffe\uffff\U000e0041",
    "ກ" + "\u0ec8" * 500,
    "a" * 30_000,
    "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    "javascript:alert(1)",
    "",
    " ",
)
VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2**31,
    2**63,
    10**40,
    1.5,
    1e308,
    [],
    {},
    [[[[]]]],
    {"$ne": None},
    {"__proto__": {"role": "chair"}},
    "1",
    "୧",
    [1] * 6_000,
)
RAW = (
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b'{"id":NaN}',
    b'{"id":1e999}',
    b'{"id":' + b"9" * 10_000 + b"}",
    b'"\\ud800"',
    b'{"id":"\\ud800","name":"card.post","data":{}}',
    b"\xff\xfe{\x00}\x00",
    b"\xc3\x28",
    b"",
    b"null",
    b"[]",
    b'{"id":"aaaaaaaaaaaaaaaa","id":"bbbbbbbbbbbbbbbb","name":"x","name":"y","data":{}}',
    b'{"id":"aaaaaaaaaaaaaaaa","name":"card.post","data":{},"role":"chair"}',
)
# These end what the others need; their fields are tried in other commands.
NOT_THESE = {"workshop.create", "workshop.forget", "workshop.close", "house.renew", "chair.renew"}


def every_field(target: Target) -> None:
    """Chosen by chance, the same each time: an answer to each, never a fault of ours."""
    chance = random.Random(5)
    room = Room(target)
    person = room.person()["token"]
    tries = [
        (name, field, value)
        for name, command in sorted(house().commands.items())
        if name not in NOT_THESE
        for field in sorted(command.fields.get("properties", {}))
        for value in TEXTS + VALUES
    ]
    for name, field, value in chance.sample(tries, min(len(tries), 60 * target.times)):
        data = dict(house().commands[name].example or {}) | {field: value}
        for token in (room.chair, person):
            wish = {"id": new_id(), "name": name, "data": data}
            said = requests.post(
                f"{room.server.base}{room.path}",
                data=json.dumps(wish),
                headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
                timeout=PATIENCE,
            )
            assert said.status_code in (200, 400, 403, 404, 409, 413, 429), (
                f"{name}.{field} = {str(value)[:40]!r}: {said.status_code} {said.text[:100]}"
            )
            assert "refused" in said.json() or "ok" in said.json()
    for records in room.streams(room.chair).values():
        assert all(isinstance(each["key"], str) for each in records)
    page = requests.get(f"{room.server.base}/{room.code}", timeout=PATIENCE).text
    assert "<script>alert" not in page and "<img" not in page


def raw_bodies(target: Target) -> None:
    room = Room(target)
    for body in RAW:
        for path in (room.path, "/api/commands"):
            said = requests.post(
                f"{room.server.base}{path}",
                data=body,
                headers={"Authorization": f"Bearer {room.chair}", "Content-Type": "application/json"},
                timeout=PATIENCE,
            )
            assert said.status_code in (400, 403, 413), f"{body[:40]!r}: {said.status_code} {said.text[:100]}"
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        said = requests.post(
            f"{room.server.base}{room.path}",
            data=json.dumps({"id": new_id(), "name": "workshop.close", "data": {}}),
            headers={"Authorization": f"Bearer {room.chair}", "Content-Type": kind},
            timeout=PATIENCE,
        )
        assert said.status_code == 400, f"a command as {kind or 'nothing'} was taken"


def other_methods(target: Target) -> None:
    for method in ("TRACE", "CONNECT", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND", "X" * 100):
        for path in (
            "/",
            "/api/commands",
            "/healthz",
            "/api/w/123456/commands",
            "/../../etc/passwd",
            "//evil.example",
        ):
            with line(target) as one:
                host = f"Host: {target.host}:{target.port}\r\nConnection: close\r\n"
                one.send(f"{method} {path} HTTP/1.1\r\n{host}X-Secret: s3cr3t\r\n\r\n".encode())
                said = one.statuses()
                assert b"s3cr3t" not in one.got, f"{method} {path} tells what was sent"
                wrong = [each for each in said if each >= 500 and each != 501]
                assert not wrong and (200 not in said or method == "OPTIONS"), f"{method} {path}: {said}"


ATTACKS = [
    Attack(
        "hostile texts",
        f"{len(TEXTS) + len(VALUES)} texts and values in the fields of every command, as two people, 120 tries",
        "an answer to each, no fault of ours, and no page that runs them",
        every_field,
        everywhere=False,
    ),
    Attack(
        "bodies that are no command",
        f"{len(RAW)} bodies: nested without end, no numbers, half letters, names twice; and commands of another type",
        "each is refused as it should be",
        raw_bodies,
        everywhere=False,
    ),
    Attack(
        "other methods",
        "eight methods at six paths",
        "none does anything, nor tells what was sent",
        other_methods,
    ),
]
