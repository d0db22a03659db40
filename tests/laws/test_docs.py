"""Law 9, docs: they say what is so. Every command, field, refusal, record, route and setting is there, and no link or
file they name is missing.

Planted once: a command's field renamed (the types were stale, and once written anew tsc named each place that gave the
old one), a command renamed, a field added to a view, a refusal raised under a new name, a link to a page that is
not there and a path that is not a file were each caught; so were a refusal declared by a room above the one
that gives it, and the house without its check of undeclared words.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from tests.laws.chance import Chance
from tests.laws.stage import attempt, fitting, set_stage
from tests.world import world
from workshop import create_app
from workshop.doors import protocol, wire_ts
from workshop.doors.schema import rules_table
from workshop.features import ROOMS, house
from workshop.features.people.admit import admit
from workshop.kernel.errors import ALWAYS, NAMED
from workshop.kernel.nouns import House, Room
from workshop.kernel.rules import PHASES, RELATIONS
from workshop.kernel.shapes import own_fields
from workshop.kernel.tables import record
from workshop.settings import Settings, settings_table
from workshop.wording import LANGS, catalogue

ROOT = Path(__file__).resolve().parents[2]
DOCS = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
PROTOCOL = (ROOT / "docs" / "protocol.md").read_text("utf-8")

# A path in backquotes, when it begins with one of our own folders or is a file at the root.
OURS = re.compile(
    r"`((?:workshop|static|templates|tests|docs|deploy|benchmarks|\.ci)/[\w./*-]*|"
    r"[\w-]+\.(?:py|md|toml)|Makefile)`"
)
MADE = ("static/dist", "static/node_modules")  # by the set-up
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def prose(page: Path) -> str:
    return FENCED.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """A heading's anchor, as it is made of its words."""
    heads = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def links(page: Path) -> Iterator[str]:
    text = prose(page)
    for target in re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r"src=\"([^\"]+)\"", text):
        if not target.startswith(("http://", "https://", "mailto:")):
            yield unquote(target)


def names(page: Path) -> set[str]:
    return set(OURS.findall(prose(page)))


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in links(page):
        path, _, anchor = target.partition("#")
        there = page if not path else (page.parent / path).resolve()
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_every_file_named_is_there(page: Path) -> None:
    """`workshop/kernel/work.py`, `static/src/core`, `tests/laws/*.py`; a bare file name is one at the root."""
    missing = [
        name
        for name in names(page)
        if not name.startswith(MADE) and not any(ROOT.glob(name.rstrip("/"))) and not _within(page, name)
    ]
    assert missing == []


def _within(page: Path, name: str) -> bool:
    """A bare name may be a file of the folder that the page is telling of."""
    return "/" not in name and any(
        True for folder in ("workshop", "docs", "benchmarks", "tests") for _ in (ROOT / folder).rglob(name)
    )


def test_the_protocol_is_as_the_house_is() -> None:
    assert protocol.markdown(house()) == PROTOCOL, "docs/protocol.md is stale: run `make docs`"


def test_the_clients_types_are_as_the_house_is() -> None:
    """So a field renamed here is a type error in the client, at each place that still says the old name."""
    page = (ROOT / "static" / "src" / "core" / "wire.ts").read_text("utf-8")
    assert wire_ts.typescript(house()) == page, "static/src/core/wire.ts is stale: run `make docs`"


def test_every_command_is_told() -> None:
    for name, command in house().commands.items():
        section = PROTOCOL.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
        assert command.doc in section, name
        fields = command.fields.get("properties", {})
        assert [field for field in fields if f"- `{field}`: " not in section] == [], name
        assert [code for code in command.refuses if f"`{code}`" not in section] == [], name
        shown = json.loads(section.partition("```json\n")[2].partition("\n```")[0])
        assert command.data.model_validate(shown["data"]), name
    assert len(rules_table(house()).splitlines()) == len(house().commands) + 2


def test_every_refusal_is_told_in_both_languages() -> None:
    """And the other way round: a code that nothing raises is not promised."""
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "workshop").rglob("*.py"))
    raised = set(re.findall(r'(?:Refused\(|refused=)"(\w+)"', sources)) | {"locked", "closed"}
    codes = house().always.keys() | house().refusals.keys()
    assert raised == codes
    assert [c for c in house().commands.values() if not set(c.refuses) <= codes] == []
    assert [(lang, code) for lang in LANGS for code in codes if f"err.{code}" not in catalogue(lang)] == []


def test_every_relation_and_phase_is_told() -> None:
    assert (set(RELATIONS), set(PHASES)) == (house().relations.keys(), house().phases.keys())


