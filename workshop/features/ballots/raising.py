"""A show of hands: counted in one action, kept as a record of its own, flagged wherever it counts (R12)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from workshop.features.ballots.commands import the_round
from workshop.features.ballots.counted import who_voted
from workshop.features.ballots.hosts import host_of
from workshop.features.ballots.methods import method_of
from workshop.features.ballots.tables import hands, round
from workshop.features.ballots.votable import may_take
from workshop.features.cards.tables import card
from workshop.features.people import standing
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.work import Work

MOST = 300  # cards in one count
SHORT = 60  # code points that name a card


class Raised(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    card: Annotated[int, Of("card")]
    hands: int = Field(ge=0, le=500)


class Count(Data):
    round: Annotated[int, Of("round")]
    present: int = Field(ge=1, le=500)
    counts: list[Raised] = Field(max_length=MOST)
    sure: bool = False


@command(
    "hands.count",
    about=the_round,
    rule=rule(leader="vote report", chair="vote report"),
    refuses="not_found invalid hands_over many_present other_method wrong_phase",
    undoable=True,
    example={"round": 1, "present": 9, "sure": True, "counts": [{"card": 17, "hands": 6}]},
)
def count(work: Work, data: Count, about: Subject) -> Reply:
    """Write down a show of hands for this round: how many were present, and the hands for each card. Again replaces it.

    It is no ballot: it is told beside the votes, as what it is. Hands are for those who laid no ballot here: more than
    sit here without one are asked about (`many_present`), and taken with `sure`, for people may have come in.
    """
    if not host_of(about.row).current(work, about.row):
        raise Refused("wrong_phase")
    if not method_of(about.row).summed:
        raise Refused("other_method")
    if len({one.card for one in data.counts}) < len(data.counts):
        raise Refused("invalid", field="counts")
    work.rows(card, (one.card for one in data.counts))  # all at once
    for one in data.counts:
        if one.hands > data.present:
            named: dict[str, Any] = {"card": one.card, "text": short(work.need(card, one.card)["text"])}
            raise Refused("hands_over", **named, hands=one.hands, n=data.present)
        if not may_take(work, about.row, f"card:{one.card}"):
            raise Refused("not_found", field="counts", card=one.card)
    most = without_a_ballot(work, about.row)
    if data.present > most and not data.sure:
        raise Refused("many_present", field="present", n=data.present, most=most)
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


def without_a_ballot(work: Work, within: Row) -> int:
    """How many of those here have no ballot in it: nobody is counted by ballot and by hand."""
    here = host_of(within).seats(work, within).where(*standing.WHERE)
    return work.number(standing.how_many(here)) - who_voted(work, within)["voters"]


def short(text: str) -> str:
    """The beginning of a card's words, to name it in a sentence."""
    return text if len(text) <= SHORT else text[:SHORT].rstrip() + "…"


COMMANDS: tuple[Any, ...] = (count,)
