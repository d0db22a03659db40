"""Who sees a card: its author always; the table once the board is revealed; leader and chair when it is hidden.

In an anonymous workshop no stream but the author's own says whose it is, or when it was written (R10); before reveal no
stream but the author's own says what it says, unless it waits for the leader's yes (R11).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from workshop.features.agenda.about import workshop_row
from workshop.features.agenda.tables import workshop
from workshop.features.cards import records
from workshop.features.cards.heads import at_desk, heads, members_of, on_view
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.people.doubles import themselves, united_with
from workshop.features.people.tables import person
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import Work, by_id, ids

TOLD = ("kind", "text", "lang", "answers", "hidden", "pending", "paper", "edited")


def see_card(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    hall = workshop_row(work)
    named, nobody = hall["named"], hall["nobody"]
    boards = by_id(work.rows(board, (row["board_id"] for row in rows)))
    people = themselves(work, (row["author_id"] for row in rows)) if named else {}
    under = heads(work, rows)
    for row in rows:
        if row["gone"]:
            yield {}
            continue
        on = boards[row["board_id"]]
        told = {name: row[name] for name in TOLD}
        told |= {"board": row["board_id"], "group": on["group_id"], "org": row["org_id"]}
        told |= {"into": under.get(row["id"]), "reworded": row["original"] is not None}
        if row["hidden"]:
            told["reason"] = row["reason"]
        if named and row["author_id"] == nobody:
            told |= {"at": row["at"]}
        elif named:
            told |= {"author": _author(row, people), "at": row["at"]}
        whole = told | ({"original": row["original"]} if row["original"] is not None else {})
        # When it was written is its author's to know, where a time would tell who wrote it.
        mine = whole | {"withdrawn": row["withdrawn"], "at": row["at"]}
        shown = {} if row["author_id"] == nobody else {f"person:{row['author_id']}": mine}
        if on_view(row, on):
            shown[f"group:{on['group_id']}"] = told
        # The desk reads what the table does not, and the words as they were before they were mended.
        if at_desk(row, on) and (row["original"] is not None or not on_view(row, on)):
            shown[f"desk:{on['group_id']}"] = whole
        yield shown


def _author(row: Row, people: dict[int, Row]) -> dict[str, Any]:
    """Whose it is; a paper card of nobody at the table has the name it was typed in with, perhaps none."""
    if row["paper"] and row["author_id"] == row["typist_id"]:
        return {"id": None, "name": row["by_name"]}
    return {"id": people[row["author_id"]]["id"], "name": people[row["author_id"]]["name"]}


def _of_board(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(card.c.id).where(card.c.board_id.in_(ids(rows))))


def _of_author(work: Work, rows: Sequence[Row]) -> list[int]:
    writers = ids(rows) | set(united_with(work, rows))
    return work.ids(select(card.c.id).where(card.c.author_id.in_(writers)))


def _of_workshop(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(card.c.id).where(card.c.workshop_id.in_(ids(rows))))


CARD = Noun(
    "card",
    card,
    see_card,
    record=records.Card,
    watches=(
        watch(board, "phase", _of_board),
        watch(person, "name same_as", _of_author),
        watch(workshop, "named", _of_workshop),
        watch(card, "hidden withdrawn pending", members_of),
    ),
)
