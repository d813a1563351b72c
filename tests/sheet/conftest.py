"""Workbooks to try things on, and ways to write and read them back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from plandocs.sheet.write import write_workbook
from plandocs.table import Cells, Chart, Column, Highlight, Line, Link, Page, Table, Workbook

WHEN = datetime(2026, 8, 1, tzinfo=UTC)
BRANCHES = ("Policy", "Service Reform", "Corporate & Legal", "Digital", "People", "Strategy")
LONG_CHOICES = ('A "fair" system', "Better services, sooner", "Growth")


def _completion() -> Table:
    return Table(
        "Completion",
        (
            Column("Officer", 24),
            Column("Status", 14, choices=("Missing", "Draft", "Signed")),
            Column("Meeting date", 14, "date"),
            Column("Days overdue", 12, "number"),
            Column("File", 24, "link"),
            Column("Objective", 24, editable=True, choices=LONG_CHOICES),
            Column("HR notes", 30, editable=True, note="Kept when the workbook is refreshed."),
        ),
        (
            (
                f"Officer {n}",
                ("Missing", "Draft", "Signed")[n % 3],
                date(2026, 7, 1 + n),
                n - 5,
                Link(f"plan {n}.docx", f"plans/plan%20{n}.docx"),
                None,
                "=SUM(A1)\nto talk about" if n % 4 == 0 else None,
            )
            for n in range(20)
        ),
        highlights=(
            Highlight("Status", "red", ("Missing",)),
            Highlight("Days overdue", "amber", above=0),
        ),
        frozen=1,
    )


@pytest.fixture
def division() -> Workbook:
    """A workbook with one of everything."""
    summary = Table(
        "Summary",
        (Column("Branch", 28), Column("Signed", 10, "number"), Column("Missing", 10, "number")),
        [(branch, 4 + place, place % 3) for place, branch in enumerate(BRANCHES)],
        title="R&D division, 2026-27",
    )
    changes = Table("Changes", (Column("Field"), Column("Before"), Column("After")), ())
    about = Page(
        "About",
        (
            Line("About this workbook", kind="title"),
            Line("Made on", datetime(2026, 8, 1, 9, 30)),
            Line("Nothing in it is a formula."),
        ),
    )
    charts = (
        Chart("Plans by branch", "Summary", "Branch", ("Signed", "Missing"), "stacked"),
        Chart("Signed plans", "Summary", "Branch", ("Signed",), top=4),
    )
    return Workbook((summary, _completion(), changes, about), charts, "Division", WHEN)


@pytest.fixture
def written(division: Workbook, tmp_path: Path) -> Path:
    """The same, as a file."""
    path = tmp_path / "division.xlsx"
    write_workbook(division, path)
    return path


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows under headings into a table on one sheet, and gives the file."""

    def to_file(rows: Iterable[Cells], *headings: str) -> Path:
        path = tmp_path / "table.xlsx"
        columns = tuple(Column(heading) for heading in headings or ("Words",))
        write_workbook(Workbook((Table("Data", columns, rows),), created=WHEN), path)
        return path

    return to_file


@pytest.fixture
def people_save(tmp_path: Path) -> Callable[[Callable[[openpyxl.Workbook], None]], Path]:
    """Saves a workbook by openpyxl, as people's workbooks come, after a function has filled it."""

    def save(fill: Callable[[openpyxl.Workbook], None]) -> Path:
        book = openpyxl.Workbook()
        fill(book)
        path = tmp_path / "theirs.xlsx"
        book.save(path)
        return path

    return save


@pytest.fixture
def with_part() -> Callable[[Path, str, Callable[[str], str]], Path]:
    """Changes the text of one part of a package."""

    def change(path: Path, name: str, edit: Callable[[str], str]) -> Path:
        with ZipFile(path) as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
        parts[name] = edit(parts[name].decode("utf-8")).encode("utf-8")
        changed = path.with_name(f"changed {path.name}")
        with ZipFile(changed, "w") as archive:
            for part, data in parts.items():
                archive.writestr(part, data)
        return changed

    return change
