"""Holding up a card, and presenting a result card by card."""

from __future__ import annotations

from typing import Annotated, Any

from workshop.features.cards.heads import on_view
from workshop.features.cards.tables import card
from workshop.features.groups.about import boards, the_board
from workshop.features.groups.tables import board
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject, rule
from workshop.kernel.work import Work


class Spotlight(Data):
    board: Annotated[int, Of("board")]
    card: Annotated[int, Of("card")] | None
    room: bool = False


class Present(Data):
    board: Annotated[int, Of("board")]
    on: bool


@command(
    "board.spotlight",
    about=the_board,
    rule=rule(leader="reveal vote report locked", chair="reveal vote report locked"),
    refuses="not_found",
    example={"board": 1, "card": 17, "room": False},
)
def spotlight(work: Work, data: Spotlight, about: Subject) -> Reply:
    """Hold a card up on the table's phones, with `room` on the screen too; `null` takes it down.

    While the table presents, it is the card the screen shows; `null` is the overview.
    """
    if data.card is not None:
        row = work.need(card, data.card, field="card")
        if row["board_id"] != data.board or not on_view(row, about.row):
            raise Refused("not_found", field="card")
    lit = None if data.card is None else work.now
    work.update(board, data.board, spotlight=data.card, lit=lit, room=data.card is not None and data.room)
    return {}


@command(
    "board.present",
    about=the_board,
    rule=rule(leader="report locked", chair="report locked"),
    refuses="wrong_phase",
    example={"board": 1, "on": True},
)
def present(work: Work, data: Present, about: Subject) -> Reply:
    """Show this table's result on the screen, or stop. One table presents at a time."""
    if about.row["phase"] != "report" and data.on:
        raise Refused("wrong_phase")
    for row in boards(work) if data.on else ():
        if row["id"] != data.board and row["presenting"] is not None:
            work.update(board, row["id"], presenting=None, spotlight=None, lit=None, room=False)
    since = (about.row["presenting"] or work.now) if data.on else None
    if since != about.row["presenting"]:
        work.update(board, data.board, presenting=since, spotlight=None, lit=None, room=False)
    return {}


COMMANDS: tuple[Any, ...] = (spotlight, present)