def test_a_room_gives_its_own_codes_or_those_of_rooms_below() -> None:
    declared = ALWAYS.keys() | NAMED.keys() | {"locked", "closed"}
    for room in ROOMS:
        declared |= room.ROOM.refusals.keys() | room.ROOM.always.keys()
        folder = ROOT / "workshop" / "features" / room.ROOM.name
        source = "".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
        assert set(re.findall(r'Refused\("(\w+)"', source)) <= declared, room.ROOM.name


@pytest.mark.parametrize("words", ["relations", "phases", "refusals"])
def test_a_word_that_no_room_declares_stops_the_house(words: str) -> None:
    """And one that two declare: the page would say one and the room mean the other."""
    named = {"relations": "author", "phases": "poll", "refusals": "photos_full"}[words]

    def rooms(change: Callable[[dict[str, str]], dict[str, str]]) -> list[Room]:
        return [replace(one.ROOM, **{words: change(getattr(one.ROOM, words))}) for one in ROOMS]

    with pytest.raises(ValueError, match=f"says .*{named}"):
        House(rooms(lambda said: {word: why for word, why in said.items() if word != named}), admit)
    with pytest.raises(ValueError, match=f"declared twice.*{named}"):
        House([*rooms(dict), Room("again", **{words: {named: "something else"}})], admit)


def test_records_are_told_as_they_are(new_sqlite: Callable[[], str]) -> None:
    """Through a random day: each type's streams and fields, no more and no fewer, and each value of its type."""
    shapes = house().records
    assert shapes.keys() == house().nouns.keys()
    streams: dict[str, set[str]] = defaultdict(set)
    fields: dict[str, set[str]] = defaultdict(set)
    with world(new_sqlite()) as play:

        def look() -> None:
            play.settle()
            mine = select(record).where(record.c.workshop_id == play.workshop, record.c.body.is_not(None))
            for row in play.engine.look(play.workshop, lambda work: work.all(mine)):
                body = json.loads(row["body"])
                shapes[body["type"]].model_validate_json(row["body"])
                streams[body["type"]].add(row["stream"].partition(":")[0])
                fields[body["type"]] |= body.keys() - {"key", "type", "id"}

        ids = set_stage(play, "vote")
        seated = play.must("noy", "person.seat", group=1, name="No phone", org=1)
        play.must("noy", "ballot.hand_in", round=1, person=seated["person"], dots={})
        play.must("guest", "person.return", code=seated["code"])
        play.must("dao", "ballot.cast", round=ids["round"], subject=f"card:{ids['card']}", dots=1)
        seated = play.must("noy", "person.seat", group=1, name="Bounmy", org=1)["person"]
        play.must("noy", "ballot.hand_in", round=ids["round"], person=seated, dots={f"card:{ids['card']}": 1})
        look()
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.submit", board=1)
        play.must(
            "noy", "hands.count", round=1, present=5, sure=True, counts=[{"card": ids["card"], "hands": 2}]
        )
        play.must("dao", "reaction.set", card=ids["card"], kind="same", on=True)
        play.must("noy", "board.spotlight", board=1, card=ids["card"])
        look()
        play.must("noy", "board.present", board=1, on=True)
        play.must("noy", "board.summarise", board=1, summary={"lo": "", "en": "In short"})
        play.must("noy", "board.spotlight", board=1, card=ids["card"])
        look()
        play.must("noy", "board.present", board=1, on=False)
        play.must("noy", "board.spotlight", board=1, card=ids["card"], room=True)
        play.must("noy", "reply.hide", reply=ids["reply"])
        play.must("noy", "photo.hide", photo=ids["photo"])
        play.must("noy", "card.reword", card=ids["card"], text="Mended")
        look()
        play.must("chair", "clarification.set", subject=f"card:{ids['card']}", text={"en": "So"})
        play.must("mek", "hint.refuse", sets=[[ids["card"], ids["others"]]])
        play.must("mek", "theme.note", theme=ids["theme"], note="Ask them")
        play.must("chair", "poll.open", budget=3, cap=1, live=True)
        play.must("dao", "ballot.cast", round=3, subject=f"theme:{ids['theme']}", dots=1)
        look()
        play.must("mek", "theme.park", theme=ids["theme"], on=True)
        look()
        play.must("noy", "card.hide", card=ids["card"])
        play.must("chair", "person.remove", person=ids["person"])  # whose vote is in a result
        look()
        play.must("boun", "round.set", board=2, method="rank", settings={"places": 2})
        far = play.must("vanh", "card.post", board=2, kind="problem", text="Far", lang="en")["card"]
        play.must("chair", "board.move", board=2, phase="vote")
        play.must("vanh", "ballot.give", round=2, values={f"card:{far}": 1})
        look()
        play.must("chair", "board.move", board=2, phase="report")
        look()
        chance = Chance(play, 11)
        for step in range(200):
            if step % 40 == 39:
                chance.seat_all()
            chance.step()
            if step % 20 == 0:
                look()
    assert {type: (streams[type], fields[type]) for type in shapes} == {
        type: (set(shape.streams.split()), set(own_fields(shape))) for type, shape in shapes.items()
    }


