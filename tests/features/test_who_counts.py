"""Who counts: removed, moved and handed in for, the same on every face; what a told result keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.features.test_lines import taken
from tests.world import World, world


def post(play: World, who: str, text: str, board: int = 1) -> int:
    said = {"board": board, "kind": "problem", "text": text, "lang": "en"}
    return int(play.must(who, "card.post", **said)["card"])


def cast(play: World, who: str, round: int, card: int, dots: int = 1) -> None:
    play.must(who, "ballot.cast", round=round, subject=f"card:{card}", dots=dots)


def progress(play: World, board: int = 1) -> dict[str, Any]:
    play.settle()
    found: dict[str, Any] = play.sees("screen", "progress")[board]
    return found


def test_voted_and_written_are_of_those_who_are_there(database_url: str) -> None:
    """A3: four of five vote; one is removed, one moved, one chooses another table: never "4 of 2"."""
    with world(database_url) as play:
        for name in ("keo", "lat"):
            play.join(name, 1)
        mine = post(play, "noy", "noy's")
        for who in ("kham", "dao", "keo"):
            post(play, who, f"{who}'s")
        play.must("noy", "board.move", board=1, phase="vote")
        for who in ("noy", "kham", "dao", "keo"):
            cast(play, who, 1, mine)
        now = progress(play)
        assert (now["voters"], now["writers"], now["people"]) == (4, 4, 5)
        play.must("noy", "person.remove", person=play.people["kham"])
        play.must("chair", "person.move", person=play.people["dao"], group=2)
        play.must("keo", "person.choose", group=2)
        now = progress(play)
        assert (now["voters"], now["writers"], now["people"]) == (1, 1, 2)
        play.must("noy", "person.readmit", person=play.people["kham"])
        play.must("keo", "person.choose", group=1)
        now = progress(play)
        assert (now["voters"], now["writers"], now["people"]) == (3, 3, 4)


def tallies(play: World, who: str = "chair", round: int = 1) -> dict[str, int]:
    play.settle()
    return {t["subject"]: t["votes"] for t in play.sees(who, "tally").values() if t["round"] == round}


def at_the_vote(play: World) -> int:
    """A card on table 1, which votes; the two cards of the round are its and Dao's."""
    mine = post(play, "noy", "A card")
    play.must("noy", "board.move", board=1, phase="vote")
    return mine


def test_who_is_sent_out_counts_nowhere_and_let_in_again_as_before(database_url: str) -> None:
    """A1: ballots, writers, reactions and n, in told results and the whole room's vote; undone, all as before."""
    with world(database_url) as play:
        mine = at_the_vote(play)
        theme = play.must("chair", "theme.create", title={"en": "A theme"}, cards=[mine])["theme"]
        for who in ("kham", "dao", "noy"):
            cast(play, who, 1, mine, 2)
        play.must("kham", "reaction.set", card=mine, kind="same", on=True)
        play.must("noy", "board.move", board=1, phase="report")
        poll = play.must("chair", "poll.open", budget=3, cap=3)["round"]
        for who in ("kham", "sy"):
            play.must(who, "ballot.cast", round=poll, subject=f"theme:{theme}", dots=3)
        play.must("chair", "poll.close")

        def everything() -> Any:
            play.settle()
            shown = play.sees("chair", "theme")[theme]
            board = play.sees("screen", "vision")[play.workshop]
            return (
                tallies(play),
                tallies(play, round=poll),
                (shown["votes"], shown["numbers"], board["of"], board["voted"], board["floor"]),
                progress(play),
                play.sees("dao", "reactions"),
            )

        before = everything()
        play.must("chair", "person.remove", person=play.people["kham"])
        told, fresh, (votes, numbers, of, voted, floor), now, said = everything()
        assert (told, fresh, votes) == ({f"card:{mine}": 4}, {f"theme:{theme}": 3}, 4)
        assert (numbers["sum"], numbers["average"], numbers["fresh"]) == (4, 2.0, 3)
        assert (of["people"], voted, floor) == (2, 1, 6)
        assert (now["voters"], now["people"], said) == (2, 2, {})
        play.must("chair", "person.readmit", person=play.people["kham"])
        assert everything() == before
        play.must("chair", "person.remove", person=play.people["kham"])
        assert everything() != before
        play.must("chair", "deed.undo", deed=max(play.sees("chair", "deed")))
        assert everything() == before


def handed_in(play: World, who: str = "chair") -> list[dict[str, Any]]:
    """What table 1 handed in, the last one last."""
    play.settle()
    return sorted(play.sees(who, "submission").values(), key=lambda one: one["number"])


