"""``plandocs schema``: the JSON Schema of the data."""

from __future__ import annotations

import json

import click

import plandocs
from plandocs.cli.console import give, place_for
from plandocs.cli.options import Form, formed


@click.command("schema")
@formed("One form's data; every form's if left out.")
@click.option("-o", "--output", help="A file; standard output if left out.")
@click.option("--force", is_flag=True, help="Replace an output that is there already.")
def command(form: Form, output: str | None, force: bool) -> None:
    """Print the JSON Schema of the data that fill accepts and parse writes."""
    give(
        json.dumps(plandocs.schema(form), ensure_ascii=False, indent=2),
        place_for(output, ".json", force=force),
    )
