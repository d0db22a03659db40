"""Thirty honest phones behind one router come in at one moment."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tests.doors.real import PATIENCE, Server, phones

ROOM = 30


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    it = Server(tmp_path_factory.mktemp("served"), request.param).start()
    yield it
    it.end()


def test_thirty_honest_phones_behind_one_address_feel_nothing(server: Server) -> None:
    """A5: none refused, none asked, none told to come again later. Planted: a pace of twenty joins to an address."""
    workshop = server.workshop()
    groups = workshop.groups()
    answers: dict[int, dict[str, Any]] = {}
    start = threading.Barrier(ROOM)
    with phones(*(workshop.phone() for _ in range(ROOM))) as room:

        def comes(n: int) -> None:
            start.wait(PATIENCE)
            data = {"name": f"Person {n}", "org_other": "Ministry", "group": groups[n % 2], "lang": "lo"}
            answers[n] = room[n].wish("person.join", another=False, device=f"browser-of-{n:02}", **data)

        threads = [threading.Thread(target=comes, args=(n,)) for n in range(ROOM)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
    # A phone that is delayed is refused for now, with `retry_after`: nobody is.
    assert [answer for answer in answers.values() if "ok" not in answer] == []
    assert len({answer["ok"]["person"] for answer in answers.values()}) == ROOM
    told = workshop.streams(workshop.chair)[f"chair:{workshop.id}"]
    people = [one for one in told if one["type"] == "person" and one["role"] == "participant"]
    assert len({one["device"] for one in people}) == ROOM
    assert len({one["origin"] for one in people}) == 1
