"""Who sees a photo: its author always; then whoever sees the card it hangs on, or the board once it is revealed.

Nobody's name is on any stream, and where cards are anonymous no time either (R10); the picture is served to whom its
record is readable (R19). The room's screen has it while its card is in the room's spotlight, or while the group's
result is presented; and at a tap while its card lies on the vision board.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from workshop.features.agenda.about import workshop_row
from workshop.features.agenda.tables import workshop
from workshop.features.cards.heads import at_desk, on_view, revealed
from workshop.features.cards.tables import card
from workshop.features.groups.about import presenting
from workshop.features.groups.tables import board
from workshop.features.photos import records
from workshop.features.photos.tables import photo
from workshop.features.vision.behind import on_the_board, screens, watches_of
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import Work, by_id, ids


def see_photo(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    hall = workshop_row(work)
    named, nobody = hall["named"], hall["nobody"]
    boards = by_id(work.rows(board, (row["board_id"] for row in rows)))
    cards = by_id(work.rows(card, (row["card_id"] for row in rows if row["card_id"] is not None)))
    room = on_the_board(work, list(cards.values()))
    for row in rows:
        if row["gone"]:
            yield {}
            continue
        on, under = boards[row["board_id"]], cards.get(row["card_id"])
        told = {"board": row["board_id"], "group": on["group_id"], "card": row["card_id"]}
        told |= {name: row[name] for name in ("width", "height", "caption", "hidden")}
        if named:
            told["at"] = row["at"]
        shown = {}
        if row["author_id"] != nobody:
            shown[f"person:{row['author_id']}"] = told | {"withdrawn": row["withdrawn"]}
        if not row["withdrawn"]:
            shown |= dict.fromkeys(_beside_author(row, on, under), told)
            # One that was hung in private is nobody's until the reveal.
            private = row["unseen"] and not revealed(on)
            if row["card_id"] in room and not row["hidden"] and not private:
                shown[screens(row)] = told | {"card": room[row["card_id"]]}
        yield shown


def _beside_author(row: Row, on: Row, under: Row | None) -> list[str]:
    """The streams of those who see it beside its author."""
    seen = revealed(on) if under is None else on_view(under, on)
    if seen and not row["hidden"]:
        table = f"group:{on['group_id']}"
        return [table, f"workshop:{row['workshop_id']}"] if _on_screen(on, under) else [table]
    # The leader sees what was hidden, and what comes with a card that is hidden or waits for a yes.
    return [f"desk:{on['group_id']}"] if seen or (under is not None and at_desk(under, on)) else []


def _on_screen(on: Row, under: Row | None) -> bool:
    """With the card that is held up for the room; without one, with the result of its table."""
    if under is None:
        return presenting(on)
    return on["spotlight"] == under["id"] and bool(on["room"] or presenting(on))


def _of_board(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(photo.c.id).where(photo.c.board_id.in_(ids(rows))))


def _of_workshop(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(photo.c.id).where(photo.c.workshop_id.in_(ids(rows))))


def _on_cards(work: Work, cards: set[int]) -> list[int]:
    return work.ids(select(photo.c.id).where(photo.c.card_id.in_(cards)))


PHOTO = Noun(
    "photo",
    photo,
    see_photo,
    record=records.Photo,
    watches=(
        watch(board, "phase spotlight room presenting", _of_board),
        watch(workshop, "named", _of_workshop),
        *watches_of(_on_cards),
    ),
)
