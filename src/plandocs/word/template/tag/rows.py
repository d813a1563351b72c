"""The rows of a section as loops: rows that grow, and rows of one's own after printed ones."""

from __future__ import annotations

import re

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.normal.markers import is_empty, row_number
from plandocs.normal.prompts import is_prompt
from plandocs.word.locate import RowMatch, SectionMatch, Slot
from plandocs.word.revise.edits import Edits, RowEdits, row_places
from plandocs.word.template.tag.controls import chosen, unwrap_controls
from plandocs.word.template.tag.values import Bullets, expression, ticked_texts
from plandocs.word.view.document import Block, Cell, Paragraph, Row, walk
from plandocs.word.view.text import paras_of

_NUMBER = re.compile(r"\d{1,2}")
_OWN_NUMBER = re.compile(r"\(?\d{1,2}[.)]*\s*")


class RowTagger:
    """Tags the rows of sections in the edits it is given."""

    def __init__(self, edits: Edits, blocks: list[Block], bullets: Bullets) -> None:
        self.edits = edits
        self.rows = row_places(blocks)
        self.bullets = bullets

    def grown(self, section: SectionSpec, found: SectionMatch) -> None:
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
        self.edits.rewrite(row, text)
        for other in rows[1:]:
            self.edits.rewrite(other, "")

    def row_of(self, found: RowMatch) -> Row:
        cells = [slot.cell for slots in found.slots.values() for slot in slots if slot.cell]
        cells += [found.label_cell] if found.label_cell else []
        return self.rows[cells[0].start][1]

    def row_xml(
        self, row: Row, section: SectionSpec, found: RowMatch, *, number: str, fill: bool
    ) -> str:
        """A data row with the tags of a loop (``fill``), or as blank as the form prints it."""
        edits = RowEdits(self.edits, row)
        named = {s.cell.start: s for slots in found.slots.values() for s in slots if s.cell}
        further = {id(slot) for slots in found.slots.values() for slot in slots[1:]}
        for cell in row.cells:
            slot = named.get(cell.start)
            if slot is None:
                self.cell_number(edits, cell, number)
                continue
            prefix = self.prefix(section, slot, found, number, fill)
            here = fill and id(slot) not in further  # of two columns of a field the first has it
            if slot.spec.kind.many:
                self.cell_items(edits, cell, slot.spec, here)
            elif texts := ticked_texts(self.edits, slot, f"row.{slot.spec.name}"):
                for p, text in zip(walk(slot.blocks), texts, strict=True):
                    edits.rewrite(p, text if here else self.edits.paragraph(p))
            else:
                path = expression(slot.spec, f"row.{slot.spec.name}")
                if not (here and self.cell_choice(edits, cell, path)):
                    text = prefix + (f"{{{{ {path} }}}}" if here else "")
                    self.cell_text(edits, cell, text)
        unwrap_controls(edits)
        return edits.done()

    def cell_choice(self, edits: RowEdits, cell: Cell, path: str) -> bool:
        """A list to choose from, with its control; False where the cell has none."""
        p = cell.paragraphs[0]
        xml = chosen(self.edits.paragraph(p), path)
        if xml:
            edits.rewrite(p, xml)
        return bool(xml)

    def prefix(
        self, section: SectionSpec, slot: Slot, found: RowMatch, number: str, fill: bool
    ) -> str:
        """The row's number as the form types it: "{{ loop.index }}. ".

        Where the form has none, only a row without text in its key cell gets one: it would read as
        going on with the row above.
        """
        if not (section.numbered and slot.spec.key):
            return ""
        paragraphs = list(walk(slot.blocks))
        typed = next((p.text.strip() for p in paragraphs if p.text.strip()), "")
        shape = _OWN_NUMBER.match(typed)
        if shape and row_number(paras_of(slot.blocks)) is not None:
            return _NUMBER.sub(number, shape[0].rstrip(), count=1) + " "
        if found.number or any(p.number for p in paragraphs):
            return ""
        if _NUMBER.search(typed):
            return f"{number}. "
        alone = f"{{% if not row.{slot.spec.name} %}}{number}. {{% endif %}}"
        return alone if fill else ""

    def cell_text(self, edits: RowEdits, cell: Cell, text: str) -> None:
        paragraphs = cell.paragraphs
        p = next((p for p in paragraphs if p.text.strip()), paragraphs[0])
        for other in paragraphs:
            xml = self.edits.with_text(other, text) if other is p and text else ""
            if other is p and not text:
                xml = self.as_blank(p)
            edits.rewrite(other, xml)

    def as_blank(self, p: Paragraph) -> str:
        """A paragraph of a row left blank: without an invitation that would read as a value."""
        text = p.text.strip()
        kept = not text or is_empty(text) or is_prompt(text)
        return self.edits.paragraph(p) if kept else self.edits.with_text(p, "")

    def cell_items(self, edits: RowEdits, cell: Cell, spec: FieldSpec, fill: bool) -> None:
        first, *more = cell.paragraphs
        xml = self.as_blank(first)
        if fill:
            xml = self.edits.paragraph(first)
            xml = self.bullets.items(xml, bool(first.number), spec, f"row.{spec.name}")
        edits.rewrite(first, xml)
        for p in more:
            edits.rewrite(p, "")

    def cell_number(self, edits: RowEdits, cell: Cell, number: str) -> None:
        """A column of the form's own numbers counts on."""
        for p in cell.paragraphs:
            if p.text.strip() and _OWN_NUMBER.fullmatch(p.text.strip()):
                text = _NUMBER.sub(number, p.text.strip(), count=1)
                edits.rewrite(p, self.edits.with_text(p, text))

    def statement(self, row: Row, text: str) -> str:
        """A row of its own for a statement; rendering takes the row away."""
        span = sum(cell.span for cell in row.cells)
        spanned = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
        run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
        return f"<w:tr><w:tc>{spanned}<w:p>{run}</w:p></w:tc></w:tr>"

    def extra(self, section: SectionSpec, found: SectionMatch) -> None:
        """A loop after the last printed row, for rows that the officer adds."""
        last = found.rows[-1]
        row = self.row_of(last)
        printed = len(section.printed)
        edits = RowEdits(self.edits, row)
        if last.label_cell is not None:
            typed = next((p.text for p in last.label_cell.paragraphs if p.text.strip()), "")
            number = f"{{{{ loop.index + {printed} }}}}. " if _NUMBER.match(typed.strip()) else ""
            key = section.key_column.name
            self.cell_text(edits, last.label_cell, f"{number}{{{{ row.{key} }}}}")
        for slots in last.slots.values():
            for slot in slots[:1]:
                if slot.cell is not None and slot.spec.kind.many:
                    self.cell_items(edits, slot.cell, slot.spec, True)
                elif slot.cell is not None:
                    path = expression(slot.spec, f"row.{slot.spec.name}")
                    self.cell_text(edits, slot.cell, f"{{{{ {path} }}}}")
        unwrap_controls(edits)
        at = self.edits.end(row.end)
        loop = f"{{%tr for row in {section.name}[{printed}:] %}}"
        text = self.statement(row, loop) + edits.done() + self.statement(row, "{%tr endfor %}")
        self.edits.replace(at, at, text)