def votes_in(result: dict[str, Any]) -> dict[int, int]:
    return {line["card"]: line["votes"] for line in result["cards"]}


def test_a_result_handed_in_has_no_votes_of_who_is_sent_out(database_url: str) -> None:
    """A1: on every face, in its order and in what it says is other than before; let in again, all is as it was."""
    with world(database_url) as play:
        mine = post(play, "noy", "Noy's")
        fake = post(play, "kham", "Kham's")
        play.must("noy", "board.move", board=1, phase="vote")
        cast(play, "kham", 1, fake, 2)
        cast(play, "dao", 1, mine, 1)
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.submit", board=1)
        play.must("noy", "board.submit", board=1)
        play.must("chair", "theme.create", title={"en": "A theme"}, cards=[fake])

        def everything() -> Any:
            told = {who: handed_in(play, who) for who in ("chair", "noy", "dao", "mek")}
            return told, tallies(play), progress(play), play.sees("chair", "theme"), taken(play)["themes"]

        before = everything()
        [_, last] = before[0]["chair"]
        assert [(line["card"], line["votes"]) for line in last["cards"]] == [(fake, 2), (mine, 1)]
        assert last["people"] == {"voters": 2, "handed": 0, "left_out": 0}
        kham = play.people["kham"]
        play.must("chair", "people.remove", people=[kham])
        for who, [_, one] in everything()[0].items():
            assert [(line["card"], line["votes"]) for line in one["cards"]] == [(mine, 1), (fake, 0)], who
            assert one["people"] == {"voters": 1, "handed": 0, "left_out": 1}
            assert one["changes"]["votes"] == [], "what is other since the first is not that somebody went"
        assert tallies(play) == {f"card:{mine}": 1}
        play.must("chair", "deed.undo", deed=max(play.sees("chair", "deed")))
        assert everything()[:3] == before[:3]
        play.must("chair", "person.remove", person=kham)
        play.must("noy", "board.submit", board=1)
        assert votes_in(handed_in(play)[-1]) == {mine: 1, fake: 0}
        play.must("chair", "person.readmit", person=kham)
        assert votes_in(handed_in(play)[-1]) == {mine: 1, fake: 2}, "their votes stand in that result, too"


def test_a_leader_sends_nobody_out_of_a_result_handed_in(new_sqlite: Callable[[], str]) -> None:
    """A1, B3: taken back since and told anew, a vote is in the older result still; what went would be it."""
    with world(new_sqlite()) as play:
        for name in ("keo", "lat"):
            play.join(name, 1)
        mine = at_the_vote(play)
        for who in ("kham", "dao", "keo"):
            cast(play, who, 1, mine)
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.submit", board=1)
        play.must("noy", "board.move", board=1, phase="vote")
        for who in ("kham", "dao", "keo"):
            cast(play, who, 1, mine, 0)
        play.must("noy", "board.move", board=1, phase="report")
        assert (tallies(play), votes_in(handed_in(play)[0])) == ({}, {mine: 3})
        assert play.declined("noy", "person.remove", person=play.people["kham"]) == "in_result"
        play.must("noy", "person.remove", person=play.people["lat"])
        play.must("chair", "person.remove", person=play.people["kham"])
        assert votes_in(handed_in(play)[0]) == {mine: 2}


def undone(play: World, name: str, **more: Any) -> list[int]:
    """The leader takes back the last step of this name, and all that stands on it."""
    play.settle()
    last = max(id for id, deed in play.sees("noy", "deed").items() if deed["name"] == name)
    return list(play.must("noy", "deed.undo", deed=last, **more)["undone"])


def test_an_undone_result_hides_nobody_from_the_guard(new_sqlite: Callable[[], str]) -> None:
    """A1, B3: undone, somebody sent out, done again, the difference was a ballot. Planted: only what is not undone."""
    with world(new_sqlite()) as play:
        for name in ("keo", "lat"):
            play.join(name, 1)
        mine = at_the_vote(play)
        play.must("noy", "board.move", board=1, phase="report")
        again = play.must("noy", "round.rerun", board=1)["round"]
        for who in ("kham", "keo"):
            cast(play, who, again, mine)
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.submit", board=1)
        before = votes_in(handed_in(play)[0])
        steps = undone(play, "round.rerun", together=True)
        assert play.declined("noy", "person.remove", person=play.people["kham"]) == "in_result"
        play.must("chair", "person.remove", person=play.people["kham"])
        for step in steps:
            play.must("noy", "deed.redo", deed=step)
        assert (before, votes_in(handed_in(play)[0])) == ({mine: 2}, {mine: 1})
        assert tallies(play, round=again) == {f"card:{mine}": 1}, "the same on every face"


