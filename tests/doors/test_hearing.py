"""Who hears, by listening: raw lines that keep every frame, and none of our own lists.

What was readable is written again after the dismissal, and a listener who may still hear it is the barrier: when the
later event has come there, whatever was to come to the other has been sent.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.doors.real import PATIENCE, Ear, Phone, Polled, Raw, Server, Workshop, phones
from workshop import create_app
from workshop.settings import Settings

TRANSPORTS = ["websocket", "polling"]
_rounds = itertools.count(1)
# A polling line that was told goodbye is closed sooner, and heads come round in two seconds.
SOON = {"workshop.doors.socket.FETCHED": 3.0, "workshop.doors.socket.BEAT": 0.2}


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    it = Server(tmp_path_factory.mktemp("served"), request.param, quick=SOON).start()
    yield it
    it.end()


def registered(folder: Path) -> set[str]:
    """Every name that any handler of the server is registered under, of whichever namespace, and some to be sure."""
    wire = create_app(Settings(data=folder)).extensions["workshop"].socket.wire
    names = {name for handlers in wire.handlers.values() for name in handlers} | set(wire.reserved_events)
    return names | set(wire.eio.handlers) | {"*", "message", "error", "__disconnect_final", "__proto__", ""}


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_no_registered_name_reaches_a_handler(server: Server, transport: str, tmp_path: Path) -> None:
    """B1: a name that only the server may say is refused like any unknown one, whatever is said with it. Planted: the
    library's own dispatch, where `disconnect` ran the door's handler and the person was heard of no more.
    """
    workshop = server.workshop()
    person = workshop.person()
    with closing(Ear(workshop, person["token"], transport)) as ear:
        for name in sorted(registered(tmp_path)):
            for said in ({}, {"REMOTE_ADDR": "192.0.2.1", "HTTP_ACCEPT_LANGUAGE": "en"}, "ping timeout"):
                ear.say(f"42{json.dumps([name, said])}")
                ear.say(f"42{json.dumps([name, said, {}])}")
            assert ear.ask(name)["refused"] == "malformed", name
            assert "refused" not in ear.ask("presence", see="board")  # no strike is left to add up
        # It is known as before: what it may do, and who may end it.
        assert "records" in ear.ask("resume", stream=f"person:{person['person']}", after=0)
        heard = len(ear.heard)
        with listening(ear):
            workshop.wish("person.remove", workshop.chair, person=person["person"])
        assert [frame for frame in ear.heard[heard:] if "deltas" in frame] == []
        assert '42["bye",{"why":"removed"}]' in ear.heard


FORGED = {
    "another namespace": '42/admin,["join",{}]',
    "coming in to another namespace": "40/admin,",
    "coming in twice": '40{"token":"x"}',
    "an answer never asked": "431[]",
    "an answer of another": '43/admin,1["x"]',
    "a refused connection": '44{"message":"x"}',
    "a binary event": '451-["join",{"_placeholder":true,"num":0}]',
    "a binary answer": '461-1[{"_placeholder":true,"num":0}]',
    "no list": '42{"join":{}}',
    "no name": "42[]",
    "a name that is none": "42[[1]]",
}


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_forged_frames_do_nothing_and_end_their_own_line(server: Server, transport: str) -> None:
    """B1: other namespaces, answers, binary parts, a second coming in: none is heeded."""
    workshop = server.workshop()
    person = workshop.person()
    for name, frame in FORGED.items():
        with closing(Ear(workshop, person["token"], transport)) as ear:
            ear.say(frame)
            assert "refused" not in ear.ask("presence", see="board"), (
                name
            )  # still the same connection, and answered
            for _ in range(4):
                ear.say(frame)
            assert {f[:2] for f in ear.rest()} <= {"1", "41", "42"}, (
                name
            )  # no answer, and nothing but the end


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_nothing_is_heard_before_coming_in_or_after_leaving(server: Server, transport: str) -> None:
    """B1: an event before CONNECT has no connection to be about, and a goodbye ends the line: no limit begins anew."""
    workshop = server.workshop()
    line = Raw(server) if transport == "websocket" else Polled(server)
    with closing(line):
        assert line.read()[1].startswith(b"0")
        line.say(f'421["join",{{"code":"{workshop.code}","token":"{workshop.chair}","have":{{}}}}]')
        line.say("40")
        assert line.read()[1].startswith(b"40")  # no answer came before
    with closing(Ear(workshop, workshop.chair, transport)) as ear:
        ear.say("41")
        try:
            ear.say("40")
            ear.say(f'421["join",{{"code":"{workshop.code}"}}]')
        except OSError:
            pass  # hung up on already
        assert not [frame for frame in ear.rest() if frame.startswith(("40", "43"))]


# --- not one further frame -----------------------------------------------------------------------------------


class Room:
    """A table with somebody to be dismissed, and all that they read written again at will."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.table, self.other = workshop.groups()
        self.them = workshop.person("Kham", self.table)
        self.writer = workshop.person("Dao", self.table)
        self.posted: list[int] = []

    def wish(self, name: str, /, **data: Any) -> Any:
        answer = self.workshop.wish(name, self.workshop.chair, **data)
        assert "ok" in answer, answer
        return answer["ok"]

    def lead(self) -> None:
        self.wish("person.promote", person=self.them["person"], role="leader")

    def board(self) -> int:
        records = self.workshop.streams(self.workshop.chair)[f"workshop:{self.workshop.id}"]
        return next(each["id"] for each in records if each["type"] == "board" and each["group"] == self.table)

    def marked(self) -> str:
        """The same mark on the room's, the table's, the desk's and the person's own stream."""
        mark = f"mark-{next(_rounds)}-"
        wish = self.workshop.wish
        post = {"board": self.board(), "kind": "problem", "text": mark + "card", "lang": "en"}
        card = wish("card.post", self.writer["token"], **post)["ok"]["card"]
        self.wish("board.move_all", phase="reveal")
        self.wish("card.hide", card=card, reason=mark + "reason")
        self.wish("board.move_all", phase="write")
        wish("person.rename", self.them["token"], name=mark[:20], org_other="-")
        self.wish("workshop.edit", venue={"lo": "", "en": mark + "venue"})
        return mark


