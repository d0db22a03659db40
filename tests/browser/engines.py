"""Every face in Firefox and in WebKit: `.venv/bin/python -m tests.browser.engines [firefox|webkit] [lo|en] [folder]`.

The suite needs Chromium alone, for this asks for engines that not every machine has: `firefox-esr`, and for WebKit
`webkit2gtk-driver`, `libwebkit2gtk-4.1-0` and `xvfb` of Debian 12. Firefox is led by WebDriver BiDi, which it speaks by
itself; WebKit by its own driver. Each page is opened at each width and looked at as tests/browser/sight.py does: words
broken inside, marks cut off, a page that scrolls sideways, what lies on its neighbour. What is found is printed; the
pictures are kept in the folder. docs/phones.md has what was found last.
"""

from __future__ import annotations

import base64
import io
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests
import websocket
from PIL import Image

from tests.browser import sight
from tests.browser.board import Board
from tests.browser.prepared import is_theirs
from tests.browser.words import say
from tests.doors.real import Server, wait_for
from tests.setup.servers import free_port

PHONES, LAPTOPS, WALLS = [(320, 640), (360, 740)], [(1366, 768)], [(1366, 768), (1920, 1080)]
VIEWS = ["room", "desk", "people", "links", "settings"]
MINIBROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
HUGE = "localStorage.setItem('ws:size', 'huge')"
LONG = {
    "lo": "ພັດທະນາທັກສະດິຈິຕອນຂອງພະນັກງານ ແລະ ປະຊາຊົນ ຊຶ່ງຜູ້ນຳຫຼຸດຜ່ອນ " * 3,
    "en": "Digital skills of all the people " * 6,
}
PREFS = {
    "remote.active-protocols": 1,
    "network.dns.localDomains": "workshop.test",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.aboutConfig.showWarning": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "extensions.update.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "ui.prefersReducedMotion": 1,
    "layout.css.prefers-color-scheme.content-override": 1,
}


class Seat(ABC):
    """One browser of somebody's own."""

    @abstractmethod
    def go(self, url: str) -> None: ...

    @abstractmethod
    def size(self, width: int, height: int) -> None: ...

    @abstractmethod
    def before(self, script: str) -> None:
        """Run this at the beginning of every page from now on."""

    @abstractmethod
    def ask(self, expression: str) -> Any:
        """What this comes to in the page; a promise is waited for."""

    @abstractmethod
    def picture(self) -> bytes: ...

    def until(self, condition: str, seconds: float = 20) -> None:
        wait_for(lambda: self.ask(f"!!({condition})"), condition, seconds)

    def sees(self, selector: str) -> None:
        self.until(f"document.querySelector({json.dumps(selector)})?.getClientRects().length")

    def press(self, selector: str, n: int = 0) -> None:
        self.sees(selector)
        self.ask(f"document.querySelectorAll({json.dumps(selector)})[{n}].click()")

    def press_word(self, word: str) -> None:
        find = (
            f"[...document.querySelectorAll('button')].find(it => it.innerText.trim() === {json.dumps(word)})"
        )
        self.until(find)
        self.ask(f"{find}.click()")

    def types(self, selector: str, text: str) -> None:
        self.sees(selector)
        self.ask(
            f"""(() => {{
              const it = document.querySelector({json.dumps(selector)});
              Object.getOwnPropertyDescriptor(Object.getPrototypeOf(it), "value").set.call(it, {json.dumps(text)});
              it.dispatchEvent(new Event("input", {{ bubbles: true }}));
            }})()"""
        )


# --- Firefox ------------------------------------------------------------------------------------------------------


