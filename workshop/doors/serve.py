"""`workshop serve`: settings -> create_app() -> a server, until told to stop."""

from __future__ import annotations

import logging
import threading

from workshop import create_app
from workshop.doors import opening, server
from workshop.doors.folder import Unsound
from workshop.doors.front import Front
from workshop.doors.lock import Keeper, Taken
from workshop.migrations import Newer
from workshop.settings import Settings


class NotServed(Exception):
    """It could not start. Its text is one line."""


def run(settings: Settings) -> None:
    """Serve until SIGTERM, Ctrl-C or the machine's end."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    keeper = Keeper(settings.data)
    try:
        if settings.database_file is not None:  # a server's database has its own locks
            keeper.take()
        server.check_database_wait(settings.database)
        listener = server.listen(settings.host, settings.port)
    except (Taken, server.WrongServer) as why:
        raise NotServed(str(why)) from None
    except OSError as why:
        raise NotServed(
            f"Port {settings.port} cannot be used ({why.strerror}): set WORKSHOP_PORT to another"
        ) from None
    try:
        _serve(settings, keeper, listener)
    except (Unsound, Newer) as why:
        raise NotServed(str(why)) from None
    finally:
        keeper.release()


def _serve(settings: Settings, keeper: Keeper, listener: server.Listener) -> None:
    app = create_app(settings)
    front: Front = app.extensions["workshop"]
    port: int = listener.getsockname()[1]
    front.open()

    def ready() -> None:
        here = "127.0.0.1" if settings.host in ("0.0.0.0", "::", "") else settings.host
        keeper.note(f"http://{here}:{port}")
        addresses = opening.find(front, settings.host, port)
        opening.tell(front, addresses)
        sleep = front.socket.wire.sleep
        threading.Thread(target=opening.watch, args=(front, addresses, sleep), daemon=True).start()

    server.serve(settings.async_mode, listener, app, server.Stop(), ready, front.close, front.proxies.knows)
