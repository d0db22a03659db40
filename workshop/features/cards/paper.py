"""Paper cards: what somebody wrote by hand or said aloud, typed in by the leader and told as such."""

from __future__ import annotations

from typing import Annotated, Any

from workshop.features.agenda.about import workshop_row
from workshop.features.cards.commands import Written, new_card
from workshop.features.groups.about import the_board
from workshop.features.people.tables import person
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Of, Words
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject, rule
from workshop.kernel.work import Work


class Record(Written):
    person: Annotated[int, Of("person")] | None = None
    by: Annotated[str, Words(80, 0)] = ""


@command(
    "card.record",
    about=the_board,
    rule=rule(leader="write reveal vote report", chair="write reveal vote report"),
    refuses="empty too_long not_found invalid",
    example={
        "board": 1,
        "kind": "problem",
        "text": "No budget line for maintenance",
        "lang": "en",
        "by": "Ms Keo",
    },
)
def record(work: Work, data: Record, about: Subject) -> Reply:
    """Type in a card for somebody: `person` of this table (it is theirs), or `by`, a name or organisation in words.

    In an anonymous workshop `by` is refused: what nobody may know is not kept (R10).
    """
    if data.by and (data.person is not None or not workshop_row(work)["named"]):
        raise Refused("invalid", field="by")
    author = work.actor.person or 0
    if data.person is not None:
        theirs = work.need(person, data.person)
        if theirs["group_id"] != about.group or theirs["removed"] or theirs["role"] == "chair":
            raise Refused("not_found", field="person")
        author = data.person
    whose = {"paper": True, "by_name": data.by, "typist_id": work.actor.person}
    return {"card": new_card(work, data, about.row, author, **whose)}


COMMANDS: tuple[Any, ...] = (record,)
