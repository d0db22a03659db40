"""A result as the table prepares it, and as the chair was handed it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from workshop.features.cards.heads import away
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.people import standing
from workshop.features.people.doubles import united_with
from workshop.features.people.tables import person
from workshop.features.results import records
from workshop.features.results.standing import NO_WORDS, as_counted, how_many, other_numbers, picked, whose
from workshop.features.results.tables import submission
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import Work, by_id, ids

UNSEEN = {"votes": None, "hands": None}


def see_report(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        begun = row["phase"] != "write" and (row["picks"] or row["summary"])
        if row["gone"] or not begun:
            yield {}
            continue
        told = {"board": row["id"], "group": row["group_id"]}
        told |= {"cards": picked(work, row), "summary": row["summary"] or NO_WORDS}
        yield {f"group:{row['group_id']}": told}


def see_submission(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    """A copy of its moment, with the votes of those who count; of a card on view no more neither words nor votes."""
    boards = by_id(work.rows(board, (row["board_id"] for row in rows)))
    cards = work.rows(card, {one["card"] for row in rows for one in row["cards"]})
    seen = {each["id"] for each in cards if not away(each)}
    shown = as_shown(work, rows)
    for row in rows:
        group_id = boards[row["board_id"]]["group_id"]
        told = {"board": row["board_id"], "group": group_id} | {
            name: row[name] for name in ("number", "at", "summary")
        }
        told |= shown[row["id"]]
        told["cards"] = [
            one if one["card"] in seen else one | UNSEEN | _no_place(one) for one in told["cards"]
        ]
        to = (f"group:{group_id}", f"team:{row['workshop_id']}")
        yield {} if row["gone"] else dict.fromkeys(to, told)


def _no_place(line: dict[str, Any]) -> dict[str, None]:
    return {name: None for name in ("place", "numbers") if name in line}


def as_shown(work: Work, rows: Sequence[Row]) -> dict[int, dict[str, Any]]:
    """{result: {cards, changes, people}}, with the votes of those who count now."""
    before = _before(work, rows)
    votes = whose(work, [*rows, *before.values()])
    people = how_many(work, rows, votes)
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        lines, changes = as_counted(work, row, votes[row["id"]]), row["changes"]
        if row["id"] in before:
            earlier = before[row["id"]]
            changes = changes | {
                "votes": other_numbers(as_counted(work, earlier, votes[earlier["id"]]), lines)
            }
        found[row["id"]] = {"cards": lines, "changes": changes, "people": people[row["id"]]}
    return found


def _before(work: Work, rows: Sequence[Row]) -> dict[int, Row]:
    """{result: the one before it that `changes` speaks of}, where either's votes may be other than they were."""
    later = [row for row in rows if row["laid"] is not None and row["changes"] is not None]
    if not later:
        return {}
    mine = submission.c.board_id.in_({row["board_id"] for row in later})
    every = work.all(
        select(submission).where(mine, submission.c.gone.is_(False)).order_by(submission.c.number)
    )
    return {
        row["id"]: one
        for row in later
        for one in every  # the last that fits is the one before
        if one["board_id"] == row["board_id"] and one["number"] < row["number"]
    }


def with_votes_of(work: Work, people: Iterable[int]) -> list[int]:
    """The results handed in that have votes of these people, or of who was made one with them.

    Those that were undone too: a redo brings them back, and told then they would say whose votes went.
    """
    some = work.rows(person, people)
    names = {str(id) for id in (*ids(some), *united_with(work, some))}
    mine = (submission.c.workshop_id == work.workshop, submission.c.laid.is_not(None))
    kept = work.all(select(submission.c.id, submission.c.laid).where(*mine))
    return [row["id"] for row in kept if names & row["laid"].keys()]


def _of_card(work: Work, rows: Sequence[Row]) -> set[int]:
    return {row["board_id"] for row in rows}


def _of_people(work: Work, rows: Sequence[Row]) -> list[int]:
    """Those who count otherwise now: a row that changed is here as it was and as it is, one that came only once."""
    there = Counter(row["id"] for row in rows)
    changed = [id for id, times in there.items() if times > 1]
    return with_votes_of(work, changed) if changed else []


def _with_card(work: Work, rows: Sequence[Row]) -> set[int]:
    boards = {row["board_id"] for row in rows}
    return {row["id"] for row in work.all(select(submission).where(submission.c.board_id.in_(boards)))}


REPORT = Noun(
    "report",
    board,
    see_report,
    record=records.Report,
    watches=(watch(card, "into hidden withdrawn pending", _of_card),),
)
SUBMISSION = Noun(
    "submission",
    submission,
    see_submission,
    record=records.Submission,
    watches=(
        watch(card, "hidden withdrawn pending gone", _with_card),
        watch(person, " ".join(standing.DECIDES), _of_people),
    ),
)
