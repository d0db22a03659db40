"""A round has its method's settings, a question, a list of what it asks about, and tallies in the method's own form"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    with op.batch_alter_table("ballot") as table:
        table.alter_column(
            "dots", new_column_name="value", existing_type=sa.Integer(), existing_nullable=False
        )
    with op.batch_alter_table("round") as table:
        for name in ("settings", "question", "subjects"):
            table.add_column(sa.Column(name, sa.JSON()))
        table.add_column(sa.Column("shuffled", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("tally") as table:
        table.add_column(sa.Column("place", sa.Integer()))
        table.add_column(sa.Column("numbers", sa.JSON()))
    op.execute(
        "INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', 'round' FROM workshop"
        " WHERE NOT EXISTS (SELECT 1 FROM dirty d"
        " WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = 'round')"
    )
