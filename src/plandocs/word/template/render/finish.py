"""The last touch on rendered text: every mark resolved, grids as wide as their widest rows.

Marks in the text are characters that no XML can hold, so no value can be taken for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from lxml import etree

from plandocs.normal.dates import read_date, read_month_first
from plandocs.word.package.places import W
from plandocs.word.template.render.repeatable import Keep
from plandocs.word.template.render.values import CONTROL_MARK, CONTROL_SPLIT

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def mend_grids(text: str) -> str:
    """The text with the grid of every table as wide as its widest row."""
    root = etree.fromstring(text.encode("utf-8"), parser=etree.XMLParser(resolve_entities=False))
    for table in root.iter(f"{W}tbl"):
        _mend(table)
    return _DECLARATION + etree.tostring(root, encoding="unicode")


def _mend(table: etree._Element) -> None:
    grid = table.find(f"{W}tblGrid")
    widest = max((_span(row) for row in _rows(table)), default=0)
    if grid is None or not widest:
        return
    columns = grid.findall(f"{W}gridCol")
    total = sum(_width(column) for column in columns)
    if len(columns) == widest:
        return
    for column in columns[widest:]:
        grid.remove(column)
    for _ in range(widest - len(columns)):
        etree.SubElement(grid, f"{W}gridCol")
    for column in grid.findall(f"{W}gridCol"):
        column.set(f"{W}w", str(total // widest))


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]


def _span(row: etree._Element) -> int:
    cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
    return sum(_number(cell.find(f"{W}tcPr/{W}gridSpan"), "val") or 1 for cell in cells)


def _width(column: etree._Element) -> int:
    return _number(column, "w")


def _number(element: etree._Element | None, name: str) -> int:
    value = "" if element is None else str(element.get(f"{W}{name}", ""))
    return int(value) if value.isdigit() else 0


KEEP_OPEN, KEEP_CLOSE = "\x03", "\x04"
DRAWING = "\x05"
_TEXT = '<w:t xml:space="preserve">'
_END = "</w:t></w:r>"
_FIRST_DRAWING = 1001


@dataclass(frozen=True, slots=True)
class Finish:
    """What one part's rendered text may need; ``columns`` where tags change their number."""

    keeps: tuple[Keep, ...]
    columns: bool

    def finished(self, text: str) -> str:
        """The text with every mark resolved."""
        if self.keeps:
            text = self._kept(text)
        if CONTROL_MARK in text:
            text = _with_controls(text)
        if DRAWING in text:
            numbers = count(_FIRST_DRAWING)
            first, *rest = text.split(DRAWING)
            text = first + "".join(f"{next(numbers)}{piece}" for piece in rest)
        return mend_grids(text) if self.columns else text

    def _kept(self, text: str) -> str:
        first, *marked = text.split(KEEP_OPEN)
        out = [first]
        before = first
        for piece in marked:
            number, _, following = piece.partition(KEEP_CLOSE)
            keep = self.keeps[int(number)]
            if not before.startswith(keep.endings, before.rfind("<")):
                out.append(keep.fallback)
                before = keep.fallback
            out.append(following)
            before = following or before
        return "".join(out)


def _with_controls(text: str) -> str:
    """Each marked date as Word's date picker, in place of the run that it stands in."""
    pieces = text.split(CONTROL_MARK)
    done: list[str] = []
    last = pieces[0]  # what follows the control before; the run of the next begins in it
    for marked, following in zip(pieces[1::2], pieces[2::2], strict=True):
        day, shown = marked.split(CONTROL_SPLIT)
        start = max(last.rfind("<w:r>"), last.rfind("<w:r "))
        properties = _run_properties(last, start)
        opening = f"{properties}{_TEXT}"
        done.append(last[:start] if last.endswith(opening) else f"{last}{_END}")
        done.append(_control(day, shown, properties))
        if following.startswith(_END):
            last = following[len(_END) :]
        else:
            last = f"<w:r>{properties}{_TEXT}{following}"
    return "".join([*done, last])


def _run_properties(text: str, start: int) -> str:
    body = text.index(">", start) + 1
    if not text.startswith("<w:rPr>", body):
        return ""
    return text[body : text.index("</w:rPr>", body) + len("</w:rPr>")]


def _control(day: str, shown: str, properties: str) -> str:
    picked = date.fromisoformat(day)
    american = read_date(shown) != picked == read_month_first(shown)
    form, language = ("M/d/yyyy", "en-US") if american else ("d MMMM yyyy", "en-AU")
    return (
        f'<w:sdt><w:sdtPr><w:date w:fullDate="{day}T00:00:00Z"><w:dateFormat w:val="{form}"/>'
        f'<w:lid w:val="{language}"/><w:storeMappedDataAs w:val="dateTime"/>'
        '<w:calendar w:val="gregorian"/></w:date></w:sdtPr>'
        f"<w:sdtContent><w:r>{properties}{_TEXT}{shown}{_END}</w:sdtContent></w:sdt>"
    )
