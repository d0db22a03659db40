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
import warnings
from collections.abc import Callable
from typing import Any, Final, NoReturn, TypeVar

from workshop.settings import AsyncMode

BACKLOG: Final = 2048  # with the default of 50, 500 phones arriving at once wait 1.2 s instead of 0.2 s
MAX_CONNECTIONS: Final = 20_000  # eventlet's default is 1,024: the next phone hangs without a word
FRAME_CAP: Final = 64 * 1024  # the longest wish is some 10 KB; files come by HTTP
OPEN_FILES: Final = 65_536
KEEPALIVE: Final = 75  # seconds that an idle HTTP connection is held
IDLE_READ: Final = 60  # seconds that half a request may take
QUEUE_BOUND: Final = 500  # packets that wait for one phone: some 45 s of a busy board, then it is gone

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


def serve(
    mode: AsyncMode,
    listener: Listener,
    app: Wsgi,
    stop: Stop,
    ready: Callable[[], None],
    drain: Callable[[], None],
) -> None:
    """Serve `app` and call `ready()`; at `stop`, `drain()` while still serving, and return: phones may stay."""
    raise_file_limit()
    stop.on_signals()
    start = {"eventlet": _eventlet, "gevent": _gevent, "threading": _threading}[mode]
    start(listener, without_deflate(app))
    try:
        ready()
        calm_collector()
        stop.wait()
    finally:
        drain()


def _eventlet(listener: Listener, app: Wsgi) -> None:
    eventlet = importlib.import_module("eventlet")
    wsgi = importlib.import_module("eventlet.wsgi")
    eventlet.spawn(
        wsgi.server,
        listener,
        app,
        max_size=MAX_CONNECTIONS,
        keepalive=KEEPALIVE,
        socket_timeout=IDLE_READ,
        log_output=False,  # its line holds the query string
        debug=False,  # or it sends tracebacks to phones
    )


def _gevent(listener: Listener, app: Wsgi) -> None:
    pywsgi = importlib.import_module("gevent.pywsgi")
    pywsgi.WSGIServer(listener, app, log=None, spawn=MAX_CONNECTIONS).start()


def _threading(listener: Listener, app: Wsgi) -> None:
    serving = importlib.import_module("werkzeug.serving")
    threading = importlib.import_module("threading")
    host, port = listener.getsockname()[:2]

    class Quiet(serving.WSGIRequestHandler):  # type: ignore[misc, name-defined]
        protocol_version = "HTTP/1.1"

        def log(self, *_: object) -> None:
            """Its lines hold the query string, and frames of a connection that has ended."""

    server = serving.make_server(host, port, app, threaded=True, request_handler=Quiet, fd=listener.fileno())
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


def tame(engineio: Any, mode: AsyncMode) -> None:
    """Give this Engine.IO server websockets that are capped, unmask fast and can be cut, and bounded queues."""
    kind = _eventlet_websocket() if mode == "eventlet" else _simple_websocket(engineio, mode)
    engineio._async = {**engineio._async, "websocket": kind}
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

    engineio.send_packet, engineio.disconnect = send_packet, disconnect


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
        self._raw, self._sock, self._turn, self._spawn = raw, sock, turn, spawn

    def push(self, frame: bytes) -> bool:
        """False when nothing was written: the frame then takes its place in the queue."""
        if not self._turn.acquire(False):
            return False
        try:
            sent = self._raw.send(frame)
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


def _unmask(data: bytes, mask: tuple[int, ...], length: int | None = None, offset: int = 0) -> bytes:
    """XOR as one integer: eventlet's byte by byte stops everyone 14 ms for 100 KB; this takes 0.1 ms."""
    size = len(data) if length is None else length
    key = bytes(mask[(offset + i) % 4] for i in range(4)) * (size // 4 + 1)
    plain = int.from_bytes(data[:size], "little") ^ int.from_bytes(key[:size], "little")
    return plain.to_bytes(size, "little")


def _eventlet_websocket() -> type:
    spawn = importlib.import_module("eventlet").spawn_n
    websocket = importlib.import_module("eventlet.websocket")
    driver = importlib.import_module("engineio.async_drivers.eventlet")
    frames = websocket.RFC6455WebSocket

    class Message(frames.Message):  # type: ignore[misc, name-defined]
        def push(self, data: bytes, final: bool = False) -> None:
            # The library caps each fragment, not their sum: a thousand small ones would fill the memory.
            if sum(map(len, self.data)) + len(data) > self.max_frame_length:
                raise websocket.FailedConnectionError(1009, "too long")
            super().push(data, final)

    frames.Message = Message
    frames._apply_mask = staticmethod(_unmask)

    class WebSocket(driver.WebSocketWSGI):  # type: ignore[misc, name-defined]
        def __init__(self, handler: Any, server: Any) -> None:
            super().__init__(handler, server)
            handler.__self__.wire = self

        def _handle_hybi_request(self, environ: dict[str, Any]) -> Any:
            ws = super()._handle_hybi_request(environ)
            self.direct = Direct(ws.socket.fd, ws.socket, ws._sendlock, spawn)
            return ws

        def cut(self) -> None:
            with contextlib.suppress(OSError, AttributeError):
                self._sock.shutdown(socket.SHUT_RDWR)

    return WebSocket


def _simple_websocket(engineio: Any, mode: AsyncMode) -> type:
    """For gevent and threads: simple-websocket, which sends with `send` and so cuts a long message short."""
    spawn: Any = importlib.import_module("gevent").spawn if mode == "gevent" else None
    simple = importlib.import_module("simple_websocket")
    kind = engineio._async["websocket"]

    class WebSocket(kind):  # type: ignore[misc, valid-type]
        def __init__(self, handler: Any, server: Any) -> None:
            super().__init__(handler, server)
            self.server_args["max_message_size"] = int(server.max_http_buffer_size)
            handler.__self__.wire = self

        def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
            self.ws = simple.Server(environ, **self.server_args)
            self.ws.sock = Whole(self.ws.sock)
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

        def close(self) -> None:
            super().close()
            self.ws.event.set()  # or whoever reads waits on for the other side's goodbye

        def cut(self) -> None:
            with contextlib.suppress(OSError, AttributeError):
                self.ws.sock.shutdown(socket.SHUT_RDWR)

    return WebSocket


class Whole:
    """A socket whose `send` sends all, one message after another, and whose `close` ends the line.

    The library closes its own copy of the socket; gevent's server then waits on the other for another request,
    which for a phone that walked out never comes.
    """

    def __init__(self, sock: socket.socket) -> None:
        self.sock, self.turn = sock, importlib.import_module("threading").Lock()

    @property
    def below(self) -> Any:
        """gevent's own socket, which does not wait."""
        return self.sock._sock  # type: ignore[attr-defined]

    def send(self, data: bytes) -> int:
        with self.turn:
            self.sock.sendall(data)
        return len(data)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sock, name)
