"""Calls: a leader asks the chair to come; no hand has to be raised in a loud room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from sqlalchemy import BigInteger, Boolean, Column, String

from workshop.features.agenda.about import one_or_none, phase_or_closed
from workshop.features.calls import records
from workshop.features.groups.about import the_board
from workshop.features.groups.tables import board
from workshop.features.people.tables import person
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of, Words
from workshop.kernel.nouns import Noun, Room, Row, Shown
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id
from workshop.kernel.tables import noun_table, refers
from workshop.kernel.work import Work, by_id

call = noun_table(
    "call",
    refers("board_id", board, index=True),
    refers("person_id", person),
    Column("text", String(140), nullable=False, default=""),
    Column("at", BigInteger, nullable=False),
    Column("open", Boolean, nullable=False, default=True),
)


class Make(Data):
    board: Annotated[int, Of("board")]
    text: Annotated[str, Words(140, 0)] = ""


class Close(Data):
    call: Annotated[int, Of("call")]


def see(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    boards = by_id(work.rows(board, (row["board_id"] for row in rows)))
    for row in rows:
        group_id = boards[row["board_id"]]["group_id"]
        told = {"board": row["board_id"], "group": group_id, "by": one_or_none(work, row["person_id"])}
        told |= {name: row[name] for name in ("text", "at", "open")}
        yield {} if row["gone"] else {f"chair:{row['workshop_id']}": told, f"desk:{group_id}": told}


def the_call(work: Work, data: Any) -> Subject:
    row = work.need(call, data.call)
    on = work.need(board, row["board_id"])
    return Subject(row, phase_or_closed(work, "open"), key=f"call:{row['id']}", group=on["group_id"])


@command(
    "call.make",
    about=the_board,
    rule=rule(leader="*"),
    refuses="too_long",
    reply={"call": Id},
    example={"board": 1, "text": "May we add a seventh sector?"},
)
def make(work: Work, data: Make, about: Subject) -> Reply:
    """Ask the chair to come to the table, with a word why. Seen by the chair and this table's leaders alone."""
    return {
        "call": work.insert(
            call, board_id=data.board, person_id=work.actor.person, text=data.text, at=work.now, open=True
        )
    }


@command("call.close", about=the_call, rule=rule(leader="open", chair="open"), example={"call": 1})
def close(work: Work, data: Close, about: Subject) -> Reply:
    """The chair has come; or the table needs them no more, and its call goes as if it had not been made."""
    if work.actor.role == "chair":
        work.update(call, data.call, open=False)
    else:
        work.update(call, data.call, open=False, gone=True)
    return {}


COMMANDS: tuple[Any, ...] = (make, close)
ROOM = Room("calls", nouns=(Noun("call", call, see, record=records.Call),), commands=COMMANDS)
