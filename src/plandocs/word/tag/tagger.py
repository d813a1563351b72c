"""Slots become tags: docxtpl's ``{{ field }}``, ``{%tr for %}`` and ``{%p for %}``."""

from __future__ import annotations

import re
from typing import NamedTuple

from plandocs.form import FieldSpec, FormSpec, SectionSpec
from plandocs.normal.markers import row_number
from plandocs.word.document import Cell, Document, Paragraph, Row, walk
from plandocs.word.locate import Copy, FoundRow, FoundSection, Slot
from plandocs.word.tag.bullets import in_list, in_style
from plandocs.word.tag.choices import chosen
from plandocs.word.tag.edits import Edits, paragraph_with, properties_of, row_places
from plandocs.word.text import paras_of
from plandocs.word.tokens import taken_apart

BULLET_STYLE = "FormEntryBullet"
_NUMBER = re.compile(r"\d{1,2}")
_TEXT_OF = {"date": ".text", "period": ".text", "signature": ".text"}
_BARE_NUMBER = re.compile(r"\(?\d{1,2}[.)]*\s*")


class Tagged(NamedTuple):
    """The main part with tags; ``fields`` were tagged, ``missing`` had no place in the blank."""

    xml: str
    fields: tuple[str, ...]
    missing: tuple[str, ...]


def tag(
    xml: str, document: Document, copy: Copy, form: FormSpec, *, styled: bool, num: str
) -> Tagged:
    """Write the tags of a form into its blank.

    ``styled`` says that the blank has the form's own bullet style; else bullets are of the list
    ``num``.
    """
    return _Tagger(xml, document, copy, form, styled, num).run()


