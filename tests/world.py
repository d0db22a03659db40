"""The one small world of every test: a chair, a helper, two leaders, four phones and a screen, on a real database."""

from __future__ import annotations

import copy
import itertools
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import event, select

from workshop.features import house as whole_house
from workshop.features.agenda.tables import house as houses
from workshop.features.agenda.tables import workshop as workshops
from workshop.features.groups.tables import group as groups
from workshop.features.people.tables import person as people
from workshop.kernel import lanes, prepared
from workshop.kernel.engine import Claim, Engine, Reply
from workshop.kernel.nouns import House
from workshop.kernel.store import Store
from workshop.kernel.work import Work
from workshop.migrations import upgrade

# Nobody real. Mek helps at the merge desk and sits at no table. Kham and Dao sit at table 1, Vanh and Sy at table 2;
# Noy leads table 1, Boun table 2.
PHONES = (("noy", 1), ("kham", 1), ("dao", 1), ("boun", 2), ("vanh", 2), ("sy", 2))
LEADERS = ("noy", "boun")
_ids = itertools.count(1)
# In this world one acts after the other: a lone command waits for no company, but where a test says `at_once`.
COMPANY = lanes.SHORTEST, lanes.LONGEST
lanes.SHORTEST = lanes.LONGEST = 0.0


class Declined(AssertionError):
    """A wish the test needed was refused."""


@dataclass
class Replica:
    """What one viewer holds: a map a stream, fed by snapshot and deltas exactly as a phone is."""

    streams: tuple[str, ...] = ()
    maps: dict[str, dict[str, Any]] = field(default_factory=dict)
    seqs: dict[str, int] = field(default_factory=dict)

    def load(self, answer: dict[str, dict[str, Any]]) -> None:
        self.streams = tuple(answer)
        self.maps = {name: {r["key"]: r for r in json.loads(one["records"])} for name, one in answer.items()}
        self.seqs = {name: one["seq"] for name, one in answer.items()}

    def take(self, delta: dict[str, Any]) -> None:
        name = delta["stream"]
        if name not in self.maps or delta["seq"] <= self.seqs[name]:
            return
        assert delta.get("from", delta["seq"] - 1) == self.seqs[name], f"a gap in {name}"
        self.maps[name].update((put["key"], put) for put in delta["puts"])
        for key in delta["drops"]:
            del self.maps[name][key]
        self.seqs[name] = delta["seq"]


@dataclass(frozen=True)
class Founded:
    """A database in which this world has just been founded with nothing special, and what a test knows of it.

    Founding takes some twenty commands: it is done once for each kind of database, before any test plants a fault.
    """

    lay: Callable[[str], object]  # into an empty database of today's shape
    code: str
    workshop: int
    claims: dict[str, Claim]
    people: dict[str, int]
    published: list[dict[str, Any]]
    dismissed: list[tuple[int, str]]


FOUNDED: dict[str, Founded] = {}  # by the first word of a URL: sqlite, postgresql


def found_once(url: str, lay: Callable[[str], object]) -> None:
    """Found this world in the database at `url`, for every later one of its kind to be laid down ready."""
    play = World(url)
    play.settle()
    play.stop()
    FOUNDED[url.partition(":")[0].partition("+")[0]] = Founded(
        lay, play.code, play.workshop, play.claims, play.people, play.published, play.dismissed
    )


