"""The product's own server, watched: run as `python -m benchmarks.watched`, it serves as `workshop serve` does.

On the pipe named by BENCH_PIPE it writes a line for every publishing, before anything of it is sent:
`<monotonic ns> <bytes> <SQL statements so far> <mark>`; the mark is the first `mark-<n>` in what is published, or 0.
"""

from __future__ import annotations

import os
import re
import sys
import time
from typing import Any

MARK = re.compile(r"mark-(\d+)")


def main() -> None:
    from workshop.doors import server
    from workshop.settings import Settings

    server.patch(Settings.from_environment().async_mode)  # before any other import, as the entry points do
    from sqlalchemy import Engine, event

    from workshop.doors.cli import main as serve
    from workshop.kernel import prepared
    from workshop.kernel.publisher import Packet, Publisher

    pipe = int(os.environ["BENCH_PIPE"])
    statements = 0

    @event.listens_for(Engine, "before_cursor_execute")
    def count(*_: Any) -> None:
        nonlocal statements
        statements += 1

    prepared.ran.append(count)
    stock = Publisher.__init__

    def init(self: Publisher, publish: Any, *rest: Any) -> None:
        def stamped(packets: list[Packet]) -> None:
            began = time.monotonic_ns()
            texts = [text for _, _, text in packets]
            mark = next((found[1] for text in texts if (found := MARK.search(text))), "0")
            size = sum(len(text) for text in texts)
            os.write(pipe, f"{began} {size} {statements} {mark}\n".encode())
            publish(packets)

        stock(self, stamped, *rest)

    Publisher.__init__ = init  # type: ignore[method-assign, assignment]
    sys.argv = ["workshop", "serve"]
    serve()


if __name__ == "__main__":
    main()
