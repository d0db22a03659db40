"""The vision board as the whole room sees it: themes with their numbers, and the cards they were made of.

A card that is hidden or withdrawn leaves the board by itself and returns by itself: its placing stays. One whose board
is private again stays, for only what the room has seen is put into a theme; with the words that the room knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from workshop.features.agenda.about import workshop_row
from workshop.features.agenda.tables import workshop
from workshop.features.agenda.views import room
from workshop.features.ballots.hosts import host_of
from workshop.features.ballots.methods import method_of
from workshop.features.ballots.tables import hands, round, tally
from workshop.features.cards.heads import clusters, members
from workshop.features.cards.tables import card
from workshop.features.groups.tables import board
from workshop.features.vision import records
from workshop.features.vision.counting import Tables, everywhere, given, numbers, of_what
from workshop.features.vision.placing import as_known, stand_as_known
from workshop.features.vision.tables import placing, theme, vision
from workshop.kernel.nouns import Noun, Row, Shown, watch
from workshop.kernel.work import CHUNK, Work, by_id, ids


def see_theme(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    lying = placings_on_view(work, [row["id"] for row in rows])
    cards = {row["id"]: [card_row for _, card_row in lying[row["id"]]] for row in rows}
    every = [one for some in cards.values() for one in some]
    tables = Tables.closed(work)
    weighed = given(work, every, tables)
    counted = numbers(work, cards, weighed, tables)
    boards = by_id(work.rows(board, {one["board_id"] for one in every}))
    joined = joined_to(work, [row["id"] for row in rows])
    for row in rows:
        if row["gone"]:
            yield {}
            continue
        mine = cards[row["id"]]
        told = {name: row[name] for name in ("title", "colour", "position", "parked")}
        told |= {"cards": len(mine), "groups": sorted({boards[one["board_id"]]["group_id"] for one in mine})}
        told |= {name: sum(weighed[one["id"]][name] for one in mine) for name in ("votes", "hands")}
        yield {team_or_room(row): told | {"joined": joined[row["id"]], "numbers": counted[row["id"]]}}


def joined_to(work: Work, themes: list[int]) -> dict[int, list[int]]:
    """{theme: those joined to it}: what a person laid on them counts there, and is theirs to take back."""
    found: dict[int, list[int]] = defaultdict(list)
    for start in range(0, len(themes), CHUNK):
        into = select(theme.c.id, theme.c.into).where(
            theme.c.into.in_(themes[start : start + CHUNK]), theme.c.gone.is_(True)
        )
        for id, head in work.conn.execute(into.order_by(theme.c.id)):
            found[head].append(id)
    return found


def team(row: Row) -> str:
    """The stream of the chair and the theme team."""
    return f"team:{row['workshop_id']}"


def team_or_room(theme_row: Row) -> str:
    return team(theme_row) if theme_row["parked"] else room(theme_row)


def see_note(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        told = {"theme": row["id"], "text": row["note"]}
        yield {} if row["gone"] or not row["note"] else {team(row): told}


def see_source(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    cards = by_id(work.rows(card, (row["card_id"] for row in rows)))
    boards = by_id(work.rows(board, (each["board_id"] for each in cards.values())))
    themes = by_id(work.rows(theme, (row["theme_id"] for row in rows if row["theme_id"])))
    weighed = given(work, list(cards.values()), Tables.closed(work))
    standing = stand_as_known(work, [(row, cards[row["card_id"]]) for row in rows])
    merged = clusters(work, standing)
    for row in rows:
        told = cards[row["card_id"]]
        within = themes.get(row["theme_id"])
        placed = within is not None and not within["gone"]
        if row["gone"] or told["id"] not in standing or not (placed or row["parked"]):
            yield {}
            continue
        told = as_known(row, told, boards[told["board_id"]])
        shown = {name: told[name] for name in ("text", "lang", "kind", "answers")}
        shown |= {
            "theme": row["theme_id"] if placed else None,
            "card": told["id"],
            "group": boards[told["board_id"]]["group_id"],
            "org": told["org_id"],
            "merged": len(merged[told["id"]]) - 1,
            "position": row["position"],
        }
        where = team_or_room(within) if within is not None and placed else team(row)
        yield {where: shown | weighed[told["id"]]}


def see_vision(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        shown = work.get(theme, row["theme_id"]) if row["theme_id"] is not None else None
        told = {name: row[name] for name in ("counting", "k", "sort", "langs", "hold", "held")}
        told |= {name: row[name] for name in ("polling", "voted", "floor", "handed")}
        told |= {"round": row["round_id"], "of": of_what(work, Tables.closed(work))}
        told["telling"] = not row["polling"] and row["told"] == workshop_row(work)["visit"]
        told["chosen"] = row["counting"]
        if told["telling"] and row["ruled"] != row["closings"] and gives_dots(work, row):
            told["counting"] = "fresh"
        told["theme"] = row["theme_id"] if shown is not None and not shown["parked"] else None
        yield {room(row): told}


def gives_dots(work: Work, row: Row) -> bool:
    """By places and marks the room's vote gives themes no number: its result stands by itself."""
    return method_of(work.rows(round, [row["round_id"]])[0]).summed


