"""The shell of a sheet: all that is around its rows, made by openpyxl.

Takes a table or page, and how many rows its stream had, and gives an openpyxl worksheet with
widths, table, filter, drop-downs, highlights and print set-up, each with the true range.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo

from plandocs.sheet.excel import MOST_IN_PROMPT, cell_text, column_letter, guarded
from plandocs.sheet.write.styles import Palette, highlight_style, page_widths
from plandocs.table import MOST_ROWS, Column, Highlight, Table, Validation

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_STYLE = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True, showColumnStripes=False)
_MOST_IN_HEADER = 120
_NO_ROWS = "nothing to list here"
_SWITCHES = frozenset({"allowBlank", "showInputMessage", "showErrorMessage"})
_MOST_IN_NOTE = 255
_LEAST, _A4 = 0.7, 10.7  # of 10 points; inches across
_LEAST_WHOLE, _A4_WHOLE = 0.8, 11.0  # of a table with lines above it, which has narrow margins


def dress_table(
    sheet: Worksheet,
    table: Table,
    headings: tuple[str, ...],
    name: str,
    number: int,
    top: int,
    last_row: int,
    rows: int,
    lists: Mapping[tuple[str, ...], str],
    palette: Palette,
) -> None:
    """Put a table over the rows ``top`` to ``last_row``; ``lists`` are the drop-downs' sources.

    Where it has no ``rows`` but the blank one that Excel asks for, each page says so above it.
    """
    front, total = f"A{top}:{column_letter(len(headings) - 1)}", bool(table.totals) and rows > 1
    excel = ExcelTable(
        id=number, name=name, displayName=name, ref=f"{front}{last_row}", tableStyleInfo=_STYLE,
        totalsRowCount=1 if total else None,
    )  # fmt: skip
    # The row of everybody is no row among others, which Excel would sort and filter.
    excel.autoFilter = AutoFilter(ref=f"{front}{last_row - total}")
    excel.tableColumns = [
        TableColumn(id=place, name=guarded(heading))
        for place, heading in enumerate(headings, start=1)
    ]
    if total:
        excel.tableColumns[0].totalsRowLabel = _label_of_totals(table)
    sheet.add_table(excel)
    sheet.freeze_panes = f"{column_letter(table.frozen)}{top + 1}"
    _dress_columns(sheet, table, headings, (top + 1, min(last_row + table.room, MOST_ROWS)), lists)
    for place, column in enumerate(table.columns):
        palette.blank(sheet.column_dimensions[column_letter(place)], column)
    title = table.title if rows or not table.title else f"{table.title} – {_NO_ROWS}"
    set_print(sheet, "" if table.above else title, landscape=True)
    sheet.print_title_rows = f"{top}:{top}"
    _keep_readable(sheet, table)


def _label_of_totals(table: Table) -> str:
    """As Excel writes it: what stands in the first cell of the row (ECMA-376-1, 18.5.1.3)."""
    *_, last = table.rows
    return guarded(cell_text(str(last[0])))


def _dress_columns(
    sheet: Worksheet,
    table: Table,
    headings: tuple[str, ...],
    rows: tuple[int, int],
    lists: Mapping[tuple[str, ...], str],
) -> None:
    """Set widths, drop-downs and highlights, over the first to the last of ``rows``."""
    for place, column in enumerate(table.columns):
        letter = column_letter(place)
        dimension = sheet.column_dimensions[letter]
        dimension.width = column.width
        dimension.hidden = column.hidden
        _validate(sheet, column, headings[place], f"{letter}{rows[0]}:{letter}{rows[1]}", lists)
    for highlight in table.highlights:
        letter = column_letter([column.heading for column in table.columns].index(highlight.column))
        _highlight(sheet, highlight, letter, *rows)


def _keep_readable(sheet: Worksheet, table: Table) -> None:
    """Print a wide table on pages side by side, each with the first columns, and not too small.

    Where there are lines above it, it is to be seen as a whole, or in blocks (`print_blocks`).
    """
    if table.above:
        margins = sheet.page_margins
        margins.left, margins.right, margins.top = 0.3, 0.3, 0.4
    width, first = sum(map(_across, table.columns)), _first_across(table)
    if table.above or width * _LEAST <= _A4:
        return
    room = _A4 / _LEAST - first
    sheet.page_setup.fitToWidth = max(1, -int(-(width - first) // room)) if room > 0 else 1
    sheet.print_title_cols = f"A:{column_letter(max(table.frozen, 1) - 1)}"


def _across(column: Column) -> float:
    """How many inches a column takes."""
    return 0.0 if column.hidden else (column.width * 7 + 5) / 96


def _first_across(table: Table) -> float:
    return sum(map(_across, table.columns[: max(table.frozen, 1)]))


class Block(NamedTuple):
    """Columns that are printed together: from, up to, and how many inches they take."""

    start: int
    end: int
    width: float


def blocks_of(table: Table) -> tuple[Block, ...]:
    """The blocks of columns that fit on a page each, not too small, with the first beside them.

    There is one, unless the table has lines above it and is too wide.
    """
    room, first = _A4_WHOLE / _LEAST_WHOLE, _first_across(table)
    blocks, start, reached = list[Block](), 0, 0.0
    for place, column in enumerate(table.columns):
        if table.above and place > start and reached + _across(column) > room:
            blocks.append(Block(start, place, reached))
            start, reached = place, first
        reached += _across(column)
    return (*blocks, Block(start, len(table.columns), reached))


def print_blocks(
    sheet: Worksheet, blocks: Sequence[Block], rows: tuple[int, int], below: Sequence[int]
) -> None:
    """Print a table too wide for a page in blocks of columns, each on a page of its own.

    ``rows`` are that of its headings and its last. ``below`` are the rows at which pages of what
    stands below it end: the first page is that of the first block, the others come last.
    """
    (top, last), (first, *others) = rows, blocks
    front, further = below[0] if below else last, pairwise(below)
    end = column_letter(first.end - 1)
    sheet.print_area = [
        f"A1:{end}{front}",
        *(f"{column_letter(b.start)}{top}:{column_letter(b.end - 1)}{last}" for b in others),
        *(f"A{start + 1}:{end}{stop}" for start, stop in further),
    ]
    sheet.print_title_cols = "A:A"
    sheet._print_rows = None  # type: ignore[attr-defined]  # its property passes over None
    # Each area begins a page, so none is cut, and all are as large as the first.
    sheet.page_setup.fitToHeight = 0


def dress_page(sheet: Worksheet, *, detailed: bool) -> None:
    """Lay out a page."""
    for place, width in enumerate(page_widths(detailed=detailed)):
        sheet.column_dimensions[column_letter(place)].width = width
    sheet.sheet_view.showGridLines = False
    set_print(sheet, "", landscape=False)


def set_print(sheet: Worksheet, title: str, *, landscape: bool) -> None:
    """A4, one page wide, the sheet's name and page numbers at the foot."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.7
    if title:
        # A header of more than 255 characters makes Excel repair the file.
        words = cell_text(title)[:_MOST_IN_HEADER].replace("&", "&&")
        sheet.HeaderFooter.oddHeader = HeaderFooterItem()
        sheet.HeaderFooter.oddHeader.left.text = words
    sheet.HeaderFooter.oddFooter = HeaderFooterItem()
    sheet.HeaderFooter.oddFooter.left.text = "&A"
    sheet.HeaderFooter.oddFooter.right.text = "Page &P of &N"


