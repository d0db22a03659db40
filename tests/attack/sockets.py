"""Websockets and long polls that take, and give nothing: words without end, and every place there is."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import requests
import socketio

from tests.attack.files import FILES
from tests.attack.room import Room
from tests.attack.target import PATIENCE, Attack, Line, Target, line, lines
from tests.doors.real import Phone

PATH = "/socket.io/?EIO=4&transport="
MEGABYTE = 1_000_000


def frame(data: bytes, opcode: int = 1, final: bool = True) -> bytes:
    """Masked with nothing, which is a mask."""
    assert len(data) < 126
    return bytes([opcode | (128 if final else 0), 128 | len(data)]) + bytes(4) + data


FLOODS = {
    "answers to no ping": frame(b"3"),
    "pings of Engine.IO's": frame(b"2"),
    "upgrades": frame(b"5"),
    "words for nobody": frame(b"6"),
    "no kind at all": frame(b"x"),
    "empty words": frame(b""),
    "brackets": frame(b"4" + b"[" * 120),
    "pings": frame(b"", opcode=9),
    "pongs": frame(b"a" * 100, opcode=10),
    "a message in pieces of nothing": frame(b"", opcode=0, final=False),
    "events that are none": frame(b'42["x",{}]'),
    "looks": frame(b'42["presence",{"see":"board"}]'),
}


def upgrade(target: Target, sid: str = "") -> bytes:
    return target.get(
        f"{PATH}websocket{sid and '&sid=' + sid}",
        Upgrade="websocket",
        Connection="Upgrade",
        Sec_WebSocket_Key="AAAAAAAAAAAAAAAAAAAAAA==",
        Sec_WebSocket_Version="13",
    )


def words_without_end(target: Target) -> None:
    """As fast as they go, and not a word of the answers is read."""
    before = target.memory()
    for what, one in FLOODS.items():
        many = one * (MEGABYTE // len(one))
        with line(target) as flood:
            flood.send(upgrade(target))
            assert flood.status() == 101
            if opens := not one[0] & 15:
                flood.send(frame(b"4", final=False))
            flood.send(b"" if opens else frame(b"40"))
            for sent in range(1, 31 * target.times):
                if not flood.send(many):
                    break
                if sent == 1:
                    target.serves()  # in between, and not when all of it is read
            else:
                raise AssertionError(f"{sent} MB of {what} were read")
            assert flood.ended(), f"{what}: it is not ended"
    assert target.memory() - before < 50 * MEGABYTE, "what was said stayed in memory"
    target.serves()


def guest(target: Target, code: str) -> Line:
    """A websocket of who only knows the workshop's code; it asks for all of it, and stays."""
    one = target.line()
    join = json.dumps(["join", {"code": code, "have": {}}])
    one.send(upgrade(target) + frame(b"40") + frame(f"42{join}".encode()))
    return one


@contextmanager
def guests(target: Target, code: str, count: int) -> Iterator[list[Line]]:
    with ExitStack() as stack:
        made = []
        for _ in range(count):
            try:
                made.append(guest(target, code))
            except OSError:
                continue
            stack.callback(made[-1].close)
        yield made


def arrives(room: Room, token: str) -> Phone:
    """A phone asks again, as every client of ours does: a place may be free only a moment later."""
    for _ in range(3):
        with contextlib.suppress(socketio.exceptions.ConnectionError):
            return room.phone(token)
    return room.phone(token)


def every_place(target: Target) -> None:
    """Whoever knows nothing but the code gives way to a phone that has joined."""
    room = Room(target)
    earlier, later = room.person(), room.person("Later")
    phone = room.phone(earlier["token"])
    with guests(target, room.code, 600 * target.times) as some:
        for each in some:
            each.status()
        comes = arrives(room, later["token"])
        assert comes.answer.get("me", {}).get("person") == later["person"], comes.answer
        assert not phone.gone.is_set(), "a phone that had joined was put out"
        said = phone.ask("presence", {"see": "board"})
        assert "refused" not in said
        comes.close()
    phone.close()
    target.serves()


def every_poll(target: Target) -> None:
    """The same by polling: each a question that is answered in twenty-five seconds."""
    room = Room(target)
    person = room.person()
    url = f"{target.base}{PATH}polling"
    count = 600 * target.times
    with requests.Session() as http, ExitStack() as stack:
        sids = [json.loads(http.get(url, timeout=PATIENCE).text[1:])["sid"] for _ in range(count)]
        for sid in sids:
            with contextlib.suppress(OSError):
                stack.callback((one := target.line()).close)
                one.send(target.get(f"{PATH}polling&sid={sid}"))
        phone = arrives(room, person["token"])
        assert phone.answer.get("me", {}).get("person") == person["person"], phone.answer
        phone.close()
        target.serves()


def upgrades_that_never_come(target: Target) -> None:
    """One visit by polling may try one websocket at a time, and for a moment."""
    url = f"{target.base}{PATH}polling"
    sid = json.loads(requests.get(url, timeout=PATIENCE).text[1:])["sid"]
    requests.post(f"{url}&sid={sid}", data="40", timeout=PATIENCE)
    with lines(target, 60 * target.times) as some:
        for each in some:
            each.send(upgrade(target, sid))
        # 0: the next one came before it was answered.
        assert {each.status() for each in some} <= {0, 101, 400, 503}
        assert all(each.ended() for each in some[:-1]), "one visit holds as many websockets as it likes"
    target.serves()


def many_visits(target: Target) -> None:
    """Begun one after another by one device, and left: each would be remembered for a minute."""
    count = 5_000 * target.times if target.times > 1 else 0
    with requests.Session() as http:
        said = [http.get(f"{target.base}{PATH}polling", timeout=PATIENCE).status_code for _ in range(count)]
    assert not said or 429 in said, f"{len(said)} visits were begun"
    assert set(said) <= {200, 429}
    target.serves()


ATTACKS = [
    Attack(
        "words without end",
        f"{len(FLOODS)} sorts of frames, 30 MB of each as fast as they go: pings, answers to nothing, pieces of "
        "nothing, events",
        "others are answered in between, the line is ended, and nothing stays in memory",
        words_without_end,
    ),
    Attack(
        "every place",
        f"600 websockets of guests where {FILES} files may be open",
        "they give way to a phone that has joined; one that had stays",
        every_place,
        needs={"files": FILES},
    ),
    Attack(
        "every poll",
        "600 questions by polling, each of a visit of its own, that nobody has an answer to yet",
        "they give way to a phone that has joined",
        every_poll,
        needs={"files": FILES},
        everywhere=False,
    ),
    Attack(
        "upgrades that never come",
        "60 websockets for one visit by polling, none of which goes on",
        "all but the last are ended",
        upgrades_that_never_come,
        needs={"workshop.doors.server.PROBE": 2.0},
    ),
    Attack(
        "many visits",
        "in its long form 10,000 visits begun by one device and left",
        "what is too many is told to wait",
        many_visits,
        everywhere=False,
    ),
]
