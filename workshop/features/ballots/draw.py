"""Tallies, drawn from the ballots at most every tenth of a second: absolute numbers, so none can drift (R4).

The tally of a merged card counts each person's ballots on all that was merged, up to the cap; that of a member is
nothing while it is one (R12). No ballot is moved for it, so a split needs only another drawing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select

from workshop.features.ballots.counted import (
    as_told,
    away_now,
    counts,
    laid_by,
    subjects_in,
    tell,
    value_of,
)
from workshop.features.ballots.hosts import host_of
from workshop.features.ballots.methods import method_of
from workshop.features.ballots.tables import ballot, hands, round, tally
from workshop.features.ballots.votable import VOTABLE, asked_in, named, together
from workshop.features.ballots.votable import told as has_tally
from workshop.features.cards.heads import members
from workshop.kernel.nouns import Drawer, Row
from workshop.kernel.work import CHUNK, Work


def laid(work: Work, row: Row) -> None:
    """A ballot came in: its subject's tally and its table's numbers are behind, told in the same work."""
    _behind(work, row["round_id"], row["subject"])
    begun(work, work.rows(round, [row["round_id"]])[0])


def _behind(work: Work, round_id: int, subject: str) -> None:
    work.mark("tally", f"{round_id}/{subject}")


def laid_again(work: Work, row: Row, changed: Row) -> None:
    laid(work, row)


def raised(work: Work, row: Row) -> None:
    """Hands were counted."""
    for one in row["counts"]:
        _behind(work, row["round_id"], f"card:{one['card']}")


def raised_again(work: Work, row: Row, changed: Row) -> None:
    raised(work, row)
    raised(work, row | changed)


def begun(work: Work, row: Row) -> None:
    """A round began: nobody has voted in it."""
    host_of(row).behind(work, row)


def begun_again(work: Work, row: Row, changed: Row) -> None:
    begun(work, row)


# Whatever changes what a card is counted with.
MOVES = {"into", "hidden", "withdrawn", "pending", "gone"}


def regrouped(work: Work, row: Row, changed: Row) -> None:
    """A card came under another, or out, or left its members alone: all they are counted in is behind."""
    if not changed.keys() & MOVES:
        return
    around = {row["id"], row["into"], changed.get("into")} | {one["id"] for one in members(work, [row["id"]])}
    count_again(work, [f"card:{id}" for id in around if id is not None])


def count_again(work: Work, subjects: list[str]) -> None:
    """Which of these count for which is otherwise now: in every round that had any of them, all are behind."""
    counted = select(tally.c.id, tally.c.round_id).where(
        tally.c.workshop_id == work.workshop, tally.c.subject.in_(subjects)
    )
    for id, round_id in work.conn.execute(counted):
        work.touched[("tally", id)] = None  # whether it may be seen may hang on it, too
        for subject in subjects:
            _behind(work, round_id, subject)


def tell_result(work: Work, within: Row) -> None:
    """Its result is told now: what counts is kept, and the tallies are drawn in this very work."""
    subjects = subjects_in(work, within["id"])  # those whose votes were all taken back among them
    if tell(work, within):
        with work.for_good():
            _draw_round(work, within["id"], subjects)
    begun(work, within)


def run_on(work: Work, within: Row) -> None:
    """It is voted in again. Where running tallies are seen, they run on from the ballots as they are."""
    if within["live"]:
        for subject in subjects_in(work, within["id"]):
            _behind(work, within["id"], subject)


def person_otherwise(work: Work, row: Row) -> list[Row]:
    """Somebody counts otherwise, or elsewhere: all they laid dots on is behind. Returns what they laid."""
    laid = laid_by(work, row["id"])
    for one in laid:
        _behind(work, one["round_id"], one["subject"])
    for within in work.rows(round, {one["round_id"] for one in laid}):
        begun(work, within)
    return laid


def draw(work: Work, marks: list[str]) -> None:
    by_round: dict[int, list[str]] = defaultdict(list)
    for one in marks:
        round_id, _, subject = one.partition("/")
        by_round[int(round_id)].append(subject)
    for id, subjects in by_round.items():
        [within] = work.rows(round, [id])
        # Counted whole, they are counted when they are told: nobody sees them while the vote is open.
        if method_of(within).summed or host_of(within).state(work, within) != "open":
            _draw_round(work, id, subjects)


def _draw_round(work: Work, round_id: int, subjects: list[str]) -> None:
    [within] = work.rows(round, [round_id])
    if not method_of(within).summed:  # one ballot more moves all of them
        _draw_some(work, within, whole(work, within, with_heads(work, subjects)))
        return
    for start in range(0, len(subjects), CHUNK):
        some = with_heads(work, subjects[start : start + CHUNK])
        _draw_some(work, within, count(work, within, some))


def _draw_some(work: Work, within: Row, numbers: dict[str, dict[str, Any]]) -> None:
    round_id = within["id"]
    mine = select(tally).where(tally.c.round_id == round_id, tally.c.subject.in_(numbers))
    drawn = {row["subject"]: row for row in work.all(mine)}
    work.update_many(tally, drawn.values(), {row["id"]: numbers[name] for name, row in drawn.items()})
    for name, counted in numbers.items():
        if name not in drawn:
            work.insert(tally, round_id=round_id, subject=name, **counted)


def with_heads(work: Work, subjects: Iterable[str]) -> list[str]:
    """These, and those that they are counted under."""
    found = dict.fromkeys(subjects)
    ids: dict[str, list[int]] = defaultdict(list)
    for subject in list(found):
        type, id = named(subject)
        ids[type].append(id)
    for type, some in ids.items():
        found.update((f"{type}:{head}", None) for head in VOTABLE[type].under(work, some).values())
    return list(found)


NO_PLACE = {"votes": 0, "voters": 0, "hands": 0, "place": None, "numbers": None}


def whole(work: Work, within: Row, subjects: Iterable[str]) -> dict[str, dict[str, Any]]:
    """{subject: {votes, voters, hands, place, numbers}} of all that is asked about, from whole ballots."""
    asked = [head for head in with_heads(work, asked_in(work, within)) if has_tally(work, within, head)]
    clusters = together(work, asked)
    laid: dict[int, dict[str, int]] = defaultdict(dict)
    mine = select(ballot.c.person_id, ballot.c.subject, value_of(work, within)).where(*counts(work, within))
    for person, subject, value in work.conn.execute(mine.order_by(ballot.c.person_id)):
        laid[person][subject] = value
    method = method_of(within)
    folded = {person: method.fold(within, values, clusters) for person, values in laid.items()}
    counted = method.numbers(within, asked, folded)
    return {subject: NO_PLACE | counted.get(subject, {}) for subject in dict.fromkeys([*subjects, *asked])}


def count(work: Work, within: Row, subjects: Sequence[str]) -> dict[str, dict[str, Any]]:
    """{subject: {votes, voters, hands}} from the ballots themselves and the round's show of hands.

    With {place, numbers} where the round's method counts ballots whole.
    """
    if not method_of(within).summed:
        found = whole(work, within, subjects)
        return {subject: found[subject] for subject in subjects}
    alike = together(work, subjects)
    alone = [subject for subject, of in alike.items() if of == [subject]]
    counted = {subject: {"votes": 0, "voters": 0} for subject in alike}
    counted.update(_alone(work, within, alone))
    counted.update(_merged(work, within, {subject: of for subject, of in alike.items() if len(of) > 1}))
    shown = _hands(work, within["id"])
    # The same hand may have been raised for two cards that were merged since: the larger count is certain.
    return {
        subject: told | {"hands": max((shown.get(one, 0) for one in alike[subject]), default=0)}
        for subject, told in counted.items()
    }


def _alone(work: Work, within: Row, subjects: list[str]) -> dict[str, dict[str, int]]:
    if as_told(work, within):
        return _sums(work, value_of(work, within), *counts(work, within), ballot.c.subject.in_(subjects))
    # All that lies is added up from an index, ten times a second in a storm; whether a voter counts is asked of those
    # alone who may not: asked of every ballot, it took six times as long.
    laid: tuple[ColumnElement[bool], ...] = (
        ballot.c.round_id == within["id"],
        ballot.c.subject.in_(subjects),
        ballot.c.value > 0,
        ballot.c.gone.is_(False),
    )
    found = _sums(work, ballot.c.value, *laid)
    away = _sums(work, ballot.c.value, *laid, ballot.c.person_id.in_(away_now(work, within)))
    for name, off in away.items():
        found[name] = {each: n - off[each] for each, n in found[name].items()}
    return found


def _sums(work: Work, value: ColumnElement[int], *which: ColumnElement[bool]) -> dict[str, dict[str, int]]:
    dots = select(ballot.c.subject, func.sum(value), func.count()).where(*which)
    return {
        name: {"votes": int(votes), "voters": int(n)}
        for name, votes, n in work.conn.execute(dots.group_by(ballot.c.subject))
    }


def _merged(work: Work, within: Row, clusters: dict[str, list[str]]) -> dict[str, dict[str, int]]:
    names = [one for of in clusters.values() for one in of]
    laid: dict[int, dict[str, int]] = defaultdict(dict)
    for start in range(0, len(names), CHUNK):
        dots = select(ballot.c.subject, ballot.c.person_id, value_of(work, within)).where(
            *counts(work, within), ballot.c.subject.in_(names[start : start + CHUNK])
        )
        for name, person, n in work.conn.execute(dots):
            laid[person][name] = n
    method = method_of(within)
    found = {subject: {"votes": 0, "voters": 0} for subject in clusters}
    for values in laid.values():
        for subject, n in method.fold(within, values, clusters).items():
            found[subject]["votes"] += n
            found[subject]["voters"] += 1
    return found


def told_of(work: Work, within: Row, subjects: Iterable[str]) -> dict[int, dict[str, int]]:
    """{person: {subject: number}} of all who stand in its told result, whether or not they count now."""
    clusters = together(work, subjects)
    laid: dict[int, dict[str, int]] = defaultdict(dict)
    stands = select(ballot.c.subject, ballot.c.person_id, ballot.c.told).where(
        ballot.c.round_id == within["id"], ballot.c.gone.is_(False), ballot.c.told > 0
    )
    for name, person, n in work.conn.execute(stands):
        laid[person][name] = n  # who voted for what is away now has voted all the same
    method = method_of(within)
    return {person: method.fold(within, values, clusters) for person, values in laid.items()}


def _hands(work: Work, round_id: int) -> dict[str, int]:
    row = work.one(select(hands).where(hands.c.round_id == round_id, hands.c.gone.is_(False)))
    return {} if row is None else {f"card:{one['card']}": one["hands"] for one in row["counts"]}


DRAWER = Drawer("tally", every=0.1, draw=draw, counts=True)
