"""A board's result as it stands now: the chosen cards in their order, then the others by what they were given."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from workshop.features.ballots.draw import count
from workshop.features.ballots.tables import round
from workshop.features.cards.heads import clusters, heads, stand
from workshop.features.cards.tables import card
from workshop.kernel.nouns import Row
from workshop.kernel.work import Work

NO_WORDS = {"lo": "", "en": ""}


def result(work: Work, on: Row) -> list[dict[str, Any]]:
    """[{card, votes, hands, picked, merged}] of every card that stands on this board."""
    rows = work.all(
        select(card).where(card.c.board_id == on["id"], card.c.gone.is_(False)).order_by(card.c.id)
    )
    standing = stand(work, rows)
    merged = clusters(work, standing)
    [within] = work.rows(round, [on["round_id"]])
    counted = count(work, within, [f"card:{id}" for id in standing])
    picks = {id: place for place, id in enumerate(picked(work, on))}
    lines = [
        {"card": id, "votes": counted[f"card:{id}"]["votes"], "hands": counted[f"card:{id}"]["hands"]}
        | {"picked": id in picks, "merged": [one for one in merged[id] if one != id]}
        for id in sorted(standing)
    ]
    last = len(picks)
    return sorted(lines, key=lambda one: (picks.get(one["card"], last), -one["votes"] - one["hands"]))


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
    both = [id for id in now if id in before]

    def numbers(one: dict[str, Any]) -> tuple[int, int]:
        return one["votes"], one.get("hands", 0)

    def chosen(of: dict[int, dict[str, Any]]) -> list[int]:
        return [id for id, one in of.items() if one.get("picked")]

    return {
        "added": [id for id in now if id not in before],
        "removed": [id for id in before if id not in now],
        "votes": [id for id in both if numbers(now[id]) != numbers(before[id])],
        "moved": chosen(now) != chosen(before),
        "summary": summary != earlier["summary"],
    }
