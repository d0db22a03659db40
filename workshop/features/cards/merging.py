"""Merging cards that say the same, and splitting them again: nothing is joined, a member points to its head (R12)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from workshop.features.cards.commands import Card, the_card
from workshop.features.cards.heads import at_desk, head_for, members
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Of
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id
from workshop.kernel.work import Work

MERGES = rule(leader="reveal vote report locked", chair="reveal vote report locked")
MOST = 100


class Merge(Card):
    others: list[Annotated[int, Of("card")]] = Field(min_length=1, max_length=MOST)


@command(
    "card.merge",
    about=the_card,
    rule=MERGES,
    refuses="not_found invalid",
    undoable=True,
    reply={"card": Id},
    example={"card": 17, "others": [21, 22]},
)
def merge(work: Work, data: Merge, about: Subject) -> Reply:
    """Put cards of one kind that say the same under `card`: read together, counted once a person. Splitting frees them.

    What is merged with one of them comes along. Where `card` is itself merged, its head takes them.
    """
    board_id, kind = about.row["board_id"], about.row["kind"]
    head = head_for(work, data.card, board_id, kind)
    # Each answers for the place it has now: another leader may have merged it since it was last seen.
    asked = [head_for(work, id, board_id, kind) for id in data.others if id not in (head, data.card)]
    others = [id for id in dict.fromkeys(asked) if id != head]
    if not others:
        raise Refused("invalid", field="others")
    # A pointer left from a head that is out of sight now: whoever gathers others is nobody's member.
    work.update(card, head, into=None)
    # Members first: no card is a head and a member at once, at any moment between.
    for row in members(work, others):
        if row["id"] != head:
            work.update(card, row["id"], into=head)
    for id in others:
        work.update(card, id, into=head)
    work.lean(card, head)
    work.say(card=head, cards=others)
    return {"card": head}


@command(
    "card.split",
    about=the_card,
    rule=MERGES,
    refuses="not_found not_ready",
    undoable=True,
    example={"card": 21},
)
def split(work: Work, data: Card, about: Subject) -> Reply:
    """Take a card out from under its head; a head lets all its members go. Each has its own ballots again."""
    if not at_desk(about.row, work.need(board, about.row["board_id"])):
        raise Refused("not_found")
    freed = [data.card] if about.row["into"] is not None else [m["id"] for m in members(work, [data.card])]
    if not freed:
        raise Refused("not_ready")
    for id in freed:
        work.update(card, id, into=None)
    work.say(card=data.card, cards=freed)
    return {}


def guard_head(work: Work, row: Row, changed: Row) -> None:
    """However a card comes under another, an undo or redo too: a head is nobody's member."""
    into = changed.get("into")
    if into is None:
        return
    head = work.any(card, into)
    if head is None or head["gone"] or head["into"] is not None or members(work, [row["id"]]):
        raise Refused("conflict")


COMMANDS: tuple[Any, ...] = (merge, split)
