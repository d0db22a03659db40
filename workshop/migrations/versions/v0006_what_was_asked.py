"""A vote of the whole room keeps which themes it was about: one made afterwards was in no vote"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("round") as table:
        table.add_column(sa.Column("asked", sa.JSON()))
