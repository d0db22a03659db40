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
    refusals={
        "over_budget": "`left` dots are left",
        "over_cap": "one card takes at most `max` from one person",
        "other_method": "this vote goes by another method",
        "votes_in": "dots were laid in this round already",
        "seated": "this person has a phone: nobody hands in for them",
        "hands_over": "more hands than people present, for `card`",
        "many_present": "more present than the `most` who sit here without a ballot: asked about once, `sure` says yes",
        "laid_by_phone": "this person voted by phone in this vote: nobody replaces it",
        "voted_elsewhere": "this person's votes are in the told result of another table",
        "in_result": "this person's votes are in a result that was seen: the chair alone may send out or let in",
        "result_seen": "tallies of this vote were seen: a ballot given by phone is not replaced, or it would show",
        "handed_in": "the ballot was handed in at the table's device and stands until its owner begins anew",
    },
)
