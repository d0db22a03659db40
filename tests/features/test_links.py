"""Links and codes: wrong codes are slow and right ones never are; what is renewed ends what was before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.world import World, world
from workshop.kernel.engine import Claim
from workshop.kernel.errors import Refused
from workshop.kernel.guessing import FORGOTTEN, FREE, FREE_FOR_ALL, KEPT, LONGEST, SLIPS, Guesses

ROUTER = "10.0.0.1"


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def code_of(play: World, who: str) -> str:
    return str(play.sees(who, "person")[play.people[who]]["code"])


def test_thirty_right_codes_get_in_while_another_guesses_beside_them(new_sqlite: Callable[[], str]) -> None:
    """C7: thirty people come back behind one router, and somebody there tries codes all the time: all are in at once.

    Planted: failures counted by the address alone; then the second person was told to wait.
    """
    with world(new_sqlite()) as play:
        people = [play.join(f"guest {n}", 1 + n % 2) for n in range(30)]
        codes = [code_of(play, f"guest {n}") for n in range(30)]
        play.claims["guest"] = Claim("guest", address=ROUTER)
        play.engine.guesses.forget()
        taken = {code[:4] for code in codes}
        beside = (n for n in range(10_000) if f"{n:04d}" not in taken)
        told = []
        for person, code in zip(people, codes, strict=True):
            told += [
                play.wish("guest", "person.return", code=f"{next(beside):04d}55550000").refused
                for _ in range(20)
            ]
            came = play.wish("guest", "person.return", code=code)
            assert came.ok is not None and came.ok["person"] == person, came
        assert set(told) == {"code", "too_fast"}, "the guesser is slowed down"
        assert told.count("code") <= SLIPS + 5


def test_a_guess_at_a_beginning_waits_longer_each_time() -> None:
    """C7: who tries the endings of one code spends its beginning, and is not even looked up before it is free again."""
    clock, asked = Clock(), []

    def guess(text: str, address: str = ROUTER, right: bool = False) -> float:
        """0.0 for a wrong one, else how long to wait; -1.0 for who got in."""
        try:
            guesses.insist("1", address, text, lambda: asked.append(text) is None and right)
        except Refused as no:
            return no.retry_after or 0.0
        return -1.0

    guesses = Guesses(clock)
    assert [guess(f"40710000000{n}") for n in range(FREE + 1)] == [0.0] * FREE + [10.0]
    assert len(asked) == FREE
    assert guess("407100000009", right=True) == 10.0, "by chance right, and no sooner for it"
    assert guess("407200000009", right=True) == -1.0, "another beginning is another's"
    assert guess("407100000009", "10.0.0.2", right=True) == -1.0, "and so is another address"
    waits = []
    for _ in range(9):
        clock.now += waits[-1] if waits else 10.0
        guess("407100000000")
        waits.append(guess("407100000000"))
    assert waits == [20.0, 40.0, 80.0, 160.0, 320.0, *[LONGEST] * 4]
    clock.now += FORGOTTEN
    assert guess("407100000000") == 0.0, "after an hour of quiet it is forgotten"
    # From everywhere at once: one beginning is not tried for ever by changing the address.
    told = [guess("555500000000", f"10.1.0.{n}") for n in range(FREE_FOR_ALL + 1)]
    assert told == [0.0] * FREE_FOR_ALL + [10.0]


def test_what_is_remembered_of_guesses_is_bounded() -> None:
    """C7: a million addresses fill no memory."""
    guesses = Guesses(Clock())
    for n in range(KEPT + 100):
        with pytest.raises(Refused):
            guesses.insist("1", f"10.{n}", f"{n % 10_000:04d}", lambda: False)
    assert len(guesses._here._counted) <= KEPT and len(guesses._slips) <= KEPT


def test_a_wrong_code_leaves_no_trace_in_the_database(new_sqlite: Callable[[], str]) -> None:
    """C7: a guess takes nobody's turn in the lane, and no receipt is kept of it."""
    with world(new_sqlite()) as play:
        from workshop.kernel.tables import receipt

        def kept() -> int:
            from sqlalchemy import func, select

            return int(
                play.engine.look(0, lambda work: work.number(select(func.count()).select_from(receipt)))
            )

        before = kept()
        assert play.wish("guest", "person.return", code="000000000000").refused == "code"
        assert kept() == before
        again = "test-the-same-return"
        first = play.wish("guest", "person.return", again, code=code_of(play, "kham"))
        assert (
            first.ok == play.wish("guest", "person.return", again, code=code_of(play, "kham")).ok is not None
        )


def code_told(play: World, person: int) -> str:
    """As it is in the house, whoever was told."""
    from workshop.features.people.tables import person as people

    return str(play.engine.look(play.workshop, lambda work: work.need(people, person)["code"]))


