"""Spreadsheets as people have them: opened with care, read into plain values.

This is the door: other rooms import from here alone. `read_grids` has the sheets of a file as they
stand, `read_sheets` under their headings, `match_headings` says which field each column is, and
`added_things` what people did to a workbook that plandocs wrote; `changed_file` gives a
list with cells changed in its file.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from pathlib import Path

from plandocs.sheet.read.grid import (
    Added,
    Figure,
    Grid,
    Problem,
    Row,
    Sheet,
    UserFormatting,
    Value,
    is_blank,
    short,
    words_of,
)
from plandocs.sheet.read.headings import (
    Match,
    Same,
    Unmatched,
    likeliest,
    match_headings,
    names_again,
    nearest,
    normal_heading,
)
from plandocs.sheet.read.spreadsheet import (
    read_grids,
    read_sheets,
    sheets_under,
    sound_rows,
    under_headings,
)

CellValue = str | float | date


def changed_file(path: Path, sheet: str, cells: Mapping[tuple[int, int], CellValue]) -> bytes:
    """Return the bytes of a list with cells changed, by row and column, and all else as it is.

    Raises:
        InputError: it cannot be read; or a cell has a formula or is merged with others.
    """
    from plandocs.sheet.read.changed import changed_csv, changed_xlsx  # with lxml, as above

    return changed_xlsx(path, sheet, cells) if sheet else changed_csv(path, cells)


def added_things(path: Path, ours: Set[str], charts: int) -> Added:
    """Return what is in a workbook beyond ``ours`` sheets and so many charts.

    Raises:
        InputError: the file is no workbook, or damaged.
    """
    from plandocs.sheet.read.added import added_things  # with lxml, which few need

    return added_things(path, ours, charts)


__all__ = [
    "Added", "Figure", "Grid", "Match", "Problem", "Row", "Same", "Sheet", "Unmatched",
    "UserFormatting", "Value", "added_things", "changed_file", "is_blank", "likeliest",
    "match_headings", "names_again", "nearest", "normal_heading", "read_grids",
    "read_sheets", "sheets_under", "short", "sound_rows", "under_headings", "words_of",
]  # fmt: skip
