"""What one part needs once it is rendered: its marks resolved, its dates as Word's date pickers.

A part is finished as UTF-8. Of a text in which one letter is beyond Latin-1 every letter takes two
bytes, and to cut, join and encode it takes ten times as long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from lxml import etree

from plandocs.normal.dates import read_date, read_month_first
from plandocs.word.package.places import W
from plandocs.word.package.trees import DECLARATION, parser
from plandocs.word.template.render.values import CONTROL_MARK, CONTROL_SPLIT

KEEP_OPEN, KEEP_CLOSE = "\x03", "\x04"
DRAWING = "\x05"
_KEEP_OPEN, _KEEP_CLOSE, _DRAWING = KEEP_OPEN.encode(), KEEP_CLOSE.encode(), DRAWING.encode()
_CONTROL_MARK = CONTROL_MARK.encode()
_TEXT = b'<w:t xml:space="preserve">'
_END = b"</w:t></w:r>"
_FIRST_DRAWING = 1001


@dataclass(frozen=True, slots=True)
class Keep:
    """A place that must not be left bare: how the markup before it must end (its last tag), and

    what to write if it does not.
    """

    endings: tuple[bytes, ...]
    fallback: bytes


@dataclass(frozen=True, slots=True)
class Finish:
    """What one part may need; ``columns`` where tags change their number."""

    keeps: tuple[Keep, ...]
    columns: bool

    def finished(self, data: bytes) -> bytes:
        """The part with every mark resolved."""
        if self.keeps:
            data = self._with_needed(data)
        if _CONTROL_MARK in data:
            data = _with_controls(data)
        if _DRAWING in data:
            numbers = count(_FIRST_DRAWING)
            first, *rest = data.split(_DRAWING)
            data = first + b"".join([b"%d%b" % (next(numbers), piece) for piece in rest])
        return _with_mended_grids(data) if self.columns else data

    def _with_needed(self, data: bytes) -> bytes:
        pieces: list[bytes] = []
        end = 0
        while (start := data.find(_KEEP_OPEN, end)) >= 0:  # to split would look at each byte
            if start > end:
                pieces.append(data[end:start])
            end = data.index(_KEEP_CLOSE, start) + 1
            keep, before = self.keeps[int(data[start + 1 : end - 1])], pieces[-1]
            if not before.startswith(keep.endings, before.rfind(b"<")):
                pieces.append(keep.fallback)
        return b"".join([*pieces, data[end:]])


def _with_controls(data: bytes) -> bytes:
    """Each marked date as Word's date picker, in place of the run that it stands in."""
    pieces = data.split(_CONTROL_MARK)
    done: list[bytes] = []
    last = pieces[0]  # what follows the control before; the run of the next begins in it
    for marked, following in zip(pieces[1::2], pieces[2::2], strict=True):
        day, text = marked.decode().split(CONTROL_SPLIT)
        start = max(last.rfind(b"<w:r>"), last.rfind(b"<w:r "))
        properties = _run_properties(last, start)
        opening = properties + _TEXT
        done.append(last[:start] if last.endswith(opening) else last + _END)
        done.append(_control(day, text, properties))
        if following.startswith(_END):
            last = following[len(_END) :]
        else:
            last = b"<w:r>" + opening + following
    return b"".join([*done, last])


def _run_properties(data: bytes, start: int) -> bytes:
    body = data.index(b">", start) + 1
    if not data.startswith(b"<w:rPr>", body):
        return b""
    return data[body : data.index(b"</w:rPr>", body) + len(b"</w:rPr>")]


def _control(day: str, text: str, properties: bytes) -> bytes:
    picked = date.fromisoformat(day)
    american = read_date(text) != picked == read_month_first(text)
    form, language = ("M/d/yyyy", "en-US") if american else ("d MMMM yyyy", "en-AU")
    control = (
        f'<w:sdt><w:sdtPr><w:date w:fullDate="{day}T00:00:00Z"><w:dateFormat w:val="{form}"/>'
        f'<w:lid w:val="{language}"/><w:storeMappedDataAs w:val="dateTime"/>'
        '<w:calendar w:val="gregorian"/></w:date></w:sdtPr><w:sdtContent><w:r>'
    )
    end = b"</w:sdtContent></w:sdt>"
    return b"".join((control.encode(), properties, _TEXT, text.encode(), _END, end))


def _with_mended_grids(data: bytes) -> bytes:
    """The part with the grid of every table as wide as its widest row."""
    root = etree.fromstring(data, parser=parser())
    for table in root.iter(f"{W}tbl"):
        _mend(table)
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()


def _mend(table: etree._Element) -> None:
    grid = table.find(f"{W}tblGrid")
    widest = max((_span(row) for row in _rows_of(table)), default=0)
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


def _rows_of(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]


def _span(row: etree._Element) -> int:
    cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
    return sum(_number(cell.find(f"{W}tcPr/{W}gridSpan"), "val") or 1 for cell in cells)


def _width(column: etree._Element) -> int:
    return _number(column, "w")


def _number(element: etree._Element | None, name: str) -> int:
    value = "" if element is None else str(element.get(f"{W}{name}", ""))
    return int(value) if value.isdigit() else 0
