"""A list that takes no more says so of itself: it once said that a group was full, to whoever added a sixty-first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.world import world
from workshop.features.groups import commands as groups
from workshop.features.hints import commands as hints
from workshop.wording import LANGS, catalogue


def test_what_is_full_is_refused_by_its_own_name(
    new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hints, "MOST_SYNONYMS", 1)
    with world(new_sqlite()) as play:
        there = len(play.sees("chair", "group"))
        monkeypatch.setattr(groups, "MOST_GROUPS", there + 1)
        play.must("chair", "group.add", name={"en": "The last"})
        assert play.wish("chair", "group.add", name={"en": "One more"}).refused == "full"
        assert len(play.sees("chair", "group")) == there + 1
        play.must("chair", "synonym.add", lines=[["skills", "abilities"]])
        assert play.wish("chair", "synonym.add", lines=[["budget", "money"]]).refused == "full"
        assert len(play.sees("chair", "synonym")) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_its_sentence_fits_groups_and_words_alike(lang: str) -> None:
    """Both commands give it, so it names neither."""
    said = catalogue(lang)
    sentence = said["err.full"]
    assert [word for word in ("group", "ກຸ່ມ") if word in sentence.lower()] == []
    assert sentence != said["err.group_full"]
