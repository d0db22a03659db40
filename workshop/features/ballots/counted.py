"""Which ballots of a round count, and what is kept of a result that was told.

While its result was not told, a ballot counts as long as its voter counts and sits where the round votes: one person
has one allowance, and what they left at another table waits there for them. Once told, what counted is kept on the
ballots (`told`) and stands whatever people do since, so that nobody's ballot can be read from the difference of two
looks; the result is told anew when the ballots of three or more people differ from it. Who is sent out counts in
neither, at once, and in both again when let in.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    update,
)

from workshop.features.ballots.hosts import host_of
from workshop.features.ballots.methods import method_of
from workshop.features.ballots.tables import ballot, round
from workshop.features.groups.tables import board
from workshop.features.people import standing
from workshop.features.people.tables import person
from workshop.kernel.errors import Refused
from workshop.kernel.nouns import Row
from workshop.kernel.work import Work

FEWEST = 3  # people whose ballots cannot be told apart in a difference

_OTHER = ballot.alias("other")
# Written out, so that both databases see that their index of told ballots holds all of it.
STANDS = _OTHER.c.told > literal_column("0")
# This ballot's voter stands in the told result of another table's current round: their allowance is spent there.
ELSEWHERE: ColumnElement[bool] = exists(
    select(1)
    .select_from(_OTHER.join(board, board.c.round_id == _OTHER.c.round_id))
    .where(_OTHER.c.person_id == ballot.c.person_id, STANDS, _OTHER.c.round_id != ballot.c.round_id)
)

_WHOM = person.alias("whom")
_CASTER = person.alias("caster")
_THEIRS = ballot.alias("theirs")
# Another's hand laid it: not one's own, nor oneself by one's own hand as the row one was before.
HANDED_IN: ColumnElement[bool] = and_(
    ballot.c.caster_id != ballot.c.person_id,
    ~exists(
        select(1)
        .select_from(_CASTER.join(_THEIRS, _THEIRS.c.person_id == _CASTER.c.id))
        .where(
            _CASTER.c.id == ballot.c.caster_id,
            _CASTER.c.same_as == ballot.c.person_id,
            _THEIRS.c.round_id == ballot.c.round_id,
            _THEIRS.c.caster_id == _CASTER.c.id,
        )
    ),
)


def as_told(work: Work, within: Row) -> bool:
    """Do the numbers of this round stand as they were told? Where running tallies are seen they run on."""
    return within["told"] is not None and not (
        within["live"] and host_of(within).state(work, within) == "open"
    )


def value_of(work: Work, within: Row) -> ColumnElement[int]:
    """A ballot as it counts in this round, in one number; of those that `counts` alone."""
    return ballot.c.told if as_told(work, within) else ballot.c.value


def counts(work: Work, within: Row) -> tuple[ColumnElement[bool], ...]:
    """SQL: the ballots of this round that count."""
    mine = (ballot.c.round_id == within["id"], ballot.c.gone.is_(False))
    if as_told(work, within):
        return (*mine, ballot.c.told > 0, ballot.c.person_id.in_(standing.counting()))
    return (*mine, ballot.c.value > 0, *here_now(work, within))


def here_now(work: Work, within: Row) -> tuple[ColumnElement[bool], ...]:
    """SQL: ballots whose voters count, and vote where this round does."""
    here = host_of(within).seats(work, within).where(*standing.WHERE)
    free = () if within["board_id"] is None else (~ELSEWHERE,)
    return (ballot.c.person_id.in_(here), *free)


def away_now(work: Work, within: Row) -> Select[Any]:
    """SQL: the ids of all others than `here_now` finds. Few of them voted here: what they laid is quickly taken off."""
    here = host_of(within).seats(work, within).where(*standing.WHERE)
    away: ColumnElement[bool] = _WHOM.c.id.not_in(here)
    if within["board_id"] is not None:
        told = select(1).select_from(_OTHER.join(board, board.c.round_id == _OTHER.c.round_id))
        spent = (_OTHER.c.person_id == _WHOM.c.id, STANDS, _OTHER.c.round_id != within["id"])
        away = or_(away, exists(told.where(*spent)))
    return select(_WHOM.c.id).where(_WHOM.c.workshop_id == within["workshop_id"], away)


def who_voted(work: Work, within: Row) -> dict[str, int]:
    """{voters, handed}: of those who vote here now, who laid a dot in it; and for how many another handed it in."""
    laid = select(
        func.count(ballot.c.person_id.distinct()),
        func.count(case((HANDED_IN, ballot.c.person_id)).distinct()),
    ).where(ballot.c.round_id == within["id"], ballot.c.value > 0, *here_now(work, within))
    voters, handed = work.conn.execute(laid).one()
    return {"voters": int(voters), "handed": int(handed)}


def without_ballot(within: Row, people: Select[Any]) -> Select[Any]:
    """SQL: those of `people` who laid no dot in this round."""
    laid = select(ballot.c.person_id).where(ballot.c.round_id == within["id"], ballot.c.value > 0)
    return people.where(person.c.id.not_in(laid))


def who_stands(work: Work, within: Row) -> dict[str, int]:
    """The same of those who stand in its told result."""
    laid = select(
        func.count(ballot.c.person_id.distinct()),
        func.count(case((HANDED_IN, ballot.c.person_id)).distinct()),
    ).where(ballot.c.round_id == within["id"], ballot.c.told > 0, ballot.c.person_id.in_(standing.counting()))
    voters, handed = work.conn.execute(laid).one()
    return {"voters": int(voters), "handed": int(handed)}


def handed_for(work: Work, within: Row) -> list[int]:
    """The people in its told result for whom another handed it in."""
    mine = select(ballot.c.person_id).where(ballot.c.round_id == within["id"], ballot.c.told > 0, HANDED_IN)
    return sorted(work.ids(mine.distinct()))


def tell(work: Work, within: Row) -> bool:
    """The result of this round is about to be told: keep what counts in it, unless too few differ from before."""
    differ = 0 if within["told"] is None else len(_differing(work, within))
    anew = within["told"] is None or within["live"] or differ >= FEWEST
    with work.for_good():
        if anew:
            # Those sent out are kept too: let in again they count as if they had never been out.
            here = ballot.c.person_id.in_(host_of(within).seats(work, within))
            free = here if within["board_id"] is None else and_(here, ~ELSEWHERE)
            mine = update(ballot).where(ballot.c.round_id == within["id"])
            work.conn.execute(mine.values(told=case((free, ballot.c.value), else_=0)))
            work.update(round, within["id"], told=work.now, late=False)
        else:
            work.update(round, within["id"], late=differ > 0)
    return anew


def _differing(work: Work, within: Row) -> set[int]:
    """The people whose ballots differ from what they count for in the told result."""
    here = case((and_(*here_now(work, within)), ballot.c.value), else_=0)
    laid = select(ballot.c.person_id).where(
        ballot.c.round_id == within["id"],
        ballot.c.person_id.in_(standing.counting()),
        func.coalesce(ballot.c.told, 0) != here,
    )
    return set(work.ids(laid.distinct()))


def insist_one_allowance(work: Work, within: Row) -> None:
    """A round that is voted in again, by an undo: nobody may stand in its told result and in another's."""
    twice = select(ballot.c.id).where(
        ballot.c.round_id == within["id"], ballot.c.told > literal_column("0"), ELSEWHERE
    )
    if work.ids(twice.limit(1)):
        raise Refused("not_ready")


