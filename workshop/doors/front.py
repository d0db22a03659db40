"""The front of the house: Flask with every door hung in it. Made by `create_app`, told to open and to close."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import Final

from flask import Flask, has_request_context, request

from workshop.doors import assets, headers, turns
from workshop.doors.album import Album
from workshop.doors.api import Api
from workshop.doors.assets import Assets
from workshop.doors.disk import Disk
from workshop.doors.house import House
from workshop.doors.identity import Identity
from workshop.doors.links import Links
from workshop.doors.pages import Pages
from workshop.doors.photos import Photos
from workshop.doors.porch import Hosts, Porch, Proxies
from workshop.doors.socket import SocketDoor
from workshop.kernel.engine import Engine
from workshop.settings import Settings, templates_root

log = logging.getLogger(__name__)

EVERYWHERE: Final = ("0.0.0.0", "::", "")
SWEPT: Final = 3600.0  # seconds between two sweepings


@dataclass
class Front:
    """What `create_app` leaves in `app.extensions["workshop"]`."""

    settings: Settings
    house: House
    links: Links
    api: Api
    socket: SocketDoor
    photos: Photos
    proxies: Proxies
    address: str = ""  # the one that phones open, once the server has found it

    def open(self) -> None:
        """Begin to publish; before this nobody may join."""
        self.house.engine.start(self.socket.publish, self.socket.dismiss)
        self.socket.start()
        sweeping = (lambda: self.api.serving, self.socket.wire.sleep)
        threading.Thread(target=self.photos.keep_swept, args=sweeping, daemon=True, name="sweep").start()
        threading.Thread(target=self._forget_guests, daemon=True, name="forget").start()

    def _forget_guests(self) -> None:
        """Now and then, for as long as it serves."""
        while self.api.serving:
            try:
                self.house.engine.forget_guests()
            except Exception as wrong:
                log.warning("guests' receipts could not be swept: %s", type(wrong).__name__)
            self.socket.wire.sleep(SWEPT)

    def close(self) -> None:
        """Say goodbye, answer and publish what is under way, close the database."""
        self.api.serving = False
        self.socket.farewell()
        self.house.engine.stop()


def build(settings: Settings, engine: Engine) -> Flask:
    app = Flask("workshop", static_folder=None, template_folder=str(templates_root()))
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    secret = settings.secret()
    identity, album = Identity(secret), Album(settings.data, secret)
    files = Assets()

    def base() -> str:
        """The address of our links: the owner's word, else what was found, else how we were asked just now."""
        if settings.public_url or front.address:
            return settings.public_url or front.address
        return request.host_url.rstrip("/") if has_request_context() else f"http://localhost:{settings.port}"

    house, links = House(engine, identity), Links(base, identity)
    pages = Pages(house, files, links, settings.photo_mb, settings.contact)
    disk = Disk(settings.data)
    api = Api(house, files, links, pages, disk)
    photos = Photos(house, album, disk, settings, api.claim)
    house.no_room, house.sent = disk.refused, album.sent
    headers.add(app)
    assets.add(app, files)
    turns.add(app, identity, engine.paces, api.wait)
    api.add(app, photos)
    pages.add(app)
    front = Front(
        settings,
        house,
        links,
        api,
        SocketDoor(app, house, settings, files.build, disk),
        photos,
        Proxies(settings.proxy),
    )
    # What we listen on is a host of ours where it is one, and not "every card".
    listened = None if settings.host in EVERYWHERE or ":" in settings.host else f"http://{settings.host}"
    own = Hosts(lambda: (settings.public_url, front.address, listened))
    secure = (settings.public_url or "").startswith("https:")
    # Outermost, around what Socket.IO put round Flask.
    app.wsgi_app = Porch(app.wsgi_app, front.proxies, own, secure)  # type: ignore[method-assign]
    api.asked = front.socket.whereabouts.asked
    app.extensions["workshop"] = front
    return app
