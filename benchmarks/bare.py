"""The yardstick: Flask-SocketIO as it comes, in memory, no logic. Run as `python -m benchmarks.bare`.

It serves on WORKSHOP_PORT. `go {text}` sends `text` to everyone; the answer is when the broadcast began (monotonic ns).
`command` counts a vote in a dict and answers; ten times a second all that was counted goes to everyone.
"""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

import os  # noqa: E402
import time  # noqa: E402
from collections import Counter  # noqa: E402
from typing import Any  # noqa: E402

from flask import Flask  # noqa: E402
from flask_socketio import SocketIO, join_room  # noqa: E402


def main() -> None:
    app = Flask(__name__)
    sockets = SocketIO(app, async_mode="eventlet", cors_allowed_origins="*")

    @sockets.on("connect")  # type: ignore[untyped-decorator, unused-ignore]
    def connect(auth: object = None) -> None:
        join_room("all")

    @sockets.on("go")  # type: ignore[untyped-decorator, unused-ignore]
    def go(body: dict[str, str]) -> int:
        began = time.monotonic_ns()
        sockets.emit("deltas", body["text"], to="all")
        return began

    tally: Counter[str] = Counter()
    behind = False

    @sockets.on("command")  # type: ignore[untyped-decorator, unused-ignore]
    def command(body: dict[str, Any]) -> dict[str, Any]:
        nonlocal behind
        tally[body["data"]["subject"]] += body["data"]["dots"]
        behind = True
        return {"ok": {}}

    def draw() -> None:
        nonlocal behind
        while True:
            sockets.sleep(0.1)
            if behind:
                behind = False
                sockets.emit("tally", dict(tally), to="all")

    sockets.start_background_task(draw)

    @app.get("/healthz")
    def healthz() -> dict[str, bool]:
        return {"ok": True}

    port = int(os.environ["WORKSHOP_PORT"])
    # Stock but for what would stop a thousand from joining at all: eventlet's 1,024 connections.
    sockets.run(app, host="127.0.0.1", port=port, max_size=5000, log_output=False)


if __name__ == "__main__":
    main()
