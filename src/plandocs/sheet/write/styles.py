"""How cells look: the few styles of a workbook, handed to openpyxl once.

Takes an openpyxl workbook and gives its style ids, by column and by kind of value. Colours keep a
contrast of at least 4.5 to 1 with the text on them.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell as Specimen
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle

from plandocs.sheet.excel import DAY, EDITABLE_CELL, EDITABLE_HEADING, HEADING, LINK, MOMENT
from plandocs.sheet.write.cells import StyleIds
from plandocs.table import Colour, Column, Formatting, Kind

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.workbook import Workbook as Book
    from openpyxl.worksheet.dimensions import ColumnDimension

FONT = "Calibri"
_FILTER_BUTTON = 3
_LINE = Side(style="thin", color="D0D4DA")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
FILLS: dict[Colour, str] = {
    "red": "C0392B",
    "amber": "E08E0B",
    "green": "2E7D4F",
    "blue": "2F5C9E",
    "grey": "8A94A3",
    "sand": "D8C27A",
    "purple": "7A4E9E",
}
_PALE: dict[Colour, tuple[str, str]] = {
    "red": ("FBE0DD", "8E1B10"),
    "amber": ("FFEFC9", "744700"),
    "green": ("DDF1E4", "1B5434"),
    "blue": ("DFE9F7", "1F3864"),
    "grey": ("E9EBEE", "454D58"),
    "sand": ("F5EED6", "5C4F1E"),
    "purple": ("EDE3F5", "4A2A66"),
}
_AS_TYPED = "@"  # Excel's format of text: zeros in front stay


class Palette:
    """Gives style ids; the same look always has the same one."""

    def __init__(self, book: Book) -> None:
        self._sheet = book.worksheets[0]
        self._known: dict[tuple[object, ...], StyleIds] = {}
        # To make the fonts of a style takes openpyxl longer than to write what is in it.
        self._columns: dict[tuple[Kind, bool, bool], StyleIds] = {}
        self._headings: dict[bool, StyleIds] = {}
        self._blank: dict[tuple[Kind, bool], StyleArray] = {}

    def column(self, column: Column) -> StyleIds:
        """The styles of a table's column below its heading."""
        look = (column.kind, column.wrap, column.editable)
        if look not in self._columns:
            self._columns[look] = self._below_heading(column)
        styles = self._columns[look]
        return replace(styles, per_line=_letters(column.width) if column.wrap else 0)

    def _below_heading(self, column: Column) -> StyleIds:
        fill = EDITABLE_CELL if column.editable else ""
        font, place = Font(name=FONT, size=10), _place(column)
        if column.kind == "key":
            return self._made(font, place, fill, _BOX, _AS_TYPED)
        return self._cached(font, place, fill=fill, border=_BOX)

    def formatted(self, column: Column, formatting: Formatting) -> StyleIds:
        """Those of the column with what a person did to a cell of it."""
        font = Font(
            name=FONT, size=10, bold=formatting.bold, italic=formatting.italic,
            strike=formatting.strike,
            underline="single" if formatting.underline else None,
            color=_colour(formatting.colour) if formatting.colour else None,
        )  # fmt: skip
        column_fill = EDITABLE_CELL if column.editable else ""
        fill = _colour(formatting.fill) if formatting.fill else column_fill
        styles = self._made(font, _place(column), fill, _BOX, formatting.number)
        return replace(styles, per_line=_letters(column.width) if column.wrap else 0)

    def heading(self, column: Column) -> StyleIds:
        """White on a dark band, of another colour where HR is to fill the column in."""
        if column.editable not in self._headings:
            font = Font(name=FONT, size=10, bold=True, color="FFFFFF")
            place = Alignment(wrap_text=True, vertical="center")
            fill = EDITABLE_HEADING if column.editable else HEADING
            self._headings[column.editable] = self._cached(font, place, fill=fill, border=_BOX)
        styles = self._headings[column.editable]
        return replace(styles, per_line=_letters(column.width - _FILTER_BUTTON))

    def line(self, kind: str, width: int) -> StyleIds:
        """The styles of a line of a page, in a column of that width."""
        sizes = {
            "title": (18, True), "heading": (13, True), "term": (10, True), "above": (12, False),
        }  # fmt: skip
        size, bold = sizes.get(kind, (10, False))
        font = Font(name=FONT, size=size, bold=bold, color=HEADING if bold else None)
        flows = kind in {"text", "term"}
        vertical = {"text": "top", "term": "top", "above": "center"}.get(kind, "bottom")
        place = Alignment(wrap_text=flows, vertical=vertical, horizontal="left")
        styles = self._cached(font, place, fill="", border=Border())
        return replace(styles, per_line=_letters(width) if flows else 0)

    def blank(self, dimension: ColumnDimension, column: Column) -> None:
        """Give cells that nobody has filled in yet the look of their column."""
        look = (column.kind, column.wrap)
        if look in self._blank:
            dimension._style = copy(self._blank[look])  # type: ignore[attr-defined]  # no stub has it
            return
        dimension.font = Font(name=FONT, size=10)
        dimension.alignment = Alignment(wrap_text=column.wrap, vertical="top")
        dimension.number_format = {"date": DAY, "key": _AS_TYPED}.get(column.kind, "General")
        self._blank[look] = dimension._style  # type: ignore[attr-defined]  # as above

    def _cached(self, font: Font, place: Alignment, *, fill: str, border: Border) -> StyleIds:
        shape = (place.wrap_text, place.vertical, place.horizontal)
        key = (font.sz, font.b, *shape, fill, border is _BOX)
        if key not in self._known:
            self._known[key] = self._made(font, place, fill, border)
        return self._known[key]

    def _made(
        self, font: Font, place: Alignment, fill: str | Color, border: Border, number: str = ""
    ) -> StyleIds:
        link = Font(name=FONT, size=font.sz, bold=font.b, color=LINK, underline="single")

        right = copy(place)
        if place.horizontal != "left":
            # A number stands clear of the text that starts in the next column.
            right.horizontal, right.indent, right.wrap_text = "right", 1, False

        def style(
            font: Font = font,
            form: str = "General",
            quote: bool = False,
            place: Alignment = place,
        ) -> int:
            specimen = Specimen(self._sheet, row=1, column=1)
            specimen.font = font
            specimen.alignment = place
            specimen.border = border
            if fill:
                specimen.fill = PatternFill("solid", fgColor=fill)
            specimen.number_format = number or form
            specimen.quotePrefix = quote
            return int(specimen.style_id)

        return StyleIds(
            text=style(),
            quoted=style(quote=True),
            number=style(place=right),
            day=style(form=DAY, place=right),
            moment=style(form=MOMENT, place=right),
            link=style(link),
        )


def _place(column: Column) -> Alignment:
    """Where a cell's text stands; a word among numbers stands as they do."""
    if column.kind == "number":
        return Alignment(wrap_text=column.wrap, vertical="top", horizontal="right", indent=1)
    return Alignment(wrap_text=column.wrap, vertical="top")


def _colour(text: str) -> Color:
    """A colour as :class:`plandocs.table.Formatting` says it."""
    kind, _, value = text.partition(":")
    number, _, tint = value.partition(":")
    if kind == "rgb":
        return Color(rgb=value)
    return Color(**{kind: int(number)}, tint=float(tint or 0))


def _letters(width: float) -> int:
    """How many letters surely stand on a line: in size 10 more do than the width says."""
    return max(round(width * 1.05), 1)


def highlight_style(colour: Colour) -> DifferentialStyle:
    """The look of highlighted cells: dark on a pale tint of one colour."""
    fill, text = _PALE[colour]
    return DifferentialStyle(
        font=Font(color=text, bold=True),
        fill=PatternFill("solid", bgColor=fill, fgColor=fill),
    )


def page_widths(*, detailed: bool) -> tuple[int, ...]:
    """The columns of a page: one wide, with a narrow one for terms beside it where it has any."""
    return (30, 100) if detailed else (110,)
