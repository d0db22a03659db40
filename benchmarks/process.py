"""What a server process costs: CPU seconds and resident memory, read from outside."""

from __future__ import annotations

import time
from dataclasses import dataclass

import psutil


@dataclass
class Cost:
    """Between `start` and `stop`: wall seconds, CPU seconds, and the core's share."""

    process: psutil.Process
    wall: float = 0.0
    cpu: float = 0.0

    def start(self) -> None:
        self.wall, self.cpu = time.monotonic(), self._cpu()

    def stop(self) -> None:
        self.wall, self.cpu = time.monotonic() - self.wall, self._cpu() - self.cpu

    @property
    def share(self) -> float:
        """Of one core, 0 to 1 and more."""
        return self.cpu / self.wall if self.wall else 0.0

    def _cpu(self) -> float:
        times = self.process.cpu_times()
        return float(times.user + times.system)


def resident(process: psutil.Process) -> int:
    """Bytes in memory."""
    return int(process.memory_info().rss)
