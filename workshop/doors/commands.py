"""What the `workshop` command can do. `serve` is what `app.py` calls too."""

from __future__ import annotations

import importlib
import json
import sys

import click

from workshop.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="workshop-board", message="%(version)s")
def group() -> None:
    """A live workshop in one room: from QR to a shared vision board."""


@group.command()
@click.pass_obj
def serve(settings: Settings) -> None:
    """Serve workshops from this machine until Ctrl-C."""
    from workshop.doors.serve import NotServed, run

    try:
        run(settings)
    except NotServed as why:
        sys.exit(str(why))


@group.command()
@click.option("--lo", default="", help="Title in Lao.")
@click.option("--en", default="", help="Title in English.")
@click.option("--groups", default=6, show_default=True, type=click.IntRange(1, 60), help="How many groups.")
@click.option("--lang", default="lo", show_default=True, type=click.Choice(["lo", "en"]))
@click.option("--anonymous", is_flag=True, help="Cards carry no names.")
@click.option("--organisations-2022", is_flag=True, help="With the list of 2022.")
@click.pass_obj
def new(
    settings: Settings, lo: str, en: str, groups: int, lang: str, anonymous: bool, organisations_2022: bool
) -> None:
    """Make a workshop: through the running server of this data folder, or in it directly."""
    from workshop.doors.new import make
    from workshop.doors.terminal import NotDone

    if not lo and not en:
        raise click.UsageError("a workshop needs a title: --lo, --en or both")
    data = {"title": {"lo": lo, "en": en}, "groups": groups, "lang": lang, "named": not anonymous}
    try:
        made = make(settings, data, organisations_2022)
    except NotDone as why:
        sys.exit(str(why))
    click.echo(f"Code   {made['code']}")
    click.echo(f"Chair  {made['link']}")


@group.command()
@click.option("--markdown", is_flag=True, help="The whole protocol as a page: docs/protocol.md.")
@click.option("--typescript", is_flag=True, help="The browser's types: static/src/core/wire.ts.")
def commands(markdown: bool, typescript: bool) -> None:
    """Every command as JSON Schema, as GET /api/commands gives it."""
    from workshop.doors import protocol, wire_ts
    from workshop.doors.schema import schema
    from workshop.features import house

    if markdown or typescript:
        page = wire_ts.typescript(house()) if typescript else protocol.markdown(house())
        # One file on every system: Windows would write its own line ends and letters.
        sys.stdout.buffer.write(page.encode("utf-8"))
        return
    click.echo(json.dumps(schema(house()), ensure_ascii=False, indent=2))


@group.command()
def rules() -> None:
    """Who may do what, and when: the table that is enforced."""
    from workshop.doors.schema import rules_table
    from workshop.features import house

    click.echo(rules_table(house()))


def _hang(module: str, name: str) -> None:
    """A command with a room of its own."""
    found = getattr(importlib.import_module(f"workshop.doors.{module}"), name)
    group.add_command(found)


_hang("demo.command", "demo_command")
_hang("play", "play_command")
_hang("renew", "renew_command")
_hang("backup", "backup_command")
_hang("backup", "restore_command")
