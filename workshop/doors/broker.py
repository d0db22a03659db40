"""Who is in which room, here and in other processes: what Socket.IO asks. With `socket.py` all that knows it."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from queue import Full, Queue
from typing import Any, Final

import socketio

from workshop.kernel.rules import Holder

log = logging.getLogger(__name__)

BROKER_QUEUE: Final = 5_000


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
    """Redis between processes. Publishing waits in a queue of its own: a frozen Redis delays nobody here (R8)."""

    def __init__(self, url: str, channel: str, dismiss: Callable[[int, Holder, str], None]) -> None:
        super().__init__(url, channel=channel, redis_options={"socket_connect_timeout": 5})
        self._dismiss = dismiss
        self._outgoing: Queue[dict[str, Any] | None] = Queue(BROKER_QUEUE)
        # Never dropped, unlike the rest: no head tells a process that someone it serves was sent out.
        self._urgent: deque[dict[str, Any]] = deque()

    def initialize(self) -> None:
        super().initialize()
        self.server.start_background_task(self._send)

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
            # While Redis is away they are tried with each message; presence sends one every ten seconds at least.
            while self._urgent and super()._publish(self._urgent[0]) is not None:
                self._urgent.popleft()
            if waiting is not None:
                super()._publish(waiting)

    def _handle_disconnect(self, message: dict[str, Any]) -> None:
        if "person" in message:
            self._dismiss(*message["person"])
        else:
            super()._handle_disconnect(message)
