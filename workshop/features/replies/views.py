"""Who sees a reply: its author always; the table while its card is on view; leader and chair when it is hidden.

With a card on the vision board it goes to the screens, under nobody's name.

In an anonymous workshop no stream but the author's own says whose it is (R10).
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from workshop.features.agenda.about import workshop_row
from workshop.features.agenda.tables import workshop
from workshop.features.cards.heads import at_desk, on_view
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.people.doubles import themselves, united_with
from workshop.features.people.tables import person
from workshop.features.replies import records
from workshop.features.replies.tables import reply
from workshop.features.vision.behind import on_the_board, screens, watches_of
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import Work, by_id, ids


def see_reply(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    hall = workshop_row(work)
    named, nobody = hall["named"], hall["nobody"]
    cards = by_id(work.rows(card, (row["card_id"] for row in rows)))
    boards = by_id(work.rows(board, {row["board_id"] for row in cards.values()}))
    room = on_the_board(work, list(cards.values()))
    people = themselves(work, (row["author_id"] for row in rows)) if named else {}
    for row in rows:
        if row["gone"]:
            yield {}
            continue
        under = cards[row["card_id"]]
        on = boards[under["board_id"]]
        told = {name: row[name] for name in ("text", "lang", "place", "hidden")} | {"card": row["card_id"]}
        if named:
            told["at"] = row["at"]
        if row["hidden"]:
            told["reason"] = row["reason"]
        unsigned = told
        if named and row["author_id"] != nobody:
            told = told | {"author": {name: people[row["author_id"]][name] for name in ("id", "name")}}
        shown = {}
        if row["author_id"] != nobody:
            shown[f"person:{row['author_id']}"] = told | {"withdrawn": row["withdrawn"]}
        there = not row["withdrawn"] and not row["hidden"]
        if there and on_view(under, on):
            shown[f"group:{on['group_id']}"] = told
        elif not row["withdrawn"] and at_desk(under, on):
            shown[f"desk:{on['group_id']}"] = told
        if there and under["id"] in room:
            shown[screens(row)] = unsigned | {"card": room[under["id"]]}
        yield shown


def _under(work: Work, cards: set[int]) -> list[int]:
    return work.ids(select(reply.c.id).where(reply.c.card_id.in_(cards)))


def _of_board(work: Work, rows: Sequence[Row]) -> list[int]:
    under = select(reply.c.id).join(card, card.c.id == reply.c.card_id)
    return work.ids(under.where(card.c.board_id.in_(ids(rows))))


def _of_author(work: Work, rows: Sequence[Row]) -> list[int]:
    writers = ids(rows) | set(united_with(work, rows))
    return work.ids(select(reply.c.id).where(reply.c.author_id.in_(writers)))


def _of_workshop(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(reply.c.id).where(reply.c.workshop_id.in_(ids(rows))))


REPLY = Noun(
    "reply",
    reply,
    see_reply,
    record=records.Remark,
    watches=(
        *watches_of(_under),
        watch(board, "phase", _of_board),
        watch(person, "name same_as", _of_author),
        watch(workshop, "named", _of_workshop),
    ),
)
