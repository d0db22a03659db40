"""People: joining, coming back, roles and seats."""

from workshop.features.people.commands import COMMANDS, count_in, guard_person, guard_seats, show_chairs
from workshop.features.people.door import COMMANDS as DOOR
from workshop.features.people.door import ONE_BY_ONE
from workshop.features.people.doubles import COMMANDS as DOUBLES
from workshop.features.people.renewing import COMMANDS as RENEWING
from workshop.features.people.views import COMEBACK, PERSON
from workshop.kernel.nouns import Room, Stream

ROOM = Room(
    "people",
    nouns=(PERSON, COMEBACK),
    commands=COMMANDS + ONE_BY_ONE + RENEWING + DOOR + DOUBLES,
    streams=(
        Stream("person", "person", "that person's own phones", near=10),
        Stream("chair", "workshop", "the chair", near=20),
    ),
    births={"person": count_in, "group": show_chairs},
    guards={"person": guard_person, "group": guard_seats},
)
