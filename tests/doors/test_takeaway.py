"""The board to take away: four files of one board, for chair and theme team alone, that run nothing and name nobody.

Planted once and caught: a card's author told by `gathered.py`; a cell written without its guard; the `md` filter left
off a reply; the desk's streams among those that are read.
"""

from __future__ import annotations

import csv
import io
import json
import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pytest
import requests
from markdown_it import MarkdownIt
from sqlalchemy import event

from tests.doors.real import Server, Workshop
from tests.world import world
from workshop.doors.takeaway import READ, disposition, safe, write
from workshop.doors.takeaway.gathered import Records, gather
from workshop.doors.takeaway.sheet import guarded
from workshop.doors.takeaway.voice import Voice, markdown

FORMATS = ("csv", "json", "md", "html")
EVIL = "=HYPERLINK(1) | a | <b>b</b> `c` [d](http://e) # f"
LAO = "ລະບົບຂອງກະຊວງຕ່າງໆບໍ່ເຊື່ອມຕໍ່ກັນ"
NAMES = ("Somchit", "Bounmy", "Latsamy", "Mekhong")


class Board:
    """Two tables, a helper, themes with everything that can hang on a card; what is private beside it."""

    def __init__(self, server: Server, named: bool) -> None:
        orgs = [{"lo": "ກະຊວງການເງິນ", "en": "Ministry of Finance"}]
        self.ws: Workshop = server.workshop(
            title={"lo": "ກອງປະຊຸມປຶກສາຫາລື", "en": "Consultation / <2022>"},
            venue={"lo": "ວັງວຽງ", "en": "Vang Vieng"},
            days=["2022-12-14", "2022-12-15", "2022-12-16"],
            orgs=orgs,
            groups=[{"lo": "ກຸ່ມໜຶ່ງ", "en": "-2+3"}, {"lo": "", "en": "Second"}, {"lo": "", "en": "Third"}],
            named=named,
            budget=5,
            cap=3,
        )
        self.boards, groups = self.ws.boards(), self.ws.groups()
        self.people = [self.ws.person(name, groups[i]) for name, i in zip(NAMES, (0, 0, 1, 1), strict=True)]
        first, second, third, mek = (one["token"] for one in self.people)
        self.helper = mek
        org = next(r["id"] for r in self.records() if r["type"] == "org")
        self.evil = self.post(first, 0, EVIL, org=org)
        self.alike = self.post(second, 0, "＝1+1 said alike", into=None)
        self.lao = self.post(third, 1, LAO, lang="lo")
        self.answer = self.post(first, 0, "@SUM(1) a way out", kind="solution", answers=self.evil)
        self.parked = self.post(third, 1, "1. set aside")
        self.free = self.post(third, 1, "- free and in no theme")
        self.hidden = self.post(second, 0, "hidden by the leader of nobody")
        for board in self.boards[:2]:
            self.chairs("board.move", board=board, phase="reveal")
        self.private = self.post(first, 2, "private still", refused=True)
        self.chairs("card.merge", card=self.evil, others=[self.alike])
        self.chairs("card.hide", card=self.hidden, reason="a reason of the desk")
        self.does(second, "reply.post", card=self.evil, text="> | a reply |", lang="en")
        for board in self.boards[:2]:
            self.chairs("board.move", board=board, phase="vote")
        rounds = {r["board"]: r["id"] for r in self.records() if r["type"] == "round" and r["board"]}
        self.does(first, "ballot.cast", round=rounds[self.boards[0]], subject=f"card:{self.evil}", dots=2)
        self.does(second, "ballot.cast", round=rounds[self.boards[0]], subject=f"card:{self.answer}", dots=1)
        self.does(third, "ballot.cast", round=rounds[self.boards[1]], subject=f"card:{self.lao}", dots=3)
        raised = {
            "round": rounds[self.boards[1]],
            "present": 4,
            "sure": True,
            "counts": [{"card": self.free, "hands": 2}],
        }
        self.chairs("hands.count", **raised)
        for board in self.boards[:2]:
            self.chairs("board.move", board=board, phase="report")
        self.chairs("person.promote", person=self.people[3]["person"], role="helper")
        cards = [self.evil, self.lao, self.answer]
        title = {"lo": "ການເຊື່ອມຕໍ່", "en": "+Connect | # it"}
        self.theme = self.does(mek, "theme.create", title=title, cards=cards)["theme"]
        self.empty = self.does(mek, "theme.create", title={"lo": "", "en": "Empty"})["theme"]
        self.later = self.chairs("theme.create", title={"lo": "", "en": "Later"})["theme"]
        self.chairs("theme.park", theme=self.later, on=True)
        self.does(mek, "card.park", cards=[self.parked], on=True)
        self.does(mek, "theme.note", theme=self.theme, note="a note of the team's own")
        self.does(mek, "synonym.add", lines=[["ງົບປະມານ", "budget"]])
        self.does(mek, "synonym.add", lines=[["data", "ຂໍ້ມູນ"], ["law", "ກົດໝາຍ"]])
        say = {"lo": "", "en": "=cmd the chair's words"}
        self.chairs("clarification.set", subject=f"card:{self.evil}", text=say)
        self.chairs("vision.count", rule="average", k=3)

    def does(self, token: str, name: str, /, **data: Any) -> dict[str, Any]:
        done = self.ws.wish(name, token, **data)
        assert "ok" in done, (name, done)
        return dict(done["ok"])

    def chairs(self, name: str, /, **data: Any) -> dict[str, Any]:
        return self.does(self.ws.chair, name, **data)

    def post(self, token: str, board: int, text: str, refused: bool = False, **more: Any) -> int:
        data = {"kind": "problem", "lang": "en"} | {k: v for k, v in more.items() if v is not None}
        done = self.ws.wish("card.post", token, board=self.boards[board], text=text, **data)
        assert refused == ("ok" not in done), done
        return int(done["ok"]["card"]) if not refused else 0

    def records(self) -> list[dict[str, Any]]:
        return [one for some in self.ws.streams(self.ws.chair).values() for one in some]

    def get(self, format: str, token: str | None = None, lang: str = "en") -> requests.Response:
        token = self.ws.chair if token is None else token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{self.ws.server.base}/api/w/{self.ws.code}/takeaway/{format}"
        return requests.get(url, params={"lang": lang} if lang else {}, headers=headers, timeout=30)

    def text(self, format: str, lang: str = "en") -> str:
        answer = self.get(format, lang=lang)
        assert answer.status_code == 200, answer.text
        return answer.content.decode("utf-8")

    def json(self) -> dict[str, Any]:
        return dict(json.loads(self.text("json")))

    def rows(self, lang: str = "en") -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.text("csv", lang).removeprefix("\ufeff"), newline="")))


