"""What HR does with a workbook between two roll-ups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

import plandocs
from plandocs.verbs.rollup import RolledUp
from tests.rollup.plans import OBJECTIVES, THEMES

Edit = Callable[[Worksheet], object]
NOTES = "Notes without a plan"


def edit(path: Path, sheet: str, change: Edit) -> None:
    """What HR does in Excel."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    assert isinstance(page, Worksheet)
    change(page)
    book.save(path)


def write(heading: str, values: dict[int, Any]) -> Edit:
    """Write into a column, which is added where it is not there."""

    def change(page: Worksheet) -> None:
        headings = [cell.value for cell in page[1]]
        column = headings.index(heading) + 1 if heading in headings else len(headings) + 1
        page.cell(1, column, heading)
        for row, value in values.items():
            page.cell(row, column, value)

    return change


def refresh(path: Path, plans: list[dict[str, Any]]) -> RolledUp:
    return plandocs.rollup(plans, update=path, objectives=OBJECTIVES, themes=THEMES)
