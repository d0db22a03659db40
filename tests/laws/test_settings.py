"""Settings come from the environment, are refused in one line, and keep a secret of their own."""

import multiprocessing
import os
import stat
import tempfile
from dataclasses import fields
from pathlib import Path

import pytest

from workshop.settings import SECRET_FILE, BadSetting, Settings, asset_root, settings_table, templates_root

NAMES = {
    "WORKSHOP_HOST",
    "WORKSHOP_PORT",
    "WORKSHOP_DATA",
    "WORKSHOP_PUBLIC_URL",
    "WORKSHOP_CONTACT",
    "WORKSHOP_PHOTO_MB",
    "WORKSHOP_PROXY",
    "WORKSHOP_PHOTOS_MB",
    "WORKSHOP_PASSPHRASE",
    "WORKSHOP_ASYNC_MODE",
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY",
}

GOOD = "Kept-elsewhere.0123456789abcdefgh"


def read(**env: str) -> Settings:
    return Settings.from_environment(env)


def test_these_are_the_settings_and_each_has_its_sentence() -> None:
    assert {f.metadata["env"] for f in fields(Settings)} == NAMES
    assert all(f.metadata["says"].endswith(".") for f in fields(Settings))
    assert all(f"| `{name}` |" in settings_table() for name in NAMES)


def test_an_empty_environment_serves_one_laptop() -> None:
    settings = read(HOME="/home/noy")
    assert (settings.host, settings.port, settings.async_mode) == ("0.0.0.0", 8080, "eventlet")
    assert settings.database.startswith("sqlite:///") and settings.database_file
    assert settings.database_file.parent == settings.data
    assert (settings.public_url, settings.redis_url) == (None, None)


def test_the_default_folder_is_the_users_and_never_a_temporary_one() -> None:
    data = read(HOME="/home/noy", TMPDIR="/tmp/x").data
    assert data.is_absolute() and data.name == "workshop"
    assert data.is_relative_to("/home/noy")
    assert not data.is_relative_to(tempfile.gettempdir())


def test_set_to_nothing_is_unset() -> None:
    assert read(HOME="/home/noy", **dict.fromkeys(NAMES, " ")) == read(HOME="/home/noy")


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = read(
        WORKSHOP_HOST="127.0.0.1",
        WORKSHOP_PORT="0",
        WORKSHOP_DATA=str(tmp_path),
        WORKSHOP_PUBLIC_URL="https://workshop.example/",
        WORKSHOP_CONTACT="noy@workshop.example",
        WORKSHOP_PHOTO_MB="8",
        WORKSHOP_PHOTOS_MB="80",
        WORKSHOP_PASSPHRASE="four words of one's own",
        WORKSHOP_ASYNC_MODE="gevent",
        DATABASE_URL="postgres://noy:secret@db/workshop",
        REDIS_URL="redis://cache:6379/0",
        SECRET_KEY=GOOD,
    )
    assert settings == Settings(
        host="127.0.0.1",
        port=0,
        data=tmp_path,
        public_url="https://workshop.example",
        contact="mailto:noy@workshop.example",
        photo_mb=8,
        photos_mb=80,
        passphrase="four words of one's own",
        async_mode="gevent",
        database_url="postgresql+psycopg://noy:secret@db/workshop",
        redis_url="redis://cache:6379/0",
        secret_key=GOOD,
    )
    assert settings.database_file is None
    assert settings.secret() == GOOD
    assert not list(tmp_path.iterdir()), "reading settings touches no file"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORKSHOP_PORT", "http"),
        ("WORKSHOP_PORT", "65536"),
        ("WORKSHOP_PORT", "-1"),
        ("WORKSHOP_PORT", "໘໐"),
        ("WORKSHOP_DATA", __file__),
        ("WORKSHOP_PUBLIC_URL", "workshop.example"),
        ("WORKSHOP_PUBLIC_URL", "ftp://workshop.example"),
        ("WORKSHOP_PUBLIC_URL", "http://workshop.example/under"),
        ("WORKSHOP_PUBLIC_URL", "http://a:b@workshop.example"),
        ("WORKSHOP_PUBLIC_URL", "http://workshop.example:port"),
        ("WORKSHOP_CONTACT", "noy"),
        ("WORKSHOP_CONTACT", "javascript:alert(1)"),
        ("WORKSHOP_CONTACT", "noy@workshop.example\nExpires: never"),
        ("WORKSHOP_PHOTO_MB", "0"),
        ("WORKSHOP_PHOTO_MB", "12 MB"),
        ("WORKSHOP_PHOTOS_MB", "0"),
        ("WORKSHOP_ASYNC_MODE", "asyncio"),
        ("DATABASE_URL", "mysql://noy:secret@db/workshop"),
        ("DATABASE_URL", "postgresql+psycopg2://noy:secret@db/workshop"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("REDIS_URL", "cache:6379"),
        ("SECRET_KEY", "..."),
        ("SECRET_KEY", "a"),
        ("SECRET_KEY", GOOD[:31]),
        ("SECRET_KEY", f"   {GOOD[:31]}   "),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line_that_names_it(name: str, value: str) -> None:
    """C6, F4: a short secret, and the example of the documents, are among it."""
    with pytest.raises(BadSetting) as refusal:
        read(**{name: value})
    assert str(refusal.value).startswith(f"{name} takes")
    assert "\n" not in str(refusal.value)
    assert "noy:secret" not in str(refusal.value) and GOOD[:31] not in str(refusal.value)


def test_the_secret_is_made_once_for_this_user_alone(tmp_path: Path) -> None:
    settings = read(WORKSHOP_DATA=str(tmp_path / "new" / "folder"))
    first = settings.secret()
    assert len(first) >= 32
    assert settings.secret() == first == read(WORKSHOP_DATA=str(settings.data)).secret()
    kept = settings.data / SECRET_FILE
    assert [kept] == list(settings.data.iterdir())
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "\n", "short\n", "\x00" * 64, "ສ" * 64])
def test_c6_a_secret_that_a_power_cut_left_empty_is_never_taken(tmp_path: Path, text: str) -> None:
    """C6: nor one cut short or overwritten; the line names the file and what to do."""
    (tmp_path / SECRET_FILE).write_text(text, "utf-8")
    with pytest.raises(BadSetting, match=r"secret\.key is empty or damaged.*backup.*delete"):
        read(WORKSHOP_DATA=str(tmp_path)).secret()
    assert (tmp_path / SECRET_FILE).read_text("utf-8") == text


def test_c6_the_secret_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C6: first the words, then the name, then the folder. Planted: without the first fsync the order was wrong."""
    done: list[str] = []
    sync, link = os.fsync, os.link

    def synced(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "words")
        sync(handle)

    def linked(*names: str) -> None:
        done.append("name")
        link(*names)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "link", linked)
    read(WORKSHOP_DATA=str(tmp_path)).secret()
    assert done == ["words", "name", "folder"]


def _secret(data: str) -> str:
    return read(WORKSHOP_DATA=data).secret()


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert len(set(pool.map(_secret, [str(tmp_path)] * 8))) == 1


def test_secrets_are_not_shown() -> None:
    assert "hush" not in repr(
        read(SECRET_KEY="hush" * 8, DATABASE_URL="postgresql://a:hush@b/c", REDIS_URL="redis://:hush@b")
    )


def test_in_a_checkout_the_pages_come_from_its_root() -> None:
    assert (asset_root() / "pyproject.toml").is_file()
    assert templates_root() == asset_root() / "templates"
