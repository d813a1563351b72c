"""What a table is, by its first labels: a header block, or the boxes of a section without heading.

In come a table and what the locator knows; out go yes or no, or the section.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plandocs.form import FieldSpec, SectionSpec
from plandocs.word.document import Cell, Row, Table
from plandocs.word.locate.labelled import value_behind
from plandocs.word.locate.vocabulary import labels, lines

if TYPE_CHECKING:
    from plandocs.word.locate.locator import Locator

_GUIDANCE = 3  # rows of guidance that may stand above the first label


def is_header(locator: Locator, table: Table) -> bool:
    """Does a table begin with two labels of the header block side by side?"""
    known, own = locator.words.known, locator.words.cells
    first = [labels(cell, known) for cell in table.rows[0].cells]
    return sum(any(each in own for each in here) for here in first) > 1


def boxes_of(locator: Locator, table: Table) -> SectionSpec | None:
    """The section whose boxes a table holds one below the other, in whichever order.

    The label of the first may be one that other tables have as well; one below must be telling.
    """
    words, known = locator.words, locator.words.known
    for number, row in enumerate(table.rows[:_GUIDANCE]):
        first = [each for cell in row.cells[:2] for each in labels(cell, known)]
        if first:
            met = [meaning for each in first for meaning in words.columns.get(each, ())]
            return _told_below(locator, table.rows[number + 1 :], met)
    return None


def _told_below(
    locator: Locator, rows: list[Row], met: list[tuple[SectionSpec, FieldSpec]]
) -> SectionSpec | None:
    """The one of these sections of which another label stands in the rows below."""
    words, known = locator.words, locator.words.known
    for section, field in met:
        fresh = section is not locator.section and section.name not in locator.copy.sections
        if section.shape != "boxes" or not fresh:
            continue
        below = [labels(row.cells[0], known) for row in rows if row.cells]
        told = {words.records[each] for here in below for each in here if each in words.records}
        if any(other is not field and words.homes[other] is section for other in told):
            return section
    return None


def holds_values(locator: Locator, section: SectionSpec, cells: list[Cell], *, last: bool) -> bool:
    """Do these cells hold the values of boxes below or behind their labels, in the same cell?

    ``last`` says that the table has no row below, in which they could stand instead.
    """
    if section.shape != "boxes":
        return False
    specs = {each: column for column in section.columns for each in column.keys}
    if any(value_behind(cell, specs) for cell in cells):
        return True
    beyond = locator.printed.at_labels.beyond
    return last and any(beyond(text) for cell in cells for text in lines(cell.blocks))
