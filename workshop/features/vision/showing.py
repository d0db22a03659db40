"""How the vision board counts, and what the screens show of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from workshop.features.vision.about import CHAIR, TEAM, the_vision
from workshop.features.vision.tables import theme, vision
from workshop.kernel.commands import Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.rules import Subject
from workshop.kernel.work import Work


class Count(Data):
    rule: Literal["sum", "average", "top", "fresh"]
    k: int = Field(default=3, ge=1, le=20)


class Show(Data):
    sort: Literal["chair", "votes", "breadth"] | None = None
    langs: Literal["both", "lo", "en"] | None = None
    theme: Annotated[int, Of("theme")] | None = None


class Hold(Data):
    how: Literal["live", "frozen", "blank"]


@command("vision.count", about=the_vision, rule=CHAIR, undoable=True, example={"rule": "average", "k": 3})
def count(work: Work, data: Count, about: Subject) -> Reply:
    """Choose the rule by which the themes are counted, wherever a number is shown."""
    row = about.row
    work.update(vision, row["id"], counting=data.rule, k=data.k, ruled=row["closings"])
    work.say(rule=data.rule, k=data.k)
    return {}


@command(
    "vision.show",
    about=the_vision,
    rule=TEAM,
    refuses="not_found",
    example={"sort": "breadth", "langs": "both", "theme": 2},
)
def show(work: Work, data: Show, about: Subject) -> Reply:
    """What the screens show of the board: its order, its languages, and one theme with its cards (`null`: all)."""
    if data.theme is not None:
        work.need(theme, data.theme)
    wanted = {"sort": data.sort, "langs": data.langs}
    given: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
    if "theme" in data.model_fields_set:
        given["theme_id"] = data.theme
    work.update(vision, about.row["id"], **given)
    return {}


@command("screen.hold", about=the_vision, rule=TEAM, example={"how": "frozen"})
def hold(work: Work, data: Hold, about: Subject) -> Reply:
    """Keep every screen as it is, make it blank, or let it live again."""
    since = None if data.how == "live" else work.now
    if data.how != about.row["hold"]:
        work.update(vision, about.row["id"], hold=data.how, held=since)
    return {}


COMMANDS: tuple[Any, ...] = (count, show, hold)