class _Tagger:
    def __init__(
        self, xml: str, document: Document, copy: Copy, form: FormSpec, styled: bool, num: str
    ) -> None:
        self.edits = Edits(xml)
        self.rows = row_places(document.blocks)
        self.copy = copy
        self.form = form
        self.styled = styled
        self.num = num
        self.fields: list[str] = []
        self.missing: list[str] = []

    def run(self) -> Tagged:
        for cell in self.form.cells:
            slot = self.copy.cells.get(cell.name)
            self.note(cell.name, slot is not None)
            if slot is not None:
                self.value(slot, cell.name)
        for section in self.form.sections:
            found = self.copy.sections.get(section.name)
            if found is None or not found.rows:
                self.missing.extend(f"{section.name}.{c.name}" for c in section.columns)
            elif section.shape == "rows":
                self.grown_rows(section, found)
            elif section.shape == "printed":
                self.printed_rows(section, found)
            else:
                self.record(section, found)
        self.unwrap_controls()
        return Tagged(self.edits.done(), tuple(self.fields), tuple(self.missing))

    def note(self, path: str, found: bool) -> None:
        (self.fields if found else self.missing).append(path)

    # -- one value ----------------------------------------------------------------------------

    def value(self, slot: Slot, path: str) -> None:
        """Tag one labelled value or box."""
        paragraphs = [p for p in walk(slot.blocks)]
        expression = path + _TEXT_OF.get(slot.spec.kind, "")
        if slot.spec.kind == "items":
            self.items(paragraphs, slot.spec, path)
        elif slot.cut:
            p = paragraphs[0]
            text = self.edits.keep_front(p, slot.cut, f"{{{{ {expression} }}}}")
            self.edits.replace(self.edits.begin(p.start), self.edits.end(p.end), text)
        elif paragraphs:
            self.rewrite(paragraphs[0], f"{{{{ {expression} }}}}")
            self.drop([p for p in paragraphs[1:] if p.text.strip()])
        elif slot.cell is not None:
            at = self.edits.begin(slot.cell.end)
            run = f'<w:r><w:t xml:space="preserve">{{{{ {expression} }}}}</w:t></w:r>'
            self.edits.replace(at, at, f"<w:p>{run}</w:p>")

    def rewrite(self, p: Paragraph, text: str) -> None:
        self.edits.replace(
            self.edits.begin(p.start), self.edits.end(p.end), self.edits.with_text(p, text)
        )

    def drop(self, paragraphs: list[Paragraph]) -> None:
        for p in paragraphs:
            self.edits.replace(self.edits.begin(p.start), self.edits.end(p.end), "")

    def items(self, paragraphs: list[Paragraph], spec: FieldSpec, path: str) -> None:
        """A paragraph for each item: a bullet for measures, a plain one for links."""
        p = paragraphs[0]
        xml = self.items_xml(self.edits.paragraph(p), bool(p.number), spec, path)
        self.edits.replace(self.edits.begin(p.start), self.edits.end(p.end), xml)
        self.drop([other for other in paragraphs[1:] if other.text.strip()])

    def items_xml(self, paragraph: str, listed: bool, spec: FieldSpec, path: str) -> str:
        own = properties_of(paragraph)
        bullet = own
        if spec.role == "measure" and not listed:
            bullet = in_style(own, BULLET_STYLE) if self.styled else in_list(own, self.num)
        return "".join(
            (
                paragraph_with(paragraph, f"{{%p for item in {path} %}}"),
                paragraph_with(paragraph, "{{ item }}", properties=bullet),
                paragraph_with(paragraph, "{%p endfor %}"),
            )
        )

    # -- tables -------------------------------------------------------------------------------

    def record(self, section: SectionSpec, found: FoundSection) -> None:
        """One box or labelled value for each column."""
        for column in section.columns:
            slots = found.rows[0].slots.get(column.name, [])
            path = f"{section.name}.{column.name}"
            self.note(path, bool(slots))
            if slots:
                self.value(slots[0], path)

    def grown_rows(self, section: SectionSpec, found: FoundSection) -> None:
        """The first row becomes the row of the loop; blank rows fill up to the form's number."""
        first = found.rows[0]
        rows = [self.row_of(row) for row in found.rows]
        row = rows[0]
        name = section.name
        filled = self.row_xml(row, section, first, number="{{ loop.index }}", fill=True)
        blank = self.row_xml(row, section, first, number="{{ n + 1 }}", fill=False)
        count = len(found.rows)
        text = "".join(
            (
                self.statement(row, f"{{%tr for row in {name} %}}"),
                filled,
                self.statement(row, "{%tr endfor %}"),
                self.statement(row, f"{{%tr for n in range({name}|length, {count}) %}}"),
                blank,
                self.statement(row, "{%tr endfor %}"),
            )
        )
        self.edits.replace(self.edits.begin(row.start), self.edits.end(row.end), text)
        for other in rows[1:]:
            self.edits.replace(self.edits.begin(other.start), self.edits.end(other.end), "")
        for column in section.columns:
            self.note(f"{name}.{column.name}", bool(first.slots.get(column.name)))

    def row_of(self, found: FoundRow) -> Row:
        cells = [slot.cell for slots in found.slots.values() for slot in slots if slot.cell]
        cells += [found.label_cell] if found.label_cell else []
        return self.rows[cells[0].start][1]

    def row_xml(
        self, row: Row, section: SectionSpec, found: FoundRow, *, number: str, fill: bool
    ) -> str:
        """A data row with the tags of a loop (``fill``), or as blank as the form prints it."""
        edits = Edits(self.edits.slice(row.start, row.end))
        shift = self.edits.begin(row.start)
        named = {s.cell.start: s for slots in found.slots.values() for s in slots if s.cell}
        for cell in row.cells:
            slot = named.get(cell.start)
            if slot is None:
                self.cell_number(edits, shift, cell, number)
                continue
            prefix = self.prefix(section, slot, number)
            if slot.spec.kind == "items":
                self.cell_items(edits, shift, cell, slot.spec, fill)
            else:
                path = f"row.{slot.spec.name}{_TEXT_OF.get(slot.spec.kind, '')}"
                if not (fill and self.cell_choice(edits, shift, cell, path)):
                    text = prefix + (f"{{{{ {path} }}}}" if fill else "")
                    self.cell_text(edits, shift, cell, text)
        return edits.done()

    def cell_choice(self, edits: Edits, shift: int, cell: Cell, path: str) -> bool:
        """A list to choose from, with its control; False where the cell has none."""
        p = cell.paragraphs[0]
        xml = chosen(self.edits.paragraph(p), path)
        if xml:
            edits.replace(self.edits.begin(p.start) - shift, self.edits.end(p.end) - shift, xml)
        return bool(xml)

    def prefix(self, section: SectionSpec, slot: Slot, number: str) -> str:
        """The row's number as the form types it: "{{ loop.index }}. "."""
        if not (section.numbered and slot.spec.key):
            return ""
        typed = next((p.text for p in walk(slot.blocks) if p.text.strip()), "")
        if not typed or row_number(paras_of(slot.blocks)) is None:
            return ""
        shape = _NUMBER.sub(number.replace("\\", r"\\"), typed.strip(), count=1)
        return f"{shape} "

    def cell_text(self, edits: Edits, shift: int, cell: Cell, text: str) -> None:
        paragraphs = cell.paragraphs
        p = next((p for p in paragraphs if p.text.strip()), paragraphs[0])
        for other in paragraphs:
            xml = self.edits.with_text(other, text) if other is p and text else ""
            if other is p and not text:
                xml = self.edits.paragraph(p)
            begin, end = self.edits.begin(other.start) - shift, self.edits.end(other.end) - shift
            edits.replace(begin, end, xml)

    def cell_items(self, edits: Edits, shift: int, cell: Cell, spec: FieldSpec, fill: bool) -> None:
        first, *more = cell.paragraphs
        xml = self.edits.paragraph(first)
        if fill:
            xml = self.items_xml(xml, bool(first.number), spec, f"row.{spec.name}")
        begin, end = self.edits.begin(first.start) - shift, self.edits.end(first.end) - shift
        edits.replace(begin, end, xml)
        for p in more:
            edits.replace(self.edits.begin(p.start) - shift, self.edits.end(p.end) - shift, "")

    def cell_number(self, edits: Edits, shift: int, cell: Cell, number: str) -> None:
        """A column of the form's own numbers counts on."""
        for p in cell.paragraphs:
            if p.text.strip() and _BARE_NUMBER.fullmatch(p.text.strip()):
                text = _NUMBER.sub(number, p.text.strip(), count=1)
                begin, end = self.edits.begin(p.start) - shift, self.edits.end(p.end) - shift
                edits.replace(begin, end, self.edits.with_text(p, text))

    def statement(self, row: Row, text: str) -> str:
        """A row of its own for a statement; rendering takes the row away."""
        span = sum(cell.span for cell in row.cells)
        spanned = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
        run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
        return f"<w:tr><w:tc>{spanned}<w:p>{run}</w:p></w:tc></w:tr>"

    def printed_rows(self, section: SectionSpec, found: FoundSection) -> None:
        """Each printed row by its place in the form's order, then a loop for rows of one's own."""
        columns = [column for column in section.columns if not column.key]
        tagged: set[str] = set()
        for row in found.rows:
            if row.label not in section.printed or row.label in tagged:
                continue
            tagged.add(row.label)
            at = section.printed.index(row.label)
            for column in columns:
                for slot in row.slots.get(column.name, ())[:1]:
                    self.value(slot, f"{section.name}[{at}].{column.name}")
        for column in columns:
            has = any(row.slots.get(column.name) for row in found.rows)
            self.note(f"{section.name}.{column.name}", has)
        self.missing.extend(f"{section.name}: {r}" for r in section.printed if r not in tagged)
        if not section.closed:
            self.note(f"{section.name}.{section.key_column.name}", True)
            self.extra_rows(section, found)

    def extra_rows(self, section: SectionSpec, found: FoundSection) -> None:
        """A loop after the last printed row, for rows that the officer adds."""
        last = found.rows[-1]
        row = self.row_of(last)
        printed = len(section.printed)
        edits = Edits(self.edits.slice(row.start, row.end))
        shift = self.edits.begin(row.start)
        if last.label_cell is not None:
            typed = next((p.text for p in last.label_cell.paragraphs if p.text.strip()), "")
            number = "{{ loop.index + %d }}. " % printed if _NUMBER.match(typed.strip()) else ""
            key = section.key_column.name
            self.cell_text(edits, shift, last.label_cell, f"{number}{{{{ row.{key} }}}}")
        for slots in last.slots.values():
            for slot in slots:
                if slot.cell is not None and slot.spec.kind == "items":
                    self.cell_items(edits, shift, slot.cell, slot.spec, True)
                elif slot.cell is not None:
                    self.cell_text(edits, shift, slot.cell, f"{{{{ row.{slot.spec.name} }}}}")
        at = self.edits.end(row.end)
        loop = f"{{%tr for row in {section.name}[{printed}:] %}}"
        text = self.statement(row, loop) + edits.done() + self.statement(row, "{%tr endfor %}")
        self.edits.replace(at, at, text)

    # -- content controls -----------------------------------------------------------------------

    def unwrap_controls(self) -> None:
        """Content controls around a tag go, their content stays: a prompt would hide the value."""
        open_controls: list[list[int]] = []
        edited = sorted(begin for begin, _, _ in self.edits._edits)
        for at, piece in enumerate(self.edits.pieces):
            name, attributes, _ = taken_apart(piece)
            if name == "w:sdt" and not attributes.endswith("/"):
                open_controls.append([at])
            elif (name == "w:sdtContent" and open_controls) or (name == "/w:sdtContent" and open_controls):
                open_controls[-1].append(at)
            elif name == "/w:sdt" and open_controls:
                self._unwrap([*open_controls.pop(), at], edited)

    def _unwrap(self, marks: list[int], edited: list[int]) -> None:
        if len(marks) != 4:
            return
        start, content, content_end, end = marks
        begin, stop = self.edits.begin(start), self.edits.end(end)
        if any(begin < place < stop for place in edited):
            self.edits.replace(begin, self.edits.end(content), "")
            self.edits.replace(self.edits.begin(content_end), stop, "")