def test_an_undone_submission_hides_nobody_from_the_guard(new_sqlite: Callable[[], str]) -> None:
    """A1, B3: the votes were taken back since, and the result that has them is undone for a moment."""
    with world(new_sqlite()) as play:
        for name in ("keo", "lat"):
            play.join(name, 1)
        mine = at_the_vote(play)
        for dots in (1, 0):
            for who in ("kham", "dao", "keo"):
                cast(play, who, 1, mine, dots)
            play.must("noy", "board.move", board=1, phase="report")
            if dots:
                play.must("noy", "board.submit", board=1)
                play.must("noy", "board.move", board=1, phase="vote")
        undone(play, "board.submit")
        assert play.declined("noy", "person.remove", person=play.people["kham"]) == "in_result"


def test_a_result_counts_one_ballot_of_two_rows_made_one(database_url: str) -> None:
    """A1, A4: the votes that are carried on stay in a result handed in; those that are not leave it, as the tally."""
    with world(database_url) as play:
        mine = at_the_vote(play)
        cast(play, "kham", 1, mine, 2)
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.submit", board=1)
        pan = play.join("pan", 1)
        play.must("chair", "person.unite", person=pan, other=play.people["kham"])
        assert tallies(play) == {f"card:{mine}": 2} and votes_in(handed_in(play)[0]) == {mine: 2}
        play.must("chair", "person.remove", person=pan)
        assert tallies(play) == {} and votes_in(handed_in(play)[0]) == {mine: 0}
        play.must("chair", "person.readmit", person=pan)
        play.must("noy", "round.rerun", board=1)
        again = max(play.sees("noy", "round"))
        for who, dots in (("dao", 1), ("noy", 2)):
            cast(play, who, again, mine, dots)
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.submit", board=1)
        play.must("chair", "person.promote", person=play.people["noy"], role="participant")
        play.must("chair", "person.unite", person=play.people["dao"], other=play.people["noy"])
        assert tallies(play, round=again) == {f"card:{mine}": 1}
        assert votes_in(handed_in(play)[-1]) == {mine: 1}
        assert handed_in(play)[-1]["people"] == {"voters": 1, "handed": 0, "left_out": 0}


def test_a_leader_sends_nobody_out_whose_ballot_is_in_a_result(new_sqlite: Callable[[], str]) -> None:
    """B3, A1: what went with them would be their ballot; the chair may, and a leader may whoever is in none."""
    with world(new_sqlite()) as play:
        mine = at_the_vote(play)
        cast(play, "kham", 1, mine)
        play.must("noy", "person.remove", person=play.people["kham"])
        play.must("noy", "board.move", board=1, phase="report")
        assert tallies(play) == {}
        assert play.declined("noy", "person.readmit", person=play.people["kham"]) == "in_result"
        sent = max(
            play.sees("noy", "deed"),
            key=lambda id: (play.sees("noy", "deed")[id]["name"] == "person.remove", id),
        )
        assert play.declined("noy", "deed.undo", deed=sent) == "in_result"
        play.must("chair", "person.readmit", person=play.people["kham"])
        assert tallies(play) == {f"card:{mine}": 1}
        assert play.declined("noy", "person.remove", person=play.people["kham"]) == "in_result"
        play.must("noy", "person.remove", person=play.people["dao"])


