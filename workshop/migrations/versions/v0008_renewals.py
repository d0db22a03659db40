"""Links can be renewed, and an invitation to lead is for so many"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "house",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house")),
    )
    with op.batch_alter_table("house") as table:
        table.create_index(op.f("ix_house_workshop_id"), ["workshop_id"], unique=False)
    with op.batch_alter_table("workshop") as table:
        table.add_column(sa.Column("screens", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("group") as table:
        table.add_column(sa.Column("invites", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("code_told", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("invited", sa.Integer(), nullable=True))
    # Who sits here without a phone was seated by somebody who was told their code.
    op.execute("UPDATE person SET code_told = seated")
