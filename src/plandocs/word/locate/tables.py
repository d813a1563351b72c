"""What a table is, by the lines above it and its first labels.

It may be a header block, the boxes of a section without a heading, a worked example, the table
before it split by a page break, or transposed: people who rearrange a form give each item a table
in which the columns stand below each other, or stack several in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.model.plan import is_row_number
from plandocs.normal.labels import key, keys_of
from plandocs.word.locate.columns import FEW, Columns, columns_by_key, near_heading, same_grid
from plandocs.word.locate.result import RowMatch, text_of
from plandocs.word.locate.state import Locator
from plandocs.word.locate.table_labels import value_behind
from plandocs.word.locate.vocabulary import (
    LONGEST,
    Vocabulary,
    heading,
    heading_key,
    labels,
    lines,
    may_be_label,
    without_continued,
)
from plandocs.word.view.document import Block, Cell, Row, Table, walk

_EXAMPLE = re.compile(
    r"[\W_]*(?:(?:an?|the|worked|completed|sample|filled[ -]in|for) )*(?:examples?|samples?|e\.g)\b"
    r"(?:.{0,40}|.{0,3}[(\[–—-].{0,60})",
    re.IGNORECASE,
)


def titled_later(locator: Locator, section: SectionSpec) -> bool:
    """Return whether the title of this section is still to come, behind the table at hand."""
    end = locator.inside.end if locator.inside is not None else 0
    if locator.titles is None:
        locator.titles = {}
        for at, name in _titles(locator.document, locator.words):
            locator.titles[name] = max(at, locator.titles.get(name, 0))
    return locator.titles.get(section.name, 0) > end > 0


def _titles(blocks: list[Block], words: Vocabulary) -> Iterator[tuple[int, str]]:
    """Where the titles of sections stand: lines, and cells alone in their row.

    One that says "continued" is not the section's own, which was above.
    """
    for block in blocks:
        if not isinstance(block, Table):
            text = text_of(block)
            if (section := heading(text, words)) is not None and not _is_continued(text):
                yield block.start, section.name
            continue
        for row in block.rows:
            filled = [cell for cell in row.cells if cell.filled]
            first = lines(filled[0].blocks)[:1] if len(filled) == 1 else []
            section = heading(first[0], words) if first else None
            if section is None or key(first[0]) in words.columns or _is_continued(first[0]):
                continue
            yield row.start, section.name


def _is_continued(title: str) -> bool:
    return without_continued(title) != title


def is_example(locator: Locator) -> bool:
    """Return whether the line right above the table at hand says that it is an example."""
    return bool(locator.above) and _EXAMPLE.fullmatch(locator.above[-1]) is not None


_NUMBER = re.compile(r"\s*\(?\d{1,2}\s*(?:[.)]|$)")
_DIGITS = re.compile(r"\s*\(?(\d{1,2})\s*(?:[.)]|$)")
_PROSE = 8  # words that nobody prints above a column
_GUIDANCE = 3  # rows of guidance that may stand above the first label


def is_header(locator: Locator, table: Table) -> bool:
    """Return whether a table begins with two labels of the header block side by side."""
    known, header_keys = locator.words.known, locator.words.cells
    first = [labels(cell, known) for cell in table.rows[0].cells]
    return sum(any(each in header_keys for each in keys) for keys in first) > 1


def goes_on(locator: Locator, before: Columns, table: Table) -> bool:
    """Return whether this table is the one before, split by a page break, of the same width.

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
    key_slots = [slot for row in rows for slot in row.slots.get(section.key_column.name, ())]
    filled = [_has_number(slot.blocks) for slot in key_slots if slot.shown]
    numbered = any(row.number for row in rows) or 2 * sum(filled) > len(filled)
    return not numbered or any(_has_number(cell.blocks) for cell in cells[: at + 1])


def _goes_on_by_number(locator: Locator, before: Columns, cells: list[Cell]) -> bool:
    """Return whether a table has the next number, and all cells, of the rows above."""
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
    """Return whether a cell begins with the number behind the last row that is filled, or used."""
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
    """Return whether the row below these headings is numbered as the next one of the section."""
    below = next((b for a, b in pairwise(table.rows) if a is row), None)
    return below is not None and _is_next_number(locator, section, below.cells[:2])


def _goes_on_counting(locator: Locator, before: Columns, table: Table, cells: list[Cell]) -> bool:
    """Return whether a row begins with the next printed label, or a number beyond the rows so far.

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
    """Return whether a table has the columns of the one before, and begins with no heading."""
    if before.count <= FEW or before.grid != table.grid or not table.grid:
        return False
    texts = [line for cell in table.rows[0].cells for line in lines(cell.blocks)]
    return any(len(line.split()) >= _PROSE for line in texts)


def _has_their_rank(before: Columns, rows: list[RowMatch], cells: list[Cell]) -> bool:
    """Return whether the row has a rank that an earlier row has, said in a word: "High"."""
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
    """Return whether a cell begins with a row's number, typed or automatic."""
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
            return _section_with_boxes(locator, table.rows[number + 1 :], met)
    return None


