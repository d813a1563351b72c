"""``plandocs demo``: fill the samples, read them back and roll them up, and say so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import plandocs
from plandocs.cli.console import give

_KINDS = {"text": "words beside the form", "comment": "a comment", "deleted": "deleted words"}
_SHOWN_BY_THEIR_WORDS = frozenset({"comments", "unmapped-text"})


@click.command("demo")
@click.argument("folder", required=False, type=click.Path(), metavar="[DIR]")
@click.option("--force", is_flag=True, help="Replace what an earlier demo made in the folder.")
def command(folder: str | None, force: bool) -> int:
    """Try plandocs on the samples that it ships.

    Makes the folder DIR (plandocs-demo if left out) with Word plans filled from a spreadsheet,
    the same plans read back as data, the division's workbook, and completed plans and how they
    were read.
    """
    done = plandocs.demo(folder, force=force)
    give("\n".join(_summary_lines(done)), None)
    whole = all(each.status == "filled" for each in done.filled)
    return 0 if whole and all(each.clean for each in done.read) else 1


def _summary_lines(done: plandocs.Demonstration) -> Iterator[str]:
    place, filled = done.folder, sum(each.status == "filled" for each in done.filled)
    same = sum(each.clean for each in done.read)
    yield f"Everything is in the folder {place.resolve()}"
    yield ""
    yield from _step(
        place / "plans",
        f"{filled} performance plans in Word, one for each officer in plans.xlsx. Open one: it is "
        "the official form, with the officer's own words in it.",
    )
    yield from _step(
        place / "plans.jsonl",
        f"The same plans read back out of Word as data: {same} of {filled} without a question.",
    )
    yield from _step(
        place / "division.xlsx",
        "The division's workbook: those plans against roster.csv (who should have one), "
        "objectives.csv and themes.csv. Its sheets: "
        f"{', '.join(sheet for sheet, rows in done.rolled_up.rows.items() if rows)}.",
    )
    yield from _completed(done)
    yield "Next: plandocs fill YOUR-LIST.xlsx -o plans      (plandocs --help lists the rest)"


def _step(place: Path, words: str) -> Iterator[str]:
    yield f"  {place}"
    yield click.wrap_text(words, 78, "      ", "      ")
    yield ""


def _completed(done: plandocs.Demonstration) -> Iterator[str]:
    """How the plans that people typed into were read."""
    clean = sum(each.clean for each in done.completed)
    total = len(done.completed)
    yield from _step(
        done.folder / "completed",
        f"{total} plans that officers and managers typed into, half of them saved by LibreOffice: "
        "with rows put in and cells merged, date pickers and lists to choose from, a picture for "
        "a signature, one on an agency's own edition of the form. "
        f"All were read (completed.jsonl), {clean} of them without a question. In the others "
        "somebody should look at this:",
    )
    for reading in done.completed:
        if not reading.clean:
            yield f"      {Path(reading.source).name}"
            yield from _noticed(reading)
    yield ""


def _noticed(reading: plandocs.Reading) -> Iterator[str]:
    for issue in reading.issues:
        if issue.severity != "info" and issue.code not in _SHOWN_BY_THEIR_WORDS:
            yield _point(f"{issue.where}: {issue.message}" if issue.where else issue.message)
    for each in reading.unmapped:
        yield _point(f"{each.where}, {_KINDS.get(each.kind, each.kind)}: {each.text}")


def _point(words: str) -> str:
    return click.wrap_text(words, 78, "        - ", "          ")