JOIN = {"name": "Keo", "lang": "en", "org": 1}


def admitted(play: World, claim: Claim) -> str:
    """Who the door takes this for, or why not."""
    try:
        return play.engine.admit(claim, play.workshop).kind
    except Refused as no:
        return no.code


def test_every_link_can_be_renewed(new_sqlite: Callable[[], str]) -> None:
    """B7: owner's, chair's, screen's, a person's own, an invitation: the old one is refused as renewed, the new opens.

    Planted: a screen's version that is not asked for, and the old screen went on reading.
    """
    with world(new_sqlite()) as play:
        play.claims["invited"] = play.invitation(1)
        ways = {
            "owner": ("owner", "house.renew", {}),
            "screen": ("chair", "screen.renew", {}),
            "chair": ("owner", "chair.renew", {}),
            "kham": ("kham", "person.renew", {}),
            "invited": ("chair", "group.invite", {"group": 1, "people": 1}),
        }
        for who, (renews, name, data) in ways.items():
            old = play.claims[who]
            assert admitted(play, old) not in ("renewed", "not_found"), who
            play.must(renews, name, **data)
            assert admitted(play, old) == "renewed", who
            play.settle()
            told = old.person or old.key
            assert (told, "renewed") in play.dismissed, who
            if who != "invited":
                assert admitted(play, play.claims[who]) == old.kind, who
        assert admitted(play, play.invitation(1)) == "invited"
        assert play.declined("kham", "chair.renew") == play.declined("noy", "screen.renew") == "not_allowed"


def test_what_was_answered_once_opens_nothing_after_a_renewal(new_sqlite: Callable[[], str]) -> None:
    """B7, R2: a wish to come back, sent again, is answered as then: by the token that ended."""
    with world(new_sqlite()) as play:
        again, code = "a-wish-kept-by-a-thief", code_of(play, "kham")
        stolen = play.must("guest", "person.return", again, code=code)["token"]
        new = play.must("kham", "person.renew")["token"]
        assert play.must("guest", "person.return", again, code=code)["token"] == stolen != new
        assert play.must("kham", "person.recode", person=play.people["kham"])["code"] != code
        assert play.declined("guest", "person.return", code=code) == "code"


def test_a_personal_code_is_renewed_on_wish(new_sqlite: Callable[[], str]) -> None:
    """B7: by oneself, by the leader for the own table's participants, by the chair; oneself alone is told it."""
    with world(new_sqlite()) as play:
        kham, first = play.people["kham"], code_of(play, "kham")
        assert play.must("noy", "person.recode", person=kham) == {}
        second = code_of(play, "kham")
        assert play.must("chair", "person.recode", person=kham) == {}
        third = code_of(play, "kham")
        assert play.must("kham", "person.recode", person=kham)["code"] == code_of(play, "kham")
        assert len({first, second, third, code_of(play, "kham")}) == 4
        assert play.declined("dao", "person.recode", person=kham) == "not_allowed"
        assert play.declined("boun", "person.recode", person=kham) == "not_found"
        assert play.declined("noy", "person.recode", person=play.people["chair"]) in (
            "not_allowed",
            "not_found",
        )
        play.must("chair", "person.promote", person=kham, role="leader")
        assert play.declined("noy", "person.recode", person=kham) == "not_allowed"


def test_an_invitation_is_for_one(new_sqlite: Callable[[], str]) -> None:
    """B7: or for as many as the chair says; who used it is told; taken back it opens nothing."""
    with world(new_sqlite()) as play:
        play.claims["invited"] = play.invitation(2)
        assert play.engine.admit(play.claims["invited"], play.workshop).me["left"] == 1
        assert play.must("invited", "person.join", **JOIN)["group"] == 2
        assert play.declined("invited", "person.join", **JOIN) == "invite_used"
        assert play.engine.admit(play.claims["invited"], play.workshop).me["left"] == 0
        play.must("chair", "group.invite", group=2, people=2)
        play.claims["invited"] = play.invitation(2)
        for n in range(2):
            play.must("invited", "person.join", **JOIN | {"name": f"Leader {n}"})
        assert play.declined("invited", "person.join", **JOIN) == "invite_used"
        play.must("chair", "group.invite", group=2, people=0)
        assert play.declined("invited", "person.join", **JOIN) == "renewed"
        play.claims["invited"] = play.invitation(2)
        assert play.declined("invited", "person.join", **JOIN) == "invite_used"
        assert play.declined("boun", "group.invite", group=2, people=5) == "not_allowed"


