"""Writing: post, edit, take back, and the leader's hide and restore."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from sqlalchemy import func, select

from workshop.features.agenda.about import workshop_row
from workshop.features.agenda.tables import org, workshop
from workshop.features.cards.kinds import KINDS
from workshop.features.cards.tables import card
from workshop.features.groups.about import board_phase, the_board
from workshop.features.groups.tables import board
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of, Words
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.words import key
from workshop.kernel.work import Work

LONGEST = 280  # code points after cleaning
WRITES = "write reveal"
MODERATES = rule(leader="reveal vote report locked", chair="reveal vote report locked")


def known_kind(name: str) -> str:
    if name not in KINDS:
        raise ValueError("unknown kind")
    return name


class Post(Data):
    board: Annotated[int, Of("board")]
    kind: Annotated[str, AfterValidator(known_kind), Field(json_schema_extra={"enum": list(KINDS)})]
    text: Annotated[str, Words(LONGEST)]
    lang: Literal["lo", "en"]
    answers: Annotated[int, Of("card")] | None = None
    org: Annotated[int, Of("org")] | None = None


class Card(Data):
    card: Annotated[int, Of("card")]


class Edit(Card):
    text: Annotated[str, Words(LONGEST)]
    lang: Literal["lo", "en"] | None = None
    org: Annotated[int, Of("org")] | None = None


class Hide(Card):
    reason: Annotated[str, Words(140, 0)] = ""


def the_card(work: Work, data: Any) -> Subject:
    row = work.need(card, data.card)
    on = work.need(board, row["board_id"])
    return Subject(
        row,
        board_phase(work, on),
        key=f"card:{row['id']}",
        group=on["group_id"],
        author=row["author_id"],
        hidden=row["hidden"],
    )


@command(
    "card.post",
    about=the_board,
    rule=rule(member=WRITES, leader=f"{WRITES} report"),
    refuses="empty too_long wrong_phase locked closed not_found invalid too_fast",
    example={
        "board": 1,
        "kind": "problem",
        "text": "Ministry systems are not connected",
        "lang": "en",
        "org": 13,
    },
)
def post(work: Work, data: Post, about: Subject) -> Reply:
    """Put a card on one's own table's board. In `write` it is private to its author until the board is revealed."""
    if data.answers is not None:
        _check_answer(work, data, about.row)
    if data.org is not None:
        work.need(org, data.org)
    _promise(work)
    id = work.insert(
        card,
        board_id=data.board,
        author_id=work.actor.person,
        kind=data.kind,
        text=data.text,
        key=key(data.text),
        lang=data.lang,
        answers=data.answers,
        org_id=data.org,
        at=work.now,
    )
    return {"card": id}


@command(
    "card.edit",
    about=the_card,
    rule=rule(author=WRITES),
    refuses="empty too_long wrong_phase locked closed not_allowed not_found",
    example={"card": 17, "text": "Ministry systems do not exchange data"},
)
def edit(work: Work, data: Edit, about: Subject) -> Reply:
    """Change the words of one's own card."""
    if data.org is not None:
        work.need(org, data.org)
    kept: dict[str, Any] = {"org_id": data.org} if "org" in data.model_fields_set else {}
    kept |= {"lang": data.lang} if data.lang else {}
    _promise(work)
    work.update(card, data.card, text=data.text, key=key(data.text), edited=True, **kept)
    return {}


@command("card.withdraw", about=the_card, rule=rule(author=WRITES), example={"card": 17})
def withdraw(work: Work, data: Card, about: Subject) -> Reply:
    """Take one's own card back; it can be returned."""
    work.update(card, data.card, withdrawn=True)
    return {}


@command("card.return", about=the_card, rule=rule(author=WRITES), example={"card": 17})
def put_back(work: Work, data: Card, about: Subject) -> Reply:
    """Put a withdrawn card of one's own back on the board."""
    work.update(card, data.card, withdrawn=False)
    return {}


@command("card.hide", about=the_card, rule=MODERATES, undoable=True, example={"card": 17, "reason": "double"})
def hide(work: Work, data: Hide, about: Subject) -> Reply:
    """Take a card from the table's sight; leader, chair and author still see it, and that it is hidden."""
    _insist_there(about.row)
    work.update(card, data.card, hidden=True, reason=data.reason)
    work.say(card=data.card)
    return {}


@command("card.restore", about=the_card, rule=MODERATES, undoable=True, example={"card": 17})
def restore(work: Work, data: Card, about: Subject) -> Reply:
    """Show a hidden card again."""
    _insist_there(about.row)
    work.update(card, data.card, hidden=False, reason="")
    work.say(card=data.card)
    return {}


def _promise(work: Work) -> None:
    """Words written believing it anonymous: it stays so (R10)."""
    if not workshop_row(work)["named"]:
        work.update(workshop, work.workshop, promised=True)


def _insist_there(row: Row) -> None:
    if row["withdrawn"]:
        raise Refused("not_found")


def _check_answer(work: Work, data: Post, on: Row) -> None:
    """A solution answers a problem of the same board, one that its writer can see."""
    asked = work.need(card, data.answers or 0)
    mine = asked["author_id"] == work.actor.person
    if (
        asked["board_id"] != data.board
        or asked["withdrawn"]
        or asked["hidden"]
        or (on["phase"] == "write" and not mine)
    ):
        raise Refused("not_found", field="answers")
    if asked["kind"] not in KINDS[data.kind].answers:
        raise Refused("invalid", field="answers")


def count_in(work: Work, row: Row) -> None:
    work.mark("progress", work.need(board, row["board_id"])["group_id"])


def count_again(work: Work, row: Row, changed: Row) -> None:
    """Whatever takes a card from sight or brings it back, an undo too, changes its table's numbers."""
    if changed.keys() & {"hidden", "withdrawn", "gone"}:
        work.mark("progress", work.rows(board, [row["board_id"]])[0]["group_id"])


def guard_board(work: Work, row: Row, changed: Row) -> None:
    """A board with cards on it cannot be undone away from under them."""
    if changed.get("gone") and work.number(select(func.count()).where(card.c.board_id == row["id"])):
        raise Refused("not_ready")


COMMANDS: tuple[Any, ...] = (post, edit, withdraw, put_back, hide, restore)
