"""The two sheets that `workshop play` takes, read and checked whole before anything starts.

statements: `id`, `text`; where they matter `author`, `lang` (lo, en), `kind` (problem, solution, lesson), `group`.
votes: `voter`, `statement`, `value`: 1 is a dot, 0 takes it back, the last per voter and statement counts.
Columns stand in any order with others beside them; comma, semicolon or tab; UTF-8 or UTF-16, with a BOM or without.
Nothing that could be read in two ways is read at all: it is told with its row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workshop.doors.rows import ENDS, SEPARATORS, Row, Unreadable, decoded, rows, separator
from workshop.features.cards.commands import LONGEST
from workshop.features.cards.kinds import KINDS
from workshop.features.groups.commands import MOST_GROUPS
from workshop.kernel.words import clean

CARD_MAX = LONGEST  # code points once cleaned
NAME_MAX = 80
GROUPS_MAX = MOST_GROUPS
TOLD = 20  # problems listed; the rest are counted

LANGS = ("lo", "en")
LAO_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙", "0123456789")
NOBODY = "ບໍ່ລະບຸຊື່ / Unnamed"
WHOLE_ROOM = "ທຸກກຸ່ມ / Whole room"


class BadSheet(Exception):
    """What is wrong, a line each, with the file and the row as a spreadsheet numbers it (the header is row 1)."""

    def __init__(self, problems: list[str]) -> None:
        more = [f"... and {len(problems) - TOLD} more"] if len(problems) > TOLD else []
        self.problems = problems
        super().__init__("\n".join(problems[:TOLD] + more))


@dataclass(frozen=True)
class Statement:
    id: str
    author: str
    text: str
    lang: str
    kind: str
    group: str


@dataclass(frozen=True)
class Vote:
    voter: str
    statement: str
    dots: int


@dataclass(frozen=True)
class Script:
    """What is to be played, in file order."""

    statements: list[Statement]
    votes: list[Vote]

    @property
    def groups(self) -> list[str]:
        """The groups' names in the order in which statements first name them."""
        return list(dict.fromkeys(statement.group for statement in self.statements))

    def tallies(self) -> dict[str, int]:
        """What the votes come to, counted from the sheet alone; statements without a vote have 0."""
        last = {(vote.voter, vote.statement): vote.dots for vote in self.votes}
        counted = {statement.id: 0 for statement in self.statements}
        for (_, statement), dots in last.items():
            counted[statement] += dots
        return counted


def read_script(statements: Path, votes: Path) -> Script:
    """Both sheets, or BadSheet with everything that is wrong with either."""
    problems: list[str] = []
    said = list(_statements(statements, problems))
    known = {statement.id for statement in said}
    # Without statements every vote would be unknown: one sheet's fault is not told twice.
    cast = list(_votes(votes, known, problems)) if said else []
    if len({statement.group for statement in said}) > GROUPS_MAX:
        problems.append(f"{statements.name}: more than {GROUPS_MAX} groups")
    if problems:
        raise BadSheet(problems)
    return Script(said, cast)


