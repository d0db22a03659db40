"""Where cards are anonymous nothing tells when it was written; replies have their place under their card instead"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

CHANGED = ("card", "reply", "photo", "progress")


def upgrade() -> None:
    with op.batch_alter_table("reply") as table:
        table.add_column(sa.Column("place", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE reply SET place = (SELECT COUNT(*) FROM reply AS other"
        " WHERE other.card_id = reply.card_id AND other.id <= reply.id)"
    )
    for type in CHANGED:
        op.execute(
            f"INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', '{type}' FROM workshop"
            " WHERE NOT EXISTS (SELECT 1 FROM dirty d"
            f" WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = '{type}')"
        )
