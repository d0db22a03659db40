"""Putting cards into themes, and where they lie."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from workshop.features.cards.heads import away, gathered, heads, on_view, revealed
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.vision.tables import placing, theme
from workshop.kernel.data import Title
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.work import CHUNK, Work, by_id

COLOURS = 8


def new_theme(work: Work, title: Title) -> int:
    last = work.number(select(func.max(theme.c.position)).where(theme.c.workshop_id == work.workshop))
    id = work.insert(theme, title=title.kept(), colour=last % COLOURS, position=last + 1)
    work.say(theme=id)
    return id


def seen(work: Work, cards: list[int]) -> list[int]:
    """These cards as the room sees them: one merged under another is its head. Refuses one that is not on view."""
    rows = by_id(work.rows(card, cards))
    under = heads(work, list(rows.values()))
    found = list(dict.fromkeys(under.get(id, id) for id in cards))
    rows |= by_id(work.rows(card, found))
    boards = by_id(work.rows(board, (row["board_id"] for row in rows.values())))
    for id in found:
        if id not in rows or not on_view(rows[id], boards[rows[id]["board_id"]]):
            raise Refused("not_found", field="cards", card=id)
    return found


def place(work: Work, theme_id: int, cards: list[int], before: int | None = None) -> None:
    """Into this theme, at its end or before one of its cards."""
    cards = seen(work, cards)
    lay(work, theme_id, cards)
    if before is not None:
        _in_order(work, theme_id, cards, before)
    work.say(cards=cards, theme=theme_id)


def lay(work: Work, theme_id: int, cards: list[int]) -> None:
    held = placings(work, cards)
    last = work.number(select(func.max(placing.c.position)).where(placing.c.theme_id == theme_id))
    there = {"theme_id": theme_id, "gone": False, "parked": False}
    moved: dict[int, Row] = {}
    for position, id in enumerate(cards, start=last + 1):
        if id not in held:
            work.insert(placing, card_id=id, theme_id=theme_id, position=position)
        elif held[id]["theme_id"] != theme_id or held[id]["gone"]:
            moved[held[id]["id"]] = there | {"position": position}
    work.update_many(placing, [row for row in held.values() if row["id"] in moved], moved)


def lift(work: Work, cards: list[int], parked: bool) -> None:
    """Out of their themes: set aside, or among the groups' cards again."""
    held = placings(work, cards)
    # One taken back by an undo is where no theme has it: a redo finds it as the undo left it.
    lying = [row for row in held.values() if parked or not row["gone"]]
    away = {"theme_id": None, "gone": False, "parked": parked}
    work.update_many(placing, lying, {row["id"]: away for row in lying})
    for id in cards if parked else ():
        if id not in held:
            work.insert(placing, card_id=id, position=0, parked=True)


def _in_order(work: Work, theme_id: int, cards: list[int], before: int) -> None:
    rows = within(work, theme_id)
    moved = [row for row in rows if row["card_id"] in cards]
    others = [row for row in rows if row["card_id"] not in cards]
    at = next((n for n, row in enumerate(others) if row["card_id"] == before), None)
    if at is None:
        raise Refused("not_found", field="before")
    ordered = others[:at] + moved + others[at:]
    places = {row["id"]: {"position": n} for n, row in enumerate(ordered, start=1)}
    work.update_many(placing, ordered, places)


def within(work: Work, theme_id: int) -> list[Row]:
    """The placings of one theme in order, whatever its cards' state."""
    mine = select(placing).where(placing.c.theme_id == theme_id, placing.c.gone.is_(False))
    return work.all(mine.order_by(placing.c.position, placing.c.id))


def placings(work: Work, cards: list[int]) -> dict[int, Row]:
    """{card: its placing}, gone or not."""
    found: dict[int, Row] = {}
    for start in range(0, len(cards), CHUNK):
        some = placing.c.card_id.in_(cards[start : start + CHUNK])
        rows = work.all(select(placing).where(placing.c.workshop_id == work.workshop, some))
        found.update((row["card_id"], row) for row in rows)
    return found


KNOWN = ("text", "lang", "org_id")


def as_known(placing_row: Row, card_row: Row, board_row: Row) -> Row:
    """The card as the room knows it: what its author writes while the board is private is nobody's yet (R11)."""
    known = placing_row["known"] if not revealed(board_row) else None
    return card_row | known if known else card_row


def stand_as_known(work: Work, held: Sequence[tuple[Row, Row]]) -> set[int]:
    """The ids of those cards of (placing, card) that the room sees as cards of their own, with what it knows of them.

    What was revealed once stays known while its board is private. An author's new words that wait for the leader's yes
    there take nothing from the room: it keeps the old ones.
    """
    cards = [row for _, row in held]
    under = gathered(work, cards)
    standing = {row["id"] for row in cards if not away(row) and row["id"] not in under}
    waits = [
        row for put, row in held if put["known"] and row["pending"] and not away(row | {"pending": False})
    ]
    boards = by_id(work.rows(board, {row["board_id"] for row in waits})) if waits else {}
    return standing | {row["id"] for row in waits if not revealed(boards[row["board_id"]])} - set(under)


def keep_known(work: Work, row: Row, changed: Row) -> None:
    """New words for a card that lies in a theme, on a board that is private again: the room keeps the old ones."""
    if not changed.keys() & set(KNOWN) or revealed(work.need(board, row["board_id"])):
        return
    for held in placings(work, [row["id"]]).values():
        if held["known"] is None:
            work.update_for_good(placing, held["id"], known={name: row[name] for name in KNOWN})


def tell_known(work: Work, row: Row, changed: Row) -> None:
    """The board becomes private again: what its cards said until now is what the room knows.

    Not at the reveal: a card that was away then has shown its new words to nobody.
    """
    if not revealed(row) or changed.get("phase") != "write":
        return
    kept = select(placing.c.id, placing.c.card_id).join(card, card.c.id == placing.c.card_id)
    held = work.all(kept.where(card.c.board_id == row["id"], placing.c.known.is_not(None)))
    seen = {each["id"] for each in work.rows(card, (one["card_id"] for one in held)) if not away(each)}
    for one in held:
        if one["card_id"] in seen:
            work.update_for_good(placing, one["id"], known=None)


def merged_at_table(work: Work, row: Row, changed: Row) -> None:
    """A card that lies in a theme went under one that lies in none: the room goes on seeing it there, as its head."""
    head = changed.get("into")
    if head is None:
        return
    held = placings(work, [row["id"], head])
    mine, its = held.get(row["id"]), held.get(head)
    if mine is None or mine["gone"] or mine["theme_id"] is None:
        return
    if its is None or its["gone"] or (its["theme_id"] is None and not its["parked"]):
        lay(work, mine["theme_id"], [head])
