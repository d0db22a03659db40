"""A disk that runs full is told before it is and while it is; nothing is lost, and all goes on when there is room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import requests

from tests.doors.real import Server, wait_for
from tests.doors.test_photos import Table, file, scene, upload
from tests.world import World, world
from workshop.doors.disk import FOR_VOTES, FULL, LOW, REMEMBERED, TOLD, Disk
from workshop.kernel.engine import Reply

POST = {"board": 1, "kind": "problem", "lang": "en"}
NOWHERE = 1e18


def test_c5_a_full_disk_says_so_and_loses_nothing(new_sqlite: Callable[[], str]) -> None:
    """C5: every wish answered `busy`. It says why, leaves no receipt, and the same wish is saved once there is room."""
    with world(new_sqlite()) as play:
        play.must("kham", "card.post", text="before", **POST)
        play.settle()
        shut(play, True)
        replies = forty(play)
        last = replies[-1]
        assert (last.refused, last.retry_after) == ("disk_full", 5.0)
        saved = [n for n, reply in enumerate(replies) if reply.ok is not None]
        shut(play, False)
        again = forty(play)
        assert all(reply.ok is not None for reply in again)
        assert [again[n].ok for n in saved] == [replies[n].ok for n in saved]  # once, not twice
        play.settle()
        assert play.sees("screen", "progress")[1]["cards"] == 41


def forty(play: World) -> list[Reply]:
    """Forty cards, under the same ids each time."""
    play.engine.paces.forget()
    return [
        play.wish(who, "card.post", id=f"full-{n:08d}", text=f"{who} {'long words ' * 24}", **POST)
        for n, who in enumerate(("kham", "dao") * 20)
    ]


def shut(play: World, full: bool) -> None:
    """SQLite's own bound on its file: what it says then is what it says of a full disk."""
    with play.engine.store.work(play.workshop) as conn:
        pages = conn.exec_driver_sql("PRAGMA page_count").scalar()
        conn.exec_driver_sql(f"PRAGMA max_page_count={pages + 2 if full else 1_000_000}")


class Drive:
    """A disk in the hand."""

    def __init__(self) -> None:
        self.now, self.free = 0.0, 10 * LOW
        self.disk = Disk(Path(), clock=lambda: self.now, free=lambda _: self.free)

    def after(self, seconds: float, free: int) -> Disk:
        self.now, self.free = self.now + seconds, free
        return self.disk


def test_c5_the_disk_is_told_before_it_is_full() -> None:
    """C5: low, then too low for photos, then full; a refused wish makes it full whatever it says of itself."""
    drive = Drive()
    assert drive.disk.state() == "ok" and drive.disk.takes_photos()
    low = drive.after(5, LOW - 1)
    assert (low.state(), low.takes_photos()) == ("low", True)
    assert not drive.after(5, FOR_VOTES - 1).takes_photos()
    assert drive.after(5, FULL - 1).told() == {"disk": "full", "free_mb": (FULL - 1) // 1_000_000}
    assert drive.after(5, 10 * LOW).state() == "ok"
    drive.disk.refused()
    assert drive.disk.state() == "full" and not drive.disk.takes_photos()
    assert drive.after(REMEMBERED, 10 * LOW).state() == "ok"


def test_c5_the_chair_is_told_at_once_then_now_and_then_and_when_it_is_well() -> None:
    """C5: and never while all is well."""
    drive = Drive()
    assert drive.disk.news() is None
    first = drive.after(5, LOW - 1).news()
    assert first is not None and first["disk"] == "low"
    assert drive.after(1, LOW - 1).news() is None
    assert drive.after(TOLD, LOW - 1).news() == first
    well = drive.after(5, 10 * LOW).news()
    assert well is not None and well["disk"] == "ok"
    assert drive.after(60, 10 * LOW).news() is None


def test_c5_healthz_and_the_chair_are_told_and_photos_are_refused_first(
    new_server: Callable[..., Server],
) -> None:
    """C5: on a real server whose bounds are above what any disk has. Nobody but the chair hears of it."""
    bounds = {f"workshop.doors.disk.{name}": NOWHERE for name in ("LOW", "FOR_VOTES")}
    server = new_server(quick=bounds).start()
    said = requests.get(f"{server.base}/healthz", timeout=10).json()
    assert said["ok"] is True and said["disk"] == "low" and said["free_mb"] > 0
    table = Table(server)
    chair, kham = table.ws.phone(table.ws.chair), table.ws.phone(table.kham)
    try:
        wait_for(lambda: any("disk" in one for one in chair.presence), "word of the disk")
        refused = upload(table.ws, table.kham, file(scene(40, 30)))
        assert (refused.status_code, refused.json()["refused"]) == (507, "disk_full")
        assert "Please tell the chair" in refused.json()["say"]
        assert "ok" in table.ws.wish(
            "card.post", table.kham, text="votes and cards go on", **POST | {"board": table.board}
        )
        wait_for(lambda: kham.presence, "a count")
        assert not any("disk" in one for one in kham.presence)
    finally:
        chair.io.disconnect()
        kham.io.disconnect()


def test_c5_healthz_is_not_ok_while_the_disk_is_full(new_server: Callable[..., Server]) -> None:
    """C5: it still answers 200, so that phones stay and read."""
    server = new_server(quick={"workshop.doors.disk.FULL": NOWHERE}).start()
    answer = requests.get(f"{server.base}/healthz", timeout=10)
    assert answer.status_code == 200
    assert answer.json()["ok"] is False and answer.json()["disk"] == "full"
