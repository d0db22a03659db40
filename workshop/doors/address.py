"""The address that phones open: found among this machine's own network cards, without asking anyone outside (R17).

A card being up says little (a laptop has Wi-Fi, a cable, a VPN and three machines inside it), so the likeliest
comes first and counts as verified when our own /healthz answers through it. Only a phone that arrives proves more.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, Protocol
from urllib.parse import urlsplit

# Cards that lead nowhere a phone in the room could come from: containers, virtual machines, tunnels.
# Not every "virtual" card: a Windows hotspot is a "Wi-Fi Direct Virtual Adapter", a Mac's is bridge100.
_NOWHERE: Final = re.compile(
    r"docker|^br-|^veth|vethernet|hyper-v|wsl|virbr|virtualbox|vboxnet|vmware|vmnet|podman|^cni|flannel|^cali|lxc|lxd"
    r"|^tun|^tap|^utun|^wg|wireguard|tailscale|zerotier|^zt|openvpn|^ppp|^ipsec|bluetooth|^awdl|^llw|^dummy|loopback|^lo\d*$",
    re.IGNORECASE,
)
_WIFI: Final = re.compile(r"^wl|^ath|^ra\d|wi-?fi|wlan|wireless|airport", re.IGNORECASE)
_CABLE: Final = re.compile(r"^en|^eth|^em\d|ethernet|^usb", re.IGNORECASE)
# The addresses that a laptop gives itself when it is the hotspot: the phones are then on its own network.
_HOTSPOTS: Final = {"10.42.0.1", "192.168.137.1", "192.168.2.1", "192.168.43.1"}

_ROOM: Final = [ipaddress.ip_network(net) for net in ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12")]
_EVERYWHERE: Final = ("0.0.0.0", "::", "")
PATIENCE: Final = 2.0  # seconds for our own /healthz to answer


@dataclass(frozen=True)
class Card:
    """One IPv4 address of a network card, and the name that the machine's owner knows the card by."""

    name: str
    ip: str


@dataclass(frozen=True)
class Address:
    """One way to open the workshop. `card` is None for the address named in WORKSHOP_PUBLIC_URL."""

    url: str
    card: str | None = None
    verified: bool = False

    @property
    def local(self) -> bool:
        """Whether only this machine can open it."""
        host = urlsplit(self.url).hostname or ""
        return host in ("localhost", "::1") or host.startswith("127.")


def network_cards() -> list[Card]:
    """Every IPv4 address this machine has now. Phones on a travel router have no use for IPv6 addresses."""
    import ifaddr

    return [
        Card(adapter.nice_name, str(ip.ip))
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if ip.is_IPv4
    ]


def candidates(cards: Iterable[Card], host: str, port: int, public_url: str | None = None) -> list[Address]:
    """The addresses phones might open, likeliest first; localhost only when there is no other.

    `host` and `port` are what we listen on. A public URL is the owner's word: it comes first, alone.
    """
    if public_url:
        return [Address(public_url)]
    if host not in _EVERYWHERE:
        return [Address(_url(host, port), next((card.name for card in cards if card.ip == host), host))]
    usable = sorted((card for card in cards if _leads_somewhere(card)), key=_rank)
    return [Address(_url(card.ip, port), card.name) for card in usable] or [
        Address(_url("localhost", port), "localhost")
    ]


def _leads_somewhere(card: Card) -> bool:
    ip = ipaddress.ip_address(card.ip)
    unusable = ip.is_loopback or ip.is_link_local or ip.is_unspecified or ip.is_multicast
    return not unusable and not _NOWHERE.search(card.name)


def _rank(card: Card) -> tuple[bool, int, int, tuple[int, ...]]:
    ip = ipaddress.ip_address(card.ip)
    room = next((i for i, net in enumerate(_ROOM) if ip in net), len(_ROOM))
    kind = 0 if _WIFI.search(card.name) else 1 if _CABLE.search(card.name) else 2
    outside = room == len(_ROOM)
    return outside, 0 if card.ip in _HOTSPOTS else 1 + kind, room, tuple(ip.packed)


def _url(host: str, port: int) -> str:
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}" if port == 80 else f"http://{host}:{port}"


class Asks(Protocol):
    def __call__(self, url: str) -> bool: ...


def answers(url: str, ours: Callable[[object], bool] = lambda answer: isinstance(answer, dict)) -> bool:
    """Whether /healthz answers at this address, with an answer that `ours` knows for this server's own.

    Straight to the address, past any proxy that the environment names; never raises.
    """
    parts = urlsplit(url)
    opens = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    line = opens(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        line.request("GET", "/healthz", headers={"Connection": "close"})
        answer = line.getresponse()
        return answer.status == 200 and ours(json.loads(answer.read(65536)))
    except (OSError, ValueError, http.client.HTTPException):
        return False
    finally:
        line.close()


class Addresses:
    """The addresses as they are now. Anyone may read them at any time; one watcher calls `recheck` now and then."""

    def __init__(
        self,
        host: str,
        port: int,
        public_url: str | None = None,
        *,
        cards: Callable[[], list[Card]] = network_cards,
        asks: Asks = answers,
    ) -> None:
        self._found: Callable[[], list[Address]] = lambda: candidates(cards(), host, port, public_url)
        self._asks = asks
        self.all: tuple[Address, ...] = tuple(self._found())

    @property
    def best(self) -> Address:
        """The first verified address, or the likeliest while none is; the public one whenever there is one."""
        return next((it for it in self.all if it.verified), self.all[0])

    def recheck(self) -> bool:
        """Look at the cards again and ask ourselves through each. Returns whether the best address changed.

        Blocks for up to PATIENCE seconds an address that does not answer: run it in a (green) thread of its own.
        """
        before = self.best
        # Replaced in one step, so that a reader in another thread sees the old list or the new one.
        self.all = tuple(replace(it, verified=self._asks(it.url)) for it in self._found())
        return self.best != before
