"""The servers, and every trap of theirs: the one file that names eventlet and gevent.

`patch(mode)` runs before any other import of an entry point (R16); `serve()` runs a WSGI app until told to stop.
The numbers come from trials with 500 to 2,000 phones on two cores: stock settings let the 1,025th phone hang, an
answer wait 48 ms for Nagle, a megabyte frame stop everyone for 182 ms and a collection stop them for 320 ms.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
import struct
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any, Final, NoReturn, TypeVar
from urllib.parse import parse_qs

from workshop.doors.guard import ANSWER, RESERVE, Guard, Line, TooLarge, Wrong, check_head, refusal
from workshop.settings import AsyncMode

BACKLOG: Final = 2048  # with the default of 50, 500 phones arriving at once wait 1.2 s instead of 0.2 s
MAX_CONNECTIONS: Final = 20_000  # eventlet's default is 1,024: the next phone hangs without a word
FRAME_CAP: Final = 64 * 1024  # the longest wish is some 10 KB; files come by HTTP
OPEN_FILES: Final = 65_536
MAX_THREADS: Final = 2_000  # under threads each connection is one
PACKETS: Final = 100  # in one POST: as many as a connection may say at once
WAITING_WORDS: Final = (
    100  # frames of one phone that are read and not yet heard, and FRAME_CAP letters of them
)
PIECES: Final = 1_000  # of one message; a phone sends one, and a bad line cuts it into some dozens
SELDOM: Final = 60  # pings, and words that are no events, in a minute: a phone says one in a quarter of it
PROBE: Final = 10.0  # seconds for a websocket to take over from polling
IN_A_ROW: Final = 16  # frames of one phone before others have their turn
QUEUE_BOUND: Final = 500  # packets that wait for one phone: some 45 s of a busy board, then it is gone

KINDS: Final = "0123456"  # of Engine.IO's packets; "4" is an event
DIGITS: Final = tuple("0123456789")

LINE: Final = "workshop.line"  # where a request finds its connection

Wsgi = Callable[..., Any]
T = TypeVar("T")
Listener = socket.socket


class WrongServer(Exception):
    """The process runs under another server than the one set. Its text is one line."""


# --- before anything else is imported ---------------------------------------------------------------------


def patch(mode: AsyncMode) -> None:
    """Make the standard library green, where `mode` asks for it. Call it before importing anything else."""
    # eventlet's own resolver reads /etc/resolv.conf and asks it even for names in /etc/hosts; there is no DNS here.
    os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
    # psycopg's C wait blocks the whole hub (it knows gevent only); this one is read when psycopg is imported.
    os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")
    if mode == "eventlet":
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # it says at each start that it is in maintenance; so does our README
            importlib.import_module("eventlet").monkey_patch()
    elif mode == "gevent":
        importlib.import_module("gevent.monkey").patch_all()


def running_mode() -> AsyncMode:
    """The mode this process is patched for, whoever patched it."""
    if "eventlet.patcher" in sys.modules and sys.modules["eventlet.patcher"].is_monkey_patched("socket"):
        return "eventlet"
    if "gevent.monkey" in sys.modules and sys.modules["gevent.monkey"].is_module_patched("socket"):
        return "gevent"
    return "threading"


def check_worker(wanted: AsyncMode | None) -> AsyncMode:
    """The mode of the gunicorn worker we are imported by, refusing one that differs or cannot serve (R16)."""
    found = running_mode()
    if "gunicorn.workers.sync" in sys.modules:
        raise WrongServer(
            "gunicorn's sync worker holds one phone at a time: start it with --worker-class gevent"
        )
    if wanted is not None and found != wanted:
        raise WrongServer(
            f"WORKSHOP_ASYNC_MODE is {wanted}, but this worker runs {found}: set the one to the other"
        )
    return found


def refuse(why: Exception) -> NoReturn:
    """End a worker in one line. gunicorn starts one anew that merely exits, for ever; this error ends it too."""
    if (errors := sys.modules.get("gunicorn.errors")) is not None:
        raise errors.AppImportError(str(why)) from None
    raise SystemExit(str(why)) from None


def check_database_wait(database: str) -> None:
    """Assert that psycopg waits in Python, where the green threads can switch."""
    if database.startswith("postgresql"):
        waiting = importlib.import_module("psycopg.waiting")
        if waiting.wait is not waiting.wait_selector:
            raise WrongServer(
                "psycopg was imported before the server was chosen: its wait would stop everyone"
            )


# --- the process -------------------------------------------------------------------------------------------


def raise_file_limit() -> None:
    """Let the process hold as many connections as the machine allows; a phone is one open file, or two."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # not a Unix: there is no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def file_limit() -> int | None:
    """How many files this process may have open; None where there is no such limit."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:
        return None
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return None if soft == resource.RLIM_INFINITY else int(soft)


def calm_collector() -> None:
    """Take what start-up made out of the collector's sight and let it look rarely: 144 ms of p99 became 32."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)


