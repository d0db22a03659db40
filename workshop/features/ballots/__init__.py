"""Ballots: one engine for any votable record."""

from workshop.features.ballots.commands import COMMANDS, first_round, guard_round
from workshop.features.ballots.draw import DRAWER, begun, laid, laid_again
from workshop.features.ballots.views import BALLOT, ROUND, TALLY
from workshop.kernel.nouns import Room

ROOM = Room(
    "ballots",
    nouns=(ROUND, BALLOT, TALLY),
    commands=COMMANDS,
    drawers=(DRAWER,),
    births={"board": first_round, "ballot": laid, "round": begun},
    guards={"ballot": laid_again, "round": guard_round},
)
