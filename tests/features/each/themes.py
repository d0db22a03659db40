"""The shared board: themes, what lies in them, hints, words that mean the same, what the screens show."""

from __future__ import annotations

from tests.features.each import WORDS, means, one, phase, posts, theme_of, there
from tests.world import World


def _cards(play: World) -> tuple[int, int]:
    """Cards of both tables, on view."""
    cards = posts(play), posts(play, "vanh", "Data is not shared")
    for board in (1, 2):
        phase(play, "reveal", board)
    return cards


@means("theme.create")
def create(play: World) -> None:
    first, second = _cards(play)
    theme = theme_of(play, first, second)
    seen = one(play, "kham", "theme", theme)
    assert (seen["title"]["en"], seen["cards"], len(seen["groups"])) == ("Data exchange", 2, 2)
    assert one(play, "screen", "source", second)["theme"] == theme


@means("theme.rename")
def rename(play: World) -> None:
    theme = theme_of(play)
    play.must("mek", "theme.rename", theme=theme, title={"lo": "", "en": "Connected ministries"})
    assert one(play, "kham", "theme", theme)["title"]["en"] == "Connected ministries"


@means("theme.colour")
def colour(play: World) -> None:
    theme = theme_of(play)
    play.must("chair", "theme.colour", theme=theme, colour=5)
    assert one(play, "screen", "theme", theme)["colour"] == 5


@means("theme.note")
def note(play: World) -> None:
    theme = theme_of(play)
    play.must("mek", "theme.note", theme=theme, note="Ask group 3")
    assert one(play, "chair", "note", theme)["text"] == "Ask group 3"
    assert not there(play, "kham", "note", theme) and not there(play, "noy", "note", theme)


@means("theme.order")
def order(play: World) -> None:
    first, second = theme_of(play, title="First"), theme_of(play, title="Second")
    play.must("chair", "theme.order", theme=second, before=first)
    seen = play.sees("screen", "theme")
    assert seen[second]["position"] < seen[first]["position"]


@means("theme.park")
def park(play: World) -> None:
    card, _ = _cards(play)
    theme = theme_of(play, card)
    play.must("chair", "theme.park", theme=theme, on=True)
    assert not there(play, "screen", "theme", theme) and not there(play, "screen", "source", card)
    assert one(play, "mek", "theme", theme)["parked"]


@means("theme.place")
def place(play: World) -> None:
    first, second = _cards(play)
    theme = theme_of(play, first)
    play.must("chair", "theme.place", theme=theme, cards=[second])
    assert one(play, "screen", "theme", theme)["cards"] == 2


@means("theme.unplace")
def unplace(play: World) -> None:
    card, _ = _cards(play)
    theme = theme_of(play, card)
    play.must("chair", "theme.unplace", cards=[card])
    assert one(play, "screen", "theme", theme)["cards"] == 0
    assert not there(play, "screen", "source", card)


@means("theme.join")
def join(play: World) -> None:
    first, second = _cards(play)
    stays, goes = theme_of(play, first), theme_of(play, second, title="Sharing")
    play.must("chair", "theme.join", theme=stays, themes=[goes])
    assert not there(play, "screen", "theme", goes)
    seen = one(play, "screen", "theme", stays)
    assert (seen["cards"], seen["joined"]) == (2, [goes])


@means("theme.split")
def split(play: World) -> None:
    first, second = _cards(play)
    theme = theme_of(play, first, second)
    new = play.must("chair", "theme.split", theme=theme, cards=[second], title=WORDS)["theme"]
    assert one(play, "screen", "source", second)["theme"] == new
    assert one(play, "screen", "theme", theme)["cards"] == 1


@means("theme.retire")
def retire(play: World) -> None:
    card, _ = _cards(play)
    theme = theme_of(play, card)
    play.must("chair", "theme.retire", theme=theme)
    assert not there(play, "screen", "theme", theme)
    assert one(play, "dao", "card", card)["text"]  # its cards are only gathered no more


@means("theme.revive")
def revive(play: World) -> None:
    card, _ = _cards(play)
    theme = theme_of(play, card)
    play.must("chair", "theme.retire", theme=theme)
    play.must("chair", "theme.revive", theme=theme)
    assert there(play, "screen", "theme", theme)


@means("hint.accept")
def accept(play: World) -> None:
    first, second = _cards(play)
    sets = [{"cards": [first, second], "title": WORDS}]
    [theme] = play.must("mek", "hint.accept", sets=sets)["themes"]
    assert one(play, "screen", "theme", theme)["cards"] == 2
    assert play.declined("mek", "hint.accept", sets=sets) == "placed"


@means("hint.refuse")
def refuse(play: World) -> None:
    first, second = _cards(play)
    play.must("mek", "hint.refuse", sets=[[first, second]])
    [refusal] = play.sees("chair", "refusal").values()
    assert sorted(refusal["cards"]) == [first, second]
    assert not play.sees("kham", "refusal")


@means("synonym.add")
def synonym(play: World) -> None:
    [id] = play.must("mek", "synonym.add", lines=[["budget", "money"]])["synonyms"]
    assert sorted(one(play, "kham", "synonym", id)["words"]) == ["budget", "money"]


@means("synonym.edit")
def synonym_edit(play: World) -> None:
    [id] = play.must("mek", "synonym.add", lines=[["budget", "money"]])["synonyms"]
    play.must("mek", "synonym.edit", synonym=id, words=["budget", "funds"])
    assert sorted(one(play, "chair", "synonym", id)["words"]) == ["budget", "funds"]


@means("synonym.drop")
def synonym_drop(play: World) -> None:
    [id] = play.must("mek", "synonym.add", lines=[["budget", "money"]])["synonyms"]
    play.must("chair", "synonym.drop", synonym=id)
    assert not there(play, "kham", "synonym", id)


@means("vision.count")
def count(play: World) -> None:
    play.must("chair", "vision.count", rule="average", k=3)
    seen = one(play, "screen", "vision", play.workshop)
    assert (seen["counting"], seen["k"]) == ("average", 3)
    assert play.declined("mek", "vision.count", rule="sum") == "not_allowed"


@means("vision.show")
def show(play: World) -> None:
    theme = theme_of(play)
    play.must("chair", "vision.show", sort="breadth", langs="both", theme=theme)
    seen = one(play, "screen", "vision", play.workshop)
    assert (seen["sort"], seen["langs"], seen["theme"]) == ("breadth", "both", theme)


@means("screen.hold")
def hold(play: World) -> None:
    play.must("chair", "screen.hold", how="frozen")
    assert one(play, "screen", "vision", play.workshop)["hold"] == "frozen"
    play.must("chair", "screen.hold", how="live")
    assert one(play, "screen", "vision", play.workshop)["hold"] == "live"
