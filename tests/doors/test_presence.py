"""Where people are, for their leader alone: by a clock held in the hand, and on real sockets.

Planted once and caught: `here` told to the whole workshop; a dropped phone left at once; a lag that nobody times;
the end of a connection that outlives the goodbye before it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.doors.real import SOONER, Phone, Raw, Server, Workshop, phones
from workshop.doors.presence import Looker
from workshop.doors.socket import Json
from workshop.doors.whereabouts import GRACE, LATE, LEAST, STEADY, Whereabouts

# --- by the clock ------------------------------------------------------------------------------------------

DESK = {"desk:2"}


def sits(person: int, group: int | None = 2, workshop: int = 1) -> Looker:
    return Looker("person", workshop, person, group, came=0.0, since=0.0)


class Desk:
    """One table's words, as they leave."""

    def __init__(self) -> None:
        self.all = Whereabouts()
        self.lookers: list[Looker] = []

    def hears(self, now: float) -> dict[str, str] | None:
        """What is said now; None: nothing."""
        words = self.all.due(self.lookers, DESK, now)
        return dict(words[-1][1]["here"]) if words else None

    def over(self, since: float, until: float) -> list[tuple[float, dict[str, str]]]:
        """A second at a time, as the door ticks: when something was said, and what."""
        seconds = range(int(since), int(until) + 1)
        return [(now, said) for now in seconds if (said := self.hears(float(now))) is not None]

    def drop(self, looker: Looker, now: float) -> None:
        self.lookers.remove(looker)
        self.all.gone(looker, now)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_locked_phone_is_asleep_and_one_that_locks_for_a_moment_never_was(desk: Desk) -> None:
    noy = sits(7)
    desk.lookers = [noy]
    assert desk.hears(0.0) == {"7": "here"}
    noy.look("away", 10.0)
    assert {said["7"] for _, said in desk.over(10, 12)} <= {"here"}
    noy.look("board", 12.5)
    assert {said["7"] for _, said in desk.over(13, 40)} == {"here"}
    noy.look("away", 41.0)
    assert desk.over(41, 60)[-1][1] == {"7": "asleep"}


def test_a_dropped_phone_is_here_then_asleep_then_left(desk: Desk) -> None:
    noy, kham = sits(7), sits(8)
    desk.lookers = [noy, kham]
    desk.hears(0.0)
    desk.drop(noy, 10.0)
    said = dict(desk.over(10, 70))
    assert [said[now].get("7", "left") for now in sorted(said)] == sorted(
        (each.get("7", "left") for each in said.values()), key=["here", "asleep", "left"].index
    )
    assert min(now for now, each in said.items() if each.get("7") == "asleep") == 10 + STEADY
    assert min(now for now, each in said.items() if "7" not in each) == 10 + GRACE


def test_a_phone_that_comes_back_in_time_never_blinks(desk: Desk) -> None:
    """An iPhone locks for three seconds and its connection is gone with it."""
    noy = sits(7)
    desk.lookers = [noy]
    desk.hears(0.0)
    noy.look("away", 10.0)
    desk.drop(noy, 10.1)
    heard = desk.over(11, 12)
    desk.lookers = [sits(7)]
    heard += desk.over(13, 60)
    assert {said["7"] for _, said in heard} == {"here"}


def test_a_restart_wakes_hidden_pages_and_nobody_looks_at_them(desk: Desk) -> None:
    hidden = Looker("person", 1, 7, 2, came=5.0, since=5.0)
    hidden.look("away", 5.2)
    desk.lookers = [hidden]
    assert desk.hears(6.0) == {"7": "asleep"}


def test_behind_is_what_lasts(desk: Desk) -> None:
    """A phone that says that it keeps up is believed until it stops saying so; one that never did is not accused."""
    tells, silent = sits(7), sits(8)
    desk.lookers = [tells, silent]
    tells.lags(0, 1.0)
    for looker in desk.lookers:
        looker.told_heads(10.0)
        looker.told_heads(12.0)  # told again meanwhile: it owes since the first
    assert desk.hears(10.0 + LATE - 0.1) == {"7": "here", "8": "here"}
    assert desk.hears(10.0 + LATE + LEAST) == {"7": "behind", "8": "here"}
    tells.lags(0, 18.0)
    assert desk.hears(19.5) == {"7": "here", "8": "here"}
    tells.lags(2, 20.0)
    tells.lags(1, 24.0)
    assert desk.hears(25.5) == {"7": "behind", "8": "here"}


