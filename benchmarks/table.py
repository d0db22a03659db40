"""docs/benchmarks.md: written from what was measured, never by hand."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from benchmarks.desk import Desk
from benchmarks.fanout import Fanout
from benchmarks.merging import Merging
from benchmarks.scroll import Scroll, Seen
from benchmarks.storm import Storm
from benchmarks.weight import Weight
from workshop.doors.remote.figures import percentile

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
HASH = re.compile(r"-[A-Za-z0-9]{8,}(?=\.)")
PAGE_GOAL = 60 * 1024
WORDED = ("plain", "seeded")


def write(*tables: str) -> None:
    """Put each table between the page's two marks, in place of the one with the same title."""
    head, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    old, _, tail = rest.partition(END)
    kept = {_title(part): part for part in old.strip().split("### ") if part}
    kept |= {
        _title(part): f"{part.strip()}\n\n{_machine()}\n\n"
        for table in tables
        for part in table.split("### ")
        if part
    }
    body = "".join(f"### {part.strip()}\n\n" for part in kept.values())
    PAGE.write_text(f"{head}{BEGIN}\n{body}{END}{tail}", "utf-8")


def _title(part: str) -> str:
    return part.partition("\n")[0]


def _machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} (UTC), {psutil.cpu_count()} cores, {memory:.0f} GiB, "
        f"{platform.system()}, Python {platform.python_version()}; server and generator on the same machine."
    )


def of_storms(storms: list[Storm]) -> str:
    columns = [f"{s.phones} phones, {s.phones} votes/s, {s.seconds} s" for s in storms]
    return _table(
        "Vote storm",
        columns,
        ("votes saved", "all", [f"{len(s.acks):,} of {s.votes:,}" for s in storms]),
        ("votes lost", "0", [f"{s.lost}" for s in storms]),
        ("answer p50 / p95 / p99 ms", "p95 < 50", [_three(s.acks) for s in storms]),
        ("age of a tally p50 / p95 / p99 ms", "p99 < 250", [_three(s.ages) for s in storms]),
        ("server, share of one core", "", [f"{s.core:.0%}" for s in storms]),
        ("server memory per phone", "", [f"{s.memory_per_phone / 1024:.0f} KB" for s in storms]),
        ("SQL statements per vote", "", [f"{s.statements:.2f}" for s in storms]),
        ("bytes per vote: sent / answered", "", [f"{s.up:.0f} / {s.down_own:.0f}" for s in storms]),
        ("bytes to each phone a second, all told", "", [f"{s.down_phone:,.0f}" for s in storms]),
        ("generator behind its clock p50 / p95 / p99 ms", "", [_three(s.late) for s in storms]),
    )


def of_votes(builds: dict[str, list[Storm]], bare: str) -> str:
    """Each build's runs, by turns; the ratio of CPU a vote to the bare server's, of the medians."""

    def cpu(storms: list[Storm]) -> float:
        return median(s.cpu / s.votes * 1000 for s in storms)

    def runs(tell: Callable[[Storm], str]) -> list[str]:
        return [" · ".join(tell(s) for s in storms) for storms in builds.values()]

    one = next(iter(builds.values()))[0]
    return _table(
        f"What a vote costs, {one.phones} phones, {one.phones} votes/s",
        list(builds),
        ("CPU of a vote, ms", "", runs(lambda s: f"{s.cpu / s.votes * 1000:.2f}")),
        ("ratio to the bare server", "", [f"{cpu(s) / cpu(builds[bare]):.1f}" for s in builds.values()]),
        ("server, share of one core", "", runs(lambda s: f"{s.core:.0%}")),
        ("answer p50 / p95 / p99 ms", "", runs(lambda s: _three(s.acks))),
        ("age of a tally p50 / p95 / p99 ms", "", runs(lambda s: _three(s.ages) if s.ages else "-")),
        ("votes saved", "all", runs(lambda s: f"{len(s.acks):,} of {s.votes:,}")),
        ("votes lost", "0", runs(lambda s: f"{s.lost}")),
        ("memory a phone, KB", "80", runs(lambda s: f"{s.memory_per_phone / 1024:.0f}")),
        ("SQL statements a vote", "", runs(lambda s: f"{s.statements:.1f}" if s.statements else "-")),
        ("generator behind its clock p50 / p95 / p99 ms", "", runs(lambda s: _three(s.late))),
    )