def test_one_person_has_one_allowance_over_all_tables(database_url: str) -> None:
    """A2: what is left at a table counts while one sits there; one is told what becomes of it, however one moves."""
    with world(database_url) as play:
        one = at_the_vote(play)
        two = post(play, "boun", "Another", board=2)
        play.must("boun", "board.move", board=2, phase="vote")
        cast(play, "kham", 1, one, 2)
        play.must("chair", "person.move", person=play.people["kham"], group=2)
        kham = play.people["kham"]
        assert play.sees("kham", "person")[kham]["moved"] == [{"group": 1, "votes": 2, "told": False}]
        assert "moved" not in play.sees("chair", "person")[kham]
        cast(play, "kham", 2, two, 2)
        play.must("kham", "person.choose", group=1)
        assert play.sees("kham", "person")[kham]["moved"] == [{"group": 2, "votes": 2, "told": False}]
        play.must("kham", "person.seen")
        assert play.sees("kham", "person")[kham]["moved"] is None
        play.must("chair", "board.move_all", phase="report")
        assert (tallies(play), tallies(play, round=2)) == ({f"card:{one}": 2}, {})
        # Told, it stands wherever they go; in this step they have no second ballot.
        play.must("boun", "board.move", board=2, phase="vote")
        play.must("kham", "person.choose", group=2)
        assert tallies(play) == {f"card:{one}": 2}
        assert play.sees("kham", "person")[kham]["moved"] == [{"group": 1, "votes": 2, "told": True}]
        data = {"round": 2, "subject": f"card:{two}", "dots": 2}
        play.must("kham", "ballot.cast", **data)  # as it is
        play.must("kham", "ballot.cast", **data | {"dots": 0})
        assert play.declined("kham", "ballot.cast", **data) == "voted_elsewhere"
        play.must("noy", "round.rerun", board=1)
        play.must("kham", "ballot.cast", **data)


def test_who_is_seated_elsewhere_is_handed_in_for_once(new_sqlite: Callable[[], str]) -> None:
    """A2: a seated person moved, with and without a told result between."""
    with world(new_sqlite()) as play:
        one = at_the_vote(play)
        two = post(play, "boun", "Another", board=2)
        play.must("boun", "board.move", board=2, phase="vote")
        who = play.must("noy", "person.seat", group=1, name="Bounmy", org=1)["person"]
        play.must("noy", "ballot.hand_in", round=1, person=who, dots={f"card:{one}": 2})
        play.must("chair", "person.move", person=who, group=2)
        assert play.declined("noy", "ballot.hand_in", round=1, person=who, dots={}) == "not_found"
        play.must("boun", "ballot.hand_in", round=2, person=who, dots={f"card:{two}": 1})
        assert (progress(play)["voters"], progress(play, 2)["voters"]) == (0, 1)
        play.must("boun", "board.move", board=2, phase="report")
        play.must("chair", "person.move", person=who, group=1)
        refused = play.declined("noy", "ballot.hand_in", round=1, person=who, dots={f"card:{one}": 1})
        assert refused == "voted_elsewhere"
        play.must("noy", "board.move", board=1, phase="report")
        assert (tallies(play), tallies(play, round=2)) == ({}, {f"card:{two}": 1})


def test_whoever_moves_from_a_vote_that_is_held_is_told(new_sqlite: Callable[[], str]) -> None:
    """A2: the table stepped back from its vote and goes on with it: what was laid there waits all the same."""
    with world(new_sqlite()) as play:
        mine, kham = at_the_vote(play), play.people["kham"]
        cast(play, "kham", 1, mine, 2)
        play.must("noy", "board.move", board=1, phase="reveal")
        play.must("kham", "person.choose", group=2)
        assert play.sees("kham", "person")[kham]["moved"] == [{"group": 1, "votes": 2, "told": False}]
        play.must("noy", "board.move", board=1, phase="report")
        assert tallies(play) == {}


def test_votes_carried_over_to_who_sits_elsewhere_are_told(database_url: str) -> None:
    """A2, A4: made one with a row of another table, one is told what waits there; parted, no more."""
    with world(database_url) as play:
        mine, vanh = at_the_vote(play), play.people["vanh"]
        cast(play, "kham", 1, mine, 2)
        play.must("chair", "person.unite", person=vanh, other=play.people["kham"])
        assert play.sees("vanh", "person")[vanh]["moved"] == [{"group": 1, "votes": 2, "told": False}]
        assert progress(play)["voters"] == 0
        play.must("chair", "deed.undo", deed=max(play.sees("chair", "deed")))
        assert not play.sees("vanh", "person")[vanh]["moved"]
        assert progress(play)["voters"] == 1


