"""What is before the table or the room now. Only what the table itself sees can be shown to others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from workshop.features.agenda.views import room
from workshop.features.ballots.tables import hands, tally
from workshop.features.cards.heads import on_view
from workshop.features.cards.tables import card
from workshop.features.groups.about import presenting
from workshop.features.groups.tables import board
from workshop.features.results.standing import NO_WORDS, result
from workshop.features.showing import records
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import Work, by_id

TOP = 10  # cards presented where the table chose none


def see_spotlight(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    lit = by_id(work.rows(card, (row["spotlight"] for row in rows if row["spotlight"] is not None)))
    for row in rows:
        held = lit.get(row["spotlight"])
        if row["gone"] or presenting(row) or held is None or not on_view(held, row):
            yield {}
            continue
        told = {name: held[name] for name in ("kind", "text", "lang")}
        told |= {"board": row["id"], "group": row["group_id"], "card": held["id"]}
        where = room(row) if row["room"] else f"group:{row['group_id']}"
        yield {where: told | {"room": row["room"], "at": row["lit"]}}


def see_presentation(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        if row["gone"] or not presenting(row):
            yield {}
            continue
        lines = result(work, row)
        shown = [line for line in lines if line["picked"]] or lines[:TOP]
        told = {"board": row["id"], "group": row["group_id"], "at": row["presenting"]}
        cards = _cards(work, row, shown)
        at = row["spotlight"] if any(one["card"] == row["spotlight"] for one in cards) else None
        yield {room(row): told | {"card": at, "summary": row["summary"] or NO_WORDS, "cards": cards}}


def _cards(work: Work, on: Row, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = by_id(work.rows(card, (line["card"] for line in lines)))
    asked = by_id(work.rows(card, (row["answers"] for row in found.values() if row["answers"] is not None)))
    told = []
    for line in lines:
        row = found[line["card"]]
        to = asked.get(row["answers"])
        # What it answers stands above it on the screen, chosen or not.
        pair = {"text": to["text"], "lang": to["lang"]} if to is not None and on_view(to, on) else None
        told.append(
            {"card": row["id"], "to": pair, "merged": len(line["merged"])}
            | {name: row[name] for name in ("kind", "text", "lang", "answers")}
            | {name: line[name] for name in ("votes", "hands", "place", "numbers") if name in line}
        )
    return told


def _of_card(work: Work, rows: Sequence[Row]) -> set[int]:
    return {row["board_id"] for row in rows}


def _of_round(work: Work, rows: Sequence[Row]) -> list[int]:
    """Boards that present, of these tallies or hands."""
    within = {row["round_id"] for row in rows}
    mine = select(board.c.id).where(board.c.presenting.is_not(None), board.c.round_id.in_(within))
    return work.ids(mine)


SPOTLIGHT = Noun(
    "spotlight",
    board,
    see_spotlight,
    record=records.Spotlight,
    watches=(watch(card, "text lang hidden withdrawn pending", _of_card),),
)
PRESENTATION = Noun(
    "presentation",
    board,
    see_presentation,
    record=records.Presentation,
    watches=(
        watch(card, "text lang hidden withdrawn pending into answers", _of_card),
        watch(tally, "votes hands place numbers", _of_round),
        watch(hands, "counts", _of_round),
    ),
)
