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
_MARK: Final = "[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]"
_LAO: Final = "\u0e80-\u0eff"

# Unicode's Default_Ignorable_Code_Point, which shows nothing by itself, less what has rules of its own below. Python
# cannot be asked for it; it is closed (what is to come has its places reserved), and a test holds it to the browser's.
IGNORABLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e001f\U000e0080-\U000e00ff"
    "\U000e01f0-\U000e0fff"
)
NONCHARACTER: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
# Nothing to see either, though the property leaves them out: marks around ruby, Egyptian layout, an empty notehead.
_EMPTY: Final = "\ufff9-\ufffb\U00013430-\U0001343f\U0001d159\U00016fe4"
# Seen in what they stand beside: joiners and the signs that choose a form, in emoji; and the tags that spell a flag.
_JOINER: Final = "\u200c\u200d"
_FORM: Final = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TAG: Final = "\U000e0020-\U000e007e"
_FLAG: Final = "\U0001f3f4"
# Blanks of every width, and of Braille; and every way to end a line.
_BLANK: Final = "\t-\r \x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000"
_ENDS: Final = re.compile("\r\n|[\n-\r\x85\u2028\u2029]")


def _tones_last(tower: re.Match[str]) -> str:
    tones = re.findall(_TONE, tower[0])
    return f"{re.sub(_TONE, '', tower[0])}{tones[0]}"


def _tones_first(tower: re.Match[str]) -> str:
    tones = re.findall(_TONE, tower[0])
    return f"{''.join(tones[:1])}{re.sub(_TONE, '', tower[0])}"


# What people type settles in three or four. Whatever is made never to settle is left as it then stands, here and in the
# browser alike.
PASSES: Final = 24

# In this order, again and again until nothing changes. The browser takes the very same steps; where these look behind,
# which Safari learnt only in 16.4, it puts back what stood there.
_REPAIRS: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        # Control characters, which PostgreSQL refuses or a terminal obeys; halves of broken pairs; what XML refuses.
        (f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{NONCHARACTER}]", ""),
        # Unseen characters, those too that turn the direction of all that follows, on the projector too: Lao and
        # English run one way. Joiners and forms have rules of their own, below.
        (f"[{IGNORABLE}{_EMPTY}]", ""),
        (f"({_FLAG}[{_TAG}]+\U000e007f)|[{_TAG}\U000e007f]", r"\1"),
        (f"[{_BLANK}]+", " "),
        # One of them, behind something seen; beside Lao letters, and forms behind Latin ones, they do nothing but hide.
        (f"(?<![^ A-Za-z\u00c0-\u024f{_LAO}{_JOINER}{_FORM}])[{_FORM}]+", ""),
        (f"(?<![^ {_LAO}{_JOINER}])[{_JOINER}]+", ""),
        (f"[{_JOINER}]+([ {_LAO}]|\\Z)", r"\1"),
        ("\u0ec0\u0ec0", "\u0ec1"),
        # A whole tower of signs at once: the vowels, then the first of its tones.
        (f"{_TONE}[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecb\u0ecd]+", _tones_last),
        (f"({_MARK})\\1+", r"\1"),
        # The sign am, typed as its two halves; and typed whole with its tone behind it.
        (f"\u0ecd({_TONE}?)\u0eb2", "\\1\u0eb3"),
        ("\u0eb3[\u0eb3\u0ec8-\u0ecb]+", _tones_first),
        ("^ | \\Z", ""),
    )
)

_DIGITS: Final = {ord(lao): str(n) for n, lao in enumerate("໐໑໒໓໔໕໖໗໘໙")}
_KEYED: Final = _DIGITS | str.maketrans({"ໜ": "ຫນ", "ໝ": "ຫມ", "\u0ebc": "ລ", "\u0ecc": "", "ໆ": "", "ຯ": ""})


def clean(text: str) -> str:
    """`text` as it is stored: one spelling of each Lao word, single spaces, nothing unseen. Stable when repeated."""
    return _settled(_repair, text)


def lines(text: str) -> str:
    """Words of several lines as they are stored: each line cleaned, at most one empty line between two."""
    cleaned = "\n".join(clean(line) for line in _ENDS.split(text))
    return re.sub("\n{3,}", "\n\n", cleaned).strip("\n")


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
    return text


def _fold(text: str) -> str:
    # By way of upper case, which the browser can do too, and not Python's own casefold, which it cannot.
    text = clean(text).upper().lower().replace("ς", "σ").translate(_KEYED)
    return clean("".join(" " if unicodedata.category(ch)[0] == "P" else ch for ch in text))
