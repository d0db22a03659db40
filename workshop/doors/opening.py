"""What a start says on the terminal: the address that phones open, its QR code, the chair's links, where data lives."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import TextIO

from workshop.doors import qr
from workshop.doors.address import Address, Addresses, answers
from workshop.doors.front import Front
from workshop.doors.presence import NODE

log = logging.getLogger(__name__)

RECHECK = 15.0  # seconds between looks at the network cards


def find(front: Front, host: str, port: int) -> Addresses:
    """The addresses of this machine, asked through: ours when our own answer comes back (R17)."""

    def ours(answer: object) -> bool:
        return isinstance(answer, dict) and answer.get("server") == NODE

    def asks(url: str) -> bool:
        return answers(url, ours)

    found = Addresses(host, port, front.settings.public_url, asks=asks)
    found.recheck()
    front.address = found.best.url
    return found


def tell(front: Front, addresses: Addresses, out: TextIO | None = None) -> None:
    out = out or sys.stdout
    best = addresses.best
    workshops = front.house.all()
    open_ones = [row for row in workshops if row["state"] == "open"]
    join = front.links.join(open_ones[0]["code"]) if open_ones else front.links.base()
    print(f"\nJoin       {join}{_how_sure(best)}", file=out)
    for other in addresses.all:
        if other != best and other.verified:
            print(f"           or {other.url} ({other.card})", file=out)
    print(file=out)
    qr.show(join, out)
    print(file=out)
    if workshops:
        latest = workshops[0]
        chair = front.house.chair(latest["id"])
        if chair is not None:
            link = front.links.chair(latest["code"], front.house.token(latest["id"], chair))
            print(f"Chair      {link}", file=out)
    label = "Workshops " if workshops else "Chair     "
    print(f"{label} {front.links.owner(front.house.owner())}", file=out)
    print("           (private: whoever has it is the chair)", file=out)
    print(f"Data       {front.settings.database_file or front.settings.data}", file=out)
    print("Ctrl-C ends it; nothing is lost.\n", file=out, flush=True)


def watch(front: Front, addresses: Addresses, sleep: Callable[[float], object]) -> None:
    """Look again now and then: Wi-Fi comes up late, and a laptop is carried to another room."""
    while front.api.serving:
        sleep(RECHECK)
        try:
            changed = addresses.recheck()
        except OSError as wrong:
            log.warning("the network cards could not be read: %s", type(wrong).__name__)
            continue
        if changed:
            front.address = addresses.best.url
            print("\nThe address has changed; phones come back by the new code or their personal one.")
            tell(front, addresses)


def _how_sure(best: Address) -> str:
    if best.local:
        return "\n           No network that phones could use: join a Wi-Fi, or open a hotspot."
    if best.card is None:
        return "  (as WORKSHOP_PUBLIC_URL says)"
    return f"  ({best.card}, {'verified' if best.verified else 'NOT verified: a firewall may be in the way'})"