class Firefox:
    """It speaks WebDriver BiDi on a port of its own."""

    def __init__(self, stack: ExitStack) -> None:
        program = shutil.which("firefox-esr") or shutil.which("firefox")
        assert program, "Firefox is not installed"
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="engines-")))
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFS.items()]
        (folder / "user.js").write_text("\n".join(lines))
        port = free_port()
        command = [
            program,
            "--headless",
            "--no-remote",
            "--profile",
            str(folder),
            f"--remote-debugging-port={port}",
        ]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, env=os.environ | {"MOZ_HEADLESS": "1"}, **quiet)  # type: ignore[call-overload]
        stack.callback(ended, process)
        self._ids = itertools.count(1)
        self._wire = wait_for(lambda: self._connected(port), "Firefox")
        stack.callback(self._wire.close)
        said = self.call("session.new", capabilities={})["capabilities"]
        self.version = f"Firefox {said['browserVersion']}"

    def _connected(self, port: int) -> Any:
        with suppress(OSError, websocket.WebSocketException):
            return websocket.create_connection(
                f"ws://127.0.0.1:{port}/session", timeout=60, suppress_origin=True
            )

    def call(self, method: str, /, **params: Any) -> dict[str, Any]:
        id = next(self._ids)
        self._wire.send(json.dumps({"id": id, "method": method, "params": params}))
        while True:
            told = json.loads(self._wire.recv())
            if told.get("id") == id:
                assert told["type"] == "success", told
                return dict(told["result"])

    def seat(self) -> Seat:
        return FirefoxSeat(self)


class FirefoxSeat(Seat):
    def __init__(self, engine: Firefox) -> None:
        self.call = engine.call
        own = self.call("browser.createUserContext")["userContext"]
        self.page = self.call("browsingContext.create", type="tab", userContext=own)["context"]

    def go(self, url: str) -> None:
        self.call("browsingContext.navigate", context=self.page, url=url, wait="complete")

    def size(self, width: int, height: int) -> None:
        view = {"width": width, "height": height}
        self.call("browsingContext.setViewport", context=self.page, viewport=view, devicePixelRatio=1)

    def before(self, script: str) -> None:
        self.call(
            "script.addPreloadScript", functionDeclaration=f"() => {{ {script} }}", contexts=[self.page]
        )

    def ask(self, expression: str) -> Any:
        told = self.call(
            "script.evaluate",
            expression=f"(async () => JSON.stringify((await ({expression})) ?? null))()",
            target={"context": self.page},
            awaitPromise=True,
        )
        assert told["type"] == "success", told["exceptionDetails"]["text"]
        return json.loads(told["result"]["value"])

    def picture(self) -> bytes:
        return base64.b64decode(self.call("browsingContext.captureScreenshot", context=self.page)["data"])


# --- WebKit -------------------------------------------------------------------------------------------------------


