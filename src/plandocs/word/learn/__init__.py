"""A blank form as somebody sees it who does not know it: what asks to be filled in, and its words.

`survey` goes through the blocks of a document. `body` reads its lines by the labels that `lines`
finds in each; `tables` reads tables row by row, and `grids` those whose rows are alike. What is
found are `places`, plain values. No word of any form is known here, only what Word shows and how
forms are laid out: rules, dots, colons, boxes, hints, blank cells, headings.
"""

from __future__ import annotations

import re

from plandocs.word.learn.lines import label_text
from plandocs.word.learn.places import Column, Grid, Heading, Part, Place, Survey
from plandocs.word.learn.tables import Numbers, parts_of
from plandocs.word.view.document import Document, walk

__all__ = ["Column", "Grid", "Heading", "Part", "Place", "Survey", "survey"]

_LONGEST_TITLE = 120
_AMONG = 12  # paragraphs with words among which the title is
_FORM = re.compile(
    r"\b(?:form|application|report|request|registration|agreement|template|plan|review|checklist"
    r"|assessment|evaluation|questionnaire|survey|record|consent|declaration|log|profile|policy)s?\b",
    re.IGNORECASE,
)


def survey(document: Document) -> Survey:
    """What a blank asks for: its title, its headings, places to fill and tables that repeat."""
    parts = tuple(parts_of(document.blocks, Numbers()))
    return Survey(_title(document, parts), parts)


def _title(document: Document, parts: tuple[Part, ...]) -> str:
    """The words at its head that name a form, or the first that are no label."""
    labels = {part.label for part in parts if isinstance(part, Place)}
    texts = [
        " ".join(p.text.split()) for p in walk(document.blocks) if any(map(str.isalpha, p.text))
    ]
    first = next((n for n, text in enumerate(texts) if label_text(text) in labels), len(texts))
    named = [each for each in texts[: min(first, _AMONG)] if 2 < len(each) <= _LONGEST_TITLE]
    free = [each for each in named if not each.rstrip().endswith((".", ":", "。", ";"))]
    return next((each for each in free if _FORM.search(each)), next(iter(free), ""))
