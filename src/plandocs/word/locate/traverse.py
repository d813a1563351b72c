"""One pass over a document's blocks that gives every paragraph to a slot, to print, or to neither.

A row is looked at in the order of :meth:`Traversal.row`: section heading, column headings,
labelled cells, printed text, data; what is none of them is matched to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.model.plan import is_row_number
from plandocs.model.reading import new_issue
from plandocs.word.locate.columns import Near
from plandocs.word.locate.headings import awaits_headings, implied_columns, match_headings
from plandocs.word.locate.labelled_cells import labelled_cells, rows_in_order
from plandocs.word.locate.labelled_lines import (
    blanks_within,
    forget_label,
    has_lines,
    labelled_text,
    line_by_line,
)
from plandocs.word.locate.result import Slot, line_ends, text_of, text_of_lines
from plandocs.word.locate.rows import data_row
from plandocs.word.locate.state import Locator
from plandocs.word.locate.tables import (
    Transposed,
    below_label,
    boxes_of,
    goes_on,
    holds_values,
    is_example,
    transposed,
)
from plandocs.word.locate.vocabulary import LONGEST, begins_appendix, heading, labels, lines
from plandocs.word.view.document import Block, Cell, Paragraph, Row, Table


class Traversal(Locator):
    """One pass: what each block is."""

    def blocks(self, blocks: list[Block]) -> None:
        """Blocks of the body, or of a cell that only lays out the page."""
        for block in blocks:
            if type(block) is Paragraph:
                self.paragraph(block)
            elif type(block) is Table:
                self.table(block)

    def paragraph(self, p: Paragraph) -> None:
        """A paragraph of the body: a heading, a labelled value, print, or matched to nothing."""
        text = text_of(p)
        if not text:
            forget_label(self, p)
            self.extras(p, self.where)
            return
        if p.start in self.header.begins:
            self.arrive(p.start)
        if labelled_text(self, p):
            return
        section = heading(text, self.words)
        if section is not None and p.start not in self.header.contents:
            self.enter(section, text)
            self.not_printed([p], section.title, "text-in-label-cell")
            return
        self.above.append(text)
        if self.is_title_of_row(text):
            self.extras(p, self.where)
            return
        beyond = self.printed.beyond(text_of_lines(p))
        if beyond:
            self.interrupted = True
            self.appended = self.appended or begins_appendix(text)
            self.add_unmatched(self.where, beyond)
        self.extras(p, self.where)

    def is_title_of_row(self, text: str) -> bool:
        """Return whether this line is a row's number, in any dress, above a table of its own."""
        section = self.section
        numbered = section is not None and section.numbered
        return numbered and is_row_number(text, section.key_column.keys if section else frozenset())

    def lines_in(self, cell: Cell, adjacent: Sequence[Cell], homes: dict[FieldSpec, int]) -> bool:
        """A cell with several labels in it: with values, each of its paragraphs in turn."""
        if adjacent:
            several = len(list(line_ends(cell.paragraphs))) > 1
            return several and line_by_line(self, cell, adjacent, homes)
        if not has_lines(self, cell, homes):
            return False
        for p in cell.paragraphs:
            self.paragraph(p)
        self.awaited = None
        return True

    def table(self, table: Table) -> None:
        """A table: each row in turn."""
        self.awaited = self.growing = None
        outer, self.inside = self.inside, table
        if is_example(self):
            self.example(table)
        elif (items := transposed(self, table)) is not None:
            self.transposed(items)
        else:
            self.rows(table)
        self.close_records()
        self.inside, self.above = outer, []

    def rows(self, table: Table) -> None:
        """The rows of a table that is neither an example nor transposed."""
        before, boxes = self.last_columns, boxes_of(self, table)
        seen = not all([row.deleted or row.hidden for row in table.rows])
        split = before is not None and boxes is None and goes_on(self, before, table)
        self.columns = before if split else None
        self.section = boxes or self.section
        self.last_columns = None
        rows = rows_in_order(self, table)
        for number, row in enumerate(rows):
            following = rows[number + 1] if number + 1 < len(rows) else None
            if row.deleted or row.hidden:
                self.not_printed([b for cell in row.cells for b in cell.blocks], self.where)
            else:
                self.row(table, row, following)
        self.last_columns, self.columns = self.columns if seen else before, None
        self.interrupted = False

    def example(self, table: Table) -> None:
        """A table below a line that calls it an example: none of it is the form's."""
        for cell in (cell for row in table.rows for cell in row.cells):
            self.not_printed(cell.blocks, self.where)

    def transposed(self, items: Transposed) -> None:
        """A table of items whose labels stand below each other."""
        section, row, last = items.section, None, items.section.key_column
        self.section, self.columns, self.last_columns = section, None, None
        match, met = self.section_match(section), set[str]()
        for field, number, label, value, message in items.entries:
            if label is not None:
                self.rest_of_label_cell(label, section)
            if field is None and label is not None:
                row = self.add_row(section) if number else row
            last = field or last
            if row is None or (field is not None and last.name in met) or (last.key and field):
                row = row if row is not None and not row.slots else self.add_row(section)
                met = set()
            row.number = number or row.number
            if message and field is not None:
                where = f"{section.title}, row {row.index}"
                row.notes.append(new_issue("label-by-likeness", message, field.name, where))
            if value is not None:
                met.add(last.name)
                match.columns.add(last.name)
                at = section.columns.index(last) + 1
                slot = Slot(last, section.title, row.index, at, value.blocks, value)
                row.slots.setdefault(last.name, []).append(slot)
        self.last_columns, self.interrupted = None, False

    def rest_of_label_cell(self, label: Cell, section: SectionSpec) -> None:
        """Account for what stands in a label's cell but the label, which is its first line."""
        lines = (block for block in label.blocks if type(block) is Paragraph and block.text.strip())
        first = next(lines, None)
        rest = [block for block in label.blocks if block is not first]
        if first is not None:
            self.extras(first, section.title)
        self.not_printed(rest, section.title, "text-in-label-cell")

    def row(self, table: Table, row: Row, following: Row | None) -> None:
        """One row: the first reading that fits."""
        cells = row.cells
        if row.start in self.header.begins:
            self.arrive(row.start)
        if any([cell.deleted for cell in cells]):
            for cell in cells:
                if cell.deleted:
                    self.not_printed(cell.blocks, self.where)
            cells = [cell for cell in cells if not cell.deleted]
        known = self.words.known
        if any([labels(cell, known) for cell in cells]):
            if self.section_heading(cells, following) or self.column_headings(
                table, row, cells, following
            ):
                return
        elif self.columns is not None:
            data_row(self, self.columns, row, cells)
            return
        elif awaits_headings(self) and self.column_headings(table, row, cells, following):
            return
        inside = self.columns is not None and len(cells) == self.columns.count
        if not inside and labelled_cells(self, table, row, cells, following, self.lines_in):
            self.columns = None
            return
        if self.columns is None and self.layout(cells):
            return
        if self.columns is None:
            self.columns = implied_columns(self, table, row, cells)
            if self.columns is not None:
                self.ended[self.columns.section.name] = self.columns
                self.implied = table
        if self.columns is not None:
            data_row(self, self.columns, row, cells)
        else:
            for cell in cells:
                self.not_printed(cell.blocks, self.where)

    def section_heading(self, cells: list[Cell], following: Row | None) -> bool:
        """A row that is a section's heading, over the whole width or alone in its row."""
        filled = [cell for cell in cells if cell.filled]
        if len(filled) != 1 or (self.columns is not None and len(cells) >= self.columns.count > 1):
            return False
        text = lines(filled[0].blocks)
        section = heading(text[0], self.words) if text else None
        if section is None or filled[0].blocks[-1:] == [] or _holds_table(filled[0]):
            return False
        if below_label(self) and not _is_titled(text[0]):
            return False  # what was typed below the label of a box
        begun = section.name in self.copy.sections
        if section is self.section and not begun and len(cells) > 1 and self._heads(cells, section):
            return False  # the heading of a column, beside one that is blank
        if self.columns is not None and section is self.columns.section and not _is_titled(text[0]):
            return False
        columns = self.columns
        self.enter(section, text[0])
        if columns is not None and columns.section is section:  # the title again, or below them
            self.columns = columns
        elif self.titled_again is not None and following is not None:
            before = self.ended.get(section.name)
            same = before is not None and len(following.cells) == before.count
            self.columns = before if same else None
        for cell in cells:
            self.not_printed(cell.blocks, section.title, "text-in-label-cell")
        return True

    def _heads(self, cells: list[Cell], section: SectionSpec) -> bool:
        """Return whether a row has the heading of one of the section's columns."""
        columns = self.words.columns
        keys = (each for cell in cells for each in labels(cell, self.words.known))
        return any(other is section for each in keys for other, _ in columns.get(each, ()))

    def column_headings(
        self, table: Table, row: Row, cells: list[Cell], following: Row | None
    ) -> bool:
        """A row of column headings; repeated ones are skipped."""
        columns = match_headings(self, table, row, cells)
        if columns is None:
            return False
        if holds_values(self, columns.section, cells, last=following is None):
            self.section, self.columns = columns.section, None
            return False
        self.section, self.columns = columns.section, columns
        result = self.section_match(columns.section)
        if self.implied is table and result.spec.shape == "rows":
            self.take_back(result)
        self.ended[columns.section.name] = columns
        self.turn += 1
        for number, (cell, field) in enumerate(zip(cells, columns.fields, strict=True)):
            where = f"{columns.section.title}, column headings"
            if number == columns.numbers:
                continue
            if field is None:
                self.not_printed(cell.blocks, where, "unknown-column", self.printed)
            else:
                result.columns.add(field.name)
                near = columns.near.get(number)
                if near is None:
                    self.not_printed(cell.blocks, where, "text-in-label-cell")
                else:
                    self.near_heading(columns.section, near, cell, where)
        return True

    def near_heading(self, section: SectionSpec, near: Near, cell: Cell, where: str) -> None:
        """A heading that is nearly the form's is told; what it says beside, as below the others."""
        path = f"{section.name}.{near.field.name}"
        self.copy.notes.append(new_issue("label-by-likeness", near.message, path, where))
        first = next((b for b in cell.blocks if type(b) is Paragraph and b.text.strip()), None)
        if near.rest:
            self.add_unmatched(where, near.rest)
        rest = text_of_lines(first).partition("\n")[2] if first is not None else ""
        self.add_unmatched(where, self.printed.at_labels.beyond(rest), "text-in-label-cell")
        others = [block for block in cell.blocks if block is not first]
        self.not_printed(others, where, "text-in-label-cell")
        if first is not None:
            self.extras(first, where)

    def layout(self, cells: list[Cell]) -> bool:
        """A table that only lays out the page: its cells hold the form's own tables."""
        if not any(_holds_table(cell) for cell in cells):
            return False
        for cell in cells:
            saved = self.columns
            self.within |= blanks_within(self, cell.blocks)
            self.blocks(cell.blocks)
            self.columns = saved
        return True


def _holds_table(cell: Cell) -> bool:
    return any(type(block) is Table for block in cell.blocks)


def _is_titled(text: str) -> bool:
    return text.casefold().startswith(("section", "part")) and len(text) <= LONGEST
