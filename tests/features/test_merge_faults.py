"""What goes wrong at the merge desk: a card that left just now, a title without end, a theme of four hundred cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.laws.test_vision import fill, provenance, told
from tests.world import at_once, world


@pytest.mark.parametrize(
    ("who", "leaves"),
    [("kham", ("card.withdraw", {})), ("noy", ("card.hide", {"reason": "twice"}))],
    ids=["withdrawn", "hidden"],
)
@pytest.mark.parametrize("wish", ["theme.place", "theme.create", "theme.split", "card.park", "hint.accept"])
def test_a_card_that_just_left_is_named_and_nothing_is_moved(
    new_sqlite: Callable[[], str], who: str, leaves: tuple[str, dict[str, Any]], wish: str
) -> None:
    """All or none: the desk leaves it out and asks again, so it has to know which card it was."""
    with world(new_sqlite()) as play:
        ids = fill(play)
        play.must("chair", "board.move_all", phase="reveal")
        name, more = leaves
        play.must(who, name, card=ids[0], **more)
        before = told(play)
        theme = next(iter(play.sees("chair", "theme")))
        cards, title = [ids[1], ids[0]], {"en": "New"}
        data: dict[str, dict[str, Any]] = {
            "theme.place": {"theme": theme, "cards": cards},
            "theme.create": {"title": title, "cards": cards},
            "theme.split": {"theme": theme, "cards": [ids[0]], "title": title},
            "card.park": {"cards": cards, "on": True},
            "hint.accept": {"sets": [{"cards": cards, "title": title}]},
        }
        reply = play.wish("chair", wish, **data[wish])
        assert reply.refused == "not_found"
        assert reply.params.get("card") == ids[0]
        assert told(play) == before


def test_a_merge_meets_a_withdrawal_in_the_same_moment(database_url: str) -> None:
    """Whichever comes first, the theme ends without the withdrawn card and the others are where they were put."""
    with world(database_url) as play:
        ids = fill(play)
        play.must("chair", "board.move_all", phase="reveal")
        theme = play.must("chair", "theme.create", title={"en": "Both"})["theme"]
        replies = at_once(
            lambda: play.wish("chair", "theme.place", theme=theme, cards=[ids[1]]),
            lambda: play.wish("mek", "theme.place", theme=theme, cards=[ids[2]]),
            lambda: play.wish("kham", "card.withdraw", card=ids[1]),
        )
        assert replies[2].ok is not None and replies[1].ok is not None
        assert replies[0].refused in (None, "not_found")
        provenance(play)
        shown = {one["card"] for one in play.sees("screen", "source").values() if one["theme"] == theme}
        assert shown == {ids[2]}
        play.must("kham", "card.return", card=ids[1])
        provenance(play)


@pytest.mark.parametrize("letters", [201, 5_000, 60_000])
@pytest.mark.parametrize("command", ["theme.create", "theme.rename", "theme.split", "hint.accept"])
def test_a_title_without_end_is_refused_in_words(
    new_sqlite: Callable[[], str], command: str, letters: int
) -> None:
    with world(new_sqlite()) as play:
        ids = fill(play)
        theme, title = next(iter(play.sees("chair", "theme"))), {"lo": "ກ" * letters, "en": "Short"}
        data: dict[str, dict[str, Any]] = {
            "theme.create": {"title": title},
            "theme.rename": {"theme": theme, "title": title},
            "theme.split": {"theme": theme, "cards": [ids[0]], "title": title},
            "hint.accept": {"sets": [{"cards": [ids[1]], "title": title}]},
        }
        before = told(play)
        reply = play.wish("chair", command, **data[command])
        assert reply.refused == "too_long"
        assert told(play) == before
    # The longest there is passes, counted in letters as a phone counts them.
    with world(new_sqlite()) as play:
        play.must("chair", "theme.create", title={"lo": "ຜູ້" * 66, "en": ""})


def test_a_theme_of_four_hundred_cards(database_url: str) -> None:
    """In one step, told whole to everybody, taken back whole, and split in the middle."""
    with world(database_url, groups=8) as play:
        ids = []
        for n in range(1, 9):
            play.join(f"writer{n}", n)
            for k in range(50):
                card = {"board": n, "kind": "problem", "text": f"{n}.{k}", "lang": "en"}
                ids.append(play.must(f"writer{n}", "card.post", **card)["card"])
        play.must("chair", "board.move_all", phase="report")
        before = told(play)
        theme = play.must("chair", "theme.create", title={"en": "All"}, cards=ids)["theme"]
        shown = play.sees("screen", "theme")[theme]
        assert (shown["cards"], shown["groups"]) == (400, sorted(shown["groups"]))
        assert len(shown["groups"]) == 8
        order = sorted(play.sees("screen", "source").values(), key=lambda one: one["position"])
        assert [one["card"] for one in order] == ids
        play.must("mek", "theme.split", theme=theme, cards=ids[200:], title={"en": "Half"})
        provenance(play)
        play.must("chair", "deed.undo", deed=max(play.sees("chair", "deed")))
        assert play.sees("screen", "theme")[theme]["cards"] == 400
        play.must("chair", "deed.undo", deed=max(play.sees("chair", "deed")) - 1)
        assert told(play) == before


def test_an_undo_of_what_another_built_on_says_so_and_loses_nothing(database_url: str) -> None:
    """R13 between chair and helper: the later step is named, nothing moves, and both go together when asked."""
    with world(database_url) as play:
        ids = fill(play)
        start = told(play)
        theme = play.must("chair", "theme.create", title={"en": "Mine"}, cards=[ids[1]])["theme"]
        made = max(play.sees("chair", "deed"))
        play.must("mek", "theme.place", theme=theme, cards=[ids[2]])
        stands = max(play.sees("mek", "deed"))
        before = told(play)
        reply = play.wish("chair", "deed.undo", deed=made)
        assert (reply.refused, reply.params["deeds"]) == ("built_on", [stands])
        assert told(play) == before
        play.must("chair", "deed.undo", deed=made, together=True)
        assert told(play) == start
        provenance(play)


def test_two_who_accept_the_same_proposal_make_one_theme(database_url: str) -> None:
    """Two laptops of one chair, or a double tap: the second found an empty theme of the same name on the board."""
    with world(database_url) as play:
        first, second = (
            play.must("noy", "card.post", board=1, kind="problem", text=text, lang="en")["card"]
            for text in ("Alike", "Alike too")
        )
        play.must("chair", "board.move_all", phase="reveal")
        wish = {"sets": [{"cards": [first, second], "title": {"en": "Alike"}}]}
        play.settle()
        replies = at_once(
            lambda: play.wish("chair", "hint.accept", **wish),
            lambda: play.wish("mek", "hint.accept", **wish),
            lambda: play.wish("chair", "hint.accept", **wish),
        )
        assert sorted(str(reply.refused) for reply in replies) == ["None", "placed", "placed"]
        play.settle()
        [theme] = play.sees("chair", "theme").values()
        assert theme["cards"] == 2
        # Of several, what is left to gather is gathered, and nothing is taken out of where it lies.
        third = play.must("noy", "card.post", board=1, kind="problem", text="Not alike", lang="en")["card"]
        more = [
            {"cards": [first], "title": {"en": "Empty"}},
            {"cards": [second, third], "title": {"en": "New"}},
        ]
        [made] = play.must("mek", "hint.accept", sets=more)["themes"]
        play.settle()
        assert {one["card"]: one["theme"] for one in play.sees("chair", "source").values()} == {
            first: theme["id"],
            second: theme["id"],
            third: made,
        }


def test_what_was_merged_at_its_table_meanwhile_stays_where_its_head_lies(
    new_sqlite: Callable[[], str],
) -> None:
    with world(new_sqlite()) as play:
        one, two, three, four = (
            play.must("noy", "card.post", board=1, kind="problem", text=f"Card {n}", lang="en")["card"]
            for n in range(4)
        )
        play.must("chair", "board.move_all", phase="reveal")
        [theme] = play.must("mek", "hint.accept", sets=[{"cards": [one], "title": {"en": "A"}}])["themes"]
        play.must("noy", "card.merge", card=two, others=[one])  # two stands there now, with one under it
        stale = [
            {"cards": [one, three], "title": {"en": "B"}},
            {"cards": [three, four], "title": {"en": "C"}},
        ]
        made = play.must("mek", "hint.accept", sets=stale)["themes"]
        play.settle()
        lies = {source["card"]: source["theme"] for source in play.sees("chair", "source").values()}
        assert lies == {two: theme, three: made[0], four: made[1]}
        same = [{"cards": [three], "title": {"en": "D"}}, {"cards": [three], "title": {"en": "E"}}]
        assert play.declined("mek", "hint.accept", sets=same) == "placed"
        play.must("mek", "theme.unplace", cards=[three])
        [last] = play.must("mek", "hint.accept", sets=same)["themes"]
        play.settle()
        assert play.sees("chair", "theme")[last]["cards"] == 1
