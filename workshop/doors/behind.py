"""One of several processes behind a proxy: the app as gunicorn imports it."""

from __future__ import annotations

import atexit
import logging
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

from flask import Flask

from workshop import create_app
from workshop.doors import server
from workshop.doors.folder import Unsound
from workshop.doors.front import Front
from workshop.doors.guard import refusal
from workshop.doors.lock import Keeper, Taken
from workshop.migrations import Newer
from workshop.settings import BadSetting, Settings


def open_app(settings: Settings) -> Flask:
    """Store, engine and doors, opened. The proxy before us is named in WORKSHOP_PROXY."""
    logging.basicConfig(level=logging.WARNING)
    keeper = Keeper(settings.data)
    try:
        server.check_database_wait(settings.database)
        if settings.database_file is not None:
            keeper.take()  # a file has one writer: a second worker of gunicorn's is refused here
        app = create_app(settings)
    except (Taken, server.WrongServer, Unsound, Newer, BadSetting) as why:
        server.refuse(why)
    front: Front = app.extensions["workshop"]
    server.raise_file_limit()
    front.open()
    atexit.register(front.house.engine.stop)
    _leave_when_told(front)
    app.wsgi_app = _without_chunks(server.without_deflate(app.wsgi_app))  # type: ignore[method-assign]
    server.calm_collector()
    return app


def _without_chunks(app: server.Wsgi) -> server.Wsgi:
    """gunicorn reads the rest of a refused body, a chunk's size without end too: so the line ends with the answer."""

    def whole(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if "HTTP_TRANSFER_ENCODING" in environ and (line := environ.get("gunicorn.socket")) is not None:
            line.sendall(refusal(411))
            raise StopIteration
        return app(environ, start_response)

    return whole


def _leave_when_told(front: Front) -> None:
    """gunicorn, told to stop, waits half a minute for connections that never end by themselves: say goodbye first."""
    theirs = signal.getsignal(signal.SIGTERM)

    def goodbye() -> None:
        front.api.serving = False
        front.socket.farewell()
        front.socket.hang_up()

    def told(number: int, frame: FrameType | None) -> None:
        front.socket.wire.start_background_task(goodbye)
        if callable(theirs):
            theirs(number, frame)

    signal.signal(signal.SIGTERM, told)
