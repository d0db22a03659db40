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
