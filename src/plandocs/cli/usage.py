"""Usage errors in plain words, each with an example that is right.

Takes click's errors, and what was typed, and gives lines for the person.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from plandocs.words import did_you_mean

EXAMPLES = {
    "demo": "plandocs demo",
    "fill": "plandocs fill intake.xlsx -o plans",
    "parse": "plandocs parse returned -o plans.jsonl",
    "rollup": "plandocs rollup returned -o division.xlsx",
    "check": "plandocs check returned",
    "workbook": "plandocs workbook -o intake.xlsx",
    "template": "plandocs template tag our-blank.docx -o our-template.docx",
    "schema": "plandocs schema",
    "update": "plandocs update raman.docx roster.csv -o raman-new.docx",
    "converse": "plandocs converse returned -o conversations",
    "diff": "plandocs diff before.docx after.docx",
    "carry": "plandocs carry returned --period 2027-28 -o next",
    "history": "plandocs history returned",
}
_DATA = frozenset({".xlsx", ".xlsm", ".csv", ".json", ".jsonl"})


def unknown_command(name: str) -> str:
    """What to do where no command has this name: perhaps it is a file."""
    if os.path.isdir(name):
        return _as_files(name, "check", "rollup")
    if Path(name).suffix.casefold() in _DATA:
        return f"{name} looks like a list. To fill plans from it: plandocs fill {name} -o plans"
    if Path(name).suffix:
        return _as_files(name, "parse", "check")
    return (
        f"there is no command {name!r}{did_you_mean(name, EXAMPLES)} All of them: plandocs --help"
    )


def _as_files(name: str, *commands: str) -> str:
    ways = ", or ".join(EXAMPLES[each].replace("returned", name) for each in commands)
    return f"{name} is no command. Say what to do with it, such as: {ways}"


def lines_of(error: click.ClickException) -> Iterator[str]:
    """An error of the command line, where it is, and an example."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "plandocs"
    yield f"{path}: {_plainly(error)}"
    name = path.split()[1] if " " in path else ""
    if name in EXAMPLES:
        yield f"For example: {EXAMPLES[name]}"
    yield f"What it can do: {path} --help"


def _plainly(error: click.ClickException) -> str:
    if isinstance(error, click.MissingParameter) and error.param is not None:
        if isinstance(error.param, click.Argument):
            return f"name {error.param.make_metavar(error.ctx).rstrip('.')}: nothing was given."  # type: ignore[arg-type]
        if error.param.name == "output":
            return "say where the result goes: -o NAME is missing."
        return f"{error.param.opts[-1]} is missing."
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"{error.param.opts[-1]}: {error.message.rstrip('.')}."
    said = error.format_message()
    return f"{said[:1].lower()}{said[1:]}"
