"""A photo hung in private is known as such; what hangs on a card stays before the room in private again"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    with op.batch_alter_table("photo") as table:
        table.add_column(sa.Column("unseen", sa.Boolean(), nullable=False, server_default=sa.false()))
    # What hangs on a board that is private now may have been hung since: it is told with the reveal.
    op.execute(
        "UPDATE photo SET unseen = true WHERE board_id IN (SELECT id FROM board WHERE phase = 'write')"
    )
    for noun in ("reply", "photo", "theme", "source"):
        op.execute(
            f"INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', '{noun}' FROM workshop"
            " WHERE NOT EXISTS (SELECT 1 FROM dirty d"
            f" WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = '{noun}')"
        )
