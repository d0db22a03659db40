"""static/src/core/wire.ts, written from the house itself: what the browser may send, and what it gets back, as types.

`workshop commands --typescript` prints it and `make docs` writes it. A field that is renamed here is a type error at
every place of the client that still says the old name.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from workshop.kernel.nouns import House
from workshop.kernel.rules import PHASES, RELATIONS
from workshop.kernel.shapes import sentence

HEAD: Final = """\
/**
 * What travels, as the server declares it: commands, their replies, refusals, relations, phases.
 * `make docs` writes this file (workshop/doors/wire_ts.py); a test fails while it is stale. Nothing is changed here by
 * hand. It holds types alone, so it adds nothing to what a phone loads.
 */

export type Id = number;
/** `type:id`. */
export type Key = string;
type Nothing = Record<never, never>;
"""
WIDTH: Final = 120
ROOM: Final = 20  # on a line, before an object and after it


def typescript(house: House) -> str:
    """The whole file."""
    parts = [
        HEAD,
        _names("Phase", PHASES),
        _names("Relation", RELATIONS),
        _names("RefusalCode", sorted({*house.always, *house.refusals})),
        _streams(house),
        _commands(house),
        _records(house),
    ]
    return "\n".join(parts)


def _names(name: str, values: Iterable[str]) -> str:
    return f"export type {name} ={_union(values)};\n"


def _union(values: Iterable[str]) -> str:
    """Words, on as many lines as they need."""
    quoted = [f'"{value}"' for value in values]
    whole = " | ".join(quoted)
    if len(whole) + ROOM <= WIDTH:
        return f" {whole}"
    lines = [""]
    for word in quoted:
        if len(lines[-1]) + len(word) + 8 > WIDTH:
            lines.append("")
        lines[-1] += f" | {word}"
    return "".join(f"\n   {line}" for line in lines)


def _commands(house: House) -> str:
    lines = []
    for name, command in sorted(house.commands.items()):
        data = _fields(command.fields, command.fields.get("$defs", {}), 6)
        answer = command.answer.model_json_schema()
        reply = _fields(answer, answer.get("$defs", {}), 6)
        lines.append(
            f'  "{name}": ' + _object([f"data: {_object(data, 4)}", f"reply: {_object(reply, 4)}"], 2)
        )
    return (
        "/** Every command: what it takes, and what it answers when it was done. */\n"
        "export type Commands = {\n" + "".join(f"{line};\n" for line in lines) + "};\n"
        "/** The name of a command. */\nexport type Command = keyof Commands;\n"
    )


def _streams(house: House) -> str:
    near = [f"{kind}: {place}" for place, kind in enumerate(house.streams)]
    return (
        "/** The kinds of stream and their places: of a record on several, the one on the nearest is shown. */\n"
        f"export type Nearness = {_object(near, 0)};\n"
    )


def _records(house: House) -> str:
    """A type for every record and for what several hold in common, by its class's name, and all records by noun."""
    schemas = [record.model_json_schema() for record in house.records.values()]
    shared = _shared(schemas)
    parts = [
        f"{_said(' '.join(one.get('description', '').split()))}export type {name} = "
        f"{_object(_fields(one, NAMED, 2), 0)};\n"
        for name, one in sorted(shared.items())
    ]
    for (type, record), schema in zip(house.records.items(), schemas, strict=True):
        fields = _fields(schema, NAMED, 2)
        fields = [f'type: "{type}"' if one == "type: string" else one for one in fields]
        parts.append(f"{_said(sentence(record))}export type {record.__name__} = {_object(fields, 0)};\n")
    all = [f"{type}: {record.__name__}" for type, record in house.records.items()]
    head = '/** A record\'s type by its name: for `all("card")` to give cards. */\n'
    return "\n".join([*parts, f"{head}export type RecordTypes = {_object(all, 0)};\n"])


# In place of the definitions: what is named elsewhere is written by its name.
NAMED: Final[Mapping[str, Any]] = {}


def _shared(schemas: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """{name: schema} of the shapes that records are made of. Two of one name must be one."""
    found: dict[str, Any] = {}
    for schema in schemas:
        for name, one in schema.get("$defs", {}).items():
            if found.setdefault(name, one) != one:
                raise ValueError(f"two shapes are called {name}")
    return found


def _said(words: str) -> str:
    """A comment."""
    if len(words) < WIDTH - 7:
        return f"/** {words} */\n" if words else ""
    return "/**\n" + "".join(f" * {line}\n" for line in textwrap.wrap(words, WIDTH - 3)) + " */\n"


def _fields(schema: Mapping[str, Any], defs: Mapping[str, Any], indent: int) -> list[str]:
    """The fields of an object of the printed schema. What has a default may be left out."""
    needed = schema.get("required", ())
    return [
        f"{name}{'' if name in needed else '?'}: {_type(field, defs, indent)}"
        for name, field in schema.get("properties", {}).items()
    ]


def _inline(fields: Sequence[str]) -> str:
    return f"{{ {'; '.join(fields)} }}" if fields else "Nothing"


def _object(fields: Sequence[str], indent: int) -> str:
    """On one line where it fits, else a line for each field."""
    whole = _inline(fields)
    if len(whole) + indent + ROOM <= WIDTH and "\n" not in whole:
        return whole
    return "{\n" + "".join(f"{' ' * (indent + 2)}{field};\n" for field in fields) + " " * indent + "}"


def _type(field: Mapping[str, Any], defs: Mapping[str, Any], indent: int) -> str:
    """A field's JSON Schema as a type."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        if defs is NAMED:
            return str(name)
        inside = defs[name]
        return _object(_fields(inside, defs, indent + 2), indent)
    if "anyOf" in field:
        return " | ".join(_type(one, defs, indent) for one in field["anyOf"])
    if "enum" in field:
        return " | ".join(f'"{one}"' for one in field["enum"])
    if "x-noun" in field or "x-id" in field:
        return "Id"
    if "const" in field:
        return json.dumps(field["const"])
    if not field.keys() - {"title", "default"}:
        return "unknown"
    if "prefixItems" in field:
        return f"readonly [{', '.join(_type(one, defs, indent) for one in field['prefixItems'])}]"
    match field.get("type"):
        case "array":
            inner = _type(field["items"], defs, indent)
            return f"readonly ({inner})[]" if " " in inner and inner[0] != "{" else f"readonly {inner}[]"
        case "object":
            inner = field["additionalProperties"]
            return f"Readonly<Record<string, {'unknown' if inner is True else _type(inner, defs, indent)}>>"
        case "string" if "x-command" in field:
            return "Command"
        case "string":
            return "Key" if "x-key" in field else "string"
        case "integer" | "number":
            return "number"
        case "boolean":
            return "boolean"
        case "null":
            return "null"
    raise ValueError(f"no type for {field}")
