"""B6: after closing, who wrote and how people voted is let go of for good, and nothing that was counted changes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.world import World, world
from workshop.doors.backup import backup
from workshop.doors.takeaway.gathered import Records, gather
from workshop.features.ballots.tables import ballot, tally
from workshop.features.cards.tables import card
from workshop.features.people.tables import person
from workshop.features.results.tables import submission
from workshop.kernel.tables import change, receipt, record
from workshop.settings import Settings

CARD = {"board": 1, "kind": "problem", "lang": "en"}


def a_day(play: World) -> dict[str, int]:
    """Cards, replies, reactions, a photo, hands, votes at the table and of the whole room; then it is closed."""
    ids = {
        name: play.must(name, "card.post", id=f"the-card-of-{name}", **CARD, text=f"Words of {name}")["card"]
        for name in ("kham", "dao", "noy")
    }
    ids["paper"] = play.must(
        "noy", "card.record", **CARD, text="On paper", **named(play, by="Ms Unrepeated")
    )["card"]
    play.must("noy", "board.nudge", board=1, people=[play.people["kham"]])
    play.must("noy", "board.move", board=1, phase="reveal")
    play.must("dao", "reply.post", card=ids["kham"], text="A word", lang="en")
    play.must("dao", "reaction.set", card=ids["kham"], kind="same", on=True)
    play.must("kham", "photo.attach", board=1, card=ids["kham"], file="5e" * 32, width=400, height=300)
    play.must("noy", "call.make", board=1, text="Please come")
    play.must("noy", "card.merge", card=ids["kham"], others=[ids["dao"]])
    play.must("noy", "board.move", board=1, phase="vote")
    for who, dots in (("kham", 2), ("dao", 1), ("noy", 2)):
        play.must(
            who, "ballot.cast", id=f"the-ballot-of-{who}", round=1, subject=f"card:{ids['kham']}", dots=dots
        )
    play.must("noy", "hands.count", round=1, present=1, sure=True, counts=[{"card": ids["noy"], "hands": 1}])
    play.must("noy", "board.move", board=1, phase="report")
    play.must("noy", "board.submit", board=1)
    play.must("chair", "theme.create", title={"en": "A theme"}, cards=[ids["kham"]])
    play.must("chair", "poll.open", budget=3, cap=2)
    play.must("dao", "ballot.cast", round=polled(play), subject="theme:1", dots=2)
    play.must("chair", "poll.close")
    play.must("chair", "workshop.close")
    play.settle()
    return ids


def named(play: World, **words: str) -> dict[str, str]:
    return words if play.sees("chair", "workshop")[play.workshop]["named"] else {}


def polled(play: World) -> int:
    return max(id for id, one in play.sees("dao", "round").items() if one["board"] is None)


def numbers(play: World) -> list[Any]:
    return play.engine.look(play.workshop, lambda work: work.all(select(tally).order_by(tally.c.id)))  # type: ignore[no-any-return]


def files(play: World) -> str:
    """What every file to take away is drawn from."""
    actor = play.engine.admit(play.claims["chair"], play.workshop)
    streams = [name for name in actor.streams if name.partition(":")[0] in ("workshop", "team", "group")]
    return json.dumps(
        gather(Records(play.engine.snapshot(play.workshop, streams, {})), 0, ""), sort_keys=True
    )


def without_authors(play: World) -> dict[str, Any]:
    """What each reads of what is the whole table's or room's."""
    gone = {"author", "by", "says", "forgotten", "unwritten", "unvoted"}
    return {
        who: {
            stream: {key: {n: v for n, v in one.items() if n not in gone} for key, one in records.items()}
            for stream, records in play.snapshot(who).maps.items()
            if not stream.startswith("person:")
        }
        for who in ("chair", "noy", "kham", "mek", "screen")
    }


@pytest.mark.parametrize("anonymous", [False, True])
def test_forgetting_leaves_what_was_counted_and_nobody_who_gave_it(
    database_url: str, anonymous: bool
) -> None:
    """B6: the proof is counted; tallies, files and all that the room reads are the same; after a restart, too."""
    with world(database_url, named=not anonymous) as play:
        ids = a_day(play)
        tallies, taken, seen = numbers(play), files(play), without_authors(play)
        proof = play.must("chair", "workshop.forget")
        assert proof == {"named": 0, "ballots": 0, "cards": 4, "tallies": len(tallies)}
        play.settle()
        assert numbers(play) == tallies
        assert files(play) == taken
        assert without_authors(play) == seen
        play.restart()
        play.settle()
        assert numbers(play) == tallies and files(play) == taken and without_authors(play) == seen
        for who in ("kham", "dao", "noy"):
            mine = play.snapshot(who).maps[f"person:{play.people[who]}"]
            assert set(mine) == {f"person:{play.people[who]}"}, "who they are, and nothing they wrote or gave"
            assert play.dismissed.count((play.people[who], "changed")) >= 1
        assert all("author" not in one for one in play.sees("noy", "card").values())
        assert len(play.sees("chair", "person")) >= 7, "who took part stays"
        assert ids["kham"] in play.sees("dao", "card")
        assert play.must("chair", "workshop.forget") == proof, "again, it counts again"


def test_nothing_in_the_database_ties_a_person_to_a_card_or_vote(database_url: str) -> None:
    """B6: read past the features: no column, log, receipt or stream of one's own."""
    with world(database_url) as play:
        a_day(play)
        play.must("chair", "workshop.forget")

        def left(work: Any) -> list[Any]:
            own = record.c.stream.startswith("person:")
            return [
                work.number(select(func.count()).select_from(ballot)),
                work.all(select(receipt.c.id).where(receipt.c.id.startswith("the-"))),
                [
                    (one["seq"], one["name"])
                    for one in work.all(select(change).where(change.c.stream.startswith("person:")))
                    if (one["seq"], one["name"]) != (1, "workshop.forget")
                ],
                work.all(select(record).where(own, record.c.key.not_like("person:%"))),
                [row["by_name"] for row in work.all(select(card)) if row["by_name"] or row["typist_id"]],
                [row["id"] for row in work.all(select(submission)) if row["laid"] or row["handed"]],
            ]

        assert play.engine.look(play.workshop, left) == [0, [], [], [], [], []]
        [nobody] = play.engine.look(
            play.workshop,
            lambda work: work.all(select(person).where(person.c.id.in_(select(card.c.author_id)))),
        )
        assert nobody["gone"] and nobody["name"] == ""
        assert "Ms Unrepeated" not in str(
            play.engine.look(play.workshop, lambda work: work.all(select(card)))
        )


