"""The kinds of card. A new kind is one entry here, one mark in the client's kinds, and its word in the catalogues."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    name: str
    answers: tuple[str, ...] = ()  # the kinds it may be an answer to


KINDS = {
    kind.name: kind
    for kind in (
        Kind("problem"),
        Kind("solution", answers=("problem",)),
        Kind("lesson"),
    )
}
