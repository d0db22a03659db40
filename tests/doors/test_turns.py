"""What is asked without a token: answered from memory, in turns, and drawn only where it is a link of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from tests.doors.real import new_id
from workshop import create_app
from workshop.doors import api as api_door
from workshop.doors import pages as page_door
from workshop.doors import socket as socket_door
from workshop.doors import turns
from workshop.doors.front import Front
from workshop.kernel.commands import Pace
from workshop.settings import Settings

BASE = "http://localhost"


class Asker:
    """One app without a server: HTTP as it is meant, and how often things were made for it."""

    def __init__(self, folder: Path) -> None:
        self.app = create_app(Settings(data=folder))
        self.front: Front = self.app.extensions["workshop"]
        self.front.house.engine.start(lambda packets: None, lambda workshop, person, why: None)
        self.client: FlaskClient = self.app.test_client()
        owner = self.front.house.identity.owner()
        title = {"lo": "", "en": "Trial"}
        made = self.wish("/api/commands", "workshop.create", owner, title=title, groups=2, lang="en")
        self.code, self.id, self.chair = made["code"], made["workshop"], made["token"]
        self.path = f"/api/w/{self.code}"

    def wish(self, path: str, name: str, token: str = "", **data: Any) -> dict[str, Any]:
        body = {"id": new_id(), "name": name, "data": data}
        return dict(self.client.post(path, json=body, headers=self.bears(token)).get_json()["ok"])

    @staticmethod
    def bears(token: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, token: str = "", address: str = "127.0.0.1", **headers: str) -> Any:
        return self.client.get(
            path, headers=self.bears(token) | headers, environ_base={"REMOTE_ADDR": address}
        )

    def qr(self, url: str) -> int:
        return int(self.client.get("/qr.svg", query_string={"d": url}).status_code)


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    it = Asker(tmp_path_factory.mktemp("asked"))
    yield it
    it.front.house.engine.stop()


@pytest.fixture(autouse=True)
def fresh(asker: Asker) -> None:
    asker.front.house.engine.paces.forget()


# --- QR codes ----------------------------------------------------------------------------------------------


def test_every_link_that_we_give_out_is_drawn(asker: Asker) -> None:
    """C3: from the lists that hold them, so that a new kind of link is tried too."""
    told = asker.get(f"{asker.path}/links", asker.chair).get_json()
    base = told["join"].rpartition("/")[0]
    given = [f"{base}/", f"{base}/chair", *(text for text in _texts(told) if text.startswith(base))]
    assert len(given) >= 8
    assert {url: asker.qr(url) for url in given} == dict.fromkeys(given, 200)


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, (dict, list)):
        for each in told.values() if isinstance(told, dict) else told:
            yield from _texts(each)


def test_no_other_is(asker: Asker) -> None:
    """C3: what a stranger makes up costs no drawing, whatever it looks like."""
    code = asker.code
    base = asker.get(asker.path).get_json()["join"].rpartition("/")[0]
    made_up = [
        f"{base}/anything",
        f"{base}/{code}/9",
        f"{base}/{code}/1/2",
        f"{base}/{code}/x",
        f"{base}/{code}?a=1",
        f"{base}/{code}#",
        f"{base}/{code}#t=p-1-1-1.forged",
        f"{base}/{code}#x={asker.chair}",
        f"{base}/{code}#t={asker.chair}x",
        f"{base}/{code}#p=12345678",
        f"{base}/000000",
        f"{base}/screen/000000",
        f"{base}/{code}%20",
        f"{base}//{code}",
        f"{base}:1/{code}",
        f"http://elsewhere.example/{code}",
        f"https{base[4:]}/{code}",
        f"{base}@elsewhere.example/{code}",
        f"{base}/{code}" + "0" * 390,
        "",
    ]
    drawn = [url for url in made_up if asker.qr(url) != 404]
    assert drawn == []


@hypothesis(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="0123456789/abc#?=&.%:@", max_size=60))
def test_whatever_is_asked_few_pictures_are_kept(asker: Asker, tail: str) -> None:
    """C3."""
    asker.front.house.engine.paces.forget()
    base = asker.get(asker.path).get_json()["join"].rpartition("/")[0]
    asker.qr(base + "/" + tail)
    assert len(asker.front.api._pictures._kept) < 20


# --- answers from memory -----------------------------------------------------------------------------------


def test_what_is_the_same_is_made_once(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """C3: the schema, the lobby, the shells and the plain pages, for as long as nothing of them changes.

    Planted: with a shelf that keeps nothing each of the 80 answers is made anew.
    """
    made: list[str] = []
    for module, name in ((api_door, "schema"), (page_door, "render_template"), (api_door, "svg")):
        stock = getattr(module, name)

        def counted(*args: Any, _stock: Any = stock, _name: str = name, **more: Any) -> Any:
            made.append(_name)
            return _stock(*args, **more)

        monkeypatch.setattr(module, name, counted)
    base = asker.get(asker.path).get_json()["join"]
    asker.front.api._shelf._kept.clear()
    asker.front.api.pages._shelf._kept.clear()
    asker.front.api._pictures._kept.clear()
    paths = [
        "/api/commands",
        asker.path,
        f"/{asker.code}",
        f"/chair/{asker.code}",
        "/nowhere",
        f"/qr.svg?d={base}",
    ]
    for _ in range(10):
        for path in paths:
            asker.get(path)
            asker.get(path, **{"Accept-Encoding": "gzip"})
    assert len(made) <= 5, made


def test_the_lobby_is_what_it_is_now(asker: Asker) -> None:
    """C3: kept as bytes, and never older than the workshop."""
    asker.wish(f"{asker.path}/commands", "workshop.edit", asker.chair, venue={"lo": "", "en": "Old hall"})
    for _ in range(2):
        assert asker.get(asker.path).get_json()["workshop"]["venue"]["en"] == "Old hall"
        assert "Old hall" in asker.get(f"/{asker.code}").text
    asker.wish(f"{asker.path}/commands", "workshop.edit", asker.chair, venue={"lo": "", "en": "New hall"})
    assert asker.get(asker.path).get_json()["workshop"]["venue"]["en"] == "New hall"
    page = asker.get(f"/{asker.code}").text
    assert "New hall" in page and "Old hall" not in page


def test_every_card_is_no_host(asker: Asker) -> None:
    """C12: what we listen on says nothing of what we are called."""
    assert asker.get("/healthz", Host="0.0.0.0").status_code == 421
    assert asker.get("/healthz", Host="localhost").status_code == 200


def test_a_browser_that_has_it_is_told_so(asker: Asker) -> None:
    """C3: a tag, and no bytes for who has them."""
    for path in ("/api/commands", asker.path, f"/{asker.code}", "/plain.css"):
        first = asker.get(path)
        assert first.headers["ETag"], path
        again = asker.get(path, **{"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304 and not again.data, path
    lao = asker.get(f"/{asker.code}?lang=lo")
    assert lao.headers["ETag"] != asker.get(f"/{asker.code}?lang=en").headers["ETag"]


def test_a_group_that_is_none_has_no_page_of_its_own(asker: Asker) -> None:
    """C3: or each number would be a page to keep."""
    asker.front.api.pages._shelf._kept.clear()
    for group in range(1, 200):
        assert asker.get(f"/{asker.code}/{group}").status_code == 200
    assert len(asker.front.api.pages._shelf._kept) <= 4


def test_who_is_told_of_a_fault_is_who_runs_it(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they have said how they are reached; no address is invented."""
    assert asker.get("/.well-known/security.txt").status_code == 404
    monkeypatch.setattr(asker.front.api.pages, "contact", "mailto:noy@workshop.example")
    told = asker.get("/.well-known/security.txt")
    assert told.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Contact: mailto:noy@workshop.example\nExpires: 20" in told.text


