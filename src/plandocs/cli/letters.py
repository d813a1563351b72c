"""``plandocs letters``: a letter to each officer, as Word, e-mail draft or text."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import click

import plandocs
from plandocs.cli.console import give, progress, say
from plandocs.cli.options import Asked, reads_many


@click.command("letters")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", required=True, help="The folder to write the letters into.")
@click.option("--roster", type=click.Path(), help="Who is expected, by when, with addresses.")
@click.option(
    "--kind", type=click.Choice(["cover", "reminder", "findings"]), help="What fits if left out."
)
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(["docx", "eml", "text"]),
    help="Word (if left out), e-mail drafts, text; may be given again.",
)  # fmt: skip
@click.option("--letterhead", type=click.Path(), help="A .docx whose header and styles are kept.")
@click.option("--wording", type=click.Path(), help="The agency's own words for letters (TOML).")
@click.option("--due", metavar="DATE", help="When plans are due, where the roster says none.")
@click.option("--as-of", metavar="DATE", help="The day of the letters; today if left out.")
@click.option("--period", default="", help="Only plans of this period, such as 2026-27.")
@click.option("--division", default="", help="Only this division or branch.")
@click.option("--json", "as_json", is_flag=True, help="What became of each, on standard output.")
@click.option("--force", is_flag=True, help="Replace letters that are there already.")
@reads_many
def command(
    paths: tuple[str, ...], output: str, formats: tuple[str, ...], as_json: bool, asked: Asked,
    **options: Any,
) -> int:  # fmt: skip
    """Write a letter to each officer: what is missing and what to do, or a reminder.

    PATHS are Word files, folders that are searched through, and data (.jsonl, .json), also mixed.
    Beside the letters come merge.xlsx, for a mail merge, and a list for each manager. A letter that
    could reach the wrong person is held, and why is said. The exit status is 1 where one is.
    """
    done = plandocs.letters(
        progress(paths, len(paths), "Reading"), output, format=formats or "docx",
        **asked.many(paths), **options,
    )  # fmt: skip
    for reading in done.failed:
        message = reading.error.message if reading.error is not None else "it holds no plan."
        say(f"{reading.source}: ", message)
    for note in done.notes:
        say(note)
    if as_json:
        text = json.dumps([each.to_dict() for each in done.letters], ensure_ascii=False, indent=2)
        give(text, None)
    counts = Counter(each.kind for each in done.letters if each.kind)
    for each in done.letters:
        if not each.kind:
            say(f"{each.officer_name or '(no name)'}: no letter. {each.held}")
        for note in each.for_hr:
            say(f"{each.officer_name}: {note}")
    kinds = ", ".join(f"{kind} {counts[kind]}" for kind in ("cover", "reminder", "findings"))
    held = sum(not each.kind for each in done.letters)
    say(f"{sum(counts.values())} letters in {output} ({kinds}), {held} not written.")
    return 1 if done.failed or held else 0
