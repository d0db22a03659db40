"""`workshop play`: two CSV sheets become a workshop of real connections, and its tallies are held to the sheet's own.

A person votes on the statements of their own group only, so whoever writes or votes in several groups takes a seat in
each: one person with one connection per name and group. A vote and its taking back name the same statement, hence
the same seat, and a seat sends in the sheet's order, so "the last counts" holds without any order between seats.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("play")
@click.option(
    "--statements", type=click.Path(path_type=Path), required=True, help="CSV: id, author, text, ..."
)
@click.option("--votes", type=click.Path(path_type=Path), required=True, help="CSV: voter, statement, value.")
@click.option(
    "--tallies", type=click.Path(path_type=Path), help="Where to write the tallies: CSV of id, votes."
)
@click.option(
    "--speed", type=click.FloatRange(min=0.01), default=1.0, help="1 is 10 posts or votes a second."
)
@click.option("--fast", is_flag=True, help="As fast as the answers come.")
def play_command(statements: Path, votes: Path, tallies: Path | None, speed: float, fast: bool) -> None:
    """Play statements and votes from CSV files through real connections, and count them exactly."""
    from .playing import play, report
    from .remote.ending import run_until_told
    from .remote.house import NotServing
    from .server import raise_file_limit
    from .sheets import BadSheet, read_script, write_tallies

    try:
        script = read_script(statements, votes)
    except BadSheet as bad:
        click.echo(str(bad), err=True)
        sys.exit(2)
    raise_file_limit()
    try:
        found = run_until_told(play(script, None if fast else speed))
    except NotServing as gone:
        raise click.ClickException(str(gone)) from None
    if found is None:
        sys.exit("Ended before its end; no tallies.")
    if tallies is not None:
        write_tallies(tallies, found)
    if not report(script, found):
        sys.exit(1)