def test_a_phone_that_slept_is_given_time_anew(desk: Desk) -> None:
    noy = sits(7)
    noy.lags(0, 0.0)
    noy.told_heads(1.0)
    noy.look("away", 2.0)
    noy.look("board", 100.0)
    desk.lookers = [noy]
    assert desk.hears(100.5) == {"7": "here"}


def test_words_that_wait_are_behind(desk: Desk) -> None:
    noy = sits(7)
    noy.waiting = True
    desk.lookers = [noy]
    assert desk.hears(0.0) == {"7": "behind"}


def test_the_better_of_two_devices_counts(desk: Desk) -> None:
    phone, laptop = sits(7), sits(7)
    phone.look("away", 0.0)
    desk.lookers = [phone, laptop]
    assert desk.hears(10.0) == {"7": "here"}
    desk.drop(laptop, 20.0)
    assert desk.hears(20.0 + STEADY) == {"7": "asleep"}


def test_who_said_goodbye_has_left_at_once(desk: Desk) -> None:
    noy, kham = sits(7), sits(8)
    desk.lookers = [noy, kham]
    desk.hears(0.0)
    desk.all.goodbye(1, 7, 9.9)
    desk.drop(noy, 10.0)
    assert desk.hears(11.0) == {"8": "here"}


def test_a_table_is_told_to_its_own_desk_and_where_nobody_reads_nothing_is_said(desk: Desk) -> None:
    desk.lookers = [sits(7, 2), sits(8, 3), sits(9, None)]
    words = desk.all.due(desk.lookers, None, 0.0)
    assert {stream: list(word["here"]) for stream, word in words} == {
        "desk:2": ["7"],
        "desk:3": ["8"],
        "chair:1": ["9"],
    }
    assert [stream for stream, _ in desk.all.due(desk.lookers, {"desk:3"}, 60.0)] == ["desk:3"]
    assert [stream for stream, _ in desk.all.due(desk.lookers, {"desk:2", "desk:3"}, 61.0)] == ["desk:2"]


def test_a_leader_who_comes_in_hears_at_the_next_second(desk: Desk) -> None:
    desk.lookers = [sits(7)]
    desk.hears(0.0)
    assert desk.hears(3.0) is None
    desk.all.read_by(1, ("workshop:1", "desk:2"))
    assert desk.hears(4.0) == {"7": "here"}


def test_who_moved_to_another_table_is_no_longer_the_former_leaders(desk: Desk) -> None:
    noy, kham = sits(7), sits(8)
    desk.lookers = [noy, kham]
    desk.hears(0.0)
    desk.drop(noy, 10.0)
    desk.lookers.append(sits(7, 3))
    assert desk.hears(10.5) == {"8": "here"}


def test_an_empty_table_is_said_once(desk: Desk) -> None:
    noy = sits(7)
    desk.lookers = [noy]
    desk.hears(0.0)
    desk.drop(noy, 1.0)
    said = desk.over(2, 200)
    assert said[-1][1] == {} and len([each for _, each in said if not each]) == 1
    assert not desk.all._told and not desk.all._sights


@pytest.mark.parametrize("uneasy", [False, True])
def test_what_a_full_room_costs(uneasy: bool) -> None:
    """300 people at ten tables, a leader each and one chair: frames and bytes a second, at rest and at worst.

    docs/architecture.md quotes these.
    """
    all, lookers = Whereabouts(), [sits(1000 + n, n % 10) for n in range(300)]
    desks = {f"desk:{n}" for n in range(10)}
    frames = size = 0
    for second in range(60):
        for looker in lookers[::3] if uneasy else ():
            looker.look("away" if looker.see == "board" else "board", second - STEADY)
        for _, word in all.due(lookers, desks, float(second)):
            frames += 2  # the leader and the chair
            size += 2 * (len(Json.dumps(["presence", word]).encode()) + 6)
    print(f"{frames / 60:.1f} frames, {size / 60:.0f} bytes a second")
    assert frames / 60 <= (7 if uneasy else 2.1)
    assert size / 60 <= (4_000 if uneasy else 1_300)


# --- on real sockets ---------------------------------------------------------------------------------------


def told(phone: Phone) -> list[dict[str, Any]]:
    return [word for word in phone.presence if "here" in word]