def listen(host: str, port: int) -> Listener:
    """A listening socket; raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere the same flag lets two servers share a port unawares
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Accepted sockets inherit it. With Nagle on, a lone answer waits 48 ms.
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        sock.bind((host, port))
        sock.listen(BACKLOG)
    except OSError:
        sock.close()
        raise
    return sock


class Stop:
    """Told by SIGTERM, SIGINT or `now()`; waited for in whatever threads the mode has.

    A handler that runs inside the hub may not switch, and the hub may sleep on for a minute after it. A byte in a
    pair of sockets wakes all three servers alike, and needs nothing of Unix.
    """

    def __init__(self) -> None:
        self._read, self._write = socket.socketpair()
        self._write.setblocking(False)

    def on_signals(self) -> None:
        signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
            if (number := getattr(signal, name, None)) is not None:
                signal.signal(number, lambda *_: None)

    def now(self) -> None:
        with contextlib.suppress(OSError):
            self._write.send(b"\0")

    def wait(self) -> None:
        self._read.recv(1)


# The connections of this process, once it serves by itself; behind gunicorn they are gunicorn's.
_guard: Guard | None = None


def connections() -> dict[str, Any]:
    """How many connections there are and what was too many, for /healthz; nothing where we do not accept them."""
    return {} if _guard is None else _guard.told()


def serve(
    mode: AsyncMode,
    listener: Listener,
    app: Wsgi,
    stop: Stop,
    ready: Callable[[], None],
    drain: Callable[[], None],
    spares: Callable[[str], bool] = lambda address: False,
) -> None:
    """Serve `app` and call `ready()`; at `stop`, `drain()` while still serving, and return: phones may stay.

    `spares` tells of the proxy before us, whose address is everybody's.
    """
    global _guard
    raise_file_limit()
    stop.on_signals()
    files = file_limit()
    most = MAX_THREADS if mode == "threading" else MAX_CONNECTIONS
    if mode == "gevent" and files is not None:
        most = min(most, max(1, (files - RESERVE) // 2))  # simple-websocket opens each one's file once more
    _guard = Guard(most, files, spares)
    start = {"eventlet": _eventlet, "gevent": _gevent, "threading": _threading}[mode]
    start(listener, _answered(_guard, without_deflate(app)), _guard)
    try:
        ready()
        calm_collector()
        stop.wait()
    finally:
        drain()


def _answered(guard: Guard, app: Wsgi) -> Wsgi:
    def answered(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        try:
            return app(environ, start_response)
        finally:
            guard.answered(environ[LINE])

    return answered


# The three servers read a request in their own ways. Each is given the guard's reader, told when a request begins and
# when its head is in, and answers a wrong head by one of the guard's refusals. What would end the need: servers
# that refuse chunked bodies on demand, bound a request in time, and go on when there is no file for a connection.


class _Headed:
    """What eventlet's and werkzeug's handlers share: both are the standard library's below."""

    guard: Guard
    line: Line
    rest: float | None = None

    def setup(self) -> None:
        super().setup()  # type: ignore[misc]
        me: Any = self
        self.line = self.guard.open(me.connection, me.client_address, self.rest)
        me.rfile.close()
        me.rfile = self.guard.reader(self.line)

    def handle_one_request(self) -> None:
        me: Any = self
        try:
            if self.line.over or me.rfile.closed or not self._next():
                me.close_connection = True
                return
            super().handle_one_request()  # type: ignore[misc]
        except TimeoutError:
            self._refuse(408)
        except TooLarge:
            self._refuse(431)
        except OSError:  # ended from elsewhere in the middle of a word
            me.close_connection = True

    def _next(self) -> bool:
        """Wait for a request; False when there will be none."""
        self.guard.wait(self.line)
        try:
            if not self._peek():
                return False
        except OSError:
            return False
        self.guard.begin(self.line)
        return True

    def _peek(self) -> bytes:
        me: Any = self
        return bytes(me.rfile.peek(1))

    def parse_request(self) -> bool:
        me: Any = self
        if not super().parse_request():  # type: ignore[misc]
            me.close_connection = True
            return False
        try:
            check_head(me.request_version, me.headers.items(), not me.headers.defects)
            self.guard.head_in(self.line, "upgrade" in me.headers)
        except Wrong as wrong:
            self._refuse(wrong.status)
            return False
        return True

    def handle_expect_100(self) -> bool:
        """Nobody is asked to go on before its head is found good."""
        return True

    def send_error(self, code: int, *_: object) -> None:
        """A head that cannot be read; the standard library's own page tells who we are."""
        self._refuse(code if code in (400, 431, 505) else 400)

    def _refuse(self, status: int) -> None:
        me: Any = self
        me.close_connection = True
        with contextlib.suppress(OSError, ValueError):
            me.wfile.write(refusal(status))
            me.wfile.flush()

    def finish(self) -> None:
        try:
            super().finish()  # type: ignore[misc]
        finally:
            self.guard.close(self.line)


