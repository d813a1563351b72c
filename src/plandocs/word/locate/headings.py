"""Which columns a table has: by its row of headings, or by the rows that the form prints."""

from __future__ import annotations

from itertools import pairwise

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.normal.labels import key
from plandocs.word.locate.columns import (
    FEW,
    NUMBER_HEADS,
    Columns,
    Near,
    head,
    headings_by_place,
    near_heading,
)
from plandocs.word.locate.result import SectionMatch
from plandocs.word.locate.state import Locator
from plandocs.word.locate.tables import numbers_go_on, titled_later
from plandocs.word.locate.vocabulary import heading_key, labels, lines
from plandocs.word.view.document import Cell, Row, Table

_MOST_BLANK = 2  # times as many cells as headings has no row of headings
Meanings = list[tuple[tuple[SectionSpec, FieldSpec], ...]]


def match_headings(locator: Locator, table: Table, row: Row, cells: list[Cell]) -> Columns | None:
    """The columns that this row's cells are the headings of; None where it is no heading row."""
    meanings = [_meanings(locator, cell) for cell in cells]
    filled = sum(cell.filled for cell in cells)
    if not filled or not (any(meanings) or awaits_headings(locator)):
        return None
    matched = sum(map(bool, meanings))
    if matched == filled and (below := _below_headings(locator, table, cells, meanings)):
        return below
    near = _with_slips(locator, cells, meanings)
    if not any(meanings):
        return None
    best, count = _best_section(locator, meanings)
    label_follows = best.shape == "boxes" and _label_below(locator, table, row, best)
    fields = _without_others(locator, cells, _fields(best, meanings))
    above = row is not table.rows[-1] and not label_follows and filled == 1
    if _may_be_placed(locator, best, fields, above=above):
        near |= headings_by_place(best, cells, fields)
        count = len({field.name for field in fields if field is not None})
    if not _in_place(locator, table, row, best, fields):
        return None
    enough = _enough(locator, best, count, filled, cells, label_follows, fields)
    begins = count >= 2 and row is table.rows[0] and best.name not in locator.copy.sections
    if best.shape == "cells" or not (enough or begins):
        return None
    return Columns(best, table, cells, fields, near)


def awaits_headings(locator: Locator) -> bool:
    """Return whether a section's title was met, and none of its columns yet."""
    section = locator.section
    begun = section is None or section.name in locator.copy.sections
    return not begun and locator.columns is None


def _meanings(locator: Locator, cell: Cell) -> tuple[tuple[SectionSpec, FieldSpec], ...]:
    """The columns that this cell may be the heading of."""
    columns: dict[tuple[str, str], tuple[SectionSpec, FieldSpec]] = {}
    for each in labels(cell, locator.words.known):
        for section, field in locator.words.columns.get(each, ()):
            if section is locator.section or each not in locator.words.cells:
                columns.setdefault((section.name, field.name), (section, field))
    return tuple(columns.values())


def _with_slips(locator: Locator, cells: list[Cell], meanings: Meanings) -> dict[int, Near]:
    """Headings with a slip or a suffix among those that are known; their meanings are put in.

    They are looked for among the columns of the sections that the others speak of, or of the one
    under whose title they stand.
    """
    sections = list(dict.fromkeys(section for columns in meanings for section, _ in columns))
    if not sections and locator.section is not None:
        sections = [locator.section]
    near: dict[int, Near] = {}
    for number, (cell, columns) in enumerate(zip(cells, meanings, strict=True)):
        if columns or not cell.filled:
            continue
        known = {field.name for each in meanings for _, field in each}
        result = [(s, like) for s in sections if (like := near_heading(s, cell)) is not None]
        fresh = [(s, like) for s, like in result if like.field.name not in known]
        if fresh:
            near[number] = fresh[0][1]
            meanings[number] = tuple((section, like.field) for section, like in fresh)
    return near


def _may_be_placed(
    locator: Locator, section: SectionSpec, fields: list[FieldSpec | None], *, above: bool
) -> bool:
    """Return whether a heading's place may tell its column: others tell, or a title above.

    ``above`` says that a blank one beside a record's label may stand above a value.
    """
    known = sum(field is not None for field in fields)
    titled = locator.section is section and section.name not in locator.copy.sections
    enough = known >= FEW or (titled and known > 0 and (above or section.shape != "boxes"))
    return locator.columns is None and enough


