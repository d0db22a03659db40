"""Replies: a word under a card."""

from workshop.features.replies.commands import COMMANDS
from workshop.features.replies.views import REPLY
from workshop.kernel.nouns import Room

ROOM = Room("replies", nouns=(REPLY,), commands=COMMANDS)
