"""Law 5: what one may not know of, what is another workshop's, and what is not there answer alike, in every field.

Made from the printed schema: each id in a command's own example is put for one that is nowhere, one of the workshop
next door, and one that this person cannot read; the three answers must be one.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.laws.stage import attempt, fitting, set_stage
from tests.world import World, world
from workshop.features.cards.tables import card
from workshop.features.hints import commands as hints
from workshop.kernel.commands import Command
from workshop.kernel.work import Work

NOWHERE = 999_999_998
WHO = ("chair", "mek", "noy", "kham", "boun")
Path = tuple[Any, ...]


def places(command: Command, data: dict[str, Any]) -> Iterator[tuple[Path, str, str]]:
    """(where in the body, noun, what stands before the number) of each id that this body names."""
    defs = command.fields.get("$defs", {})

    def walk(value: Any, of: dict[str, Any], at: Path) -> Iterator[tuple[Path, str, str]]:
        if "$ref" in of:
            of = defs[of["$ref"].rpartition("/")[2]]
        for way in of.get("anyOf", []):
            if value is not None and ("x-noun" in way or "items" in way or "$ref" in way):
                of = defs[way["$ref"].rpartition("/")[2]] if "$ref" in way else way
        if "x-noun" in of and isinstance(value, int):
            yield at, of["x-noun"], ""
        elif "x-votable" in of and isinstance(value, str):
            yield at, "card", "card:"
        elif isinstance(value, list):
            for n, one in enumerate(value):
                yield from walk(one, of.get("items", {}), (*at, n))
        elif isinstance(value, dict):
            for name, one in value.items():
                yield from walk(one, of.get("properties", {}).get(name, {}), (*at, name))

    yield from walk(data, command.fields, ())


def put(data: dict[str, Any], at: Path, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(data)
    place: Any = changed
    for step in at[:-1]:
        place = place[step]
    place[at[-1]] = value
    return changed


def next_door(play: World) -> dict[str, int]:
    """One of most nouns in another workshop of the same house."""
    home, people, claims = play.workshop, dict(play.people), dict(play.claims)
    made = play.must("owner", "workshop.create", title={"en": "Next door"}, groups=1, orgs=[{"en": "Theirs"}])
    play.workshop = made["workshop"]
    play._know("chair", made["chair"])
    [board] = play.sees("chair", "board")
    [group] = play.sees("chair", "group")
    [org] = play.sees("chair", "org")
    came = play.must("guest", "person.join", name="Theirs", lang="en", org=org, group=group)
    play._know("kham", came["person"])
    post = {"board": board, "kind": "problem", "lang": "en"}
    card = play.must("kham", "card.post", **post, text="Of next door")["card"]
    play.must("chair", "board.move", board=board, phase="reveal")
    theirs = {"board": board, "group": group, "org": org, "card": card, "person": play.people["kham"]}
    theirs["theme"] = play.must("chair", "theme.create", title={"en": "Theirs"}, cards=[card])["theme"]
    theirs["reply"] = play.must("kham", "reply.post", card=card, text="A word", lang="en")["reply"]
    taken = {"file": "6e" * 32, "width": 400, "height": 300}
    theirs["photo"] = play.must("kham", "photo.attach", board=board, card=card, **taken)["photo"]
    theirs["step"] = max(play.sees("chair", "step"))
    theirs["deed"] = max(play.sees("chair", "deed"))
    theirs["synonym"] = play.must("chair", "synonym.add", lines=[["a", "b"]])["synonyms"][0]
    play.workshop, play.people, play.claims = home, people, claims
    play.settle()
    return theirs


def private(play: World) -> dict[str, list[int]]:
    """What some of them cannot read: another table's card in private, its photo, and who wrote it."""
    post = {"kind": "problem", "lang": "en"}
    vanhs = play.must("vanh", "card.post", board=2, text="Nobody's yet", **post)["card"]
    said = {"card": [vanhs], "person": [play.people["vanh"]], "reply": [], "photo": []}
    taken = {"file": "7e" * 32, "width": 400, "height": 300}
    said["photo"].append(play.must("vanh", "photo.attach", board=2, card=vanhs, **taken)["photo"])
    return said


def plain(reply: Any, *names: int) -> tuple[Any, Any]:
    return reply.refused if reply.ok is None else "ok", {
        name: "that" if value in names else value for name, value in reply.params.items()
    }


def unlike(
    play: World, ids: dict[str, int], theirs: dict[str, int], unread: dict[str, list[int]]
) -> list[Any]:
    found = []
    for command in play.engine.house.commands.values():
        for whole, at, noun, before in bodies(command, ids):
            for who in WHO:
                claim = play.claims[who]
                answers = {
                    id: plain(
                        attempt(play, claim, command, put(whole, at, f"{before}{id}" if before else id)), id
                    )
                    for id in (NOWHERE, *others(play, who, noun, theirs, unread))
                }
                if any(answer != answers[NOWHERE] for answer in answers.values()):
                    found.append((command.name, at, who, answers))
    return found


def bodies(command: Command, ids: dict[str, int]) -> Iterator[tuple[dict[str, Any], Path, str, str]]:
    """The command's example with each id in it, and with each optional id that it leaves out."""
    example = fitting(command, ids)
    for at, noun, before in places(command, example):
        yield example, at, noun, before
    for name, of in command.fields.get("properties", {}).items():
        ways = [way["x-noun"] for way in (of, *of.get("anyOf", [])) if "x-noun" in way]
        if ways and name not in example and ways[0] in ids:
            yield example | {name: ids[ways[0]]}, (name,), ways[0], ""


def others(
    play: World, who: str, noun: str, theirs: dict[str, int], unread: dict[str, list[int]]
) -> Iterator[int]:
    if noun in theirs:
        yield theirs[noun]
    for id in unread.get(noun, ()):
        if not reads(play, who, f"{noun}:{id}"):
            yield id


def reads(play: World, who: str, key: str) -> bool:
    def read(work: Work) -> bool:
        work.actor = play.engine.house.admit(work, play.claims[who])
        return work.readable(key)

    return bool(play.engine.look(play.workshop, read))


@pytest.mark.parametrize("phase", ["write", "reveal", "vote", "report"])
def test_nothing_tells_what_is_there_from_what_is_not(new_sqlite: Callable[[], str], phase: str) -> None:
    """B9: every command, every id field, five people."""
    with world(new_sqlite()) as play:
        ids = set_stage(play, phase)
        unread, theirs = private(play), next_door(play)
        found = unlike(play, ids, theirs, unread)
        assert found == [], "\n".join(map(str, found))


def test_a_refused_hint_names_only_what_the_team_sees(new_sqlite: Callable[[], str]) -> None:
    """B9: a private card's id, one of another workshop's, and none at all."""
    with world(new_sqlite()) as play:
        ids = set_stage(play, "reveal")
        unread, theirs = private(play), next_door(play)
        for id in (unread["card"][0], theirs["card"], NOWHERE):
            assert play.declined("mek", "hint.refuse", sets=[[ids["card"], id]]) == "not_found"
        play.must("mek", "hint.refuse", sets=[[ids["card"], ids["others"]]])


def test_the_law_catches_a_hint_that_tells(
    new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: a hint takes any card that there is."""
    monkeypatch.setattr(hints, "seen", lambda work, cards: [work.need(card, id)["id"] for id in cards])
    with world(new_sqlite()) as play:
        ids = set_stage(play, "reveal")
        unread, theirs = private(play), next_door(play)
        assert any(name == "hint.refuse" for name, *_ in unlike(play, ids, theirs, unread))
