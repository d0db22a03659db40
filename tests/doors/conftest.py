from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.doors.real import Server, Workshop


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server of the default mode, then of gevent: the module's tests run on each."""
    it = Server(tmp_path_factory.mktemp("served"), request.param).start()
    yield it
    it.end()


@pytest.fixture
def workshop(server: Server) -> Workshop:
    """A new workshop in it."""
    return server.workshop()


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Makes servers, each with a folder of its own; ended after the test."""
    made: list[Server] = []

    def make(
        mode: str = "eventlet",
        folder: Path | None = None,
        command: list[str] | None = None,
        quick: dict[str, float] | None = None,
        **env: str,
    ) -> Server:
        folder = folder or tmp_path / f"served{len(made)}"
        folder.mkdir(exist_ok=True)
        made.append(Server(folder, mode, command, quick, **env))
        return made[-1]

    yield make
    for it in made:
        if hasattr(it, "process"):
            it.end()
