"""A result as handed in tells no votes of a card that is on view no more: its records get another look"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute(
        "INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', 'submission' FROM workshop"
        " WHERE NOT EXISTS (SELECT 1 FROM dirty d"
        " WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = 'submission')"
    )
