"""The socket door on a real server, with the official Python client, over websocket and polling."""

from __future__ import annotations

import json
from contextlib import closing

import pytest

from tests.doors.real import Ear, Phone, Polled, Raw, Server, Workshop, new_id, phones
from workshop.doors.connections import STRIKES

TRANSPORTS = ["websocket", "polling"]


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_guest_joins_and_becomes_a_person(workshop: Workshop, transport: str) -> None:
    """R9: the token comes in the reply and goes back in `join`, nowhere else."""
    with phones(workshop.phone(transport=transport)) as (phone,):
        assert phone.answer["me"]["kind"] == "guest"
        assert phone.answer["streams"] == {}
        group = workshop.groups()[0]
        reply = phone.wish("person.join", name="Noy", lang="en", org_other="-", group=group)["ok"]
        phone.token = reply["token"]
        joined = phone.join()
        assert joined["me"] | {"workshop": 0} == {
            "kind": "person",
            "workshop": 0,
            "lang": "en",
            "person": reply["person"],
            "role": "participant",
            "group": group,
            "name": "Noy",
        }
        assert set(joined["streams"]) == {
            f"workshop:{workshop.id}",
            f"person:{reply['person']}",
            f"group:{group}",
        }
        assert joined["rules"]["card.post"] and joined["build"] and joined["now"] > 1_600_000_000_000


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_delta_is_one_text_and_reaches_its_readers_alone(workshop: Workshop, transport: str) -> None:
    first, second = workshop.groups()
    here, there = workshop.person("A", first), workshop.person("B", second)
    with phones(workshop.phone(here["token"], transport), workshop.phone(there["token"], transport)) as (
        a,
        b,
    ):
        board = workshop.boards()[0]
        said = a.wish("card.post", board=board, kind="problem", text="ບັນຫາ", lang="lo")
        assert said["ok"]["card"]
        a.until(lambda: [d for d in a.deltas if d["stream"] == f"person:{here['person']}"], "the own card")
        workshop.wish("board.move_all", workshop.chair, phase="reveal")
        shown = a.until(
            lambda: [d for d in a.deltas if d["stream"] == f"group:{first}" and d["puts"]], "the reveal"
        )
        assert any(put.get("text") == "ບັນຫາ" for put in shown[-1]["puts"])
        b.until(b.seen("board.move_all"), "the move")
        assert not [d for d in b.deltas if d["stream"] in (f"group:{first}", f"person:{here['person']}")]


def test_resume_gives_what_changed_and_only_of_own_streams(workshop: Workshop) -> None:
    """R5: one delta covers all since `after`; a stream of others answers `not_found`."""
    person = workshop.person()
    stream = f"workshop:{workshop.id}"
    with phones(workshop.phone(person["token"])) as (phone,):
        seq = phone.answer["streams"][stream]["seq"]
        workshop.wish("workshop.edit", workshop.chair, venue={"lo": "", "en": "One"})
        workshop.wish("workshop.edit", workshop.chair, venue={"lo": "", "en": "Two"})
        (delta,) = phone.ask("resume", {"stream": stream, "after": seq})["deltas"]
        assert delta["from"] == seq and delta["seq"] >= seq + 2
        assert [put["venue"]["en"] for put in delta["puts"] if put["type"] == "workshop"] == ["Two"]
        ahead = phone.ask("resume", {"stream": stream, "after": 10**6})
        assert json.loads(ahead["records"])
        assert phone.ask("resume", {"stream": f"chair:{workshop.id}", "after": 1})["refused"] == "not_found"


def test_join_answers_deltas_to_who_has_something(workshop: Workshop) -> None:
    person = workshop.person()
    with phones(workshop.phone(person["token"])) as (phone,):
        have = {name: part["seq"] for name, part in phone.answer["streams"].items()}
        again = phone.join(have=have)
        assert all("deltas" in again["streams"][name] for name, seq in have.items() if seq)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_the_same_id_twice_is_one_command(workshop: Workshop, transport: str) -> None:
    """R2: the same again gives the same reply, token included, and no second delta; other content is refused."""
    id, group = new_id(), workshop.groups()[0]
    with phones(workshop.phone(transport=transport)) as (phone,):
        first = phone.wish("person.join", id, name="Noy", lang="en", org_other="-", group=group)
        second = phone.wish("person.join", id, name="Noy", lang="en", org_other="-", group=group)
        assert first["ok"] == second["ok"]
        other = phone.wish("person.join", id, name="Keo", lang="en", org_other="-", group=group)
        assert other["refused"] == "id_reused"
    names = [
        each["name"]
        for each in workshop.streams(workshop.chair)[f"chair:{workshop.id}"]
        if each["type"] == "person"
    ]
    assert names.count("Noy") == 1


