"""``plandocs form``: a form from elsewhere, tried on its blank."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click

import plandocs
from plandocs.cli.console import give, say
from plandocs.cli.options import FormName
from plandocs.display import one_line


@click.group("form")
def command() -> None:
    """A further form: its description in a file, or of a package, and its blank."""


@command.command("check")
@click.argument("form", type=FormName(), metavar="FORM")
@click.argument("blank", type=click.Path(), required=False)
@click.option(
    "-o", "--output", type=click.Path(), metavar="DIR", help="Copies that show each field."
)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.option("--force", is_flag=True, help="Replace copies that are there already.")
def check(form: Any, blank: str | None, output: str | None, style: str, force: bool) -> int:
    """Try a FORM (our-form.toml, or the name of one that is installed) on its BLANK.

    A specimen is filled in and read back. With -o, DIR/fields.docx shows each field by a comment
    where it stands, and DIR/fields.html lists all. The exit status is 1 where a law does not hold.
    """
    done = plandocs.check_form(form, blank, output, force=force)
    if style == "json":
        facts = {**asdict(done), "holds": done.holds}
        give(json.dumps(facts, ensure_ascii=False, indent=2), None)
    else:
        for law in done.laws:
            give(one_line(f"{'no ' if law.faults else 'yes'}  {law.words}"), None)
            for fault in law.faults:
                give(one_line(f"       {fault}"), None)
    for path in done.files:
        say(f"{path}: its fields by their names.")
    count = len(done.fields)
    say(f"{done.form}: {count} fields found; {'all laws hold' if done.holds else 'see above'}.")
    return 0 if done.holds else 1
