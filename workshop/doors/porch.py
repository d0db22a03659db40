"""What every request passes before Flask or Socket.IO see it: whose address it is, which host it asks for; and what
every answer carries.

A forwarded address is believed from a named proxy alone. A host is believed when it is ours: with any other one a page
elsewhere could make a browser in the room speak to us as its own (DNS rebinding).
"""

from __future__ import annotations

import importlib
import ipaddress
import logging
import re
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from workshop.doors.guard import party
from workshop.wording import say

log = logging.getLogger(__name__)

Wsgi = Callable[..., Any]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

HOST: Final = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?")
FORWARDED: Final = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)
LOOK_AGAIN: Final = 5.0  # seconds between two looks at the network cards for a host that is not known
OFF: Final = (
    "accelerometer camera display-capture geolocation gyroscope hid magnetometer microphone midi payment usb"
)
YEAR: Final = 31_536_000


def policy(host: str) -> str:
    """Nothing from outside, no inline script. The chair's preview frames our own screen."""
    # Safari before 15.4 does not take 'self' to mean our own websocket.
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            f"connect-src 'self'{sockets}",
            "frame-src 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


class Proxies:
    """The proxies that were named; what they say of a request is believed."""

    def __init__(self, networks: Iterable[Network]) -> None:
        self._networks = tuple(networks)

    def knows(self, address: str) -> bool:
        if not self._networks:
            return False
        try:
            ip = ipaddress.ip_address(party(address) if address.startswith("::ffff:") else address)
        except ValueError:
            return False
        return any(ip in network for network in self._networks if network.version == ip.version)

    def read(self, environ: dict[str, Any]) -> None:
        """Put the phone's own address, scheme and host in place; forget what nobody vouches for."""
        said = {name: environ.pop(name, "") for name in FORWARDED}
        peer = environ.get("REMOTE_ADDR", "")
        if not self.knows(peer):
            return
        # Each proxy adds whom it heard it from at the end: the last that is none of ours is the phone.
        for each in reversed(said["HTTP_X_FORWARDED_FOR"].split(",")):
            address = _plain(each)
            if address is None:
                break
            peer = address
            if not self.knows(address):
                break
        environ["REMOTE_ADDR"] = peer
        if (scheme := said["HTTP_X_FORWARDED_PROTO"].rpartition(",")[2].strip().lower()) in ("http", "https"):
            environ["wsgi.url_scheme"] = scheme
        if host := said["HTTP_X_FORWARDED_HOST"].rpartition(",")[2].strip():
            environ["HTTP_HOST"] = host


def _plain(text: str) -> str | None:
    """An address as a proxy writes it: with a port, or in brackets."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None


class Hosts:
    """The hosts we go by: this machine's own addresses and name, localhost, and those of `known` (as URLs)."""

    def __init__(
        self, known: Callable[[], Iterable[str | None]], cards: Callable[[], set[str]] | None = None
    ):
        self._known, self._cards = known, cards or own_addresses
        self._mine: set[str] = set()
        self._looked = -LOOK_AGAIN

    def knows(self, host: str) -> bool:
        found = HOST.fullmatch(host)
        if found is None:
            return False
        name = found[1].strip("[]").rstrip(".").lower()
        if name == "localhost" or name in {urlsplit(url).hostname for url in self._known() if url}:
            return True
        try:
            ip = ipaddress.ip_address(name)
        except ValueError:
            return self._is_mine(name)
        return ip.is_loopback or self._is_mine(str(ip))

    def _is_mine(self, name: str) -> bool:
        """Wi-Fi comes up late: what is not known is looked for again, though not by each stranger's request."""
        if name not in self._mine and time.monotonic() - self._looked >= LOOK_AGAIN:
            self._looked = time.monotonic()
            try:
                self._mine = self._cards()
            except OSError as wrong:
                log.warning("the network cards could not be read: %s", type(wrong).__name__)
        return name in self._mine


def own_addresses() -> set[str]:
    """Every address of this machine, and the names that its network knows it by."""
    cards = importlib.import_module("ifaddr").get_adapters()
    mine = {str(ip.ip if ip.is_IPv4 else ipaddress.ip_address(ip.ip[0])) for card in cards for ip in card.ips}
    name = socket.gethostname().lower()
    return mine | {name, f"{name.partition('.')[0]}.local", f"{name.partition('.')[0]}.lan"}


class Porch:
    """The WSGI app before all others."""

    def __init__(self, app: Wsgi, proxies: Proxies, hosts: Hosts, secure: bool) -> None:
        """`secure`: people reach us by https alone, and browsers may remember it."""
        self.app, self.proxies, self.hosts = app, proxies, hosts
        self._always = [
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Permissions-Policy", ", ".join(f"{name}=()" for name in OFF.split())),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ]
        if secure:
            self._always.append(("Strict-Transport-Security", f"max-age={YEAR}"))
        self._strangers = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        self.proxies.read(environ)
        host = environ.get("HTTP_HOST", "")

        def dressed(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            has = {name.lower() for name, _ in headers}
            mine = [each for each in self._always if each[0].lower() not in has]
            if "content-security-policy" not in has:
                mine.append(("Content-Security-Policy", policy(host)))
            if "cache-control" not in has:
                mine.append(("Cache-Control", "no-store"))
            return start_response(
                status, [each for each in headers if each[0].lower() != "server"] + mine, *more
            )

        if "HTTP_TRANSFER_ENCODING" in environ:  # behind gunicorn; our own servers have refused it before
            return self._refuse(environ, dressed, "411 Length Required", "A body needs a Content-Length.")
        # A probe of a proxy's may name no host; what asks for a page always does.
        if not self.hosts.knows(host) and not (host == "" and environ.get("PATH_INFO") == "/healthz"):
            self._stranger(host)
            said = "\n\n".join(say(lang, "page.other_host") for lang in ("lo", "en"))
            return self._refuse(environ, dressed, "421 Misdirected Request", said)
        # Answers as scripts were for browsers older than any we serve.
        query = environ.get("QUERY_STRING", "")
        if "j" in query.lower() or "%" in query:
            socketio = environ.get("PATH_INFO", "").startswith("/socket.io")
            if socketio and "j" in parse_qs(query, keep_blank_values=True):
                return self._refuse(environ, dressed, "400 Bad Request", "JSONP is not answered.")
        return self.app(environ, dressed)

    def _stranger(self, host: str) -> None:
        self._strangers += 1
        if (
            self._strangers & (self._strangers - 1) == 0
        ):  # the first, the second, the fourth: a flood is few lines
            shown = host if HOST.fullmatch(host) else "a strange one"
            log.warning(
                "%d requests for a host that is not ours, the last for %.80s: WORKSHOP_PUBLIC_URL names ours",
                self._strangers,
                shown,
            )

    @staticmethod
    def _refuse(environ: dict[str, Any], start: Callable[..., Any], status: str, said: str) -> Any:
        body = f"{said}\n".encode()
        start(
            status,
            [
                ("Content-Type", "text/plain; charset=utf-8"),
                ("Content-Length", str(len(body))),
                ("Cache-Control", "no-store"),
            ],
        )
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]
