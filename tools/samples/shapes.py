"""How people bend the form itself: cells merged, rows put in, controls, a picture to sign with.

In: a document that is typed in. Out: nothing; the document has another shape and says the same.
"""

from copy import deepcopy
from io import BytesIO

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import _Cell, _Row
from lxml.etree import _Element

from .scribble import scribble


def merged_outcome(document: Document) -> None:
    """The first outcome over two rows: half of its measures and links in each."""
    table = document.tables[1]
    upper = table.rows[2]
    upper._tr.addnext(deepcopy(upper._tr))
    lower = table.rows[3]
    upper._tr.tc_lst[0].vMerge, lower._tr.tc_lst[0].vMerge = "restart", "continue"
    _halve(upper, lower)


def _halve(upper: _Row, lower: _Row) -> None:
    """The first half of each list stays above, the rest goes below the merged cell."""
    above, below = (row._tr.tc_lst for row in (upper, lower))
    for extra in below[0].p_lst[1:]:
        below[0].remove(extra)
    _wipe(below[0])
    for first, second in zip(above[1:], below[1:], strict=True):
        half = (len(first.p_lst) + 1) // 2
        for spare in first.p_lst[half:]:
            first.remove(spare)
        for spare in second.p_lst[:half]:
            second.remove(spare)


def another_need(document: Document) -> None:
    """A sixth row for learning needs: the last one goes there, and the fifth row stays blank."""
    fifth = document.tables[3].rows[-1]._tr
    fifth.addnext(deepcopy(fifth))
    for cell in fifth.tc_lst:
        _wipe(cell)


def _wipe(cell: _Element) -> None:
    for run in cell.findall(f".//{qn('w:r')}"):
        above = run.getparent()
        assert above is not None
        above.remove(run)


def picture_signature(document: Document) -> None:
    """The officer signs with a picture of a signature, and types nothing."""
    paragraph = document.tables[0].rows[0].cells[-1].paragraphs[0]
    for run in paragraph.runs:
        run.clear()
    drawn = paragraph.add_run().add_picture(BytesIO(scribble()), width=Cm(3.2))
    drawn._inline.docPr.set("descr", "Signature")


def controls(document: Document) -> None:
    """Content controls: a list of levels, a date picker, and one around a whole cell."""
    left, right = document.tables[0].rows[1:3], document.tables[0].rows[2]
    _around_runs(left[0].cells[1], "Level", _levels())
    _around_runs(right.cells[-1], "Date of meeting", _date("2026-07-22T00:00:00Z"))
    _around_cell(document.tables[0].rows[3].cells[1], "Manager", OxmlElement("w:text"))


def _levels() -> _Element:
    made = OxmlElement("w:dropDownList")
    for number in range(1, 5):
        item = OxmlElement("w:listItem")
        item.set(qn("w:displayText"), f"SES Level {number}")
        item.set(qn("w:value"), f"SES{number}")
        made.append(item)
    return made


def _date(day: str) -> _Element:
    made = OxmlElement("w:date")
    made.set(qn("w:fullDate"), day)
    for name, value in (
        ("dateFormat", "d MMMM yyyy"),
        ("lid", "en-AU"),
        ("storeMappedDataAs", "dateTime"),
        ("calendar", "gregorian"),
    ):
        part = OxmlElement(f"w:{name}")
        part.set(qn("w:val"), value)
        made.append(part)
    return made


def _around_runs(cell: _Cell, title: str, kind: _Element) -> None:
    paragraph = cell.paragraphs[0]
    control, content = _control(title, kind)
    runs = [run._r for run in paragraph.runs]
    runs[0].addprevious(control)
    for run in runs:
        content.append(run)


def _around_cell(cell: _Cell, title: str, kind: _Element) -> None:
    control, content = _control(title, kind)
    cell._tc.addprevious(control)
    content.append(cell._tc)


def _control(title: str, kind: _Element) -> tuple[_Element, _Element]:
    control, about = OxmlElement("w:sdt"), OxmlElement("w:sdtPr")
    alias, content = OxmlElement("w:alias"), OxmlElement("w:sdtContent")
    alias.set(qn("w:val"), title)
    about.append(alias)
    about.append(kind)
    control.append(about)
    control.append(content)
    return control, content