class World:
    """A running engine with one workshop in it. `wish("kham", "card.post", ...)` is the whole language of a test."""

    def __init__(self, url: str, house: House | None = None, **settings: Any) -> None:
        self.url, self._house = url, house or whole_house()
        self.published: list[dict[str, Any]] = []
        self.dismissed: list[tuple[int, str]] = []
        ready = FOUNDED.get(url.partition(":")[0].partition("+")[0])
        if ready and house is None and not settings:
            self._go_on(ready)
            return
        upgrade(url)
        self._open()
        self.claims: dict[str, Claim] = {
            "owner": Claim("owner"),
            "screen": Claim("screen"),
            "guest": Claim("guest"),
        }
        self.people: dict[str, int] = {}
        self.workshop = 0
        self._found(settings)

    def _go_on(self, ready: Founded) -> None:
        ready.lay(self.url)
        self.published.extend(copy.deepcopy(ready.published))
        self.dismissed.extend(ready.dismissed)
        self.claims, self.people = dict(ready.claims), dict(ready.people)
        self.workshop, self.code = ready.workshop, ready.code
        self._open()

    def _open(self) -> None:
        store = Store(self.url)
        if store.embedded:  # nobody cuts the power here, and every commit would wait for the disk
            event.listen(store._writer, "connect", lambda conn, _: conn.execute("PRAGMA synchronous=OFF"))
        self.engine = Engine(store, self._house)
        self.engine.start(self._publish, lambda workshop, person, why: self.dismissed.append((person, why)))

    def restart(self) -> None:
        """Stop the engine and open the same database with a new one."""
        self.engine.stop()
        self._open()

    def _found(self, settings: dict[str, Any]) -> None:
        facts = {
            "title": {"lo": "ກອງປະຊຸມ", "en": "Consultation"},
            "groups": 2,
            "orgs": [{"lo": "ກະຊວງການເງິນ", "en": "Ministry of Finance"}, {"lo": "", "en": "UNDP"}],
        }
        made = self.must("owner", "workshop.create", **facts | settings)
        self.workshop, self.code = made["workshop"], made["code"]
        self._know("chair", made["chair"])
        for name, group in PHONES:
            self.join(name, group)
        for leader in LEADERS:
            self.must("chair", "person.promote", person=self.people[leader], role="leader")
        self.join("mek", 1)
        self.must("chair", "person.move", person=self.people["mek"], group=None)
        self.must("chair", "person.promote", person=self.people["mek"], role="helper")

    def join(self, name: str, group: int | None) -> int:
        reply = self.must("guest", "person.join", name=name.title(), lang="en", org=1, group=group)
        self._know(name, reply["person"])
        return int(reply["person"])

    def _know(self, name: str, person: int) -> None:
        self.people[name] = person
        self.claims[name] = self.claim(person, name)

    def claim(self, id: int, address: str = "") -> Claim:
        """What this person's token says."""
        row = self.engine.look(self.workshop, lambda work: work.need(people, id))
        return Claim("person", person=id, version=row["version"], address=address)

    def invitation(self, group: int) -> Claim:
        """What the link that makes a leader of this group says now."""
        row = self.engine.look(self.workshop, lambda work: work.need(groups, group))
        return Claim("invited", group=group, version=row["invite"])

    def wish(self, who: str, command: str, id: str | None = None, **data: Any) -> Reply:
        where = 0 if command in ("workshop.create", "house.renew") else self.workshop
        reply = self.engine.execute(self.claims[who], command, data, id or f"test-{next(_ids):08d}", where)
        if reply.ok is not None and command.endswith(".renew"):
            self._renewed()
        return reply

    def _renewed(self) -> None:
        """Everybody of this world is given the new link."""

        def read(work: Work) -> tuple[dict[int, int], int, int]:
            persons = {row["id"]: row["version"] for row in work.all(select(people.c.id, people.c.version))}
            screens = select(workshops.c.screens).where(workshops.c.id == self.workshop)
            return persons, work.number(screens), work.number(select(houses.c.version))

        persons, screens, owner = self.engine.look(self.workshop, read)
        of = {"screen": screens, "owner": owner}
        for name, claim in self.claims.items():
            version = persons.get(claim.person or 0, of.get(claim.kind, claim.version))
            self.claims[name] = replace(claim, version=version)

    def must(self, who: str, command: str, id: str | None = None, **data: Any) -> dict[str, Any]:
        """A wish that has to succeed; waits out `too_fast` by asking the pace for a clean slate."""
        self.engine.paces.forget()
        reply = self.wish(who, command, id, **data)
        if reply.ok is None:
            raise Declined(f"{who} {command} {data}: {reply.refused} {reply.params}")
        return reply.ok

    def declined(self, who: str, command: str, **data: Any) -> str:
        self.engine.paces.forget()
        reply = self.wish(who, command, **data)
        assert reply.refused, f"{who} {command} was allowed: {reply.ok}"
        return reply.refused

    # seeing

    def snapshot(self, who: str) -> Replica:
        actor = self.engine.admit(self.claims[who], self.workshop)
        replica = Replica()
        replica.load(self.engine.snapshot(self.workshop, actor.streams, {}))
        return replica

    def sees(self, who: str, type: str) -> dict[Any, dict[str, Any]]:
        """{id: record} of one type, as this viewer's phone would merge it."""
        found: dict[Any, dict[str, Any]] = {}
        maps = self.snapshot(who).maps
        for stream in sorted(maps, key=lambda name: name.startswith("person:")):  # one's own stream says most
            records = maps[stream]
            found.update((r["id"], r) for r in records.values() if r["type"] == type)
        return found

    def catch_up(self, replica: Replica) -> Replica:
        """Apply what has been published since; each delta in the order it came."""
        for delta in list(self.published):
            replica.take(delta)
        return replica

    def settle(self) -> None:
        """Until nothing is owed: tallies drawn, everything published."""
        self.engine.settle()

    def _publish(self, packets: list[tuple[int, str, str]]) -> None:
        deltas = [
            delta for workshop, _, text in packets if workshop == self.workshop for delta in json.loads(text)
        ]
        self.published.extend(deltas)

    def stop(self) -> None:
        self.engine.stop()


@contextmanager
def world(url: str, **settings: Any) -> Iterator[World]:
    made = World(url, **settings)
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def statements(play: World) -> Iterator[list[str]]:
    """Every statement that its works run meanwhile, whichever way it goes to the driver."""
    asked: list[str] = []

    def through_sqlalchemy(conn: Any, cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(play.engine.store._writer, "before_cursor_execute", through_sqlalchemy)
    prepared.ran.append(asked.append)
    try:
        yield asked
    finally:
        prepared.ran.remove(asked.append)
        event.remove(play.engine.store._writer, "before_cursor_execute", through_sqlalchemy)


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Run the jobs on threads that start together; returns their results in order, or raises what one raised."""
    gate = threading.Barrier(len(jobs))
    results: list[Any] = [None] * len(jobs)
    wrong: list[BaseException] = []

    def run(place: int, job: Callable[[], Any]) -> None:
        gate.wait()
        try:
            results[place] = job()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=run, args=one) for one in enumerate(jobs)]
    lanes.SHORTEST, lanes.LONGEST = COMPANY
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        lanes.SHORTEST = lanes.LONGEST = 0.0
    if wrong:
        raise wrong[0]
    return results
