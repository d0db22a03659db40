"""A group or its board as a command's subject."""

from typing import Any

from sqlalchemy import select

from workshop.features.agenda.about import phase_or_closed
from workshop.features.groups.tables import board, group
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject
from workshop.kernel.work import Work


def board_phase(work: Work, row: Row) -> str:
    return phase_or_closed(work, "locked" if row["locked"] else row["phase"])


def posting_phase(work: Work, row: Row) -> str:
    """The phase as it is for what members write: locked too where only posting is stopped."""
    return board_phase(work, row if row["posting"] else row | {"locked": True})


def voting_phase(work: Work, row: Row) -> str:
    """The phase as it is for ballots: locked too where only voting is stopped."""
    return board_phase(work, row if row["voting"] else row | {"locked": True})


def the_board(work: Work, data: Any) -> Subject:
    return board_subject(work, work.need(board, data.board))


def board_subject(work: Work, row: Row) -> Subject:
    return Subject(row, board_phase(work, row), key=f"board:{row['id']}", group=row["group_id"])


def the_group(work: Work, data: Any) -> Subject:
    row = work.need(group, data.group)
    return Subject(row, phase_or_closed(work, "open"), key=f"group:{row['id']}", group=row["id"])


def presenting(row: Row) -> bool:
    """Its result is on the screen. Not before its votes may be told."""
    return row["presenting"] is not None and row["phase"] == "report"


def boards(work: Work) -> list[Row]:
    mine = select(board).where(board.c.workshop_id == work.workshop, board.c.gone.is_(False))
    return work.all(mine.order_by(board.c.id))
