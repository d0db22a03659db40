"""The vision board as a command's subject."""

from __future__ import annotations

from typing import Any

from workshop.features.agenda.about import phase_or_closed
from workshop.features.vision.tables import theme, vision
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.work import Work

TEAM = rule(helper="open", chair="open")
CHAIR = rule(chair="open")


def vision_row(work: Work) -> Row:
    return work.need(vision, work.workshop)


def the_vision(work: Work, data: Any) -> Subject:
    row = vision_row(work)
    return Subject(row, phase_or_closed(work, "open"), key=f"vision:{row['id']}")


def the_theme(work: Work, data: Any) -> Subject:
    row = work.need(theme, data.theme)
    return Subject(row, phase_or_closed(work, "open"), key=f"theme:{row['id']}")


def a_retired_theme(work: Work, data: Any) -> Subject:
    row = work.any(theme, data.theme)
    if row is None:
        raise Refused("not_found")
    # Gone from every stream, so only the rule speaks: anyone outside the team learns nothing of it.
    return Subject(row, phase_or_closed(work, "open"), key=f"theme:{row['id']}")


def born(work: Work, hall: Row) -> None:
    # The workshop is being made in this very work, which is not its own yet.
    work.insert(vision, id=hall["id"], workshop_id=hall["id"])
