"""Writing: post, edit, take back."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from sqlalchemy import func, select

from workshop.features.agenda.about import numbered, workshop_row
from workshop.features.agenda.tables import org, workshop
from workshop.features.cards.heads import head_for
from workshop.features.cards.kinds import KINDS
from workshop.features.cards.tables import card
from workshop.features.groups.about import posting_phase
from workshop.features.groups.tables import board
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of, Words
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id
from workshop.kernel.words import key
from workshop.kernel.work import Work

LONGEST = 280  # code points after cleaning
WRITES = "write reveal"


def known_kind(name: str) -> str:
    if name not in KINDS:
        raise ValueError("unknown kind")
    return name


class Written(Data):
    board: Annotated[int, Of("board")]
    kind: Annotated[str, AfterValidator(known_kind), Field(json_schema_extra={"enum": list(KINDS)})]
    text: Annotated[str, Words(LONGEST)]
    lang: Literal["lo", "en"]
    answers: Annotated[int, Of("card")] | None = None
    org: Annotated[int, Of("org")] | None = None


class Post(Written):
    into: Annotated[int, Of("card")] | None = None


class Card(Data):
    card: Annotated[int, Of("card")]


class Edit(Card):
    text: Annotated[str, Words(LONGEST)]
    lang: Literal["lo", "en"] | None = None
    org: Annotated[int, Of("org")] | None = None


def the_card(work: Work, data: Any) -> Subject:
    row = work.need(card, data.card)
    on = work.need(board, row["board_id"])
    return Subject(
        row,
        posting_phase(work, on),
        key=f"card:{row['id']}",
        group=on["group_id"],
        author=row["author_id"],
        hidden=row["hidden"],
    )


def an_own_card(work: Work, data: Any) -> Subject:
    """Hidden too: who is asked to say it more clearly must be able to."""
    return replace(the_card(work, data), hidden=False)


def a_board_to_write_on(work: Work, data: Any) -> Subject:
    row = work.need(board, data.board)
    return Subject(row, posting_phase(work, row), key=f"board:{row['id']}", group=row["group_id"])


@command(
    "card.post",
    about=a_board_to_write_on,
    rule=rule(member=WRITES, leader=f"{WRITES} report"),
    refuses="empty too_long wrong_phase locked closed not_found invalid too_fast",
    reply={"card": Id},
    example={
        "board": 1,
        "kind": "problem",
        "text": "Ministry systems are not connected",
        "lang": "en",
        "org": 13,
    },
)
def post(work: Work, data: Post, about: Subject) -> Reply:
    """Put a card on one's own table's board. In `write` it is private to its author until the board is revealed.

    With `into` it is merged at once under a card that says the same.
    """
    head = None if data.into is None else head_for(work, data.into, data.board, data.kind)
    person = work.actor.person or 0
    return {"card": new_card(work, data, about.row, person, into=head, pending=_waits(work))}


def new_card(work: Work, data: Written, on: Row, author: int, **more: Any) -> int:
    if data.answers is not None:
        _check_answer(work, data, on)
    if data.org is not None:
        work.need(org, data.org)
    keep_promise(work)
    said = {"text": data.text, "key": key(data.text), "lang": data.lang}
    about: dict[str, Any] = {"kind": data.kind, "answers": data.answers, "org_id": data.org}
    about |= {"board_id": data.board, "author_id": author, "at": work.now} | numbered(work, card)
    return work.insert(card, **said, **about, **more)


def _waits(work: Work) -> bool:
    """Do this person's words wait for their leader's yes?"""
    return bool(workshop_row(work)["approve"] and work.actor.role == "participant")


@command(
    "card.edit",
    about=an_own_card,
    rule=rule(author=WRITES),
    refuses="empty too_long wrong_phase locked closed not_allowed not_found",
    example={"card": 17, "text": "Ministry systems do not exchange data"},
)
def edit(work: Work, data: Edit, about: Subject) -> Reply:
    """Change the words of one's own card. Hidden, it stays so until the leader shows it, or has it to approve again."""
    if data.org is not None:
        work.need(org, data.org)
    kept: dict[str, Any] = {"org_id": data.org} if "org" in data.model_fields_set else {}
    kept |= {"lang": data.lang} if data.lang else {}
    keep_promise(work)
    # The author's words stand again, and wait again where the leader reads first: also those that were put off.
    kept |= {"original": None} | ({"pending": True, "hidden": False, "reason": ""} if _waits(work) else {})
    work.update(card, data.card, text=data.text, key=key(data.text), edited=True, **kept)
    return {}


@command("card.withdraw", about=an_own_card, rule=rule(author=WRITES), example={"card": 17})
def withdraw(work: Work, data: Card, about: Subject) -> Reply:
    """Take one's own card back; it can be returned."""
    work.update(card, data.card, withdrawn=True)
    return {}


@command("card.return", about=an_own_card, rule=rule(author=WRITES), example={"card": 17})
def put_back(work: Work, data: Card, about: Subject) -> Reply:
    """Put a withdrawn card of one's own back on the board."""
    work.update(card, data.card, withdrawn=False)
    return {}


def keep_promise(work: Work) -> None:
    """Words written believing it anonymous: it stays so (R10)."""
    if not workshop_row(work)["named"]:
        work.update(workshop, work.workshop, promised=True)


def _check_answer(work: Work, data: Written, on: Row) -> None:
    """A solution answers a problem of the same board, one that its writer can see."""
    asked = work.need(card, data.answers or 0, field="answers")
    mine = asked["author_id"] == work.actor.person
    if (
        asked["board_id"] != data.board
        or asked["withdrawn"]
        or asked["hidden"]
        or ((on["phase"] == "write" or asked["pending"]) and not mine)
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


COMMANDS: tuple[Any, ...] = (post, edit, withdraw, put_back)