def test_a_code_that_a_leader_was_told_brings_somebody_back_once(new_sqlite: Callable[[], str]) -> None:
    """B4: with their own phone in hand they have a code that nobody else ever saw."""
    with world(new_sqlite()) as play:
        made = play.must("noy", "person.seat", group=1, name="Boun Mi", org=1)
        assert play.must("noy", "person.recode", person=made["person"])["code"] != made["code"]
        told = play.must("noy", "person.recode", person=made["person"])["code"]
        came = play.must("guest", "person.return", code=told)
        assert came["code"] != told
        assert play.declined("guest", "person.return", code=told) == "code"
        assert play.must("noy", "person.recode", person=made["person"]) == {}


def test_what_was_handed_in_is_on_no_stream(database_url: str) -> None:
    """B4: the leader, who was told the code, comes in by it on another phone: no record, reply or refusal tells what
    was handed in, and the desk is told that somebody came. Planted: the ballot on its voter's stream.
    """
    with world(database_url) as play:
        card = play.must("kham", "card.post", board=1, kind="problem", text="One", lang="en")["card"]
        other = play.must("dao", "card.post", board=1, kind="problem", text="Two", lang="en")["card"]
        made = play.must("noy", "person.seat", group=1, name="Boun Mi", org=1)
        play.must("noy", "board.move", board=1, phase="vote")
        given = {"round": 1, "person": made["person"]}
        play.must("noy", "ballot.hand_in", **given, dots={f"card:{card}": 2, f"card:{other}": 1})
        play.must("guest", "person.return", code=made["code"])
        play.claims["boun mi"] = play.claim(made["person"])
        assert play.sees("boun mi", "ballot") == {}
        assert [one["round"] for one in play.sees("boun mi", "handed").values()] == [1]
        told = {
            str(play.wish("boun mi", "ballot.cast", round=1, subject=f"card:{on}", dots=dots))
            for on in (card, other)
            for dots in range(4)
        }
        assert len(told) == 1 and "handed_in" in told.pop()
        for reader in ("noy", "chair"):
            assert [one["person"] for one in play.sees(reader, "comeback").values()] == [made["person"]]
        for reader in ("kham", "boun", "mek", "screen", "boun mi"):
            assert play.sees(reader, "comeback") == {}
        # Its owner may begin anew, from nothing: then it counts no more, and what is laid by phone is on the phone.
        assert play.must("boun mi", "ballot.anew", round=1)["left"] == 5
        assert play.sees("boun mi", "handed") == {}
        assert play.must("boun mi", "ballot.cast", round=1, subject=f"card:{other}", dots=2)["left"] == 3
        assert [one["dots"] for one in play.sees("boun mi", "ballot").values()] == [2]
        play.must("noy", "board.move", board=1, phase="report")
        play.settle()
        votes = {one["subject"]: one["votes"] for one in play.sees("noy", "tally").values()}
        assert votes == {f"card:{other}": 2}


def test_what_the_answer_to_handing_in_tells(new_sqlite: Callable[[], str]) -> None:
    """B4: `left` is worked out from what was handed in just now, whatever was laid before, by the table or by phone.

    Planted: the budget less all that is laid.
    """
    with world(new_sqlite()) as play:
        card = play.must("kham", "card.post", board=1, kind="problem", text="One", lang="en")["card"]
        other = play.must("dao", "card.post", board=1, kind="problem", text="Two", lang="en")["card"]
        made = play.must("noy", "person.seat", group=1, name="Boun Mi", org=1)
        play.must("noy", "board.move", board=1, phase="vote")
        given = {"round": 1, "person": made["person"]}
        for before in ({}, {f"card:{other}": 2}, {f"card:{card}": 1, f"card:{other}": 2}):
            play.must("noy", "ballot.hand_in", **given, dots=before)
            play.must("guest", "person.return", code=code_told(play, made["person"]))
            assert play.declined("noy", "ballot.hand_in", **given, dots={}) == "seated"
            play.must("noy", "person.sit", person=made["person"])
            assert play.must("noy", "ballot.hand_in", **given, dots={f"card:{card}": 1}) == {"left": 4}


def test_what_was_handed_in_shows_in_no_difference(new_sqlite: Callable[[], str]) -> None:
    """B4: where tallies are seen, a ballot that was handed in is not taken out again: what is missing is theirs."""
    with world(new_sqlite()) as play:
        card = play.must("kham", "card.post", board=1, kind="problem", text="One", lang="en")["card"]
        made = play.must("noy", "person.seat", group=1, name="Boun Mi", org=1)
        play.must("noy", "round.set", board=1, cap=2, live=True)
        play.must("noy", "board.move", board=1, phase="vote")
        play.must("noy", "ballot.hand_in", round=1, person=made["person"], dots={f"card:{card}": 2})
        play.must("guest", "person.return", code=made["code"])
        play.claims["boun mi"] = play.claim(made["person"])
        assert play.declined("boun mi", "ballot.anew", round=1) == "result_seen"
        play.settle()
        assert play.sees("noy", "tally")[f"1.card.{card}"]["votes"] == 2