class _Listening:
    """A listener as eventlet's loop wants it, which never tells it that it is over."""

    def __init__(self, listener: Listener, guard: Guard) -> None:
        self._listener, self._guard = listener, guard

    def accept(self) -> tuple[Any, Any]:
        return self._guard.accept(self._listener)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listener, name)


def _eventlet(listener: Listener, app: Wsgi, its: Guard) -> None:
    eventlet = importlib.import_module("eventlet")
    wsgi = importlib.import_module("eventlet.wsgi")

    class Protocol(_Headed, wsgi.HttpProtocol):  # type: ignore[misc, name-defined]
        guard, rest = its, ANSWER

        def get_environ(self) -> dict[str, Any]:
            environ: dict[str, Any] = super().get_environ()
            environ[LINE] = self.line
            return environ

    eventlet.spawn(
        wsgi.server,
        _Listening(listener, its),
        app,
        max_size=MAX_CONNECTIONS,
        protocol=Protocol,
        keepalive=True,  # how long is for the guard to say
        socket_timeout=ANSWER,
        log_output=False,  # its line holds the query string
        debug=False,  # or it sends tracebacks to phones
    )


def _gevent(listener: Listener, app: Wsgi, guard: Guard) -> None:
    gevent = importlib.import_module("gevent")
    pywsgi = importlib.import_module("gevent.pywsgi")

    class Handler(pywsgi.WSGIHandler):  # type: ignore[misc, name-defined]
        def __init__(self, sock: Any, address: Any, server: Any) -> None:
            self.line = guard.open(sock, address)
            super().__init__(sock, address, server, guard.reader(self.line))

        def handle(self) -> None:
            try:
                with contextlib.suppress(OSError):  # it left in the middle of a word
                    super().handle()
            finally:
                guard.close(self.line)

        def handle_one_request(self) -> Any:
            guard.wait(self.line)
            try:
                if self.line.over or self.rfile.closed or not self.rfile.peek(1):
                    return None
                guard.begin(self.line)
                return super().handle_one_request()
            except OSError:
                return None

        def read_requestline(self) -> str:
            try:
                return str(super().read_requestline())
            except TimeoutError:
                with contextlib.suppress(OSError):
                    self.socket.sendall(refusal(408))
                raise

        def read_request(self, line: str) -> bool:
            read = bool(super().read_request(line))
            check_head(self.request_version, self.headers.items(), not self.headers.defects)
            guard.head_in(self.line, "upgrade" in self.headers)
            return read

        def _handle_client_error(self, wrong: Exception) -> tuple[str, bytes]:
            """The stock one writes what the client sent, or a traceback, into the log."""
            status = 400
            if isinstance(wrong, Wrong):
                status = wrong.status
            elif isinstance(wrong, TimeoutError):
                status = 408
            elif isinstance(wrong, TooLarge):
                status = 431
            return str(status), refusal(status)

        def get_environ(self) -> dict[str, Any]:
            environ: dict[str, Any] = super().get_environ()
            environ[LINE] = self.line
            return environ

    class Server(pywsgi.WSGIServer):  # type: ignore[misc, name-defined]
        """The stock one writes a traceback for each connection that there is no file for."""

        accepting: Any = None

        def start_accepting(self) -> None:
            if self.accepting is None:
                self.accepting = gevent.spawn(self._accept)

        def stop_accepting(self) -> None:
            if self.accepting is not None:
                self.accepting.kill(block=False)
                self.accepting = None

        def _accept(self) -> None:
            while True:
                self.do_handle(*guard.accept(listener))

    Server(listener, app, log=None, spawn=MAX_CONNECTIONS, handler_class=Handler).start()


