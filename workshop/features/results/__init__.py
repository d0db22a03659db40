"""Results: a group's result as handed to the chair, kept as it was at that moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, Column, Integer, String, func, select

from workshop.features.ballots.draw import count
from workshop.features.ballots.tables import round
from workshop.features.cards.tables import card
from workshop.features.groups.about import the_board
from workshop.features.groups.tables import board
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of, Words
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Noun, Room, Row, Shown
from workshop.kernel.rules import Subject, rule
from workshop.kernel.tables import noun_table, refers
from workshop.kernel.work import Work, by_id

RUNS_TABLE = rule(leader="report locked", chair="report locked")

submission = noun_table(
    "submission",
    refers("board_id", board, index=True),
    Column("number", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("cards", JSON, nullable=False),  # [{card, votes}], most votes first
    Column("summary", String(280), nullable=False, default=""),
)


class Submit(Data):
    board: Annotated[int, Of("board")]
    summary: Annotated[str, Words(280, 0)] = ""


class Recall(Data):
    board: Annotated[int, Of("board")]


def see(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    boards = by_id(work.rows(board, (row["board_id"] for row in rows)))
    for row in rows:
        group_id = boards[row["board_id"]]["group_id"]
        told = {"board": row["board_id"], "group": group_id} | {
            name: row[name] for name in ("number", "at", "cards", "summary")
        }
        yield {} if row["gone"] else {f"group:{group_id}": told, f"chair:{row['workshop_id']}": told}


@command(
    "board.submit",
    about=the_board,
    rule=RUNS_TABLE,
    refuses="wrong_phase closed",
    undoable=True,
    example={"board": 1, "summary": "One exchange format first"},
)
def submit(work: Work, data: Submit, about: Subject) -> Reply:
    """Hand the group's result to the chair: its cards and their votes as they stand. Again replaces the earlier."""
    if about.row["phase"] != "report":
        raise Refused("wrong_phase")
    earlier = work.number(select(func.max(submission.c.number)).where(submission.c.board_id == data.board))
    votes = count(work, about.row["round_id"])
    live = (card.c.board_id == data.board, card.c.hidden.is_(False), card.c.withdrawn.is_(False))
    ids = work.ids(select(card.c.id).where(*live, card.c.gone.is_(False)).order_by(card.c.id))
    cards = [{"card": id, "votes": votes.get(f"card:{id}", (0, 0))[0]} for id in ids]
    cards.sort(key=lambda one: -one["votes"])
    work.lean(round, about.row["round_id"])  # its votes are this round's
    whole = {"cards": cards, "summary": data.summary}
    work.insert(submission, board_id=data.board, number=earlier + 1, at=work.now, **whole)
    work.update(board, data.board, submitted=work.now)
    work.say(board=data.board, cards=len(cards))
    return {"number": earlier + 1}


@command("board.recall", about=the_board, rule=RUNS_TABLE, undoable=True, example={"board": 1})
def recall(work: Work, data: Recall, about: Subject) -> Reply:
    """Take the result back to work on it; what was handed in is kept in the history."""
    work.update(board, data.board, submitted=None)
    work.say(board=data.board)
    return {}


COMMANDS: tuple[Any, ...] = (submit, recall)
ROOM = Room("results", nouns=(Noun("submission", submission, see),), commands=COMMANDS)
