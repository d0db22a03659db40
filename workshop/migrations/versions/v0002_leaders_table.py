"""The leader's table: moderation, merging, hands, replies, reactions, the roll, calls, and what a result is made of"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# The nouns whose records look otherwise from here on.
CHANGED = ("workshop", "person", "board", "card", "tally", "theme", "source", "submission", "roll")


def upgrade() -> None:
    new_tables()
    new_columns()
    results_in_two_languages()
    op.execute(
        "INSERT INTO roll (id, workshop_id, gone, group_id) SELECT id, workshop_id, gone, group_id FROM board"
    )
    tell_anew()


def new_tables() -> None:
    op.create_table(
        "roll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("unwritten", sa.JSON(), nullable=True),
        sa.Column("unvoted", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["group.id"], name=op.f("fk_roll_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll")),
    )
    with op.batch_alter_table("roll", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roll_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roll_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=140), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_call_board_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_board_id"), ["board_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "hands",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_hands_person_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_hands_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hands")),
        sa.UniqueConstraint("round_id", name=op.f("uq_hands_round_id")),
    )
    with op.batch_alter_table("hands", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hands_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "reaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_reaction_card_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reaction_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reaction")),
        sa.UniqueConstraint("card_id", "person_id", "kind", name=op.f("uq_reaction_card_id_person_id_kind")),
    )
    with op.batch_alter_table("reaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reaction_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reaction_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "reactions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_reactions_card_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reactions")),
        sa.UniqueConstraint("card_id", name=op.f("uq_reactions_card_id")),
    )
    with op.batch_alter_table("reactions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reactions_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=140), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_reply_author_id")),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_reply_card_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reply_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reply_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reply_workshop_id"), ["workshop_id"], unique=False)


def new_columns() -> None:
    yes, no, none = sa.true(), sa.false(), ""
    with op.batch_alter_table("workshop") as table:
        table.add_column(sa.Column("approve", sa.Boolean(), nullable=False, server_default=no))
    with op.batch_alter_table("board") as table:
        table.add_column(sa.Column("posting", sa.Boolean(), nullable=False, server_default=yes))
        table.add_column(sa.Column("voting", sa.Boolean(), nullable=False, server_default=yes))
        table.add_column(sa.Column("ready", sa.BigInteger()))
        table.add_column(sa.Column("spotlight", sa.Integer()))
        table.add_column(sa.Column("lit", sa.BigInteger()))
        table.add_column(sa.Column("room", sa.Boolean(), nullable=False, server_default=no))
        table.add_column(sa.Column("presenting", sa.BigInteger()))
        table.add_column(sa.Column("picks", sa.JSON()))
        table.add_column(sa.Column("summary", sa.JSON()))
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("seated", sa.Boolean(), nullable=False, server_default=no))
        table.add_column(sa.Column("nudged", sa.BigInteger()))
    with op.batch_alter_table("card") as table:
        table.add_column(sa.Column("pending", sa.Boolean(), nullable=False, server_default=no))
        table.add_column(sa.Column("into", sa.Integer()))
        table.add_column(sa.Column("original", sa.JSON()))
        table.add_column(sa.Column("paper", sa.Boolean(), nullable=False, server_default=no))
        table.add_column(sa.Column("by_name", sa.String(length=80), nullable=False, server_default=none))
        table.add_column(sa.Column("typist_id", sa.Integer()))
        table.create_index(op.f("ix_card_into"), ["into"])
        table.create_foreign_key(op.f("fk_card_typist_id"), "person", ["typist_id"], ["id"])
    with op.batch_alter_table("tally") as table:
        table.add_column(sa.Column("hands", sa.Integer(), nullable=False, server_default="0"))


def results_in_two_languages() -> None:
    """A result's words were one text; they are kept as the language of its workshop."""
    with op.batch_alter_table("submission") as table:
        table.add_column(sa.Column("changes", sa.JSON()))
        table.alter_column("summary", existing_type=sa.String(280), type_=sa.Text(), existing_nullable=False)
    conn = op.get_bind()
    asked = sa.text(
        "SELECT s.id, s.summary, s.cards, w.lang FROM submission s JOIN workshop w ON w.id = s.workshop_id"
    )
    keep = sa.text("UPDATE submission SET summary = :summary, cards = :cards WHERE id = :id").bindparams(
        sa.bindparam("cards", type_=sa.JSON())
    )
    for id, said, cards, lang in conn.execute(asked).all():
        lines = json.loads(cards) if isinstance(cards, str) else cards
        both = json.dumps({"lo": "", "en": ""} | {lang: said}, ensure_ascii=False)
        conn.execute(
            keep,
            {
                "id": id,
                "summary": both,
                "cards": [{"hands": 0, "picked": False, "merged": []} | line for line in lines],
            },
        )
    with op.batch_alter_table("submission") as table:
        table.alter_column(
            "summary",
            existing_type=sa.Text(),
            type_=sa.JSON(),
            existing_nullable=False,
            postgresql_using="summary::json",
        )


def tell_anew() -> None:
    """Records kept before this carry the old fields: the next start draws them again."""
    for type in CHANGED:
        op.execute(
            f"INSERT INTO dirty (workshop_id, kind, subject) SELECT id, 'shape', '{type}' FROM workshop"
        )
    op.execute("DELETE FROM dirty WHERE kind = 'progress'")
    op.execute(
        "INSERT INTO dirty (workshop_id, kind, subject)"
        " SELECT workshop_id, 'progress', CAST(group_id AS VARCHAR(60)) FROM board"
    )
