"""A person as a command's subject."""

from __future__ import annotations

from typing import Any

from workshop.features.agenda.about import phase_or_closed
from workshop.features.people.tables import person
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject
from workshop.kernel.work import Work


def oneself(work: Work, data: Any) -> Subject:
    if work.actor.person is None:
        return Subject({}, phase_or_closed(work, "open"))
    row = work.need(person, work.actor.person)
    return Subject(row, phase_or_closed(work, "open"), key=f"person:{row['id']}", person=row["id"])


def the_person(work: Work, data: Any) -> Subject:
    row = work.need(person, data.person)
    if row["same_as"] is not None:  # nobody of their own: only the step that says so can be undone
        raise Refused("not_found", field="person")
    phase = phase_or_closed(work, "open")
    return Subject(row, phase, key=f"person:{row['id']}", group=row["group_id"], person=row["id"])
