"""The rows and lines of a document, with the form's labels and the beginnings of sections in them.

`Items` goes through a document row by row and line by line, before anything is matched; what they
make together is told by `header_block`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.normal.labels import key
from plandocs.word.locate.header_labels import Match, match_by_likeness, match_in_two_languages
from plandocs.word.locate.labelled_cells import labels_of
from plandocs.word.locate.labelled_lines import label_alone, pieces_of, pieces_with_dash
from plandocs.word.locate.result import text_of
from plandocs.word.locate.state import Locator
from plandocs.word.locate.vocabulary import heading, labels, lines, may_be_label
from plandocs.word.view.document import Block, Cell, Paragraph, Row, Table

_SEVERAL = 2
_START = 12  # letters by which a text is found to begin like no label


class Item(NamedTuple):
    """A row of a table, or a line of the body.

    ``starts`` are the places of the row and of the lines in it, ``sections`` the names of those
    that begin here, ``typed`` the words that are no label and no print. ``columns`` are the fields
    of labels at the front of cells, by these cells' columns. ``bare`` says that a line is a label
    alone.
    """

    starts: tuple[int, ...]
    labels: tuple[Match, ...] = ()
    sections: tuple[str, ...] = ()
    table: Table | None = None
    row: Row | None = None
    typed: str = ""
    columns: Mapping[int, FieldSpec] = MappingProxyType({})
    bare: bool = False


class Items:
    """The items of a document."""

    def __init__(self, locator: Locator) -> None:
        self._locator = locator
        self._specs = {**locator.words.cells, **locator.alone}
        self._record: SectionSpec | None = None  # under whose title the line at hand stands
        self._met = set[str]()  # the fields whose labels stand in lines above

    def of(self, blocks: list[Block]) -> Iterator[Item]:
        """The items of some blocks, those in tables that lay out the page too."""
        for block in blocks:
            if type(block) is Paragraph:
                yield self._line(block)
            elif type(block) is Table:
                yield from self._rows(block)

    def _line(self, p: Paragraph) -> Item:
        text = text_of(p)
        if not text:
            return Item((p.start,))
        title = key(text) == key(self._locator.form.title)
        met = () if title else self._in_line(p.text)
        if met and (matches := self._without_records(met)):
            bare = key(text) in matches[0].spec.keys
            return Item((p.start,), matches, typed=text, bare=bare)
        section = heading(text, self._locator.words) if not met else None
        if section is not None:
            self._record = section if not section.is_table else None
            return Item((p.start,), sections=(section.name,))
        return Item((p.start,), typed=text if title or text not in self._locator.printed else "")

    def _without_records(self, met: tuple[Match, ...]) -> tuple[Match, ...]:
        """The labels of a line without those that a record repeats under its title."""
        columns = self._record.columns if self._record is not None else ()
        keys = {each for column in columns for each in column.keys}
        again = {m.spec.name for m in met if not keys.isdisjoint(m.spec.keys)} & self._met
        matches = tuple(each for each in met if each.spec.name not in again)
        self._met.update(each.spec.name for each in matches)
        return matches

    def _in_line(self, text: str) -> tuple[Match, ...]:
        """The labels in a line of the body."""
        front, colon, _ = text.partition(":")
        pieces = pieces_of(text, self._specs)
        if not pieces and colon and (joined := match_in_two_languages(self._locator, front)):
            return joined
        pieces = pieces or pieces_with_dash(self._locator, text)
        if pieces:
            return tuple(Match(spec) for spec, _, _ in pieces)
        alone = label_alone(self._locator, text, self._specs)
        if alone is not None:
            return (Match(alone),)
        return match_by_likeness(self._locator, front) if colon else ()

    def _rows(self, table: Table) -> Iterator[Item]:
        """The rows of a table; below the headings of a section those as wide as these are data."""
        width = 0
        for row in table.rows:
            cells = [cell for cell in row.cells if not cell.deleted]
            if row.deleted or row.hidden or not cells:
                continue
            begun = self._sections_in(cells)
            if begun:
                width = len(cells)
                yield Item((row.start,), sections=begun, table=table)
            elif width != len(cells):
                if any(type(block) is Table for cell in cells for block in cell.blocks):
                    for cell in cells:
                        yield from self.of(cell.blocks)
                else:
                    yield self._row(table, row, cells)

    def _row(self, table: Table, row: Row, cells: list[Cell]) -> Item:
        met, columns, slipped = list[Match](), dict[int, FieldSpec](), None
        for cell, label in zip(cells, self._labels(table, cells), strict=True):
            if label is not None and label is slipped:
                continue  # the value says the label beside it again, without the slip
            slipped = None
            several = {spec for p in cell.paragraphs for spec, _, _ in self._pieces(p.text)}
            if len(several) >= _SEVERAL:
                met += map(Match, sorted(several, key=lambda spec: spec.name))
            elif label is not None:
                met.append(Match(label))
                columns[cell.column] = label
            elif slip := match_by_likeness(self._locator, next(iter(lines(cell.blocks)), "")):
                met += slip
                slipped = columns[cell.column] = slip[0].spec
        starts = [p.start for cell in cells for p in cell.paragraphs] if met else []
        typed = " ".join(line for cell in cells for line in lines(cell.blocks))
        return Item((row.start, *starts), tuple(met), (), table, row, typed, columns)

    def _labels(self, table: Table, cells: list[Cell]) -> list[FieldSpec | None]:
        return [each and each.spec for each in labels_of(self._locator, table, cells, self._specs)]

    def _pieces(self, text: str) -> list[tuple[FieldSpec, int, int]]:
        begins = may_be_label(text[:_START], self._locator.words.known.starts)
        broken = "\n" in text or "\t" in text
        return pieces_of(text, self._specs) if begins or broken else []

    def _sections_in(self, cells: list[Cell]) -> tuple[str, ...]:
        """The sections that a row begins: by their heading, by columns, by printed rows."""
        words, columns_by_section = self._locator.words, dict[str, set[str]]()
        filled = [cell for cell in cells if cell.filled]
        if len(filled) == 1 and (first := lines(filled[0].blocks)[:1]):
            section = heading(first[0], words)
            if section is not None and not words.cells.keys() & set(labels(filled[0], words.known)):
                return (section.name,)
        for cell in filled:
            for each in labels(cell, words.known):
                if each in words.cells:
                    continue
                if each in words.printed:
                    return (words.printed[each].name,)
                for section, column in words.columns.get(each, ()):
                    columns_by_section.setdefault(section.name, set()).add(column.name)
        return tuple(
            name for name, columns in columns_by_section.items() if len(columns) >= _SEVERAL
        )
