"""Two processes on one PostgreSQL and one Redis; and a Redis that answers nobody (R8)."""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from tests.doors.real import Server, Workshop, new_id, phones, wait_for
from tests.setup import servers
from tests.setup.servers import free_port


@pytest.fixture(scope="module")
def pair(
    tmp_path_factory: pytest.TempPathFactory, redis_server: str, module_postgres: Callable[[], str]
) -> Iterator[list[Server]]:
    """Two servers of one house, one of each mode."""
    url = module_postgres()
    both = [
        Server(tmp_path_factory.mktemp(mode), mode, DATABASE_URL=url, REDIS_URL=redis_server).start()
        for mode in ("eventlet", "gevent")
    ]
    yield both
    for each in both:
        each.end()


def test_what_one_process_writes_the_others_phones_see(pair: list[Server]) -> None:
    one, two = pair
    here = one.workshop()
    there = Workshop(two, here.code, here.id, here.chair)
    person = here.person()
    with phones(here.phone(person["token"]), there.phone(person["token"])) as (a, b):
        assert "ok" in a.wish("card.post", board=here.boards()[0], kind="problem", text="Here", lang="en")
        b.until(b.seen("card.post"), "the delta of the other process")
        assert "ok" in b.wish("person.rename", name="Noy Two", org_other="-")
        a.until(a.seen("person.rename"), "the delta of the other process")
        seen = b.until(lambda: {p["node"]: p["people"] for p in b.presence if p["people"]}, "presence")
        b.until(lambda: len({p["node"] for p in b.presence}) == 2, "both nodes' presence")
        assert set(seen.values()) == {1}
        # the same id through both is one command (R2)
        id = new_id()
        data = {"board": here.boards()[0], "kind": "lesson", "text": "Once", "lang": "en"}
        assert a.wish("card.post", id, **data)["ok"] == b.wish("card.post", id, **data)["ok"]


def test_removal_takes_effect_in_every_process(pair: list[Server]) -> None:
    one, two = pair
    here = one.workshop()
    there = Workshop(two, here.code, here.id, here.chair)
    person = here.person()
    with phones(there.phone(person["token"])) as (phone,):
        assert "ok" in here.wish("person.remove", here.chair, person=person["person"])
        phone.until(lambda: phone.byes, "bye from the other process")
        assert phone.byes == ["removed"]
        assert phone.gone.wait(10)
        assert there.phone(person["token"]).answer["refused"] == "removed"


def test_what_a_killed_process_acknowledged_is_counted_by_the_other(
    new_server: Callable[..., Server], new_postgres: Callable[[], str], redis_url: str
) -> None:
    """F2: killed right after its answers, before it drew; nobody votes again, and the other tells all of them."""
    house = {"DATABASE_URL": new_postgres(), "REDIS_URL": redis_url}
    one, two = (new_server(mode, **house).start() for mode in ("eventlet", "gevent"))
    here = one.workshop()
    there = Workshop(two, here.code, here.id, here.chair)
    people = [here.person(f"P{n}") for n in range(6)]
    board = next(
        each["id"]
        for each in here.streams(here.chair)[f"workshop:{here.id}"]
        if each["type"] == "board" and each["group"] == people[0]["group"]
    )
    post = {"board": board, "kind": "problem", "text": "The card", "lang": "en"}
    card = here.wish("card.post", people[0]["token"], **post)["ok"]["card"]
    assert "ok" in here.wish("board.move_all", here.chair, phase="vote")

    def told(type: str) -> list[dict[str, Any]]:
        streams = there.streams(there.chair)
        return [each for part in streams.values() for each in part if each["type"] == type]

    round = next(each["id"] for each in told("round") if each["board"] == board)
    with phones(there.phone(there.chair)) as (chair,):
        for person in people:
            vote = {"round": round, "subject": f"card:{card}", "dots": 1}
            assert "ok" in here.wish("ballot.cast", person["token"], **vote)
        one.kill()
        group = people[0]["group"]
        chair.until(
            lambda: any(
                put["type"] == "progress" and put["group"] == group and put["voters"] == 6
                for delta in chair.deltas
                for put in delta["puts"]
            ),
            "how many voted, by the process that lives",
        )
        assert "ok" in there.wish("board.move_all", there.chair, phase="report")
        assert [each["votes"] for each in told("tally") if each["subject"] == f"card:{card}"] == [6]


