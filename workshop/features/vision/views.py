"""The vision board as the whole room sees it: themes with their numbers, and the cards they were made of.

A card that is hidden, withdrawn or private again leaves the board by itself and returns by itself: its placing stays.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import func, select

from workshop.features.agenda.views import room
from workshop.features.ballots.tables import round, tally
from workshop.features.cards.heads import members, stand
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.vision.tables import placing, theme
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import CHUNK, Work, by_id, ids


def see_theme(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    within = placings_on_view(work, [row["id"] for row in rows])
    counted = votes_of(work, [card_row for cards in within.values() for _, card_row in cards])
    boards = by_id(work.rows(board, {c["board_id"] for cards in within.values() for _, c in cards}))
    for row in rows:
        if row["gone"]:
            yield {}
            continue
        cards = [card_row for _, card_row in within[row["id"]]]
        groups = sorted({boards[one["board_id"]]["group_id"] for one in cards})
        told = {name: row[name] for name in ("title", "colour", "position")}
        told |= {"cards": len(cards), "groups": groups}
        told |= {name: sum(counted[one["id"]][name] for one in cards) for name in ("votes", "hands")}
        yield {room(row): told}


def see_source(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    cards = by_id(work.rows(card, (row["card_id"] for row in rows)))
    boards = by_id(work.rows(board, (each["board_id"] for each in cards.values())))
    themes = by_id(work.rows(theme, (row["theme_id"] for row in rows if row["theme_id"])))
    counted = votes_of(work, list(cards.values()))
    standing = stand(work, list(cards.values()))
    for row in rows:
        told = cards[row["card_id"]]
        on = boards[told["board_id"]]
        placed = not row["gone"] and row["theme_id"] is not None and not themes[row["theme_id"]]["gone"]
        if not placed or told["id"] not in standing:
            yield {}
            continue
        shown = {name: told[name] for name in ("text", "lang", "kind", "answers")}
        shown |= {
            "theme": row["theme_id"],
            "card": told["id"],
            "group": on["group_id"],
            "org": told["org_id"],
        }
        yield {room(row): shown | counted[told["id"]] | {"position": row["position"]}}


def placings_on_view(work: Work, themes: list[int]) -> dict[int, list[tuple[Row, Row]]]:
    """{theme: [(placing row, card row)]} of the cards the room sees, in the theme's order."""
    found: dict[int, list[tuple[Row, Row]]] = defaultdict(list)
    rows: list[Row] = []
    for start in range(0, len(themes), CHUNK):
        some = placing.c.theme_id.in_(themes[start : start + CHUNK])
        rows += work.all(select(placing).where(some, placing.c.gone.is_(False)).order_by(placing.c.position))
    cards = by_id(work.rows(card, (row["card_id"] for row in rows)))
    standing = stand(work, list(cards.values()))
    for row in rows:
        told = cards[row["card_id"]]
        if told["id"] in standing:
            found[row["theme_id"]].append((row, told))
    return found


def votes_of(work: Work, cards: Sequence[Row]) -> dict[int, dict[str, int]]:
    """{card: {votes, hands}} of the last closed round of each card's board; 0 before one is closed."""
    found = {row["id"]: {"votes": 0, "hands": 0} for row in cards}
    boards = by_id(work.rows(board, {row["board_id"] for row in cards}))
    for board_id, on in boards.items():
        closed = last_closed(work, on)
        if closed is None:
            continue
        mine = [row["id"] for row in cards if row["board_id"] == board_id]
        for start in range(0, len(mine), CHUNK):
            names = [f"card:{id}" for id in mine[start : start + CHUNK]]
            counted = select(tally.c.subject, tally.c.votes, tally.c.hands).where(
                tally.c.round_id == closed, tally.c.subject.in_(names)
            )
            told = work.conn.execute(counted)
            found.update({int(name[5:]): {"votes": votes, "hands": hands} for name, votes, hands in told})
    return found


def last_closed(work: Work, on: Row) -> int | None:
    """The board's newest round whose result may be told."""
    if on["phase"] == "report":
        return int(on["round_id"])
    earlier = select(func.max(round.c.id)).where(
        round.c.board_id == on["id"], round.c.id != on["round_id"], round.c.gone.is_(False)
    )
    return work.number(earlier) or None


def _source_of_card(work: Work, rows: Sequence[Row]) -> list[int]:
    # Its members too: whether they stand alone depends on it.
    around = ids(rows) | ids(members(work, ids(rows)))
    return work.ids(select(placing.c.id).where(placing.c.card_id.in_(around)))


def _sources_of_board(work: Work, rows: Sequence[Row]) -> list[int]:
    lying = select(placing.c.id).join(card, card.c.id == placing.c.card_id)
    return work.ids(lying.where(card.c.board_id.in_(ids(rows))))


def _source_of_tally(work: Work, rows: Sequence[Row]) -> list[int]:
    cards = {int(row["subject"][5:]) for row in rows if row["subject"].startswith("card:")}
    return work.ids(select(placing.c.id).where(placing.c.card_id.in_(cards)))


def _sources_of_theme(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(placing.c.id).where(placing.c.theme_id.in_(ids(rows))))


def _theme_of_placing(work: Work, rows: Sequence[Row]) -> set[int]:
    return {row["theme_id"] for row in rows if row["theme_id"] is not None}


def _themes(find: Callable[[Work, Sequence[Row]], list[int]]) -> Callable[[Work, Sequence[Row]], list[int]]:
    """The themes of the placings that `find` finds."""

    def themes(work: Work, rows: Sequence[Row]) -> list[int]:
        some = find(work, rows)
        if not some:
            return []
        holding = (
            select(placing.c.theme_id)
            .where(placing.c.id.in_(some), placing.c.theme_id.is_not(None))
            .distinct()
        )
        return work.ids(holding)

    return themes


THEME = Noun(
    "theme",
    theme,
    see_theme,
    watches=(
        watch(placing, "theme_id", _theme_of_placing),
        watch(card, "hidden withdrawn pending into", _themes(_source_of_card)),
        watch(board, "phase round_id", _themes(_sources_of_board)),
        watch(tally, "votes hands", _themes(_source_of_tally)),
    ),
)
SOURCE = Noun(
    "source",
    placing,
    see_source,
    watches=(
        watch(card, "text lang org_id hidden withdrawn pending into", _source_of_card),
        watch(board, "phase round_id", _sources_of_board),
        watch(tally, "votes hands", _source_of_tally),
        watch(theme, "gone", _sources_of_theme),
    ),
    name_of=lambda row: row["card_id"],
)
