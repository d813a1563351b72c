"""A letter as a Word document: plain values in, a .docx out, in an agency's letterhead where given.

Of a letterhead the styles, the header, the footer and the page are kept; what stands in its body is
not. Without one the letter is A4, in Calibri.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any, NamedTuple

from docx import Document as open_document
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from plandocs.moment import stamp
from plandocs.table import BAND
from plandocs.word.package.encoding import legal
from plandocs.word.package.open import open_parts
from plandocs.word.package.properties import EMPTY_CORE
from plandocs.word.package.save import as_document, saved
from plandocs.word.package.tokens import escape

_NUMBERED = "List Number"
_IN_NUMBERS = re.compile(r"(?<=\d)-(?=\d)")


class Item(NamedTuple):
    """One point of a list: where, in bold, and the words."""

    where: str
    text: str


class Page(NamedTuple):
    """What stands on the page, from top to bottom; a table's first row has its headings."""

    date: str
    address: Sequence[str]
    subject: str
    greeting: str
    paragraphs: Sequence[str | Sequence[Item] | Sequence[Sequence[str]]]
    closing: str
    sender: str


def letter_document(page: Page, when: datetime, letterhead: bytes | None = None) -> bytes:
    """Return the letter as a Word document.

    Raises:
        DocumentError: the letterhead is no Word document.
    """
    document = _without_letterhead() if letterhead is None else _headed(letterhead)
    _line(document, page.date, after=18)
    for number, line in enumerate(page.address, start=1):
        _line(document, line, after=18 if number == len(page.address) else 0)
    _line(document, page.greeting, after=8)
    _line(document, page.subject, after=8, bold=True)
    for block in page.paragraphs:
        if isinstance(block, str):
            _line(document, block, after=8)
        elif block and isinstance(block[0], Item):
            _points(document, [each for each in block if isinstance(each, Item)])
        elif block:
            _table(document, block)
    closing = _line(document, page.closing, after=30)
    closing.paragraph_format.space_before = Pt(10)
    closing.paragraph_format.keep_with_next = True
    _line(document, page.sender)
    out = io.BytesIO()
    document.save(out)
    package = as_document(open_parts(out.getvalue(), ""), "")
    return saved(package.parts, {package.core: _properties(page.subject, when)})


def ensure_letterhead(data: bytes, source: str) -> None:
    """Find out, before any work, whether letters can be written on this.

    Raises:
        DocumentError: it is no Word document.
    """
    as_document(open_parts(data, source), source)


def _properties(title: str, when: datetime) -> bytes:
    """The title and time of a letter; whoever made the letterhead did not write it."""
    times = "".join(
        f'<dcterms:{each} xsi:type="dcterms:W3CDTF">{stamp(when)}</dcterms:{each}>'
        for each in ("created", "modified")
    )
    inside = f"><dc:title>{escape(legal(title[:255]))}</dc:title>{times}</cp:coreProperties>"
    return EMPTY_CORE.removesuffix(b"/>") + inside.encode()


def _without_letterhead() -> Document:
    document = open_document()
    _drop_second_styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2)
    for name in ("Normal", _NUMBERED):
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(11)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), "Calibri")
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-AU")
    return document


def _drop_second_styles(document: Document) -> None:
    """Take out the second list of styles, which Word 2010 wrote and nobody reads any more."""
    for name, each in list(document.part.rels.items()):
        if each.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[name]


def _headed(letterhead: bytes) -> Document:
    """The letterhead without its body: its last page's header and footer, and its styles."""
    package = as_document(open_parts(letterhead, ""), "")
    document = open_document(io.BytesIO(saved(package.parts)))
    _drop_second_styles(document)
    body = document.element.body
    sections = list(body.iter(qn("w:sectPr")))
    last = body.find(qn("w:sectPr"))
    for each in list(body):
        if each is not last:
            body.remove(each)
    if last is not None:
        _inherit(last, sections[:-1])
    return document


def _inherit(last: Any, earlier: Iterable[Any]) -> None:
    """Give the last section the headers and footers that it goes on with from those before it."""
    names = (qn("w:headerReference"), qn("w:footerReference"))
    present = {(each.tag, each.get(qn("w:type"))) for each in last if each.tag in names}
    for section in reversed(list(earlier)):
        for each in section:
            key = (each.tag, each.get(qn("w:type")))
            if each.tag in names and key not in present:
                present.add(key)
                last.insert(0, deepcopy(each))


def _line(document: Document, text: str, *, after: float = 0, bold: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(after)
    _runs(paragraph, text, bold=bold)
    return paragraph


def _runs(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.bold = bold or None
    for place, piece in enumerate(_IN_NUMBERS.split(legal(text))):
        if place:  # "2026-27" does not break at the end of a line
            run._r.append(OxmlElement("w:noBreakHyphen"))
        run.add_text(piece)


def _points(document: Document, items: Sequence[Item]) -> None:
    numbered = len(items) > 1 and _has_numbers(document)
    for number, item in enumerate(items, start=1):
        paragraph = document.add_paragraph(style=_NUMBERED if numbered else None)
        shape = paragraph.paragraph_format
        shape.space_after, shape.keep_together = Pt(5), True
        if not numbered and len(items) > 1:
            shape.left_indent, shape.first_line_indent = Cm(0.75), Cm(-0.75)
            shape.tab_stops.add_tab_stop(Cm(0.75))
            _runs(paragraph, f"{number}.\t")
        apart = OxmlElement("w:contextualSpacing")  # which "List Number" has, behind all of these
        apart.set(qn("w:val"), "0")
        paragraph._p.get_or_add_pPr().append(apart)
        if item.where:
            _runs(paragraph, f"{item.where}: ", bold=True)
        _runs(paragraph, item.text)
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _has_numbers(document: Document) -> bool:
    if _NUMBERED not in [style.name for style in document.styles]:
        return False
    return document.styles[_NUMBERED].element.find(f".//{qn('w:numPr')}") is not None


def _table(document: Document, rows: Sequence[Sequence[str]]) -> None:
    section = document.sections[-1]
    wide = section.page_width, section.left_margin, section.right_margin
    room = Cm(16) if None in wide else wide[0] - wide[1] - wide[2]  # type: ignore[operator]  # none of them is None here
    shares = (0.2, 0.16, 0.18, 0.46)
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _bordered(table)
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, text, share in zip(cells, row, shares, strict=False):
            cell.width = int(room * share)
            _cell(cell, text, heading=not number)
        properties = table.rows[-1]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if not number:
            properties.append(OxmlElement("w:tblHeader"))
    for column, share in zip(table.columns, shares, strict=False):
        column.width = int(room * share)
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = Pt(0)


def _cell(cell: _Cell, text: str, *, heading: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    run = paragraph.add_run(legal(text))
    run.font.size = Pt(10)
    if heading:
        run.bold = True
        run.font.color.rgb = RGBColor(255, 255, 255)
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", BAND)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _bordered(table: Table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "BFBFBF")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    if layout is not None:
        layout.addprevious(borders)
    else:
        table._tbl.tblPr.append(borders)
