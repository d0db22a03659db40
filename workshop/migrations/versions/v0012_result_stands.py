"""The result of the whole room's vote stands on the screens until the chair moves on"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    with op.batch_alter_table("vision") as table:
        table.add_column(sa.Column("told", sa.BigInteger()))
        table.add_column(sa.Column("closings", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("ruled", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("workshop") as table:
        table.add_column(sa.Column("visit", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(
        "INSERT INTO dirty (workshop_id, kind, subject)"
        " SELECT id, 'shape', 'vision' FROM workshop WHERE NOT EXISTS"
        " (SELECT 1 FROM dirty d WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = 'vision')"
    )
