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
    Column("invites", Integer, nullable=False, default=1),  # it is for so many
)

board = noun_table(
    "board",
    refers("group_id", group, index=True),
    Column("phase", String(10), nullable=False, default="write"),
    Column("locked", Boolean, nullable=False, default=False),
    # Members may post, may vote: each can be stopped alone; `locked` stops everything.
    Column("posting", Boolean, nullable=False, default=True),
    Column("voting", Boolean, nullable=False, default=True),
    Column("ready", BigInteger),  # since when the table says that it is
    # A running timer has `timer_ends`, a paused one `timer_left`; none of both is no timer. Milliseconds.
    Column("timer_ends", BigInteger),
    Column("timer_left", BigInteger),
    Column("timer_length", BigInteger),
    Column("submitted", BigInteger),
    Column("round_id", Integer),  # the round it votes in, set by the ballots room
    # The card its leader holds up, since when, and whether the whole room sees it.
    Column("spotlight", Integer),
    Column("lit", BigInteger),
    Column("room", Boolean, nullable=False, default=False),
    Column("presenting", BigInteger),  # since when its result is on the screen
    # The result as the table prepares it: the chosen cards in their order, and a paragraph {lo, en}.
    Column("picks", JSON),
    Column("summary", JSON),
)
