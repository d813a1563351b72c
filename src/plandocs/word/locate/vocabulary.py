"""A form's labels as one look-up: which printed words stand for which heading, column or cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.normal.labels import key, keys_of
from plandocs.word.view.document import Block, Cell, Document, Paragraph, walk

LONGEST = 160  # no printed label is longer
_TELLING = 4  # words of a label that no other form has
_START = 4  # letters by which a text is found to begin like no label
_ASKED = 4000
_FRONT = "0123456789.()[]<>\"'‘’“”*•·–—- \t\xa0"
_SECTION_STARTS = frozenset({"sect", "part", "stag"})
_IDLE_STARTS = frozenset({"the ", "your"})
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERED = re.compile(
    rf"^(?:section|part|stage)\s+(?:(?:\d{{1,2}}|[ivx]{{1,4}}|[b-h]|{'|'.join(_COUNTED)})\b\s*)?"
    r"|^\d{1,2}\s+"
)
_SECTION = re.compile(
    rf"\s*(?:section|part)\s+(\d{{1,2}}|[a-h]|{'|'.join(_COUNTED)})\b\s*[:.–—-]?\s*",
    re.IGNORECASE,
)
_APPENDIX = re.compile(
    r"\s*(?:appendi(?:x|ces)|annex(?:ure)?s?|attachments?)\b\s*(?:$|[:.–—-]|[a-z]\b|\d{1,2}\b)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*[(\[]?\s*\b(?:continued|cont(?:['’]?d)?\.?)\s*[)\]]?\s*$", re.IGNORECASE)


class Known(NamedTuple):
    """All label keys of a form, or of several, and how they begin."""

    keys: frozenset[str]
    starts: frozenset[str]


class Vocabulary(NamedTuple):
    """Label keys → what they stand for."""

    cells: dict[str, FieldSpec]
    columns: dict[str, tuple[tuple[SectionSpec, FieldSpec], ...]]
    headings: dict[str, SectionSpec]
    printed: dict[str, SectionSpec]
    records: dict[str, FieldSpec]  # labels of records long enough to be told without a heading
    homes: dict[FieldSpec, SectionSpec]  # the record that a field belongs to
    by_number: dict[int, SectionSpec]
    known: Known
    known_headings: dict[str, SectionSpec | None]  # texts already asked about


@lru_cache(maxsize=32)
def vocabulary(form: FormSpec) -> Vocabulary:
    """The look-up of a form."""
    columns: dict[str, list[tuple[SectionSpec, FieldSpec]]] = {}
    for section in form.sections:
        for column in section.columns:
            for each in column.keys:
                columns.setdefault(each, []).append((section, column))
        for above, column in first_under(section).items():
            columns.setdefault(above, []).append((section, column))
    cells = {each: cell for cell in (*form.custom, *form.cells) for each in cell.keys}
    headings = {heading_key(each): s for s in form.sections for each in s.keys}
    printed = {each: s for s in form.sections for each in s.printed_keys}
    records = [section for section in form.sections if not section.is_table]
    own_title = key(form.title)
    titles = [
        own_title,
        *(each for relative in form.relatives for each in (*relative.titles, *relative.keys)),
    ]
    alone = [each for cell in form.cells for each in cell.alone]
    keys = frozenset((*cells, *alone, *columns, *headings, *printed, *titles))
    starts = frozenset(each[:_START].rstrip() for each in keys)
    starts |= {each.lstrip(_FRONT)[:_START].casefold() for each in form.taught}
    return Vocabulary(
        cells,
        {each: tuple(meanings) for each, meanings in columns.items()},
        headings,
        printed,
        {
            each: column
            for section in records
            for column in section.columns
            for each in column.keys
            if len(each.split()) >= _TELLING
        },
        {column: section for section in records for column in section.columns},
        {section.number: section for section in form.sections},
        Known(keys, starts | _SECTION_STARTS | _IDLE_STARTS),
        {},
    )


@lru_cache(maxsize=64)
def first_under(section: SectionSpec) -> dict[str, FieldSpec]:
    """The keys of headings that stand above several columns, each with the first of these."""
    under = [column for column in section.columns if column.under]
    return {key(column.under): column for column in reversed(under)}


@lru_cache(maxsize=32)
def known_labels(forms: tuple[FormSpec, ...]) -> Known:
    """The labels of several forms: a text that begins like none of them costs nothing."""
    each = [vocabulary(form).known for form in forms]
    return Known(
        frozenset().union(*(known.keys for known in each)),
        frozenset().union(*(known.starts for known in each)),
    )


def may_be_label(text: str, starts: frozenset[str]) -> bool:
    """Return whether this text could be a label, by its length and its first letters."""
    if len(text) > LONGEST:
        return False
    front = text if text[:1].isalpha() else text.lstrip(_FRONT)
    return _may_begin(front[:_START].casefold(), starts)


def _may_begin(front: str, starts: frozenset[str]) -> bool:
    # What is beyond ASCII may be invisible: then the keys tell.
    return front in starts or front[:3] in starts or not front.isascii()


def heading_key(label: str) -> str:
    """The key of a section's heading, without "Section 3" in front."""
    return _NUMBERED.sub("", key(label))


def without_continued(text: str) -> str:
    """A heading without "(continued)" at its end; that alone is no heading."""
    return _GOES_ON.sub("", text) or text


def begins_appendix(text: str) -> bool:
    """Return whether this heads what is appended to a form: "Attachment A: the framework"."""
    return len(text) <= LONGEST and _APPENDIX.match(text) is not None


