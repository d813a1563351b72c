"""What the locator knows on its way through a document: where it is, and what it has found.

The state is small: the copy of the form at hand, the section that was entered last, and the
columns of the table at hand. What decides about a row or a paragraph is told to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from plandocs.form import FieldSpec, FormSpec, SectionSpec
from plandocs.word.document import Block, Paragraph, Table, walk
from plandocs.word.locate.columns import Columns
from plandocs.word.locate.found import (
    HEADER,
    Copy,
    FoundRow,
    FoundSection,
    Note,
    Outside,
    Slot,
    Stray,
    text_of_lines,
)
from plandocs.word.locate.printed import Printed
from plandocs.word.locate.quoted import Met
from plandocs.word.locate.vocabulary import vocabulary


@dataclass
class Header:
    """Where the header block stands: the places of its rows and lines.

    ``signing`` are those of a block that signs the form, ``begins`` those where a further copy of
    the form begins. ``slips`` are labels with a slip, by their keys, ``slipped`` their words.
    """

    starts: set[int] = field(default_factory=set)
    signing: set[int] = field(default_factory=set)
    begins: set[int] = field(default_factory=set)
    slips: dict[str, FieldSpec] = field(default_factory=dict)
    slipped: dict[FieldSpec, str] = field(default_factory=dict)


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
        self.behind = False  # have the labels of the row at hand their values in their own cells?
        self.met: Met | None = None  # the labels of the table at hand
        self.looked_at: Table | None = None  # the table whose printed rows were looked for
        self.header = Header()
        self.at = 0  # the place of the row or line at hand
        self.closed: frozenset[FieldSpec] = frozenset()  # of records, with their values found
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

    def stray(
        self, where: str, text: str, code: str = "", kind: str = "text", field: str | None = None
    ) -> None:
        """Something typed that no slot holds."""
        if text:
            self.copy.strays.append(Stray(where, kind, text, field, code))

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
        self.closed = self.closed.difference(section.columns)

    def close_records(self) -> None:
        """What comes behind a table belongs to no record that has its values already."""
        found = self.copy.sections
        self.closed = frozenset(
            column
            for column, section in self.words.homes.items()
            if section.name in found and column.name in found[section.name].columns
        )

    def new_copy(self) -> None:
        """The form begins again in the same document."""
        self.copy = Copy()
        self.copies.append(self.copy)
        self.section = self.columns = self.last_columns = None
        self.appended = False
        self.closed = frozenset()

    def arrive(self, start: int) -> None:
        """A row or a line with labels in it begins here, and maybe the form, once more."""
        self.at = start
        if start in self.header.begins:
            self.header.begins.discard(start)
            self.new_copy()

    def is_own(self, spec: FieldSpec) -> bool:
        """Is a label that stands here the form's own, in its header block?"""
        header = self.header
        signs = spec.kind == "signature" and self.at in header.signing
        return not header.starts or self.at in header.starts or signs

    def put(self, spec: FieldSpec, slot: Slot, words: tuple[str, ...]) -> None:
        """Keep a labelled value; the same label twice keeps the first that is filled.

        ``words`` are all that label and value say, for where they are in no field.
        """
        section = self.words.homes.get(spec)
        if spec in self.closed and section is not None:
            self._outside(f"{section.name}.{spec.name}", slot, words)
            return
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
        if self.is_own(spec) and (old is None or not old.filled):
            self.copy.cells[spec.name] = slot
            self._tell_slip(spec)
        else:
            self._outside(spec.name, slot, words)

    def _outside(self, path: str, slot: Slot, words: tuple[str, ...]) -> None:
        """Keep a labelled value that stands elsewhere; those of one line stay together."""
        before = self.copy.outside[-1] if self.copy.outside else None
        if before is not None and before.words is words:
            self.copy.outside[-1] = before._replace(slots=(*before.slots, slot))
        else:
            self.copy.outside.append(Outside((slot,), words, path, self.where))

    def _tell_slip(self, spec: FieldSpec) -> None:
        slip = self.header.slipped.get(spec)
        if slip is not None:
            message = f"The label {slip!r} was read as {spec.label!r}."
            self.copy.notes.append(Note("label-by-likeness", spec.name, HEADER, message))
