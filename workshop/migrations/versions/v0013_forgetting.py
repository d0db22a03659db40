"""Who wrote and how people voted can be forgotten: since when, and the row that stands for everybody"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    with op.batch_alter_table("workshop") as table:
        table.add_column(sa.Column("forgotten", sa.BigInteger()))
        table.add_column(sa.Column("nobody", sa.Integer()))
    op.execute(
        "INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', 'workshop' FROM workshop"
        " WHERE NOT EXISTS (SELECT 1 FROM dirty d"
        " WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = 'workshop')"
    )
