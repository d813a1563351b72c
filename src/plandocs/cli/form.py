"""``plandocs form``: a form from elsewhere, learnt from its blank and tried on it."""

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
        for note in done.notes:
            give(one_line(f"note {note}"), None)
    for path in done.files:
        say(f"{path}: its fields by their names.")
    count = len(done.fields)
    say(f"{done.form}: {count} fields found; {'all laws hold' if done.holds else 'see above'}.")
    return 0 if done.holds else 1


@command.command("learn")
@click.argument("blank", type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(), help="our-form.toml")
@click.option(
    "--filled", multiple=True, type=click.Path(), metavar="FILE",
    help="A form that is filled in, to settle doubts; give two or three.",
)  # fmt: skip
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def learn(blank: str, output: str, filled: tuple[str, ...], style: str, force: bool) -> int:
    """Describe a form in a file, from its BLANK.

    What asks to be filled in is found by rules, colons, blank cells, boxes and tables, and tried on
    the blank. What was unsure is said here and in the file; read it before you use it. The exit
    status is 1 where the form cannot be used as it is.
    """
    learnt = plandocs.learn_form(blank, output, filled=filled, force=force)
    if style == "json":
        give(json.dumps(asdict(learnt), ensure_ascii=False, indent=2), None)
    else:
        give(one_line(f"{output}: {len(learnt.fields)} fields."), None)
        for each in learnt.unsure:
            give(one_line(f"  unsure    {each}"), None)
        for each in learnt.left_out:
            give(one_line(f"  left out  {each}"), None)
    for each in learnt.wrong:
        say(one_line(f"The form cannot be used as it is: {each}"))
    return 1 if learnt.wrong else 0
