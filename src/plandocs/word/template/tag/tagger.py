"""Slots become tags: docxtpl's ``{{ field }}``, ``{%tr for %}`` and ``{%p for %}``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from xml.sax.saxutils import escape

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.word.locate import Copy, SectionMatch, Slot
from plandocs.word.revise.edits import Edits, Stretch, with_stretches
from plandocs.word.revise.retype import after_label, label_line
from plandocs.word.template.tag.controls import unwrap_controls
from plandocs.word.template.tag.rows import RowTagger
from plandocs.word.template.tag.signing import begins_with_rule, holds_line, ruled
from plandocs.word.template.tag.values import Bullets, expression, ticked_texts
from plandocs.word.view.document import Block, Document, Paragraph, Table, walk


def write_below(edits: Edits, blocks: list[Block], label: Paragraph, text: str) -> None:
    """Put ``text`` on the line below a label."""
    below = next((b for a, b in _neighbours(blocks) if a is label), None)
    if type(below) is Paragraph and not (below.text.strip() or below.marks or below.extras):
        line = edits.with_text(below, text)
        edits.rewrite(below, line)
        return
    after = edits.end(label.end)
    line = f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    edits.replace(after, after, line)


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
        self.in_lines: dict[int, list[Stretch]] = {}
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
            found = self.copy.sections.get(section.name)
            if found is None or not found.rows:
                self.missing.extend(f"{section.name}.{c.name}" for c in section.columns)
            elif section.shape == "rows":
                self.rows.grown(section, found)
                self.note_columns(section, found)
            elif section.shape == "printed":
                self.printed_rows(section, found)
            else:
                self.record(section, found)
        self.lines()
        unwrap_controls(self.edits)
        return Tagged(self.edits.done(), tuple(self.fields), tuple(self.missing))

    def note(self, path: str, found: bool) -> None:
        (self.fields if found else self.missing).append(path)

    # -- one value ----------------------------------------------------------------------------

    def value(self, slot: Slot, path: str) -> None:
        """Tag one labelled value or box."""
        paragraphs = list(walk(slot.blocks))
        tag = f"{{{{ {expression(slot.spec, path)} }}}}"
        if slot.spec.kind.many:
            self.items(paragraphs, slot.spec, path)
        elif slot.span is not None:
            p = paragraphs[0]
            self.ends[p.start] = p.end
            stretch = (*slot.span, tag)
            self.in_lines.setdefault(p.start, []).append(stretch)
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
            self.edits.replace(begin, end, with_stretches(self.edits.xml[begin:end], stretches))

    # -- sections -----------------------------------------------------------------------------

    def note_columns(self, section: SectionSpec, found: SectionMatch) -> None:
        """Which columns of a table that grows have a place."""
        for column in section.columns:
            self.note(f"{section.name}.{column.name}", column.name in found.rows[0].slots)

    def record(self, section: SectionSpec, found: SectionMatch) -> None:
        """One box or labelled value for each column."""
        for column in section.columns:
            rows = (row.slots.get(column.name, []) for row in found.rows)
            slots = next(filter(None, rows), [])
            path = f"{section.name}.{column.name}"
            self.note(path, bool(slots))
            if slots:
                self.value(slots[0], path)

    def printed_rows(self, section: SectionSpec, found: SectionMatch) -> None:
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
            self.rows.extra(section, found)
