"""The HTTP door and the pages, on a real server."""

from __future__ import annotations

import gzip
import json
import urllib.request
from typing import Any

import pytest
import requests

from tests.doors.real import Server, Workshop, new_id, phones
from workshop.doors.identity import Identity

# The same in every process that collects these tests.
NEW_ID = b"an-id-nobody-has-used"


def get(server: Server, path: str, token: str = "", **headers: str) -> requests.Response:
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return requests.get(server.base + path, headers=headers, timeout=20, allow_redirects=False)


def test_healthz_says_that_it_serves(server: Server) -> None:
    answer = get(server, "/healthz")
    assert answer.status_code == 200
    assert answer.json()["ok"] is True


def test_every_command_over_http_is_the_same_path(workshop: Workshop) -> None:
    """R2: the same id over the socket and over HTTP is one command."""
    person = workshop.person()
    id = new_id()
    with phones(workshop.phone(person["token"])) as (phone,):
        data = {"name": "Noy Two", "org_other": "-"}
        first = workshop.wish("person.rename", person["token"], id, **data)
        assert first["heads"][f"person:{person['person']}"] == 2
        assert first["ok"] == phone.wish("person.rename", id, **data)["ok"]
        assert first["ok"] == workshop.wish("person.rename", person["token"], id, **data)["ok"]
        phone.until(phone.seen("person.rename"), "the delta")
        assert len([d for d in phone.deltas if d["stream"] == f"person:{person['person']}"]) == 1


def test_streams_whole_and_since(workshop: Workshop) -> None:
    person = workshop.person()
    url = f"/api/w/{workshop.code}/streams"
    whole = get(workshop.server, url, person["token"]).json()
    assert whole["me"]["person"] == person["person"]
    have = {name: part["seq"] for name, part in whole["streams"].items()}
    workshop.wish("workshop.edit", workshop.chair, venue={"lo": "", "en": "Here"})
    since = requests.get(
        workshop.server.base + url,
        params={"after": json.dumps(have)},
        headers={"Authorization": f"Bearer {person['token']}"},
        timeout=20,
    ).json()
    (delta,) = since["streams"][f"workshop:{workshop.id}"]["deltas"]
    assert delta["from"] == have[f"workshop:{workshop.id}"]
    assert get(workshop.server, url).json()["streams"] == {}
    assert get(workshop.server, url + "?after=[1]").json()["refused"] == "invalid"


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "malformed"),
        (b"[" * 50_000, "application/json", 400, "malformed"),
        (b'{"id":"x"}', "application/json", 400, "invalid"),
        (b"{}", "text/plain", 400, "malformed"),
        (
            b'{"id":"%s","name":"no.such","data":{}}' % NEW_ID,
            "application/json",
            400,
            "unknown_command",
        ),
        (b'{"id":"%s","name":"workshop.close"}' % NEW_ID, "application/json", 404, "not_found"),
        (b'{"a":NaN}', "application/json", 400, "malformed"),
        (b" " * 300_000, "application/json", 413, "malformed"),
    ],
)
def test_bad_input_is_a_code_a_sentence_and_a_status(
    workshop: Workshop, body: bytes, kind: str, status: int, code: str
) -> None:
    url = workshop.server.base + workshop.path
    answer = requests.post(
        url, data=body, headers={"Content-Type": kind, "Accept-Language": "en"}, timeout=20
    )
    assert (answer.status_code, answer.json()["refused"]) == (status, code)
    assert answer.json()["say"]


def test_a_wrong_workshop_code_and_a_wrong_way_are_json(workshop: Workshop) -> None:
    assert get(workshop.server, "/api/w/000000").json()["refused"] == "code"
    assert get(workshop.server, "/api/nowhere").json()["refused"] == "not_found"
    assert get(workshop.server, "/api/workshops").json()["refused"] == "not_allowed"
    assert get(workshop.server, "/api/workshops", workshop.chair).json()["refused"] == "not_allowed"


def test_the_sentence_is_in_the_language_asked_for(workshop: Workshop) -> None:
    body = {"id": new_id(), "name": "workshop.close", "data": {}}

    def said(query: str = "", **headers: str) -> str:
        url = workshop.server.base + workshop.path + query
        return str(
            requests.post(url, json=body | {"id": new_id()}, headers=headers, timeout=20).json()["say"]
        )

    assert said(**{"Accept-Language": "en-GB,en;q=0.9"}) == "This was not found"
    assert said("?lang=lo", **{"Accept-Language": "en"}) != said("?lang=en")
    group = workshop.groups()[0]
    lao = workshop.wish("person.join", name="ນ້ອຍ", lang="lo", org_other="-", group=group)["ok"]["token"]
    theirs = said(Authorization=f"Bearer {lao}", **{"Accept-Language": "en"})
    assert "ທ່ານ" in theirs


