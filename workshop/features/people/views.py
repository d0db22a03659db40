"""A person as the own group, the chair and the person's own phone see them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from workshop.features.people.tables import comeback, person
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import Work, by_id, ids


def see_person(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
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
        shown = {f"chair:{row['workshop_id']}": told | known}
        if row["same_as"] is not None:  # where two rows are one person, the other is told
            yield shown
            continue
        shown[f"person:{row['id']}"] = told | {
            name: row[name] for name in ("code", "lang", "nudged", "moved")
        }
        if row["group_id"] is not None and not row["removed"] and not row["waiting"]:
            shown[f"group:{row['group_id']}"] = told
        elif row["group_id"] is not None:
            shown[f"desk:{row['group_id']}"] = told | {
                "came": row["came"]
            }  # whom the leader may let in, or again
        yield shown


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


PERSON = Noun("person", person, see_person)
COMEBACK = Noun("comeback", comeback, see_comeback, watches=(watch(person, "group_id", _of_person),))
