"""A person as the own group, the chair and the person's own phone see them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, func, select

from workshop.features.people import records, standing
from workshop.features.people.standing import counts
from workshop.features.people.tables import comeback, person
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import CHUNK, Work, by_id, ids

# Of whoever was sent out no more is told than is so: a crowd of made-up people would weigh on the chair's phone.
BRIEF = ("name", "org", "org_other", "group", "removed", "waiting", "same")


def see_person(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    twice = _twice(work, rows)
    for row in rows:
        if row["gone"]:
            yield {}
            continue
        told = {"name": row["name"], "org": row["org_id"], "org_other": row["org_other"]}
        told |= {"role": row["role"], "group": row["group_id"]}
        told |= {name: row[name] for name in ("removed", "seated", "waiting")}
        known = {
            "came": row["came"],
            "same": row["same_as"],
            "device": row["device"],
            "origin": row["origin"],
        }
        chairs = told | known
        brief = {name: chairs[name] for name in BRIEF if chairs[name] not in (None, "", False)}
        shown = {f"chair:{row['workshop_id']}": brief if row["removed"] else chairs}
        if row["same_as"] is not None:  # where two rows are one person, the other is told
            yield shown
            continue
        shown[f"person:{row['id']}"] = told | {
            name: row[name] for name in ("code", "lang", "nudged", "moved")
        }
        table, desk = f"group:{row['group_id']}", f"desk:{row['group_id']}"
        if row["group_id"] is not None and counts(row):
            shown[table] = told
        # Whom the leader may let in, or again; and who came first, of two of one name.
        if row["group_id"] is not None and row["removed"]:
            shown[desk] = brief
        elif row["group_id"] is not None and (row["waiting"] or row["id"] in twice):
            shown[desk] = told | {"came": row["came"]}
        yield shown


def _at_one_table(work: Work, rows: Sequence[Row]) -> Iterator[Select[Any]]:
    """SQL: {alike, group_id}, grouped by both, of all who count and have the name of one of these, at their tables."""
    names = sorted({row["alike"] for row in rows} - {None, ""})
    tables = {row["group_id"] for row in rows} - {None}
    here = (person.c.workshop_id == work.workshop, person.c.group_id.in_(tables), *standing.WHERE)
    by = (person.c.alike, person.c.group_id)
    for start in range(0, len(names), CHUNK):
        yield select(*by).where(*here, person.c.alike.in_(names[start : start + CHUNK])).group_by(*by)


def _twice(work: Work, rows: Sequence[Row]) -> set[int]:
    """Those of `rows` who are not the only one of their name at their table."""
    found = {
        (row["alike"], row["group_id"])
        for some in _at_one_table(work, rows)
        for row in work.all(some.having(func.count() > 1))
    }
    return {row["id"] for row in rows if counts(row) and (row["alike"], row["group_id"]) in found}


def _beside(work: Work, rows: Sequence[Row]) -> set[int]:
    """Who alone has the name of one of `rows` at a table: two others are two, whoever comes or goes beside them."""
    others = person.c.id.not_in(ids(rows))
    lone = [some.where(others).having(func.count() == 1) for some in _at_one_table(work, rows)]
    return {
        row["id"] for some in lone for row in work.all(some.add_columns(func.min(person.c.id).label("id")))
    }


def see_comeback(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    """On the desk of the table where the person sits now, and the chair's: a code may be in other hands."""
    people = by_id(work.rows(person, (row["person_id"] for row in rows)))
    for row in rows:
        who = people[row["person_id"]]
        told = {"person": row["person_id"], "at": row["at"]}
        shown = {f"chair:{row['workshop_id']}": told}
        if who["group_id"] is not None:
            shown[f"desk:{who['group_id']}"] = told
        yield {} if row["gone"] or who["gone"] else shown


def _of_person(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(comeback.c.id).where(comeback.c.person_id.in_(ids(rows))))


PERSON = Noun(
    "person",
    person,
    see_person,
    record=records.Person,
    watches=(watch(person, "alike group_id removed waiting same_as", _beside),),
)
COMEBACK = Noun(
    "comeback",
    comeback,
    see_comeback,
    record=records.Comeback,
    watches=(watch(person, "group_id", _of_person),),
)
