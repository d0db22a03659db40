"""The commands as they are printed: for machines as JSON Schema, for people as a table of who may do what."""

from __future__ import annotations

from typing import Any

from workshop.kernel.nouns import House
from workshop.kernel.rules import LIVE, PHASES, RELATIONS, Rule


def rule_of(rule: Rule) -> dict[str, list[str]]:
    """`{relation: [phase, ...]}`, in the tables' order."""
    return {who: sorted(rule[who], key=PHASES.index) for who in RELATIONS if who in rule}


def schema(house: House) -> dict[str, Any]:
    """`{name: {description, data, reply, rule, refuses, undoable, example}}`; `data` and `reply` are JSON Schema."""
    return {
        name: {
            "description": command.doc,
            "data": command.fields,
            "reply": command.answer.model_json_schema(),
            "rule": rule_of(command.rule),
            "refuses": list(command.refuses),
            "undoable": command.undoable,
            "example": command.example,
        }
        for name, command in sorted(house.commands.items())
    }


def rules_table(house: House) -> str:
    """Markdown: a command a line, and who may give it in which phases. What is not printed is refused."""
    lines = ["| Command | Who, when |", "|---|---|"]
    for name, command in sorted(house.commands.items()):
        who = "; ".join(f"{relation}: {when(phases)}" for relation, phases in rule_of(command.rule).items())
        lines.append(f"| `{name}` | {who} |")
    return "\n".join(lines)


def when(phases: list[str]) -> str:
    """The phases of one relation, in words."""
    if set(phases) >= LIVE:
        return "always" if "closed" in phases else "until closed"
    return " ".join(phases)
