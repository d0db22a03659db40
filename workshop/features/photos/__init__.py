"""Photos of flip charts and scenes, on a card or on a board. The pictures themselves are a door's business (R19)."""

from workshop.features.photos.commands import COMMANDS, tell_unseen
from workshop.features.photos.views import PHOTO
from workshop.kernel.nouns import Room

ROOM = Room("photos", nouns=(PHOTO,), commands=COMMANDS, guards={"board": tell_unseen})
