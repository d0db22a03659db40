"""A hostile client: every attack that was ever tried, one file a kind.

An attack is a function of a `Target`; it raises AssertionError with what got through. The suite runs each in its
short form against servers of its own (`tests/doors/test_attack.py`); `times` makes it longer against any server whose
address is given. Loopback only.
"""

from __future__ import annotations

from tests.attack import (
    chunked,
    files,
    floods,
    forged,
    frames,
    guesses,
    halves,
    heads,
    images,
    questions,
    sockets,
    stuffing,
    texts,
)
from tests.attack.target import Attack, Target

ATTACKS: list[Attack] = [
    *chunked.ATTACKS,
    *heads.ATTACKS,
    *halves.ATTACKS,
    *floods.ATTACKS,
    *questions.ATTACKS,
    *files.ATTACKS,
    *sockets.ATTACKS,
    *frames.ATTACKS,
    *forged.ATTACKS,
    *texts.ATTACKS,
    *images.ATTACKS,
    *stuffing.ATTACKS,
    *guesses.ATTACKS,
]

__all__ = ["ATTACKS", "Attack", "Target"]
