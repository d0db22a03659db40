"""Verbs on groups and the state of their boards: name, phase, lock."""

from __future__ import annotations

import secrets
from typing import Annotated, Any, Literal

from sqlalchemy import func, select

from workshop.features.agenda.about import the_workshop
from workshop.features.groups.about import boards, the_board, the_group
from workshop.features.groups.tables import board, group
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of, Title
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id
from workshop.kernel.work import Work

Phase = Literal["write", "reveal", "vote", "report"]
RUNS_TABLE = rule(leader="*", chair="*")
COLOURS = 8
MOST_GROUPS = 60


class AddGroup(Data):
    name: Title


class RenameGroup(Data):
    group: Annotated[int, Of("group")]
    name: Title


class Move(Data):
    board: Annotated[int, Of("board")]
    phase: Phase


class MoveAll(Data):
    phase: Phase


class Lock(Data):
    board: Annotated[int, Of("board")]
    locked: bool
    what: Literal["all", "posting", "voting"] = "all"


class Ready(Data):
    board: Annotated[int, Of("board")]
    ready: bool


@command(
    "group.add",
    about=the_workshop,
    rule=rule(chair="open"),
    refuses="empty too_long full",
    undoable=True,
    reply={"group": Id},
    example={"name": {"lo": "ກຸ່ມທີ 7", "en": "Group 7"}},
)
def add_group(work: Work, data: AddGroup, about: Subject) -> Reply:
    """Add a group with an empty board."""
    return {"group": new_group(work, data.name.kept())}


def new_group(work: Work, name: dict[str, str]) -> int:
    """A group, numbered after the last one, and its board."""
    number = work.number(select(func.max(group.c.number)).where(group.c.workshop_id == work.workshop)) + 1
    if number > MOST_GROUPS:
        raise Refused("full")
    id = work.insert(group, number=number, name=name, colour=(number - 1) % COLOURS, invite=new_invite())
    work.insert(board, group_id=id, phase="write", locked=False)
    return id


def new_invite() -> int:
    """By chance, not by counting: after a restored backup the same ids are given to other groups."""
    return secrets.randbelow(900_000_000) + 1


@command(
    "group.rename",
    about=the_group,
    rule=rule(leader="open", chair="open"),
    refuses="empty too_long",
    undoable=True,
    example={"group": 1, "name": {"lo": "ກຸ່ມພື້ນຖານໂຄງລ່າງ", "en": "Infrastructure"}},
)
def rename_group(work: Work, data: RenameGroup, about: Subject) -> Reply:
    """Give a group its name, in Lao, English or both."""
    work.update(group, data.group, name=data.name.kept())
    work.say(group=data.group)
    return {}


@command(
    "board.move", about=the_board, rule=RUNS_TABLE, undoable=True, example={"board": 1, "phase": "reveal"}
)
def move(work: Work, data: Move, about: Subject) -> Reply:
    """Move a board to a phase, forward or back. Back to `write` makes its cards private again."""
    enter(work, data.board, data.phase)
    work.say(board=data.board, phase=data.phase)
    return {}


@command(
    "board.move_all",
    about=the_workshop,
    rule=rule(chair="open"),
    undoable=True,
    reply={"moved": int},
    example={"phase": "vote"},
)
def move_all(work: Work, data: MoveAll, about: Subject) -> Reply:
    """Move every board to a phase at once; one step to undo."""
    moved = [row["id"] for row in boards(work) if row["phase"] != data.phase]
    for id in moved:
        enter(work, id, data.phase)
    work.say(phase=data.phase)
    return {"moved": len(moved)}


def enter(work: Work, id: int, phase: str, **more: Any) -> None:
    """The board begins a phase. "Ready" was said of the one that ends, and what was presented is put away with it."""
    work.update(board, id, phase=phase, **more)
    shown = {} if phase == "report" else {"presenting": None}
    work.update_for_good(board, id, ready=None, **shown)


@command("board.lock", about=the_board, rule=RUNS_TABLE, undoable=True, example={"board": 1, "locked": True})
def lock(work: Work, data: Lock, about: Subject) -> Reply:
    """Stop, or let go on, what members do on this board: all of it, their posting, or their voting."""
    if data.what == "all":
        work.update(board, data.board, locked=data.locked)
    else:
        work.update(board, data.board, **{data.what: not data.locked})
    work.say(board=data.board, locked=data.locked, what=data.what)
    return {}


@command("board.ready", about=the_board, rule=rule(leader="*"), example={"board": 1, "ready": True})
def ready(work: Work, data: Ready, about: Subject) -> Reply:
    """Tell the chair that this table is ready to go on, or is not any more."""
    since = about.row["ready"] or work.now
    work.update(board, data.board, ready=since if data.ready else None)
    return {}


COMMANDS: tuple[Any, ...] = (add_group, rename_group, move, move_all, lock, ready)
