"""Where the form is signed: Word's own line to sign on stays, and a printed rule becomes a border.

A rule of underscores would be read as words of the signature's cell; a border is a line all the
same, and no word. What else is printed there (a line for the date) gives way to the tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plandocs.description.form import FormSpec
from plandocs.word.locate import Copy, Slot
from plandocs.word.revise.edits import properties_of
from plandocs.word.view.document import Paragraph, walk

_LINE = "<o:signatureline "
_RULE = re.compile(r"[_.…‗\-–—\s]*(?:_{3,}|\.{4,}|…{2,})[_.…‗\-–—\s]*")
_BORDER = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
# What stands in front of a border in a paragraph's properties (ECMA-376 17.3.1.26).
_BEFORE = re.compile(
    r"<w:pPr(?:\s[^>]*)?>(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|widowControl|"
    r"suppressLineNumbers)\b[^>]*/>|<w:framePr\b[^>]*/>|<w:numPr>.*?</w:numPr>)*",
    re.DOTALL,
)


def holds_line(paragraph: str) -> bool:
    """Tell whether a paragraph's XML has Word's own signature line."""
    return _LINE in paragraph


def is_rule(text: str) -> bool:
    """Tell whether a text is nothing but a rule to write on."""
    return _RULE.fullmatch(text) is not None


def begins_with_rule(text: str) -> bool:
    """Tell whether a text begins with a rule to write on."""
    return _RULE.match(text) is not None


def ruled(paragraph: str) -> str:
    """A paragraph's properties, with a border in place of a rule."""
    own = properties_of(paragraph)
    if "<w:pBdr>" in own:
        return own
    found = _BEFORE.match(own)
    if found is None or own.endswith("/>"):
        return f"<w:pPr>{_BORDER}</w:pPr>"
    return f"{own[: found.end()]}{_BORDER}{own[found.end() :]}"


def given_way(copy: Copy, form: FormSpec) -> Iterator[tuple[str, str]]:
    """The label of each signature with what is printed in its place and does not stay there."""
    for cell in form.cells:
        slot = copy.cells.get(cell.name) if cell.kind.signs else None
        said = " ".join(" ".join(_printed(slot)).split()) if slot is not None else ""
        if slot is not None and said and not (is_bordered(slot) and is_rule(said)):
            yield cell.label, said


def is_bordered(slot: Slot) -> bool:
    """Has the signature a paragraph of its own, which can have a border?"""
    return not slot.cut and slot.span is None


def _printed(slot: Slot) -> Iterator[str]:
    paragraphs: list[Paragraph] = list(walk(slot.blocks))
    if slot.span is not None:
        yield paragraphs[0].text[slice(*slot.span)]
        return
    for number, p in enumerate(paragraphs):
        yield p.text[slot.cut if number == 0 else 0 :]
