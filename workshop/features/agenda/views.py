"""How the workshop, its steps and its organisations look: alike to all who joined."""

from collections.abc import Iterable, Sequence

from workshop.features.agenda import records
from workshop.features.agenda.tables import org, step, workshop
from workshop.kernel.nouns import Noun, Row, Shown
from workshop.kernel.work import Work


def room(row: Row) -> str:
    """The stream of all who joined."""
    return f"workshop:{row['workshop_id']}"


def see_workshop(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    told = [
        "code",
        "title",
        "programme",
        "venue",
        "days",
        "purposes",
        "lang",
        "named",
        "assign",
        "state",
        "budget",
        "cap",
        "approve",
        "forgotten",
        "door",
        "most",
        "most_group",
    ]
    for row in rows:
        yield {room(row): {name: row[name] for name in told} | {"step": row["step_id"]}}


def see_step(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    told = ["kind", "day", "title", "body", "speaker", "position"]
    for row in rows:
        yield {} if row["gone"] else {room(row): {name: row[name] for name in told}}


def see_org(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        yield (
            {} if row["gone"] else {room(row): {name: row[name] for name in ("lo", "en", "kind", "position")}}
        )


WORKSHOP = Noun("workshop", workshop, see_workshop, record=records.Workshop)
STEP = Noun("step", step, see_step, record=records.Step)
ORG = Noun("org", org, see_org, record=records.Org)
