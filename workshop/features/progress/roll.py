"""The roll: who at a table has not written or voted yet, told to its desk. Never who wrote what or how they voted.

Where telling would give somebody away, it is not told. In an anonymous workshop a name that leaves the list alone would
be signed under the card that came in with it. So names leave it by threes, as the numbers beside it move, in `write`
alone, and it is told only while three are left to be mistaken for each other. Who has not voted is told once three
have, never where running tallies show the vote that came in with a name, and never in a round whose result was shown
before: the difference would be one person's ballot. What a leader can make up counts for nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import JSON, Column, func, select

from workshop.features.agenda.about import workshop_row
from workshop.features.ballots.commands import was_seen
from workshop.features.ballots.tables import ballot, round
from workshop.features.cards.tables import card
from workshop.features.groups.about import the_board
from workshop.features.groups.tables import group
from workshop.features.people import standing
from workshop.features.people.tables import person
from workshop.features.progress import records
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.nouns import Noun, Row, Shown
from workshop.kernel.rules import Subject, rule
from workshop.kernel.tables import noun_table, refers
from workshop.kernel.work import Work

FEWEST = 3  # people among whom nobody can be told from the others
AGAIN = 20_000  # ms before somebody is reminded once more

roll = noun_table(
    "roll",
    refers("group_id", group, index=True),
    Column("unwritten", JSON),  # [person]; NULL is not told
    Column("unvoted", JSON),
)


class Nudge(Data):
    board: Annotated[int, Of("board")]
    people: list[Annotated[int, Of("person")]] | None = Field(default=None, max_length=500)


def see_roll(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        told = {"board": row["id"], "group": row["group_id"]}
        told |= {name: row[name] for name in ("unwritten", "unvoted")}
        yield {} if row["gone"] else {f"desk:{row['group_id']}": told}


def call_roll(work: Work, on: Row) -> dict[str, list[int] | None]:
    """{unwritten, unvoted} of one board, as it may be told."""
    here, phase, named = at_table(work, on), on["phase"], workshop_row(work)["named"]
    wrote, voted = writers(work, on), voters(work, on)
    left = [id for id in here if id not in wrote]
    tells_written = phase in ("write", "reveal") if named else phase == "write" and _by_threes(work, on, left)
    return {
        "unwritten": left if tells_written else None,
        "unvoted": [id for id in here if id not in voted]
        if phase == "vote" and _unseen_votes(work, on)
        else None,
    }


def _by_threes(work: Work, on: Row, left: list[int]) -> bool:
    """Can no name of the list, and none that is not in it, be told from at least two others?

    All who ever wrote here on a phone count, whatever they are now and wherever they sit, with or without it: else
    sending somebody out, promoting them for a moment, or letting them go on without, would tell whether they had.
    """
    own_hand = select(card.c.author_id, func.min(card.c.at).label("at")).where(
        card.c.board_id == on["id"], card.c.typist_id.is_(None)
    )
    wrote = _not_leading(work, work.all(own_hand.group_by(card.c.author_id)), "author_id")
    # One of those left may be the leader, who reads it and is mistaken for nobody.
    phones = sum(not row["seated"] for row in work.rows(person, left))
    return wrote >= FEWEST and wrote % FEWEST == 0 and (not left or phones > FEWEST)


def _unseen_votes(work: Work, on: Row) -> bool:
    """Three or more have voted by their own hand, and nobody was shown for what."""
    [within] = work.rows(round, [on["round_id"]])
    if was_seen(work, within):
        return False
    own_hand = select(ballot.c.person_id, func.min(ballot.c.at).label("at")).where(
        ballot.c.round_id == on["round_id"], ballot.c.value > 0, ballot.c.caster_id == ballot.c.person_id
    )
    return _not_leading(work, work.all(own_hand.group_by(ballot.c.person_id)), "person_id") >= FEWEST


def _not_leading(work: Work, acts: list[Row], whose: str) -> int:
    """How many of them did it before they first led a table: what they became since tells nothing of it."""
    led = {row["id"]: row["led"] for row in work.rows(person, (act[whose] for act in acts))}
    return sum(led[act[whose]] is None or act["at"] < led[act[whose]] for act in acts)


def at_table(work: Work, on: Row) -> list[int]:
    return work.ids(standing.at_table(on["group_id"]).order_by(person.c.id))


def writers(work: Work, on: Row) -> set[int]:
    """All who ever wrote on this board; who only typed for others did not."""
    mine = select(card.c.author_id).where(card.c.board_id == on["id"], card.c.gone.is_(False), own_words())
    return set(work.ids(mine.distinct()))


def own_words() -> Any:
    """A condition: the card is its author's, not typed in for somebody who is not at the table."""
    return (card.c.typist_id.is_(None)) | (card.c.typist_id != card.c.author_id)


def voters(work: Work, on: Row) -> set[int]:
    cast = select(ballot.c.person_id).where(ballot.c.round_id == on["round_id"], ballot.c.value > 0)
    return set(work.ids(cast.distinct()))


@command(
    "board.nudge",
    about=the_board,
    rule=rule(leader="write reveal vote", chair="write reveal vote"),
    example={"board": 1, "people": [7]},
)
def nudge(work: Work, data: Nudge, about: Subject) -> Reply:
    """Remind people of the table to write, or in `vote` to vote: those named, else all who have not.

    Nobody more than once in twenty seconds. The reply tells nothing of who was reminded.
    """
    on = about.row
    here = at_table(work, on)
    done = voters(work, on) if on["phase"] == "vote" else writers(work, on)
    wanted = set(here) - done if data.people is None else set(here) & set(data.people)
    for row in work.rows(person, sorted(wanted)):
        if row["nudged"] is None or work.now - row["nudged"] >= AGAIN:
            work.update(person, row["id"], nudged=work.now)
    return {}


ROLL = Noun("roll", roll, see_roll, record=records.Roll)
