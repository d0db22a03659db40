"""Marks of where people came from are made with a secret of the workshop's; names are kept as they are compared"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from workshop.kernel.words import key

revision = "0017"
down_revision = "0016"

person = sa.table("person", sa.column("id"), sa.column("name"), sa.column("alike"))


def upgrade() -> None:
    with op.batch_alter_table("workshop") as table:
        table.add_column(sa.Column("marking", sa.String(32)))
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("alike", sa.String(80)))
    op.create_index("ix_person_alike", "person", ["alike"])
    conn = op.get_bind()
    for id, name in conn.execute(sa.select(person.c.id, person.c.name)).all():
        conn.execute(sa.update(person).where(person.c.id == id).values(alike=key(name)[:80]))
    # Made with what the chair knows: who reads them could try addresses until one fits.
    op.execute("UPDATE person SET device = NULL, origin = NULL")
    op.execute(
        "INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', 'person' FROM workshop"
        " WHERE NOT EXISTS (SELECT 1 FROM dirty d"
        " WHERE d.workshop_id = workshop.id AND d.kind = 'shape' AND d.subject = 'person')"
    )
