"""What a fresh clone is promised: set-up by name, locks without hosts, nothing of others' tracked, one command to run.

Planted once: a `resolved` line in package-lock.json, a vendored script under static/, and a pip call in `make run`
were each caught.
"""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from tests.setup.servers import free_port
from workshop.settings import settings_table

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGE = json.loads((ROOT / "static" / "package.json").read_text("utf-8"))

# Written in pieces, or this file would name them itself.
REGISTRIES = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npm" + "js.org",
    "yarn" + "pkg.com",
    "deb.debian" + ".org",
]
CDNS = [
    "jsdelivr" + ".net",
    "unpkg" + ".com",
    "cdnjs" + ".",
    "googleapis" + ".com",
    "gstatic" + ".com",
    "esm" + ".sh",
]


@cache
def tracked() -> list[Path]:
    """Every file of the project: what git tracks, or in an unpacked archive what is not made by the set-up."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout
        return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    made = {".venv", "node_modules", "dist", "__pycache__"}
    return [
        path for path in ROOT.rglob("*") if path.is_file() and not made & set(path.relative_to(ROOT).parts)
    ]


def text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def test_every_setting_is_documented() -> None:
    readme = text(ROOT / "README.md")
    missing = [row for row in settings_table().splitlines() if row not in readme]
    assert not missing, "put settings_table() into the README:\n" + "\n".join(missing)


def test_every_dependency_is_documented() -> None:
    readme = text(ROOT / "README.md").lower()
    named = [re.split(r"[\[<>=;~! ]", each)[0] for each in PYPROJECT["project"]["dependencies"]]
    named += PACKAGE["dependencies"]
    assert [name for name in named if name.lower() not in readme] == [], "each with its reason, in the README"


def test_the_command_is_installed() -> None:
    assert PYPROJECT["project"]["scripts"] == {"workshop": "workshop.doors.cli:main"}
    [command] = entry_points(group="console_scripts", name="workshop")
    assert callable(command.load())


def test_locks_pin_with_hashes_and_name_no_host() -> None:
    for name in LOCKS:
        lock = text(ROOT / name)
        assert "://" not in lock and "--index" not in lock and "--find-links" not in lock, name
        pins = re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)
        assert pins and lock.count("--hash=sha256:") >= len(pins), name
    npm = json.loads(text(ROOT / "static" / "package-lock.json"))
    assert "://" not in re.sub(r'"(url|funding)": "[^"]*"', "", json.dumps(npm["packages"]))
    assert all("resolved" not in it for it in npm["packages"].values())
    assert [name for name, it in npm["packages"].items() if name and "integrity" not in it] == []


def test_locks_hold_what_is_asked_for() -> None:
    def pinned(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)==(\S+)", text(ROOT / name), re.MULTILINE))

    run, dev = pinned("requirements.lock"), pinned("requirements-dev.lock")
    asked = [re.split(r"[\[<>=;~! ]", each)[0] for each in PYPROJECT["project"]["dependencies"]]
    assert [name for name in asked if name.lower() not in run] == []
    assert {name: run[name] for name in run} == {name: dev.get(name) for name in run}, (
        "tests run what is served"
    )
    npm = json.loads(text(ROOT / "static" / "package-lock.json"))["packages"][""]
    assert {k: npm.get(k) for k in ("dependencies", "devDependencies")} == {
        k: PACKAGE.get(k) for k in ("dependencies", "devDependencies")
    }


def test_no_tracked_file_names_a_registry_or_a_cdn() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in tracked()
        for host in REGISTRIES + CDNS
        if host in text(path)
    ]
    assert found == []


def test_no_third_party_file_is_tracked() -> None:
    """Scripts are TypeScript or the build's own .mjs; fonts and icons come from packages; nothing is minified."""
    binary = {
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".eot",
        ".js",
        ".cjs",
        ".map",
        ".whl",
        ".gz",
        ".zip",
        ".mo",
        ".wasm",
    }
    suspects = [
        path
        for path in tracked()
        if path.suffix in binary
        or ".min." in path.name
        or {"node_modules", "vendor", "third_party", "dist"} & set(path.relative_to(ROOT).parts)
        or (
            path.suffix in {".css", ".mjs", ".ts", ".tsx"}
            and max(map(len, text(path).splitlines()), default=0) > 500
        )
    ]
    assert [str(path.relative_to(ROOT)) for path in suspects] == []
    licences = re.compile(r"@license|\bCopyright \(c\)|SPDX-License-Identifier", re.IGNORECASE)
    owned = [path for path in tracked() if path.suffix in {".py", ".ts", ".tsx", ".css", ".mjs", ".html"}]
    assert [str(p.relative_to(ROOT)) for p in owned if p != Path(__file__) and licences.search(text(p))] == []


def test_the_build_is_not_tracked() -> None:
    ignored = text(ROOT / ".gitignore").splitlines()
    assert {"/.venv/", "/static/node_modules/", "/static/dist/", "*.mo"} <= set(ignored)


def test_ci_runs_make_test_and_nothing_else() -> None:
    lines = [line for line in text(ROOT / ".ci" / "run").splitlines() if line and not line.startswith("#")]
    assert lines[-1] == "exec make test"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_environment_is_read_in_one_place() -> None:
    """The environment is read in settings.py; the few files that must touch it before are named here."""
    may = {
        "workshop/settings.py",
        "workshop/doors/server.py",
        "workshop/doors/remote/house.py",
    }
    readers = set()
    for path in sorted((ROOT / "workshop").rglob("*.py")):
        for node in ast.walk(ast.parse(text(path))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in ("environ", "getenv")
                and ast.unparse(node).startswith("os.")
            ):
                readers.add(path.relative_to(ROOT).as_posix())
    assert readers - may == set()