class WebKit:
    """GTK's, on a display that nobody sees."""

    version = "WebKitGTK"

    def __init__(self, stack: ExitStack) -> None:
        assert shutil.which("WebKitWebDriver") and shutil.which("Xvfb"), (
            "webkit2gtk-driver or xvfb is not installed"
        )
        self.stack = stack
        read, write = os.pipe()
        xvfb = ["Xvfb", "-displayfd", str(write), "-screen", "0", "2200x1400x24", "-nolisten", "tcp"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        stack.callback(ended, subprocess.Popen(xvfb, pass_fds=[write], **quiet))  # type: ignore[call-overload]
        os.close(write)
        with os.fdopen(read) as told:
            self.display = f":{told.readline().strip()}"

    def seat(self) -> Seat:
        port = free_port()
        env = os.environ | {"DISPLAY": self.display, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
        env |= {
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "GTK_ENABLE_ANIMATIONS": "0",
        }
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        driver = subprocess.Popen(["WebKitWebDriver", f"--port={port}"], env=env, **quiet)  # type: ignore[call-overload]
        self.stack.callback(ended, driver)
        seat = WebKitSeat(f"http://127.0.0.1:{port}")
        self.stack.callback(seat.close)
        self.version = f"WebKitGTK {seat.version}"
        return seat


class WebKitSeat(Seat):
    def __init__(self, base: str) -> None:
        self.base = base
        options = {"binary": MINIBROWSER, "args": ["--automation"]}
        wish = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        wait_for(lambda: self._answers(), "WebKit's driver")
        told = requests.post(f"{base}/session", json=wish, timeout=60).json()["value"]
        self.at, self.version = f"{base}/session/{told['sessionId']}", told["capabilities"]["browserVersion"]
        self.early: list[str] = []
        self.top, self.shape, self.wide = "", "", (0, 0)
        self.post("window/rect", x=0, y=0, width=2000, height=1250)

    def _answers(self) -> bool:
        with suppress(requests.RequestException):
            return requests.get(f"{self.base}/status", timeout=2).ok
        return False

    def post(self, path: str, **data: Any) -> Any:
        answer = requests.post(f"{self.at}/{path}", json=data, timeout=60).json()["value"]
        assert not (isinstance(answer, dict) and "error" in answer), answer
        return answer

    def go(self, url: str) -> None:
        self.post("frame", id=None)
        if url == "about:blank":
            self.ask("document.querySelector('iframe')?.remove()")
            return
        base = "/".join(url.split("/")[:3])
        if not self.top.startswith(base):
            self.top = f"{base}/healthz"
            self.post("url", url=self.top)
        for script in self.early:  # it has no way to run something before a page: the same storage is told
            self.ask(f"(() => {{ {script} }})()")
        self.ask(
            f"""new Promise((done) => {{
              document.querySelector("iframe")?.remove();
              const it = document.createElement("iframe");
              it.style.cssText = "position:fixed;top:0;left:0;border:0;{self.shape}";
              it.onload = () => done();
              it.src = {json.dumps(url)};
              document.documentElement.append(it);
            }})"""
        )
        self._into()

    def _into(self) -> None:
        found = self.post("element", using="css selector", value="iframe")
        self.post("frame", id=found)

    def size(self, width: int, height: int) -> None:
        """No window of it is as narrow as a phone: the page stands in a frame."""
        self.shape = f"width:{width}px;height:{height}px"
        self.wide = (width, height)
        self.post("frame", id=None)
        if self.ask("!!document.querySelector('iframe')"):
            self.ask(
                f"(() => {{ document.querySelector('iframe').style.cssText += {json.dumps(self.shape)}; }})()"
            )
            self._into()
            self.until(f"innerWidth === {width} && innerHeight === {height}", 5)

    def before(self, script: str) -> None:
        self.early.append(script)

    def ask(self, expression: str) -> Any:
        script = f"""const done = arguments[arguments.length - 1];
          (async () => JSON.stringify((await ({expression})) ?? null))().then(done, (wrong) => done("!" + wrong));"""
        told = self.post("execute/async", script=script, args=[])
        assert not told.startswith("!"), told
        return json.loads(told)

    def picture(self) -> bytes:
        self.post("frame", id=None)
        whole = base64.b64decode(requests.get(f"{self.at}/screenshot", timeout=60).json()["value"])
        self._into()
        cut = io.BytesIO()
        Image.open(io.BytesIO(whole)).crop((0, 0, *self.wide)).save(cut, "PNG")
        return cut.getvalue()

    def close(self) -> None:
        with suppress(requests.RequestException):
            requests.delete(self.at, timeout=20)


def ended(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


# --- what is looked at ----------------------------------------------------------------------------------------------


class Eye:
    def __init__(self, name: str, folder: Path | None) -> None:
        self.name, self.folder = name, folder
        self.states = 0
        self.found: list[str] = []

    def look(self, seat: Seat, state: str) -> None:
        self.states += 1
        seat.ask(
            "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 60))))"
        )
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"{self.name} {state}.png".replace(" ", "-").replace(":", "")).write_bytes(
                seat.picture()
            )
        for line in seat.ask(f"({sight.LOOK})()"):
            self.found.append(f"{state}: {line}")
            print(f"  {self.name} {state}: {line}", flush=True)


Go = Callable[[], Seat]


def phones(new: Go, room: Board, eye: Eye, lang: str) -> None:
    seat = new()
    for n, (width, height) in enumerate(PHONES):
        seat.size(width, height)
        if not n:
            seat.go(room.url)
            seat.before(HUGE)
            seat.go(room.url)
        seat.ask(HUGE if width == 320 else "localStorage.removeItem('ws:size')")
        seat.go("about:blank")
        seat.go(room.url)
        at = f"phone {width}"
        seat.sees(f'button[lang="{lang}"]')
        eye.look(seat, f"{at} language")
        seat.press(f'button[lang="{lang}"]')
        seat.sees("#join-name")
        eye.look(seat, f"{at} join")
        # A list opens, is chosen from, and one is in.
        seat.press("#join-org")
        seat.sees("dialog[open] .org")
        eye.look(seat, f"{at} organisations")
        seat.press("dialog[open] .org")
        seat.until("!document.querySelector('dialog[open]')")
        if n:
            seat.types("#join-name", "ທ່ານ ນາງ ສົມໃຈ ຫຼ້າສຸກ")
            seat.press("label.pick input")
            seat.press_word(say(lang, "join.button"))
            seat.sees(".inside")
            eye.look(seat, f"{at} joined")
    seat = new()
    for width, height in PHONES:
        seat.size(width, height)
        if width == PHONES[0][0]:
            seat.before(is_theirs(room.ws.code, room.kham["token"]))
            seat.before(HUGE)
            seat.go(room.url)
        else:
            seat.ask("localStorage.removeItem('ws:size')")
            seat.go("about:blank")
            seat.go(room.url)
        seat.sees(".inside")
        tabs(seat, eye, f"phone {width}")


def tabs(seat: Seat, eye: Eye, at: str) -> None:
    for n in range(seat.ask("document.querySelectorAll('.tabs button').length")):
        seat.press(".tabs button", n)
        seat.until(f"document.querySelectorAll('.tabs button')[{n}].getAttribute('aria-current') === 'page'")
        eye.look(seat, f"{at} tab {n}")
        sheets(seat, eye, f"{at} tab {n}")


def sheets(seat: Seat, eye: Eye, at: str, within: str = "main", most: int = 12) -> None:
    """Every sheet that this page opens."""
    opens = f"{within} button[aria-haspopup=dialog]"
    for n in range(min(most, seat.ask(f"document.querySelectorAll('{opens}').length"))):
        if not seat.ask(f"!!document.querySelectorAll('{opens}')[{n}]?.getClientRects().length"):
            continue
        seat.ask(f"document.querySelectorAll('{opens}')[{n}].click()")
        try:
            seat.until("document.querySelector('dialog[open]')", 4)
        except AssertionError:
            continue
        eye.look(seat, f"{at} sheet {n}")
        seat.press("dialog[open] .sheet-head button")
        seat.until("!document.querySelector('dialog[open]')")


def leader(new: Go, room: Board, eye: Eye, lang: str) -> None:
    room.chairs("timer.start", board=room.boards[0], seconds=60)
    room.chairs("timer.add", board=room.boards[0], seconds=-60)
    seat = new()
    seat.before(is_theirs(room.ws.code, room.noy["token"]))
    for width, height in [*PHONES, (820, 1180)]:
        seat.size(width, height)
        seat.go("about:blank")
        seat.go(room.url)
        if width == PHONES[0][0]:
            seat.before(HUGE)
        seat.sees(".inside")
        seat.ask(HUGE if width == 320 else "localStorage.removeItem('ws:size')")
        seat.go("about:blank")
        seat.go(room.url)
        seat.sees(".inside")
        tabs(seat, eye, f"leader {width}")


def chair(new: Go, room: Board, eye: Eye, lang: str) -> None:
    seat = new()
    for width, height in [*PHONES[:1], *LAPTOPS]:
        seat.size(width, height)
        seat.go(f"{room.ws.server.base}/chair/{room.ws.code}#t={room.ws.chair}")
        seat.sees(".chair-main")
        for view in VIEWS:
            seat.press(f'.head-nav a[href="#{view}"]')
            seat.until(f"document.querySelector('.head-nav a[href=\"#{view}\"][aria-current]')")
            eye.look(seat, f"chair {width} {view}")
            if view == "desk":
                sheets(seat, eye, f"chair {width} desk", ".chair-main", 8)
        seat.go("about:blank")


def wall(new: Go, room: Board, eye: Eye, lang: str) -> None:
    seat = new()
    seat.size(*WALLS[0])
    seat.go(room.links["screen"])
    seat.sees(".screen")
    looks = [
        *((kind, lambda kind=kind: room.chairs("step.go", step=room.steps()[kind])) for kind in room.steps()),
        ("long", lambda: entitled(room)),
        ("alone", lambda: room.chairs("vision.show", theme=room.themes[0])),
        ("held up", lambda: held_up(room)),
    ]
    for state, do in looks:
        do()
        seat.ask("new Promise(done => setTimeout(done, 900))")
        for width, height in WALLS:
            seat.size(width, height)
            seat.ask("new Promise(done => setTimeout(done, 400))")
            eye.look(seat, f"wall {width} {state}")


def entitled(room: Board) -> None:
    room.chairs("step.go", step=room.steps()["vision"])
    for theme in room.themes[:3]:
        room.chairs("theme.rename", theme=theme, title={name: text[:190] for name, text in LONG.items()})


def held_up(room: Board) -> None:
    room.chairs("vision.show", theme=None)
    room.chairs("board.spotlight", board=room.boards[0], card=room.cards_of[0][0], room=True)


@contextmanager
def without_script(server: Server) -> Iterator[str]:
    """The same server, whose scripts do not come."""

    class Half(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            gone = self.path.endswith(".js")
            told = requests.get(server.base + self.path, timeout=20)
            self.send_response(404 if gone else told.status_code)
            self.send_header("Content-Type", told.headers.get("Content-Type", "text/plain"))
            self.end_headers()
            self.wfile.write(b"" if gone else told.content)

        def log_message(self, *_: Any) -> None:
            pass

    it = ThreadingHTTPServer(("127.0.0.1", 0), Half)
    threading.Thread(target=it.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{it.server_port}"
    finally:
        it.shutdown()


def late(new: Go, room: Board, eye: Eye, lang: str) -> None:
    """A page that cannot start says so in both languages within three seconds."""
    seat = new()
    seat.size(*PHONES[0])
    with without_script(room.ws.server) as base:
        began = time.monotonic()
        seat.go(f"{base}/{room.ws.code}")
        seat.until("getComputedStyle(document.getElementById('late')).visibility === 'visible'", 10)
        print(f"  {eye.name} late page said so after {time.monotonic() - began:.1f} s", flush=True)
        for each in ("lo", "en"):
            assert say(each, "page.late") in seat.ask("document.getElementById('late').innerText")
        eye.look(seat, "late page")


ENGINES = {"firefox": Firefox, "webkit": WebKit}
FACES = {"phones": phones, "leader": leader, "chair": chair, "wall": wall, "late": late}


def main(wanted: list[str]) -> int:
    folder = next((Path(one) for one in wanted if "/" in one), None)
    engines = [one for one in ENGINES if one in wanted] or list(ENGINES)
    langs = [one for one in ("lo", "en") if one in wanted] or ["lo", "en"]
    faces = [one for one in FACES if one in wanted] or list(FACES)
    found = 0
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="engines-data-")))
        server = Server(data)
        server.env["WORKSHOP_PUBLIC_URL"] = server.base
        server.start()
        stack.callback(server.end)
        for name in engines:
            with ExitStack() as own:
                engine = ENGINES[name](own)
                for lang in langs:
                    eye = Eye(f"{name} {lang}", folder)
                    for face in faces:
                        room = Board(server, lang)
                        room.url = f"{server.base}/{room.ws.code}"
                        FACES[face](engine.seat, room, eye, lang)
                    print(
                        f"{engine.version}, {lang}: {eye.states} states, {len(eye.found)} faults", flush=True
                    )
                    found += len(eye.found)
    return found


if __name__ == "__main__":
    sys.exit(min(1, main(sys.argv[1:])))
