"""The official JavaScript client and the browser's core against a real server, websocket and polling."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from workshop.doors.remote.house import SERVE, House, open_house, own_settings
from workshop.kernel.rules import PHASES, Actor, Subject, relations, verdict

SCRIPT = Path(__file__).with_name("js_client.mjs")
MINUTES = 120  # seconds; two cores may be busy


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    it = asyncio.run(open_house(tmp_path_factory.mktemp("js")))
    yield it
    it.stop()


def node(*args: str) -> list[str]:
    program = shutil.which("node")
    assert program, "node is missing: `make test` brings it"
    return [program, str(SCRIPT), *args]


def run(*args: str) -> None:
    done = subprocess.run(node(*args), capture_output=True, text=True, timeout=MINUTES, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("transport", ["websocket", "polling"])
def test_official_client_speaks_the_whole_wire(house: House, transport: str) -> None:
    run("raw", house.base, house.owner, transport)


def test_browser_core_from_joining_to_removal(house: House) -> None:
    """R9 and R11 as a phone and the chair's laptop meet them; a reload keeps person, draft and refused text."""
    run("core", house.base, house.owner)


def test_networks_that_block_swallow_or_die(house: House) -> None:
    """Websockets swallowed without a word; nothing but HTTP; a connection that goes dead while it looks alive."""
    run("network", house.base, house.owner)


def test_server_killed_while_a_phone_writes(tmp_path: Path) -> None:
    """Every card of the outbox is there once after kill -9 and a restart at the same address."""
    house = asyncio.run(open_house(tmp_path))
    try:
        phone = subprocess.Popen(node("crash", house.base, house.owner), stdout=subprocess.PIPE, text=True)
        assert phone.stdout is not None and phone.stdout.readline() == "writing\n"
        with pytest.raises(subprocess.TimeoutExpired):
            phone.wait(1.0)  # let it write for a second
        os.kill(house.process.pid, signal.SIGKILL)
        house.process.wait()
        port = int(house.base.rpartition(":")[2])
        house.process = subprocess.Popen(SERVE, env=own_settings(tmp_path, "127.0.0.1", port))
        assert phone.wait(MINUTES) == 0, phone.stdout.read()
    finally:
        phone.kill()
        house.stop()


def test_client_greys_out_what_the_server_refuses(house: House, tmp_path: Path) -> None:
    """Law 8: the whole table for every kind of person, subject and phase, judged by both sides."""
    schema = requests.get(f"{house.base}/api/commands", timeout=10).json()
    rules = {name: command["rule"] for name, command in schema.items()}
    vectors = tmp_path / "rules.json"
    vectors.write_text(json.dumps({"rules": rules, "cases": list(cases(rules))}), "utf-8")
    run("rules", str(vectors))


def cases(rules: dict[str, Any]) -> Iterator[dict[str, Any]]:
    people = [
        Actor("guest", 1),
        Actor("invited", 1, group=1),
        Actor("screen", 1),
        Actor("person", 1, 7, "participant", 1),
        Actor("person", 1, 8, "leader", 1),
        Actor("person", 1, 9, "leader", 2),
        Actor("person", 1, 2, "chair", None),
    ]
    abouts = list(itertools.product([None, 1, 2], [None, 7, 8], [None, 7], [False, True]))
    for (name, table), actor, (group, author, person, hidden), phase in itertools.product(
        rules.items(), people, abouts, PHASES
    ):
        subject = Subject({}, phase, group=group, author=author, person=person, hidden=hidden)
        rule = {relation: frozenset(phases) for relation, phases in table.items()}
        told: dict[str, Any] = {"group": group, "hidden": hidden, "locked": phase == "locked", "phase": phase}
        told |= {"author": {"id": author}} if author else {}
        told |= {"person": person} if person else {}
        yield {
            "me": actor.me,
            "command": name,
            "subject": told,
            "closed": phase == "closed",
            "allowed": verdict(rule, relations(actor, subject), phase) is None,
        }
