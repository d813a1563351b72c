"""``plandocs history``: the versions of each officer's plan, and what changed in each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import Any

import click

import plandocs
from plandocs.cli.console import NOTHING, give, place_for, progress, say, style_of
from plandocs.cli.options import Asked, reads_many
from plandocs.display import as_markdown as _marked
from plandocs.display import one_line
from plandocs.errors import InputError


@click.command("history")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--format", "style", type=click.Choice(["text", "json", "markdown"]))
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--brief", is_flag=True, help="Count the changes; do not list them.")
@click.option("-o", "--output", help="A file to write to; standard output if left out.")
@click.option("--force", is_flag=True, help="Replace an output that is there already.")
@reads_many
def command(
    paths: tuple[str, ...],
    style: str | None,
    as_json: bool,
    brief: bool,
    output: str | None,
    force: bool,
    asked: Asked,
) -> int:
    """List the versions of each officer's plan: when saved, by whom, what changed.

    Versions belong together by person and period, whatever the files are called.
    """
    place = place_for(output, force=force, read=(*paths, *asked.files))
    style = style_of("json" if as_json else style, output, "text", "json", "markdown")
    result = plandocs.history(
        progress(paths, len(paths), "Reading"),
        **asked.many(paths),
    )
    if not result.versions and all(_is_missing(each) for each in result.failed):
        raise InputError(NOTHING, ", ".join(paths))
    for reading in result.failed:
        if reading.error is not None:
            say(f"{reading.source}: {reading.error.code}: ", reading.error.message)
    for note in result.notes:
        say(note)
    if style == "json":
        text = json.dumps([v.to_dict() for v in result.versions], ensure_ascii=False, indent=2)
    else:
        text = "\n".join(_version_lines(result.versions, brief=brief, markdown=style == "markdown"))
    if result.versions or style == "json":
        give(text, place)
    return 1 if result.failed else 0


def _is_missing(reading: plandocs.Reading) -> bool:
    return reading.error is not None and reading.error.code == "not-found"


def _version_lines(versions: Sequence[Any], *, brief: bool, markdown: bool) -> Iterator[str]:
    from plandocs.changes.words import as_markdown, as_text, summary

    def marked_line(text: str) -> str:
        return _marked(one_line(text)) if markdown else one_line(text)

    ordinals = accumulate(each.number == 1 for each in versions)
    numbered = zip(ordinals, versions, strict=True)
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        result = [version for _, version in group]
        last = result[-1]
        title = " – ".join(filter(None, (last.shown_name or "(no name)", last.form, last.period)))
        yield f"## {marked_line(title)}\n" if markdown else marked_line(title)
        for each in result:
            saved = f"{each.modified:%Y-%m-%d %H:%M:%S}" if each.modified else "no date"
            by = f" by {marked_line(each.last_modified_by)}" if each.last_modified_by else ""
            description = "first version" if each.changes is None else summary(each.changes)
            front = f"**Version {each.number}**" if markdown else f"  {each.number}."
            yield f"{front} {saved}{by}, {marked_line(each.source)}: {description}"
            if each.changes and not brief:
                lines = (as_markdown if markdown else as_text)(each.changes).rstrip("\n")
                indent = "" if markdown else "     "
                yield "\n".join(indent + line for line in lines.split("\n"))
        yield ""