def _section_with_boxes(
    locator: Locator, rows: list[Row], met: list[tuple[SectionSpec, FieldSpec]]
) -> SectionSpec | None:
    """The one of these sections of which another label stands in the rows below."""
    words, known = locator.words, locator.words.known
    for section, field in met:
        fresh = section is not locator.section and section.name not in locator.copy.sections
        if section.shape != "boxes" or not fresh:
            continue
        below = [labels(row.cells[0], known) for row in rows if row.cells]
        fields_below = {
            words.records[each] for keys in below for each in keys if each in words.records
        }
        if any(other is not field and words.homes[other] is section for other in fields_below):
            return section
    return None


def holds_values(locator: Locator, section: SectionSpec, cells: list[Cell], *, last: bool) -> bool:
    """Return whether these cells hold values of boxes below or behind their labels.

    ``last`` says that the table has no row below, in which they could stand instead.
    """
    if section.shape != "boxes":
        return False
    specs = columns_by_key(section)
    if any(value_behind(cell, specs) for cell in cells):
        return True
    beyond = locator.printed.at_labels.beyond
    return last and any(beyond(text) for cell in cells for text in lines(cell.blocks))


def below_label(locator: Locator) -> bool:
    """Return whether this is the row below the label of a box that has its table's whole width."""
    columns = locator.columns
    if columns is None or columns.section.shape != "boxes" or columns.count > 1:
        return False
    rows = locator.copy.sections[columns.section.name].rows
    name = next((f.name for f in columns.fields if f), "")
    return not any(name in row.slots for row in rows)


_ITEM_NUMBER = re.compile(r"(?:\s*[#№]?\s*(\d{1,2}))?\s*[:：.]?\s*$")
_FEWEST = 2  # labels that make such a table


class Entry(NamedTuple):
    """A row of such a table: its field, the item's number, its label's cell and its value's.

    ``message`` is what to say of a label with a slip; ``field`` is None for the title of an item.
    """

    field: FieldSpec | None
    number: str
    label: Cell | None
    value: Cell | None
    message: str = ""


class Transposed(NamedTuple):
    """The section whose items a table holds, and its rows."""

    section: SectionSpec
    entries: list[Entry]


def transposed(locator: Locator, table: Table) -> Transposed | None:
    """The values of a table whose labels stand below each other; None for any other table."""
    first = [
        text[0] for row in table.rows[:3] for cell in row.cells[:1] if (text := lines(cell.blocks))
    ]
    if not any(may_be_label(text, locator.words.known.starts) for text in first):
        return None
    section = _section_of(locator, table)
    if section is None:
        return None
    entries: list[Entry] = []
    awaited: Entry | None = None
    for row in table.rows:
        if row.deleted or row.hidden or any(cell.deleted or cell.merge for cell in row.cells):
            return None
        entry = _entry(locator, section, row, awaited)
        if entry is None:
            return None
        awaited = entry if len(row.cells) == 1 and entry.value is None and entry.field else None
        entries.append(entry)
    fields = {entry.field for entry in entries if entry.field is not None}
    return (
        Transposed(section, entries) if section.key_column in fields and len(fields) > 1 else None
    )


def _section_of(locator: Locator, table: Table) -> SectionSpec | None:
    """The section of which labels begin several rows: the one at hand, or one not yet met."""
    met: dict[SectionSpec, set[FieldSpec]] = {}
    for row in table.rows:
        text = lines(row.cells[0].blocks)[:1] if 0 < len(row.cells) <= _FEWEST else []
        for each in (
            keys_of(_ITEM_NUMBER.sub("", text[0])) if text and len(text[0]) <= LONGEST else ()
        ):
            for section, field in locator.words.columns.get(each, ()):
                if section.shape == "rows" and len(section.columns) >= _FEWEST:
                    met.setdefault(section, set()).add(field)
    for section, fields in met.items():
        if len(fields) < _FEWEST or section.key_column not in fields:
            continue
        match = locator.copy.sections.get(section.name)
        if locator.section is section or not (match or titled_later(locator, section)):
            return section
    return None


def _entry(locator: Locator, section: SectionSpec, row: Row, awaited: Entry | None) -> Entry | None:
    """What a row is: a label with its value, a value below one, or the title of an item."""
    cells = row.cells
    if not 0 < len(cells) <= _FEWEST:
        return None
    text = (lines(cells[0].blocks) or [""])[0]
    label = _label(section, cells[0], text)
    if len(cells) == _FEWEST:
        value = cells[1]
        if label is not None:
            return label._replace(value=value) if label.field or not value.filled else None
        return Entry(None, "", None, value) if not cells[0].filled else None
    if awaited is not None and label is None:
        return awaited._replace(label=None, value=cells[0])
    if label is not None:
        return label
    titled = not cells[0].filled or heading(text, locator.words) is section
    return Entry(None, "", cells[0], None) if titled else None


def _label(section: SectionSpec, cell: Cell, text: str) -> Entry | None:
    """The label of a column that a cell is, with the number of its item, maybe with a slip."""
    count = _ITEM_NUMBER.search(text)
    front = text[: count.start()] if count else text
    number = (count[1] or "") if count else ""
    known = {each: column for column in section.columns for each in column.keys}
    field = next((known[each] for each in keys_of(front) if each in known), None)
    if field is not None:
        return Entry(field, number, cell, None)
    if cell.filled and is_row_number(text, section.key_column.keys):
        return Entry(None, number, cell, None)
    near = near_heading(section, cell)
    return Entry(near.field, number, cell, None, near.message) if near and not near.rest else None