@pytest.mark.parametrize(
    ("event", "data", "code"),
    [
        ("join", [], "malformed"),
        ("join", {"code": "000000"}, "code"),
        ("join", {"code": "1", "more": 1}, "unknown_field"),
        ("join", {"code": 7}, "invalid"),
        ("command", {"id": new_id(), "name": "no.such", "data": {}}, "unknown_command"),
        ("command", {"id": "short", "name": "person.leave", "data": {}}, "invalid"),
        (
            "command",
            {"id": new_id(), "name": "person.rename", "data": {"name": "N", "extra": "x"}},
            "unknown_field",
        ),
        ("command", {"id": new_id(), "name": "person.rename", "data": []}, "invalid"),
        ("command", {"id": new_id(), "name": "person.rename", "data": {"name": "  "}}, "empty"),
        ("command", {"id": new_id(), "name": "workshop.close", "data": {}}, "not_allowed"),
        ("resume", {"stream": "workshop:1;", "after": 0}, "malformed"),
        ("resume", {"stream": "chair:1", "after": True}, "invalid"),
        ("presence", {"see": "everything"}, "invalid"),
        ("no_such_event", {}, "malformed"),
    ],
)
def test_bad_input_gets_a_code_and_a_sentence(
    workshop: Workshop, event: str, data: object, code: str
) -> None:
    person = workshop.person()
    with phones(workshop.phone(person["token"])) as (phone,):
        answer = phone.ask(event, data)
        assert answer["refused"] == code
        assert answer["say"] and not answer["say"].startswith("err.")


def test_a_refusal_is_said_in_the_persons_language(workshop: Workshop) -> None:
    group = workshop.groups()[0]
    person = workshop.wish("person.join", name="ນ້ອຍ", lang="lo", org_other="-", group=group)["ok"]
    with phones(workshop.phone(person["token"])) as (phone,):
        assert "ທ່ານ" in phone.wish("workshop.close")["say"]
        assert "ok" in phone.wish("person.speak", lang="en")
        assert phone.wish("workshop.close")["say"] == "You do not have permission"


def test_a_guests_language_is_the_one_the_page_shows(workshop: Workshop) -> None:
    with phones(workshop.phone()) as (phone,):
        assert phone.join(lang="en")["me"]["lang"] == "en"
        assert phone.wish("person.join", name="", lang="en")["say"].isascii()
        assert phone.join(lang="lo")["me"]["lang"] == "lo"
        assert not phone.wish("person.join", name="", lang="lo")["say"].isascii()


def test_a_command_before_join_is_refused(workshop: Workshop) -> None:
    with phones(Phone(workshop, join=False)) as (phone,):
        assert phone.wish("person.leave")["refused"] == "not_ready"
        assert phone.ask("resume", {"stream": "workshop:1", "after": 0})["refused"] == "not_found"


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_removed_person_is_dropped_at_once_and_stays_out(workshop: Workshop, transport: str) -> None:
    person = workshop.person()
    with phones(workshop.phone(person["token"], transport)) as (phone,):
        assert "ok" in workshop.wish("person.remove", workshop.chair, person=person["person"])
        phone.until(lambda: phone.byes, "bye")
        assert phone.byes == ["removed"]
        assert phone.gone.wait(10)
        again = Phone(workshop, person["token"], transport, join=False)
        assert again.join()["refused"] == "removed"
        again.close()
        workshop.wish("person.readmit", workshop.chair, person=person["person"])
        with phones(workshop.phone(person["token"], transport)) as (back,):
            assert back.answer["me"]["person"] == person["person"]


def test_a_new_role_is_joined_anew(workshop: Workshop) -> None:
    person = workshop.person()
    with phones(workshop.phone(person["token"]), workshop.phone(person["token"])) as (phone, tab):
        workshop.wish("person.promote", workshop.chair, person=person["person"], role="leader")
        for each in (phone, tab):
            each.until(lambda each=each: each.byes, "bye")
            assert each.byes == ["changed"]
            assert each.gone.wait(10)
    with phones(workshop.phone(person["token"])) as (leader,):
        assert leader.answer["me"]["role"] == "leader"
        assert f"desk:{person['group']}" in leader.answer["streams"]


def test_heads_come_by_themselves_and_only_of_own_streams(workshop: Workshop) -> None:
    """R8: a lost last delta is noticed."""
    person = workshop.person()
    with phones(workshop.phone(person["token"])) as (phone,):
        (heads, *_) = phone.until(lambda: phone.heads, "heads")
        assert set(heads) == set(phone.answer["streams"])


