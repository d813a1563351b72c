"""How people made a workbook look that plandocs wrote: what can be put back when it is made anew.

Takes a sheet of the workbook and gives cells that were formatted by hand, widths, columns that were
hidden, rules for what may be typed; formulas and conditional formats by their columns. Whether a
look is plandocs' own is told by what it shows, since other programs number their styles anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

from lxml import etree

from plandocs.sheet.excel import BUILT_IN_FORMATS, DAY, LINK, MOMENT, OUR_FILLS
from plandocs.sheet.read.archive import Archive, forget
from plandocs.sheet.read.xlsx import Place
from plandocs.sheet.read.xlsx_cells import column_of, whole_number
from plandocs.table import Formatting, Validation

_PLAIN_TEXT = frozenset({"", "theme:1", "indexed:64", "indexed:8", "rgb:FF000000", "auto"})
_PLAIN_FILL = frozenset({"", "theme:0", "indexed:64", "indexed:9", "rgb:FFFFFFFF"})
_PLAIN_NUMBER = frozenset({"General", DAY, MOMENT})
_ESCAPED = re.compile(r"\\(?=[ ,.:/-])|;@$")
_REFERS = re.compile(r"[A-Za-z]{1,3}\$?\d|!|\[|[A-Za-z_]\w*\(|^[A-Za-z_]\w*$")
_QUOTED = re.compile(r'"[^"]*"')
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)?(?::\$?([A-Z]{1,3})\$?(\d+)?)?")
_KEPT_RULE = (
    *("type", "operator", "errorStyle", "allowBlank", "showInputMessage", "showErrorMessage"),
    *("errorTitle", "error", "promptTitle", "prompt"),
)
_STYLES = "xl/styles.xml"
_TOLD = ("row", "col", "dataValidation", "conditionalFormatting")
_MOST_COLUMNS, _MOST_RULED = 16_384, 2**20


@dataclass
class ByHand:
    """What was done to a sheet; rows as Excel counts them, columns from 0."""

    cells: dict[tuple[int, int], Formatting] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    rules: list[tuple[frozenset[int], Validation]] = field(default_factory=list)
    conditions: Counter[int] = field(default_factory=Counter)
    formulas: Counter[int] = field(default_factory=Counter)
    columns: int = 0


def looks_in(archive: Archive) -> tuple[Formatting | None, ...]:
    """For each cell style what of it a person did; None where it is plandocs' own."""
    if not archive.has(_STYLES):
        return ()
    root = archive.tree(_STYLES)
    own = {
        whole_number(form.get("numFmtId")): form.get("formatCode", "")
        for form in root.iterfind("{*}numFmts/{*}numFmt")
    }
    fonts = tuple(root.iterfind("{*}fonts/{*}font"))
    fills = tuple(map(_fill, root.iterfind("{*}fills/{*}fill")))
    return tuple(_hand(style, own, fonts, fills) for style in root.iterfind("{*}cellXfs/{*}xf"))


def by_hand(archive: Archive, place: Place, looks: tuple[Formatting | None, ...]) -> ByHand:
    """Everything that was done to one sheet; ``looks`` are those of the workbook's styles."""
    found, ruled = ByHand(), 0
    for element in archive.elements(place.part, *_TOLD):
        kind = etree.QName(element).localname
        if kind == "row":
            _cells(element, looks, found)
        elif kind == "col":
            _column(element, found)
        elif kind == "dataValidation":
            over = _over(element.get("sqref", ""))
            ruled += len(over)
            if ruled > _MOST_RULED:
                raise archive.wrong("its rules for what may be typed have no end. Take them out.")
            found.rules.append((over, _rule(element)))
        else:
            for column in _over(element.get("sqref", "")):
                found.conditions[column] += len(element.findall("{*}cfRule"))
        forget(element)
    return found


def _cells(row: etree._Element, looks: tuple[Formatting | None, ...], found: ByHand) -> None:
    for cell in row:
        style = whole_number(cell.get("s"), 0)
        look = looks[style] if style < len(looks) else None
        has_formula = any([part.tag.endswith("}f") for part in cell])
        if look is not None or has_formula:
            column = column_of(cell.get("r", ""), 0)
            found.formulas[column] += has_formula
            if look is not None:
                found.cells[whole_number(row.get("r"), 0), column] = look


def _measure(text: str) -> float:
    """A width or a tint. Raises `ValueError` where it is no number, or one without end."""
    if not isfinite(value := float(text)):
        raise ValueError(text)
    return value


def _column(column: etree._Element, found: ByHand) -> None:
    first, last = (whole_number(column.get(side), 0) for side in ("min", "max"))
    found.columns += max(0, last - first) + 1
    if found.columns > _MOST_COLUMNS:
        return  # more than there are: they overlap, and no program writes that
    for number in range(first - 1, min(last, _MOST_COLUMNS)):
        if width := column.get("width"):
            found.widths[number] = _measure(width)
        if column.get("hidden") in {"1", "true"}:
            found.hidden.add(number)


def _hand(
    style: etree._Element,
    own: Mapping[int, str],
    fonts: tuple[etree._Element, ...],
    fills: tuple[str, ...],
) -> Formatting | None:
    code = whole_number(style.get("numFmtId"))
    number = own.get(code) or BUILT_IN_FORMATS.get(code, "General")
    font, fill = whole_number(style.get("fontId")), whole_number(style.get("fillId"))
    shown = _font(fonts[font]) if font < len(fonts) else Formatting()
    colour = fills[fill] if fill < len(fills) else ""
    ours = colour in _PLAIN_FILL or colour[-6:].upper() in OUR_FILLS
    plain = _ESCAPED.sub("", number) in _PLAIN_NUMBER
    look = Formatting(
        "" if plain else number, "" if ours else colour, shown.colour,
        shown.bold, shown.italic, shown.underline, shown.strike,
    )  # fmt: skip
    return None if look == Formatting() else look


def _font(font: etree._Element) -> Formatting:
    colour, underline = _colour(font.find("{*}color")), _is_on(font.find("{*}u"))
    if underline and colour[-6:].upper() == LINK:
        colour, underline = "", False
    return Formatting(
        colour="" if colour in _PLAIN_TEXT else colour,
        bold=_is_on(font.find("{*}b")),
        italic=_is_on(font.find("{*}i")),
        underline=underline,
        strike=_is_on(font.find("{*}strike")),
    )


def _is_on(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get("val", "1") not in {"0", "false", "none"}


def _fill(fill: etree._Element) -> str:
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
    said = ((name, rule.get(name)) for name in _KEPT_RULE)
    return Validation(tuple((name, value) for name, value in said if value), first, second, refers)


def _over(ranges: str) -> frozenset[int]:
    """The columns that ranges stand in."""
    found: set[tuple[int, int]] = set()
    for each in _RANGE.finditer(ranges):
        first = column_of(f"{each[1]}1", 0)
        found.add((first, column_of(f"{each[3]}1", 0) if each[3] else first))
    seen: set[int] = set()
    following = 0
    for first, last in sorted(found):
        seen.update(range(max(first, following), min(last, _MOST_COLUMNS) + 1))
        following = max(following, last + 1)
    return frozenset(seen)
