"""The merge: cards from any group gathered into themes, and every step of it reversible."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import select

from workshop.features.agenda.about import the_workshop
from workshop.features.vision.about import TEAM, a_retired_theme, the_theme
from workshop.features.vision.placing import COLOURS, lay, lift, new_theme, placings, seen, within
from workshop.features.vision.placing import place as put
from workshop.features.vision.tables import theme
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of, Title, Words
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject
from workshop.kernel.shapes import Id
from workshop.kernel.work import Work

MOST = 500  # cards moved in one step


class Cards(Data):
    cards: list[Annotated[int, Of("card")]] = Field(min_length=1, max_length=MOST)


class Create(Data):
    title: Title
    cards: list[Annotated[int, Of("card")]] = Field(default=[], max_length=MOST)


class Theme(Data):
    theme: Annotated[int, Of("theme")]


class Rename(Theme):
    title: Title


class Colour(Theme):
    colour: int = Field(ge=0, lt=COLOURS)


class Place(Theme, Cards):
    before: Annotated[int, Of("card")] | None = None


class Park(Cards):
    on: bool


class ParkTheme(Theme):
    on: bool


class Note(Theme):
    note: Annotated[str, Words(1000, 0, lines=True)]


class Join(Theme):
    themes: list[Annotated[int, Of("theme")]] = Field(min_length=1, max_length=50)


class Split(Theme, Cards):
    title: Title


class Order(Theme):
    before: Annotated[int, Of("theme")] | None


@command(
    "theme.create",
    about=the_workshop,
    rule=TEAM,
    refuses="empty too_long not_found",
    undoable=True,
    reply={"theme": Id},
    example={"title": {"lo": "ການເຊື່ອມຕໍ່ຂໍ້ມູນ", "en": "Data exchange"}, "cards": [17, 21]},
)
def create(work: Work, data: Create, about: Subject) -> Reply:
    """A new theme on the vision board, with the cards it starts from."""
    id = new_theme(work, data.title)
    put(work, id, data.cards)
    work.say(title=data.title.kept())  # a history names it after it has gone
    return {"theme": id}


@command(
    "theme.rename",
    about=the_theme,
    rule=TEAM,
    refuses="empty too_long not_found",
    undoable=True,
    example={"theme": 2, "title": {"lo": "", "en": "Connected ministries"}},
)
def rename(work: Work, data: Rename, about: Subject) -> Reply:
    """Give a theme its words in Lao, English or both."""
    was = work.need(theme, data.theme)["title"]
    work.update(theme, data.theme, title=data.title.kept())
    work.say(theme=data.theme, title=data.title.kept(), was=was)
    return {}


@command("theme.colour", about=the_theme, rule=TEAM, undoable=True, example={"theme": 2, "colour": 5})
def colour(work: Work, data: Colour, about: Subject) -> Reply:
    """Give a theme another of the eight colours."""
    work.update(theme, data.theme, colour=data.colour)
    work.say(theme=data.theme)
    return {}


@command(
    "theme.place",
    about=the_theme,
    rule=TEAM,
    refuses="not_found",
    undoable=True,
    example={"theme": 2, "cards": [17, 21]},
)
def place(work: Work, data: Place, about: Subject) -> Reply:
    """Put cards from any groups into a theme, at its end or before one of its cards; one in another leaves it."""
    work.lean(theme, data.theme)
    put(work, data.theme, data.cards, data.before)
    return {}


@command(
    "theme.unplace",
    about=the_workshop,
    rule=TEAM,
    refuses="not_found",
    undoable=True,
    example={"cards": [17]},
)
def unplace(work: Work, data: Cards, about: Subject) -> Reply:
    """Take cards out of their themes; they are again among the groups' cards."""
    lift(work, data.cards, parked=False)
    work.say(cards=data.cards)
    return {}


@command(
    "theme.split",
    about=the_theme,
    rule=TEAM,
    refuses="empty too_long not_found",
    undoable=True,
    reply={"theme": Id},
    example={"theme": 2, "cards": [21], "title": {"lo": "", "en": "Standards"}},
)
def split(work: Work, data: Split, about: Subject) -> Reply:
    """Take some of a theme's cards out into a new one beside it."""
    held = placings(work, data.cards)
    if any(id not in held or held[id]["theme_id"] != data.theme or held[id]["gone"] for id in data.cards):
        raise Refused("not_found", field="cards")
    work.lean(theme, data.theme)
    id = new_theme(work, data.title)
    put(work, id, data.cards)
    work.say(from_theme=data.theme, title=data.title.kept())
    return {"theme": id}


