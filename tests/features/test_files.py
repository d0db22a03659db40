"""What files to take away tell: what stands, under a name that every system can keep."""

from __future__ import annotations

import json
import unicodedata
from typing import Any
from urllib.parse import unquote

import pytest

from tests.features.test_lines import taken, theme_of
from tests.world import world
from workshop.doors.takeaway import disposition


def test_a_step_taken_back_keeps_no_words(database_url: str) -> None:
    """D8: an undone rename, an undone theme, an undone list of words; done again, they are told again."""
    with world(database_url) as play:
        theme = theme_of(play)
        play.must("chair", "theme.rename", theme=theme, title={"lo": "", "en": "Slander"})
        play.must("chair", "theme.create", title={"lo": "", "en": "Gossip"}, cards=[])
        play.must("chair", "synonym.add", lines=[["roads", "rumours"]])
        steps = {
            one["name"]: one["id"]
            for one in play.sees("chair", "deed").values()
            if one["name"] != "theme.create"
        }
        made = max(id for id, one in play.sees("chair", "deed").items() if one["name"] == "theme.create")
        undone = [steps["synonym.add"], made, steps["theme.rename"]]
        for deed in undone:
            play.must("chair", "deed.undo", deed=deed)
        told = taken(play)["history"]
        assert {one["id"] for one in told if one["undone"]} == set(undone)
        for word in ("Slander", "Gossip", "rumours"):
            assert word not in json.dumps(told), word
        assert "Roads" in json.dumps(told), "what stood before is told"
        play.must("chair", "deed.redo", deed=steps["theme.rename"])
        assert "Slander" in json.dumps(taken(play)["history"])


@pytest.mark.parametrize("gone", ["card.hide", "card.withdraw"])
def test_a_result_handed_in_keeps_no_votes_of_what_left_the_view(database_url: str, gone: str) -> None:
    """D8: neither to the table nor to the theme team; shown again, its votes are again what they were."""
    with world(database_url) as play:
        said = {"board": 1, "kind": "problem", "lang": "en"}
        card, other = (int(play.must("kham", "card.post", text=t, **said)["card"]) for t in ("One", "Two"))
        play.must("noy", "board.move", board=1, phase="vote")
        for subject, dots in ((card, 2), (other, 1)):
            play.must("dao", "ballot.cast", round=1, subject=f"card:{subject}", dots=dots)
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.submit", board=1)

        def numbers(who: str) -> dict[int, Any]:
            (one,) = play.sees(who, "submission").values()
            return {line["card"]: line["votes"] for line in one["cards"]}

        before = {card: 2, other: 1}
        who = "noy" if gone == "card.hide" else "kham"
        assert numbers("kham") == before
        if gone == "card.withdraw":
            play.must("noy", "board.move", board=1, phase="reveal")
        play.must(who, gone, card=card)
        for reader in ("kham", "mek", "chair"):
            assert numbers(reader) == {card: None, other: 1}, reader
        if gone == "card.hide":
            play.must(who, "card.restore", card=card)
            assert numbers("mek") == before


LONG = {
    "Lao without blanks": "ການປຶກສາຫາລືກ່ຽວກັບຍຸດທະສາດແຫ່ງຊາດວ່າດ້ວຍລັດຖະບານດິຈິຕອນ" * 4,
    "Thai": "การประชุมเชิงปฏิบัติการว่าด้วยยุทธศาสตร์รัฐบาลดิจิทัล" * 4,
    "Lao of few words": "ຜູ້ນຳ" * 20 + " " + "ທີ່ສຸດ" * 20,
    "Khmer": "សិក្ខាសាលាស្តីពីយុទ្ធសាស្ត្រ" * 6,
    "Latin with marks that have no letter of their own": "q\u0303\u0323" * 90,
    "English": "Strategy " * 60,
}


def named(title: str, format: str = "csv") -> tuple[str, str]:
    about = {"code": "503573", "title": {"lo": title, "en": ""}}
    told = disposition(about, "2026-12-01", format, ("lo",))
    plain, own = told.removeprefix('attachment; filename="').split("\"; filename*=UTF-8''")
    return plain, unquote(own)


@pytest.mark.parametrize("title", LONG.values(), ids=LONG)
def test_a_file_of_a_long_title_keeps_its_beginning(title: str) -> None:
    """D2: a title without blanks left only the code; Thai lost its vowels."""
    for format in ("csv", "json"):
        plain, own = named(title, format)
        assert plain == f"vision-board-503573-2026-12-01.{format}" and plain.isascii()
        kept = own.removesuffix(f"-503573-2026-12-01.{format}")
        assert 150 < len(own.encode()) <= 255 and own != kept
        whole = unicodedata.normalize("NFC", title).replace(" ", "-")
        assert whole.startswith(kept)
        behind = whole[len(kept) :][:1]
        assert (
            unicodedata.category(behind)[0] != "M"
            and behind not in "\u0eb0\u0eb2\u0eb3\u0ebd\u0e30\u0e32\u0e33"
        )
        assert kept[-1] not in "ເແໂໄໃเแโใไ-"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("การประชุม น้ำ", "การประชุม-น้ำ-"),
        ("ນຳໃຊ້ ຂໍ້ມູນ", "ນຳໃຊ້-ຂໍ້ມູນ-"),
        ('a/b\\c:d*e?f"g<h>i|j\x00k\x1fl\u202em..', "a-b-c-d-e-f-g-h-i-jklm-"),
        ("../../etc/passwd", "etc-passwd-"),
        ("\u3164", ""),
    ],
)
def test_a_files_name_has_its_letters_and_nothing_reserved(title: str, kept: str) -> None:
    """D2: marks stay on their letters; what a system keeps for itself is a hyphen."""
    assert named(title)[1] == f"{kept}503573-2026-12-01.csv"
