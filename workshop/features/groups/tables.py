"""Groups, each with its board."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, String

from workshop.kernel.tables import noun_table, refers

group = noun_table(
    "group",
    Column("number", Integer, nullable=False),
    Column("name", JSON, nullable=False),
    Column("colour", Integer, nullable=False),
    # Invitations to lead it carry this number: another number, and those given out before no longer count.
    Column("invite", Integer, nullable=False),
)

board = noun_table(
    "board",
    refers("group_id", group, index=True),
    Column("phase", String(10), nullable=False, default="write"),
    Column("locked", Boolean, nullable=False, default=False),
    # A running timer has `timer_ends`, a paused one `timer_left`; none of both is no timer. Milliseconds.
    Column("timer_ends", BigInteger),
    Column("timer_left", BigInteger),
    Column("timer_length", BigInteger),
    Column("submitted", BigInteger),
    Column("round_id", Integer),  # the round it votes in, set by the ballots room
)
