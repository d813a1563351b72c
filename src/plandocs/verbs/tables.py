"""``tables``: plans in, the roll-up's tables out, as rows of plain values in memory.

What the workbook shows on its sheets, for programs: names in lower case with underscores, and no
columns that are HR's to fill in.
"""

from __future__ import annotations

from typing import TypeAlias, Unpack

from plandocs.division.build import roll_up
from plandocs.division.whole import whole_of
from plandocs.files.places import PathLike
from plandocs.model.audiences import Audience
from plandocs.table import Table
from plandocs.tabular.typed import Value, identifier, unique, value_of
from plandocs.verbs.gather import Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many
from plandocs.verbs.rollup import ensure_somebody, read_all, settings_of

Row: TypeAlias = dict[str, Value]


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
    suppress_below: int | None = None,
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
        suppress_below: the counts that tables for executives keep back: those below 5 unless said.
        options: how the documents are read, as of `parse_many`.

    Raises:
        InputError: a list cannot be read; or there is no plan among the items, and no roster of
            who is expected.

    >>> found = tables({"officer_name": "A. Lee", "outcomes": [{"outcome": "Shorter waits"}]})
    >>> [row["outcome"] for row in found["outcomes"]]
    ['Shorter waits']
    """
    settings = settings_of(
        period, division, audience, include_confidential, roster, objectives, themes,
        suppress_below=suppress_below,
    )  # fmt: skip
    how = ReadOptions(**options)
    if roster is None:
        readings, _ = read_all(items, how)
    else:
        readings = tuple(gather(items, how))  # where nothing came yet, everybody is missing
    whole = whole_of(readings, settings)
    if roster is None or not whole.members:
        ensure_somebody(whole)
    result = roll_up(whole)
    return {identifier(sheet.name): rows_of(sheet) for sheet in result.sheets}


def rows_of(sheet: Table) -> list[Row]:
    """The rows of a sheet, without the columns that are HR's to fill in."""
    names = unique(column.heading for column in sheet.columns)
    taken = [(n, name) for n, name in enumerate(names) if not sheet.columns[n].editable]
    return [{name: value_of(cells[n]) for n, name in taken} for cells in sheet.rows]