def test_identity_is_the_header_alone(workshop: Workshop) -> None:
    """R9: a cookie is nobody, and none is ever set; another site is given no leave."""
    url = f"{workshop.server.base}/api/w/{workshop.code}/streams"
    answer = requests.get(url, cookies={"token": workshop.chair, "Authorization": workshop.chair}, timeout=20)
    assert answer.json()["me"]["kind"] == "guest"
    answer = requests.get(url, headers={"Origin": "http://elsewhere.example"}, timeout=20)
    assert "Access-Control-Allow-Origin" not in answer.headers
    for path in ("/", f"/{workshop.code}", "/healthz", f"/api/w/{workshop.code}"):
        assert "Set-Cookie" not in get(workshop.server, path).headers
    assert (
        get(workshop.server, f"/api/w/{workshop.code}/streams", "p-1-1-1.forged").json()["refused"]
        == "not_allowed"
    )


def test_a_token_is_one_workshops(server: Server) -> None:
    """R9: the chair of one workshop is a guest in the next."""
    one, other = server.workshop(), server.workshop()
    answer = get(server, f"/api/w/{other.code}/streams", one.chair).json()
    assert answer["me"]["kind"] == "guest"
    assert other.wish("workshop.close", one.chair)["refused"] == "not_found"


def test_links_are_the_chairs_a_leader_has_the_own_groups(workshop: Workshop) -> None:
    url = f"/api/w/{workshop.code}/links"
    links = get(workshop.server, url, workshop.chair).json()
    assert links["join"] == f"{workshop.server.base}/{workshop.code}"
    first, second = map(str, workshop.groups())
    assert links["groups"][second]["join"].endswith(f"/{workshop.code}/2")
    invite = links["groups"][first]["leader"].split("#t=")[1]
    leader = workshop.wish("person.join", invite, name="Keo", lang="en", org_other="-")["ok"]
    assert leader["group"] == int(first)
    theirs = get(workshop.server, url, leader["token"]).json()
    assert set(theirs) == {"join", "groups"} and set(theirs["groups"]) == {first}
    screen = links["screen"].split("#t=")[1]
    assert get(workshop.server, f"/api/w/{workshop.code}/streams", screen).json()["me"]["kind"] == "screen"
    assert get(workshop.server, url, screen).json() == {"join": links["join"], "groups": {}}
    assert get(workshop.server, url, workshop.person()["token"]).json()["refused"] == "not_allowed"


def test_the_owner_lists_workshops_with_the_chairs_link(workshop: Workshop) -> None:
    listed = get(workshop.server, "/api/workshops", workshop.server.owner).json()
    mine = next(row for row in listed if row["code"] == workshop.code)
    assert mine["chair"] == f"{workshop.server.base}/chair/{workshop.code}#t={workshop.chair}"
    assert mine["title"]["en"] == "Trial" and mine["state"] == "open"


def test_an_old_token_is_refused_after_removal(workshop: Workshop) -> None:
    person = workshop.person()
    workshop.wish("person.remove", workshop.chair, person=person["person"])
    assert workshop.wish("person.rename", person["token"], name="N", org_other="-")["refused"] == "removed"
    assert get(workshop.server, f"/api/w/{workshop.code}/streams", person["token"]).status_code == 403


def test_codes_cannot_be_tried_one_after_another(workshop: Workshop) -> None:
    """A personal code brings the same person back; guesses are limited by address and say when to come again."""
    person = workshop.person()
    back = workshop.wish("person.return", code=" ".join(person["code"]))
    assert back["ok"]["token"] == person["token"]
    refused = [workshop.wish("person.return", code=f"{n:08}") for n in range(20)]
    assert {each["refused"] for each in refused} == {"code", "too_fast"}
    assert all(each["retry_after"] > 0 for each in refused if each["refused"] == "too_fast")


def test_the_lobby_tells_no_names(workshop: Workshop) -> None:
    """What is at the door for everybody: the workshop, organisations and groups, how many sit where."""
    workshop.person("A name nobody may read")
    lobby = get(workshop.server, f"/api/w/{workshop.code}")
    assert set(lobby.json()) == {"code", "workshop", "orgs", "groups", "join", "build"}
    assert "nobody may read" not in lobby.text
    assert "nobody may read" not in get(workshop.server, f"/{workshop.code}").text


def test_the_commands_schema_is_all_of_them(server: Server) -> None:
    schema = get(server, "/api/commands").json()
    post = schema["card.post"]
    assert post["data"]["additionalProperties"] is False
    assert {"board", "kind", "text", "lang"} <= set(post["data"]["properties"])
    assert post["rule"]["member"] == ["write", "reveal"]
    assert all(each["description"] for each in schema.values())


def test_the_2022_list_is_22_bodies(server: Server) -> None:
    listed = get(server, "/api/organisations/2022").json()
    assert len(listed) == 22 and all(row["lo"] and row["en"] and row["kind"] for row in listed)


def test_qr_draws_our_own_addresses_only(workshop: Workshop) -> None:
    def drawn(url: str) -> requests.Response:
        return requests.get(f"{workshop.server.base}/qr.svg", params={"d": url}, timeout=20)

    own = drawn(f"{workshop.server.base}/{workshop.code}")
    assert own.headers["Content-Type"] == "image/svg+xml" and own.text.startswith("<svg")
    for url in (
        "http://elsewhere.example/1",
        "javascript:alert(1)",
        f"{workshop.server.base}@elsewhere.example/",
        "",
    ):
        assert drawn(url).status_code == 404


