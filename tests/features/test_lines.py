"""Texts of paragraphs keep their lines; titles, names and cards are one line; what shows nothing is empty."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.world import World, world
from workshop.doors.takeaway.gathered import Records, gather
from workshop.doors.takeaway.sheet import BOM, sheet
from workshop.doors.takeaway.voice import Voice, paragraphs
from workshop.kernel.data import MOST_LINES

TYPED = " First, the roads.\r\n\u2028\n\n1. Bridges\x0b2. ນ\u0ecd\u0eb2\u00a0\rlast \n\n"
KEPT = "First, the roads.\n\n1. Bridges\n2. ນຳ\nlast"
LINE = "First, the roads. 1. Bridges 2. ນຳ last"


def theme_of(play: World) -> int:
    said = {"board": 1, "kind": "problem", "text": "Roads", "lang": "en"}
    card = int(play.must("kham", "card.post", **said)["card"])
    play.must("noy", "board.move", board=1, phase="reveal")
    return int(play.must("chair", "theme.create", title={"lo": "", "en": "Roads"}, cards=[card])["theme"])


def test_paragraphs_keep_their_lines(database_url: str) -> None:
    """D1: a step's programme, a result's paragraph, a clarification and a note, in each language."""
    with world(database_url) as play:
        theme = theme_of(play)
        text = {"lo": TYPED, "en": ""}
        step = int(
            play.must("chair", "step.add", kind="talk", day=1, title={"lo": "", "en": "Talk"}, body=text)[
                "step"
            ]
        )
        assert play.sees("kham", "step")[step]["body"] == {"lo": KEPT, "en": ""}
        play.must("chair", "step.edit", step=step, body={"lo": "", "en": TYPED})
        assert play.sees("kham", "step")[step]["body"] == {"lo": "", "en": KEPT}
        play.must("noy", "board.summarise", board=1, summary=text)
        assert [one["summary"]["lo"] for one in play.sees("noy", "report").values()] == [KEPT]
        play.must("chair", "clarification.set", subject=f"theme:{theme}", text=text)
        assert [one["text"]["lo"] for one in play.sees("kham", "clarification").values()] == [KEPT]
        play.must("chair", "theme.note", theme=theme, note=TYPED)
        assert [one["text"] for one in play.sees("chair", "note").values()] == [KEPT]


def test_files_keep_them_too(database_url: str) -> None:
    """D1: one cell of the sheet, lines of the Markdown, and nothing of it is markup."""
    with world(database_url) as play:
        theme = theme_of(play)
        said = "One\n# two\n\n1. three\n- four | five"
        play.must("chair", "clarification.set", subject=f"theme:{theme}", text={"lo": "", "en": said})
        board = taken(play)
        assert board["themes"][0]["clarification"]["en"] == said
        [row] = csv.DictReader(io.StringIO(sheet(board, Voice(("en",))).removeprefix(BOM), newline=""))
        assert said in row.values()
    for indent in ("", "    "):
        below = "- point\n  - " if indent else ""
        drawn = MarkdownIt().render(f"{below}The chair: {paragraphs(Voice(('en',)), {'en': said}, indent)}\n")
        assert "The chair: One<br />\n# two</p>\n<p>1. three<br />\n- four | five</p>" in drawn, drawn
        assert drawn.count("<li>") == (2 if indent else 0) and "<h1>" not in drawn and "<code>" not in drawn
    both = paragraphs(Voice(("lo", "en")), {"lo": "ກ\nຂ", "en": "a"})
    assert both == "ກ\\\nຂ\n\na"


def taken(play: World) -> dict[str, Any]:
    """The board as the chair takes it away."""
    streams = [
        name
        for name in play.snapshot("chair").maps
        if name.partition(":")[0] in ("workshop", "team", "group")
    ]
    return gather(
        Records(play.engine.snapshot(play.workshop, tuple(streams), {})), 0, "2026-12-01T09:00+07:00"
    )


def test_the_rest_is_one_line(database_url: str) -> None:
    """D1: cards, titles and names say on one line what was pasted in several."""
    with world(database_url) as play:
        said = {"board": 1, "kind": "problem", "text": TYPED, "lang": "en"}
        card = int(play.must("kham", "card.post", **said)["card"])
        assert play.sees("kham", "card")[card]["text"] == LINE
        play.must("chair", "workshop.edit", title={"lo": TYPED, "en": ""}, venue={"lo": "", "en": TYPED})
        (workshop,) = play.sees("kham", "workshop").values()
        assert (workshop["title"]["lo"], workshop["venue"]["en"]) == (LINE, LINE)


@pytest.mark.parametrize("most", [MOST_LINES, MOST_LINES + 1])
def test_so_many_lines_and_no_more(database_url: str, most: int) -> None:
    """D1: a tower of lines is refused with a sentence of its own, and the field is named."""
    with world(database_url) as play:
        play.must("noy", "board.move", board=1, phase="report")
        text: dict[str, Any] = {"lo": "", "en": "\n".join("x" * most)}
        reply = play.wish("noy", "board.summarise", board=1, summary=text)
        if most == MOST_LINES:
            assert reply.ok is not None
        else:
            assert (reply.refused, reply.params["max"]) == ("too_many_lines", MOST_LINES)
            assert reply.params["field"] == "summary.en"


@pytest.mark.parametrize(
    "nothing",
    ["\u3164", "\u2800", "\u180e", "\u2061", "\u200d", "\U000e0041\U000e007f", "\uffff", "\ufe0f \u115f"],
)
def test_what_shows_nothing_is_empty(database_url: str, nothing: str) -> None:
    """D3: as a card, a name, a title; and in between it leaves nothing behind."""
    with world(database_url) as play:
        said = {"board": 1, "kind": "problem", "lang": "en"}
        assert play.declined("kham", "card.post", **said, text=nothing) == "empty"
        assert play.declined("noy", "person.seat", group=1, name=nothing, org=1) == "empty"
        assert (
            play.declined("chair", "step.add", kind="talk", day=1, title={"lo": nothing, "en": nothing})
            == "empty"
        )
        card = int(play.must("kham", "card.post", **said, text=f"{nothing}Roads{nothing}")["card"])
        assert play.sees("kham", "card")[card]["text"] == "Roads"
