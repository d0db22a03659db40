"""The kernel's own tables, and the columns that every noun's table starts with.

`record` is what each stream shows now, written in the same work as the rows it was projected from: a snapshot
and a resume are then one indexed read each, and a drop is known by comparing with what was shown before.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

stream = Table(
    "stream",
    metadata,
    Column("workshop_id", Integer, primary_key=True, autoincrement=False),
    Column("name", String(40), primary_key=True),
    Column("seq", Integer, nullable=False),
)

record = Table(
    "record",
    metadata,
    Column("workshop_id", Integer, primary_key=True, autoincrement=False),
    Column("stream", String(40), primary_key=True),
    Column("key", String(60), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("body", Text),  # NULL: dropped at `seq`
    Index("ix_record_stream_seq", "workshop_id", "stream", "seq"),
    Index("ix_record_key", "workshop_id", "key"),
)

# The delivery record and the history: which keys changed, never what they said (nothing to scrub, R20).
change = Table(
    "change",
    metadata,
    Column("workshop_id", Integer, primary_key=True, autoincrement=False),
    Column("stream", String(40), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("name", String(40), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("puts", JSON, nullable=False),
    Column("drops", JSON, nullable=False),
)

receipt = Table(
    "receipt",
    metadata,
    Column("workshop_id", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), primary_key=True),
    Column("actor", String(40), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("reply", JSON),
    Column("refused", String(40)),
    Column("params", JSON),
    Column("at", BigInteger, nullable=False),
)

# Subjects whose drawn record (tally, progress) is behind its rows; survives a crash between vote and drawing (R4).
dirty = Table(
    "dirty",
    metadata,
    Column("workshop_id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), primary_key=True),
    Column("subject", String(60), primary_key=True),
)


def noun_table(name: str, *columns: Any) -> Table:
    """A table whose rows belong to one workshop. `gone` is how a row ends: nothing is deleted."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("workshop_id", Integer, nullable=False, index=True),
        Column("gone", Boolean, nullable=False, default=False),
        *columns,
    )


def refers(name: str, table: Table, *, nullable: bool = False, index: bool = False) -> Column[int]:
    """A column that names a row of another noun."""
    return Column(name, Integer, ForeignKey(table.c.id), nullable=nullable, index=index)


# What a leader or the chair did, told so that it can be undone (R13). Each row of `rows` is
# [table, id, {column: before}, {column: after}]; `leans` are "table:id" rows the step relied on.
deed = noun_table(
    "deed",
    Column("name", String(40), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("person_id", Integer),
    Column("group_id", Integer),
    Column("says", JSON, nullable=False),
    Column("rows", JSON, nullable=False),
    Column("leans", JSON, nullable=False),
    Column("undone", Boolean, nullable=False, default=False),
)
