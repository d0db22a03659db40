"""`workshop demo`. What it needs is imported when it runs: every `workshop` command passes by here."""

from __future__ import annotations

import sys

import click


@click.command("demo")
@click.option("--fast", is_flag=True, help="Play it in seconds, check it and end.")
@click.option(
    "--speed", type=click.FloatRange(min=0.1), default=1.0, help="2 is twice as fast as people are."
)
def demo_command(fast: bool, speed: float) -> None:
    """Watch a workshop play itself: the reference event with 30 simulated participants."""
    from ..remote.house import NotServing
    from ..server import raise_file_limit
    from .day import run

    raise_file_limit()
    try:
        whole = run(fast, speed)
    except NotServing as gone:
        raise click.ClickException(str(gone)) from None
    if not whole:
        sys.exit(1)
