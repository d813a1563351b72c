"""A roll-up as a workbook: plain values in, the values that ``sheet`` writes out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from plandocs.division.sheets import Graph, Note, RollUp, Sheet
from plandocs.division.tables import Column, File
from plandocs.sheet import table as excel

Linker = Callable[[File], excel.Cell]


def book_of(
    found: RollUp, folder: Path, *, most_rows: int = excel.MOST_ROWS, unbroken: bool = False
) -> excel.Workbook:
    """The workbook; links lead from ``folder``, where it will lie, to the files."""
    link = cache(partial(_link, folder))
    sheets = tuple(_table(sheet, found.title, link) for sheet in found.sheets)
    pages = (excel.Page("About", tuple(map(_line, found.about))),) if found.about else ()
    charts = tuple(map(_chart, found.graphs))
    return excel.Workbook(
        (*sheets, *pages), charts, found.title, found.when, most_rows=most_rows, unbroken=unbroken
    )


def _table(sheet: Sheet, title: str, link: Linker) -> excel.Table:
    linked = tuple(n for n, column in enumerate(sheet.columns) if column.kind == "link")
    return excel.Table(
        sheet.name,
        tuple(map(_column, sheet.columns)),
        _linked(sheet, linked, link) if linked else sheet.rows(),  # type: ignore[arg-type]  # no File in it
        name=sheet.name.replace(" ", ""),
        title=title,
        highlights=tuple(
            excel.Highlight(tint.column, tint.colour, tint.words, tint.above)
            for tint in sheet.tints
        ),
        room=sheet.room,
        frozen=sheet.frozen,
        looks=sheet.looks,  # type: ignore[arg-type]  # as they were read
    )


def _column(column: Column) -> excel.Column:
    return excel.Column(
        column.heading, column.width, column.kind, True, column.choices, column.own, column.note,
        column.hidden, column.allowed,  # type: ignore[arg-type]  # as it was read
    )  # fmt: skip


def _linked(sheet: Sheet, linked: tuple[int, ...], link: Linker) -> Iterator[excel.Cells]:
    for row in sheet.rows():
        cells: list[object] = list(row)
        for place in linked:
            if isinstance(file := cells[place], File):
                cells[place] = link(file)
        yield tuple(cells)  # type: ignore[arg-type]  # all other cells are plain


def _link(folder: Path, file: File) -> excel.Cell:
    path = Path(file.path)
    # What is in a name from elsewhere may be no name at all: `Path.is_file` raises for a long one.
    there = bool(file.path) and os.path.isfile(file.path)
    return excel.link_to(file.text, path, folder) if there else file.text


def _chart(graph: Graph) -> excel.Chart:
    return excel.Chart(
        "Summary", graph.title, graph.categories, graph.values, graph.sheet, "", graph.kind,
        graph.top, graph.colours,
    )  # fmt: skip


def _line(note: Note) -> excel.Line:
    return excel.Line(note.text, note.detail, note.kind)


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
