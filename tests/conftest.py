"""What every test may ask for. Servers are real and start when the first test needs them."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.setup import servers
from workshop.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
_numbers = itertools.count(1)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the catalogues when they are younger than what was compiled of them."""
    for source in (ROOT / "workshop" / "translations").glob("*/LC_MESSAGES/workshop.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            subprocess.run([sys.executable, ROOT / "static" / "build.py", "wording"], check=True)
            return


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


@pytest.fixture
def new_sqlite(tmp_path: Path) -> Callable[[], str]:
    """Makes the URL of a new, empty SQLite file."""
    return lambda: f"sqlite:///{tmp_path / f'workshop{next(_numbers)}.sqlite3'}"


@pytest.fixture
def new_postgres(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Makes the URL of a new, empty PostgreSQL database; they are dropped after the test."""
    made: list[str] = []

    def conninfo() -> str:
        return str(request.getfixturevalue("postgres_server"))

    def make() -> str:
        name = f"test{next(_numbers)}"
        with psycopg.connect(conninfo(), autocommit=True) as conn:
            conn.execute(f"CREATE DATABASE {name} TEMPLATE template0")
            made.append(name)
            return f"postgresql+psycopg://{conn.info.user}@{conn.info.host}:{conn.info.port}/{name}"

    yield make
    if made:
        with psycopg.connect(conninfo(), autocommit=True) as conn:
            for name in made:
                conn.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Makes URLs of new, empty databases: the test runs once on each kind."""
    kind = {"sqlite": "new_sqlite", "postgresql": "new_postgres"}[request.param]
    make: Callable[[], str] = request.getfixturevalue(kind)
    return make


@pytest.fixture
def database_url(new_database: Callable[[], str]) -> str:
    """The URL of a new, empty database: the test runs once on each kind."""
    return new_database()
