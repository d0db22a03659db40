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
    relations={
        "guest": "came to the door without a token",
        "invited": "holds the link that makes its holder a leader of one group",
        "joined": "any person of this workshop, whatever their role",
        "floor": "any person of this workshop but the chair",
        "self": "the person the command is about",
        "chair": "chairs this workshop",
        "screen": "the projector's page: it reads, and may give no command",
    },
    refusals={
        "code": "no workshop, or no person, has this code",
        "org": "neither an organisation of the list nor another's name was given",
        "door_closed": "nobody comes in now who is not in already; a personal code still brings somebody back",
        "group_full": "the group has `max` people, and takes no more",
        "workshop_full": "the workshop has `max` people, and takes no more",
        "here_already": "somebody of this name and organisation is here; `another` says that this is another",
        "invite_used": "the invitation to lead has brought in as many as it was for",
        "group_needed": "a group must be named, or the person must sit in one",
    },
    always={
        "removed": "the person was sent out of the workshop",
        "renewed": "what the token stands for has been renewed since; it opens nothing any more",
        "united": "the row was made one with another of the same person, who comes in by that one's code",
    },
)
