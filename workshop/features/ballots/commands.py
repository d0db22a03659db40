"""Voting: lay dots, take them back, set a round, run it again."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import bindparam, case, exists, func, literal, literal_column, select

from workshop.features.agenda.about import workshop_row
from workshop.features.ballots.counted import (
    insist_one_allowance,
    laid_by,
    left_behind,
    stands_elsewhere,
    was_shown,
)
from workshop.features.ballots.draw import begun_again, person_otherwise, run_on, tell_result
from workshop.features.ballots.hosts import host_of
from workshop.features.ballots.methods import method_of
from workshop.features.ballots.setting import HOW, Setting, how
from workshop.features.ballots.tables import ballot, handed, round
from workshop.features.ballots.votable import VOTABLE, company, may_take, named
from workshop.features.groups.about import the_board
from workshop.features.groups.commands import enter
from workshop.features.groups.tables import board
from workshop.features.people import standing
from workshop.features.people.standing import sits
from workshop.features.people.tables import person
from workshop.kernel.commands import Pace, Reply, command
from workshop.kernel.data import Data, Of
from workshop.kernel.deeds import note
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.prepared import Prepared
from workshop.kernel.rules import Subject, rule
from workshop.kernel.shapes import Id
from workshop.kernel.tables import record
from workshop.kernel.work import Work

# A thumb laying a whole budget, then a thoughtful pace.
VOTING = Pace(burst=40, per_second=10)

THIS = ballot.c.subject == bindparam("subject")
OWN = ballot.c.caster_id == ballot.c.person_id
_TOLD = ballot.alias("told_elsewhere")


# Have they a ballot in the told result of another table's round? Of those that are told alone there is an index.
_STANDS = exists(
    select(1)
    .select_from(_TOLD.join(board, board.c.round_id == _TOLD.c.round_id))
    .where(
        _TOLD.c.person_id == bindparam("person"),
        _TOLD.c.told > literal_column("0"),
        _TOLD.c.round_id != bindparam("round"),
    )
)


@cache
def _standing(type: str) -> Prepared:
    """One person's ballot on this subject, their dots on all others, and whether any subject of its board is merged;
    and when something that still lies was handed in for them.

    Built once, and one row however many cards they voted on: this is asked with every vote.
    """
    told = select(
        func.max(case((THIS, ballot.c.id))).label("id"),
        func.coalesce(func.sum(case((THIS, ballot.c.value), else_=0)), 0).label("had"),
        func.coalesce(func.sum(case((THIS, 0), else_=ballot.c.value)), 0).label("elsewhere"),
        func.coalesce(func.max(case((OWN, 0), else_=ballot.c.at)), 0).label("handed_in"),
        VOTABLE[type].merges.label("merges"),
        (_STANDS if type == "card" else literal(False)).label("stands"),
    ).where(ballot.c.round_id == bindparam("round"), ballot.c.person_id == bindparam("person"))
    return Prepared(told)


class Cast(Data):
    round: Annotated[int, Of("round")]
    subject: str = Field(max_length=40, json_schema_extra={"x-votable": list(VOTABLE)})
    dots: int = Field(ge=0, le=1000)


class Round(Data):
    round: Annotated[int, Of("round")]


Subjects = Annotated[str, Field(max_length=40)]
# For one subject, in the method's own form: a place, or a mark for each criterion.
Value = Annotated[int, Field(ge=0, le=1000)] | Annotated[dict[Subjects, int], Field(max_length=8)]
Values = Annotated[
    dict[Subjects, Value], Field(max_length=300, json_schema_extra={"x-votable-keys": list(VOTABLE)})
]


class Give(Data):
    round: Annotated[int, Of("round")]
    values: Values


class HandIn(Data):
    round: Annotated[int, Of("round")]
    person: Annotated[int, Of("person")]
    dots: dict[Subjects, Annotated[int, Field(ge=0, le=1000)]] = Field(
        default={}, max_length=300, json_schema_extra={"x-votable-keys": list(VOTABLE)}
    )
    values: Values = Field(default={})


class Board(Data):
    board: Annotated[int, Of("board")]


class SetRound(Board, Setting):
    cap: int = Field(default=1, ge=1, le=100)


def the_round(work: Work, data: Any) -> Subject:
    row = work.need(round, data.round)
    return host_of(row).subject(work, row)


def their_round(work: Work, data: HandIn) -> Subject:
    """The plenary's round is the whole room's: there, the table is that of the person handed in for."""
    found = the_round(work, data)
    if found.group is None:
        voter = work.get(person, data.person)
        found = replace(found, group=None if voter is None else voter["group_id"])
    return found


@command(
    "ballot.cast",
    about=the_round,
    rule=rule(member="vote", floor="poll"),
    refuses="over_budget over_cap other_method handed_in voted_elsewhere wrong_phase locked closed not_found too_fast",
    pace=VOTING,
    reply={"left": int | None},
    example={"round": 1, "subject": "card:17", "dots": 2},
)
def cast(work: Work, data: Cast, about: Subject) -> Reply:
    """Lay `dots`, in all, on a card, or in the plenary on a theme; 0 takes them back. Secret.

    The same again changes nothing. What was handed in at the table's device stands until its owner begins anew: a vote
    that waited on the phone is older, and a ballot of both would tell what was handed in.
    """
    _insist_current(work, about)
    on_view = may_take(work, about.row, data.subject)
    voter = work.actor.person or 0
    [laid] = work.all(
        _standing(named(data.subject)[0]),
        round=data.round,
        person=voter,
        subject=data.subject,
        board=about.row["board_id"],
        workshop=work.workshop,
    )
    # Before anything is said of dots: no answer may tell what was handed in.
    if laid["handed_in"]:
        raise Refused("handed_in")
    had, elsewhere = int(laid["had"]), int(laid["elsewhere"])
    if laid["stands"] and data.dots > had:
        raise Refused("voted_elsewhere")
    # A card hidden or withdrawn since keeps its dots until their owner takes them back.
    if not on_view and data.dots >= had:
        raise Refused("not_found", field="subject")
    # Asked only where it can matter: all that lies on cards merged with this one lies elsewhere.
    tight = laid["merges"] and data.dots > had and data.dots + elsewhere > about.row["cap"]
    beside = _beside(work, data.round, voter, data.subject) if elsewhere and tight else 0
    left = method_of(about.row).insist(about.row, had, data.dots, elsewhere, beside)
    if data.dots != had:
        _lay(work, data.round, voter, data.subject, data.dots, laid["id"])
    return {"left": left}


@command(
    "ballot.give",
    about=the_round,
    rule=rule(member="vote", floor="poll"),
    refuses="other_method invalid over_budget handed_in voted_elsewhere wrong_phase locked closed not_found too_fast",
    pace=VOTING,
    example={"round": 1, "values": {"card:17": 1}},
    reply={"left": int | None},
)
def give(work: Work, data: Give, about: Subject) -> Reply:
    """Where the round ranks or rates: one's ballot, in the method's own form. Secret.

    Ranking, `values` is the whole ballot, `{subject: place}`, 1 to k without a gap. Rating, it sets those subjects
    alone that it names, `{subject: {criterion: mark}}` with marks 1 to 5, or 0 for "I cannot judge"; `{}` takes that
    subject's back. The same again changes nothing.
    """
    _insist_current(work, about)
    voter = work.actor.person or 0
    mine = select(ballot).where(ballot.c.round_id == data.round, ballot.c.person_id == voter)
    earlier = {row["subject"]: row for row in work.all(mine)}
    if any(row["value"] and row["caster_id"] != voter for row in earlier.values()):
        raise Refused("handed_in")
    had = {subject: row["value"] for subject, row in earlier.items() if row["value"]}
    wanted, left = method_of(about.row).take(about.row, data.values, had)
    new = [subject for subject, value in wanted.items() if value and subject not in had]
    _insist_may_take(work, about.row, new, "values")
    if new and about.row["board_id"] is not None and stands_elsewhere(work, about.row, voter):
        raise Refused("voted_elsewhere")
    for subject in had.keys() | wanted.keys():
        if had.get(subject, 0) != wanted.get(subject, 0):
            row = earlier.get(subject)
            _lay(work, data.round, voter, subject, wanted.get(subject, 0), row["id"] if row else None)
    return {"left": left}


def _insist_may_take(work: Work, round_row: Row, subjects: list[str], field: str) -> None:
    for subject in subjects:
        named(subject, field)
        if not may_take(work, round_row, subject):
            raise Refused("not_found", field=field)


@command(
    "ballot.hand_in",
    about=their_round,
    rule=rule(leader="vote poll", chair="vote poll"),
    refuses="seated laid_by_phone result_seen voted_elsewhere over_budget over_cap other_method invalid wrong_phase"
    " locked closed not_found",
    pace=VOTING,
    reply={"left": int | None},
    example={"round": 1, "person": 7, "dots": {"card:17": 2}},
)
def hand_in(work: Work, data: HandIn, about: Subject) -> Reply:
    """The whole ballot of somebody at the table without a phone, laid on a device handed round; replaces their earlier.

    Readable by nobody, on no device. Whoever has a phone votes for themselves, and what they laid by phone is never
    replaced. That somebody was handed in for stands in the history, and is never undone.
    """
    _insist_current(work, about)
    voter = work.need(person, data.person, field="person")
    if not sits(voter, about.group):
        raise Refused("not_found", field="person")
    if not voter["seated"]:
        raise Refused("seated")
    wanted, left = _whole(work, about.row, data)
    laid = select(ballot).where(ballot.c.round_id == data.round, ballot.c.person_id == data.person)
    earlier = {row["subject"]: row for row in work.all(laid)}
    if any(row["value"] and row["caster_id"] == data.person for row in earlier.values()):
        if was_seen(work, about.row):
            raise Refused("result_seen")
        raise Refused("laid_by_phone")
    if wanted and about.row["board_id"] is not None and stands_elsewhere(work, about.row, data.person):
        raise Refused("voted_elsewhere")
    for subject in earlier.keys() | wanted.keys():
        row = earlier.get(subject)
        # What they had laid alike by phone is handed in now as well, or their own stream would tell of it.
        if row is None or row["value"] != wanted.get(subject, 0) or row["caster_id"] == data.person:
            _lay(work, data.round, data.person, subject, wanted.get(subject, 0), row["id"] if row else None)
    _hand(work, data.round, data.person)
    note(work, "ballot.hand_in", about.group, person=data.person, round=data.round)
    return {"left": left}


def insist_asked(work: Work, round_row: Row, subjects: list[str] | None) -> None:
    """Whatever it is to ask about is on view where it votes."""
    _insist_may_take(work, round_row | {"subjects": None}, subjects or [], "subjects")


def _whole(work: Work, within: Row, data: HandIn) -> tuple[dict[str, int], int | None]:
    """The whole ballot that is handed in, and what is left of its budget."""
    method = method_of(within)
    if not method.summed:
        if data.dots:
            raise Refused("other_method")
        given, left = method.take(within, data.values, {})
        wanted = {subject: value for subject, value in given.items() if value}
        _insist_may_take(work, within, list(wanted), "values")
        return wanted, left
    if data.values:
        raise Refused("other_method")
    wanted, left = {subject: dots for subject, dots in data.dots.items() if dots}, within["budget"]
    alike = company(work, wanted)
    for subject in wanted:
        if not may_take(work, within, subject):
            raise Refused("not_found", field="subject")
    for subject, dots in wanted.items():
        elsewhere = sum(wanted.values()) - dots
        beside = sum(wanted.get(one, 0) for one in alike[subject] if one != subject)
        left = method.insist(within, 0, dots, elsewhere, beside)
    return wanted, left


@command(
    "ballot.anew",
    about=the_round,
    rule=rule(member="vote", floor="poll"),
    refuses="result_seen wrong_phase locked closed",
    reply={"left": int | None},
    example={"round": 1},
)
def begin_anew(work: Work, data: Round, about: Subject) -> Reply:
    """On one's own phone: what was handed in for one at the table's device counts no more, and one votes from nothing.

    Not where tallies were seen: taken out, the ballot would show in the difference, to whoever holds the code.
    """
    _insist_current(work, about)
    voter = work.actor.person or 0
    mine = select(handed).where(handed.c.round_id == data.round, handed.c.person_id == voter)
    told = work.one(mine.where(handed.c.gone.is_(False)))
    laid = (ballot.c.round_id == data.round, ballot.c.person_id == voter, ballot.c.caster_id != voter)
    rows = work.all(select(ballot).where(*laid))
    if (told or rows) and was_seen(work, about.row):
        raise Refused("result_seen")
    for row in rows:
        _lay(work, data.round, voter, row["subject"], 0, row["id"])
    if told:
        work.update(handed, told["id"], gone=True)
    return {"left": about.row["budget"]}


def _hand(work: Work, round_id: int, voter: int) -> None:
    """Tell their own phone, should it come, that they have voted; not what."""
    row = work.one(select(handed).where(handed.c.round_id == round_id, handed.c.person_id == voter))
    if row is None:
        work.insert(handed, round_id=round_id, person_id=voter, at=work.now)
    else:
        work.update(handed, row["id"], gone=False, at=work.now)


def _insist_current(work: Work, about: Subject) -> None:
    if not host_of(about.row).current(work, about.row):
        raise Refused("wrong_phase")


def _lay(work: Work, round_id: int, voter: int, subject: str, value: int, id: int | None) -> None:
    values = {"value": value, "caster_id": work.actor.person, "at": work.now}
    if id is not None:
        work.update(ballot, id, **values)
    else:
        work.insert(ballot, round_id=round_id, person_id=voter, subject=subject, **values)


def _beside(work: Work, round_id: int, voter: int, subject: str) -> int:
    """This person's dots on the cards merged with this one: they share one cap."""
    others = [one for one in company(work, [subject])[subject] if one != subject]
    if not others:
        return 0
    laid = select(func.coalesce(func.sum(ballot.c.value), 0)).where(
        ballot.c.round_id == round_id, ballot.c.person_id == voter, ballot.c.subject.in_(others)
    )
    return work.number(laid)


