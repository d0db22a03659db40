"""The workshop as a command's subject, and the phase a closed workshop imposes on everything in it."""

from typing import Any

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
