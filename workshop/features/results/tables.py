"""A result as it was handed in."""

from sqlalchemy import JSON, BigInteger, Column, Integer

from workshop.features.groups.tables import board
from workshop.kernel.tables import noun_table, refers

submission = noun_table(
    "submission",
    refers("board_id", board, index=True),
    Column("number", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column(
        "cards", JSON, nullable=False
    ),  # [{card, votes, hands, picked, merged}], in the order they are presented
    Column("summary", JSON, nullable=False),  # {lo, en}
    Column("changes", JSON),  # against the one before
)
