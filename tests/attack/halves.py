"""Half requests: what drips in, a byte now and then, and never ends."""

from __future__ import annotations

import select
import time

from tests.attack.room import Room
from tests.attack.target import Attack, Line, Target, lines
from tests.doors.real import phones

QUICK = {
    "workshop.doors.guard.WHOLE": 4.0,
    "workshop.doors.guard.FIRST_WORD": 4.0,
    "workshop.doors.guard.KEEPALIVE": 6.0,
}


def _starts(target: Target) -> dict[str, bytes]:
    host = f"Host: {target.host}:{target.port}\r\n"
    return {
        "nothing at all": b"",
        "half a request line": b"GET /hea",
        "half a head": f"GET /healthz HTTP/1.1\r\n{host}X-".encode(),
        "half a body": f"POST /api/commands HTTP/1.1\r\n{host}Content-Type: application/json\r\n"
        "Content-Length: 200000\r\n\r\n{".encode(),
        "half a packet of polling": f"POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\n{host}"
        "Content-Length: 200\r\n\r\n4".encode(),
        "a body after 100-continue": f"POST /api/commands HTTP/1.1\r\n{host}Content-Type: application/json\r\n"
        "Expect: 100-continue\r\nContent-Length: 2000\r\n\r\n".encode(),
        "the second request": target.get("/healthz") + b"GET /hea",
    }


def a_byte_now_and_then(target: Target) -> None:
    """All at once, each fed a byte as soon as its line may take one, until it is hung up on."""
    starts = _starts(target)
    with lines(target, len(starts)) as some:
        fed: dict[Line, str] = dict(zip(some, starts, strict=True))
        for each, what in fed.items():
            each.send(starts[what])
        end = time.monotonic() + 20 * target.times
        while fed:
            assert time.monotonic() < end, f"still open: {sorted(fed.values())}"
            over, _, _ = select.select([each.sock for each in fed], [], [], 0.3)
            for each in list(fed):
                if each.sock in over and not each._more():
                    del fed[each]
                elif fed[each] != "nothing at all":
                    each.send(b"a")
    target.serves()


def one_address_with_very_many(target: Target) -> None:
    """More half requests than one address may have: the oldest go, and an honest one is served meanwhile."""
    with lines(target, 400 * target.times) as some:
        for each in some:
            each.send(b"GET /hea")
        since = time.monotonic()
        target.serves()
        first = some[0]
        assert first.ended(), "an address may have as many half requests as it likes"
        last = some[-1]
        rest = f"lthz HTTP/1.1\r\nHost: {target.host}:{target.port}\r\n\r\n".encode()
        last.send(rest)
        # On a machine that was busy for so long, it has had its time.
        in_time = time.monotonic() - since < 2.0
        assert last.status() == 200 or not in_time, "the latest of them was ended, and not the oldest"


def sockets_that_say_nothing(target: Target) -> None:
    """The handshake and not a word: half a visit."""
    upgrade = target.get(
        "/socket.io/?EIO=4&transport=websocket",
        Upgrade="websocket",
        Connection="Upgrade",
        Sec_WebSocket_Key="AAAAAAAAAAAAAAAAAAAAAA==",
        Sec_WebSocket_Version="13",
    )
    room = Room(target)
    with phones(room.phone(room.chair)) as (phone,), lines(target, 20 * target.times) as some:
        for each in some:
            each.send(upgrade)
            assert each.status() == 101
        assert all(each.ended() for each in some), "a websocket that asks for nothing stays"
        assert not phone.gone.is_set(), "a phone that had joined was ended with them"
    target.serves()


ATTACKS = [
    Attack(
        "half requests",
        "seven kinds of half request, each fed a byte now and then",
        "each ends in its time, however often a byte comes",
        a_byte_now_and_then,
        needs=QUICK,
    ),
    Attack(
        "half requests by the hundred",
        "400 half requests from one address",
        "the oldest are ended; an honest request beside them is answered",
        one_address_with_very_many,
    ),
    Attack(
        "websockets that say nothing",
        "20 websockets that never ask for a workshop",
        "each is ended; phones that joined stay",
        sockets_that_say_nothing,
        needs={"workshop.doors.socket.SILENT": 3.0},
    ),
]
