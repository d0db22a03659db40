"""History: what the chair and the leaders did, step by step, and taking a step back."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from workshop.features.agenda.about import phase_or_closed, workshop_row
from workshop.features.history.records import Deed
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.deeds import DEED, redo, rewind, undo
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Room
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id
from workshop.kernel.tables import deed
from workshop.kernel.work import Work


class Undo(Data):
    deed: Annotated[int, Of("deed")]
    together: bool = False


class Redo(Data):
    deed: Annotated[int, Of("deed")]


class Rewind(Data):
    deed: Annotated[int, Of("deed")]
    preview: bool = False


def step(work: Work, data: Undo | Redo | Rewind) -> Subject:
    row = work.need(deed, data.deed)
    if work.actor.role == "helper" and not work.readable(f"deed:{row['id']}"):
        raise Refused("not_found")  # of a history that is not the theme team's
    # Closing is the one step that must be taken back while closed.
    lasting = row["name"] != "workshop.close" or workshop_row(work)["forgotten"]
    phase = phase_or_closed(work, "open") if lasting else "open"
    return Subject(row, phase, key=f"deed:{row['id']}", group=row["group_id"])


TAKES_BACK = rule(chair="open", helper="open", leader="open")


@command(
    "deed.undo",
    about=step,
    rule=TAKES_BACK,
    settles=True,
    refuses="built_on conflict not_ready in_result",
    reply={"undone": list[Id]},
    example={"deed": 12, "together": False},
)
def undo_deed(work: Work, data: Undo, about: Subject) -> Reply:
    """Take a step back. `built_on` names the later steps that touched the same; `together` undoes them too."""
    return {"undone": undo(work, about.row, data.together)}


@command(
    "deed.redo",
    about=step,
    rule=TAKES_BACK,
    settles=True,
    refuses="conflict not_ready result_seen in_result",
    example={"deed": 12},
)
def redo_deed(work: Work, data: Redo, about: Subject) -> Reply:
    """Do an undone step again."""
    redo(work, about.row)
    return {}


@command(
    "deed.rewind",
    about=step,
    rule=TAKES_BACK,
    settles=True,
    refuses="built_on conflict not_ready not_allowed in_result",
    reply={"undone": list[Id]},
    example={"deed": 12, "preview": True},
)
def rewind_to(work: Work, data: Rewind, about: Subject) -> Reply:
    """Back to how it was right after this step: every later one of the same history undone, all or none.

    `preview` only says which; `built_on` names those of another history that stand in the way.
    """
    return {"undone": rewind(work, about.row, data.preview)}


ROOM = Room("history", nouns=(replace(DEED, record=Deed),), commands=(undo_deed, redo_deed, rewind_to))
