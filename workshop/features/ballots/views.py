"""Votes are secret: a ballot is on its owner's stream alone, a tally on the table's only when it may be seen.

What was handed in at another's device is on no stream at all: a code that the device's owner knows would open it.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from workshop.features.agenda.about import one_or_none
from workshop.features.ballots import records
from workshop.features.ballots.hosts import host_of
from workshop.features.ballots.methods import method_of
from workshop.features.ballots.tables import ballot, handed, hands, round, tally
from workshop.features.ballots.votable import named
from workshop.features.ballots.votable import told as has_tally
from workshop.features.cards.heads import members
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import Work, by_id, ids

ROUND_TOLD = (
    *("number", "method", "budget", "cap", "live", "late"),
    *("settings", "question", "subjects", "shuffled"),
)


def see_round(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    _read_boards(work, rows)
    for row in rows:
        host = host_of(row)
        told = {name: row[name] for name in ROUND_TOLD}
        told |= {"board": row["board_id"], "state": host.state(work, row)}
        yield {} if row["gone"] else {host.stream(work, row): told}


def _read_boards(work: Work, rounds: Iterable[Row]) -> None:
    """All at once: they are asked of one by one."""
    work.rows(board, (row["board_id"] for row in rounds if row["board_id"] is not None))


def see_ballot(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    rounds = by_id(work.rows(round, (row["round_id"] for row in rows)))
    for row in rows:
        if not row["value"] or row["caster_id"] != row["person_id"] or row["gone"]:
            yield {}
            continue
        within = rounds[row["round_id"]]
        told = {"round": within["id"], "subject": row["subject"]} | method_of(within).shown(
            within, row["value"]
        )
        yield {f"person:{row['person_id']}": told}


def see_handed(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        told = {"round": row["round_id"], "at": row["at"]}
        yield {} if row["gone"] else {f"person:{row['person_id']}": told}


def see_tally(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    rounds = by_id(work.rows(round, (row["round_id"] for row in rows)))
    _read_boards(work, rounds.values())
    cards = (named(row["subject"]) for row in rows)
    work.rows(card, (id for type, id in cards if type == "card"))  # asked of one by one below
    # Whether each round may be read is asked once a round; a storm draws hundreds of tallies of one.
    states = {id: host_of(each).state(work, each) for id, each in rounds.items()}
    for row in rows:
        within = rounds[row["round_id"]]
        open_to_all = states[within["id"]] == "closed" or (within["live"] and states[within["id"]] == "open")
        nothing = not (row["votes"] or row["voters"] or row["hands"] or row["numbers"])
        if nothing or within["gone"] or not open_to_all or not has_tally(work, within, row["subject"]):
            yield {}
            continue
        told = {
            "round": within["id"],
            "subject": row["subject"],
            "votes": row["votes"],
            "voters": row["voters"],
            "hands": row["hands"],
        }
        if row["numbers"] is not None:
            told |= {"place": row["place"], "numbers": row["numbers"]}
        yield {host_of(within).stream(work, within): told}


def _rounds_of(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(round.c.id).where(round.c.board_id.in_(ids(rows))))


def _tallies_of_board(work: Work, rows: Sequence[Row]) -> list[int]:
    within = select(tally.c.id).join(round, round.c.id == tally.c.round_id)
    return work.ids(within.where(round.c.board_id.in_(ids(rows))))


def _tallies_of_round(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(tally.c.id).where(tally.c.round_id.in_(ids(rows))))


def _tallies_of_card(work: Work, rows: Sequence[Row]) -> list[int]:
    names = [f"card:{id}" for id in ids(rows) | ids(members(work, ids(rows)))]
    return work.ids(
        select(tally.c.id).where(tally.c.workshop_id == work.workshop, tally.c.subject.in_(names))
    )


def see_hands(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    rounds = by_id(work.rows(round, (row["round_id"] for row in rows)))
    _read_boards(work, rounds.values())
    for row in rows:
        told = {name: row[name] for name in ("present", "counts", "at")}
        told |= {"round": row["round_id"], "by": one_or_none(work, row["person_id"])}
        within = rounds[row["round_id"]]
        # Raised before everybody's eyes: no secret of the table's.
        yield {} if row["gone"] else {host_of(within).stream(work, within): told}


ROUND = Noun(
    "round", round, see_round, record=records.Round, watches=(watch(board, "phase round_id", _rounds_of),)
)
BALLOT = Noun("ballot", ballot, see_ballot, record=records.Ballot)
HANDED = Noun("handed", handed, see_handed, record=records.Handed)
TALLY = Noun(
    "tally",
    tally,
    see_tally,
    record=records.Tally,
    watches=(
        watch(board, "phase round_id", _tallies_of_board),
        watch(round, "live", _tallies_of_round),
        watch(card, "hidden withdrawn pending into", _tallies_of_card),
    ),
    name_of=lambda row: f"{row['round_id']}.{row['subject'].replace(':', '.')}",
)
HANDS = Noun("hands", hands, see_hands, record=records.Hands, name_of=lambda row: row["round_id"])
