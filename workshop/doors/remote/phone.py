"""A simulated phone: one Socket.IO connection, one replica, one command on its way at a time."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import Callable
from typing import Any, TypeVar

import aiohttp
import socketio

from .replica import Record, Replica

Found = TypeVar("Found")
Note = Callable[[str, float], None]

ANSWER_S = 20.0  # no answer for so long: the connection is taken for dead and the command goes again
RETRY_S = 0.2


class Declined(Exception):
    """The server refused a command: `code` for machines, `say` for people."""

    def __init__(self, name: str, answer: dict[str, Any]):
        self.code: str = answer["refused"]
        self.answer = answer
        super().__init__(f"{name} refused: {self.code} ({answer.get('say', '')})")


class Cut(Exception):
    """The connection went away before the answer came."""


class Phone:
    """Joins by code, keeps a replica, sends commands until they are answered.

    A command keeps its id over reconnections, so a lost answer costs nothing (R2). `note(name, ms)` hears how
    long each first try took from sending to the durable answer. Without `keep` nothing that arrives is read:
    for crowds whose replicas nobody looks at.
    """

    def __init__(
        self,
        base: str,
        code: str,
        http: aiohttp.ClientSession,
        *,
        token: str | None = None,
        note: Note | None = None,
        keep: bool = True,
    ) -> None:
        self.base, self.code, self.token = base, code, token
        self.me: dict[str, Any] = {}
        self.replica = Replica()
        self.rejoined = 0
        self.removed = False
        self._http = http
        self._note = note or (lambda name, ms: None)
        self._keep = keep
        self._line: socketio.AsyncClient | None = None
        self._ready = asyncio.Event()
        self._turn = asyncio.Lock()
        self._waiting: set[asyncio.Future[Any]] = set()
        self._watching: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []
        self._errands: set[asyncio.Task[None]] = set()
        self._gone: str | None = None

    # --- coming and going ---------------------------------------------------------------------

    async def open(self) -> Phone:
        """Connect and join with the token; as a guest without one."""
        await self._connect()
        return self

    async def enter(self, name: str, lang: str, **where: Any) -> dict[str, Any]:
        """Become a person: `person.join` with `org`, `group` and the like, then join again with the own token."""
        reply = await self.command("person.join", name=name, lang=lang, **where)
        self.token = reply["token"]
        await self._join()
        return reply

    async def come_back(self, code: str) -> dict[str, Any]:
        """Be the person whose personal code this is."""
        reply = await self.command("person.return", code=code)
        self.token = reply["token"]
        await self._join()
        return reply

    async def close(self) -> None:
        self._gone = "closed"
        self._ready.clear()
        if self._line is not None:
            await self._line.disconnect()
        errands = list(self._errands)
        for errand in errands:
            errand.cancel()
        await asyncio.gather(*errands, return_exceptions=True)

    async def sleep(self) -> None:
        """Lose the connection, as a phone in a pocket does; `wake` brings it back by resume."""
        self._gone = "asleep"
        self._ready.clear()
        if self._line is not None:
            await self._line.disconnect()

    async def wake(self) -> None:
        self._gone = None
        await self._connect()

    # --- doing --------------------------------------------------------------------------------

    async def command(self, name: str, /, **data: Any) -> dict[str, Any]:
        """Send, and send again with the same id, until the server has answered for good. Raises Declined."""
        envelope = {"id": secrets.token_urlsafe(18), "name": name, "data": data}
        async with self._turn:
            while True:
                await self._ready.wait()
                if self.removed:
                    raise Declined(name, {"refused": "removed"})
                sent = time.perf_counter()
                try:
                    answer = await self._ask("command", envelope)
                except Cut:
                    continue
                if "retry_after" in answer:
                    await asyncio.sleep(answer["retry_after"] or RETRY_S)
                    continue
                self._note(name, (time.perf_counter() - sent) * 1000)
                if "refused" in answer:
                    raise Declined(name, answer)
                reply: dict[str, Any] = answer["ok"]
                return reply

    async def until(self, look: Callable[[], Found | None], what: str, seconds: float = 15.0) -> Found:
        """Wait until `look` finds something in the replica; TimeoutError names `what` was waited for."""
        if found := look():
            return found
        seen: asyncio.Future[Found] = asyncio.get_running_loop().create_future()
        self._watching.append((look, seen))
        try:
            return await asyncio.wait_for(seen, seconds)
        except TimeoutError:
            raise TimeoutError(
                f"{self.me.get('name') or self.me.get('kind')}: waited in vain for {what}"
            ) from None

    def mine(self) -> Record:
        """The own person's record."""
        record = self.replica.get("person", self.me["person"])
        assert record is not None, "joined as a person"
        return record

    # --- the line -----------------------------------------------------------------------------

    async def _connect(self) -> None:
        line = socketio.AsyncClient(reconnection=False, handle_sigint=False, http_session=self._http)
        line.on("deltas", self._deltas)
        line.on("heads", self._heads)
        line.on("bye", self._bye)
        line.on("disconnect", lambda *why: self._dropped(line))
        self._line = line
        await line.connect(self.base, transports=["websocket"], wait_timeout=30)
        await self._join()

    async def _join(self) -> None:
        body: dict[str, Any] = {
            "code": self.code,
            "build": "",
            "have": self.replica.have() if self._keep else {},
        }
        body |= {"token": self.token} if self.token else {}
        while "retry_after" in (answer := await self._ask("join", body)):
            await asyncio.sleep(answer["retry_after"])
        if "refused" in answer:
            raise Declined("join", answer)
        self.me = answer["me"]
        if self._keep:
            self.replica.take(answer["streams"])
        self._gone = None
        self._ready.set()
        self._look()

    async def _ask(self, event: str, body: dict[str, Any]) -> dict[str, Any]:
        """Emit and wait for the answer, but no longer than the connection lives. Raises Cut."""
        line = self._line
        if line is None or not line.connected:
            raise Cut
        answered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.add(answered)
        try:
            await line.emit(event, body, callback=lambda *said: _settle(answered, *said))
            answer: dict[str, Any] = await asyncio.wait_for(answered, ANSWER_S)
            return answer
        except (TimeoutError, socketio.exceptions.SocketIOError) as gone:
            raise Cut from gone
        finally:
            self._waiting.discard(answered)

    def _dropped(self, line: socketio.AsyncClient) -> None:
        if line is not self._line or self.removed:
            return
        self._ready.clear()
        for answered in self._waiting:
            if not answered.done():
                answered.set_exception(Cut())
        if self._gone is None:
            self._send_on(self._come_back())

    async def _come_back(self) -> None:
        while self._gone is None:
            try:
                await self._connect()
                self.rejoined += 1
                return
            except (Cut, socketio.exceptions.SocketIOError):
                await asyncio.sleep(RETRY_S)

    def _bye(self, said: dict[str, Any]) -> None:
        if said.get("why") == "removed":
            self.removed = True
            self._gone = "removed"
            self._ready.set()  # whoever waits to send is told, rather than left waiting

    # --- the replica --------------------------------------------------------------------------

    def _deltas(self, text: str) -> None:
        if not self._keep:
            return
        for stream in self.replica.fold(json.loads(text)):
            self._send_on(self._resume(stream))
        self._look()

    def _heads(self, heads: dict[str, int]) -> None:
        if self._keep and self.replica.behind(heads):
            self._send_on(self._heal(heads))

    async def _heal(self, heads: dict[str, int]) -> None:
        # The last delta may still be on its way: heads are read from the database, ahead of the publisher.
        await asyncio.sleep(RETRY_S)
        for stream in self.replica.behind(heads):
            await self._resume(stream)

    async def _resume(self, stream: str) -> None:
        copy = self.replica.streams.get(stream)
        if copy is None:
            return
        try:
            answer = await self._ask("resume", {"stream": stream, "after": copy.seq})
        except Cut:
            return  # joining again resumes every stream
        if "refused" not in answer and stream in self.replica.streams:
            self.replica.renew(stream, answer)
            self._look()

    def _look(self) -> None:
        for look, seen in list(self._watching):
            if seen.done():
                self._watching.remove((look, seen))
            elif found := look():
                seen.set_result(found)
                self._watching.remove((look, seen))

    def _send_on(self, errand: Any) -> None:
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)


def _settle(answered: asyncio.Future[Any], said: Any) -> None:
    if not answered.done():  # an answer may come after its connection was given up
        answered.set_result(said)
