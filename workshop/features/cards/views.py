"""Who sees a card: its author always; the table once the board is revealed; leader and chair when it is hidden.

In an anonymous workshop no stream but the author's own says whose it is (R10); before reveal no stream but the
author's own says what it says (R11).
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from workshop.features.agenda.about import workshop_row
from workshop.features.agenda.tables import workshop
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.people.tables import person
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import Work, by_id, ids


def revealed(board_row: Row) -> bool:
    return bool(board_row["phase"] != "write")


def on_view(card_row: Row, board_row: Row) -> bool:
    """Does the whole table see this card?"""
    return revealed(board_row) and not (card_row["hidden"] or card_row["withdrawn"] or card_row["gone"])


def see_card(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    named = workshop_row(work)["named"]
    boards = by_id(work.rows(board, (row["board_id"] for row in rows)))
    people = by_id(work.rows(person, (row["author_id"] for row in rows))) if named else {}
    for row in rows:
        if row["gone"]:
            yield {}
            continue
        on = boards[row["board_id"]]
        told = {"board": row["board_id"], "group": on["group_id"], "org": row["org_id"]}
        told |= {name: row[name] for name in ("kind", "text", "lang", "answers", "hidden", "edited", "at")}
        if row["hidden"]:
            told["reason"] = row["reason"]
        if named:
            told["author"] = {"id": row["author_id"], "name": people[row["author_id"]]["name"]}
        shown = {f"person:{row['author_id']}": told | {"withdrawn": row["withdrawn"]}}
        if revealed(on) and not row["withdrawn"]:
            shown[f"desk:{on['group_id']}" if row["hidden"] else f"group:{on['group_id']}"] = told
        yield shown


def _of_board(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(card.c.id).where(card.c.board_id.in_(ids(rows))))


def _of_author(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(card.c.id).where(card.c.author_id.in_(ids(rows))))


def _of_workshop(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(card.c.id).where(card.c.workshop_id.in_(ids(rows))))


CARD = Noun(
    "card",
    card,
    see_card,
    watches=(
        watch(board, "phase", _of_board),
        watch(person, "name", _of_author),
        watch(workshop, "named", _of_workshop),
    ),
)
