"""A result as the table prepares it, and as the chair was handed it."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from workshop.features.cards.heads import away
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.results.standing import NO_WORDS, picked
from workshop.features.results.tables import submission
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import Work, by_id

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
    """A copy of its moment; of a card that is on view no more neither words nor votes are told."""
    boards = by_id(work.rows(board, (row["board_id"] for row in rows)))
    cards = work.rows(card, {one["card"] for row in rows for one in row["cards"]})
    seen = {each["id"] for each in cards if not away(each)}
    for row in rows:
        group_id = boards[row["board_id"]]["group_id"]
        told = {"board": row["board_id"], "group": group_id} | {
            name: row[name] for name in ("number", "at", "summary", "changes")
        }
        told["cards"] = [one | ({} if one["card"] in seen else UNSEEN) for one in row["cards"]]
        to = (f"group:{group_id}", f"team:{row['workshop_id']}")
        yield {} if row["gone"] else dict.fromkeys(to, told)


def _of_card(work: Work, rows: Sequence[Row]) -> set[int]:
    return {row["board_id"] for row in rows}


def _with_card(work: Work, rows: Sequence[Row]) -> set[int]:
    boards = {row["board_id"] for row in rows}
    return {row["id"] for row in work.all(select(submission).where(submission.c.board_id.in_(boards)))}


REPORT = Noun("report", board, see_report, watches=(watch(card, "into hidden withdrawn pending", _of_card),))
SUBMISSION = Noun(
    "submission",
    submission,
    see_submission,
    watches=(watch(card, "hidden withdrawn pending gone", _with_card),),
)