def write_tallies(path: Path, tallies: dict[str, int]) -> None:
    """`id,votes` in the order of the statements; UTF-8 with a BOM, or Excel shows Lao as mojibake."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(("id", "votes"))
        sheet.writerows((_guarded(id), votes) for id, votes in tallies.items())


def _statements(path: Path, problems: list[str]) -> Iterator[Statement]:
    seen: dict[str, int] = {}
    for row, cells in _rows(path, ("id", "text"), "text", problems):
        where = f"{path.name} row {row}"
        id, text = _id(cells["id"]), clean(cells["text"])
        author = clean(cells.get("author", "")) or NOBODY
        group = clean(cells.get("group", "")) or WHOLE_ROOM
        kind = cells.get("kind", "").strip().lower() or "problem"
        lang = cells.get("lang", "").strip().lower() or _lang(text)
        wrong = [
            *([] if id else ["no id"]),
            *([f"id {id!r} is already on row {seen[id]}"] if id in seen else []),
            *([] if text else ["the text is empty"]),
            *(
                [f"the text is {len(text)} characters long, {CARD_MAX} at most"]
                if len(text) > CARD_MAX
                else []
            ),
            *([] if kind in KINDS else [f"kind {kind!r} is none of {', '.join(KINDS)}"]),
            *([] if lang in LANGS else [f"lang {lang!r} is none of {', '.join(LANGS)}"]),
            *_long("author", author),
            *_long("group", group),
        ]
        problems += [f"{where}: {fault}" for fault in wrong]
        seen.setdefault(id, row)
        yield Statement(id, author, text, lang, kind, group)
    if not seen and not problems:
        problems.append(f"{path.name}: no statements")


def _votes(path: Path, known: set[str], problems: list[str]) -> Iterator[Vote]:
    for row, cells in _rows(path, ("voter", "statement", "value"), "", problems):
        where = f"{path.name} row {row}"
        voter, statement, dots = clean(cells["voter"]), _id(cells["statement"]), _dots(cells["value"])
        wrong = [
            *([] if voter else ["no voter"]),
            *_long("voter", voter),
            *([] if statement in known else [f"statement {statement!r} is not in the statements"]),
            *([] if dots is not None else [f"value {cells['value'].strip()!r} is neither 1 nor 0"]),
        ]
        problems += [f"{where}: {fault}" for fault in wrong]
        yield Vote(voter, statement, dots or 0)


def _rows(
    path: Path, needed: tuple[str, ...], many: str, problems: list[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row below the header with its number; rows without any text are passed over."""
    try:
        text = decoded(path.read_bytes())
        between = separator(text, needed)
        sheet = rows(text, between)
        head = next(sheet)
    except OSError as gone:
        problems.append(f"{path}: {gone.strerror}")
        return
    except Unreadable as wrong:
        problems.append(f"{path.name}{f' row {wrong.row}' if wrong.row else ''}: {wrong.fault}")
        return
    header = [cell.strip().lower() for cell in head.cells]
    wrong_head = head.faults + _wrong_head(header, needed, between)
    problems += [f"{path.name} row 1: {fault}" for fault in wrong_head]
    if wrong_head:
        return
    spaced = any(cell[:1] == " " for cell in head.cells)
    for row in sheet:
        if not any(cell.strip() for cell in row.cells) and not row.faults:
            continue
        faults = row.faults or _wrong_row(row, header, many, between, spaced)
        problems += [f"{path.name} row {row.number}: {fault}" for fault in faults]
        if not faults:
            yield row.number, dict(zip(header, row.cells, strict=False))


def _wrong_head(header: list[str], needed: tuple[str, ...], between: str) -> list[str]:
    missing = [name for name in needed if name not in header]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    faults = [f"the column {name} stands twice; delete or rename one" for name in twice]
    if missing:
        there = ", ".join(name for name in header if name)[:80] or "none"
        parted = " or ".join(SEPARATORS.values())
        faults.append(
            f"no column named {', '.join(missing)}; found, parted by {SEPARATORS[between]}: {there};"
            f" cells are parted by {parted}"
        )
    return faults


def _wrong_row(row: Row, header: list[str], many: str, between: str, spaced: bool) -> list[str]:
    """What could have been split otherwise than it was meant; nothing of such a row is used."""
    comma = SEPARATORS[between]
    cells = row.cells
    while len(cells) > len(header) and not cells[-1].strip():
        cells.pop()
    if [cell.strip().lower() for cell in cells] == header:
        return ["the header stands here again; delete this row"]
    if len(cells) > len(header):
        return [
            f"{len(cells)} cells, and the header has {len(header)}; put a text that holds a {comma} in quotes"
        ]
    if len(cells) < len(header):
        return [
            f"only {len(cells)} cells, and the header has {len(header)}; write the {comma} of empty cells too"
        ]
    before = ""
    for name, cell, plain in zip(header, cells, row.plain, strict=False):
        lines = ENDS.split(cell)
        if len(lines) > 1 and (
            name != many or any(line.count(between) >= len(header) - 1 for line in lines[1:])
        ):
            return [
                f"the quote that column {name or 'without a name'} opens closes {len(lines) - 1} lines below;"
                " close it in its row, or write the text on one line"
            ]
        apart = plain and cell[:1] == " " and before.strip() and clean(cell)
        if apart and not spaced and between == ",":
            return [
                f"column {name or 'without a name'} begins with a blank: put a text that holds a comma in quotes,"
                " or delete the blank"
            ]
        before = cell if plain else ""
    return []


def _dots(text: str) -> int | None:
    """1 or 0; spreadsheets also write them 1.0, and people ໑."""
    try:
        value = float(text)
    except ValueError:
        return None
    return int(value) if value in (0.0, 1.0) else None


def _id(text: str) -> str:
    """As it is written, Lao digits as Latin ones: a row of either names the same statement."""
    return clean(text).translate(LAO_DIGITS)


def _lang(text: str) -> str:
    return "lo" if any("\u0e80" <= ch <= "\u0eff" for ch in text) else "en"


def _long(what: str, text: str) -> list[str]:
    return [f"{what} is {len(text)} characters long, {NAME_MAX} at most"] if len(text) > NAME_MAX else []


def _guarded(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula, made plain text; numbers stay what they are."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") and not cell[1:].isdigit() else cell
