"""`workshop play`: any two sheets become exact tallies, and bad sheets are refused before anything starts."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from workshop.doors.play import play_command
from workshop.doors.sheets import BadSheet, Statement, read_script, write_tallies

STATEMENTS = ("id", "author", "text", "lang", "kind", "group")
VOTES = ("voter", "statement", "value")


def sheet(path: Path, header: tuple[str, ...], *rows: tuple[object, ...], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def refused(statements: Path, votes: Path) -> list[str]:
    with pytest.raises(BadSheet) as bad:
        read_script(statements, votes)
    return bad.value.problems


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    return sheet(tmp_path / "v.csv", VOTES)


def test_what_excel_writes_is_read(tmp_path: Path, votes: Path) -> None:
    said = ("s1", "ນາງ ກ", "ລະບົບບໍ່ເຊື່ອມຕໍ່ກັນ, ແຕ່ລະບ່ອນບໍ່ຄືກັນ", "lo", "problem", "ກຸ່ມ 1")
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path = sheet(tmp_path / "s.csv", STATEMENTS, said, encoding=encoding)
        assert read_script(path, votes).statements == [
            Statement("s1", "ນາງ ກ", said[2], "lo", "problem", "ກຸ່ມ 1")
        ]


def test_columns_may_stand_in_any_order_and_what_is_left_out_is_filled_in(
    tmp_path: Path, votes: Path
) -> None:
    path = tmp_path / "s.csv"
    path.write_text("Text;ID;colour\nຂາດງົບປະມານ;7;red\n\nNo budget;8;blue\n", "utf-8")
    first, second = read_script(path, votes).statements
    assert (first.id, first.lang, first.kind) == ("7", "lo", "problem")
    assert (second.id, second.lang, second.group) == ("8", "en", first.group)


def test_every_bad_row_is_named_by_its_number(tmp_path: Path) -> None:
    statements = sheet(
        tmp_path / "s.csv",
        STATEMENTS,
        ("s1", "a", "fine", "en", "problem", "1"),
        ("s2", "a", "x" * 281, "en", "problem", "1"),
        ("s3", "a", " \u200b ", "en", "problem", "1"),
        ("s1", "a", "again", "en", "problem", "1"),
        ("s5", "a", "kind", "fr", "risk", "1"),
    )
    votes = sheet(tmp_path / "v.csv", VOTES, ("v1", "s1", "1"), ("v1", "nowhere", "1"), ("", "s1", "2"))
    assert refused(statements, votes) == [
        "s.csv row 3: the text is 281 characters long, 280 at most",
        "s.csv row 4: the text is empty",
        "s.csv row 5: id 's1' is already on row 2",
        "s.csv row 6: kind 'risk' is none of problem, solution, lesson",
        "s.csv row 6: lang 'fr' is none of lo, en",
        "v.csv row 3: statement 'nowhere' is not in the statements",
        "v.csv row 4: no voter",
        "v.csv row 4: value '2' is neither 1 nor 0",
    ]


def test_a_text_is_measured_as_it_will_be_stored(tmp_path: Path, votes: Path) -> None:
    """280 Lao code points with unseen characters between them are 280, not 300."""
    text = "ກຂ" * 140 + "\u200b" * 20
    assert (
        read_script(sheet(tmp_path / "s.csv", ("id", "text"), ("1", text)), votes).statements[0].text
        == "ກຂ" * 140
    )


def test_files_that_are_no_sheets_are_refused_in_a_line(tmp_path: Path, votes: Path) -> None:
    picture = tmp_path / "p.csv"
    picture.write_bytes(b"\x89PNG\r\n\xff\xd8")
    assert refused(picture, votes) == ["p.csv row 1: not UTF-8; save it as CSV UTF-8"]
    assert refused(sheet(tmp_path / "s.csv", ("name", "text")), votes) == [
        "s.csv row 1: no column named id; found, parted by comma: name, text;"
        " cells are parted by comma or semicolon or tab"
    ]
    assert refused(sheet(tmp_path / "s.csv", ("id", "text")), votes) == ["s.csv: no statements"]
    assert "No such file" in refused(tmp_path / "nowhere.csv", votes)[0]


HEAD = "id,text,group,note\n"

# What is in the file, and how the one fault is told: its row, what is wrong, what to do.
STRICTLY = {
    "a comma nobody quoted": (
        "id,text,group\n1,Roads, bridges and schools,North\n",
        "row 2: 4 cells, and the header has 3",
    ),
    "the same where a spare column takes it": (
        HEAD + "1,Roads, bridges and schools,North\n",
        "row 2: column group begins with a blank",
    ),
    "too few cells": (HEAD + "1,Roads\n", "row 2: only 2 cells, and the header has 4"),
    "an open quote at the end": (
        HEAD + '1,Roads,,\n2,"Bridges,,\n3,Schools,,\n',
        "row 3: cell 2 opens a quote that is never closed",
    ),
    "an open quote in a spare column": (
        HEAD + '1,Roads,,"\n2,Bridges,,\n3,Schools,,"\n',
        "row 2: the quote that column note opens closes 2",
    ),
    "an open quote that another one closes": (
        HEAD + '1,"Roads,,\n2,"Bridges",,\n',
        "row 2: cell 2 has something behind its closing quote",
    ),
    "rows swallowed by a text": (
        HEAD + '1,"Roads,,\n2,Bridges,,\n3,Schools",,\n',
        "row 2: the quote that column text opens closes 2",
    ),
    "a column named twice": ("id,text,Text\n1,a,b\n", "row 1: the column text stands twice"),
    "the header again": ("id,text\n1,Roads\nID, Text\n2,Bridges\n", "row 3: the header stands here again"),
    "a note to Excel": ("sep=;\nid;text\n1;Roads\n", "row 1: 'sep=' is a note to Excel"),
    "another separator": (
        "id|text\n1|Roads\n",
        "row 1: no column named id, text; found, parted by comma: id|text",
    ),
    "nothing at all": ("", "the file is empty"),
    "nothing but line ends": ("\n \r\n", "the file is empty"),
    "no statement": ("id,text\n,\n", "no statements"),
    "a NUL": ("id,text\n1,Roads\n2,Bri\0dges\n", "row 3: a NUL byte"),
    "an id twice, in other digits": ("id,text\n12,Roads\n໑໒,Bridges\n", "row 3: id '12' is already on row 2"),
}


@pytest.mark.parametrize("why", STRICTLY)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_what_could_be_split_in_two_ways_is_told_with_its_row(
    tmp_path: Path, votes: Path, why: str, ends: str
) -> None:
    """D5: before anything starts, each once, with its row and what to do."""
    text, told = STRICTLY[why]
    path = tmp_path / "s.csv"
    path.write_bytes(text.replace("\n", ends).encode())
    (problem,) = refused(path, votes)
    assert problem.startswith("s.csv") and told in problem


def test_votes_are_read_as_strictly(tmp_path: Path) -> None:
    """D5: an open quote in a spare column turned four votes into two."""
    statements = sheet(tmp_path / "s.csv", ("id", "text"), ("1", "Roads"), ("2", "Bridges"))
    path = tmp_path / "v.csv"
    path.write_text(
        'voter,statement,value,note\na,1,1,"x\nb,1,1,\nc,1,1,"\nd,2,1,\ne,9,1,\nf,1,yes,\n', "utf-8"
    )
    assert refused(statements, path) == [
        "v.csv row 2: the quote that column note opens closes 2 lines below;"
        " close it in its row, or write the text on one line",
        "v.csv row 4: statement '9' is not in the statements",
        "v.csv row 5: value 'yes' is neither 1 nor 0",
    ]
    path.write_text("voter,statement,value\nກ,໑,໑\nຂ,1,1.0\nຄ,2,໐\n", "utf-8")
    assert read_script(statements, path).tallies() == {"1": 2, "2": 0}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_is_written_rightly_is_read(tmp_path: Path, votes: Path, encoding: str) -> None:
    """D5: UTF-16 without a mark was promised; a comma in a semicolon's header, quotes, lines in a text, spare cells."""
    text = 'ID;"Text, in words";text;;\r\n1;x;"ຖະໜົນ; ""ໃຫຍ່"", 5"" ກວ້າງ\r\nແລະ ຂົວ";;;;\r\n;;;;\r\n\r\n2;"";5" pipes;a;b'
    path = tmp_path / "s.csv"
    path.write_bytes(text.encode(encoding))
    said = [(one.id, one.text) for one in read_script(path, votes).statements]
    assert said == [("1", 'ຖະໜົນ; "ໃຫຍ່", 5" ກວ້າງ ແລະ ຂົວ'), ("2", '5" pipes')]


