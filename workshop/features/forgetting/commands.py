"""Letting go of who wrote and how people voted (R20).

Rows that name an author or a counter name nobody from then on: one row of `person` that is gone and has no name.
Ballots, reactions and receipts are deleted. Numbers drawn from them stay as they are: the workshop opens no more, and
nothing of it is drawn again (`frozen`). The database's free pages are the door's to clear.
"""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, null, or_, select, update

from workshop.features.agenda.about import the_workshop
from workshop.features.agenda.tables import workshop
from workshop.features.ballots.tables import ballot, handed, hands, tally
from workshop.features.calls import call
from workshop.features.cards.tables import card
from workshop.features.people.commands import VERSIONS
from workshop.features.people.tables import person
from workshop.features.photos.tables import photo
from workshop.features.progress.roll import roll
from workshop.features.reactions import reaction
from workshop.features.replies.tables import reply
from workshop.features.results.tables import submission
from workshop.features.results.views import as_shown
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject, rule
from workshop.kernel.tables import change, deed, dirty, receipt, record, stream
from workshop.kernel.work import Work

# What names whoever wrote or counted.
WRITTEN: tuple[tuple[Table, str], ...] = (
    *((card, "author_id"), (reply, "author_id"), (photo, "author_id")),
    *((hands, "person_id"), (call, "person_id")),
)
# What is nothing but who did what.
DELETED: tuple[Table, ...] = (ballot, handed, reaction)
# Of a step's words: what it was about stays, whom and why goes.
ABOUT_PEOPLE = ("person", "people", "reason")


class Nothing(Data):
    pass


@command(
    "workshop.forget",
    about=the_workshop,
    rule=rule(chair="closed"),
    refuses="busy conflict",
    reply={"named": int, "ballots": int, "cards": int, "tallies": int},
    example={},
)
def forget(work: Work, data: Nothing, about: Subject) -> Reply:
    """Forget who wrote and how people voted, for good: no undo, and the workshop opens no more.

    Authors, ballots, reactions, receipts and the doers of steps go; cards, tallies, themes, numbers, and who took part
    stay as they are. The reply is the proof, counted from the database: `named` rows that name an author or a doer and
    `ballots`, both 0, and how many `cards` and `tallies` are there as before. Again, it counts again.
    """
    if _drawing(work):
        raise Refused("busy", retry_after=1.0)  # a vote that came in last is not in its tally yet
    before = _numbers(work)
    nobody = about.row["nobody"] or _nobody(work)
    for table, column in WRITTEN:
        _touch(work, table)
        _set(work, table, table.c[column] != nobody, **{column: nobody})
    _set(work, card, or_(card.c.typist_id.is_not(None), card.c.by_name != ""), typist_id=None, by_name="")
    if not about.row["named"]:
        for table in (card, reply, photo):
            _set(work, table, table.c.at != 0, at=0)
    _results(work)
    for table in DELETED:
        work.conn.execute(delete(table).where(table.c.workshop_id == work.workshop))
    _steps(work)
    _touch(work, roll)
    _set(work, roll, roll.c.gone.is_(False), unwritten=null(), unvoted=null())
    _streams(work)
    work.reread()
    work.update(workshop, about.row["id"], nobody=nobody, forgotten=about.row["forgotten"] or work.now)
    if _numbers(work) != before:
        raise Refused("conflict")
    return {"named": _named(work, nobody), "ballots": _count(work, ballot)} | {
        "cards": _count(work, card),
        "tallies": _count(work, tally),
    }


def frozen(work: Work) -> bool:
    """Nothing is drawn again of what was forgotten: the numbers would be others without the ballots."""
    hall = work.any(workshop, work.workshop)
    return hall is not None and hall["forgotten"] is not None


def _nobody(work: Work) -> int:
    hidden = {"gone": True, "removed": True, "version": secrets.randbelow(VERSIONS) + 1}
    facts = {"name": "", "org_other": "", "group_id": None, "role": "participant", "lang": "lo", "came": 0}
    return work.insert(person, code=secrets.token_hex(4), **hidden, **facts)


