"""Lines above a table: the titles of sections that are yet to come, and those of worked examples.

In comes what the locator knows; out goes whether a table is another section's, or an example.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plandocs.description.form import SectionSpec
from plandocs.normal.labels import key
from plandocs.word.locate.found import text_of
from plandocs.word.locate.locator import Locator
from plandocs.word.locate.vocabulary import Vocabulary, heading, lines
from plandocs.word.view.document import Block, Table

_EXAMPLE = re.compile(
    r"[\W_]*(?:(?:an?|the|worked|completed|sample|filled[ -]in|for) )*(?:examples?|samples?|e\.g)\b"
    r"(?:.{0,40}|.{0,3}[(\[–—-].{0,60})",
    re.IGNORECASE,
)


def titled_later(locator: Locator, section: SectionSpec) -> bool:
    """Is the title of this section still to come, behind the table at hand?"""
    end = locator.inside.end if locator.inside is not None else 0
    if locator.titles is None:
        locator.titles = {}
        for at, name in _titles(locator.document, locator.words):
            locator.titles[name] = max(at, locator.titles.get(name, 0))
    return locator.titles.get(section.name, 0) > end > 0


def _titles(blocks: list[Block], words: Vocabulary) -> Iterator[tuple[int, str]]:
    """Where the titles of sections stand: lines, and cells alone in their row."""
    for block in blocks:
        if not isinstance(block, Table):
            if (section := heading(text_of(block), words)) is not None:
                yield block.start, section.name
            continue
        for row in block.rows:
            filled = [cell for cell in row.cells if cell.filled]
            text = lines(filled[0].blocks)[:1] if len(filled) == 1 else []
            section = heading(text[0], words) if text else None
            if section is not None and key(text[0]) not in words.columns:
                yield row.start, section.name


def is_example(locator: Locator) -> bool:
    """Does the line right above the table at hand say that it is an example?"""
    return bool(locator.above) and _EXAMPLE.fullmatch(locator.above[-1]) is not None
