"""The same person on another device: the personal code, its QR for its owner alone, and the first device goes on."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.doors.real import Workshop, new_id, phones
from tests.doors.test_presence import screen_token
from workshop import create_app
from workshop.doors.qr import svg
from workshop.settings import Settings


def my_qr(workshop: Workshop, token: str = "") -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    url = f"{workshop.server.base}/api/w/{workshop.code}/me.svg"
    return requests.get(url, headers=headers, timeout=20)


def test_everybody_gets_the_own_qr_and_no_other(workshop: Workshop) -> None:
    noy, kham = workshop.person("Noy"), workshop.person("Kham")
    for who in (noy, kham):
        answer = my_qr(workshop, who["token"])
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert answer.headers["Cache-Control"] == "no-store"
        link = f"{workshop.server.base}/{workshop.code}#p={who['code']}"
        assert answer.text == svg(link)
    assert noy["code"] != kham["code"]


def test_who_is_nobody_has_no_qr(workshop: Workshop) -> None:
    elsewhere = workshop.server.workshop().person()
    for token in ("", screen_token(workshop), workshop.server.owner, elsewhere["token"]):
        answer = my_qr(workshop, token)
        assert answer.status_code == 403 and answer.json()["refused"] == "not_allowed"
    noy = workshop.person()
    workshop.wish("person.remove", workshop.chair, person=noy["person"])
    assert my_qr(workshop, noy["token"]).json()["refused"] == "removed"


def told(workshop: Workshop, **asked: Any) -> dict[str, Any]:
    url = f"{workshop.server.base}/api/w/{workshop.code}/who?lang=en"
    return dict(requests.post(url, json=asked, timeout=20).json())


def test_whom_a_link_opens_it_as_is_told_to_its_holder(workshop: Workshop) -> None:
    """B8: name and organisation behind a token or a code; nothing behind what is neither, and guesses are counted."""
    kham = workshop.person("Kham")
    named = {"kind": "person", "person": kham["person"], "name": "Kham", "org": {"lo": "-", "en": "-"}}
    by_token = told(workshop, token=kham["token"])
    assert {key: by_token[key] for key in named} == named
    assert told(workshop, code=" ".join(kham["code"])) == named
    elsewhere = workshop.server.workshop()
    assert told(elsewhere, token=kham["token"])["refused"] == "not_found"
    assert told(elsewhere, code=kham["code"])["refused"] == "code"
    assert told(workshop, token=kham["token"] + "x")["refused"] == "not_found"
    for wrong in ({}, {"token": 1}, {"token": "x", "code": "1"}, {"token": "x" * 401}, {"name": "Kham"}):
        assert told(workshop, **wrong)["refused"] == "malformed", wrong
    # Asking changed nothing: who came by a code is told at the desk, who only asked is not.
    streams = workshop.streams(workshop.chair)
    assert not [one for stream in streams.values() for one in stream if one["type"] == "comeback"]
    assert told(workshop, token=screen_token(workshop))["kind"] == "screen"
    new = workshop.wish("person.renew", kham["token"])["ok"]["token"]
    assert told(workshop, token=kham["token"])["refused"] == "renewed"
    assert told(workshop, token=new)["name"] == "Kham"
    # A wrong code spends the beginning that it tried, at this door and the other alike; the right one passes.
    begin = "0000" if not kham["code"].startswith("0000") else "1111"
    tries = [told(workshop, code=f"{begin}{n:08}")["refused"] for n in range(5)]
    assert tries[0] == "code" and tries[-1] == "too_fast"
    assert workshop.wish("person.return", code=f"{begin}{9:08}")["refused"] == "too_fast"
    assert told(workshop, code=kham["code"])["name"] == "Kham"
    workshop.wish("person.remove", workshop.chair, person=kham["person"])
    assert told(workshop, token=new)["refused"] == "removed"
    assert told(workshop, code=kham["code"])["refused"] == "code"


def test_the_code_stands_in_no_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With every log at its most talkative."""
    caplog.set_level(logging.DEBUG)
    app = create_app(Settings(data=tmp_path))
    front = app.extensions["workshop"]
    front.house.engine.start(lambda packets: None, lambda workshop, person, why: None)
    asks = app.test_client()

    def wish(path: str, name: str, token: str = "", **data: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = asks.post(path, json={"id": new_id(), "name": name, "data": data}, headers=headers)
        return dict(answer.get_json()["ok"])

    owner = front.house.identity.owner()
    made = wish(
        "/api/commands", "workshop.create", owner, title={"lo": "", "en": "Trial"}, groups=1, lang="en"
    )
    path = f"/api/w/{made['code']}"
    headers = {"Authorization": f"Bearer {made['token']}"}
    assert asks.get(f"{path}/me.svg", headers=headers).status_code == 200
    workshop = front.house.workshop(made["code"])
    code = front.house.personal_code(workshop, made["chair"])
    assert wish(f"{path}/commands", "person.return", code=code)["person"] == made["chair"]
    front.house.engine.stop()
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert f"GET {path}/me.svg 200" in said
    assert code not in said


def test_the_first_device_goes_on(workshop: Workshop) -> None:
    """Both are one person: each may write, and each sees what the other wrote."""
    noy = workshop.person()
    with phones(workshop.phone(noy["token"]), workshop.phone()) as (old, new):
        came = new.wish("person.return", code=noy["code"])["ok"]
        assert came["person"] == noy["person"]
        new.token = came["token"]
        assert new.join()["me"]["person"] == noy["person"]
        board = workshop.boards()[0]
        for phone, other, text in ((old, new, "From the old"), (new, old, "From the new")):
            assert "ok" in phone.wish("card.post", board=board, kind="problem", text=text, lang="en")
            other.until(
                lambda other=other, text=text: [
                    put for delta in other.deltas for put in delta["puts"] if put.get("text") == text
                ],
                text,
            )
        assert not old.gone.is_set() and not old.byes
