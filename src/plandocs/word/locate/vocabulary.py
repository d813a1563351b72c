"""A form's labels as one look-up: which printed words stand for which heading, column or cell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from plandocs.form import FieldSpec, FormSpec, SectionSpec
from plandocs.labels import key
from plandocs.word.document import Block, Paragraph

LONGEST = 160  # no printed label is longer
_NUMBERED = re.compile(r"^(?:section|part|stage)\s+(?:\d{1,2}|[ivx]{1,4}|[a-e])\b\s*|^\d{1,2}\s+")
_SECTION = re.compile(r"\s*(?:section|part)\s+(\d{1,2})\b\s*[:.–—-]?\s*", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*[(\[]?\s*\b(?:continued|cont(?:['’]?d)?\.?)\s*[)\]]?\s*$", re.IGNORECASE)


class Vocabulary(NamedTuple):
    """Label keys → what they stand for."""

    cells: dict[str, FieldSpec]
    columns: dict[str, tuple[tuple[SectionSpec, FieldSpec], ...]]
    headings: dict[str, SectionSpec]
    printed: dict[str, SectionSpec]
    by_number: dict[int, SectionSpec]


@lru_cache(maxsize=32)
def vocabulary(form: FormSpec) -> Vocabulary:
    """The look-up of a form."""
    columns: dict[str, list[tuple[SectionSpec, FieldSpec]]] = {}
    for section in form.sections:
        for column in section.columns:
            for each in column.keys:
                columns.setdefault(each, []).append((section, column))
    return Vocabulary(
        {each: cell for cell in form.cells for each in cell.keys},
        {each: tuple(meanings) for each, meanings in columns.items()},
        {heading_key(each): s for s in form.sections for each in s.keys},
        {each: s for s in form.sections for each in s.printed_keys},
        {section.number: section for section in form.sections},
    )


def heading_key(label: str) -> str:
    """The key of a section's heading, without "Section 3" in front."""
    return _NUMBERED.sub("", key(label))


def without_continued(text: str) -> str:
    """A heading without "(continued)" at its end."""
    return _GOES_ON.sub("", text)


def heading(text: str, words: Vocabulary) -> SectionSpec | None:
    """The section that this text is the heading of."""
    if not text or len(text) > LONGEST:
        return None
    text = without_continued(text)
    found = words.headings.get(heading_key(text))
    if found is not None:
        return found
    numbered = _SECTION.match(text)
    if numbered is None:
        return None
    section = words.by_number.get(int(numbered[1]))
    rest = heading_key(text)
    if section is None or not rest:
        return section
    known = [heading_key(each) for each in section.keys]
    return section if any(_alike(rest, each) for each in known) else None


def _alike(first: str, second: str) -> bool:
    """Do two headings share most of their words?"""
    a, b = set(first.split()), set(second.split())
    return 2 * len(a & b) >= max(1, min(len(a), len(b))) + 1 or a == b


def lines(blocks: list[Block]) -> list[str]:
    """The lines of a cell that have anything in them, as a reader sees them."""
    found: list[str] = []
    for block in blocks:
        if type(block) is Paragraph and block.text:
            found.extend(line.strip() for line in block.text.split("\n"))
    return [line for line in found if line]


def labels(blocks: list[Block]) -> tuple[str, ...]:
    """The keys that a cell's label may have: its first line, its first two, all of it."""
    text = lines(blocks)
    if not text or len(text[0]) > LONGEST:
        return ()
    first = key(text[0])
    if len(text) == 1:
        return (first,)
    whole = " ".join(text)
    keys = [first, key(f"{text[0]} {text[1]}")]
    if len(whole) <= LONGEST:
        keys.append(key(whole))
    return tuple(keys)
