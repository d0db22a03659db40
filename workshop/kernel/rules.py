"""Who may, and when: rules as data, relative to the row a command is about. Default deny.

The same table is enforced here, sent to the client, printed in the docs and tested as a matrix.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workshop.kernel.errors import Refused

RELATIONS = (
    *("guest", "invited", "joined", "floor", "self", "author", "member"),
    *("leader", "helper", "chair", "screen", "owner"),
)
# `locked` and `closed` stand in for the phase while a leader or the chair has stopped everything.
PHASES = ("write", "reveal", "vote", "report", "open", "poll", "locked", "closed")
LIVE = frozenset(PHASES) - {"closed"}

Rule = Mapping[str, frozenset[str]]
# Whose connections are dropped: a person's by id, or those that hold a link: "screen", "invited:3", "owner".
Holder = int | str


def rule(**who: str) -> Rule:
    """`rule(author="write reveal", leader="*", chair="* closed")`; `*` is every phase but closed."""
    return {relation: _phases(relation, phases) for relation, phases in who.items()}


def _phases(relation: str, phases: str) -> frozenset[str]:
    if relation not in RELATIONS:
        raise ValueError(f"no relation {relation!r}")
    named = set(phases.split())
    if "*" in named:
        named = (named - {"*"}) | LIVE
    if unknown := named - set(PHASES):
        raise ValueError(f"no phases {sorted(unknown)}")
    return frozenset(named)


@dataclass(frozen=True)
class Actor:
    """Who wishes, read fresh inside the work. `streams` is all that this actor may read."""

    kind: str  # guest | invited | waiting | person | screen | owner | house
    workshop: int
    person: int | None = None
    role: str | None = None  # participant | leader | helper | chair
    group: int | None = None
    lang: str = "lo"
    name: str = ""
    address: str = ""
    left: int | None = None  # of an invitation: for how many more it is
    streams: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name its receipts are kept under."""
        return f"person:{self.person}" if self.person else self.kind

    @property
    def me(self) -> dict[str, Any]:
        known = {"person": self.person, "role": self.role, "group": self.group, "name": self.name}
        # An invitation says to which group, and for how many more.
        invited = {"group": self.group, "left": self.left}
        mine = known if self.kind in ("person", "waiting") else invited if self.kind == "invited" else {}
        return {"kind": self.kind, "workshop": self.workshop, "lang": self.lang} | mine


@dataclass(frozen=True)
class Subject:
    """What a command is about: the row, and what relations and phase are measured against."""

    row: dict[str, Any]
    phase: str
    key: str | None = None  # the record's key, to tell `not_found` from `not_allowed`
    group: int | None = None
    author: int | None = None
    person: int | None = None
    hidden: bool = False  # hidden rows exist for leader and chair alone
    also: dict[str, Any] = field(default_factory=dict)


def relations(actor: Actor, subject: Subject) -> frozenset[str]:
    """How the actor stands to the row. The leader of group 2 is nobody at group 1's table."""
    if actor.kind != "person":
        return frozenset({actor.kind})
    found = {"joined"}
    mine = actor.person is not None
    if mine and subject.person == actor.person:
        found.add("self")
    # The floor is everybody but the chair, wherever they sit.
    found.add("chair" if actor.role == "chair" else "floor")
    if actor.role == "helper":
        found.add("helper")
    if subject.group is not None and actor.group == subject.group:
        if actor.role == "leader":
            found.add("leader")
        if actor.role != "chair" and not subject.hidden:
            found.add("member")
    if mine and subject.author == actor.person and not subject.hidden:
        found.add("author")
    return frozenset(found)


def verdict(rule: Rule, held: frozenset[str], phase: str) -> str | None:
    """None when allowed, else the code of the refusal."""
    fitting = held & rule.keys()
    if any(phase in rule[relation] for relation in fitting):
        return None
    if not fitting:
        return "not_allowed"
    return phase if phase in ("closed", "locked") else "wrong_phase"


def insist(rule: Rule, actor: Actor, subject: Subject, readable: Any) -> None:
    """Raise what the rule says. `readable(key)` is asked only on a refusal: what you may not know of is not there."""
    code = verdict(rule, relations(actor, subject), subject.phase)
    if code is None:
        return
    if subject.key is not None and not readable(subject.key):
        raise Refused("not_found")
    raise Refused(code)
