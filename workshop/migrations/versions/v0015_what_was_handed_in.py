"""What was handed in at another's device is on no stream, and coming back by a code is told at the desk"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    new_table("handed", "round_id", "person_id")
    new_table("comeback", "person_id")
    op.execute(
        "INSERT INTO handed (workshop_id, gone, round_id, person_id, at)"
        " SELECT workshop_id, false, round_id, person_id, MAX(at) FROM ballot"
        " WHERE caster_id <> person_id GROUP BY workshop_id, round_id, person_id"
    )
    for type in ("ballot", "handed"):
        op.execute(
            f"INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', '{type}' FROM workshop"
            " WHERE NOT EXISTS (SELECT 1 FROM dirty d"
            f" WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = '{type}')"
        )


def new_table(name: str, *refers: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        *(sa.Column(one, sa.Integer(), nullable=False) for one in refers),
        sa.Column("at", sa.BigInteger(), nullable=False),
        *(
            sa.ForeignKeyConstraint([one], [f"{one.removesuffix('_id')}.id"], name=op.f(f"fk_{name}_{one}"))
            for one in refers
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(
            *refers,
            name=op.f(f"uq_{name}_{refers[0]}" if len(refers) == 1 else f"uq_{name}_{'_'.join(refers)}"),
        ),
    )
    with op.batch_alter_table(name) as table:
        table.create_index(op.f(f"ix_{name}_workshop_id"), ["workshop_id"], unique=False)
