"""What work leaves behind in a document: changes under tracking, comments, notes beside the form.

In: a document that is typed in, and its place among the twelve. Out: nothing; some get a trace.
What they add is reported by a reading, what they change is accepted, and how they bend the form
is seen through. No value changes but one: a signature that is a picture has no text.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.run import Run
from lxml.etree import _Element

from .shapes import another_need, controls, merged_outcome, picture_signature


def leave_traces(document: Document, place: int) -> None:
    """What the officer at this place, or the manager, left in the document."""
    for trace in _TRACES.get(place, ()):
        trace(document)


def _tracked(document: Document) -> None:
    """A word put in and another struck out, with tracking on."""
    run = _outcome(document, 0).paragraphs[0].runs[-1]
    words = run.text.split(" ")
    before, added, after = " ".join(words[:-2]), f" {words[-2]}", f" {words[-1]}"
    run.text = before
    tail: _Element = run._r
    for kind, text in (("del", " quickly"), ("ins", added), ("", after)):
        piece = _run_with(text, deleted=kind == "del")
        if kind:
            change = OxmlElement(f"w:{kind}")
            for name, value in _BY_THE_MANAGER.items():
                change.set(qn(f"w:{name}"), value)
            change.append(piece)
            piece = change
        tail.addnext(piece)
        tail = piece


_BY_THE_MANAGER = {"id": "901", "author": "Priya Raman", "date": "2026-08-04T09:30:00Z"}


def _run_with(text: str, *, deleted: bool) -> _Element:
    run = OxmlElement("w:r")
    words = OxmlElement("w:delText" if deleted else "w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run


def _comment(document: Document) -> None:
    """The manager asks something in the margin."""
    run: Run = _measures(document, 1).paragraphs[0].runs[-1]
    asked = document.add_comment(
        run, "Could we say by when?", author="Siobhán O'Brien", initials="SO"
    )
    asked._comment_elm.set(qn("w:date"), _ASKED.strftime("%Y-%m-%dT%H:%M:%SZ"))


_ASKED = datetime(2026, 7, 21, 4, 5, tzinfo=UTC)


def _note(document: Document) -> None:
    """A line typed below a table, where the form has no place for it."""
    gap = document.tables[3]._tbl.getnext()
    next(p for p in document.paragraphs if p._p is gap).add_run(
        "Discussed with HR on 3 August: the branch pays for the course."
    )


def _label_again(document: Document) -> None:
    """The label typed again in front of its value."""
    runs = document.tables[0].rows[3].cells[1].paragraphs[0].runs
    runs[0].text = f"Manager name: {runs[0].text}"


def _struck(document: Document) -> None:
    """A measure struck through by hand, and not taken out."""
    for run in _measures(document, 2).paragraphs[-1].runs:
        run.font.strike = True


def _outcome(document: Document, number: int) -> _Cell:
    return document.tables[1].rows[2 + number].cells[0]


def _measures(document: Document, number: int) -> _Cell:
    return document.tables[1].rows[2 + number].cells[1]


_TRACES: dict[int, tuple[Callable[[Document], None], ...]] = {
    1: (_label_again, merged_outcome),
    2: (_tracked,),
    5: (picture_signature,),
    6: (_comment,),
    8: (_note,),
    10: (controls,),
    11: (_struck, another_need),
}
