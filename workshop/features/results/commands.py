"""Preparing the group's result and handing it to the chair."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import func, select

from workshop.features.ballots.tables import round
from workshop.features.cards.heads import heads, on_view
from workshop.features.cards.tables import card
from workshop.features.groups.about import the_board
from workshop.features.groups.tables import board
from workshop.features.people import standing
from workshop.features.results.standing import NO_WORDS, changes, laid, result
from workshop.features.results.tables import submission
from workshop.features.results.views import with_votes_of
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of, Paragraph
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.work import Work

HANDS_IN = rule(leader="report locked", chair="report locked")
PREPARES = rule(leader="reveal vote report locked", chair="reveal vote report locked")
MOST = 50  # cards chosen to present


class Board(Data):
    board: Annotated[int, Of("board")]


class Arrange(Board):
    cards: list[Annotated[int, Of("card")]] = Field(max_length=MOST)


class Summarise(Board):
    summary: Paragraph


@command(
    "board.arrange",
    about=the_board,
    rule=PREPARES,
    refuses="not_found",
    undoable=True,
    example={"board": 1, "cards": [17, 21]},
)
def arrange(work: Work, data: Arrange, about: Subject) -> Reply:
    """Choose the cards to present, in this order; none chosen presents the ten with most votes."""
    rows = [work.need(card, id, field="cards", card=id) for id in data.cards]
    for row in rows:
        if row["board_id"] != data.board or not on_view(row, about.row):
            raise Refused("not_found", field="cards", card=row["id"])
    under = heads(work, rows)
    picks = list(dict.fromkeys(under.get(id, id) for id in data.cards))
    work.update(board, data.board, picks=picks or None)
    work.say(board=data.board, cards=len(picks))
    return {}


@command(
    "board.summarise",
    about=the_board,
    rule=PREPARES,
    refuses="too_long too_many_lines",
    undoable=True,
    example={"board": 1, "summary": {"lo": "", "en": "One exchange format first, then the services."}},
)
def summarise(work: Work, data: Summarise, about: Subject) -> Reply:
    """The group's result in a paragraph, in Lao, English or both."""
    said = data.summary.model_dump()
    work.update(board, data.board, summary=said if any(said.values()) else None)
    work.say(board=data.board)
    return {}


@command(
    "board.submit",
    about=the_board,
    rule=HANDS_IN,
    refuses="wrong_phase closed",
    undoable=True,
    reply={"number": int},
    example={"board": 1},
)
def submit(work: Work, data: Board, about: Subject) -> Reply:
    """Hand the group's result to the chair: its cards, votes, order and paragraph as they stand. Again replaces it.

    The chair is shown what changed since the one before.
    """
    on = about.row
    if on["phase"] != "report":
        raise Refused("wrong_phase")
    mine = select(submission).where(submission.c.board_id == data.board, submission.c.gone.is_(False))
    earlier = work.one(mine.order_by(submission.c.number.desc()).limit(1))
    # Numbered after those undone, too: a number names one result for good.
    last = work.number(select(func.max(submission.c.number)).where(submission.c.board_id == data.board))
    lines, summary = result(work, on), on["summary"] or NO_WORDS
    work.lean(round, on["round_id"])  # its votes are this round's
    work.insert(
        submission,
        board_id=data.board,
        round_id=on["round_id"],
        number=last + 1,
        at=work.now,
        cards=lines,
        summary=summary,
        changes=None if earlier is None else changes(earlier, lines, summary),
        **laid(work, on, lines),
    )
    work.update(board, data.board, submitted=work.now)
    work.say(board=data.board, cards=len(lines))
    return {"number": last + 1}


@command("board.recall", about=the_board, rule=HANDS_IN, undoable=True, example={"board": 1})
def recall(work: Work, data: Board, about: Subject) -> Reply:
    """Take the result back to work on it; what was handed in is kept in the history."""
    work.update(board, data.board, submitted=None)
    work.say(board=data.board)
    return {}


def guard_person(work: Work, row: Row, changed: Row) -> None:
    """What would leave or enter a result with somebody is their ballot: the chair alone does that."""
    if work.actor.role == "leader" and changed.keys() & standing.DECIDES and with_votes_of(work, [row["id"]]):
        raise Refused("in_result")


COMMANDS: tuple[Any, ...] = (arrange, summarise, submit, recall)