@pytest.fixture(scope="module")
def board(server: Server) -> Board:
    return Board(server, named=True)


@pytest.fixture(scope="module")
def anonymous(server: Server) -> Board:
    return Board(server, named=False)


# --- who, and what they get ---------------------------------------------------------------------------------


def test_chair_and_theme_team_may_take_it_and_nobody_else(board: Board) -> None:
    for format in FORMATS:
        for token in (board.ws.chair, board.helper):
            assert board.get(format, token).status_code == 200
        others = [one["token"] for one in board.people[:3]]
        for token in ("", *others):
            assert board.get(format, token).status_code == 403
        stranger = board.ws.server.workshop()
        assert board.get(format, stranger.chair).status_code in (403, 404)
    assert board.get("docx").status_code == 404
    assert board.get("csv", lang="fr").json()["refused"] == "invalid"
    assert board.get("csv", lang="").status_code == 200


def test_the_answer_is_a_dated_file_that_no_cache_keeps(board: Board) -> None:
    kinds = {"csv": "text/csv", "json": "application/json", "md": "text/markdown", "html": "text/html"}
    for format, kind in kinds.items():
        answer = board.get(format, lang="both")
        assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-store"
        given = answer.headers["Content-Disposition"]
        plain = rf'filename="vision-board-{board.ws.code}-\d{{4}}-\d\d-\d\d\.{format}"'
        assert re.search(plain, given)
        named = unquote(given.partition("UTF-8''")[2])
        assert re.fullmatch(rf"ກອງປະຊຸມປຶກສາຫາລື-{board.ws.code}-\d{{4}}-\d\d-\d\d\.{format}", named)


