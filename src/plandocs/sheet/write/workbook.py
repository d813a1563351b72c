"""Writing a workbook: who hands what to whom.

In: a workbook as plain values. Out: an .xlsx file, or its bytes, the same for the same input.
The rows are streamed (``stream``), openpyxl makes the shell around them (``shell``, ``charts``),
and the two are put together (``splice``, ``package``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook as Book
from openpyxl.writer.excel import ExcelWriter

from plandocs.files.output import Place, write_whole
from plandocs.moment import moment
from plandocs.sheet.table import Page, Table, Workbook, Written
from plandocs.sheet.text import cell_text
from plandocs.sheet.write.charts import Ground, add_charts
from plandocs.sheet.write.deflate import Piece
from plandocs.sheet.write.package import write_package
from plandocs.sheet.write.shell import dress_page, dress_table
from plandocs.sheet.write.splice import finished
from plandocs.sheet.write.stream import Streamed, Streamer
from plandocs.sheet.write.styles import Palette


def write_workbook(book: Workbook, target: Place | Path | None = None) -> Written:
    """Write the workbook to ``target``, whole or not at all; without one, give its bytes.

    The time in its properties is ``book.created``, else SOURCE_DATE_EPOCH, else now.

    Raises:
        OutputError: the place cannot be written.
    """
    shell = Book()
    palette = Palette(shell)
    streamer = Streamer(book, palette)
    sheets = tuple(streamer.sheets())
    parts = _shell_parts(shell, book, sheets, streamer, palette)
    strings = streamer.strings.close()
    members = tuple(finished(parts, sheets, strings, cell_text(book.title), _created(book)))
    return Written(
        _put(members, target),
        tuple(sheet.written for sheet in sheets if sheet.item is not None),
        tuple(found for sheet in sheets for found in sheet.rows.cells.shortened),
        sum(sheet.rows.cells.unlinked for sheet in sheets),
    )


def _shell_parts(
    shell: Book,
    book: Workbook,
    sheets: Sequence[Streamed],
    streamer: Streamer,
    palette: Palette,
) -> dict[str, bytes]:
    places: dict[str, Streamed] = {}
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
            extent = (last, written.rows)
            dress_table(sheet, item, *names, number, *extent, streamer.lists, palette)
            grounds.setdefault(item.sheet, Ground(sheet, streamed.headings, last))
        if isinstance(item, Table | Page):
            places.setdefault(item.sheet, streamed)
    shell.remove(specimen)
    shell.active = 0
    for name in dict.fromkeys(chart.sheet for chart in book.charts):
        place = places[name]
        charts = [chart for chart in book.charts if chart.sheet == name]
        add_charts(charts, shell[place.written.sheet], place.rows.number, grounds)
    stored = BytesIO()
    with ZipFile(stored, "w", ZIP_STORED) as archive:
        ExcelWriter(shell, archive).save()
    with ZipFile(stored) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _put(members: Sequence[tuple[str, Piece]], target: Place | Path | None) -> bytes:
    if target is None:
        buffer = BytesIO()
        write_package(members, buffer)
        return buffer.getvalue()
    write_whole(target, lambda file: write_package(members, file))
    return b""


def _created(book: Workbook) -> datetime:
    return moment() if book.created is None else book.created
