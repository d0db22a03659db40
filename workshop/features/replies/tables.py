"""Replies to cards."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Text

from workshop.features.cards.tables import card
from workshop.features.people.tables import person
from workshop.kernel.tables import noun_table, refers

reply = noun_table(
    "reply",
    refers("card_id", card, index=True),
    refers("author_id", person, index=True),
    Column("text", Text, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column(
        "place", Integer, nullable=False, default=0
    ),  # 1, 2, 3 under its card: what was said is read in order
    Column("hidden", Boolean, nullable=False, default=False),
    Column("reason", String(140), nullable=False, default=""),
    Column("withdrawn", Boolean, nullable=False, default=False),
)
