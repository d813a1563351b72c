"""The tables of a form as Word tables.

In: `Details` and `Section` values. Out: `w:tbl` elements.

Shading sits on the cells and not in the table style: white words on a band that another program
did not draw could not be read. Everything else about looks is in the styles part.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from .description import ENTRY, Cell, Details, Line, Row, Section
from .wordml import choice, element, keep_with_next, paragraph, runs

_BAND, _COLUMN, _TINT = "17404F", "D5E2E6", "F1F5F6"
_DETAIL_HEIGHT = 510


def table(value: Details | Section) -> etree._Element:
    """The Word table of one part of the form."""
    return _details(value) if isinstance(value, Details) else _section(value)


def _details(details: Details) -> etree._Element:
    rows = (_detail_row(left, right, details.widths) for left, right in details.labels)
    return _table(details, "FormDetails", details.widths, rows)


def _detail_row(left: str, right: str, widths: tuple[int, ...]) -> etree._Element:
    cells: tuple[tuple[Cell, str], ...] = (
        ((Line("FormLabel", left),), _TINT),
        (ENTRY, ""),
        ((Line("FormGap"),), ""),
        ((Line("FormLabel", right),), _TINT),
        (ENTRY, ""),
    )[: len(widths)]
    return element(
        "tr",
        element("trPr", element("cantSplit"), _height(_DETAIL_HEIGHT)),
        *(
            _cell(content, width, fill=fill, centred=True, open_ended=place == 2)
            for place, ((content, fill), width) in enumerate(zip(cells, widths, strict=True))
        ),
    )


def _section(section: Section) -> etree._Element:
    rows = [*_printed_rows(section)]
    rows.extend(_entry_row(row, section.widths) for row in section.rows)
    style = "FormDenseSection" if section.dense else "FormSection"
    return _table(section, style, section.widths, rows)


def _printed_rows(section: Section) -> Iterator[etree._Element]:
    """The heading, the guidance and the columns, those first that each further page repeats.

    Word repeats rows from the first on and without a gap (ECMA-376 17.4.49).
    """
    heading: Cell = (Line("FormHeading", section.heading),)
    everything = section.repeats == "all"
    guidance = [(section.guidance, everything)] if section.guidance else []
    yield _band(heading, section.widths, _BAND, repeated=True)
    for content, repeated in guidance if section.repeats != "columns" else ():
        yield _band(content, section.widths, _TINT, repeated=repeated)
    if section.columns:
        cells = zip(section.columns, section.widths, strict=True)
        columns = (_cell(cell, width, fill=_COLUMN) for cell, width in cells)
        yield _printed_row(columns, repeated=section.repeats != "heading")
    for content, repeated in guidance if section.repeats == "columns" else ():
        yield _band(content, section.widths, _TINT, repeated=repeated)


def _band(content: Cell, widths: tuple[int, ...], fill: str, *, repeated: bool) -> etree._Element:
    cell = _cell(content, sum(widths), fill=fill, span=len(widths))
    return _printed_row((cell,), repeated=repeated)


def _printed_row(cells: Iterable[etree._Element], *, repeated: bool) -> etree._Element:
    properties = (element("cantSplit"), *((element("tblHeader"),) if repeated else ()))
    return element("tr", element("trPr", *properties), *cells)


def _entry_row(row: Row, widths: tuple[int, ...]) -> etree._Element:
    properties = [] if row.may_split else [element("cantSplit")]
    cells = [_cell(cell, width) for cell, width in zip(row.cells, widths, strict=True)]
    if row.keep_with_next:
        for cell in cells:
            keep_with_next(cell)
    return element("tr", element("trPr", *properties, _height(row.minimum_height)), *cells)


def _height(minimum: int) -> etree._Element:
    return element("trHeight", val=minimum, hRule="atLeast")


def _cell(
    content: Cell,
    width: int,
    *,
    fill: str = "",
    span: int = 1,
    centred: bool = False,
    open_ended: bool = False,
) -> etree._Element:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if open_ended:
        edges = (element("top", val="nil"), element("bottom", val="nil"))
        properties.append(element("tcBorders", *edges))
    if fill:
        properties.append(element("shd", val="clear", color="auto", fill=fill))
    if centred:
        properties.append(element("vAlign", val="center"))
    return element("tc", properties, *(_paragraph(line) for line in content))


def _paragraph(line: Line) -> etree._Element:
    content = (choice(line.choices),) if line.choices else runs(line.text)
    return paragraph(line.style, *content)


def _table(
    value: Details | Section,
    style: str,
    widths: tuple[int, ...],
    rows: Iterable[etree._Element],
) -> etree._Element:
    look = {"firstColumn": 0, "lastRow": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    first_row = int(isinstance(value, Section))
    properties = element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0620" if first_row else "0600", firstRow=first_row, **look),
        element("tblCaption", val=value.caption),
        element("tblDescription", val=value.description),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", properties, grid, *rows)
