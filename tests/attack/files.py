"""More connections than files."""

from __future__ import annotations

import requests

from tests.attack.target import PATIENCE, Attack, Target, lines

FILES = 400


def more_lines_than_files(target: Target) -> None:
    for talk in (b"", target.get("/healthz"), b"GET /hea"):
        with lines(target, 600 * target.times) as some:
            for each in some:
                each.send(talk)
            target.serves()
        target.serves()
    told = requests.get(f"{target.base}/healthz", timeout=PATIENCE).json()["connections"]
    assert told["most"] < FILES


def more_websockets_than_files(target: Target) -> None:
    upgrade = target.get(
        "/socket.io/?EIO=4&transport=websocket",
        Upgrade="websocket",
        Connection="Upgrade",
        Sec_WebSocket_Key="AAAAAAAAAAAAAAAAAAAAAA==",
        Sec_WebSocket_Version="13",
    )
    with lines(target, 600 * target.times) as some:
        for each in some:
            each.send(upgrade)
        answered = [each.status() for each in some]
        assert 101 in answered and set(answered) <= {101, 503, 500, 0}
    target.serves()


ATTACKS = [
    Attack(
        "files run out",
        f"600 connections where {FILES} files may be open: silent ones, idle ones, half requests",
        "fewer are taken than there are files; a phone that comes meanwhile is answered",
        more_lines_than_files,
        needs={"files": FILES},
    ),
    Attack(
        "websockets run out",
        f"600 websockets where {FILES} files may be open",
        "what is too many is turned away; when they have gone, all is as before",
        more_websockets_than_files,
        needs={"files": FILES},
    ),
]
