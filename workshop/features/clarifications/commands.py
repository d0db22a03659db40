"""Clarifying."""

from __future__ import annotations

from typing import Any

from pydantic import Field
from sqlalchemy import select

from workshop.features.agenda.about import the_workshop
from workshop.features.cards.heads import on_view
from workshop.features.cards.tables import card
from workshop.features.clarifications.tables import clarification
from workshop.features.groups.tables import board
from workshop.features.vision.about import CHAIR
from workshop.features.vision.tables import theme
from workshop.kernel.commands import Reply, command, row_of
from workshop.kernel.data import Data, Paragraph
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject
from workshop.kernel.work import Work

NOUNS = ("card", "theme")


class Say(Data):
    subject: str = Field(max_length=40, json_schema_extra={"x-subject": list(NOUNS)})
    text: Paragraph


@command(
    "clarification.set",
    about=the_workshop,
    rule=CHAIR,
    refuses="not_found too_long too_many_lines",
    undoable=True,
    example={"subject": "card:17", "text": {"lo": "", "en": "This is about the systems of the provinces."}},
)
def clarify(work: Work, data: Say, about: Subject) -> Reply:
    """The chair's words to a card or a theme, in Lao, English or both; none at all takes them back."""
    _insist_shown(work, data.subject)
    said = data.text.model_dump()
    mine = select(clarification).where(
        clarification.c.workshop_id == work.workshop, clarification.c.subject == data.subject
    )
    row = work.one(mine)
    values = {"text": said, "at": work.now, "gone": not any(said.values())}
    if row is not None:
        work.update(clarification, row["id"], **values)
    elif not values["gone"]:
        work.insert(clarification, subject=data.subject, **values)
    type, _, id = data.subject.partition(":")
    work.say(**{type: int(id)})
    return {}


def _insist_shown(work: Work, subject: str) -> None:
    found = row_of(subject)
    type, id = found if found is not None else ("", 0)
    if type == "theme":
        work.need(theme, id)
        return
    row = work.need(card, id) if type == "card" else None
    if row is None or not on_view(row, work.need(board, row["board_id"])):
        raise Refused("not_found", field="subject")


COMMANDS: tuple[Any, ...] = (clarify,)