def _validate(
    sheet: Worksheet,
    column: Column,
    heading: str,
    cells: str,
    lists: Mapping[tuple[str, ...], str],
) -> None:
    if column.validation is not None:
        sheet.add_data_validation(_ruled(column.validation, cells))
        return
    if not column.choices and not column.note:
        return
    rule = DataValidation(
        type="list" if column.choices else None,
        formula1=lists[column.choices] if column.choices else None,
        allow_blank=True,
        sqref=cells,
    )
    if column.choices:
        # A warning, not a wall: another word may be kept if the person says so.
        rule.errorStyle = "warning"
        rule.showErrorMessage = True
        rule.errorTitle = "Not in the list"
        rule.error = "This is not one of the listed choices. Keep it all the same?"
    if column.note:
        rule.showInputMessage = True
        rule.promptTitle = heading[:MOST_IN_PROMPT]
        rule.prompt = column.note[:_MOST_IN_NOTE]
    sheet.add_data_validation(rule)


def _ruled(validation: Validation, cells: str) -> DataValidation:
    """A person's own rule, over the column as it is now."""
    rule = DataValidation(sqref=cells)
    for name, value in validation.attributes:
        setattr(rule, name, value in {"1", "true"} if name in _SWITCHES else value)
    rule.formula1, rule.formula2 = validation.first or None, validation.second or None
    return rule


def _highlight(
    sheet: Worksheet, highlight: Highlight, letter: str, highest: int, lowest: int
) -> None:
    style = highlight_style(highlight.colour)
    rules = [
        Rule(type="cellIs", operator="equal", dxf=style, formula=[_quoted(word)])
        for word in highlight.words
    ]
    if highlight.above is not None:
        # To Excel every text is greater than any number.
        test = f"AND(ISNUMBER({letter}{highest}),{letter}{highest}>{highlight.above:g})"
        rules.append(Rule(type="expression", dxf=style, formula=[test]))
    for rule in rules:
        sheet.conditional_formatting.add(f"{letter}{highest}:{letter}{lowest}", rule)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
