"""Writing a workbook: its rows are streamed, and put into the shell that openpyxl makes.

Takes a workbook as plain values and gives an .xlsx file, or its bytes, the same for the same input.
The rows are streamed (``stream``), openpyxl makes the shell around them (``shell``, ``charts``),
and the two are put together (``splice``, ``package``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from lxml import etree
from openpyxl import Workbook as Book
from openpyxl.writer.excel import ExcelWriter

from plandocs.errors import InternalError
from plandocs.files.places import Place
from plandocs.files.whole import write_whole
from plandocs.moment import moment, stamp
from plandocs.sheet.excel import cell_text, column_letter, xattribute, xstring
from plandocs.sheet.write.cells import CellWriter, Linker, Shortened
from plandocs.sheet.write.charts import Ground, add_charts
from plandocs.sheet.write.package import Piece, deflated, joined, write_package
from plandocs.sheet.write.shell import blocks_of, dress_page, dress_table, print_blocks
from plandocs.sheet.write.stream import SheetWritten, Streamed, Streamer
from plandocs.sheet.write.styles import Palette
from plandocs.table import Page, Table, Workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class Written:
    """The outcome of writing: ``data`` is empty where a file was written.

    ``unlinked`` counts links beyond the 65,530 that Excel takes on a sheet: their text is there.
    """

    data: bytes
    sheets: tuple[SheetWritten, ...]
    shortened: tuple[Shortened, ...] = ()
    unlinked: int = 0

    def notes(self) -> Iterator[str]:
        """Yield what a person should know about the workbook, in sentences."""
        for sheet in self.sheets:
            if sheet.continues:
                yield f"{sheet.continues} is too long for one sheet; it goes on in {sheet.sheet}."
        for each in self.shortened:
            yield (
                f"{each.sheet}, row {each.row}, {each.column}: {each.length} characters are more "
                "than a cell holds; the text is shortened there, and whole in the data."
            )
        if self.unlinked:
            yield f"{self.unlinked} files have no link: Excel takes 65,530 on a sheet."


def write_workbook(book: Workbook, target: Place | Path | None = None) -> Written:
    """Write the workbook to ``target``, whole or not at all; without one, give its bytes.

    The time in its properties is ``book.created``, else SOURCE_DATE_EPOCH, else now.

    Raises:
        OutputError: the place cannot be written.
    """
    shell = Book()
    palette = Palette(shell)
    streamer = Streamer(book, palette, _linker(target))
    sheets = tuple(streamer.sheets())
    parts = _shell_parts(shell, book, sheets, streamer, palette)
    strings = streamer.strings.close()
    members = tuple(
        finished(parts, sheets, strings, cell_text(book.title), book.created or moment())
    )
    return Written(
        _put(members, target),
        tuple(sheet.written for sheet in sheets if sheet.item is not None),
        tuple(each for sheet in sheets for each in sheet.rows.cells.shortened),
        sum(sheet.rows.cells.unlinked for sheet in sheets),
    )


def _shell_parts(
    shell: Book,
    book: Workbook,
    sheets: Sequence[Streamed],
    streamer: Streamer,
    palette: Palette,
) -> dict[str, bytes]:
    grounds: dict[str, Ground] = {}
    specimen = shell.worksheets[0]
    for number, streamed in enumerate(sheets, start=1):
        written, item = streamed.written, streamed.item
        sheet = shell.create_sheet(written.sheet)
        if item is None:
            sheet.sheet_state = "veryHidden"
        elif isinstance(item, Page):
            dress_page(sheet, detailed=streamed.detailed)
        else:
            last = streamed.rows.number
            names = (streamed.headings, written.table)
            extent = (streamed.top, last, written.rows)
            dress_table(sheet, item, *names, number, *extent, streamer.lists, palette)
            ground = Ground(sheet, item, streamed.headings, streamed.top, last)
            grounds.setdefault(item.name, ground)
    shell.remove(specimen)
    shell.active = 0
    _set_out_first(shell[sheets[0].written.sheet], sheets[0], book, grounds, streamer.lists)
    stored = BytesIO()
    with ZipFile(stored, "w", ZIP_STORED) as archive:
        ExcelWriter(shell, archive).save()
    with ZipFile(stored) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _set_out_first(
    sheet: Worksheet,
    first: Streamed,
    book: Workbook,
    grounds: Mapping[str, Ground],
    lists: Mapping[tuple[str, ...], str],
) -> None:
    """Draw the charts onto the first sheet, and print it in blocks where it is too wide."""
    table, last = first.item, first.rows.number
    blocks = blocks_of(table) if isinstance(table, Table) else ()
    room = 2.54 * blocks[0].width if len(blocks) > 1 else 0
    ends = add_charts(book.charts, sheet, last, grounds, room, lists) if book.charts else ()
    if len(blocks) > 1:
        print_blocks(sheet, blocks, (first.top, last), ends)


def _linker(target: Place | Path | None) -> Linker:
    """Return what finds the way to a file from where the workbook will lie."""
    if target is None:
        return lambda file: file.text
    path = target.path if isinstance(target, Place) else target
    return cache(lambda file: file.link(path.parent))


def _put(members: Sequence[tuple[str, Piece]], target: Place | Path | None) -> bytes:
    if target is None:
        buffer = BytesIO()
        write_package(members, buffer)
        return buffer.getvalue()
    write_whole(target, lambda file: write_package(members, file))
    return b""


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DIMENSION = re.compile(r"<dimension [^>]*/>")
_ROWS = re.compile(r"<sheetData ?/>|<sheetData>.*?</sheetData>", re.DOTALL)
# ECMA-376 part 1, 18.3.1.99: links stand after the validations and before all of these.
_AFTER_LINKS = re.compile(
    r"<(?:printOptions|pageMargins|pageSetup|headerFooter|drawing|tableParts)"
)
_APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>plandocs</Application></Properties>'
)
_BOOK_RELS = "xl/_rels/workbook.xml.rels"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_TYPES, _STYLES, _STRINGS = "[Content_Types].xml", "xl/styles.xml", "xl/sharedStrings.xml"
# ECMA-376 part 1, 18.8.22 lets these stand in any order; validators and older readers do not.
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz"),
    *("color", "name", "family", "charset", "scheme"),
)


def finished(
    shell: Mapping[str, bytes],
    sheets: Sequence[Streamed],
    strings: tuple[Piece, int],
    title: str,
    created: datetime,
) -> Iterator[tuple[str, Piece]]:
    """The members of the package; what tells its kind comes first, as programs expect."""
    shell = _with_strings(shell)
    by_path = {f"xl/worksheets/sheet{number}.xml": s for number, s in enumerate(sheets, start=1)}
    links = {_rels(path): s.rows.cells for path, s in by_path.items() if s.rows.cells.links}
    paths = dict.fromkeys((_TYPES, "_rels/.rels", *shell, *links))
    for path in paths:
        data = shell.get(path, b"")
        if path in by_path:
            yield path, _sheet(data.decode("utf-8"), by_path[path])
        elif path == _STRINGS:
            yield path, _shared(*strings)
        elif path == "docProps/core.xml":
            yield path, deflated(_properties(title, created).encode("utf-8"))
        elif path == "docProps/app.xml":
            # LibreOffice trusts row heights of files that say they come from Excel.
            yield path, deflated(_APP.encode("utf-8"))
        elif path == _STYLES:
            yield path, deflated(_ordered_fonts(data))
        elif path in links:
            yield path, deflated(_with_links(data.decode("utf-8"), links[path]).encode("utf-8"))
        else:
            yield path, deflated(data)


def _sheet(xml: str, sheet: Streamed) -> Piece:
    rows = sheet.rows
    width = len(sheet.headings) or 1 + sheet.detailed
    last = f"{column_letter(width - 1)}{max(rows.number, 1)}"
    xml, dimensions = _DIMENSION.subn(f'<dimension ref="A1:{last}"/>', xml, count=1)
    place, foot = _ROWS.search(xml), _AFTER_LINKS.search(xml)
    if dimensions != 1 or place is None or foot is None:
        raise InternalError("openpyxl wrote the shell of a sheet in a way that is not known here")
    links = "".join(
        f'<hyperlink ref="{cell}" r:id="link{number}"/>'
        for number, (cell, _) in enumerate(rows.cells.links, start=1)
    )
    links = f'<hyperlinks xmlns:r="{_OFFICE}">{links}</hyperlinks>' if links else ""
    start = f"{xml[: place.start()]}<sheetData>"
    end = f"</sheetData>{xml[place.end() : foot.start()]}{links}{xml[foot.start() :]}"
    return joined(
        (deflated(start.encode("utf-8"), last=False), sheet.piece, deflated(end.encode("utf-8")))
    )


def _shared(strings: Piece, count: int) -> Piece:
    start = f'{_HEAD}<sst xmlns="{_MAIN}" uniqueCount="{count}">'
    return joined((deflated(start.encode("utf-8"), last=False), strings, deflated(b"</sst>")))


def _with_links(xml: str, cells: CellWriter) -> str:
    links = "".join(
        f'<Relationship Id="link{number}" Type="{_OFFICE}/hyperlink" '
        f'Target="{xattribute(target)}" TargetMode="External"/>'
        for number, (_, target) in enumerate(cells.links, start=1)
    )
    if not xml:
        return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
    return xml.replace("</Relationships>", f"{links}</Relationships>")


def _ordered_fonts(styles: bytes) -> bytes:
    root = etree.fromstring(styles)
    for font in root.iter(f"{{{_MAIN}}}font"):
        font[:] = sorted(font, key=lambda part: _FONT_ORDER.index(etree.QName(part).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _with_strings(shell: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The shell with a place for the shared strings: openpyxl may write none."""
    if _STRINGS in shell:
        return shell
    part = f'<Override PartName="/{_STRINGS}" ContentType="{_STRINGS_TYPE}"/></Types>'
    relation = (
        f'<Relationship Id="strings" Type="{_OFFICE}/sharedStrings" Target="/{_STRINGS}"/>'
        "</Relationships>"
    )
    return {
        **shell,
        _STRINGS: b"",
        _TYPES: shell[_TYPES].replace(b"</Types>", part.encode("utf-8")),
        _BOOK_RELS: shell[_BOOK_RELS].replace(b"</Relationships>", relation.encode("utf-8")),
    }


def _rels(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _properties(title: str, created: datetime) -> str:
    made = stamp(created)
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xstring(title)}</dc:title><dc:creator>plandocs</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified>'
        "</cp:coreProperties>"
    )
