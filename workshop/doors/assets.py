"""The built client: hashed files that a browser may keep for ever, compressed once and held in memory."""

from __future__ import annotations

import gzip
import json
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, abort, request

from workshop.settings import static_root

HASHED: Final = re.compile(r"-[0-9A-Za-z]{8,}\.[a-z0-9]+$")
NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
FOREVER: Final = "public, max-age=31536000, immutable"
# A system's own list may lack these, or (Windows) call a script text/plain.
KINDS: Final = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class File:
    stamp: float
    kind: str
    plain: bytes
    small: bytes | None  # gzip, where it helps


class Assets:
    def __init__(self, root: Path | None = None) -> None:
        self.root = root or static_root()
        self._files: dict[str, File] = {}
        self._manifest: tuple[float, dict[str, Any]] = (0.0, {})

    def manifest(self) -> dict[str, Any]:
        """What the build made: `{face: {js, css, preload, strings: {lang: file}}, fonts, build}`; or `{}`."""
        path = self.root / "manifest.json"
        try:
            stamp = path.stat().st_mtime
            if stamp != self._manifest[0]:
                self._manifest = (stamp, json.loads(path.read_text("utf-8")))
        except OSError:
            return {}
        return self._manifest[1]

    def build(self) -> str:
        return str(self.manifest().get("build", ""))

    def file(self, name: str) -> File | None:
        path = self.root / name
        if not NAME.fullmatch(name):
            return None
        try:
            stamp = path.stat().st_mtime
            known = self._files.get(name)
            if known is None or known.stamp != stamp:
                known = self._files[name] = read(path, stamp)
        except OSError:
            return None
        return known


def read(path: Path, stamp: float) -> File:
    plain = path.read_bytes()
    kind = KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    small = gzip.compress(plain, 9, mtime=0)
    return File(stamp, kind, plain, small if len(small) < len(plain) * 0.9 else None)


def add(app: Flask, assets: Assets) -> None:
    @app.get("/static/<name>")
    def asset(name: str) -> Response:
        found = assets.file(name)
        if found is None:
            abort(404)
        zipped = found.small is not None and request.accept_encodings.quality("gzip") > 0
        answer = Response(found.small if zipped else found.plain, content_type=found.kind)
        if zipped:
            answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Vary"] = "Accept-Encoding"
        answer.headers["Cache-Control"] = FOREVER if HASHED.search(name) else "no-cache"
        return answer
