"""Ctrl-C and SIGTERM as a cancelled task, so that the server we started never outlives us."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

Outcome = TypeVar("Outcome")


def run_until_told(work: Coroutine[Any, Any, Outcome]) -> Outcome | None:
    """Run it to its end; None when it was told to end before, and has cleaned up."""
    return asyncio.run(_until_told(work))


async def _until_told(work: Coroutine[Any, Any, Outcome]) -> Outcome | None:
    task = asyncio.create_task(work)
    with suppress(NotImplementedError):  # Windows: Ctrl-C comes as KeyboardInterrupt
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        return None