def test_a_told_result_stands_until_three_differ(database_url: str) -> None:
    """B3: report, back to vote, one votes, report: what is told is what was told. With three it is told anew."""
    with world(database_url) as play:
        for name in ("keo", "lat", "pan"):
            play.join(name, 1)
        mine = at_the_vote(play)
        for who in ("kham", "dao"):
            cast(play, who, 1, mine)
        play.must("noy", "board.move", board=1, phase="report")
        assert tallies(play) == {f"card:{mine}": 2} and not play.sees("noy", "round")[1]["late"]
        looks = len(play.published)
        for n, who in enumerate(("keo", "lat")):
            play.must("noy", "board.move", board=1, phase="vote")
            cast(play, who, 1, mine, 2)
            play.settle()
            play.must("chair" if n else "noy", "board.move", board=1, phase="report")
            assert tallies(play) == {f"card:{mine}": 2} and play.sees("noy", "round")[1]["late"]
        told = [p["votes"] for d in play.published[looks:] for p in d["puts"] if p["type"] == "tally"]
        assert set(told) == {2}, "not for a moment either"
        play.must("noy", "deed.undo", deed=max(play.sees("noy", "deed")))
        cast(play, "pan", 1, mine, 2)
        play.must("noy", "board.move", board=1, phase="report")
        assert tallies(play) == {f"card:{mine}": 8} and not play.sees("noy", "round")[1]["late"]
        play.must("chair", "person.move", person=play.people["pan"], group=2)
        play.must("noy", "board.move", board=1, phase="vote")
        play.must("noy", "board.move", board=1, phase="report")
        assert tallies(play) == {f"card:{mine}": 8}
        again = play.must("noy", "round.rerun", board=1)["round"]
        cast(play, "kham", again, mine, 2)
        play.must("noy", "board.move", board=1, phase="report")
        assert tallies(play, round=again) == {f"card:{mine}": 2}


def test_the_roll_is_the_same_whatever_people_became_since(new_sqlite: Callable[[], str]) -> None:
    """B5: promoted, moved, sent out, seated for a moment: the list tells of nobody whether they wrote."""
    with world(new_sqlite(), named=False) as play:
        for name in ("keo", "lat", "pan", "som"):
            play.join(name, 1)
        for who in ("kham", "dao", "noy"):
            post(play, who, f"{who}'s")

        def listed() -> bool:
            play.settle()
            return play.sees("noy", "roll")[1]["unwritten"] is not None

        assert not listed()
        for who in ("kham", "dao", "keo", "lat"):
            id = play.people[who]
            for there, back in (
                (
                    ("chair", "person.promote", {"role": "leader"}),
                    ("chair", "person.promote", {"role": "participant"}),
                ),
                (("chair", "person.move", {"group": 2}), ("chair", "person.move", {"group": 1})),
                (("noy", "person.remove", {}), ("noy", "person.readmit", {})),
                (("noy", "person.sit", {}), (who, "person.rise", {})),
            ):
                for by, name, more in (there, back):
                    play.must(by, name, **({} if name == "person.rise" else {"person": id}), **more)
                    assert not listed(), (who, name)


def test_what_another_handed_in_is_told_and_stands_in_the_history(database_url: str) -> None:
    """A6: beside the votes as a number of people; in the history who for whom, never what; nothing takes it back."""
    with world(database_url) as play:
        mine = at_the_vote(play)
        cast(play, "kham", 1, mine)
        who = play.must("noy", "person.seat", group=1, name="Bounmy", org=1)["person"]
        play.must("noy", "ballot.hand_in", round=1, person=who, dots={f"card:{mine}": 2})
        now = progress(play)
        assert (now["voters"], now["handed"]) == (2, 1)
        [(id, line)] = [
            (i, d) for i, d in play.sees("chair", "deed").items() if d["name"] == "ballot.hand_in"
        ]
        assert (
            line["says"] == {"person": who, "round": 1} and line["note"] and line["by"] == play.people["noy"]
        )
        assert line["group"] == 1 and id in play.sees("noy", "deed")
        assert play.declined("chair", "deed.undo", deed=id) == "not_ready"
        play.must("chair", "deed.rewind", deed=min(play.sees("noy", "deed")))
        assert progress(play)["handed"] == 1
        play.must("chair", "board.move", board=1, phase="report")
        play.settle()
        assert "1 handed in on the leader's device" in taken(play)["counting"]["of_words"]["en"]


def test_what_was_handed_in_is_told_wherever_the_votes_are(database_url: str) -> None:
    """A6: beside a result handed in and what the board's numbers are of, whoever moved or was made one since.

    Planted: a ballot handed in for a row that was made another's was nobody's hand any more.
    """
    with world(database_url) as play:
        mine = at_the_vote(play)
        who = play.must("noy", "person.seat", group=1, name="Bounmy", org=1)
        play.must("noy", "ballot.hand_in", round=1, person=who["person"], dots={f"card:{mine}": 2})
        cast(play, "kham", 1, mine)
        play.must("noy", "board.move", board=1, phase="report")
        play.must("noy", "board.submit", board=1)
        play.must("chair", "person.move", person=who["person"], group=2)

        def told() -> Any:
            [result] = handed_in(play)
            of = play.sees("screen", "vision")[play.workshop]["of"]
            return result["people"], of["people"], of["handed"]

        assert told() == ({"voters": 2, "handed": 1, "left_out": 0}, 2, 1)
        file = taken(play)["counting"]
        assert file["of"]["handed"] == 1 and "1 handed in on the leader's device" in file["of_words"]["en"]
        assert progress(play)["handed"] == 0, "of those who sit there now"
        play.must("guest", "person.return", code=who["code"])
        play.must("chair", "person.unite", person=play.people["dao"], other=who["person"])
        assert told() == ({"voters": 2, "handed": 1, "left_out": 0}, 2, 1)
        assert progress(play)["handed"] == 1
        play.must("chair", "person.remove", person=play.people["dao"])
        assert told() == ({"voters": 1, "handed": 0, "left_out": 1}, 1, 0)


