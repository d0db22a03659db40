"""The leader's table under attack: what merging, hands, the roll and showing once told or lost, and do no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.laws.chance import Chance
from tests.laws.stage import set_stage
from tests.laws.test_merging import check, expected_tallies, rows, shown_tallies, table_of_two
from tests.world import World, at_once, statements, world

SAID = {"board": 1, "kind": "problem", "lang": "en"}


def post(play: World, who: str, text: str, **more: Any) -> int:
    return int(play.must(who, "card.post", **SAID | {"text": text} | more)["card"])


def vote(play: World, who: str, card: int, dots: int = 1, round: int = 1) -> None:
    play.must(who, "ballot.cast", round=round, subject=f"card:{card}", dots=dots)


def last_deed(play: World, who: str = "chair") -> int:
    return max(play.sees(who, "deed"))


# What is counted


def test_what_is_drawn_while_a_board_is_private_again_is_counted_whole(database_url: str) -> None:
    """R12: a board went back to `write` for a moment; what was drawn there forgot all votes but the head's own."""
    with world(database_url) as play:
        mine, same = table_of_two(play, "reveal")
        play.must("noy", "card.merge", card=mine, others=[same])
        for who in ("kham", "noy"):
            play.must(who, "reaction.set", card=same, kind="same", on=True)
        play.must("noy", "board.move", board=1, phase="vote")
        vote(play, "kham", mine)
        vote(play, "dao", same)
        play.settle()
        play.must("noy", "board.move", board=1, phase="write")
        play.must("kham", "card.withdraw", card=mine)
        play.must("kham", "card.return", card=mine)
        play.settle()
        play.must("noy", "board.move", board=1, phase="report")
        assert shown_tallies(play) == expected_tallies(play) == {(1, mine): (2, 2, 0)}
        assert {id: one["counts"]["same"] for id, one in play.sees("dao", "reactions").items()} == {mine: 2}


def test_hands_counted_in_a_round_go_with_it(new_sqlite: Callable[[], str]) -> None:
    """R13: undoing a new vote left its show of hands on the table, of a round that was no more."""
    with world(new_sqlite()) as play:
        mine, _ = table_of_two(play)
        again = play.must("noy", "round.rerun", board=1)["round"]
        rerun = last_deed(play)
        play.must(
            "noy", "hands.count", round=again, present=5, sure=True, counts=[{"card": mine, "hands": 3}]
        )
        refused = play.wish("noy", "deed.undo", deed=rerun)
        assert refused.refused == "built_on" and refused.params["deeds"] == [last_deed(play)]
        play.must("noy", "deed.undo", deed=rerun, together=True)
        assert play.sees("kham", "hands") == {}


def test_one_card_is_counted_once_in_a_show_of_hands(new_sqlite: Callable[[], str]) -> None:
    with world(new_sqlite()) as play:
        mine, _ = table_of_two(play)
        twice = [{"card": mine, "hands": 3}, {"card": mine, "hands": 4}]
        assert play.declined("noy", "hands.count", round=1, present=5, sure=True, counts=twice) == "invalid"
        assert play.sees("kham", "hands") == {}


# What is shown


def test_a_result_put_away_is_not_shown_again_by_itself(new_sqlite: Callable[[], str]) -> None:
    """A table that presented went back to vote: its board's photos stayed before the whole room, and with its next
    `report` its result was on the screen again, unasked. Nor was it "ready" for what it had to do anew."""
    with world(new_sqlite()) as play:
        mine, _ = table_of_two(play, "report")
        taken = {"file": "5e" * 32, "width": 400, "height": 300}
        play.must("kham", "photo.attach", board=1, **taken)
        play.must("kham", "photo.attach", board=1, card=mine, **taken)
        for again in (
            ("board.move", {"phase": "vote"}),
            ("round.rerun", {}),
            ("board.move", {"phase": "write"}),
        ):
            play.must("noy", "board.move", board=1, phase="report")
            play.must("noy", "board.ready", board=1, ready=True)
            play.must("noy", "board.present", board=1, on=True)
            play.must("noy", "board.spotlight", board=1, card=mine)
            assert len(play.sees("screen", "photo")) == 2
            play.must("noy", again[0], board=1, **again[1])
            assert play.sees("screen", "photo") == {} == play.sees("screen", "presentation")
            told = play.sees("screen", "board")[1]
            assert told["presenting"] is None and told["ready"] is None
        play.must("noy", "board.move", board=1, phase="report")
        assert play.sees("screen", "presentation") == {}
        play.must("noy", "board.present", board=1, on=True)
        play.must("chair", "board.move_all", phase="vote")
        assert play.sees("screen", "photo") == {} == play.sees("screen", "presentation")
        # Undoing the step to `report` puts nobody's photos before the room either.
        play.must("noy", "board.move", board=1, phase="report")
        went = last_deed(play)
        play.must("noy", "board.present", board=1, on=True)
        play.must("noy", "deed.undo", deed=went)
        assert play.sees("screen", "photo") == {} and play.sees("screen", "board")[1]["presenting"] is None


