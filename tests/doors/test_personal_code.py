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
