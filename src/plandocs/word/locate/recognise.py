"""Which form is it? Exactly one form claims a document, or the error says which came close."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from plandocs.errors import NotThisForm
from plandocs.form import FieldSpec, FormSpec, Relative, SectionSpec
from plandocs.labels import key, keys_of
from plandocs.word.document import Block, Document, Paragraph, Table
from plandocs.word.locate.vocabulary import (
    Known,
    Vocabulary,
    heading,
    heading_key,
    known_labels,
    labels,
    may_be_label,
    vocabulary,
    without_continued,
)

_PRINTED_ROWS = 3
_TABLES = 3
_LABELS = 5
_HEADINGS = 2
_SURE = 3  # headings that make it sure
_OWN_WORDS = 4
_NAMED = 3  # sections in a message
_UNKNOWN = "This Word document is no form that plandocs knows"
_NEXT = "Give the completed form; if this is one, copy its words into the official blank."


class Evidence(NamedTuple):
    """The label keys of a document: all of them, and those of each table row together."""

    keys: frozenset[str]
    rows: tuple[frozenset[str], ...]
    texts: tuple[str, ...]


class Claim(NamedTuple):
    """How well a form fits: its labels, the sections whose tables are there, its own print."""

    form: FormSpec
    cells: int
    sections: tuple[str, ...]
    headed: int  # headings of sections
    titled: bool
    own: int  # labels and columns in the form's own words, and not in other agencies'
    relative: Relative | None

    @property
    def holds(self) -> bool:
        """Is the document this form?

        Its title or its headings tell, or some labels in its own words: executives elsewhere have
        agreements with outcomes, the same capabilities and learning needs, too. With fewer tables,
        other forms of the same trade have the same few words, and the header block must tell too.
        """
        if self.relative is not None:
            return False
        tables, own = len(self.sections), self.titled or self.headed >= _HEADINGS
        telling = own or self.own >= _OWN_WORDS
        return (
            (tables >= _TABLES and telling)
            or (tables == _TABLES - 1 and (own or (telling and self.cells >= _LABELS)))
            or (tables == 1 and self.cells >= _LABELS and (own or self.headed > 0))
        )

    @property
    def strength(self) -> int:
        """For comparing claims: a section weighs as much as two cells."""
        return 2 * len(self.sections) + self.cells


def recognise(document: Document, forms: Iterable[FormSpec]) -> FormSpec:
    """The form that a document is.

    Raises:
        NotThisForm: where no form claims it; the message says which came close, and why.
    """
    candidates = tuple(forms)
    evidence = gather(document, known_labels(candidates))
    claims = [_claim(evidence, form) for form in candidates]
    held = sorted((c for c in claims if c.holds), key=lambda c: -c.strength)
    if held and (len(held) == 1 or held[0].strength > held[1].strength):
        return held[0].form
    if held:
        names = " and ".join(repr(claim.form.title) for claim in held)
        both = f"This document could be {names}; it holds the labels of both."
        raise NotThisForm(f"{both} Keep one form in a file.")
    raise NotThisForm(_why(claims))


def gather(document: Document, known: Known) -> Evidence:
    """The label keys of a document, of texts that begin like a label."""
    keys: set[str] = set()
    rows: list[frozenset[str]] = []
    texts: list[str] = []
    _gather(document.blocks, known, keys, rows, texts)
    return Evidence(frozenset(keys), tuple(rows), tuple(texts))


def _gather(
    blocks: list[Block],
    known: Known,
    keys: set[str],
    rows: list[frozenset[str]],
    texts: list[str],
) -> None:
    for block in blocks:
        if type(block) is Table:
            for row in block.rows:
                here: list[str] = []
                for cell in row.cells:
                    if cell.filled:
                        here += labels(cell, known)
                        _gather(cell.blocks, known, keys, rows, texts)
                if here:
                    rows.append(frozenset(here))
        elif type(block) is Paragraph and block.text:
            _gather_text(block.text, known, keys, texts)


def _gather_text(text: str, known: Known, keys: set[str], texts: list[str]) -> None:
    """The texts in a paragraph that may be labels: its lines, and what a colon ends."""
    for line in text.split("\n") if "\n" in text else (text,):
        pieces = line.split("\t") if "\t" in line else (line,)
        for piece in pieces:
            if ":" in piece and may_be_label(label := piece.partition(":")[0], known.starts):
                keys.update(keys_of(label))
                texts.append(label)
        if may_be_label(line, known.starts):
            keys.update(keys_of(line))
            texts.append(line)


def _claim(evidence: Evidence, form: FormSpec) -> Claim:
    words = vocabulary(form)
    titled = key(form.title) in evidence.keys
    headed = {
        section.name
        for text in evidence.texts
        if (section := heading(text, words)) is not None and _tells(section, text, words)
    }
    wide = titled or len(headed) >= _SURE  # then it may speak of everything in words of its own
    cells = sum(1 for cell in form.cells if _keys_of(cell, wide) & evidence.keys)
    by_columns = {s.name for s in form.sections if _has_columns(s, evidence, wide)}
    sections = tuple(
        section.name
        for section in form.sections
        if section.name in by_columns or _has_printed_rows(section, evidence)
    )
    relative = _relative(evidence, form, by_columns)
    clear = titled or len(headed) >= _HEADINGS
    own = 0 if clear else _own_words(evidence, form)  # asked for only where it decides
    return Claim(form, cells, sections, len(headed), titled, own, relative)


def _own_words(evidence: Evidence, form: FormSpec) -> int:
    """How many labels and columns the document has in the form's own words."""
    columns = [column.label for section in form.sections for column in section.columns]
    labels = [cell.label for cell in form.cells]
    return len({key(label) for label in (*columns, *labels)} & evidence.keys)


