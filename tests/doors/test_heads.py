"""Which heads are told: all that a lost last delta could hide, and nothing that grows with what does not change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from tests.world import world
from workshop.doors.connections import Connection
from workshop.doors.heads import FRESH, WHOLE, Heads
from workshop.doors.presence import Looker
from workshop.doors.whereabouts import Whereabouts


@dataclass
class House:
    """A house of heads, in which every look is written down."""

    heads: dict[str, int] = field(default_factory=dict)
    looks: list[int] = field(default_factory=list)  # how many streams each asked for

    def look(self, workshop: int, streams: Iterable[str]) -> dict[str, int]:
        asked = list(streams)
        self.looks.append(len(asked))
        return {stream: self.heads[stream] for stream in asked}

    def moved(self, workshop: int) -> int:
        return sum(self.heads.values())


def sat(count: int) -> tuple[House, Heads, list[Connection]]:
    """So many phones at one table, told of everything at 0.0."""
    house = House({"workshop:1": 5, "group:1": 7} | {f"person:{n}": 1 for n in range(count)})
    heads = Heads(house.look, house.moved)
    phones = [
        Connection(f"sid{n}", "", "lo", workshop=1, streams=("workshop:1", "group:1", f"person:{n}"))
        for n in range(count)
    ]
    told = heads.due(1, phones, 0.0)
    assert [news for _, news in told] == [{s: house.heads[s] for s in phone.streams} for phone in phones]
    return house, heads, phones


@pytest.mark.parametrize("count", [3, 300])
def test_an_idle_house_looks_at_no_head_and_tells_none(count: int) -> None:
    """Whatever the number of phones: one number a look, until all is told once more."""
    house, heads, phones = sat(count)
    house.looks.clear()
    assert [heads.due(1, phones, at) for at in (10.0, 20.0)] == [[], []] and house.looks == []
    assert len(heads.due(1, phones, WHOLE)) == count and len(house.looks) == 1


def test_what_moved_and_rests_is_told_once_and_alone() -> None:
    house, heads, phones = sat(3)
    house.heads["person:1"] += 1
    assert heads.due(1, phones, 10.0) == [(phones[1], {"person:1": 2})]
    house.looks.clear()
    assert heads.due(1, phones, 20.0) == [] and house.looks == []


def test_a_stream_that_moves_is_told_when_it_rests() -> None:
    """Its next delta shows a gap by itself; the last one of all could not."""
    house, heads, phones = sat(3)
    house.heads["group:1"] = 8
    assert len(heads.due(1, phones[:1], 10.0)) == 1  # nobody looked lately: it may rest
    house.heads["group:1"] = 9
    assert heads.due(1, phones[1:2], 11.0) == []
    assert heads.due(1, phones[1:2], 12.0) == [(phones[1], {"group:1": 9})]
    assert heads.due(1, phones[:1], 12.0 + FRESH + 1) == [(phones[0], {"group:1": 9})]


def test_who_comes_anew_is_told_all_and_who_left_meanwhile_nothing() -> None:
    house, heads, phones = sat(2)

    def leaves(workshop: int, streams: Iterable[str]) -> dict[str, int]:
        phones[0].streams = ()
        return house.look(workshop, streams)

    phones[1].heads, phones[1].heads_moved = (), None  # as when it joins
    house.heads["workshop:1"] += 1
    heads._look = leaves
    assert [phone for phone, _ in heads.due(1, phones, 1.0)] == [phones[1]]


def test_the_number_of_a_workshop_moves_with_every_stream_of_it(database_url: str) -> None:
    with world(database_url) as play:
        before = play.engine.moved(play.workshop)
        play.must("kham", "card.post", board=1, kind="problem", text="One", lang="en")
        after = play.engine.moved(play.workshop)
        assert after > before and play.engine.moved(play.workshop + 1) == 0
        heads = play.engine.heads(play.workshop, play.snapshot("chair").streams)
        assert 0 < sum(heads.values()) <= after


def test_whether_a_table_is_secret_is_asked_only_where_its_desk_is_read() -> None:
    asked: list[int | None] = []

    def secret(workshop: int, group: int | None) -> bool:
        asked.append(group)
        return False

    lookers = [Looker("person", 1, person, group) for person, group in ((1, 1), (2, 2), (3, 3))]
    words = Whereabouts().due(lookers, {"desk:2"}, 1.0, secret)
    assert [stream for stream, _ in words] == ["desk:2"] and asked == [2]
