"""Frames that no client of ours sends: the server's own names, other namespaces, answers, binary parts, noise."""

from __future__ import annotations

import itertools
import json
import random
from contextlib import closing
from typing import Any

from tests.attack.room import Room
from tests.attack.target import Attack, Target
from tests.doors.real import Ear

RESERVED = (
    "connect",
    "disconnect",
    "connect_error",
    "disconnecting",
    "message",
    "error",
    "ping",
    "pong",
    "open",
    "close",
    "upgrade",
    "*",
    "__disconnect_final",
    "newListener",
    "removeListener",
    "__proto__",
    "constructor",
    "_join",
    "callback",
    "",
)
SAID: tuple[Any, ...] = ({}, {"REMOTE_ADDR": "192.0.2.1"}, "ping timeout", [], None)
FORGED = (
    '42/admin,["join",{}]',
    "40/admin,",
    '40{"token":"x"}',
    "431[]",
    '43/admin,1["x"]',
    '44{"message":"x"}',
    '451-["join",{"_placeholder":true,"num":0}]',
    '461-1[{"_placeholder":true,"num":0}]',
    '42{"join":{}}',
    "42[]",
    "42[[1]]",
    "4",
    "49",
    "42" + "9" * 200 + '["join",{}]',
    "42" + "[" * 20_000,
)
WAYS = ("websocket", "polling")


def names_of_the_servers_own(target: Target) -> None:
    """After all of them the person is known as before: dismissed, not one further frame comes."""
    for way in WAYS:
        room = Room(target)
        person = room.person()
        with closing(Ear(room.there, person["token"], way)) as ear:
            # Fewer than a hundred frames: more of them are slowed down, whatever they say.
            for name, said in zip(RESERVED, itertools.cycle(SAID), strict=False):
                ear.say(f"42{json.dumps([name, said])}")
                ear.say(f"42{json.dumps([name, said, {}])}")
                assert ear.ask(name)["refused"] == "malformed", f"{name!r} of {way} was answered"
                answer = ear.ask("presence", see="board")  # no strike is left to add up
                assert "refused" not in answer, f"{name!r} of {way}: {answer}"
            room.must("person.remove", person=person["person"])
            room.must("workshop.edit", venue={"lo": "", "en": "after the goodbye"})
            heard = ear.rest()
            assert any('"removed"' in frame for frame in heard), f"{way}: no goodbye"
            assert not any("after the goodbye" in frame for frame in heard), f"{way}: heard after the goodbye"


def forged(target: Target) -> None:
    room = Room(target)
    for way, frame in itertools.product(WAYS, FORGED):
        person = room.chair
        with closing(Ear(room, person, way)) as ear:
            heard = len(ear.heard)
            for _ in range(6):
                try:
                    ear.say(frame)
                except OSError:
                    break  # hung up on already
            answers = {each[:2] for each in ear.rest()} | {each[:2] for each in ear.heard[heard:]}
            assert answers <= {"1", "41", "42"}, f"{frame[:40]!r} of {way} was answered: {answers}"
    target.serves()


def noise(target: Target) -> None:
    """By chance, and the same each time; a line may end at any of it, and nobody else's does."""
    chance = random.Random(11)
    room = Room(target)
    with closing(Ear(room, room.chair)) as chair:
        for _ in range(30 * target.times):
            with closing(Ear(room)) as ear:
                for _ in range(20):
                    text = "".join(
                        chance.choices('0123456789[]{}",-/ejoinpresence\\u\x1e', k=chance.randrange(1, 60))
                    )
                    try:
                        ear.say("4" * chance.randrange(2) + text)
                    except OSError:
                        break
        assert "refused" not in chair.ask("presence", see="board"), "somebody else's line suffered"
    target.serves()


ATTACKS = [
    Attack(
        "reserved names",
        f"{len(RESERVED)} names that only the server may say, by websocket and polling, with five sorts of data",
        "each is refused like an unknown one; whoever is sent out afterwards hears not one frame more",
        names_of_the_servers_own,
        needs={"workshop.doors.socket.FETCHED": 2.0},  # for a polling phone to ask for its goodbye
        everywhere=False,  # listened to on each server by tests/doors/test_hearing.py
    ),
    Attack(
        "forged frames",
        f"{len(FORGED)} sorts of frames: other namespaces, answers to nothing, binary parts, a second coming in",
        "none is answered, and their line is ended",
        forged,
        everywhere=False,
    ),
    Attack(
        "noise",
        "600 frames by chance",
        "nobody else's line suffers",
        noise,
    ),
]
