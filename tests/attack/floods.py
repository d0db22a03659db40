"""Many requests: in one packet, and one after another."""

from __future__ import annotations

from tests.attack.target import Attack, Target, line, lines


def thousands_in_one_packet(target: Target) -> None:
    """Pipelined: each is answered or refused in its turn, and others have theirs between."""
    data = target.get("/healthz") * 1_999 + target.get("/healthz", Connection="close")
    for _ in range(target.times):
        with line(target) as one:
            sent = one.send(data)
            target.serves()
            got = one.statuses() if sent else []
            assert set(got) <= {200, 429}, set(got)


def many_lines_come_and_go(target: Target) -> None:
    for _ in range(3 * target.times):
        with lines(target, 200) as some:
            for each in some:
                each.send(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")  # a TLS hello, to a plain door
        target.serves()


ATTACKS = [
    Attack(
        "pipelining",
        "2,000 requests in one breath",
        "somebody else is answered in between",
        thousands_in_one_packet,
    ),
    Attack(
        "come and go",
        "600 connections that speak another language and leave",
        "they leave nothing behind",
        many_lines_come_and_go,
    ),
]
