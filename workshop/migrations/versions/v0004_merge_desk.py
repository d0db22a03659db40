"""The merge desk: how the vision board counts and is shown, parked themes and cards, hints, clarifications"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# The nouns whose records look otherwise from here on, or go to other people.
CHANGED = ("theme", "source", "submission", "round", "deed", "vision")


def upgrade() -> None:
    new_tables()
    new_columns()
    op.execute(
        "INSERT INTO vision (id, workshop_id, gone, counting, k, polling, voted, sort, langs, hold)"
        " SELECT id, id, gone, 'sum', 3, FALSE, 0, 'chair', 'both', 'live' FROM workshop"
    )
    for type in CHANGED:
        op.execute(
            f"INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', '{type}' FROM workshop"
            " WHERE NOT EXISTS (SELECT 1 FROM dirty d"
            f" WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = '{type}')"
        )


def new_tables() -> None:
    op.create_table(
        "vision",
        *_noun("vision"),
        sa.Column("counting", sa.String(length=10), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("polling", sa.Boolean(), nullable=False),
        sa.Column("voted", sa.Integer(), nullable=False),
        sa.Column("sort", sa.String(length=10), nullable=False),
        sa.Column("langs", sa.String(length=4), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("hold", sa.String(length=8), nullable=False),
        sa.Column("held", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_vision_round_id")),
    )
    op.create_table("refusal", *_noun("refusal"), sa.Column("cards", sa.JSON(), nullable=False))
    op.create_table("synonym", *_noun("synonym"), sa.Column("words", sa.JSON(), nullable=False))
    op.create_table(
        "clarification",
        *_noun("clarification"),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("workshop_id", "subject", name=op.f("uq_clarification_workshop_id_subject")),
    )
    for name in ("vision", "refusal", "synonym", "clarification"):
        with op.batch_alter_table(name, schema=None) as table:
            table.create_index(op.f(f"ix_{name}_workshop_id"), ["workshop_id"], unique=False)


def _noun(name: str) -> list[Any]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    ]


def new_columns() -> None:
    no, none = sa.false(), ""
    with op.batch_alter_table("theme") as table:
        table.add_column(sa.Column("parked", sa.Boolean(), nullable=False, server_default=no))
        table.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=none))
        table.add_column(sa.Column("into", sa.Integer()))
        table.create_index(op.f("ix_theme_into"), ["into"])
    with op.batch_alter_table("placing") as table:
        table.add_column(sa.Column("parked", sa.Boolean(), nullable=False, server_default=no))
    with op.batch_alter_table("round") as table:
        table.alter_column("board_id", existing_type=sa.Integer(), nullable=True)