def test_those_offered_for_a_show_of_hands_have_no_phone_and_no_ballot(database_url: str) -> None:
    """A7: whoever voted by phone and then went on without it, or was handed in for, is counted by ballot."""
    with world(database_url) as play:
        mine = at_the_vote(play)
        seats = [
            play.must("noy", "person.seat", group=1, name=name, org=1)["person"] for name in ("One", "Two")
        ]
        assert progress(play)["seats"] == 2
        play.must("noy", "ballot.hand_in", round=1, person=seats[0], dots={f"card:{mine}": 2})
        cast(play, "kham", 1, mine)
        play.must("noy", "person.sit", person=play.people["kham"])
        assert progress(play)["seats"] == 1
        play.must("noy", "person.remove", person=seats[1])
        assert progress(play)["seats"] == 0


def test_hands_are_of_those_who_have_not_voted_by_ballot(new_sqlite: Callable[[], str]) -> None:
    """A7: more than sit here without a ballot is asked about; an impossible count is refused and names its card."""
    with world(new_sqlite()) as play:
        mine = at_the_vote(play)
        cast(play, "kham", 1, mine)
        count = {"round": 1, "present": 40, "counts": [{"card": mine, "hands": 2}]}
        refused = play.wish("noy", "hands.count", **count)
        assert (refused.refused, refused.params["most"]) == ("many_present", 2)
        play.must("noy", "hands.count", **count | {"present": 2})
        over = play.wish("noy", "hands.count", **count | {"present": 1})
        assert (over.refused, over.params["card"], over.params["text"]) == ("hands_over", mine, "A card")
        play.must("noy", "hands.count", **count | {"sure": True})


def test_a_file_says_that_a_vote_is_under_way_and_tells_no_number_of_it(database_url: str) -> None:
    """A8: the whole room's vote, where running numbers are seen too; and a table that votes again."""
    with world(database_url) as play:
        mine = at_the_vote(play)
        theme = play.must("chair", "theme.create", title={"en": "A theme"}, cards=[mine])["theme"]
        for who in ("kham", "dao"):
            cast(play, who, 1, mine)
        told = taken(play)
        assert "Group 1 is voting and is not counted yet" in told["counting"]["of_words"]["en"]
        assert [(one["voting"], one["voting_again"]) for one in told["groups"]] == [
            (True, False),
            (False, False),
        ]
        assert told["themes"][0]["numbers"] == dict.fromkeys(("sum", "average", "top", "fresh"))
        play.must("noy", "board.move", board=1, phase="report")
        again = play.must("noy", "round.rerun", board=1)["round"]
        cast(play, "kham", again, mine, 2)
        play.settle()
        told = taken(play)
        assert "Group 1 is voting again" in told["counting"]["of_words"]["en"]
        assert [(one["voting"], one["voting_again"]) for one in told["groups"]] == [
            (True, True),
            (False, False),
        ]
        assert told["themes"][0]["numbers"]["sum"] == 2
        play.must("chair", "vision.count", rule="fresh")
        poll = play.must("chair", "poll.open", budget=3, cap=3, live=True)["round"]
        play.must("kham", "ballot.cast", round=poll, subject=f"theme:{theme}", dots=3)
        play.settle()
        told = taken(play)
        assert told["counting"]["of_words"]["en"] == "The vote of the whole room is under way"
        assert told["counting"]["polling"] and told["counting"]["of"]["voted"] is None
        assert told["themes"][0]["numbers"]["fresh"] is None
        play.must("chair", "poll.close")
        play.settle()
        assert taken(play)["counting"]["of_words"]["en"] == "Of 1 people who voted"
        assert taken(play)["themes"][0]["numbers"]["fresh"] == 3