def _in_place(
    locator: Locator,
    table: Table,
    row: Row,
    section: SectionSpec,
    fields: list[FieldSpec | None],
) -> bool:
    """Return whether a section's table may be here; others may have two of its headings.

    Under the section's own title it may; where no title is in the document, with the column that
    makes a row an item. A table that goes on with an earlier one has all columns of that, and
    stands right behind it or goes on with its numbers; what stands behind a record is none of it.
    """
    if locator.columns is not None:
        return True
    names = {field.name for field in fields if field is not None}
    match = locator.copy.sections.get(section.name)
    if match is None or not match.rows:
        if locator.section is section:
            return True
        keyed = section.key_column.name in names or section.shape == "boxes"
        return keyed and not titled_later(locator, section)
    whole = match.columns <= names
    if not whole or locator.titled_again is section:
        return whole
    if section.shape == "boxes":
        return False
    return locator.section is section or numbers_go_on(locator, section, table, row)


def _below_headings(
    locator: Locator,
    table: Table,
    cells: list[Cell],
    meanings: Meanings,
) -> Columns | None:
    """The columns of a second row of headings, which divides one of those above it."""
    active = locator.columns
    if active is None or len(cells) <= active.count:
        return None
    divided = any(field is not None and field.under for field in active.fields)
    begun = all(cell.filled for cell in cells) or locator.copy.sections[active.section.name].rows
    if begun and not divided:
        return None
    fields: list[FieldSpec | None] = []
    for cell, columns in zip(cells, meanings, strict=True):
        above = active.fields[at] if (at := active.at(cell.column)) >= 0 else None
        candidates = [field for section, field in columns if section is active.section]
        under = [field for field in candidates if above is not None and field.under == above.under]
        fields.append(next(iter(under or candidates), None) if cell.filled else above)
    return Columns(active.section, table, cells, fields) if any(fields) else None


def _best_section(locator: Locator, meanings: Meanings) -> tuple[SectionSpec, int]:
    """The section with the most columns in the row; the one at hand where two have as many."""
    result: dict[str, set[str]] = {}
    sections: dict[str, SectionSpec] = {}
    for columns in meanings:
        for section, field in columns:
            result.setdefault(section.name, set()).add(field.name)
            sections[section.name] = section

    def rank(name: str) -> tuple[int, bool, bool, int]:
        current = locator.section is not None and locator.section.name == name
        return len(result[name]), current, name not in locator.copy.sections, -sections[name].number

    best = max(result, key=rank)
    return sections[best], len(result[best])


def _label_below(locator: Locator, table: Table, row: Row, section: SectionSpec) -> bool:
    """Return whether the row below begins with another label of the section."""
    following = next((r for before, r in pairwise(table.rows) if before is row), None)
    if following is None or not following.cells:
        return False
    meant = labels(following.cells[0], locator.words.known)
    return any(s is section for each in meant for s, _ in locator.words.columns.get(each, ()))


def _enough(
    locator: Locator,
    section: SectionSpec,
    count: int,
    filled: int,
    cells: list[Cell],
    label_follows: bool,
    fields: list[FieldSpec | None],
) -> bool:
    """Return whether so many of the row's cells are headings that the row is no data."""
    active = locator.columns
    if active is not None and active.section is section:
        repeated = _repeated(active, cells, fields)
        stacked = section.shape == "boxes" and len(cells) == 1 == active.count
        return repeated or stacked or (count >= 2 and count == filled)  # else data quoting one
    if (
        section.shape == "boxes"
        and count == 1
        and len(cells) == 2
        and (filled == 2 or label_follows)
    ):
        return False  # a label with its value beside it
    if count >= 2:
        whole = count == len(section.columns) and section.name not in locator.copy.sections
        if active is not None and len(cells) == active.count > _MOST_BLANK * count:
            return False  # a row of the table at hand, in which two values quote labels
        return active is None or count == filled or whole
    fresh = locator.section is section and section.name not in locator.copy.sections
    return active is None and fresh and filled <= 2


