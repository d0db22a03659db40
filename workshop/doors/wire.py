"""What may come in at any door, read strictly: an undeclared field is refused, and nothing of it is ever logged."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from workshop.kernel.errors import Refused

ID: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")
CODE: Final = re.compile(r"[0-9]{4,12}")
STREAM: Final = re.compile(r"(workshop|screen|group|desk|chair|team|person):[1-9][0-9]{0,17}")
LAO_DIGITS: Final = {ord("໐") + i: str(i) for i in range(10)}
MAX_HAVE: Final = 200  # a chair reads two streams a group, and 60 groups are the most
LANGS: Final = ("lo", "en")
SEES: Final = ("board", "away")


def loads(text: str | bytes) -> Any:
    """JSON as any phone could have made it: no NaN, and no half of a letter that could not be sent out again."""
    text = text.decode("utf-8") if isinstance(text, bytes) else text
    value = _JSON.decode(text)
    if "\\ud" in text or "\\uD" in text:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


def _no_constant(name: str) -> None:
    raise ValueError("not JSON")


# Kept: `json.loads` with a wish of its own makes another decoder for every frame.
_JSON: Final = json.JSONDecoder(parse_constant=_no_constant)


def code_of(text: object) -> str:
    """A workshop's code as typed: a phone on a Lao keyboard types ໐-໙, people put spaces in. '' when it is none."""
    if not isinstance(text, str) or len(text) > 40:
        return ""
    digits = re.sub(r"[\s-]", "", text.translate(LAO_DIGITS))
    return digits if CODE.fullmatch(digits) else ""


def fields(data: object, /, **kinds: type | tuple[type, ...]) -> dict[str, Any]:
    """`data` as a dict of the declared fields, those absent as None; raises Refused."""
    if not isinstance(data, dict):
        raise Refused("malformed")
    for name in data:
        if name not in kinds:
            raise Refused("unknown_field", field=str(name)[:80])
    for name, kind in kinds.items():
        value = data.get(name)
        if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
            raise Refused("invalid", field=name)
    return {name: data.get(name) for name in kinds}


@dataclass(frozen=True)
class Join:
    token: str
    code: str
    have: dict[str, int]
    lang: str | None


def join(data: object) -> Join:
    read = fields(data, token=str, code=str, build=str, have=dict, lang=str)
    lang = read["lang"] if read["lang"] in LANGS else None
    return Join((read["token"] or "")[:400], code_of(read["code"]), have_of(read["have"]), lang)


def have_of(have: Mapping[str, Any] | None) -> dict[str, int]:
    """`{stream: seq}` of what a replica has; a stream it may not read is simply not answered."""
    have = have or {}
    if len(have) > MAX_HAVE:
        raise Refused("invalid", field="have")
    for stream, seq in have.items():
        if not isinstance(stream, str) or not STREAM.fullmatch(stream) or not _number(seq):
            raise Refused("invalid", field="have")
    return dict(have)


def have_in_query(text: str) -> dict[str, int]:
    try:
        have = loads(text) if text else {}
    except (ValueError, RecursionError):
        raise Refused("invalid", field="after") from None
    if not isinstance(have, dict):
        raise Refused("invalid", field="after")
    return have_of(have)


@dataclass(frozen=True)
class Wish:
    id: str
    name: str
    data: dict[str, Any]


def wish(data: object) -> Wish:
    """`{id, name, data}`. The data is the command's own to read."""
    read = fields(data, id=str, name=str, data=dict)
    if not ID.fullmatch(read["id"] or ""):
        raise Refused("invalid", field="id")
    if not read["name"]:
        raise Refused("unknown_command")
    return Wish(read["id"], read["name"], read["data"] if read["data"] is not None else {})


def resume(data: object) -> tuple[dict[str, int], str | None]:
    """What a replica has of some streams; and the one stream, where it asks in the form that a former build has."""
    read = fields(data, stream=str, after=int, have=dict)
    if read["have"] is not None:
        if read["stream"] is not None or read["after"] is not None:
            raise Refused("malformed")
        return have_of(read["have"]), None
    if not STREAM.fullmatch(read["stream"] or "") or not _number(read["after"]):
        raise Refused("malformed")
    return {read["stream"]: read["after"]}, read["stream"]


@dataclass(frozen=True)
class Seen:
    see: str
    behind: int | None  # streams of the last `heads` that it has not reached; None: it does not say
    waiting: bool  # its own wishes have been waiting for a while


def presence(data: object) -> Seen:
    read = fields(data, see=str, behind=int, waiting=int)
    if read["see"] not in SEES:
        raise Refused("invalid", field="see")
    for name in ("behind", "waiting"):
        if read[name] is not None and not _number(read[name]):
            raise Refused("invalid", field=name)
    return Seen(read["see"], read["behind"], bool(read["waiting"]))


def _number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
