"""Lao and English text as people type it: one spelling to store, one form to compare.

The same Lao word arrives spelled several ways, and Unicode's own normal forms repair almost none of them.
`clean` is what is stored and counted; `key` is what is searched and compared, and is never shown. Neither is
NFKC, which breaks ໜ and ຳ apart. The browser's twin is static/src/core/words.ts; both are held to the same
vectors, tests/data/lao_vectors.json.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

# Tones are typed last: after the vowels and the small lo that sit above or below the same consonant.
_TONE: Final = "[\u0ec8-\u0ecb]"
_VOWEL: Final = "[\u0eb1\u0eb4-\u0ebc\u0ecd]"
_MARK: Final = "[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]"
_LAO: Final = "[\u0e80-\u0eff]"
_JOINERS: Final = "[\u200c\u200d]+"

# What people type settles in three. A tower of marks made to take a pass for each of them, which would hold the
# server for minutes, is left as it then stands.
PASSES: Final = 24

# In this order, again and again until nothing changes.
_REPAIRS: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        # Unseen characters: zero-width spaces, word joiners, byte-order marks, soft hyphens; and those that turn the
        # direction of all that follows, on the projector too. Lao and English run one way.
        ("[\u200b\u2060\ufeff\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", ""),
        # Control characters, which PostgreSQL refuses or a terminal obeys, and halves of broken pairs.
        ("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]", ""),
        # Joiners beside Lao letters do nothing but hide; elsewhere they hold emoji together.
        (f"(?<={_LAO}){_JOINERS}|{_JOINERS}(?={_LAO})", ""),
        ("\u0ec0\u0ec0", "\u0ec1"),
        (f"({_TONE}+)({_VOWEL})", r"\2\1"),
        (f"({_MARK})\\1+", r"\1"),
        (f"({_TONE}){_TONE}+", r"\1"),
        # The sign am, typed as its two halves; and typed whole with its tone behind it.
        (f"\u0ecd({_TONE}?)\u0eb2", "\\1\u0eb3"),
        (f"\u0eb3({_TONE})", "\\1\u0eb3"),
        ("[\t-\r \x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+", " "),
    )
)

_DIGITS: Final = {ord(lao): str(n) for n, lao in enumerate("໐໑໒໓໔໕໖໗໘໙")}
_KEYED: Final = _DIGITS | str.maketrans({"ໜ": "ຫນ", "ໝ": "ຫມ", "\u0ebc": "ລ", "\u0ecc": "", "ໆ": "", "ຯ": ""})


def clean(text: str) -> str:
    """`text` as it is stored: one spelling of each Lao word, single spaces, nothing unseen. Stable when repeated."""
    return _settled(_repair, text)


def key(text: str) -> str:
    """`text` as it is searched and compared, never shown: case, punctuation and variant spellings are gone."""
    return _settled(_fold, text)


def length(text: str) -> int:
    """How long `text` counts against a limit: code points once cleaned, the same number the phone shows."""
    return len(clean(text))


def digits(text: str) -> str:
    """The digits of a typed code as 0-9, whether Lao or Latin; spaces, dashes and all else are left out."""
    return "".join(ch for ch in text.translate(_DIGITS) if "0" <= ch <= "9")


def _settled(step: Callable[[str], str], text: str) -> str:
    for _ in range(PASSES):
        if (after := step(text)) == text:
            break
        text = after
    return text


def _repair(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    for pattern, instead in _REPAIRS:
        text = pattern.sub(instead, text)
    return text.strip(" ")


def _fold(text: str) -> str:
    text = clean(text).casefold().translate(_KEYED)
    return clean("".join(" " if unicodedata.category(ch)[0] == "P" else ch for ch in text))
