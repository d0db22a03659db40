"""One transaction shared by the commands that arrived together: each under its own savepoint, one commit (R1)."""

from __future__ import annotations

import hashlib
import json
import logging
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select
from sqlalchemy.exc import OperationalError

from workshop.kernel.commands import Command
from workshop.kernel.data import Data
from workshop.kernel.deeds import keep_deed
from workshop.kernel.errors import Refused
from workshop.kernel.ledger import Entry, Ledger
from workshop.kernel.nouns import House
from workshop.kernel.prepared import Prepared
from workshop.kernel.rules import Actor, Holder, insist
from workshop.kernel.store import Store
from workshop.kernel.tables import dirty, receipt
from workshop.kernel.work import Cache, Work

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """Who a token says its holder is; read fresh against the rows inside each work. Made by a door."""

    kind: str  # guest | invited | person | screen | owner
    person: int | None = None
    group: int | None = None
    version: int = 0
    address: str = ""
    lang: str | None = None

    @property
    def key(self) -> str:
        if self.person:
            return f"person:{self.person}"
        return f"{self.kind}:{self.group}" if self.group else self.kind  # one group's leader is not another's

    @property
    def pace_key(self) -> str:
        return f"person:{self.person}" if self.person else f"{self.kind}@{self.address}"


@dataclass(frozen=True)
class Reply:
    ok: dict[str, Any] | None = None
    refused: str | None = None
    params: dict[str, Any] = field(default_factory=dict)
    retry_after: float | None = None
    heads: dict[str, int] = field(default_factory=dict)

    @staticmethod
    def of(refused: Refused) -> Reply:
        return Reply(refused=refused.code, params=refused.params, retry_after=refused.retry_after)


_RECEIPTS = Prepared(
    select(receipt).where(
        receipt.c.workshop_id == bindparam("workshop"), receipt.c.id.in_(bindparam("ids", expanding=True))
    )
)
_KEEP = Prepared(insert(receipt), *receipt.c.keys())
_MARKS = Prepared(
    select(dirty.c.subject).where(
        dirty.c.workshop_id == bindparam("workshop"), dirty.c.kind == bindparam("kind")
    )
)

BUSY = Reply(refused="busy", retry_after=1.0)
NO_ROOM = Reply(refused="disk_full", retry_after=5.0)
ERROR = Reply(refused="error", retry_after=5.0)


@dataclass
class Wish:
    """A parsed command waiting for its transaction."""

    claim: Claim
    command: Command
    data: Data
    id: str
    hash: str
    answer: Future[Reply] = field(default_factory=Future)