def test_the_lead_is_handed_to_somebody_with_a_phone(new_sqlite: Callable[[], str]) -> None:
    """Handed to a seat without one, the table had no leader at all."""
    with world(new_sqlite()) as play:
        seat = play.must("noy", "person.seat", group=1, name="Bounmy", org=1)["person"]
        assert play.declined("noy", "person.hand", person=seat) == "not_allowed"
        play.must("noy", "board.move", board=1, phase="reveal")


# Who wrote, how they voted


def many_phones(play: World, n: int) -> list[str]:
    names = [f"phone{one}" for one in range(n)]
    for name in names:
        play.join(name, 1)
    return names


def roll(play: World) -> dict[str, Any]:
    play.settle()
    return play.sees("noy", "roll")[1]


def test_the_order_of_leaving_the_roll_does_not_tell_whose_card_is_whose(
    new_sqlite: Callable[[], str],
) -> None:
    """R10: cards are numbered as they come and `writers` counts in public; a name that left the roll alone was signed
    under its card. Names leave by threes now, and never where fewer than three are left to be mistaken for."""
    with world(new_sqlite(), named=False) as play:
        phones = ["kham", "dao", *many_phones(play, 8)]
        told = []
        for name in phones:
            post(play, name, f"Of {name}")
            told.append(roll(play)["unwritten"])
        assert [None if one is None else len(one) for one in told] == [
            *(None, None, 8, None, None, 5, None, None, None, None),  # noy has not written either
        ]
        post(play, "noy", "The leader's own")
        assert roll(play)["unwritten"] is None


def test_a_leader_cannot_fill_the_roll_up_to_three(new_sqlite: Callable[[], str]) -> None:
    """R10: two made-up people with cards and made-up ballots made one real writer, one real voter, the third."""
    with world(new_sqlite(), named=False) as play:
        many_phones(play, 4)
        post(play, "kham", "The only one of a phone")
        seats = [play.must("noy", "person.seat", group=1, name=f"N{n}", org=1)["person"] for n in (1, 2, 3)]
        for seat in seats:
            play.must("noy", "card.record", **SAID, text="In their turn", person=seat, own=True)
        post(play, "noy", "The leader's")
        assert roll(play)["unwritten"] is None
        play.must("noy", "board.move", board=1, phase="vote")
        card = min(play.sees("noy", "card"))
        vote(play, "kham", card)
        vote(play, "noy", card)
        for seat in seats:
            play.must("noy", "ballot.hand_in", round=1, person=seat, dots={f"card:{card}": 1})
        assert roll(play)["unvoted"] is None


def test_sending_somebody_out_for_a_moment_tells_nothing(new_sqlite: Callable[[], str]) -> None:
    """R10: the roll counted who sits here, so that a leader learned from one removal whether that one had written."""
    with world(new_sqlite(), named=False) as play:
        phones = ["kham", "dao", *many_phones(play, 8)]
        for name in phones[:4]:
            post(play, name, f"Of {name}")
        for name in phones[3:5]:
            play.must("noy", "person.remove", person=play.people[name])
            assert roll(play)["unwritten"] is None
            play.must("noy", "person.readmit", person=play.people[name])


def test_going_on_without_a_phone_for_a_moment_tells_nothing(new_sqlite: Callable[[], str]) -> None:
    """R10: whoever sits without a phone was no writer of a phone, so that a leader could count them in and out."""
    with world(new_sqlite(), named=False) as play:
        phones = ["kham", "dao", *many_phones(play, 8)]
        for name in phones[:4]:
            post(play, name, f"Of {name}")
        for name in phones[3:5]:
            play.must("noy", "person.sit", person=play.people[name])
            assert roll(play)["unwritten"] is None
            play.must(name, "person.rise")
        # Two who came back to their phones, with what the leader typed meanwhile, are not two more who wrote.
        for name in phones[5:7]:
            play.must("noy", "person.sit", person=play.people[name])
            play.must("noy", "card.record", **SAID, text="In their turn", person=play.people[name], own=True)
            play.must(name, "person.rise")
        assert roll(play)["unwritten"] is None
        play.must("noy", "board.move", board=1, phase="vote")
        card = min(play.sees("noy", "card"))
        vote(play, "kham", card)
        for name in phones[1:3]:
            play.must("noy", "person.sit", person=play.people[name])
            given = {"person": play.people[name], "dots": {f"card:{card}": 1}}
            play.must("noy", "ballot.hand_in", round=1, **given)
            play.must(name, "person.rise")
        assert roll(play)["unvoted"] is None


