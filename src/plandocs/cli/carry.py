"""``plandocs carry``: next cycle's plans from this cycle's, and what was left behind."""

from __future__ import annotations

from pathlib import Path

import click

import plandocs
from plandocs.cli.console import progress, say
from plandocs.cli.options import Asked, reads_many
from plandocs.cli.written import write_plans
from plandocs.errors import InputError

_SHEET = "left-behind.xlsx"


@click.command("carry")
@click.argument("plans", nargs=-1, required=True, type=click.Path())
@click.option("--period", required=True, help='The next period: "2027-28", or its two days.')
@click.option("-o", "--output", required=True, help="The folder to write the plans into.")
@click.option("--unless", multiple=True, metavar="STATUS", help='Leave out, such as "achieved".')
@click.option("--keep", multiple=True, metavar="SECTION", help='Carry as well: "leadership".')
@click.option("--template", type=click.Path(), help="A tagged template of your own.")
@click.option(
    "--context", type=click.Path(), help="TOML: the agency's name, values for {{ context.… }} tags."
)
@click.option("--name", default="{officer_name} – {period}", help="A pattern for the file names.")
@click.option("--pdf", is_flag=True, help="A PDF beside each document, by LibreOffice.")
@click.option("--force", is_flag=True, help="Replace plans that are there already.")
@reads_many
def command(
    plans: tuple[str, ...], period: str, output: str, unless: tuple[str, ...],
    keep: tuple[str, ...], template: str | None, context: str | None, name: str, pdf: bool,
    force: bool, asked: Asked,
) -> int:  # fmt: skip
    """Make next cycle's plans from this cycle's.

    The header, the outcomes and the learning needs not yet met are carried; signatures and dates
    are blank. With --unless, outcomes are left out that the latest conversation record among PLANS
    gives that status. What was left behind is said for each plan, and listed in
    left-behind.xlsx in the folder, beside the receipt.
    """
    result = plandocs.carry(
        progress(plans, len(plans), "Reading"),
        period=period,
        unless=unless,
        keep=keep,
        sheet=Path(output) / _SHEET,
        force=force,
        **asked.many(plans),
    )
    if not any(each.plan for each in result):
        why = tuple(
            f"{each.person or each.source}: {note}" for each in result for note in _why(each)
        )
        raise InputError("there is no plan here to carry on.", ", ".join(plans), problems=why)
    failed = _say_left_behind(result)
    next_ones = [each.plan for each in result if each.plan is not None]
    written = write_plans(
        next_ones, len(next_ones), output, name=name, force=force, asked=asked, read=plans,
        template=template, context=context, pdf=pdf,
    )  # fmt: skip
    say(f"{len(next_ones)} plan{'s' * (len(next_ones) != 1)} in {output}, "
        f"{failed + written.failed} failed.")  # fmt: skip
    return written.status(failed)


def _say_left_behind(result: tuple[plandocs.Carried, ...]) -> int:
    """Say what stays behind of each plan, and return how many could not be read."""
    failed = 0
    for each in result:
        if each.error is not None:
            failed += 1
            say(f"{each.source}: {each.error.code}: ", each.error.message)
        for line in (*each.notes, *(f"left behind: {left}" for left in each.left)):
            say(f"{each.person}: ", line)
    return failed


def _why(carried: plandocs.Carried) -> tuple[str, ...]:
    return (*carried.notes, *((carried.error.message,) if carried.error else ()))
