"""A call, as the chair and the desk see it."""

from typing import ClassVar

from workshop.kernel.shapes import Id, Ms, Record


class Call(Record):
    """A leader asks the chair to come."""

    streams: ClassVar = "chair desk"
    board: Id
    group: Id
    by: Id | None
    text: str
    at: Ms
    open: bool
