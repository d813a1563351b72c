"""Plans to roll up, made in a line each, and ways to look at what came of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

import plandocs
from plandocs.data.validate import as_plan
from plandocs.division.build import roll_up
from plandocs.division.values import RollUp, Settings
from plandocs.division.whole import whole_of
from plandocs.model.plan import Plan
from plandocs.model.reading import DocumentFacts, Reading
from plandocs.moment import moment_in
from plandocs.table import Table
from plandocs.verbs.rollup import RolledUp

SAMPLES = Path(__file__).parents[2] / "samples"
ROSTER, OBJECTIVES, THEMES = (
    SAMPLES / name for name in ("roster.csv", "objectives.csv", "themes.csv")
)
Row = dict[str, Any]


def plan(name: str = "Priya Raman", unit: str = "Policy / Reform", **fields: Any) -> Plan:
    """A plan with what a test asks for, and nothing else."""
    return as_plan(
        {
            "form": "senior-executive-plan",
            "officer_name": name,
            "division_branch": unit,
            "period": "2026-27",
            **fields,
        }
    )


def read(given: Plan, source: str = "", modified: str = "", **facts: Any) -> Reading:
    """A reading of it, as if it had been a file."""
    document = DocumentFacts(modified=moment_in(modified), revision=facts.pop("revision", None))
    return Reading(source, document=document, plan=given, **facts)


def rolled(*items: Plan | Reading, **settings: Any) -> RollUp:
    """The roll-up of these, as plain values."""
    readings = [item if isinstance(item, Reading) else read(item) for item in items]
    return roll_up(whole_of(readings, Settings(**settings)))


def sheet(found: RollUp, name: str) -> Table:
    """One of its sheets."""
    return next(each for each in found.sheets if each.name == name)


def rows(found: RollUp, name: str) -> list[Row]:
    """The rows of a sheet, each by its headings."""
    chosen = sheet(found, name)
    return [dict(zip(chosen.headings, row, strict=True)) for row in chosen.rows]


def column(found: RollUp, name: str, heading: str) -> list[Any]:
    """A column of a sheet."""
    return [row[heading] for row in rows(found, name)]


def workbook(path: Path) -> dict[str, list[Row]]:
    """A workbook as openpyxl reads it: the rows of each sheet by their headings."""
    book = openpyxl.load_workbook(path, read_only=True)
    found = {}
    for page in book.worksheets:
        if page.sheet_state == "visible":
            found[page.title] = list(_rows(page.iter_rows(values_only=True)))
    book.close()
    return found


def _rows(cells: Iterator[tuple[Any, ...]]) -> Iterator[Row]:
    # Lines above a table have nothing beside them.
    headings = next((row for row in cells if len(row) < 3 or any(row[1:])), ())
    for row in cells:
        if any(cell is not None for cell in row):
            yield dict(zip(map(str, headings), row, strict=False))


def whole_samples(target: Path, **options: Any) -> RolledUp:
    """The samples rolled up with all their lists."""
    lists = {"roster": ROSTER, "objectives": OBJECTIVES, "themes": THEMES}
    return plandocs.rollup(SAMPLES / "plans.jsonl", target, **{**lists, **options})
