"""Vision: the shared board on which the chair and the theme team gather the groups' cards into themes."""

from workshop.features.vision import poll, showing
from workshop.features.vision.about import born
from workshop.features.vision.commands import COMMANDS
from workshop.features.vision.placing import keep_known, merged_at_table, tell_known
from workshop.features.vision.views import NOTE, SOURCE, THEME, VISION
from workshop.kernel.nouns import Room, Row, Stream
from workshop.kernel.work import Work


def changed_card(work: Work, row: Row, changed: Row) -> None:
    merged_at_table(work, row, changed)
    keep_known(work, row, changed)


ROOM = Room(
    "vision",
    nouns=(VISION, THEME, NOTE, SOURCE),
    commands=COMMANDS + showing.COMMANDS + poll.COMMANDS,
    drawers=(poll.DRAWER,),
    streams=(
        Stream("team", "workshop", "the theme team, and the chair", near=30),
        Stream(
            "screen", "workshop", "the room's screens: what hangs on the cards of the vision board", near=70
        ),
    ),
    births={"workshop": born, "person": poll.floor_otherwise},
    guards={
        "card": changed_card,
        "board": tell_known,
        "theme": poll.rejoined,
        "placing": poll.replaced,
        "vision": poll.polled,
        "person": poll.floor_otherwise,
    },
    relations={
        "helper": "is of the theme team that helps the chair at the merge desk",
    },
    phases={
        "poll": "not about a board: the whole room votes on the themes",
    },
)