def of_merging(alone: Storm, beside: Storm, desk: Merging) -> str:
    both = [alone, beside]
    return _table(
        "The merge desk beside a vote storm",
        [f"{alone.phones} phones voting", f"and a chair placing among {desk.cards:,} cards"],
        ("votes lost", "0", [f"{s.lost}" for s in both]),
        ("a vote's answer p50 / p95 / p99 ms", "p95 < 100", [_three(s.acks) for s in both]),
        ("age of a tally p50 / p95 / p99 ms", "p99 < 250", [_three(s.ages) for s in both]),
        ("a placing's answer p50 / p95 / p99 ms", "", ["", _three(desk.places)]),
        ("placings", "", ["", f"{len(desk.places)}"]),
        ("server, share of one core", "", [f"{s.core:.0%}" for s in both]),
    )


def of_fans(fans: list[Fanout]) -> str:
    return _table(
        "Fan-out of a post",
        [f"{f.phones:,} phones" for f in fans],
        ("publishing to last phone, median ms (middle half)", "", [_middle(f.publish) for f in fans]),
        ("bare broadcast to last phone, median ms (middle half)", "", [_middle(f.bare) for f in fans]),
        ("ratio, round by round (middle half)", "<= 1.5 at 300", [_middle(f.ratios(), 2) for f in fans]),
        ("whole post: sending to last phone, p50 / p95 ms", "", [_two(f.whole) for f in fans]),
        ("the author's answer, p50 / p95 ms", "", [_two(f.ack) for f in fans]),
        ("bytes of the frame; rounds", "", [f"{f.size}; {len(f.publish)}" for f in fans]),
    )


def of_page(page: Weight) -> str:
    rows = ["### First load of the phone page\n", "| | bytes compressed |", "|---|---|"]
    rows += [f"| {_kind(address)} | {size:,} |" for address, size in page.parts.items()]
    rows += [f"| **before fonts** (goal: at most {PAGE_GOAL:,}) | **{page.whole:,}** |"]
    rows += [f"| {_kind(address)} | {size:,} |" for address, size in page.fonts.items()]
    rows += [
        f"| {_kind(address)}, while a name is typed | {size:,} |" for address, size in page.later.items()
    ]
    return "\n".join(rows) + "\n"


def of_scroll(told: Scroll) -> str:
    def row(name: str, goal: str, of: Callable[[Seen], float]) -> tuple[str, str, list[str]]:
        ours, plain = of(told.shipped), of(told.laid_out)
        return name, goal, [f"{ours:.0f}", f"{plain:.0f}", f"{ours / plain:.2f}" if plain else "-"]

    def at(values: str, share: float) -> Callable[[Seen], float]:
        return lambda seen: percentile(getattr(seen, values), share) if getattr(seen, values) else 0.0

    opening = (
        f"A board of {told.cards} cards on a phone's 360 x 740, processor slowed {told.slower} times: first cards "
        f"after {told.opened / 1000:.1f} s, all of them after {told.drawn / 1000:.1f} s.\n\n"
    )
    heading, _, rest = _table(
        "A long board on an old phone",
        ["as shipped", "every card laid out", "ratio"],
        row("between frames while scrolling, p50 ms", "", at("frames", 0.5)),
        row("p95 ms", "< 50", at("frames", 0.95)),
        row("p99 ms", "", at("frames", 0.99)),
        row("tasks over 50 ms while scrolling", "", lambda seen: len(seen.tasks)),
        row("the longest of them, ms", "", lambda seen: max(seen.tasks, default=0)),
        row("the page's thread at work while scrolling, ms", "", lambda seen: seen.scrolling),
        row("a tap on a vote, from touch to picture, p50 ms", "", at("taps", 0.5)),
        row("p95 ms", "< 200", at("taps", 0.95)),
        row("the page's thread at work while tapping, ms", "", lambda seen: seen.tapping),
    ).partition("\n\n")
    return f"{heading}\n\n{opening}{rest}"


