"""The list for a mail merge, as a workbook: whom a letter was written to, and whom not, and why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plandocs.mailing.values import Letter
from plandocs.table import Cell, Cells, Column, File, Highlight, Table, Workbook

MERGE = "merge.xlsx"


def merge_workbook(letters: Iterable[Letter]) -> Workbook:
    """Return the workbook of these letters."""
    written: list[Letter] = []
    others: list[Letter] = []
    for letter in letters:
        (written if letter.kind else others).append(letter)
    tables = (*([_written(written)] if written else []), *([_held(others)] if others else []))
    return Workbook(tables, title="Letters")


def _written(letters: list[Letter]) -> Table:
    columns = (
        Column("To", 30), Column("Name", 24), Column("Id", 10), Column("Division/Branch", 26),
        Column("Manager", 22), Column("Letter", 10), Column("Due", 12, "date"),
        Column("Days overdue", 9, "number"), Column("Points", 8, "number"),
        Column("What is missing", 70), Column("File", 34, "link"),
        Column("Path", 40, wrap=False), Column("Plan", 30, "link"), Column("For HR", 40),
    )  # fmt: skip
    rows = tuple(_row(each) for each in letters)
    marks = (Highlight("Days overdue", "amber", above=0),)
    return Table("Letters", columns, rows, "Letters", highlights=marks, frozen=2)


def _row(letter: Letter) -> Cells:
    path = letter.files[0] if letter.files else ""
    return (
        letter.to, letter.officer_name, letter.id, letter.unit, letter.manager,
        letter.kind.capitalize(), letter.due, letter.overdue or None, len(letter.missing) or None,
        "\n".join(letter.missing), _file(path), str(Path(path).resolve()) if path else "",
        _file(letter.source), "\n".join(letter.for_hr),
    )  # fmt: skip


def _held(letters: list[Letter]) -> Table:
    columns = (
        Column("Name", 24), Column("Id", 10), Column("Division/Branch", 26), Column("Manager", 22),
        Column("Why there is no letter", 70), Column("Plan", 30, "link"), Column("For HR", 40),
    )  # fmt: skip
    rows = tuple(
        (each.officer_name, each.id, each.unit, each.manager, each.held,
         _file(each.source), "\n".join(each.for_hr))
        for each in letters
    )  # fmt: skip
    return Table("No letter", columns, rows, "NoLetter", frozen=1)


def _file(path: str) -> Cell:
    return File(Path(path).name, path) if path else None
