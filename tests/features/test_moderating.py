"""The desk: approve first, mend the wording, hide and show, stop posting or voting."""

from __future__ import annotations

from collections.abc import Callable

from tests.world import World, world

PROBLEM = {"board": 1, "kind": "problem", "lang": "en"}


def post(play: World, who: str, text: str, **more: object) -> int:
    return int(play.must(who, "card.post", **PROBLEM | {"text": text} | more)["card"])


def test_approve_first(new_sqlite: Callable[[], str]) -> None:
    """R11: the desk reads what waits, in `write` too; the table sees it once approved and revealed."""
    with world(new_sqlite(), approve=True) as play:
        waits, plain = post(play, "kham", "May I?"), post(play, "noy", "The leader's own")
        assert play.sees("kham", "card")[waits]["pending"]
        assert play.sees("noy", "card").keys() == {waits, plain}  # hers is on her own stream
        assert play.sees("dao", "card") == {} and play.sees("boun", "card") == {}
        play.must("chair", "board.move", board=1, phase="reveal")
        assert play.sees("dao", "card").keys() == {plain}
        assert play.declined("dao", "reply.post", card=waits, text="me too", lang="en") == "not_found"
        play.must("noy", "card.approve", board=1, cards=[waits])
        assert play.sees("dao", "card").keys() == {plain, waits}
        assert play.declined("noy", "card.approve", board=1, cards=[waits]) == "not_ready"
        play.must("kham", "card.edit", card=waits, text="Said anew")
        assert play.sees("dao", "card").keys() == {plain}  # an edit waits again
        # What the author wrote since is not the leader's to take back.
        assert play.declined("noy", "deed.undo", deed=max(play.sees("noy", "deed"))) == "conflict"


def test_what_waits_is_refused_with_a_reason_and_can_be_approved_after_all(
    new_sqlite: Callable[[], str],
) -> None:
    with world(new_sqlite(), approve=True) as play:
        waits = post(play, "kham", "May I?")
        play.must("noy", "card.hide", card=waits, reason="said already")
        assert play.sees("noy", "deed")[max(play.sees("noy", "deed"))]["says"]["waited"]
        assert play.sees("kham", "card")[waits]["reason"] == "said already"
        assert play.sees("noy", "card")[waits]["hidden"]
        play.must("chair", "board.move", board=1, phase="reveal")
        play.must("noy", "card.approve", board=1, cards=[waits])
        assert not play.sees("dao", "card")[waits]["hidden"]


def test_what_was_put_off_is_written_anew(new_sqlite: Callable[[], str]) -> None:
    """The author may, and takes it back or returns it; for anybody else it is not there."""
    with world(new_sqlite(), approve=True) as play:
        mine = post(play, "kham", "It is bad")
        play.must("noy", "card.hide", card=mine, reason="more clearly?")
        assert play.declined("dao", "card.edit", card=mine, text="Mine now") == "not_found"
        play.must("kham", "card.withdraw", card=mine)
        assert play.sees("noy", "card") == {}
        play.must("kham", "card.return", card=mine)
        assert play.sees("noy", "card")[mine]["hidden"]
        play.must("kham", "card.edit", card=mine, text="Roads are closed in the rain")
        waits = play.sees("noy", "card")[mine]
        assert (waits["pending"], waits["hidden"], "reason" in waits) == (True, False, False)
        assert waits["text"] == "Roads are closed in the rain"
        # The step before is not the leader's to take back any more: it was about other words.
        assert play.declined("noy", "deed.undo", deed=max(play.sees("noy", "deed"))) == "conflict"
        play.must("chair", "board.move", board=1, phase="reveal")
        assert play.sees("dao", "card") == {}
        play.must("noy", "card.approve", board=1, cards=[mine])
        play.must("noy", "card.hide", card=mine, reason="once more")
        play.must("chair", "board.move", board=1, phase="vote")
        assert play.declined("kham", "card.edit", card=mine, text="Too late") == "wrong_phase"


