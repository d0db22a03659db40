"""`workshop serve` with some of the product's own intervals shortened: the same is waited for, and comes sooner.

`QUICKENED` is JSON: {"module.CONSTANT": seconds}. A constant that another module imported by name is named there too.
"""

from __future__ import annotations

import importlib
import json
import os
import sys

from workshop.doors import cli, server
from workshop.settings import Settings


def main() -> None:
    server.patch(
        Settings.from_environment().async_mode
    )  # before anything else is imported, as `workshop` does
    for name, value in json.loads(os.environ["QUICKENED"]).items():
        module, _, constant = name.rpartition(".")
        owner = importlib.import_module(module)
        assert hasattr(owner, constant), f"{name} is no longer a constant of the product"
        setattr(owner, constant, value)
    sys.argv[1:] = ["serve"]
    cli.main()


if __name__ == "__main__":
    main()
