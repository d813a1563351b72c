"""Agencies' own blank forms, built in code: other labels, layouts and styles than the official one.

In: nothing. Out: the bytes of a blank, named after what is odd about it in ``BLANKS``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.table import Table, _Cell

CAPABILITIES = (
    "Shapes strategic thinking",
    "Achieves results",
    "Cultivates productive working relationships",
    "Exemplifies personal drive and integrity",
    "Communicates with influence",
)
_NEEDS = (
    "Priority",
    "Development need",
    "Relates to business outcome / work outcome / professional development",
    "Development activity",
    "Responsible / timing",
)


_STYLES = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid",
                     "LightGrid-Accent1", "ListNumber", "Title", "TitleChar"})  # fmt: skip


def four_columns() -> bytes:
    """A header block of 4 columns with other labels, in the agency's own styles."""
    document = _document("Department of Rivers", "Aptos")
    table = document.add_table(rows=4, cols=4, style="Light Grid Accent 1")
    labels = (
        ("Employee name", "Employee signature"),
        ("SES level", "Supervisor signature"),
        ("Business unit", "Meeting date"),
        ("Supervisor name", "Plan period"),
    )
    for row, (left, right) in enumerate(labels):
        table.cell(row, 0).text, table.cell(row, 2).text = left, right
    _outcomes(document, ("Key outcome", "Key performance indicators", "Strategic alignment"))
    _leadership(document, "Leadership capability", "Behavioural indicator")
    _needs(document)
    _boxes(document)
    return _saved(document)


def one_cell() -> bytes:
    """Label and value share a cell, and rows are numbered by Word itself."""
    document = _document("Ports Authority", "Georgia")
    table = document.add_table(rows=4, cols=2, style="Table Grid")
    labels = (
        ("Name of officer: ", "Signature of officer: ________"),
        ("Classification: ", "Signature of manager: ________"),
        ("Branch: ", "Date of discussion: "),
        ("Name of manager: ", "Reporting period: "),
    )
    for row, pair in enumerate(labels):
        for column, text in enumerate(pair):
            table.cell(row, column).text = text
    _outcomes(document, ("Business outcome", "Measures of success", "Link"), numbers="auto")
    _leadership(document, "Capability", "How demonstrated", numbers=True)
    _needs(document)
    _boxes(document)
    return _saved(document)


def number_column() -> bytes:
    """A column of its own for the number of each row, typed into the blank."""
    document = _document("Lands Office", "Verdana")
    _labels_above(document)
    _outcomes(document, ("Work outcome", "Performance measure", "Link to corporate plan"),
              numbers="column")  # fmt: skip
    _leadership(document, "Leadership capabilities", "Performance indicator")
    _needs(document)
    _boxes(document)
    return _saved(document)


def content_controls() -> bytes:
    """Every value is a content control with a prompt, the date a date picker."""
    document = _document("Treasury", "Calibri")
    table = document.add_table(rows=8, cols=2, style="Table Grid")
    labels = (
        *("Officer name", "Classification level", "Division/Branch", "Manager name"),
        *("Officer signature", "Manager signature", "Date of meeting", "Period of plan"),
    )
    for row, label in enumerate(labels):
        table.cell(row, 0).text = label
        _prompt(table.cell(row, 1), picker=label == "Date of meeting")
    grid = _outcomes(document, ("Outcome", "Performance measures", "Links"))
    for each in grid.rows[2:]:
        for cell in each.cells:
            _prompt(cell)
    _leadership(document, "Leadership capability", "Performance measure(s)")
    _needs(document)
    _boxes(document)
    return _saved(document)


def paragraphs() -> bytes:
    """The header stands in paragraphs of the body, with dots to write on."""
    document = _document("Heritage Council", "Times New Roman")
    for label in ("Senior executive", "Classification and level", "Division or branch",
                  "Line manager", "Executive signature", "Line manager signature",
                  "Date of planning meeting", "Performance period"):  # fmt: skip
        document.add_paragraph(f"{label}: ................")
    _outcomes(document, ("Outcome", "Measures", "Alignment"))
    _leadership(document, "Capability", "Measures")
    _needs(document)
    _boxes(document)
    return _saved(document)


def tabbed_lines() -> bytes:
    """Two labels on one line of the body, each with a rule to write on, and a tab between."""
    document = _document("Forests Board", "Arial")
    for left, right in (
        ("Officer name", "Classification"),
        ("Division", "Manager name"),
        ("Officer signature", "Manager signature"),
        ("Date of meeting", "Period of plan"),
    ):
        rule = "" if left == "Division" else " ____________"  # one line has nothing to write on
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{left}:").bold = True
        paragraph.add_run(f"{rule}\t")
        paragraph.add_run(f"{right}:").bold = True
        paragraph.add_run(rule)
    _outcomes(document, ("Outcome", "Performance measures", "Links"))
    _leadership(document, "Leadership capability", "Performance measure(s)")
    _needs(document)
    _boxes(document)
    return _saved(document)