def test_what_was_hidden_stays_so_when_its_author_edits_it(new_sqlite: Callable[[], str]) -> None:
    """Where nobody approves first, an edit brings nothing past the leader; the desk reads the new words."""
    with world(new_sqlite()) as play:
        mine = post(play, "kham", "It is bad")
        play.must("chair", "board.move", board=1, phase="reveal")
        play.must("noy", "card.hide", card=mine, reason="more clearly?")
        play.must("kham", "card.edit", card=mine, text="Roads are closed in the rain")
        told = play.sees("noy", "card")[mine]
        assert (told["text"], told["hidden"], told["pending"]) == (
            "Roads are closed in the rain",
            True,
            False,
        )
        assert play.sees("dao", "card") == {}
        play.must("noy", "deed.undo", deed=max(play.sees("noy", "deed")))
        assert play.sees("dao", "card")[mine]["text"] == "Roads are closed in the rain"


def test_private_writing_is_not_the_desk_s_where_nobody_said_so(new_sqlite: Callable[[], str]) -> None:
    """R11: turned on later, approving first opens nothing that was written before."""
    with world(new_sqlite()) as play:
        mine = post(play, "kham", "Private")
        play.must("chair", "workshop.edit", approve=True)
        assert play.sees("noy", "card") == {}
        for command in ("card.hide", "card.restore"):
            assert play.declined("noy", command, card=mine) == "not_found"
        assert play.declined("noy", "card.reword", card=mine, text="Mine now") == "not_found"
        assert play.declined("noy", "card.approve", board=1, cards=[mine]) == "not_found"


def test_many_at_once_are_all_or_none(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite(), approve=True) as play:
        ids = [post(play, "kham", f"No {n}") for n in range(3)]
        assert play.declined("noy", "card.approve", board=1, cards=[*ids, 999]) == "not_found"
        assert all(one["pending"] for one in play.sees("noy", "card").values())
        assert play.must("noy", "card.approve", board=1, cards=ids) == {"approved": 3}
        play.must("chair", "board.move", board=1, phase="reveal")
        assert play.must("noy", "card.hide_many", board=1, cards=ids, reason="again")["hidden"] == 3
        assert play.sees("dao", "card") == {}
        play.must("noy", "deed.undo", deed=max(play.sees("noy", "deed")))
        assert play.sees("dao", "card").keys() == set(ids)


