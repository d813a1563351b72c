"""Recognising the form: exactly one claims a document, or the error says which came close."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from plandocs.description.form import FieldSpec, FormSpec, Relative, SectionSpec
from plandocs.errors import NotThisForm
from plandocs.normal.labels import key, keys_of
from plandocs.word.locate.document_title import bears_title, is_title, openings, other_title
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
from plandocs.word.view.document import Block, Document, Paragraph, Table, walk

_ENDS = re.compile(r"[:：\t\n]+|_{2,}|\.{4,}|…+| {2,}|[☐☒]")
_MARKER = re.compile(r"\s*\(?(?:\d{1,2}|[a-z])[.)]\s*")
_PRINTED_ROWS = 3
_SURE = 3  # headings that make it sure
_OF_ITS_OWN = 4  # words of a label as printed that no other form has
_SENTENCE = 5  # and of a printed row
_OWN_LABELS = 2
_ENOUGH = 7  # weight of what a document must have of a form that its title or labels tell
_UNTOLD = 11  # and where they do not
_TITLE, _BY_THE_WAY, _OTHER_TITLE = 4, 2, -2
_OWN = 2  # weight of a label that no other form prints
_PRINTED = 2  # weight of a section's printed rows
_SOME = 2  # sections or labels that are no chance
_FOREIGN = 3  # headings of other sections that count against a form
_LEAST_TAUGHT, _MISSING_TAUGHT = 4, 5  # taught words that tell; at most one in so many is missing
_NAMED = 3  # sections in a message
_UNKNOWN = "This Word document is not a form that plandocs knows"
_COMMON = "Such tables are in other forms, too: too little is here that only this form prints"
_NEXT = "Give the completed form; if this is one, copy its words into the official blank."
_HEADED = re.compile(r"\s*(?:section|part)\s+(?:\d{1,2}|[a-h])\s*[:.–—-]\s*(?=\w)", re.IGNORECASE)


class Evidence(NamedTuple):
    """The label keys of a document: all of them, and those of each table's rows and columns.

    ``opening`` are the lines it begins with, ``pages`` the keys of its page headers and footers.
    """

    keys: frozenset[str]
    rows: tuple[frozenset[str], ...]
    texts: tuple[str, ...]
    opening: tuple[str, ...] = ()


class Claim(NamedTuple):
    """How well a form fits: what it alone prints, and the sections whose tables are there."""

    form: FormSpec
    cells: int
    sections: tuple[str, ...]
    printed: int  # sections of which the printed rows are there
    headed: int  # headings of sections
    title: int  # weight of the document's title
    exclusive: int  # labels and headings that no other form prints
    foreign: int  # numbered headings of sections that the form does not have
    other: str  # the title of another document
    relative: Relative | None

    @property
    def holds(self) -> bool:
        """Whether the document is this form.

        Its header's labels stand on every form of an office, and tables for outcomes, capabilities
        or learning needs on many. So its title or two labels of its own must be there; where they
        are not, all of its sections under their headings tell. Of a form without tables, half of
        its labels must be there besides.
        """
        if self.relative is not None:
            return False
        if not self.form.tables:
            recognised = self.title > 0 or self.exclusive >= _OWN_LABELS
            return recognised and 2 * self.cells >= len(self.form.cells)
        if not self.sections:
            return False
        if self.title > 0 or self.exclusive >= _OWN_LABELS:
            return self.weight >= _ENOUGH
        return len(self.sections) == len(self.form.sections) and self.weight >= _UNTOLD

    @property
    def weight(self) -> int:
        """What speaks for the form, less what speaks against it."""
        tables = len(self.sections) + (_PRINTED - 1) * self.printed
        return self.title + tables + self.headed + _OWN * self.exclusive - self.foreign

    @property
    def strength(self) -> int:
        """For comparing claims: a section weighs as much as two cells."""
        return 2 * (len(self.sections) + self.exclusive) + self.cells


def recognise(document: Document, forms: Iterable[FormSpec]) -> FormSpec:
    """The form that a document is, told by what no other form prints.

    Raises:
        NotThisForm: where no form claims it; the message says which came close, and why.
    """
    candidates = tuple(forms)
    evidence = gather(document, candidates)
    claims = [_claim(evidence, form) for form in candidates]
    held = sorted((c for c in claims if c.holds), key=lambda c: -c.weight)
    if held and (len(held) == 1 or held[0].weight > held[1].weight):
        return held[0].form
    if held:
        names = " and ".join(repr(claim.form.title) for claim in held)
        both = f"This document could be {names}; it holds the labels of both."
        raise NotThisForm(f"{both} Keep one form in a file.")
    raise NotThisForm(_why(claims))


def gather(document: Document, forms: tuple[FormSpec, ...]) -> Evidence:
    """The label keys of a document, of texts that begin like a label; and what it is called."""
    keys: set[str] = set()
    rows: list[frozenset[str]] = []
    texts: list[str] = []
    known = known_labels(forms)
    _gather(document.blocks, known, keys, rows, texts)
    if not all(form.tables for form in forms):  # its lines are all that tells it
        keys.update(_in_lines(document.blocks, known))
    cells = frozenset(each for form in forms for cell in form.cells for each in cell.keys)
    return Evidence(
        frozenset(keys),
        tuple(rows),
        tuple(texts),
        openings(document, cells),
    )


def _gather(
    blocks: list[Block],
    known: Known,
    keys: set[str],
    rows: list[frozenset[str]],
    texts: list[str],
) -> None:
    for block in blocks:
        if type(block) is Table:
            below: dict[int, list[str]] = {}
            for row in block.rows:
                row_keys: list[str] = []
                for cell in row.cells:
                    if cell.filled:
                        if met := labels(cell, known):
                            row_keys += met
                            below.setdefault(cell.column, []).extend(met)
                        _gather(cell.blocks, known, keys, rows, texts)
                if row_keys:
                    rows.append(frozenset(row_keys))
            rows += [frozenset(met) for met in below.values() if len(met) > 1]
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


def _in_lines(blocks: list[Block], known: Known) -> Iterator[str]:
    """The labels that rules, gaps and colons end, wherever they stand in a line."""
    for p in walk(blocks):
        for piece in _ENDS.split(p.text) if p.text else ():
            yield from known.keys.intersection(keys_of(_MARKER.sub("", piece)))


def _claim(evidence: Evidence, form: FormSpec) -> Claim:
    words = vocabulary(form)
    headed = {
        section.name
        for text in evidence.texts
        if (section := heading(text, words)) is not None and _tells(section, text, words)
    }
    title, other = _title(evidence, form)
    exclusive = _count_exclusive(evidence, form)
    # Where that much is its own, an agency may speak of all the rest in words that others have.
    wide = title > 0 or (len(headed) >= _SURE and exclusive >= _OWN_LABELS)
    cells = sum(1 for cell in form.cells if _keys_of(cell, wide) & evidence.keys)
    by_columns = {s.name for s in form.sections if _has_columns(s, evidence, wide)}
    printed = {s.name for s in form.sections if _has_printed_rows(s, evidence)}
    return Claim(
        form,
        cells,
        tuple(s.name for s in form.sections if s.name in by_columns | printed),
        len(printed),
        len(headed),
        title,
        exclusive,
        min(_FOREIGN, sum(1 for text in evidence.texts if _is_foreign(text, words))),
        other,
        _relative(evidence, form, by_columns, titled=title == _TITLE),
    )


def _title(evidence: Evidence, form: FormSpec) -> tuple[int, str]:
    """What a document's title weighs, and the title where it is another's."""
    if any(is_title(line, form.title) for line in evidence.opening):
        return _TITLE, ""
    named = key(form.title) in evidence.keys
    other = other_title(evidence.opening, form.title)
    return (_BY_THE_WAY if named else 0) + (_OTHER_TITLE if other else 0), other


def _count_exclusive(evidence: Evidence, form: FormSpec) -> int:
    """How many labels and headings the document has that no other form prints."""
    if not form.tables:
        return len(form.only & evidence.keys)
    keys = evidence.keys.union(map(heading_key, evidence.texts))
    exclusive = len({home for each, home in _only(form).items() if each in keys})
    return max(exclusive, _count_taught(keys, form))


def _count_taught(keys: Set[str], form: FormSpec) -> int:
    """How many of the words that an agency taught for headings, columns and rows are there.

    Some of them any form may have; nearly all of them only the form that they were taught for.
    """
    met = sum(1 for each in form.taught_print if not keys.isdisjoint(each))
    missing = len(form.taught_print) - met
    return met if met >= _LEAST_TAUGHT and missing * _MISSING_TAUGHT <= met else 0


@lru_cache(maxsize=32)
def _only(form: FormSpec) -> dict[str, str]:
    """The keys that no other form prints → the label or heading that they stand for."""
    result = {each: heading_key(cell.label) for cell in form.cells
              for each in sorted(cell.keys & form.only)}  # fmt: skip
    for section in form.sections:
        long = (printed for printed in section.printed_keys if len(printed.split()) >= _SENTENCE)
        result.update({printed: printed for printed in long})
        for each in (section.heading, *(column.label for column in section.columns)):
            printed = heading_key(each)
            if len(printed.split()) >= _OF_ITS_OWN:
                result[printed] = printed
        for name, keys in (
            (section.heading, section.keys),
            *((column.label, column.keys) for column in section.columns),
        ):
            home = heading_key(name)
            for each in sorted({*keys, *map(heading_key, keys)} & form.only):
                result.setdefault(each, home)
    return result


def _is_foreign(text: str, words: Vocabulary) -> bool:
    """Return whether this is the heading of a section the form does not have: "Part B: Duties"."""
    return _HEADED.match(text) is not None and heading(text, words) is None


def _has_printed_rows(section: SectionSpec, evidence: Evidence) -> bool:
    met = {
        label
        for row in evidence.rows
        for each in row
        if (label := section.printed_keys.get(heading_key(each)))
    }
    return bool(met) and len(met) >= min(_PRINTED_ROWS, len(section.printed))


def _keys_of(field: FieldSpec, wide: bool) -> frozenset[str]:
    return field.keys if wide else field.telling


def _tells(section: SectionSpec, text: str, words: Vocabulary) -> bool:
    """Return whether a heading has the section's number and words, or words that tell.

    A number alone tells nothing: "Part B".
    """
    bare = heading_key(without_continued(text))
    if bare != key(text):
        return bool(bare)
    return bare not in words.columns and any(heading_key(each) == bare for each in section.telling)


def _has_columns(section: SectionSpec, evidence: Evidence, wide: bool) -> bool:
    need = max(2, -(-3 * len(section.columns) // 5))
    if section.shape == "cells":
        return sum(1 for c in section.columns if _keys_of(c, wide) & evidence.keys) >= need
    rows = evidence.rows
    if any(column.under for column in section.columns):  # its headings take two rows
        rows = (*rows, *(upper | lower for upper, lower in pairwise(rows)))
    return any(
        sum(1 for c in section.columns if _keys_of(c, wide) & row) >= need
        for row in rows
        if len(row) >= need
    )


def _relative(
    evidence: Evidence, form: FormSpec, by_columns: set[str], *, titled: bool
) -> Relative | None:
    """A near relative that the document is rather than this form, by its title or its columns."""
    others = len(by_columns - {section.name for section in form.sections if section.printed})
    for relative in form.relatives:
        if others < _SOME and evidence.keys & relative.titles:
            return relative
        if titled:
            continue
        if others < _SOME and len(evidence.keys & relative.keys) >= _SOME:
            return relative
        if others <= _SOME and (
            bears_title(evidence.opening, relative.titles) or _has_column(evidence, form, relative)
        ):
            return relative
    return None


def _has_column(evidence: Evidence, form: FormSpec, relative: Relative) -> bool:
    """Return whether a table has the column that makes rows, and one of the relative's, too."""
    keys = frozenset().union(*(section.key_column.keys for section in form.sections))
    return any(row & keys and row & relative.keys - keys for row in evidence.rows)


def _why(claims: list[Claim]) -> str:
    closest = max(claims, key=lambda claim: claim.strength)
    if closest.strength == 0:
        return f"{_UNKNOWN}: none of their labels is in it. {_NEXT}"
    form, what = closest.form, f"{_UNKNOWN}."
    matched, total = len(closest.sections), len(closest.form.sections)
    if closest.relative is not None:
        what = f"This looks like the form {closest.relative.name!r}, none of those to read here."
    elif closest.other:
        what = f"This Word document is headed {closest.other!r}, and no form that plandocs knows."
    why = (
        f"Closest is {form.title!r}: {closest.cells} of its {len(form.cells)} labels, which "
        f"many forms have, and {matched} of its {total} sections were found"
    )
    missing = [s.heading for s in form.sections if s.name not in closest.sections]
    if missing:
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        why += f"; not found: {'; '.join(missing[:_NAMED])}{more}"
    if closest.relative is None and closest.sections:
        why += f". {_COMMON}" + ("" if closest.title > 0 else ", and its title is not there")
    return f"{what} {why}. {_NEXT}"