def test_every_stream_is_told() -> None:
    """What a record is on is declared by a room, with who reads it; and no kind is declared that nothing is on."""
    used = {kind for shape in house().records.values() for kind in shape.streams.split()}
    assert house().streams.keys() == used
    assert [kind for kind in used if f"| `{kind}:<" not in PROTOCOL] == []
    assert len({stream.near for stream in house().streams.values()}) == len(used)


def test_replies_are_told_as_they_are(new_sqlite: Callable[[], str]) -> None:
    """Every command's own example, by whoever may; the token is added by the door."""
    with world(new_sqlite()) as play:
        answered: dict[str, str] = {}
        ids = set_stage(play, "write")
        ids["seated"] = play.must("noy", "person.seat", group=1, name="No phone", org=1)["person"]
        play.must("boun", "round.set", board=2, method="rank")
        far = play.must("vanh", "card.post", board=2, kind="problem", text="Far", lang="en")["card"]
        play.must("chair", "workshop.edit", approve=True)
        ids["waits"] = play.must("dao", "card.post", board=1, kind="lesson", text="May I?", lang="en")["card"]
        given = {"person": ids["seated"], "dots": {f"card:{ids['card']}": 1}}
        told_to_noy = {"person": ids["seated"]}
        fits = {
            "ballot.hand_in": given,
            "ballot.give": {"round": 2, "values": {f"card:{far}": 1}},
            "person.recode": told_to_noy,
            "card.approve": {"cards": [ids["waits"]]},
        }
        for phase in ("write", "reveal", "vote", "report"):
            play.must("chair", "board.move_all", phase=phase)
            ids["deed"] = max(play.sees("chair", "deed"))
            for command in play.engine.house.commands.values():
                for who in ("chair", "noy", "kham", "vanh", "guest", "owner"):
                    data = fitting(command, ids) | fits.get(command.name, {})
                    reply = attempt(play, play.claims[who], command, data)
                    if reply.ok:
                        answered[command.name] = " ".join(reply.ok)
                        at_door = {"token": str(reply.ok["token"])} if "token" in reply.ok else {}
                        command.answer.model_validate(reply.ok | at_door)
        play.must("chair", "workshop.close")
        play.settle()
        answered["workshop.forget"] = " ".join(play.must("chair", "workshop.forget"))
    code = {"person.return": "person group code token"}  # the example's code is nobody's
    declared = {name: " ".join(command.reply) for name, command in house().commands.items() if command.reply}
    assert answered | code == declared


def test_every_route_is_told(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path))
    app.extensions["workshop"].house.engine.stop()
    api = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/api/", "/qr", "/healthz")) and "path:" not in rule.rule
    ]
    assert len(api) >= 9
    assert [path for path in api if f"`{path}`" not in PROTOCOL] == []


def test_every_setting_is_told() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [row for row in settings_table().splitlines() if row not in readme] == []


def test_every_folder_is_on_the_map() -> None:
    """The README's map has a line for each folder of code that holds files of its own."""
    readme = (ROOT / "README.md").read_text("utf-8")
    rooms = [
        path.relative_to(ROOT)
        for top in ("workshop", "static/src", "tests")
        for path in (ROOT / top).iterdir()
        if path.is_dir()
        and any(each.is_file() and each.suffix != ".pyc" for each in path.rglob("*"))
        and path.name not in ("__pycache__",)
    ]
    assert [str(room) for room in rooms if f"`{room}" not in readme] == []


def test_every_rule_has_its_place_in_the_architecture() -> None:
    """R1 to R22: a row each, with the test that proves it, or the words that it is not built."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| \*\*R(\d+)\*\* .*?\|(.*)\|$", page, re.MULTILINE))
    assert set(rows) == {str(n) for n in range(1, 23)}
    assert [n for n, row in rows.items() if "`tests/" not in row and "not built" not in row] == []


def test_every_page_is_reached_from_the_readme() -> None:
    found, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        found.add(page)
        near = {(page.parent / each.partition("#")[0]).resolve() for each in links(page)}
        waiting += [each for each in near if each in DOCS and each not in found]
    assert [page.name for page in DOCS if page not in found] == []
