"""After the commit: changes leave on their own thread, through a bounded queue. An answer never waits for it (R8)."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, Full, Queue

from workshop.kernel.rules import Holder

log = logging.getLogger(__name__)

Packet = tuple[int, str, str]  # workshop, stream, deltas as one JSON array
Publish = Callable[[list[Packet]], None]
Dismiss = Callable[[int, Holder, str], None]

WAITING = 5_000  # packets; past it they are dropped, and the next `heads` tells each client of its gap


class Publisher(threading.Thread):
    def __init__(self, publish: Publish, dismiss: Dismiss) -> None:
        super().__init__(name="publisher", daemon=True)
        self._publish, self._dismiss = publish, dismiss
        self._queue: Queue[list[Packet] | Future[None] | None] = Queue(WAITING)
        # Never dropped: a removed person's connections must go.
        self._dismissed: deque[tuple[int, Holder, str]] = deque()

    def put(self, packets: list[Packet], dismissed: list[tuple[int, Holder, str]]) -> None:
        self._dismissed.extend(dismissed)
        try:
            self._queue.put_nowait(packets)
        except Full:
            log.warning("publishing is behind: %d packets dropped", len(packets))

    def settle(self) -> None:
        """Return when all that was put before has left."""
        settled: Future[None] = Future()
        self._queue.put(settled)
        settled.result(30)

    def stop(self) -> None:
        self._queue.put(None)
        if self.is_alive():
            self.join(5)

    def run(self) -> None:
        going = True
        while going:
            waiting = [self._queue.get()]
            while True:  # everything that is waiting goes in one round
                try:
                    waiting.append(self._queue.get_nowait())
                except Empty:
                    break
            self._send([packet for one in waiting if isinstance(one, list) for packet in one])
            for one in waiting:
                if isinstance(one, Future):
                    one.set_result(None)
            going = None not in waiting

    def _send(self, packets: list[Packet]) -> None:
        # First, so that nothing of this round reaches who may read it no longer.
        while self._dismissed:
            try:
                self._dismiss(*self._dismissed.popleft())
            except Exception:
                log.exception("dismissing failed")
        try:
            if packets:
                self._publish(joined(packets))
        except Exception:
            log.exception("publishing failed")  # the broker is away: heads heal it


def joined(packets: list[Packet]) -> list[Packet]:
    """One packet a stream: the arrays of deltas set end to end, in order."""
    texts: dict[tuple[int, str], list[str]] = {}
    for workshop, stream, text in packets:
        texts.setdefault((workshop, stream), []).append(text[1:-1])
    return [(workshop, stream, f"[{','.join(parts)}]") for (workshop, stream), parts in texts.items()]
