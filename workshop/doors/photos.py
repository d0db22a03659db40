"""Photos come and go by HTTP of their own (R19): taken in, made safe beside the server's own thread, and shown to whom
their record is readable.

A picture that came is kept for an hour; `photo.attach` hangs it somewhere, and what hangs nowhere by then is swept.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol

from flask import Response, request
from sqlalchemy import select

from workshop.doors import server, wire
from workshop.doors.album import KEPT, SIZES, Album
from workshop.doors.disk import Disk
from workshop.doors.house import House
from workshop.features.agenda.about import phase_or_closed
from workshop.features.photos.tables import photo
from workshop.kernel.commands import Pace, row_of
from workshop.kernel.engine import Claim
from workshop.kernel.errors import Refused
from workshop.kernel.work import Work

log = logging.getLogger(__name__)

BODIES: Final = 12  # photos in memory at once, waiting ones among them
DEVELOPING: Final = 1  # decoded at once: one may take a quarter of a gigabyte
SENDS: Final = Pace(burst=12, per_second=0.5)
SWEPT: Final = 600.0  # seconds between two sweepings
LOOSE: Final = 8  # photos of one person that hang nowhere yet; a phone hangs each before it sends the next
FOREVER: Final = (
    "private, max-age=31536000, immutable"  # a photo's picture never changes; a shared cache has none
)

Asks = Callable[[int], Claim]


class Limits(Protocol):
    """Of the settings: megabytes of one photo, and of all photos of a workshop."""

    @property
    def photo_mb(self) -> int: ...

    @property
    def photos_mb(self) -> int: ...


@dataclass(frozen=True)
class Loose:
    """A photo that hangs nowhere yet."""

    workshop: int
    person: int | None
    at: float


class Photos:
    """`asks(workshop)` is who sent the request that is being answered."""

    def __init__(self, house: House, album: Album, disk: Disk, limits: Limits, asks: Asks) -> None:
        self.house, self.album, self.disk, self.asks = house, album, disk, asks
        self.megabytes, self.of_all = limits.photo_mb, limits.photos_mb
        self._loose: dict[str, Loose] = {}  # by file; those of before a restart are swept with the rest
        self._hands = threading.BoundedSemaphore(DEVELOPING)
        self._sending: set[tuple[int, int | None]] = set()
        self._counting = threading.Lock()

    def upload(self, code: str) -> Any:
        """The body is the picture's bytes; answers what `photo.attach` asks for."""
        workshop = self.house.workshop(wire.code_of(code))
        claim = self.asks(workshop)
        self.house.engine.look(workshop, partial(self._may_send, claim))
        self.house.engine.paces.insist(f"{workshop}/{claim.pace_key}", "photos", SENDS)
        self._insist_size()
        if not self.disk.takes_photos():
            raise Refused("disk_full", retry_after=30.0)
        self._insist_quota(workshop, claim.person)
        with self._turn(workshop, claim.person):
            request.max_content_length = self.megabytes * 1_000_000
            data = request.get_data(cache=False)
            with self._hands:
                taken = self._take(workshop, claim.person, data)
        self._loose[taken["file"]] = Loose(workshop, claim.person, time.monotonic())
        return taken

    def _take(self, workshop: int, person: int | None, data: bytes) -> Any:
        try:
            return server.aside(partial(self.album.take, workshop, person, data))
        except OSError as wrong:
            if wrong.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            self.disk.refused()
            raise Refused("disk_full", retry_after=30.0) from None

    def picture(self, code: str, id: str, size: str) -> Response:
        """A photo in one of its sizes, for whom its record is readable; for anybody else it is not there."""
        workshop = self.house.workshop(wire.code_of(code))
        claim = self.asks(workshop)
        name = self.house.engine.look(workshop, partial(self._file, claim, id, size))
        try:
            answer = Response(self.album.path(name, size).read_bytes(), content_type="image/jpeg")
        except OSError:
            log.error("the picture of photo %s is not in the folder", id)
            raise Refused("not_found") from None
        # Not the name itself: whoever has that may hang the picture elsewhere.
        answer.set_etag(hashlib.sha256(f"{name}-{size}".encode()).hexdigest()[:24])
        answer.headers["Cache-Control"] = FOREVER
        answer.headers["Vary"] = "Authorization"
        answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        made: Response = answer.make_conditional(request)  # type: ignore[assignment]
        return made

    # --- who may -------------------------------------------------------------------------------------------

    def _may_send(self, claim: Claim, work: Work) -> None:
        """Whoever sits at a table; what it may hang where is for the command to say."""
        actor = self.house.engine.house.admit(work, claim)
        if actor.kind != "person" or actor.group is None:
            raise Refused("not_allowed")
        if phase_or_closed(work, "open") == "closed":
            raise Refused("closed")

    def _file(self, claim: Claim, id: str, size: str, work: Work) -> str:
        work.actor = self.house.engine.house.admit(work, claim)
        found = row_of(f"photo:{id}")
        if found is None or size not in SIZES or not work.readable(f"photo:{id}"):
            raise Refused("not_found")
        return str(work.need(photo, found[1])["file"])

    # --- how many, how large -------------------------------------------------------------------------------

    def _insist_size(self) -> None:
        """By the length that is announced: a photo that is too large is not read at all."""
        if request.content_length is None:
            raise Refused("malformed", status=411)
        if request.content_length > self.megabytes * 1_000_000:
            raise Refused("too_large", max=self.megabytes, status=413)

    def _insist_quota(self, workshop: int, person: int | None) -> None:
        """All of a workshop's photos have a bound, and so have those of one person that hang nowhere."""

        def attached(work: Work) -> set[str]:
            names = select(photo.c.file).where(photo.c.workshop_id == workshop).distinct()
            return set(work.conn.execute(names).scalars())

        hung: set[str] = self.house.engine.look(workshop, attached)
        recent = time.monotonic() - KEPT
        loose = {name: one for name, one in self._loose.items() if name not in hung and one.at > recent}
        self._loose = loose
        mine = [name for name, one in loose.items() if one.workshop == workshop]
        if sum(loose[name].person == person for name in mine) >= LOOSE:
            raise Refused("too_fast", retry_after=60.0)
        if self.album.size({*hung, *mine}) >= self.of_all * 1_000_000:
            raise Refused("photos_quota", max=self.of_all, status=413)

    @contextmanager
    def _turn(self, workshop: int, person: int | None) -> Iterator[None]:
        """One photo at a time for each person, and few for all: each lies in memory until it is drawn."""
        me = (workshop, person)
        with self._counting:
            if me in self._sending:
                raise Refused("too_fast", retry_after=2.0)
            if len(self._sending) >= BODIES:
                raise Refused("busy", retry_after=3.0)
            self._sending.add(me)
        try:
            yield
        finally:
            with self._counting:
                self._sending.discard(me)

    # --- upkeep --------------------------------------------------------------------------------------------

    def keep_swept(self, serving: Callable[[], bool], sleep: Callable[[float], object]) -> None:
        """Now and then, for as long as it serves."""
        while serving():
            try:
                self.sweep()
            except Exception as wrong:
                log.warning("the photos could not be swept: %s", type(wrong).__name__)
            sleep(SWEPT)

    def sweep(self) -> int:
        names = select(photo.c.file).distinct()

        def attached(work: Work) -> set[str]:
            return set(work.conn.execute(names).scalars())

        found: set[str] = self.house.engine.look(0, attached)
        return server.aside(partial(self.album.sweep, found))
