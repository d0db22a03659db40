"""The leader's desk: approve, mend the wording, take from sight and show again; one by one or many at once."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from workshop.features.cards.commands import LONGEST, Card, the_card
from workshop.features.cards.heads import at_desk
from workshop.features.cards.tables import card
from workshop.features.groups.about import the_board
from workshop.features.groups.tables import board
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of, Words
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.words import key
from workshop.kernel.work import Work

# In `write` too: there the desk reads no card but those that wait for its yes.
MODERATES = rule(leader="*", chair="*")
MOST = 300


class Reword(Card):
    text: Annotated[str, Words(LONGEST)]
    lang: Literal["lo", "en"] | None = None


class Hide(Card):
    reason: Annotated[str, Words(140, 0)] = ""


class Many(Data):
    board: Annotated[int, Of("board")]
    cards: list[Annotated[int, Of("card")]] = Field(min_length=1, max_length=MOST)


class Approve(Many):
    # Their words as the leader read them, in the same order: a yes to others is none.
    read: list[Annotated[str, Field(max_length=2000)]] = Field(default=[], max_length=MOST)


class HideMany(Many):
    reason: Annotated[str, Words(140, 0)] = ""


@command(
    "card.approve",
    about=the_board,
    rule=MODERATES,
    refuses="not_found not_ready invalid conflict",
    undoable=True,
    reply={"approved": int},
    example={"board": 1, "cards": [17, 21]},
)
def approve(work: Work, data: Approve, about: Subject) -> Reply:
    """Let the table see cards that waited for the leader's yes. Those approved meanwhile are left as they are.

    With `read`, the words that the leader said yes to, refuses `conflict` where an author has changed them since.
    """
    rows = _of_desk(work, data, about.row)
    if data.read:
        _insist_on_words(data, rows)
    waiting = [row["id"] for row in rows if row["pending"]]
    if not waiting:
        raise Refused("not_ready")
    for id in waiting:
        work.update(card, id, pending=False, hidden=False, reason="")
        work.stand(card, id, "text")  # a redo shows no words that nobody has read
    work.say(board=data.board, cards=waiting)
    return {"approved": len(waiting)}


@command(
    "card.reword",
    about=the_card,
    rule=MODERATES,
    refuses="empty too_long not_found",
    undoable=True,
    example={"card": 17, "text": "Ministry systems do not exchange data"},
)
def reword(work: Work, data: Reword, about: Subject) -> Reply:
    """Mend a card's wording. The author's own words are kept, and the author is shown both."""
    row = about.row
    _insist_at_desk(work, row)
    said = {"text": data.text, "lang": data.lang or row["lang"]}
    original = row["original"] or {"text": row["text"], "lang": row["lang"]}
    # Put back word for word, it is the author's again.
    work.update(card, data.card, **said, key=key(data.text), original=None if said == original else original)
    work.say(card=data.card)
    return {}


@command(
    "card.hide",
    about=the_card,
    rule=MODERATES,
    refuses="not_found",
    undoable=True,
    example={"card": 17, "reason": "double"},
)
def hide(work: Work, data: Hide, about: Subject) -> Reply:
    """Take a card from the table's sight; leader, chair and author still see it, and that it is hidden."""
    _insist_at_desk(work, about.row)
    work.update(card, data.card, hidden=True, reason=data.reason)
    work.say(card=data.card, reason=data.reason, **_put_off(about.row))
    return {}


@command(
    "card.hide_many",
    about=the_board,
    rule=MODERATES,
    refuses="not_found not_ready",
    undoable=True,
    reply={"hidden": int},
    example={"board": 1, "cards": [17, 21], "reason": "said already"},
)
def hide_many(work: Work, data: HideMany, about: Subject) -> Reply:
    """Take several cards from the table's sight, in one step to undo."""
    rows = [row for row in _of_desk(work, data, about.row) if not row["hidden"]]
    shown = [row["id"] for row in rows]
    if not shown:
        raise Refused("not_ready")
    for id in shown:
        work.update(card, id, hidden=True, reason=data.reason)
    work.say(board=data.board, cards=shown, reason=data.reason, **_put_off(*rows))
    return {"hidden": len(shown)}


@command(
    "card.restore", about=the_card, rule=MODERATES, refuses="not_found", undoable=True, example={"card": 17}
)
def restore(work: Work, data: Card, about: Subject) -> Reply:
    """Show a hidden card again."""
    _insist_at_desk(work, about.row)
    work.update(card, data.card, hidden=False, reason="")
    work.say(card=data.card)
    return {}


def _insist_on_words(data: Approve, rows: list[Row]) -> None:
    if len(data.read) != len(data.cards):
        raise Refused("invalid", field="read")
    read = dict(zip(data.cards, data.read, strict=True))
    for row in rows:
        if row["pending"] and row["text"] != read[row["id"]]:
            raise Refused("conflict", card=row["id"])


def _put_off(*rows: Row) -> dict[str, bool]:
    """For the history: cards that nobody had approved were not taken from anybody's sight."""
    return {"waited": True} if all(row["pending"] for row in rows) else {}


def _insist_at_desk(work: Work, row: Row) -> None:
    if not at_desk(row, work.need(board, row["board_id"])):
        raise Refused("not_found")


def _of_desk(work: Work, data: Many, on: Row) -> list[Row]:
    """The cards named, every one of this board and readable at its desk: all or none."""
    rows = [work.need(card, id, card=id) for id in dict.fromkeys(data.cards)]
    for row in rows:
        if row["board_id"] != data.board or not at_desk(row, on):
            raise Refused("not_found", card=row["id"])
    return rows


COMMANDS: tuple[Any, ...] = (approve, reword, hide, hide_many, restore)
