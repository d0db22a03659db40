"""A live workshop in one room: from QR to a shared vision board."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from workshop.settings import Settings

__version__ = "0.1.0"


def create_app(settings: Settings) -> Flask:
    """Store + engine + doors, nothing else. Imports wait until it is called: the server patches before them (R16)."""
    from workshop.doors.front import build
    from workshop.features import house
    from workshop.kernel.engine import Engine
    from workshop.kernel.store import Store
    from workshop.migrations import upgrade

    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    upgrade(settings.database)
    return build(settings, Engine(Store(settings.database), house()))
