"""A map from the headings of a list to fields, as people write one.

In: a dict, a TOML file of ``"Heading" = "field"``, or a list with two columns, the heading and the
field. Out: a dict; "" leaves a column out.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from plandocs.errors import InputError
from plandocs.files.toml_file import read_toml
from plandocs.sheet.read.grid import Value
from plandocs.sheet.read.headings import normal_heading
from plandocs.sheet.read.spreadsheet import read_grids

_SHEETS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})
_NAMES = frozenset((
    *("heading", "our heading", "column", "column name", "our column", "their column", "hr column"),
    *("from", "source", "label", "name", "field", "plandocs field", "form field", "to", "target"),
    *("goes to", "maps to", "map to"),
))  # fmt: skip
_SHAPE = (
    'Write lines such as "Heading" = "field", or give a .csv or .xlsx with two columns, the '
    "heading and the field."
)


def read_map(given: Mapping[str, str] | str | os.PathLike[str] | None) -> dict[str, str]:
    """Return a map from headings to fields.

    Raises:
        InputError: the file cannot be read, or holds something else.
    """
    if given is None:
        return {}
    if isinstance(given, Mapping):
        return dict(given)
    source = os.fspath(given)
    if Path(source).suffix.casefold() in _SHEETS:
        return _of_sheet(source)
    return _of_toml(source)


def _of_toml(source: str) -> dict[str, str]:
    found, _ = read_toml(source, "map", _SHAPE)
    found = {**found.pop("columns", {}), **found}
    wrong = next((heading for heading, to in found.items() if not isinstance(to, str)), None)
    if wrong is not None:
        raise InputError(f'"{wrong}" should lead to the name of a field, in quotes.', source)
    return found


def _of_sheet(source: str) -> dict[str, str]:
    """Rows of a heading and a field; a first row that names the two columns is none."""
    found: dict[str, str] = {}
    for row in (row for grid in read_grids(source)[:1] for row in grid.rows):
        heading, field, *more = (*map(_text, row.cells), "", "")
        if any(more):
            raise InputError(
                "a map has two columns, the heading and the field; this row has more.",
                source, f"row {row.number}",
            )  # fmt: skip
        if not found and {normal_heading(heading), normal_heading(field)} <= _NAMES:
            continue
        if not heading:
            raise InputError("this row leads no heading to a field.", source, f"row {row.number}")
        if found.setdefault(heading, field) != field:
            raise InputError(
                f'"{heading}" leads to two fields, "{found[heading]}" and "{field}".',
                source, f"row {row.number}",
            )  # fmt: skip
    if not found:
        raise InputError("this map is empty.", source)
    return found


def _text(value: Value) -> str:
    return "" if value is None else " ".join(str(value).split())
