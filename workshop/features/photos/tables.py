"""Photos: what was on the wall, the paper or the floor, hung on a card or on the board itself."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, String

from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.people.tables import person
from workshop.kernel.tables import noun_table, refers

photo = noun_table(
    "photo",
    refers("board_id", board, index=True),
    refers("card_id", card, nullable=True, index=True),
    refers("author_id", person, index=True),
    # The stored picture's name. Whoever knows it could hang the picture elsewhere: it is in no record.
    Column("file", String(64), nullable=False, index=True),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("caption", String(140), nullable=False, default=""),
    Column("hidden", Boolean, nullable=False, default=False),
    Column("withdrawn", Boolean, nullable=False, default=False),
    Column("at", BigInteger, nullable=False),
    # Hung while its board was private, and not on view since: its author's alone while the board is private.
    Column("unseen", Boolean, nullable=False, default=False),
)