def controlled_cells() -> bytes:
    """Whole cells and whole rows in content controls, as repeating sections have them."""
    document = docx.Document(io.BytesIO(four_columns()))
    header, outcomes = document.tables[0], document.tables[1]
    for row in header.rows:
        for cell in (row.cells[1], row.cells[3]):
            cell.text = "Click or tap here to enter text."
            _wrapped(cell._tc, "<w:showingPlcHdr/>")
    for row in list(outcomes.rows)[2:]:
        _wrapped(row.cells[1]._tc, "")
        _wrapped(row._tr, "")
    return _saved(document)


def template_file() -> bytes:
    """The four-column blank as a protected .dotx."""
    return _repacked(
        four_columns(),
        ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml"),
        ("</w:settings>", '<w:documentProtection w:edit="forms" w:enforcement="1"/></w:settings>'),
    )


def macro_file() -> bytes:
    """The four-column blank as a .docm."""
    return _repacked(
        four_columns(),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
         "application/vnd.ms-word.document.macroEnabled.main+xml"),
    )  # fmt: skip


BLANKS: dict[str, Callable[[], bytes]] = {
    each.__name__: each
    for each in (four_columns, one_cell, number_column, content_controls, paragraphs,
                 tabbed_lines, controlled_cells, template_file, macro_file)
}  # fmt: skip


# -- pieces -----------------------------------------------------------------------------------


def _document(agency: str, font: str) -> Document:
    document = docx.Document()
    for each in list(document.styles.element.iterchildren(qn("w:style"))):
        if each.get(qn("w:styleId")) not in _STYLES:
            document.styles.element.remove(each)
    style = document.styles["Normal"]
    style.font.name, style.font.size = font, Pt(10)
    style.font.color.rgb = RGBColor(0x20, 0x40, 0x60)
    document.add_heading("Senior Executive Performance Management Plan", 0)
    document.add_paragraph(f"{agency} – complete all sections with your manager.")
    return document


def _labels_above(document: Document) -> None:
    """A header whose labels stand above their values."""
    pairs = (
        ("Executive name", "Level", "Directorate", "Reports to"),
        ("Signed by officer", "Signed by manager", "Date met", "Performance cycle"),
    )
    table = document.add_table(rows=4, cols=4, style="Table Grid")
    for at, labels in enumerate(pairs):
        for column, label in enumerate(labels):
            table.cell(2 * at, column).text = label


def _outcomes(document: Document, headings: Sequence[str], numbers: str = "typed") -> Table:
    columns = [*(("No.",) if numbers == "column" else ()), *headings]
    table: Table = document.add_table(rows=6, cols=len(columns), style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, len(columns) - 1)).text = "Business outcomes"
    for column, heading in enumerate(columns):
        table.cell(1, column).paragraphs[0].add_run(heading).bold = True
    for row in range(2, 6):
        first = table.cell(row, 0)
        if numbers == "auto":
            first.paragraphs[0].style = document.styles["List Number"]
        else:
            first.text = f"{row - 1}" if numbers == "column" else f"{row - 1}."
    return table


def _leadership(document: Document, one: str, two: str, *, numbers: bool = False) -> None:
    table = document.add_table(rows=7, cols=2, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Leadership behaviours"
    table.cell(1, 0).text, table.cell(1, 1).text = one, two
    for row, capability in enumerate(CAPABILITIES, start=2):
        table.cell(row, 0).text = f"{row - 1}. {capability}" if numbers else capability


def _needs(document: Document) -> None:
    table = document.add_table(rows=5, cols=5, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 4)).text = "Learning and development plan"
    for column, heading in enumerate(_NEEDS):
        table.cell(1, column).text = heading


def _boxes(document: Document) -> None:
    for heading, one, two in (
        ("Career aspirations", "Officer's career aspirations and goals", "Supervisor's comments"),
        ("Working relationship", "What the manager is seeking", "What the officer is seeking"),
    ):
        table = document.add_table(rows=3, cols=2, style="Table Grid")
        table.cell(0, 0).merge(table.cell(0, 1)).text = heading
        table.cell(1, 0).text, table.cell(1, 1).text = one, two


def _prompt(cell: _Cell, *, picker: bool = False) -> None:
    kind = '<w:date><w:dateFormat w:val="d/MM/yyyy"/></w:date>' if picker else "<w:text/>"
    shown = "Click or tap to enter a date." if picker else "Click or tap here to enter text."
    paragraph = cell.paragraphs[0]
    for run in list(paragraph._p.iterchildren(qn("w:r"))):
        paragraph._p.remove(run)
    paragraph._p.append(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent>"
            f'<w:r><w:rPr><w:color w:val="808080"/></w:rPr><w:t>{shown}</w:t></w:r>'
            "</w:sdtContent></w:sdt>"
        )
    )


def _wrapped(element: BaseOxmlElement, properties: str) -> None:
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{properties}</w:sdtPr><w:sdtContent/></w:sdt>"
    )
    element.addprevious(control)
    control[-1].append(element)


def _saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _repacked(data: bytes, *swaps: tuple[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            for before, after in swaps:
                text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
    return buffer.getvalue()