def placings_on_view(work: Work, themes: list[int]) -> dict[int, list[tuple[Row, Row]]]:
    """{theme: [(placing row, card row)]} of the cards the room knows, in the theme's order."""
    found: dict[int, list[tuple[Row, Row]]] = defaultdict(list)
    rows: list[Row] = []
    for start in range(0, len(themes), CHUNK):
        some = placing.c.theme_id.in_(themes[start : start + CHUNK])
        rows += work.all(select(placing).where(some, placing.c.gone.is_(False)).order_by(placing.c.position))
    cards = by_id(work.rows(card, (row["card_id"] for row in rows)))
    held = [(row, cards[row["card_id"]]) for row in rows]
    standing = stand_as_known(work, held)
    for row, told in held:
        if told["id"] in standing:
            found[row["theme_id"]].append((row, told))
    return found


def _source_of_card(work: Work, rows: Sequence[Row]) -> list[int]:
    # Its members too, whether they stand alone depends on it; and its head, which says how many it gathers.
    around = (
        ids(rows) | ids(members(work, ids(rows))) | {row["into"] for row in rows if row["into"] is not None}
    )
    return work.ids(select(placing.c.id).where(placing.c.card_id.in_(around)))


def _sources_of_board(work: Work, rows: Sequence[Row]) -> list[int]:
    lying = select(placing.c.id).join(card, card.c.id == placing.c.card_id)
    return work.ids(lying.where(card.c.board_id.in_(ids(rows))))


def _told(work: Work, rows: Sequence[Row]) -> list[Row]:
    """Those of these tallies that a theme may count: a vote under way changes nothing on the room's board."""
    rounds = by_id(work.rows(round, {row["round_id"] for row in rows}))
    may = {
        id: row["board_id"] is None or host_of(row).state(work, row) == "closed" for id, row in rounds.items()
    }
    return [row for row in rows if may[row["round_id"]]]


def _source_of_tally(work: Work, rows: Sequence[Row]) -> list[int]:
    cards = {int(row["subject"][5:]) for row in _told(work, rows) if row["subject"].startswith("card:")}
    return work.ids(select(placing.c.id).where(placing.c.card_id.in_(cards))) if cards else []


def _sources_of_theme(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(placing.c.id).where(placing.c.theme_id.in_(ids(rows))))


def _theme_of_placing(work: Work, rows: Sequence[Row]) -> set[int]:
    return {row["theme_id"] for row in rows if row["theme_id"] is not None}


def _themes_of_boards(work: Work, boards: set[int]) -> list[int]:
    """The themes that hold a card of these boards: which of a table's cards are its top hangs on all of them."""
    if not boards:
        return []
    holding = select(placing.c.theme_id).join(card, card.c.id == placing.c.card_id)
    return work.ids(holding.where(card.c.board_id.in_(boards), placing.c.theme_id.is_not(None)).distinct())


def _themes_of_card(work: Work, rows: Sequence[Row]) -> list[int]:
    return _themes_of_boards(work, {row["board_id"] for row in rows})


def _themes_of_tally(work: Work, rows: Sequence[Row]) -> list[int]:
    told = _told(work, rows)
    rounds = work.rows(round, {row["round_id"] for row in told})
    voted = [int(row["subject"][6:]) for row in told if row["subject"].startswith("theme:")]
    at_tables = {row["board_id"] for row in rounds if row["board_id"] is not None}
    return voted + _themes_of_boards(work, at_tables)


def _vision_of_tally(work: Work, rows: Sequence[Row]) -> list[int]:
    return everywhere(work, rows) if _told(work, rows) else []


def _head_of_theme(work: Work, rows: Sequence[Row]) -> set[int]:
    return {row["into"] for row in rows if row["into"] is not None}


def _all_themes(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(theme.c.id).where(theme.c.workshop_id == work.workshop, theme.c.gone.is_(False)))


def _shown_theme(work: Work, rows: Sequence[Row]) -> list[int]:
    return work.ids(select(vision.c.id).where(vision.c.theme_id.in_(ids(rows))))


THEME = Noun(
    "theme",
    theme,
    see_theme,
    record=records.Theme,
    watches=(
        watch(placing, "theme_id", _theme_of_placing),
        watch(card, "hidden withdrawn pending into", _themes_of_card),
        watch(board, "phase round_id", _all_themes),
        watch(tally, "votes voters hands", _themes_of_tally),
        watch(hands, "present", _all_themes),
        watch(vision, "k round_id polling", _all_themes),
        watch(theme, "into", _head_of_theme),
    ),
)
NOTE = Noun("note", theme, see_note, record=records.Note)
SOURCE = Noun(
    "source",
    placing,
    see_source,
    record=records.Source,
    watches=(
        watch(card, "text lang org_id hidden withdrawn pending into", _source_of_card),
        watch(board, "phase round_id", _sources_of_board),
        watch(tally, "votes voters hands", _source_of_tally),
        watch(theme, "gone parked", _sources_of_theme),
    ),
    name_of=lambda row: row["card_id"],
)
VISION = Noun(
    "vision",
    vision,
    see_vision,
    record=records.Vision,
    watches=(
        watch(board, "phase round_id gone", everywhere),
        watch(round, "told", everywhere),
        watch(card, "hidden withdrawn pending into", everywhere),
        watch(tally, "votes voters hands", _vision_of_tally),
        watch(hands, "present", everywhere),
        watch(theme, "gone parked", _shown_theme),
        watch(workshop, "visit", everywhere),
    ),
)