def test_presence_counts_people_not_connections(workshop: Workshop) -> None:
    person = workshop.person()
    with phones(workshop.phone(person["token"]), workshop.phone(person["token"])) as (phone, tab):
        group = str(person["group"])
        seen = phone.until(lambda: [p for p in phone.presence if p["people"] == 1], "presence")
        assert seen[-1]["groups"] == {group: 1} and seen[-1]["node"]
        assert set(phone.ask("presence", {"see": "away"})) == {"now"}
        assert set(tab.ask("presence", {"see": "away"})) == {"now"}
        phone.until(
            lambda: [p for p in phone.presence if p["people"] == 1 and p["groups"] == {}], "both away"
        )


def test_frames_that_are_not_ours_end_the_connection_and_nobody_elses(workshop: Workshop) -> None:
    """Malformed frames are refused and logged without content."""
    with phones(workshop.phone(workshop.chair)) as (phone,):
        raw = Raw(workshop.server)
        raw.enter()
        for junk in (
            "4nonsense-secret-words",
            "42",
            "42[[1]]",
            '42["join"',
            '451-["join",{"_placeholder":true,"num":0}]',
        ):
            raw.say(junk)
        assert raw.ended()
        raw.close()
        assert "ok" in phone.wish("workshop.edit", venue={"lo": "", "en": "Here"})
    assert "secret-words" not in workshop.server.said()


def test_binary_parts_are_not_gathered(workshop: Workshop) -> None:
    raw = Raw(workshop.server)
    raw.enter()
    for _ in range(5):
        raw.frame(b"x" * 100, opcode=2)
    assert raw.ended()
    raw.close()


def test_a_connection_that_is_refused_without_end_is_ended(workshop: Workshop) -> None:
    # One after another: a line that is ended with words unread on it loses what it was told before.
    ear = Ear(workshop)
    for _ in range(STRIKES - 1):
        assert ear.ask("join", code="x")["refused"] == "code"
    with pytest.raises(ConnectionError):
        ear.ask("join", code="x")


def test_half_a_letter_cannot_come_in(workshop: Workshop) -> None:
    """A lone surrogate could be stored by nobody and sent to nobody."""
    raw = Raw(workshop.server)
    raw.enter()
    raw.say('421["join",{"code":"\\ud83d"}]')
    raw.say('422["join",{"code":"1"}]')
    assert raw.read()[1].startswith(b"432")  # the first was dropped, the line lives
    raw.close()


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_chair_of_forty_tables_catches_up_in_one_question(server: Server, transport: str) -> None:
    """C8: eighty streams by one `resume`; a former build's eighty questions in one POST are all answered, too; and what
    is too much for one POST is told rather than taken and lost.
    """
    workshop = server.workshop(groups=40)
    with closing(Ear(workshop, workshop.chair, transport)) as ear:
        have = {name: part["seq"] for name, part in ear.answer["streams"].items()}
        assert len(have) > 80
        workshop.wish("board.move_all", workshop.chair, phase="reveal")
        workshop.wish("board.move_all", workshop.chair, phase="vote")
        told = ear.ask("resume", have=have)["streams"]
        assert set(told) == set(have)
        assert any(part.get("deltas") for part in told.values())
        assert ear.ask("resume", have={"person:999999": 1})["streams"] == {}
        if isinstance(ear.line, Polled):
            frames = [
                f"42{n}{json.dumps(['resume', {'stream': name, 'after': 0}])}"
                for n, name in enumerate(sorted(have)[:80], start=100)
            ]
            assert ear.line.say(*frames) == 200
            assert "refused" not in ear.ask("presence", see="board")
            assert {f"43{n}" for n in range(100, 180)} <= {frame[:5] for frame in ear.heard}
            assert ear.line.say(*["442"] * 101) == 400


def test_reads_are_paced_by_person_and_lines_are_bounded(workshop: Workshop) -> None:
    """C3: lines that ask for everything again and again are told to wait, and the oldest give way; a room of
    strangers and people behind the same address feels none of it.
    """
    greedy = workshop.person()
    ears = [Ear(workshop, greedy["token"]) for _ in range(20)]
    try:
        newest = ears[-1]
        answers = [newest.ask("join", code=workshop.code, token=greedy["token"], have={}) for _ in range(6)]
        assert [each["refused"] for each in answers if "refused" in each]
        assert {each.get("refused", "too_fast") for each in answers} == {"too_fast"}
        assert all(each["retry_after"] > 0 for each in answers if "refused" in each)
        for old in ears[:8]:
            old.rest()  # ended by the server
        assert "refused" not in newest.ask("presence", see="board")
        for n in range(30):
            with (
                closing(Ear(workshop)) as stranger,
                closing(Ear(workshop, workshop.person(f"P{n}")["token"])) as person,
            ):
                assert "me" in stranger.answer and "me" in person.answer
    finally:
        for ear in ears:
            ear.close()
