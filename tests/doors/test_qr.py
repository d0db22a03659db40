"""QR codes that phones in the room can read: decoded here again, as drawn for the page and for the terminal."""

import io
import re

import pytest
import zxingcpp

from workshop.doors import qr

JOIN = "http://192.168.8.10:8080/123456"
CHAIR = "http://192.168.8.10:8080/chair#t=aB3_x-9"


def decoded(rows: list[list[bool]], scale: int = 4) -> str:
    width = len(rows[0]) * scale
    pixels = b"".join(bytes(0 if dark else 255 for dark in row for _ in range(scale)) * scale for row in rows)
    view = memoryview(pixels).cast("B", (len(rows) * scale, width))
    [code] = zxingcpp.read_barcodes(view)
    assert code.ec_level == "M"
    return str(code.text)


def from_svg(svg: str) -> list[list[bool]]:
    [size] = map(int, re.findall(r'viewBox="0 0 (\d+) \1"', svg))
    rows = [[False] * size for _ in range(size)]
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        rows[int(y)][int(x) : int(x) + int(run)] = [True] * int(run)
    return rows


def from_terminal(lines: list[str], light: bool) -> list[list[bool]]:
    rows = []
    for line in lines:
        rows.append([(sign in "▀█") != light for sign in line])
        rows.append([(sign in "▄█") != light for sign in line])
    return rows


@pytest.mark.parametrize("url", [JOIN, CHAIR])
def test_the_pages_picture_scans(url: str) -> None:
    assert decoded(from_svg(qr.svg(url))) == qr.short(url)


@pytest.mark.parametrize("url", [JOIN, CHAIR])
def test_the_terminals_picture_scans_in_colour_and_without(url: str) -> None:
    *coloured, below = qr.terminal(url, colour=True).splitlines()
    assert below == url
    assert all(
        line.startswith("\x1b[38;5;16m\x1b[48;5;231m") and line.endswith("\x1b[0m") for line in coloured
    )
    assert decoded(
        from_terminal([re.sub(r"\x1b\[[\d;]*m", "", line) for line in coloured], light=False)
    ) == qr.short(url)

    *plain, below = qr.terminal(url, colour=False).splitlines()
    assert below == url
    assert decoded(from_terminal(plain, light=True)) == qr.short(url)


def test_four_modules_of_white_all_around() -> None:
    rows = qr.modules(JOIN)
    edge = [*rows[:4], *rows[-4:], *zip(*rows, strict=True)][:8]
    assert not any(any(row) for row in edge)
    assert not any(row[i] for row in rows for i in (0, 1, 2, 3, -4, -3, -2, -1))
    assert rows[4][4], "and not one more"


def test_upper_case_only_where_it_means_the_same() -> None:
    assert qr.short(JOIN) == "HTTP://192.168.8.10:8080/123456"
    assert qr.short("http://workshop.example/123456/4") == "HTTP://WORKSHOP.EXAMPLE/123456/4"
    assert qr.short(CHAIR) == CHAIR
    assert 21 <= len(qr.modules(JOIN)) - 8 <= 29, "a join code keeps large modules"


def test_a_terminal_without_the_letters_gets_the_address_alone() -> None:
    raw = io.BytesIO()
    terminal = io.TextIOWrapper(raw, encoding="cp1252", write_through=True)
    qr.show(JOIN, terminal)
    assert raw.getvalue().decode().strip() == JOIN
