"""A board's timer, kept as an instant: every phone draws it from the server's clock, nothing ticks here."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from workshop.features.groups.about import the_board
from workshop.features.groups.tables import board
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject, rule
from workshop.kernel.work import Work

RUNS_TABLE = rule(leader="*", chair="*")
LONGEST = 8 * 3600  # seconds


class Timer(Data):
    board: Annotated[int, Of("board")]


class TimerOf(Timer):
    seconds: int = Field(ge=5, le=LONGEST)


class TimerBy(Timer):
    seconds: int = Field(ge=-LONGEST, le=LONGEST)


@command("timer.start", about=the_board, rule=RUNS_TABLE, example={"board": 1, "seconds": 600})
def start(work: Work, data: TimerOf, about: Subject) -> Reply:
    """Start the board's timer afresh."""
    length = data.seconds * 1000
    work.update(board, data.board, timer_ends=work.now + length, timer_left=None, timer_length=length)
    return {}


@command("timer.pause", about=the_board, rule=RUNS_TABLE, refuses="not_ready", example={"board": 1})
def pause(work: Work, data: Timer, about: Subject) -> Reply:
    """Hold the timer where it is; one that is over there is nothing to hold of."""
    ends = about.row["timer_ends"]
    if ends is None or ends <= work.now:
        raise Refused("not_ready")
    work.update(board, data.board, timer_ends=None, timer_left=max(0, ends - work.now))
    return {}


@command("timer.resume", about=the_board, rule=RUNS_TABLE, refuses="not_ready", example={"board": 1})
def resume(work: Work, data: Timer, about: Subject) -> Reply:
    """Let a held timer run on."""
    left = about.row["timer_left"]
    if left is None:
        raise Refused("not_ready")
    work.update(board, data.board, timer_ends=work.now + left, timer_left=None)
    return {}


@command(
    "timer.add", about=the_board, rule=RUNS_TABLE, refuses="not_ready", example={"board": 1, "seconds": 60}
)
def add(work: Work, data: TimerBy, about: Subject) -> Reply:
    """Add seconds to the timer, running, held or just over; negative takes away. What was over runs on."""
    by, row = data.seconds * 1000, about.row
    if row["timer_ends"] is not None or (row["timer_left"] == 0 and by > 0):
        ends = max(work.now, max(row["timer_ends"] or 0, work.now) + by)
        work.update(
            board,
            data.board,
            timer_ends=ends,
            timer_left=None,
            timer_length=max(by, row["timer_length"] + by, 0),
        )
    elif row["timer_left"] is not None:
        left = max(0, row["timer_left"] + by)
        work.update(board, data.board, timer_left=left, timer_length=max(left, row["timer_length"] + by))
    else:
        raise Refused("not_ready")
    return {}


@command("timer.stop", about=the_board, rule=RUNS_TABLE, example={"board": 1})
def stop(work: Work, data: Timer, about: Subject) -> Reply:
    """Take the timer away."""
    work.update(board, data.board, timer_ends=None, timer_left=None, timer_length=None)
    return {}


COMMANDS: tuple[Any, ...] = (start, pause, resume, add, stop)
