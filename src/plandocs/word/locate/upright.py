"""Tables in which a section's columns stand below each other: a label, its value beside or below.

In come a table and what the locator knows; out go the values with their fields, where it is one.
People who rearrange a form give each item such a table, or stack several in one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.model.plan import is_row_number
from plandocs.normal.labels import keys_of
from plandocs.word.locate.locator import Locator
from plandocs.word.locate.near_headings import near_heading
from plandocs.word.locate.titles import titled_later
from plandocs.word.locate.vocabulary import LONGEST, heading, lines, may_be_label
from plandocs.word.view.document import Cell, Row, Table

_COUNT = re.compile(r"(?:\s*[#№]?\s*(\d{1,2}))?\s*[:：.]?\s*$")
_FEWEST = 2  # labels that make such a table


class Entry(NamedTuple):
    """A row of such a table: its field, the item's number, its label's cell and its value's.

    ``told`` is what to say of a label with a slip; ``field`` is None for the title of an item.
    """

    field: FieldSpec | None
    number: str
    label: Cell | None
    value: Cell | None
    told: str = ""


class Upright(NamedTuple):
    """The section whose items a table holds, and its rows."""

    section: SectionSpec
    entries: list[Entry]


def upright(locator: Locator, table: Table) -> Upright | None:
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
    return Upright(section, entries) if section.key_column in fields and len(fields) > 1 else None


def _section_of(locator: Locator, table: Table) -> SectionSpec | None:
    """The section of which labels begin several rows: the one at hand, or one not yet met."""
    met: dict[SectionSpec, set[FieldSpec]] = {}
    for row in table.rows:
        text = lines(row.cells[0].blocks)[:1] if 0 < len(row.cells) <= _FEWEST else []
        for each in keys_of(_COUNT.sub("", text[0])) if text and len(text[0]) <= LONGEST else ():
            for section, field in locator.words.columns.get(each, ()):
                if section.shape == "rows" and len(section.columns) >= _FEWEST:
                    met.setdefault(section, set()).add(field)
    for section, fields in met.items():
        if len(fields) < _FEWEST or section.key_column not in fields:
            continue
        found = locator.copy.sections.get(section.name)
        if locator.section is section or not (found or titled_later(locator, section)):
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
    count = _COUNT.search(text)
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
