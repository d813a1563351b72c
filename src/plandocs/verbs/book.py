"""A roll-up as a workbook: plain values in, the values that ``sheet`` writes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from plandocs.division.sheets import Graph, Note, RollUp, Sheet
from plandocs.division.tables import Cells, Column, File
from plandocs.sheet import table as excel


def book_of(found: RollUp, folder: Path, created: datetime) -> excel.Workbook:
    """The workbook; links lead from ``folder``, where it will lie, to the files."""
    sheets = tuple(_table(sheet, found.title, folder) for sheet in found.sheets)
    pages = (excel.Page("About", tuple(map(_line, found.about))),) if found.about else ()
    return excel.Workbook((*sheets, *pages), tuple(map(_chart, found.graphs)), found.title, created)


def _table(sheet: Sheet, title: str, folder: Path) -> excel.Table:
    linked = tuple(n for n, column in enumerate(sheet.columns) if column.kind == "link")
    return excel.Table(
        sheet.name,
        tuple(map(_column, sheet.columns)),
        _linked(sheet, linked, folder) if linked else sheet.rows(),  # type: ignore[arg-type]  # no File in it
        name=sheet.name.replace(" ", ""),
        title=title,
        highlights=tuple(
            excel.Highlight(tint.column, tint.colour, tint.words, tint.above)
            for tint in sheet.tints
        ),
        room=sheet.room,
        frozen=sheet.frozen,
    )


def _column(column: Column) -> excel.Column:
    return excel.Column(
        column.heading, column.width, column.kind, True, column.choices, column.own, column.note
    )


def _linked(sheet: Sheet, linked: tuple[int, ...], folder: Path) -> Iterator[excel.Cells]:
    for row in sheet.rows():
        yield tuple(_cell(cell, folder) for cell in row)


def _cell(cell: object, folder: Path) -> excel.Cell:
    if isinstance(cell, File):
        path = Path(cell.path)
        return excel.link_to(cell.text, path, folder) if path.is_file() else cell.text
    return cell  # type: ignore[return-value]  # all other cells are plain


def _chart(graph: Graph) -> excel.Chart:
    return excel.Chart(
        "Summary", graph.title, graph.categories, graph.values, graph.sheet, "", graph.kind,
        graph.top, graph.colours,
    )  # fmt: skip


def _line(note: Note) -> excel.Line:
    return excel.Line(note.text, note.detail, note.kind)


__all__ = ["Cells", "book_of"]


def notes_on(written: excel.Written) -> Iterator[str]:
    """What a person should know about the workbook as it was written."""
    for sheet in written.sheets:
        if sheet.continues:
            yield f"{sheet.continues} is too long for one sheet; it goes on in {sheet.sheet}."
    for each in written.shortened:
        yield (
            f"{each.sheet}, row {each.row}, {each.column}: {each.length} characters are more than "
            "a cell holds; the text is shortened there, and whole in the data."
        )
    if written.unlinked:
        yield f"{written.unlinked} files have no link: Excel takes 65,530 on a sheet."
