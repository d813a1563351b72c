"""``plandocs update``: new header data into plans that people have edited, one or many."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

import plandocs
from plandocs.cli.console import NOTHING, progress, say
from plandocs.cli.options import Asked, reads_many, settings
from plandocs.errors import InputError
from plandocs.files.search import is_folder

_DATA = frozenset({".xlsx", ".csv", ".json", ".jsonl"})


@click.command("update")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="OLD... [DATA]")
@click.option("-o", "--output", required=True, type=click.Path(), help="NEW.docx, or a folder.")
@click.option(
    "--set", "assignments", multiple=True, metavar="FIELD=VALUE", help="A value by itself."
)
@click.option("--map", "mapping", type=click.Path(), help='TOML: "Heading" = "field", or "".')
@click.option("--ignore", multiple=True, metavar="COLUMN", help="Leave a column out.")
@click.option("--ignore-rest", is_flag=True, help="Leave out all columns that name no field.")
@click.option("--force", is_flag=True, help="Replace an output that is there already.")
@reads_many
def command(
    paths: tuple[str, ...], output: str, assignments: tuple[str, ...], mapping: str | None,
    ignore: tuple[str, ...], ignore_rest: bool, force: bool, asked: Asked,
) -> int:  # fmt: skip
    """Put new header data into plans that people have edited.

    OLD is a document, or several and folders, which go into the folder of -o with a receipt. DATA
    (.xlsx, .csv, .json, .jsonl) has the fields to change: each document has the row with its id, or
    else its name. Every other word, format, comment and tracked change stays. The exit status is 1
    where a value could not be changed without losing something, or a row is about no document.
    """
    *old, last = paths
    data = last if old and Path(last).suffix.casefold() in _DATA else None
    old = old if data else [*paths]
    if not data and not assignments:
        raise click.UsageError("Say what to change: DATA, or --set FIELD=VALUE.")
    chosen: dict[str, Any] = {"set": settings(assignments), "map": mapping, "ignore": ignore,
              "ignore_rest": ignore_rest, "force": force}  # fmt: skip
    if len(old) > 1 or is_folder(old[0]):
        if Path(output).suffix.casefold() == ".docx":
            raise click.UsageError("These are several documents: name a folder with -o.")
        done = plandocs.update_many(
            progress(old, len(old), "Reading"), data or {}, output, report=True,
            **chosen, **asked.many(old),
        )  # fmt: skip
        return _say_results(done, old, output)
    options = {name: each for name, each in asked.one().items() if name != "state"}
    updated = plandocs.update(old[0], data or {}, output, **chosen, **options)
    for change in updated.changes:
        say(f"{change.field}: {change.before!r} → {change.after!r}")
    for conflict in updated.conflicts:
        say(f"{conflict.field}: {conflict.message}")
    say(f"{output}: {len(updated.changes)} changed, {len(updated.conflicts)} left.")
    return 1 if updated.conflicts else 0


def _say_results(done: tuple[plandocs.UpdatedFile, ...], old: list[str], output: str) -> int:
    """Say what became of each document that needs a look, and count the rest."""
    if not any(each.source for each in done):
        raise InputError(NOTHING, ", ".join(old))
    for each in done:
        if each.error is not None:
            say(f"{each.source}: " if each.source else "", each.error)
        for conflict in each.conflicts:
            say(f"{each.source}: {conflict.field}: {conflict.message}")
        if each.status == "skipped":
            say(f"{each.source}: left alone: no row is about {each.officer_name or 'it'}.")
    counts = Counter(each.status for each in done)
    say(f"{counts['updated']} updated, {counts['unchanged']} unchanged, {counts['skipped']} left "
        f"alone, {counts['failed']} failed, in {output}.")  # fmt: skip
    return 1 if counts["failed"] or any(each.conflicts for each in done) else 0
