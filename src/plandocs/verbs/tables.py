"""``tables``: plans in, the roll-up's tables out, as rows of plain values in memory.

What the workbook shows on its sheets, for programs: names in lower case with underscores, and no
columns that are HR's to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias, Unpack

from plandocs.division.build import roll_up
from plandocs.division.whole import whole_of
from plandocs.files.places import PathLike
from plandocs.model.audiences import Audience
from plandocs.table import Cell, File, Link, Table
from plandocs.verbs.gather import Items
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many
from plandocs.verbs.rollup import ensure_somebody, read_all, settings_of

Value: TypeAlias = str | int | float | bool | date | None
Row: TypeAlias = dict[str, Value]
_BETWEEN = re.compile(r"[^\w]+")


@reads_many
def tables(
    items: Items,
    *,
    roster: PathLike | None = None,
    objectives: PathLike | None = None,
    themes: PathLike | None = None,
    period: str = "",
    division: str = "",
    audience: Audience = "hr",
    include_confidential: bool = False,
    **options: Unpack[ManyRead],
) -> dict[str, list[Row]]:
    """Return the roll-up's tables by name, each a list of rows by column.

    Args:
        items: readings, plans, their JSON, files and folders, also mixed.
        roster: the list of who is expected to have a plan.
        objectives: the list of objectives that outcomes serve.
        themes: the list of themes that learning needs are sorted under.
        period: only plans of this period.
        division: only plans of this division.
        audience: ``"hr"``, or ``"executive"`` for tables without names.
        include_confidential: also what is between the people who wrote it.
        options: how the documents are read, as of `parse_many`.

    Raises:
        InputError: there is no plan among the items, or a list cannot be read.

    >>> found = tables({"officer_name": "A. Lee", "outcomes": [{"outcome": "Shorter waits"}]})
    >>> [row["outcome"] for row in found["outcomes"]]
    ['Shorter waits']
    """
    settings = settings_of(
        period, division, audience, include_confidential, roster, objectives, themes
    )
    readings, _ = read_all(items, ReadOptions(**options))
    whole = whole_of(readings, settings)
    ensure_somebody(whole)
    result = roll_up(whole)
    return {plain_name(sheet.name): rows_of(sheet) for sheet in result.sheets}


def rows_of(sheet: Table) -> list[Row]:
    """The rows of a sheet, without the columns that are HR's to fill in."""
    names = unique(column.heading for column in sheet.columns)
    taken = [(n, name) for n, name in enumerate(names) if not sheet.columns[n].editable]
    return [{name: _value(cells[n]) for n, name in taken} for cells in sheet.rows]


def unique(headings: Iterable[str]) -> list[str]:
    """The headings as names of columns, no two the same."""
    result: list[str] = []
    for heading in headings:
        name = own = plain_name(heading)
        again = 2
        while own in result:
            own, again = f"{name}_{again}", again + 1
        result.append(own)
    return result


def plain_name(heading: str) -> str:
    """A heading as a name in a program or a database.

    >>> plain_name("Date of meeting"), plain_name("Learning needs (all)"), plain_name("% signed")
    ('date_of_meeting', 'learning_needs_all', 'signed')
    """
    return _BETWEEN.sub("_", heading.casefold()).strip("_") or "column"


def _value(cell: Cell) -> Value:
    return cell.path if isinstance(cell, File) else cell.text if isinstance(cell, Link) else cell
