"""A declined wish: a code for machines. The sentence for people is found by the door that answers."""

from __future__ import annotations

from typing import Any

# Refusals that say nothing about the wish itself: no receipt is written, the same id may be sent again.
TRANSIENT = frozenset({"too_fast", "busy", "disk_full", "error"})


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
