"""Group commit: one lane a workshop; what arrives while a commit is under way shares the next one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, Queue

from workshop.kernel.batch import BUSY, Wish

log = logging.getLogger(__name__)

# A lone command waits this long for company; under load as long as the last batch took, so that half the time at most
# goes into transactions and the other half fills the next one.
SHORTEST, LONGEST = 0.002, 0.012  # seconds
MOST = 100  # commands in one transaction: bounds how long a batch holds everyone

# Past this many, and so many seconds of them, the next is told to come again instead of waiting in line.
FEW, PATIENT = 200, 2.0

Run = Callable[[int, list[Wish], list[str]], set[str]]


class Lane(threading.Thread):
    """Runs one workshop's batches, and draws its tallies when they are due (R4)."""

    def __init__(self, workshop: int, run: Run, every: dict[str, float]) -> None:
        super().__init__(name=f"lane-{workshop}", daemon=True)
        self._workshop, self._run, self._every = workshop, run, every
        self._queue: Queue[Wish | Future[None] | set[str] | None] = Queue()
        self._due: dict[str, float] = {}
        self._window = SHORTEST
        self._each, self._free, self._pressed = 0.0, 0.0, False
        self._stopping = False
        self.ended = False

    def put(self, wish: Wish) -> None:
        self._queue.put(wish)
        if self.ended:
            self._turn_away()

    def waiting(self) -> int:
        return self._queue.qsize()

    def late(self) -> float:
        """In how many seconds a wish that came now would be done; 0.0 while that is soon enough."""
        waiting = self._queue.qsize()
        wait = waiting * self._each
        return wait if waiting > FEW and wait > PATIENT else 0.0

    def owe(self, kinds: set[str]) -> None:
        """These kinds have marks left in the database: draw them at once."""
        self._queue.put(kinds)

    def owes(self, kind: str) -> bool:
        """Will it draw this kind by itself?"""
        return kind in self._due

    def settle(self) -> None:
        """Return when all that was queued is answered and nothing is owed any more."""
        settled: Future[None] = Future()
        self._queue.put(settled)
        settled.result(30)

    def stop(self) -> None:
        """Finish what is queued, draw what is owed, end."""
        self._queue.put(None)
        if self.is_alive():
            self.join(10)

    def run(self) -> None:
        try:
            while not self._stopping:
                wishes, settling = self._gather()
                now = time.monotonic()
                self._batch(wishes, [kind for kind, due in self._due.items() if due <= now])
                for settled in settling:
                    self._draw_all()
                    settled.set_result(None)
            self._draw_all()
        finally:
            # Whatever ended it: who waits is told to come again, and the next wish begins another lane.
            self.ended = True
            self._turn_away()

    def _turn_away(self) -> None:
        while True:
            try:
                one = self._queue.get_nowait()
            except Empty:
                return
            if isinstance(one, Wish):
                one.answer.set_result(BUSY)
            elif isinstance(one, Future):
                one.set_result(None)

    def _batch(self, wishes: list[Wish], kinds: list[str]) -> None:
        if not wishes and not kinds:
            return
        for kind in kinds:
            del self._due[kind]
        begun = time.monotonic()
        try:
            owed = self._run(self._workshop, wishes, kinds)
        except BaseException as wrong:
            log.error("a batch of %d was dropped: %s", len(wishes), type(wrong).__name__)
            owed = set(kinds)
            for wish in wishes:
                if not wish.answer.done():
                    wish.answer.set_result(BUSY)
            if not isinstance(wrong, Exception):
                raise  # the thread itself is ended from outside
        ended = time.monotonic()
        self._window = min(LONGEST, max(SHORTEST, ended - begun))
        if wishes:  # what a wish takes, with all that goes on between two batches while others wait
            spent = ended - (self._free if self._pressed else begun)
            self._each += 0.2 * (spent / len(wishes) - self._each)
        self._free, self._pressed = ended, not self._queue.empty()
        for kind in owed:
            self._due.setdefault(kind, ended + self._every[kind])

    def _draw_all(self) -> None:
        for _ in range(
            3
        ):  # a drawing may leave marks of another kind; one that fails is owed to the next start
            self._batch([], list(self._due))

    def _gather(self) -> tuple[list[Wish], list[Future[None]]]:
        try:
            arrived = [self._queue.get(timeout=self._patience())]
        except Empty:
            return [], []
        time.sleep(self._window)
        while len(arrived) < MOST:
            try:
                arrived.append(self._queue.get_nowait())
            except Empty:
                break
        self._stopping = None in arrived
        for kinds in arrived:
            if isinstance(kinds, set):
                self._due.update(dict.fromkeys(kinds, 0.0))
        return [one for one in arrived if isinstance(one, Wish)], [
            one for one in arrived if isinstance(one, Future)
        ]

    def _patience(self) -> float | None:
        return max(0.0, min(self._due.values()) - time.monotonic()) if self._due else None
