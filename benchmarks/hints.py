"""How good the near-duplicate hints are, and how long two thousand cards take: the client's own code under Node."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STATEMENTS = HERE.parent / "tests" / "data" / "near_duplicates.csv"
SPLITS, CARDS, RUNS = 200, 2_000, 9


async def hints() -> dict[str, Any]:
    """`plain` and `seeded` (with the usual words): scores of each split's unseen half.

    `time` and `time_seeded`: ms from cold, and for one card more.
    """
    asked = ["node", HERE / "hints.mjs", STATEMENTS, str(SPLITS), str(CARDS), str(RUNS)]
    run = await asyncio.create_subprocess_exec(*map(str, asked), stdout=asyncio.subprocess.PIPE)
    told, _ = await run.communicate()
    if run.returncode:
        raise RuntimeError("hints.mjs failed")
    found: dict[str, Any] = json.loads(told)
    return found