def test_a_files_name_is_safe_on_any_system() -> None:
    assert safe("../..\\CON: a<b>|\"'?*\r\n") == "CON-a-b"
    assert safe("ນຳໃຊ້ ຂໍ້ມູນ / ຮ່ວມກັນ") == "ນຳໃຊ້-ຂໍ້ມູນ-ຮ່ວມກັນ"
    assert safe("word " * 200, 23) == "word-word-word-word"
    assert safe("ກ" * 200, 31) == "ກ" * 10
    told = disposition({"code": "123456", "title": {"lo": "", "en": ""}}, "2022-12-14", "csv", ("en",))
    assert told.endswith("UTF-8''123456-2022-12-14.csv")


def test_the_same_board_is_the_same_file(board: Board) -> None:
    for format in FORMATS:
        once, again = (re.sub(r'"at": \d+|\d\d:\d\d', "", board.text(format, "both")) for _ in range(2))
        assert once == again


# --- JSON ---------------------------------------------------------------------------------------------------


def test_json_tells_the_board_with_where_each_card_came_from(board: Board) -> None:
    told = board.json()
    assert (told["shape"], told["version"]) == ("workshop.vision-board", 1)
    assert told["workshop"]["venue"]["en"] == "Vang Vieng"
    assert told["workshop"]["days"][0] == "2022-12-14"
    theme, empty = told["themes"]
    assert (theme["number"], theme["title"]["en"], empty["cards"]) == (1, "+Connect | # it", [])
    assert theme["breadth"] == {"groups": 2, "of": 3}
    # Two of two people at the first table gave 3, one person of five counted at the second 3 (the showing has 4).
    assert theme["numbers"] == {"sum": 6, "average": 1.05, "top": 3, "fresh": None}
    evil, lao, answer = theme["cards"]
    assert (evil["votes"], evil["voters"], lao["votes"], lao["lang"]) == (2, 1, 3, "lo")
    assert [one["text"] for one in evil["merged"]] == ["＝1+1 said alike"]
    assert [one["text"] for one in evil["replies"]] == ["> | a reply |"]
    assert evil["organisation"]["en"] == "Ministry of Finance"
    assert evil["clarification"]["en"] == "=cmd the chair's words"
    assert answer["answers"]["id"] == board.evil
    assert [one["title"]["en"] for one in told["parked_themes"]] == ["Later"]
    assert [one["text"] for one in told["set_aside"]] == ["1. set aside"]
    (free,) = told["unplaced"]
    assert (free["text"], free["hands"]) == ("- free and in no theme", 2)
    assert [(g["cards"], g["placed"]) for g in told["groups"]] == [(2, 2), (3, 1), (0, 0)]


def test_json_names_the_rule_with_its_formula_and_what_it_is_of(board: Board) -> None:
    counting = board.json()["counting"]
    assert (counting["rule"], counting["k"]) == ("average", 3)
    told = {name: counting["of"][name] for name in ("tables", "closed", "people", "tops", "voted")}
    assert told == {"tables": 3, "closed": 2, "people": 7, "tops": 4, "voted": 0}
    for words in ("name", "formula", "of_words"):
        assert counting[words]["lo"] and counting[words]["en"] != counting[words]["lo"]


def test_json_tells_the_steps_of_the_merge_in_words(board: Board) -> None:
    steps = board.json()["history"]
    assert [one["id"] for one in steps] == sorted(one["id"] for one in steps)
    said = {one["name"]: one["words"] for one in steps}
    assert said["theme.create"]["lo"].startswith("ສ້າງ")
    assert "Later" in said["theme.park"]["en"]
    one, two = (step["words"]["en"] for step in steps if step["name"] == "synonym.add")
    assert "ງົບປະມານ = budget" in one
    assert "2" in two
    assert not [one for one in steps if "by" in one or "…" in one["words"]["en"]]


# --- CSV ----------------------------------------------------------------------------------------------------


def test_csv_opens_in_excel_and_runs_nothing(board: Board) -> None:
    text = board.text("csv", "both")
    assert text.startswith("\ufeff")
    assert text.count("\r\n") == text.count("\n")
    sheet = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert {len(row) for row in sheet} == {len(sheet[0])}
    numbers = re.compile(r"-?\d+(\.\d+)?")
    dangerous = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    for row in sheet:
        assert not [cell for cell in row if cell.startswith(dangerous) and not numbers.fullmatch(cell)]
    assert any(cell == f"'{EVIL}" for row in sheet for cell in row)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_be_run_is_text(start: str) -> None:
    assert guarded(f"{start}1") == f"'{start}1"
    assert guarded(f" {start}1") == f"' {start}1"
    assert guarded("1 = 1") == "1 = 1"
    assert (guarded(-3), guarded(None), guarded(0.5)) == (-3, "", 0.5)


