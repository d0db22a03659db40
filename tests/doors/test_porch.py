"""The porch: whose address, which host, and what every answer carries."""

from __future__ import annotations

import ipaddress
from typing import Any

import pytest

from workshop.doors.porch import Hosts, Porch, Proxies
from workshop.settings import BadSetting, Settings

NAMED = Proxies([ipaddress.ip_network("10.0.0.0/24"), ipaddress.ip_network("fd00::/64")])


def hosts(*known: str) -> Hosts:
    return Hosts(lambda: known, lambda: {"192.168.8.10", "fe80::10", "laptop", "laptop.local"})


def ask(
    host: str = "localhost:8080", secure: bool = False, proxies: Proxies = NAMED, **environ: str
) -> tuple[str, dict[str, str], dict[str, Any]]:
    """(status, headers, what the app was asked with; {} when it was not)."""
    asked: dict[str, Any] = {}
    told: list[Any] = []

    def app(environ: dict[str, Any], start: Any) -> Any:
        asked.update(environ)
        start("200 OK", [("Content-Type", "text/plain"), ("Server", "secret/1.0")])
        return [b"ok"]

    porch = Porch(app, proxies, hosts("https://workshop.example"), secure)
    env = {
        "REMOTE_ADDR": "192.0.2.1",
        "PATH_INFO": "/",
        "HTTP_HOST": host,
        "wsgi.url_scheme": "http",
    } | environ
    porch(env, lambda *said: told.append(said))
    return told[0][0], dict(told[0][1]), asked


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8080",
        "127.0.0.1:8080",
        "127.0.0.53",
        "[::1]:8080",
        "192.168.8.10:8080",
        "[fe80::10]",
        "laptop",
        "Laptop.local:8080",
        "laptop.local.",
        "workshop.example",
        "workshop.example:8443",
    ],
)
def test_our_own_hosts_are_answered(host: str) -> None:
    """C12: phones come by any of this machine's addresses, its name, localhost, and the public address."""
    assert ask(host)[0] == "200 OK"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "workshop.example.evil.example",
        "localhost.evil.example",
        "203.0.113.9",
        "0.0.0.0:8080",
        "[2001:db8::1]",
        "connectivitycheck.example.com",
        "captive.apple.com",
        "",
        "a b",
        "localhost:x",
        "localhost, evil.example",
        "evil.example@localhost",
        "localhost/",
        "127.1",
    ],
)
def test_other_hosts_get_a_plain_word_and_nothing_more(host: str) -> None:
    """C12: DNS rebinding, probes for a captive portal, and what is no host at all."""
    status, headers, asked = ask(host)
    assert status.startswith("421") and not asked
    assert headers["Content-Type"].startswith("text/plain") and "Location" not in headers


def test_a_proxys_probe_needs_no_host() -> None:
    """C12."""
    assert ask("", PATH_INFO="/healthz")[0] == "200 OK"


def test_the_cards_are_not_looked_at_for_each_stranger() -> None:
    """C12: a late Wi-Fi is found, and a flood of strange hosts costs nothing."""
    looks: list[int] = []

    def look() -> set[str]:
        looks.append(1)
        return set()

    them = Hosts(lambda: (), look)
    assert not any(them.knows(f"10.0.0.{n}") for n in range(200))
    assert len(looks) == 1


@pytest.mark.parametrize(
    ("peer", "said", "address"),
    [
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),  # nobody named it
        ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("::ffff:10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("fd00::1", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.1", "1.1.1.1, 198.51.100.7, 10.0.0.2", "198.51.100.7"),  # what the phone made up comes first
        ("10.0.0.1", "198.51.100.7:4711", "198.51.100.7"),
        ("10.0.0.1", "[2001:db8::7]:4711", "2001:db8::7"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.9", "10.0.0.9"),
        ("", "198.51.100.7", ""),
    ],
)
def test_a_forwarded_address_is_a_named_proxys_word(peer: str, said: str, address: str) -> None:
    """C9: planted: believing anybody, a guesser of personal codes has a new address with each guess."""
    _, _, asked = ask(REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=said)
    assert asked["REMOTE_ADDR"] == address


def test_what_nobody_vouches_for_is_forgotten() -> None:
    """C9, C12: neither Flask nor Engine.IO sees a host, scheme or address that a stranger forwards."""
    forged = {
        "HTTP_X_FORWARDED_FOR": "1.1.1.1",
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_X_REAL_IP": "1.1.1.1",
        "HTTP_FORWARDED": "for=1.1.1.1",
    }
    _, _, asked = ask(**forged)
    assert not forged.keys() & asked.keys()
    assert asked["HTTP_HOST"] == "localhost:8080" and asked["wsgi.url_scheme"] == "http"
    _, _, asked = ask("x", REMOTE_ADDR="10.0.0.1", **forged | {"HTTP_X_FORWARDED_HOST": "workshop.example"})
    assert asked["HTTP_HOST"] == "workshop.example" and asked["wsgi.url_scheme"] == "https"
    assert ask("localhost", REMOTE_ADDR="10.0.0.1", **forged)[0].startswith("421")


def test_every_answer_is_dressed() -> None:
    """C12: also those that Flask never sees."""
    for answer in (ask(), ask("evil.example"), ask(PATH_INFO="/socket.io/", QUERY_STRING="j=0")):
        headers = answer[1]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "camera=()" in headers["Permissions-Policy"]
        assert headers["Cache-Control"] == "no-store"
        assert "Server" not in headers and "Strict-Transport-Security" not in headers
    assert "max-age=" in ask(secure=True)[1]["Strict-Transport-Security"]
    assert "evil.example" not in ask("evil.example; script-src *")[1]["Content-Security-Policy"]


@pytest.mark.parametrize("query", ["EIO=4&transport=polling&j=0", "j", "%6a=1&EIO=4", "EIO=4;&j=1"])
def test_answers_as_scripts_are_refused(query: str) -> None:
    """C12: JSONP is off."""
    status, _, asked = ask(PATH_INFO="/socket.io/", QUERY_STRING=query)
    assert status.startswith("400") and not asked
    assert ask(PATH_INFO="/socket.io/", QUERY_STRING="EIO=4&transport=polling&t=j1")[0] == "200 OK"


def test_a_chunked_body_is_refused_behind_gunicorn_too() -> None:
    """C1."""
    status, _, asked = ask(HTTP_TRANSFER_ENCODING="chunked")
    assert status.startswith("411") and not asked


def test_the_setting_takes_addresses_and_networks() -> None:
    """C9."""
    env = {"WORKSHOP_PROXY": "127.0.0.1, 10.0.0.0/8,::1"}
    assert [str(each) for each in Settings.from_environment(env).proxy] == [
        "127.0.0.1/32",
        "10.0.0.0/8",
        "::1/128",
    ]
    for wrong in ("nginx", "10.0.0.1/8", "127.0.0.1:80"):
        with pytest.raises(BadSetting, match="WORKSHOP_PROXY"):
            Settings.from_environment({"WORKSHOP_PROXY": wrong})
