"""Questions that nobody of ours asks: pictures of made-up links, other hosts, answers as scripts."""

from __future__ import annotations

import random
import string

from tests.attack.target import Attack, Target, line


def made_up_links(target: Target) -> None:
    """Each would be drawn anew, and keep the voters waiting."""
    chance = random.Random(7)
    base = f"http%3A%2F%2F{target.host}%3A{target.port}"
    for _ in range(100 * target.times):
        tail = "".join(chance.choices(string.ascii_letters + string.digits, k=300))
        with line(target) as one:
            one.send(target.get(f"/qr.svg?d={base}%2F{tail}"))
            assert one.status() in (404, 429), "a QR code was drawn of a link that we did not give out"
    target.serves()


def other_hosts(target: Target) -> None:
    for host in ("evil.example", "connectivitycheck.example.com", "203.0.113.9", "localhost.evil.example"):
        for path in ("/", "/api/workshops", "/socket.io/?EIO=4&transport=polling", "/generate_204"):
            with line(target) as one:
                one.send(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
                assert one.statuses() == [421], f"{host}{path} was answered"


def answers_as_scripts(target: Target) -> None:
    for way in ("j=0", "j", "%6A=1"):
        with line(target) as one:
            one.send(target.get(f"/socket.io/?EIO=4&transport=polling&{way}", Connection="close"))
            assert one.statuses() == [400], f"{way} was answered by a script"


ATTACKS = [
    Attack(
        "pictures of made-up links",
        "asks for QR codes of a hundred links that look like ours",
        "none is drawn",
        made_up_links,
    ),
    Attack(
        "another host",
        "asks for other names and addresses, as a page elsewhere could make a browser do",
        "a plain refusal, whatever is asked for",
        other_hosts,
    ),
    Attack("scripts", "asks Socket.IO for scripts instead of JSON", "refused", answers_as_scripts),
]
