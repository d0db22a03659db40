"""Every step that can be undone is said in words, in both languages: a log of command names is no log for people.

Planted once: a command without its sentence; a sentence that names its table, which the chair's history does itself.
"""

from __future__ import annotations

import pytest

from workshop.features import house
from workshop.wording import LANGS, catalogue

UNDOABLE = sorted(name for name, command in house().commands.items() if command.undoable)


@pytest.mark.parametrize("lang", LANGS)
def test_every_undoable_step_has_its_sentence(lang: str) -> None:
    book = catalogue(lang)
    assert UNDOABLE
    assert [name for name in UNDOABLE if f"deed.{name}" not in book] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_step_at_a_table_leaves_its_table_to_whoever_tells_it(lang: str) -> None:
    book = catalogue(lang)
    moves = {"deed.at", "deed.person.move"}
    assert [
        id for id, say in book.items() if id.startswith("deed.") and id not in moves and "{group}" in say
    ] == []
