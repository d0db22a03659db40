"""The database's shape through time. `upgrade(url)` brings any earlier one to today's, on both databases."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, pool


def upgrade(url: str) -> None:
    """Bring the database at `url` to the newest version; a new one is made whole. Safe to run at every start."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    engine = create_engine(url, poolclass=pool.NullPool, hide_parameters=True)
    try:
        with engine.begin() as conn:
            if conn.dialect.name == "postgresql":
                # Several processes start at once; one migrates, the others wait and find nothing to do.
                conn.exec_driver_sql("SELECT pg_advisory_xact_lock(4919)")
            config.attributes["connection"] = conn
            command.upgrade(config, "head")
    finally:
        engine.dispose()
