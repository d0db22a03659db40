"""A card in a theme stays there while its board is private again, with the words that the room knows"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    with op.batch_alter_table("placing") as table:
        table.add_column(sa.Column("known", sa.JSON()))
    # Themes and their cards look otherwise where a board is private again: drawn anew at the next start.
    op.execute(
        "INSERT INTO dirty (workshop_id, kind, subject)"
        " SELECT w.id, 'shape', n.type FROM workshop w CROSS JOIN (SELECT 'theme' AS type UNION SELECT 'source') n"
    )
