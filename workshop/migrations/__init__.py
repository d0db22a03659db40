"""The database's shape through time. `upgrade(url)` brings any earlier one to today's, on both databases."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, pool


class Newer(Exception):
    """The database is of a later version of the workshop. Its text is one line."""


def upgrade(url: str) -> None:
    """Bring the database at `url` to the newest version; a new one is made whole. Safe to run at every start.

    Raises Newer and leaves the database as it is when a later version made it.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    engine = create_engine(url, poolclass=pool.NullPool, hide_parameters=True)
    try:
        with engine.begin() as conn:
            if conn.dialect.name == "postgresql":
                # Several processes start at once; one migrates, the others wait and find nothing to do.
                conn.exec_driver_sql("SELECT pg_advisory_xact_lock(4919)")
            insist_known(MigrationContext.configure(conn).get_current_heads())
            config.attributes["connection"] = conn
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def insist_known(heads: Iterable[str]) -> None:
    """Refuse `Newer` for a version that this build does not have."""
    known = {script.revision for script in ScriptDirectory(str(Path(__file__).parent)).walk_revisions()}
    if unknown := set(heads) - known:
        raise Newer(
            f"The database is of a later version of the workshop ({min(unknown)}): start that one, "
            "or restore a backup made by this one"
        )
