"""What a theme counts: four written rules, always told beside its breadth and the numbers they are of.

A card's weight is its votes and hands in the last closed round of its board. For a theme with cards C, over the G
tables with a closed vote in which anybody took part, n(g) of them at table g: those who voted, and those present at its
show of hands (who did both is in both numbers, as votes and hands both are in the weight):

A table that ranked or rated its cards gives no weights, for no scale is added to another's: it is in none of these
numbers, nor in what they are of, and counts in breadth.

- sum       the weights of C, added. Of: nothing; a large table weighs more.
- average   (1/G) x the sum over tables of (weights of C at table g) / n(g). Of: G tables; every table weighs alike.
- top       how many cards of C are among the k of most weight at their own table (a tie at the k-th place counts all).
            Of: all such cards.
- fresh     dots laid on the theme itself in the plenary's round, once they may be told. Of: the people who voted in it.
            None where it was not among those voted on: made afterwards, or parked all the while.

docs/counting.md works them out for two tables of different size; a test does the same sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, case, cast, func, select

from workshop.features.ballots.counted import HANDED_IN
from workshop.features.ballots.hosts import host_of
from workshop.features.ballots.methods import method_of
from workshop.features.ballots.tables import ballot, hands, round, tally
from workshop.features.cards.tables import card
from workshop.features.groups.about import boards
from workshop.features.people import standing
from workshop.features.vision.about import vision_row
from workshop.features.vision.tables import theme, vision
from workshop.kernel.nouns import Row
from workshop.kernel.work import CHUNK, Work

RULES = ("sum", "average", "top", "fresh")
NOTHING = {"votes": 0, "voters": 0, "hands": 0}


def last_closed(work: Work, all_boards: Sequence[Row]) -> dict[int, int]:
    """{board: its newest round whose result may be told}."""
    found = {on["id"]: int(on["round_id"]) for on in all_boards if on["phase"] == "report"}
    begun = {on["id"]: on["round_id"] for on in all_boards if on["phase"] != "report"}
    earlier = select(func.max(round.c.id), round.c.board_id).where(
        round.c.board_id.in_(begun), round.c.id.not_in(list(begun.values())), round.c.gone.is_(False)
    )
    if begun:
        found.update((board, id) for id, board in work.conn.execute(earlier.group_by(round.c.board_id)))
    return found


@dataclass(frozen=True)
class Tables:
    """The tables whose vote is closed."""

    rounds: dict[int, int]  # board -> its last closed round
    took_part: dict[int, int]  # board -> people who voted or were counted by hand, where anybody was
    handed: int  # for so many of them another handed it in

    @staticmethod
    def closed(work: Work) -> Tables:
        closed = last_closed(work, boards(work))
        # Places and marks are no weights.
        summed = {row["id"] for row in work.rows(round, closed.values()) if method_of(row).summed}
        rounds = {board: id for board, id in closed.items() if id in summed}
        some = list(rounds.values())
        # Those who stand in what was told, and count.
        stands = (
            ballot.c.round_id.in_(some),
            ballot.c.told > 0,
            ballot.c.person_id.in_(standing.counting()),
        )
        people = func.count(ballot.c.person_id.distinct())
        voted = select(ballot.c.round_id, people).where(*stands).group_by(ballot.c.round_id)
        by_another = (
            select(people.label("n")).where(*stands, HANDED_IN).group_by(ballot.c.round_id).subquery()
        )
        handed = work.number(select(func.coalesce(func.sum(by_another.c.n), 0)))
        present = select(hands.c.round_id, hands.c.present).where(
            hands.c.round_id.in_(some), hands.c.gone.is_(False)
        )
        of_round: dict[int, int] = defaultdict(int)
        for statement in (voted, present):
            for id, n in work.conn.execute(statement):
                of_round[id] += n
        return Tables(rounds, {b: of_round[id] for b, id in rounds.items() if of_round[id]}, handed)


def given(work: Work, cards: Sequence[Row], tables: Tables) -> dict[int, dict[str, int]]:
    """{card: {votes, voters, hands}} of the last closed round of each card's board; nothing before one is closed."""
    found = {row["id"]: dict(NOTHING) for row in cards}
    of_round = {(tables.rounds.get(row["board_id"]), row["id"]) for row in cards}
    names = [f"card:{id}" for id in found]
    rounds = sorted({id for id, _ in of_round if id is not None})
    for start in range(0, len(names), CHUNK):
        counted = select(
            tally.c.round_id, tally.c.subject, tally.c.votes, tally.c.voters, tally.c.hands
        ).where(tally.c.round_id.in_(rounds), tally.c.subject.in_(names[start : start + CHUNK]))
        for round_id, name, *numbers in work.conn.execute(counted) if rounds else ():
            if (round_id, int(name[5:])) in of_round:
                found[int(name[5:])] = dict(zip(NOTHING, numbers, strict=True))
    return found


