"""The chair's words to a card or a theme."""

from sqlalchemy import JSON, BigInteger, Column, String, UniqueConstraint

from workshop.kernel.tables import noun_table

clarification = noun_table(
    "clarification",
    Column("subject", String(40), nullable=False),  # a record's key: "card:17", "theme:2"
    Column("text", JSON, nullable=False),  # {lo, en}
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("workshop_id", "subject"),
)
