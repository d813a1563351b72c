"""``plandocs rollup``: plans into the division's workbook or page."""

from __future__ import annotations

from typing import Any

import click

import plandocs
from plandocs.cli.console import say
from plandocs.cli.options import Asked, reads_many
from plandocs.model.audiences import AUDIENCES, SEEN


@click.command("rollup")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", help="What to make: division.xlsx, .html to look at, .sqlite.")
@click.option("--update", type=click.Path(), help="An earlier workbook: keep what HR wrote in it.")
@click.option("--roster", type=click.Path(), help="Who is expected: .xlsx or .csv, a line each.")
@click.option("--objectives", type=click.Path(), help="Objectives with their aliases.")
@click.option("--themes", type=click.Path(), help="Learning themes with the words for each.")
@click.option("--period", default="", help="Only plans of this period, such as 2026-27.")
@click.option("--division", default="", help="Only this division or branch.")
@click.option(
    "--audience", type=click.Choice(tuple(AUDIENCES)), default="hr", help=SEEN,
)  # fmt: skip
@click.option(
    "--suppress-below", type=int, metavar="N", help="Executives see no count below N, or below 5."
)
@click.option("--context", type=click.Path(), help="TOML: the agency's name, for the Summary.")
@click.option("--include-confidential", is_flag=True, help="With sections 4 and 5 and comments.")
@click.option("--format", type=click.Choice(("parquet",)), help="A folder of Parquet tables.")
@click.option("--force", is_flag=True, help="Replace what is there, or leave out what is added.")
@reads_many
def command(paths: tuple[str, ...], output: str | None, asked: Asked, **options: Any) -> int:
    """Roll plans up into the division's workbook.

    PATHS are Word files, folders that are searched through, and data (.jsonl, .json), also mixed.
    A workbook that is there is never overwritten: --update refreshes it from the plans and keeps
    HR's columns, notes, choices and order.
    """
    if output is None and options["update"] is None:
        raise click.UsageError("Name what to make (-o division.xlsx) or what to --update.")
    done = plandocs.rollup(paths, output, **asked.many(paths), **options)
    for reading in done.failed:
        message = reading.error.message if reading.error is not None else "it holds no plan."
        say(f"{reading.source}: ", message)
    for note in done.notes:
        say(note)
    rows = ", ".join(f"{name} {count}" for name, count in done.rows.items())
    say(f"{output or options['update']}: {rows}.")
    return 1 if done.failed else 0
