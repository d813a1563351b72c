"""What people did to a workbook that plandocs wrote: what can be kept, and what would be lost.

Cells that they formatted, widths, hidden columns and rules for what may be typed are kept; sheets
of their own, pivots, comments, pictures and formulas are named, a line each. Whether formatting is
plandocs' own is told by what it shows, since other programs number their styles anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from math import isfinite
from pathlib import Path

from lxml import etree

from plandocs.sheet.excel import (
    BUILT_IN_FORMATS,
    DAY,
    LINK,
    LISTS,
    MOMENT,
    OUR_FILLS,
    column_letter,
)
from plandocs.sheet.read.archive import Archive, forget
from plandocs.sheet.read.grid import Added, UserFormatting
from plandocs.sheet.read.xlsx import (
    Place,
    column_of,
    custom_codes,
    part_of_book,
    places_of,
    relations_of,
    whole_number,
)
from plandocs.table import Formatting, Validation

_DEFAULT_TEXT = frozenset({"", "theme:1", "indexed:64", "indexed:8", "rgb:FF000000", "auto"})
_DEFAULT_FILL = frozenset({"", "theme:0", "indexed:64", "indexed:9", "rgb:FFFFFFFF"})
_DEFAULT_NUMBER = frozenset({"General", DAY, MOMENT})
_ESCAPED = re.compile(r"\\(?=[ ,.:/-])|;@$")
_REFERS = re.compile(r"[A-Za-z]{1,3}\$?\d|!|\[|[A-Za-z_]\w*\(|^[A-Za-z_]\w*$")
_QUOTED = re.compile(r'"[^"]*"')
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)?(?::\$?([A-Z]{1,3})\$?(\d+)?)?")
_RULE_ATTRIBUTES = (
    *("type", "operator", "errorStyle", "allowBlank", "showInputMessage", "showErrorMessage"),
    *("errorTitle", "error", "promptTitle", "prompt"),
)
_STYLES = "xl/styles.xml"
_USER_ELEMENTS = ("row", "col", "dataValidation", "conditionalFormatting")
_MOST_COLUMNS, _MOST_RULED = 16_384, 2**20


def formatting_in(archive: Archive) -> tuple[Formatting | None, ...]:
    """For each cell style what of it a person did; None where it is plandocs' own."""
    if not archive.has(_STYLES):
        return ()
    root = archive.tree(_STYLES)
    codes = custom_codes(root)
    fonts = tuple(root.iterfind("{*}fonts/{*}font"))
    fills = tuple(map(_fill_of, root.iterfind("{*}fills/{*}fill")))
    return tuple(
        _of_style(style, codes, fonts, fills) for style in root.iterfind("{*}cellXfs/{*}xf")
    )


def user_formatting(
    archive: Archive, place: Place, by_style: tuple[Formatting | None, ...]
) -> UserFormatting:
    """Everything that was done to one sheet; ``by_style`` is that of each cell style."""
    result, ruled = UserFormatting(), 0
    for element in archive.elements(place.part, *_USER_ELEMENTS):
        kind = etree.QName(element).localname
        if kind == "row":
            _read_cells(element, by_style, result)
        elif kind == "col":
            _column(element, result)
        elif kind == "dataValidation":
            over = _over(element.get("sqref", ""))
            ruled += len(over)
            if ruled > _MOST_RULED:
                raise archive.wrong("its rules for what may be typed have no end. Take them out.")
            result.rules.append((over, _rule(element)))
        else:
            for column in _over(element.get("sqref", "")):
                result.conditions[column] += len(element.findall("{*}cfRule"))
        forget(element)
    return result


def _read_cells(
    row: etree._Element, by_style: tuple[Formatting | None, ...], formatting: UserFormatting
) -> None:
    for cell in row:
        style = whole_number(cell.get("s"), 0)
        cell_formatting = by_style[style] if style < len(by_style) else None
        has_formula = any([part.tag.endswith("}f") for part in cell])
        if cell_formatting is not None or has_formula:
            column = column_of(cell.get("r", ""), 0)
            formatting.formulas[column] += has_formula
            if cell_formatting is not None:
                formatting.cells[whole_number(row.get("r"), 0), column] = cell_formatting


