"""The plenary's vote: all phones, on the themes, with the engine that counts the tables' votes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, exists, func, select

from workshop.features.agenda.about import phase_or_closed, workshop_row
from workshop.features.ballots.commands import insist_asked
from workshop.features.ballots.counted import as_told, who_stands, who_voted
from workshop.features.ballots.draw import count_again, run_on, tell_result
from workshop.features.ballots.hosts import HOSTS, Host
from workshop.features.ballots.setting import Setting, how
from workshop.features.ballots.tables import round, tally
from workshop.features.ballots.votable import VOTABLE, Votable
from workshop.features.cards.heads import heads, on_view
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.people import standing
from workshop.features.vision.about import CHAIR, the_vision, vision_row
from workshop.features.vision.tables import placing, theme, vision
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Drawer, Row
from workshop.kernel.rules import Subject
from workshop.kernel.shapes import Id
from workshop.kernel.work import Work, by_id


class Open(Setting):
    pass


class Nothing(Data):
    pass


@command(
    "poll.open",
    about=the_vision,
    rule=CHAIR,
    refuses="not_ready invalid not_found",
    undoable=True,
    reply={"round": Id},
    example={"budget": 3, "cap": 1, "live": False},
)
def open_poll(work: Work, data: Open, about: Subject) -> Reply:
    """Ask the whole room to vote, from nothing: on the themes, or on such cards as lie in them.

    With dots: so many each (`null`: without limit), the most on one theme. Ranking and rating as at the tables.
    """
    if about.row["polling"] or not _on_view(work):
        raise Refused("not_ready")
    earlier = (round.c.workshop_id == work.workshop, round.c.board_id.is_(None))
    number = work.number(select(func.max(round.c.number)).where(*earlier)) + 1
    values = how(data)
    insist_asked(work, {"board_id": None, "workshop_id": work.workshop}, data.subjects)
    id = work.insert(round, board_id=None, number=number, **values)
    work.update(vision, about.row["id"], round_id=id, polling=True)
    draw(work, [])  # at once: nobody of so many, before any face shows a number of nothing
    work.say(round=id)
    return {"round": id}


@command("poll.close", about=the_vision, rule=CHAIR, refuses="not_ready", undoable=True, example={})
def close_poll(work: Work, data: Nothing, about: Subject) -> Reply:
    """End the plenary's vote: its result is told to all, and stands on the screens until the chair moves on."""
    if not about.row["polling"]:
        raise Refused("not_ready")
    work.lean(round, about.row["round_id"])
    work.update(round, about.row["round_id"], asked=_on_view(work))
    work.update(vision, about.row["id"], polling=False, told=workshop_row(work)["visit"])
    work.update_for_good(vision, about.row["id"], closings=about.row["closings"] + 1)
    return {}


@command("poll.resume", about=the_vision, rule=CHAIR, refuses="not_ready", undoable=True, example={})
def resume_poll(work: Work, data: Nothing, about: Subject) -> Reply:
    """Let the room vote on in the plenary's last round; the dots laid in it stay."""
    if about.row["polling"] or about.row["round_id"] is None:
        raise Refused("not_ready")
    work.lean(round, about.row["round_id"])
    work.update(round, about.row["round_id"], asked=None)
    work.update(vision, about.row["id"], polling=True)
    return {}


@command("poll.put_away", about=the_vision, rule=CHAIR, refuses="not_ready", undoable=True, example={})
def put_away(work: Work, data: Nothing, about: Subject) -> Reply:
    """Take the result of the plenary's vote off the screens, before the room goes on to another step."""
    if about.row["polling"] or about.row["told"] != workshop_row(work)["visit"]:
        raise Refused("not_ready")
    work.update(vision, about.row["id"], told=None)
    return {}


def _on_view(work: Work) -> list[int]:
    """The themes that the room can vote on."""
    mine = (theme.c.workshop_id == work.workshop, theme.c.gone.is_(False), theme.c.parked.is_(False))
    return sorted(work.ids(select(theme.c.id).where(*mine)))


# --- the plenary as a host of rounds --------------------------------------------------------------------------


def _subject(work: Work, row: Row) -> Subject:
    return Subject(
        row,
        phase_or_closed(work, "poll" if _state(work, row) == "open" else "open"),
        key=f"round:{row['id']}",
    )


def _state(work: Work, row: Row) -> str:
    on = vision_row(work)
    return "open" if on["round_id"] == row["id"] and on["polling"] else "closed"


def _behind(work: Work, row: Row) -> None:
    work.mark("poll", work.workshop)


def _theme_on_view(work: Work, round_row: Row, id: int) -> bool:
    row = work.any(theme, id)
    if row is None:
        return False
    head = work.any(theme, row["into"]) if row["gone"] and row["into"] is not None else row
    return head is not None and not head["gone"] and not head["parked"]


