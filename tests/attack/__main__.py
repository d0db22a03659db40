"""`make attack`: every attack, longer: against eventlet, gevent, and two processes over PostgreSQL and Redis.

Prints what was tried and what got through, and writes it into docs/security.md; ends with 1 if anything did.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.attack import ATTACKS, Attack, Target
from tests.attack.room import Room
from tests.attack.served import QUICK, with_few_files
from tests.doors.real import Server
from tests.setup import servers

HOUSES = ("eventlet", "gevent", "two processes")
LONGEST = 600.0  # seconds of all attacks on one house; what is left then is told as not tried
PAGE = Path(__file__).parents[2] / "docs" / "security.md"
HEAD = "## The last run of the hostile client"


@contextmanager
def served(house: str, times: int) -> Iterator[Target]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="workshop-attack-")))
        env, modes = {}, [house]
        if house == HOUSES[2]:
            host, port = re.findall(r"(?:host|port)=(\S+)", stack.enter_context(servers.postgres()))
            env = {
                "DATABASE_URL": f"postgresql://tests@{host}:{port}/postgres",
                "REDIS_URL": stack.enter_context(servers.redis()),
            }
            modes = ["gevent", "eventlet"]
        some = []
        for n, mode in enumerate(modes):
            place = folder / str(n)
            place.mkdir()
            some.append(Server(place, mode, with_few_files(), QUICK, **env))
            stack.callback(_end, some[-1])
            some[-1].start()
        yield Target(some[0].base, some[0].owner, some[0].process.pid, times, some[-1].base)


def _end(server: Server) -> None:
    if hasattr(server, "process"):  # which did not start, perhaps
        server.end()


def tried(attack: Attack, target: Target, room: Room) -> str:
    """What got through; nothing, when it held and an honest chair is served afterwards."""
    try:
        attack.run(target)
        target.serves()
        room.must("workshop.edit", venue={"lo": "", "en": attack.name[:40]})
        assert "ok" in room.there.wish("workshop.edit", room.chair, venue={"lo": "", "en": "there too"})
    except Exception as through:
        return f"{type(through).__name__}: {' '.join(str(through).split())[:300]}"
    return ""


def main() -> None:
    reader = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    reader.add_argument("--times", type=int, default=3, choices=range(1, 21), metavar="1-20", help="as long")
    reader.add_argument("--houses", nargs="+", default=HOUSES, choices=HOUSES)
    reader.add_argument("--only", nargs="+", default=[], help="words in the names of attacks")
    reader.add_argument("--no-page", dest="keep", action="store_false", help="leave docs/security.md alone")
    asked = reader.parse_args()
    some = [each for each in ATTACKS if not asked.only or any(word in each.name for word in asked.only)]
    told: dict[str, dict[str, str]] = {each.name: {} for each in some}
    begun = time.monotonic()
    for house in asked.houses:
        print(f"\n{house}", flush=True)
        with served(house, asked.times) as target:
            since = time.monotonic()
            room = Room(target)
            for attack in some:
                at = time.monotonic()
                late = at - since > LONGEST
                through = "not tried: there was no time left" if late else tried(attack, target, room)
                told[attack.name][house] = through
                print(f"  {attack.name}: {attack.tries}", flush=True)
                print(f"    {through or 'held'} ({time.monotonic() - at:.0f} s)", flush=True)
    got = [f"{name} ({house}): {what}" for name, by in told.items() for house, what in by.items() if what]
    count = sum(len(by) for by in told.values())
    print(
        f"\n{count} attacks in {time.monotonic() - begun:.0f} s; {len(got)} got through",
        *got,
        sep="\n  ",
    )
    if asked.keep and not asked.only and len(asked.houses) == len(HOUSES):
        write(some, told, asked.times)
    sys.exit(1 if got else 0)


def write(some: list[Attack], told: dict[str, dict[str, str]], times: int) -> None:
    """The section of the page that `HEAD` begins."""
    rows = [
        f"| {each.name} | {each.tries} | {each.holds} | "
        + ("; ".join(f"{house}: {what}" for house, what in told[each.name].items() if what) or "held")
        + " |"
        for each in some
    ]
    held = sum(not any(told[each.name].values()) for each in some)
    section = "\n".join(
        (
            HEAD,
            "",
            f"`make attack` on {datetime.now(UTC):%d %B %Y}, {times} times as long as in the suite, against "
            "eventlet, gevent, and a process of each over PostgreSQL",
            f"and Redis, with 400 open files and short deadlines: {held} of {len(some)} held in all three.",
            "",
            "| Attack | What it tries, at its shortest | What must hold | What got through |",
            "|---|---|---|---|",
            *(row.replace("\n", " ") for row in rows),
            "",
            "",
        )
    )
    page = PAGE.read_text("utf-8")
    if HEAD in page:
        before, _, after = page.partition(HEAD)
        after = after[after.index("\n## ") + 1 :]
    else:
        before, mark, after = page.partition("## OWASP ASVS")
        after = mark + after
    PAGE.write_text(before + section + after, "utf-8")


if __name__ == "__main__":
    main()
