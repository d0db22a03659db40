"""Alembic's entry: runs on the connection that `upgrade` holds."""

from alembic import context

import workshop.features  # noqa: F401  (every room's tables enter the metadata)
from workshop.kernel.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
