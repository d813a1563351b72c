"""``plandocs template``: tag an agency's own blank, check a tagged template."""

from __future__ import annotations

import json
import os
from dataclasses import replace

import click

import plandocs
from plandocs.advice import in_flags
from plandocs.cli.console import give, place_for, say
from plandocs.cli.options import Form, formed, labelled
from plandocs.display import one_line
from plandocs.files.whole import write_whole


@click.group("template")
def command() -> None:
    """Tag an agency's own blank form, or check a tagged template."""


@command.command("tag")
@click.argument("blank", type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(), help="tagged.docx")
@formed("The form, where the blank does not give it away.")
@click.option(
    "--labels",
    type=click.Path(),
    metavar="FILE",
    help="The agency's own words for labels; where there is no such file, it is written.",
)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.option("--force", is_flag=True, help="Replace an output that is there already.")
def tag(
    blank: str, output: str, form: Form, labels: str | None, style: str, force: bool
) -> int:  # fmt: skip
    """Find every field in a BLANK (.docx, .dotx, .docm) and write its tag there.

    What was found, guessed and not found is said on standard output. With --labels, a file with a
    line for each field that was guessed or not found is written, to be completed and given again.
    The exit status is 1 where a field has no place or does not read back.
    """
    new = labels is not None and not os.path.exists(labels)
    place = place_for(labels, force=False, read=(blank, output)) if new else None
    known = None if new else labels
    tagged = plandocs.tag_template(blank, output, form=form, labels=known, force=force)
    if place is not None:
        write_whole(place, tagged.labels.encode())
    if style == "json":
        names = ("form", "fields", "guessed", "missing", "typed", "unproved", "taken_out")
        facts = {name: getattr(tagged, name) for name in names}
        give(json.dumps(facts, ensure_ascii=False, indent=2), None)
    else:
        give(one_line(f"{output}: {len(tagged.fields)} fields tagged."), None)
        for path, words in tagged.guessed:
            give(one_line(f"  guessed    {path}, by «{words}»"), None)
        for path in tagged.missing:
            give(one_line(f"  not found  {path}"), None)
        for text in tagged.typed:
            give(one_line(f"  own words  {text}"), None)
        for words in tagged.taken_out:
            give(one_line(f"  taken out  {words}"), None)
    if place is not None:
        say(f"{labels}: complete it, and tag the blank with it once more (--labels, --force).")
    elif labels is None and (tagged.missing or tagged.guessed):
        say("To teach labels: --labels our-labels.toml writes a file to complete.")
    if tagged.unproved:
        say(f"A specimen was filled and read back: {tagged.unproved}")
    return 1 if tagged.missing or tagged.unproved else 0


@command.command("check")
@click.argument("template", type=click.Path())
@click.option("-o", "--output", type=click.Path(), help="A copy with a comment at each spot.")
@formed("The form that it is a template of.")
@labelled
@click.option("--context", type=click.Path(), help="The TOML that it will be filled with.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.option("--force", is_flag=True, help="Replace an output that is there already.")
def check(
    template: str, output: str | None, form: Form, labels: str | None, context: str | None,
    style: str, force: bool,
) -> int:  # fmt: skip
    """Find every mistake in a tagged TEMPLATE at once.

    The exit status is 1 where there is any.
    """
    result = plandocs.check_template(
        template, output, form=form, labels=labels, context=context, force=force
    )
    if style == "json":
        give(json.dumps([each.to_dict() for each in result], ensure_ascii=False, indent=2), None)
    else:
        for each in result:
            give(one_line(str(replace(each, fix=in_flags(each.fix)))), None)
    count = sum(each.severity != "info" for each in result)
    engine = "docxtpl" if any(each.code == "by-docxtpl" for each in result) else "plandocs itself"
    say(f"{count} mistake{'s' * (count != 1)} in {template}; {engine} renders it.")
    return 1 if count else 0
