"""A workshop that is already under way: people and cards made over HTTP, so that a test begins where it matters."""

from __future__ import annotations

import json
import uuid
from typing import Any

import requests

from tests.doors.real import Server

PROBLEM, SOLUTION, LESSON = "ປະຊາຊົນຕື່ມຂໍ້ມູນຊ້ຳ", "Ask once, reuse everywhere", "ເລີ່ມຈາກສິ່ງນ້ອຍ"
BOTH = {"lo": "ທົດລອງ", "en": "Trial"}


def is_theirs(code: str, token: str) -> str:
    """A phone that was asked whether it is theirs, and said yes: it is somebody from its next page on, once."""
    told = json.dumps([f"ws:{code}:phone", token, f"opened:{uuid.uuid4().hex}"])
    return f"""(([key, token, opened]) => {{
      if (location.protocol === "about:" || sessionStorage[opened]) return;
      sessionStorage[opened] = "yes";
      const old = localStorage[key];
      if (old && old !== token) localStorage[`${{key}}:before`] = old;
      localStorage[key] = token;
    }})({told})"""


class Prepared:
    """A workshop with two groups, people and cards in it, made over HTTP."""

    def __init__(self, server: Server, lang: str = "en", **more: Any) -> None:
        self.lang = lang
        self.ws = ws = server.workshop(
            title=BOTH,
            programme={"lo": "ໂຄງການທົດລອງ", "en": "Trial programme"},
            venue={"lo": "ວັງວຽງ", "en": "Vang Vieng"},
            days=["2022-12-14", "2022-12-15"],
            purposes=[{"lo": "ຮັບຟັງ", "en": "To listen"}, {"lo": "ຕົກລົງ", "en": "To agree"}],
            talks=[{"title": {"lo": "ສະເໜີແຜນ", "en": "The plan"}, "speaker": "DGC"}],
            orgs=[{"lo": "ກະຊວງສຶກສາ", "en": "Ministry of Education", "kind": "ministry"}],
            lang=lang,
            **more,
        )
        self.url = f"http://workshop.test:{server.port}/{ws.code}"
        self.groups = ws.groups()
        self.boards = ws.boards()
        self.links = self.get("links")
        self.kham = self.comes("ຄຳ", 0)
        self.noy = self.comes("ນ້ອຍ", 0)
        self.dao = self.comes("Dao", 1)
        ws.wish("person.promote", ws.chair, person=self.noy["person"], role="leader")

    def comes(self, name: str, group: int) -> dict[str, Any]:
        joined = self.ws.wish(
            "person.join", name=name, lang=self.lang, org_other="-", group=self.groups[group]
        )
        return dict(joined["ok"])

    def get(self, path: str) -> dict[str, Any]:
        url = f"{self.ws.server.base}/api/w/{self.ws.code}/{path}"
        return dict(
            requests.get(url, headers={"Authorization": f"Bearer {self.ws.chair}"}, timeout=20).json()
        )

    def chairs(self, name: str, /, **data: Any) -> dict[str, Any]:
        done = self.ws.wish(name, self.ws.chair, **data)
        assert "ok" in done, done
        return dict(done["ok"])

    def phase(self, name: str) -> None:
        for board in self.boards:
            self.chairs("board.move", board=board, phase=name)

    def cards(self) -> list[int]:
        """A problem, a solution that answers it, and a lesson of the other group."""
        problem = self.post(self.kham, 0, "problem", PROBLEM, "lo")
        answer = self.post(self.kham, 0, "solution", SOLUTION, "en", answers=problem)
        return [problem, answer, self.post(self.dao, 1, "lesson", LESSON, "lo")]

    def post(self, who: dict[str, Any], board: int, kind: str, text: str, lang: str, **more: Any) -> int:
        data = {"board": self.boards[board], "kind": kind, "text": text, "lang": lang, **more}
        return int(self.ws.wish("card.post", who["token"], **data)["ok"]["card"])

    def steps(self) -> dict[str, int]:
        records = self.ws.streams(self.ws.chair)[f"workshop:{self.ws.id}"]
        return {one["kind"]: one["id"] for one in records if one["type"] == "step"}

    def opens(self, face: Any, who: dict[str, Any] | str) -> None:
        """Open a person's own link, in this workshop's language."""
        face.lang = self.lang
        token = who if isinstance(who, str) else who["token"]
        face.page.add_init_script(is_theirs(self.ws.code, token))
        face.page.goto(self.url)
        face.inside()