def _touch(work: Work, table: Table) -> None:
    """Every record of these is told as it looks without a name. Nothing that watches them is otherwise for it."""
    rows = work.ids(select(table.c.id).where(table.c.workshop_id == work.workshop))
    for noun in work.house.by_table[table.name]:
        work.touched.update(((noun.type, id), None) for id in rows)


def _set(work: Work, table: Table, where: ColumnElement[bool], **values: Any) -> None:
    work.conn.execute(update(table).where(table.c.workshop_id == work.workshop, where).values(**values))


def _steps(work: Work) -> None:
    """What was done and to which cards and themes stays to be read; nothing of it can be undone any more."""
    _touch(work, deed)
    for row in work.all(select(deed).where(deed.c.workshop_id == work.workshop)):
        says = {name: value for name, value in row["says"].items() if name not in ABOUT_PEOPLE}
        plain: dict[str, Any] = {"person_id": None, "says": says, "rows": [], "leans": []}
        if any(row[name] != value for name, value in plain.items()):
            work.conn.execute(update(deed).where(deed.c.id == row["id"]).values(**plain))


def _results(work: Work) -> None:
    """Results handed in stay as they are shown, and keep no more whose votes they tell."""
    kept = (submission.c.workshop_id == work.workshop, submission.c.laid.is_not(None))
    for id, told in as_shown(work, work.all(select(submission).where(*kept))).items():
        work.conn.execute(
            update(submission).where(submission.c.id == id).values(laid=null(), handed=null(), **told)
        )
    _touch(work, submission)


def _streams(work: Work) -> None:
    """A person's own stream begins anew with who they are: what is theirs alone is what they wrote and voted.

    A phone that knows more than there is takes a snapshot, and so lets go of it too.
    """
    for table, name in ((record, "stream"), (change, "stream"), (stream, "name")):
        own = (table.c.workshop_id == work.workshop, table.c[name].startswith("person:"))
        work.conn.execute(delete(table).where(*own))
    work.conn.execute(delete(receipt).where(receipt.c.workshop_id == work.workshop))
    _set(work, person, person.c.gone.is_(False), nudged=None, device=None, origin=None)
    work.update(workshop, work.workshop, marking=None)
    _set(work, person, person.c.moved.is_not(None), moved=null())
    _touch(work, person)
    for id in work.ids(select(person.c.id).where(person.c.workshop_id == work.workshop)):
        work.dismiss(id, "changed")


def _drawing(work: Work) -> bool:
    known = dirty.c.kind.in_(work.house.drawers)
    marks = select(func.count()).where(dirty.c.workshop_id == work.workshop, known)
    return not frozen(work) and work.number(marks) > 0


def _numbers(work: Work) -> list[Any]:
    mine = select(tally.c.id, tally.c.votes, tally.c.voters, tally.c.hands)
    return list(work.conn.execute(mine.where(tally.c.workshop_id == work.workshop).order_by(tally.c.id)))


def _named(work: Work, nobody: int) -> int:
    """Rows that name who wrote, typed, counted or did something: counted afresh."""
    own = (record.c.workshop_id == work.workshop, record.c.stream.startswith("person:"))
    return sum(
        [
            *(_count(work, table, table.c[column] != nobody) for table, column in WRITTEN),
            _count(work, card, or_(card.c.typist_id.is_not(None), card.c.by_name != "")),
            _count(work, deed, deed.c.person_id.is_not(None)),
            _count(work, submission, submission.c.laid.is_not(None)),
            *(_count(work, table) for table in (reaction, receipt)),
            work.number(
                select(func.count()).select_from(record).where(*own, record.c.key.not_like("person:%"))
            ),
        ]
    )


def _count(work: Work, table: Table, *where: ColumnElement[bool]) -> int:
    return work.number(
        select(func.count()).select_from(table).where(table.c.workshop_id == work.workshop, *where)
    )


COMMANDS: tuple[Any, ...] = (forget,)
