"""History: what the chair and the leaders did, step by step, and taking a step back."""

from __future__ import annotations

from typing import Annotated

from workshop.features.agenda.about import phase_or_closed
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.deeds import DEED, redo, undo
from workshop.kernel.nouns import Room
from workshop.kernel.rules import Subject, rule
from workshop.kernel.tables import deed
from workshop.kernel.work import Work


class Undo(Data):
    deed: Annotated[int, Of("deed")]
    together: bool = False


class Redo(Data):
    deed: Annotated[int, Of("deed")]


def step(work: Work, data: Undo | Redo) -> Subject:
    row = work.need(deed, data.deed)
    # Closing is the one step that must be taken back while closed.
    phase = "open" if row["name"] == "workshop.close" else phase_or_closed(work, "open")
    return Subject(row, phase, key=f"deed:{row['id']}", group=row["group_id"])


@command(
    "deed.undo",
    about=step,
    rule=rule(chair="open", leader="open"),
    refuses="built_on conflict not_ready",
    example={"deed": 12, "together": False},
)
def undo_deed(work: Work, data: Undo, about: Subject) -> Reply:
    """Take a step back. `built_on` names the later steps that touched the same; `together` undoes them too."""
    return {"undone": undo(work, about.row, data.together)}


@command(
    "deed.redo",
    about=step,
    rule=rule(chair="open", leader="open"),
    refuses="conflict not_ready",
    example={"deed": 12},
)
def redo_deed(work: Work, data: Redo, about: Subject) -> Reply:
    """Do an undone step again."""
    redo(work, about.row)
    return {}


ROOM = Room("history", nouns=(DEED,), commands=(undo_deed, redo_deed))