def remove(room: Room) -> None:
    room.wish("person.remove", person=room.them["person"])


def move(room: Room) -> None:
    room.wish("person.move", person=room.them["person"], group=room.other)


def demote(room: Room) -> None:
    room.wish("person.promote", person=room.them["person"], role="participant")


def undone(room: Room) -> None:
    """A removal, let back in, and the removal undone and redone: a step is not its command alone."""
    room.wish("person.move", person=room.them["person"], group=None)


def renew(room: Room) -> None:
    """By another device of theirs: this one is put out."""
    answer = room.workshop.wish("person.renew", room.them["token"])
    room.them["token"] = answer["ok"]["token"]


# (what is done, whether they lead before it)
CASES: dict[str, tuple[Callable[[Room], None], bool]] = {
    "removed": (remove, False),
    "a leader removed": (remove, True),
    "moved": (move, False),
    "moved to no table": (undone, False),
    "demoted": (demote, True),
    "renewed": (renew, False),
    "a leader renewed": (renew, True),
}


@contextmanager
def listening(*ears: Ear) -> Iterator[None]:
    """They hear all the while, as a phone does; left when the server has ended the line of each."""
    with ThreadPoolExecutor(len(ears)) as pool:
        ends = [pool.submit(ear.rest) for ear in ears]
        yield
        for end in ends:
            end.result(2 * PATIENCE)


def barrier(listener: Phone, mark: str) -> None:
    listener.until(
        lambda: any(mark + "venue" in json.dumps(delta) for delta in listener.deltas), "the barrier"
    )


def dismissed_hears_nothing(
    heard_at: Workshop, done_at: Workshop, case: str, transport: str, prelude: tuple[str, ...] = ()
) -> None:
    does, leads = CASES[case]
    room = Room(done_at)
    if leads:
        room.lead()
    with (
        phones(heard_at.phone(heard_at.chair)) as (listener,),
        closing(Ear(heard_at, room.them["token"], transport)) as ear,
    ):
        for frame in prelude:
            ear.say(frame)
        mark = room.marked()
        barrier(listener, mark)
        assert "refused" not in ear.ask("presence", see="board")
        assert any(mark in frame for frame in ear.heard), "heard nothing while it might"
        heard = len(ear.heard)
        with listening(ear):
            does(room)
            mark = room.marked()
            barrier(listener, mark)
        why = {remove: "removed", renew: "renewed"}.get(does, "changed")
        since, bye = ear.heard[heard:], f'42["bye",{{"why":"{why}"}}]'
        assert not any(mark in frame for frame in since)
        assert since.count(bye) == 1 and set(since[since.index(bye) + 1 :]) <= {"41", "1"}