# --- turns -------------------------------------------------------------------------------------------------


def test_a_stranger_waits_and_others_do_not(asker: Asker) -> None:
    """C3: paced by address without a token, by person with one; a forged token is none."""
    paces = asker.front.house.engine.paces
    asker.get(asker.path, address="192.0.2.1")
    paces._buckets["192.0.2.1", "reads"].tokens = -1000.0
    for path, kind in ((asker.path, "json"), ("/api/commands", "json"), (f"/{asker.code}", "html")):
        for token in ("", "p-1-1-1.forged"):
            paces._buckets["192.0.2.1", "reads"].tokens = -1000.0
            answer = asker.get(path, token, address="192.0.2.1")
            assert answer.status_code == 429 and int(answer.headers["Retry-After"]) >= 1, path
            assert kind in answer.headers["Content-Type"]
    assert asker.get(asker.path, address="192.0.2.2").status_code == 200
    assert asker.get(f"{asker.path}/links", asker.chair, address="192.0.2.1").status_code == 200
    assert asker.get("/healthz", address="192.0.2.1").status_code == 200
    who = asker.front.house.identity.read(asker.chair)
    assert who is not None
    paces._buckets[f"p-{who.workshop}-{who.id}", "reads"].tokens = -1000.0
    assert asker.get(f"{asker.path}/streams", asker.chair).status_code == 429
    body = {"id": new_id(), "name": "workshop.edit", "data": {"venue": {"lo": "", "en": "Here"}}}
    written = asker.client.post(f"{asker.path}/commands", json=body, headers=asker.bears(asker.chair))
    assert written.status_code == 200, "what a person writes is paced by the engine alone"


def test_a_room_behind_one_address_feels_nothing(asker: Asker) -> None:
    """C3: three hundred phones at one moment: the first page, their list, the files, a reload."""
    for phone in range(300):
        for path in (f"/{asker.code}", asker.path, f"/{asker.code}"):
            assert asker.get(path, address="192.0.2.3").status_code == 200, phone
    assert turns.FILES.burst >= 300 * 20
    assert turns.READS.burst >= 300 * 8


def test_visits_are_paced_by_address_and_bounded_each(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """C3: each visit that is begun and left is remembered for a minute; a room whose Wi-Fi comes back feels nothing.
    Planted: without the pace the 7th is begun too.
    """
    assert socket_door.VISITS.burst >= 3_000
    monkeypatch.setattr(socket_door, "VISITS", Pace(burst=6, per_second=0.001))
    path = "/socket.io/?EIO=4&transport=polling"
    said = [asker.get(path, address="192.0.2.5").status_code for _ in range(8)]
    assert said == [200] * 6 + [429] * 2
    begun = asker.get(path, address="192.0.2.6")
    assert begun.status_code == 200
    eio = asker.front.socket.wire.eio
    visit = eio.sockets[json.loads(begun.data[1:])["sid"]]
    visit.asks = True  # a question of it waits for news already
    assert asker.get(f"{path}&sid={visit.sid}", address="192.0.2.5").status_code == 400
    assert not visit.closed


def test_very_many_addresses_cost_no_more_than_few(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """C3: what is remembered of strangers is bounded, and the newest of them stay known."""
    from workshop.kernel import pace

    monkeypatch.setattr(pace, "KEPT", 50)
    for n in range(200):
        asker.get("/api/commands", address=f"198.51.100.{n}")
    buckets = asker.front.house.engine.paces._buckets
    assert len(buckets) <= 50 and ("198.51.100.199", "reads") in buckets
