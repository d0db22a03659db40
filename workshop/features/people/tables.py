"""People: no account, a name and an organisation, and a short code of their own."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, String, UniqueConstraint

from workshop.features.agenda.tables import org
from workshop.features.groups.tables import group
from workshop.kernel.tables import noun_table, refers

NAME = 80  # as much of a compared name as is kept

person = noun_table(
    "person",
    Column("name", String(80), nullable=False),
    refers("org_id", org, nullable=True),
    Column("org_other", String(200), nullable=False, default=""),
    refers("group_id", group, nullable=True, index=True),
    Column("role", String(12), nullable=False),  # participant | leader | helper | chair
    Column("lang", String(2), nullable=False),
    Column("code", String(12), nullable=False),
    Column("removed", Boolean, nullable=False, default=False),
    # Sits here without a phone: the leader types and hands in for them, until they come in by their own code.
    Column("seated", Boolean, nullable=False, default=False),
    # Another device was told the code: it brings them back once, and they have another from then on.
    Column("code_told", Boolean, nullable=False, default=False),
    Column("invited", Integer),  # the invitation to lead that they came in by
    # Votes they left behind by a move, until they have seen it: [{group, votes, told}].
    Column("moved", JSON),
    # When they first led a table: from then on they are not among those whom a leader cannot tell apart.
    Column("led", BigInteger),
    # Came while newcomers wait: hears and may nothing until let in.
    Column("waiting", Boolean, nullable=False, default=False),
    Column("same_as", Integer),  # the row of the person they are, where two rows were made one
    # Marks of the device and of the address they came from, told to the chair alone.
    Column("device", String(12)),
    Column("origin", String(12)),
    Column("nudged", BigInteger),  # when their leader last asked them to write or vote
    # The name as it is compared, so that whoever comes under it again is found among thousands without reading them.
    Column("alike", String(NAME), index=True),
    Column("version", Integer, nullable=False, default=1),  # tokens of another version do not count
    Column("came", BigInteger, nullable=False),
    UniqueConstraint("workshop_id", "code"),
)

# When somebody last came back by their code, on whatever device: told to those who know their table.
comeback = noun_table(
    "comeback",
    refers("person_id", person),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("person_id"),
)
