"""Hang a photo, take it back, return it; and the leader's hide and restore."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import func, select

from workshop.features.agenda.about import numbered
from workshop.features.cards.heads import away, on_view, revealed
from workshop.features.cards.tables import card
from workshop.features.groups.about import board_phase, posting_phase
from workshop.features.groups.tables import board
from workshop.features.photos.tables import photo
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of, Words
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id
from workshop.kernel.work import Work

ON_A_CARD, ON_A_BOARD = 4, 20
LARGEST = 4096  # pixels; what is stored is smaller
ALIVE = "write reveal vote report"
MODERATES = rule(leader=f"{ALIVE} locked", chair=f"{ALIVE} locked")


class Attach(Data):
    board: Annotated[int, Of("board")]
    card: Annotated[int, Of("card")] | None = None
    file: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["5e" * 32])]
    width: Annotated[int, Field(ge=1, le=LARGEST)]
    height: Annotated[int, Field(ge=1, le=LARGEST)]
    caption: Annotated[str, Words(140, 0)] = ""


class Photo(Data):
    photo: Annotated[int, Of("photo")]


def the_photo(work: Work, data: Any) -> Subject:
    row = work.need(photo, data.photo)
    on = work.need(board, row["board_id"])
    return Subject(
        row,
        board_phase(work, on),
        key=f"photo:{row['id']}",
        group=on["group_id"],
        author=row["author_id"],
        hidden=row["hidden"],
    )


def a_place(work: Work, data: Any) -> Subject:
    """Stopping the posting stops members; a leader may still show what is on the wall."""
    row = work.need(board, data.board)
    phase = (posting_phase if work.actor.role == "participant" else board_phase)(work, row)
    return Subject(row, phase, key=f"board:{row['id']}", group=row["group_id"])


@command(
    "photo.attach",
    about=a_place,
    rule=rule(member=ALIVE, leader=ALIVE),
    refuses="too_long invalid photos_full wrong_phase locked closed not_found too_fast",
    reply={"photo": Id},
    example={"board": 1, "card": 17, "file": "5e" * 32, "width": 2048, "height": 1536, "caption": "Table 3"},
)
def attach(work: Work, data: Attach, about: Subject) -> Reply:
    """Hang an uploaded photo on a card, or on the board itself: at most 4 on a card and 20 on a board."""
    on = about.row
    if data.card is not None:
        _insist_seen(work, data.card, on)
    _insist_room(work, on["id"], data.card)
    id = work.insert(
        photo,
        board_id=on["id"],
        card_id=data.card,
        author_id=work.actor.person,
        file=data.file,
        width=data.width,
        height=data.height,
        caption=data.caption,
        at=work.now,
        unseen=not revealed(on),
        **numbered(work, photo),
    )
    return {"photo": id}


@command("photo.remove", about=the_photo, rule=rule(author=ALIVE), example={"photo": 5})
def remove(work: Work, data: Photo, about: Subject) -> Reply:
    """Take one's own photo back; it can be returned."""
    work.update(photo, data.photo, withdrawn=True)
    return {}


@command(
    "photo.return", about=the_photo, rule=rule(author=ALIVE), refuses="photos_full", example={"photo": 5}
)
def put_back(work: Work, data: Photo, about: Subject) -> Reply:
    """Put a photo of one's own that was taken back where it was."""
    if about.row["withdrawn"]:
        _insist_room(work, about.row["board_id"], about.row["card_id"])
    work.update(photo, data.photo, withdrawn=False)
    return {}


@command(
    "photo.hide", about=the_photo, rule=MODERATES, refuses="not_found", undoable=True, example={"photo": 5}
)
def hide(work: Work, data: Photo, about: Subject) -> Reply:
    """Take a photo from the table's sight; leader, chair and author still see it, and that it is hidden."""
    _moderate(work, about, hidden=True)
    return {}


@command(
    "photo.restore", about=the_photo, rule=MODERATES, refuses="not_found", undoable=True, example={"photo": 5}
)
def restore(work: Work, data: Photo, about: Subject) -> Reply:
    """Show a hidden photo again."""
    _moderate(work, about, hidden=False)
    return {}


def _moderate(work: Work, about: Subject, hidden: bool) -> None:
    """What its author alone sees (private, taken back) is not there for the leader."""
    if about.key is None or not work.readable(about.key):
        raise Refused("not_found")
    work.update(photo, about.row["id"], hidden=hidden)
    work.say(photo=about.row["id"])


def _insist_seen(work: Work, id: int, on: dict[str, Any]) -> None:
    """A card of this board that the whole table sees, or one's own that is not hidden."""
    row = work.need(card, id, field="card")
    own = row["author_id"] == work.actor.person and not (row["hidden"] or row["withdrawn"])
    if row["board_id"] != on["id"] or not (own or on_view(row, on)):
        raise Refused("not_found", field="card")


def _insist_room(work: Work, on: int, on_card: int | None) -> None:
    """Hidden ones do not count: what a leader took from sight must not keep the next photo out."""
    here = photo.c.card_id == on_card if on_card else photo.c.card_id.is_(None)
    there = select(func.count()).where(
        photo.c.board_id == on, here, photo.c.hidden.is_(False), photo.c.withdrawn.is_(False)
    )
    most = ON_A_CARD if on_card else ON_A_BOARD
    if work.number(there.where(photo.c.gone.is_(False))) >= most:
        raise Refused("photos_full", max=most)


def tell_unseen(work: Work, row: Row, changed: Row) -> None:
    """The board becomes private again: what was on view on it until now has been seen, and nothing else."""
    if not revealed(row) or changed.get("phase") != "write":
        return
    hung = (photo.c.unseen.is_(True), photo.c.withdrawn.is_(False), photo.c.hidden.is_(False))
    rows = work.all(select(photo.c.id, photo.c.card_id).where(photo.c.board_id == row["id"], *hung))
    cards = work.rows(card, (one["card_id"] for one in rows if one["card_id"] is not None))
    away_with = {each["id"] for each in cards if away(each)}
    for one in rows:
        if one["card_id"] not in away_with:
            work.update_for_good(photo, one["id"], unseen=False)


COMMANDS: tuple[Any, ...] = (attach, remove, put_back, hide, restore)
