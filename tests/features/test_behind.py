"""Replies and photos go before the room with their card, and leave it with their card: by the screens' own stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.laws.test_fold import shown_as_kept, shown_by_tables
from tests.world import World, world

TAKEN = {"file": "5e" * 32, "width": 400, "height": 300}


class Room:
    """Two cards of table 1, the first with a reply and a photo, nothing placed yet."""

    def __init__(self, play: World) -> None:
        self.play, post = play, {"board": 1, "kind": "problem", "lang": "en"}
        self.card = play.must("kham", "card.post", text="Kham's card", **post)["card"]
        self.same = play.must("dao", "card.post", text="Dao's, the same", **post)["card"]
        play.must("chair", "board.move_all", phase="reveal")
        said = {"card": self.card, "text": "A word of Kham's", "lang": "en"}
        self.reply = play.must("kham", "reply.post", **said)["reply"]
        self.photo = play.must("kham", "photo.attach", board=1, card=self.card, **TAKEN)["photo"]
        self.theme = play.must("mek", "theme.create", title={"en": "A theme"})["theme"]

    def place(self, card: int | None = None) -> None:
        self.play.must("mek", "theme.place", theme=self.theme, cards=[card or self.card])

    def behind(self) -> tuple[set[Any], set[Any]]:
        """The replies and the photos that a screen has; and what is kept is what the tables say."""
        self.play.settle()
        assert shown_as_kept(self.play) == shown_by_tables(self.play)
        return set(self.play.sees("screen", "reply")), set(self.play.sees("screen", "photo"))

    @property
    def both(self) -> tuple[set[Any], set[Any]]:
        return {self.reply}, {self.photo}


NOTHING: tuple[set[Any], set[Any]] = (set(), set())


@pytest.fixture
def room(database_url: str) -> Iterator[Room]:
    with world(database_url, named=True) as play:
        yield Room(play)


def test_they_come_with_their_card_and_leave_with_it(room: Room) -> None:
    play = room.play
    assert room.behind() == NOTHING
    room.place()
    assert room.behind() == room.both
    play.must("mek", "theme.park", theme=room.theme, on=True)
    assert room.behind() == NOTHING
    play.must("mek", "theme.park", theme=room.theme, on=False)
    assert room.behind() == room.both
    play.must("kham", "card.withdraw", card=room.card)
    assert room.behind() == NOTHING
    play.must("kham", "card.return", card=room.card)
    play.must("noy", "reply.hide", reply=room.reply, reason="off topic")
    play.must("noy", "photo.hide", photo=room.photo)
    assert room.behind() == NOTHING
    play.must("noy", "reply.restore", reply=room.reply)
    play.must("noy", "photo.restore", photo=room.photo)
    play.must("chair", "board.move", board=1, phase="write")
    assert room.behind() == room.both  # E7: it was seen
    play.must("chair", "board.move", board=1, phase="reveal")
    assert room.behind() == room.both
    play.must("mek", "theme.unplace", cards=[room.card])
    assert room.behind() == NOTHING
    deed = max(play.sees("mek", "deed"))
    play.must("mek", "deed.undo", deed=deed)
    assert room.behind() == room.both
    play.must("mek", "theme.retire", theme=room.theme)
    assert room.behind() == NOTHING


def test_they_follow_the_card_it_was_merged_under(room: Room) -> None:
    """R12: what was said under a member is read with its head, as its votes are."""
    play = room.play
    room.place(room.same)
    assert room.behind() == NOTHING
    play.must("noy", "card.merge", card=room.same, others=[room.card])
    assert room.behind() == room.both
    for noun in ("reply", "photo"):
        assert {one["card"] for one in play.sees("screen", noun).values()} == {room.same}
    play.must("noy", "card.hide", card=room.same, reason="twice")
    assert room.behind() == NOTHING
    play.must("noy", "card.restore", card=room.same)
    assert room.behind() == room.both
    play.must("noy", "card.split", card=room.card)
    assert room.behind() == NOTHING


def test_no_phone_pays_for_it_and_no_name_goes_up(room: Room) -> None:
    room.place()
    play = room.play
    assert "author" in play.sees("noy", "reply")[room.reply]
    assert "author" not in play.sees("screen", "reply")[room.reply]
    for who in ("noy", "kham", "dao", "vanh", "mek", "chair"):
        assert f"screen:{play.workshop}" not in play.snapshot(who).maps
    for noun, id in (("reply", room.reply), ("photo", room.photo)):
        assert id in play.sees("screen", noun)
        assert id not in play.sees("vanh", noun), "another table reads none of it"


def test_the_law_catches_a_reply_that_does_not_watch_the_board(new_sqlite: Callable[[], str]) -> None:
    """Planted fault: replies look at their card alone, so one stays before the room when its theme is parked."""
    with world(new_sqlite()) as play:
        noun = play.engine.house.nouns["reply"]
        for table, seen in play.engine.house.watchers.items():
            if table in ("placing", "theme"):
                seen[:] = [one for one in seen if one[0] is not noun]
        room = Room(play)
        room.place()
        with pytest.raises(AssertionError):
            room.behind()
