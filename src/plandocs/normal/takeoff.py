"""Taking the markers off one cell's paragraphs, until none of them starts with one.

Paragraphs come in, and paragraphs without markers go out: as many, or more where every line of one
started with a marker, for then its lines are paragraphs of their own.
"""

from collections.abc import Sequence

from plandocs.normal.leads import CANDIDATE, HOLLOW, counted, lead
from plandocs.normal.para import Para

__all__ = ["may_have_markers", "taken_off"]


def may_have_markers(paras: Sequence[Para]) -> bool:
    """Whether some paragraph could start with a marker: false for nearly every cell."""
    match = CANDIDATE.match
    return any(match(para.text) for para in paras)


def taken_off(paras: Sequence[Para]) -> Sequence[Para]:
    """The paragraphs with markers off, again and again until nothing changes."""
    while may_have_markers(paras):
        after = _once(paras)
        if [para.text for para in after] == [para.text for para in paras]:
            return after
        paras = after
    return paras


def _once(paras: Sequence[Para]) -> list[Para]:
    hollow = _all_marked([para for para in paras if para.text])
    lines = [line for para in paras for line in _split(para, hollow)]
    written = [line for line in lines if line.text]
    leads = [lead(line.text) for line in written]
    marks = iter(
        start if is_marker and (kind != HOLLOW or not line.listed) else 0
        for line, (kind, start), is_marker in zip(
            written, leads, counted([kind for kind, _ in leads], hollow), strict=True
        )
    )
    return [_cut(line, next(marks)) if line.text else line for line in lines]


def _all_marked(written: Sequence[Para]) -> bool:
    """Whether all the cell's paragraphs have a marker, so that "o " is one.

    A paragraph with an automatic marker has one, and its own "o " is text: `fill` writes items that
    way, and must find its own text again.
    """
    alone = counted([lead(para.text)[0] for para in written], hollow=False)
    return all(
        para.listed or is_marker or _every_line_marked(para, hollow=True)
        for para, is_marker in zip(written, alone, strict=True)
    )


def _every_line_marked(para: Para, hollow: bool) -> bool:
    return all(counted([lead(line)[0] for line in para.text.split("\n") if line], hollow))


def _split(para: Para, hollow: bool) -> Sequence[Para]:
    """The paragraph's lines where every one starts with a marker, else the paragraph."""
    if "\n" not in para.text or not _every_line_marked(para, hollow and not para.listed):
        return (para,)
    indents = iter(para.line_indents)
    return [
        Para(line, para.level, para.listed and bool(line), "", para.indent + next(indents, 0))
        if line
        else Para("")
        for line in para.text.split("\n")
    ]


def _cut(para: Para, start: int) -> Para:
    return para._replace(text=para.text[start:], marked=True) if start else para
