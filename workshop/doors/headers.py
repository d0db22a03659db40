"""Small bodies, and the access log without its secrets; what every answer carries is put on in porch.py."""

from __future__ import annotations

import gzip
import logging
import time
from typing import Final
from urllib.parse import quote

from flask import Flask, Response, g, request

access = logging.getLogger("workshop.access")

WORTH_ZIPPING: Final = 1_000  # bytes
ZIPPED: Final = ("text/html", "application/json", "application/schema+json", "image/svg+xml", "text/plain")


def add(app: Flask) -> None:
    @app.before_request
    def started() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def dress(answer: Response) -> Response:
        zip_small(answer)
        # The path alone: a query may hold a code, a name or a link with its token.
        took = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
        path = quote(request.path)[:80]  # nobody writes lines of their own into the log
        access.info("%s %s %d %.0f ms", request.method, path, answer.status_code, took)
        return answer


def zip_small(answer: Response) -> None:
    if (
        "Content-Encoding" in answer.headers
        or answer.mimetype not in ZIPPED
        or answer.is_streamed
        or not request.accept_encodings.quality("gzip")
    ):
        return
    body = answer.get_data()
    if len(body) >= WORTH_ZIPPING:
        answer.set_data(gzip.compress(body, 5, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Vary"] = "Accept-Encoding"