PRELUDE = ('42["disconnect","x"]', '42["connect",{}]', '42["disconnect"]', '42["connect",{},{}]')


def all_at_once(try_it: Callable[[str], None]) -> None:
    """Each case in a workshop of its own, beside the others: a polling line ends three seconds after its goodbye."""
    with ThreadPoolExecutor(len(CASES)) as pool:
        done = {case: pool.submit(try_it, case) for case in CASES}
    wrong = []
    for case, one in done.items():
        if (error := one.exception()) is not None:
            error.add_note(f"in the case: {case}")
            wrong.append(error)
    if wrong:
        raise BaseExceptionGroup("not every case holds", wrong)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_not_one_further_frame(server: Server, transport: str) -> None:
    """B1: after the goodbye nothing comes, also to who first said what only the server may say."""

    def try_it(case: str) -> None:
        workshop = server.workshop()
        dismissed_hears_nothing(workshop, workshop, case, transport, PRELUDE)

    all_at_once(try_it)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_device_that_left_hears_nothing_more(server: Server, transport: str) -> None:
    """B1: `person.leave` closes this device's ears at once; another device of the same person hears on."""
    workshop = server.workshop()
    room = Room(workshop)
    with (
        phones(workshop.phone(workshop.chair), workshop.phone(room.them["token"])) as (listener, other),
        closing(Ear(workshop, room.them["token"], transport)) as ear,
    ):
        assert "ok" in ear.ask("command", id="l" * 20, name="person.leave", data={})
        heard = len(ear.heard)
        mark = room.marked()
        barrier(listener, mark)
        barrier(other, mark)
        assert ear.ask("resume", stream=f"workshop:{workshop.id}", after=1)["refused"] == "not_found"
        assert not any(mark in frame for frame in ear.heard[heard:])


def fragment(link: str) -> str:
    return link.partition("#t=")[2]


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_whoever_renews_hears_on_and_nobody_else_does(server: Server, transport: str) -> None:
    """B1: the line that asked goes on by its new token, the same person's other line ends; so it is with a screen
    whose link the chair renews, and the chair whose own the owner does.
    """
    workshop = server.workshop()
    room = Room(workshop)
    links = requests.get(
        f"{server.base}/api/w/{workshop.code}/links",
        headers={"Authorization": f"Bearer {workshop.chair}"},
        timeout=20,
    ).json()
    with (
        closing(Ear(workshop, room.them["token"], transport)) as asks,
        closing(Ear(workshop, room.them["token"], transport)) as other,
        closing(Ear(workshop, fragment(links["screen"]), transport)) as screen,
        closing(Ear(workshop, workshop.chair, transport)) as chair,
        phones(workshop.phone(room.writer["token"])) as (listener,),
    ):
        with listening(other, screen, chair):
            answer = asks.ask("command", id="r" * 20, name="person.renew", data={})
            room.them["token"] = answer["ok"]["token"]
            assert "ok" in workshop.wish("screen.renew", workshop.chair)
            renewed = workshop.wish("chair.renew", server.owner)
            workshop.chair = renewed["ok"]["token"]
            mark = room.marked()
            barrier(listener, mark)
        for gone in (other, screen, chair):
            assert '42["bye",{"why":"renewed"}]' in gone.heard
            assert not any(mark in frame for frame in gone.heard)
        assert "records" in asks.ask("resume", stream=f"person:{room.them['person']}", after=0)
        assert any(mark in frame for frame in asks.heard)


@pytest.fixture(scope="module")
def pair(
    tmp_path_factory: pytest.TempPathFactory, redis_server: str, module_postgres: Callable[[], str]
) -> Iterator[list[Server]]:
    """Two processes of one house, one of each mode."""
    url = module_postgres()
    some = [
        Server(
            tmp_path_factory.mktemp(mode), mode, quick=SOON, DATABASE_URL=url, REDIS_URL=redis_server
        ).start()
        for mode in ("eventlet", "gevent")
    ]
    yield some
    for it in some:
        it.end()


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_not_one_further_frame_of_another_process(pair: list[Server], transport: str) -> None:
    """B1: whoever is dismissed by one process is heard of no more at the other."""

    def try_it(case: str) -> None:
        here = pair[0].workshop()
        there = Workshop(pair[1], here.code, here.id, here.chair)
        dismissed_hears_nothing(there, here, case, transport, PRELUDE)

    all_at_once(try_it)
