"""Who is in which room, here and in other processes: what Socket.IO asks. With `socket.py` all that knows it."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from queue import Full, Queue
from typing import Any, Final

import socketio

from workshop.kernel.rules import Holder

log = logging.getLogger(__name__)

BROKER_QUEUE: Final = 5_000
DEAF: Final = 2.5  # seconds without a beat of ours: what others say may be lost
GIVE_UP: Final = 10.0  # seconds that a line may be silent before it is begun anew
RETRY: Final = 0.5


class Rooms:
    """A manager that also keeps each connection's rooms, so that an end costs its own rooms and not everybody's.

    Without it a thousand people removed in one step would look through all rooms of the house a thousand times.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._of: dict[str, dict[str | None, None]] = {}

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)  # type: ignore[misc]
        self._of.setdefault(sid, {})[room] = None

    def basic_leave_room(self, sid: str, namespace: str, room: str | None) -> None:
        super().basic_leave_room(sid, namespace, room)  # type: ignore[misc]
        self._of.get(sid, {}).pop(room, None)

    def get_rooms(self, sid: str, namespace: str) -> list[str]:
        return [room for room in self._of.get(sid, ()) if room is not None]

    def basic_disconnect(self, sid: str, namespace: str, **_: Any) -> None:
        for room in self._of.pop(sid, ()):
            super().basic_leave_room(sid, namespace, room)  # type: ignore[misc]
        self.callbacks.pop(sid, None)  # type: ignore[attr-defined]
        for pending in (self.pending_connect, self.pending_disconnect):  # type: ignore[attr-defined]
            if sid in pending.get(namespace, ()):
                pending[namespace].remove(sid)


class Members(Rooms, socketio.Manager):  # type: ignore[misc]
    """The rooms of a house that is one process."""


class Broker(Rooms, socketio.RedisManager):  # type: ignore[misc]
    """Redis between processes. Publishing waits in a queue of its own: a frozen Redis delays nobody here (R8).

    It hears itself: a beat a second goes out and has to come back. While none does, what others say may be
    lost without a trace, so `deaf` tells the door to ask the rows who may still hear.
    """

    def __init__(self, url: str, channel: str, dismiss: Callable[[int, Holder, str], None]) -> None:
        super().__init__(url, channel=channel, redis_options={"socket_connect_timeout": 5})
        self._dismiss = dismiss
        self._outgoing: Queue[dict[str, Any] | None] = Queue(BROKER_QUEUE)
        # Never dropped, unlike the rest, and kept until somebody received it.
        self._urgent: deque[dict[str, Any]] = deque()
        # A line of its own to publish by: the two must not begin each other's anew.
        options = {"socket_connect_timeout": 5, "socket_timeout": 5}
        self._out = socketio.RedisManager(url, channel=channel, write_only=True, redis_options=options)
        self._heard = float("-inf")
        self._away = False

    def initialize(self) -> None:
        super().initialize()
        self.server.start_background_task(self._send)

    @property
    def deaf(self) -> bool:
        """Has no beat of ours come back lately?"""
        return time.monotonic() - self._heard > DEAF

    def beat(self) -> None:
        self._publish({"method": "beat", "host_id": self.host_id})

    def tell_others(self, message: dict[str, Any]) -> None:
        self._urgent.append(message | {"namespace": "/", "host_id": self.host_id})
        self._publish(None)

    def _publish(self, data: dict[str, Any] | None) -> None:
        try:
            self._outgoing.put_nowait(data)
        except Full:
            log.warning("Redis is behind: a message was dropped")  # heads heal it

    def _send(self) -> None:
        while True:
            waiting = self._outgoing.get()
            while self._urgent and self._told(self._urgent[0]):
                self._urgent.popleft()
            if waiting is not None:
                self._told(waiting)

    def _told(self, message: dict[str, Any]) -> bool:
        """Has anybody received it? Redis takes what nobody listens to, and says so."""
        try:
            if not self._out.connected:
                self._out._redis_connect()
            received = self._out.redis.publish(self.channel, self.json.dumps(message))
        except Exception as wrong:
            self._out.connected = False
            self._say(True, type(wrong).__name__)
            return False
        return bool(received)

    def _listen(self) -> Iterator[dict[str, Any]]:
        """The library's own loop waits up to a minute after Redis is back."""
        while True:
            try:
                self._redis_connect()
                self.pubsub.subscribe(self.channel)
                since = time.monotonic()
                while True:
                    yield from self._next()
                    if self.deaf and time.monotonic() - since > GIVE_UP:
                        raise TimeoutError  # the line may be dead without a word
            except Exception as wrong:
                self._say(True, type(wrong).__name__)
            self.server.sleep(RETRY)

    def _next(self) -> Iterator[dict[str, Any]]:
        told = self.pubsub.get_message(timeout=1.0)
        if told is None or told["type"] != "message":
            return
        message = self.json.loads(told["data"])
        if message["method"] != "beat":
            yield message
        elif message["host_id"] == self.host_id:
            self._heard = time.monotonic()
            self._say(False)

    def _say(self, away: bool, why: str = "") -> None:
        """Once each time, not with every try."""
        if away != self._away:
            log.warning("Redis is away: %s" if away else "Redis is back%s", why)
        self._away = away

    def _handle_disconnect(self, message: dict[str, Any]) -> None:
        if "person" in message:
            self._dismiss(*message["person"])
        else:
            super()._handle_disconnect(message)
