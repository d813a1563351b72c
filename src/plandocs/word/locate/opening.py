"""What a table is, by its first labels: a header block, or the boxes of a section without heading.

In come a table and what the locator knows; out go yes or no, or the section.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.word.locate.columns import FEW, Columns, same_grid
from plandocs.word.locate.found import FoundRow
from plandocs.word.locate.labelled import value_behind
from plandocs.word.locate.locator import Locator
from plandocs.word.locate.vocabulary import heading_key, labels, lines
from plandocs.word.view.document import Block, Cell, Row, Table, walk

_NUMBER = re.compile(r"\s*\(?\d{1,2}\s*(?:[.)]|$)")
_DIGITS = re.compile(r"\s*\(?(\d{1,2})\s*(?:[.)]|$)")
_PROSE = 8  # words that nobody prints above a column
_GUIDANCE = 3  # rows of guidance that may stand above the first label


def is_header(locator: Locator, table: Table) -> bool:
    """Does a table begin with two labels of the header block side by side?"""
    known, own = locator.words.known, locator.words.cells
    first = [labels(cell, known) for cell in table.rows[0].cells]
    return sum(any(each in own for each in here) for here in first) > 1


def goes_on(locator: Locator, before: Columns, table: Table) -> bool:
    """Is this table the one before it, split by a page break, and no other of the same width?

    Its first row then begins as theirs do: with a printed label, a number where theirs have
    numbers, or blank where it goes on with the row above.
    """
    if locator.appended or not table.rows or is_header(locator, table):
        return False
    cells, section = table.rows[0].cells, before.section
    again = locator.titled_again is section and not locator.interrupted
    if again and len(cells) == before.count:
        return section.shape != "boxes"
    if not same_grid(before, table):
        return _goes_on_by_number(locator, before, cells)
    if not (before.grid and table.grid) and _goes_on_by_number(locator, before, cells):
        return True
    at = before.numbers if before.numbers >= 0 else _key_column(before)
    if locator.interrupted and not _goes_on_counting(locator, before, table, cells[: at + 1]):
        return False
    if at < 0 or not any(cell.filled for cell in cells[: at + 1]):
        return True
    if section.shape == "printed" and before.numbers < 0:
        printed = section.printed_keys
        return any(heading_key(each) in printed for each in labels(cells[at], locator.words.known))
    rows = locator.copy.sections[section.name].rows if section.numbered else []
    theirs = [slot for row in rows for slot in row.slots.get(section.key_column.name, ())]
    filled = [_has_number(slot.blocks) for slot in theirs if slot.shown]
    numbered = any(row.number for row in rows) or 2 * sum(filled) > len(filled)
    return not numbered or any(_has_number(cell.blocks) for cell in cells[: at + 1])


def _goes_on_by_number(locator: Locator, before: Columns, cells: list[Cell]) -> bool:
    """Has a table whose widths tell nothing the next number, and all cells, of the rows above?"""
    section = before.section
    if locator.interrupted or not section.numbered or len(cells) != before.count:
        return False
    if not _is_next_number(locator, section, cells[: max(before.numbers, _key_column(before)) + 1]):
        return False
    locator.goes_on = (
        f"A table without headings was read as going on with {section.title}, "
        "for its number is the next."
    )
    return True


def _is_next_number(locator: Locator, section: SectionSpec, cells: list[Cell]) -> bool:
    """Does one of these cells begin with the number behind the last row that is filled, or used?"""
    rows = locator.copy.sections[section.name].rows
    names = [each.name for each in section.columns]
    used = [
        n
        for n, row in enumerate(rows, 1)
        if any(s.filled for f in names for s in row.slots.get(f, ()))
    ]
    first = [p for cell in cells for p in walk(cell.blocks) if p.text.strip() or p.number]
    number = _DIGITS.match(first[0].number or first[0].text) if first else None
    return number is not None and max(used, default=0) < int(number[1]) <= len(rows) + 1


def numbers_go_on(locator: Locator, section: SectionSpec, table: Table, row: Row) -> bool:
    """Is the row below these headings numbered as the next one of the section?"""
    below = next((b for a, b in pairwise(table.rows) if a is row), None)
    return below is not None and _is_next_number(locator, section, below.cells[:2])


def _goes_on_counting(locator: Locator, before: Columns, table: Table, cells: list[Cell]) -> bool:
    """Does a row begin with the next printed label, or with a number beyond the rows so far?

    Then it goes on with the table before, whatever was typed between them.
    """
    section = before.section
    rows = locator.copy.sections[section.name].rows
    if section.shape == "printed":
        met = {row.label for row in rows}
        keys = [heading_key(each) for cell in cells for each in labels(cell, locator.words.known)]
        return any(
            section.printed_keys[each] not in met for each in keys if each in section.printed_keys
        )
    if not section.numbered and _is_prose(before, table):
        return True
    if _has_their_rank(before, rows, cells):
        return True
    first = [p for cell in cells for p in walk(cell.blocks) if p.text.strip() or p.number]
    number = _DIGITS.match(first[0].number or first[0].text) if first else None
    return number is not None and int(number[1]) > len(rows)


def _is_prose(before: Columns, table: Table) -> bool:
    """Has a table the very columns of the one before, and a first row that is no heading?"""
    if before.count <= FEW or before.grid != table.grid or not table.grid:
        return False
    said = [line for cell in table.rows[0].cells for line in lines(cell.blocks)]
    return any(len(line.split()) >= _PROSE for line in said)


def _has_their_rank(before: Columns, rows: list[FoundRow], cells: list[Cell]) -> bool:
    """Is the row of a rank that an earlier row has, said in a word: "High"?"""
    for field, cell in zip(before.fields, cells, strict=False):
        if field is not None and field.kind.ranks:
            slots = [slot for row in rows for slot in row.slots.get(field.name, ())]
            ranks = {tuple(lines(slot.blocks)) for slot in slots}
            rank = tuple(lines(cell.blocks))
            return len(rank) == 1 and rank[0][:1].isalpha() and rank in ranks
    return False


def _key_column(columns: Columns) -> int:
    return next((n for n, field in enumerate(columns.fields) if field and field.key), -1)


def _has_number(blocks: list[Block]) -> bool:
    """Does a cell begin with a row's number, typed or automatic?"""
    first = next((p for p in walk(blocks) if p.text.strip() or p.number), None)
    return first is not None and (bool(first.number) or _NUMBER.match(first.text) is not None)


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
    specs = _columns(section)
    if any(value_behind(cell, specs) for cell in cells):
        return True
    beyond = locator.printed.at_labels.beyond
    return last and any(beyond(text) for cell in cells for text in lines(cell.blocks))


@lru_cache(maxsize=64)
def _columns(section: SectionSpec) -> dict[str, FieldSpec]:
    return {each: column for column in section.columns for each in column.keys}


def below_label(locator: Locator) -> bool:
    """Is this the row below the label of a box that has its table's whole width?"""
    columns = locator.columns
    if columns is None or columns.section.shape != "boxes" or columns.count > 1:
        return False
    rows = locator.copy.sections[columns.section.name].rows
    name = next((f.name for f in columns.fields if f), "")
    return not any(name in row.slots for row in rows)
