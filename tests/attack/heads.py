"""Heads of requests: without end, with two meanings, or promising what nobody sends."""

from __future__ import annotations

from tests.attack.target import Attack, Target, line


def without_end(target: Target) -> None:
    before = target.memory()
    starts = {
        "a path": b"GET /" + b"a" * 20_000_000,
        "a header": target.get("/healthz")[:-2] + b"X: " + b"a" * 20_000_000,
        "many headers": target.get("/healthz")[:-2] + b"X: 1\r\n" * 3_000_000,
        "empty lines": b"\r\n" * 3_000_000,
    }
    for what, data in starts.items():
        with line(target) as one:
            one.send(data)
            got = one.statuses()
            assert one.over, f"{what} without end: the line is still open"
            assert len(got) <= 1 and not set(got) & {200}, f"{what}: {got}"
    assert target.memory() - before < 50_000_000
    target.serves()


def lengths(target: Target) -> None:
    for given in ("-1", "+5", "5_0", "0x10", "1e3", "", "5, 5", "5\r\nContent-Length: 5", "٥"):
        with line(target) as one:
            one.send(
                f"POST /api/commands HTTP/1.1\r\nHost: {target.host}:{target.port}\r\n"
                f"Content-Length: {given}\r\n\r\nhello".encode()
            )
            assert one.statuses() == [400] and one.over, f"Content-Length {given!r} was taken"
    for given in ("9" * 12, "9" * 30, "9" * 5000, "200000000"):
        with line(target) as one:
            one.send(
                f"POST /api/commands HTTP/1.1\r\nHost: {target.host}:{target.port}\r\n"
                f"Content-Length: {given}\r\nExpect: 100-continue\r\n\r\n".encode()
            )
            assert one.statuses() in ([413], [400]) and one.over, (
                f"Content-Length of {len(given)} digits was taken"
            )


def versions_and_hosts(target: Target) -> None:
    host = f"Host: {target.host}:{target.port}\r\n"
    for head in (
        "GET /healthz HTTP/1.1\r\n\r\n",
        f"GET /healthz HTTP/1.1\r\n{host}{host}\r\n",
        f"GET /healthz HTTP/2.0\r\n{host}\r\n",
        f"GET /healthz HTTP/x\r\n{host}\r\n",
        f"GET\r\n{host}\r\n",
        f"GET /healthz HTTP/1.1\r\n{host}Expect: 200-ok\r\n\r\n",
    ):
        with line(target) as one:
            one.send(head.encode())
            got = one.statuses()
            assert one.over and len(got) <= 1 and 200 not in got, f"{head!r}: {got}"


def a_body_that_nobody_reads(target: Target) -> None:
    """Announced, and refused before it is read: the rest is read for a moment only."""
    with line(target) as one:
        one.send(
            f"POST /api/w/1/photos HTTP/1.1\r\nHost: {target.host}:{target.port}\r\n"
            "Content-Length: 100000000\r\n\r\n".encode()
        )
        assert one.status() in (400, 403, 404, 411, 413)
        assert one.ended(), "the line waits for a body that was refused"


ATTACKS = [
    Attack(
        "heads without end",
        "20 MB of path, of one header, of many headers, of empty lines",
        "refused early; nothing stays in memory",
        without_end,
    ),
    Attack(
        "absurd lengths",
        "negative, doubled, not digits, astronomical",
        "400 or 413, before a body is asked for",
        lengths,
    ),
    Attack(
        "two meanings",
        "no Host, two Hosts, other versions, other expectations",
        "refused, and the connection ended",
        versions_and_hosts,
    ),
    Attack(
        "a refused body",
        "announces 100 MB where it may send nothing, and sends nothing",
        "answered at once and hung up on soon",
        a_body_that_nobody_reads,
        needs={"workshop.doors.guard.LINGER": 1.0},
    ),
]
