"""The shared vision board: themes, which card was placed in which, and how the board counts and is shown."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, String, Text, UniqueConstraint

from workshop.features.ballots.tables import round
from workshop.features.cards.tables import card
from workshop.kernel.tables import noun_table, refers

theme = noun_table(
    "theme",
    Column("title", JSON, nullable=False),
    Column("colour", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("parked", Boolean, nullable=False, default=False),  # kept at the desk, off the room's board
    Column("note", Text, nullable=False, default=""),  # the theme team's own
    Column("into", Integer, index=True),  # the theme it was joined to; what it was given counts there
)

# A card is in one theme at most. Taking it out empties `theme_id`; the row stays.
placing = noun_table(
    "placing",
    refers("card_id", card),
    refers("theme_id", theme, nullable=True, index=True),
    Column("position", Integer, nullable=False),
    Column("parked", Boolean, nullable=False, default=False),  # looked at, and set aside
    # What the card said when the room saw it last, where its author changed it since its board is private again.
    Column("known", JSON(none_as_null=True)),
    UniqueConstraint("card_id"),
)

# One row a workshop, under the workshop's own id.
vision = noun_table(
    "vision",
    Column("counting", String(10), nullable=False, default="sum"),  # fresh | sum | average | top
    Column("k", Integer, nullable=False, default=3),  # of `top`
    refers("round_id", round, nullable=True),  # the plenary's latest round
    Column("polling", Boolean, nullable=False, default=False),
    Column("voted", Integer, nullable=False, default=0),  # people who laid a dot in it; drawn
    Column("floor", Integer, nullable=False, default=0),  # of so many whom it asks; drawn
    Column("handed", Integer, nullable=False, default=0),  # so many of them were handed in for
    # The closed vote's result stands on the screens for as long as the room is at the step where it was told.
    Column("told", BigInteger),  # the workshop's visit then
    Column("closings", Integer, nullable=False, default=0),
    Column("ruled", Integer, nullable=False, default=0),  # the closing after which the chair chose a rule
    # What screens show of it.
    Column("sort", String(10), nullable=False, default="chair"),  # chair | votes | breadth
    Column("langs", String(4), nullable=False, default="both"),  # both | lo | en
    Column("theme_id", Integer),  # the one theme shown with its cards
    Column("hold", String(8), nullable=False, default="live"),  # live | frozen | blank
    Column("held", BigInteger),  # since when
)
