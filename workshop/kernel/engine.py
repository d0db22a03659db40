"""The one path: every door hands its wishes to `execute`, and reads through `snapshot` and `resume`."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError

from workshop.kernel.batch import BUSY, NO_ROOM, Batch, Claim, Reply, Wish, fingerprint, withheld
from workshop.kernel.data import parse
from workshop.kernel.errors import Refused
from workshop.kernel.guessing import Guesses
from workshop.kernel.lanes import Lane
from workshop.kernel.nouns import House
from workshop.kernel.pace import Paces
from workshop.kernel.publisher import Dismiss, Packet, Publish, Publisher
from workshop.kernel.reading import Reader
from workshop.kernel.rules import Actor
from workshop.kernel.store import Store
from workshop.kernel.tables import dirty, receipt
from workshop.kernel.work import Work

log = logging.getLogger(__name__)

__all__ = ["Claim", "Engine", "Packet", "Reply"]

LONGEST_ID = 64
WAITING = 2_000  # commands queued in one lane before the next is told to come again
GUESTS_KEPT = 86_400_000  # milliseconds that a guest's receipts are kept
PATIENCE = 30.0  # seconds a door waits for its answer
LOOK = 1.0  # seconds between two looks for marks that nobody draws
OVERDUE = 2.0  # seconds beyond a drawer's own time until a mark is taken for one whose process died
SELDOM = 60.0  # what cannot be drawn is tried again ever more seldom, up to this


class Engine:
    def __init__(self, store: Store, house: House, clock: Callable[[], float] = time.time) -> None:
        self.store, self.house = store, house
        self.reader = Reader(store)
        self.paces, self.guesses = Paces(), Guesses()
        self._clock = clock
        self._lanes: dict[int, Lane] = {}
        self._opening = threading.Lock()
        self._publisher: Publisher | None = None
        self._every = {drawer.kind: drawer.every for drawer in house.drawers.values()}
        self._stopped = False
        self._ended = threading.Event()

    def start(self, publish: Publish, dismiss: Dismiss = lambda workshop, person, why: None) -> None:
        """Begin to publish; draw what a crash left undrawn."""
        self._publisher = Publisher(publish, dismiss)
        self._publisher.start()
        for workshop, kind in self._owed():
            self._lane(workshop).owe({kind})
        threading.Thread(target=self._look_after, name="caretaker", daemon=True).start()

    def _owed(self) -> set[tuple[int, str]]:
        known = dirty.c.kind.in_(self.house.drawers)  # a later build's marks wait for it
        marks = select(dirty.c.workshop_id, dirty.c.kind).where(known).distinct()
        with self.store.read() as conn:
            return {(workshop, kind) for workshop, kind in conn.execute(marks)}

    def _look_after(self) -> None:
        """Draw what whoever marked it does not: another process that died, or a lane of ours.

        A mark that is there while everybody votes is drawn by who made it; one draws too often then, to no harm:
        it is the same work, under the same lock.
        """
        due: dict[tuple[int, str], tuple[float, float]] = {}  # when, and how long to wait after that
        while not self._ended.wait(LOOK):
            try:
                now, owed = time.monotonic(), self._owed()
                due = {one: due.get(one, (now + self._every[one[1]] + OVERDUE, OVERDUE)) for one in owed}
                for (workshop, kind), (when, wait) in due.items():
                    if when <= now and not self._lane(workshop).owes(kind):
                        self._lane(workshop).owe({kind})
                        due[workshop, kind] = (now + wait, min(SELDOM, 2 * wait))
            except Exception as wrong:
                log.warning("looking for what is owed waits a second: %s", type(wrong).__name__)

    def settle(self) -> None:
        """Return when every lane has answered and drawn what it owed, and all of it is published."""
        for lane in list(self._lanes.values()):
            lane.settle()
        if self._publisher is not None:
            self._publisher.settle()

    def stop(self) -> None:
        """Answer what is queued, publish it, close the database."""
        self._stopped = True
        self._ended.set()
        for lane in list(self._lanes.values()):
            lane.stop()
        if self._publisher is not None:
            self._publisher.stop()
        self.store.close()

    # writing

    def execute(self, claim: Claim, name: str, data: object, id: str, workshop: int) -> Reply:
        """Wish for `name` with `data`; returns after the durable commit. Never raises a refusal.

        `id` is the client's own: the same id and body again gives the same reply and changes nothing (R2).
        """
        try:
            wish = self._wish(claim, name, data, id, workshop)
        except Refused as refused:
            return Reply.of(refused)
        lane = self._lane(workshop)
        if self._stopped or lane.waiting() > WAITING:
            return BUSY
        if late := lane.late():
            # Each at another moment: they would come back as the same wave.
            return Reply(refused="busy", retry_after=round(late * random.uniform(0.5, 1.5), 2))
        lane.put(wish)
        try:
            return wish.answer.result(PATIENCE)
        except TimeoutError:
            return BUSY

    def forget_guests(self) -> int:
        """Sweep what was answered to nobody in particular a day ago: no phone asks again after so long."""
        old = receipt.c.actor.not_like("person:%") & (receipt.c.at < self._now() - GUESTS_KEPT)
        with self.store.read() as conn:
            workshops = list(conn.execute(select(receipt.c.workshop_id).where(old).distinct()).scalars())
        swept = 0
        for workshop in workshops:
            with self.store.work(workshop) as conn:
                swept += conn.execute(delete(receipt).where(receipt.c.workshop_id == workshop, old)).rowcount
        return swept

    def _wish(self, claim: Claim, name: str, data: object, id: str, workshop: int) -> Wish:
        if not isinstance(id, str) or not 8 <= len(id) <= LONGEST_ID or not isinstance(name, str):
            raise Refused("malformed")
        command = self.house.commands.get(name)
        if command is None:
            raise Refused("unknown_command")
        if claim.person is None and claim.kind not in command.rule:
            raise Refused("not_found")  # before a stranger's words are read at all
        if command.guess is None:
            self.paces.insist(f"{workshop}/{claim.pace_key}", name, command.pace)
            return Wish(claim, command, parse(command.data, data), id, fingerprint(name, data))
        wish = Wish(claim, command, parse(command.data, data), id, fingerprint(name, data))
        text = command.guess.text(wish.data)
        self.guesses.insist(str(workshop), claim.address, text, lambda: self._is_right(wish, workshop, text))
        # By the code, not by the address: a whole room stands behind one, and a guesser with it.
        self.paces.insist(f"{workshop}/code:{text}", name, command.pace)
        return wish

    def guessed(self, workshop: int, address: str, name: str, text: str) -> None:
        """Refuse a wrong guess at what a command asks for, counted as the command itself counts it."""
        guess = self.house.commands[name].guess
        assert guess is not None
        self.guesses.insist(
            str(workshop),
            address,
            text,
            lambda: bool(self.look(workshop, lambda work: guess.right(work, text))),
        )

    def _is_right(self, wish: Wish, workshop: int, text: str) -> bool:
        """Looked up before it waits in the lane: a wrong guess takes nobody's turn and leaves no receipt."""
        guess = wish.command.guess
        assert guess is not None
        mine = (receipt.c.workshop_id == workshop, receipt.c.id == wish.id, receipt.c.actor == wish.claim.key)

        def look(work: Work) -> bool:
            # What was answered once is answered alike, though the code be another by now (R2).
            return guess.right(work, text) or work.one(select(receipt.c.id).where(*mine)) is not None

        return bool(self.look(workshop, look))

    def _lane(self, workshop: int) -> Lane:
        lane = self._lanes.get(workshop)
        if lane is None or (lane.ended and not self._stopped):
            with self._opening:
                lane = self._lanes.get(workshop)
                if lane is None or (lane.ended and not self._stopped):
                    lane = Lane(workshop, self._run, self._every)
                    lane.start()
                    self._lanes[workshop] = lane
        return lane

    def _run(self, workshop: int, wishes: list[Wish], kinds: list[str]) -> set[str]:
        """One batch: begin, run each, flush, commit; then answer, then publish. Returns the kinds now owed."""
        try:
            with self.store.work(workshop) as conn:
                batch = Batch(conn, self.store, self.house, workshop, self._now())
                if wishes:
                    batch.load_receipts(wishes)
                    batch.load_rows(wishes)
                answers = [batch.run(wish) for wish in wishes]
                batch.draw(kinds)
                batch.flush()
        except Exception as wrong:
            if self.store.full(wrong):
                # Tried one by one they would all fail again: each is told, and nothing of any is kept.
                for wish in wishes:
                    wish.answer.set_result(NO_ROOM)
                return set(kinds)
            told = wrong if isinstance(wrong, OperationalError) else withheld(wrong)
            log.error("a batch of %d was not kept: %s", len(wishes), type(wrong).__name__, exc_info=told)
            return self._alone(workshop, wishes, kinds)
        for wish, answer in zip(wishes, answers, strict=True):
            wish.answer.set_result(answer)
        if self._publisher is not None:
            packets = [packet for ledger in batch.ledgers.values() for packet in ledger.packets()]
            if packets or batch.dismissed:
                self._publisher.put(packets, batch.dismissed)
        return {kind for owner, kind, _ in batch.dirty if owner == workshop}

    def _alone(self, workshop: int, wishes: list[Wish], kinds: list[str]) -> set[str]:
        """The whole transaction failed. One command's fault must not be the others': each alone, once more."""
        if len(wishes) + len(kinds) <= 1:
            for wish in wishes:
                wish.answer.set_result(BUSY)
            return set(kinds)
        owed = set(kinds)
        for wish in wishes:
            owed |= self._run(workshop, [wish], [])
        return owed

    def _now(self) -> int:
        return int(self._clock() * 1000)

    # reading

    def admit(self, claim: Claim, workshop: int) -> Actor:
        """The actor behind a claim as its rows are now. Raises Refused (`removed`, `not_found`)."""
        with self.store.read() as conn:
            return self.house.admit(Work(conn, self.store, self.house, workshop, self._now(), {}), claim)

    def look(self, workshop: int, read: Callable[[Work], Any]) -> Any:
        """Run `read(work)` in one consistent read. `read` must not write."""
        with self.store.read() as conn:
            return read(Work(conn, self.store, self.house, workshop, self._now(), {}))

    def snapshot(
        self, workshop: int, streams: Iterable[str], have: dict[str, int]
    ) -> dict[str, dict[str, Any]]:
        return self.reader.snapshot(workshop, tuple(streams), have, self._now())

    def resume(self, workshop: int, stream: str, after: int) -> dict[str, Any]:
        return self.snapshot(workshop, (stream,), {stream: after})[stream]

    def heads(self, workshop: int, streams: Iterable[str]) -> dict[str, int]:
        return self.reader.heads(workshop, tuple(streams))

    def moved(self, workshop: int) -> int:
        """A number that is another whenever any of its streams has moved."""
        return self.reader.moved(workshop)
