"""The socket door, with `broker.py` all that speaks Socket.IO. Its rooms are our streams.

Frames of one connection are handled one after another, in its own green thread: a phone that sends faster than the
database commits is held back by its own connection, and needs no queue of ours.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import socketio
from flask import Flask
from flask_socketio import SocketIO

from workshop.doors import server, spoken, wire
from workshop.doors.broker import Broker, Members
from workshop.doors.connections import STRIKES, TURNS, Connection, Connections
from workshop.doors.disk import Disk
from workshop.doors.guard import party
from workshop.doors.heads import Heads
from workshop.doors.house import House
from workshop.doors.presence import NODE, Looker, Presence
from workshop.doors.secrecy import Secrecy
from workshop.doors.whereabouts import Whereabouts
from workshop.kernel.commands import Pace
from workshop.kernel.engine import Claim, Packet, Reply
from workshop.kernel.errors import Refused
from workshop.kernel.ledger import encode
from workshop.kernel.pace import Paces
from workshop.kernel.rules import PHASES, Holder
from workshop.settings import Settings

log = logging.getLogger(__name__)

# A phone that left without a word is noticed after 25 s, by both sides: Wi-Fi that comes and goes is not punished.
PING_EVERY: Final = 15
PING_WAIT: Final = 10
MALFORMED: Final = 5  # frames that are not even Socket.IO, before the connection is ended
BEAT: Final = 1.0  # seconds between two looks at who is here, and between two turns of heads
SILENT: Final = 30.0  # seconds, or twice that, for a new connection to say which workshop it wants
TURN: Final = 0.005  # seconds of publishing before whoever waits goes first
FETCHED: Final = 5.0  # seconds for a polling phone to ask for its goodbye
FAREWELL: Final = 1.0  # seconds for `bye` to reach the phones before the process ends

# (what, by a person) -> how often. A phone joins when it wakes; who is nobody yet shares an address with a whole room.
READS: Final = {
    ("join", True): Pace(burst=20, per_second=0.5),
    ("join", False): Pace(burst=1_000, per_second=100),
    ("resume", True): Pace(burst=200, per_second=4),  # a former build's chair asks for each stream
    ("resume", False): Pace(burst=200, per_second=20),
}
# Of one address: a room whose Wi-Fi comes back begins a visit each, and a page a second one. Each unused one is kept
# for a minute.
VISITS: Final = Pace(burst=3_000, per_second=100)
LINES: Final = {True: 12, False: 2_000}  # of one person, and of a link that many hold

RENEWALS: Final = ("person.renew", "house.renew")  # of what the connection itself holds

Handle = Callable[[Connection, Any], dict[str, Any]]


class Json:
    """JSON as we send it: Lao as three bytes a letter rather than six, and nothing in that no phone could send."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        return encode(value)

    @staticmethod
    def loads(text: str | bytes, **_: object) -> Any:
        return wire.loads(text)


class TextPacket(socketio.packet.Packet):  # type: ignore[misc]
    """Nothing here is binary: searching every answer for it took most of the time of a join."""

    uses_binary_events = False


