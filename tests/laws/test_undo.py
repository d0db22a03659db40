"""Law 6: nothing is destroyed. Every step of leader and chair can be undone, and the state is then equal (R13)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.laws.chance import Chance
from tests.laws.length import steps
from tests.laws.stage import fitting, set_stage
from tests.world import World, world
from workshop.features import house
from workshop.features.ballots.tables import ballot
from workshop.features.cards.tables import card
from workshop.kernel import deeds

UNDOABLE = sorted(name for name, command in house().commands.items() if command.undoable)


def seen(play: World) -> dict[str, Any]:
    """All that anyone is shown, but for the history itself."""
    play.settle()
    found: dict[str, Any] = {}
    for who in ("chair", "kham", "vanh", "screen"):
        try:
            maps = play.snapshot(who).maps
        except Exception as gone:
            found[who] = str(gone)
            continue
        found |= {
            f"{where} {key}": r for where, of in maps.items() for key, r in of.items() if r["type"] != "deed"
        }
    return found


def last_deed(play: World) -> int:
    return max(play.sees("chair", "deed"))


@pytest.mark.parametrize("name", UNDOABLE)
def test_undo_returns_to_an_equal_state_and_redo_to_the_other(
    new_sqlite: Callable[[], str], name: str
) -> None:
    """R13, for each command that says it can be undone, by its own printed example."""
    with world(new_sqlite()) as play:
        phase = {"workshop.reopen": "closed"}.get(name, "report")
        ids = set_stage(play, phase)
        prepare(play, name, ids)
        before, deeds_before = seen(play), last_deed(play)
        data = fitting(play.engine.house.commands[name], ids)
        play.must("chair", name, **data | ({"before": 1} if name == "theme.order" else {}))
        after = seen(play)
        if last_deed(play) == deeds_before:
            pytest.fail(f"{name} changed nothing here: its undo was not tried")
        play.must("chair", "deed.undo", deed=last_deed(play))
        assert seen(play) == before
        if name != "workshop.reopen":
            play.must("chair", "deed.redo", deed=last_deed(play))
            assert seen(play) == after


def prepare(play: World, name: str, ids: dict[str, int]) -> None:
    """Put things so that the example changes something."""
    match name:
        case "card.restore":
            play.must("noy", "card.hide", card=ids["card"])
        case "reply.restore":
            play.must("noy", "reply.hide", reply=ids["reply"])
        case "card.split":
            play.must("noy", "card.merge", card=ids["card"], others=[ids["others"]])
        case "card.approve":
            play.must("chair", "workshop.edit", approve=True)
            play.must("chair", "board.move", board=1, phase="reveal")
            post = {"board": 1, "kind": "lesson", "text": "May I?", "lang": "en"}
            ids["card"] = play.must("kham", "card.post", **post)["card"]
        case "photo.restore":
            play.must("noy", "photo.hide", photo=ids["photo"])
        case "person.readmit":
            play.must("noy", "person.remove", person=ids["person"])
        case "people.readmit":
            play.must("chair", "people.remove", people=[ids["person"]])
        case "people.admit":
            play.must("chair", "workshop.edit", door="wait")
            came = play.must("guest", "person.join", name="New", lang="en", org_other="-", group=1)
            ids["person"] = came["person"]
        case "board.recall":
            play.must("noy", "board.submit", board=1)
        case "theme.revive":
            play.must("chair", "theme.retire", theme=ids["theme"])
        case "theme.order":
            ids["theme"] = play.must("chair", "theme.create", title={"en": "Another"})["theme"]
        case "theme.place":
            ids["theme"] = play.must("chair", "theme.create", title={"en": "Another"})["theme"]
        case "poll.close":
            play.must("chair", "poll.open", budget=3, cap=1)
        case "poll.resume" | "poll.put_away":
            play.must("chair", "poll.open", budget=3, cap=1)
            play.must("chair", "poll.close")
        case "person.move":
            ids["group"] = 2
        case "round.set":
            play.must("noy", "round.set", board=1, budget=9, cap=3, live=True)


def test_a_step_another_has_built_on(database_url: str) -> None:
    """R13: `built_on` names the later steps and offers them together, all or none."""
    with world(database_url) as play:
        set_stage(play, "reveal")
        ids = [
            play.must("kham", "card.post", board=1, kind="lesson", text=f"{n}", lang="en")["card"]
            for n in range(2)
        ]
        before = seen(play)
        theme = play.must("chair", "theme.create", title={"en": "Base"}, cards=[ids[0]])["theme"]
        made = last_deed(play)
        play.must("chair", "theme.place", theme=theme, cards=[ids[1]])
        placed = last_deed(play)
        play.must("chair", "theme.rename", theme=theme, title={"en": "Base, renamed"})
        renamed = last_deed(play)
        reply = play.wish("chair", "deed.undo", deed=made)
        assert (reply.refused, reply.params) == ("built_on", {"deeds": [placed, renamed]})
        play.must("chair", "deed.undo", deed=made, together=True)
        assert seen(play) == before


def test_undo_of_what_someone_else_changed_since(database_url: str) -> None:
    """R13: the author's edit is no deed; taking the hiding back does not touch it."""
    with world(database_url) as play:
        ids = set_stage(play, "reveal")
        play.must("noy", "card.hide", card=ids["card"])
        hidden = last_deed(play)
        play.must("noy", "card.restore", card=ids["card"])
        play.must("kham", "card.edit", card=ids["card"], text="Said better")
        assert play.declined("noy", "deed.undo", deed=hidden) == "built_on"
        play.must("noy", "deed.undo", deed=hidden, together=True)
        assert play.sees("kham", "card")[ids["card"]]["text"] == "Said better"


