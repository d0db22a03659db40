"""Settings: one frozen value read from the environment. Nothing else in the product reads the environment."""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args
from urllib.parse import urlsplit

from workshop import secret

AsyncMode = Literal["eventlet", "gevent", "threading"]
ASYNC_MODES: Final[tuple[str, ...]] = get_args(AsyncMode)

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

DATABASES: Final = ("sqlite", "postgresql")
SECRET_FILE: Final = "secret.key"
DATABASE_FILE: Final = "workshop.sqlite3"

PACKAGE: Final = Path(__file__).resolve().parent


class BadSetting(Exception):
    """A setting whose value cannot be used. Its text is one line that names the variable and what it takes."""


def _setting(env: str, says: str, shown: str, **kw: Any) -> Any:
    return field(metadata={"env": env, "says": says, "default": shown}, **kw)


@dataclass(frozen=True)
class Settings:
    """Where and how this process serves. Make one with `Settings.from_environment()`, or by name in a test."""

    host: str = _setting(
        "WORKSHOP_HOST",
        "The address to listen on; the default takes every network card.",
        "0.0.0.0",
        default="0.0.0.0",
    )
    port: int = _setting("WORKSHOP_PORT", "The port to listen on; 0 takes a free one.", "8080", default=8080)
    data: Path = _setting(
        "WORKSHOP_DATA",
        "The folder that holds everything kept: the database file, the photos and the secret.",
        "`workshop` in the user's data folder (Linux: `~/.local/share/workshop`)",
        default_factory=lambda: default_data(os.environ),
    )
    public_url: str | None = _setting(
        "WORKSHOP_PUBLIC_URL",
        "The address that phones open, when it is not one of this machine's own (a name, or a proxy's); no path.",
        "found among the network cards",
        default=None,
    )
    proxy: tuple[Network, ...] = _setting(
        "WORKSHOP_PROXY",
        "The proxies before the server, as addresses or networks with commas between; whom they say a request is from "
        "is believed, and nobody else is.",
        "none",
        default=(),
    )
    contact: str | None = _setting(
        "WORKSHOP_CONTACT",
        "Whom to tell of a fault in this installation's security: a mail address, or one that starts with https:// or "
        "tel:; everybody may read it at `/.well-known/security.txt`.",
        "none",
        default=None,
    )
    photo_mb: int = _setting(
        "WORKSHOP_PHOTO_MB", "The largest photo that is taken, in megabytes.", "12", default=12
    )
    photos_mb: int = _setting(
        "WORKSHOP_PHOTOS_MB",
        "The most that all photos of one workshop take, in megabytes.",
        "1000",
        default=1000,
    )
    async_mode: AsyncMode = _setting(
        "WORKSHOP_ASYNC_MODE", "The server: eventlet, gevent or threading.", "eventlet", default="eventlet"
    )
    database_url: str | None = _setting(
        "DATABASE_URL",
        "Another database than the file in the data folder: sqlite:/// or postgresql://.",
        f"`{DATABASE_FILE}` in the data folder",
        default=None,
        repr=False,
    )
    redis_url: str | None = _setting(
        "REDIS_URL",
        "The Redis that several server processes tell each other of changes through; unneeded by one process.",
        "none",
        default=None,
        repr=False,
    )
    secret_key: str | None = _setting(
        "SECRET_KEY",
        "What links and tokens are signed with, 32 letters or more; processes that serve together need the same.",
        f"made on the first run and kept in `{SECRET_FILE}` in the data folder",
        default=None,
        repr=False,
    )
    passphrase: str | None = _setting(
        "WORKSHOP_PASSPHRASE",
        "What `workshop backup` locks its file with, and `workshop restore` opens it with.",
        "none: `--lock` asks for one",
        default=None,
        repr=False,
    )

    @classmethod
    def from_environment(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read every setting from `env` (the process's own by default). A variable set to nothing counts as unset.

        Raises BadSetting, one line, for the first value that cannot be used. Touches no file.
        """
        env = os.environ if env is None else env
        given = {f.name: value for f in fields(cls) if (value := env.get(f.metadata["env"], "").strip())}
        read: dict[str, Any] = {name: _READERS[name](value) for name, value in given.items()}
        read.setdefault("data", default_data(env))
        return cls(**read)

    @property
    def database(self) -> str:
        """The database's SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.data / DATABASE_FILE}"

    @property
    def database_file(self) -> Path | None:
        """The database's file, or None when it is a server's."""
        kind, _, path = self.database.partition(":///")
        return Path(path) if kind == "sqlite" else None

    def secret(self) -> str:
        """SECRET_KEY, or the one kept in the data folder: made there, for this user alone, when there is none."""
        try:
            return self.secret_key or secret.kept(self.data / SECRET_FILE)
        except secret.WeakSecret as weak:
            raise BadSetting(str(weak)) from None


def default_data(env: Mapping[str, str]) -> Path:
    """The folder for data when WORKSHOP_DATA names none: the user's own, the same from whatever folder we start."""
    home = Path(env["HOME"]) if env.get("HOME") else Path.home()
    if sys.platform == "win32":
        base = Path(env.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(env.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "workshop"


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value) <= 65535):
        raise BadSetting(f"WORKSHOP_PORT takes a number from 0 to 65535, not {value!r}")
    return int(value)


def _data(value: str) -> Path:
    path = Path(value).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise BadSetting(f"WORKSHOP_DATA takes a folder, and {value!r} is a file")
    return path


def _public_url(value: str) -> str:
    refusal = BadSetting(
        f"WORKSHOP_PUBLIC_URL takes an address like http://192.168.8.10:8080 without a path, not {value!r}"
    )
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise refusal from None
    if not whole or parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise refusal
    return f"{parts.scheme}://{parts.netloc}"


def _proxy(value: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(each.strip()) for each in value.split(",") if each.strip())
    except ValueError:
        raise BadSetting(
            f"WORKSHOP_PROXY takes addresses or networks like 127.0.0.1, 10.0.0.0/24, not {value!r}"
        ) from None


def _contact(value: str) -> str:
    """As RFC 9116 has it: with its scheme."""
    kind, mark, rest = value.partition(":")
    if not mark and "@" in value:
        kind, rest, value = "mailto", value, f"mailto:{value}"
    if (
        kind not in ("mailto", "https", "tel")
        or not rest
        or not value.isascii()
        or set(value) & set("\r\n\t <>")
    ):
        raise BadSetting(f"WORKSHOP_CONTACT takes a mail address, https:// or tel:, not {value!r}")
    return value


def _photo_mb(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 100):
        raise BadSetting(f"WORKSHOP_PHOTO_MB takes a number from 1 to 100, not {value!r}")
    return int(value)


def _photos_mb(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 1_000_000):
        raise BadSetting(f"WORKSHOP_PHOTOS_MB takes a number from 1 to 1000000, not {value!r}")
    return int(value)


def _async_mode(value: str) -> AsyncMode:
    if value not in ASYNC_MODES:
        raise BadSetting(
            f"WORKSHOP_ASYNC_MODE takes {', '.join(ASYNC_MODES[:-1])} or {ASYNC_MODES[-1]}, not {value!r}"
        )
    return cast(AsyncMode, value)


def _database_url(value: str) -> str:
    """The URL with its driver named: hosting services write postgres://, SQLAlchemy wants the driver too."""
    scheme, mark, rest = value.partition("://")
    kind, _, driver = scheme.partition("+")
    kind = "postgresql" if kind == "postgres" else kind
    # The password in a URL must not reach a terminal or a log, so the value is not repeated.
    if not mark or kind not in DATABASES:
        raise BadSetting("DATABASE_URL takes an address that starts with sqlite:/// or postgresql://")
    if kind == "sqlite":
        if not rest.startswith("/") or rest == "/" or ":memory:" in rest:
            raise BadSetting("DATABASE_URL takes sqlite:/// and the path of a file")
        return f"sqlite://{rest}"
    if driver not in ("", "psycopg"):
        raise BadSetting("DATABASE_URL takes postgresql:// with the driver psycopg or none named")
    return f"postgresql+psycopg://{rest}"


def _redis_url(value: str) -> str:
    if value.partition("://")[0] not in ("redis", "rediss", "unix") or "://" not in value:
        raise BadSetting("REDIS_URL takes an address that starts with redis://, rediss:// or unix://")
    return value


def _secret_key(value: str) -> str:
    try:
        return secret.insist(value)
    except secret.WeakSecret as weak:
        raise BadSetting(str(weak)) from None


_READERS: Final[Mapping[str, Any]] = {
    "host": str,
    "port": _port,
    "data": _data,
    "public_url": _public_url,
    "proxy": _proxy,
    "contact": _contact,
    "photo_mb": _photo_mb,
    "photos_mb": _photos_mb,
    "async_mode": _async_mode,
    "database_url": _database_url,
    "redis_url": _redis_url,
    "secret_key": _secret_key,
    "passphrase": str,
}


def settings_table() -> str:
    """Every setting as a Markdown table, for the README; a test holds the two equal."""
    rows = ["| Variable | What it is | Default |", "|---|---|---|"]
    rows += [
        f"| `{f.metadata['env']}` | {f.metadata['says']} | {f.metadata['default']} |"
        for f in fields(Settings)
    ]
    return "\n".join(rows)


def asset_root() -> Path:
    """The folder that holds `static` and `templates`: the checkout's root, or the package itself in a wheel."""
    checkout = PACKAGE.parent
    return checkout if (checkout / "static" / "build.mjs").is_file() else PACKAGE


def static_root() -> Path:
    """The built client: hashed files and their manifest.json."""
    return asset_root() / "static" / "dist"


def templates_root() -> Path:
    return asset_root() / "templates"
