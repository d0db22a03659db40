"""`pip install .` gives a complete product: the wheel is built from what is tracked, unpacked elsewhere, and served."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import requests

from tests.doors.real import Server

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like site-packages that holds the wheel, and the wheel beside it."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    # Builds without a network: with this environment's build tools and the client's packages as installed.
    made = shutil.ignore_patterns(".*", "node_modules", "dist", "__pycache__", "*.mo", "tests", "benchmarks")
    shutil.copytree(ROOT, source, ignore=made)
    (source / "static" / "node_modules").symlink_to(ROOT / "static" / "node_modules")
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [*build, "-w", str(folder), str(source)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    [wheel] = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_it_carries_all_that_it_serves(site: Path) -> None:
    package = site / "workshop"
    for name in (
        "static/dist/manifest.json",
        "templates/face.html",
        "migrations/env.py",
        "migrations/script.py.mako",
    ):
        assert (package / name).is_file(), name
    for lang in ("lo", "en"):
        assert (package / "translations" / lang / "LC_MESSAGES" / "workshop.mo").is_file()
    assert list((package / "static" / "dist").glob("noto-sans-lao-lao-*.woff2"))
    tracked = {
        path.relative_to(ROOT / "workshop")
        for path in (ROOT / "workshop").rglob("*.*")
        if path.suffix != ".pyc"
    }
    assert {path for path in tracked if not (package / path).exists()} == set()
    [entry] = site.glob("*.dist-info/entry_points.txt")
    assert "workshop = workshop.doors.cli:main" in entry.read_text()


def test_it_carries_nothing_else(site: Path) -> None:
    assert {path.name for path in site.iterdir() if not path.name.endswith(".dist-info")} == {"workshop"}
    parts = {part for path in site.rglob("*") for part in path.relative_to(site).parts}
    assert not {"node_modules", "tests", "src", "__pycache__"} & parts


def test_it_serves_every_file_of_the_page(site: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    server = Server(tmp_path / "data", bare=True, PYTHONPATH=str(site), PYTHONSAFEPATH="1").start()
    try:
        page = requests.get(f"{server.base}/chair", timeout=30)
        assert page.status_code == 200
        named = set(re.findall(r"/static/[\w.-]+", page.text))
        assert {Path(name).suffix for name in named} >= {".js", ".json", ".woff2"}
        for name in named:
            assert requests.get(server.base + name, timeout=30).status_code == 200, name
        where = subprocess.run(
            [sys.executable, "-c", "import workshop.settings as it; print(it.PACKAGE, it.asset_root())"],
            env=server.env, capture_output=True, text=True, cwd=tmp_path, check=True,
        ).stdout.split()  # fmt: skip
        assert where == [str(site / "workshop")] * 2, "it must be the wheel that served"
    finally:
        server.stop()
