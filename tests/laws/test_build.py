"""What a phone loads first is small, whole, and comes from here alone."""

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "static" / "dist"
FIRST_LOAD = 60_000  # bytes compressed, before fonts

# Names of XML vocabularies and the address in a library's error message: said, never fetched.
SAID = re.compile(r"https?://(www\.w3\.org/|socket\.io/docs/)")


@cache
def manifest() -> dict[str, Any]:
    return dict(json.loads((DIST / "manifest.json").read_text("utf-8")))


def first_files(face: str) -> list[str]:
    files = manifest()[face]
    return [files["js"], *files["preload"], files["css"], files["strings"]["lo"]]


def test_the_phones_first_load_is_at_most_60_kb() -> None:
    sizes = {name: len(gzip.compress((DIST / name).read_bytes(), 9)) for name in first_files("phone")}
    assert sum(sizes.values()) <= FIRST_LOAD, sizes


@pytest.mark.parametrize("face", ["phone", "chair", "screen"])
def test_all_that_a_face_names_is_there(face: str) -> None:
    for name in first_files(face) + list(manifest()[face]["strings"].values()):
        assert (DIST / name).is_file(), name
        text = (DIST / name).read_text("utf-8")
        named = re.findall(r'"\./([\w.-]+\.js)"', text) + re.findall(r'url\("?\./([\w.-]+)"?\)', text)
        assert [it for it in named if not (DIST / it).is_file()] == []


def test_names_change_with_the_content() -> None:
    """They are kept by browsers for ever."""
    files = [name for face in ("phone", "chair", "screen") for name in first_files(face)] + manifest()[
        "fonts"
    ]
    assert [name for name in files if not re.search(r"-[0-9A-Za-z]{8,}\.[a-z0-9]+$", name)] == []


def test_both_scripts_come_in_both_weights_each_for_its_letters() -> None:
    """Without the Latin file digits change face; without unicode-range a phone loads what it does not show."""
    assert {re.sub(r"-[0-9A-Z]{8}\.woff2$", "", name) for name in manifest()["fonts"]} == {
        f"noto-sans-lao-{script}-{weight}-normal" for script in ("lao", "latin") for weight in (400, 700)
    }
    css = (DIST / manifest()["phone"]["css"]).read_text("utf-8")
    faces = re.findall(r"@font-face\s*\{[^}]*\}", css)
    assert faces and all(
        "unicode-range" in face and ".woff2" in face and ".woff)" not in face for face in faces
    )


def test_nothing_is_fetched_from_outside() -> None:
    found = {
        (path.name, url)
        for path in DIST.iterdir()
        if path.suffix in {".js", ".css", ".json"}
        for url in re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z][\w./-]*", path.read_text("utf-8"))
        if not SAID.match(url)
    }
    assert found == set()


def _shells(text: str) -> tuple[list[str], bool]:
    """The opening tags of the pages in it, and whether each says that it is not to be translated."""
    tags = re.findall(r"<html\b[^>]*>", text)
    meta = text.count('<meta name="google" content="notranslate">')
    said = ('translate="no"', 'class="notranslate"')  # the browser's word, and the translators' own
    return tags, meta == len(tags) and all(word in tag for tag in tags for word in said)


def test_no_page_may_be_translated_by_the_browser() -> None:
    """E9: a translator swaps each piece of text for its own, and what changes in place stands still: timer, votes left.

    Planted: a shell without the word.
    """
    assert not _shells('<html lang="lo"><meta name="google" content="notranslate">')[1]
    places = [
        *(ROOT / "templates").glob("*"),
        *(ROOT / "workshop").rglob("*.py"),
        *(ROOT / "static" / "src").rglob("*.ts*"),
    ]
    pages = {path.name: _shells(path.read_text("utf-8")) for path in places if path.is_file()}
    shells = {name for name, (tags, _) in pages.items() if tags}
    assert shells >= {"face.html", "plain.html", "takeaway.html"}
    assert not {name for name in shells if not pages[name][1]}
