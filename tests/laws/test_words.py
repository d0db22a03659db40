"""Lao is cleaned and keyed alike on server and phone: both are held to tests/data/lao_vectors.json.

The vectors are written in ASCII escapes on purpose: an editor that normalises on saving would repair them.
"""

import hashlib
import json
import random
from pathlib import Path

import pytest

from workshop.kernel.words import PASSES, clean, digits, key, length, lines

DATA = Path(__file__).parent.parent / "data"
VECTORS = json.loads((DATA / "lao_vectors.json").read_text())
UNICODE = json.loads((DATA / "unicode.json").read_text())

LETTERS = "ກຂນມຫຮວສເແໂໄະາຳຽໜໝໆຯ໐໑໙"
SIGNS = "\u0eb1\u0eb4\u0eb5\u0eb8\u0eb9\u0ebb\u0ebc\u0ec8\u0ec9\u0eca\u0ecb\u0ecc\u0ecd"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u00a0\u3000 \n\x00\ud800\ufe0f\u3164\u2800\U000e0041\U000e007f🏴\ufffe"
OTHERS = "aZß.,-👩💻é\u0301"


@pytest.mark.parametrize("vector", VECTORS["words"], ids=lambda v: v["why"])
def test_every_vector(vector: dict[str, str]) -> None:
    assert clean(vector["text"]) == vector["clean"]
    assert key(vector["text"]) == vector["key"]
    assert key(vector["clean"]) == vector["key"], "the key of the stored text is the key of the typed one"


@pytest.mark.parametrize("vector", VECTORS["lines"], ids=lambda v: v["why"])
def test_every_vector_of_lines(vector: dict[str, str]) -> None:
    """D1: words of paragraphs keep their lines."""
    assert lines(vector["text"]) == vector["lines"]
    assert lines(vector["lines"]) == vector["lines"]


def digests() -> dict[str, str]:
    """What cleaning and keying make of every code point, among letters and alone, as one digest for each 4096."""
    found: dict[str, hashlib._Hash] = {}
    for first, last in UNICODE["known"]:
        for start in range(first, last + 1, 256):
            chars = [chr(point) for point in range(start, min(start + 256, last + 1))]
            for text in ("x".join(chars), " ".join(chars)):
                block = found.setdefault(f"{start >> 12:x}", hashlib.sha256())
                block.update(f"{clean(text)}\0{key(text)}\n".encode())
    return {block: digest.hexdigest()[:16] for block, digest in found.items()}


def test_every_code_point_is_cleaned_and_keyed_alike_on_both_sides() -> None:
    """D3, D4: by property; the client's test makes the same digests from the browser's own."""
    assert digests() == UNICODE["digests"]


def test_what_is_made_never_to_settle_is_cleaned_alike_and_stands() -> None:
    """D4: a tower of marks needed a pass for each; both sides stopped at another one."""
    for tower in (
        "\u0ec8\u0ecd",
        "\u0eb3\u0ec8",
        "\u0ec9\u0eb4\u0ecc",
        "\u0ecd\u0ec8\u0eb2",
        "\u200d\ufe0f",
        "\u0ec0\u200b",
    ):
        for n in range(1, 4 * PASSES, 7):
            text = "\u0eaa" + tower * n
            assert clean(clean(text)) == clean(text) and key(key(text)) == key(text), ascii(text)


@pytest.mark.parametrize("vector", VECTORS["digits"], ids=lambda v: v["text"])
def test_codes_in_either_digits(vector: dict[str, str]) -> None:
    assert digits(vector["text"]) == vector["digits"]


@pytest.mark.parametrize("vector", VECTORS["lengths"], ids=lambda v: v["text"])
def test_length_counts_code_points_once_cleaned(vector: dict[str, object]) -> None:
    assert length(str(vector["text"])) == vector["length"]


def noise(rng: random.Random) -> str:
    pool = LETTERS + SIGNS * 3 + UNSEEN + OTHERS
    return "".join(rng.choice(pool) for _ in range(rng.randint(0, 14)))


def test_cleaning_and_keying_are_stable_on_noise() -> None:
    rng = random.Random(2022)
    for _ in range(20_000):
        text = noise(rng)
        cleaned, keyed = clean(text), key(text)
        assert clean(cleaned) == cleaned, ascii(text)
        assert key(keyed) == keyed, ascii(text)
        assert key(cleaned) == keyed, ascii(text)
        assert clean(keyed) == keyed, ascii(text)
        cleaned.encode()  # whatever was typed can be stored


def test_a_word_spelled_five_ways_has_one_key() -> None:
    """In the reference report a raw search for this word finds two of its five uses; by key it finds all."""
    spellings = ["ນຳສະເໜີ", "ນຳສະເຫນີ", "ນ\u0ecd\u0eb2ສະເໜີ", "ນ\u0ecd\u0eb2ສະເຫນີ", "ນ\u200bຳສະເ\u200dໜີ"]
    assert len({key(word) for word in spellings}) == 1
