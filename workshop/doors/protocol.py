"""docs/protocol.md, written from the house itself: every command, refusal, record and frame, as they are enforced.

`workshop commands --markdown` prints it and `make docs` writes it. How it travels is told in protocol.md beside this
file; what a relation, a phase or a code means is declared by its room.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from workshop.doors.schema import rule_of, when
from workshop.kernel.commands import HUMAN, Command, Pace
from workshop.kernel.nouns import House
from workshop.kernel.rules import PHASES, RELATIONS
from workshop.kernel.shapes import own_fields, sentence
from workshop.wording import catalogue

HEAD: Final = Path(__file__).with_name("protocol.md")


def markdown(house: House) -> str:
    """The whole page."""
    parts = [HEAD.read_text("utf-8"), _streams(house), _records(house), _rules(house), _refusals(house)]
    parts.append(
        "## Commands\n\nText is cleaned first (one spelling, single spaces), then counted in code points.\n"
    )
    parts += [_command(command) for _, command in sorted(house.commands.items())]
    return "\n".join(parts)


def _streams(house: House) -> str:
    return (
        "## Streams\n\nEach is a numbered sequence that one audience may read, and that is the whole of the read "
        "permission. The nearest to its reader is first: where a record is on several, that one is shown.\n\n"
        + _table(
            "Stream | Who reads it",
            [(f"`{one.kind}:<{one.of}>`", one.readers) for one in house.streams.values()],
        )
    )


def _records(house: House) -> str:
    rows = []
    for type, shape in house.records.items():
        fields = ", ".join(own_fields(shape))
        rows.append((f"`{type}`", shape.streams.replace(" ", ", "), fields, sentence(shape)))
    return (
        "## Records\n\nEvery record has `key` (`type:id`), `type` and `id` beside the fields here. A record on several "
        "streams may look different on each.\n\n" + _table("Type | Streams | Fields | Note", rows)
    )


def _rules(house: House) -> str:
    who = [(f"`{one}`", house.relations[one]) for one in RELATIONS]
    phases = [(f"`{one}`", house.phases[one]) for one in PHASES]
    return (
        "## Rules\n\nA command is allowed when a relation of the sender's holds in the phase its subject is in. "
        "What is not printed is refused.\n\n"
        + _table("Relation | Who", who)
        + "\n"
        + _table("Phase | When", phases)
        + "\n“until closed” is every phase but `closed`.\n"
    )


def _refusals(house: House) -> str:
    def rows(codes: dict[str, str]) -> list[tuple[str, ...]]:
        english, lao = catalogue("en"), catalogue("lo")
        return [(f"`{code}`", why, english[f"err.{code}"], lao[f"err.{code}"]) for code, why in codes.items()]

    head = "Code | Why | English | Lao"
    return (
        "## Refusals\n\nAny command may be answered with one of these:\n\n"
        + _table(head, rows(house.always))
        + "\nThese belong to the commands that name them:\n\n"
        + _table(head, rows(house.refusals))
    )


def _command(command: Command) -> str:
    schema = command.fields
    defs, needed = schema.get("$defs", {}), schema.get("required", [])
    rule = "; ".join(f"{who}: {when(phases)}" for who, phases in rule_of(command.rule).items())
    lines = [f"### {command.name}", "", command.doc, "", f"- Who, when: {rule}"]
    for name, field in schema.get("properties", {}).items():
        must = "" if name in needed else f", default {_shown(field['default'])}"
        lines.append(f"- `{name}`: {_kind(field, defs)}{must}")
    if command.reply:
        lines.append("- Reply: " + ", ".join(f"`{name}`" for name in command.reply))
    if command.refuses:
        lines.append("- Refuses: " + ", ".join(f"`{code}`" for code in command.refuses))
    if command.pace != HUMAN:
        lines.append(f"- Pace: {_pace(command.pace)}")
    if command.guess is not None:
        lines.append(
            "- Wrong codes are slow, right ones never: only failures count, by the code's beginning and the address"
        )
    if command.undoable:
        lines.append("- Can be undone")
    wish = {"id": "f3Jq0c1xWm8TtYk2LrVb9A", "name": command.name, "data": command.example}
    return "\n".join([*lines, "", "```json", _shown(wish), "```", ""])


def _pace(pace: Pace) -> str:
    return f"{pace.burst} at once, then {pace.per_second:g} a second"


def _kind(field: dict[str, Any], defs: dict[str, Any]) -> str:
    """A field's JSON Schema in words."""
    if "$ref" in field:
        inner = defs[field["$ref"].rpartition("/")[2]]
        return (
            "{" + ", ".join(f"{name}: {_kind(one, defs)}" for name, one in inner["properties"].items()) + "}"
        )
    if "anyOf" in field:
        return " or ".join(_kind(one, defs) for one in field["anyOf"])
    if "enum" in field:
        return " or ".join(f'"{one}"' for one in field["enum"])
    if "x-noun" in field:
        noun = field["x-noun"]
        return f"id of {'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    if "x-votable" in field:
        return "key of a " + " or ".join(field["x-votable"])
    match field.get("type"):
        case "array":
            return f"list{_between(field, 'minItems', 'maxItems')} of {_kind(field['items'], defs)}"
        case "string":
            return f"text{_between(field, 'minLength', 'maxLength')}"
        case "integer":
            return f"number{_between(field, 'minimum', 'maximum')}"
        case "boolean":
            return "true or false"
    return str(field.get("type"))


def _between(field: dict[str, Any], least: str, most: str) -> str:
    low, high = field.get(least), field.get(most, field.get("exclusiveMaximum", 1) - 1)
    if not low and not high:
        return ""
    return f" up to {high}" if not low else f" {low} to {high}"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _table(head: str, rows: Sequence[tuple[str, ...]]) -> str:
    def lines() -> Iterator[str]:
        yield f"| {head} |"
        yield "|---" * (head.count("|") + 1) + "|"
        for row in rows:
            yield "| " + " | ".join(row) + " |"

    return "\n".join(lines()) + "\n"