def test_a_leader_cannot_undo_what_only_the_chair_may_do(new_sqlite: Callable[[], str]) -> None:
    """R13 and law 5: undo asks the rule of the step that is undone."""
    with world(new_sqlite()) as play:
        play.must("chair", "person.promote", person=play.people["kham"], role="leader")
        assert play.declined("noy", "deed.undo", deed=last_deed(play)) == "not_allowed"


def kept(play: World) -> tuple[int, int]:
    def read(work: Any) -> tuple[int, int]:
        count = select(func.count())
        return work.number(count.select_from(card)), work.number(count.select_from(ballot))

    found: tuple[int, int] = play.engine.look(play.workshop, read)
    return found


@pytest.mark.walk
def test_no_card_and_no_ballot_is_ever_lost(database_url: str) -> None:
    """Law 6 through a long random day: their numbers only grow, whatever is merged, split, hidden and undone."""
    with world(database_url) as play:
        chance, before = Chance(play, 1975), (0, 0)
        for step in range(steps(300)):
            if step % 20 == 19:
                chance.seat_all()
            chance.step()
            now = kept(play)
            assert now >= before and now[1] >= before[1]
            before = now
        assert before[0] > 2 and before[1] > 1
        assert chance.did["deed.undo"]


@pytest.mark.walk
def test_undoing_everything_ends_where_it_began(new_sqlite: Callable[[], str]) -> None:
    """A long merge by the chair, taken back step by step from the end, is no merge at all."""
    with world(new_sqlite()) as play:
        for who, board in (("kham", 1), ("dao", 1), ("vanh", 2), ("sy", 2)):
            for n in range(4):
                play.must(who, "card.post", board=board, kind="problem", text=f"{who} {n}", lang="en")
        play.must("chair", "board.move_all", phase="reveal")
        before, first = seen(play), last_deed(play)
        chance = Chance(play, 3)
        chance.people = ["chair"]
        chance.commands = [c for c in chance.commands if c.name.startswith("theme.")]
        for _ in range(steps(100)):
            chance.step()
        assert seen(play) != before
        for deed in sorted((d for d in play.sees("chair", "deed") if d > first), reverse=True):
            play.must("chair", "deed.undo", deed=deed)
        assert seen(play) == before


def test_the_law_catches_an_undo_that_forgets_a_row(
    new_sqlite: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted fault: only the first row of a step is put back."""
    whole = deeds._turn
    monkeypatch.setattr(
        deeds, "_turn", lambda work, step, undone: whole(work, step | {"rows": step["rows"][:1]}, undone)
    )
    with world(new_sqlite()) as play:
        before = seen(play)
        play.must("chair", "board.move_all", phase="vote")
        play.must("chair", "deed.undo", deed=last_deed(play))
        assert seen(play) != before


def test_a_table_with_people_or_cards_is_not_undone_away(new_sqlite: Callable[[], str]) -> None:
    """Adding a group can be taken back only while nobody sits there and nothing lies on its board."""
    with world(new_sqlite()) as play:
        made = play.must("chair", "group.add", name={"en": "Late group"})["group"]
        added = last_deed(play)
        play.join("latecomer", made)
        assert play.declined("chair", "deed.undo", deed=added) == "not_ready"
        play.must("latecomer", "card.post", board=3, kind="lesson", text="I was here", lang="en")
        play.must("chair", "person.move", person=play.people["latecomer"], group=None)
        assert play.declined("chair", "deed.undo", deed=added) == "not_ready"
