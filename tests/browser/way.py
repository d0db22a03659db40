"""One phone's own way to the server: an HTTP proxy that a test can cut, mend, or make swallow websockets."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Way:
    """Leads every request to one port of this machine, whatever host it names."""

    def __init__(self, port: int, websockets: bool = True) -> None:
        self.port, self.websockets = port, websockets
        self.up = True
        self.deaf = False
        self.refused = 0  # websockets turned away
        self._open: set[socket.socket] = set()
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._ear.getsockname()[1]}"
        self._thread(self._listen)

    def cut(self) -> None:
        """The Wi-Fi is gone: what is open ends, what is tried fails."""
        self.up = False
        for it in list(self._open):
            with suppress(OSError):
                it.shutdown(socket.SHUT_RDWR)

    def deafen(self) -> None:
        """What is said still arrives; no answer comes back."""
        self.deaf = True

    def mend(self) -> None:
        self.up, self.deaf = True, False

    def close(self) -> None:
        self.cut()
        self._ear.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._ear.accept()
            except OSError:
                return
            self._thread(self._carry, near)

    def _carry(self, near: socket.socket) -> None:
        with self._known(near), suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                if not (more := near.recv(65_536)):
                    return
                head += more
            if not self.up:
                return
            tunnel = head.startswith(b"CONNECT ")
            if tunnel and not self.websockets:
                self.refused += 1
                near.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            with self._known(socket.create_connection(("127.0.0.1", self.port), 10)) as far:
                far.settimeout(None)
                if tunnel:
                    near.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                else:
                    far.sendall(plain(head))
                back = self._thread(self._pump, far, near, True)
                self._pump(near, far)
                back.join()

    def _pump(self, source: socket.socket, sink: socket.socket, back: bool = False) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                if not (back and self.deaf):
                    sink.sendall(data)
        for it in (source, sink):
            with suppress(OSError):
                it.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def _known(self, it: socket.socket) -> Iterator[socket.socket]:
        self._open.add(it)
        try:
            with it:
                yield it
        finally:
            self._open.discard(it)

    @staticmethod
    def _thread(work: object, *args: object) -> threading.Thread:
        it = threading.Thread(target=work, args=args, daemon=True)  # type: ignore[arg-type]
        it.start()
        return it


def plain(head: bytes) -> bytes:
    """A request as a proxy gets it, made as a server wants it; one to a connection."""
    line, _, rest = head.partition(b"\r\n")
    line = re.sub(rb" http://[^/ ]+", b" ", line)
    rest = re.sub(rb"(?im)^(proxy-)?connection:.*\r\n", b"", rest)
    return line + b"\r\nConnection: close\r\n" + rest
