"""Rounds of voting, the ballots in them, and the drawn tallies."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, UniqueConstraint, text

from workshop.features.groups.tables import board
from workshop.features.people.tables import person
from workshop.kernel.tables import noun_table, refers

round = noun_table(
    "round",
    refers("board_id", board, nullable=True, index=True),  # NULL: the plenary's
    Column("number", Integer, nullable=False),
    Column("method", String(12), nullable=False),
    Column("budget", Integer),  # NULL: without limit
    Column("cap", Integer, nullable=False),
    Column("live", Boolean, nullable=False, default=False),  # running tallies are seen while it is open
    Column("told", BigInteger),  # when its result was last told; what counted then is on the ballots
    Column(
        "late", Boolean, nullable=False, default=False
    ),  # votes came since, too few to be told apart from it
    Column("asked", JSON),  # the plenary's, once closed: the themes that were voted on (ids); NULL: all
    Column("settings", JSON(none_as_null=True)),  # in the method's own form; dots have the columns above
    Column("question", JSON(none_as_null=True)),  # {lo, en}
    Column(
        "subjects", JSON(none_as_null=True)
    ),  # keys of what is asked about; NULL: all that is on view where it votes
    Column("shuffled", Boolean, nullable=False, default=False),  # everybody has them in an order of their own
    UniqueConstraint("board_id", "number"),
)

ballot = noun_table(
    "ballot",
    refers("round_id", round),
    refers("person_id", person),
    Column("subject", String(40), nullable=False),  # a record's key, "card:17"
    Column("value", Integer, nullable=False),  # as the method writes it in one number; 0 is nothing
    refers("caster_id", person),
    Column("at", BigInteger, nullable=False),
    # What counted when the round's result was told: it stands until the result is told anew. NULL: not told.
    Column("told", Integer),
    UniqueConstraint("round_id", "person_id", "subject"),
)
# Only those that stand in a told result are in it, so that laying a vote costs nothing for it.
Index(
    "ix_ballot_stands", ballot.c.person_id, sqlite_where=text("told > 0"), postgresql_where=text("told > 0")
)

# A tally is added up from this alone: no row is read, however many voted.
Index("ix_ballot_sums", ballot.c.round_id, ballot.c.subject, ballot.c.value, ballot.c.gone)

# That a person's ballot in a round was handed in by another's device, and when: what it says is on no stream.
handed = noun_table(
    "handed",
    refers("round_id", round),
    refers("person_id", person),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("round_id", "person_id"),
)

tally = noun_table(
    "tally",
    refers("round_id", round),
    Column("subject", String(40), nullable=False),
    Column("votes", Integer, nullable=False),
    Column("voters", Integer, nullable=False),
    Column("hands", Integer, nullable=False, default=0),  # of the show of hands, not among the votes
    Column("place", Integer),  # where the method gives one; ties have the same
    Column("numbers", JSON(none_as_null=True)),  # in the method's own form; NULL: votes and voters say all
    UniqueConstraint("round_id", "subject"),
)

# One show of hands a round, kept as it was counted: never as ballots (R12).
hands = noun_table(
    "hands",
    refers("round_id", round),
    Column("present", Integer, nullable=False),
    Column("counts", JSON, nullable=False),  # [{card, hands}]
    refers("person_id", person),  # who counted
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("round_id"),
)
