"""A completed form with each finding of ``check`` as a comment where it stands, read back.

`commented` is what other rooms ask for: a document's bytes and its findings in, the copy out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.description.form import FormSpec
from plandocs.errors import OutputError
from plandocs.model.findings import Finding
from plandocs.model.plan import Plan
from plandocs.model.reading import Origin, Reading
from plandocs.normal.labels import key
from plandocs.paths import value_at
from plandocs.reading.agency_blanks import Blanks
from plandocs.reading.blanks import printed_by
from plandocs.reading.document import read_form
from plandocs.word.locate import Slot, locate
from plandocs.word.package.open import open_package
from plandocs.word.package.parts import Package
from plandocs.word.package.save import saved
from plandocs.word.revise.remarks import Remark, remarked, without_remarks
from plandocs.word.view.document import Mark, Paragraph, walk
from plandocs.word.view.read import read_document

_OF_WORDS = frozenset({"unmapped-text", "text-in-label-cell", "unknown-column"})
_ONE_TAG = re.compile(r"<w:p((?:\s[^>]*?)?)/>")


def commented(
    content: bytes, findings: Sequence[Finding], forms: tuple[FormSpec, ...], *,
    blank: Blanks | None = None, password: str | None = None, convert: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:  # fmt: skip
    """Return a copy of a document with each finding as a comment on the words it is about.

    All else stays as it is, which is proved by reading the copy. Comments of an earlier copy give
    way to these. What opens with a password is written without it, a former format as .docx.

    Args:
        content: the document.
        findings: those of `plandocs.check` about it.
        forms: those that it may be.
        blank: as for the reading, like what follows.

    Raises:
        InputError: it carries a digital signature, which a copy would break.
        DocumentError: it cannot be read as one of the forms.
        OutputError: the copy does not read back the same.
    """
    package = open_package(content, limits=limits, password=password, convert=convert)
    base = without_remarks(package) or saved(package.parts())
    before = read_form(base, forms, blank=blank, convert=False, limits=limits)
    package = open_package(base, convert=False, limits=limits)
    places = _Places(package, forms, before)
    still = {(each.code, each.field) for each in before.issues}
    remarks = [
        Remark(*places.of(each), (each.message, each.fix))
        for each in findings
        if each.code != "comments" or (each.code, each.field) in still
    ]
    data = remarked(package, remarks)
    after = read_form(data, forms, blank=blank, convert=False, limits=limits)
    _prove(before, after)
    back = without_remarks(open_package(data, convert=False, limits=limits)) or data
    _prove_text(package, open_package(back, convert=False, limits=limits))
    return data


def uncommented(
    content: bytes, *, password: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> bytes | None:
    """Return a document without the comments that `commented` put in; None where it has none.

    Raises:
        InputError: it carries a digital signature, which a change would break.
        DocumentError: it is no Word document.
    """
    return without_remarks(open_package(content, limits=limits, password=password, convert=False))


def _prove(before: Reading[Plan], after: Reading[Plan]) -> None:
    """See that the copy reads the same: its own comments are nobody's words.

    Raises:
        OutputError: it does not.
    """
    was, now = (Counter((e.kind, e.text) for e in each.unmapped) for each in (before, after))
    if before.plan != after.plan or was != now:
        raise OutputError("something beside the comments changed; the copy was not made.")


def _prove_text(package: Package, back: Package) -> None:
    """See that the text without the comments is the very text that was there.

    Raises:
        OutputError: it is not.
    """
    was, now = (_ONE_TAG.sub(r"<w:p\1></w:p>", each.xml(each.main)) for each in (package, back))
    if was != now:
        raise OutputError("the comments could not be taken out again; the copy was not made.")


class _Places:
    """The paragraphs that findings about one document are about."""

    def __init__(
        self, package: Package, forms: tuple[FormSpec, ...], reading: Reading[Plan]
    ) -> None:
        assert reading.plan is not None
        self._reading = reading
        self._data = reading.plan.model_dump(mode="json")
        self._form = next(each for each in forms if each.name == reading.plan.form)
        document = read_document(package, as_saved=True)
        copies = locate(document, self._form, printed_by(self._form))
        self._copy = next((copy for copy in copies if copy.filled), copies[0])
        self._all = list(walk(document.blocks))

    def of(self, finding: Finding) -> tuple[Paragraph, Paragraph]:
        """The first and last paragraph that a finding is about; the title's, of the whole."""
        path = finding.field or ""
        ways = [self._words, self._value, self._row, self._section]
        if finding.code not in _OF_WORDS:
            ways = [self._value, self._words, self._row, self._section]
        for way in ways:
            if result := way(path, finding):
                return result[0], result[-1]
        title = next((p for p in self._all if p.text.strip()), self._all[0])
        return title, title

    def _value(self, path: str, finding: Finding) -> list[Paragraph]:
        """The paragraphs of a field's value; of an item of a list its own; of a blank its cell."""
        origin = self._reading.where(path) if path else None
        slots = [s for s in self._copy.slots() if origin and _stands_at(s, origin)]
        if path in self._copy.cells:
            slots = [self._copy.cells[path]]
        if finding.where not in {slot.where for slot in slots} and (row := self._row("", finding)):
            return row
        paragraphs = [p for slot in slots for p in _paragraphs(slot)]
        return self._saying(path, paragraphs) or _written(paragraphs)

    def _saying(self, path: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
        try:
            value = value_at(self._data, path)
        except (LookupError, ValueError):
            return []
        return _holding(value, paragraphs)[:1] if isinstance(value, str) else []

    def _words(self, path: str, finding: Finding) -> list[Paragraph]:
        """The paragraph of the words in no field that a finding quotes."""
        if finding.code not in _OF_WORDS:
            return []
        for each in self._reading.unmapped:
            if each.where == finding.where and (paragraphs := _holding(each.text, self._all)):
                return paragraphs[:1]
        return []

    def _row(self, path: str, finding: Finding) -> list[Paragraph]:
        """The row that the finding's place names."""
        slots = [s for s in self._copy.slots() if finding.where and s.where == finding.where]
        return _written([p for slot in slots[:1] for p in _paragraphs(slot)])

    def _section(self, path: str, finding: Finding) -> list[Paragraph]:
        """The heading of a field's section, or else its first place."""
        for section in self._form.sections:
            if path.partition(".")[0].partition("[")[0] != section.name:
                continue
            headed = [p for p in self._all if p.text.strip() and key(p.text) in section.keys]
            match = self._copy.sections.get(section.name)
            rows = match.rows if match is not None else []
            inside = [s for row in rows for slots in row.slots.values() for s in slots]
            return headed[:1] or [p for s in inside for p in _paragraphs(s)][:1]
        return []


def _stands_at(slot: Slot, origin: Origin) -> bool:
    return (slot.section, slot.row, slot.column) == origin[:3]


def _paragraphs(slot: Slot) -> list[Paragraph]:
    """A slot's paragraphs; where it has none, those of its cell."""
    return list(walk(slot.blocks)) or (slot.cell.paragraphs if slot.cell else [])


def _written(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs from the first that shows something to the last, or the first."""
    visible = [n for n, p in enumerate(paragraphs) if p.text.strip() or p.marks & Mark.DRAWN]
    return paragraphs[visible[0] : visible[-1] + 1] if visible else paragraphs[:1]


def _holding(words: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs with the first line of some words, on their own or beside others."""
    line = " ".join(words.split("\n")[0].split())
    texts = [" ".join(p.text.split()) for p in paragraphs] if line else []
    return [p for p, text in zip(paragraphs, texts, strict=False) if text == line] or [
        p for p, text in zip(paragraphs, texts, strict=False) if line in text
    ]
