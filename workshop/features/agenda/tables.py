"""The workshop itself, its agenda's steps, and the organisations that take part."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, String

from workshop.kernel.tables import noun_table

workshop = noun_table(
    "workshop",
    Column("code", String(12), nullable=False, unique=True),
    Column("title", JSON, nullable=False),
    Column("programme", JSON, nullable=False),
    Column("venue", JSON, nullable=False),
    Column("days", JSON, nullable=False),  # ISO dates
    Column("purposes", JSON, nullable=False),  # [{lo, en}]
    Column("lang", String(2), nullable=False),
    Column("named", Boolean, nullable=False),
    Column("promised", Boolean, nullable=False, default=False),  # someone wrote believing it anonymous (R10)
    Column("assign", String(10), nullable=False),  # choose | balance | fixed
    Column("state", String(10), nullable=False),  # open | closed
    Column("step_id", Integer),
    Column(
        "visit", BigInteger, nullable=False, default=0
    ),  # another for each going on to a step; undone with it
    Column("budget", Integer),  # dots a person has on each board; NULL is without limit
    Column("cap", Integer, nullable=False),  # dots one card takes from one person
    # Cards wait for their leader's yes before the table sees them; said where people write (R11).
    Column("approve", Boolean, nullable=False, default=False),
    Column("door", String(6), nullable=False, default="open"),  # open | wait | closed
    Column("most", Integer),  # people in the workshop, and at one table; NULL is without limit
    Column("most_group", Integer),
    # The secret that marks of where people came from are made with; on no stream.
    Column("marking", String(32)),
    Column("made", BigInteger, nullable=False),
    # Since when nothing here says any more who wrote and how people voted; the row of `person` that stands for all.
    Column("forgotten", BigInteger),
    Column("nobody", Integer),
    Column(
        "screens", Integer, nullable=False, default=0
    ),  # links to the screen of another version do not count
)

# One row, of no workshop: what holds of the house itself.
house = noun_table(
    "house",
    Column("version", Integer, nullable=False),  # the owner's links of another version do not count
)

step = noun_table(
    "step",
    Column("kind", String(12), nullable=False),
    Column("day", Integer, nullable=False),
    Column("title", JSON, nullable=False),
    Column("body", JSON, nullable=False),
    Column("speaker", String(80), nullable=False, default=""),
    Column("position", Integer, nullable=False),
)

org = noun_table(
    "org",
    Column("lo", String(200), nullable=False),
    Column("en", String(200), nullable=False),
    Column("kind", String(20), nullable=False, default=""),
    Column("position", Integer, nullable=False),
)
