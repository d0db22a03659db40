"""Six groups that have handed in, and the merge desk as chair and helper use it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Browsers
from tests.browser.faces import Chair, Phone, Screen
from tests.browser.prepared import Prepared
from tests.doors.real import Server

# Of each group a problem, what answers it, and a lesson; the product's own words.
WORDS = [
    ("ລະບົບຂອງແຕ່ລະກະຊວງບໍ່ເຊື່ອມຕໍ່ກັນ", "Agree on one exchange standard", "ເລີ່ມຈາກສິ່ງນ້ອຍ ແລ້ວຂະຫຍາຍ"),
    ("ຂໍ້ມູນລະຫວ່າງກະຊວງແລກປ່ຽນກັນບໍ່ໄດ້", "One shared data centre", "ຟັງຜູ້ໃຊ້ກ່ອນສ້າງ"),
    ("ພະນັກງານຂາດທັກສະດິຈິຕອນ", "Short trainings in every province", "ຝຶກອົບຮົມໜ້ອຍ ແຕ່ເລື້ອຍໆ"),
    ("Staff of districts lack digital skills", "ສ້າງຫຼັກສູດເປັນພາສາລາວ", "Who teaches learns twice"),
    ("ງົບປະມານດ້ານດິຈິຕອນມີຈຳກັດ", "Put maintenance into each budget", "ຊື້ຮ່ວມກັນຖືກກວ່າ"),
    ("ອິນເຕີເນັດບໍ່ທົ່ວເຖິງຢູ່ຕ່າງແຂວງ", "Forms that work without a connection", "ຢ່າລໍຖ້າຄວາມພ້ອມທັງໝົດ"),
]
ONE = {"lo": "ລະບົບທີ່ເຊື່ອມຕໍ່ກັນ", "en": "Connected systems"}
TWO = {"lo": "ຄົນ ແລະ ທັກສະ", "en": "People and skills"}


class Six(Prepared):
    """Six groups that wrote, voted and handed in; Mek is of the theme team."""

    def __init__(self, server: Server, lang: str) -> None:
        super().__init__(server, lang, groups=6)
        self.writers = [self.comes(f"Writer {n + 1}", n) for n in range(6)]
        self.wrote: list[list[int]] = []
        for n, (problem, solution, lesson) in enumerate(WORDS):
            first = self.post(self.writers[n], n, "problem", problem, "en" if n == 3 else "lo")
            other = self.post(self.writers[n], n, "solution", solution, "en", answers=first)
            self.wrote.append([first, other, self.post(self.writers[n], n, "lesson", lesson, "lo")])
        self.phase("vote")
        for n, ids in enumerate(self.wrote):
            self.votes(n, ids[0], 2)
        self.phase("report")
        for n in range(5):
            self.hands_in(n)
        mek = self.comes("Mek", 0)
        self.chairs("person.promote", person=mek["person"], role="helper")
        self.mek = mek
        self.chairs("step.go", step=self.steps()["vision"])

    def votes(self, n: int, card: int, dots: int) -> None:
        records = self.ws.streams(self.ws.chair)[f"group:{self.groups[n]}"]
        within = max(int(one["id"]) for one in records if one["type"] == "round")
        subject = {"round": within, "subject": f"card:{card}", "dots": dots}
        assert "ok" in self.ws.wish("ballot.cast", self.writers[n]["token"], **subject)

    def hands_in(self, n: int) -> None:
        self.chairs("board.arrange", board=self.boards[n], cards=self.wrote[n][:2])
        self.chairs("board.submit", board=self.boards[n])

    def chair_at(self, browsers: Browsers, lang: str, size: tuple[int, int] = (1366, 768)) -> Desk:
        return self.chair_on(browsers.laptop(*size), browsers, lang)

    def chair_on(self, page: Page, browsers: Browsers, lang: str) -> Desk:
        desk = Desk(page, lang)
        desk.page.goto(f"{browsers.base}/chair/{self.ws.code}#t={self.ws.chair}")
        desk.view("desk")
        return desk

    def helper_at(self, browsers: Browsers, lang: str) -> Desk:
        """Mek, on a tablet of their own."""
        phone = Phone(browsers.device(820, 1180, has_touch=True).new_page(), lang)
        self.opens(phone, self.mek)
        desk = Desk(phone.page, lang)
        desk.page.goto(f"{browsers.base}/chair/{self.ws.code}?team")
        expect(desk.page.locator("#inbox [data-card]").first).to_be_visible()
        return desk

    def screen_at(self, browsers: Browsers, lang: str) -> Screen:
        screen = Screen(browsers.laptop(1920, 1080), lang)
        screen.page.goto(self.links["screen"])
        screen.shows("vision")
        return screen


class Desk(Chair):
    """The chair's merge desk."""

    def side(self, name: str) -> None:
        self.press(self.page.locator(".sides").get_by_role("button").filter(has_text=self.t(name)))

    def has(self, title: str, *texts: str) -> None:
        """These cards, in this order, are what the theme holds."""
        expect(self.theme(title).locator(".slip-text")).to_have_text(list(texts))

    def counts(self, title: str, cards: int) -> None:
        expect(self.theme(title).get_by_text(self.t("desk.cards_n", n=cards)).first).to_be_visible()

    def gathers(self, title: dict[str, str], *texts: str) -> None:
        self.pick(*texts)
        self.do("desk.new", self.page.locator(".picked"))
        self.name_theme(title["lo"], title["en"])

    def edit(self, title: str) -> None:
        self.press(
            self.theme(title).get_by_role("button", name=self.t("desk.edit_what", what=title), exact=True)
        )
        expect(self.sheet()).to_be_visible()
