"""A result as it was handed in."""

from sqlalchemy import JSON, BigInteger, Column, Integer

from workshop.features.groups.tables import board
from workshop.kernel.tables import noun_table, refers

submission = noun_table(
    "submission",
    refers("board_id", board, index=True),
    Column("round_id", Integer),  # the round whose votes it tells; NULL: from before this was kept
    Column("number", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column(
        "cards", JSON, nullable=False
    ),  # [{card, votes, hands, picked, merged}], in the order they are presented
    # {person: {card: votes}} of all who stood in it then, whether or not they counted: on no stream.
    Column("laid", JSON(none_as_null=True)),
    Column("handed", JSON(none_as_null=True)),  # those of them for whom another handed it in
    Column("people", JSON(none_as_null=True)),  # {voters, handed, left_out}, once `laid` is forgotten
    Column("summary", JSON, nullable=False),  # {lo, en}
    Column("changes", JSON),  # against the one before
)
