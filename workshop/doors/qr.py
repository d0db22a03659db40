"""QR codes: level M, a quiet zone of four modules, dark on white, whole pixels per module, no logo."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TextIO
from urllib.parse import urlsplit

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET: Final = 4  # modules; scanners need them all

# What QR's alphanumeric mode holds: a third fewer bits than bytes, so fewer and larger modules.
_ALPHANUMERIC: Final = re.compile(r"[0-9A-Z $%*+\-./:]*")

# Dark on white whatever the terminal's own colours are.
_PAPER: Final = "\x1b[38;5;16m\x1b[48;5;231m"
_PLAIN: Final = "\x1b[0m"


def short(url: str) -> str:
    """The URL in upper case where that changes nothing: scheme and host never mind, a path of digits has no case."""
    parts = urlsplit(url)
    rest = url[len(f"{parts.scheme}://{parts.netloc}") :]
    upper = f"{parts.scheme}://{parts.netloc}".upper() + rest
    return upper if _ALPHANUMERIC.fullmatch(upper) else url


@lru_cache(maxsize=256)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code's rows of modules, True for dark, with its quiet zone."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(short(text))
    code.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def svg(text: str) -> str:
    """The code as an SVG picture of one unit a module; it scales to any size without blur."""
    rows = modules(text)
    n = len(rows)
    path = "".join(
        f"M{run.start()} {y}h{run.end() - run.start()}v1h-{run.end() - run.start()}z"
        for y, row in enumerate(rows)
        for run in re.finditer("1+", "".join("1" if dark else "0" for dark in row))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n} {n}" shape-rendering="crispEdges">'
        f'<rect width="{n}" height="{n}" fill="#fff"/><path d="{path}"/></svg>'
    )


def terminal(text: str, colour: bool = True) -> str:
    """The code for a terminal, two modules a character high, the text itself in plain letters below.

    Without colour (a file, a pipe) light is drawn and dark is left: most terminals that show it later are dark.
    """
    rows = [*modules(text)]
    if len(rows) % 2:
        rows.append((False,) * len(rows[0]))
    signs = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    if not colour:
        signs = {(not up, not low): sign for (up, low), sign in signs.items()}
    before, after = (_PAPER, _PLAIN) if colour else ("", "")
    lines = (
        "".join(map(signs.__getitem__, zip(up, low, strict=True)))
        for up, low in zip(rows[::2], rows[1::2], strict=True)
    )
    return "\n".join([*(f"{before}{line}{after}" for line in lines), text])


def show(text: str, to: TextIO) -> None:
    """Print the code and the text below it; the text alone where the terminal has no letters to draw it with."""
    drawing = terminal(text, colour=to.isatty())
    try:
        drawing.encode(to.encoding or "utf-8")
    except UnicodeEncodeError:
        drawing = text
    print(drawing, file=to, flush=True)
