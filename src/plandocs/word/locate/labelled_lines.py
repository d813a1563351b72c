"""Labelled values in the body: "Officer name: Priya Raman", also several in one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plandocs.form import FieldSpec
from plandocs.labels import key
from plandocs.word.document import Paragraph
from plandocs.word.locate.found import HEADER, Slot, text_of
from plandocs.word.locate.labelled import begin_copy, put, spec_of, specs_at
from plandocs.word.locate.vocabulary import heading

if TYPE_CHECKING:
    from plandocs.word.locate.locator import Locator

_ENDS_LABEL = re.compile(r"[:：\t]")
_PIECE = re.compile(r"(?:^|\t|\n| {2,})([^\t\n:：]{2,80}?)[ \xa0]*(?:[:：]|(?=\t)|$)")
_COLON = re.compile(r"\s*[:：]\s*$")


def labelled_text(locator: Locator, p: Paragraph) -> bool:
    """A paragraph of the body such as "Officer name: Priya Raman"; False where it is none."""
    specs = specs_at(locator)
    text = p.text
    if locator.awaited is not None:
        _value_below(locator, locator.awaited, p)
        return True
    pieces = _pieces(text, specs)
    if not pieces or key(text) == key(locator.form.title):
        return False
    begin_copy(locator, [spec for spec, _, _ in pieces])
    holder = next((s for s, _, _ in pieces if s.kind == "signature"), pieces[0][0])
    for spec, begin, end in pieces:
        value = Paragraph(p.start)
        value.end, value.text, value.date = p.end, text[begin:end], p.date
        if spec is holder:  # a picture in the line is the signature
            value.marks, value.extras = p.marks, p.extras
        slot = Slot(spec, HEADER, 0, 0, [value])
        slot.span = (begin, end)
        put(locator, spec, slot)
    last_spec, begin, end = pieces[-1]
    if len(pieces) == 1 and not text[begin:end].strip() and _COLON.search(text[:begin]):
        locator.awaited = last_spec
    return True


def _value_below(locator: Locator, spec: FieldSpec, p: Paragraph) -> None:
    """The paragraph after a label that stands alone holds its value, unless it is print."""
    locator.awaited = None
    text = text_of(p)
    known = text in locator.printed or heading(text, locator.words) is not None
    if not text or known or _pieces(p.text, specs_at(locator)):
        locator.paragraph(p)
    else:
        put(locator, spec, Slot(spec, HEADER, 0, 0, [p]))


def _pieces(text: str, specs: dict[str, FieldSpec]) -> list[tuple[FieldSpec, int, int]]:
    """The labels in a line and where each value begins and ends."""
    if not _ENDS_LABEL.search(text):
        return []
    found: list[tuple[FieldSpec, int, int]] = []
    for match in _PIECE.finditer(text):
        spec = spec_of(match[1], specs)
        if spec is None:
            continue
        if found:
            found[-1] = (*found[-1][:2], match.start())
        found.append((spec, match.end(), len(text)))
    return found
