"""R17: candidates come from this machine's own cards, likeliest first, and count once our own /healthz answers."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from workshop.doors.address import Address, Addresses, Card, answers, candidates, network_cards

LOOPBACK = Card("lo", "127.0.0.1")
WIFI = Card("wlp3s0", "192.168.8.10")
CABLE = Card("enp0s31f6", "192.168.8.20")
EVERYWHERE = "0.0.0.0"


def urls(*cards: Card, host: str = EVERYWHERE, port: int = 8080, public_url: str | None = None) -> list[str]:
    return [it.url for it in candidates(cards, host, port, public_url)]


def test_wifi_comes_before_the_cable_and_loopback_never() -> None:
    assert urls(LOOPBACK, CABLE, WIFI) == ["http://192.168.8.10:8080", "http://192.168.8.20:8080"]


def test_localhost_only_when_there_is_no_other() -> None:
    assert urls(LOOPBACK) == ["http://localhost:8080"]
    assert candidates([LOOPBACK], EVERYWHERE, 8080)[0].local
    assert not candidates([WIFI], EVERYWHERE, 8080)[0].local


NOWHERE = """docker0 br-1f2e veth9a virbr0 vboxnet0 vmnet8 tun0 tap0 utun4 wg0 tailscale0 zt5u4 cni0 lxcbr0 awdl0
podman1 vEthernet-WSL VirtualBox-Host-Only-Ethernet-Adapter VMware-Network-Adapter-VMnet1 Bluetooth-Network"""


@pytest.mark.parametrize("name", NOWHERE.split())
def test_cards_that_lead_nowhere_are_skipped(name: str) -> None:
    assert urls(Card(name, "172.17.0.1"), CABLE) == ["http://192.168.8.20:8080"]


def test_self_assigned_addresses_are_skipped() -> None:
    assert urls(Card("wlan0", "169.254.10.1"), CABLE) == ["http://192.168.8.20:8080"]


def test_private_addresses_come_before_public_ones() -> None:
    assert urls(Card("wlan0", "203.0.113.7"), Card("eth0", "10.0.0.5"))[0] == "http://10.0.0.5:8080"


@pytest.mark.parametrize(
    ("name", "ip"),
    [
        ("wlan0", "10.42.0.1"),
        ("Microsoft Wi-Fi Direct Virtual Adapter", "192.168.137.1"),
        ("bridge100", "192.168.2.1"),
    ],
)
def test_the_laptops_own_hotspot_comes_first(name: str, ip: str) -> None:
    assert urls(WIFI, Card(name, ip))[0] == f"http://{ip}:8080"


@pytest.mark.parametrize(
    "name", ["Wi-Fi", "Intel(R) Wi-Fi 6 AX201 160MHz", "Realtek 8821CE Wireless LAN 802.11ac"]
)
def test_windows_names_of_wifi_cards(name: str) -> None:
    assert urls(Card("Realtek PCIe GbE Family Controller", "192.168.8.20"), Card(name, "192.168.8.30"))[
        0
    ] == ("http://192.168.8.30:8080")


def test_the_owners_word_stands_alone() -> None:
    assert urls(WIFI, public_url="https://workshop.example") == ["https://workshop.example"]


def test_a_host_we_were_told_to_listen_on_is_the_only_one() -> None:
    assert urls(WIFI, CABLE, host="192.168.8.20") == ["http://192.168.8.20:8080"]
    assert candidates([WIFI], "127.0.0.1", 8080)[0].local


def test_port_80_is_not_written() -> None:
    assert urls(WIFI, port=80) == ["http://192.168.8.10"]


def test_the_first_that_answers_is_the_best_and_cards_may_change() -> None:
    cards, alive = [WIFI, CABLE], {"http://192.168.8.20:8080"}
    book = Addresses(EVERYWHERE, 8080, cards=lambda: list(cards), asks=lambda url: url in alive)
    assert book.best == Address("http://192.168.8.10:8080", "wlp3s0", verified=False)

    assert book.recheck()
    assert book.best == Address("http://192.168.8.20:8080", "enp0s31f6", verified=True)
    assert not book.recheck()

    cards[:] = [Card("wlp3s0", "10.1.1.7")]
    alive.add("http://10.1.1.7:8080")
    assert book.recheck()
    assert book.best == Address("http://10.1.1.7:8080", "wlp3s0", verified=True)


def test_only_our_own_answer_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program may sit on the same port of another card; and no proxy of the environment is asked."""

    class Health(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/healthz"
            self.send_response(200 if found else 404)
            self.end_headers()
            self.wfile.write(b'{"node": "a"}')

        def log_message(self, *_: object) -> None: ...

    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with HTTPServer(("127.0.0.1", 0), Health) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        assert answers(url)
        assert answers(url, ours=lambda said: said == {"node": "a"})
        assert not answers(url, ours=lambda said: said == {"node": "b"})
        server.shutdown()
    assert not answers(url), "it is gone"


def test_this_machines_cards_are_read_without_asking_anyone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("no outside host may be asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert Card("lo", "127.0.0.1") in network_cards()
    assert Addresses(EVERYWHERE, 8080).best
