"""A workshop that an earlier build kept opens whole in today's: its records, votes, history, and phones that slept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.laws.kept import FOLDER, VIEWERS, Kept, seen
from tests.laws.test_fold import shown_as_kept, shown_by_tables
from tests.world import Replica, World
from workshop.features import house
from workshop.migrations import upgrade

# What a record says otherwise than the build that kept it, as {(type, field)}.
# Whoever changes a record's shape says so here, and that is the only way through.
ROUND = {("round", name) for name in ("settings", "question", "subjects", "shuffled")}
CHANGED: dict[str, set[tuple[str, str]]] = {"0019": ROUND}
REVISIONS = sorted(CHANGED)


def test_every_kept_file_is_opened() -> None:
    assert [file.name.partition(".")[0] for file in sorted(FOLDER.glob("*.json"))] == REVISIONS


@pytest.fixture(params=REVISIONS)
def kept(request: pytest.FixtureRequest) -> Kept:
    return Kept(request.param)


@pytest.fixture
def play(kept: Kept, bare_database_url: str) -> Iterator[World]:
    kept.lay(bare_database_url)
    upgrade(bare_database_url)
    play = kept.open(bare_database_url, house())
    yield play
    play.stop()


def records(of: dict[str, Any], changed: set[tuple[str, str]]) -> dict[str, dict[str, Any]]:
    """{viewer stream: {key: record}} without the fields that changed since."""
    return {
        f"{who} {name}": {
            r["key"]: {field: value for field, value in r.items() if (r["type"], field) not in changed}
            for r in one["records"]
        }
        for who, streams in of.items()
        for name, one in streams.items()
    }


@pytest.mark.slow
def test_everybody_sees_what_they_saw(play: World, kept: Kept) -> None:
    """And it is what the tables say."""
    changed = CHANGED[kept.revision]
    assert records(seen(play), changed) == records(kept.all["after"], changed)
    assert shown_as_kept(play) == shown_by_tables(play)


@pytest.mark.slow
def test_a_phone_that_slept_through_the_upgrade_only_resumes(play: World, kept: Kept) -> None:
    """It is given what became different, and no stream whole."""
    for who in VIEWERS:
        had = kept.all["after"][who]
        phone = Replica()
        phone.streams = tuple(had)
        phone.maps = {name: {r["key"]: r for r in one["records"]} for name, one in had.items()}
        phone.seqs = {name: one["seq"] for name, one in had.items()}
        actor = play.engine.admit(play.claims[who], play.workshop)
        answer = play.engine.snapshot(play.workshop, actor.streams, phone.seqs)
        for name, one in answer.items():
            if name in had and had[name]["seq"]:
                assert "deltas" in one, f"{who} is given {name} whole"
                for delta in one["deltas"]:
                    phone.take(delta)
        fresh = play.snapshot(who)
        assert {name: of for name, of in phone.maps.items() if of} == {
            name: of for name, of in fresh.maps.items() if of
        }


@pytest.mark.slow
def test_votes_history_and_undo_go_on(play: World, kept: Kept) -> None:
    changed = CHANGED[kept.revision]
    told = records(kept.all["before"], changed)
    play.must("chair", "deed.undo", deed=max(play.sees("chair", "deed")))
    play.settle()
    now = records(seen(play), changed)
    of_history = "deed:"
    assert {at: {k: r for k, r in of.items() if not k.startswith(of_history)} for at, of in now.items()} == {
        at: {k: r for k, r in of.items() if not k.startswith(of_history)} for at, of in told.items()
    }
    # The vote that was open goes on: what was laid then counts, what is laid now is added to it.
    [open_round] = [one for one in play.sees("vanh", "round").values() if one["state"] == "open"]
    [mine] = [one for one in play.sees("vanh", "ballot").values() if one["round"] == open_round["id"]]
    tally = f"{open_round['id']}.{mine['subject'].replace(':', '.')}"
    before = play.sees("boun", "tally")[tally]["votes"]
    play.must("boun", "ballot.cast", round=open_round["id"], subject=mine["subject"], dots=1)
    play.settle()
    assert play.sees("boun", "tally")[tally]["votes"] == before + 1
    # And a step of the time before is taken back long after.
    summary = [one for one in play.sees("noy", "deed").values() if one["name"] == "card.reword"]
    play.must("noy", "deed.undo", deed=summary[0]["id"])
    assert "Start small, and finish" not in {card["text"] for card in play.sees("noy", "card").values()}
