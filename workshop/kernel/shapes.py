"""What a record holds: its fields with their types, declared once by the noun, for the law, the page and the client."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

Id = Annotated[int, Field(gt=0, json_schema_extra={"x-id": True})]
Key = Annotated[str, Field(pattern=r"^\w+:[\w.]+$", json_schema_extra={"x-key": True})]
CommandName = Annotated[str, Field(json_schema_extra={"x-command": True})]
Token = str  # the door makes it, of the version in the row that a handler answers
Ms = int  # since 1970, on the server's clock
Lang = Literal["lo", "en"]


class Shape(BaseModel):
    """Strict, as what a command carries: a field nobody declared is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Pair(Shape):
    """Words in Lao and English; what is missing is empty."""

    lo: str
    en: str


class Words(Shape):
    text: str
    lang: Lang


class Record(Shape):
    """
    One noun as clients see it. The docstring of each is printed in docs/protocol.md.

    `streams` are the kinds of stream it is on. A field that is on some of them alone, or left out where there is
    nothing to tell, is `sometimes()`.
    """

    streams: ClassVar[str] = ""
    key: Key
    type: str
    id: Id


class Compound(Shape):
    """A record that stands for a pair of rows: its id is words such as `3.card.17`."""

    streams: ClassVar[str] = ""
    key: Key
    type: str
    id: str


def answer_of(name: str, fields: dict[str, Any]) -> type[Shape]:
    """What a command answers when it was done, from `{"card": Id}`; a pair is a type and its default."""
    return create_model(name, __base__=Shape, **{key: _field(one) for key, one in fields.items()})


def _field(one: Any) -> Any:
    return one if isinstance(one, tuple) else (one, ...)


AnyRecord = type[Record] | type[Compound]


def own_fields(record: AnyRecord) -> list[str]:
    """What a record has beside its key, type and id."""
    return [name for name in record.model_fields if name not in ("key", "type", "id")]


def sentence(record: AnyRecord) -> str:
    """Its docstring on one line."""
    return " ".join((record.__doc__ or "").split())


def sometimes() -> Any:
    """The field may be missing. It is never null instead, unless its type says so."""
    return Field(default=None)
