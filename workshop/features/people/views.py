"""A person as the own group, the chair and the person's own phone see them."""

from collections.abc import Iterable, Sequence

from workshop.features.people.tables import person
from workshop.kernel.nouns import Noun, Row, Shown
from workshop.kernel.work import Work


def see_person(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        if row["gone"]:
            yield {}
            continue
        told = {"name": row["name"], "org": row["org_id"], "org_other": row["org_other"]}
        told |= {"role": row["role"], "group": row["group_id"]}
        told |= {name: row[name] for name in ("removed", "seated")}
        shown = {f"chair:{row['workshop_id']}": told}
        shown[f"person:{row['id']}"] = told | {
            name: row[name] for name in ("code", "lang", "nudged", "moved")
        }
        if row["group_id"] is not None and not row["removed"]:
            shown[f"group:{row['group_id']}"] = told
        elif row["group_id"] is not None:
            shown[f"desk:{row['group_id']}"] = told  # the leader sees whom to let in again
        yield shown


PERSON = Noun("person", person, see_person)
