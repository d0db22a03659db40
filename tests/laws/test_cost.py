"""What a vote costs, in statements and projections: no wall time, which a busy machine would break."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.world import World, statements, world
from workshop.features import ROOMS
from workshop.features.agenda.tables import workshop
from workshop.features.ballots.tables import ballot, tally
from workshop.features.forgetting.commands import frozen
from workshop.features.people.admit import admit
from workshop.features.people.tables import person
from workshop.features.progress import progress
from workshop.kernel.batch import Wish
from workshop.kernel.nouns import House, Noun, Room, Row, Shown, watch
from workshop.kernel.prepared import Prepared
from workshop.kernel.tables import receipt
from workshop.kernel.work import Work

_ids = itertools.count(1)
CROWD = 24


def voting(play: World) -> list[int]:
    """A table of many in the midst of a vote with running tallies; returns its cards."""
    for n in range(CROWD):
        play.engine.paces.forget()
        play.join(f"v{n}", 1)
    cards = [
        play.must(f"v{n}", "card.post", board=1, kind="problem", text=f"No {n}", lang="en")["card"]
        for n in range(4)
    ]
    play.must("noy", "board.move", board=1, phase="vote")
    play.must("noy", "round.set", board=1, budget=None, cap=1, live=True)
    for card in cards:  # each tally is there: what follows is the same for every vote
        play.must("kham", "ballot.cast", round=1, subject=f"card:{card}", dots=1)
    play.settle()
    return cards


def votes(play: World, card: int, people: range, dots: int = 1) -> list[Wish]:
    data = {"round": 1, "subject": f"card:{card}", "dots": dots}
    return [
        play.engine._wish(play.claims[f"v{n}"], "ballot.cast", data, f"cost-{next(_ids):012d}", play.workshop)
        for n in people
    ]


def run(play: World, wishes: list[Wish], *kinds: str) -> list[str]:
    """The statements of one batch."""
    with statements(play) as asked:
        play.engine._run(play.workshop, wishes, list(kinds))
    assert all(wish.answer.result(0).ok is not None for wish in wishes)
    return list(asked)


def test_a_vote_more_in_a_batch_is_two_statements_more(new_sqlite: Callable[[], str]) -> None:
    """Its own look and its own row: all else is read and written for the whole batch together."""
    with world(new_sqlite()) as play:
        first, second, *_ = voting(play)
        run(play, votes(play, second, range(1)))  # whatever is put together once
        few, many = run(play, votes(play, first, range(4))), run(play, votes(play, first, range(4, 20)))
        assert len(many) - len(few) == 2 * (16 - 4)


class Planted:
    """A room that watches all that comes of votes, and asks the database whenever it is asked itself."""

    def __init__(self, *, seldom: bool) -> None:
        self.asked: list[tuple[str, int]] = []  # (table, how many of its rows)
        self.looked = 0
        watches = (
            watch(ballot, "value caster_id", self.of("ballot"), seldom=seldom),
            watch(tally, "votes voters", self.of("tally")),
            watch(progress, "voters", self.of("progress")),
        )
        self.room = Room("planted", nouns=(Noun("planted", workshop, self.see, watches=watches),))

    def of(self, table: str) -> Any:
        def find(work: Work, rows: Sequence[Row]) -> list[int]:
            self.asked.append((table, len(rows)))
            return work.ids(select(workshop.c.id).where(workshop.c.id == work.workshop))

        return find

    def see(self, work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
        self.looked += len(rows)
        for _ in rows:
            yield {}


def house_with(planted: Planted, *, crowded: bool = True) -> House:
    rooms = [room.ROOM if crowded else replace(room.ROOM, crowded=()) for room in ROOMS]
    return House((*rooms, planted.room), admit, frozen)


def cost(play: World, card: int) -> list[int]:
    """Statements of batches of one, six and sixteen votes."""
    run(play, votes(play, card, range(1)))  # whatever is put together once
    return [len(run(play, votes(play, card, some))) for some in (range(1, 2), range(2, 8), range(8, CROWD))]


def test_a_vote_costs_the_same_however_many_rooms_watch(new_sqlite: Callable[[], str]) -> None:
    """Neither statements nor projections grow with a vote; what watches is asked when something is drawn, once."""
    with world(new_sqlite()) as play:
        without = cost(play, voting(play)[0])
    planted = Planted(seldom=True)
    with world(new_sqlite(), house=house_with(planted)) as play:
        card = voting(play)[0]
        planted.asked, planted.looked = [], 0
        assert cost(play, card) == without and (planted.asked, planted.looked) == ([], 0)
        run(play, [], "tally", "progress", "watched")
        assert sorted(planted.asked) == [("ballot", CROWD), ("progress", 2), ("tally", 2)]
        assert planted.looked == 3  # once for each drawing


def test_a_watch_asked_with_every_vote_is_refused_and_would_be_seen(new_sqlite: Callable[[], str]) -> None:
    with pytest.raises(ValueError, match="a crowd writes"):
        house_with(Planted(seldom=False))
    with world(new_sqlite()) as play:
        without = cost(play, voting(play)[0])
    with world(new_sqlite(), house=house_with(Planted(seldom=False), crowded=False)) as play:
        given = cost(play, voting(play)[0])
    assert [more - before for more, before in zip(given, without, strict=True)] == [1, 6, 16]


def test_what_is_prepared_says_what_sqlalchemy_says(database_url: str) -> None:
    """Numbers, truth, JSON, nothing at all, lists of any length: the same rows and types on both databases."""
    with world(database_url) as play:
        everybody = (
            select(person).where(person.c.id.in_(bindparam("ids", expanding=True))).order_by(person.c.id)
        )
        kept = select(receipt).order_by(receipt.c.id)
        with play.engine.store.read() as conn:
            ids = list(conn.execute(select(person.c.id)).scalars())
            for some in (ids[:1], ids[:3], ids):
                assert Prepared(everybody).dicts(conn, ids=some) == [
                    dict(row) for row in conn.execute(everybody, {"ids": some}).mappings()
                ]
            told = [dict(row) for row in conn.execute(kept).mappings()]
            assert Prepared(kept).dicts(conn) == told
            assert any(isinstance(row["reply"], dict) for row in told)
            with pytest.raises(ValueError, match="empty"):
                Prepared(everybody).dicts(conn, ids=[])


def test_what_is_prepared_writes_what_sqlalchemy_writes(database_url: str) -> None:
    """JSON and its nothing, through one row and through many."""
    with world(database_url) as play:
        row = {"workshop_id": play.workshop, "actor": "guest", "hash": "-", "refused": None, "at": 1}
        said: list[dict[str, Any]] = [
            {"id": "by-one", "reply": {"ກ": [1, None]}, "params": None},
            {"id": "by-two", "reply": None, "params": {}},
        ]
        with play.engine.store.work(play.workshop) as conn:
            conn.execute(insert(receipt), [row | each | {"actor": "theirs"} for each in said])
            Prepared(insert(receipt), *receipt.c.keys()).many(
                conn, [row | each | {"actor": "ours"} for each in said]
            )
            mine = select(receipt.c.id, receipt.c.reply, receipt.c.params, receipt.c.reply.is_(None))
            ours, theirs = (
                [
                    tuple(one)
                    for one in conn.execute(mine.where(receipt.c.actor == whose).order_by(receipt.c.id))
                ]
                for whose in ("ours", "theirs")
            )
        assert ours == theirs and len(ours) == 2


def test_what_the_driver_refuses_is_told_as_ever_and_without_words(database_url: str) -> None:
    """The kernel tells a full disk from a fault by SQLAlchemy's errors; none may carry what a person wrote."""
    with world(database_url) as play:
        wrong = {column.name: None for column in ballot.c if column.name != "id"} | {
            "subject": "a person's words"
        }
        with pytest.raises(IntegrityError) as told, play.engine.store.work(play.workshop) as conn:
            Prepared(insert(ballot), *wrong).write(conn, **wrong)
        assert isinstance(told.value, DBAPIError) and told.value.orig is not None
        assert told.value.params is None and told.value.hide_parameters


def test_a_tally_is_added_up_without_reading_a_ballot(new_sqlite: Callable[[], str]) -> None:
    """In a storm all cards are drawn ten times a second: of thousands of ballots an index is read, and no row."""
    with world(new_sqlite()) as play:
        first, *_ = voting(play)
        run(play, votes(play, first, range(CROWD)))
        sums = [said for said in run(play, [], "tally") if "sum(" in said]
        with play.engine.store.read() as conn:
            plans = [
                " / ".join(
                    row[-1]
                    for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", (1,) * said.count("?"))
                )
                for said in sums
            ]
        assert len(plans) == 2 and "COVERING INDEX ix_ballot_sums" in plans[0], plans
        play.must("chair", "person.move", person=play.people["v0"], group=2)
        play.settle()
        assert play.sees("kham", "tally")[f"1.card.{first}"]["votes"] == CROWD