def test_a_byte_that_is_none_of_its_encoding_is_found_by_its_row(tmp_path: Path, votes: Path) -> None:
    """D5: Excel's own CSV of Lao is not UTF-8; the row tells where to look."""
    path = tmp_path / "s.csv"
    path.write_bytes(b"id,text\n1,Roads\n2,caf\xe9\n")
    assert refused(path, votes) == ["s.csv row 3: not UTF-8; save it as CSV UTF-8"]
    path.write_bytes("id,text\n1,Roads\n".encode("utf-16-le") + b"\0")
    assert refused(path, votes) == ["s.csv row 3: not UTF-16; save it as CSV UTF-8"]


def test_a_refused_sheet_starts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.doors.playing.open_house", None)  # to call it would be a fault of its own
    statements = sheet(tmp_path / "s.csv", ("id", "text"), ("1", ""))
    votes = sheet(tmp_path / "v.csv", VOTES)
    ran = CliRunner().invoke(play_command, ["--statements", str(statements), "--votes", str(votes)])
    assert ran.exit_code == 2
    assert "s.csv row 2: the text is empty" in ran.output


def test_tallies_open_in_a_spreadsheet_and_run_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_tallies(path, {"ກ1": 3, "=1+1": 0, "-4": 1})
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["id", "votes"], ["ກ1", "3"], ["'=1+1", "0"], ["-4", "1"]]


def test_tallies_are_exact_with_doubles_take_backs_and_voters_across_groups(tmp_path: Path) -> None:
    """Played through real connections; counted here a second time, in another way."""
    dice = random.Random(11)
    groups, people = ["ກຸ່ມ ກ", "ກຸ່ມ ຂ", "Group C"], [f"p{n}" for n in range(12)]
    said = [
        (f"s{n}", dice.choice(people), f"ຄຳຄິດ {n}", "lo", "lesson", dice.choice(groups)) for n in range(15)
    ]
    cast = [(dice.choice(people), f"s{dice.randrange(14)}", dice.choice("110")) for _ in range(400)]
    statements = sheet(tmp_path / "s.csv", STATEMENTS, *said, encoding="utf-8-sig")
    votes = sheet(tmp_path / "v.csv", VOTES, *cast)
    expected = {row[0]: 0 for row in said}
    for person in people:
        for statement in expected:
            mine = [value for voter, about, value in cast if (voter, about) == (person, statement)]
            expected[statement] += mine[-1:] == ["1"]
    out = tmp_path / "t.csv"
    ran = CliRunner().invoke(
        play_command,
        ["--statements", str(statements), "--votes", str(votes), "--tallies", str(out), "--fast"],
    )
    assert ran.exit_code == 0, ran.output
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert {row["id"]: int(row["votes"]) for row in csv.DictReader(file)} == expected
    assert "15 of 15 tallies are exact" in ran.output
