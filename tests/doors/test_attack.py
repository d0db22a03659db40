"""The hostile client in its short form: every attack of tests/attack that a server alone can be tried with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.attack import ATTACKS, Target
from tests.attack.served import QUICK, with_few_files
from tests.doors.real import Server

MODES = ["eventlet", "gevent", "threading"]


@pytest.mark.parametrize("mode", MODES)
def test_nothing_of_the_hostile_client_gets_through(new_server: Callable[..., Server], mode: str) -> None:
    """C1, C2, C9: chunked bodies, heads without end, half requests, floods; an honest person is answered after each.

    Planted: a line that cannot be ended stops everybody's news; with the stock protocol of eventlet the chunk's size is
    read on and on; with the stock accept loop the listener is gone once the files have run out; with a timeout by byte
    the half requests stay.
    """
    server = new_server(mode, command=with_few_files(), quick=QUICK).start()
    workshop = server.workshop()
    target = Target(server.base, server.owner, server.process.pid)
    for attack in ATTACKS:
        if mode != MODES[0] and not attack.everywhere:
            continue
        attack.run(target)
        told = workshop.wish("workshop.edit", workshop.chair, venue={"lo": "", "en": attack.name[:40]})
        assert "ok" in told, f"after {attack.name}: {told}"
    said = server.said()
    assert "Traceback" not in said, said
    assert len(said.splitlines()) < 100, said


def test_every_attack_says_what_it_tries() -> None:
    assert len({each.name for each in ATTACKS}) == len(ATTACKS)
    assert all(each.tries and each.holds for each in ATTACKS)
