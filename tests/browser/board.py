"""A workshop at its vision board: twelve themes in both languages, made of two groups' cards, with votes and hands."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.browser.prepared import Prepared
from tests.doors.real import Server, phones

TITLES = [
    ("ເຊື່ອມຕໍ່ຂໍ້ມູນລະຫວ່າງກະຊວງ", "Connected ministries"),
    ("ບໍລິການສາທາລະນະແບບດິຈິຕອນ", "Digital public services"),
    (
        "ພັດທະນາທັກສະດິຈິຕອນຂອງພະນັກງານ ແລະ ປະຊາຊົນ ໃນທຸກແຂວງ",
        "Digital skills of civil servants and people in all provinces",
    ),
    ("ໄຟຟ້າ ແລະ ອິນເຕີເນັດ", "Power and internet"),
    ("ຄວາມປອດໄພທາງໄຊເບີ", "Cyber security"),
    ("ກົດໝາຍ ແລະ ມາດຕະຖານ", "Law and standards"),
    ("ງົບປະມານ ແລະ ການລົງທຶນ", "Budget and investment"),
    ("ລາຍເຊັນດິຈິຕອນ", "Digital signatures"),
    ("ສູນຂໍ້ມູນແຫ່ງຊາດ", "A national data centre"),
    ("ຟັງປະຊາຊົນກ່ອນສ້າງ", "Listen to people before building"),
    ("ຮ່ວມມືກັບພາກເອກະຊົນ", "Work with business"),
    ("ຕິດຕາມ ແລະ ປະເມີນຜົນ", "Follow up and evaluate"),
]
CARDS = [
    ("problem", "ລະບົບຂອງແຕ່ລະກະຊວງບໍ່ເຊື່ອມຕໍ່ກັນ ແລະ ປະຊາຊົນຕ້ອງຕື່ມຂໍ້ມູນຊ້ຳຫຼາຍຄັ້ງ", "lo"),
    ("solution", "Ask people once and let every office reuse the answer, with their consent", "en"),
    ("lesson", "ເລີ່ມຈາກສິ່ງນ້ອຍ ແລ້ວຄ່ອຍຂະຫຍາຍ", "lo"),
    ("problem", "Too few people keep the servers running, and nobody takes over when they leave", "en"),
]
SAID = {
    "lo": "ໝາຍເຖິງລະບົບຂອງຂັ້ນແຂວງ ແລະ ຂັ້ນເມືອງນຳ",
    "en": "This means the systems of provinces and districts too",
}


class Board(Prepared):
    """`votes[i]` are those of theme i; the first theme has four cards of both groups, the others one each."""

    def __init__(
        self,
        server: Server,
        lang: str = "en",
        themes: int = 12,
        vote: bool = True,
        cards: Sequence[tuple[str, str, str]] = CARDS,
    ) -> None:
        super().__init__(server, lang)
        first = [self.post(self.kham, 0, kind, text, use) for kind, text, use in cards[:1]]
        first.append(self.post(self.kham, 0, *cards[1], answers=first[0]))
        first += [self.post(self.dao, 1, kind, text, use) for kind, text, use in cards[2:]]
        own = [first]
        own += [[self.post(self.dao, 1, "lesson", f"{en}: {lo}", "lo")] for lo, en in TITLES[1:themes]]
        self.votes = [1, 0, 0, 2][:themes]
        if vote:
            self.phase("vote")
            if themes > 3:
                self._vote(self.dao, 1, own[3][0], 2)
            self._vote(self.noy, 0, first[0], 1)
            counts = [{"card": first[1], "hands": 4}]
            self.chairs("hands.count", round=self.round(0), present=9, sure=True, counts=counts)
            self.phase("report")
        else:
            self.phase("reveal")
        self.cards_of = own
        self.themes = [
            int(self.chairs("theme.create", title={"lo": lo, "en": en}, cards=each)["theme"])
            for (lo, en), each in zip(TITLES, own, strict=False)
        ]
        self.chairs("step.go", step=self.steps()["vision"])

    def round(self, board: int) -> int:
        records = self.ws.streams(self.ws.chair)[f"group:{self.groups[board]}"]
        return max(int(one["id"]) for one in records if one["type"] == "round")

    def _vote(self, who: dict[str, Any], board: int, card: int, dots: int) -> None:
        self.casts(who, self.round(board), f"card:{card}", dots)

    def casts(self, who: dict[str, Any], round: int, subject: str, dots: int = 1) -> None:
        done = self.ws.wish("ballot.cast", who["token"], round=round, subject=subject, dots=dots)
        assert "ok" in done, done

    def clarify(self, subject: str, text: dict[str, str] = SAID) -> None:
        self.chairs("clarification.set", subject=subject, text=text)

    def gathers(self, many: int) -> None:
        """So many more cards in the first theme. Nobody writes so many at once: twenty people do."""
        self.phase("write")
        with phones(*(self.ws.phone(self.comes(f"P{n}", n % 2)["token"]) for n in range(20))) as people:

            def writes(who: int) -> list[int]:
                # One after another, as people write: all at once, a busy machine was half a minute late with some.
                made = []
                for n in range(who, many, 20):
                    words = {"text": f"{n + 1}. {TITLES[n % 12][0]}", "lang": "lo"}
                    said = people[who].wish("card.post", board=self.boards[n % 2], kind="lesson", **words)
                    assert "ok" in said, said
                    made.append(int(said["ok"]["card"]))
                return made

            with ThreadPoolExecutor(20) as pool:
                cards = [card for each in pool.map(writes, range(20)) for card in each]
        self.phase("reveal")
        self.chairs("theme.place", theme=self.themes[0], cards=cards)

    def entitles(self, words: str) -> None:
        """Every theme is called this, and its number; the first of them last, and so all are when it is."""
        for n, theme in reversed([*enumerate(self.themes)]):
            self.chairs("theme.rename", theme=theme, title={self.lang: f"{words.strip()} {n}"})
