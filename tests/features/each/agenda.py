"""The workshop itself: its facts, agenda, groups, history, and its end."""

from __future__ import annotations

from tests.features.each import in_vote, lays, means, one, phase, posts, there
from tests.world import World


@means("workshop.create")
def create(play: World) -> None:
    made = play.must("owner", "workshop.create", title={"lo": "", "en": "Another"}, groups=3)
    assert made["workshop"] != play.workshop and made["code"] != play.code
    assert one(play, "kham", "workshop", play.workshop)["title"]["en"] == "Consultation"
    assert (
        play.declined("chair", "workshop.create", title={"lo": "", "en": "Mine"}, groups=1) == "not_allowed"
    )


@means("workshop.edit")
def edit(play: World) -> None:
    play.must("chair", "workshop.edit", venue={"lo": "", "en": "Vang Vieng"})
    assert one(play, "kham", "workshop", play.workshop)["venue"]["en"] == "Vang Vieng"
    assert (
        one(play, "kham", "workshop", play.workshop)["title"]["en"] == "Consultation"
    )  # what was not named stays


@means("workshop.close")
def close(play: World) -> None:
    play.must("chair", "workshop.close")
    assert one(play, "kham", "workshop", play.workshop)["state"] == "closed"
    assert play.declined("kham", "card.post", board=1, kind="problem", text="Late", lang="en") == "closed"


@means("workshop.reopen")
def reopen(play: World) -> None:
    play.must("chair", "workshop.close")
    play.must("chair", "workshop.reopen")
    posts(play)


@means("workshop.forget")
def forget(play: World) -> None:
    play.must("chair", "workshop.edit", named=True)
    card = in_vote(play)
    lays(play, "kham", f"card:{card}", 2)
    phase(play, "report")
    before = one(play, "chair", "tally", f"1.card.{card}")
    play.must("chair", "workshop.close")
    told = play.must("chair", "workshop.forget")
    assert told["named"] == 0 and told["ballots"] == 0
    assert one(play, "chair", "tally", f"1.card.{card}") == before
    assert one(play, "chair", "workshop", play.workshop)["forgotten"]


@means("org.add")
def org(play: World) -> None:
    id = play.must("chair", "org.add", lo="", en="Ministry of Health")["org"]
    assert one(play, "kham", "org", id)["en"] == "Ministry of Health"


@means("step.add")
def step(play: World) -> None:
    title = {"lo": "", "en": "The decree"}
    id = play.must("chair", "step.add", kind="talk", title=title, day=1)["step"]
    assert one(play, "kham", "step", id)["title"] == title


@means("step.edit")
def step_edit(play: World) -> None:
    play.must("chair", "step.edit", step=2, speaker="DGC")
    assert one(play, "kham", "step", 2)["speaker"] == "DGC"


@means("step.drop")
def step_drop(play: World) -> None:
    play.must("chair", "step.drop", step=2)
    assert not there(play, "kham", "step", 2)


@means("step.go")
def step_go(play: World) -> None:
    play.must("chair", "step.go", step=2)
    assert one(play, "screen", "workshop", play.workshop)["step"] == 2


@means("group.add")
def group(play: World) -> None:
    id = play.must("chair", "group.add", name={"lo": "", "en": "Group 3"})["group"]
    assert one(play, "kham", "group", id)["name"]["en"] == "Group 3"
    assert any(board["group"] == id for board in play.sees("kham", "board").values())


@means("group.rename")
def group_rename(play: World) -> None:
    play.must("chair", "group.rename", group=1, name={"lo": "", "en": "Infrastructure"})
    assert one(play, "vanh", "group", 1)["name"]["en"] == "Infrastructure"


@means("deed.undo")
def undo(play: World) -> None:
    play.must("chair", "group.rename", group=1, name={"lo": "", "en": "Infrastructure"})
    deed = max(play.sees("chair", "deed"))
    play.must("chair", "deed.undo", deed=deed)
    assert one(play, "vanh", "group", 1)["name"]["en"] != "Infrastructure"
    assert one(play, "chair", "deed", deed)["undone"]


@means("deed.redo")
def redo(play: World) -> None:
    play.must("chair", "group.rename", group=1, name={"lo": "", "en": "Infrastructure"})
    deed = max(play.sees("chair", "deed"))
    play.must("chair", "deed.undo", deed=deed)
    play.must("chair", "deed.redo", deed=deed)
    assert one(play, "vanh", "group", 1)["name"]["en"] == "Infrastructure"


@means("deed.rewind")
def rewind(play: World) -> None:
    play.must("chair", "group.rename", group=1, name={"lo": "", "en": "First"})
    deed = max(play.sees("chair", "deed"))
    play.must("chair", "group.rename", group=1, name={"lo": "", "en": "Second"})
    play.must("chair", "group.rename", group=1, name={"lo": "", "en": "Third"})
    assert len(play.must("chair", "deed.rewind", deed=deed, preview=True)["undone"]) == 2
    assert one(play, "vanh", "group", 1)["name"]["en"] == "Third"  # a preview changes nothing
    play.must("chair", "deed.rewind", deed=deed, preview=False)
    assert one(play, "vanh", "group", 1)["name"]["en"] == "First"