def test_a_vote_opened_again_after_its_result_names_nobody(new_sqlite: Callable[[], str]) -> None:
    """R12: report, back to vote, one more name leaves the roll, report again: the difference was that one's ballot."""
    with world(new_sqlite()) as play:
        many_phones(play, 4)
        mine, same = table_of_two(play)
        for name in ("kham", "dao", "phone0"):
            vote(play, name, mine)
        assert len(roll(play)["unvoted"]) == 4
        play.must("noy", "board.move", board=1, phase="report")
        play.settle()
        play.must("noy", "board.move", board=1, phase="vote")
        vote(play, "phone1", same)
        assert roll(play)["unvoted"] is None


def test_words_that_waited_while_their_writers_phone_woke_name_nobody(new_sqlite: Callable[[], str]) -> None:
    """R10: written in a turn and come in after it was over for good: marked as paper, they were that one's."""
    with world(new_sqlite(), named=False) as play:
        kham = play.people["kham"]
        play.must("noy", "person.sit", person=kham)
        play.must("kham", "person.rise")
        play.must("noy", "card.record", **SAID, text="Of my turn", person=kham, own=True)
        [late] = play.sees("kham", "card")
        play.must("noy", "board.move", board=1, phase="reveal")
        assert not play.sees("dao", "card")[late].get("paper")


def test_a_ballot_taken_out_from_under_a_phone_shows_in_no_difference(
    new_sqlite: Callable[[], str],
) -> None:
    """R10: the result seen, Kham was sat without his phone and handed in as empty: what was missing was his."""
    with world(new_sqlite()) as play:
        mine, same = table_of_two(play)
        vote(play, "kham", same)
        vote(play, "dao", mine)
        kham = play.people["kham"]
        nothing = {"round": 1, "person": kham, "dots": {}}
        play.must("noy", "board.move", board=1, phase="report")
        play.settle()
        before = shown_tallies(play)
        play.must("noy", "person.sit", person=kham)  # while the room votes on the themes, say
        play.must("noy", "board.move", board=1, phase="vote")
        assert play.declined("noy", "ballot.hand_in", **nothing) == "result_seen"
        play.must("kham", "person.rise")
        # Nor is anybody's seat a way to learn whether they voted since.
        assert play.declined("noy", "person.sit", person=kham) == "result_seen"
        play.must("noy", "board.move", board=1, phase="report")
        play.settle()
        assert shown_tallies(play) == before

        # Running tallies are seen as they come.
        again = play.must("noy", "round.rerun", board=1)["round"]
        play.must("noy", "round.set", board=1, budget=5, cap=2, live=True)
        play.must("noy", "person.sit", person=kham)
        sat = last_deed(play)
        play.must("noy", "deed.undo", deed=sat)
        vote(play, "kham", same, round=again)
        assert play.declined("noy", "deed.redo", deed=sat) in ("result_seen", "conflict")
        assert play.declined("noy", "person.sit", person=kham) == "result_seen"

        # The whole room's vote, let go on after its result.
        theme = play.must("chair", "theme.create", title={"lo": "ນ້ຳ", "en": "Water"}, cards=[])["theme"]
        poll = play.must("chair", "poll.open", budget=3, cap=3, live=False)["round"]
        play.must("kham", "ballot.cast", round=poll, subject=f"theme:{theme}", dots=1)
        play.must("chair", "poll.close")
        play.settle()
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "person.sit", person=kham)
        play.must("chair", "poll.resume")
        assert play.declined("noy", "ballot.hand_in", **nothing | {"round": poll}) == "result_seen"
        play.must("kham", "person.rise")
        assert play.declined("noy", "person.sit", person=kham) == "result_seen"


# The participant with developer tools, and unlucky timing


def kept(play: World) -> dict[tuple[str, int], dict[str, Any]]:
    """Every row of every noun."""
    return {
        (noun.table.name, id): row
        for noun in play.engine.house.nouns.values()
        for id, row in rows(play, noun.table).items()
    }


# What members change by being there: drawn numbers.
DRAWN = {"progress", "roll", "tally", "reactions"}
# Columns that say whose a row is.
OWNERS = ("author_id", "person_id")


