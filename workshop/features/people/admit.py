"""From a token's claim to an actor, read fresh: a removed person or an old token is nobody at once."""

from __future__ import annotations

from sqlalchemy import select

from workshop.features.agenda.tables import house, workshop
from workshop.features.groups.tables import group
from workshop.features.people.invitations import left
from workshop.features.people.tables import person
from workshop.kernel.batch import Claim
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Actor
from workshop.kernel.work import Work

RENEWALS = 1_000  # of one row; versions drawn by chance lie further apart


def admit(work: Work, claim: Claim) -> Actor:
    """Who the claim's holder is now, and what they may read. Refuses `removed` and `not_found`."""
    if work.workshop == 0:
        if claim.kind == "owner":
            _insist_owner(work, claim)
            return Actor("owner", 0, lang=claim.lang or "lo", address=claim.address)
        raise Refused("not_allowed")
    hall = work.get(workshop, work.workshop)
    if hall is None:
        raise Refused("not_found")
    if claim.kind == "person" and claim.person is not None:
        return _person(work, claim, claim.person)
    left_over = None
    if claim.kind == "invited":
        led = work.get(group, claim.group or 0)
        if led is None:
            raise Refused("not_found")
        _insist_now(claim.version, led["invite"])  # taken back, or ended with the leader it was given to
        left_over = left(work, led)
    elif claim.kind == "screen":
        _insist_now(claim.version, hall["screens"])
    elif claim.kind == "owner":
        _insist_owner(work, claim)
    streams = (f"workshop:{work.workshop}", f"screen:{work.workshop}") if claim.kind == "screen" else ()
    return Actor(
        claim.kind,
        work.workshop,
        group=claim.group,
        left=left_over,
        lang=claim.lang or hall["lang"],
        address=claim.address,
        streams=streams,
    )


def _insist_owner(work: Work, claim: Claim) -> None:
    _insist_now(claim.version, work.number(select(house.c.version).where(house.c.workshop_id == 0)))


def _insist_now(claimed: int, counts: int) -> None:
    """A version just below the one that counts was renewed; any other was never this row's."""
    if claimed != counts:
        raise Refused("renewed" if 0 < counts - claimed <= RENEWALS else "not_found")


def _person(work: Work, claim: Claim, id: int) -> Actor:
    row = work.get(person, id)
    if row is None:
        raise Refused("not_found")
    _insist_now(claim.version, row["version"])
    if row["removed"]:
        raise Refused("removed")
    if (
        row["same_as"] is not None
    ):  # told by somebody else, who may hold this phone: it opens nothing of that person's
        raise Refused("united")
    return Actor(
        "waiting" if row["waiting"] else "person",
        work.workshop,
        person=id,
        role=row["role"],
        group=row["group_id"],
        lang=row["lang"],
        name=row["name"],
        address=claim.address,
        streams=streams_of(work, row),
    )


def streams_of(work: Work, row: Row) -> tuple[str, ...]:
    """All that this person may read."""
    w, own = row["workshop_id"], f"person:{row['id']}"
    if row["waiting"]:
        return (own,)
    if row["role"] in ("chair", "helper"):
        groups = work.ids(select(group.c.id).where(group.c.workshop_id == w, group.c.gone.is_(False)))
        # The theme team reads what every table sees, and no desk: neither what waits nor what was hidden.
        names = ("group", "desk") if row["role"] == "chair" else ("group",)
        house = (f"chair:{w}", f"team:{w}") if row["role"] == "chair" else (f"team:{w}",)
        return (f"workshop:{w}", *house, own, *(f"{name}:{id}" for id in groups for name in names))
    if row["group_id"] is None:
        return (f"workshop:{w}", own)
    table = [f"group:{row['group_id']}"]
    if row["role"] == "leader":
        table.append(f"desk:{row['group_id']}")
    return (f"workshop:{w}", own, *table)
