"""Blanks whose values stand where few have them: below lines of the body, in rows, under titles."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.documents.by_python_docx import saved
from tests.documents.official import CAPABILITIES
from tests.word.tag.pieces import (
    boxes,
    leadership,
    needs,
    new_document,
    outcomes,
)

_LABELS = (
    ("Officer name", "Period of plan"),
    ("Classification level", "Date of meeting"),
    ("Division/Branch", "Officer signature"),
    ("Manager name", "Manager signature"),
)


def _rest(document: Document) -> None:
    outcomes(document, ("Business outcome", "Performance measures", "Strategic alignment"))
    leadership(document, "Capability", "How demonstrated")
    needs(document)


def _header(document: Document, titles: tuple[str, str] | None = None) -> None:
    table = document.add_table(rows=4 + bool(titles), cols=4, style="Table Grid")
    if titles:
        for at, title in zip((0, 2), titles, strict=True):
            table.cell(0, at).merge(table.cell(0, at + 1)).text = title
    for row, labels in enumerate(_LABELS, start=bool(titles)):
        table.cell(row, 0).text, table.cell(row, 2).text = labels


def group_titles() -> bytes:
    """A row of titles over the labels; one of the titles is elsewhere a label."""
    document = new_document("Parks", "Arial")
    _header(document, ("Officer details", "Plan details"))
    _rest(document)
    boxes(document)
    return saved(document)


def lines_with_values_below() -> bytes:
    """The last two sections are lines of text, each label with room below; one has none."""
    document = new_document("Lands", "Arial")
    _header(document)
    _rest(document)
    document.add_paragraph("Career aspirations and goals")
    for label in ("Outline of the officer's career aspirations and goals", "Manager's comments"):
        document.add_paragraph(label)
        document.add_paragraph()
        document.add_paragraph()
    document.add_paragraph("Working relationship")
    document.add_paragraph("What the Manager is seeking in the working relationship")
    document.add_paragraph("What the Officer is seeking in the working relationship")
    return saved(document)


def boxes_in_rows() -> bytes:
    """Each box of a section has its label in a row above it."""
    document = new_document("Roads", "Arial")
    _header(document)
    _rest(document)
    document.add_paragraph("Section 4: Career Aspirations & Goals")
    table = document.add_table(rows=4, cols=1, style="Table Grid")
    table.cell(0, 0).text = "Officer's career aspirations and goals"
    table.cell(2, 0).text = "Manager's comments"
    document.add_paragraph("Working relationship")
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    table.cell(0, 0).text = "What the manager is seeking"
    table.cell(1, 0).text = "What the officer is seeking"
    return saved(document)


def two_link_columns() -> bytes:
    """The links have a column for the agency and one for the branch."""
    document = new_document("Ports", "Arial")
    _header(document)
    links = ("Link to agency strategic objective", "Link to branch objective")
    outcomes(document, ("Business outcome", "Performance measures", *links))
    leadership(document, "Capability", "How demonstrated")
    needs(document)
    boxes(document)
    return saved(document)


def guided_rows() -> bytes:
    """Guidance stands below each capability, and in a column of the agency's own."""
    document = new_document("Mines", "Arial")
    _header(document)
    outcomes(document, ("Business outcome", "Performance measures", "Strategic alignment"))
    table = document.add_table(rows=6, cols=3, style="Table Grid")
    for at, label in enumerate(("Capability", "What it looks like", "Performance measures")):
        table.cell(0, at).text = label
    for row, capability in enumerate(CAPABILITIES, start=1):
        table.cell(row, 0).text = capability
        table.cell(row, 0).add_paragraph("See the guide to capabilities.")
        table.cell(row, 1).text = f"Guide, page {row}"
    needs(document)
    boxes(document)
    return saved(document)


def drop_down_field() -> bytes:
    """A legacy drop-down, which shows its first entry until somebody chooses."""
    document = new_document("Rail", "Arial")
    _header(document)
    _rest(document)
    boxes(document)
    for each in (
        '<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Level"/><w:enabled/>'
        '<w:calcOnExit w:val="0"/><w:ddList><w:listEntry w:val="SES Level 1"/>'
        '<w:listEntry w:val="SES Level 2"/></w:ddList></w:ffData></w:fldChar>',
        '<w:instrText xml:space="preserve"> FORMDROPDOWN </w:instrText>',
        '<w:fldChar w:fldCharType="end"/>',
    ):
        run = parse_xml(f"<w:r {nsdecls('w')}>{each}</w:r>")
        document.tables[0].cell(1, 1).paragraphs[0]._p.append(run)
    return saved(document)


def text_box() -> bytes:
    """A text box that the agency prints, in the old markup."""
    document = new_document("Courts", "Arial")
    document.add_paragraph().add_run()._r.append(
        parse_xml(
            f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">'
            '<v:rect style="width:150pt;height:30pt"><v:textbox><w:txbxContent><w:p><w:r>'
            "<w:t>HR use only</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict>"
        )
    )
    _header(document)
    _rest(document)
    boxes(document)
    return saved(document)


UNUSUAL = (
    group_titles, lines_with_values_below, boxes_in_rows, two_link_columns, guided_rows,
    drop_down_field, text_box,
)  # fmt: skip
