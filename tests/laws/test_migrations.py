"""A database of the first shape, with a workshop in it, opens in today's: nothing lost, every record told anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine, insert, select

import workshop.features  # noqa: F401  (every room's tables enter the metadata)
from tests.laws.test_fold import shown_as_kept, shown_by_tables
from tests.world import World
from workshop import migrations
from workshop.features import house
from workshop.features.cards.tables import card
from workshop.features.results.tables import submission
from workshop.kernel.engine import Claim, Engine
from workshop.kernel.store import Store
from workshop.kernel.tables import metadata
from workshop.migrations import upgrade

BOTH = {"lo": "", "en": "Old"}
HALL = {"code": "112233", "title": BOTH, "programme": BOTH, "venue": BOTH, "days": [], "purposes": []}
HALL |= {
    "lang": "lo",
    "named": True,
    "promised": False,
    "assign": "choose",
    "state": "open",
    "cap": 2,
    "made": 1,
}
# Each table's rows as the first shape knew them.
OLD: dict[str, list[dict[str, Any]]] = {
    "workshop": [HALL],
    "group": [{"number": 1, "name": BOTH, "colour": 0, "invite": 5}],
    "board": [{"group_id": 1, "phase": "report", "locked": False, "submitted": 9, "round_id": 1}],
    "round": [{"board_id": 1, "number": 1, "method": "dots", "budget": 5, "cap": 2, "live": False}],
    "progress": [{"group_id": 1, "people": 2, "cards": 1, "writers": 1, "voters": 1, "kinds": {}}],
    "person": [
        {"name": name, "group_id": group, "role": role, "lang": "lo", "code": code, "removed": False}
        | {"org_other": "x", "version": 1, "came": 1}
        for name, group, role, code in (
            ("Chair", None, "chair", "11111111"),
            ("Noy", 1, "leader", "22222222"),
        )
    ],
    "card": [
        {
            "board_id": 1,
            "author_id": 2,
            "kind": "problem",
            "text": "Old words",
            "key": "old words",
            "lang": "en",
        }
        | {"hidden": False, "reason": "", "withdrawn": False, "edited": False, "at": 2}
    ],
    "ballot": [{"round_id": 1, "person_id": 2, "subject": "card:1", "dots": 2, "caster_id": 2, "at": 3}],
    "tally": [{"round_id": 1, "subject": "card:1", "votes": 2, "voters": 1}],
    "submission": [
        {"board_id": 1, "number": 1, "at": 9, "cards": [{"card": 1, "votes": 2}], "summary": 'ຄຳ "ເກົ່າ"'}
    ],
}


def first_shape(url: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    engine = create_engine(url)
    with engine.begin() as conn:
        config.attributes["connection"] = conn
        command.upgrade(config, "0001")
    old = MetaData()
    with engine.begin() as conn:
        old.reflect(conn)
        for name, rows in OLD.items():
            for row in rows:
                conn.execute(
                    insert(old.tables[name]), {"workshop_id": 1, "gone": False} | jsons(old, name, row)
                )
        # What its one stream showed, in the words of then.
        shown = {"key": "board:1", "type": "board", "id": 1, "group": 1, "phase": "report", "locked": False}
        where = {"workshop_id": 1, "stream": "workshop:1"}
        conn.execute(
            insert(old.tables["record"]), where | {"key": "board:1", "seq": 1, "body": json.dumps(shown)}
        )
        conn.execute(insert(old.tables["stream"]), {"workshop_id": 1, "name": "workshop:1", "seq": 1})
    engine.dispose()


def jsons(old: MetaData, name: str, row: dict[str, Any]) -> dict[str, Any]:
    """SQLite reflects JSON columns as JSON too: the values go in as they are."""
    return {column: value for column, value in row.items() if column in old.tables[name].c}


@pytest.mark.slow
def test_a_workshop_of_the_first_shape_goes_on(bare_database_url: str) -> None:
    first_shape(bare_database_url)
    upgrade(bare_database_url)
    upgrade(bare_database_url)  # and again finds nothing to do
    engine = create_engine(bare_database_url)
    with engine.connect() as conn:
        assert compare_metadata(MigrationContext.configure(conn), metadata) == []
        [kept] = conn.execute(select(submission)).mappings()
        assert kept["summary"] == {"lo": 'ຄຳ "ເກົ່າ"', "en": ""}
        assert kept["cards"] == [{"card": 1, "votes": 2, "hands": 0, "picked": False, "merged": []}]
        [old] = conn.execute(select(card)).mappings()
        assert (old["text"], old["pending"], old["into"]) == ("Old words", False, None)
    engine.dispose()

    play = World.__new__(World)
    play.url, play.published, play.dismissed, play.workshop = bare_database_url, [], [], 1
    play.engine = Engine(Store(bare_database_url), house())
    play.engine.start(play._publish)
    try:
        play.settle()
        play.claims = {
            "noy": Claim("person", person=2, version=1),
            "chair": Claim("person", person=1, version=1),
        }
        # Every record the migration touched is what the tables say now, and was told as a change.
        kept_now, tables = shown_as_kept(play), shown_by_tables(play)
        anew = ("workshop", "person", "board", "card", "tally", "submission", "roll", "progress")
        assert {at: body for at, body in tables.items() if at[1].startswith(anew)} == {
            at: body for at, body in kept_now.items() if at[1].startswith(anew)
        }
        assert play.sees("noy", "board")[1]["posting"] is True
        assert {delta["name"] for delta in play.published} >= {"house.shape"}
        # And the table goes on with what is new.
        again = play.must("noy", "card.record", board=1, kind="problem", text="New", lang="en", by="Ms Keo")
        assert play.must("noy", "card.merge", card=1, others=[again["card"]]) == {"card": 1}
    finally:
        play.stop()
