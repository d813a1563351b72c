"""What the locator knows on its way through a document: where it is, and what it has matched.

The state is the copy of the form at hand, the section that was entered last, and the columns of the
table at hand. What decides about a row or a paragraph (`traverse`, `headings`, `rows`, …) tells it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.model.reading import new_issue
from plandocs.normal.labels import key, without_remarks, without_suffix
from plandocs.problems import Severity
from plandocs.word.locate.boilerplate import Boilerplate
from plandocs.word.locate.columns import Columns
from plandocs.word.locate.likeness import odd_words
from plandocs.word.locate.result import (
    HEADER,
    Copy,
    Outside,
    RowMatch,
    SectionMatch,
    SectionPart,
    Slot,
    Unmatched,
    text_of_lines,
)
from plandocs.word.locate.table_labels import Met
from plandocs.word.locate.value_column import Votes
from plandocs.word.locate.vocabulary import vocabulary, without_continued
from plandocs.word.view.document import Block, Paragraph, Table, walk


@dataclass
class Header:
    """Where the header block stands: the places of its rows and lines.

    ``signing`` are those of a block that signs the form, ``begins`` those where a further copy of
    the form begins; ``contents`` the titles of sections that a table of contents lists. ``slips``
    are labels told by likeness or place, by their keys, ``slipped`` their words and whether they
    are near the form's; ``placed`` are blank cells for a label.
    ``votes`` say, where it has several tables, what they say together of the place of values.
    """

    starts: set[int] = field(default_factory=set)
    signing: set[int] = field(default_factory=set)
    begins: set[int] = field(default_factory=set)
    contents: set[int] = field(default_factory=set)
    slips: dict[str, FieldSpec] = field(default_factory=dict)
    slipped: dict[FieldSpec, tuple[str, bool]] = field(default_factory=dict)
    placed: dict[int, FieldSpec] = field(default_factory=dict)
    votes: dict[int, Votes] = field(default_factory=dict)


class Locator:
    """The state of one pass over a document."""

    def __init__(self, form: FormSpec, printed: Boilerplate) -> None:
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
        self.below = False  # or in the cells of the next row?
        self.ended: dict[str, Columns] = {}  # of the last table of each section
        self.titled_again: SectionSpec | None = None  # whose title was met once more
        self.anew = False  # and that did not say "continued"
        self.inside: Table | None = None  # the table at hand
        self.turn = 0  # how many titles and rows of headings were met
        self.above: list[str] = []  # the lines since the table before
        self.titles: dict[str, int] | None = None  # where each section's last title stands
        self.document: list[Block] = []
        self.goes_on = ""  # what to say of the next row, where a table goes on by its numbers
        self.met: Met | None = None  # the labels of the table at hand
        self.looked_at: Table | None = None  # the table whose printed rows were looked for
        self.header = Header()
        self.implied: Table | None = None  # the last whose columns no heading told
        # what label and value of each field say
        self.texts_by_path: dict[str, tuple[str, ...]] = {}
        self.at = 0  # the place of the row or line at hand
        self.closed: frozenset[FieldSpec] = frozenset()  # of records, with their values found
        self.alone: dict[str, FieldSpec] = {}  # labels that tell where the form's own is missing
        self.listed: frozenset[FieldSpec] = frozenset()  # labels that are paragraphs of the body
        self.stacked = False  # have most labels in the body no value in their own line?
        self.printed_section: SectionSpec | None = None
        self.awaited: FieldSpec | None = None  # a label in the body whose value may follow
        self.growing: Slot | None = None  # that value, if more of it may follow
        self.within: dict[int, frozenset[str]] = {}  # blank lines above a label of a record

    @property
    def where(self) -> str:
        """Where text outside every slot stands, in words."""
        if self.section is not None:
            return f"after {self.section.title}"
        return f"{'after' if self.copy.cells else 'before'} the details at the top"

    def add_unmatched(
        self, where: str, text: str, code: str = "", kind: str = "text", field: str | None = None
    ) -> None:
        """Something typed that no slot holds."""
        if text:
            self.copy.unmatched.append(Unmatched(where, kind, text, field, code))

    def extras(self, paragraph: Paragraph, where: str) -> None:
        """What a paragraph outside the slots carries beside its text."""
        for kind, text in paragraph.extras or ():
            if kind == "number" and not self.printed.has_words(text):
                self.copy.unmatched.append(Unmatched(where, "text", text))
            elif kind not in ("moved", "number") and not self._boxed(kind, text):
                self.copy.unmatched.append(Unmatched(where, kind, text))

    def _boxed(self, kind: str, text: str) -> bool:
        return kind == "textbox" and self.printed.shows(text)

    def not_printed(
        self, blocks: list[Block], where: str, code: str = "", printed: Boilerplate | None = None
    ) -> None:
        """Account for blocks that should hold printed text only; with a code, labels' own cells."""
        printed = printed or (self.printed.at_labels if code else self.printed)
        for p in walk(blocks):
            if p.text and p.text not in printed.known:
                self.add_unmatched(where, printed.beyond(text_of_lines(p)), code)
            if p.extras:
                self.extras(p, where)

    def enter(self, section: SectionSpec, title: str = "") -> None:
        """A section's heading was met, maybe once more."""
        self.section = section
        self.appended = self.interrupted = False
        self.columns = self.last_columns = None
        self.turn += 1
        self.above.append(title)
        match = self.copy.sections.get(section.name)
        self.titled_again = section if match is not None and match.rows else None
        self.anew = without_continued(title) == title
        if self.titled_again is not None:
            self.last_columns = self.ended.get(section.name)
        self.awaited = self.growing = None
        self.closed = self.closed.difference(section.columns)

    def close_records(self) -> None:
        """What comes behind a table belongs to no record that has its values already."""
        result = self.copy.sections
        self.closed = frozenset(
            column
            for column, section in self.words.homes.items()
            if section.name in result and column.name in result[section.name].columns
        )

    def new_copy(self) -> None:
        """The form begins again in the same document."""
        self.copy = Copy()
        self.copies.append(self.copy)
        self.section = self.columns = self.last_columns = self.titled_again = None
        self.appended = False
        self.closed = frozenset()
        self.ended = {}
        self.texts_by_path = {}

    def section_match(self, section: SectionSpec) -> SectionMatch:
        """The section in the copy at hand."""
        return self.copy.sections.setdefault(section.name, SectionMatch(section))

    def add_row(self, section: SectionSpec) -> RowMatch:
        """A further row of a section, in the part of it that is at hand."""
        result = self.section_match(section)
        spot = (self._table, self.turn)
        if not result.parts or result.parts[-1].spot != spot:
            titled = self.titled_again is section and self.anew
            result.parts.append(SectionPart(spot, tuple(filter(None, self.above)), titled))
        row = RowMatch(len(result.rows) + 1)
        result.rows.append(row)
        result.parts[-1].rows.append(row)
        if self.goes_on:
            where = f"{section.title}, row {row.index}"
            row.notes.append(new_issue("continued-table", self.goes_on, None, where))
            self.goes_on = ""
        return row

    def take_back(self, match: SectionMatch) -> None:
        """What stands above the headings of a section's first table is none of its rows."""
        for row in match.rows:
            for slot in (slot for slots in row.slots.values() for slot in slots):
                self.not_printed(slot.blocks, f"{match.spec.title}, above the headings")
        match.rows.clear()
        match.parts.clear()
        self.implied = None

    def arrive(self, start: int) -> None:
        """A row or a line with labels in it begins here, and maybe the form, once more."""
        self.at = start
        if start in self.header.begins:
            self.header.begins.discard(start)
            self.new_copy()

    def in_header_block(self, spec: FieldSpec) -> bool:
        """Return whether a label that stands here is the form's own, in its header block."""
        header = self.header
        signs = spec.kind.signs and self.at in header.signing
        return not header.starts or self.at in header.starts or signs

    def put(self, spec: FieldSpec, slot: Slot, words: tuple[str, ...]) -> None:
        """Keep a labelled value; the label that the form prints counts before another.

        The same label twice keeps the first that is filled.
        ``words`` are all that label and value say, for where they are in no field.
        """
        section = self.words.homes.get(spec)
        if spec in self.closed and section is not None:
            self._outside(f"{section.name}.{spec.name}", slot, words)
            return
        if section is not None:
            self._put_in_record(section, spec, slot, words)
            return
        old = self.copy.cells.get(spec.name)
        old_words = self.texts_by_path.get(spec.name, ())
        if self.in_header_block(spec) and (
            old is None or self._is_better(spec, words, old, old_words)
        ):
            self.copy.cells[spec.name] = slot
            self.texts_by_path[spec.name] = words
            self._tell_slip(spec)
            if old is None or not old.filled:
                return
            slot, words = old, old_words
        self._outside(spec.name, slot, words)

    @staticmethod
    def _is_better(
        spec: FieldSpec, words: tuple[str, ...], old: Slot, old_words: tuple[str, ...]
    ) -> bool:
        """Return whether a further place counts: by the form's label, or as the first is blank."""
        printed, before = _is_printed(spec, words), _is_printed(spec, old_words)
        return printed if printed != before else not old.filled

    def _outside(self, path: str, slot: Slot, words: tuple[str, ...]) -> None:
        """Keep a labelled value that stands elsewhere; those of one line stay together."""
        before = self.copy.outside[-1] if self.copy.outside else None
        if before is not None and before.words is words:
            self.copy.outside[-1] = before._replace(slots=(*before.slots, slot))
        else:
            self.copy.outside.append(Outside((slot,), words, path, self.where))

    def _tell_slip(self, spec: FieldSpec) -> None:
        """Say that a label was told by its likeness, or by its place alone."""
        if spec not in self.header.slipped:
            return
        words, near = self.header.slipped[spec]
        message = f"The label {words!r} was read as {spec.label!r}."
        if not near:
            message = f"{words!r} stands where the form prints {spec.label!r}, and was read as it."
        severity: Severity = "info" if near else "warning"
        self.copy.notes.append(new_issue("label-by-likeness", message, spec.name, HEADER, severity))
        bare = without_suffix(without_remarks(words))  # those are told where they are met
        odd = min((odd_words(bare, each) for each in (spec.label, *spec.synonyms)), key=len)
        self.add_unmatched(HEADER, odd, "text-in-label-cell")

    def _put_in_record(
        self, section: SectionSpec, spec: FieldSpec, slot: Slot, words: tuple[str, ...]
    ) -> None:
        """Keep a value of a record; one behind the record's own table or lines is none of it.

        Nor is one in a line in front of the table, where that has the label, too.
        """
        result = self.section_match(section)
        again = self.titled_again is section
        self.section = section
        new = not result.rows or (again and result.parts[-1].spot != (self._table, self.turn))
        row = self.add_row(section) if new else result.rows[-1 if again else 0]
        slot.section = section.title
        result.columns.add(spec.name)
        slots, path = row.slots.setdefault(spec.name, []), f"{section.name}.{spec.name}"
        if slot.cell is None:
            self.texts_by_path[path] = (*self.texts_by_path.get(path, ()), *words)
        elif path in self.texts_by_path:
            for line in [each for each in slots if each.cell is None]:
                slots.remove(line)
                self._outside(path, line, self.texts_by_path[path])
        slots.append(slot)

    @property
    def _table(self) -> int:
        return self.inside.start if self.inside is not None else -1


def _is_printed(spec: FieldSpec, words: tuple[str, ...]) -> bool:
    """Return whether one of these lines begins with the label as the form prints it."""
    label = key(spec.label)
    return any(key(line[: len(spec.label) + 1]) == label for line in words)
