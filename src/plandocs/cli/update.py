"""``plandocs update``: new header data into a plan that people have edited."""

from __future__ import annotations

import click

import plandocs
from plandocs.cli.console import say
from plandocs.cli.options import Asked, reads_one, settings


@click.command("update")
@click.argument("old", type=click.Path())
@click.argument("data", type=click.Path(), required=False)
@click.option("-o", "--output", required=True, type=click.Path(), help="NEW.docx")
@click.option("--set", "given", multiple=True, metavar="FIELD=VALUE", help="A value by itself.")
@click.option("--map", "mapping", type=click.Path(), help='TOML: "Heading" = "field", or "".')
@click.option("--ignore", multiple=True, metavar="COLUMN", help="Leave a column out.")
@click.option("--ignore-rest", is_flag=True, help="Leave out all columns that name no field.")
@click.option("--force", is_flag=True, help="Replace an output that is there already.")
@reads_one
def command(
    old: str, data: str | None, output: str, given: tuple[str, ...], mapping: str | None,
    ignore: tuple[str, ...], ignore_rest: bool, force: bool, asked: Asked,
) -> int:  # fmt: skip
    """Put new header data into OLD, a plan that people have edited.

    DATA (.xlsx, .csv, .json, .jsonl) has the fields to change; of several rows the one with the
    plan's id, or else its name, counts. Every other word, format, comment and tracked change
    stays. The exit status is 1 where a value could not be changed without losing something.
    """
    if not data and not given:
        raise click.UsageError("Say what to change: DATA, or --set FIELD=VALUE.")
    updated = plandocs.update(
        old,
        data or {},
        output,
        set=settings(given),
        map=mapping,
        ignore=ignore,
        ignore_rest=ignore_rest,
        force=force,
        **asked.one(),
    )
    for change in updated.changes:
        say(f"{change.field}: {change.before!r} → {change.after!r}")
    for conflict in updated.conflicts:
        say(f"{conflict.field}: {conflict.message}")
    say(f"{output}: {len(updated.changes)} changed, {len(updated.conflicts)} left.")
    return 1 if updated.conflicts else 0