def fingerprint(name: str, data: object) -> str:
    text = json.dumps([name, data], sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Batch:
    """The state shared by the commands of one transaction. Built inside `store.work`."""

    def __init__(self, conn: Connection, store: Store, house: House, workshop: int, now: int) -> None:
        self.conn, self.store, self.house, self.workshop, self.now = conn, store, house, workshop, now
        self._driver: Any = conn.connection.dbapi_connection
        self.ledgers: dict[int, Ledger] = {}
        self.dismissed: list[tuple[int, Holder, str]] = []
        self.dirty: set[tuple[int, str, str]] = set()
        self._cache: Cache = {}
        self._receipts: dict[tuple[str, str], tuple[str, Reply]] = {}
        self._new: list[dict[str, Any]] = []
        self._entries: list[tuple[Reply, tuple[str, ...], Entry]] = []

    def load_receipts(self, wishes: Iterable[Wish]) -> None:
        ids = [wish.id for wish in wishes]
        for row in _RECEIPTS.dicts(self.conn, workshop=self.workshop, ids=ids):
            reply = Reply(ok=row["reply"], refused=row["refused"], params=row["params"] or {})
            self._receipts[(row["actor"], row["id"])] = (row["hash"], reply)

    def load_rows(self, wishes: Iterable[Wish]) -> None:
        """The rows that these wishes name, and their people, read together: one statement a table."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for wish in wishes:
            if wish.claim.person is not None:
                wanted["person"].add(wish.claim.person)
            for noun, id in wish.command.rows_named(wish.data):
                wanted[noun].add(id)
        for noun, ids in wanted.items():
            if noun in self.house.nouns:
                table = self.house.nouns[noun].table
                for row in self._work(Actor("house", self.workshop)).rows(table, ids):
                    self._cache[(table.name, row["id"])] = row

    def run(self, wish: Wish) -> Reply:
        """Seen before: the same answer. Else rule, handle, log, receipt; a refusal leaves nothing behind."""
        earlier = self._receipts.get((wish.claim.key, wish.id))
        if earlier is not None:
            return earlier[1] if earlier[0] == wish.hash else Reply(refused="id_reused")
        if wish.command.settles:
            self.draw(kind for kind, drawer in self.house.drawers.items() if drawer.counts)
        self._raw("SAVEPOINT wish")
        try:
            reply = self._handle(wish)
        except Refused as refused:
            self._raw("ROLLBACK TO SAVEPOINT wish")
            reply = Reply.of(refused)
            # A stranger may be refused as often as they like: that must not fill the disk. Asked again, they are
            # refused again, or by then it is right.
            if refused.transient or wish.claim.person is None:
                return reply
        except OperationalError:
            raise  # the transaction itself is in trouble: every command of the batch is asked to come again
        except Exception as wrong:
            self._raw("ROLLBACK TO SAVEPOINT wish")
            # The type and place only: a message may carry what a person wrote.
            log.error("%s failed: %s", wish.command.name, type(wrong).__name__, exc_info=withheld(wrong))
            return ERROR
        self._raw("RELEASE SAVEPOINT wish")
        self._keep_receipt(wish, reply)
        return reply

    def draw(self, kinds: Iterable[str]) -> None:
        """The house's own command: draw what the marks say is behind (R4), whoever left them: who died may have."""
        for kind in kinds:
            mine = (dirty.c.workshop_id == self.workshop, dirty.c.kind == kind)
            subjects = [subject for (subject,) in _MARKS.all(self.conn, workshop=self.workshop, kind=kind)]
            fresh = {name for owner, of, name in self.dirty if (owner, of) == (self.workshop, kind)}
            subjects += sorted(fresh.difference(subjects))
            if subjects and self.house.frozen(self._work(Actor("house", self.workshop))):
                return
            # One subject that cannot be drawn must not keep the others of its kind from being drawn.
            if subjects and not self._draw(kind, subjects, mine) and len(subjects) > 1:
                for subject in subjects:
                    self._draw(kind, [subject], (*mine, dirty.c.subject == subject))

    def _draw(self, kind: str, subjects: list[str], marks: tuple[ColumnElement[bool], ...]) -> bool:
        self._raw("SAVEPOINT drawing")
        drawn = False
        fresh = self.dirty & {(self.workshop, kind, subject) for subject in subjects}
        try:
            self.conn.execute(delete(dirty).where(*marks))
            work = self._work(Actor("house", self.workshop))
            self.house.drawers[kind].draw(work, subjects)
            self.dirty -= fresh
            self._close(work, f"house.{kind}")
            drawn = True
        except OperationalError:
            raise
        except Exception as wrong:
            # Nobody's command is harmed by a drawing that fails; its marks stay and are tried with the next.
            self._raw("ROLLBACK TO SAVEPOINT drawing")
            self.dirty |= fresh
            log.error("drawing %s failed: %s", kind, type(wrong).__name__, exc_info=withheld(wrong))
        self._raw("RELEASE SAVEPOINT drawing")
        return drawn

    def flush(self) -> None:
        """Number and write everything; only now the replies know the stream heads they moved."""
        for ledger in self.ledgers.values():
            ledger.flush()
        for reply, streams, entry in self._entries:
            reply.heads.update((name, seq) for name, seq in entry.heads.items() if name in streams)
        if self._new:
            _KEEP.many(self.conn, self._new)
        if self.dirty:
            rows = [
                {"workshop_id": w, "kind": kind, "subject": subject}
                for w, kind, subject in sorted(self.dirty)
            ]
            self.store.insert_new(dirty).many(self.conn, rows)

    def _handle(self, wish: Wish) -> Reply:
        command = wish.command
        work = self._work(Actor(wish.claim.kind, self.workshop))
        work.actor = self.house.admit(work, wish.claim)
        subject = command.about(work, wish.data)
        insist(command.rule, work.actor, subject, work.readable)
        ok = command.handle(work, wish.data, subject) or {}
        if command.undoable:
            keep_deed(work, command, subject)
        reply = Reply(ok=ok)
        self._entries.append((reply, work.actor.streams, self._close(work, command.name)))
        return reply

    def _work(self, actor: Actor) -> Work:
        work = Work(self.conn, self.store, self.house, self.workshop, self.now, self._cache)
        work.actor = actor
        return work

    def _close(self, work: Work, name: str) -> Entry:
        ledger = self.ledgers.get(work.workshop)
        if ledger is None:
            ledger = self.ledgers[work.workshop] = Ledger(self.conn, self.store, work.workshop, self.now)
        entry = ledger.enter(work, name)
        self._cache.update(work.kept())
        self.dirty.update((work.workshop, kind, subject) for kind, subject in work.dirty)
        self.dismissed.extend((work.workshop, person, why) for person, why in work.dismissed)
        return entry

    def _raw(self, sql: str) -> None:
        # Straight to the driver: two of these a command, and the long way costs more than a short query.
        cursor = self._driver.cursor()
        cursor.execute(sql)
        cursor.close()

    def _keep_receipt(self, wish: Wish, reply: Reply) -> None:
        self._receipts[(wish.claim.key, wish.id)] = (wish.hash, reply)
        self._new.append(
            {
                "workshop_id": self.workshop,
                "actor": wish.claim.key,
                "id": wish.id,
                "hash": wish.hash,
                "reply": reply.ok,
                "refused": reply.refused,
                "params": reply.params,
                "at": self.now,
            }
        )


def withheld(wrong: Exception) -> tuple[type[RuntimeError], RuntimeError, Any]:
    """Where it went wrong, for a log, without its message: that may hold what a person wrote."""
    told = RuntimeError(f"{type(wrong).__name__} (content withheld)")
    return RuntimeError, told, wrong.__traceback__
