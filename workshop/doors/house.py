"""What the doors ask the house beside commands and streams: which workshop a code names, and what a token is for."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import select

from workshop.doors.identity import Identity
from workshop.doors.schema import rule_of
from workshop.features.agenda.tables import house as houses
from workshop.features.agenda.tables import org as orgs
from workshop.features.agenda.tables import workshop as workshops
from workshop.features.groups.tables import group as groups
from workshop.features.people.commands import typed_digits, whose_code
from workshop.features.people.invitations import used_by
from workshop.features.people.tables import person as people
from workshop.kernel.engine import Claim, Engine, Reply
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.work import Work

log = logging.getLogger(__name__)

WIPES = 20  # tries, a tenth of a second apart: a phone that reads just now holds the old pages

# Replies that make somebody, or renew them: the person they name gets a token with it.
GRANTS = {
    **dict.fromkeys(("person.join", "person.return", "person.renew"), "person"),
    **dict.fromkeys(("workshop.create", "chair.renew"), "chair"),
    "house.renew": "",
}


class House:
    """The engine, and who may come in."""

    def __init__(self, engine: Engine, identity: Identity) -> None:
        self.engine, self.identity = engine, identity
        self._codes: dict[str, int] = {}
        # Told of a wish that found no room on the disk; and asked of a photo's file whether this person sent it.
        self.no_room: Callable[[], None] = lambda: None
        self.sent: Callable[[int, int | None, str], bool] = lambda workshop, person, file: True
        self._public: dict[int, tuple[int, dict[str, Any]]] = {}
        self.rules = {name: rule_of(command.rule) for name, command in engine.house.commands.items()}

    def workshop(self, code: str) -> int:
        """The id of the workshop with this code; refuses `code`. A code is never given twice."""
        found = self._codes.get(code)
        if found is None:
            asked = select(workshops.c.id).where(workshops.c.code == code, workshops.c.gone.is_(False))
            found = self.engine.look(0, lambda work: work.number(asked)) if code else 0
            if not found:
                raise Refused("code")
            self._codes[code] = found
        return found

    def all(self) -> list[Row]:
        """Every workshop's row, the latest first."""
        rows = select(workshops).where(workshops.c.gone.is_(False)).order_by(workshops.c.id.desc())
        found: list[Row] = self.engine.look(0, lambda work: work.all(rows))
        return found

    def execute(self, claim: Claim, workshop: int, name: str, data: object, id: str) -> Reply:
        """The one path; the reply of a command that makes somebody carries their token."""
        # A file is its sender's until it hangs somewhere: to anybody else, and elsewhere, it is not there.
        if name == "photo.attach" and not self.sent(workshop, claim.person, _file(data)):
            return Reply(refused="not_found", params={"field": "file"})
        reply = self.engine.execute(claim, name, data, id, workshop)
        if name == "workshop.forget" and reply.ok is not None:
            self._wipe()
        if reply.refused == "disk_full":
            self.no_room()
        made = GRANTS.get(name)
        if reply.ok is None or made is None:
            return reply
        # Of the version that it was given for: the answer to a wish sent again opens nothing that was renewed since.
        version = reply.ok.get("token")
        where = reply.ok.get("workshop", workshop)
        token = (
            self.identity.owner(version or 0)
            if not made
            else self.token(where, reply.ok[made])
            if version is None  # answered by an earlier build
            else self.identity.person(where, reply.ok[made], version)
        )
        return Reply(ok=reply.ok | {"token": token}, heads=reply.heads)

    def _wipe(self) -> None:
        """What was forgotten is in no free page either, nor in the log beside the database."""
        for _ in range(WIPES):
            if self.engine.store.wipe():
                return
            time.sleep(0.1)
        log.warning("the database's log still holds what was forgotten: forget again, or restart")

    def admitted(self, workshop: int, claims: Collection[Claim]) -> dict[Claim, tuple[str, ...] | str]:
        """What each may read as the rows are now; the code of the refusal where the claim opens nothing any more."""

        def read(work: Work) -> dict[Claim, tuple[str, ...] | str]:
            work.rows(people, [claim.person for claim in claims if claim.person is not None])
            return {claim: self._may_read(work, claim) for claim in claims}

        found: dict[Claim, tuple[str, ...] | str] = self.engine.look(workshop, read)
        return found

    def _may_read(self, work: Work, claim: Claim) -> tuple[str, ...] | str:
        try:
            return self.engine.house.admit(work, claim).streams
        except Refused as refused:
            return refused.code

    def token(self, workshop: int, person: int) -> str:
        def version(work: Work) -> int:
            return int(work.need(people, person)["version"])

        return self.identity.person(workshop, person, self.engine.look(workshop, version))

    def anonymous(self, workshop: int) -> bool:
        return not self.engine.look(workshop, lambda work: work.need(workshops, workshop)["named"])

    def personal_code(self, workshop: int, person: int) -> str:
        return str(self.engine.look(workshop, lambda work: work.need(people, person)["code"]))

    def named(self, workshop: int, person: int) -> dict[str, Any]:
        """A person by name and organisation, for who holds their link."""

        def read(work: Work) -> dict[str, Any]:
            row = work.need(people, person)
            org = work.get(orgs, row["org_id"]) if row["org_id"] else None
            other = row["org_other"]
            return {
                "person": row["id"],
                "name": row["name"],
                "org": {lang: org[lang] if org else other for lang in ("lo", "en")},
            }

        return dict(self.engine.look(workshop, read))

    def behind_code(self, workshop: int, address: str, typed: str) -> dict[str, Any]:
        code = typed_digits(typed)
        self.engine.guessed(workshop, address, "person.return", code)

        def read(work: Work) -> int | None:
            row = whose_code(work, code)
            return row["id"] if row else None

        found = self.engine.look(workshop, read)
        if found is None:
            raise Refused("code")
        return self.named(workshop, found)

    def chair(self, workshop: int) -> int | None:
        """The first chair of a workshop."""
        mine = select(people.c.id).where(people.c.workshop_id == workshop, people.c.role == "chair")
        found: list[int] = self.engine.look(
            workshop, lambda work: work.ids(mine.order_by(people.c.id).limit(1))
        )
        return found[0] if found else None

    def invites(self, workshop: int) -> dict[int, tuple[int, dict[str, Any]]]:
        """{group: (the version its invitation to lead carries now, {people, left, used})}."""

        def read(work: Work) -> dict[int, tuple[int, dict[str, Any]]]:
            found = {}
            for row in work.all(select(groups).where(groups.c.workshop_id == workshop)):
                used = [{"name": one["name"], "at": one["came"]} for one in used_by(work, row)]
                told = {"people": row["invites"], "left": max(0, row["invites"] - len(used)), "used": used}
                found[row["id"]] = (row["invite"], told)
            return found

        invited: dict[int, tuple[int, dict[str, Any]]] = self.engine.look(workshop, read)
        return invited

    def screens(self, workshop: int) -> int:
        """The version that links to the screen carry now."""
        return int(self.engine.look(workshop, lambda work: work.need(workshops, workshop)["screens"]))

    def owner(self) -> str:
        """The owner's token as it is now."""
        asked = select(houses.c.version).where(houses.c.workshop_id == 0)
        return self.identity.owner(self.engine.look(0, lambda work: work.number(asked)))

    def head(self, workshop: int) -> int:
        """What everybody at the door may see is the same for as long as this is."""
        name = f"workshop:{workshop}"
        return self.engine.heads(workshop, (name,))[name]

    def public(self, workshop: int) -> dict[str, Any]:
        """The records that everybody at the door may see: the workshop, its organisations and its groups."""
        name = f"workshop:{workshop}"
        kept = self._public.get(workshop)
        if kept is not None and kept[0] == self.head(workshop):
            return kept[1]
        whole = self.engine.snapshot(workshop, (name,), {})[name]
        records = json.loads(whole["records"])
        records.sort(key=lambda each: str(each["id"]).zfill(12))  # a snapshot is in no order
        seats = {each["group"]: each["people"] for each in records if each["type"] == "progress"}
        told = {
            kind: [each for each in records if each["type"] == kind] for kind in ("workshop", "org", "group")
        }
        told["group"] = [each | {"people": seats.get(each["id"], 0)} for each in told["group"]]
        self._public[workshop] = whole["seq"], told
        return told


def _file(data: object) -> str:
    return str(data.get("file", "")) if isinstance(data, dict) else ""