# --- the commands, from a shell -------------------------------------------------------------------


def make(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"
    }
    return subprocess.run(
        ["make", "--no-print-directory", *args],
        cwd=ROOT,
        env=clean | env,
        capture_output=True,
        text=True,
        timeout=120,
    )


def bare_path(folder: Path, *without: str) -> str:
    """A path on which every program of this machine is found but those."""
    folder.mkdir()
    for place in reversed(os.environ["PATH"].split(os.pathsep)):
        if place == str(ROOT / ".venv" / "bin") or not Path(place).is_dir():
            continue
        for program in Path(place).iterdir():
            link = folder / program.name
            link.unlink(missing_ok=True)
            if not any(re.fullmatch(pattern, program.name) for pattern in without):
                link.symlink_to(program.resolve())
    return str(folder)


@pytest.mark.parametrize("target", ["run", "test"])
def test_without_python_one_line_says_so(tmp_path: Path, target: str) -> None:
    done = make(target, "VENV=" + str(tmp_path / "venv"), PATH=bare_path(tmp_path / "bin", r"python[\d.]*"))
    assert done.returncode
    [said, *_] = done.stderr.splitlines()
    assert "python3" in said and "3.11" in said


@pytest.mark.parametrize("target", ["run", "test"])
def test_without_venv_one_line_says_so(tmp_path: Path, target: str) -> None:
    """Debian splits venv off: `import ensurepip` fails until python3-venv is installed."""
    fake = tmp_path / "python3"
    fake.write_text(f'#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"\n')
    fake.chmod(0o755)
    done = make(target, "VENV=" + str(tmp_path / "venv"), f"PYTHON={fake}")
    assert done.returncode
    [said, *_] = done.stderr.splitlines()
    assert said.startswith("python3-venv is missing")


def test_an_old_python_is_refused_in_one_line(tmp_path: Path) -> None:
    fake = tmp_path / "python3.9"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    done = make("run", "VENV=" + str(tmp_path / "venv"), f"PYTHON={fake}")
    [said, *_] = done.stderr.splitlines()
    assert "older than Python 3.11" in said


def test_where_the_servers_may_not_be_installed_it_stops_first_and_names_them(tmp_path: Path) -> None:
    """Neither root nor sudo, or no apt-get: the packages are named, and nothing is skipped."""
    path = bare_path(
        tmp_path / "bin",
        "redis-server",
        "chromium",
        "chromium-headless-shell",
        "apt-get",
        "apt-cache",
        "sudo",
    )
    script = ROOT / "tests" / "setup" / "services.sh"
    done = subprocess.run(["/bin/sh", script], env={"PATH": path}, capture_output=True, text=True, timeout=60)
    assert done.returncode
    [said] = done.stderr.splitlines()
    assert "chromium" in said and "redis-server" in said
    steps = make("-n", "test").stdout
    assert 0 <= steps.index("services.sh") < steps.index("ruff format")


def test_a_setting_that_cannot_be_used_is_refused_in_one_line() -> None:
    for name, value in (
        ("WORKSHOP_PORT", "none"),
        ("WORKSHOP_ASYNC_MODE", "asyncio"),
        ("REDIS_URL", "cache"),
    ):
        done = subprocess.run(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env=os.environ | {name: value},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode
        [said] = done.stderr.splitlines()
        assert said.startswith(f"{name} takes")


# Run inside a network of its own that leads nowhere: bring its loopback up, `make run`, ask for /healthz, end it.
OFFLINE = """
import contextlib, fcntl, json, os, signal, socket, struct, subprocess, sys, time, urllib.request
port = os.environ["WORKSHOP_PORT"]
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    up = struct.pack("16sh", b"lo", 1 | 64)
    if len(sys.argv) > 1: fcntl.ioctl(s, 0x8914, up)
served = subprocess.Popen(["make", "--no-print-directory", "run"], stdout=2, start_new_session=True)
healthy, direct = False, urllib.request.build_opener(urllib.request.ProxyHandler({}))
until = time.monotonic() + 240
while time.monotonic() < until:
    try:
        with direct.open(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
            healthy = answer.status == 200 and isinstance(json.load(answer), dict)
        break
    except OSError:
        if served.poll() is not None: break
        time.sleep(0.2)
print("healthy" if healthy else f"not healthy; make run: {served.poll()}", file=sys.stderr)
with contextlib.suppress(ProcessLookupError):
    os.killpg(served.pid, signal.SIGTERM)
    try:
        served.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(served.pid, signal.SIGKILL)
sys.exit(0 if healthy else 1)
"""


def test_r22_after_one_success_make_run_touches_no_network(tmp_path: Path) -> None:
    """R22, in a network of its own that holds only loopback; where none may be made, with the known ways out closed."""
    planned = make("-n", "run").stdout
    # After locks have changed, by a rebase too, the one success is still to come.
    assert "pip install" not in planned and "npm" not in planned, (
        "run `make run` once: its locks are newer than it"
    )
    env = {
        name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"
    }
    env |= {"WORKSHOP_PORT": str(free_port()), "WORKSHOP_DATA": str(tmp_path), "WORKSHOP_HOST": "0.0.0.0"}
    alone = ["unshare", "--net"] if os.getuid() == 0 else ["unshare", "--map-root-user", "--net"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True).returncode:
        nowhere = "http://127.0.0.1:9"
        env |= {
            "PIP_NO_INDEX": "1",
            "npm_config_offline": "true",
            "http_proxy": nowhere,
            "https_proxy": nowhere,
        }
        done = subprocess.run(
            [sys.executable, "-c", OFFLINE], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300
        )
    else:
        done = subprocess.run(
            [*alone, sys.executable, "-c", OFFLINE, "alone"],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert done.returncode == 0, done.stderr
    assert "Installing" not in done.stderr