@command(
    "round.set",
    about=the_board,
    rule=rule(leader="*", chair="*"),
    refuses="votes_in invalid not_found",
    undoable=True,
    example={"board": 1, "budget": 5, "cap": 2, "live": False},
)
def set_round(work: Work, data: SetRound, about: Subject) -> Reply:
    """How the board votes, on which of its cards, and what it is asked.

    With dots: so many each (`null`: without limit), the most on one card, tallies seen while voting or after. Ranking:
    the most `places` one person gives. Rating: one to four `criteria`.
    """
    row = current_round(work, about.row)
    if _votes_in(work, row):
        raise Refused("votes_in")
    values = how(data)
    insist_asked(work, row, data.subjects)
    work.update(round, row["id"], **values)
    work.say(board=data.board)
    return {}


@command(
    "round.rerun",
    about=the_board,
    rule=rule(leader="vote report", chair="vote report"),
    undoable=True,
    reply={"round": Id},
    example={"board": 1},
)
def rerun(work: Work, data: Board, about: Subject) -> Reply:
    """Vote again from nothing; the old round is kept and stays readable."""
    old = current_round(work, about.row)
    same = {name: old[name] for name in HOW}
    # Numbered after rounds undone, too: a number names one round for good.
    number = work.number(select(func.max(round.c.number)).where(round.c.board_id == data.board)) + 1
    id = work.insert(round, board_id=data.board, number=number, **same)
    enter(work, data.board, "vote", round_id=id)
    work.say(board=data.board, round=id)
    return {"round": id}


