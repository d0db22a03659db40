"""Figures: what a run of many measurements comes to."""

from __future__ import annotations

from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the measurements do not exceed; 0 for none (nearest rank)."""
    if not values:
        return 0.0
    ordered = sorted(values)
    rank = max(1, -(-len(ordered) * share // 1))
    return ordered[min(len(ordered), int(rank)) - 1]


def spread(values: Sequence[float]) -> str:
    """Milliseconds in one line, for people: median, 95th percentile, largest."""
    if not values:
        return "none"
    return f"p50 {percentile(values, 0.5):.1f} ms · p95 {percentile(values, 0.95):.1f} ms · max {max(values):.1f} ms"
