"""A declined wish: a code for machines. The sentence for people is found by the door that answers."""

from __future__ import annotations

from typing import Any

# Refusals that say nothing about the wish itself: no receipt is written, the same id may be sent again.
TRANSIENT = frozenset({"too_fast", "busy", "disk_full", "error"})

# Why each code of the engine's own is given. Rooms declare theirs. Any command may be answered with these:
ALWAYS = {
    "malformed": "the frame, the body or the command id cannot be read",
    "unknown_command": "no command has this name",
    "unknown_field": "a field nobody declared: `field` names it",
    "invalid": "a field of the wrong kind, or missing: `field` names it",
    "empty": "nothing is left of a required text once it is cleaned",
    "too_long": "more than `max` code points, or entries, once cleaned",
    "too_many_lines": "a text of paragraphs has more lines than `max`",
    "not_allowed": "the rule names no relation that holds",
    "not_found": "there is no such row, or none this person may know of",
    "wrong_phase": "the relation holds, in another phase",
    "locked": "the board is locked",
    "closed": "the workshop is closed",
    "id_reused": "this id came before with another name or body",
    "too_fast": "transient: come again after `retry_after` seconds, with the same id",
    "busy": "transient: the queue or the database is full",
    "disk_full": "transient: the server's disk has no room left; nothing was kept",
    "error": "transient: a fault of the server's",
}
# And with these, the commands that name them.
NAMED = {
    "not_ready": "there is nothing to do this to yet, or something still stands on it",
    "built_on": "later steps, `deeds`, touched the same: undo them together",
    "conflict": "something that is no step of the history has changed the row since",
}


class Refused(Exception):
    """The wish was understood and declined. `code` names why; `params` fill the sentence."""

    def __init__(self, code: str, *, retry_after: float | None = None, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.retry_after = retry_after

    @property
    def transient(self) -> bool:
        return self.code in TRANSIENT