@pytest.mark.parametrize("named", [True, False])
def test_a_participant_trying_every_command_changes_only_their_own(
    new_sqlite: Callable[[], str], named: bool
) -> None:
    """Law 5: Kham sends every command there is, with every id there is, at every hour of the day."""
    with world(new_sqlite(), named=named) as play:
        set_stage(play, "reveal")
        play.must("noy", "person.seat", group=1, name="Seated", org=1)
        post(play, "dao", "Dao's")
        play.must("vanh", "card.post", **SAID | {"board": 2, "text": "Vanh's"})
        chance, kham = Chance(play, 5), play.people["kham"]
        commands = [c for c in play.engine.house.commands.values() if c.name not in LEAVES]
        often = [c for c in commands if c.name in NEEDED]
        before, did = kept(play), set()
        for turn, (phase, command) in enumerate(
            (phase, command)
            for phase in ("write", "reveal", "vote", "report")
            for command in (commands * 2 + often * 12)
        ):
            if turn % (2 * len(commands) + 12 * len(often)) == 0:
                play.must("chair", "board.move_all", phase=phase)
                play.settle()
                before = kept(play)
            play.engine.paces.forget()
            reply = play.wish("kham", command.name, **chance.data(command))
            assert reply.refused not in ("error", "busy"), command.name
            if reply.ok is not None:
                did.add(command.name)
                now = kept(play)
                for (table, id), row in now.items():
                    mine = kham in (row.get(name) for name in OWNERS) or (table, id) == ("person", kham)
                    promise = table == "workshop" and row | {"promised": False} == before[(table, id)] | {
                        "promised": False
                    }
                    # Their own card's earlier words, which the room keeps until it is shown again.
                    words = {"known": None} if table == "placing" and command.name == "card.edit" else {}
                    same = (before.get((table, id)) or {}) | words == row | words
                    assert same or mine or promise or table in DRAWN, (command.name, table)
                before = now
        assert did >= NEEDED


NEEDED = {"card.post", "ballot.cast", "reply.post", "reaction.set"}
LEAVES = {"person.leave", "person.choose", "workshop.create", "house.renew"}


def test_a_leader_reaches_no_other_table_through_a_list(new_sqlite: Callable[[], str]) -> None:
    """Law 5: a rule asks of the first id; the ids beside it are asked for each by each."""
    with world(new_sqlite()) as play:
        mine, same = table_of_two(play, "reveal")
        far = play.must("vanh", "card.post", **SAID | {"board": 2, "text": "Far"})["card"]
        named = SAID | {"text": "In Vanh's name", "person": play.people["vanh"]}
        assert play.declined("noy", "card.record", **named) == "not_found"
        play.must("chair", "board.move_all", phase="vote")
        seat = play.must("boun", "person.seat", group=2, name="Far", org=1)["person"]
        both, whole = [mine, far], kept(play)
        tried: dict[str, dict[str, Any]] = {
            "card.merge": {"card": mine, "others": [same, far]},
            "card.hide_many": {"board": 1, "cards": both},
            "card.approve": {"board": 1, "cards": both},
            "board.arrange": {"board": 1, "cards": both},
            "board.spotlight": {"board": 1, "card": far, "room": True},
            "hands.count": {"round": 1, "present": 5, "sure": True, "counts": [{"card": far, "hands": 1}]},
            "ballot.hand_in": {"round": 1, "person": seat, "dots": {}},
            "person.hand": {"person": play.people["vanh"]},
            "person.seat": {"group": 2, "name": "X", "org": 1},
            "person.sit": {"person": play.people["vanh"]},
            "board.nudge": {"board": 2},
            "reply.post": {"card": far, "text": "x", "lang": "en"},
            "reaction.set": {"card": far, "kind": "same", "on": True},
            "photo.attach": {"board": 1, "card": far, "file": "5e" * 32, "width": 9, "height": 9},
        }
        for command, data in tried.items():
            assert play.declined("noy", command, **data) in ("not_found", "not_allowed"), command
        play.must("noy", "board.nudge", board=1, people=[play.people["vanh"], seat])
        assert kept(play) == whole


