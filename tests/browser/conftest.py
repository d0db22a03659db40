"""A real Chromium at a real server.

R18: phones open plain http at an address that is not localhost, where the browser withholds much (`crypto.randomUUID`,
the clipboard, service workers) that it grants on 127.0.0.0/8. So the pages are opened at http://workshop.test, a name
that Chromium alone is told to find at 127.0.0.1: as insecure to it as the address on a wall, while no byte leaves this
machine and no network card is needed. Every other name is told not to exist.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.axe import SETTLED, violations
from tests.browser.way import Way
from tests.doors.real import Server

HOST = "workshop.test"
# The browser without its windows where there is one of its own: the same engine, and a device costs a fifth less.
CHROMIUM = (
    os.environ.get("WORKSHOP_CHROMIUM")
    or shutil.which("chromium-headless-shell")
    or shutil.which("chromium")
    or "/usr/bin/chromium"
)
# Chromium of today builds two pages of its own behind the address bar of every window, and every device of ours is a
# window: without them a device costs a third. The last switch of this name wins, so Playwright's choice is repeated as
# far as it touches us: no guess at https, no paint held back, nothing looked up or fetched ahead.
NOT_WANTED = [
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "PreloadTopChromeWebUI"),
    *("HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "PaintHolding", "DestroyProfileOnBrowserClose"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "AvoidCorsURLLoaderRestartOnRedirect"),
    *("ThirdPartyStoragePartitioning", "LensOverlay", "MediaRouter", "AimEnabled"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch"),
]
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(NOT_WANTED)}",
    f"--host-resolver-rules=MAP {HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
# What a browser itself writes to the console while a test keeps the network from it.
NETWORK = re.compile(r"Failed to load resource|WebSocket connection to|ERR_[A-Z_]+")
# The page says so to browsers and to translators, and no part of it says otherwise.
UNTRANSLATED = """() => {
  const root = document.documentElement;
  if (document.contentType !== "text/html") return true;
  const said = root.translate === false && root.classList.contains("notranslate");
  return said && !document.querySelector("[translate=yes], [translate='']");
}"""
Check = Callable[[Page, str], None]
SHOTS = os.environ.get("WORKSHOP_SHOTS")

expect.set_options(timeout=15_000)


# One to a module, not to the session: while it lives, Playwright's loop runs in this thread, and no other test could
# run a loop of its own.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose links name the address that the pages are opened at; `QUICK` of a file shortens its intervals."""
    it = Server(
        tmp_path_factory.mktemp("browsed"),
        quick=getattr(request.module, "QUICK", None),
        RES_OPTIONS="timeout:1 attempts:1",
    )
    it.env["WORKSHOP_PUBLIC_URL"] = f"http://{HOST}:{it.port}"
    yield it.start()
    it.end()


class Browsers:
    """Opens devices and watches every page: nothing may be asked of another origin, nothing may go wrong unseen."""

    def __init__(self, chromium: Browser, server: Server) -> None:
        self.chromium, self.server = chromium, server
        self.base = f"http://{HOST}:{server.port}"
        self.asked: set[str] = set()
        self.wrong: list[str] = []
        self._contexts: list[BrowserContext] = []
        self._ways: list[Way] = []

    def device(self, width: int, height: int, way: Way | None = None, **more: Any) -> BrowserContext:
        """A browser of its own: its storage, its size, its way to the server."""
        if way:
            more["proxy"] = {"server": way.url}
        more |= {"reduced_motion": "reduce"}
        context = self.chromium.new_context(viewport={"width": width, "height": height}, **more)
        context.set_default_timeout(15_000)
        context.on("page", self._watch)
        self._contexts.append(context)
        return context

    def phone(self, width: int = 360, height: int = 740, **more: Any) -> Page:
        return self.device(width, height, has_touch=True, is_mobile=True, **more).new_page()

    def laptop(self, width: int = 1280, height: int = 800, **more: Any) -> Page:
        return self.device(width, height, **more).new_page()

    def way(self, **more: Any) -> Way:
        self._ways.append(Way(self.server.port, **more))
        return self._ways[-1]

    def _watch(self, page: Page) -> None:
        page.on("request", lambda request: self.asked.add(request.url))
        page.on("websocket", lambda socket: self.asked.add(socket.url))
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._heard(page, said.type, said.text))

    def _heard(self, page: Page, kind: str, text: str) -> None:
        if kind == "error" and not NETWORK.search(text):
            self.wrong.append(f"{page.url}: {text}")

    def close(self) -> None:
        for page in [page for context in self._contexts for page in context.pages]:
            if page.url.startswith("http"):
                assert page.evaluate("isSecureContext") is False, (
                    "R18: this page was opened as a secure context"
                )
                assert page.evaluate(UNTRANSLATED), f"{page.url} may be translated by the browser"
        for context in self._contexts:
            context.close()
        for way in self._ways:
            way.close()
        ours = re.compile(rf"(http|ws)://{re.escape(HOST)}:{self.server.port}/|data:|blob:", re.IGNORECASE)
        assert not [url for url in self.asked if not ours.match(url)], "asked of another origin"
        assert not self.wrong


@pytest.fixture
def browsers(chromium: Browser, server: Server) -> Iterator[Browsers]:
    it = Browsers(chromium, server)
    yield it
    it.close()


@pytest.fixture
def shot(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keeps a picture of a page in the folder that WORKSHOP_SHOTS names, where it does."""

    def keep(page: Page, name: str) -> None:
        if SHOTS:
            folder = Path(SHOTS)
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{request.node.name}.{name}.png")

    return keep


@pytest.fixture
def check(shot: Callable[[Page, str], None]) -> Check:
    """Asserts that axe finds nothing in this state of a page; keeps its picture."""

    def look(page: Page, state: str) -> None:
        page.evaluate(SETTLED)
        shot(page, state)
        found = violations(page)
        assert not found, f"{state}: " + "\n".join(map(str, found))

    return look
