"""``plandocs check``: what is missing or out of line with each form's own guidance."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

import plandocs
from plandocs.cli.console import NOTHING, give, place_for, progress, say, style_of
from plandocs.cli.options import Asked, reads_many
from plandocs.errors import InputError
from plandocs.model.findings import Checked


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--format", "style", type=click.Choice(["text", "json", "markdown"]))
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("-o", "--output", help="A file to write to; standard output if left out.")
@click.option("--force", is_flag=True, help="Replace an output that is there already.")
@reads_many
def command(
    paths: tuple[str, ...],
    style: str | None,
    as_json: bool,
    output: str | None,
    force: bool,
    asked: Asked,
) -> int:
    """Say what is missing or out of line with the form's own guidance.

    PATHS are Word files, folders that are searched through, and data (.json, .jsonl). As markdown,
    the findings of each plan's latest version are a letter that can be sent back. The exit status
    is 1 where a plan has an error or a warning.
    """
    place = place_for(output, force=force, read=(*paths, *asked.files))
    style = style_of("json" if as_json else style, output, "text", "json", "markdown")
    checked = plandocs.check(
        progress(paths, len(paths), "Checking"),
        **asked.many(paths),
    )
    if not checked:
        raise InputError(NOTHING, ", ".join(paths))
    give(shown(checked, style), place)
    open_ones = sum(not each.clean for each in checked)
    say(f"{len(checked)} checked, {open_ones} with something to put right.")
    return 1 if open_ones else 0


def shown(checked: Sequence[Checked], style: str) -> str:
    """The findings in one of the three formats."""
    if style == "json":
        return json.dumps([each.to_dict() for each in checked], ensure_ascii=False, indent=2)
    if style == "markdown":
        from plandocs.checks.report import letter

        return "\n---\n\n".join(letter(each) for each in checked if not each.later)
    from plandocs.checks.report import report

    return "\n".join(map(report, checked))
