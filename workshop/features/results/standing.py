"""A board's result as it stands now: the chosen cards in their order, then the others by what they were given."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from workshop.features.ballots.counted import handed_for
from workshop.features.ballots.draw import count, told_of
from workshop.features.ballots.methods import method_of
from workshop.features.ballots.tables import ballot, round
from workshop.features.cards.heads import clusters, heads, stand
from workshop.features.cards.tables import card
from workshop.features.people.doubles import themselves
from workshop.features.people.standing import counts
from workshop.features.people.tables import person
from workshop.kernel.nouns import Row
from workshop.kernel.work import Work, by_id

NO_WORDS = {"lo": "", "en": ""}


def result(work: Work, on: Row) -> list[dict[str, Any]]:
    """[{card, votes, hands, picked, merged}] of every card that stands on this board.

    With {place, numbers} where the vote was by a method that gives places.
    """
    rows = work.all(
        select(card).where(card.c.board_id == on["id"], card.c.gone.is_(False)).order_by(card.c.id)
    )
    standing = stand(work, rows)
    merged = clusters(work, standing)
    [within] = work.rows(round, [on["round_id"]])
    counted = count(work, within, [f"card:{id}" for id in standing])
    picks = {id: place for place, id in enumerate(picked(work, on))}
    lines = [
        {"card": id}
        | {name: n for name, n in counted[f"card:{id}"].items() if name in TOLD}
        | {"picked": id in picks, "merged": [one for one in merged[id] if one != id]}
        for id in sorted(standing)
    ]
    last = len(picks)
    return sorted(lines, key=lambda one: (picks.get(one["card"], last), *in_order(one)))


# What a line of a result says of its vote.
TOLD = ("votes", "hands", "place", "numbers")


def in_order(line: dict[str, Any]) -> tuple[float, int]:
    """The first by this is the first of the vote: by place where there are places, else by votes and hands."""
    place = line.get("place")
    return (math.inf if place is None and "place" in line else place or 0, -line["votes"] - line["hands"])


def laid(work: Work, on: Row, lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """{laid, handed} of a result as it is handed in: whose votes its numbers are."""
    [within] = work.rows(round, [on["round_id"]])
    found = told_of(work, within, [f"card:{one['card']}" for one in lines])
    votes = {str(id): {subject[5:]: n for subject, n in of.items()} for id, of in found.items()}
    return {"laid": votes, "handed": handed_for(work, within)}


def whose(work: Work, rows: Sequence[Row]) -> dict[int, set[str]]:
    """{result: the people of its `laid` whose votes count now}: those who count, and whose votes another carries on."""
    people = by_id(work.rows(person, {int(id) for row in rows for id in row["laid"] or ()}))
    carried = _carried(work, rows, [row for row in people.values() if row["same_as"] is not None])
    return {
        row["id"]: {
            id for id in row["laid"] or () if counts(people[int(id)]) or (row["round_id"], int(id)) in carried
        }
        for row in rows
    }


def how_many(work: Work, rows: Sequence[Row], voted: dict[int, set[str]]) -> dict[int, dict[str, int] | None]:
    """{result: {voters, handed, left_out}}: so many of its voters were sent out since."""
    stand_for = themselves(work, {int(id) for row in rows for id in row["laid"] or ()})
    out = {str(id): row["id"] for id, row in stand_for.items() if not counts(row)}
    return {
        row["id"]: row["people"]
        if row["laid"] is None
        else {
            "voters": len(voted[row["id"]]),
            "handed": len(voted[row["id"]] & {str(id) for id in row["handed"]}),
            "left_out": len({out[id] for id in row["laid"] if id in out}),
        }
        for row in rows
    }


def _carried(work: Work, rows: Sequence[Row], others: Sequence[Row]) -> set[tuple[int, int]]:
    """(round, person) of those whose votes in it are the ones of whoever they were made one with."""
    if not others:
        return set()
    staying = by_id(work.rows(person, {row["same_as"] for row in others}))
    as_theirs = select(ballot.c.round_id, ballot.c.caster_id, ballot.c.person_id).where(
        ballot.c.round_id.in_({row["round_id"] for row in rows}),
        ballot.c.person_id.in_([id for id, row in staying.items() if counts(row)]),
        ballot.c.told > 0,
    )
    goes = {row["id"]: row["same_as"] for row in others}
    return {
        (within, caster)
        for within, caster, stays in work.conn.execute(as_theirs)
        if goes.get(caster) == stays
    }


def as_counted(work: Work, row: Row, people: set[str]) -> list[dict[str, Any]]:
    """The cards of a result handed in, with the votes of those whose votes count now."""
    if row["laid"] is None:
        return list(row["cards"])
    [within] = work.rows(round, [row["round_id"]])
    # Only what was asked about has a place in a vote that gives places.
    subjects = [f"card:{one['card']}" for one in row["cards"] if one.get("numbers", one) is not None]
    ballots = {
        int(id): {f"card:{card_id}": n for card_id, n in row["laid"][id].items()} for id in sorted(people)
    }
    counted = method_of(within).numbers(within, subjects, ballots)
    lines = [
        one | {name: n for name, n in counted.get(f"card:{one['card']}", {}).items() if name in one}
        for one in row["cards"]
    ]
    picked = [one for one in lines if one["picked"]]
    others = [one for one in lines if not one["picked"]]
    return picked + sorted(others, key=lambda one: (*in_order(one), one["card"]))


def picked(work: Work, on: Row) -> list[int]:
    """The chosen cards in their order; one merged since stands for its head."""
    rows = work.rows(card, on["picks"] or ())
    under = heads(work, rows)
    ids = [int(row["id"]) for row in rows]
    return list(dict.fromkeys(under.get(id, id) for id in ids))


def changes(earlier: dict[str, Any], lines: list[dict[str, Any]], summary: dict[str, str]) -> dict[str, Any]:
    """What is new against an earlier result: cards come and gone, other numbers, another order, other words."""
    before = {one["card"]: one for one in earlier["cards"]}
    now = {one["card"]: one for one in lines}

    def chosen(of: dict[int, dict[str, Any]]) -> list[int]:
        return [id for id, one in of.items() if one.get("picked")]

    return {
        "added": [id for id in now if id not in before],
        "removed": [id for id in before if id not in now],
        "votes": other_numbers(earlier["cards"], lines),
        "moved": chosen(now) != chosen(before),
        "summary": summary != earlier["summary"],
    }


def other_numbers(earlier: Sequence[dict[str, Any]], lines: Sequence[dict[str, Any]]) -> list[int]:
    """The cards of both whose votes, hands or places are others."""

    def told(one: dict[str, Any]) -> tuple[Any, ...]:
        return (one["votes"], one.get("hands", 0), one.get("place"), one.get("numbers"))

    before = {one["card"]: told(one) for one in earlier}
    return [one["card"] for one in lines if one["card"] in before and before[one["card"]] != told(one)]
