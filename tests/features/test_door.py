"""The door: closed, kept by somebody, or full; many sent out in one step; and one person who came twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.world import World, world
from workshop.features.agenda.tables import workshop
from workshop.features.people.doubles import double_of
from workshop.features.people.tables import person
from workshop.features.people.views import _beside
from workshop.kernel.engine import Claim
from workshop.kernel.errors import Refused
from workshop.kernel.work import Work

WHO = {"lang": "en", "org_other": "Ministry", "group": 1}


@pytest.fixture
def play(new_sqlite: Callable[[], str]) -> Iterator[World]:
    with world(new_sqlite()) as it:
        yield it


def comes(play: World, name: str, **more: Any) -> int:
    """Somebody new comes in; known by their name from then on."""
    id = int(play.must("guest", "person.join", name=name, **WHO | more)["person"])
    play.claims[name] = play.claim(id)
    play.people[name] = id
    return id


def row(play: World, id: int) -> dict[str, Any]:
    found: dict[str, Any] = play.engine.look(play.workshop, lambda work: work.any(person, id))
    return found


def at_the_chair(play: World) -> dict[int, dict[str, Any]]:
    """{person: their record on the chair's own stream}."""
    records = play.snapshot("chair").maps[f"chair:{play.workshop}"].values()
    return {one["id"]: one for one in records if one["type"] == "person"}


# --- the door ------------------------------------------------------------------------------------------------


def test_a5_a_closed_door_lets_nobody_new_in(play: World) -> None:
    """A5: those inside go on, and a personal code still brings somebody back; whoever is invited to lead comes in."""
    play.must("chair", "workshop.edit", door="closed")
    assert play.declined("guest", "person.join", name="New", **WHO) == "door_closed"
    play.must("kham", "card.post", board=1, kind="problem", text="Inside", lang="en")
    code = row(play, play.people["kham"])["code"]
    assert play.must("guest", "person.return", code=code)["person"] == play.people["kham"]
    play.claims["invited"] = play.invitation(1)
    assert play.must("invited", "person.join", name="Leads", lang="en", org_other="-")["group"] == 1
    play.must("chair", "workshop.edit", door="open")
    comes(play, "New")


def test_a5_whoever_waits_hears_and_may_nothing(play: World) -> None:
    """A5: their own stream alone; no command; counted nowhere. Planted: with a table's streams they read its cards."""
    play.must("chair", "workshop.edit", door="wait")
    play.settle()
    before = play.sees("screen", "progress")[1]["people"]
    id = comes(play, "New")
    play.settle()
    actor = play.engine.admit(play.claims["New"], play.workshop)
    assert (actor.kind, actor.streams) == ("waiting", (f"person:{id}",))
    assert actor.me["kind"] == "waiting" and actor.me["group"] == 1
    for name in ("card.post", "person.rename", "person.choose"):
        example = play.engine.house.commands[name].example or {}
        assert play.declined("New", name, **example) in ("not_allowed", "not_found"), name
    assert play.sees("screen", "progress")[1]["people"] == before
    assert id not in play.sees("kham", "person") and id not in play.sees("boun", "person")
    assert play.sees("noy", "person")[id]["waiting"] is True
    assert play.sees("chair", "person")[id]["waiting"] is True


def test_a5_the_leader_lets_in_those_of_the_own_table(play: World) -> None:
    """A5: one by one or all; the chair all tables'; with one undo. Their phone comes in again by itself."""
    play.must("chair", "workshop.edit", door="wait")
    mine, too = comes(play, "New"), comes(play, "Newer")
    other = comes(play, "Far", group=2)
    assert play.declined("boun", "people.admit", people=[mine], group=1) in ("not_allowed", "not_found")
    assert play.declined("noy", "people.admit", people=[other], group=1) == "not_found"
    assert play.declined("noy", "people.admit", people=[mine]) == "not_allowed"
    play.dismissed.clear()
    play.must("noy", "people.admit", people=[mine, too], group=1)
    play.settle()
    assert {(mine, "changed"), (too, "changed")} <= set(play.dismissed)
    assert play.engine.admit(play.claims["New"], play.workshop).kind == "person"
    play.must("chair", "people.admit", people=[other])
    assert row(play, other)["waiting"] is False
    play.must("chair", "person.remove", person=mine)  # and sent away, while waiting or after


def test_a5_a_group_and_a_workshop_have_a_most(play: World) -> None:
    """A5: told with the number; whoever waits keeps a place; whoever was sent out frees one; seats are the leader's."""
    play.must("chair", "workshop.edit", most_group=4, most=8)
    comes(play, "Fourth")
    refused = play.wish("guest", "person.join", name="Fifth", **WHO)
    assert (refused.refused, refused.params["max"]) == ("group_full", 4)
    play.must("chair", "person.remove", person=play.people["Fourth"])
    comes(play, "Fifth")
    play.must("chair", "workshop.edit", most_group=None)
    play.engine.paces.forget()
    full = play.wish("guest", "person.join", name="Ninth", **WHO | {"group": 2})
    assert (full.refused, full.params["max"]) == ("workshop_full", 8)
    play.must("chair", "workshop.edit", most=None)
    comes(play, "Ninth", group=2)


def test_a5_where_the_workshop_balances_newcomers_go_where_there_is_room(play: World) -> None:
    """A5: the smallest table, those who wait counted; all full is told."""
    play.must("chair", "workshop.edit", assign="balance", most_group=4)
    placed = [row(play, comes(play, f"New {n}"))["group_id"] for n in range(2)]
    assert sorted(placed) == [1, 2]
    assert play.declined("guest", "person.join", name="One more", **WHO) == "group_full"


# --- many at once --------------------------------------------------------------------------------------------


def test_a5_many_are_sent_out_in_one_step_with_one_undo(play: World) -> None:
    """A5: and come back with it. The chair alone; never the chair; all or none."""
    crowd = [comes(play, f"Crowd {n}") for n in range(30)]
    step = play.must("chair", "people.remove", people=crowd)
    assert step == {}
    assert all(row(play, id)["removed"] for id in crowd)
    play.settle()
    assert {id for id, why in play.dismissed if why == "removed"} >= set(crowd)
    assert play.sees("screen", "progress")[1]["people"] == 3
    deeds = play.sees("chair", "deed")
    last = deeds[max(deeds)]
    assert (last["name"], last["says"]) == ("people.remove", {"n": 30})
    play.must("chair", "deed.undo", deed=last["id"])
    play.settle()
    assert not any(row(play, id)["removed"] for id in crowd)
    assert play.sees("screen", "progress")[1]["people"] == 33
    assert play.declined("noy", "people.remove", people=crowd[:1]) == "not_allowed"
    chair = play.claims["chair"].person
    assert play.declined("chair", "people.remove", people=[crowd[0], chair]) == "not_allowed"
    assert play.declined("chair", "people.remove", people=[crowd[0], 999_999]) == "not_found"
    assert not row(play, crowd[0])["removed"]
    play.must("chair", "people.remove", people=crowd[:3])
    play.must("chair", "people.readmit", people=crowd[:3])
    assert not any(row(play, id)["removed"] for id in crowd)


def test_a5_the_leader_turns_away_who_waits(play: World) -> None:
    """A5: of the own table; and lets them wait again."""
    play.must("chair", "workshop.edit", door="wait")
    id, far = comes(play, "New"), comes(play, "Far", group=2)
    play.must("noy", "person.remove", person=id)
    assert play.declined("New", "person.rename", name="Me", org_other="-") == "removed"
    assert play.declined("noy", "person.remove", person=far) in ("not_allowed", "not_found")
    play.must("noy", "person.readmit", person=id)
    assert play.engine.admit(play.claims["New"], play.workshop).kind == "waiting"


def test_a5_who_was_sent_out_weighs_little(play: World) -> None:
    """A5: of a crowd sent out no more is told than the lists show, to the chair and to desks."""
    crowd = [comes(play, f"Crowd {n}") for n in range(20)]
    play.must("chair", "people.remove", people=crowd)
    play.settle()
    maps = play.snapshot("chair").maps
    for stream in (f"chair:{play.workshop}", "desk:1"):
        records = [maps[stream][f"person:{id}"] for id in crowd]
        assert records[0] == {
            "key": f"person:{crowd[0]}",
            "type": "person",
            "id": crowd[0],
            "name": "Crowd 0",
            "org_other": "Ministry",
            "group": 1,
            "removed": True,
        }
    assert not any(f"person:{crowd[0]}" in of for name, of in maps.items() if name.startswith("group"))
    play.must("chair", "people.readmit", people=crowd)
    play.settle()
    assert {"role", "came", "origin"} <= at_the_chair(play)[crowd[0]].keys()


# --- where from ----------------------------------------------------------------------------------------------


def test_a5_what_came_from_one_device_is_told_to_the_chair_alone(play: World) -> None:
    """A5: the same mark for the same device and address; neither is in it, and no other stream has it."""
    hall = play.engine.look(play.workshop, lambda work: work.any(workshop, play.workshop))
    assert hall is not None and hall["marking"]
    here = Claim("guest", address="192.168.8.20")
    play.claims["guest"] = here
    one = [comes(play, f"One {n}", device="a-browser-of-its-own") for n in range(2)]
    other = comes(play, "Other", device="another-browser")
    script = comes(play, "Script")
    told = at_the_chair(play)
    marks = {id: (told[id]["device"], told[id]["origin"]) for id in (*one, other, script)}
    assert marks[one[0]] == marks[one[1]] and marks[one[0]][0] != marks[other][0]
    assert marks[script][0] is None and marks[script][1] == marks[other][1]
    assert not any("192" in str(mark) or "browser" in str(mark) for pair in marks.values() for mark in pair)
    # The chair knows the workshop's code and when it was made, and could try each address of the room's network.
    for secret in (hall["code"], f"{hall['code']} {hall['made']}"):
        tried = hashlib.blake2s(b"192.168.8.20", key=secret.encode(), digest_size=6).hexdigest()
        assert tried != marks[script][1]
    for who in ("noy", "kham", "mek", "screen", "One 0", "chair"):
        assert hall["marking"] not in str(play.snapshot(who).maps)
    for who in ("noy", "kham", "mek", "screen", "One 0"):
        for record in play.snapshot(who).maps.values():
            for each in record.values():
                assert "device" not in each and "origin" not in each, (who, each["key"])


# --- one person twice ----------------------------------------------------------------------------------------


def test_a4_whoever_comes_under_a_name_that_is_here_is_asked(play: World) -> None:
    """A4: as a phone asks; spelled another way it is the same name. Says they are another: they come in."""
    comes(play, "Somchai")
    refused = play.wish(
        "guest", "person.join", name="SOMCHAI ", another=False, **WHO | {"org_other": "ministry"}
    )
    assert (refused.refused, refused.params["name"]) == ("here_already", "SOMCHAI")
    assert play.wish("guest", "person.join", name="Somchai", another=False, **WHO | {"org_other": "Bank"}).ok
    play.must("guest", "person.join", name="Somchai", another=True, **WHO)
    play.must("chair", "person.remove", person=play.people["Somchai"])


def test_a4_who_comes_again_is_found_without_reading_everybody(play: World) -> None:
    """A4: a join among thousands holds the others up no longer. Planted: every name read and folded at each join."""
    for n in range(40):
        comes(play, f"Crowd {n}")
    read: list[int] = []

    def look(work: Work) -> None:
        every, work.all = work.all, lambda wish: read.append(len(found := every(wish))) or found  # type: ignore
        assert double_of(work, "crowd 7", None, "MINISTRY") and not double_of(
            work, "Nobody", None, "Ministry"
        )

    play.engine.look(play.workshop, look)
    assert read == [1, 0]
    play.must("Crowd 7", "person.rename", name="Somchai", org_other="Ministry")
    asked = {"another": False, **WHO}
    assert play.wish("guest", "person.join", name="Crowd 7", **asked).ok
    assert play.wish("guest", "person.join", name="SOMCHAI", **asked).refused == "here_already"


def test_a4_lists_tell_doubles_apart(play: World) -> None:
    """A4: the chair is told when each came."""
    first, second = comes(play, "Somchai"), comes(play, "Somchai")
    told = at_the_chair(play)
    assert told[first]["came"] <= told[second]["came"]


def test_a4_a_leader_tells_doubles_of_the_own_table_apart(play: World) -> None:
    """A4: told when each of one name came, and nothing of it of anybody else, nor to anybody else."""
    first, far = comes(play, "Somchai"), comes(play, "Somchai", group=2)

    def at_the_desk() -> dict[str, int]:
        play.settle()
        records = play.snapshot("noy").maps["desk:1"].values()
        return {one["id"]: one["came"] for one in records if one["type"] == "person"}

    assert at_the_desk() == {}
    second = comes(play, "SOMCHAI")
    assert at_the_desk().keys() == {first, second}
    for who in ("kham", "mek", "screen", "boun"):
        told = [one for of in play.snapshot(who).maps.values() for one in of.values()]
        assert not any("came" in one for one in told if one["type"] == "person"), who
    play.must("chair", "person.move", person=far, group=1)
    assert at_the_desk().keys() == {first, second, far}
    play.must("noy", "person.unite", person=second, other=first)
    play.must("chair", "person.move", person=far, group=2)
    assert at_the_desk() == {}
    play.claims["renamed"] = play.claim(second)
    play.must("renamed", "person.rename", name="Kham", org_other="-")
    assert at_the_desk().keys() == {second, play.people["kham"]}


def test_a_crowd_of_one_name_makes_no_join_dearer(play: World) -> None:
    """C3, A5: of two others each is a double already, and is not told anew. All of the name were, with each join."""
    first = comes(play, "Somchai", another=True)

    def beside(id: int) -> set[int]:
        return set(play.engine.look(play.workshop, lambda work: _beside(work, [work.any(person, id)])))

    assert beside(comes(play, "Somchai", another=True)) == {first}
    assert beside(comes(play, "Somchai", another=True)) == set()
    assert beside(comes(play, "Somchai", another=True, group=2)) == set()


def test_a4_two_rows_that_are_one_person_are_made_one(play: World) -> None:
    """A4: cards are kept and told as theirs, one ballot counts, and one undo parts them."""
    old, new = comes(play, "Somchai"), comes(play, "Somchai again")
    card = play.must("Somchai", "card.post", board=1, kind="problem", text="Mine", lang="en")["card"]
    other = play.must("kham", "card.post", board=1, kind="problem", text="Kham's", lang="en")["card"]
    play.must("chair", "board.move", board=1, phase="vote")
    play.must("Somchai", "ballot.cast", round=1, subject=f"card:{other}", dots=2)
    play.must("Somchai again", "ballot.cast", round=1, subject=f"card:{card}", dots=1)
    play.must("noy", "person.unite", person=new, other=old)
    play.settle()
    assert old not in play.sees("noy", "person") and play.sees("chair", "person")[old]["same"] == new
    assert play.sees("noy", "card")[card]["author"] == {"id": new, "name": "Somchai again"}
    assert play.sees("screen", "progress")[1]["voters"] == 1
    play.must("chair", "board.move", board=1, phase="report")
    play.settle()
    assert tallies(play) == {f"card:{card}": 1}
    undo_last(play, "person.unite")
    assert play.engine.admit(play.claims["Somchai"], play.workshop).person == old


def test_a4_a_vote_of_the_row_that_goes_is_not_lost(play: World) -> None:
    """A4: where who stays laid none, what the other laid counts as theirs; parted again, as the other's."""
    old, new = comes(play, "Somchai"), comes(play, "Somchai again")
    card = play.must("kham", "card.post", board=1, kind="problem", text="Kham's", lang="en")["card"]
    play.must("chair", "board.move", board=1, phase="vote")
    play.must("Somchai", "ballot.cast", round=1, subject=f"card:{card}", dots=2)
    play.must("chair", "person.unite", person=new, other=old)
    play.settle()
    assert play.sees("Somchai again", "handed")
    assert play.sees("screen", "progress")[1]["voters"] == 1
    undo_last(play, "person.unite")
    play.settle()
    assert not play.sees("Somchai again", "handed")
    play.must("chair", "board.move", board=1, phase="report")
    play.settle()
    assert tallies(play) == {f"card:{card}": 2}


def test_a4_who_may_be_made_one_with_whom(play: World) -> None:
    """A4: never the chair, never oneself, no chains; a leader participants of the own table."""
    a, b, far = comes(play, "A"), comes(play, "B"), comes(play, "Far", group=2)
    chair = play.claims["chair"].person
    for pair in ((a, a), (a, chair), (chair, a)):
        assert play.declined("chair", "person.unite", person=pair[0], other=pair[1]) == "not_allowed"
    assert play.declined("noy", "person.unite", person=a, other=far) == "not_found"
    assert play.declined("noy", "person.unite", person=a, other=play.people["noy"]) == "not_allowed"
    play.must("noy", "person.unite", person=a, other=b)
    assert play.declined("chair", "person.unite", person=b, other=far) == "not_found"
    assert play.declined("chair", "person.unite", person=far, other=a) == "not_allowed"


def tallies(play: World) -> dict[str, int]:
    return {one["subject"]: one["votes"] for one in play.sees("noy", "tally").values()}


def undo_last(play: World, name: str) -> None:
    play.must("chair", "deed.undo", deed=last_step(play, name))


def last_step(play: World, name: str) -> int:
    found = {**play.sees("chair", "deed"), **play.sees("noy", "deed")}
    return max(int(id) for id, one in found.items() if one["name"] == name)


def test_a4_a_row_made_anothers_opens_nothing(play: World) -> None:
    """A4: whoever has a made-up row's phone or code is not, by uniting, the person it was made one with.

    Planted: a token of the row that went led to the one that stayed, and a leader read a phone's ballots with it.
    """
    made_up = comes(play, "Made up")
    code = row(play, made_up)["code"]
    other = play.must("dao", "card.post", board=1, kind="problem", text="Dao's", lang="en")["card"]
    play.must("chair", "board.move", board=1, phase="vote")
    play.must("kham", "ballot.cast", round=1, subject=f"card:{other}", dots=2)
    play.dismissed.clear()
    play.must("noy", "person.unite", person=play.people["kham"], other=made_up)
    play.settle()
    assert (made_up, "changed") in play.dismissed
    assert play.declined("Made up", "person.rename", name="Kham", org_other="-") == "united"
    with pytest.raises(Refused, match="united"):
        play.engine.admit(play.claims["Made up"], play.workshop)
    assert play.declined("guest", "person.return", code=code) == "united"
    undo_last(play, "person.unite")
    assert play.must("guest", "person.return", code=code)["person"] == made_up


def test_a4_whoever_stays_reads_no_ballot_and_no_hidden_words_of_the_other(play: World) -> None:
    """A4: made one with a row that a leader holds, a person keeps their secrets; the ballot counts, once.

    Planted: ballots laid again as by the hand of who stays were on that phone.
    """
    made_up = comes(play, "Made up")
    card = play.must("dao", "card.post", board=1, kind="problem", text="Dao's", lang="en")["card"]
    kept = play.must("kham", "card.post", board=1, kind="problem", text="Kham's", lang="en")["card"]
    play.must("kham", "card.withdraw", card=kept)
    play.must("chair", "board.move", board=1, phase="vote")
    play.must("kham", "ballot.cast", round=1, subject=f"card:{card}", dots=2)
    play.must("noy", "person.unite", person=made_up, other=play.people["kham"])
    play.settle()
    own = play.snapshot("Made up").maps[f"person:{made_up}"].values()
    assert {each["type"] for each in own} == {"person", "handed"}
    # It is as if handed in for them: counted, told beside nobody's, and they may begin anew while nothing was seen.
    assert play.sees("screen", "progress")[1]["voters"] == 1
    assert play.sees("screen", "progress")[1]["handed"] == 0
    assert play.declined("Made up", "ballot.cast", round=1, subject=f"card:{card}", dots=1) == "handed_in"
    play.must("Made up", "ballot.anew", round=1)
    play.must("Made up", "ballot.cast", round=1, subject=f"card:{card}", dots=1)
    play.must("chair", "board.move", board=1, phase="report")
    play.settle()
    assert tallies(play) == {f"card:{card}": 1}


def test_a4_parted_again_one_may_vote_on_what_the_other_had(play: World) -> None:
    """A4: an undone step leaves no trace that stands in the way of a vote."""
    old, new = comes(play, "Somchai"), comes(play, "Somchai again")
    card = play.must("kham", "card.post", board=1, kind="problem", text="Kham's", lang="en")["card"]
    play.must("chair", "board.move", board=1, phase="vote")
    play.must("Somchai", "ballot.cast", round=1, subject=f"card:{card}", dots=2)
    play.must("chair", "person.unite", person=new, other=old)
    undo_last(play, "person.unite")
    play.must("Somchai again", "ballot.cast", round=1, subject=f"card:{card}", dots=1)
    play.must("chair", "board.move", board=1, phase="report")
    play.settle()
    assert tallies(play) == {f"card:{card}": 3}


def test_a4_parted_after_the_result_was_told_each_counts_once(play: World) -> None:
    """A4: what was carried over is taken back wherever it stands. Planted: counted twice."""
    old, new = comes(play, "Somchai"), comes(play, "Somchai again")
    card = play.must("kham", "card.post", board=1, kind="problem", text="Kham's", lang="en")["card"]
    play.must("chair", "board.move", board=1, phase="vote")
    play.must("Somchai", "ballot.cast", round=1, subject=f"card:{card}", dots=2)
    play.must("chair", "person.unite", person=new, other=old)
    play.must("chair", "board.move", board=1, phase="report")
    play.settle()
    assert tallies(play) == {f"card:{card}": 2}
    undo_last(play, "person.unite")
    play.settle()
    assert tallies(play) == {f"card:{card}": 2}
    play.must("chair", "deed.redo", deed=last_step(play, "person.unite"))
    play.settle()
    assert tallies(play) == {f"card:{card}": 2}
    assert play.sees("screen", "progress")[1]["voters"] == 1


def test_a4_a_vote_given_in_between_does_not_stand_in_the_way_of_an_undo(play: World) -> None:
    """A4: and is not taken back with it."""
    old, new = comes(play, "Somchai"), comes(play, "Somchai again")
    card = play.must("kham", "card.post", board=1, kind="problem", text="Kham's", lang="en")["card"]
    play.must("chair", "board.move", board=1, phase="vote")
    play.must("Somchai", "ballot.cast", round=1, subject=f"card:{card}", dots=2)
    play.must("chair", "person.unite", person=new, other=old)
    play.must("Somchai again", "ballot.anew", round=1)
    play.must("Somchai again", "ballot.cast", round=1, subject=f"card:{card}", dots=1)
    undo_last(play, "person.unite")
    play.must("chair", "board.move", board=1, phase="report")
    play.settle()
    assert tallies(play) == {f"card:{card}": 3}


def test_a4_no_leader_reads_a_ballot_from_a_result_that_changes_by_it(play: World) -> None:
    """A4: where a result was told, a leader may make nobody one whose ballot is in it."""
    old, new = comes(play, "Somchai"), comes(play, "Somchai again")
    card = play.must("kham", "card.post", board=1, kind="problem", text="Kham's", lang="en")["card"]
    play.must("chair", "board.move", board=1, phase="vote")
    play.must("Somchai", "ballot.cast", round=1, subject=f"card:{card}", dots=2)
    play.must("Somchai again", "ballot.cast", round=1, subject=f"card:{card}", dots=1)
    play.must("chair", "board.move", board=1, phase="report")
    assert play.declined("noy", "person.unite", person=new, other=old) == "in_result"
    assert "in_result" in play.engine.house.commands["person.unite"].refuses


def test_a5_whoever_waits_is_no_neighbour_yet(play: World) -> None:
    """A5: the lead is not handed to them, they are not put off a phone, and nobody is made one with them unseen."""
    play.must("chair", "workshop.edit", door="wait")
    id = comes(play, "New")
    assert play.declined("noy", "person.hand", person=id) == "not_allowed"
    assert play.declined("noy", "person.sit", person=id) == "not_allowed"
    assert play.declined("noy", "person.unite", person=id, other=play.people["kham"]) == "not_allowed"
    play.must("noy", "person.unite", person=play.people["kham"], other=id)
    # A row that is another's is nobody to move, promote or send out.
    for name, more in (
        ("person.move", {"group": 2}),
        ("person.promote", {"role": "helper"}),
        ("person.remove", {}),
    ):
        assert play.declined("chair", name, person=id, **more) == "not_found", name


def test_a5_nobody_chooses_a_table_that_is_full(play: World) -> None:
    """A5: the most of a group holds for whoever moves there by themselves; the chair may seat more."""
    play.must("chair", "workshop.edit", most_group=3, assign="choose")
    assert play.wish("kham", "person.choose", group=2).refused == "group_full"
    play.must("kham", "person.choose", group=1)  # where one sits already
    play.must("chair", "person.move", person=play.people["kham"], group=2)


def test_a4_the_question_names_the_organisation(play: World) -> None:
    """A4: "{name} of {organisation} is here already", in the language of who asks."""
    asked = {"name": "kham", "lang": "en", "org": 1, "group": 1, "another": False}
    refused = play.wish("guest", "person.join", **asked)
    assert refused.params == {"name": "kham", "org": "Ministry of Finance"}
    refused = play.wish("guest", "person.join", **asked | {"lang": "lo"})
    assert refused.params["org"] == "ກະຊວງການເງິນ"
    comes(play, "Somchai")
    refused = play.wish("guest", "person.join", name="Somchai", another=False, **WHO)
    assert refused.params["org"] == "Ministry"
