"""R21: two catalogues with the same ids and placeholders, reviewed or marked so, spelled as Lao is written."""

import json
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from workshop.kernel.words import clean
from workshop.wording import LANGS, catalogue, say

ROOT = Path(__file__).resolve().parents[2]
STATUS = ("sourced", "needs review")

# What a door, a command or the browser may answer with; each is said in the person's language.
REFUSALS = """code closed empty too_long over_budget over_cap wrong_phase locked not_allowed not_found too_fast busy
malformed unknown_command unknown_field invalid id_reused built_on removed name org group_needed cannot_loosen not_ready
error""".split()


def po(lang: str) -> Catalog:
    path = ROOT / "workshop" / "translations" / lang / "LC_MESSAGES" / "workshop.po"
    with path.open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


BOOKS = {lang: {str(m.id): m for m in po(lang) if m.id} for lang in LANGS}


def holes(sentence: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", sentence))


def test_both_languages_have_the_same_ids() -> None:
    assert BOOKS["lo"].keys() == BOOKS["en"].keys()


@pytest.mark.parametrize("lang", LANGS)
def test_no_id_is_written_twice(lang: str) -> None:
    """A second entry is dropped in silence when it is read, so the text itself is counted."""
    text = (ROOT / "workshop" / "translations" / lang / "LC_MESSAGES" / "workshop.po").read_text("utf-8")
    ids = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert sorted(ids) == sorted(BOOKS[lang])


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_empty_or_fuzzy(lang: str) -> None:
    assert [id for id, m in BOOKS[lang].items() if not m.string or m.fuzzy] == []


def test_placeholders_survive_translation() -> None:
    english, lao = BOOKS["en"], BOOKS["lo"]
    assert [id for id in lao if holes(lao[id].string) != holes(english[id].string)] == []
    # A word that follows a number follows one that is there.
    words = {id: re.findall(r"\{(\w+)\|[^|}]+\|[^|}]+\}", m.string) for id, m in english.items()}
    assert [id for id, names in words.items() if set(names) - set(holes(english[id].string))] == []
    assert words["vote.count"] == ["n"]


def test_a_word_follows_its_number() -> None:
    assert [say("en", "vote.count", n=n) for n in (0, 1, 2, "1.5")] == [
        "0 votes",
        "1 vote",
        "2 votes",
        "1.5 votes",
    ]
    assert say("en", "vote.count") == "{n} {n|vote|votes}"


def test_every_lao_sentence_says_whether_it_was_reviewed() -> None:
    def status(m: object) -> str:
        return " ".join(getattr(m, "user_comments", []))

    assert [id for id, m in BOOKS["lo"].items() if status(m) not in STATUS] == []


@pytest.mark.parametrize("lang", LANGS)
def test_spelled_as_it_is_stored(lang: str) -> None:
    """ໜ ໝ ຫຼ ຳ, never ຫນ ຫມ ຫລ ໍາ; and nothing that our own cleaning would change."""
    for id, m in BOOKS[lang].items():
        assert clean(m.string) == m.string, id
        assert not re.search("ຫ[ນມລ]|\u0ecdາ", m.string), id


def test_every_refusal_has_a_sentence() -> None:
    assert [code for code in REFUSALS if f"err.{code}" not in BOOKS["lo"]] == []


def test_the_server_says_what_the_catalogue_says() -> None:
    for lang in LANGS:
        assert catalogue(lang) == {id: m.string for id, m in BOOKS[lang].items()}
    assert say("en", "too_long", max=280) == "Too long: at most 280 characters"
    assert "280" in say("lo", "err.too_long", max=280)
    assert say("fr", "closed") == say("lo", "closed")
    assert say("en", "err.never_heard_of") == say("en", "error")
    assert say("en", "people.n") == "{n} {n|person|people}"


def test_the_browsers_strings_are_the_same() -> None:
    for lang in LANGS:
        strings = json.loads((ROOT / "static" / "dist" / f"strings.{lang}.json").read_text("utf-8"))
        assert strings == catalogue(lang)


def test_every_id_in_the_code_is_in_the_catalogues() -> None:
    """`t("...")` in the browser and `say(lang, "...")` on the server name ids that exist."""
    used: dict[str, str] = {}
    for path in sorted((ROOT / "static" / "src").rglob("*.ts*")):
        used |= dict.fromkeys(re.findall(r'\bt\(\s*"([\w.]+)"', path.read_text("utf-8")), path.name)
    for path in sorted((ROOT / "workshop").rglob("*.py")):
        used |= dict.fromkeys(
            re.findall(r'\bsay\([^"()]*"(\w+\.\w[\w.]*)"', path.read_text("utf-8")), path.name
        )
    assert {id: where for id, where in used.items() if id not in BOOKS["lo"]} == {}
