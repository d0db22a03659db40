"""How a file speaks: in one language or in both, side by side; and how a person's words are kept from being markup."""

from __future__ import annotations

import re
from typing import Any, Final

from workshop.wording import LANGS, say

Said = list[tuple[str, str]]  # [(language, words)]

# What CommonMark, tables and the common extensions read as markup inside a line, and at its beginning.
INLINE: Final = re.compile(r"([\\`*_\[\]{}|~#^$<>&]|:(?=//))")
FIRST: Final = re.compile(r"^(?:(\d{1,9})(?=[.)])|(?=[-+=]))")


class Voice:
    def __init__(self, langs: tuple[str, ...]) -> None:
        self.langs = langs

    @property
    def lang(self) -> str:
        """The page's own."""
        return self.langs[0]

    def say(self, id: str, /, **params: Any) -> Said:
        """A sentence of the catalogue in each language; the same words are not said twice."""
        return _once([(lang, say(lang, id, **params)) for lang in self.langs])

    def text(self, text: dict[str, str] | None) -> Said:
        """A text in each of the languages it has; in another when it has none of these. [] for nothing."""
        text = text or {}
        mine = [(lang, text[lang]) for lang in self.langs if text.get(lang)]
        return _once(mine or [(lang, text[lang]) for lang in LANGS if text.get(lang)])

    def one(self, text: dict[str, str] | None) -> str:
        return " / ".join(words for _, words in self.text(text))

    def word(self, id: str, /, **params: Any) -> str:
        return " / ".join(words for _, words in self.say(id, **params))

    def group(self, group: dict[str, Any]) -> Said:
        """Its number, and its name where it has one."""
        named = dict(self.text(group["name"]))
        number = self.say("group.n", n=group["number"])
        if not named:
            return number
        return [(lang, f"{group['number']}. {name}") for lang, name in named.items()]

    def days(self, isos: list[str]) -> Said:
        """`14-16 ທັນວາ 2022`, as the browser's `static/src/ui/dates.ts` writes it."""
        return _once([(lang, days(lang, isos)) for lang in self.langs]) if isos else []

    @staticmethod
    def when(local: str) -> str:
        """`14/12/2022 09:30`"""
        day, _, hour = local.partition("T")
        return f"{'/'.join(reversed(day.split('-')))} {hour[:5]}"

    def number(self, board: dict[str, Any], theme: dict[str, Any]) -> Said:
        """The theme's number by the board's rule, in words."""
        rule, k, of = (board["counting"][name] for name in ("rule", "k", "of"))
        n = theme["numbers"][rule]
        if n is None and rule != "fresh":
            return self.say("count.none")
        if n is None:
            polled = board["counting"]["polled"]
            if board["counting"]["polling"]:
                return self.say("takeaway.polling")
            return self.say("takeaway.not_asked" if polled else "takeaway.not_polled")
        words = f"takeaway.is.{rule}"
        return _once([(lang, say(lang, words, n=plain(lang, n), of=of["tops"], k=k)) for lang in self.langs])

    def figure(self, n: float | None) -> str:
        """For a cell of its own, as the file's first language writes it."""
        return "" if n is None else plain(self.lang, n)


def in_both(id: str, /, **params: Any) -> dict[str, str]:
    return {lang: say(lang, id, **params) for lang in LANGS}


def plain(lang: str, n: float) -> str:
    """Without a tail of zeros; Lao writes a comma, as the browser's `static/src/ui/number.tsx` does."""
    text = f"{n:g}" if isinstance(n, float) else str(n)
    return text.replace(".", ",") if lang == "lo" else text


def days(lang: str, isos: list[str]) -> str:
    whole = [
        (int(iso[:4]), int(iso[5:7]), int(iso[8:10]))
        for iso in sorted(isos)
        if re.match(r"\d{4}-\d\d-\d\d", iso)
    ]
    if not whole:
        return ""
    (y, m, d), (last_y, last_m, last_d) = whole[0], whole[-1]
    month = say(lang, f"date.month.{last_m}")
    last = say(lang, "date.day", d=last_d, month=month, y=last_y)
    if whole[0] == whole[-1]:
        return last
    if (y, m) == (last_y, last_m):
        return say(lang, "date.days", first=d, last=last_d, month=month, y=y)
    first = say(lang, "date.day", d=d, month=say(lang, f"date.month.{m}"), y=y)
    return say(lang, "date.span", first=first, last=last)


def markdown(voice: Voice, said: Any) -> str:
    """Words as Markdown shows them, on one line: in a table's cell, a heading or a list nothing of them is markup."""
    if isinstance(said, list):
        said = " / ".join(words for _, words in said)
    elif isinstance(said, dict):
        said = voice.one(said)
    line = " ".join(str(said or "").split())
    return FIRST.sub(r"\1\\", INLINE.sub(r"\\\1", line))


def paragraphs(voice: Voice, text: dict[str, str], indent: str = "") -> str:
    """Words that keep their lines; below a point of a list, `indent` keeps them in it. No line of them is markup."""
    said = [words for _, words in voice.text(text)]
    if not any("\n" in words for words in said):
        return markdown(voice, text)
    whole = "\n\n".join(said).split("\n\n")
    broken = ("\\\n".join(f"{indent}{markdown(voice, line)}" for line in part.split("\n")) for part in whole)
    return "\n\n".join(broken).removeprefix(indent)


def _once(said: Said) -> Said:
    seen: dict[str, str] = {}
    for lang, words in said:
        seen.setdefault(words, lang)
    return [(lang, words) for words, lang in seen.items() if words]