def test_rows_decide_who_hears_while_redis_is_away(
    new_server: Callable[..., Server], new_postgres: Callable[[], str]
) -> None:
    """F1: removed, moved and given another part by one process while Redis is away, a phone at the other is dismissed
    all the same; and once Redis is back, what one process writes is heard at the other at once.
    """
    port, url, quick = free_port(), new_postgres(), {"workshop.doors.socket.BEAT": 0.3}
    settings = {"DATABASE_URL": url, "REDIS_URL": f"redis://127.0.0.1:{port}/0"}
    with servers.redis(port):
        one, two = (new_server(mode, quick=quick, **settings).start() for mode in ("eventlet", "gevent"))
        here = one.workshop()
        there = Workshop(two, here.code, here.id, here.chair)
        removed, moved, leads, late = (here.person(name) for name in ("A", "B", "C", "D"))
        some = [there.phone(each["token"]) for each in (removed, moved, leads, late)]
        chair = there.phone(here.chair)
        here.wish("workshop.edit", here.chair, venue={"lo": "", "en": "Heard"})
        chair.until(chair.seen("workshop.edit"), "the other process")
    with phones(chair, *some) as (listener, a, b, c, d):
        assert "ok" in here.wish("person.remove", here.chair, person=removed["person"])
        assert "ok" in here.wish("person.move", here.chair, person=moved["person"], group=None)
        assert "ok" in here.wish("person.promote", here.chair, person=leads["person"], role="leader")
        for phone, why in ((a, "removed"), (b, "changed"), (c, "changed")):
            phone.until(lambda phone=phone: phone.byes, f"{why}, by the rows alone")
            assert phone.byes == [why]
        with servers.redis(port):
            assert "ok" in here.wish("person.remove", here.chair, person=late["person"])
            d.until(lambda: d.byes, "a removal as Redis comes back")
            before = len(listener.deltas)

            def heard() -> bool:
                here.wish("workshop.edit", here.chair, venue={"lo": "", "en": new_id()[:20]})
                return any(delta["name"] == "workshop.edit" for delta in listener.deltas[before:])

            wait_for(heard, "the other process again")


def test_a_frozen_redis_delays_nobody_here(new_server: Callable[..., Server]) -> None:
    """R8. Planted: with the stock manager's publishing the second answer's delta waits for Redis."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as frozen:  # takes connections, says nothing
        port = frozen.getsockname()[1]
        server = new_server(REDIS_URL=f"redis://127.0.0.1:{port}/0").start()
        workshop = server.workshop()
        with phones(workshop.phone(workshop.chair)) as (phone,):
            stream = f"workshop:{workshop.id}"
            took = []
            for n in range(5):
                started = time.monotonic()
                assert "ok" in phone.wish("workshop.edit", venue={"lo": "", "en": f"Room {n}"})
                phone.until(
                    lambda n=n: len([d for d in phone.deltas if d["stream"] == stream]) > n, "the delta"
                )
                took.append(time.monotonic() - started)
            assert statistics.median(took) < 4  # a connect that waits takes five, and each would wait for one


def test_new_and_renew_go_through_the_server_or_straight_in(new_server: Callable[..., Server]) -> None:
    """B7, R14: the command line's workshop is made, and a link renewed, by whoever may write.

    Found so: after the owner's link was renewed, nothing was made without a server any more.
    """
    server = new_server()

    def run(*words: str) -> str:
        said = [server.command[0], "-m", "workshop", *words]
        done = subprocess.run(said, env=server.env, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def new() -> dict[str, str]:
        said = run("new", "--en", "From the terminal", "--organisations-2022")
        return dict(line.split(None, 1) for line in said.splitlines())

    def renew(*what: str) -> str:
        """The token in the new link."""
        link = run("renew", *what)
        assert link.startswith(server.base), link
        return link.split("#t=")[1]

    before = run("renew", "owner").split("#t=")[1]
    first = new()
    server.start()
    second = new()
    owner, screen = renew("owner"), renew("screen", first["Code"])
    ended = first["Chair"].split("#t=")[1]
    first["Chair"] = f"/chair/{first['Code']}#t={renew('chair', first['Code'])}"
    for token, opens in ((before, False), (owner, True)):
        assert ("refused" not in got(server, "/api/workshops", token)) is opens
    for token, opens in ((ended, False), (first["Chair"].split("#t=")[1], True), (screen, True)):
        assert ("refused" not in got(server, f"/api/w/{first['Code']}/streams", token)) is opens
    for made in (first, second):
        workshop = Workshop(server, made["Code"], 0, made["Chair"].split("#t=")[1])
        assert f"/chair/{made['Code']}#t=" in made["Chair"]
        assert "ok" in workshop.wish("workshop.edit", workshop.chair, venue={"lo": "", "en": "Here"})
    assert second["Chair"].startswith(server.base)


def got(server: Server, path: str, token: str) -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.get(server.base + path, headers=headers, timeout=20).json()


def test_new_without_a_title_is_one_sentence(new_server: Callable[..., Server]) -> None:
    server = new_server()
    done = subprocess.run(
        [*server.command[:3], "new"], env=server.env, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2 and "--lo" in done.stderr


@pytest.mark.parametrize("what", ["commands", "rules"])
def test_the_command_line_prints_the_table_that_is_enforced(server: Server, what: str) -> None:
    """Law of rules: printed and enforced are one."""
    done = subprocess.run(
        [*server.command[:3], what], env=server.env, capture_output=True, text=True, timeout=60
    )
    served = requests.get(f"{server.base}/api/commands", timeout=20).json()
    if what == "commands":
        assert json.loads(done.stdout) == served
    else:
        assert all(f"| `{name}` |" in done.stdout for name in served)


def test_the_start_prints_what_a_chair_needs(server: Server) -> None:
    """The join address, its QR, the private link, and where the data is."""
    said = server.said()
    assert f"{server.base}/chair#t={server.owner}" in said
    assert str(server.folder / "workshop.sqlite3") in said
    assert "█" in said
