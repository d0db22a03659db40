"""Where two rows are made one person, one ballot counts: theirs who stays, or where they laid none, the other's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from workshop.features.ballots.tables import ballot
from workshop.kernel.nouns import Row
from workshop.kernel.work import Work

NOT_KEPT = {"id", "workshop_id", "gone", "person_id", "caster_id", "dots", "told"}


def carry_over(work: Work, row: Row, changed: Row) -> None:
    """Lay again for who stays what the other laid in rounds in which they have nothing. Undone with the step."""
    stays = changed.get("same_as")
    if stays is None:
        return
    laid = {person: _laid(work, person) for person in (row["id"], stays)}
    voted = {one["round_id"] for one in laid[stays] if one["dots"]}
    there = {(one["round_id"], one["subject"]): one["id"] for one in laid[stays]}
    for one in laid[row["id"]]:
        if not one["dots"] or one["round_id"] in voted:
            continue
        id = there.get((one["round_id"], one["subject"]))
        if id is None:
            # First without dots: taken back, the step leaves a ballot that says nothing.
            id = work.insert(
                ballot, person_id=stays, dots=0, caster_id=_caster(one, stays), **_as_it_was(one)
            )
        work.update(ballot, id, dots=one["dots"], told=one["told"], caster_id=_caster(one, stays))


def _laid(work: Work, person: int) -> list[Row]:
    return work.all(select(ballot).where(ballot.c.person_id == person))


def _caster(one: Row, stays: int) -> int:
    return stays if one["caster_id"] == one["person_id"] else int(one["caster_id"])


def _as_it_was(one: Row) -> dict[str, Any]:
    return {column.name: one[column.name] for column in ballot.columns if column.name not in NOT_KEPT}