def heading(text: str, words: Vocabulary) -> SectionSpec | None:
    """The section that this text is the heading of."""
    if not text or not may_be_label(text, words.known.starts):
        return None
    if text not in words.known_headings:
        if len(words.known_headings) > _ASKED:
            words.known_headings.clear()
        words.known_headings[text] = _heading(without_continued(text), words)
    return words.known_headings[text]


def _heading(text: str, words: Vocabulary) -> SectionSpec | None:
    result = words.headings.get(heading_key(text))
    if result is not None:
        return result
    numbered = _SECTION.match(text)
    if numbered is None:
        return None
    section = words.by_number.get(_number(numbered[1].casefold()))
    rest = heading_key(text)
    if section is None or not rest:
        return section
    known = [heading_key(each) for each in section.keys]
    return section if any(_alike(rest, each) for each in known) else None


def _number(text: str) -> int:
    """The number of a section: "3", "three" and "c" are 3."""
    if text.isdecimal():
        return int(text)
    return _COUNTED.index(text) + 1 if text in _COUNTED else ord(text) - ord("a") + 1


def _alike(first: str, second: str) -> bool:
    """Return whether two headings share most of their words."""
    a, b = set(first.split()), set(second.split())
    return 2 * len(a & b) >= max(1, min(len(a), len(b))) + 1 or a == b


def lines(blocks: list[Block]) -> list[str]:
    """The lines of a cell that have anything in them, as a reader sees them."""
    result: list[str] = []
    for block in blocks:
        if type(block) is Paragraph and block.text:
            result.extend(line.strip() for line in block.text.split("\n"))
    return [line for line in result if line]


def labels(cell: Cell, known: Known) -> tuple[str, ...]:
    """The label keys of a cell: its first line, its first two, or all of it, where known."""
    result = cell.labels
    if result is None:
        first = cell.blocks[0] if cell.blocks else None
        front = first.text[:_START] if type(first) is Paragraph else ""
        if front[:1].isalpha() and not _may_begin(front.casefold(), known.starts):
            result = ()  # most of what people type begins like no label
        else:
            result = _labels(cell.blocks, known) if cell.filled else ()
        cell.labels = result
    return result


def is_label_of(cell: Cell, field: FieldSpec, form: FormSpec) -> bool:
    """Return whether a cell says the label of this field."""
    known = _known_of(field, form)
    first = cell.blocks[0] if cell.blocks else None
    front = first.text[:_START] if type(first) is Paragraph else ""
    if front[:1].isalpha() and not _may_begin(front.casefold(), known.starts):
        return False  # as most of what people type
    return not field.keys.isdisjoint(_labels(cell.blocks, known))


@lru_cache(maxsize=512)
def _known_of(field: FieldSpec, form: FormSpec) -> Known:
    """The labels of one field, and how they begin, also with a word or a number in front."""
    starts = {each[:_START].rstrip() for each in field.keys}
    starts |= {each.lstrip(_FRONT)[:_START].casefold() for each in form.taught}
    return Known(field.keys, frozenset(starts) | _SECTION_STARTS | _IDLE_STARTS)


def _labels(blocks: list[Block], known: Known) -> tuple[str, ...]:
    text = lines(blocks)
    if not text or not may_be_label(text[0], known.starts):
        return ()
    whole = " ".join(text)
    keys = list(keys_of(text[0]))
    if len(text) > 1:
        keys += keys_of(f"{text[0]} {text[1]}")
    if len(text) > 2 and len(whole) <= LONGEST:
        keys += keys_of(whole)
    if ":" in text[0]:
        keys += keys_of(text[0].partition(":")[0])
    return tuple([each for each in keys if each in known.keys or _may_head(each, known)])


def _may_head(label: str, known: Known) -> bool:
    """Return whether this could be the heading of a section, with its number in front."""
    return _NUMBERED.match(label + " ") is not None and (
        label[0].isalpha() or heading_key(label) in known.keys
    )


# Between the labels of one line: colons, tabs, gaps and rules to write on.
_PIECES = re.compile(r"[:：\t_]+| {2,}")

BY_PLACE = "its place"
"""What is said of a field that no words gave away."""

Texts = dict[str, str]


def unofficial_labels(
    document: Document, form: FormSpec, fields: Iterable[str]
) -> list[tuple[str, str]]:
    """The fields that were found, but not under their official label, and the words instead."""
    everywhere, inside = _texts(document, form)
    named = {cell.name: cell for cell in form.cells}
    named |= {f"{s.name}.{c.name}": c for s in form.sections for c in s.columns}
    return [
        (path, _words(named[path], inside.get(path.rpartition(".")[0], {}), everywhere))
        for path in fields
        if path in named
        and everywhere.keys().isdisjoint((key(named[path].label), *named[path].taught))
    ]


def _texts(document: Document, form: FormSpec) -> tuple[Texts, dict[str, Texts]]:
    """The printed words by their keys, of the whole document and of each section ("" before)."""
    everywhere, inside = Texts(), dict[str, Texts]()
    words, section = vocabulary(form), ""
    for p in walk(document.blocks):
        entered = heading(" ".join(p.text.split()), words)
        if entered is not None and entered.name != section:
            section = entered.name
            section_texts = Texts()
        else:
            section_texts = inside.setdefault(section, {})
        for line in p.text.split("\n"):
            pieces = [piece for piece in _PIECES.split(line) if key(piece)]
            for piece in pieces:
                text = " ".join((line if len(pieces) == 1 else piece).split())
                for texts in (everywhere, section_texts):
                    texts.setdefault(key(piece), text)
    return everywhere, inside


def _words(field: FieldSpec, *texts: Texts) -> str:
    result = (each[name] for each in texts for name in sorted(field.keys) if name in each)
    return next(result, BY_PLACE)
