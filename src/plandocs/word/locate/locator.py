"""What the locator knows on its way through a document: where it is, and what it has found.

The state is small: the copy of the form at hand, the section that was entered last, and the
columns of the table at hand. What decides about a row or a paragraph is told to it.
"""

from __future__ import annotations

from collections.abc import Iterable

from plandocs.form import FieldSpec, FormSpec, SectionSpec
from plandocs.word.document import Block, Paragraph, Table, walk
from plandocs.word.locate.columns import Columns
from plandocs.word.locate.found import (
    HEADER,
    Copy,
    FoundRow,
    FoundSection,
    Slot,
    Stray,
    text_of,
    text_of_lines,
)
from plandocs.word.locate.printed import Printed
from plandocs.word.locate.quoted import Met
from plandocs.word.locate.vocabulary import vocabulary


class Locator:
    """The state of one pass over a document."""

    def __init__(self, form: FormSpec, printed: Printed) -> None:
        self.form = form
        self.printed = printed
        self.words = vocabulary(form)
        self.copy = Copy()
        self.copies = [self.copy]
        self.section: SectionSpec | None = None
        self.columns: Columns | None = None  # of the table at hand
        self.last_columns: Columns | None = None  # of the table before, in the same section
        self.appended = False  # are we behind the heading of an appendix?
        self.interrupted = False  # has anything typed come after that table?
        self.met: Met | None = None  # the labels of the table at hand
        self.looked_at: Table | None = None  # the table whose printed rows were looked for
        self.alone: dict[str, FieldSpec] = {}  # labels that tell where the form's own is missing
        self.listed: frozenset[FieldSpec] = frozenset()  # labels that are paragraphs of the body
        self.printed_section: SectionSpec | None = None
        self.awaited: FieldSpec | None = None  # a label in the body whose value may follow
        self.growing: Slot | None = None  # that value, if more of it may follow
        self.within: dict[int, frozenset[str]] = {}  # blank lines above a label of a record

    @property
    def where(self) -> str:
        """Where text outside every slot stands, in words."""
        if self.section is not None:
            return f"after {self.section.title}"
        return "after the header block" if self.copy.cells else "before the header block"

    def stray(self, where: str, text: str, code: str = "", kind: str = "text") -> None:
        """Something typed that no slot holds."""
        if text:
            self.copy.strays.append(Stray(where, kind, text, None, code))

    def extras(self, paragraph: Paragraph, where: str) -> None:
        """What a paragraph outside the slots carries beside its text."""
        for kind, text in paragraph.extras or ():
            if kind == "number" and not self.printed.has_words(text):
                self.copy.strays.append(Stray(where, "text", text))
            elif kind not in ("moved", "number") and not self._boxed(kind, text):
                self.copy.strays.append(Stray(where, kind, text))

    def _boxed(self, kind: str, text: str) -> bool:
        return kind == "textbox" and self.printed.shows(text)

    def not_printed(
        self, blocks: list[Block], where: str, code: str = "", printed: Printed | None = None
    ) -> None:
        """Account for blocks that should hold printed text only; with a code, labels' own cells."""
        printed = printed or (self.printed.at_labels if code else self.printed)
        for p in walk(blocks):
            if p.text and p.text not in printed.known:
                self.stray(where, printed.beyond(text_of_lines(p)), code)
            if p.extras:
                self.extras(p, where)

    def enter(self, section: SectionSpec) -> None:
        """A section's heading was met."""
        self.section = section
        self.appended = False
        self.columns = self.last_columns = None
        self.awaited = self.growing = None

    def new_copy(self) -> None:
        """The form begins again in the same document."""
        self.copy = Copy()
        self.copies.append(self.copy)
        self.section = self.columns = self.last_columns = None
        self.appended = False

    def begin_copy(self, specs: Iterable[FieldSpec], start: int = 0) -> None:
        """The person's own label met again, not in this same table: the form begins again."""
        old = [self.copy.cells.get(spec.name) for spec in specs if spec.role == "person"]
        inside = start and any(slot and slot.cell and slot.cell.start >= start for slot in old)
        if self.copy.sections and any(old) and not inside:
            self.new_copy()

    def put(self, spec: FieldSpec, slot: Slot) -> None:
        """Keep a labelled value; the same label twice keeps the first that is filled."""
        section = self.words.homes.get(spec)
        if section is not None:
            self.section = section
            found = self.copy.sections.setdefault(section.name, FoundSection(section))
            if not found.rows:
                found.rows.append(FoundRow(1))
            slot.section = section.title
            found.columns.add(spec.name)
            found.rows[0].slots.setdefault(spec.name, []).append(slot)
            return
        old = self.copy.cells.get(spec.name)
        if old is None or not old.filled:
            self.copy.cells[spec.name] = slot
            return
        known = {text_of(p) for p in old.blocks if type(p) is Paragraph}
        for n, p in enumerate(slot.blocks):
            if type(p) is not Paragraph:
                continue
            text = " ".join(p.text[slot.cut if n == 0 else 0 :].split())
            if text and text not in known:
                self.stray(HEADER, text)
            self.extras(p, HEADER)
