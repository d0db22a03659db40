"""A Socket.IO client pared to the bone: one asyncio protocol, frames read by hand, nothing parsed unless asked.

The official client spends some 150 us on a message; with a thousand of them in one process the generator would be
what is measured. This one spends about ten. It speaks only what the benchmarks need: websocket, text, one namespace.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Hear = Callable[[bytes, int], None]  # the event as it came, b'["deltas","..."]', and when (monotonic ns)


@dataclass
class Meter:
    """What went over the wire, frame headers included; shared by as many wires as are measured together."""

    up: int = 0
    down: int = 0
    frames: int = 0
    down_acks: int = 0


@dataclass
class Asked:
    answered: asyncio.Future[Any]
    due: int


class Wire(asyncio.Protocol):
    def __init__(self, host: str, hear: Hear, meter: Meter) -> None:
        self.host, self.hear, self.meter = host, hear, meter
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.lost = False
        self.last_ack_ns = 0
        self._asked: dict[int, Asked] = {}
        self._next = 0
        self._buffer = bytearray()
        self._shaken = False

    # --- asyncio ------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {self.host}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        now = time.monotonic_ns()
        self._buffer += data
        if not self._shaken and not self._shake():
            return
        start, buffer, size = 0, self._buffer, len(self._buffer)
        while size - start >= 2:
            length, head = buffer[start + 1] & 0x7F, 2
            if length == 126:
                if size - start < 4:
                    break
                length, head = int.from_bytes(buffer[start + 2 : start + 4]), 4
            elif length == 127:
                if size - start < 10:
                    break
                length, head = int.from_bytes(buffer[start + 2 : start + 10]), 10
            if size - start < head + length:
                break
            self._frame(buffer[start] & 0x0F, bytes(buffer[start + head : start + head + length]), now, head)
            start += head + length
        del buffer[:start]

    def connection_lost(self, why: Exception | None) -> None:
        self.lost = True
        gone = why or ConnectionError("the server closed the connection")
        for waiting in (self.ready, *(asked.answered for asked in self._asked.values())):
            if not waiting.done():
                waiting.set_exception(gone)
                waiting.exception()  # whoever waits will see it; nobody else must be warned of it

    # --- speaking -----------------------------------------------------------------------------

    def ask(self, event: str, body: Any) -> asyncio.Future[Any]:
        """Emit and get a future of the answer; `last_ack_ns` then tells when it arrived."""
        self._next += 1
        answered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._asked[self._next] = Asked(answered, 0)
        self.send(f"42{self._next}{json.dumps([event, body], ensure_ascii=False)}")
        return answered

    def send(self, text: str) -> None:
        payload = text.encode()
        # A mask of zeros is a mask: the server unmasks as ever, and nothing is spent here.
        size = len(payload)
        length = bytes((0x80 | size,)) if size < 126 else b"\xfe" + struct.pack("!H", size)
        frame = b"\x81" + length + b"\0\0\0\0" + payload
        self.meter.up += len(frame)
        self._transport.write(frame)

    def close(self) -> None:
        self._transport.abort()

    # --- hearing ------------------------------------------------------------------------------

    def _shake(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        if not self._buffer.startswith(b"HTTP/1.1 101"):
            raise ConnectionError(self._buffer[:end].decode("latin-1"))
        del self._buffer[: end + 4]
        self._shaken = True
        return True

    def _frame(self, kind: int, payload: bytes, now: int, head: int) -> None:
        self.meter.down += head + len(payload)
        self.meter.frames += 1
        if kind != 1:  # a close, or what we never asked for
            return
        first, second = payload[:1], payload[1:2]
        if first == b"4" and second == b"2":
            self.hear(payload[2:], now)
        elif first == b"4" and second == b"3":
            self.meter.down_acks += head + len(payload)
            opening = payload.index(b"[")
            self.last_ack_ns = now
            answered = self._asked.pop(int(payload[2:opening])).answered
            if not answered.done():
                answered.set_result(json.loads(payload[opening:])[0])
        elif first == b"2":
            self.send("3")
        elif first == b"0":
            self.send("40")
        elif first == b"4" and second == b"0" and not self.ready.done():
            self.ready.set_result(None)


async def connect(base: str, hear: Hear, meter: Meter) -> Wire:
    """Open a websocket at `http://host:port` and wait until Socket.IO says it is connected."""
    host, port = base.removeprefix("http://").split(":")
    loop = asyncio.get_running_loop()
    _, wire = await loop.create_connection(lambda: Wire(f"{host}:{port}", hear, meter), host, int(port))
    await asyncio.wait_for(wire.ready, 60)
    return wire


def unheard(event: bytes, at: int) -> None:
    """For wires whose events nobody looks at."""
