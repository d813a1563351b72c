"""``plandocs converse``: a conversation record for each plan, its outcomes in place."""

from __future__ import annotations

import click

import plandocs
from plandocs.cli.console import progress, say
from plandocs.cli.options import Asked, reads_many
from plandocs.cli.written import write_plans
from plandocs.errors import InputError

_NAME = "{officer_name} – conversation {conversation_date} – {period}"


@click.command("converse")
@click.argument("plans", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", required=True, help="The folder to write the records into.")
@click.option("--date", "day", default="", help="The date of the conversation, in all records.")
@click.option("--stage", default="", help='The stage of the cycle, such as "Mid-cycle".')
@click.option("--template", type=click.Path(), help="A tagged template of your own.")
@click.option(
    "--context", type=click.Path(), help="TOML: the agency's name, values for {{ context.… }} tags."
)
@click.option("--name", default=_NAME, help="A pattern for the file names.")
@click.option("--pdf", is_flag=True, help="A PDF beside each document, by LibreOffice.")
@click.option("--force", is_flag=True, help="Replace records that are there already.")
@reads_many
def command(
    plans: tuple[str, ...],
    output: str,
    day: str,
    stage: str,
    template: str | None,
    context: str | None,
    name: str,
    pdf: bool,
    force: bool,
    asked: Asked,
) -> int:  # fmt: skip
    """Make a conversation record for each plan, with its outcomes and measures in place.

    PLANS are Word files, folders that are searched through, and data (.json, .jsonl). Of several
    versions of a plan the latest is taken; other documents are left alone.
    """
    records: list[plandocs.Plan] = []
    failed = 0
    for each in plandocs.converse_many(progress(plans, len(plans), "Reading"), **asked.many(plans)):
        if each.record is not None:
            records.append(each.record)
        elif each.error is not None:
            failed += 1
            say(f"{each.source}: {each.error.code}: ", each.error.message)
        else:
            say(f"{each.source}: {each.note}")
    if not records:
        raise InputError("there is no plan here that a conversation could start from.")
    values = {
        field: value for field, value in (("conversation_date", day), ("occasion", stage)) if value
    }
    written = write_plans(
        records, len(records), output, name=name, force=force, asked=asked, read=plans,
        values=values, template=template, context=context, pdf=pdf,
    )  # fmt: skip
    say(f"{len(records)} record{'s' * (len(records) != 1)} in {output}, "
        f"{failed + written.failed} failed.")  # fmt: skip
    return written.status(failed)
