"""Answers that are the same for everybody, kept as bytes: made once, zipped once, known to a browser by their tag."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

from flask import Response, request

WORTH_ZIPPING: Final = 1_000  # bytes
JSON: Final = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Kept:
    plain: bytes
    small: bytes | None  # gzip, where it helps
    kind: str
    tag: str

    @classmethod
    def of(cls, text: str, kind: str) -> Kept:
        plain = text.encode()
        small = gzip.compress(plain, 6, mtime=0) if len(plain) >= WORTH_ZIPPING else None
        return cls(plain, small, kind, hashlib.sha256(plain).hexdigest()[:24])

    @classmethod
    def json(cls, body: object) -> Kept:
        return cls.of(json.dumps(body, ensure_ascii=False, separators=(",", ":")), JSON)

    def answer(self, status: int = 200, cache: str = "no-cache") -> Response:
        """To the request at hand; a browser that has it already is told so and no more."""
        zipped = self.small is not None and request.accept_encodings.quality("gzip") > 0
        answer = Response(self.small if zipped else self.plain, status, content_type=self.kind)
        if zipped:
            answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Vary"] = "Accept-Encoding, Accept-Language"
        answer.headers["Cache-Control"] = cache
        if status == 200 and cache != "no-store":
            answer.set_etag(self.tag, weak=True)
            answer.make_conditional(request)
        return answer


class Shelf:
    """The latest `room` of them. What is asked for first makes it; who asks meanwhile may make it too."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        found = make()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self._room:
                self._kept.popitem(last=False)
        return found
