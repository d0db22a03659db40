"""What a vote by rank or rating says of a card or a theme, in the words of every file."""

from __future__ import annotations

from typing import Any

from workshop.doors.takeaway.voice import in_both
from workshop.wording import LANGS

BETWEEN = " · "
BOTH: tuple[str, ...] = LANGS
Record = dict[str, Any]
Told = dict[str, Any]


def told(tally: Record, within: Record) -> Told | None:
    """`{place, numbers, words: {lo, en}}`; None where the vote was by dots, whose numbers stand for themselves."""
    numbers = tally.get("numbers")
    if numbers is None:
        return None
    parts = [_place(tally)] if tally["place"] is not None else []
    parts += _ranked(numbers) if "points" in numbers else _rated(within, numbers)
    words = {lang: BETWEEN.join(one[lang] for one in parts) for lang in BOTH}
    return {"place": tally["place"], "numbers": numbers, "words": words}


def _place(tally: Record) -> dict[str, str]:
    numbers = tally["numbers"]
    at = in_both("method.place", n=tally["place"])
    if numbers["low"] is None or numbers["low"] == numbers["high"]:
        return at
    around = in_both("method.range", low=numbers["low"], high=numbers["high"])
    return {lang: f"{at[lang]} ({around[lang]})" for lang in at}


def _ranked(numbers: Record) -> list[dict[str, str]]:
    return [in_both("rank.points", n=_figure(numbers["points"])), in_both("rank.firsts", n=numbers["firsts"])]


def _rated(within: Record, numbers: Record) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for one in within["settings"]["criteria"]:
        says = numbers["criteria"][one["id"]]
        mean = "–" if says["mean"] is None else f"{says['mean']} (n = {says['n']})"
        parts = [dict.fromkeys(BOTH, mean)]
        if says["view"] == "split":
            parts.append(in_both("rate.split", low=says["low"], high=says["high"]))
        if says["none"]:
            parts.append(in_both("rate.cannot_n", n=says["none"]))
        says_in = {lang: ", ".join(part[lang] for part in parts) for lang in BOTH}
        found.append({lang: f"{_name(one['words'], lang)}: {says_in[lang]}" for lang in BOTH})
    return found


def _name(words: dict[str, str], lang: str) -> str:
    return words[lang] or words["lo"] or words["en"]


def _figure(points: float) -> str:
    return f"{points:g}"
