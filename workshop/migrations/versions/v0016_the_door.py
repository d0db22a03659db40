"""The door can be closed or kept by somebody, a group and a workshop have a most, and two rows can be one person"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    with op.batch_alter_table("workshop") as table:
        table.add_column(sa.Column("door", sa.String(6), nullable=False, server_default="open"))
        table.add_column(sa.Column("most", sa.Integer()))
        table.add_column(sa.Column("most_group", sa.Integer()))
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("waiting", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("same_as", sa.Integer()))
        table.add_column(sa.Column("device", sa.String(12)))
        table.add_column(sa.Column("origin", sa.String(12)))
    for type in ("workshop", "person"):
        op.execute(
            f"INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', '{type}' FROM workshop"
            " WHERE NOT EXISTS (SELECT 1 FROM dirty d"
            f" WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = '{type}')"
        )
