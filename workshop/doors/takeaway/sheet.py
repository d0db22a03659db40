"""The board as one table for a spreadsheet: a row for each card, and for each theme that has none yet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from workshop.doors.takeaway.voice import Voice
from workshop.wording import say

BOM: Final = "\ufeff"  # without it Excel shows Lao as mojibake
BETWEEN: Final = " | "
# What a spreadsheet takes for a formula, in either width; a tab or a line's end before it is dropped on the way in.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫")

Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """`told(row, lang)`: where it has a language, there is one of it for each of the file's."""

    id: str
    told: Callable[[Row, str], Any]
    each: bool = False


def sheet(board: dict[str, Any], voice: Voice) -> str:
    """RFC 4180 with a BOM; numbers are numbers, and no text can be run as a formula."""
    out = io.StringIO(newline="")
    out.write(BOM)
    table = csv.writer(out)
    wanted = [(one, lang) for one in COLUMNS for lang in (voice.langs if one.each else ("",))]
    table.writerow(_header(voice, column, lang) for column, lang in wanted)
    for row in rows(board):
        table.writerow(guarded(column.told(row, lang or voice.lang)) for column, lang in wanted)
    return out.getvalue()


def _header(voice: Voice, column: Column, lang: str) -> str:
    name = voice.word(f"takeaway.col.{column.id}")
    return f"{name} ({lang})" if column.each and len(voice.langs) > 1 else name


def rows(board: dict[str, Any]) -> Iterator[Row]:
    for state, themes in (("placed", board["themes"]), ("parked", board["parked_themes"])):
        for theme in themes:
            for card in theme["cards"] or [None]:
                yield {"board": board, "state": state, "theme": theme, "card": card}
    for state in ("set_aside", "unplaced"):
        for card in board[state]:
            yield {"board": board, "state": state, "theme": None, "card": card}


def guarded(value: Any) -> Any:
    """A cell that would be run begins with an apostrophe; blanks before it hide nothing."""
    if not isinstance(value, str):
        return "" if value is None else value
    value = value.replace("\x00", "")
    bare = value.lstrip(" \u00a0\u200b\ufeff\u3000")
    return f"'{value}" if value.startswith(FORMULA) or bare.startswith(FORMULA) else value


def _text(text: dict[str, str] | None, lang: str) -> str:
    text = text or {}
    return text.get(lang) or text.get("lo") or text.get("en") or ""


def _theme(name: str) -> Callable[[Row, str], Any]:
    return lambda row, lang: row["theme"][name] if row["theme"] else None


def _card(name: str) -> Callable[[Row, str], Any]:
    return lambda row, lang: row["card"][name] if row["card"] else None


def _number(rule: str) -> Callable[[Row, str], Any]:
    return lambda row, lang: row["theme"]["numbers"][rule] if row["theme"] else None


def _counting(name: str) -> Callable[[Row, str], Any]:
    return lambda row, lang: row["board"]["counting"][name][lang]


def _lines(name: str) -> Callable[[Row, str], Any]:
    return lambda row, lang: BETWEEN.join(one["text"] for one in row["card"][name]) if row["card"] else None


def _said(one: Row, where: str) -> dict[str, str] | None:
    """The words of a vote by rank or rating, at the table or in the whole room."""
    return one[where]["words"] if one[where] else None


def _group(row: Row, lang: str) -> str | None:
    return _text(row["card"]["group"]["name"], lang) if row["card"] else None


COLUMNS: Final = (
    Column("state", lambda row, lang: say(lang, f"takeaway.state.{row['state']}"), True),
    Column("theme_no", _theme("number")),
    Column("theme", lambda row, lang: _text(row["theme"]["title"], lang) if row["theme"] else None, True),
    Column(
        "theme_says",
        lambda row, lang: _text(row["theme"]["clarification"], lang) if row["theme"] else None,
        True,
    ),
    Column("groups", lambda row, lang: row["theme"]["breadth"]["groups"] if row["theme"] else None),
    Column("groups_of", lambda row, lang: row["theme"]["breadth"]["of"] if row["theme"] else None),
    Column("sum", _number("sum")),
    Column("average", _number("average")),
    Column("top", _number("top")),
    Column("fresh", _number("fresh")),
    Column(
        "room_says",
        lambda row, lang: _text(_said(row["theme"], "room"), lang) if row["theme"] else None,
        True,
    ),
    Column("card", _card("id")),
    Column("kind", lambda row, lang: say(lang, f"c.{row['card']['kind']}") if row["card"] else None, True),
    Column("text", _card("text")),
    Column("lang", _card("lang")),
    Column("group_no", lambda row, lang: row["card"]["group"]["number"] if row["card"] else None),
    Column("group", _group, True),
    Column("org", lambda row, lang: _text(row["card"]["organisation"], lang) if row["card"] else None, True),
    Column("votes", _card("votes")),
    Column("voters", _card("voters")),
    Column("hands", _card("hands")),
    Column("place", lambda row, lang: (row["card"]["method"] or {}).get("place") if row["card"] else None),
    Column(
        "place_says",
        lambda row, lang: _text(_said(row["card"], "method"), lang) if row["card"] else None,
        True,
    ),
    Column(
        "card_room_says",
        lambda row, lang: _text(_said(row["card"], "room"), lang) if row["card"] else None,
        True,
    ),
    Column("answers", lambda row, lang: (row["card"]["answers"] or {}).get("text") if row["card"] else None),
    Column("merged_n", lambda row, lang: len(row["card"]["merged"]) if row["card"] else None),
    Column("merged", _lines("merged")),
    Column("replies", _lines("replies")),
    Column("photos", _card("photos")),
    Column(
        "says", lambda row, lang: _text(row["card"]["clarification"], lang) if row["card"] else None, True
    ),
    Column("rule", _counting("name"), True),
    Column("formula", _counting("formula"), True),
    Column("of", _counting("of_words"), True),
    Column("workshop", lambda row, lang: _text(row["board"]["workshop"]["title"], lang), True),
    Column("venue", lambda row, lang: _text(row["board"]["workshop"]["venue"], lang), True),
    Column("days", lambda row, lang: BETWEEN.join(row["board"]["workshop"]["days"])),
    Column("made", lambda row, lang: row["board"]["made"]["local"]),
)