def says(leader: Phone, person: dict[str, Any], *states: str) -> str:
    """Wait until the leader hears one of these states of a person."""

    def heard() -> str:
        # From the last word that was waited for: what follows it may have come and gone on a busy machine.
        for at, word in enumerate(told(leader)[leader.waited :], leader.waited):
            if word["group"] == person["group"]:
                said = str(word["here"].get(str(person["person"]), "left"))
                if said in states:
                    leader.waited = at
                    return said
        return ""

    return str(leader.until(heard, f"{person['person']} to be {states}"))


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Told sooner than the product tells it: how long it takes is held to the clock above."""
    it = Server(tmp_path_factory.mktemp("sooner"), request.param, quick=SOONER).start()
    yield it
    it.end()


@pytest.fixture
def table(workshop: Workshop) -> Table:
    return Table(workshop)


class Table:
    """Table 1 with its leader and Kham; table 2 with its leader."""

    def __init__(self, workshop: Workshop) -> None:
        self.ws = workshop
        first, second = workshop.groups()[:2]
        self.leader, self.kham = workshop.person("Noy", first), workshop.person("Kham", first)
        self.other = workshop.person("Boun", second)
        for each in (self.leader, self.other):
            workshop.wish("person.promote", workshop.chair, person=each["person"], role="leader")

    def phone(self, who: dict[str, Any], transport: str = "websocket") -> Phone:
        return self.ws.phone(who["token"], transport)


@pytest.mark.parametrize("transport", ["websocket", "polling"])
def test_here_asleep_here_and_goodbye(table: Table, transport: str) -> None:
    with phones(table.phone(table.leader), table.phone(table.kham, transport)) as (leader, kham):
        says(leader, table.kham, "here")
        assert set(kham.ask("presence", {"see": "away"})) == {"now"}
        says(leader, table.kham, "asleep")
        kham.ask("presence", {"see": "board"})
        says(leader, table.kham, "here")
        kham.io.eio.disconnect()  # the line ends, nothing is said
        assert kham.gone.wait(10)
        says(leader, table.kham, "asleep")
        with phones(table.phone(table.kham, transport)) as (back,):
            says(leader, table.kham, "here")
            assert "ok" in back.wish("person.leave")
            says(leader, table.kham, "left")


def test_one_device_put_down_takes_nothing_from_the_other(table: Table) -> None:
    """Leaving once took the seat, and of a leader the lead, on every device: only the chair could give it back."""
    board = table.ws.boards()[0]
    with phones(table.phone(table.leader), table.phone(table.leader), table.phone(table.kham)) as (
        one,
        other,
        kham,
    ):
        says(one, table.kham, "here")
        assert "ok" in other.wish("person.leave")
        other.io.disconnect()
        before = len(told(one))
        kham.ask("presence", {"see": "away"})
        says(one, table.kham, "asleep")
        assert len(told(one)) > before
        says(one, table.leader, "here")
        assert "ok" in one.wish("board.lock", board=board, locked=True), "still the leader, here and at once"
        assert not one.byes
    came = table.ws.wish("person.return", code=table.leader["code"])["ok"]
    assert came["group"] == table.leader["group"]
    assert "ok" in table.ws.wish("board.lock", came["token"], board=board, locked=False)


def test_somebody_sent_out_has_left(table: Table) -> None:
    with phones(table.phone(table.leader), table.phone(table.kham)) as (leader, _):
        says(leader, table.kham, "here")
        table.ws.wish("person.remove", table.leader["token"], person=table.kham["person"])
        says(leader, table.kham, "left")


def test_a_phone_that_takes_no_deltas_is_behind(table: Table) -> None:
    """It keeps its line and answers pings, says that it keeps up, and then no longer does."""
    with phones(table.phone(table.leader)) as (leader,):
        says(leader, table.leader, "here")
        raw = Raw(table.ws.server)
        raw.enter()
        join = json.dumps(["join", {"code": table.ws.code, "have": {}, "token": table.kham["token"]}])
        raw.say(f"421{join}")
        raw.say('422["presence",{"see":"board","behind":0}]')
        says(leader, table.kham, "here")
        says(leader, table.kham, "behind")
        raw.say('423["presence",{"see":"board","behind":0}]')
        says(leader, table.kham, "here")
    raw.close()


def test_words_that_wait_tell_of_a_phone(table: Table) -> None:
    with phones(table.phone(table.leader), table.phone(table.kham)) as (leader, kham):
        says(leader, table.kham, "here")
        kham.ask("presence", {"see": "board", "waiting": 2})
        says(leader, table.kham, "behind")
        kham.ask("presence", {"see": "away"})
        says(leader, table.kham, "asleep")


def test_where_nobody_is_named_no_desk_hears_whose_phone_is_awake(server: Server) -> None:
    """B2: counts alone, for who was awake when a card came in wrote it. Made anonymous, a table is said to be empty."""
    table = Table(server.workshop(named=True))
    with phones(table.phone(table.leader), table.phone(table.kham)) as (leader, kham):
        says(leader, table.kham, "here")
        table.ws.wish("workshop.edit", table.ws.chair, named=False)
        leader.until(lambda: told(leader)[-1]["here"] == {}, "to hear of nobody")
        before, counted = len(told(leader)), len(leader.presence)
        kham.ask("presence", {"see": "away"})
        leader.until(lambda: len(leader.presence) > counted, "the counts that tell of it")
        kham.ask("presence", {"see": "board", "waiting": 2})
        counted = len(leader.presence)
        leader.until(lambda: len(leader.presence) > counted, "and those that tell of this")
        assert len(told(leader)) == before


def test_only_the_own_leader_and_the_chair_are_told(table: Table) -> None:
    """Others hear counts. The chair hears of every table, and of people without one."""
    alone = table.ws.person("Dao", table.ws.groups()[1])
    table.ws.wish("person.move", table.ws.chair, person=alone["person"], group=None)
    all = [table.phone(each) for each in (table.leader, table.kham, table.other, alone)]
    screen = table.ws.phone(screen_token(table.ws))
    with phones(*all, screen, table.ws.phone(table.ws.chair)) as (leader, kham, other, dao, _, chair):
        says(leader, table.kham, "here")
        first, second = table.ws.groups()[:2]
        chair.until(lambda: {word["group"] for word in told(chair)} >= {first, second, None}, "every table")
        # By then everybody has heard something, and what they heard last came later than any `here`.
        kham.ask("presence", {"see": "away"})
        says(leader, table.kham, "asleep")
        for each in (kham, dao, screen):
            each.until(lambda each=each: each.presence, "counts")
            assert not told(each)
            assert all_known(each.presence)
        assert {word["group"] for word in told(leader)} == {first}
        other.until(lambda: told(other), "the own table")
        assert {word["group"] for word in told(other)} == {second}


def all_known(words: list[dict[str, Any]]) -> bool:
    return all(set(word) == {"node", "groups", "people", "screens"} for word in words)


def screen_token(workshop: Workshop) -> str:
    url = f"{workshop.server.base}/api/w/{workshop.code}/links"
    links = requests.get(url, headers={"Authorization": f"Bearer {workshop.chair}"}, timeout=20).json()
    return str(links["screen"]).split("#t=")[1]


def test_a_phone_that_only_gets_http_through_is_here(table: Table) -> None:
    with phones(table.phone(table.leader)) as (leader,):
        says(leader, table.leader, "here")
        table.ws.streams(table.kham["token"])
        says(leader, table.kham, "here")


def test_nothing_of_it_is_logged_or_kept(table: Table) -> None:
    with phones(table.phone(table.leader), table.phone(table.kham)) as (leader, _):
        says(leader, table.kham, "here")
        stream = f"desk:{table.kham['group']}"
        assert not [each for delta in leader.deltas if delta["stream"] == stream for each in delta["puts"]]
    assert "asleep" not in table.ws.server.said() and '"here"' not in table.ws.server.said()


@pytest.mark.slow
def test_over_a_restart_people_come_back(new_server: Callable[..., Server]) -> None:
    """A new server knows nobody until they come; the leader's own phone keeps what it heard (tests/client)."""
    server = new_server(quick=SOONER).start()
    table = Table(server.workshop())
    with phones(table.phone(table.leader), table.phone(table.kham)) as (leader, _):
        node = says(leader, table.kham, "here") and told(leader)[-1]["node"]
        server.stop()
        server.start()
    with phones(table.phone(table.leader)) as (leader,):
        says(leader, table.leader, "here")
        assert says(leader, table.kham, "left") and told(leader)[-1]["node"] != node
        with phones(table.phone(table.kham)):
            says(leader, table.kham, "here")


@contextmanager
def two(
    new_server: Callable[..., Server], new_postgres: Callable[[], str], redis_url: str
) -> Iterator[tuple[Server, Server]]:
    url = new_postgres()
    one, other = (new_server(mode, DATABASE_URL=url, REDIS_URL=redis_url) for mode in ("eventlet", "gevent"))
    yield one.start(), other.start()


def test_a_leader_hears_of_the_phones_of_another_process(
    new_server: Callable[..., Server], new_postgres: Callable[[], str], redis_url: str, tmp_path: Path
) -> None:
    """Each process tells its own; whoever hears takes the best of what was said lately."""
    with two(new_server, new_postgres, redis_url) as (one, two_):
        table = Table(one.workshop())
        there = Workshop(two_, table.ws.code, table.ws.id, table.ws.chair)
        with phones(table.phone(table.leader), there.phone(table.kham["token"])) as (leader, kham):
            says(leader, table.kham, "here")
            leader.until(lambda: len({word["node"] for word in told(leader)}) == 2, "both processes")
            assert not told(kham)