def test_a_merge_meets_its_author_taking_the_card_back(database_url: str) -> None:
    """Law 3: at the same moment, head and member alike: whoever comes first, no card is buried under one away."""
    with world(database_url) as play:
        ids = [post(play, "kham", f"No {n}") for n in range(8)]
        play.must("noy", "board.move", board=1, phase="reveal")
        replies = at_once(
            *(lambda a=a, b=b: play.wish("noy", "card.merge", card=a, others=[b]) for a, b in pairs(ids)),
            *(lambda id=id: play.wish("kham", "card.withdraw", card=id) for id in ids[::3]),
        )
        assert {reply.refused for reply in replies} <= {None, "not_found", "invalid"}
        check(play, {})
        gone = set(ids[::3])
        assert set(play.sees("dao", "card")) == set(ids) - gone
        assert all(one["into"] not in gone for one in play.sees("dao", "card").values())


def test_votes_meet_a_merge_and_a_split(database_url: str) -> None:
    """Law 3, R12: votes on member and head, at the moment they are merged or freed: all are kept, none counts twice."""
    with world(database_url, budget=20) as play:
        ids = [post(play, "kham", f"No {n}") for n in range(6)]
        play.must("noy", "board.move", board=1, phase="vote")
        cast = [(who, id) for id in ids for who in ("kham", "dao", "noy")]
        for dots, done in ((1, "card.merge"), (2, "card.split")):
            votes = [
                lambda who=who, id=id, dots=dots: play.wish(
                    who, "ballot.cast", round=1, subject=f"card:{id}", dots=dots
                )
                for who, id in cast
            ]
            more = [{"others": [b]} if done == "card.merge" else {} for _, b in pairs(ids)]
            acts = [
                lambda a=a, m=m, done=done: play.wish("noy", done, card=a, **m)
                for (a, _), m in zip(pairs(ids), more, strict=True)
            ]
            replies = at_once(*votes, *acts)
            assert {reply.refused for reply in replies} <= {None, "over_cap"}
            check(play, {})
        play.must("noy", "board.move", board=1, phase="report")
        check(play, {})


def pairs(ids: list[int]) -> list[tuple[int, int]]:
    return list(zip(ids[::2], ids[1::2], strict=True))


def test_a_card_nobody_may_know_of_is_not_split(new_sqlite: Callable[[], str]) -> None:
    """A leader split cards that their authors had taken back: an answer to what nobody is to know of."""
    with world(new_sqlite()) as play:
        mine, same = table_of_two(play, "reveal")
        play.must("noy", "card.merge", card=mine, others=[same])
        play.must("dao", "card.withdraw", card=same)
        assert play.declined("noy", "card.split", card=same) == "not_found"
        play.must("noy", "board.move", board=1, phase="write")
        play.must("noy", "board.lock", board=1, locked=True)
        assert play.declined("noy", "card.split", card=mine) == "not_found"


def test_many_merges_cost_no_statement_each(new_sqlite: Callable[[], str]) -> None:
    """A presented result asked the database once for every merged card, and again for every tally; a long ballot and a
    show of hands once for every card."""
    with world(new_sqlite(), budget=100) as play:
        ids = [post(play, "kham", f"No {n}") for n in range(80)]
        seat = play.must("noy", "person.seat", group=1, name="Bounmy", org=1)["person"]
        play.must("noy", "board.move", board=1, phase="vote")
        for a, b in pairs(ids):
            play.must("noy", "card.merge", card=a, others=[b])
        steps: list[tuple[str, dict[str, Any]]] = [
            ("ballot.hand_in", {"round": 1, "person": seat, "dots": {f"card:{id}": 1 for id in ids}}),
            (
                "hands.count",
                {"round": 1, "present": 5, "sure": True, "counts": [{"card": id, "hands": 2} for id in ids]},
            ),
            ("board.move", {"board": 1, "phase": "report"}),
            ("board.present", {"board": 1, "on": True}),
            ("board.submit", {"board": 1}),
        ]
        for name, data in steps:
            play.settle()
            with statements(play) as asked:
                play.must("noy", name, **data)
                play.settle()
            reads = [each for each in asked if each.startswith("SELECT")]
            assert 0 < len(reads) < 80, (name, len(reads))  # a drawing falls into it; not one a card


def test_a_member_named_in_a_merge_brings_its_whole_place(new_sqlite: Callable[[], str]) -> None:
    """Two leaders at one card: the second, who did not see the first merge yet, took the member out of it unnoticed."""
    with world(new_sqlite()) as play:
        mine, same = table_of_two(play, "reveal")
        third = post(play, "kham", "Third")
        play.must("noy", "card.merge", card=mine, others=[same])
        play.must("chair", "card.merge", card=third, others=[same])
        assert {id: one["into"] for id, one in play.sees("dao", "card").items()} == {
            mine: third,
            same: third,
            third: None,
        }
        assert play.declined("noy", "card.merge", card=mine, others=[same]) == "invalid"