def test_csv_has_a_row_for_each_card_and_each_empty_theme(board: Board) -> None:
    rows = board.rows()
    states = [row["State"] for row in rows]
    assert states == ["On the board"] * 4 + ["In a parked theme", "Set aside", "In no theme"]
    first = rows[0]
    assert (first["Votes, sum"], first["Votes per person"], first["Cards in the groups' top"]) == (
        "6",
        "1.05",
        "3",
    )
    assert (first["Groups that raised it"], first["Of groups"], first["Group no."]) == ("2", "3", "1")
    assert first["Votes of the whole room"] == ""
    assert first["Group"] == "'-2+3"
    assert first["Counting rule"] == "Votes per person"
    assert (rows[1]["Card"], rows[1]["Language"]) == (LAO, "lo")


def test_each_language_and_both(board: Board) -> None:
    lao = board.rows("lo")[0]
    assert lao["ຫົວຂໍ້"] == "ການເຊື່ອມຕໍ່"
    both = board.rows("both")[0]
    assert (both["ຫົວຂໍ້ / Theme (lo)"], both["ຫົວຂໍ້ / Theme (en)"]) == ("ການເຊື່ອມຕໍ່", "'+Connect | # it")
    for format in ("md", "html", "csv"):
        for lang in ("lo", "en", "both"):
            assert not re.search(r"takeaway\.\w", board.text(format, lang)), "an id that the catalogue lacks"


def test_a_mean_is_written_as_on_the_page(board: Board) -> None:
    """Lao writes a comma in words; what a program or a spreadsheet reads keeps its point."""
    for format in ("md", "html"):
        assert "1,05" in board.text(format, "lo") and "1.05" not in board.text(format, "lo")
        assert "1.05" in board.text(format, "en") and "1,05" not in board.text(format, "en")
        assert "1,05" in board.text(format, "both") and "1.05" in board.text(format, "both")
    assert "| 0 | 0 | 0 | 0 |" in board.text("md", "en"), "a mean of nothing has a tail of zeros"
    assert board.rows("lo")[0]["ຄະແນນສະເລ່ຍຕໍ່ຄົນ"] == "1.05"


# --- Markdown and the page ----------------------------------------------------------------------------------


def test_markdown_is_not_broken_by_what_people_write(board: Board) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(board.text("md"))
    heads = [tokens[i + 1].content for i, one in enumerate(tokens) if one.type == "heading_open"]
    assert (
        len(heads) == 3 + 2 + 1 + 1 + 2
    )  # title, rule, themes; two themes; parked and its one; aside and free
    cells = [len(row) for row in rows_of(tokens)]
    assert set(cells) == {8}
    inline = [part for one in tokens for part in one.children or []]
    kinds = {part.type for part in inline}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}, kinds
    assert not [one for one in tokens if one.type in ("html_block", "blockquote_open", "fence", "hr")]
    said = "".join(part.content for part in inline)
    assert EVIL in said and "> | a reply |" in said and "1. set aside" in said


def rows_of(tokens: list[Any]) -> Iterator[list[Any]]:
    row: list[Any] = []
    for one in tokens:
        if one.type == "tr_open":
            row = []
        elif one.type in ("td_open", "th_open"):
            row.append(one)
        elif one.type == "tr_close":
            yield row


@pytest.mark.parametrize(
    ("text", "told"),
    [("# a", r"\# a"), ("a | b", r"a \| b"), ("- a", r"\- a"), ("12. a", r"12\. a"), ("a\n\n# b", r"a \# b")],
)
def test_markdown_escapes(text: str, told: str) -> None:
    assert markdown(Voice(("en",)), text) == told


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attrs: set[str] = set()
        self.lao: list[str] = []
        self._lang: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attrs |= {name for name, _ in attrs}
        self._lang = dict(attrs).get("lang")

    def handle_data(self, data: str) -> None:
        if re.search("[\u0e80-\u0eff]", data) and self._lang == "lo":
            self.lao.append(data.strip())


