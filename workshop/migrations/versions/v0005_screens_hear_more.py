"""Screens read what hangs on the cards of the vision board: those records go to one more stream"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

CHANGED = ("reply", "photo")


def upgrade() -> None:
    for type in CHANGED:
        op.execute(
            f"INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', '{type}' FROM workshop"
            " WHERE NOT EXISTS (SELECT 1 FROM dirty d"
            f" WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = '{type}')"
        )
