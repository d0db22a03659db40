"""The shared vision board: themes, and which card was placed in which."""

from sqlalchemy import JSON, Column, Integer, UniqueConstraint

from workshop.features.cards.tables import card
from workshop.kernel.tables import noun_table, refers

theme = noun_table(
    "theme",
    Column("title", JSON, nullable=False),
    Column("colour", Integer, nullable=False),
    Column("position", Integer, nullable=False),
)

# A card is in one theme at most. Taking it out empties `theme_id`; the row stays.
placing = noun_table(
    "placing",
    refers("card_id", card),
    refers("theme_id", theme, nullable=True, index=True),
    Column("position", Integer, nullable=False),
    UniqueConstraint("card_id"),
)
