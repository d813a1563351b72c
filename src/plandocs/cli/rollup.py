"""``plandocs rollup``: plans into the division's workbook."""

from __future__ import annotations

import click

import plandocs
from plandocs.cli.console import say


@click.command("rollup")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", required=True, help="The workbook to make: division.xlsx.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, help="Processes that read files.")
def command(paths: tuple[str, ...], output: str, workers: int) -> int:
    """Roll plans up into the division's workbook.

    PATHS are Word files, folders that are searched through, and data (.jsonl, .json).
    """
    done = plandocs.rollup(paths, output, workers=workers)
    for reading in done.failed:
        assert reading.error is not None
        say(f"{reading.source}: {reading.error.code}: {reading.error.message}")
    say(
        f"{output}: " + ", ".join(f"{count} {name.casefold()}" for name, count in done.rows.items())
    )
    return 1 if done.failed else 0
