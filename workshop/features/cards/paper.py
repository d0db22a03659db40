"""Paper cards: what somebody wrote by hand or said aloud, typed in by the leader and told as such.

And cards that a seated person wrote in their turn at the table's device: those are like anybody's.
"""

from __future__ import annotations

from typing import Annotated, Any

from workshop.features.agenda.about import workshop_row
from workshop.features.cards.commands import WRITES, Written, new_card
from workshop.features.groups.about import the_board
from workshop.features.people.standing import sits
from workshop.features.people.tables import person
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Of, Words
from workshop.kernel.errors import Refused
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id, sometimes
from workshop.kernel.work import Work


class Record(Written):
    person: Annotated[int, Of("person")] | None = None
    by: Annotated[str, Words(80, 0)] = ""
    own: bool = False


@command(
    "card.record",
    about=the_board,
    # Not in the vote: nobody adds to what is being voted on.
    rule=rule(leader=f"{WRITES} report", chair=f"{WRITES} report"),
    refuses="empty too_long not_found invalid",
    reply={"card": (Id, sometimes())},
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

    `own`: they wrote it themselves, in their turn at this device; nothing says that it came on paper, which at a table
    with one such person would name them. In an anonymous workshop the device is not told which card it became, and a
    paper card is nobody's: neither `by` nor `person` is taken, for what nobody may know is not kept (R10).
    """
    named = workshop_row(work)["named"]
    if data.by and (data.person is not None or not named):
        raise Refused("invalid", field="by")
    if data.person is not None and not data.own and not named:
        raise Refused("invalid", field="person")
    paper = True
    author = work.actor.person or 0
    if data.person is not None:
        theirs = work.need(person, data.person, field="person")
        if about.group is None or not sits(theirs, about.group):
            raise Refused("not_found", field="person")
        author = data.person
        # It may arrive when their phone is in hand again: where nobody is named, no mark may single it out.
        paper = named and not (data.own and theirs["seated"])
    whose = {"paper": paper, "by_name": data.by, "typist_id": work.actor.person}
    id = new_card(work, data, about.row, author, **whose)
    return {"card": id} if named or author == work.actor.person else {}


COMMANDS: tuple[Any, ...] = (record,)
