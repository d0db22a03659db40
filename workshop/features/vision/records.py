"""The shared board, its themes and the cards in them, as clients see them."""

from typing import ClassVar, Literal

from workshop.kernel.shapes import Id, Lang, Ms, Pair, Record, Shape, sometimes

Counting = Literal["sum", "average", "top", "fresh"]


class Of(Shape):
    """What the numbers are of; `groups` by id: its people, and the least weight of its top."""

    tables: int
    closed: int
    people: int
    handed: int = sometimes()
    tops: int
    groups: dict[str, tuple[int, int]]


class Vision(Record):
    """
    The shared board itself: `counting` is `sum`, `average`, `top` (of the `k` first) or `fresh`; `of` says
    what the numbers are of, `{tables, closed, people, handed, tops, groups}`, for `handed` of the people by
    another, with `groups` by id `[people, least weight in its top]`; `voted` of the `floor` (whom it asks)
    in the plenary's `round`, `handed` of them by another, drawn once a second; `telling` while its result
    stands on the screens: `counting` is `fresh` then, unless one was chosen since, and `chosen` is the rule
    beneath; `sort`, `langs` and `theme` are what screens show, `hold` is `live`, `frozen` or `blank`; its
    id is the workshop's.
    """

    streams: ClassVar = "workshop"
    counting: Counting
    chosen: Counting
    k: int
    of: Of
    round: Id | None
    polling: bool
    telling: bool
    voted: int
    floor: int
    handed: int
    sort: Literal["chair", "votes", "breadth"]
    langs: Literal["both", "lo", "en"]
    theme: Id | None
    hold: Literal["live", "frozen", "blank"]
    held: Ms | None


class Numbers(Shape):
    sum: float
    average: float
    top: float
    fresh: float | None


class Theme(Record):
    """
    `groups` is its breadth; `joined` the themes joined to it, gone themselves, whose dots count here;
    `votes` of the last closed rounds; `numbers` by rule, `{sum, average, top, fresh}`, `fresh` null where
    the room was not asked about it or may not know yet; on the team's stream while `parked`.
    """

    streams: ClassVar = "workshop team"
    title: Pair
    colour: int
    position: int
    parked: bool
    joined: list[Id]
    cards: int
    groups: list[Id]
    votes: int
    hands: int
    numbers: Numbers


class Note(Record):
    """The theme team's own note; its id is the theme's."""

    streams: ClassVar = "team"
    theme: Id
    text: str


class Source(Record):
    """
    A card as it stands in a theme; its id is the card's; on the team's stream while it is set aside
    (`theme` is null) or its theme is parked.
    """

    streams: ClassVar = "workshop team"
    text: str
    lang: Lang
    kind: str
    answers: Id | None
    theme: Id | None
    card: Id
    group: Id
    org: Id | None
    merged: int
    votes: int
    voters: int
    hands: int
    position: int
