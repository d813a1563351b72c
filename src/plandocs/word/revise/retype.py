"""A value typed over in a document that people have edited: every other mark and word stays.

Replacements touch the value's own characters; its runs, the comments anchored in it and the control
around it stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from plandocs.word.locate import Slot
from plandocs.word.package.tokens import EMPTY, escape, taken_apart
from plandocs.word.revise.edits import Edits, paragraph_with, with_stretches
from plandocs.word.view.document import Mark, Paragraph, walk

_HERE = "\x00"  # where the new text goes; no XML can hold it
_INLINE = re.compile(
    rf"(<w:sdt>(?:(?!</w:sdt>).)*?)<w:showingPlcHdr\b{EMPTY}((?:(?!</w:sdt>).)*?<w:sdtContent>)"
    r"(?:(?!</w:sdt>).)*?(</w:sdtContent></w:sdt>)",
    re.DOTALL,
)
_PROMPT_STYLE = re.compile(rf'<w:rStyle w:val="PlaceholderText"{EMPTY}')
_PICKED = re.compile(r'(<w:date\b[^>]*?)\s+w:fullDate="[^"]*"')
_DATE = re.compile(r"<w:date(?=[\s/>])")
# What would show something else than the control's own text.
_COVERING = ("w:showingPlcHdr", "w:dataBinding", "w15:dataBinding")
_LINK = re.compile(r"<(w(?:15)?:dataBinding)\b[^>]*(?:/>|></\1>)")
_TEXT = '<w:t xml:space="preserve">'


def why_not(slot: Slot) -> str:
    """Why a slot cannot be typed over without losing something; "" where it can."""
    marks = 0
    for p in walk(slot.blocks):
        marks |= p.marks
    if marks & Mark.TRACKED:
        return "changes are tracked in it; accept or reject them first"
    if marks & Mark.HIDDEN:
        return "it holds hidden text"
    if marks & Mark.DRAWN:
        return "it holds a picture, such as a signature"
    if slot.spec.kind.boxes("\n".join(p.text for p in walk(slot.blocks))):
        return "it has boxes; tick the right one in Word"
    if not slot.blocks and not label_line(slot):
        return "its cell has no paragraph"
    return ""


def label_line(slot: Slot) -> Paragraph | None:
    """The last line of a cell that holds its label alone."""
    written = [p for p in slot.cell.paragraphs if p.text.strip()] if slot.cell else []
    return written[-1] if written else None


class Retyping(NamedTuple):
    """A slot and its new text; ``day`` is what a date picker then carries."""

    slot: Slot
    text: str
    day: date | None = None


def retype(edits: Edits, changes: Sequence[Retyping]) -> None:
    """Put each text in place of its slot's value; a line of the body may hold several."""
    lines: dict[int, list[Retyping]] = {}
    for change in changes:
        if change.slot.span is None:
            _value(edits, *change)
        else:
            first = next(walk(change.slot.blocks))
            lines.setdefault(first.start, []).append(change)
    for several in lines.values():
        _line(edits, several)


def _line(edits: Edits, changes: Sequence[Retyping]) -> None:
    """Values in one line of the body."""
    p = next(walk(changes[0].slot.blocks))
    marks = {f"{_HERE}{n}{_HERE}": change for n, change in enumerate(changes)}
    spans = [(*(c.slot.span or (0, 0)), mark) for mark, c in marks.items()]
    xml = with_stretches(edits.paragraph(p), spans)
    for mark, change in marks.items():
        xml = xml.replace(mark, _spelled(change.text))
    day = next((c.day for c in changes if c.day), None)
    edits.rewrite(p, _LINK.sub("", _picked(xml, day)))
    _around(edits, p, day)


def _value(edits: Edits, slot: Slot, text: str, day: date | None) -> None:
    alone = None if slot.blocks else label_line(slot)
    first, *more = [alone] if alone else list(walk(slot.blocks))
    xml = edits.paragraph(first)
    if alone:
        xml = after_label(alone, xml, _HERE)
    elif any(extra.kind == "prompt" for extra in first.extras or ()):
        xml = _over_prompt(xml)
    else:
        xml = with_stretches(xml, [(slot.cut, len(first.text), _HERE)], "")
    xml = _LINK.sub("", _picked(xml, day)).replace(_HERE, _spelled(text))
    edits.rewrite(first, xml)
    for p in more:
        if p.text.strip():
            emptied = with_stretches(edits.paragraph(p), [(0, len(p.text), "")])
            edits.rewrite(p, emptied)
    _around(edits, first, day)


def after_label(p: Paragraph, xml: str, text: str) -> str:
    """A label's paragraph with its value behind it: on its line after a colon, else below it."""
    end = len(p.text)
    if p.text.rstrip().endswith((":", "：")):
        return with_stretches(xml, [(end, end, text)], "" if p.text[-1:].isspace() else " ")
    return with_stretches(xml, [(end, end, text)], f"</w:t><w:br/>{_TEXT}")


def _spelled(text: str) -> str:
    lines = f"</w:t><w:br/>{_TEXT}".join(map(escape, text.split("\n")))
    return lines.replace("\t", f"</w:t><w:tab/>{_TEXT}")


def _over_prompt(xml: str) -> str:
    """A paragraph that shows a control's prompt, with the new text in the control."""
    run = f"<w:r>{_TEXT}{_HERE}</w:t></w:r>"
    inside = _INLINE.sub(lambda m: f"{m[1]}{m[2]}{run}{m[3]}", xml, count=1)
    return inside if inside != xml else _PROMPT_STYLE.sub("", paragraph_with(xml, _HERE))


def _picked(xml: str, day: date | None) -> str:
    """Date pickers carry the new day, or none."""
    if not _DATE.search(xml):
        return xml
    undated = _PICKED.sub(r"\1", xml)
    text = f'<w:date w:fullDate="{day}T00:00:00Z"' if day else "<w:date"
    return _DATE.sub(text, undated)


def _around(edits: Edits, p: Paragraph, day: date | None) -> None:
    """A control around the whole paragraph shows this value now, and carries its day.

    Its link to stored data goes, or Word would show that again.
    """
    around = [each for each in edits.controls if each.content < p.start < each.content_end]
    for at in range(around[0].start, around[0].content) if around else ():
        name = taken_apart(edits.pieces[at]).name
        if name in _COVERING:
            closed = at + edits.pieces[at + 1].startswith(f"/{name}")
            edits.replace(edits.begin(at), edits.end(closed), "")
        elif name == "w:date":
            tag = edits.xml[edits.begin(at) : edits.end(at)]
            edits.replace(edits.begin(at), edits.end(at), _picked(tag, day))
