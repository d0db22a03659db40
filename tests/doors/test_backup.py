"""R19: backup is one file, taken while it serves; restored, everybody finds what they left."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.doors.real import Server
from tests.doors.test_photos import Table, file, get, scene
from workshop.doors.album import FILE
from workshop.doors.backup import NotDone, wants_room


def run(data: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workshop", *words],
        env=os.environ | {"WORKSHOP_DATA": str(data)} | env,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_r19_backup_is_one_file(new_server: Callable[..., Server], tmp_path: Path) -> None:
    """R19: made while it serves; put back elsewhere, cards, photos, links and tokens are as they were."""
    server = new_server(SECRET_KEY="").start()
    server.owner = ""
    table = Table(_own_secret(server))
    table.chairs("board.move", board=table.board, phase="reveal")
    photo = table.hang(file(scene(80, 60)), caption="The wall")
    before = said(table)
    kept = tmp_path / "tuesday.zip"
    done = run(server.folder, "backup", str(kept))
    assert done.returncode == 0 and "1 photos" in done.stdout, done
    assert "already" in run(server.folder, "backup", str(kept)).stderr
    assert "already served" in run(server.folder, "restore", str(kept)).stderr
    with zipfile.ZipFile(kept) as pack:
        names = set(pack.namelist())
        photos = {name for name in names if name.startswith("photos/")}
        assert len(photos) == 2 and all(FILE.fullmatch(name[7:]) for name in photos)
        assert names - photos == {"backup.json", "workshop.sqlite3", "secret.key"}
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    picture = get(table.ws, table.noy, photo).content
    server.kill()

    second = new_server(SECRET_KEY="", folder=tmp_path / "second")
    assert run(second.folder, "restore", str(kept)).returncode == 0
    second.start()
    table.ws.server = second
    assert said(table) == before
    assert get(table.ws, table.noy, photo).content == picture
    assert get(table.ws, table.vanh, photo).status_code == 404


def said(table: Table) -> dict[str, object]:
    """Every record that Noy reads, but for the counts that are drawn now and then."""
    records = [one for part in table.ws.streams(table.noy).values() for one in part]
    return {one["key"]: one for one in records if one["type"] not in ("progress", "roll")}


def _own_secret(server: Server) -> Server:
    """The tests' server has a secret of its own; this one the folder's."""
    from workshop.doors.identity import Identity

    server.owner = Identity((server.folder / "secret.key").read_text().strip()).owner()
    return server


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packed")
    assert run(folder / "data", "new", "--en", "Trial").returncode == 0
    assert run(folder / "data", "backup", str(folder / "kept.zip")).returncode == 0
    return folder / "kept.zip"


@pytest.fixture
def kept(packed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(packed, tmp_path / "kept.zip"))


def test_nothing_is_ever_restored_over_something(kept: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "notes.txt").write_text("mine")
    done = run(other, "restore", str(kept))
    assert done.returncode == 1 and "is not empty (notes.txt)" in done.stderr
    assert [path.name for path in other.iterdir() if "serving" not in path.name] == ["notes.txt"]


def tampered(kept: Path, how: str) -> None:
    if how == "cut short":
        kept.write_bytes(kept.read_bytes()[:-200])
        return
    if how == "a byte changed":
        whole = bytearray(kept.read_bytes())
        with zipfile.ZipFile(kept) as pack:
            whole[pack.getinfo("workshop.sqlite3").header_offset + 400] ^= 255
        kept.write_bytes(bytes(whole))
        return
    if how == "not a backup":
        kept.unlink()
    with zipfile.ZipFile(kept, "a") as pack:
        pack.writestr("../escaped.txt" if how == "a way out" else "notes.txt", "x")


@pytest.mark.parametrize(
    "how", ["cut short", "a byte changed", "a way out", "a stranger in it", "not a backup"]
)
def test_what_is_no_whole_backup_is_refused_and_leaves_the_folder_empty(
    kept: Path, tmp_path: Path, how: str
) -> None:
    tampered(kept, how)
    data = tmp_path / "empty"
    done = run(data, "restore", str(kept))
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert [path.name for path in data.iterdir() if "serving" not in path.name] == []
    assert not (tmp_path / "escaped.txt").exists()


def _other(folder: Path, how: str) -> None:
    """What is in the backup, made into something else."""
    database, key = folder / "workshop.sqlite3", folder / "secret.key"
    match how:
        case "another program's database":
            database.unlink()
            with closing(sqlite3.connect(database)) as conn:
                conn.execute("CREATE TABLE song (title TEXT)")
                conn.commit()
        case "a later version's":
            with closing(sqlite3.connect(database)) as conn:
                conn.execute("UPDATE alembic_version SET version_num = '9999'")
                conn.commit()
        case "an empty secret":
            key.write_text("\n")
        case "a short secret":
            key.write_text("a\n")


@pytest.mark.parametrize(
    "how", ["another program's database", "a later version's", "an empty secret", "a short secret"]
)
def test_c12_only_a_workshop_of_ours_is_restored(kept: Path, tmp_path: Path, how: str) -> None:
    """C12: a sound file is not enough; it must be a workshop's, of a version we know, with a secret that signs.

    Planted: without `secret.kept` in `_unpack` the empty one was restored, and taken at the next start.
    """
    inside = tmp_path / "inside"
    with zipfile.ZipFile(kept) as pack:
        pack.extractall(inside)
    _other(inside, how)
    kept.unlink()
    with zipfile.ZipFile(kept, "w") as pack:
        for path in inside.iterdir():
            pack.write(path, path.name)
    data = tmp_path / "empty"
    done = run(data, "restore", str(kept))
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "cannot be restored" in done.stderr
    assert [path.name for path in data.iterdir() if "serving" not in path.name] == []


def test_c12_what_unpacks_to_more_than_the_disk_holds_is_not_begun(tmp_path: Path) -> None:
    """C12: by what its list says, before a byte is written."""
    with pytest.raises(NotDone, match="no room"):
        wants_room(tmp_path, shutil.disk_usage(tmp_path).total)
    wants_room(tmp_path, 1)


def test_with_postgresql_it_packs_the_photos_and_says_what_else_is_needed(tmp_path: Path) -> None:
    env = {"DATABASE_URL": "postgresql://workshop@localhost/workshop"}
    data, kept = tmp_path / "data", tmp_path / "kept.zip"
    (data / "photos").mkdir(parents=True)
    (data / "photos" / f"{'5e' * 32}-full.jpg").write_bytes(b"picture")
    done = run(data, "backup", str(kept), **env)
    assert done.returncode == 0 and "pg_dump" in done.stdout, done.stderr
    with zipfile.ZipFile(kept) as pack:
        assert set(pack.namelist()) == {"backup.json", f"photos/{'5e' * 32}-full.jpg"}
    assert "do not fit" in run(tmp_path / "laptop", "restore", str(kept)).stderr
    assert "pg_restore" in run(tmp_path / "server", "restore", str(kept), **env).stdout


def test_nothing_to_back_up_is_said(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "backup", str(tmp_path / "kept.zip"))
    assert done.returncode == 1 and done.stderr.startswith("There is nothing to back up")
    assert not (tmp_path / "kept.zip").exists()
