"""A workshop as an earlier build kept it: rows, what everybody saw, and what one step back looked like.

`python -m tests.laws.kept` plays one through with the build it is run by, and writes it to `tests/data/kept` under the
name of its shape. It was run once by the build of each shape that is there. It is not run again for those: a file that
today's build writes proves nothing.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, create_engine, func, insert, select, text

from tests.world import World, world
from workshop import migrations
from workshop.kernel.engine import Claim, Engine
from workshop.kernel.nouns import House
from workshop.kernel.store import Store
from workshop.kernel.tables import metadata

FOLDER = Path(__file__).parent.parent / "data" / "kept"
VIEWERS = ("chair", "mek", "noy", "kham", "dao", "boun", "vanh", "screen")


def story(play: World) -> None:
    """A morning at two tables: every noun there is, told results and votes since, steps undone and done again."""
    play.must("chair", "workshop.edit", named=True, venue={"lo": "ວັງວຽງ", "en": "Vang Vieng"})
    cards = {
        who: [
            play.must(who, "card.post", board=board, kind=kind, text=f"{who.title()}: {text}", lang=lang)[
                "card"
            ]
            for kind, text, lang in (
                ("problem", "systems are not connected", "en"),
                ("solution", "ມາດຕະຖານແລກປ່ຽນຂໍ້ມູນ", "lo"),
                ("lesson", "start small", "en"),
            )
        ]
        for who, board in (("kham", 1), ("dao", 1), ("vanh", 2), ("sy", 2))
    }
    picture = {"file": "5e" * 32, "width": 400, "height": 300}
    play.must("kham", "photo.attach", board=1, card=cards["kham"][0], caption="Table 1", **picture)
    play.must("chair", "board.move_all", phase="reveal")
    play.must("dao", "reply.post", card=cards["kham"][0], text="The tax office too", lang="en")
    play.must("dao", "reaction.set", card=cards["kham"][0], kind="same", on=True)
    play.must("noy", "card.merge", card=cards["kham"][0], others=[cards["dao"][0]])
    play.must("noy", "card.hide", card=cards["dao"][2], reason="double")
    play.must("noy", "card.reword", card=cards["kham"][2], text="Start small, and finish")
    play.must("boun", "card.record", board=2, kind="problem", text="No budget line", lang="en", by="Ms Keo")
    play.must("sy", "card.withdraw", card=cards["sy"][2])
    play.must("noy", "call.make", board=1, text="Please come")
    seat = play.must("noy", "person.seat", group=1, name="Mr Bounmy", org=1)["person"]
    play.must("noy", "round.set", board=1, budget=3, cap=2, live=False)
    play.must("boun", "round.set", board=2, budget=None, cap=1, live=True)
    play.must("chair", "board.move_all", phase="vote")
    for who, of, dots in (("kham", "dao", 1), ("kham", "kham", 2), ("dao", "kham", 1)):
        play.must(
            who, "ballot.cast", round=1, subject=f"card:{cards[of][1 if of == 'dao' else 0]}", dots=dots
        )
    play.must("noy", "ballot.hand_in", round=1, person=seat, dots={f"card:{cards['kham'][0]}": 2})
    play.must("vanh", "ballot.cast", round=2, subject=f"card:{cards['sy'][0]}", dots=1)
    hands = [{"card": cards["kham"][1], "hands": 3}]
    play.must("noy", "hands.count", round=1, present=4, sure=True, counts=hands)
    play.must("noy", "board.move", board=1, phase="report")
    play.must("noy", "board.arrange", board=1, cards=[cards["dao"][1], cards["kham"][0]])
    play.must("noy", "board.summarise", board=1, summary={"lo": "", "en": "Standards first"})
    play.must("noy", "board.submit", board=1)
    play.must("chair", "board.present", board=1, on=True)
    play.must("noy", "board.spotlight", board=1, card=cards["kham"][0], room=True)
    first = play.must("chair", "theme.create", title={"en": "Exchange"}, cards=[cards["kham"][0]])["theme"]
    second = play.must("mek", "theme.create", title={"lo": "ມາດຕະຖານ", "en": "Standards"})["theme"]
    play.must("mek", "theme.place", theme=second, cards=[cards["vanh"][1], cards["dao"][1]])
    play.must("mek", "theme.note", theme=second, note="Ask table 2")
    play.must("mek", "card.park", cards=[cards["vanh"][2]], on=True)
    play.must("mek", "synonym.add", lines=[["systems", "ລະບົບ"]])
    play.must("mek", "hint.refuse", sets=[[cards["sy"][0], cards["vanh"][0]]])
    play.must("chair", "clarification.set", subject=f"theme:{second}", text={"lo": "", "en": "Of data"})
    play.must("chair", "vision.count", rule="average", k=3)
    play.must("chair", "vision.show", sort="breadth", langs="both", theme=None)
    poll = play.must("chair", "poll.open", budget=3, cap=2)["round"]
    play.must("kham", "ballot.cast", round=poll, subject=f"theme:{first}", dots=2)
    play.must("vanh", "ballot.cast", round=poll, subject=f"theme:{second}", dots=1)
    play.must("chair", "poll.close")
    play.must("chair", "screen.hold", how="frozen")
    play.must("chair", "theme.colour", theme=first, colour=3)
    play.must("chair", "deed.undo", deed=max(play.sees("chair", "deed")))
    play.must("noy", "timer.start", board=1, seconds=60)
    play.must("noy", "timer.stop", board=1)
    play.must("chair", "person.remove", person=play.people["sy"])
    play.settle()


def last_step(play: World) -> None:
    """The one that is taken back after the upgrade."""
    theme = min(play.sees("chair", "theme"))
    play.must("chair", "theme.rename", theme=theme, title={"lo": "", "en": "Connected systems"})
    play.settle()


def seen(play: World) -> dict[str, Any]:
    """{viewer: {stream: {seq, records}}}"""
    found: dict[str, Any] = {}
    for who in VIEWERS:
        replica = play.snapshot(who)
        found[who] = {
            name: {"seq": replica.seqs[name], "records": list(of.values())}
            for name, of in replica.maps.items()
        }
    return found


def write() -> None:
    with tempfile.TemporaryDirectory() as folder, world(f"sqlite:///{folder}/kept.sqlite3") as play:
        story(play)
        before = seen(play)
        last_step(play)
        after = seen(play)
        claims = {who: vars(play.claims[who]) for who in VIEWERS}
        with play.engine.store.read() as conn:
            revision = MigrationContext.configure(conn).get_current_revision()
            tables = {
                table.name: [dict(row) for row in conn.execute(select(table)).mappings()]
                for table in metadata.sorted_tables
            }
    kept = {"workshop": play.workshop, "claims": claims, "tables": tables, "before": before, "after": after}
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (FOLDER / f"{revision}.json").write_text(text + "\n", "utf-8")


class Kept:
    """One of the files, and how it is opened by today's build."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self.all: dict[str, Any] = json.loads((FOLDER / f"{revision}.json").read_text("utf-8"))

    def lay(self, url: str) -> None:
        """Into an empty database, in the shape of then."""
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        engine = create_engine(url)
        with engine.begin() as conn:
            config.attributes["connection"] = conn
            command.upgrade(config, self.revision)
        shape = MetaData()
        with engine.begin() as conn:
            shape.reflect(conn)
            if engine.dialect.name == "postgresql":  # rows point to each other in circles
                conn.execute(text("SET LOCAL session_replication_role = replica"))
            for name, rows in self.all["tables"].items():
                table = shape.tables[name]
                for row in rows:
                    conn.execute(insert(table), row)
                if engine.dialect.name == "postgresql" and "id" in table.c and rows:
                    last = conn.execute(select(func.max(table.c.id))).scalar()
                    if not isinstance(last, int):
                        continue
                    conn.execute(text(f"""SELECT setval(pg_get_serial_sequence('"{name}"', 'id'), {last})"""))
        engine.dispose()

    def open(self, url: str, house: House) -> World:
        play = World.__new__(World)
        play.url, play.published, play.dismissed, play.people = url, [], [], {}
        play.workshop = self.all["workshop"]
        play.claims = {who: Claim(**claim) for who, claim in self.all["claims"].items()}
        play.people = {who: claim.person for who, claim in play.claims.items() if claim.person}
        play.engine = Engine(Store(url), house)
        play.engine.start(play._publish, lambda workshop, person, why: play.dismissed.append((person, why)))
        play.settle()
        return play


if __name__ == "__main__":
    write()
