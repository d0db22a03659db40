"""A show of hands: counted in one action, kept as a record of its own, flagged wherever it counts (R12)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from workshop.features.ballots.commands import the_round
from workshop.features.ballots.hosts import host_of
from workshop.features.ballots.tables import hands, round
from workshop.features.ballots.votable import may_take
from workshop.features.cards.tables import card
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject, rule
from workshop.kernel.work import Work

MOST = 300  # cards in one count


class Raised(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    card: Annotated[int, Of("card")]
    hands: int = Field(ge=0, le=500)


class Count(Data):
    round: Annotated[int, Of("round")]
    present: int = Field(ge=1, le=500)
    counts: list[Raised] = Field(max_length=MOST)


@command(
    "hands.count",
    about=the_round,
    rule=rule(leader="vote report", chair="vote report"),
    refuses="not_found invalid wrong_phase",
    undoable=True,
    example={"round": 1, "present": 9, "counts": [{"card": 17, "hands": 6}]},
)
def count(work: Work, data: Count, about: Subject) -> Reply:
    """Write down a show of hands for this round: how many were present, and the hands for each card. Again replaces it.

    It is no ballot: it is told beside the votes, as what it is.
    """
    if not host_of(about.row).current(work, about.row):
        raise Refused("wrong_phase")
    if len({one.card for one in data.counts}) < len(data.counts):
        raise Refused("invalid", field="counts")
    work.rows(card, (one.card for one in data.counts))  # all at once
    for one in data.counts:
        if one.hands > data.present:
            raise Refused("invalid", field="counts", card=one.card)
        if not may_take(work, about.row, f"card:{one.card}"):
            raise Refused("not_found", field="counts", card=one.card)
    counts = {one.card: one.hands for one in data.counts}
    kept = [{"card": id, "hands": n} for id, n in counts.items() if n]
    values = {"present": data.present, "counts": kept, "person_id": work.actor.person, "at": work.now}
    row = work.one(select(hands).where(hands.c.round_id == data.round))
    if row is None:
        work.insert(hands, round_id=data.round, **values)
    else:
        work.update(hands, row["id"], gone=False, **values)
    work.lean(round, data.round)
    work.say(board=about.row["board_id"], cards=len(kept))
    return {}


COMMANDS: tuple[Any, ...] = (count,)
