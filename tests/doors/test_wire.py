"""What may come in, read strictly; and the small counts the doors keep."""

from __future__ import annotations

import pytest

from workshop.doors import wire
from workshop.doors.presence import AGAIN, Looker, Presence, count
from workshop.kernel.errors import Refused
from workshop.kernel.pace import Bucket

ID = "a" * 22


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("123456", "123456"),
        ("໑໒໓໔໕໖", "123456"),
        (" 123 456 ", "123456"),
        ("123-456", "123456"),
        ("12", ""),
        ("1234567890123", ""),
        ("12345a", ""),
        ("١٢٣٤٥٦", ""),
        (123456, ""),
        ("1" * 10**6, ""),
    ],
)
def test_a_code_as_people_type_it(typed: object, code: str) -> None:
    assert wire.code_of(typed) == code


@pytest.mark.parametrize(
    ("read", "data", "code"),
    [
        (wire.join, None, "malformed"),
        (wire.join, [], "malformed"),
        (wire.join, {"code": "1234", "cookie": "x"}, "unknown_field"),
        (wire.join, {"code": "1234", "data": 1}, "unknown_field"),
        (wire.join, {"code": 1234}, "invalid"),
        (wire.join, {"code": "1234", "have": {"workshop:1": "5"}}, "invalid"),
        (wire.join, {"code": "1234", "have": {"workshop:1": True}}, "invalid"),
        (wire.join, {"code": "1234", "have": {"workshop:1": -1}}, "invalid"),
        (wire.join, {"code": "1234", "have": {"'; drop": 1}}, "invalid"),
        (wire.join, {"code": "1234", "have": {f"group:{n}": 1 for n in range(1, 300)}}, "invalid"),
        (wire.wish, {"id": ID}, "unknown_command"),
        (wire.wish, {"id": "short", "name": "x"}, "invalid"),
        (wire.wish, {"id": ID + " ", "name": "x"}, "invalid"),
        (wire.wish, {"id": ID, "name": "x", "data": "text"}, "invalid"),
        (wire.wish, {"id": ID, "name": True}, "invalid"),
        (wire.resume, {"stream": "workshop:1"}, "malformed"),
        (wire.resume, {"stream": "workshop:01", "after": 1}, "malformed"),
        (wire.resume, {"stream": "workshop:1", "after": 1.5}, "invalid"),
        (wire.resume, {"stream": "workshop:1", "after": 2**60}, "malformed"),
        (wire.presence, {"see": "all"}, "invalid"),
    ],
)
def test_what_is_not_of_the_wire_language_is_refused(read: object, data: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(data)  # type: ignore[operator]
    assert refused.value.code == code


def test_a_refusal_names_the_field_and_not_its_content() -> None:
    with pytest.raises(Refused) as refused:
        wire.wish({"id": "what people wrote", "name": "x"})
    assert refused.value.params == {"field": "id"}


def test_what_is_of_the_wire_language_is_read() -> None:
    joined = wire.join({"token": "t", "code": "໑໒໓໔", "build": "b", "have": {"workshop:1": 3}, "lang": "en"})
    assert joined == wire.Join("t", "1234", {"workshop:1": 3}, "en")
    assert wire.wish({"id": ID, "name": "person.leave"}) == wire.Wish(ID, "person.leave", {})
    assert wire.resume({"have": {"desk:4": 0, "group:4": 7}}) == ({"desk:4": 0, "group:4": 7}, None)
    assert wire.resume({"stream": "desk:4", "after": 0}) == ({"desk:4": 0}, "desk:4")  # a former build's


@pytest.mark.parametrize(
    "text", ["NaN", "[Infinity]", '"\\ud800"', '{"\\uDFFF":1}', "[" * 100_000, "9" * 5_000, ""]
)
def test_json_that_no_phone_makes(text: str) -> None:
    with pytest.raises((ValueError, RecursionError)):
        wire.loads(text)


def test_whole_letters_come_in_however_they_are_escaped() -> None:
    assert wire.loads('"\\ud83d\\ude00 \\u0e94"') == "😀 ດ"
    assert wire.loads('"\\\\ud800"') == "\\ud800"


# --- pace --------------------------------------------------------------------------------------------------


def test_a_bucket_gives_its_burst_and_then_its_pace() -> None:
    now = [0.0]
    bucket = Bucket(3, 2.0, lambda: now[0])
    assert [bucket.take() for _ in range(3)] == [0.0, 0.0, 0.0]
    assert bucket.take() == pytest.approx(0.5)
    now[0] = 0.5
    assert bucket.take() == 0.0
    now[0] = 100.0
    assert [bucket.take() for _ in range(4)][-1] > 0  # never more than the burst


# --- presence ----------------------------------------------------------------------------------------------


def room(*seats: tuple[int, int | None, str]) -> list[Looker]:
    return [Looker("person", 1, person, group, see) for person, group, see in seats]


def test_two_tabs_are_one_person_and_a_phone_put_away_is_not_at_the_table() -> None:
    looking = [
        *room((7, 2, "board"), (7, 2, "away"), (8, 2, "away"), (9, None, "board")),
        Looker("screen", 1),
        Looker("guest", 1),
    ]
    assert count(looking) == {"groups": {"2": 1}, "people": 3, "screens": 1}


def test_presence_is_told_when_it_changes_and_now_and_then() -> None:
    presence = Presence()
    (told,) = presence.due(room((1, 1, "board")), now=0.0)
    assert told[1]["people"] == 1 and told[1]["node"]
    assert presence.due(room((1, 1, "board")), now=5.0) == []
    assert presence.due(room((1, 1, "board"), (2, 1, "board")), now=5.1)
    assert presence.due(room((1, 1, "board"), (2, 1, "board")), now=5.1 + AGAIN)


def test_presence_is_thinned_by_the_rooms_size() -> None:
    presence = Presence()
    presence.due(room(*((n, 1, "board") for n in range(500))), now=0.0)
    grown = room(*((n, 1, "board") for n in range(501)))
    assert presence.due(grown, now=4.0) == []
    assert presence.due(grown, now=5.5)


def test_an_empty_room_is_said_once() -> None:
    presence = Presence()
    presence.due(room((1, 1, "board")), now=0.0)
    (told,) = presence.due([], now=2.0)
    assert told[1]["people"] == 0
    assert presence.due([], now=60.0) == []


# --- connections -------------------------------------------------------------------------------------------
