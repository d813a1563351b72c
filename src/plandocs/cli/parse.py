"""``plandocs parse``: files and folders into data, one line each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

import plandocs
from plandocs.cli.console import NOTHING, place_for, progress, say, standard_output
from plandocs.cli.options import Asked, reads_many, where_done
from plandocs.display import harmless
from plandocs.errors import InputError
from plandocs.files.places import all_but, is_one_of
from plandocs.files.search import JSON_SUFFIXES, find
from plandocs.files.whole import Target, write_whole
from plandocs.model.reading import as_line

_SECONDS_EACH = 0.002  # between a plan like those before it and one that was changed


@click.command("parse")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o", "--output", required=True, help="plans.jsonl, plans.json, or - for standard output."
)
@click.option("--explain", is_flag=True, help="Say on standard error where each value stands.")
@click.option("--force", is_flag=True, help="Replace an output that is there already.")
@reads_many
def command(paths: tuple[str, ...], output: str, explain: bool, force: bool, asked: Asked) -> int:
    """Read completed plans into data.

    PATHS are Word files, and folders that are searched through. One line is written for each file,
    whatever became of it; a file that could not be read is named on standard error.
    """
    anew = _is_anew(output, paths)
    files = all_but(output, find(paths)) if anew else list(find(paths))
    read = asked.files if anew else (*files, *asked.files)
    place = place_for(output, ".jsonl", ".json", force=force, read=read)
    if not files:
        raise InputError(NOTHING, ", ".join(paths))
    count = Counted()
    readings = plandocs.parse_many(
        files,
        **asked.one(),
        **where_done(asked.workers, asked.cluster, len(files), _SECONDS_EACH),
    )
    lines = _lines(progress(readings, len(files), "Reading"), count, explain)
    if place is None:
        shown = (harmless(line.decode()).encode() for line in lines)
        write_lines(standard_output(), shown, array=False)
    else:
        array = Path(output).suffix.casefold() == ".json"
        write_whole(place, lambda file: write_lines(file, lines, array=array))
    say(count.summary())
    return 1 if count.failed else 0


def _is_anew(output: str, paths: tuple[str, ...]) -> bool:
    """Tell whether data of an earlier run is written anew, which is none of the files to read.

    It is one where it was named itself.
    """
    known = os.path.exists(output) and Path(output).suffix.casefold() in JSON_SUFFIXES
    return known and not is_one_of(output, paths)


class Counted:
    """How many files were read, how many need a look, how many failed."""

    def __init__(self) -> None:
        self.read = self.noticed = self.failed = 0

    def summary(self) -> str:
        """In one line."""
        total = self.read + self.failed
        return (
            f"{total} file{'s' * (total != 1)}: {self.read} read ({self.noticed} with something to "
            f"look at), {self.failed} failed."
        )


def _lines(readings: Iterator[plandocs.Reading], count: Counted, explain: bool) -> Iterator[bytes]:
    for reading in readings:
        if reading.error is not None:
            count.failed += 1
            say(f"{reading.source}: {reading.error.code}: ", reading.error.message)
        else:
            count.read += 1
            count.noticed += not reading.clean
            if explain:
                _explain(reading)
        yield as_line(reading)


def _explain(reading: plandocs.Reading) -> None:
    say(f"{reading.source}:")
    for path, origin in reading.origins.items():
        if origin.raw.strip():
            say(f"  {path} | {origin} | {' / '.join(origin.raw.split(chr(10)))}")
    for each in reading.unmapped:
        say(f"  (in none of the boxes: {each.kind}) | {each.where} | {each.text}")
    for issue in reading.issues:
        say(f"  ({issue.severity}: {issue.code}) | {issue.where} | {issue.message}")


def write_lines(file: Target, lines: Iterator[bytes], *, array: bool) -> None:
    """The lines as JSON Lines, or as one JSON array."""
    for number, line in enumerate(lines):
        front = (b"[\n" if number == 0 else b",\n") if array else b""
        file.write(b"%b%b%b" % (front, line, b"" if array else b"\n"))
    if array:
        file.write(b"\n]\n")
    file.flush()
