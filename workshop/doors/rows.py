"""A sheet's text as rows of cells, read strictly: what a program might split in two ways is a fault with its row.

Python's own reader is lenient where it must not be here: a quote that nobody closes swallows the rows below it, and a
comma that nobody quoted moves every cell behind it, without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

SEPARATORS: Final = {",": "comma", ";": "semicolon", "\t": "tab"}
ENDS: Final = re.compile("\r\n|\r|\n")


class Unreadable(Exception):
    """What is wrong with the file as a whole, and what to do."""

    def __init__(self, fault: str, row: int | None = None) -> None:
        super().__init__(fault)
        self.fault, self.row = fault, row


@dataclass
class Row:
    """One row: its number as a spreadsheet counts, its cells, and what is wrong with how they are written."""

    number: int
    cells: list[str] = field(default_factory=list)
    plain: list[bool] = field(default_factory=list)  # written without quotes
    faults: list[str] = field(default_factory=list)


def decoded(raw: bytes) -> str:
    """UTF-8 or UTF-16, with a byte order mark or without."""
    if raw[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        raise Unreadable("UTF-32; save it as CSV UTF-8")
    encoding = "utf-8-sig"
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif raw[:64].count(0) >= max(
        2, len(raw[:64]) // 8
    ):  # the header's Latin letters have a nought beside each
        encoding = "utf-16-le" if raw[1:64:2].count(0) > raw[0:64:2].count(0) else "utf-16-be"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as wrong:
        before = raw[: wrong.start].decode(encoding, "ignore")
        name = "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
        raise Unreadable(f"not {name}; save it as CSV UTF-8", len(ENDS.findall(before)) + 1) from None
    if "\0" in text:
        row = len(ENDS.findall(text[: text.index("\0")])) + 1
        raise Unreadable("a NUL byte, which no text has; save it as CSV UTF-8", row)
    return text


def separator(text: str, needed: tuple[str, ...]) -> str:
    """The one with which the header has the columns that are needed, or that stands in it most often."""
    head = ENDS.split(text, maxsplit=1)[0]
    if re.match(r"\s*\"?sep=", head, re.IGNORECASE):
        raise Unreadable("'sep=' is a note to Excel and no header; delete this line", 1)
    if not text.strip():
        raise Unreadable("the file is empty")

    def found(each: str) -> tuple[int, int]:
        names = [cell.strip().strip('"').strip().lower() for cell in head.split(each)]
        return sum(name in names for name in needed), head.count(each)

    return max(SEPARATORS, key=found)


def rows(text: str, between: str) -> Iterator[Row]:
    """Every row, empty ones too. A cell in quotes may hold anything, line ends too; `""` in it is one quote."""
    at, number = 0, 0
    stop = re.compile(f"[{re.escape(between)}\r\n]")
    while at < len(text):
        number += 1
        row = Row(number)
        while True:
            if text.startswith('"', at):
                at = _quoted(text, at, between, row)
            else:
                end = found.start() if (found := stop.search(text, at)) else len(text)
                row.cells.append(text[at:end])
                row.plain.append(True)
                at = end
            if not text.startswith(between, at):
                break
            at += 1
        if end_of_line := ENDS.match(text, at):
            at = end_of_line.end()
        yield row


def _quoted(text: str, at: int, between: str, row: Row) -> int:
    """Read a cell in quotes; where it is wrongly quoted the row says so, and reading goes on at the line's end."""
    cell = re.compile(r'"((?:[^"]|"")*)"').match(text, at)
    line_end = found.start() if (found := ENDS.search(text, at)) else len(text)
    column = len(row.cells) + 1
    row.plain.append(False)
    if cell is None:
        row.faults.append(f"cell {column} opens a quote that is never closed; close it or delete it")
        row.cells.append(text[at + 1 : line_end])
        return line_end
    after = cell.end()
    if after < len(text) and text[after] not in (between, "\r", "\n"):
        row.faults.append(
            f"cell {column} has something behind its closing quote; write a quote inside a text twice"
        )
        row.cells.append(cell[1].replace('""', '"'))
        return max(line_end, at + 1)
    row.cells.append(cell[1].replace('""', '"'))
    return after
