"""Tokens that we did not sign, and ours where they open nothing."""

from __future__ import annotations

import itertools
from typing import Any

import requests

from tests.attack.room import Room
from tests.attack.target import PATIENCE, Attack, Target
from tests.doors.real import new_id

KINDS = "piso"
WITH: dict[str, dict[str, Any]] = {"board.move_all": {"phase": "vote"}}


def _changed(token: str) -> set[str]:
    """Near a good one, each of them another text."""
    text, _, signature = token.partition(".")
    kind, workshop, id, version = text.split("-")
    made = {f"{k}-{workshop}-{id}-{version}.{signature}" for k in KINDS}
    made |= {f"{kind}-{workshop}-{int(id) + n}-{version}.{signature}" for n in (-1, 1, 2)}
    made |= {f"{kind}-{int(workshop) + n}-{id}-{version}.{signature}" for n in (-1, 1)}
    made |= {f"{kind}-{workshop}-{id}-{int(version) + n}.{signature}" for n in (-1, 1)}
    made |= {text, f"{text}.", f".{signature}", f"{text}.{signature[:-1]}", f"{text}.{signature}A"}
    made |= {f"{text}.{signature.swapcase()}", f"{text}.{signature[::-1]}", f"{text}..{signature}"}
    made |= {f"{text}.{'A' * len(signature)}", f"{signature}.{text}", f"0{text}.{signature}"}
    made |= {f"o-0-0-0.{signature}", f"o-0-0-1.{signature}", f"s-{workshop}-0-0.{signature}"}
    made |= {f"{text[:-1]}.{text[-1]}{signature}", token * 2, f"{token}, {token}", f"{token}-{token}"}
    made |= {token[:n] + ("B" if token[n] == "A" else "A") + token[n + 1 :] for n in range(len(token) - 2)}
    return made - {token}


def forgeries(target: Target) -> None:
    room = Room(target)
    person = room.person()
    for token in (person["token"], room.chair, target.owner):
        for each in sorted(_changed(token))[:: 1 if target.times > 1 else 3]:
            _opens_nothing(room, each)


def _opens_nothing(room: Room, token: str) -> None:
    bearer = {"Authorization": f"Bearer {token}"}
    base = room.server.base
    read = requests.get(f"{base}/api/w/{room.code}/streams", headers=bearer, timeout=PATIENCE)
    assert read.status_code == 403, f"{token!r} reads: {read.status_code}"
    for path, name, data in (
        ("/api/commands", "workshop.create", {"title": {"lo": "", "en": "Forged"}}),
        (f"/api/w/{room.code}/commands", "workshop.close", {}),
    ):
        wish = {"id": new_id(), "name": name, "data": data}
        done = requests.post(f"{base}{path}", json=wish, headers=bearer, timeout=PATIENCE)
        assert done.status_code == 403, f"{token!r} may {name}: {done.status_code}"


def ours_elsewhere(target: Target) -> None:
    """Good tokens: another workshop's, another purpose's, ended ones."""
    here, elsewhere = Room(target), Room(target)
    mine = here.person()
    links = requests.get(
        f"{here.server.base}/api/w/{here.code}/links",
        headers={"Authorization": f"Bearer {here.chair}"},
        timeout=PATIENCE,
    ).json()
    screen = links["screen"].partition("#t=")[2]
    leader = next(iter(links["groups"].values()))["leader"].partition("#t=")[2]
    some = {
        "the chair's": here.chair,
        "a participant's": mine["token"],
        "the screen's": screen,
        "an invitation": leader,
    }
    for (whose, token), name in itertools.product(
        some.items(), ("workshop.close", "screen.renew", "chair.renew")
    ):
        answer = elsewhere.wish(name, token)
        assert "refused" in answer, f"{whose} of another workshop may {name}"
    for whose in ("a participant's", "the screen's", "an invitation"):
        for name in ("workshop.close", "people.remove", "screen.renew", "board.move_all"):
            data = WITH.get(name, {"people": [mine["person"]]} if "people" in name else {})
            assert "refused" in here.wish(name, some[whose], **data), f"{whose} may {name}"
    here.must("person.renew", mine["token"])
    assert here.there.wish("person.speak", mine["token"], lang="lo")["refused"] == "renewed"
    other = here.person("Somebody else")
    here.must("person.remove", person=other["person"])
    assert here.there.wish("person.speak", other["token"], lang="lo")["refused"] == "removed"


ATTACKS = [
    Attack(
        "forged tokens",
        "texts near the tokens of a participant, the chair and the owner: other kinds, people, workshops, versions, a "
        "letter changed, two of them",
        "none reads or does anything",
        forgeries,
        everywhere=False,
    ),
    Attack(
        "tokens elsewhere",
        "good tokens in another workshop, for another purpose, renewed, and of somebody sent out",
        "none opens anything, at either process",
        ours_elsewhere,
        everywhere=False,
    ),
]
