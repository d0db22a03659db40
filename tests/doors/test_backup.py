"""R19: backup is one file, taken while it serves; restored, everybody finds what they left. B6: locked, if wished."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from tests.doors.real import Server
from tests.doors.test_photos import Table, file, get, scene
from workshop.doors import sealed
from workshop.doors.album import FILE
from workshop.doors.backup import NotDone, wants_room


def run(data: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workshop", *words],
        env=os.environ | {"WORKSHOP_DATA": str(data)} | env,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
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


# --- locked with a passphrase --------------------------------------------------------------------------------------

WORDS = "ແມ່ນ້ຳ kettle nine harbour"


@pytest.fixture(scope="module")
def locked_once(packed: Path) -> Path:
    """The same workshop, locked; named by the environment, as a script would."""
    file = packed.with_name("locked.zip")
    done = run(packed.parent / "data", "backup", str(file), "--lock", WORKSHOP_PASSPHRASE=WORDS)
    assert done.returncode == 0 and "locked" in done.stdout, done
    return file


@pytest.fixture
def locked(locked_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(locked_once, tmp_path / "locked.zip"))


def left_in(data: Path) -> list[str]:
    return sorted(path.name for path in data.iterdir() if "serving" not in path.name)


def test_b6_a_locked_backup_tells_nothing_and_comes_back_whole(
    locked: Path, kept: Path, tmp_path: Path
) -> None:
    """B6: what was said is nowhere in it, it is for its user alone, and it comes back as an open one does."""
    assert b"Trial" not in locked.read_bytes() and b"SQLite format" not in locked.read_bytes()
    with zipfile.ZipFile(locked) as outer:
        assert set(outer.namelist()) == {"lock.json", "backup.zip.age"}
        assert outer.read("backup.zip.age").startswith(b"age-encryption.org/v1")
    with zipfile.ZipFile(kept) as pack:
        plain = {name: pack.read(name) for name in pack.namelist() if name != "backup.json"}
    back = tmp_path / "back"
    # Typed with the marks in another order and a blank too many, it is the same passphrase.
    done = run(back, "restore", str(locked), WORKSHOP_PASSPHRASE=f"  {WORDS} ")
    assert done.returncode == 0 and "restored" in done.stdout, done
    assert {name: (back / name).read_bytes() for name in left_in(back)} == plain
    if os.name == "posix":
        assert {stat.S_IMODE((back / name).stat().st_mode) for name in left_in(back)} == {0o600}


def test_b6_a_locked_backup_leaves_nothing_open_beside_it(locked_once: Path, tmp_path: Path) -> None:
    """B6: for its user alone, and no draft of it stays, on the stick or in the data folder."""
    if os.name == "posix":
        assert stat.S_IMODE(locked_once.stat().st_mode) == 0o600
    assert {path.name for path in locked_once.parent.iterdir()} <= {"data", "kept.zip", "locked.zip"}
    assert left_in(locked_once.parent / "data") == ["secret.key", "workshop.sqlite3"]


def test_b6_a_passphrase_in_the_environment_is_enough(packed: Path, tmp_path: Path) -> None:
    """B6: who set one wants it locked; without `--lock` too."""
    file = tmp_path / "quiet.zip"
    assert run(packed.parent / "data", "backup", str(file), WORKSHOP_PASSPHRASE=WORDS).returncode == 0
    assert sealed.is_sealed(file)


def _broken(file: Path, how: str) -> None:
    whole = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as outer:
        start = outer.getinfo("backup.zip.age").header_offset
    match how:
        case "cut short":
            whole = whole[:-200]
        case "a byte changed":
            whole[len(whole) // 2] ^= 1
        case "a byte changed at its head":
            whole[start + 160] ^= 1
        case "a byte changed in its lock":
            at = whole.index(b'"salt": "') + 9
            whole[at : at + 1] = b"1" if whole[at : at + 1] == b"0" else b"0"
    file.write_bytes(bytes(whole))
    if how == "cut short within":  # the ZIP around it is whole
        with zipfile.ZipFile(file) as outer:
            parts = {name: outer.read(name) for name in outer.namelist()}
        with zipfile.ZipFile(file, "w") as outer:
            for name, part in parts.items():
                outer.writestr(name, part[:-64] if name == "backup.zip.age" else part)
    if how == "another lock":
        with zipfile.ZipFile(file) as outer:
            lock, body = json.loads(outer.read("lock.json")), outer.read("backup.zip.age")
        lock["scrypt"]["n"] = 2**30
        with zipfile.ZipFile(file, "w") as outer:
            outer.writestr("lock.json", json.dumps(lock))
            outer.writestr("backup.zip.age", body)


@pytest.mark.parametrize(
    "how",
    [
        "cut short",
        "cut short within",
        "a byte changed",
        "a byte changed at its head",
        "a byte changed in its lock",
        "another lock",
    ],
)
def test_b6_a_damaged_locked_backup_is_refused_and_leaves_the_folder_empty(
    locked: Path, tmp_path: Path, how: str
) -> None:
    """B6: in one line that speaks of damage, and not of the passphrase, which is right."""
    _broken(locked, how)
    data = tmp_path / "empty"
    done = run(data, "restore", str(locked), WORKSHOP_PASSPHRASE=WORDS)
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "cannot be restored" in done.stderr and "another passphrase" not in done.stderr
    assert left_in(data) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("another one", "is locked with another passphrase"),
        ("", "WORKSHOP_PASSPHRASE"),
        ("  ", "WORKSHOP_PASSPHRASE"),
    ],
)
def test_b6_without_the_passphrase_one_line_says_so(
    locked: Path, tmp_path: Path, words: str, said: str
) -> None:
    """B6: a wrong one, and none where nobody sits at a terminal to be asked."""
    data = tmp_path / "empty"
    done = run(data, "restore", str(locked), WORKSHOP_PASSPHRASE=words)
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert said in done.stderr and str(locked) in done.stderr
    assert left_in(data) == []


def test_b6_nobody_to_ask_makes_no_backup(packed: Path, tmp_path: Path) -> None:
    """B6: `--lock` without a terminal never writes an open file instead."""
    done = run(packed.parent / "data", "backup", str(tmp_path / "kept.zip"), "--lock", WORKSHOP_PASSPHRASE="")
    assert done.returncode == 1 and "WORKSHOP_PASSPHRASE" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="a terminal of one's own is POSIX's")
def test_b6_at_a_terminal_it_is_asked_for(packed: Path, tmp_path: Path) -> None:
    """B6: twice when it is made, again when they differ, once when it is opened; and never shown."""
    file = tmp_path / "asked.zip"
    said = at_a_terminal(
        packed.parent / "data", "backup", str(file), "--lock", types=[WORDS, "a slip", WORDS, WORDS]
    )
    assert "do not match" in said and "kettle" not in said and sealed.is_sealed(file)
    assert "restored" in at_a_terminal(tmp_path / "back", "restore", str(file), types=[WORDS])


def at_a_terminal(data: Path, *words: str, types: list[str]) -> str:
    """All that the terminal shows. Each line is typed when it is asked for."""
    import pty

    ours, theirs = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name != "WORKSHOP_PASSPHRASE"}
    running = subprocess.Popen(
        [sys.executable, "-m", "workshop", *words],
        env=env | {"WORKSHOP_DATA": str(data)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown, typed = b"", 0
    try:
        while part := os.read(ours, 4096):
            shown += part
            if typed < len(types) and shown.rstrip(b" ").count(b":") > typed and shown.endswith(b": "):
                os.write(ours, types[typed].encode() + b"\n")
                typed += 1
    except OSError:  # so a terminal ends on Linux
        pass
    finally:
        os.close(ours)
    assert running.wait(60) == 0, shown
    return shown.decode()


def test_b6_locking_takes_a_little_memory_whatever_the_size(tmp_path: Path) -> None:
    """B6: photos of a gigabyte are locked and opened piece by piece, while the laptop serves."""
    size = 48_000_000
    plain, file = tmp_path / "plain", tmp_path / "locked"
    with open(plain, "wb") as out:
        out.truncate(size)
    tracemalloc.start()
    try:
        with open(plain, "rb") as source, open(file, "w+b") as sink:
            sealed.seal(source, sink, WORDS)
        with sealed.unsealed(file, WORDS, tmp_path) as inside:
            assert inside.seek(0, io.SEEK_END) == size
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_b6_the_key_is_written_as_age_writes_it() -> None:
    """B6: BIP 173's own examples, and age's library reads what we write."""
    assert sealed._bech32("abcdef", bytes.fromhex("00443214c74254b635cf84653a56d7c675be77df")) == (
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"
    )
    for data in (bytes(32), bytes(range(32)), b"\xff" * 32):
        text = sealed._bech32("age-secret-key-", data).upper()
        assert str(pyrage.x25519.Identity.from_str(text)) == text