def _measure(text: str) -> float:
    """A width or a tint. Raises `ValueError` where it is no number, or one without end."""
    if not isfinite(value := float(text)):
        raise ValueError(text)
    return value


def _column(column: etree._Element, formatting: UserFormatting) -> None:
    first, last = (whole_number(column.get(side), 0) for side in ("min", "max"))
    formatting.columns += max(0, last - first) + 1
    if formatting.columns > _MOST_COLUMNS:
        return  # more than there are: they overlap, and no program writes that
    for number in range(first - 1, min(last, _MOST_COLUMNS)):
        if width := column.get("width"):
            formatting.widths[number] = _measure(width)
        if column.get("hidden") in {"1", "true"}:
            formatting.hidden.add(number)


def _of_style(
    style: etree._Element,
    codes: Mapping[int, str],
    fonts: tuple[etree._Element, ...],
    fills: tuple[str, ...],
) -> Formatting | None:
    code = whole_number(style.get("numFmtId"))
    number = codes.get(code) or BUILT_IN_FORMATS.get(code, "General")
    font, fill = whole_number(style.get("fontId")), whole_number(style.get("fillId"))
    of_font = _font(fonts[font]) if font < len(fonts) else Formatting()
    colour = fills[fill] if fill < len(fills) else ""
    ours = colour in _DEFAULT_FILL or colour[-6:].upper() in OUR_FILLS
    is_default = _ESCAPED.sub("", number) in _DEFAULT_NUMBER
    result = Formatting(
        "" if is_default else number, "" if ours else colour, of_font.colour,
        of_font.bold, of_font.italic, of_font.underline, of_font.strike,
    )  # fmt: skip
    return None if result == Formatting() else result


def _font(font: etree._Element) -> Formatting:
    colour, underline = _colour(font.find("{*}color")), _is_on(font.find("{*}u"))
    if underline and colour[-6:].upper() == LINK:
        colour, underline = "", False
    return Formatting(
        colour="" if colour in _DEFAULT_TEXT else colour,
        bold=_is_on(font.find("{*}b")),
        italic=_is_on(font.find("{*}i")),
        underline=underline,
        strike=_is_on(font.find("{*}strike")),
    )


