"""The workshop as a command's subject, the phase a closed workshop imposes on all in it, and numbers by chance."""

import secrets
from typing import Any

from sqlalchemy import Table, func, select

from workshop.features.agenda.tables import workshop
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject
from workshop.kernel.work import Work


def workshop_row(work: Work) -> Row:
    row = work.get(workshop, work.workshop)
    if row is None:
        raise Refused("not_found")
    return row


def phase_or_closed(work: Work, phase: str) -> str:
    """`phase`, unless the workshop is closed: then nothing but reading is left."""
    return phase if workshop_row(work)["state"] == "open" else "closed"


def the_workshop(work: Work, data: Any) -> Subject:
    row = workshop_row(work)
    return Subject(row, phase_or_closed(work, "open"), key=f"workshop:{row['id']}")


def one_or_none(work: Work, person: int) -> int | None:
    """Who did something, as it is told; nobody once that was forgotten."""
    return None if person == workshop_row(work)["nobody"] else person


# Numbers drawn by chance lie above those that count up: one database may hold named and anonymous workshops.
LOWEST_DRAWN, HIGHEST_DRAWN = 500_000_000, 999_999_999  # a record's key takes nine digits


def numbered(work: Work, table: Table) -> dict[str, int]:
    """The id of a new row that somebody wrote: in order where writers are named, by chance where they are not (R10).

    Numbers that count up tell in which order things were written, and the order tells who wrote what to whoever saw
    who was typing.
    """
    if workshop_row(work)["named"]:
        return _next(work, table) if work.store.embedded else {}
    while True:
        id = drawn()
        if work.number(select(func.count()).where(table.c.id == id)) == 0:
            return {"id": id}


def drawn() -> int:
    return LOWEST_DRAWN + secrets.randbelow(HIGHEST_DRAWN - LOWEST_DRAWN + 1)


def _next(work: Work, table: Table) -> dict[str, int]:
    # SQLite would go on from the highest number there is, a drawn one. PostgreSQL's own sequence knows of none.
    last = select(func.max(table.c.id)).where(table.c.id < LOWEST_DRAWN)
    return {"id": work.number(last) + 1}