def test_the_page_holds_words_and_nothing_that_runs(board: Board) -> None:
    text = board.text("html", "both")
    page = Page(text)
    assert not page.tags & {"script", "style", "iframe", "img", "form", "a", "base"}
    assert page.attrs <= {
        "lang",
        "data-theme",
        "charset",
        "name",
        "content",
        "rel",
        "href",
        "class",
        "scope",
        "translate",
    }
    assert "&lt;b&gt;b&lt;/b&gt;" in text and "<b>b</b>" not in text
    assert LAO in page.lao  # each person's words bear their language, so that lines break rightly
    css = re.search(r'href="(/static/print-[^"]+\.css)"', text)
    assert css and requests.get(board.ws.server.base + css[1], timeout=20).status_code == 200


# --- R10 ----------------------------------------------------------------------------------------------------

PERSONAL = {"author", "by", "by_name", "person", "people_ids", "caster", "voter", "ballot", "typist"}


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from keys(each)


def test_an_anonymous_workshop_stays_so_in_every_file(anonymous: Board) -> None:
    """R10: no author, no person, no ballot; nor what waits, what was hidden, or what the team notes for itself."""
    for format in FORMATS:
        for lang in ("lo", "en", "both"):
            text = anonymous.text(format, lang)
            assert EVIL.split()[0] in text.replace("\\", "")
            for name in NAMES:
                assert name not in text
            for secret in (
                "hidden by the leader",
                "a reason of the desk",
                "private still",
                "a note of the team",
            ):
                assert secret not in text
            for one in anonymous.people:
                assert one["token"] not in text and one["code"] not in text if "code" in one else True
    told = anonymous.json()
    assert told["workshop"]["anonymous"] is True
    assert not PERSONAL & set(keys(told))


def test_a_named_workshop_names_no_author_either(board: Board) -> None:
    for format in FORMATS:
        text = board.text(format, "both")
        assert not [name for name in NAMES if name in text]
    assert not PERSONAL & set(keys(board.json()))


# --- cost ---------------------------------------------------------------------------------------------------


def test_2000_cards_cost_no_more_statements_than_two(new_sqlite: Any) -> None:
    """One read for the heads and one a stream, whatever lies in them; the files themselves ask nothing."""
    with world(new_sqlite()) as play:
        asked: list[str] = []
        here = threading.current_thread()

        def parts() -> dict[str, Any]:
            actor = play.engine.admit(play.claims["mek"], play.workshop)
            streams = tuple(name for name in actor.streams if name.partition(":")[0] in READ)
            asked.clear()
            read = play.engine.snapshot(play.workshop, streams, {})
            assert len([one for one in asked if "SELECT" in one]) <= 1 + len(streams)
            return read

        def heard(conn: Any, cursor: Any, statement: str, *_: Any) -> None:
            # The workshop's own thread goes on drawing what was posted: that is no cost of a file.
            if threading.current_thread() is here:
                asked.append(statement)

        for pool in {play.engine.store._reader, play.engine.store._writer}:
            event.listen(pool, "before_cursor_execute", heard)
        card = {"board": 1, "kind": "problem", "lang": "lo"}
        for n in range(2):
            play.must("kham", "card.post", text=f"{LAO} {n}", **card)
        play.must("chair", "board.move", board=1, phase="reveal")
        few = parts()
        for n in range(60):
            play.must("kham", "card.post", text=f"{LAO} {n}", **card)
        many = parts()
        assert len(json.loads(many["group:1"]["records"])) >= len(json.loads(few["group:1"]["records"])) + 60
        # The rest of two thousand is the same record again under other ids.
        group = json.loads(many["group:1"]["records"])
        one = next(record for record in group if record["type"] == "card")
        group += [one | {"id": id, "key": f"card:{id}"} for id in range(10_000, 12_000)]
        many["group:1"]["records"] = json.dumps(group)
        asked.clear()
        board = gather(Records(many), 0, "2022-12-14T09:30+07:00")
        assert len(board["unplaced"]) == 2062
        assert write("csv", board, Voice(("lo", "en")), None, "").count("\r\n") == 2063
        assert len(json.loads(write("json", board, Voice(("lo",)), None, ""))["unplaced"]) == 2062
        assert asked == []
