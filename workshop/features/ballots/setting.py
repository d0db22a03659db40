"""How a round is to be voted in: its method and settings, its question, and what it asks about."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from workshop.features.ballots.methods import METHODS
from workshop.features.ballots.methods.rank import MOST
from workshop.features.ballots.methods.rate import IDS
from workshop.kernel.data import Data, Line, Title

ASKED = 300  # subjects of one round


def known_method(name: str) -> str:
    if name not in METHODS:
        raise ValueError("unknown method")
    return name


class Criterion(BaseModel):
    """What is judged, and how much it weighs beside the others."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    words: Title
    weight: int = Field(default=1, ge=1, le=9)


class Settings(BaseModel):
    """In the method's own form: `places` to rank, `criteria` to rate, neither for dots."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    places: int | None = Field(default=None, ge=1, le=MOST)
    criteria: list[Criterion] | None = Field(default=None, min_length=1, max_length=len(IDS))


class Setting(Data):
    method: Annotated[str, AfterValidator(known_method), Field(json_schema_extra={"enum": list(METHODS)})] = (
        "dots"
    )
    budget: int | None = Field(default=None, ge=1, le=1000)
    cap: int = Field(default=1, ge=1, le=100)
    live: bool = False
    settings: Settings | None = None
    question: Line | None = None
    subjects: list[Annotated[str, Field(max_length=40)]] | None = Field(
        default=None, min_length=1, max_length=ASKED
    )
    shuffled: bool = False


# The columns of a round that say how it is voted in. They stay as they are once there is a vote in it.
HOW = ("method", "budget", "cap", "live", "settings", "question", "subjects", "shuffled")


def how(data: Setting) -> dict[str, Any]:
    """What a round keeps. Refuses `invalid` settings that are not the method's."""
    asked = None if data.settings is None else data.settings.model_dump(exclude_none=True)
    question = None if data.question is None else data.question.kept()
    return {
        "method": data.method,
        "budget": data.budget,
        "cap": data.cap,
        "live": data.live,
        "settings": METHODS[data.method].settings(asked, data.live),
        "question": question if question and any(question.values()) else None,
        "subjects": None if data.subjects is None else list(dict.fromkeys(data.subjects)),
        "shuffled": data.shuffled,
    }