def test_mended_wording_keeps_the_author_s_own(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        mine = post(play, "kham", "Sistem not conect")
        play.must("chair", "board.move", board=1, phase="reveal")
        play.must("noy", "card.reword", card=mine, text="Systems are not connected")
        assert play.sees("kham", "card")[mine]["original"] == {"text": "Sistem not conect", "lang": "en"}
        assert play.sees("noy", "card")[mine]["original"]["text"] == "Sistem not conect"
        table = play.sees("dao", "card")[mine]
        assert table["reworded"] and "original" not in table
        play.must("noy", "card.reword", card=mine, text="Systems do not connect")
        assert play.sees("kham", "card")[mine]["original"]["text"] == "Sistem not conect"
        play.must("kham", "card.edit", card=mine, text="My own words again")
        assert not play.sees("kham", "card")[mine]["reworded"]
        assert play.declined("noy", "deed.undo", deed=max(play.sees("noy", "deed"))) == "conflict"


def test_posting_and_voting_are_stopped_each_alone(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        mine = post(play, "kham", "Before")
        play.must("noy", "board.lock", board=1, locked=True, what="posting")
        assert play.declined("kham", "card.post", **PROBLEM, text="After") == "locked"
        assert play.declined("kham", "card.edit", card=mine, text="After") == "locked"
        play.must("noy", "card.record", **PROBLEM, text="On paper")
        play.must("noy", "board.move", board=1, phase="vote")
        vote = {"round": 1, "subject": f"card:{mine}", "dots": 1}
        play.must("dao", "ballot.cast", **vote)
        play.must("noy", "board.lock", board=1, locked=True, what="voting")
        assert play.declined("dao", "ballot.cast", **vote | {"dots": 0}) == "locked"
        board = play.sees("dao", "board")[1]
        assert (board["posting"], board["voting"], board["locked"]) == (False, False, False)
        play.must("noy", "board.lock", board=1, locked=False, what="voting")
        play.must("dao", "ballot.cast", **vote | {"dots": 0})


def test_replies_and_reactions(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        mine = post(play, "kham", "A card")
        assert play.declined("dao", "reply.post", card=mine, text="?", lang="en") == "not_found"
        play.must("chair", "board.move", board=1, phase="reveal")
        said = play.must("dao", "reply.post", card=mine, text="We too", lang="en")["reply"]
        for who in ("dao", "kham", "noy"):
            play.must(who, "reaction.set", card=mine, kind="same", on=True)
        play.must("dao", "reaction.set", card=mine, kind="same", on=True)  # a double tap is one
        play.settle()
        assert play.sees("kham", "reactions")[mine]["counts"] == {"same": 3, "good": 0, "unclear": 0}
        assert play.sees("vanh", "reactions") == {} and len(play.sees("dao", "reaction")) == 1
        play.must("noy", "reply.hide", reply=said, reason="later")
        assert play.sees("kham", "reply") == {} and play.sees("dao", "reply")[said]["hidden"]
        play.must("noy", "reply.restore", reply=said)
        play.must("kham", "card.withdraw", card=mine)
        assert play.sees("kham", "reply") == {} and play.sees("dao", "reply")[said]["text"] == "We too"
        play.settle()
        assert play.sees("kham", "reactions") == {}


def test_reactions_of_merged_cards_count_people_once(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        mine, same = post(play, "kham", "One"), post(play, "dao", "The same")
        play.must("chair", "board.move", board=1, phase="reveal")
        for id in (mine, same):
            play.must("noy", "reaction.set", card=id, kind="same", on=True)
        play.must("dao", "reaction.set", card=same, kind="same", on=True)
        play.must("noy", "card.merge", card=mine, others=[same])
        play.settle()
        assert {id: one["counts"]["same"] for id, one in play.sees("kham", "reactions").items()} == {mine: 2}
        play.must("noy", "card.split", card=same)
        play.settle()
        assert {id: one["counts"]["same"] for id, one in play.sees("kham", "reactions").items()} == {
            mine: 1,
            same: 2,
        }


def test_a_yes_is_to_words_that_were_read(new_sqlite: Callable[[], str]) -> None:
    """Neither a slow line nor a redo shows the table what its leader has not read."""
    with world(new_sqlite(), approve=True) as play:
        one, two = post(play, "kham", "May I?"), post(play, "kham", "And this?")
        play.must("chair", "board.move", board=1, phase="reveal")
        wish = {"board": 1, "cards": [one, two], "read": ["May I?", "And this?"]}
        play.must("kham", "card.edit", card=two, text="Nobody has read this")
        reply = play.wish("noy", "card.approve", **wish)
        assert (reply.refused, reply.params["card"]) == ("conflict", two)
        assert play.sees("dao", "card") == {}, "all or none"
        assert play.declined("noy", "card.approve", **wish | {"read": ["May I?"]}) == "invalid"
        play.must("noy", "card.approve", board=1, cards=[one], read=["May I?"])
        approved = max(play.sees("noy", "deed"))
        play.must("noy", "deed.undo", deed=approved)
        play.must("kham", "card.edit", card=one, text="Nor this")
        assert play.declined("noy", "deed.redo", deed=approved) == "conflict"
        assert play.sees("dao", "card") == {}


def test_a_wording_stands_on_the_yes_before_it(new_sqlite: Callable[[], str]) -> None:
    """Another step of the leader's is named, and taken back together; one about something else is not."""
    with world(new_sqlite(), approve=True) as play:
        waits = post(play, "kham", "May I?")
        play.must("chair", "board.move", board=1, phase="reveal")
        play.must("noy", "card.approve", board=1, cards=[waits])
        approved = max(play.sees("noy", "deed"))
        play.must("noy", "card.hide", card=waits)
        play.must("noy", "deed.undo", deed=max(play.sees("noy", "deed")))
        play.must("noy", "card.reword", card=waits, text="Said well")
        assert play.declined("noy", "deed.undo", deed=approved) == "built_on"
        play.must("noy", "deed.undo", deed=approved, together=True)
        assert (
            play.sees("noy", "card")[waits] | {"text": "May I?", "pending": True}
            == play.sees("noy", "card")[waits]
        )
