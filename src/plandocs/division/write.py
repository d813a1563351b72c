"""A roll-up as workbooks: one, or one for each division where a list is too long for a sheet.

Takes a roll-up, and the division that it was made of, and gives files, each whole or not at all,
and sentences that say what became of long lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plandocs.advice import Advice, Option
from plandocs.division.build import Parts
from plandocs.division.values import RollUp
from plandocs.errors import OutputError
from plandocs.files.names import Names, name_from
from plandocs.files.places import PathLike, Place, ensure_writable
from plandocs.sheet.write import TooManyRows, Written, write_workbook


@dataclass(frozen=True, slots=True)
class Books:
    """What was written: rows by sheet, sentences for the person, and the files by division."""

    rows: Mapping[str, int]
    notes: tuple[str, ...]
    parts: Mapping[str, str]


def write_books(
    rollup: RollUp, claimed: Place, parts: Parts | None, *, force: bool = False, most: int,
    inputs: Iterable[PathLike] = (),
) -> Books:  # fmt: skip
    """Write the workbook; with ``parts``, and where a list has more rows than ``most``, several.

    A list goes on in a second sheet where there are no parts, and where one division alone has
    more rows than a sheet.

    Raises:
        OutputError: a place cannot be written, or something is there already.
    """
    divisions, place = parts.divisions if parts is not None else (), claimed.path
    try:
        book = rollup.workbook(most_rows=most, unbroken=len(divisions) > 1)
        written = write_workbook(book, claimed)
    except TooManyRows as error:
        assert parts is not None
        files = _files(place, divisions, force=force, inputs=tuple(inputs))
        return _split(rollup, claimed, parts, str(error.place), files, most=most)
    return Books(_rows([written]), tuple(written.notes()), {})


def _split(
    rollup: RollUp,
    claimed: Place,
    parts: Parts,
    sheet: str,
    files: Mapping[str, Place],
    *,
    most: int,
) -> Books:
    place = claimed.path
    written: list[Written] = []
    notes: list[str] = []
    for division, file in files.items():
        part = parts.part(division, place.name)
        written.append(write_workbook(part.workbook(most_rows=most), file))
        notes += (f"{file.path.name}: {note}" for note in written[-1].notes())
    names = {division: file.path.name for division, file in files.items()}
    overview = parts.overview(rollup, names)
    written.append(write_workbook(overview.workbook(most_rows=most), claimed))
    notes += written[-1].notes()
    text = (
        f'the list "{sheet}" has more rows than a sheet of Excel takes ({most:,}), so the lists of '
        f"each division are in a workbook of its own, and what is about all of them is in "
        f"{place.name}. Nothing was left out. The workbooks are {_listed(names.values())}."
    )
    return Books(_rows(written), (text, *notes), {d: str(file.path) for d, file in files.items()})


def _files(
    place: Path, divisions: Iterable[str], *, force: bool, inputs: Iterable[PathLike]
) -> dict[str, Place]:
    """A file for each division beside the one that was asked for; none is there already."""
    names = Names()
    files = {
        division: place.with_name(
            names.unique(name_from("{book} - {division}", _named(place, division), suffix=".xlsx"))
        )
        for division in divisions
    }
    for file in files.values():
        if file.exists() and not force:
            raise OutputError(
                Advice(
                    "a list is too long for one sheet, so that each division gets a workbook of "
                    "its own; this one is there already, perhaps with notes in it. Refresh it "
                    "with ",
                    Option("update", file.name),
                    " and its division, move it away, or use ",
                    Option("force", True),
                    " to replace it. Nothing was written.",
                ),
                str(file),
            )
    return {
        division: ensure_writable(file, force=force, inputs=inputs)
        for division, file in files.items()
    }


def _named(place: Path, division: str) -> dict[str, str]:
    return {"book": place.stem, "division": division}


def _rows(written: Iterable[Written]) -> dict[str, int]:
    rows: Counter[str] = Counter()
    for each in written:
        for sheet in each.sheets:
            rows[sheet.sheet] += sheet.rows
    return dict(rows)


def _listed(names: Iterable[str]) -> str:
    *front, last = names
    return f"{', '.join(front)} and {last}"
