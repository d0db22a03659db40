"""A card in a theme stays there while its board is private again, with the words that the room knows"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table("placing") as table:
        table.add_column(sa.Column("known", sa.JSON()))
    # Themes and their cards look otherwise where a board is private again: drawn anew at the next start.
    for noun in ("theme", "source"):
        op.execute(
            "INSERT INTO dirty (workshop_id, kind, subject)"
            f" SELECT id, 'shape', '{noun}' FROM workshop WHERE NOT EXISTS"
            f" (SELECT 1 FROM dirty d WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = '{noun}')"
        )
