"""Reactions: "same here" and its like. One's own is a small row; the table sees counts, drawn once a second."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal, get_args

from sqlalchemy import JSON, Boolean, Column, String, UniqueConstraint, func, select

from workshop.features.cards.commands import the_card
from workshop.features.cards.heads import clusters, gathered, members, members_of, on_view, stand
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.people import standing
from workshop.features.people.tables import person
from workshop.features.reactions import records
from workshop.kernel.commands import Pace, Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Drawer, Noun, Room, Row, Shown, watch
from workshop.kernel.rules import Subject, rule
from workshop.kernel.tables import noun_table, refers
from workshop.kernel.work import Work, by_id, ids

Kind = Literal["same", "good", "unclear"]
KINDS: tuple[str, ...] = get_args(Kind)
EVERY = 1.0  # seconds: a hundred taps in one are one record

reaction = noun_table(
    "reaction",
    refers("card_id", card, index=True),
    refers("person_id", person),
    Column("kind", String(12), nullable=False),
    Column("on", Boolean, nullable=False),
    UniqueConstraint("card_id", "person_id", "kind"),
)

# How many people each kind has on a card, its members' included while they are merged under it.
reactions = noun_table(
    "reactions",
    refers("card_id", card),
    Column("counts", JSON, nullable=False),  # {kind: people}
    UniqueConstraint("card_id"),
)


class Set(Data):
    card: Annotated[int, Of("card")]
    kind: Kind
    on: bool


@command(
    "reaction.set",
    about=the_card,
    rule=rule(member="reveal vote report"),
    refuses="not_found",
    pace=Pace(burst=40, per_second=5),
    example={"card": 17, "kind": "same", "on": True},
)
def react(work: Work, data: Set, about: Subject) -> Reply:
    """Say of a card: the same with us, well said, or not clear. Counts are told, never who."""
    if not on_view(about.row, work.need(board, about.row["board_id"])):
        raise Refused("not_found")
    mine = {"card_id": data.card, "person_id": work.actor.person, "kind": data.kind}
    row = work.one(select(reaction).where(*(reaction.c[name] == value for name, value in mine.items())))
    if row is not None:
        work.update(reaction, row["id"], on=data.on)
    elif data.on:
        work.insert(reaction, on=True, **mine)
    return {}


def see_own(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        told = {"card": row["card_id"], "kind": row["kind"]}
        yield {f"person:{row['person_id']}": told} if row["on"] and not row["gone"] else {}


def see_counts(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    cards = by_id(work.rows(card, (row["card_id"] for row in rows)))
    boards = by_id(work.rows(board, {row["board_id"] for row in cards.values()}))
    standing = stand(work, list(cards.values()))
    for row in rows:
        on = boards[cards[row["card_id"]]["board_id"]]
        told = {"card": row["card_id"], "counts": row["counts"]}
        shown = row["card_id"] in standing and any(row["counts"].values()) and not row["gone"]
        yield {f"group:{on['group_id']}": told} if shown else {}


def set_in(work: Work, row: Row) -> None:
    work.mark("reactions", row["card_id"])


def set_again(work: Work, row: Row, changed: Row) -> None:
    set_in(work, row)


def regrouped(work: Work, row: Row, changed: Row) -> None:
    """What a card is counted with changed: those around it that have counts are behind."""
    if changed.keys() & {"into", "hidden", "withdrawn", "pending", "gone"}:
        around = {row["id"], row["into"], changed.get("into")} | ids(members(work, [row["id"]]))
        reacted = select(reaction.c.card_id).where(reaction.c.card_id.in_([one for one in around if one]))
        if work.ids(reacted.limit(1)):
            for id in around - {None}:
                work.mark("reactions", id)


def person_otherwise(work: Work, row: Row, changed: Row) -> None:
    """Somebody counts no more, or again: so does what they said."""
    if changed.keys() & standing.DECIDES:
        cards = select(card.c.id).where(card.c.workshop_id == work.workshop)
        mine = select(reaction.c.card_id).where(
            reaction.c.card_id.in_(cards), reaction.c.person_id == row["id"], reaction.c.on
        )
        for id in work.ids(mine.distinct()):
            work.mark("reactions", id)


def draw(work: Work, marks: list[str]) -> None:
    rows = work.rows(card, map(int, marks))
    wanted = ids(rows) | set(gathered(work, rows).values())
    together = clusters(work, wanted)
    drawn = {
        row["card_id"]: row for row in work.all(select(reactions).where(reactions.c.card_id.in_(wanted)))
    }
    for id, of in together.items():
        counts = _count(work, of)
        if id in drawn:
            work.update(reactions, drawn[id]["id"], counts=counts)
        elif any(counts.values()):
            work.insert(reactions, card_id=id, counts=counts)


def _count(work: Work, cards: list[int]) -> dict[str, int]:
    people = select(reaction.c.kind, func.count(reaction.c.person_id.distinct())).where(
        reaction.c.card_id.in_(cards),
        reaction.c.on,
        reaction.c.gone.is_(False),
        reaction.c.person_id.in_(standing.counting()),
    )
    found = {kind: int(n) for kind, n in work.conn.execute(people.group_by(reaction.c.kind))}
    return {kind: found.get(kind, 0) for kind in KINDS}


def _of_card(work: Work, rows: Sequence[Row]) -> list[int]:
    around = ids(rows) | set(members_of(work, rows))
    return work.ids(select(reactions.c.id).where(reactions.c.card_id.in_(around)))


def _of_board(work: Work, rows: Sequence[Row]) -> list[int]:
    under = select(reactions.c.id).join(card, card.c.id == reactions.c.card_id)
    return work.ids(under.where(card.c.board_id.in_(ids(rows))))


COUNTS = Noun(
    "reactions",
    reactions,
    see_counts,
    record=records.Reactions,
    watches=(watch(card, "hidden withdrawn pending into", _of_card), watch(board, "phase", _of_board)),
    name_of=lambda row: row["card_id"],
)
COMMANDS: tuple[Any, ...] = (react,)
ROOM = Room(
    "reactions",
    nouns=(Noun("reaction", reaction, see_own, record=records.Reaction), COUNTS),
    commands=COMMANDS,
    drawers=(Drawer("reactions", every=EVERY, draw=draw),),
    births={"reaction": set_in},
    guards={"reaction": set_again, "card": regrouped, "person": person_otherwise},
)
