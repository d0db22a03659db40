"""Every command of every room: what it does, told once; and what it does with a body that is wrong."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.features.each import STORIES, agenda, boards, cards, people, themes, votes
from tests.laws.stage import fitting, set_stage
from tests.world import World, world
from workshop.features import house
from workshop.kernel.commands import Command

ROOMS = (agenda, boards, cards, people, themes, votes)
COMMANDS = house().commands
WHO = {"workshop.create": "owner", "house.renew": "owner"}


def test_every_command_has_a_story() -> None:
    """And every story is of a command there is."""
    assert STORIES.keys() == COMMANDS.keys()


@pytest.mark.parametrize("name", sorted(STORIES))
def test_what_a_command_does(new_sqlite: Callable[[], str], name: str) -> None:
    with world(new_sqlite()) as play:
        STORIES[name](play)


@pytest.fixture(scope="module")
def stage(
    tmp_path_factory: pytest.TempPathFactory, shaped_sqlite: Path
) -> Iterator[tuple[World, dict[str, int]]]:
    """One world for all wrong bodies: none of them changes it."""
    file = shutil.copy(shaped_sqlite, tmp_path_factory.mktemp("each") / "workshop.sqlite3")
    with world(f"sqlite:///{file}") as play:
        ids = set_stage(play, "reveal")
        play.settle()
        yield play, ids


def body(play: World, ids: dict[str, int], command: Command) -> dict[str, Any]:
    return copy.deepcopy(fitting(command, ids))


def refused(play: World, command: Command, data: dict[str, Any]) -> tuple[str | None, Any]:
    play.engine.paces.forget()
    reply = play.wish(WHO.get(command.name, "chair"), command.name, **data)
    return reply.refused, reply.params.get("field")


def wrong(schema: dict[str, Any]) -> Any:
    """A value of a kind that this field cannot have."""
    ways = schema.get("anyOf", [schema])
    return (
        {"no": "thing"}
        if all(way.get("type") in ("integer", "string", "boolean", "array", "null", "number") for way in ways)
        else 17.5
    )


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_wrong_body_is_refused_by_the_name_of_its_field(
    stage: tuple[World, dict[str, int]], name: str
) -> None:
    """A field nobody declared, one that is missing, one of another kind, and one that is blank, each by itself."""
    play, ids = stage
    command = COMMANDS[name]
    data, fields = body(play, ids, command), command.fields.get("properties", {})
    before = play.snapshot("chair").maps
    assert refused(play, command, data | {"nobody": 1}) == ("unknown_field", "nobody")
    for field in command.fields.get("required", []):
        without = {one: value for one, value in data.items() if one != field}
        assert refused(play, command, without) == ("invalid", field)
    for field, schema in fields.items():
        code, where = refused(play, command, data | {field: wrong(schema)})
        assert code in ("invalid", "unknown_field") and str(where).partition(".")[0] == field, (
            field,
            code,
            where,
        )
        if schema.get("type") == "string" and schema.get("minLength"):
            assert refused(play, command, data | {field: " ​ "})[0] in ("empty", "invalid"), field
    play.settle()
    assert play.snapshot("chair").maps == before
