"""`workshop backup` and `workshop restore`: all that is kept, in one file (R19).

While the server runs, too: the database is copied in one consistent piece, and then the photos, so that whatever the
copy speaks of is in the file. Restoring goes into an empty folder alone, and never over somebody's data. With a
passphrase the file is locked (`workshop/doors/sealed.py`), and nothing is ever written beside it that is not.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, BinaryIO, Final

import click

from workshop import secret
from workshop.doors import sealed
from workshop.doors.album import FILE, FOLDER
from workshop.doors.lock import LOCK, NOTE, Keeper, Taken
from workshop.features.agenda.tables import workshop
from workshop.kernel.tables import record, stream
from workshop.migrations import Newer, insist_known
from workshop.settings import DATABASE_FILE, SECRET_FILE, Settings

MARK: Final = "backup.json"
FORM: Final = 1
VERSIONS: Final = "alembic_version"
MEMBER: Final = re.compile(
    rf"{re.escape(DATABASE_FILE)}|{re.escape(SECRET_FILE)}|{MARK}|{FOLDER}/{FILE.pattern}"
)


class NotDone(Exception):
    """Nothing was written. Its text is one line."""


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--lock", is_flag=True, help="Lock it with a passphrase: asked for, or WORKSHOP_PASSPHRASE.")
@click.pass_obj
def backup_command(settings: Settings, file: Path, lock: bool) -> None:
    """Copy everything kept into one file, while serving or not."""
    with _told():
        _free(file)
        passphrase = (
            _passphrase(settings, f"A passphrase for {file}", new=True) if lock else settings.passphrase
        )
        photos = backup(settings, file, passphrase)
    locked = ", locked: without its passphrase nobody opens it" if passphrase else ""
    click.echo(f"{file}: {'the database and ' if settings.database_file else ''}{photos} photos{locked}")
    if settings.database_file is None:
        click.echo("The database is PostgreSQL's own and is not in it: copy it with pg_dump.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def restore_command(settings: Settings, file: Path) -> None:
    """Put a backup into this data folder, which must be empty."""
    with _told():
        photos = restore(settings, file, lambda: _passphrase(settings, f"The passphrase of {file}"))
    click.echo(f"{settings.data}: restored, with {photos} photos")
    if settings.database_file is None:
        click.echo("The database is PostgreSQL's own: restore it with pg_restore.")


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except NotDone as why:
        sys.exit(str(why))


def _passphrase(settings: Settings, asked: str, new: bool = False) -> str:
    """From the environment or whoever sits there; never an argument, which others on the machine can read."""
    if settings.passphrase:
        return settings.passphrase
    if not sys.stdin.isatty():
        raise NotDone(f"{asked} is needed: set WORKSHOP_PASSPHRASE, or do this in a terminal")
    said: str = click.prompt(
        asked, hide_input=True, confirmation_prompt="Once more" if new else False, err=True
    )
    if not sealed.clean(said):
        raise NotDone("A passphrase of nothing but blanks locks nothing")
    return said


# --- there ---------------------------------------------------------------------------------------------------


def _free(file: Path) -> None:
    if file.exists():
        raise NotDone(f"{file} is there already: name another file")


def backup(settings: Settings, file: Path, passphrase: str | None = None) -> int:
    """Write `file`, whole or not at all, locked with `passphrase` when there is one; how many photos are in it."""
    _free(file)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        # It holds what links are signed with: for this user alone, like the folder it comes from.
        handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w+b") as out:
            if passphrase is None:
                photos = _pack(settings, out, draft.with_suffix(".copy"))
            else:
                photos = _pack_sealed(settings, out, passphrase)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    except (OSError, sqlite3.Error) as wrong:
        raise NotDone(f"The backup could not be written: {wrong}") from None
    finally:
        draft.unlink(missing_ok=True)
    return photos


def _pack_sealed(settings: Settings, out: BinaryIO, passphrase: str) -> int:
    """What is not locked yet stays in the data folder: what was once on a stick can be read from it, deleted too."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=settings.data) as plain:
        photos = _pack(settings, plain, settings.data / f"copying.{secrets.token_hex(4)}")
        plain.seek(0)
        sealed.seal(plain, out, passphrase)
    return photos


def _pack(settings: Settings, out: IO[bytes], copy: Path) -> int:
    database, key = settings.database_file, settings.data / SECRET_FILE
    if database is not None and not database.exists():
        raise NotDone(f"There is nothing to back up: {database} is not there")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        made = {"form": FORM, "made": int(time.time() * 1000), "database": "sqlite" if database else "none"}
        pack.writestr(MARK, json.dumps(made))
        if database is not None:
            try:
                _copy(database, copy)
                pack.write(copy, DATABASE_FILE)
            finally:
                copy.unlink(missing_ok=True)
        if key.exists():
            pack.write(key, SECRET_FILE)
        for path in sorted((settings.data / FOLDER).glob("*.jpg")):
            if FILE.fullmatch(path.name):
                with contextlib.suppress(FileNotFoundError):  # swept just now: nothing spoke of it
                    pack.write(path, f"{FOLDER}/{path.name}", zipfile.ZIP_STORED)
        return sum(name.endswith("-full.jpg") for name in pack.namelist())


