"""Taking and refusing hints, and the list of words that mean the same."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select

from workshop.features.agenda.about import phase_or_closed, the_workshop
from workshop.features.hints.tables import refusal, synonym
from workshop.features.vision.about import TEAM
from workshop.features.vision.placing import new_theme, place, placings, seen
from workshop.features.vision.tables import theme
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of, Title, Words
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject
from workshop.kernel.shapes import Id
from workshop.kernel.work import Work

MOST_SETS = 300
MOST_CARDS = 500
MOST_SYNONYMS = 500
MOST_LINES = 100  # of synonyms in one step
SAME = " = "  # as people type such a line

Cards = Annotated[list[Annotated[int, Of("card")]], Field(min_length=2, max_length=MOST_CARDS)]


class Gather(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    cards: Annotated[list[Annotated[int, Of("card")]], Field(min_length=1, max_length=MOST_CARDS)]
    theme: Annotated[int, Of("theme")] | None = None
    title: Title | None = None


class Accept(Data):
    sets: list[Gather] = Field(min_length=1, max_length=MOST_SETS)


class Refuse(Data):
    sets: list[Cards] = Field(min_length=1, max_length=MOST_SETS)


Line = Annotated[list[Annotated[str, Words(60)]], Field(min_length=2, max_length=10)]


class Add(Data):
    lines: list[Line] = Field(min_length=1, max_length=MOST_LINES)


class Edit(Data):
    synonym: Annotated[int, Of("synonym")]
    words: Line


class Drop(Data):
    synonym: Annotated[int, Of("synonym")]


def the_synonym(work: Work, data: Any) -> Subject:
    row = work.need(synonym, data.synonym)
    return Subject(row, phase_or_closed(work, "open"), key=f"synonym:{row['id']}")


@command(
    "hint.accept",
    about=the_workshop,
    rule=TEAM,
    refuses="not_found invalid empty too_long placed",
    undoable=True,
    reply={"themes": list[Id]},
    example={"sets": [{"cards": [17], "title": {"lo": "", "en": "Connected systems"}}]},
)
def accept(work: Work, data: Accept, about: Subject) -> Reply:
    """Gather what belongs together: each set into a theme that is there, or into a new one. One step to undo.

    A card that lies in a theme by now stays there: two may accept the same proposal in one moment, and one theme comes
    of it. Refuses `placed` where nothing is left to gather.
    """
    if any((one.theme is None) == (one.title is None) for one in data.sets):
        raise Refused("invalid", field="sets")
    # One merged at its table meanwhile lies where its head does.
    heads = [seen(work, one.cards) for one in data.sets]
    taken = _lying(work, [id for cards in heads for id in cards])
    sets = []
    for one, cards in zip(data.sets, heads, strict=True):
        if left := [id for id in cards if id not in taken]:
            sets.append(one.model_copy(update={"cards": left}))
        taken.update(cards)  # and one that two sets name goes with the first
    if not sets:
        raise Refused("placed")
    themes = []
    for one in sets:
        into = new_theme(work, one.title) if one.title is not None else work.need(theme, one.theme or 0)["id"]
        work.lean(theme, into)
        place(work, into, one.cards)
        themes.append(into)
    titles = [one.title.kept() if one.title is not None else None for one in sets]
    work.say(theme=themes[0], themes=themes, titles=titles)
    work.say(cards=[id for one in sets for id in one.cards])
    return {"themes": themes}


def _lying(work: Work, cards: list[int]) -> set[int]:
    """Those of the cards that some theme on the board holds."""
    held = {id: row["theme_id"] for id, row in placings(work, cards).items() if not row["gone"]}
    themes = {row["id"] for row in work.rows(theme, {id for id in held.values() if id}) if not row["gone"]}
    return {id for id, into in held.items() if into in themes}


@command(
    "hint.refuse",
    about=the_workshop,
    rule=TEAM,
    refuses="not_found",
    undoable=True,
    example={"sets": [[17, 21]]},
)
def refuse(work: Work, data: Refuse, about: Subject) -> Reply:
    """These are not the same: no two cards of a set are proposed together again."""
    for cards in data.sets:
        wanted = sorted(set(cards))
        seen(work, wanted)  # what nobody on the team sees is not there
        work.insert(refusal, cards=wanted)
    work.say(cards=[id for cards in data.sets for id in cards], sets=len(data.sets))
    return {}


@command(
    "synonym.add",
    about=the_workshop,
    rule=TEAM,
    refuses="empty too_long full invalid",
    undoable=True,
    reply={"synonyms": list[Id]},
    example={"lines": [["ງົບປະມານ", "budget"], ["ທັກສະ", "skills"]]},
)
def add(work: Work, data: Add, about: Subject) -> Reply:
    """Lines of words that mean the same, in any language: cards are found alike through them. One step to undo."""
    mine = select(func.count()).where(synonym.c.workshop_id == work.workshop, synonym.c.gone.is_(False))
    if work.number(mine) + len(data.lines) > MOST_SYNONYMS:
        raise Refused("full")
    work.say(words=SAME.join(data.lines[0]), n=len(data.lines))
    return {"synonyms": [work.insert(synonym, words=_two(line, "lines")) for line in data.lines]}


@command(
    "synonym.edit",
    about=the_synonym,
    rule=TEAM,
    refuses="empty too_long invalid",
    undoable=True,
    example={"synonym": 1, "words": ["ທັກສະ", "skills", "capacity"]},
)
def edit(work: Work, data: Edit, about: Subject) -> Reply:
    """Other words for a line of the list."""
    work.update(synonym, data.synonym, words=_two(data.words, "words"))
    work.say(words=SAME.join(data.words))
    return {}


@command("synonym.drop", about=the_synonym, rule=TEAM, undoable=True, example={"synonym": 1})
def drop(work: Work, data: Drop, about: Subject) -> Reply:
    """Take a line off the list."""
    work.say(words=SAME.join(work.need(synonym, data.synonym)["words"]))
    work.update(synonym, data.synonym, gone=True)
    return {}


def _two(words: list[str], field: str) -> list[str]:
    different = list(dict.fromkeys(words))
    if len(different) < 2:
        raise Refused("invalid", field=field)
    return different


COMMANDS: tuple[Any, ...] = (accept, refuse, add, edit, drop)
