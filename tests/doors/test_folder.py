"""The data folder at a start: closed to others, whole, and of a version that we know; else one line says what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.doors.test_backup import run
from workshop.wording import say


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that was there before, open to everybody, with a workshop in it."""
    folder = tmp_path_factory.mktemp("begun")
    folder.chmod(0o755)
    assert run(folder, "new", "--en", "Trial").returncode == 0
    return folder


@pytest.fixture
def data(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "data"))


def others_may(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode) & 0o077


def test_c12_what_is_kept_is_closed_to_others(data: Path) -> None:
    """C12: also in a folder that was there before, and what an earlier build left open is closed at the next start.

    Planted: without `close_to_others` the opened files stayed open; without `keep_private` the new ones were.
    """
    kept = [data / name for name in ("workshop.sqlite3", "secret.key")]
    assert [others_may(path) for path in kept] == [0, 0]
    assert stat.S_IMODE(data.stat().st_mode) == 0o755, "the folder may be somebody's own"
    (data / "photos").mkdir(mode=0o755)
    for path in kept:
        path.chmod(0o644)
    done = run(data, "new", "--en", "Another")
    assert "others on this machine could read" in done.stderr and "secret.key" in done.stderr
    assert [others_may(path) for path in (*kept, data / "photos")] == [0, 0, 0]
    assert run(data, "new", "--en", "A third").stderr == ""


def one_line(data: Path, *words: str) -> str:
    """What a command that cannot be done says, on its one line."""
    done = run(data, *words, WORKSHOP_PORT="0", WORKSHOP_HOST="127.0.0.1", SECRET_KEY="")
    assert done.returncode == 1 and done.stdout == "", done
    [line] = done.stderr.strip().splitlines()
    return line


@pytest.mark.parametrize("how", ["other bytes", "cut short", "no database", "a page of zeros"])
@pytest.mark.parametrize("words", [("serve",), ("new", "--en", "Trial")])
def test_c12_a_damaged_database_is_told_in_one_line(data: Path, how: str, words: tuple[str, ...]) -> None:
    """C12: and stays as it is."""
    file = data / "workshop.sqlite3"
    whole = file.read_bytes()
    broken = {
        "other bytes": whole[:5000] + os.urandom(len(whole) - 5000),
        "cut short": whole[: len(whole) // 2],
        "no database": b"a letter, not a database\n" * 400,
        "a page of zeros": whole[:4096] + bytes(4096) + whole[8192:],
    }[how]
    file.write_bytes(broken)
    line = one_line(data, *words)
    assert str(file) in line and "damaged" in line and "workshop restore" in line
    assert file.read_bytes() == broken


def test_c12_a_database_of_a_later_version_is_told_in_one_line(data: Path) -> None:
    """C12: and stays as it is."""
    with closing(sqlite3.connect(data / "workshop.sqlite3")) as conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")
        conn.commit()
    assert "later version of the workshop (9999)" in one_line(data, "serve")
    for words in (("new", "--en", "Trial"), ("renew", "owner")):
        assert "later version of the workshop (9999)" in one_line(data, *words)


def test_what_cannot_be_renewed_is_one_sentence(data: Path) -> None:
    """B7: a workshop that is not there, and one that is not named."""
    assert one_line(data, "renew", "screen", "999 999") == say("en", "err.code")
    assert "needed for chair and screen" in run(data, "renew", "chair").stderr


def test_c6_a_start_with_an_empty_secret_says_so_and_serves_nobody(data: Path) -> None:
    """C6, F4: whatever asks for it; so does one too short in the environment."""
    (data / "secret.key").write_text("")
    for words in (("serve",), ("new", "--en", "Trial")):
        assert "secret.key is empty or damaged" in one_line(data, *words)
    done = run(data, "serve", SECRET_KEY="...")
    assert done.returncode == 1 and done.stderr.startswith("SECRET_KEY takes 32 letters or more")
