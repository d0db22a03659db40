"""Run by test_rules: a storm of wishes under eventlet on SQLite, counting green-thread switches inside a write."""

from __future__ import annotations

import sys

import eventlet

eventlet.monkey_patch()

import time  # noqa: E402

import greenlet  # noqa: E402
from sqlalchemy import event  # noqa: E402

from tests.world import World  # noqa: E402
from workshop.features.cards import commands as cards  # noqa: E402


def main(url: str, planted: bool) -> int:
    if planted:
        # A handler that waits on anything but the database.
        whole = cards.key
        cards.key = lambda text: (time.sleep(0), whole(text))[1]
    play = World(url)
    inside, switches = [False], [0]

    @event.listens_for(play.engine.store._writer, "begin")
    def begun(connection: object) -> None:
        inside[0] = True

    for ending in ("commit", "rollback"):

        @event.listens_for(play.engine.store._writer, ending)
        def ended(connection: object) -> None:
            inside[0] = False

    def traced(what: str, who: object) -> None:
        switches[0] += inside[0]

    greenlet.settrace(traced)
    pool = eventlet.GreenPool(60)
    for n in range(120):
        who, board = (("kham", 1), ("dao", 1), ("vanh", 2), ("sy", 2))[n % 4]
        pool.spawn_n(play.wish, who, "card.post", board=board, kind="problem", text=f"No {n}", lang="en")
    pool.waitall()
    greenlet.settrace(None)
    posted = len(play.sees("kham", "card")) + len(play.sees("vanh", "card"))
    play.stop()
    assert posted >= 50, posted
    print(switches[0])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] == "planted"))