def _copy(database: Path, copy: Path) -> None:
    """One consistent piece, whatever is written meanwhile."""
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as sink:
        source.backup(sink)


# --- and back ------------------------------------------------------------------------------------------------


def restore(settings: Settings, file: Path, passphrase: Callable[[], str]) -> int:
    """Unpack `file` into the empty data folder, all of it or nothing; how many photos came.

    `passphrase` is asked for when the file turns out to be locked.
    """
    keeper = Keeper(settings.data)
    try:
        keeper.take()
    except Taken as taken:
        raise NotDone(str(taken)) from None
    try:
        left = [path.name for path in settings.data.iterdir() if path.name not in (LOCK, NOTE)]
        if left:
            raise NotDone(
                f"{settings.data} is not empty ({sorted(left)[0]}): name another with WORKSHOP_DATA"
            )
        if settings.database_file not in (None, settings.data / DATABASE_FILE):
            raise NotDone("DATABASE_URL names another file than the data folder's: unset it to restore")
        return _unpack(settings.data, file, settings.database_file is not None, passphrase)
    finally:
        keeper.release()


@contextlib.contextmanager
def _opened(data: Path, file: Path, passphrase: Callable[[], str]) -> Iterator[zipfile.ZipFile]:
    if not sealed.is_sealed(file):
        with zipfile.ZipFile(file) as pack:
            yield pack
        return
    wants_room(data, sealed.size(file))
    with sealed.unsealed(file, passphrase(), data) as inside, zipfile.ZipFile(inside) as pack:
        yield pack


def _unpack(data: Path, file: Path, wants_database: bool, passphrase: Callable[[], str]) -> int:
    draft = data / f"restoring.{secrets.token_hex(4)}"
    draft.mkdir(mode=0o700)
    try:
        with _opened(data, file, passphrase) as pack:
            names = pack.namelist()
            if MARK not in names or json.loads(pack.read(MARK)).get("form") != FORM:
                raise NotDone(f"{file} is no backup of a workshop, or a later version's")
            if wants_database != (DATABASE_FILE in names):
                has = "a database file" if DATABASE_FILE in names else "no database"
                raise NotDone(f"{file} holds {has}, which these settings do not fit")
            wants_room(data, sum(member.file_size for member in pack.infolist()))
            for name in names:
                if not MEMBER.fullmatch(name):
                    raise NotDone(f"{file} holds what no backup does: {name[:80]!r}")
                _extract(pack, name, draft / name)  # the checksum of each is checked as it is read
        if wants_database:
            _check(draft / DATABASE_FILE)
        if SECRET_FILE in names:
            secret.kept(draft / SECRET_FILE)
        (draft / MARK).unlink()
        for path in sorted(draft.iterdir()):
            path.replace(data / path.name)
    except sealed.WrongPassphrase:
        raise NotDone(f"{file} is locked with another passphrase") from None
    except secret.WeakSecret:
        raise NotDone(f"{file} cannot be restored: the secret in it is empty or damaged") from None
    except Newer as newer:
        raise NotDone(f"{file} cannot be restored: {newer}") from None
    except (zipfile.BadZipFile, ValueError, OSError, sqlite3.Error, EOFError, RuntimeError) as wrong:
        raise NotDone(f"{file} cannot be restored: {wrong}") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return len(list((data / FOLDER).glob("*-full.jpg")))


def _extract(pack: zipfile.ZipFile, name: str, to: Path) -> None:
    to.parent.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with pack.open(name) as source, open(handle, "wb") as sink:
        shutil.copyfileobj(source, sink)
        sink.flush()
        os.fsync(sink.fileno())


def wants_room(data: Path, size: int) -> None:
    """A small file may unpack to more than the disk holds; refused before any of it is written."""
    if size > shutil.disk_usage(data).free:
        raise NotDone(f"{data} has no room for it: it unpacks to {size // 1_000_000} MB")


def _check(database: Path) -> None:
    """Whole, ours, and of a version that we know."""
    with closing(sqlite3.connect(database)) as copy:
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(f"its database is damaged ({found[:80]})")
        there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {VERSIONS, workshop.name, stream.name, record.name} <= there:
            raise sqlite3.DatabaseError("its database is not a workshop's")
        insist_known(version for (version,) in copy.execute(f"SELECT version_num FROM {VERSIONS}"))
