"""Hints refused, and words that mean the same."""

from sqlalchemy import JSON, Column

from workshop.kernel.tables import noun_table

# "These are not the same": no two of them are proposed together again.
refusal = noun_table("refusal", Column("cards", JSON, nullable=False))

synonym = noun_table(
    "synonym", Column("words", JSON, nullable=False)
)  # in any language, each meaning the others