# The card that a tally is of. In a CASE: no database may read a number out of another noun's name.
_NAMED = case((tally.c.subject.like("card:%"), cast(func.substr(tally.c.subject, 6), Integer)))


def tops(work: Work, tables: Tables, k: int) -> dict[int, tuple[int, int]]:
    """{card: (board, weight)} of those among the `k` of most weight at their own table, ties at the k-th place too."""
    weight = (tally.c.votes + tally.c.hands).label("weight")
    place = func.rank().over(partition_by=tally.c.round_id, order_by=weight.desc())
    # Only what still stands: a card hidden since makes room for the next. One merged under another has no weight.
    ranked = (
        select(card.c.id, card.c.board_id, weight, place.label("place"))
        .join(tally, card.c.id == _NAMED)
        .where(
            tally.c.round_id.in_(list(tables.rounds.values())),
            weight > 0,
            *(card.c[name].is_(False) for name in ("hidden", "withdrawn", "pending", "gone")),
        )
        .subquery()
    )
    best = select(ranked.c.id, ranked.c.board_id, ranked.c.weight).where(ranked.c.place <= k)
    return {id: (board_id, int(n)) for id, board_id, n in work.conn.execute(best)}


def fresh(work: Work, themes: Iterable[int]) -> dict[int, int]:
    """{theme: dots} of the plenary's round, as far as they may be told, for the themes that were voted on in it."""
    row = vision_row(work)
    within = work.get(round, row["round_id"]) if row["round_id"] is not None else None
    if within is None:
        return {}
    closed = host_of(within).state(work, within) == "closed"
    if not (closed or within["live"]) or not method_of(within).summed:
        return {}  # by places and marks there are no dots to tell
    themes = list(themes)
    names = [f"theme:{id}" for id in themes]
    counted = select(tally.c.subject, tally.c.votes).where(
        tally.c.round_id == within["id"], tally.c.subject.in_(names)
    )
    told = {int(name[6:]): votes for name, votes in work.conn.execute(counted) if votes}
    if closed and within["asked"] is not None:
        asked = set(within["asked"])
        # What counts for a theme was asked about where any of those joined to it was.
        joined = select(theme.c.into).where(theme.c.id.in_(asked), theme.c.into.is_not(None), theme.c.gone)
        asked |= {into for (into,) in work.conn.execute(joined)} | told.keys()
        themes = [id for id in themes if id in asked]
    return {id: told.get(id, 0) for id in themes}


def numbers(
    work: Work, within: dict[int, list[Row]], weighed: dict[int, dict[str, int]], tables: Tables
) -> dict[int, dict[str, Any]]:
    """{theme: {sum, average, top, fresh}}; `average` to three places, `fresh` None before a plenary vote is told."""
    best = tops(work, tables, vision_row(work)["k"])
    asked = fresh(work, within)
    found: dict[int, dict[str, Any]] = {}
    for id, cards in within.items():
        per_table: dict[int, int] = defaultdict(int)
        for row in cards:
            per_table[row["board_id"]] += weighed[row["id"]]["votes"] + weighed[row["id"]]["hands"]
        shares = [per_table[board_id] / n for board_id, n in tables.took_part.items()]
        found[id] = {
            "sum": sum(per_table.values()),
            "average": round_off(sum(shares) / len(shares)) if shares else 0.0,
            "top": sum(row["id"] in best for row in cards),
            "fresh": asked.get(id),
        }
    return found


def round_off(value: float) -> float:
    return float(f"{value:.3f}")


def of_what(work: Work, tables: Tables) -> dict[str, Any]:
    """What the numbers are of: {tables, closed, people, handed, tops, groups}.

    `groups` is {group: [its people, the least weight among its top]}: with these anybody can do the sums again.
    """
    every = boards(work)
    best = tops(work, tables, vision_row(work)["k"])
    least: dict[int, int] = {}
    for board_id, weight in best.values():
        least[board_id] = min(weight, least.get(board_id, weight))
    people = tables.took_part
    groups = {
        str(on["group_id"]): [people[on["id"]], least.get(on["id"], 0)] for on in every if on["id"] in people
    }
    return {
        "tables": len(every),
        "closed": len(people),
        "people": sum(people.values()),
        "handed": tables.handed,
        "tops": len(best),
        "groups": groups,
    }


def everywhere(work: Work, rows: Sequence[Row]) -> list[int]:
    """For a watch: the vision row of the workshop."""
    return work.ids(select(vision.c.id).where(vision.c.workshop_id == work.workshop))
