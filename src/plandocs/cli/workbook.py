"""``plandocs workbook``: the intake workbook of a form."""

from __future__ import annotations

import click

import plandocs
from plandocs.cli.console import place_for, say
from plandocs.cli.options import Form, formed


@click.command("workbook")
@click.option("-o", "--output", required=True, type=click.Path(), help="intake.xlsx")
@formed("The form; the plan where none is named.")
@click.option("--from", "data", multiple=True, type=click.Path(), help="Plans to write into it.")
@click.option("--force", is_flag=True, help="Replace a workbook that is there already.")
def command(output: str, form: Form, data: tuple[str, ...], force: bool) -> int:
    """Make a workbook for HR to fill in, with instructions, drop-downs and an example.

    With --from DATA it is filled in beforehand, to be edited and filled again.
    """
    place_for(output, ".xlsx", force=force, read=data)
    plans = plandocs.read_data(data, form=form) if data else ()
    plandocs.workbook(output, form=form, plans=plans, force=force)
    say(f"{output}: fill in its sheets, save it, and run: plandocs fill {output} -o FOLDER")
    return 0
