"""Rounds, ballots and tallies, as clients see them."""

from typing import ClassVar, Literal

from workshop.kernel.shapes import Compound, Id, Key, Ms, Record, Shape


class Round(Record):
    """
    `state`: waiting, open or closed; `late`: some votes came after its result was told and do not count
    yet; `board` null is the plenary's, on the workshop's stream.
    """

    streams: ClassVar = "workshop group"
    number: int
    method: Literal["dots"]
    budget: int | None
    cap: int
    live: bool
    late: bool
    board: Id | None
    state: Literal["waiting", "open", "closed"]


class Ballot(Record):
    """
    One's own dots on `subject`, such as `card:17`, laid by phone; what was handed in is on no stream.
    """

    streams: ClassVar = "person"
    round: Id
    subject: Key
    dots: int


class Handed(Record):
    """One's ballot in this round was handed in at the table's device."""

    streams: ClassVar = "person"
    round: Id
    at: Ms


class Tally(Compound):
    """
    Id `<round>.card.<card>`, in the plenary `<round>.theme.<theme>`; while voting only where the round is
    `live`, else once it is closed; `votes` of all that is merged there, each person up to the cap; `hands`
    raised, not among the votes.
    """

    streams: ClassVar = "workshop group"
    round: Id
    subject: Key
    votes: int
    voters: int
    hands: int


class Raised(Shape):
    card: Id
    hands: int


class Hands(Record):
    """A show of hands, `counts` `[{card, hands}]`; its id is the round's; never ballots."""

    streams: ClassVar = "group"
    round: Id
    present: int
    counts: list[Raised]
    by: Id | None
    at: Ms
