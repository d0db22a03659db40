"""Not everyone on a phone, who has not yet, calls, spotlight, presenting, and the result handed in again."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.world import World, world
from workshop.kernel.engine import Claim
from workshop.kernel.tables import receipt, record


def post(play: World, who: str, text: str, board: int = 1, **more: object) -> int:
    said = {"board": board, "kind": "problem", "text": text, "lang": "en"}
    return int(play.must(who, "card.post", **said | more)["card"])


def seat(play: World) -> tuple[int, str]:
    made = play.must("noy", "person.seat", group=1, name="Bounmy", org=1)
    return int(made["person"]), str(made["code"])


def test_a_ballot_handed_in_is_read_by_nobody(database_url: str) -> None:
    """R12: it names voter and caster, is on no stream, and replaces what was handed in before."""
    with world(database_url) as play:
        mine, other = post(play, "kham", "One"), post(play, "dao", "Two")
        who, code = seat(play)
        play.must("noy", "board.move", board=1, phase="vote")
        give = {"round": 1, "person": who}
        assert play.must("noy", "ballot.hand_in", **give, dots={f"card:{mine}": 2})["left"] == 3
        assert play.declined("noy", "ballot.hand_in", **give, dots={f"card:{mine}": 3}) == "over_cap"
        five = {f"card:{id}": 2 for id in (mine, other)}
        assert play.must("noy", "ballot.hand_in", **give, dots=five | {f"card:{mine}": 1})["left"] == 2
        assert play.declined("noy", "ballot.hand_in", round=1, person=play.people["dao"], dots={}) == "seated"
        assert play.declined("boun", "ballot.hand_in", **give, dots={}) == "not_found"
        for reader in ("noy", "chair", "kham"):
            assert play.sees(reader, "ballot") == {}
        assert seen_anywhere(play, f"card:{mine}", not_on="", type="ballot") == []
        # They come in by a phone of their own after all: not read there either, and no more to be handed in.
        play.must("guest", "person.return", code=code)
        play.claims["bounmy"] = play.claim(who)
        assert play.sees("bounmy", "ballot") == {}
        assert play.declined("noy", "ballot.hand_in", **give, dots={}) == "seated"


def test_an_empty_phone_does_not_cost_a_vote(database_url: str) -> None:
    """A6: the same person goes on at the table's device with the ballot they have, which nobody replaces; where they
    have none it is handed in for them; the phone, charged, takes over again.
    """
    with world(database_url) as play:
        mine, other = post(play, "kham", "One"), post(play, "dao", "Two")
        kham = play.people["kham"]
        play.must("noy", "board.move", board=1, phase="vote")
        play.must("dao", "ballot.cast", round=1, subject=f"card:{mine}", dots=1)
        play.must("noy", "person.sit", person=play.people["dao"])
        for dots in ({f"card:{other}": 2}, {}):
            given = {"round": 1, "person": play.people["dao"], "dots": dots}
            assert play.declined("noy", "ballot.hand_in", **given) == "laid_by_phone"
        play.settle()
        assert play.sees("noy", "progress")[1]["voters"] == 1
        give = {"round": 1, "person": kham, "dots": {f"card:{other}": 2}}
        assert play.declined("noy", "ballot.hand_in", **give) == "seated"
        assert play.declined("dao", "person.sit", person=kham) == "not_allowed"
        assert play.declined("noy", "person.sit", person=play.people["noy"]) == "not_allowed"
        play.must("noy", "person.sit", person=kham)
        assert play.sees("dao", "person")[kham]["seated"]
        play.must("noy", "ballot.hand_in", **give)
        assert play.sees("kham", "ballot") == {}
        # What had waited on the phone is older than what was handed in.
        older = {"round": 1, "subject": f"card:{mine}", "dots": 1}
        assert play.declined("kham", "ballot.cast", **older) == "handed_in"
        play.must("kham", "person.rise")
        assert play.declined("noy", "ballot.hand_in", **give) == "seated"
        play.must("kham", "ballot.anew", round=1)
        play.must("kham", "ballot.cast", round=1, subject=f"card:{mine}", dots=2)
        play.settle()
        assert play.sees("noy", "progress")[1]["voters"] == 2
        # Empty once more, and nothing handed in since: what had waited on the phone is the newest there is.
        play.must("noy", "person.sit", person=kham)
        play.must("kham", "ballot.cast", round=1, subject=f"card:{mine}", dots=1)
        play.must("kham", "person.rise")
        # Taken back by the leader it is as before, and one who was sent out is not let in by the back door.
        play.must("noy", "person.sit", person=kham)
        play.must("noy", "deed.undo", deed=max(play.sees("noy", "deed")))
        assert not play.sees("dao", "person")[kham]["seated"]
        play.must("noy", "person.remove", person=kham)
        assert play.declined("noy", "person.sit", person=kham) == "not_allowed"


def seen_anywhere(play: World, text: str, not_on: str, type: str) -> list[str]:
    mine = select(record).where(record.c.workshop_id == play.workshop, record.c.body.is_not(None))
    rows = play.engine.look(play.workshop, lambda work: work.all(mine))
    return [
        row["stream"]
        for row in rows
        if json.loads(row["body"])["type"] == type and text in row["body"] and row["stream"] != not_on
    ]


def test_a_budget_holds_over_a_handed_in_ballot(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        ids = [post(play, "kham", f"No {n}") for n in range(4)]
        who, _ = seat(play)
        play.must("noy", "board.move", board=1, phase="vote")
        dots = {f"card:{id}": 2 for id in ids}
        assert play.declined("noy", "ballot.hand_in", round=1, person=who, dots=dots) == "over_budget"
        play.must("noy", "card.merge", card=ids[0], others=[ids[1]])
        both = {f"card:{id}": 2 for id in ids[:2]}
        assert play.declined("noy", "ballot.hand_in", round=1, person=who, dots=both) == "over_cap"
        wrong = {"card:99999": 1}
        assert play.declined("noy", "ballot.hand_in", round=1, person=who, dots=wrong) == "not_found"
        assert play.declined("noy", "ballot.hand_in", round=1, person=who, dots={"moon:1": 1}) == "not_found"


def test_a_show_of_hands_is_a_record_of_its_own(new_sqlite: Callable[[], str]) -> None:
    """R12: never ballots; flagged on tally, result and vision board; entered again it replaces, undone it is gone."""
    with world(new_sqlite()) as play:
        mine = post(play, "kham", "One")
        play.must("noy", "board.move", board=1, phase="vote")
        play.must("dao", "ballot.cast", round=1, subject=f"card:{mine}", dots=2)
        count = {"round": 1, "present": 7, "sure": True, "counts": [{"card": mine, "hands": 6}]}
        play.must("noy", "hands.count", **count)
        play.must("noy", "hands.count", **count | {"counts": [{"card": mine, "hands": 4}]})
        too_many = count | {"counts": [{"card": mine, "hands": 8}]}
        assert play.declined("noy", "hands.count", **too_many) == "hands_over"
        theme = play.must("chair", "theme.create", title={"en": "A theme"}, cards=[mine])["theme"]
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.submit", board=1)
        play.settle()
        [tally] = play.sees("kham", "tally").values()
        assert (tally["votes"], tally["voters"], tally["hands"]) == (2, 1, 4)
        assert play.sees("screen", "theme")[theme]["hands"] == 4
        [line] = next(iter(play.sees("chair", "submission").values()))["cards"]
        assert (line["votes"], line["hands"]) == (2, 4)
        assert play.sees("kham", "progress")[1]["voters"] == 1
        deeds = play.sees("noy", "deed")
        last = max(id for id in deeds if deeds[id]["name"] == "hands.count")
        play.must("noy", "deed.undo", deed=last)
        play.settle()
        assert next(iter(play.sees("kham", "tally").values()))["hands"] == 6


@pytest.mark.parametrize("held", [False, True])
def test_a_minute_after_the_end_runs(new_sqlite: Callable[[], str], held: bool) -> None:
    with world(new_sqlite()) as play:
        play.must("noy", "timer.start", board=1, seconds=60)
        if held:
            play.must("noy", "timer.pause", board=1)
        play.must("noy", "timer.add", board=1, seconds=-600)
        assert play.sees("kham", "board")[1]["timer"]["length"] == 0
        assert play.declined("noy", "timer.pause", board=1) == "not_ready"  # there is nothing to hold
        play.must("noy", "timer.add", board=1, seconds=60)
        timer = play.sees("kham", "board")[1]["timer"]
        assert timer["left"] is None and timer["ends"] is not None
        play.must("noy", "timer.pause", board=1)
        assert 0 < play.sees("kham", "board")[1]["timer"]["left"] <= 60_000


def test_paper_cards(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        who, _ = seat(play)
        said = {"board": 1, "kind": "problem", "text": "On paper", "lang": "en"}
        theirs = play.must("noy", "card.record", **said, person=who)["card"]
        named = play.must("noy", "card.record", **said, by="Ms Keo, tax office")["card"]
        nobody = play.must("noy", "card.record", **said)["card"]
        far = play.people["vanh"]
        assert play.declined("noy", "card.record", **said, person=far) == "not_found"
        assert play.declined("noy", "card.record", **said, person=who, by="Ms Keo") == "invalid"
        assert play.declined("kham", "card.record", **said) == "not_allowed"
        play.must("noy", "board.move", board=1, phase="reveal")
        cards = play.sees("kham", "card")
        assert cards[theirs]["author"] == {"id": who, "name": "Bounmy"}
        assert cards[named]["author"] == {"id": None, "name": "Ms Keo, tax office"}
        assert cards[nobody]["author"] == {"id": None, "name": ""} and cards[nobody]["paper"]
        # What is voted on stays what it is; what was agreed aloud can be added once the vote is over.
        play.must("noy", "board.move", board=1, phase="vote")
        for who in ("noy", "chair"):
            assert play.declined(who, "card.record", **said) == "wrong_phase"
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "card.record", **said)


@pytest.mark.parametrize("named", [True, False])
def test_what_somebody_wrote_in_their_turn_is_a_card_like_any(
    new_sqlite: Callable[[], str], named: bool
) -> None:
    """R10: "typed in from paper" at a table with one person without a phone would name that person."""
    with world(new_sqlite(), named=named) as play:
        who, _ = seat(play)
        said = {"board": 1, "kind": "problem", "text": "I am afraid to say so", "lang": "en"}
        play.must("noy", "card.record", **said, person=who, own=True)
        usual = play.must("dao", "card.post", **said | {"text": "Dao's own"})["card"]
        play.must("noy", "board.move", board=1, phase="reveal")
        [own] = play.sees("noy", "card").keys() - {usual}
        for reader in ("kham", "noy", "chair", "mek"):
            cards = play.sees(reader, "card")
            assert not cards[own]["paper"]
            assert cards[own].keys() == cards[usual].keys(), "it looks like anybody's"
        # Nobody else's words: who has a phone writes there, and a card for them says that it was typed in.
        if named:
            put = play.must("noy", "card.record", **said, person=play.people["kham"], own=True)["card"]
            assert play.sees("dao", "card")[put]["paper"]


def test_the_roll_names_who_has_not_and_never_gives_anybody_away(new_sqlite: Callable[[], str]) -> None:
    """R10 and the secret vote: in an anonymous workshop not before three, not after reveal, not with live counts."""
    with world(new_sqlite(), named=False) as play:
        for name in ("third", "late", "later", "last"):
            play.join(name, 1)
        late = {play.people[name] for name in ("late", "later", "last")}
        waiting = late | {play.people["noy"]}

        def roll() -> dict[str, object]:
            play.settle()
            return play.sees("noy", "roll")[1]

        post(play, "kham", "One")
        assert roll()["unwritten"] is None
        for who in ("dao", "third"):
            post(play, who, "Mine")
        assert set(roll()["unwritten"] or ()) == waiting  # type: ignore[call-overload]
        assert play.sees("kham", "roll") == {} and 1 not in play.sees("boun", "roll")
        play.must("noy", "board.move", board=1, phase="reveal")
        assert roll()["unwritten"] is None
        play.must("noy", "board.move", board=1, phase="vote")
        card = min(play.sees("kham", "card"))
        for who in ("kham", "dao"):
            play.must(who, "ballot.cast", round=1, subject=f"card:{card}", dots=1)
        assert roll()["unvoted"] is None
        play.must("noy", "ballot.cast", round=1, subject=f"card:{card}", dots=1)
        assert roll()["unvoted"] is None  # the leader, who reads it, is none of the three
        play.must("third", "ballot.cast", round=1, subject=f"card:{card}", dots=1)
        assert set(roll()["unvoted"] or ()) == late  # type: ignore[call-overload]
        play.must("noy", "board.move", board=1, phase="report")
        assert roll()["unvoted"] is None
        again = play.must("noy", "round.rerun", board=1)["round"]
        play.must("noy", "round.set", board=1, budget=5, cap=2, live=True)
        for who in ("kham", "dao", "third"):
            play.must(who, "ballot.cast", round=again, subject=f"card:{card}", dots=1)
        assert roll()["unvoted"] is None


def test_a_nudge_reaches_who_has_not_and_tells_nobody_else(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite(), named=False) as play:
        post(play, "kham", "One")
        assert play.must("noy", "board.nudge", board=1) == {}
        me = play.people["dao"]
        nudged = play.sees("dao", "person")[me]["nudged"]
        assert nudged and play.sees("kham", "person")[play.people["kham"]]["nudged"] is None
        assert "nudged" not in play.sees("noy", "person")[me]
        play.must("noy", "board.nudge", board=1, people=[me, play.people["vanh"]])
        assert play.sees("dao", "person")[me]["nudged"] == nudged  # not twice in a breath
        assert play.sees("vanh", "person")[play.people["vanh"]]["nudged"] is None


def test_a_call_to_the_chair(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        made = play.must("noy", "call.make", board=1, text="A seventh sector?")["call"]
        assert play.sees("chair", "call")[made]["open"] and play.sees("noy", "call")[made]["text"]
        assert play.sees("kham", "call") == {} and play.sees("boun", "call") == {}
        assert play.declined("boun", "call.close", call=made) == "not_found"
        play.must("chair", "call.close", call=made)
        assert not play.sees("noy", "call")[made]["open"]
        # What the table takes back itself is gone: nobody is told that the chair has answered it.
        again = play.must("noy", "call.make", board=1)["call"]
        play.must("noy", "call.close", call=again)
        assert again not in play.sees("noy", "call") and again not in play.sees("chair", "call")


def test_handing_over_the_lead(new_sqlite: Callable[[], str]) -> None:
    """A leader whose phone dies holds up nobody: the chair names another. With a living phone they hand it on."""
    with world(new_sqlite()) as play:
        invitation = play.invitation(1)
        play.must("noy", "person.hand", person=play.people["dao"])
        assert play.declined("noy", "board.move", board=1, phase="reveal") == "not_allowed"
        play.must("dao", "board.move", board=1, phase="reveal")
        reply = play.engine.execute(
            invitation, "person.join", {"name": "X", "lang": "en", "org": 1}, "x" * 20, 1
        )
        assert reply.refused == "not_found"  # the invitation of the leader who went has ended
        assert play.declined("dao", "person.hand", person=play.people["boun"]) == "not_found"
        play.must("chair", "person.promote", person=play.people["kham"], role="leader")
        play.must("kham", "board.move", board=1, phase="vote")


def test_spotlight_for_the_table_and_for_the_room(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        mine = post(play, "kham", "Look at this")
        assert play.declined("noy", "board.spotlight", board=1, card=mine) == "wrong_phase"
        play.must("noy", "board.move", board=1, phase="reveal")
        play.must("noy", "board.spotlight", board=1, card=mine)
        assert play.sees("dao", "spotlight")[1]["text"] == "Look at this"
        assert play.sees("screen", "spotlight") == {} and play.sees("vanh", "spotlight") == {}
        play.must("noy", "board.spotlight", board=1, card=mine, room=True)
        assert play.sees("screen", "spotlight")[1]["card"] == mine
        play.must("noy", "card.hide", card=mine)
        assert play.sees("screen", "spotlight") == {} and play.sees("dao", "spotlight") == {}
        play.must("noy", "card.restore", card=mine)
        play.must("noy", "board.spotlight", board=1, card=None)
        assert play.sees("dao", "spotlight") == {}
        far = post(play, "vanh", "Elsewhere", board=2)
        play.must("boun", "board.move", board=2, phase="reveal")
        assert play.declined("noy", "board.spotlight", board=1, card=far) == "not_found"


def test_presenting_one_table_at_a_time(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        problem = post(play, "kham", "A problem")
        answer = post(play, "kham", "Its solution", kind="solution", answers=problem)
        assert play.declined("noy", "board.present", board=1, on=True) == "wrong_phase"
        play.must("chair", "board.move_all", phase="report")
        play.must("noy", "board.arrange", board=1, cards=[answer])
        play.must("noy", "board.present", board=1, on=True)
        shown = play.sees("screen", "presentation")[1]
        assert [one["card"] for one in shown["cards"]] == [answer] and shown["card"] is None
        assert shown["cards"][0]["to"]["text"] == "A problem"
        play.must("noy", "board.spotlight", board=1, card=answer)
        assert play.sees("screen", "presentation")[1]["card"] == answer
        assert play.sees("screen", "spotlight") == {}
        play.must("boun", "board.present", board=2, on=True)
        assert play.sees("screen", "presentation").keys() == {2}
        play.must("boun", "board.move", board=2, phase="vote")
        assert play.sees("screen", "presentation") == {}  # votes are not told while they are cast


def test_a_result_handed_in_again_says_what_changed(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        one, two = post(play, "kham", "One"), post(play, "dao", "Two")
        play.must("noy", "board.move", board=1, phase="vote")
        play.must("kham", "ballot.cast", round=1, subject=f"card:{two}", dots=1)
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.summarise", board=1, summary={"lo": "ສະຫຼຸບ", "en": ""})
        play.must("noy", "board.submit", board=1)
        first = max(play.sees("chair", "submission").values(), key=lambda s: s["number"])
        assert first["changes"] is None and first["summary"]["lo"] == "ສະຫຼຸບ"
        assert [line["card"] for line in first["cards"]] == [two, one]
        play.must("noy", "board.arrange", board=1, cards=[one])
        play.must("noy", "hands.count", round=1, present=5, sure=True, counts=[{"card": one, "hands": 3}])
        three = play.must("noy", "card.post", board=1, kind="lesson", text="Three", lang="en")["card"]
        play.must("noy", "card.hide", card=two)
        play.must("noy", "board.submit", board=1)
        again = max(play.sees("chair", "submission").values(), key=lambda s: s["number"])
        assert again["changes"] == {
            "added": [three],
            "removed": [two],
            "votes": [one],
            "moved": True,
            "summary": False,
        }
        assert [(line["card"], line["picked"]) for line in again["cards"]] == [(one, True), (three, False)]


def test_a_chosen_card_merged_since_stands_for_its_head(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        one, two = post(play, "kham", "One"), post(play, "dao", "The same")
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.arrange", board=1, cards=[two])
        play.must("noy", "card.merge", card=one, others=[two])
        assert play.sees("noy", "report")[1]["cards"] == [one]
        play.must("noy", "board.submit", board=1)
        [line] = next(iter(play.sees("chair", "submission").values()))["cards"]
        assert line["card"] == one and line["picked"] and line["merged"] == [two]
        play.must("noy", "card.split", card=two)
        assert play.sees("noy", "report")[1]["cards"] == [two]


def test_ready_is_said_of_one_phase(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        play.must("noy", "board.ready", board=1, ready=True)
        assert play.sees("chair", "board")[1]["ready"]
        play.must("noy", "board.move", board=1, phase="reveal")
        assert play.sees("chair", "board")[1]["ready"] is None
        play.must("noy", "board.ready", board=1, ready=True)
        play.must(
            "noy", "deed.undo", deed=max(play.sees("noy", "deed"))
        )  # the step alone, not what was said since
        assert play.sees("chair", "board")[1]["phase"] == "write"


def test_in_an_anonymous_workshop_no_name_is_kept_where_none_may_be_known(
    new_sqlite: Callable[[], str],
) -> None:
    """R10: a paper card's name is refused; replies, reactions, paper and receipts say nothing of who."""
    with world(new_sqlite(), named=False) as play:
        said = {"board": 1, "kind": "problem", "text": "On paper", "lang": "en"}
        assert play.declined("noy", "card.record", **said, by="Ms Keo") == "invalid"
        assert play.declined("noy", "card.record", **said, person=play.people["dao"]) == "invalid"
        paper = play.must("noy", "card.record", **said)["card"]
        play.must("noy", "board.move", board=1, phase="reveal")
        reply = play.must("kham", "reply.post", card=paper, text="So with us", lang="en")["reply"]
        play.must("kham", "reaction.set", card=paper, kind="same", on=True)
        play.must("noy", "card.reword", card=paper, text="On paper, mended")
        play.settle()
        for who in ("noy", "chair", "sy"):
            for type in ("card", "reply", "reactions", "deed"):
                for one in play.sees(who, type).values():
                    assert "author" not in one and "Kham" not in str(one) and "Dao" not in str(one)
        assert play.sees("noy", "reply").keys() == {reply}
        kept = play.engine.look(play.workshop, lambda work: work.all(select(receipt)))
        assert not [row for row in kept if "mended" in str(row) or "So with us" in str(row)]
        # Turning names on is refused for replies as for cards.
        assert play.declined("chair", "workshop.edit", named=True) == "cannot_loosen"


def test_a_stranger_at_another_table_knows_of_none_of_it(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        mine = post(play, "kham", "One")
        play.must("noy", "board.move", board=1, phase="reveal")
        said = play.must("kham", "reply.post", card=mine, text="More", lang="en")["reply"]
        call = play.must("noy", "call.make", board=1)["call"]
        for command, data in {
            "reply.withdraw": {"reply": said},
            "reply.hide": {"reply": said},
            "reaction.set": {"card": mine, "kind": "same", "on": True},
            "reply.post": {"card": mine, "text": "Hello", "lang": "en"},
            "card.merge": {"card": mine, "others": [mine]},
            "call.close": {"call": call},
        }.items():
            assert play.declined("sy", command, **data) == "not_found", command
        guest = play.engine.execute(Claim("guest"), "reply.post", {"card": mine}, "g" * 20, play.workshop)
        assert guest.refused == "not_found"
