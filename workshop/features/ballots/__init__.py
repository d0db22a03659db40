"""Ballots: one engine for any votable record."""

from workshop.features.ballots import raising
from workshop.features.ballots.commands import COMMANDS, first_round, guard_board, guard_people, guard_round
from workshop.features.ballots.draw import (
    DRAWER,
    begun,
    laid,
    laid_again,
    raised,
    raised_again,
    regrouped,
)
from workshop.features.ballots.tables import ballot
from workshop.features.ballots.united import carry_over
from workshop.features.ballots.views import BALLOT, HANDED, HANDS, ROUND, TALLY
from workshop.kernel.nouns import Room, Row
from workshop.kernel.work import Work


def guard_person(work: Work, row: Row, changed: Row) -> None:
    guard_people(work, row, changed)
    carry_over(work, row, changed)


ROOM = Room(
    "ballots",
    nouns=(ROUND, BALLOT, HANDED, TALLY, HANDS),
    commands=COMMANDS + raising.COMMANDS,
    drawers=(DRAWER,),
    crowded=(ballot,),
    births={"board": first_round, "ballot": laid, "round": begun, "hands": raised},
    guards={
        "ballot": laid_again,
        "round": guard_round,
        "hands": raised_again,
        "card": regrouped,
        "person": guard_person,
        "board": guard_board,
    },
)
