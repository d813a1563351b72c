"""Charts of a table's columns.

Takes a chart as a value, and where its table stands, and gives an openpyxl chart whose axes, title
and colours are written out in full: Excel's own answers to what is left out are not LibreOffice's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import NumFmt
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.descriptors import Typed
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.worksheet.pagebreak import Break

from plandocs.errors import InternalError
from plandocs.sheet.excel import cell_text, column_letter
from plandocs.sheet.write.styles import FILLS
from plandocs.table import Chart, Colour, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ON: dict[Colour, str] = {
    "red": "FFFFFF", "amber": "000000", "green": "FFFFFF", "blue": "FFFFFF", "grey": "000000",
    "sand": "000000", "purple": "FFFFFF",
}  # fmt: skip
_COLOURS: tuple[Colour, ...] = ("blue", "amber", "green", "grey", "red")
_WIDTH, _GAP, _ROW_HEIGHT = 17, 0.6, 0.529  # centimetres
_USUAL_WIDTH = 8.43
_PAGE, _ABOVE = 22.0, 2.0  # centimetres of a page printed at 80 %; what a title and headings add
_SMALL, _LARGE = 900, 1300  # hundredths of a point
_MOST_COLUMNS = 6  # side by side, with room for their names
_MOST_ON_ONE_PAGE = 30


@dataclass(frozen=True)
class Ground:
    """A table as it stands in the workbook: its sheet, headings, and the first and last row."""

    sheet: Worksheet
    table: Table
    headings: tuple[str, ...]
    top: int
    last_row: int


def add_charts(
    charts: Sequence[Chart],
    onto: Worksheet,
    below: int,
    grounds: Mapping[str, Ground],
    room: float,
    lists: Mapping[tuple[str, ...], str],
) -> tuple[int, ...]:
    """Draw charts onto a sheet, two side by side below row *below*.

    *lists* says where the names stand that are too long for an axis, short.
    Where the sheet is printed on several pages, *room* is how many centimetres of it one shows;
    returned are the rows at which pages end so that no chart is cut.
    """
    width = min(_WIDTH, int((room - _GAP) / 2)) if room else _WIDTH
    right = column_letter(_column_at(onto, width + _GAP))
    row, ends = below + 3, list[int]()
    reached = row * _ROW_HEIGHT + _ABOVE
    drawings = [_drawn(chart, grounds, lists) for chart in charts]
    for left in range(0, len(drawings), 2):
        pair = drawings[left : left + 2]
        high = max(drawn.height for drawn in pair)
        if reached + high > _PAGE:
            ends.append(row - 2)
            reached = 0.0
        for drawn, letter in zip(pair, ("A", right), strict=False):
            drawn.width = width
            onto.add_chart(drawn, f"{letter}{row}")
        row += round(high / _ROW_HEIGHT) + 2
        reached += high + 2 * _ROW_HEIGHT
    if below <= _MOST_ON_ONE_PAGE:
        # Pages cut charts in two, so a sheet with charts is printed on one.
        onto.page_setup.fitToHeight = 1
    else:
        onto.row_breaks.append(Break(id=below + 1))  # nobody could read it on one page
    return (*ends, row - 1)


def _drawn(
    chart: Chart, grounds: Mapping[str, Ground], lists: Mapping[tuple[str, ...], str]
) -> BarChart:
    ground = grounds.get(chart.table)
    if ground is None or not {chart.categories, *chart.values} <= set(ground.headings):
        raise InternalError(f'the chart "{chart.title}" names a table or column that is not there')
    top, last = ground.top, ground.last_row
    last = min(last, chart.top + top) if chart.top else last
    drawn = BarChart()
    drawn.type = "bar" if _is_lying(chart, last - top) else "col"
    if chart.kind == "stacked":
        drawn.grouping, drawn.overlap = "stacked", 100
    for heading, colour in zip(chart.values, _cycle(chart), strict=True):
        column = ground.headings.index(heading) + 1
        drawn.add_data(
            Reference(ground.sheet, min_col=column, min_row=top, max_row=last),
            titles_from_data=True,
        )
        drawn.series[-1].graphicalProperties = GraphicalProperties(solidFill=FILLS[colour])
    column = ground.headings.index(chart.categories) + 1
    names = Reference(ground.sheet, min_col=column, min_row=top + 1, max_row=last)
    drawn.set_categories(lists[chart.axis(ground.table)] if chart.short else names)
    _dress(drawn, chart, last - top)
    return drawn


def _is_lying(chart: Chart, rows: int) -> bool:
    """Return whether bars lie, names beside them; below many columns none would be legible."""
    return chart.kind == "bar" or rows > _MOST_COLUMNS


def _column_at(sheet: Worksheet, distance: float) -> int:
    """The first column that starts at least ``distance`` centimetres from the left."""
    column, reached = 0, 0.0
    while reached < distance:
        dimensions = sheet.column_dimensions
        letter = column_letter(column)
        width = dimensions[letter].width if letter in dimensions else _USUAL_WIDTH
        reached += (width * 7 + 5) / 96 * 2.54
        column += 1
    return column


def _dress(drawn: BarChart, chart: Chart, rows: int) -> None:
    drawn.title = _title(chart.title, chart.note)
    drawn.gapWidth = 60
    drawn.width = _WIDTH
    series = len(chart.values)
    lying = _is_lying(chart, rows)
    # A stacked bar is one, and has room for a name of two lines.
    bars = rows * 3 // 2 if chart.kind == "stacked" else rows * series
    drawn.height = _height(bars, rows) if lying else 9
    _axes(drawn, horizontal=lying)
    if series == 1:
        drawn.legend = None
    elif drawn.legend is not None:
        drawn.legend.position = "b"
        drawn.legend.overlay = False
    for each, colour in zip(drawn.series, _cycle(chart), strict=True):
        each.dLbls = _labels(chart, colour)


class _Labels(DataLabelList):
    """Labels whose format is their own: openpyxl leaves out that it is not that of the cells."""

    numFmt = Typed(expected_type=NumFmt, allow_none=True)  # type: ignore[assignment]  # openpyxl's own is of another class
    __elements__ = DataLabelList.__elements__
    __nested__ = tuple(name for name in DataLabelList.__nested__ if name != "numFmt")


def _labels(chart: Chart, colour: Colour) -> DataLabelList:
    """The number of each bar; to Excel the word for what is withheld is a bar of nought."""
    stacked = chart.kind == "stacked"
    nought = f'"{chart.withheld}"' if chart.withheld else "" if stacked else "0"
    return _Labels(
        numFmt=NumFmt(f"0;;{nought}", sourceLinked=False),
        txPr=_text(_SMALL, _ON[colour] if stacked else ""),
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
    )


def _height(bars: int, rows: int) -> int:
    most = max(24, round(3.2 + 0.55 * rows))
    return min(max(round(3.2 + 0.55 * bars), 8), most)


def _axes(drawn: BarChart, *, horizontal: bool) -> None:
    # openpyxl 3.1 leaves c:delete out, which Excel takes for "deleted".
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.x_axis.txPr = drawn.y_axis.txPr = _text(_SMALL)
    drawn.x_axis.tickLblPos = "low"
    drawn.y_axis.number_format = "0"
    drawn.y_axis.scaling.min = 0
    pale = GraphicalProperties(ln=LineProperties(solidFill="E1E4E8"))
    drawn.y_axis.majorGridlines = ChartLines(spPr=pale)
    if horizontal:
        # First row on top, and the numbers still below.
        drawn.x_axis.scaling.orientation = "maxMin"
        drawn.y_axis.crosses = "max"


def _title(words: str, below: str = "") -> Title:
    sizes = ((words, _letters(_LARGE, bold=True)), (below, _letters(_SMALL)))
    lines = [
        Paragraph(
            pPr=ParagraphProperties(defRPr=letters),
            r=[RegularTextRun(rPr=letters, t=cell_text(text))],
        )
        for text, letters in sizes
        if text
    ]
    return Title(tx=Text(rich=RichText(p=lines)), overlay=False)


def _letters(size: int, colour: str = "", *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=colour or None)


def _text(size: int, colour: str = "") -> RichText:
    letters = _letters(size, colour)
    end = Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)
    return RichText(p=[end])


def _cycle(chart: Chart) -> list[Colour]:
    colours = chart.colours or _COLOURS
    return [colours[number % len(colours)] for number in range(len(chart.values))]
