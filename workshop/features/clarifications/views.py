"""A clarification goes where its card or theme goes: to the card's table, and to the room once a theme holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from workshop.features.cards.heads import on_view
from workshop.features.cards.tables import card
from workshop.features.clarifications import records
from workshop.features.clarifications.tables import clarification
from workshop.features.groups.tables import board
from workshop.features.vision.placing import placings
from workshop.features.vision.tables import placing, theme
from workshop.features.vision.views import team_or_room
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import Work, by_id, ids


def see_clarification(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    wanted: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        type, _, id = row["subject"].partition(":")
        wanted[type].append(int(id))
    cards = by_id(work.rows(card, wanted["card"]))
    boards = by_id(work.rows(board, {row["board_id"] for row in cards.values()}))
    held = placings(work, list(cards)) if cards else {}
    lying = {row["theme_id"] for row in held.values() if row["theme_id"] is not None and not row["gone"]}
    themes = by_id(work.rows(theme, {*wanted["theme"], *lying}))
    for row in rows:
        if row["gone"]:
            yield {}
            continue
        type, _, id = row["subject"].partition(":")
        told = {"subject": row["subject"], "text": row["text"], "at": row["at"]}
        shown: Shown = {}
        if type == "theme":
            within = themes.get(int(id))
        else:
            one = cards[int(id)]
            on = boards[one["board_id"]]
            if not on_view(one, on):
                yield {}
                continue
            shown[f"group:{on['group_id']}"] = told
            place = held.get(one["id"])
            within = None if place is None or place["gone"] else themes.get(place["theme_id"])
        if within is not None and not within["gone"]:
            shown[team_or_room(within)] = told
        yield shown


def _of(work: Work, subjects: list[str]) -> list[int]:
    mine = select(clarification.c.id).where(clarification.c.workshop_id == work.workshop)
    return work.ids(mine.where(clarification.c.subject.in_(subjects)))


def _to_card(work: Work, rows: Sequence[Row]) -> list[int]:
    return _of(work, [f"card:{id}" for id in ids(rows)])


def _to_placed(work: Work, rows: Sequence[Row]) -> list[int]:
    return _of(work, [f"card:{row['card_id']}" for row in rows])


def _to_theme(work: Work, rows: Sequence[Row]) -> list[int]:
    lying = work.ids(select(placing.c.card_id).where(placing.c.theme_id.in_(ids(rows))))
    return _of(work, [f"theme:{id}" for id in ids(rows)] + [f"card:{id}" for id in lying])


def _to_board(work: Work, rows: Sequence[Row]) -> list[int]:
    # Few of a workshop's cards are clarified: look at those.
    mine = select(clarification.c.id, clarification.c.subject).where(
        clarification.c.workshop_id == work.workshop, clarification.c.subject.startswith("card:")
    )
    said = {int(subject[5:]): id for id, subject in work.conn.execute(mine)}
    return [said[row["id"]] for row in work.rows(card, said) if row["board_id"] in ids(rows)]


CLARIFICATION = Noun(
    "clarification",
    clarification,
    see_clarification,
    record=records.Clarification,
    watches=(
        watch(card, "hidden withdrawn pending", _to_card),
        watch(board, "phase", _to_board),
        watch(placing, "theme_id", _to_placed),
        watch(theme, "gone parked", _to_theme),
    ),
    name_of=lambda row: row["subject"].replace(":", "."),
)
