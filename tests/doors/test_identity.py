"""Tokens (R9): what they say, what they never say, and whose they are not."""

from __future__ import annotations

import pytest

from workshop.doors.identity import Bearer, Identity

HOUSE = Identity("one secret")


def test_the_same_person_has_the_same_token() -> None:
    """A resent command gets the token it got before (R2)."""
    assert HOUSE.person(1, 2, 3) == Identity("one secret").person(1, 2, 3)
    assert (
        len({HOUSE.person(1, 2, 3), HOUSE.person(1, 2, 4), HOUSE.person(1, 3, 3), HOUSE.person(2, 2, 3)}) == 4
    )


def test_a_token_reads_back() -> None:
    assert HOUSE.read(HOUSE.person(12, 34, 1)) == Bearer("p", 12, 34, 1)
    claim = HOUSE.claim(HOUSE.person(12, 34, 1), 12, "10.0.0.7", "lo")
    assert (claim.kind, claim.person, claim.version, claim.address) == ("person", 34, 1, "10.0.0.7")
    assert HOUSE.claim(HOUSE.leader_invite(12, 3, 5), 12).group == 3
    assert HOUSE.claim(HOUSE.leader_invite(12, 3, 5), 12).kind == "invited"
    assert HOUSE.claim(HOUSE.screen(12), 12).kind == "screen"
    assert HOUSE.claim(HOUSE.owner(), 12).kind == HOUSE.claim(HOUSE.owner(), 0).kind == "owner"


@pytest.mark.parametrize("face", [HOUSE.person(12, 34, 1), HOUSE.leader_invite(12, 3, 5), HOUSE.screen(12)])
def test_in_another_workshop_one_is_a_guest(face: str) -> None:
    claim = HOUSE.claim(face, 13)
    assert (claim.kind, claim.person, claim.group) == ("guest", None, None)


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "p-1-1-1",
        "p-1-1-1.",
        HOUSE.person(1, 1, 1)[:-1],
        HOUSE.person(1, 1, 1).replace("p-1-1-1", "p-1-2-1"),
        HOUSE.person(1, 1, 1).replace("p-", "o-"),
        Identity("another secret").person(1, 1, 1),
        "ລາວ",
        "\x00",
        "p" * 10_000,
    ],
)
def test_what_we_did_not_sign_is_nobody(forged: str) -> None:
    assert HOUSE.read(forged) is None
    assert HOUSE.claim(forged, 1).kind == "guest"


def test_a_token_fits_a_link_and_a_header() -> None:
    token = HOUSE.person(10**9, 10**9, 99)
    assert len(token) < 80
    assert token.isascii() and not set(token) & set(" #?&%/+=")
