"""A live workshop in one room: from QR to a shared vision board."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from workshop.settings import Settings

__version__ = "0.1.0"


def create_app(settings: Settings) -> Flask:
    """Store + engine + doors, nothing else. Imports wait until it is called: the server patches before them (R16).

    Raises one line to be told: BadSetting (unusable secret), Unsound (damaged database), Newer (a later version's).
    """
    from workshop.doors.folder import make_ready
    from workshop.doors.front import build
    from workshop.features import house
    from workshop.kernel.engine import Engine
    from workshop.kernel.store import Store
    from workshop.migrations import upgrade

    make_ready(settings)
    settings.secret()  # refused before the database is touched
    upgrade(settings.database)
    return build(settings, Engine(Store(settings.database), house()))
