"""Writing under a card, taking it back, and the leader's hide and restore."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from sqlalchemy import func, select

from workshop.features.agenda.about import numbered
from workshop.features.cards.commands import LONGEST, keep_promise, the_card
from workshop.features.cards.heads import at_desk, on_view
from workshop.features.cards.tables import card
from workshop.features.groups.about import posting_phase
from workshop.features.groups.tables import board
from workshop.features.replies.tables import reply
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of, Words
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id
from workshop.kernel.work import Work

TALKS = "reveal vote report"
MODERATES = rule(leader="reveal vote report locked", chair="reveal vote report locked")


class Post(Data):
    card: Annotated[int, Of("card")]
    text: Annotated[str, Words(LONGEST)]
    lang: Literal["lo", "en"]


class One(Data):
    reply: Annotated[int, Of("reply")]


class Hide(One):
    reason: Annotated[str, Words(140, 0)] = ""


def the_reply(work: Work, data: Any) -> Subject:
    row = work.need(reply, data.reply)
    under = work.need(card, row["card_id"])
    on = work.need(board, under["board_id"])
    return Subject(
        row,
        posting_phase(work, on),
        key=f"reply:{row['id']}",
        group=on["group_id"],
        author=row["author_id"],
        hidden=row["hidden"],
        also={"card": under, "board": on},
    )


@command(
    "reply.post",
    about=the_card,
    rule=rule(member=TALKS),
    refuses="empty too_long not_found",
    reply={"reply": Id},
    example={"card": 17, "text": "The tax office has the same", "lang": "en"},
)
def post(work: Work, data: Post, about: Subject) -> Reply:
    """A word under a card that the table sees."""
    if not on_view(about.row, work.need(board, about.row["board_id"])):
        raise Refused("not_found")
    keep_promise(work)
    last = select(func.max(reply.c.place)).where(reply.c.card_id == data.card)
    said = {"text": data.text, "lang": data.lang, "at": work.now, "place": work.number(last) + 1}
    whose = {"author_id": work.actor.person} | numbered(work, reply)
    return {"reply": work.insert(reply, card_id=data.card, **said, **whose)}


@command("reply.withdraw", about=the_reply, rule=rule(author=TALKS), example={"reply": 3})
def withdraw(work: Work, data: One, about: Subject) -> Reply:
    """Take one's own reply back."""
    work.update(reply, data.reply, withdrawn=True)
    return {}


@command("reply.return", about=the_reply, rule=rule(author=TALKS), example={"reply": 3})
def put_back(work: Work, data: One, about: Subject) -> Reply:
    """Put a reply of one's own back that was taken back."""
    work.update(reply, data.reply, withdrawn=False)
    return {}


@command(
    "reply.hide",
    about=the_reply,
    rule=MODERATES,
    refuses="not_found",
    undoable=True,
    example={"reply": 3, "reason": "not polite"},
)
def hide(work: Work, data: Hide, about: Subject) -> Reply:
    """Take a reply from the table's sight; leader, chair and author still see it."""
    _insist_there(about)
    work.update(reply, data.reply, hidden=True, reason=data.reason)
    work.say(reply=data.reply, card=about.row["card_id"], reason=data.reason)
    return {}


@command(
    "reply.restore",
    about=the_reply,
    rule=MODERATES,
    refuses="not_found",
    undoable=True,
    example={"reply": 3},
)
def restore(work: Work, data: One, about: Subject) -> Reply:
    """Show a hidden reply again."""
    _insist_there(about)
    work.update(reply, data.reply, hidden=False, reason="")
    work.say(reply=data.reply, card=about.row["card_id"])
    return {}


def _insist_there(about: Subject) -> None:
    if about.row["withdrawn"] or not at_desk(about.also["card"], about.also["board"]):
        raise Refused("not_found")


COMMANDS: tuple[Any, ...] = (post, withdraw, put_back, hide, restore)
