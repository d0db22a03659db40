"""Bodies without a length: the libraries read the line with a chunk's size without an end."""

from __future__ import annotations

from tests.attack.target import Attack, Target, line

PATHS = ("/api/commands", "/api/w/123456/commands", "/socket.io/?EIO=4&transport=polling", "/healthz", "/")
WAYS = (
    "Transfer-Encoding: chunked",
    "transfer-encoding: CHUNKED",
    "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: identity",
    "Transfer-Encoding:\tchunked",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
    "Transfer-Encoding: chunked\r\nContent-Length: 5",
)


def _head(target: Target, way: str, path: str) -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: {target.host}:{target.port}\r\n{way}\r\n\r\n".encode()


def a_size_without_end(target: Target) -> None:
    before = target.memory()
    for path in PATHS:
        with line(target) as one:
            one.send(_head(target, WAYS[0], path))
            sent = 0
            for _ in range(40 * target.times):  # 40 MB of one size, or until hung up on
                if not one.send(b"1" * 1_000_000):
                    break
                sent += 1
            assert sent < 40 * target.times, f"{sent} MB of a chunk's size were read at {path}"
    assert target.memory() - before < 50_000_000, "the sizes stayed in memory"
    target.serves()


def every_spelling(target: Target) -> None:
    for path in PATHS:
        for way in WAYS:
            with line(target) as one:
                one.send(_head(target, way, path) + b"5\r\nhello\r\n0\r\n\r\n" + target.get("/healthz"))
                got = one.statuses()
                assert one.over and len(got) == 1 and got[0] in (400, 411, 501), f"{way!r} at {path}: {got}"


def a_name_that_is_almost_it(target: Target) -> None:
    """Where a proxy before us reads it as the real one, the body would be another request."""
    for way in (
        "Transfer-Encoding : chunked",
        "strange line\r\nTransfer-Encoding: chunked",
        "X: a\x00b\r\n: c",
    ):
        with line(target) as one:
            one.send(_head(target, way, "/healthz") + b"0\r\n\r\n" + target.get("/healthz"))
            got = one.statuses()
            assert one.over and got == [400], f"{way!r}: {got}"


ATTACKS = [
    Attack(
        "chunk size without end",
        "sends 40 MB of digits where a chunk's size stands, without a token",
        "refused at the head, and the connection ended, before a byte of the size is read",
        a_size_without_end,
    ),
    Attack(
        "chunked in every spelling",
        "announces a chunked body in seven ways, at every door",
        "a refusal and the end of the connection; what follows is not taken for a request",
        every_spelling,
    ),
    Attack(
        "almost chunked",
        "hides the announcement behind a space or a strange line",
        "such a head is refused whole",
        a_name_that_is_almost_it,
    ),
]
