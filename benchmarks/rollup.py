"""How fast plans are rolled up, beside other ways to write the same cells.

    python benchmarks/rollup.py                      200 and 10,000 plans, every engine
    python benchmarks/rollup.py 500 -e rollup -e openpyxl

"rollup" is everything between plans in memory and the finished workbook: persons and versions,
findings, themes, alignment, sums, and the writing; "rollup .jsonl" reads and checks the plans, too,
which stand in a file, a line each. The others are handed the finished cells of the
same sheets and only write them, with wrapped text and widths: "plandocs" is the writer of this
package alone. Each runs in a process of its own. CPU seconds leave imports and the making of plans
and cells out; the peak memory is the whole process's, and of those that are handed the cells it
counts them too. A plan has 4 or 5 outcomes with three measures of 22 words each, five capabilities
and four learning needs; with all sheets that is 33 rows and 280 cells a plan.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rollup_plans import plans

from plandocs.division.build import roll_up
from plandocs.division.whole import whole_of
from plandocs.model.plan import Plan

ROOT = Path(__file__).parents[1]
OBJECTIVES, THEMES = ROOT / "samples" / "objectives.csv", ROOT / "samples" / "themes.csv"


class Filled(NamedTuple):
    """A sheet with its cells at hand."""

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: list[tuple[Any, ...]]


def sheets(given: list[Plan]) -> list[Filled]:
    """The cells of all sheets of their roll-up."""
    from plandocs.division.lists import read_list
    from plandocs.division.values import Settings
    from plandocs.model.reading import Reading

    settings = Settings(
        objectives=read_list(OBJECTIVES, "objective"), themes=read_list(THEMES, "theme")
    )
    whole = whole_of([Reading("", plan=plan) for plan in given], settings)
    return [
        Filled(
            sheet.name,
            sheet.headings,
            [column.width for column in sheet.columns],
            [tuple(getattr(cell, "text", cell) for cell in row) for row in sheet.rows],
        )
        for sheet in roll_up(whole).sheets
    ]


def with_plandocs(found: list[Filled], target: Path) -> None:
    from plandocs.sheet.write import write_workbook
    from plandocs.table import Column, Table, Workbook

    tables = (
        Table(each.name, tuple(map(Column, each.headings, each.widths)), each.rows)
        for each in found
    )
    write_workbook(Workbook(tuple(tables)), target)


def with_openpyxl(found: list[Filled], target: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    book, top = Workbook(), Alignment(wrap_text=True, vertical="top")
    for each in found:
        page = book.create_sheet(each.name)
        page.append(list(each.headings))
        for number, row in enumerate(each.rows, start=2):
            for column, value in enumerate(row, start=1):
                page.cell(number, column, value).alignment = top
        for column, width in enumerate(each.widths, start=1):
            page.column_dimensions[get_column_letter(column)].width = width
        page.auto_filter.ref = page.dimensions
        page.freeze_panes = "A2"
    book.save(target)


def with_openpyxl_write_only(found: list[Filled], target: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    book, top = Workbook(write_only=True), Alignment(wrap_text=True, vertical="top")
    for each in found:
        page = book.create_sheet(each.name)
        page.freeze_panes = "A2"
        for column, width in enumerate(each.widths, start=1):
            page.column_dimensions[get_column_letter(column)].width = width
        page.append(list(each.headings))
        for row in each.rows:
            cells = [WriteOnlyCell(page, value) for value in row]
            for cell in cells:
                cell.alignment = top
            page.append(cells)
    book.save(target)


def with_xlsxwriter(found: list[Filled], target: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(target), {"strings_to_formulas": False})
    top = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d mmm yyyy", "valign": "top"})
    for each in found:
        page = book.add_worksheet(each.name)
        page.freeze_panes(1, 0)
        page.write_row(0, 0, each.headings, top)
        for column, width in enumerate(each.widths):
            page.set_column(column, column, width)
        for number, row in enumerate(each.rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(number, column, value, top)
                elif hasattr(value, "year"):
                    page.write_datetime(number, column, value, day)
                else:
                    page.write(number, column, value, top)
        page.autofilter(0, 0, len(each.rows), len(each.headings) - 1)
    book.close()


def with_pandas(found: list[Filled], target: Path) -> None:
    import pandas

    with pandas.ExcelWriter(target, engine="openpyxl") as writer:
        for each in found:
            frame = pandas.DataFrame(each.rows, columns=list(each.headings))
            frame.to_excel(writer, sheet_name=each.name, index=False)


def whole(given: list[Plan] | Path, target: Path) -> None:
    import plandocs

    plandocs.rollup(given, target, objectives=OBJECTIVES, themes=THEMES)


def lines(count: int, file: Path) -> Path:
    """The plans as JSON, a line each, made one by one."""
    with file.open("w", encoding="utf-8") as stream:
        for plan in plans(count):
            stream.write(f"{plan.model_dump_json()}\n")
    return file


WRITERS: dict[str, tuple[tuple[str, ...], Callable[[list[Filled], Path], None]]] = {
    "plandocs": (("plandocs.sheet.write",), with_plandocs),
    "openpyxl": (("openpyxl",), with_openpyxl),
    "openpyxl write_only": (("openpyxl",), with_openpyxl_write_only),
    "xlsxwriter": (("xlsxwriter",), with_xlsxwriter),
    "pandas": (("pandas", "openpyxl"), with_pandas),
}
FROM_LINES = "rollup .jsonl"
ROLLUPS = ("rollup", FROM_LINES)
ENGINES = (*ROLLUPS, *WRITERS)


def measure(engine: str, count: int) -> None:
    """Run one engine here, and print what it took."""
    given = [] if engine == FROM_LINES else list(plans(count))
    work: Callable[[Path], None]
    if engine in ROLLUPS:
        modules: tuple[str, ...] = (
            *("plandocs.verbs.rollup", "plandocs.sheet.write"),
            *("plandocs.forms.senior_executive_plan.tables", "rapidfuzz.fuzz", "rapidfuzz.process"),
        )
        cells, work = 0, lambda target: whole(given or target.with_suffix(".jsonl"), target)
    else:
        modules, write = WRITERS[engine]
        found = sheets(given)
        cells = sum(len(each.rows) * len(each.headings) for each in found)
        given.clear()
        work = lambda target: write(found, target)  # noqa: E731  # one of two, chosen here
    for module in modules:
        __import__(module)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "division.xlsx")
        if engine == FROM_LINES:
            lines(count, target.with_suffix(".jsonl"))
        wall, cpu = time.perf_counter(), time.process_time()
        work(target)
        took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = target.stat().st_size / 1e6
        print(json.dumps({**took, "peak": peak, "size": size, "cells": cells}))


def main() -> None:
    """Measure each engine in its own process, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("plans", nargs="*", type=int, default=[200, 10_000])
    parser.add_argument("-e", "--engine", action="append", choices=ENGINES)
    parser.add_argument("--measure", choices=ENGINES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        measure(asked.measure, asked.plans[0])
        return
    for count in asked.plans:
        print(f"\n{count} plans\n{'engine':22}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'MB':>7}")
        for engine in asked.engine or ENGINES:
            command = [sys.executable, __file__, str(count), "--measure", engine]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            took = json.loads(done.stdout)
            figures = f"{took['cpu']:9.2f}{took['wall']:9.2f}{took['peak']:9.0f}{took['size']:7.1f}"
            print(f"{engine:22}{figures}  {took['cells'] or ''}", flush=True)


if __name__ == "__main__":
    main()
