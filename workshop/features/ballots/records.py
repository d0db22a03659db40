"""Rounds, ballots and tallies, as clients see them."""

from typing import ClassVar, Literal

from workshop.kernel.shapes import Compound, Id, Key, Ms, Pair, Record, Shape, sometimes


class Criterion(Shape):
    """What is judged, 1 to 5, and how much it weighs."""

    id: str
    words: Pair
    weight: int


class Settings(Shape):
    """In the method's own form: `places` to rank, `criteria` to rate."""

    places: int = sometimes()
    criteria: list[Criterion] = sometimes()


class Round(Record):
    """
    `state`: waiting, open or closed; `late`: some votes came after its result was told and do not count
    yet; `board` null is the plenary's, on the workshop's stream; `settings` null for dots; `subjects`: what
    it asks about, null for all on view where it votes; `shuffled`: everybody has these in an order of their
    own.
    """

    streams: ClassVar = "workshop group"
    number: int
    method: Literal["dots", "rank", "rate"]
    budget: int | None
    cap: int
    live: bool
    late: bool
    board: Id | None
    state: Literal["waiting", "open", "closed"]
    settings: Settings | None
    question: Pair | None
    subjects: list[Key] | None
    shuffled: bool


class Ballot(Record):
    """
    One's own `dots` on `subject`, such as `card:17`, laid by phone; where one ranks, its place is the `value`,
    where one rates the marks by criterion, 0 for "I cannot judge". What was handed in is on no stream.
    """

    streams: ClassVar = "person"
    round: Id
    subject: Key
    dots: int = sometimes()
    value: int | dict[str, int] = sometimes()


class Handed(Record):
    """One's ballot in this round was handed in at the table's device."""

    streams: ClassVar = "person"
    round: Id
    at: Ms


class Beaten(Shape):
    """So many of those who ranked prefer another to the first."""

    by: Key
    n: int
    of: int


class Opinion(Shape):
    """What the room says by one criterion: `n` judged, `none` could not; `counts` of the marks 1 to 5."""

    n: int
    none: int
    counts: list[int]
    mean: float | None
    view: Literal["agreed", "split"] | None
    low: int
    high: int


class MethodNumbers(Shape):
    """In the method's own form: see docs/counting.md."""

    low: int | None
    high: int | None
    points: float = sometimes()
    firsts: int = sometimes()
    of: int = sometimes()
    beaten: Beaten | None = sometimes()
    score: float | None = sometimes()
    criteria: dict[str, Opinion] = sometimes()


class Tally(Compound):
    """
    Id `<round>.card.<card>`, in the plenary `<round>.theme.<theme>`; while voting only where the round is
    `live`, else once it is closed; `votes` of all that is merged there, each person up to the cap; `hands`
    raised, not among the votes; where one ranks or rates, `place`, ties with the same, and `numbers`.
    """

    streams: ClassVar = "workshop group"
    round: Id
    subject: Key
    votes: int
    voters: int
    hands: int
    place: int | None = sometimes()
    numbers: MethodNumbers | None = sometimes()


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