def _is_on(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get("val", "1") not in {"0", "false", "none"}


def _fill_of(fill: etree._Element) -> str:
    """The colour of a fill; a pattern counts as its colour."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        stop = fill.find("{*}gradientFill/{*}stop/{*}color")
        return _colour(stop)
    if pattern.get("patternType", "none") in {"none", "gray125"}:
        return ""
    return _colour(pattern.find("{*}fgColor"))


def _colour(colour: etree._Element | None) -> str:
    """A colour as the file says it: its own, the theme's with a tint, or one of the old palette."""
    if colour is None:
        return ""
    if rgb := colour.get("rgb"):
        return f"rgb:{rgb.upper()}"
    for kind in ("theme", "indexed"):
        if (value := colour.get(kind)) is not None:
            tint = colour.get("tint", "")
            return f"{kind}:{value}:{tint}" if tint and _measure(tint) else f"{kind}:{value}"
    return ""


def _rule(rule: etree._Element) -> Validation:
    first, second = ((rule.findtext(f"{{*}}formula{n}") or "").strip() for n in (1, 2))
    refers = any(_REFERS.search(_QUOTED.sub("", text)) for text in (first, second))
    attributes = ((name, rule.get(name)) for name in _RULE_ATTRIBUTES)
    return Validation(
        tuple((name, value) for name, value in attributes if value), first, second, refers
    )


def _over(ranges: str) -> frozenset[int]:
    """The columns that ranges stand in."""
    result: set[tuple[int, int]] = set()
    for each in _RANGE.finditer(ranges):
        first = column_of(f"{each[1]}1", 0)
        result.add((first, column_of(f"{each[3]}1", 0) if each[3] else first))
    seen: set[int] = set()
    following = 0
    for first, last in sorted(result):
        seen.update(range(max(first, following), min(last, _MOST_COLUMNS) + 1))
        following = max(following, last + 1)
    return frozenset(seen)


# Parts that plandocs never writes, and what a person calls them.
_FOREIGN = (
    ("xl/pivottables/", "a pivot table"),
    ("xl/slicers/", "a slicer"),
    ("xl/timelines/", "a timeline"),
    ("xl/threadedcomments/", "a threaded comment"),
    ("xl/comments", "a comment"),
    ("xl/media/", "a picture"),
    ("xl/embeddings/", "an embedded object"),
    ("xl/vbaproject", "a macro"),
    ("xl/externallinks/", "a link to another workbook"),
    ("xl/connections", "a data connection"),
    ("xl/querytables/", "a query"),
    ("xl/ctrlprops/", "a control"),
    ("xl/diagrams/", "a diagram"),
    ("xl/customdata/", "a data model"),
    ("xl/chartsheets/", "a chart on a sheet of its own"),
    ("xl/model/", "a data model"),
    ("xl/featurepropertybag/", "a check box in a cell"),
    ("xl/richdata/", "a picture or data type in a cell"),
)
_BUILT_IN = ("_", "Excel_BuiltIn")
_WITH_CHARTS = "Summary"
_MOST_NAMED = 3


def added_things(path: Path, ours: Set[str], charts: int) -> Added:
    """What is in the workbook beyond ``ours`` sheets and so many charts.

    Raises:
        InputError: the file is no workbook, or damaged.
    """
    archive = Archive(path)
    places = places_of(archive)
    lost = [
        f'the sheet "{place.name}"'
        for place in places
        if not _is_ours(place.name, ours) and not _holds_lists(place)
    ]
    lost += _foreign_parts(archive)
    lost += _names(archive)
    if (more := _charts(archive) - charts) > 0:
        lost.append(f"{more} more chart{'s' * (more > 1)} than plandocs drew")
    try:
        by_style = formatting_in(archive)
        sheets = [place for place in places if _is_ours(place.name, ours)]
        by_sheet = {place.name: user_formatting(archive, place, by_style) for place in sheets}
    except ValueError as error:
        raise archive.wrong(
            "a width or a colour in it is not a number. Open it in Excel and save it again."
        ) from error
    for place in sheets:
        lost += _on_sheet(archive, place, by_sheet[place.name])
    return Added(tuple(dict.fromkeys(lost)), by_sheet)


def _holds_lists(place: Place) -> bool:
    """The sheet with the choices of long drop-downs; LibreOffice makes it merely hidden."""
    return place.state == "veryHidden" or (place.state == "hidden" and place.name == LISTS)


def _is_ours(name: str, ours: Set[str]) -> bool:
    """One of the sheets that were written, or the sheet in which a long one goes on."""
    return name in ours or re.sub(r" \(\d+\)$", "", name) in ours


def _foreign_parts(archive: Archive) -> Iterator[str]:
    names = [name.lower() for name in archive.parts]
    for start, what in _FOREIGN:
        if any(name.startswith(start) for name in names):
            yield what


def _names(archive: Archive) -> Iterator[str]:
    """Names that people gave to cells; programs name print areas and filters for themselves."""
    for element in archive.tree(part_of_book(archive)).iter("{*}definedName"):
        name = element.get("name", "")
        if not name.startswith(_BUILT_IN) and not element.get("hidden"):
            yield f'the name "{name}"'


def _charts(archive: Archive) -> int:
    """How many charts, shapes and pictures stand on the sheets."""
    drawings = [n for n in archive.parts if re.fullmatch(r"(?i)xl/drawings/drawing\d+\.xml", n)]
    anchors = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
    return sum(
        1
        for name in drawings
        for element in archive.tree(name)
        if etree.QName(element).localname in anchors
    )


def _on_sheet(archive: Archive, place: Place, formatting: UserFormatting) -> Iterator[str]:
    """Formulas, by column, and drawings."""
    columns = sorted(column for column, count in formatting.formulas.items() if count)
    for column in columns[:_MOST_NAMED]:
        yield f'formulas in column {column_letter(column)} of "{place.name}"'
    for kind, _ in relations_of(archive, place.part).values():
        if kind.endswith("/drawing") and place.name != _WITH_CHARTS:
            yield f'a chart or drawing on "{place.name}"'
