"""Tallies are added up from an index alone"""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_index("ix_ballot_sums", "ballot", ["round_id", "subject", "value", "gone"])
