"""What each command is for, one short story a command, room by room. `tests/features/test_each.py` tells them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.world import World

Story = Callable[[World], None]
STORIES: dict[str, Story] = {}

BOARD = {"board": 1}
WORDS = {"lo": "", "en": "Data exchange"}


def means(name: str) -> Callable[[Story], Story]:
    """This story shows what the command `name` does, on the faces of those who see it and of those who do not."""

    def keep(story: Story) -> Story:
        assert name not in STORIES, f"{name} has two stories"
        STORIES[name] = story
        return story

    return keep


def posts(play: World, who: str = "kham", text: str = "Systems are not connected", **more: Any) -> int:
    """A card of theirs; its id."""
    table = 2 if who in ("boun", "vanh", "sy") else 1
    facts = {"board": table, "kind": "problem", "text": text, "lang": "en"}
    return int(play.must(who, "card.post", **facts | more)["card"])


def phase(play: World, to: str, board: int = 1) -> None:
    play.must("chair", "board.move", board=board, phase=to)


def in_vote(play: World, budget: int | None = 5, cap: int = 2, live: bool = False) -> int:
    """A card of Kham's that table 1 votes on; its id."""
    card = posts(play)
    play.must("noy", "round.set", board=1, budget=budget, cap=cap, live=live)
    phase(play, "vote")
    return card


def lays(play: World, who: str, subject: str, dots: int, round: int = 1) -> Any:
    return play.must(who, "ballot.cast", round=round, subject=subject, dots=dots)["left"]


def theme_of(play: World, *cards: int, title: str = "Data exchange") -> int:
    """A theme that the chair makes of these cards; its id."""
    return int(play.must("chair", "theme.create", title={"en": title}, cards=list(cards))["theme"])


def one(play: World, who: str, type: str, id: Any) -> dict[str, Any]:
    """The record as this person's phone has it."""
    play.settle()
    return play.sees(who, type)[id]


def there(play: World, who: str, type: str, id: Any) -> bool:
    play.settle()
    return id in play.sees(who, type)