def _threading(listener: Listener, app: Wsgi, its: Guard) -> None:
    serving = importlib.import_module("werkzeug.serving")
    threading = importlib.import_module("threading")
    host, port = listener.getsockname()[:2]

    class Quiet(_Headed, serving.WSGIRequestHandler):  # type: ignore[misc, name-defined]
        protocol_version = "HTTP/1.1"
        guard = its

        def make_environ(self) -> dict[str, Any]:
            environ: dict[str, Any] = super().make_environ()
            environ[LINE] = self.line
            return environ

        def log(self, *_: object) -> None:
            """Its lines hold the query string, and frames of a connection that has ended."""

    server = serving.make_server(host, port, app, threaded=True, request_handler=Quiet, fd=listener.fileno())
    server.get_request = lambda: its.accept(server.socket)
    threading.Thread(target=server.serve_forever, daemon=True, name="serve").start()


def without_deflate(app: Wsgi) -> Wsgi:
    """Offer no permessage-deflate: accepted by default, it costs 25 to 40 % more CPU and 2.5 times the memory."""

    def plain(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return app(environ, start_response)

    return plain


# --- work that would stop everyone --------------------------------------------------------------------------


def aside(work: Callable[[], T]) -> T:
    """Run `work` on a real thread of its own while whoever asked waits, in whatever threads the mode has.

    For what computes or writes for long. It must touch no lock, queue or logger of ours: those are green.
    """
    done: T
    match running_mode():
        case "eventlet":
            done = importlib.import_module("eventlet.tpool").execute(work)
        case "gevent":
            done = importlib.import_module("gevent").get_hub().threadpool.apply(work)
        case _:
            done = work()
    return done


# --- websockets --------------------------------------------------------------------------------------------


def tame(
    engineio: Any, mode: AsyncMode, wait: Callable[[dict[str, Any]], float] = lambda environ: 0.0
) -> None:
    """Give this Engine.IO server websockets that are capped, unmask fast and can be cut, and bounded queues.

    `wait` says how many seconds whoever begins a visit is to wait with it: 0.0, if none.
    """
    _take_more_packets()
    _be_patient()
    _hear_events_only()
    kind = _eventlet_websocket() if mode == "eventlet" else _simple_websocket(engineio, mode)
    engineio._async = {**engineio._async, "websocket": kind}
    # Its warnings repeat what a stranger sent.
    engineio.logger.setLevel(importlib.import_module("logging").CRITICAL)
    stock = engineio.send_packet

    def send_packet(sid: str, packet: Any) -> None:
        phone = engineio.sockets.get(sid)
        # Most phones wait for nothing: framed once for all of them and written straight to the socket, a broadcast
        # costs a quarter of queueing it for each one's writer.
        if phone is not None and phone.upgraded and not phone.closed and phone.queue.empty():
            if (direct := getattr(phone.wire, "direct", None)) is not None and direct.push(_framed(packet)):
                return
        elif phone is not None and phone.queue.qsize() >= QUEUE_BOUND:
            # It left without a word, which takes up to 25 s to be noticed, and its queue has no end.
            phone.close(wait=False, abort=True)
            cut(engineio, sid)
            return
        stock(sid, packet)

    def disconnect(sid: str | None = None) -> None:
        # The stock one waits until the queue is read, for ever where the phone does not poll again.
        for name, phone in list(engineio.sockets.items()):
            if sid in (None, name):
                phone.close(wait=False)
                engineio.sockets.pop(name, None)

    answers = engineio.handle_request

    def handle_request(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        def refuse(status: str, *more: tuple[str, str]) -> list[bytes]:
            start_response(status, [("Content-Type", "text/plain"), ("Content-Length", "0"), *more])
            return []

        sid = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [""])[0]
        if not sid and (seconds := wait(environ)):
            return refuse("429 TOO MANY REQUESTS", ("Retry-After", str(max(1, round(seconds)))))
        phone = engineio.sockets.get(sid) if environ["REQUEST_METHOD"] == "GET" else None
        if phone is not None and not phone.upgraded and "HTTP_UPGRADE" not in environ:
            if getattr(phone, "asks", False):  # one question of a visit waits for news, and no second
                return refuse("400 BAD REQUEST")
            phone.asks = True
            if LINE in environ:
                environ[LINE].whose = phone
        try:
            return answers(environ, start_response)
        except KeyError:
            # A line that ended while this was on its way: the stock server has no answer to its POST.
            if environ["REQUEST_METHOD"] != "POST":
                raise
            return refuse("400 BAD REQUEST")
        finally:
            if phone is not None:
                phone.asks = False

    engineio.handle_request = handle_request
    engineio.send_packet, engineio.disconnect = send_packet, disconnect


def _take_more_packets() -> None:
    """One POST of a polling phone may carry a burst; past what one connection may say at once it is told, not lost.

    The library takes sixteen, answers 200 to more and reads none of them.
    """
    payload = importlib.import_module("engineio.payload").Payload
    wrong = importlib.import_module("engineio.exceptions").ContentTooLongError
    if getattr(payload, "tamed", False):
        return
    stock = payload.decode

    def decode(self: Any, text: str) -> None:
        if text.count("\x1e") >= payload.max_decode_packets or text.startswith("d="):  # as a form, for JSONP
            raise wrong
        try:
            stock(self, text)
        except (ValueError, RecursionError):
            raise wrong from None

    payload.max_decode_packets, payload.decode, payload.tamed = PACKETS, decode, True


def _be_patient() -> None:
    """Give a phone up for its own silence, never for what we have not sent it or not read of it yet.

    Its answer to a ping stands in line behind its votes: on a full core that line is longer than the library waits.
    The library's writer, too, ends a line for which nothing is queued for 25 s. Here most is written past the queue,
    and the next ping comes only after the answer to the last.
    """
    kind = importlib.import_module("engineio.socket").Socket
    nothing = importlib.import_module("engineio.exceptions").QueueEmpty
    packet = importlib.import_module("engineio.packet")
    if getattr(kind, "tamed", False):
        return
    stock_check, stock_poll = kind.check_ping_timeout, kind.poll

    def check_ping_timeout(self: Any) -> Any:
        if not self.closed and (_unread(self) or (_unsent(self) and _since_ping(self) < ANSWER)):
            return True
        return stock_check(self)

    def poll(self: Any) -> Any:
        while True:
            try:
                packets = stock_poll(self)
            except nothing:
                if self.closed:
                    raise
                if self.upgraded:
                    continue
                if self.last_ping is None or _unread(self):
                    return [packet.Packet(packet.NOOP)]  # and it asks again
                raise
            if any(each.packet_type == packet.PING for each in packets):
                self.last_ping = time.time()  # it could not answer before
            return packets

    kind.check_ping_timeout, kind.poll, kind.tamed = check_ping_timeout, poll, True


def _nothing(*_: object) -> None:
    pass


def _since_ping(phone: Any) -> float:
    return 0.0 if phone.last_ping is None else time.time() - float(phone.last_ping)


def _unsent(phone: Any) -> bool:
    """Is something queued for this phone that its writer has not come to?"""
    return bool(phone.upgraded) and not phone.queue.empty()


class Sparing:
    """Counts what a phone says now and then, and nobody says often."""

    def __init__(self) -> None:
        self._count, self._since = 0, time.monotonic()

    def spent(self) -> bool:
        now = time.monotonic()
        if now - self._since >= 60:
            self._count, self._since = 0, now
        self._count += 1
        return self._count > SELDOM


def _hear_events_only() -> None:
    """What is neither an event nor the answer to our ping costs the library time or memory, and nobody ends it."""
    kind = importlib.import_module("engineio.socket").Socket
    packets = importlib.import_module("engineio.packet")
    closed = importlib.import_module("engineio.exceptions").SocketIsClosedError
    if getattr(kind, "hears_events_only", False):
        return
    stock = kind.receive

    def receive(self: Any, packet: Any) -> None:
        if self.closed:
            raise closed  # and it is read no further
        what = packet.packet_type
        if what in (packets.MESSAGE, packets.CLOSE) or (what == packets.PONG and self.last_ping):
            stock(self, packet)
            return
        if not hasattr(self, "sparing"):
            self.sparing = Sparing()
        if self.sparing.spent():
            self.close(wait=False, abort=True)
            cut(self.server, self.sid)

    kind.receive, kind.hears_events_only = receive, True


def _word(data: Any) -> Any:
    """What a websocket said, as Engine.IO can read it: the library reads JSON where none is wanted, however deep."""
    if not isinstance(data, str):
        return data
    if data[:1] != "4":
        return data[:8] if data[:1] in KINDS and data else "6"
    return data if data[1:2] in DIGITS else "4"


def _takes_over(phone: Any, wire: Any) -> None:
    """One websocket of a visit at a time: who tries another has given up the one before."""
    before, phone.wire = getattr(phone, "wire", None), wire
    if before is not None:
        before.cut()


def _unread(phone: Any) -> bool:
    """Is a frame of this phone under way, or one waiting to be read?"""
    if getattr(phone, "busy", 0):
        return True
    wire = getattr(phone, "wire", None)
    return wire is not None and bool(wire.unread())


def _framed(packet: Any) -> bytes:
    """The packet as a websocket's text frame, made once however many phones it goes to."""
    frame: bytes | None = getattr(packet, "frame", None)
    if frame is None:
        data = packet.encode().encode("utf-8")
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", 0x81, size)
        elif size < 65_536:
            head = struct.pack("!BBH", 0x81, 126, size)
        else:
            head = struct.pack("!BBQ", 0x81, 127, size)
        frame = packet.frame = head + data
    return frame


class Direct:
    """Writes a frame to a socket at once, when nobody else is writing and the kernel takes it."""

    def __init__(self, raw: Any, sock: Any, turn: Any, spawn: Callable[..., object]) -> None:
        self.raw, self._sock, self._turn, self._spawn = raw, sock, turn, spawn

    def push(self, frame: bytes) -> bool:
        """False when nothing was written: the frame then takes its place in the queue."""
        if not self._turn.acquire(False):
            return False
        try:
            sent = self.raw.send(frame)
        except BlockingIOError:
            sent = 0
        except OSError:
            sent = len(frame)  # the line is dead, and whoever reads it is about to find out
        if 0 < sent < len(frame):
            self._spawn(self._finish, frame[sent:])
            return True
        self._turn.release()
        return bool(sent)

    def _finish(self, rest: bytes) -> None:
        """It is still our turn: nothing may come between the halves of a frame."""
        try:
            with contextlib.suppress(OSError):
                self._sock.sendall(rest)
        finally:
            self._turn.release()


def cut(engineio: Any, sid: str) -> None:
    """Free a connection at once, though one of its writes may be stuck."""
    phone = engineio.sockets.get(sid)
    if (wire := getattr(phone, "wire", None)) is not None:
        wire.cut()


def _upgraded(environ: dict[str, Any], phone: Any) -> None:
    if _guard is not None and LINE in environ:
        _guard.upgraded(environ[LINE], phone)


def _unmask(data: bytes, mask: tuple[int, ...], length: int | None = None, offset: int = 0) -> bytes:
    """XOR as one integer: eventlet's byte by byte stops everyone 14 ms for 100 KB; this takes 0.1 ms."""
    size = len(data) if length is None else length
    key = bytes(mask[(offset + i) % 4] for i in range(4)) * (size // 4 + 1)
    plain = int.from_bytes(data[:size], "little") ^ int.from_bytes(key[:size], "little")
    return plain.to_bytes(size, "little")


def _eventlet_websocket() -> type:
    eventlet = importlib.import_module("eventlet")
    websocket = importlib.import_module("eventlet.websocket")
    driver = importlib.import_module("engineio.async_drivers.eventlet")
    frames = websocket.RFC6455WebSocket

    class Message(frames.Message):  # type: ignore[misc, name-defined]
        size = 0

        def push(self, data: bytes, final: bool = False) -> None:
            # The library caps each fragment, not their sum: a thousand small ones would fill the memory.
            self.size += len(data)
            if self.size > self.max_frame_length or len(self.data) >= PIECES:
                raise websocket.FailedConnectionError(1009, "too long")
            super().push(data, final)

    stock_frame, stock_control, stock_wait = frames._recv_frame, frames._handle_control_frame, frames.wait

    def _recv_frame(self: Any, message: Any = None) -> Any:
        # As long as there is something to read, reading lets nobody else have a turn.
        self.in_a_row = getattr(self, "in_a_row", 0) + 1
        if self.in_a_row % IN_A_ROW == 0:
            eventlet.sleep(0)
        return stock_frame(self, message=message)

    def _handle_control_frame(self: Any, opcode: int, data: bytes) -> None:
        if not hasattr(self, "sparing"):
            self.sparing = Sparing()
        if opcode != 8 and self.sparing.spent():
            raise websocket.FailedConnectionError(1008, "too many")
        stock_control(self, opcode, data)

    if not hasattr(frames, "tamed"):
        frames.Message, frames._apply_mask = Message, staticmethod(_unmask)
        frames._recv_frame, frames._handle_control_frame = _recv_frame, _handle_control_frame
        frames.wait, frames.tamed = lambda self: _word(stock_wait(self)), True

    class Silent:
        @staticmethod
        def write(text: str) -> None:
            """Nothing."""

    class WebSocket(driver.WebSocketWSGI):  # type: ignore[misc, name-defined]
        def __init__(self, handler: Any, server: Any) -> None:
            super().__init__(handler, server)
            self.phone = handler.__self__
            _takes_over(self.phone, self)

        def _handle_hybi_request(self, environ: dict[str, Any]) -> Any:
            ws = super()._handle_hybi_request(environ)
            _upgraded(environ, self.phone)
            # The library gives each read 25 s. Who is silent is told by pings alone: on a full core a phone that only
            # listens may have nothing to say for longer.
            ws.socket.settimeout(None)
            ws.socket.settimeout = _nothing
            self.direct = Direct(ws.socket.fd, ws.socket, ws._sendlock, eventlet.spawn_n)
            ws.log = Silent  # it writes phones' addresses
            return ws

        def unread(self) -> bool:
            try:
                return bool(self.direct.raw.recv(1, socket.MSG_PEEK))
            except (OSError, AttributeError):
                return False

        def cut(self) -> None:
            with contextlib.suppress(OSError, AttributeError):
                self._sock.shutdown(socket.SHUT_RDWR)

    return WebSocket


def _simple_websocket(engineio: Any, mode: AsyncMode) -> type:
    """For gevent and threads: simple-websocket, which sends with `send` and so cuts a long message short."""
    spawn: Any = importlib.import_module("gevent").spawn if mode == "gevent" else None
    simple = importlib.import_module("simple_websocket")
    events = importlib.import_module("wsproto.events")
    kind = engineio._async["websocket"]

    class Bounded(simple.Server):  # type: ignore[misc, name-defined]
        """Reads no further than it is heard: the library reads in a thread of its own, as fast as anybody sends."""

        def handshake(self) -> None:
            super().handshake()
            self.sparing, self.pieces, stock = Sparing(), 0, self.ws.events

            def counted() -> Iterator[Any]:
                for event in stock():
                    if isinstance(event, events.Message):
                        self.pieces = 0 if event.message_finished else self.pieces + 1
                    odd = isinstance(event, (events.Ping, events.Pong)) and self.sparing.spent()
                    if odd or self.pieces > PIECES:
                        raise OSError("too many")
                    yield event

            self.ws.events = counted
            self.sock: Any = Whole(self.sock, self._has_room)

        def receive(self, timeout: float | None = None) -> Any:
            said = super().receive(timeout)
            self.sock.room.set()
            return said

        def _has_room(self) -> bool:
            waiting = self.input_buffer
            return len(waiting) < WAITING_WORDS and sum(map(len, waiting)) < FRAME_CAP

    class WebSocket(kind):  # type: ignore[misc, valid-type]
        def __init__(self, handler: Any, server: Any) -> None:
            super().__init__(handler, server)
            self.server_args["max_message_size"] = int(server.max_http_buffer_size)
            self.phone = handler.__self__
            _takes_over(self.phone, self)

        def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
            try:
                self.ws = Bounded(environ, **self.server_args)
            except OSError:  # no file for it, or it has left
                start_response("503 Service Unavailable", [("Content-Length", "0"), ("Retry-After", "5")])
                return []
            _upgraded(environ, self.phone)
            if mode == "gevent":
                self.direct = Direct(self.ws.sock.below, self.ws.sock.sock, self.ws.sock.turn, spawn)
            # The library's own __call__ makes the connection and runs the handler in one go; what is left of it:
            try:
                answer = self.app(self)
            finally:
                self.ws.sock.close()
            if self.ws.mode == "gunicorn":
                raise StopIteration
            if self.ws.mode == "werkzeug":
                raise ConnectionError
            return answer

        def wait(self) -> Any:
            try:
                return _word(self.ws.receive(None if self.phone.upgraded else PROBE))
            except simple.ConnectionClosed:
                return None

        def unread(self) -> bool:
            # Between its request and its first frame there is nothing to read from yet.
            return bool(getattr(getattr(self, "ws", None), "input_buffer", b""))

        def close(self) -> None:
            with contextlib.suppress(OSError):  # cut a moment before
                super().close()
            self.ws.event.set()  # or whoever reads waits on for the other side's goodbye

        def cut(self) -> None:
            with contextlib.suppress(OSError, AttributeError):
                self.ws.sock.shutdown(socket.SHUT_RDWR)

    return WebSocket


class Whole:
    """A socket whose `send` sends all, one message after another, and whose `close` ends the line.

    `recv` waits until there is room for what it reads, and lets others have their turn while there is more.

    The library closes its own copy of the socket; gevent's server then waits on the other for another request,
    which for a phone that walked out never comes.
    """

    def __init__(self, sock: socket.socket, has_room: Callable[[], bool] = lambda: True) -> None:
        threading = importlib.import_module("threading")
        self.sock, self.turn, self.room = sock, threading.Lock(), threading.Event()
        self._has_room, self._ended = has_room, False

    def recv(self, size: int) -> bytes:
        while not self._has_room() and not self._ended:
            self.room.clear()
            if not self._has_room() and not self._ended:  # or it was made in between
                self.room.wait(ANSWER)
        data = self.sock.recv(size)
        if len(data) == size:
            time.sleep(0)
        return data

    @property
    def below(self) -> Any:
        """gevent's own socket, which does not wait."""
        return self.sock._sock  # type: ignore[attr-defined]

    def send(self, data: bytes) -> int:
        with self.turn:
            self.sock.sendall(data)
        return len(data)

    def close(self) -> None:
        self._ended = True
        self.room.set()
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sock, name)
