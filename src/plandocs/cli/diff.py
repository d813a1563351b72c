"""``plandocs diff``: what changed between two versions of a plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

import plandocs
from plandocs.changes import Change
from plandocs.cli.console import give, place_for, say, style_of
from plandocs.cli.options import Asked, reads_one


@click.command("diff")
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@click.option("--format", "style", type=click.Choice(["text", "json", "markdown"]))
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "-o", "--output", help="A file; with .docx the older plan, the differences tracked in it."
)
@click.option("--force", is_flag=True, help="Replace an output that is there already.")
@reads_one
def command(
    old: str, new: str, style: str | None, as_json: bool, output: str | None, force: bool,
    asked: Asked,
) -> int:  # fmt: skip
    """Say what changed from the OLD to the NEW version of a plan.

    Outcomes, measures and other rows are matched by what they say, not by their number. With
    -o changes.docx the older plan is written with the differences as tracked changes.
    """
    from plandocs.changes.words import summary

    document = output if output and Path(output).suffix.casefold() == ".docx" else None
    place = None if document else place_for(output, force=force, read=(old, new, *asked.files))
    asked_style = "json" if as_json else style
    named = None if document else output
    style = style_of(asked_style, named, "text", "json", "markdown")
    changes = plandocs.diff(old, new, document, force=force, **asked.one())
    if document is None or style != "text":
        text = _in_style(changes, style)
        give(text, place)
    say(f"{summary(changes)}.")
    return 0


def _in_style(changes: Sequence[Change], style: str) -> str:
    if style == "json":
        return json.dumps([each.to_dict() for each in changes], ensure_ascii=False, indent=2)
    from plandocs.changes.words import as_markdown, as_text

    return as_markdown(changes) if style == "markdown" else as_text(changes)
