"""What every test may ask for. Servers are real and start when the first test needs them."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.setup import servers
from tests.world import found_once
from workshop.features.agenda import about
from workshop.kernel.tables import metadata
from workshop.migrations import upgrade
from workshop.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
_numbers = itertools.count(1)
pytest.register_assert_rewrite("tests.features.each")  # so that a story that fails says what it saw


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the catalogues when they are younger than what was compiled of them."""
    for source in (ROOT / "workshop" / "translations").glob("*/LC_MESSAGES/workshop.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            subprocess.run([sys.executable, ROOT / "static" / "build.py", "wording"], check=True)
            return


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow first: where several files run at a time, none should be left to run alone at the end."""
    slow = ("browser", "doors")
    walks = {item.path for item in items if item.get_closest_marker("walk")}

    def place(item: pytest.Item) -> tuple[int, bool]:
        part = next((n for n, name in enumerate(slow) if name in item.path.parts), len(slow))
        return part, item.path not in walks

    items.sort(key=place)


@pytest.fixture(scope="session", autouse=True)
def _never_the_users_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads the user's settings or writes to the user's data folder, whatever the environment says."""
    names = {f.metadata["env"] for f in Settings.__dataclass_fields__.values()}
    with pytest.MonkeyPatch.context() as patch:
        for name in names & os.environ.keys():
            patch.delenv(name)
        patch.setenv("WORKSHOP_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The conninfo of the suite's own PostgreSQL."""
    with servers.postgres() as conninfo:
        yield conninfo


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """The URL of the suite's own Redis."""
    with servers.redis() as url:
        yield url


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """A Redis database of this test's own (there are sixteen; pub/sub channels are shared by all of them)."""
    return f"{redis_server.rpartition('/')[0]}/{next(_numbers) % 16}"


@pytest.fixture(scope="session")
def shaped_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of today's shape and nothing in it: copying it costs a tenth of the migrations."""
    path = tmp_path_factory.mktemp("shaped") / "workshop.sqlite3"
    upgrade(f"sqlite:///{path}")
    founded = shutil.copy(path, path.with_name("founded.sqlite3"))
    found_once(f"sqlite:///{founded}", lambda url: shutil.copy(founded, url.removeprefix("sqlite:///")))
    return path


@pytest.fixture(scope="session")
def shaped_postgres(postgres_server: str) -> str:
    """The name of such a database in the suite's PostgreSQL."""
    with psycopg.connect(postgres_server, autocommit=True) as conn:
        conn.execute("CREATE DATABASE shaped TEMPLATE template0")
        upgrade(url_of(conn, "shaped"))
        conn.execute("CREATE DATABASE founded TEMPLATE shaped")
        copied = CopiedRows(url_of(conn, "founded"))
        found_once(copied.url, copied.lay)
    return "shaped"


class CopiedRows:
    """All rows of a PostgreSQL database, as they are, for others of the same shape."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.rows: list[tuple[str, bytes]] = []
        self.counted: list[tuple[str, int]] = []

    def lay(self, url: str) -> None:
        if not self.rows:
            self._read()
        with psycopg.connect(url.replace("+psycopg", "")) as conn, conn.cursor() as cursor:
            for table, rows in self.rows:
                with cursor.copy(f'COPY "{table}" FROM STDIN') as sink:
                    sink.write(rows)
            for name, last in self.counted:
                cursor.execute("SELECT setval(%s, %s)", (name, last))

    def _read(self) -> None:
        with psycopg.connect(self.url.replace("+psycopg", "")) as conn, conn.cursor() as cursor:
            for table in metadata.sorted_tables:
                with cursor.copy(f'COPY "{table.name}" TO STDOUT') as source:
                    rows = b"".join(source)
                if rows:
                    self.rows.append((table.name, rows))
            cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL")
            self.counted = [(f'"{name}"', last) for name, last in cursor.fetchall()]


@pytest.fixture
def new_sqlite(tmp_path: Path, shaped_sqlite: Path) -> Callable[[], str]:
    """Makes the URL of a new SQLite file of today's shape."""
    return lambda: f"sqlite:///{shutil.copy(shaped_sqlite, tmp_path / f'workshop{next(_numbers)}.sqlite3')}"


@pytest.fixture
def new_postgres(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Makes the URL of a new PostgreSQL database of today's shape; they are dropped after the test."""
    yield from _databases(request, lambda: str(request.getfixturevalue("shaped_postgres")))


@pytest.fixture(scope="module")
def module_postgres(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """The same, for servers that a whole module talks to."""
    yield from _databases(request, lambda: str(request.getfixturevalue("shaped_postgres")))


def _databases(request: pytest.FixtureRequest, template: Callable[[], str]) -> Iterator[Callable[[], str]]:
    made: list[str] = []

    def conninfo() -> str:
        return str(request.getfixturevalue("postgres_server"))

    def make() -> str:
        name, like = f"test{next(_numbers)}", template()
        with psycopg.connect(conninfo(), autocommit=True) as conn:
            conn.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
            made.append(name)
            return url_of(conn, name)

    yield make
    if made:
        with psycopg.connect(conninfo(), autocommit=True) as conn:
            for name in made:
                conn.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def url_of(conn: psycopg.Connection[Any], name: str) -> str:
    return f"postgresql+psycopg://{conn.info.user}@{conn.info.host}:{conn.info.port}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a new database of today's shape: the test runs once on each kind."""
    kind = {"sqlite": "new_sqlite", "postgresql": "new_postgres"}[request.param]
    make: Callable[[], str] = request.getfixturevalue(kind)
    return make()


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with nothing in it, no table either: the test runs once on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.sqlite3'}"
    else:
        for make in _databases(request, lambda: "template0"):
            yield make()


@pytest.fixture(autouse=True)
def _the_same_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """A walk that chooses among rows by their ids goes the same way each time, also where ids are drawn."""
    span = about.HIGHEST_DRAWN - about.LOWEST_DRAWN
    draw = random.Random(2022)
    monkeypatch.setattr(about, "drawn", lambda: about.LOWEST_DRAWN + draw.randrange(span))