def of_desk(told: Desk) -> str:
    def row(name: str, goal: str, values: list[float]) -> tuple[str, str, list[str]]:
        return name, goal, [_three(values)]

    inputs = [row(f"{name}, input to paint", "p95 < 50", of) for name, of in told.inputs.items() if of]
    return _table(
        f"The merge desk with {told.cards:,} cards of forty groups",
        ["ms, p50 / p95 / p99"],
        *inputs,
        row("between frames while scrolling", "p95 < 50", told.frames),
        *(row(f"the server's answer to placing {n}", "", of) for n, of in told.places.items()),
        ("opening the desk, from asking for the page", "", [f"{told.opened:,.0f}"]),
        (
            "SQL statements of one placing; bytes to each reader",
            "",
            [f"{told.statements:.0f}; {told.size:,.0f}"],
        ),
    )


def of_hints(told: dict[str, Any]) -> str:
    def row(name: str, goal: str, part: str) -> tuple[str, str, list[str]]:
        return name, goal, [_spread([one["f1"] for one in told[w]["found"][part]]) for w in WORDED]

    def shipped(name: str, part: str, value: str) -> tuple[str, str, list[str]]:
        return name, "", [f"{told[w]['shipped'][part][value]:.2f}" for w in WORDED]

    def time(name: str, goal: str, part: str) -> tuple[str, str, list[str]]:
        return name, goal, [_middle(told[w][part], 0) for w in ("time", "time_seeded")]

    opening = (
        f"{told['statements']} statements in {told['clusters']} clusters. Half of the clusters choose the threshold, "
        f"the pairs within the other half are scored; {len(told['plain']['chosen'])} random halvings: the median, and "
        f"from where to where nine of ten lie. The product ships with {told['least']}. Words: the list of usual words, "
        "which a chair may add; it was written for workshops like this one, so its column is the best case.\n\n"
    )
    cards = f"{told['time']['cards']:,} cards of forty groups, from cold, median ms (middle half)"
    heading, _, rest = _table(
        "Similar cards across groups",
        ["letters alone", "with the words"],
        row("F1 of pairs, Lao, unseen half", "about .85", "lo"),
        row("F1 of pairs, English, unseen half", "about .70", "en"),
        row("F1 of pairs between Lao and English", "", "across"),
        row("F1 of cards as gathered (B-cubed)", "", "cards"),
        shipped("precision in Lao at the shipped threshold, all of them", "lo", "precision"),
        shipped("recall in Lao", "lo", "recall"),
        shipped("precision in English", "en", "precision"),
        shipped("recall in English", "en", "recall"),
        time(cards, "< 1,000", "cold"),
        time("one card more, median ms (middle half)", "", "more"),
    ).partition("\n\n")
    return f"{heading}\n\n{opening}{rest}"


def _spread(values: list[float]) -> str:
    return f"{median(values):.2f} ({percentile(values, 0.05):.2f}-{percentile(values, 0.95):.2f})"


def _table(title: str, columns: list[str], *rows: tuple[str, str, list[str]]) -> str:
    lines = [f"### {title}\n", f"| | goal | {' | '.join(columns)} |", "|---" * (len(columns) + 2) + "|"]
    lines += [f"| {name} | {goal} | {' | '.join(cells)} |" for name, goal, cells in rows]
    return "\n".join(lines) + "\n"


def _three(values: list[float]) -> str:
    return " / ".join(f"{percentile(values, share):.0f}" for share in (0.5, 0.95, 0.99))


def _two(values: list[float]) -> str:
    return " / ".join(f"{percentile(values, share):.1f}" for share in (0.5, 0.95))


def _middle(values: list[float], digits: int = 1) -> str:
    low, high = percentile(values, 0.25), percentile(values, 0.75)
    return f"{median(values):.{digits}f} ({low:.{digits}f}-{high:.{digits}f})"


def _kind(address: str) -> str:
    """An address without the code and the hash, which differ each time."""
    name = address.rpartition("/")[2]
    return "the page itself" if name.isdigit() else HASH.sub("", name)
