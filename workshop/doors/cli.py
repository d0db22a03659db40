"""The `workshop` command. Its door to the house is the same path as everyone's."""

from __future__ import annotations

import sys


def main() -> None:
    """Choose the server and patch for it before anything else is imported (R16), then run the command."""
    from workshop.settings import BadSetting, Settings

    try:
        settings = Settings.from_environment()
    except BadSetting as bad:
        sys.exit(str(bad))
    if sys.argv[1:2] == ["serve"]:
        from workshop.doors import server

        server.patch(settings.async_mode)
    from workshop.doors.commands import group

    try:
        group(prog_name="workshop", obj=settings)
    except BadSetting as bad:  # the secret that is kept shows itself only when it is read
        sys.exit(str(bad))
