"""Where people came from is told by marks that a workshop makes with a secret of its own"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    with op.batch_alter_table("workshop") as table:
        table.add_column(sa.Column("marking", sa.String(32)))
    # Made with what the chair knows: who reads them could try addresses until one fits.
    op.execute("UPDATE person SET device = NULL, origin = NULL")
    op.execute(
        "INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', 'person' FROM workshop"
        " WHERE NOT EXISTS (SELECT 1 FROM dirty d"
        " WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = 'person')"
    )