def first_round(work: Work, board_row: Row) -> None:
    """Every board is born with its first round, set as the workshop says."""
    hall = workshop_row(work)
    as_set = {"method": "dots", "budget": hall["budget"], "cap": hall["cap"]}
    id = work.insert(round, board_id=board_row["id"], number=1, **as_set)
    work.update(board, board_row["id"], round_id=id)


def guard_round(work: Work, row: Row, changed: Row) -> None:
    """Once dots are laid in it a round stays as it was set; an undo shows nobody what they laid unseen."""
    if changed.keys() & set(HOW) and _votes_in(work, row):
        raise Refused("not_ready")
    begun_again(work, row, changed)


def guard_phone(work: Work, row: Row, changed: Row) -> None:
    """Nobody is put off their phone in a vote whose tallies are seen: handing in would tell whether they voted."""
    if not changed.get("seated") or row["seated"]:
        return
    begun = select(round).where(round.c.workshop_id == work.workshop, round.c.gone.is_(False))
    for each in work.all(begun.order_by(round.c.id)):
        host = host_of(each)
        mine = each["board_id"] is None or host.subject(work, each).group == row["group_id"]
        if mine and host.state(work, each) == "open" and _votes_in(work, each) and was_seen(work, each):
            raise Refused("result_seen")