class SocketDoor:
    def __init__(
        self, app: Flask, house: House, settings: Settings, build: Callable[[], str], disk: Disk
    ) -> None:
        self.house, self.build, self.disk = house, build, disk
        self.connections, self.presence, self.whereabouts = Connections(), Presence(), Whereabouts()
        mode = server.running_mode()
        # Processes that share the secret share a channel; two houses on one Redis do not hear each other.
        channel = f"workshop.{house.identity.fingerprint()}"
        manager = Broker(settings.redis_url, channel, self._dismiss_here) if settings.redis_url else None
        self.io = SocketIO(
            app,
            async_mode=mode,
            async_handlers=False,
            manage_session=False,
            client_manager=manager or Members(),
            max_http_buffer_size=server.FRAME_CAP,
            ping_interval=PING_EVERY,
            ping_timeout=PING_WAIT,
            serializer=TextPacket,
            json=Json,
        )
        # python-socketio's own server: a Flask request context for every vote would cost more than the vote.
        self.wire = self.io.server
        self.broker = manager
        server.tame(self.wire.eio, mode, self._wait_for_visit)
        self.wire.eio.on("message", self._message)
        # How a connection begins and ends, told by the library. A client cannot name these: what it may name is in
        # `events` alone, and no frame of its is ever looked up among the library's handlers (B1).
        self.wire.on("connect", self._connect)
        self.wire.on("disconnect", self._disconnect)
        self.events: dict[str, Handle] = {
            "join": self._join,
            "command": self._command,
            "resume": self._resume,
            "presence": self._presence,
        }
        self.reads = Paces()
        self.heads = Heads(house.engine.heads, house.engine.moved)
        self._ending: deque[tuple[float, Any]] = deque()  # polling lines that have been told goodbye
        self._closing = threading.Event()

    # --- the four events -----------------------------------------------------------------------------------

    def _join(self, connection: Connection, data: Any) -> dict[str, Any]:
        """Subscribe first, read second: what changes in between comes twice rather than never."""
        asked = wire.join(data)
        connection.lang = asked.lang or connection.lang
        workshop = self.house.workshop(asked.code)
        claim = self.house.identity.claim(asked.token, workshop, connection.address, asked.lang)
        self._insist_pace("join", workshop, claim)
        self._leave(connection)
        self._forget(connection)
        connection.claim, connection.workshop, connection.dismissed = claim, workshop, False
        # From here on a dismissal of whoever holds this finds the connection, though it may read nothing yet.
        self._be(connection, claim.person or claim.key)
        self._bound(connection)
        actor = self.house.engine.admit(claim, workshop)
        self._still_the_same(connection)
        self._be(connection, actor.person)
        self._known(connection, claim.kind != "guest")
        connection.lang, connection.streams = actor.lang, actor.streams
        for stream in actor.streams:
            self.wire.enter_room(connection.sid, stream)
        streams = self.house.engine.snapshot(workshop, actor.streams, asked.have)
        self._still_the_same(connection)
        now = time.monotonic()
        connection.looker = Looker(actor.kind, workshop, actor.person, actor.group, came=now, since=now)
        self.whereabouts.read_by(workshop, actor.streams)
        return {
            "me": actor.me,
            "rules": self.house.rules,
            "phases": PHASES,
            "now": int(time.time() * 1000),
            "build": self.build(),
            "streams": streams,
        }

    def _command(self, connection: Connection, data: Any) -> dict[str, Any]:
        wish = wire.wish(data)
        claim = connection.claim
        if claim is None:
            raise Refused("not_ready")
        workshop = connection.workshop
        connection.renewing = wish.name in RENEWALS
        reply = self.house.execute(claim, workshop, wish.name, wish.data, wish.id)
        if connection.renewing:
            self._renewed(connection, reply)
        if wish.name == "person.speak" and reply.ok is not None:
            connection.lang = str(wish.data["lang"])
        if wish.name == "person.leave" and reply.ok is not None and claim.person is not None:
            self.whereabouts.goodbye(workshop, claim.person)
            connection.looker = None  # whoever has another device is where that is
            self._leave(connection)
            self._forget(connection)
        return spoken.answer(connection.lang, reply)

    def _renewed(self, connection: Connection, reply: Reply) -> None:
        """Whoever renews what they hold goes on, by the token in the answer; every other connection was dropped."""
        connection.renewing, missed = False, connection.missed
        connection.missed = False
        if reply.ok is not None and connection.claim is not None:
            claim = self.house.identity.claim(reply.ok["token"], connection.workshop, connection.address)
            connection.claim = replace(connection.claim, version=claim.version)
        if missed and not self._counts(connection):
            self._end(connection.sid, self.wire.manager.eio_sid_from_sid(connection.sid, "/"), "renewed")

    def _counts(self, connection: Connection) -> bool:
        """Does what it holds open the workshop now?"""
        try:
            self.house.engine.admit(connection.claim or Claim("guest"), connection.workshop)
        except Refused:
            return False
        return True

    def _resume(self, connection: Connection, data: Any) -> dict[str, Any]:
        """All that a client misses in one question: a chair of forty tables has eighty streams to ask for."""
        asked, one = wire.resume(data)
        if connection.claim is not None:
            self._insist_pace("resume", connection.workshop, connection.claim)
        have = {stream: seq for stream, seq in asked.items() if stream in connection.streams}
        if one is not None and one not in have:
            raise Refused("not_found")
        streams = self.house.engine.snapshot(connection.workshop, have, have)
        return {"streams": streams} if one is None else streams[one]

    def _insist_pace(self, what: str, workshop: int, claim: Claim) -> None:
        """Reads are paced by person, and by address for whoever is nobody yet: a room behind one router is no crowd."""
        self.reads.insist(f"{workshop}/{claim.pace_key}", what, READS[what, claim.person is not None])

    def _wait_for_visit(self, environ: dict[str, Any]) -> float:
        try:
            self.reads.insist(f"@{party(environ.get('REMOTE_ADDR', ''))}", "visit", VISITS)
        except Refused as refused:
            return refused.retry_after or 1.0
        return 0.0

    def _known(self, connection: Connection, known: bool) -> None:
        """Where all places are taken, who is nobody yet gives way to who is somebody."""
        line = self.wire.eio.sockets.get(self.wire.manager.eio_sid_from_sid(connection.sid, "/"))
        if line is not None:
            line.known = known

    def _bound(self, connection: Connection) -> None:
        """A person has so many lines at most; the oldest give way."""
        most = LINES[connection.claim is not None and connection.claim.person is not None]
        for room in connection.known_as:
            for sid, eio_sid in list(self.wire.manager.get_participants("/", room))[:-most]:
                self._close(sid, eio_sid)

    def _presence(self, connection: Connection, data: Any) -> dict[str, Any]:
        told, looker, now = wire.presence(data), connection.looker, time.monotonic()
        if looker is not None:
            looker.look(told.see, now)
            if told.behind is not None:
                looker.lags(told.behind, now)
            # Where nobody may know who writes, nobody is told whose words are stuck.
            looker.waiting = told.waiting and not self.house.anonymous(connection.workshop)
        return {"now": int(time.time() * 1000)}

    def _still_the_same(self, connection: Connection) -> None:
        """Removed or reseated while the database answered: what was read is another's to read now."""
        if connection.dismissed:
            raise Refused("busy", retry_after=0.5)

    # --- what goes out -------------------------------------------------------------------------------------

    def publish(self, packets: list[Packet]) -> None:
        """Each packet is one stream's deltas of a batch, already one JSON text."""
        since = time.monotonic()
        for _, stream, text in packets:
            self.wire.emit("deltas", text, to=stream)
            # Others get their turn now and then. After every packet was too often: on a busy machine each turn
            # is a whole batch of commands, and a hundred packets then left over five seconds.
            if time.monotonic() - since > TURN:
                self.wire.sleep(0)
                since = time.monotonic()

    def dismiss(self, workshop: int, who: Holder, why: str) -> None:
        """Drop their connections wherever they are: what they may read has changed, or what they hold has ended."""
        self._dismiss_here(workshop, who, why)
        if self.broker is not None:
            self.broker.tell_others({"method": "disconnect", "person": [workshop, who, why]})

    def start(self) -> None:
        # By itself it would begin with the first phone; commands by HTTP have something to tell before.
        self.wire.manager_initialized = True
        self.wire.manager.initialize()
        self.wire.start_background_task(self._tick)

    def farewell(self) -> None:
        """Tell every phone that we come back, and give the words a second to leave."""
        self._closing.set()
        for connection in self.connections:
            self._bye(connection, "restart")
        end = time.monotonic() + FAREWELL
        while time.monotonic() < end and any(not each.queue.empty() for each in self._sockets()):
            self.wire.sleep(0.02)

    def hang_up(self) -> None:
        """End every connection: gunicorn waits for them all before it lets a worker go."""
        for sid, phone in list(self.wire.eio.sockets.items()):
            phone.close(wait=False)
            server.cut(self.wire.eio, sid)

    def _tick(self) -> None:
        """Every BEAT: who is looking, and to a tenth of the connections the heads of their streams."""
        turn, was_deaf = 0, False
        looked, silent = time.monotonic(), set[str]()
        while not self._closing.is_set():
            try:
                if time.monotonic() - looked >= SILENT:
                    looked, silent = time.monotonic(), self._end_silent(silent)
                self._close_ended()
                # Rows decide who hears: a tenth of us each second, and all of us while a dismissal could be missed,
                # and once more when it no longer can.
                deaf = self.broker is not None and self.broker.deaf
                self._admit_again(None if deaf or was_deaf else turn % TURNS)
                was_deaf = deaf
                if self.broker is not None:
                    self.broker.beat()
                self._tell_presence()
                self._tell_heads(turn % TURNS)
            except Exception as wrong:
                log.warning("heads and presence wait a second: %s", type(wrong).__name__)
            turn += 1
            self.wire.sleep(BEAT)

    def _close_ended(self) -> None:
        while self._ending and self._ending[0][0] <= time.monotonic():
            self._ending.popleft()[1].close(wait=False)

    def _admit_again(self, turn: int | None) -> None:
        """Whoever may no longer read what they read is dismissed, though nobody said so. A few queries a workshop."""
        by_workshop: dict[int, list[tuple[Connection, Claim]]] = {}
        for connection in self.connections:
            claim = connection.claim
            if claim is not None and connection.streams and turn in (None, connection.turn):
                by_workshop.setdefault(connection.workshop, []).append((connection, claim))
        for workshop, some in by_workshop.items():
            now = self.house.admitted(workshop, {claim for _, claim in some})
            for connection, claim in some:
                # Whoever came in anew meanwhile was asked then; whoever renews their own token is about to have it.
                same = connection.claim is claim and connection.streams and not connection.renewing
                if same and connection.streams != (reads := now[claim]):
                    why = reads if reads in ("removed", "renewed") else "changed"
                    self._end(connection.sid, self.wire.manager.eio_sid_from_sid(connection.sid, "/"), why)

    def _end_silent(self, before: set[str]) -> set[str]:
        """End who asked for no workshop since the last look: each holds a file that a phone could have."""
        asked = {
            self.wire.manager.eio_sid_from_sid(each.sid, "/")
            for each in self.connections
            if each.claim is not None
        }
        silent = set(self.wire.eio.sockets) - asked
        for sid in silent & before:
            if (phone := self.wire.eio.sockets.get(sid)) is not None:
                try:
                    phone.close(wait=False)
                except Exception as wrong:  # one that cannot even be ended keeps nobody's news
                    log.warning("a silent connection could not be closed: %s", type(wrong).__name__)
                server.cut(self.wire.eio, sid)
        return silent

    def _tell_presence(self) -> None:
        lookers = [each.looker for each in self.connections if each.looker is not None]
        for workshop, counts in self.presence.due(lookers):
            self.wire.emit("presence", counts, to=f"workshop:{workshop}")
        # Alone in the house we know who listens; with others behind a broker anybody's leader may sit there.
        readers = None if self.broker else {name for each in self.connections for name in each.streams}
        secret = Secrecy(self.house).where
        for desk, people in self.whereabouts.due(lookers, readers, secret=secret):
            self.wire.emit("presence", people, to=desk)
        if (room := self.disk.news()) is not None:
            for workshop in {each.workshop for each in lookers}:
                self.wire.emit("presence", {"node": NODE} | room, to=f"chair:{workshop}")

    def _tell_heads(self, turn: int) -> None:
        """A lost last delta shows here. Two queries a workshop, however many phones; one where nothing moved."""
        by_workshop: dict[int, list[Connection]] = {}
        for connection in self.connections:
            if connection.turn == turn and connection.streams:
                by_workshop.setdefault(connection.workshop, []).append(connection)
        now = time.monotonic()
        for workshop, some in by_workshop.items():
            for each, news in self.heads.due(workshop, some, now):
                if each.looker is not None:
                    each.looker.told_heads(now)
                self.wire.emit("heads", news, to=each.sid, ignore_queue=True)

    def _dismiss_here(self, workshop: int, who: Holder, why: str) -> None:
        # The members of the room that deltas are sent by: no list of ours could be talked out of one.
        for sid, eio_sid in list(self.wire.manager.get_participants("/", _phones(workshop, who))):
            connection = self.connections.get(sid)
            if connection is not None and connection.renewing and why == "renewed":
                connection.missed = True  # by its own wish: it goes on by the token in the answer
            elif connection is None or why != "renewed" or not self._counts(connection):  # has it by now?
                self._end(sid, eio_sid, why)
        if why == "removed" and isinstance(who, int):
            self.whereabouts.goodbye(workshop, who)

    def _end(self, sid: str, eio_sid: str, why: str) -> None:
        """Not one further frame but the goodbye, and nothing more is read: the line itself is closed."""
        connection = self.connections.get(sid)
        if connection is not None:
            connection.dismissed = True
            self._leave(connection)
        for room in self.wire.manager.get_rooms(sid, "/"):
            if room != sid:
                self.wire.manager.basic_leave_room(sid, "/", room)
        self.wire.emit("bye", {"why": why}, to=sid, ignore_queue=True)
        self._close(sid, eio_sid)

    def _close(self, sid: str, eio_sid: str) -> None:
        self.wire.disconnect(sid, ignore_queue=True)
        if (line := self.wire.eio.sockets.get(eio_sid)) is None:
            return
        if line.upgraded:
            line.close(wait=False)
        else:  # closed now, it would not be asked again, and what was said last would be lost
            self._ending.append((time.monotonic() + FETCHED, line))

    def _bye(self, connection: Connection, why: str) -> None:
        self.wire.emit("bye", {"why": why}, to=connection.sid, ignore_queue=True)

    # --- connections ---------------------------------------------------------------------------------------

    def _connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        lang = environ.get("HTTP_ACCEPT_LANGUAGE", "")[:2]
        self.connections.open(sid, environ.get("REMOTE_ADDR", ""), lang if lang in wire.LANGS else "lo")

    def _disconnect(self, sid: str, reason: str = "") -> None:
        connection = self.connections.get(sid)
        if connection is not None:
            self.whereabouts.gone(connection.looker)
        self.connections.close(sid)
        if reason == self.wire.reason.PING_TIMEOUT:
            eio_sid = self.wire.manager.eio_sid_from_sid(sid, "/")
            server.cut(self.wire.eio, eio_sid)  # or a write that is stuck keeps it for minutes

    def _be(self, connection: Connection, who: Holder | None) -> None:
        """Let whoever dismisses this person, or this kind of link, find the connection."""
        if who is not None and who != "guest":
            # The owner's link is the house's, whatever workshop it is used in.
            room = _phones(0 if who == "owner" else connection.workshop, who)
            self.wire.enter_room(connection.sid, room)
            connection.known_as |= {room}

    def _forget(self, connection: Connection) -> None:
        """The connection is nobody's: a guest's again."""
        for room in connection.known_as:
            self.wire.leave_room(connection.sid, room)
        connection.claim, connection.known_as = None, frozenset()
        self._known(connection, False)

    def _leave(self, connection: Connection) -> None:
        for stream in connection.streams:
            self.wire.leave_room(connection.sid, stream)
        self.whereabouts.gone(connection.looker)
        connection.streams, connection.looker = (), None
        connection.heads, connection.heads_moved, connection.heads_whole = (), None, float("-inf")

    def _sockets(self) -> list[Any]:
        return [each for each in self.wire.eio.sockets.values() if not each.closed]

    # --- what comes in -------------------------------------------------------------------------------------

    def _message(self, eio_sid: str, data: Any) -> None:
        """What is not a frame of ours is dropped, and its sender soon too."""
        line = self.wire.eio.sockets.get(eio_sid)
        if line is None:
            return
        line.busy = getattr(line, "busy", 0) + 1
        try:
            self._frame(eio_sid, data)
        except Exception as wrong:
            log.info("a malformed frame was refused: %s", type(wrong).__name__)
            if not line.closed:
                line.malformed = getattr(line, "malformed", 0) + 1
                if line.malformed >= MALFORMED:
                    line.close(wait=False)
        finally:
            line.busy -= 1

    def _frame(self, eio_sid: str, data: Any) -> None:
        """A client opens, leaves, and names an event of ours. Raises for all else that Socket.IO knows: other
        namespaces, answers to what was never asked, and binary parts, which would be gathered without end.
        """
        if not isinstance(data, str) or data[:1] not in ("0", "1", "2"):
            raise ValueError
        frame = TextPacket(encoded_packet=data)
        if frame.namespace not in (None, "/"):
            raise ValueError
        sid = self.wire.manager.sid_from_eio_sid(eio_sid, "/")
        if frame.packet_type == socketio.packet.CONNECT:
            line = self.wire.eio.sockets[eio_sid]
            if getattr(line, "came_in", False):  # once: coming in again would begin its limits anew
                raise ValueError
            line.came_in = True
            self.wire._handle_connect(eio_sid, "/", None)
        elif frame.packet_type == socketio.packet.DISCONNECT:
            self.wire.eio.sockets[eio_sid].close(wait=False, reason=self.wire.reason.CLIENT_DISCONNECT)
        else:
            connection = self.connections.get(sid)
            if connection is None:
                raise ValueError
            if not isinstance(frame.data, list) or not frame.data or not isinstance(frame.data[0], str):
                raise ValueError
            answer = self._answer(connection, self.events.get(frame.data[0], _unknown), frame.data[1:])
            if frame.id is not None:
                self.wire.eio.send(eio_sid, f"{socketio.packet.ACK}{frame.id}[{Json.dumps(answer)}]")

    def _answer(self, connection: Connection, handle: Handle, args: list[Any]) -> dict[str, Any]:
        """Every frame gets an answer; a fault is told by its type alone, never with what the person wrote."""
        try:
            if wait := connection.bucket.take():
                raise Refused("too_fast", retry_after=round(wait, 2))
            if len(args) != 1:
                raise Refused("malformed")
            answer = handle(connection, args[0])
        except Refused as refused:
            self._strike(connection, refused.code)
            return spoken.of(connection.lang, refused)
        except Exception as wrong:
            log.error("%s failed: %s", handle.__name__, type(wrong).__name__, exc_info=_place(wrong))
            return spoken.refusal(connection.lang, "error", {}, 5.0)
        connection.strikes = 0
        return answer

    def _strike(self, connection: Connection, code: str) -> None:
        if code in ("malformed", "unknown_field", "invalid"):
            log.info("a frame was refused: %s", code)
        connection.strikes += 1
        if connection.strikes >= STRIKES:
            log.warning("a connection was ended: %d frames refused in a row", STRIKES)
            self._close(connection.sid, self.wire.manager.eio_sid_from_sid(connection.sid, "/"))


def _unknown(connection: Connection, data: Any) -> dict[str, Any]:
    """An event we do not have."""
    raise Refused("malformed")


def _phones(workshop: int, who: Holder) -> str:
    """The room of all connections that are this person's, or hold this link. Nothing is ever sent to it."""
    return f"phones:{workshop}:{who}"


def _place(wrong: Exception) -> tuple[type[RuntimeError], RuntimeError, Any]:
    told = RuntimeError(f"{type(wrong).__name__} (content withheld)")
    return RuntimeError, told, wrong.__traceback__
