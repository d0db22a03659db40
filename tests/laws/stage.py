"""A world where every command has something to be about, and a way to try one without leaving a trace."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from tests.world import World
from workshop.kernel.batch import Batch, Reply, Wish
from workshop.kernel.commands import Command
from workshop.kernel.data import parse
from workshop.kernel.engine import Claim


class _Undone(Exception):
    pass


def set_stage(play: World, phase: str) -> dict[str, int]:
    """Table 1 at work in `phase`, with one thing of each noun; returns {noun: id}. Kham wrote the card."""
    post = {"board": 1, "kind": "problem", "text": "Kham's card", "lang": "en"}
    card = play.must("kham", "card.post", **post)["card"]
    play.must("chair", "board.move", board=1, phase="reveal")
    theme = play.must("chair", "theme.create", title={"en": "A theme"}, cards=[card])["theme"]
    themes = play.must("mek", "theme.create", title={"en": "Another"})["theme"]
    other = play.must("dao", "card.post", **post | {"text": "Dao's, the same"})["card"]
    reply = play.must("kham", "reply.post", card=card, text="A word of Kham's", lang="en")["reply"]
    call = play.must("noy", "call.make", board=1, text="Please come")["call"]
    taken = {"file": "5e" * 32, "width": 400, "height": 300}
    photo = play.must("kham", "photo.attach", board=1, card=card, **taken)["photo"]
    play.must("noy", "board.move", board=1, phase="report")  # the deed a leader may undo
    desk_deed = _last(play, "deed")
    synonym = play.must("mek", "synonym.add", lines=[["systems", "ລະບົບ"]])["synonyms"][0]
    play.must("chair", "step.go", step=2)
    play.must(
        "chair", "board.move", board=1, phase="write" if phase in ("open", "locked", "closed") else phase
    )
    if phase == "locked":
        play.must("chair", "board.lock", board=1, locked=True)
    if phase == "closed":
        play.must("chair", "workshop.close")
    ids = {"board": 1, "group": 1, "round": 1, "step": 3, "org": 1, "card": card, "theme": theme}
    ids |= {"person": play.people["dao"], "deed": desk_deed, "reply": reply, "call": call, "photo": photo}
    ids["double"] = play.people["kham"]
    return ids | {"others": other, "themes": themes, "synonym": synonym}


def _last(play: World, noun: str) -> int:
    table = play.engine.house.nouns[noun].table
    return int(play.engine.look(play.workshop, lambda work: work.number(select(func.max(table.c.id)))))


def fitting(command: Command, ids: dict[str, int]) -> dict[str, Any]:
    """The command's own printed example, with this world's ids in it."""
    if command.name == "hint.accept":  # what lies in a theme is gathered no more
        ids = ids | {"card": ids["others"]}
    schema = command.fields
    defs = schema.get("$defs", {})

    def fit(value: Any, of: dict[str, Any]) -> Any:
        if "$ref" in of:
            of = defs[of["$ref"].rpartition("/")[2]]
        for way in of.get("anyOf", []):
            if "x-noun" in way and value is not None:
                of = way
        if "x-noun" in of:
            return ids[of["x-noun"]]
        if "x-subject" in of:
            return f"card:{ids['card']}"
        if "x-votable" in of:
            return f"card:{ids['card']}"
        if isinstance(value, list):
            return [fit(each, of.get("items", {})) for each in value][: of.get("minItems", 1)]
        if isinstance(value, dict):
            return {
                # What a card is merged with is another one.
                name: [ids[name]] if name in ids and isinstance(one, list) else fit(one, properties(of, name))
                for name, one in value.items()
            }
        return value

    def properties(of: dict[str, Any], name: str) -> dict[str, Any]:
        found: dict[str, Any] = of.get("properties", {}).get(name, {})
        return found

    assert command.example is not None, f"{command.name} has no example"
    made: dict[str, Any] = fit(command.example, schema)
    if command.name == "person.unite":
        made["other"] = ids["double"]
    return made


def attempt(play: World, claim: Claim, command: Command, data: dict[str, Any]) -> Reply:
    """What the house would answer; whatever it did is rolled back."""
    wish = Wish(claim, command, parse(command.data, data), "an-attempt", "hash")
    replies: list[Reply] = []
    where = 0 if command.name in ("workshop.create", "house.renew") else play.workshop
    try:
        with play.engine.store.work(where) as conn:
            batch = Batch(conn, play.engine.store, play.engine.house, where, 1_700_000_000_000)
            replies.append(batch.run(wish))
            raise _Undone
    except _Undone:
        return replies[0]
