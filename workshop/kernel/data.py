"""What a command may carry: typed fields, cleaned words, undeclared fields refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Self

from annotated_types import GroupedMetadata
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from workshop.kernel.errors import Refused
from workshop.kernel.words import clean, lines

MOST_RAW = 8  # times the limit: what cleaning takes away is a character here and there
MOST_LINES = 40  # of one text: a thousand line ends would be a tower on every face


class Data(BaseModel):
    """The body of one command. Strict: "5" is not 5, and a field nobody declared is refused, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


@dataclass(frozen=True)
class Of(GroupedMetadata):
    """`Annotated[int, Of("card")]`: the id of a noun, told in the printed schema and to the laws' random worlds."""

    noun: str

    def __iter__(self) -> Iterator[Any]:
        yield Field(gt=0, lt=2**31, json_schema_extra={"x-noun": self.noun})


@dataclass(frozen=True)
class Words(GroupedMetadata):
    """
    `Annotated[str, Words(80)]`: people's words, cleaned before they are counted, in code points as a phone does.

    What is a title, a name, a card, a reply or a reason is one line. With `lines`, a text of paragraphs: it keeps them.
    """

    longest: int
    shortest: int = 1
    lines: bool = False

    def __iter__(self) -> Iterator[Any]:
        yield BeforeValidator(partial(_cleaned, MOST_RAW * self.longest, self.lines))
        yield StringConstraints(min_length=self.shortest, max_length=self.longest)
        if self.lines:
            yield AfterValidator(_few_lines)
            yield Field(json_schema_extra={"x-lines": MOST_LINES})


def _cleaned(most: int, keep: bool, value: Any) -> Any:
    if not isinstance(value, str) or len(value) > most:
        return value  # no text, or far too long as it came: not worth the cleaning
    # PostgreSQL cannot store NUL; no keyboard makes one.
    return (lines if keep else clean)(value.replace("\x00", ""))


def _few_lines(text: str) -> str:
    if text.count("\n") >= MOST_LINES:
        raise PydanticCustomError("too_many_lines", "too many lines")
    return text


class Title(BaseModel):
    """Words in Lao, English or both; a title needs one of them."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    lo: Annotated[str, Words(200, 0)] = ""
    en: Annotated[str, Words(200, 0)] = ""

    @model_validator(mode="after")
    def one_at_least(self) -> Self:
        if not self.lo and not self.en:
            raise ValueError("empty")
        return self

    def kept(self) -> dict[str, str]:
        return {"lo": self.lo, "en": self.en}


class Line(BaseModel):
    """A line of words in Lao, English, both or neither."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    lo: Annotated[str, Words(2000, 0)] = ""
    en: Annotated[str, Words(2000, 0)] = ""

    def kept(self) -> dict[str, str]:
        return {"lo": self.lo, "en": self.en}


class Body(BaseModel):
    """Paragraphs in Lao, English, both or neither."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    lo: Annotated[str, Words(2000, 0, lines=True)] = ""
    en: Annotated[str, Words(2000, 0, lines=True)] = ""

    def kept(self) -> dict[str, str]:
        return {"lo": self.lo, "en": self.en}


class Paragraph(BaseModel):
    """A paragraph or a few in Lao, English, both or neither."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    lo: Annotated[str, Words(1000, 0, lines=True)] = ""
    en: Annotated[str, Words(1000, 0, lines=True)] = ""


def parse(kind: type[Data], data: object) -> Data:
    """A typed command body, or a refusal that names the field and never its content."""
    try:
        return kind.model_validate(data)
    except ValidationError as wrong:
        raise _refusal(wrong) from None


def _refusal(wrong: ValidationError) -> Refused:
    # A field nobody declared is told first: it means the client and the server are not of one build.
    found = sorted(
        wrong.errors(include_input=False, include_url=False), key=lambda e: e["type"] != "extra_forbidden"
    )
    first = found[0]
    field = ".".join(str(part) for part in first["loc"])[:80]
    match first["type"]:
        case "extra_forbidden":
            return Refused("unknown_field", field=field)
        case "string_too_long" | "too_long":
            return Refused("too_long", field=field, max=first["ctx"]["max_length"])
        case "too_many_lines":
            return Refused("too_many_lines", field=field, max=MOST_LINES)
        case "string_too_short" | "too_short":
            return Refused("empty", field=field)
        case "value_error" if "empty" in first["msg"]:
            return Refused("empty", field=field)
        case "model_type" | "model_attributes_type" if not first["loc"]:
            return Refused("malformed")
    return Refused("invalid", field=field)