def guard_people(work: Work, row: Row, changed: Row) -> None:
    guard_phone(work, row, changed)
    guard_standing(work, row, changed)


def guard_standing(work: Work, row: Row, changed: Row) -> None:
    """Who counts otherwise or elsewhere: their votes are counted anew, and they are told what becomes of them."""
    if (
        changed.keys() & standing.DECIDES
        and work.actor.role == "leader"
        and was_shown(work, laid_by(work, row["id"]))
    ):
        raise Refused("in_result")  # what goes or comes with them would be their ballot
    if not changed.keys() & standing.PLACES:
        return
    laid = person_otherwise(work, row)
    if "group_id" in changed:
        with work.for_good():
            work.update(person, row["id"], moved=left_behind(work, laid, changed["group_id"]) or None)


def guard_board(work: Work, row: Row, changed: Row) -> None:
    """Wherever a board goes from here, what is told of its votes is told by one rule."""
    now = row | changed
    if None in (row["round_id"], now["round_id"]) or not changed.keys() & {"phase", "round_id"}:
        return  # it is being born, or its making is undone
    other = now["round_id"] != row["round_id"]
    [within] = work.rows(round, [now["round_id"]])
    if other and now["round_id"] < row["round_id"]:
        insist_one_allowance(work, within)
    elif other and row["phase"] != "report":
        tell_result(work, work.rows(round, [row["round_id"]])[0])  # a new vote: the one before is over
    if now["phase"] == "report" and (row["phase"] != "report" or other):
        tell_result(work, within)
    elif now["phase"] == "vote":
        run_on(work, within)


def was_seen(work: Work, round_row: Row) -> bool:
    """Are its running tallies seen, or was a tally of it ever told?"""
    if round_row["live"]:
        return True
    told = select(record.c.key).where(
        record.c.workshop_id == work.workshop,
        record.c.stream == host_of(round_row).stream(work, round_row),
        record.c.key.startswith(f"tally:{round_row['id']}."),
    )
    return work.one(told.limit(1)) is not None


def _votes_in(work: Work, round_row: Row) -> bool:
    cast_in = select(func.count()).where(ballot.c.round_id == round_row["id"], ballot.c.value > 0)
    return work.number(cast_in) > 0


def current_round(work: Work, board_row: Row) -> Row:
    """The round this board votes in, or last voted in."""
    return work.need(round, board_row["round_id"])


COMMANDS: tuple[Any, ...] = (cast, give, hand_in, begin_anew, set_round, rerun)
