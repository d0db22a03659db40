"""The command line, told by something that is no server of ours: one sentence, and no traceback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from workshop.doors.terminal import NotDone, Served


@pytest.fixture
def answering() -> Iterator[Callable[[int, str], Served]]:
    """A program on a port of its own that answers everything with this."""
    began: list[HTTPServer] = []

    def begin(code: int, body: str) -> Served:
        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.send_response(code)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: object) -> None:
                pass

        began.append(HTTPServer(("127.0.0.1", 0), Answers))
        threading.Thread(target=began[-1].serve_forever, daemon=True).start()
        return Served(f"http://127.0.0.1:{began[-1].server_port}", "token")

    yield begin
    for one in began:
        one.shutdown()
        one.server_close()


@pytest.mark.parametrize(
    ("code", "body", "says"),
    [
        (200, "<p>A printer</p>", "no workshop server"),
        (200, '{"status": "up"}', "no workshop server"),
        (200, "[]", "no workshop server"),
        (502, "Bad gateway", "answered 502"),
        (409, '{"refused": "full", "say": "There is no room"}', "There is no room"),
    ],
)
def test_an_answer_that_is_none_of_ours_is_one_sentence(
    answering: Callable[[int, str], Served], code: int, body: str, says: str
) -> None:
    with pytest.raises(NotDone, match=says):
        answering(code, body).command("/api/workshops", {})


def test_what_was_done_is_answered(answering: Callable[[int, str], Served]) -> None:
    assert answering(200, '{"ok": {"token": 3}}').command("/api/workshops", {}) == {"token": 3}
