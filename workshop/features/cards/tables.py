"""Cards: what people write."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, String, Text

from workshop.features.agenda.tables import org
from workshop.features.groups.tables import board
from workshop.features.people.tables import person
from workshop.kernel.tables import noun_table, refers

card = noun_table(
    "card",
    refers("board_id", board, index=True),
    refers("author_id", person, index=True),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("key", Text, nullable=False),  # what is searched and compared, never shown
    Column("lang", String(2), nullable=False),
    Column("answers", Integer),
    refers("org_id", org, nullable=True),  # whom it concerns
    Column("hidden", Boolean, nullable=False, default=False),
    Column("reason", String(140), nullable=False, default=""),
    Column("withdrawn", Boolean, nullable=False, default=False),
    # Waits for its leader's yes, where the workshop approves first.
    Column("pending", Boolean, nullable=False, default=False),
    # The card it was merged under. It counts only while that one is on view, so that a head taken back hides nothing.
    Column("into", Integer, index=True),
    Column("original", JSON),  # {text, lang} as the author wrote it, since the leader mended the wording
    # Typed in for somebody: their name or organisation in their own words, and who typed it.
    Column("paper", Boolean, nullable=False, default=False),
    Column("by_name", String(80), nullable=False, default=""),
    refers("typist_id", person, nullable=True),
    Column("edited", Boolean, nullable=False, default=False),
    Column("at", BigInteger, nullable=False),
)
