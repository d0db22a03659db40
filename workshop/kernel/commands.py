"""A command: its name, its fields, the row it is about, its rule, and the verb that handles it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_type_hints

from workshop.kernel.data import Data
from workshop.kernel.guessing import Guess
from workshop.kernel.rules import Rule, Subject
from workshop.kernel.shapes import Shape, answer_of
from workshop.kernel.work import Work

Reply = dict[str, Any]
About = Callable[[Work, Any], Subject]
Handle = Callable[[Work, Any, Subject], Reply | None]

_KEY = re.compile(r"([a-z]+):([1-9][0-9]{0,8})")


def row_of(key: str) -> tuple[str, int] | None:
    """("card", 17) of "card:17"; None for what is no record's key, digits of other scripts among it."""
    found = _KEY.fullmatch(key)
    return None if found is None else (found[1], int(found[2]))


@dataclass(frozen=True)
class Pace:
    """At most `burst` at once and `per_second` in the long run, for one actor."""

    burst: int
    per_second: float


# A thumb cannot tap faster; a script with a person's token can.
HUMAN = Pace(burst=30, per_second=5)


@dataclass(frozen=True)
class Command:
    name: str
    data: type[Data]
    about: About
    rule: Rule
    handle: Handle
    doc: str
    refuses: tuple[str, ...] = ()
    undoable: bool = False
    pace: Pace = HUMAN
    example: dict[str, Any] | None = None
    guess: Guess | None = None  # its wrong codes are slow
    settles: bool = False  # it may tell a result: what is owed of the numbers is drawn before it
    reply: dict[str, Any] = field(default_factory=dict)  # {field: type} of what it answers when it was done

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The body as JSON Schema; `x-noun` tells which integer is whose id."""
        return self.data.model_json_schema()

    @cached_property
    def answer(self) -> type[Shape]:
        """The reply as a type."""
        return answer_of(self.name, self.reply)

    @cached_property
    def names(self) -> tuple[tuple[str, str | None], ...]:
        """(field, noun) of the rows a body names; noun None where the value says it itself ("card:17")."""
        found = []
        for name, schema in self.fields.get("properties", {}).items():
            ways = [schema, *schema.get("anyOf", ()), schema.get("items", {})]
            noun = next((way["x-noun"] for way in ways if "x-noun" in way), None)
            if noun or "x-votable" in schema:
                found.append((name, noun))
        return tuple(found)

    def rows_named(self, data: Data) -> Iterator[tuple[str, int]]:
        """(noun, id) of the rows that this body names, to be read together with the rest of its batch."""
        for name, noun in self.names:
            value = getattr(data, name)
            if noun is not None and value is not None:
                yield from ((noun, id) for id in (value if isinstance(value, list) else [value]))
            elif noun is None and value is not None:
                row = row_of(value)
                if row is not None:
                    yield row


def command(
    name: str,
    *,
    about: About,
    rule: Rule,
    refuses: str = "",
    undoable: bool = False,
    pace: Pace = HUMAN,
    example: dict[str, Any] | None = None,
    guess: Guess | None = None,
    settles: bool | None = None,
    reply: dict[str, Any] | None = None,
) -> Callable[[Handle], Command]:
    """Make a command of a handler `(work, data, subject) -> reply`. Its docstring is its line in the protocol.
    `reply` are the fields that it answers, with their types.

    Every step that can be undone `settles`, unless it says otherwise.
    """

    def make(handle: Handle) -> Command:
        hints = get_type_hints(handle)
        parameters = list(inspect.signature(handle).parameters)
        data = hints[parameters[1]]
        doc = inspect.getdoc(handle)
        if not doc:
            raise ValueError(f"{name} has no docstring")
        codes = tuple(refuses.split())
        shows = undoable if settles is None else settles
        return Command(
            name, data, about, rule, handle, doc, codes, undoable, pace, example, guess, shows, reply or {}
        )

    return make
