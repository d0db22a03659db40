"""How far the laws walk: in the suite as far as finds most faults; `make laws` goes many times as far."""

import os

TIMES = int(os.environ.get("LAWS_TIMES", "1"))


def steps(few: int) -> int:
    return few * TIMES
