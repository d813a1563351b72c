"""Slots become tags: docxtpl's ``{{ field }}``, ``{%tr for %}`` and ``{%p for %}``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.normal.markers import is_empty, row_number
from plandocs.normal.prompts import is_prompt
from plandocs.word.locate import Copy, RowMatch, SectionMatch, Slot
from plandocs.word.package.tokens import escape
from plandocs.word.revise.edits import Edits, RowEdits, row_places, with_stretches
from plandocs.word.revise.retype import after_label, label_line
from plandocs.word.template.tag.controls import chosen, unwrap_controls
from plandocs.word.template.tag.values import (
    Bullets,
    Stretches,
    begins_with_rule,
    holds_line,
    ruled,
    ticked_texts,
)
from plandocs.word.view.document import Block, Cell, Document, Paragraph, Row, Table, walk
from plandocs.word.view.text import paras_of

_NUMBER = re.compile(r"\d{1,2}")
_OWN_NUMBER = re.compile(r"\(?\d{1,2}[.)]*\s*")


class RowTagger:
    """Tags the rows of sections in the edits it is given."""

    def __init__(self, edits: Edits, blocks: list[Block], bullets: Bullets) -> None:
        self.edits = edits
        self.rows = row_places(blocks)
        self.bullets = bullets

    def grown(self, section: SectionSpec, match: SectionMatch) -> None:
        """The first row becomes the row of the loop; blank rows fill up to the form's number."""
        first = match.rows[0]
        rows = [self.row_of(row) for row in match.rows]
        row = rows[0]
        name = section.name
        filled = self.row_xml(row, section, first, number="{{ loop.index }}", fill=True)
        blank = self.row_xml(row, section, first, number="{{ n + 1 }}", fill=False)
        count = len(match.rows)
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

    def row_of(self, match: RowMatch) -> Row:
        cells = [slot.cell for slots in match.slots.values() for slot in slots if slot.cell]
        cells += [match.label_cell] if match.label_cell else []
        return self.rows[cells[0].start][1]

    def row_xml(
        self, row: Row, section: SectionSpec, match: RowMatch, *, number: str, fill: bool
    ) -> str:
        """A data row with the tags of a loop (``fill``), or as blank as the form prints it."""
        edits = RowEdits(self.edits, row)
        named = {s.cell.start: s for slots in match.slots.values() for s in slots if s.cell}
        further = {id(slot) for slots in match.slots.values() for slot in slots[1:]}
        for cell in row.cells:
            slot = named.get(cell.start)
            if slot is None:
                self.cell_number(edits, cell, number)
                continue
            prefix = self.prefix(section, slot, match, number, fill)
            tagged = fill and id(slot) not in further  # of two columns of a field the first has it
            if slot.spec.kind.many:
                self.cell_items(edits, cell, slot.spec, tagged)
            elif texts := ticked_texts(self.edits, slot, f"row.{slot.spec.name}"):
                for p, text in zip(walk(slot.blocks), texts, strict=True):
                    edits.rewrite(p, text if tagged else self.edits.paragraph(p))
            else:
                path = slot.spec.kind.tagged(f"row.{slot.spec.name}")
                if not (tagged and self.cell_choice(edits, cell, path)):
                    text = prefix + (f"{{{{ {path} }}}}" if tagged else "")
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
        self, section: SectionSpec, slot: Slot, match: RowMatch, number: str, fill: bool
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
        if match.number or any(p.number for p in paragraphs):
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
        is_blank = not text or is_empty(text) or is_prompt(text)
        return self.edits.paragraph(p) if is_blank else self.edits.with_text(p, "")

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

    def extra(self, section: SectionSpec, match: SectionMatch) -> None:
        """A loop after the last printed row, for rows that the officer adds."""
        last = match.rows[-1]
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
                    path = slot.spec.kind.tagged(f"row.{slot.spec.name}")
                    self.cell_text(edits, slot.cell, f"{{{{ {path} }}}}")
        unwrap_controls(edits)
        at = self.edits.end(row.end)
        loop = f"{{%tr for row in {section.name}[{printed}:] %}}"
        text = self.statement(row, loop) + edits.done() + self.statement(row, "{%tr endfor %}")
        self.edits.replace(at, at, text)


def write_below(edits: Edits, blocks: list[Block], label: Paragraph, text: str) -> None:
    """Put ``text`` on the line below a label."""
    below = next((b for a, b in _neighbours(blocks) if a is label), None)
    if type(below) is Paragraph and not (below.text.strip() or below.marks or below.extras):
        line = edits.with_text(below, text)
        edits.rewrite(below, line)
        return
    if below is not None and not _ended(label):  # on a line of its own, nothing would tell it
        stretch = (len(label.text.rstrip()), len(label.text), f": {text}")
        edits.rewrite(label, with_stretches(edits.paragraph(label), [stretch]))
        return
    after = edits.end(label.end)
    line = f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    edits.replace(after, after, line)


def _ended(label: Paragraph) -> bool:
    return label.text.rstrip().endswith((":", "："))


