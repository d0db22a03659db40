"""Codes that bring a person back, tried one after another."""

from __future__ import annotations

import random

import requests

from tests.attack.room import Room
from tests.attack.target import PATIENCE, Attack, Target
from tests.doors.real import new_id


def _tried(room: Room, code: str, forwarded: str = "") -> str:
    """ "ok", or how it was refused."""
    wish = {"id": new_id(), "name": "person.return", "data": {"code": code}}
    headers = {"X-Forwarded-For": forwarded, "X-Real-IP": forwarded, "Forwarded": f"for={forwarded}"}
    answer = requests.post(
        f"{room.server.base}{room.path}", json=wish, headers=headers if forwarded else {}, timeout=PATIENCE
    ).json()
    return "ok" if "ok" in answer else str(answer["refused"])


def _beginning(chance: random.Random, *not_these: str) -> str:
    while (found := f"{chance.randrange(10_000):04}") in {code[:4] for code in not_these}:
        pass
    return found


def wrong_ones_are_slow_and_right_ones_never(target: Target) -> None:
    chance = random.Random(room_seed(target))
    room = Room(target)
    people = [room.person(f"Person {n}") for n in range(5)]
    codes = [each["code"] for each in people]
    said = []
    for n in range(60 * target.times):
        wrong = f"{_beginning(chance, *codes)}{chance.randrange(10**8):08}"
        said.append(_tried(room, wrong))
        if n % 12 == 0:
            right = _tried(room, codes[n // 12 % len(codes)])
            assert right == "ok", f"a right code was told {right} after {n} wrong ones"
    assert "ok" not in said and "too_fast" in said, "sixty wrong codes, and nothing slows"


def one_beginning(target: Target, spoofed: bool = False) -> None:
    """Of twenty codes that begin alike few are looked up, whatever addresses they say that they come from."""
    chance = random.Random(room_seed(target) + spoofed)
    room = Room(target)
    mine = room.person()["code"]
    for _ in range(target.times):
        start = _beginning(chance, mine)
        said = [
            _tried(room, f"{start}{chance.randrange(10**8):08}", f"203.0.113.{n}" if spoofed else "")
            for n in range(20)
        ]
        assert "ok" not in said and said.count("code") <= 3, (
            f"{said.count('code')} of one beginning were looked up"
        )
    assert _tried(room, mine) == "ok"


def from_many_addresses(target: Target) -> None:
    one_beginning(target, spoofed=True)


def room_seed(target: Target) -> int:
    """Another run against the same server begins with other codes: the former ones are counted still."""
    return target.port


ATTACKS = [
    Attack(
        "guessed codes",
        "60 wrong personal codes, with right ones among them, from one address",
        "the wrong ones slow down; each right one is let in at once",
        wrong_ones_are_slow_and_right_ones_never,
        everywhere=False,
    ),
    Attack(
        "codes that begin alike",
        "20 codes with the same first digits",
        "three are looked up, and then none for a while",
        one_beginning,
        everywhere=False,
    ),
    Attack(
        "made-up addresses",
        "the same, each request with another X-Forwarded-For, X-Real-IP and Forwarded",
        "no header makes a guesser somebody else",
        from_many_addresses,
        everywhere=False,
    ),
]
