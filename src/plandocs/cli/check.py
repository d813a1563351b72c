"""``plandocs check``: what is missing or out of line with each form's own guidance."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

import plandocs
from plandocs.cli.console import NOTHING, give, place_for, progress, say, style_of
from plandocs.cli.options import Asked, reads_many
from plandocs.errors import InputError
from plandocs.files.search import read_from
from plandocs.model.findings import Checked


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--format", "style", type=click.Choice(["text", "json", "markdown", "docx"]))
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "-o",
    "--output",
    help="A file to write to; standard output if left out. Of commented copies the folder.",
)
@click.option("--uncomment", is_flag=True, help="Take the comments of commented copies out again.")
@click.option("--force", is_flag=True, help="Replace an output that is there already.")
@reads_many
def command(
    paths: tuple[str, ...],
    style: str | None,
    as_json: bool,
    output: str | None,
    uncomment: bool,
    force: bool,
    asked: Asked,
) -> int:  # fmt: skip
    """Say what is missing or out of line with the form's own guidance.

    PATHS are Word files, folders that are searched through, and data (.json, .jsonl). As markdown,
    the findings of each plan's latest version are a letter that can be sent back; as docx, each
    document is copied into the folder with its findings as comments. The exit status is 1 where a
    plan has an error or a warning.
    """
    if uncomment or style == "docx":
        return _copies(paths, output, uncomment=uncomment, force=force, asked=asked)
    place = place_for(output, force=force, read=(*paths, *asked.files))
    style = style_of("json" if as_json else style, output, "text", "json", "markdown")
    checked = plandocs.check(
        progress(paths, len(paths), "Checking"),
        **asked.many(paths),
    )
    if not checked:
        raise InputError(NOTHING, ", ".join(paths))
    give(_in_style(checked, style), place)
    open_ones = sum(not each.clean for each in checked)
    say(f"{len(checked)} checked, {open_ones} with something to put right.")
    return 1 if open_ones else 0


def _copies(
    paths: tuple[str, ...], output: str | None, *, uncomment: bool, force: bool, asked: Asked
) -> int:
    """Write the documents into the folder, with findings as comments or without them."""
    if output in (None, "-") or str(output).casefold().endswith((".docx", ".zip")):
        raise click.UsageError("documents are written into a folder; name it with -o DIR.")
    if not next(read_from(paths), None):
        raise InputError(NOTHING, ", ".join(paths))
    options = asked.many(paths)
    if uncomment:
        made = plandocs.uncomment(paths, str(output), force=force, password=options["password"])
    else:
        reading = progress(paths, len(paths), "Checking")
        made = plandocs.comment(list(reading), str(output), force=force, **options)
    for each in made:
        if each.error is not None:
            say(f"{each.source}: {each.error.code}: ", each.error.message)
        elif each.note:
            say(f"{each.source}: {each.note}.")
    count = sum(bool(each.file) for each in made)
    say(f"{count} {'document' if count == 1 else 'documents'} written into {output}.")
    open_ones = any(each.checked is not None and not each.checked.clean for each in made)
    return 1 if open_ones or any(each.error for each in made) else 0


def _in_style(checked: Sequence[Checked], style: str) -> str:
    """The findings in one of the three formats."""
    if style == "json":
        return json.dumps([each.to_dict() for each in checked], ensure_ascii=False, indent=2)
    if style == "markdown":
        from plandocs.checks.report import letter

        return "\n---\n\n".join(letter(each) for each in checked if not each.later)
    from plandocs.checks.report import report

    return "\n".join(map(report, checked))