def stands_elsewhere(work: Work, within: Row, person_id: int) -> bool:
    """Has this person a ballot in the told result of another table's current round?"""
    other = select(_OTHER.c.id).join(board, board.c.round_id == _OTHER.c.round_id)
    mine = (_OTHER.c.person_id == person_id, STANDS, _OTHER.c.round_id != within["id"])
    return bool(work.ids(other.where(*mine).limit(1)))


def subjects_in(work: Work, round_id: int) -> list[str]:
    """Whatever anybody laid a dot on in it."""
    laid = select(ballot.c.subject).where(
        ballot.c.round_id == round_id, or_(ballot.c.value > 0, ballot.c.told > 0)
    )
    return list(work.conn.execute(laid.distinct()).scalars())


def laid_by(work: Work, person_id: int) -> list[Row]:
    """[{round_id, subject, value, told}] of all that somebody laid, in undone rounds too: a redo brings them back."""
    rounds = select(round.c.id).where(round.c.workshop_id == work.workshop)
    mine = select(ballot.c.round_id, ballot.c.subject, ballot.c.value, ballot.c.told).where(
        ballot.c.round_id.in_(rounds),
        ballot.c.person_id == person_id,
        or_(ballot.c.value > 0, ballot.c.told > 0),
    )
    return work.all(mine.order_by(ballot.c.round_id))


def left_behind(work: Work, laid: list[Row], group_id: int | None) -> list[dict[str, Any]]:
    """[{group, votes, told}]: what of it lies in the current rounds of other tables than this, told or not."""
    rounds = {one["round_id"] for one in laid}
    current = select(board).where(
        board.c.round_id.in_(rounds) if rounds else false(), board.c.gone.is_(False)
    )
    found = []
    for on in work.all(current.order_by(board.c.id)):
        mine = [one for one in laid if one["round_id"] == on["round_id"]]
        method = method_of(work.rows(round, [on["round_id"]])[0])
        told = method.spent(one["told"] for one in mine if one["told"])
        votes = told or method.spent(one["value"] for one in mine if one["value"])
        # Whatever the table does now: it may go on with that vote.
        if on["group_id"] != group_id and votes:
            found.append({"group": on["group_id"], "votes": votes, "told": bool(told)})
    return found


def was_shown(work: Work, laid: list[Row]) -> bool:
    """Is any of these votes in a result that was told, or in running tallies that are seen?"""
    rounds: dict[int, list[Row]] = defaultdict(list)
    for one in laid:
        rounds[one["round_id"]].append(one)
    for within in work.rows(round, rounds):
        if any(one["told"] for one in rounds[within["id"]]):
            return True
        if within["live"] and host_of(within).state(work, within) == "open":
            return True
    return False