def _neighbours(blocks: list[Block]) -> Iterator[tuple[Block, Block]]:
    """Each block with the one below it, in cells that lay out the page, too."""
    yield from pairwise(blocks)
    for block in blocks:
        if type(block) is Table:
            for row in block.rows:
                for cell in row.cells:
                    yield from _neighbours(cell.blocks)


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
        self.blocks = document.blocks
        self.bullets = Bullets(styled, num)
        self.rows = RowTagger(self.edits, document.blocks, self.bullets)
        self.copy = copy
        self.form = form
        self.in_lines: dict[int, Stretches] = {}
        self.ends: dict[int, int] = {}
        self.fields: list[str] = []
        self.missing: list[str] = []

    def run(self) -> Tagged:
        for cell in (*self.form.cells, *self.form.custom):
            slot = self.copy.cells.get(cell.name)
            self.note(cell.name, slot is not None)
            if slot is not None:
                self.value(slot, cell.name)
        for section in self.form.sections:
            match = self.copy.sections.get(section.name)
            if match is None or not any(row.slots for row in match.rows):
                self.missing.extend(f"{section.name}.{c.name}" for c in section.columns)
            elif section.shape == "rows":
                self.rows.grown(section, match)
                self.note_columns(section, match)
            elif section.shape == "printed":
                self.printed_rows(section, match)
            else:
                self.record(section, match)
        self.lines()
        unwrap_controls(self.edits)
        return Tagged(self.edits.done(), tuple(self.fields), tuple(self.missing))

    def note(self, path: str, tagged: bool) -> None:
        (self.fields if tagged else self.missing).append(path)

    # -- one value ----------------------------------------------------------------------------

    def value(self, slot: Slot, path: str) -> None:
        """Tag one labelled value or box."""
        paragraphs = list(walk(slot.blocks))
        tag = f"{{{{ {slot.spec.kind.tagged(path)} }}}}"
        if slot.spec.kind.many:
            self.items(paragraphs, slot.spec, path)
        elif slot.span is not None:
            p = paragraphs[0]
            self.ends[p.start] = p.end
            self.in_lines.setdefault(p.start, Stretches()).add(slot, tag, path)
        elif texts := ticked_texts(self.edits, slot, path):
            for p, text in zip(paragraphs, texts, strict=True):
                self.edits.rewrite(p, text)
        elif slot.cut:
            p = paragraphs[0]
            text = self.edits.keep_front(p, slot.cut, tag)
            self.edits.rewrite(p, text)
        elif paragraphs and slot.spec.kind.signs:
            self.signature(paragraphs, tag)
        elif paragraphs:
            self.rewrite(paragraphs[0], tag)
            self.drop([p for p in paragraphs[1:] if p.text.strip()])
        elif slot.label is not None:
            write_below(self.edits, self.blocks, slot.label, tag)
        elif label := label_line(slot):
            text = after_label(label, self.edits.paragraph(label), tag)
            self.edits.rewrite(label, text)

    def signature(self, paragraphs: list[Paragraph], text: str) -> None:
        """Tag a signature's cell: below Word's own line to sign on, over a rule's border."""
        lines = [p for p in paragraphs if holds_line(self.edits.paragraph(p))]
        others = [p for p in paragraphs if p not in lines]
        if others:
            first = self.edits.paragraph(others[0])
            properties = ruled(first) if begins_with_rule(others[0].text) else None
            tagged = self.edits.with_text(others[0], text, properties=properties)
            self.edits.rewrite(others[0], tagged)
            self.drop([p for p in others[1:] if p.text.strip()])
        else:
            below = self.edits.end(lines[-1].end)
            self.edits.replace(below, below, self.edits.with_text(lines[-1], text))

    def rewrite(self, p: Paragraph, text: str) -> None:
        self.edits.rewrite(p, self.edits.with_text(p, text))

    def drop(self, paragraphs: list[Paragraph]) -> None:
        for p in paragraphs:
            self.edits.rewrite(p, "")

    def items(self, paragraphs: list[Paragraph], spec: FieldSpec, path: str) -> None:
        """A paragraph for each item: a bullet for measures, a plain one for links."""
        p = paragraphs[0]
        xml = self.bullets.items(self.edits.paragraph(p), bool(p.number), spec, path)
        self.edits.rewrite(p, xml)
        self.drop([other for other in paragraphs[1:] if other.text.strip()])

    def lines(self) -> None:
        """Lines of the body with labels in them, each once with all of its tags."""
        for start, stretches in self.in_lines.items():
            begin, end = self.edits.begin(start), self.edits.end(self.ends[start])
            self.edits.replace(begin, end, stretches.written(self.edits.xml[begin:end]))

    # -- sections -----------------------------------------------------------------------------

    def note_columns(self, section: SectionSpec, match: SectionMatch) -> None:
        """Which columns of a table that grows have a place."""
        for column in section.columns:
            self.note(f"{section.name}.{column.name}", column.name in match.rows[0].slots)

    def record(self, section: SectionSpec, match: SectionMatch) -> None:
        """One box or labelled value for each column."""
        for column in section.columns:
            rows = (row.slots.get(column.name, []) for row in match.rows)
            slots = next(filter(None, rows), [])
            path = f"{section.name}.{column.name}"
            self.note(path, bool(slots))
            if slots:
                self.value(slots[0], path)

    def printed_rows(self, section: SectionSpec, match: SectionMatch) -> None:
        """Each printed row by its place in the form's order, then a loop for rows of one's own."""
        columns = [column for column in section.columns if not column.key]
        tagged: set[str] = set()
        for row in match.rows:
            if row.label not in section.printed or row.label in tagged:
                continue
            tagged.add(row.label)
            at = section.printed.index(row.label)
            for column in columns:
                for slot in row.slots.get(column.name, ())[:1]:
                    self.value(slot, f"{section.name}[{at}].{column.name}")
        for column in columns:
            has = any(row.slots.get(column.name) for row in match.rows)
            self.note(f"{section.name}.{column.name}", has)
        self.missing.extend(f"{section.name}: {r}" for r in section.printed if r not in tagged)
        if not section.closed:
            self.note(f"{section.name}.{section.key_column.name}", True)
            self.rows.extra(section, match)
