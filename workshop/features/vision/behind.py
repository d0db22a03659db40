"""What hangs on a card of the vision board goes with it before the room: a screen shows it at a tap.

It is on the screens' own stream: five hundred phones have no use for it, and pay nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workshop.features.cards.heads import away, gathered, members_of
from workshop.features.cards.tables import card
from workshop.features.vision.placing import placings, stand_as_known, within
from workshop.features.vision.tables import placing, theme
from workshop.kernel.nouns import Row, Watch, watch
from workshop.kernel.work import Work, by_id, ids


def screens(row: Row) -> str:
    """The stream that the room's screens read beside the room's own."""
    return f"screen:{row['workshop_id']}"


def on_the_board(work: Work, cards: Sequence[Row]) -> dict[int, int]:
    """{card: itself, or its head} of those that lie in a theme of the room's and that the room knows.

    A board that is private again takes nothing from it: what hangs on a card there was seen before.
    """
    under: dict[int, int] = {row["id"]: row["id"] for row in cards} | gathered(work, cards)
    held = placings(work, list(set(under.values())))
    mine = {row["id"]: row for row in cards}
    known = stand_as_known(work, [(held[id], mine[id]) for id in held if id in mine])
    known |= {row["id"] for row in cards if not away(row)}
    lying = {
        id: row["theme_id"] for id, row in held.items() if not row["gone"] and row["theme_id"] is not None
    }
    themes = by_id(work.rows(theme, set(lying.values())))
    shown = {id for id, row in themes.items() if not row["gone"] and not row["parked"]}
    return {id: head for id, head in under.items() if id in known and lying.get(head) in shown}


def watches_of(of_cards: Callable[[Work, set[int]], list[int]]) -> tuple[Watch, ...]:
    """All that makes a card lie on the board or not; `of_cards(work, ids)` finds what hangs on them."""

    def around(work: Work, cards: set[int]) -> list[int]:
        rows = work.rows(card, cards)
        return of_cards(work, cards | set(members_of(work, rows)))

    def of_placing(work: Work, rows: Sequence[Row]) -> list[int]:
        return around(work, {row["card_id"] for row in rows})

    def of_theme(work: Work, rows: Sequence[Row]) -> list[int]:
        lying = [each["card_id"] for row in rows for each in within(work, row["id"])]
        return around(work, set(lying))

    def of_card(work: Work, rows: Sequence[Row]) -> list[int]:
        return around(work, ids(rows))

    return (
        watch(placing, "theme_id", of_placing),
        watch(theme, "parked", of_theme),
        watch(card, "hidden withdrawn pending into", of_card),
    )
