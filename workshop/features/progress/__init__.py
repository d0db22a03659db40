"""Progress: how far each group is, in numbers that tell nothing of anyone; drawn about once a second."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import JSON, Column, Integer, func, select

from workshop.features.agenda.about import workshop_row
from workshop.features.agenda.tables import workshop
from workshop.features.agenda.views import room
from workshop.features.ballots.counted import who_voted, without_ballot
from workshop.features.ballots.tables import round
from workshop.features.cards.kinds import KINDS
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board, group
from workshop.features.people import standing
from workshop.features.people.tables import person
from workshop.features.progress import records
from workshop.features.progress.roll import FEWEST, ROLL, call_roll, nudge, own_words, roll
from workshop.kernel.nouns import Drawer, Noun, Room, Row, Shown, watch
from workshop.kernel.tables import noun_table, refers
from workshop.kernel.work import Work, by_id, ids

NUMBERS = ["people", "cards", "writers", "voters", "handed", "seats"]

progress = noun_table(
    "progress",
    refers("group_id", group, index=True),
    *(Column(name, Integer, nullable=False, default=0) for name in NUMBERS),
    Column("kinds", JSON, nullable=False),  # {kind: cards}
)


def see(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    named = workshop_row(work)["named"]
    boards = by_id(work.rows(board, ids(rows)))
    for row in rows:
        told = {"group": row["group_id"], "kinds": row["kinds"]} | {name: row[name] for name in NUMBERS}
        if not named and boards[row["id"]]["phase"] == "write":
            told |= by_threes(told)
        yield {} if row["gone"] else {room(row): told}


def by_threes(told: dict[str, Any]) -> dict[str, Any]:
    """Where nobody may know who writes, no number moves with one card or one person: it would date the card."""
    kinds = {kind: n - n % FEWEST for kind, n in told["kinds"].items()}
    return {name: told[name] - told[name] % FEWEST for name in NUMBERS if name != "people"} | {"kinds": kinds}


def _of_board(work: Work, rows: Sequence[Row]) -> set[int]:
    return ids(rows)


def _of_workshop(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(progress.c.id).where(progress.c.workshop_id.in_(ids(rows))))


def born(work: Work, board_row: Row) -> None:
    # The record carries its board's id, so a client finds one from the other without a search.
    work.insert(progress, id=board_row["id"], group_id=board_row["group_id"], kinds=dict.fromkeys(KINDS, 0))
    work.insert(roll, id=board_row["id"], group_id=board_row["group_id"])


def moved(work: Work, row: Row, changed: Row) -> None:
    """What may be told of who has written or voted hangs on the phase."""
    if changed.keys() & {"phase", "round_id"}:
        work.mark("progress", row["group_id"])


def set_otherwise(work: Work, row: Row, changed: Row) -> None:
    """And on whether cards are named."""
    if "named" in changed:
        for id in work.ids(select(board.c.group_id).where(board.c.workshop_id == row["id"])):
            work.mark("progress", id)


def ruled_otherwise(work: Work, row: Row, changed: Row) -> None:
    """And on whether running tallies are shown."""
    if "live" in changed and row["board_id"] is not None:
        work.mark("progress", work.rows(board, [row["board_id"]])[0]["group_id"])


def draw(work: Work, groups: list[str]) -> None:
    for group_id in map(int, groups):
        on = work.one(select(board).where(board.c.group_id == group_id, board.c.gone.is_(False)))
        if on is not None:  # its group may have been taken back since
            work.update(progress, on["id"], **count(work, on))
            work.update(roll, on["id"], **call_roll(work, on))


def count(work: Work, on: Row) -> dict[str, Any]:
    """The numbers of one board, from its rows."""
    written = (card.c.board_id == on["id"], card.c.gone.is_(False))
    live = (*written, card.c.hidden.is_(False), card.c.withdrawn.is_(False))
    of_kind = select(card.c.kind, func.count().label("n")).where(*live).group_by(card.c.kind)
    kinds = {row["kind"]: row["n"] for row in work.all(of_kind)}
    here = standing.at_table(on["group_id"])
    [within] = work.rows(round, [on["round_id"]])
    return {
        "people": work.number(standing.how_many(here)),
        "cards": sum(kinds.values()),
        "kinds": {name: kinds.get(name, 0) for name in KINDS},
        # All at the table who ever wrote: if it fell as cards are hidden, it would tell which are of one author (R10).
        "writers": work.number(
            select(func.count(card.c.author_id.distinct())).where(
                *written, own_words(), card.c.author_id.in_(here)
            )
        ),
        **who_voted(work, within),
        "seats": work.number(standing.how_many(without_ballot(within, here).where(person.c.seated))),
    }


PROGRESS = Noun(
    "progress",
    progress,
    see,
    record=records.Progress,
    watches=(watch(board, "phase", _of_board), watch(workshop, "named", _of_workshop)),
)
ROOM = Room(
    "progress",
    nouns=(PROGRESS, ROLL),
    commands=(nudge,),
    drawers=(Drawer("progress", every=1.0, draw=draw),),
    births={"board": born},
    guards={"board": moved, "workshop": set_otherwise, "round": ruled_otherwise},
)
