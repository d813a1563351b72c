"""Columns without headings: those of a section just entered, or of rows that the form prints."""

from __future__ import annotations

from plandocs.description.form import SectionSpec
from plandocs.word.locate.columns import Columns
from plandocs.word.locate.found import FoundSection
from plandocs.word.locate.locator import Locator
from plandocs.word.locate.titles import titled_later
from plandocs.word.locate.vocabulary import heading_key, labels, lines
from plandocs.word.view.document import Cell, Row, Table

_TELLING = 2  # printed rows by which a table is told


def implied_columns(locator: Locator, table: Table, row: Row, cells: list[Cell]) -> Columns | None:
    """The columns of a table that prints no headings; None where nothing tells what they are."""
    section = _by_printed_rows(locator, table)
    if locator.appended or (len(cells) < 2 and not _is_list(locator, section, table)):
        return None
    if section is not None:
        if _printed_section(locator, row) is not section or _told_again(locator, section, row):
            return None
        if locator.section is not section and titled_later(locator, section):
            return None
    else:
        section = locator.section
        if section is None or not _by_position(locator, section, cells):
            return None
    locator.section = section
    found = locator.copy.sections.setdefault(section.name, FoundSection(section))
    columns = Columns.in_order(section, table, row, cells)
    here = columns.fields if len(cells) < 2 else section.columns
    found.columns.update(field.name for field in here if field is not None)
    return columns


def _is_list(locator: Locator, section: SectionSpec | None, table: Table) -> bool:
    """Is this the section at hand with one column, of what the form prints, and no other?"""
    here = section is not None and section is locator.section
    return here and all(len(row.cells) == 1 for row in table.rows)


def _by_printed_rows(locator: Locator, table: Table) -> SectionSpec | None:
    """The section whose printed rows the table has; looked for once in each table."""
    if locator.looked_at is not table:
        printed = (_printed_section(locator, row) for row in table.rows)
        known = [section for section in printed if section is not None]
        locator.looked_at = table
        locator.printed_section = known[0] if len(known) >= _TELLING else None
    return locator.printed_section


def _by_position(locator: Locator, section: SectionSpec, cells: list[Cell]) -> bool:
    """Is this the first row of data of a section just entered, with a cell for each column?"""
    fresh = section.name not in locator.copy.sections
    if not fresh or len(cells) != len(section.columns) or section.shape == "cells":
        return False
    if section.shape == "printed" or not any(cell.filled for cell in cells):
        return True
    beyond = locator.printed.beyond
    return any(beyond(text) for cell in cells for text in lines(cell.blocks))


def _printed_section(locator: Locator, row: Row) -> SectionSpec | None:
    """The section of which this row is a printed one."""
    printed = locator.words.printed
    for cell in row.cells[:2]:
        for each in labels(cell, locator.words.known):
            found = printed.get(each) or printed.get(heading_key(each))
            if found is not None:
                return found
    return None


def _told_again(locator: Locator, section: SectionSpec, row: Row) -> bool:
    """Has the section this printed row already? Then the table only speaks of it."""
    found = locator.copy.sections.get(section.name)
    met = {each.label for each in found.rows} if found is not None else set()
    keys = [each for cell in row.cells[:2] for each in labels(cell, locator.words.known)]
    return any(section.printed_keys.get(heading_key(each)) in met for each in keys)
