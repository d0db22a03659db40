"""What counted when a result was told is kept: it stands until three or more people's votes differ, or a new vote"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

# Of every result that is told as this is run: all but rounds that are waited for or voted in now.
TOLD = """
select r.id from "round" r
left join board b on b.id = r.board_id
left join vision v on v.id = r.workshop_id
where r.board_id is not null and (b.round_id <> r.id or b.phase = 'report')
or r.board_id is null and (v.round_id <> r.id or not v.polling)
"""


def upgrade() -> None:
    with op.batch_alter_table("ballot") as table:
        table.add_column(sa.Column("told", sa.Integer()))
    told = sa.text("told > 0")
    op.create_index("ix_ballot_stands", "ballot", ["person_id"], sqlite_where=told, postgresql_where=told)
    with op.batch_alter_table("round") as table:
        table.add_column(sa.Column("told", sa.BigInteger()))
        table.add_column(sa.Column("late", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("moved", sa.JSON()))
        table.add_column(sa.Column("led", sa.BigInteger()))
    with op.batch_alter_table("progress") as table:
        table.add_column(sa.Column("handed", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("vision") as table:
        table.add_column(sa.Column("floor", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("handed", sa.Integer(), nullable=False, server_default="0"))
    op.execute(f'update "round" set told = 1 where id in ({TOLD})')
    op.execute(f"update ballot set told = dots where round_id in ({TOLD})")
    op.execute("update person set led = came where role = 'leader'")
    for kind, subject, name, whose in (
        *(("shape", f"'{noun}'", "workshop", "id") for noun in ("person", "round", "progress", "vision")),
        ("poll", "cast(id as varchar(20))", "workshop", "id"),
        ("progress", "cast(id as varchar(20))", '"group"', "workshop_id"),
    ):
        op.execute(
            f"insert into dirty (workshop_id, kind, subject) select {whose}, '{kind}', {subject} from {name} t"
            f" where not exists (select 1 from dirty d where d.workshop_id = t.{whose}"
            f" and d.kind = '{kind}' and d.subject = {subject.replace('id', 't.id')})"
        )
