"""The steps of the merge in words, oldest first: the server's twin of `static/src/ui/deedwords.ts`, without a doer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.wording import LANGS, catalogue, say

if TYPE_CHECKING:
    from workshop.doors.takeaway.gathered import Record, Records

UNKNOWN = "…"  # a theme retired since has its name on no stream
BROUGHT = ("title", "words")  # what a step said that was taken back: the file tells what stands
PARAMS = ("theme", "themes", "card", "cards", "words", "title", "was", "n")


def steps(records: Records) -> list[dict[str, Any]]:
    """What was done at the desk: of each step its id, its name, what it was about, and a sentence."""
    titles = {one["id"]: one["title"] for one in records.all("theme")}
    team = (one for name, some in records.streams.items() if name.startswith("team:") for one in some)
    deeds = sorted((one for one in team if one["type"] == "deed"), key=lambda one: int(one["id"]))
    return [
        {name: deed[name] for name in ("id", "name", "at", "undone")}
        | {name: deed["says"][name] for name in ("theme", "themes", "cards") if name in deed["says"]}
        | {"words": {lang: _sentence(lang, deed, titles) for lang in LANGS}}
        for deed in deeds
    ]


def _sentence(lang: str, deed: Record, titles: dict[int, dict[str, str]]) -> str:
    params: dict[str, Any] = dict.fromkeys(PARAMS, UNKNOWN)
    for name, value in deed["says"].items():
        if deed["undone"] and name in BROUGHT:
            continue
        if isinstance(value, list):
            params[name] = len({str(one) for one in value})
        elif name in ("theme", "title", "was"):
            title = titles.get(value, {}) if name == "theme" else value
            params[name] = title.get(lang) or title.get("lo") or title.get("en") or UNKNOWN
        elif name in ("words", "n"):
            params[name] = value
    id = f"deed.{_which(deed)}"
    return say(lang, id, **params) if id in catalogue(lang) else say(lang, "deed.other", name=deed["name"])


def _which(deed: Record) -> str:
    """One command may be several sentences."""
    name, says = str(deed["name"]), deed["says"]
    if name in ("theme.park", "card.park") and says.get("on") is False:
        return name.replace("park", "unpark")
    if name == "hint.accept" and len(set(says.get("themes", ()))) > 1:
        return f"{name}_many"
    if name == "synonym.add" and says.get("n", 1) > 1:
        return f"{name}_many"
    return name