def _has_printed_rows(section: SectionSpec, evidence: Evidence) -> bool:
    met = {
        label
        for row in evidence.rows
        for each in row
        if (label := section.printed_keys.get(heading_key(each)))
    }
    return len(met) >= _PRINTED_ROWS


def _keys_of(field: FieldSpec, wide: bool) -> frozenset[str]:
    return field.keys if wide else field.telling


def _tells(section: SectionSpec, text: str, words: Vocabulary) -> bool:
    """Has this heading the section's number, or words that tell the form and head no column?"""
    own = heading_key(without_continued(text))
    if own != key(text):
        return True
    return own not in words.columns and any(heading_key(each) == own for each in section.telling)


def _has_columns(section: SectionSpec, evidence: Evidence, wide: bool) -> bool:
    need = max(2, -(-3 * len(section.columns) // 5))
    if section.shape == "cells":
        return sum(1 for c in section.columns if _keys_of(c, wide) & evidence.keys) >= need
    return any(
        sum(1 for c in section.columns if _keys_of(c, wide) & row) >= need
        for row in evidence.rows
        if len(row) >= need
    )


def _relative(evidence: Evidence, form: FormSpec, by_columns: set[str]) -> Relative | None:
    """A near relative that the document is rather than this form."""
    own = by_columns - {section.name for section in form.sections if section.printed}
    if len(own) >= 2:
        return None
    for relative in form.relatives:
        if evidence.keys & relative.titles or len(evidence.keys & relative.keys) >= 2:
            return relative
    return None


def _why(claims: list[Claim]) -> str:
    closest = max(claims, key=lambda claim: claim.strength)
    if closest.strength == 0:
        return f"{_UNKNOWN}: none of their labels is in it. {_NEXT}"
    what = f"{_UNKNOWN}."
    if closest.relative is not None:
        what = f"This looks like the form {closest.relative.name!r}, which plandocs does not read."
    form = closest.form
    why = (
        f"Closest is {form.title!r}: {closest.cells} of its {len(form.cells)} labels and "
        f"{len(closest.sections)} of its {len(form.sections)} sections were found"
    )
    missing = [s.heading for s in form.sections if s.name not in closest.sections]
    if missing:
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        why += f"; not found: {'; '.join(missing[:_NAMED])}{more}"
    return f"{what} {why}. {_NEXT}"
