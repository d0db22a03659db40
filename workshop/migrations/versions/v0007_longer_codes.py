"""Personal codes are longer; those given before stay as they are"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    with op.batch_alter_table("person") as table:
        table.alter_column("code", existing_type=sa.String(length=8), type_=sa.String(length=12))
