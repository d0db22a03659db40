"""Voting methods: what a ballot may be and how it counts. A new one is a file here and its place in METHODS."""

from __future__ import annotations

from workshop.features.ballots.methods.dots import Dots
from workshop.features.ballots.methods.method import Method
from workshop.features.ballots.methods.rank import Rank
from workshop.features.ballots.methods.rate import Rate
from workshop.kernel.nouns import Row

METHODS: dict[str, Method] = {method.name: method for method in (Dots(), Rank(), Rate())}


def method_of(round_row: Row) -> Method:
    return METHODS[round_row["method"]]


__all__ = ["METHODS", "Method", "method_of"]