def _without_others(
    locator: Locator, cells: list[Cell], fields: list[FieldSpec | None]
) -> list[FieldSpec | None]:
    """The columns, where an agency's word for one that has its own heading is a column of its own.

    What the blank prints in that heading may have been divided between several.
    """
    if len(set(fields) - {None}) + fields.count(None) == len(fields):
        return fields
    labelled = {
        field for cell, field in zip(cells, fields, strict=True) if field and _is_label(cell, field)
    }
    return [
        None
        if field in labelled
        and not _is_label(cell, field)
        and lines(cell.blocks)[0] not in locator.printed
        else field
        for cell, field in zip(cells, fields, strict=True)
    ]


def _is_label(cell: Cell, field: FieldSpec) -> bool:
    return head(cell) == key(field.label)


def _repeated(active: Columns, cells: list[Cell], fields: list[FieldSpec | None]) -> bool:
    """Return whether these are the headings of the table at hand again, in whichever words."""
    heads = [head(cell) for cell in cells]
    if heads == active.heads:
        return True
    if fields != active.fields or sum(f is not None for f in fields) < 2:
        return False
    pairs = zip(heads, active.heads, strict=True)
    alike = [a == b or {a, b} <= NUMBER_HEADS for a, b in pairs]
    return all(same or field is not None for same, field in zip(alike, fields, strict=True))


def _fields(section: SectionSpec, meanings: Meanings) -> list[FieldSpec | None]:
    """The column that each heading is; of several with one heading each the next."""
    result: list[FieldSpec | None] = []
    for columns in meanings:
        candidates = [field for each, field in columns if each is section]
        result.append(
            next((f for f in candidates if f not in result), next(iter(candidates), None))
        )
    return result


_TELLING = 2  # printed rows by which a table is told


def implied_columns(locator: Locator, table: Table, row: Row, cells: list[Cell]) -> Columns | None:
    """The columns of a table that prints no headings; None where nothing tells what they are."""
    section = _by_printed_rows(locator, table)
    if locator.appended or (len(cells) < 2 and not _is_list(locator, section, table)):
        return None
    if section is not None:
        if _printed_section(locator, row) is not section or _has_printed_row(locator, section, row):
            return None
        if locator.section is not section and titled_later(locator, section):
            return None
    else:
        section = locator.section
        if section is None or not _by_position(locator, section, cells):
            return None
    locator.section = section
    result = locator.copy.sections.setdefault(section.name, SectionMatch(section))
    columns = Columns.in_order(section, table, row, cells)
    fields = columns.fields if len(cells) < 2 else section.columns
    result.columns.update(field.name for field in fields if field is not None)
    return columns


def _is_list(locator: Locator, section: SectionSpec | None, table: Table) -> bool:
    """Return whether this is the section at hand with one printed column, and no other."""
    is_current = section is not None and section is locator.section
    return is_current and all(len(row.cells) == 1 for row in table.rows)


def _by_printed_rows(locator: Locator, table: Table) -> SectionSpec | None:
    """The section whose printed rows the table has; looked for once in each table."""
    if locator.looked_at is not table:
        printed = (_printed_section(locator, row) for row in table.rows)
        known = [section for section in printed if section is not None]
        locator.looked_at = table
        locator.printed_section = known[0] if len(known) >= _TELLING else None
    return locator.printed_section


def _by_position(locator: Locator, section: SectionSpec, cells: list[Cell]) -> bool:
    """Return whether this is the first row of data of a section, with a cell for each column."""
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
            result = printed.get(each) or printed.get(heading_key(each))
            if result is not None:
                return result
    return None


def _has_printed_row(locator: Locator, section: SectionSpec, row: Row) -> bool:
    """Return whether the section has this printed row already. Then the table only speaks of it."""
    match = locator.copy.sections.get(section.name)
    met = {each.label for each in match.rows} if match is not None else set()
    keys = [each for cell in row.cells[:2] for each in labels(cell, locator.words.known)]
    return any(section.printed_keys.get(heading_key(each)) in met for each in keys)
