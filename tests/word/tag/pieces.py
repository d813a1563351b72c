"""Pieces that agencies' forms are made of: header blocks, tables, controls."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.table import Table, _Cell
from tests.documents.by_python_docx import blank_document
from tests.documents.official import CAPABILITIES

_NEEDS = (
    "Priority",
    "Development need",
    "Relates to business outcome / work outcome / professional development",
    "Development activity",
    "Responsible / timing",
)


_STYLES = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid",
                     "LightGrid-Accent1", "ListNumber", "Title", "TitleChar"})  # fmt: skip


def new_document(agency: str, font: str) -> Document:
    document = blank_document()
    for each in list(document.styles.element.iterchildren(qn("w:style"))):
        if each.get(qn("w:styleId")) not in _STYLES:
            document.styles.element.remove(each)
    style = document.styles["Normal"]
    style.font.name, style.font.size = font, Pt(10)
    style.font.color.rgb = RGBColor(0x20, 0x40, 0x60)
    document.add_heading("Senior Executive Performance Management Plan", 0)
    document.add_paragraph(f"{agency} – complete all sections with your manager.")
    return document


def labels_above(document: Document) -> None:
    """A header whose labels stand above their values."""
    pairs = (
        ("Executive name", "Level", "Directorate", "Reports to"),
        ("Signed by officer", "Signed by manager", "Date met", "Performance cycle"),
    )
    table = document.add_table(rows=4, cols=4, style="Table Grid")
    for at, labels in enumerate(pairs):
        for column, label in enumerate(labels):
            table.cell(2 * at, column).text = label


def outcomes(document: Document, headings: Sequence[str], numbers: str = "typed") -> Table:
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


def leadership(document: Document, one: str, two: str, *, numbers: bool = False) -> None:
    table = document.add_table(rows=7, cols=2, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Leadership behaviours"
    table.cell(1, 0).text, table.cell(1, 1).text = one, two
    for row, capability in enumerate(CAPABILITIES, start=2):
        table.cell(row, 0).text = f"{row - 1}. {capability}" if numbers else capability


def needs(document: Document) -> None:
    table = document.add_table(rows=5, cols=5, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 4)).text = "Learning and development plan"
    for column, heading in enumerate(_NEEDS):
        table.cell(1, column).text = heading


def boxes(document: Document) -> None:
    for heading, one, two in (
        ("Career aspirations", "Officer's career aspirations and goals", "Supervisor's comments"),
        ("Working relationship", "What the manager is seeking", "What the officer is seeking"),
    ):
        table = document.add_table(rows=3, cols=2, style="Table Grid")
        table.cell(0, 0).merge(table.cell(0, 1)).text = heading
        table.cell(1, 0).text, table.cell(1, 1).text = one, two


def prompt(cell: _Cell, *, picker: bool = False) -> None:
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


def wrapped(element: BaseOxmlElement, properties: str) -> None:
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{properties}</w:sdtPr><w:sdtContent/></w:sdt>"
    )
    element.addprevious(control)
    control[-1].append(element)