@command(
    "theme.order",
    about=the_theme,
    rule=TEAM,
    refuses="not_found",
    undoable=True,
    example={"theme": 2, "before": 1},
)
def order(work: Work, data: Order, about: Subject) -> Reply:
    """Move a theme to stand before another, or last (`null`)."""
    mine = select(theme).where(theme.c.workshop_id == work.workshop, theme.c.gone.is_(False))
    ids = [
        row["id"] for row in work.all(mine.order_by(theme.c.position, theme.c.id)) if row["id"] != data.theme
    ]
    if data.before is not None and data.before not in ids:
        raise Refused("not_found", field="before")
    ids.insert(ids.index(data.before) if data.before is not None else len(ids), data.theme)
    for position, id in enumerate(ids, start=1):
        work.update(theme, id, position=position)
    work.say(theme=data.theme)
    return {}


@command("theme.retire", about=the_theme, rule=TEAM, undoable=True, example={"theme": 2})
def retire(work: Work, data: Theme, about: Subject) -> Reply:
    """Take a theme off the board. Its cards are again among the groups' cards; reviving it brings them back."""
    work.update(theme, data.theme, gone=True)
    work.say(theme=data.theme)
    return {}


@command("theme.revive", about=a_retired_theme, rule=TEAM, undoable=True, example={"theme": 2})
def revive(work: Work, data: Theme, about: Subject) -> Reply:
    """Put a retired theme back with those of its cards that are in no other, and with what it was given itself."""
    work.update(theme, data.theme, gone=False, into=None)
    work.say(theme=data.theme)
    return {}


@command(
    "theme.join",
    about=the_theme,
    rule=TEAM,
    refuses="not_found invalid",
    undoable=True,
    example={"theme": 2, "themes": [3]},
)
def join(work: Work, data: Join, about: Subject) -> Reply:
    """Make one theme of several: the others' cards come to this one, and what they were given counts for it (R12)."""
    if data.theme in data.themes:
        raise Refused("invalid", field="themes")
    others = [work.need(theme, id) for id in dict.fromkeys(data.themes)]
    work.lean(theme, data.theme)
    for other in others:
        lay(work, data.theme, [row["card_id"] for row in within(work, other["id"])])
        # Those joined to it before come along: nothing is joined to what is gone.
        earlier = select(theme.c.id).where(theme.c.into == other["id"], theme.c.gone.is_(True))
        for id in [*work.ids(earlier), other["id"]]:
            work.update(theme, id, into=data.theme, gone=True)
    work.say(theme=data.theme, themes=[other["id"] for other in others])
    return {}


@command(
    "theme.park",
    about=the_theme,
    rule=TEAM,
    undoable=True,
    example={"theme": 2, "on": True},
)
def park_theme(work: Work, data: ParkTheme, about: Subject) -> Reply:
    """Take a theme off the room's board and keep it at the desk, or bring it back."""
    work.update(theme, data.theme, parked=data.on)
    work.say(theme=data.theme, on=data.on)
    return {}


@command(
    "theme.note",
    about=the_theme,
    rule=TEAM,
    refuses="too_long too_many_lines",
    undoable=True,
    example={"theme": 2, "note": "Ask group 3 which systems they mean"},
)
def note(work: Work, data: Note, about: Subject) -> Reply:
    """The theme team's own note on a theme; the room never sees it."""
    work.update(theme, data.theme, note=data.note)
    work.say(theme=data.theme)
    return {}


@command(
    "card.park",
    about=the_workshop,
    rule=TEAM,
    refuses="not_found",
    undoable=True,
    example={"cards": [17], "on": True},
)
def park(work: Work, data: Park, about: Subject) -> Reply:
    """Set cards aside that no theme takes for now, or put them back among the groups' cards."""
    lift(work, seen(work, data.cards) if data.on else data.cards, parked=data.on)
    work.say(cards=data.cards, on=data.on)
    return {}


COMMANDS: tuple[Any, ...] = (
    *(create, rename, colour, place, unplace, split, order, retire, revive),
    *(join, park_theme, note, park),
)
