"""A result handed in keeps whose votes its numbers are, so that whoever is sent out counts in it no more"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    with op.batch_alter_table("submission") as table:
        table.add_column(sa.Column("round_id", sa.Integer()))
        for name in ("laid", "handed", "people"):
            table.add_column(sa.Column(name, sa.JSON()))
    with op.batch_alter_table("progress") as table:
        table.add_column(sa.Column("seats", sa.Integer(), nullable=False, server_default="0"))
    for type in ("submission", "progress", "person", "vision"):
        op.execute(
            f"INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', '{type}' FROM workshop"
            " WHERE NOT EXISTS (SELECT 1 FROM dirty d"
            f" WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = '{type}')"
        )
    # Nobody has counted the seats yet.
    op.execute(
        "INSERT INTO dirty (workshop_id, kind, subject)"
        " SELECT p.workshop_id, 'progress', CAST(p.group_id AS VARCHAR(60)) FROM progress p"
        " WHERE NOT EXISTS (SELECT 1 FROM dirty d WHERE d.workshop_id = p.workshop_id AND d.kind = 'progress'"
        " AND d.subject = CAST(p.group_id AS VARCHAR(60)))"
    )
