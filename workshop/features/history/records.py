"""A step that can be undone, as the histories tell it."""

from typing import Any, ClassVar, Literal

from workshop.kernel.shapes import CommandName, Id, Ms, Record, sometimes


class Deed(Record):
    """
    A step of the history; on a group's desk when it was about that group, on the team's stream when the
    theme team may do it; `note` stands on a line that nothing takes back.
    """

    streams: ClassVar = "chair team desk"
    name: CommandName
    at: Ms
    says: dict[str, Any]
    undone: bool
    note: Literal[True] = sometimes()
    group: Id | None
    by: Id | None
