"""Steps that can be undone (R13): each keeps its inverse; undo and redo are commands like any other.

The inverse is made by the work itself, column by column, so a new command needs none of its own. "Touched since" is
told by value: a step can be undone while every column it wrote still holds what it wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Noun, Row
from workshop.kernel.rules import Subject, insist
from workshop.kernel.tables import deed, metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop.kernel.commands import Command
    from workshop.kernel.nouns import Shown
    from workshop.kernel.work import Work


def keep_deed(work: Work, command: Command, subject: Subject) -> None:
    """Write down what this command changed, if it changed anything."""
    rows = [[table, id, before, work.after[(table, id)]] for (table, id), before in work.before.items()]
    rows = [row for row in rows if row[2] != row[3]]
    if rows:
        work.insert(
            deed,
            name=command.name,
            at=work.now,
            person_id=work.actor.person,
            group_id=subject.group,
            says=work.says,
            rows=rows,
            leans=sorted(work.leans),
        )


def note(work: Work, name: str, group: int | None, **says: Any) -> None:
    """A line in the history of what no step takes back."""
    work.insert(
        deed,
        name=name,
        at=work.now,
        person_id=work.actor.person,
        group_id=group,
        says=says,
        rows=[],
        leans=[],
    )


def view(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    """The chair's history, the theme team's, and each leader's for their own table."""
    for row in rows:
        where = f"{history(work, row)}:{row['group_id'] or row['workshop_id']}"
        told = {name: row[name] for name in ("name", "at", "says", "undone")}
        told |= {} if work.house.commands[row["name"]].undoable else {"note": True}  # nothing to take back
        yield {where: told | {"group": row["group_id"], "by": row["person_id"]}}


def history(work: Work, step: Row) -> str:
    """Whose history this step is told in: `desk`, `team` or `chair`."""
    if step["group_id"] is not None:
        return "desk"
    return "team" if "helper" in work.house.commands[step["name"]].rule else "chair"


DEED = Noun("deed", deed, view)


def undo(work: Work, step: Row, together: bool) -> list[int]:
    """Undo a step, and with `together` every later one that touched the same rows; returns the deeds undone.

    Refuses `built_on` with the later deeds' ids, or `conflict` when something that is no deed changed a row since.
    """
    if step["undone"] or not work.house.commands[step["name"]].undoable:
        raise Refused("not_ready")
    later = built_on(work, step)
    if later and not together:
        raise Refused("built_on", deeds=[other["id"] for other in later])
    for other in [*reversed(later), step]:
        _turn(work, other, undone=True)
    return [step["id"], *(other["id"] for other in later)]


def redo(work: Work, step: Row) -> None:
    """Do again what was undone; refuses `conflict` when its rows have changed since."""
    if not step["undone"]:
        raise Refused("not_ready")
    _turn(work, step, undone=False)


def rewind(work: Work, step: Row, preview: bool) -> list[int]:
    """Undo every later step of the same history, all or none; returns their ids, the newest first.

    Refuses `built_on` with the ids of steps in another history that stand on any of them.
    """
    later = _after(work, step["id"])
    alike = (step["group_id"], history(work, step))
    turns = {name for name, command in work.house.commands.items() if command.undoable}
    mine = [o for o in later if o["name"] in turns and (o["group_id"], history(work, o)) == alike]
    ours = {other["id"] for other in mine}
    blocked = [other["id"] for other in _standing_on(mine, later) if other["id"] not in ours]
    if blocked:
        raise Refused("built_on", deeds=blocked)
    for other in reversed(mine):
        _allow(work, other) if preview else _turn(work, other, undone=True)
    return [other["id"] for other in reversed(mine)]


def built_on(work: Work, step: Row) -> list[Row]:
    """Later live deeds that wrote the same rows, or lean on rows it made; then those built on these; oldest first."""
    return _standing_on([step], _after(work, step["id"]))


def _after(work: Work, id: int) -> list[Row]:
    after = select(deed).where(
        deed.c.workshop_id == work.workshop,
        deed.c.id > id,
        deed.c.undone.is_(False),
        deed.c.gone.is_(False),
    )
    return work.all(after.order_by(deed.c.id))


def _standing_on(steps: list[Row], later: list[Row]) -> list[Row]:
    """Those of `later` that wrote what one of `steps` wrote, or lean on what one made; each after the step it is on."""
    begun = {step["id"]: step for step in steps}
    base: set[tuple[str, int, str]] = set()
    made: set[str] = set()
    found = []
    for other in sorted({row["id"]: row for row in [*steps, *later]}.values(), key=lambda row: row["id"]):
        written = _written(other)
        touches = {f"{table}:{id}" for table, id, _ in written} | set(other["leans"])
        stands = bool(base & written or made & touches)
        if stands:
            found.append(other)
        if stands or other["id"] in begun:
            base |= _known(other)
            made |= _made(other)
    return found


def _written(step: Row) -> set[tuple[str, int, str]]:
    return {
        (table, id, column)
        for table, id, before, after in step["rows"]
        for column in before
        if before[column] != after[column]
    }


def _known(step: Row) -> set[tuple[str, int, str]]:
    """What it wrote, and what it stands on: whoever writes that later has built on it."""
    return {(table, id, column) for table, id, before, _ in step["rows"] for column in before}


def _made(step: Row) -> set[str]:
    return {f"{table}:{id}" for table, id, before, _ in step["rows"] if "gone" in before}


def _turn(work: Work, step: Row, undone: bool) -> None:
    _allow(work, step)
    # Taken back in the reverse of the order written: what holds between rows then holds at every moment of it.
    for name, id, before, after in reversed(step["rows"]) if undone else step["rows"]:
        table = metadata.tables[name]
        here, there = (after, before) if undone else (before, after)
        row = work.any(table, id)
        if row is None or any(row[column] != value for column, value in here.items()):
            raise Refused("conflict")
        work.update(table, id, **there)
    work.update(deed, step["id"], undone=undone)


def _allow(work: Work, step: Row) -> None:
    # What one may not do, one may not undo: a leader cannot take back what the chair alone could do. The phase is
    # left out of it, for the phase may itself be what the step changed.
    rule = work.house.commands[step["name"]].rule
    anytime = {relation: frozenset({"open"}) for relation in rule}
    insist(anytime, work.actor, Subject(step, "open", group=step["group_id"]), work.readable)
