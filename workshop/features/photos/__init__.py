"""Photos of flip charts and scenes, on a card or on a board. The pictures themselves are a door's business (R19)."""

from workshop.features.photos.commands import COMMANDS, tell_unseen
from workshop.features.photos.views import PHOTO
from workshop.kernel.nouns import Room

ROOM = Room(
    "photos",
    nouns=(PHOTO,),
    commands=COMMANDS,
    guards={"board": tell_unseen},
    refusals={
        "photos_full": "there are `max` photos on this card or board",
        "photos_quota": "all photos of the workshop together take `max` MB, and no more fit",
        "too_large": "the photo has more than `max` MB",
        "not_photo": "the bytes are no JPEG, PNG, WebP or HEIC, or a broken one",
        "pixels": "the picture has more than `max` million pixels",
    },
)