# --- pages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/{code}", "/{code}/2", "/chair", "/chair/{code}", "/screen/{code}", "/nothing/here"]
)
def test_pages_are_closed_to_the_outside(workshop: Workshop, path: str) -> None:
    answer = get(workshop.server, path.format(code=workshop.code))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert f"connect-src 'self' ws://127.0.0.1:{workshop.server.port}" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "http://" not in answer.text.replace(workshop.server.base, "").replace("http://www.w3.org", "")
    assert "https://" not in answer.text


def test_the_phones_shell_knows_all_it_needs(workshop: Workshop) -> None:
    """The wire words of the shell: data attributes on <html>, `boot` and `lobby` as JSON data."""
    page = get(workshop.server, f"/{workshop.code}/2").text
    assert f'data-face="phone" data-code="{workshop.code}"' in page and 'data-group="2"' in page
    assert '<html lang="en"' in page
    assert '<html lang="lo"' in get(workshop.server, f"/{workshop.code}?lang=lo").text
    boot = _data(page, "boot")
    assert boot["face"] == "phone" and boot["code"] == workshop.code and set(boot["strings"]) == {"lo", "en"}
    lobby = _data(page, "lobby")
    assert lobby["workshop"]["code"] == workshop.code and len(lobby["groups"]) == 2
    assert "<noscript>" in page


def test_a_title_cannot_break_out_of_the_page(server: Server) -> None:
    workshop = server.workshop(title={"lo": "", "en": "</script><script>alert(1)</script>"})
    page = get(server, f"/{workshop.code}").text
    assert "<script>alert" not in page
    assert _data(page, "lobby")["workshop"]["title"]["en"].startswith("</script>")


def test_assets_are_kept_for_ever_and_small(workshop: Workshop) -> None:
    page = get(workshop.server, f"/{workshop.code}").text
    script = page.split('<script type="module" src="')[1].split('"')[0]
    answer = get(workshop.server, script)
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/javascript")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"
    plain = urllib.request.urlopen(urllib.request.Request(workshop.server.base + script), timeout=20)
    assert plain.headers["Content-Encoding"] is None
    assert get(workshop.server, "/static/../secret.key").status_code == 404
    assert get(workshop.server, "/static/%2e%2e/secret.key").status_code == 404


def test_codes_are_read_in_lao_digits_and_wrong_ones_told_in_both_languages(workshop: Workshop) -> None:
    lao = workshop.code.translate({ord("0") + i: chr(ord("໐") + i) for i in range(10)})
    assert get(workshop.server, f"/{lao}").headers["Location"] == f"/{workshop.code}"
    asked = requests.get(f"{workshop.server.base}/", params={"code": lao}, timeout=20, allow_redirects=False)
    assert asked.headers["Location"] == f"/{workshop.code}"
    for path in ("/999999", "/?code=999999", "/nowhere"):
        answer = get(workshop.server, path)
        assert answer.status_code == 404
        assert 'lang="lo"' in answer.text and 'lang="en"' in answer.text


def test_no_token_and_no_word_reaches_the_log(workshop: Workshop) -> None:
    """R9: neither tokens, nor queries, nor what people write."""
    person = workshop.person("Somebody")
    get(workshop.server, f"/{workshop.code}?t={person['token']}")
    get(workshop.server, f"/qr.svg?d={workshop.server.base}/{workshop.code}%23t={person['token']}")
    with phones(workshop.phone(person["token"])) as (phone,):
        phone.wish(
            "card.post", board=workshop.boards()[0], kind="problem", text="unspeakable", lang="en", more=1
        )
    said = workshop.server.said()
    identity = Identity(workshop.server.env["SECRET_KEY"])
    assert identity.read(person["token"]) is not None
    for secret in (person["token"], workshop.chair, "unspeakable", "Somebody"):
        assert secret not in said


def _data(page: str, id: str) -> Any:
    return json.loads(page.split(f'id="{id}">')[1].split("</script>")[0])


def test_every_door_is_dressed_and_asks_for_our_host(server: Server) -> None:
    """C12: the polling of Socket.IO too; another host gets a plain word; no answer is a script."""
    polling = "/socket.io/?EIO=4&transport=polling"
    for path in ("/healthz", "/", "/static/none.js", polling, "/socket.io/?EIO=9"):
        answer = get(server, path)
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], path
        assert "camera=()" in answer.headers["Permissions-Policy"], path
        assert "Strict-Transport-Security" not in answer.headers
        assert get(server, path, Host="evil.example").status_code == 421, path
    assert get(server, polling + "&j=0").status_code == 400
    assert "page" not in get(server, "/generate_204", Host="connectivitycheck.example.com").text


def test_gzip_is_whole(server: Server) -> None:
    request = urllib.request.Request(server.base + "/api/commands", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert json.loads(gzip.decompress(answer.read()))
