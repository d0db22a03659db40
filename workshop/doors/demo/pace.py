"""The pace of people: they think before they act, unless the demo is in a hurry."""

from __future__ import annotations

import asyncio
import random
from typing import Final

SEED: Final = 2022  # the same workshop every time, so that two runs can be compared


class Pace:
    """`speed` 1 is human; None does not wait at all."""

    def __init__(self, speed: float | None) -> None:
        self.speed = speed
        self.dice = random.Random(SEED)

    async def think(self, least: float, most: float | None = None) -> None:
        """Wait for `least` to `most` seconds of a person's time."""
        seconds = self.dice.uniform(least, most or least)
        await asyncio.sleep(seconds / self.speed if self.speed else 0)

    def of(self, number: str) -> random.Random:
        """One participant's own dice: the same whoever else was quicker."""
        return random.Random(f"{SEED}/{number}")
