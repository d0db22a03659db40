"""Groups and the state of their boards are seen by the whole room, the screen too; what is on a board is not."""

from collections.abc import Iterable, Sequence

from workshop.features.agenda.views import room
from workshop.features.groups import records
from workshop.features.groups.about import presenting
from workshop.features.groups.tables import board, group
from workshop.kernel.nouns import Noun, Row, Shown
from workshop.kernel.work import Work

TOLD = ("phase", "locked", "posting", "voting", "ready", "submitted")


def see_group(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        yield {} if row["gone"] else {room(row): {name: row[name] for name in ("number", "name", "colour")}}


def see_board(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        told = {"group": row["group_id"], "timer": timer_of(row)}
        told |= {"presenting": row["presenting"] if presenting(row) else None}
        yield {} if row["gone"] else {room(row): told | {name: row[name] for name in TOLD}}


def timer_of(row: Row) -> dict[str, int | None] | None:
    if row["timer_ends"] is None and row["timer_left"] is None:
        return None
    return {"ends": row["timer_ends"], "left": row["timer_left"], "length": row["timer_length"]}


GROUP = Noun("group", group, see_group, record=records.Group)
BOARD = Noun("board", board, see_board, record=records.Board)
