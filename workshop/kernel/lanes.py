"""Group commit: one lane a workshop; what arrives while a commit is under way shares the next one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from queue import Empty, Queue

from workshop.kernel.batch import Wish

WINDOW = 0.002  # seconds a lone command waits for company
MOST = 100  # commands in one transaction: bounds how long a batch holds everyone

Run = Callable[[int, list[Wish], list[str]], set[str]]


class Lane(threading.Thread):
    """Runs one workshop's batches, and draws its tallies when they are due (R4)."""

    def __init__(self, workshop: int, run: Run, every: dict[str, float]) -> None:
        super().__init__(name=f"lane-{workshop}", daemon=True)
        self._workshop, self._run, self._every = workshop, run, every
        self._queue: Queue[Wish | None] = Queue()
        self._due: dict[str, float] = {}
        self._stopping = False

    def put(self, wish: Wish) -> None:
        self._queue.put(wish)

    def waiting(self) -> int:
        return self._queue.qsize()

    def owe(self, kinds: set[str]) -> None:
        """These kinds have marks left in the database: draw them at once."""
        self._due.update(dict.fromkeys(kinds, 0.0))

    def stop(self) -> None:
        """Finish what is queued, draw what is owed, end."""
        self._queue.put(None)
        if self.is_alive():
            self.join(10)

    def run(self) -> None:
        while not self._stopping:
            wishes = self._gather()
            now = time.monotonic()
            kinds = [kind for kind, due in self._due.items() if due <= now or self._stopping]
            if not wishes and not kinds:
                continue
            for kind in kinds:
                del self._due[kind]
            for kind in self._run(self._workshop, wishes, kinds):
                self._due.setdefault(kind, time.monotonic() + self._every[kind])
        if self._due:
            self._run(self._workshop, [], list(self._due))

    def _gather(self) -> list[Wish]:
        try:
            first = self._queue.get(timeout=self._patience())
        except Empty:
            return []
        wishes = [first]
        time.sleep(WINDOW)
        while len(wishes) < MOST:
            try:
                wishes.append(self._queue.get_nowait())
            except Empty:
                break
        self._stopping = None in wishes
        return [wish for wish in wishes if wish is not None]

    def _patience(self) -> float | None:
        return max(0.0, min(self._due.values()) - time.monotonic()) if self._due else None
