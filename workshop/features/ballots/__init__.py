"""Ballots: one engine for any votable record."""

from workshop.features.ballots.commands import COMMANDS, first_round
from workshop.features.ballots.draw import DRAWER
from workshop.features.ballots.views import BALLOT, ROUND, TALLY
from workshop.kernel.nouns import Room

ROOM = Room(
    "ballots",
    nouns=(ROUND, BALLOT, TALLY),
    commands=COMMANDS,
    drawers=(DRAWER,),
    births={"board": first_round},
)
