"""Vision: the shared board on which the chair and the theme team gather the groups' cards into themes."""

from workshop.features.vision import poll, showing
from workshop.features.vision.about import born
from workshop.features.vision.commands import COMMANDS
from workshop.features.vision.placing import merged_at_table
from workshop.features.vision.views import NOTE, SOURCE, THEME, VISION
from workshop.kernel.nouns import Room

ROOM = Room(
    "vision",
    nouns=(VISION, THEME, NOTE, SOURCE),
    commands=COMMANDS + showing.COMMANDS + poll.COMMANDS,
    drawers=(poll.DRAWER,),
    births={"workshop": born},
    guards={"card": merged_at_table, "theme": poll.rejoined, "vision": poll.polled},
)