def test_what_is_forgotten_opens_no_more(new_sqlite: Callable[[], str]) -> None:
    """B6: not by reopening, nor by undoing the closing; and only the chair of a closed workshop forgets."""
    with world(new_sqlite()) as play:
        assert play.declined("chair", "workshop.forget") == "wrong_phase"
        a_day(play)
        closed = max(id for id, one in play.sees("chair", "deed").items() if one["name"] == "workshop.close")
        assert play.declined("noy", "workshop.forget") == "not_allowed"
        play.must("chair", "workshop.forget")
        assert play.declined("chair", "workshop.reopen") == "forgotten"
        assert play.declined("chair", "deed.undo", deed=closed) == "closed"
        assert play.sees("chair", "workshop")[play.workshop]["state"] == "closed"


MARKS = (b"the-card-of-kham", b"the-ballot-of-dao", b"Ms Unrepeated")


def test_no_byte_of_it_is_left_in_the_file_nor_in_a_backup(
    new_sqlite: Callable[[], str], tmp_path: Path
) -> None:
    """B6: free pages and the log beside the database are cleared; a backup made afterwards has none of it."""
    url = new_sqlite()
    place = Path(url.partition(":///")[2])
    with world(url) as play:
        a_day(play)
        written = b"".join(path.read_bytes() for path in place.parent.glob(f"{place.name}*"))
        assert all(mark in written for mark in MARKS)
        play.must("chair", "workshop.forget")
        assert play.engine.store.wipe()
        kept = b"".join(path.read_bytes() for path in place.parent.glob(f"{place.name}*"))
        assert not [mark for mark in MARKS if mark in kept]
        assert b"Words of kham" in kept, "what was said stays"
        settings = Settings(data=tmp_path / "none", database_url=url)
        backup(settings, tmp_path / "after.zip")
    with zipfile.ZipFile(tmp_path / "after.zip") as pack:
        packed = b"".join(pack.read(name) for name in pack.namelist())
    assert b"Words of kham" in packed and not [mark for mark in MARKS if mark in packed]


def test_the_proof_catches_what_is_left(
    new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: replies are passed over; ballots are kept."""
    with world(new_sqlite()) as play:
        a_day(play)
        at = "workshop.features.forgetting.commands"
        monkeypatch.setattr(f"{at}.DELETED", ())
        proof = play.must("chair", "workshop.forget")
        assert proof["ballots"] == 4 and proof["named"] > 0
