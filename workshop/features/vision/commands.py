"""The merge: cards from any group gathered into themes, and every step of it reversible."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import func, select

from workshop.features.agenda.about import phase_or_closed, the_workshop
from workshop.features.cards.heads import heads, on_view
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.vision.tables import placing, theme
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of, Title
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.work import Work, by_id

CHAIR = rule(chair="open")
MOST = 500  # cards moved in one step
COLOURS = 8


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
    pass


class Split(Theme, Cards):
    title: Title


class Order(Theme):
    before: Annotated[int, Of("theme")] | None


def the_theme(work: Work, data: Any) -> Subject:
    row = work.need(theme, data.theme)
    return Subject(row, phase_or_closed(work, "open"), key=f"theme:{row['id']}")


def a_retired_theme(work: Work, data: Any) -> Subject:
    row = work.any(theme, data.theme)
    if row is None:
        raise Refused("not_found")
    # Gone from every stream, so only the rule speaks: anyone but the chair learns nothing of it.
    return Subject(row, phase_or_closed(work, "open"), key=f"theme:{row['id']}")


@command(
    "theme.create",
    about=the_workshop,
    rule=CHAIR,
    refuses="empty too_long not_found",
    undoable=True,
    example={"title": {"lo": "ການເຊື່ອມຕໍ່ຂໍ້ມູນ", "en": "Data exchange"}, "cards": [17, 21]},
)
def create(work: Work, data: Create, about: Subject) -> Reply:
    """A new theme on the vision board, with the cards it starts from."""
    id = _new_theme(work, data.title)
    _place(work, id, data.cards)
    return {"theme": id}


@command(
    "theme.rename",
    about=the_theme,
    rule=CHAIR,
    refuses="empty too_long not_found",
    undoable=True,
    example={"theme": 2, "title": {"lo": "", "en": "Connected ministries"}},
)
def rename(work: Work, data: Rename, about: Subject) -> Reply:
    """Give a theme its words in Lao, English or both."""
    work.update(theme, data.theme, title=data.title.kept())
    work.say(theme=data.theme)
    return {}


@command("theme.colour", about=the_theme, rule=CHAIR, undoable=True, example={"theme": 2, "colour": 5})
def colour(work: Work, data: Colour, about: Subject) -> Reply:
    """Give a theme another of the eight colours."""
    work.update(theme, data.theme, colour=data.colour)
    work.say(theme=data.theme)
    return {}


@command(
    "theme.place",
    about=the_theme,
    rule=CHAIR,
    refuses="not_found",
    undoable=True,
    example={"theme": 2, "cards": [17, 21]},
)
def place(work: Work, data: Place, about: Subject) -> Reply:
    """Put cards from any groups into a theme; a card that was in another leaves it."""
    work.lean(theme, data.theme)
    _place(work, data.theme, data.cards)
    return {}


@command(
    "theme.unplace",
    about=the_workshop,
    rule=CHAIR,
    refuses="not_found",
    undoable=True,
    example={"cards": [17]},
)
def unplace(work: Work, data: Cards, about: Subject) -> Reply:
    """Take cards out of their themes; they are again among the groups' cards."""
    for row in _placings(work, data.cards).values():
        if not row["gone"]:
            work.update(placing, row["id"], theme_id=None)
    work.say(cards=data.cards)
    return {}


@command(
    "theme.split",
    about=the_theme,
    rule=CHAIR,
    refuses="empty too_long not_found",
    undoable=True,
    example={"theme": 2, "cards": [21], "title": {"lo": "", "en": "Standards"}},
)
def split(work: Work, data: Split, about: Subject) -> Reply:
    """Take some of a theme's cards out into a new one beside it."""
    held = _placings(work, data.cards)
    if any(id not in held or held[id]["theme_id"] != data.theme or held[id]["gone"] for id in data.cards):
        raise Refused("not_found", field="cards")
    work.lean(theme, data.theme)
    id = _new_theme(work, data.title)
    _place(work, id, data.cards)
    work.say(from_theme=data.theme)
    return {"theme": id}


@command(
    "theme.order",
    about=the_theme,
    rule=CHAIR,
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


@command("theme.retire", about=the_theme, rule=CHAIR, undoable=True, example={"theme": 2})
def retire(work: Work, data: Theme, about: Subject) -> Reply:
    """Take a theme off the board. Its cards are again among the groups' cards; reviving it brings them back."""
    work.update(theme, data.theme, gone=True)
    work.say(theme=data.theme)
    return {}


@command("theme.revive", about=a_retired_theme, rule=CHAIR, undoable=True, example={"theme": 2})
def revive(work: Work, data: Theme, about: Subject) -> Reply:
    """Put a retired theme back with those of its cards that are in no other."""
    work.update(theme, data.theme, gone=False)
    work.say(theme=data.theme)
    return {}


def _new_theme(work: Work, title: Title) -> int:
    last = work.number(select(func.max(theme.c.position)).where(theme.c.workshop_id == work.workshop))
    id = work.insert(theme, title=title.kept(), colour=last % COLOURS, position=last + 1)
    work.say(theme=id)
    return id


def _place(work: Work, theme_id: int, cards: list[int]) -> None:
    rows = by_id(work.rows(card, cards))
    # A card merged under another goes where its head goes: the head is what the room sees of it.
    under = heads(work, list(rows.values()))
    cards = list(dict.fromkeys(under.get(id, id) for id in cards))
    rows |= by_id(work.rows(card, cards))
    boards = by_id(work.rows(board, (row["board_id"] for row in rows.values())))
    for id in cards:
        if id not in rows or not on_view(rows[id], boards[rows[id]["board_id"]]):
            raise Refused("not_found", field="cards", card=id)
    held = _placings(work, cards)
    last = work.number(select(func.max(placing.c.position)).where(placing.c.theme_id == theme_id))
    for position, id in enumerate(dict.fromkeys(cards), start=last + 1):
        if id in held:
            if held[id]["theme_id"] != theme_id or held[id]["gone"]:
                work.update(placing, held[id]["id"], theme_id=theme_id, position=position, gone=False)
        else:
            work.insert(placing, card_id=id, theme_id=theme_id, position=position)
    work.say(cards=cards, theme=theme_id)


def _placings(work: Work, cards: list[int]) -> dict[int, Row]:
    mine = select(placing).where(placing.c.workshop_id == work.workshop, placing.c.card_id.in_(cards))
    return {row["card_id"]: row for row in work.all(mine)}


COMMANDS: tuple[Any, ...] = (create, rename, colour, place, unplace, split, order, retire, revive)
