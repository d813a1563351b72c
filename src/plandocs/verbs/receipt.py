"""The receipt of a run: what became of each row, for programs and for people.

In: a line for each row, as the contract has it. Out: ``fill-report.jsonl``, a
line for each, and ``fill-report.xlsx`` with the same rows. The lines wait in a file beside, so that
any number of rows takes no memory and a receipt is never half there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from plandocs.errors import OutputError
from plandocs.output import ensure_writable, left_name

LINES, SHEET = "fill-report.jsonl", "fill-report.xlsx"


class Receipt:
    """The receipt in one folder; leaving it writes both files, also where the run was cut short.

    Raises:
        OutputError: a receipt is there already, and ``force`` is not set.
    """

    def __init__(self, folder: Path, *, force: bool) -> None:
        self._folder = folder
        self._part = folder / left_name("part")
        for name in (LINES, SHEET):
            if os.path.lexists(folder / name):
                ensure_writable(folder / name, force=force)

    def __enter__(self) -> Receipt:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = self._part.open("x", encoding="utf-8", newline="\n")
        except OSError as error:
            said = (error.strerror or "the system gave no reason").lower()
            raise OutputError(f"this cannot be written: {said}.", str(self._folder)) from error
        self._count = 0
        return self

    def add(self, row: dict[str, Any]) -> None:
        """One row more."""
        self._count += 1
        self._file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        if not self._count:
            with suppress(OSError):
                self._part.unlink()
            return
        lines = self._folder / LINES
        self._part.replace(lines)
        _write_sheet(lines, self._folder / SHEET)


def _write_sheet(lines: Path, target: Path) -> None:
    from plandocs.sheet.table import Column, Highlight, Table, Workbook
    from plandocs.sheet.workbook import write_workbook

    columns = (
        Column("Row", 8, "number"),
        Column("Id", 14),
        Column("Name", 28),
        Column("File", 60, "link"),
        Column("Status", 10),
        Column("Issues", 80),
        Column("SHA-256", 70, wrap=False),
    )
    marks = (
        Highlight("Status", "red", ("failed",)),
        Highlight("Status", "green", ("filled",)),
        Highlight("Status", "grey", ("skipped",)),
    )
    table = Table("Documents", columns, _rows(lines), "Documents", highlights=marks, frozen=3)
    write_workbook(Workbook((table,), title="What was filled"), target)


def _rows(lines: Path) -> Iterator[Any]:
    from plandocs.sheet.table import link_to

    folder = lines.parent
    with lines.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            said = "\n".join(map(_said, row["issues"]))
            name = row["file"]
            link = link_to(name, folder / name, folder) if name else ""
            yield (row["row"], row["id"], row["officer_name"], link, row["status"], said,
                   row["sha256"])  # fmt: skip


def _said(issue: dict[str, Any]) -> str:
    place = issue["where"] or issue["field"]
    return f"{place}: {issue['message']}" if place else str(issue["message"])