def _card_in_theme(work: Work, round_row: Row, id: int) -> bool:
    """The whole room sees a card where it lies in a theme on view, or is merged under one that does."""
    row = work.get(card, id)
    if row is None or not on_view(row, work.need(board, row["board_id"])):
        return False
    head = heads(work, [row]).get(id, id)
    there = select(placing.c.theme_id).where(
        placing.c.card_id.in_((id, head)), placing.c.gone.is_(False), placing.c.theme_id.is_not(None)
    )
    return any(_theme_on_view(work, round_row, theme_id) for theme_id in work.ids(there))


HOSTS["plenary"] = Host(
    subject=_subject,
    state=_state,
    stream=lambda work, row: f"workshop:{row['workshop_id']}",
    takes={"theme": _theme_on_view, "card": _card_in_theme},
    offers=lambda work, row: [f"theme:{id}" for id in _on_view(work)],
    current=lambda work, row: bool(vision_row(work)["round_id"] == row["id"]),
    behind=_behind,
    seats=lambda work, row: standing.floor(row["workshop_id"]),
)


def draw(work: Work, marks: list[str]) -> None:
    """How many have voted, of how many; told, they are those who stand in what was told."""
    on = vision_row(work)
    within = work.get(round, on["round_id"]) if on["round_id"] is not None else None
    voted, floor = {"voters": 0, "handed": 0}, 0
    if within is not None:
        told = as_told(work, within) and not on["polling"]
        voted = who_stands(work, within) if told else who_voted(work, within)
        floor = work.number(standing.how_many(standing.on_floor(work.workshop)))
    work.update_for_good(vision, on["id"], voted=voted["voters"], handed=voted["handed"], floor=floor)


DRAWER = Drawer("poll", every=1.0, draw=draw, counts=True)


# --- the theme as a thing to vote on --------------------------------------------------------------------------


def _under(work: Work, ids: Any) -> dict[int, int]:
    rows = work.rows(theme, ids)
    joined = {row["id"]: row["into"] for row in rows if row["gone"] and row["into"] is not None}
    there = {row["id"] for row in work.rows(theme, set(joined.values())) if not row["gone"]}
    return {id: head for id, head in joined.items() if head in there}


def _together(work: Work, ids: Any) -> dict[int, list[int]]:
    rows = by_id(work.rows(theme, ids))
    under = _under(work, rows)
    found = {id: [] if id in under else [id] for id in rows}
    joined = select(theme.c.id, theme.c.into).where(
        theme.c.into.in_([id for id, row in rows.items() if not row["gone"]]), theme.c.gone.is_(True)
    )
    for id, head in work.conn.execute(joined):
        found[head].append(id)
    return found


_JOINED = exists().where(theme.c.workshop_id == bindparam("workshop"), theme.c.into.is_not(None))
VOTABLE["theme"] = Votable(_together, _under, _JOINED)


def rejoined(work: Work, row: Row, changed: Row) -> None:
    """A theme came, went, or was joined to another: what counts for which is otherwise."""
    if changed.keys() & {"gone", "into", "parked"}:
        around = {row["id"], row["into"], changed.get("into")} - {None}
        joined = work.ids(select(theme.c.id).where(theme.c.into.in_(around)))
        count_again(work, [f"theme:{id}" for id in around | set(joined)])
        _asked_otherwise(work)


def replaced(work: Work, row: Row, changed: Row) -> None:
    """A card came into a theme, or went: where the room votes on cards, it may do so on those alone that it sees."""
    if changed.keys() & {"theme_id", "gone"}:
        _asked_otherwise(work)


def _asked_otherwise(work: Work) -> None:
    on = vision_row(work)
    within = work.get(round, on["round_id"]) if on["round_id"] is not None else None
    cards = [one for one in (within or {}).get("subjects") or () if one.startswith("card:")]
    if cards:
        count_again(work, cards)


def polled(work: Work, row: Row, changed: Row) -> None:
    """The vote began or ended: what its round and tallies may tell is otherwise."""
    if changed.keys() & {"polling", "round_id"}:
        rounds = {row["round_id"], changed.get("round_id")} - {None}
        before, now = row["round_id"], (row | changed)["round_id"]
        other = now != before
        if row["polling"] and before is not None and (not other or now is None or now > before):
            if not changed.get("polling", row["polling"]) or other:
                tell_result(work, work.rows(round, [before])[0])
        elif changed.get("polling") and not other:
            run_on(work, work.rows(round, [now])[0])
        counted = work.ids(select(tally.c.id).where(tally.c.round_id.in_(rounds)))
        work.touched.update({("round", id): None for id in sorted(rounds)})
        work.touched.update({("tally", id): None for id in counted})
        _behind(work, row)  # undone, it is another round that people have voted in


def floor_otherwise(work: Work, row: Row, changed: Row | None = None) -> None:
    """Somebody came, or counts otherwise: the whole room's vote is of others now."""
    if changed is None or changed.keys() & standing.PLACES:
        on = work.get(vision, work.workshop)  # the first chair comes before it is there
        if on is not None and on["round_id"] is not None:
            work.mark("poll", work.workshop)


COMMANDS: tuple[Any, ...] = (open_poll, close_poll, resume_poll, put_away)
