"""Lao is cleaned and keyed alike on server and phone: both are held to tests/data/lao_vectors.json.

The vectors are written in ASCII escapes on purpose: an editor that normalises on saving would repair them.
"""

import json
import random
from pathlib import Path

import pytest

from workshop.kernel.words import clean, digits, key, length

DATA = Path(__file__).parent.parent / "data"
VECTORS = json.loads((DATA / "lao_vectors.json").read_text())

LETTERS = "ກຂນມຫຮວສເແໂໄະາຳຽໜໝໆຯ໐໑໙"
SIGNS = "\u0eb1\u0eb4\u0eb5\u0eb8\u0eb9\u0ebb\u0ebc\u0ec8\u0ec9\u0eca\u0ecb\u0ecc\u0ecd"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u00a0\u3000 \n\x00\ud800"
OTHERS = "aZß.,-👩💻é\u0301"


@pytest.mark.parametrize("vector", VECTORS["words"], ids=lambda v: v["why"])
def test_every_vector(vector: dict[str, str]) -> None:
    assert clean(vector["text"]) == vector["clean"]
    assert key(vector["text"]) == vector["key"]
    assert key(vector["clean"]) == vector["key"], "the key of the stored text is the key of the typed one"


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
