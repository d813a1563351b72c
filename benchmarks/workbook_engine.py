"""How fast a workbook of plans is written, beside openpyxl, XlsxWriter and pandas.

    python benchmarks/workbook_engine.py                 200 and 10,000 plans, every engine
    python benchmarks/workbook_engine.py 500 -e plandocs -e openpyxl

Each engine writes the same four tables (officers, outcomes, measures, learning needs; about 23
rows and 158 cells a plan) with the same look as far as it can: heading style, wrapped text,
widths, a filter or table. Each runs in a process of its own. CPU seconds are those of writing
alone, imports apart; the peak memory is the whole process's. The rows come from a generator, which
all of them pay for alike (engine "rows" does nothing else).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

Row = tuple[str | int | date, ...]
WORDS = (
    *("reduce", "wait", "decision", "family", "service", "quality", "report", "region", "median"),
    *("complaint", "evidence", "branch", "delivery", "partner", "review", "budget", "agreed"),
    *("quarter", "public", "support", "programme", "minister", "standard"),
)
HEADINGS = {
    "Officers": ("Id", "Officer", "Level", "Branch", "Manager", "Meeting", "Period", "Status"),
    "Outcomes": ("Id", "Officer", "Branch", "Order", "Outcome", "Measures", "Links"),
    "Measures": ("Id", "Officer", "Branch", "Outcome", "Order", "Measure", "Kind"),
    "Learning": ("Id", "Officer", "Branch", "Priority", "Need", "Activity", "Timing"),
}


def rows(sheet: str, plans: int) -> Iterator[Row]:
    """The rows of one table, the same each time."""
    random = Random(sheet)

    def words(count: int) -> str:
        return " ".join(random.choices(WORDS, k=count)).capitalize()

    for plan in range(plans):
        who = (f"{plan:05d}", f"Officer {plan} Raman", f"Branch {plan % 40}")
        if sheet == "Officers":
            day = date(2026, 7, 1) + timedelta(plan % 60)
            rest = (f"Manager {plan % 900}", day, "1 July 2026 – 30 June 2027", "Signed")
            yield (*who[:2], f"SES Level {plan % 4 + 1}", who[2], *rest)
        elif sheet == "Outcomes":
            for order in range(4 + plan % 2):
                yield (*who, order + 1, words(18), 2 + plan % 3, words(6))
        elif sheet == "Measures":
            for order in range(13 + plan % 2):
                yield (*who, order // 3 + 1, order + 1, words(22), "Output")
        else:
            for order in range(4):
                yield (*who, order + 1, words(8), words(10), "Officer, by March 2027")


def rows_only(plans: int, target: Path) -> None:
    for sheet in HEADINGS:
        for _ in rows(sheet, plans):
            pass
    target.touch()


def with_plandocs(plans: int, target: Path) -> None:
    from plandocs.sheet.write import write_workbook
    from plandocs.table import Column, Table, Workbook

    tables = (
        Table(sheet, tuple(Column(h, 24) for h in headings), rows(sheet, plans))
        for sheet, headings in HEADINGS.items()
    )
    write_workbook(Workbook(tuple(tables)), target)


def with_openpyxl(plans: int, target: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table

    book = Workbook()
    book.remove(book.worksheets[0])
    top = Alignment(wrap_text=True, vertical="top")
    bold, dark = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F3864")
    for name, headings in HEADINGS.items():
        sheet = book.create_sheet(name)
        sheet.append(headings)
        for cell in sheet[1]:
            cell.font, cell.fill, cell.alignment = bold, dark, top
        for number, row in enumerate(rows(name, plans), start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column, value).alignment = top
        for column in range(1, len(headings) + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 24
        sheet.freeze_panes = "A2"
        sheet.add_table(Table(displayName=name, ref=sheet.dimensions))
    book.save(target)


def with_openpyxl_write_only(plans: int, target: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    top = Alignment(wrap_text=True, vertical="top")
    for name, headings in HEADINGS.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for column in range(1, len(headings) + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 24
        sheet.append(headings)
        for row in rows(name, plans):
            cells = [WriteOnlyCell(sheet, value) for value in row]
            for cell in cells:
                cell.alignment = top
            sheet.append(cells)
    book.save(target)


def with_xlsxwriter(plans: int, target: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(target))
    top = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d mmm yyyy", "valign": "top"})
    for name, headings in HEADINGS.items():
        sheet = book.add_worksheet(name)
        sheet.set_column(0, len(headings) - 1, 24)
        sheet.freeze_panes(1, 0)
        last = 0
        for last, row in enumerate(rows(name, plans), start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(last, column, value, top)
                elif isinstance(value, date):
                    sheet.write_datetime(last, column, value, day)
                else:
                    sheet.write_number(last, column, value, top)
        columns = [{"header": heading} for heading in headings]
        sheet.add_table(0, 0, last, len(headings) - 1, {"name": name, "columns": columns})
    book.close()


def with_pandas(plans: int, target: Path) -> None:
    import pandas

    with pandas.ExcelWriter(target, engine="openpyxl") as writer:
        for name, headings in HEADINGS.items():
            frame = pandas.DataFrame(rows(name, plans), columns=list(headings))
            frame.to_excel(writer, sheet_name=name, index=False)


ENGINES: dict[str, tuple[str, Callable[[int, Path], None]]] = {
    "rows": ("", rows_only),
    "plandocs": ("plandocs.sheet.write", with_plandocs),
    "openpyxl": ("openpyxl", with_openpyxl),
    "openpyxl write_only": ("openpyxl", with_openpyxl_write_only),
    "xlsxwriter": ("xlsxwriter", with_xlsxwriter),
    "pandas": ("pandas", with_pandas),
}


def measure(engine: str, plans: int) -> None:
    """Run one engine here, and print what it took."""
    import resource

    module, write = ENGINES[engine]
    if module:
        __import__(module)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "plans.xlsx")
        wall, cpu = time.perf_counter(), time.process_time()
        write(plans, target)
        took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({**took, "peak": peak, "size": target.stat().st_size / 1e6}))


def main() -> None:
    """Measure each engine in its own process, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("plans", nargs="*", type=int, default=[200, 10_000])
    parser.add_argument("-e", "--engine", action="append", choices=tuple(ENGINES))
    parser.add_argument("--measure", choices=tuple(ENGINES), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        measure(asked.measure, asked.plans[0])
        return
    for plans in asked.plans:
        print(f"\n{plans} plans\n{'engine':22}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'MB':>7}")
        for engine in asked.engine or ENGINES:
            command = [sys.executable, __file__, str(plans), "--measure", engine]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            took = json.loads(done.stdout)
            figures = f"{took['cpu']:9.2f}{took['wall']:9.2f}{took['peak']:9.0f}{took['size']:7.1f}"
            print(f"{engine:22}{figures}", flush=True)


if __name__ == "__main__":
    main()
