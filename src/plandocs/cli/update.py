"""``plandocs update``: new header data into a plan that people have edited."""

from __future__ import annotations

from collections.abc import Sequence

import click

import plandocs
from plandocs.cli.console import say
from plandocs.errors import InputError
from plandocs.registry import form as form_named
from plandocs.verbs.read_data import read_map
from plandocs.verbs.settings import settings


@click.command("update")
@click.argument("old", type=click.Path())
@click.argument("data", type=click.Path(), required=False)
@click.option("-o", "--output", required=True, type=click.Path(), help="NEW.docx")
@click.option("--set", "given", multiple=True, metavar="FIELD=VALUE", help="A value by itself.")
@click.option("--map", "mapping", type=click.Path(), help='TOML: "Heading" = "field", or "".')
@click.option("--ignore", multiple=True, metavar="COLUMN", help="Leave a column out.")
@click.option("--force", is_flag=True, help="Replace an output that is there already.")
def command(
    old: str, data: str | None, output: str, given: tuple[str, ...], mapping: str | None,
    ignore: tuple[str, ...], force: bool,
) -> int:  # fmt: skip
    """Put new header data into OLD, a plan that people have edited.

    DATA (.xlsx, .csv, .json, .jsonl) has the fields to change; of several rows the one with the
    plan's id, or else its name, counts. Every other word, format, comment and tracked change
    stays. The exit status is 1 where a value could not be changed without losing something.
    """
    if not data and not given:
        raise click.UsageError("Say what to change: DATA, or --set FIELD=VALUE.")
    fields: dict[str, object] = {}
    if data:
        headings = {**read_map(mapping), **dict.fromkeys(ignore, "")}
        fields.update(_row_for(old, list(plandocs.read_data(data, map=headings)), data))
    fields.update(settings(given))
    updated = plandocs.update(old, fields, output, force=force)
    for change in updated.changes:
        say(f"{change.field}: {change.before!r} → {change.after!r}")
    for conflict in updated.conflicts:
        say(f"{conflict.field}: {conflict.message}")
    say(f"{output}: {len(updated.changes)} changed, {len(updated.conflicts)} left.")
    return 1 if updated.conflicts else 0


def _row_for(old: str, records: Sequence[plandocs.Record], source: str) -> dict[str, object]:
    """The row of the data that is about this plan."""
    if len(records) == 1:
        found = list(records)
    else:
        plan = plandocs.parse(old, convert=False).plan
        found = [r for r in records if plan is not None and plan.id and r.data.get("id") == plan.id]
        if not found and plan is not None:
            found = [r for r in records if _is_for(r, plan)]
    if len(found) != 1:
        how_many = "no row is" if not found else f"{len(found)} rows are"
        raise InputError(f"{how_many} about this plan, by id or name.", source)
    if found[0].mistakes:
        raise InputError("this row has mistakes.", source, found[0].place,
                         tuple(map(str, found[0].mistakes)))  # fmt: skip
    return dict(found[0].data)


def _is_for(record: plandocs.Record, plan: plandocs.Plan) -> bool:
    person = form_named(plan.form).role("person")
    return person is not None and record.data.get(person.name) == getattr(plan, person.name)
