"""The receipt of a run: ``fill-report.jsonl``, a line for each row, and the same as a workbook.

The lines wait in a file beside, so that any number of rows takes no memory and a receipt is never
half there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

from plandocs.display import harmless, one_line
from plandocs.errors import OutputError
from plandocs.files.places import PathLike, Place, ensure_writable, writing_of
from plandocs.files.whole import Part, part_of, swap

_TITLES = {"fill": "What was filled", "update": "What was updated"}


class Receipt:
    """The receipt in one folder; leaving it writes both files, also where the run was cut short.

    Raises:
        OutputError: a receipt is there already, and ``force`` is not set, or it is one of the
            ``inputs``; or the folder cannot be written.
    """

    def __init__(
        self, folder: Path, *, force: bool, inputs: Iterable[PathLike] = (), of: str = "fill"
    ) -> None:
        self._folder = folder
        self._title = _TITLES[of]
        inputs = tuple(inputs)
        self._lines, self._sheet = (
            ensure_writable(folder / name, force=force, inputs=inputs)
            if os.path.lexists(folder / name)
            else Place(folder / name, None)
            for name in (f"{of}-report{end}" for end in (".jsonl", ".xlsx"))
        )
        self._part = Part(part_of(self._lines.path), private=self._lines.before is not None)
        self._sheet_part = Path(part_of(self._sheet.path))
        self._count = 0
        self._ready = False
        self._broken: OSError | None = None

    def __enter__(self) -> Receipt:
        with writing_of(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._part.__enter__()
        return self

    def add(self, row: dict[str, Any]) -> None:
        """One row more. A disk that is full stops no document: it is said at the end."""
        line = (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "replace")
        self._count += 1
        if self._broken is None:
            try:
                self._part.write(line)
            except OSError as error:
                self._broken = error

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        cut_short = suppress(OutputError) if kind is not None else nullcontext()
        try:
            with cut_short, writing_of(self._lines.path):
                self._finish()
        finally:
            self._part.remove()
            with suppress(OSError):
                self._sheet_part.unlink(missing_ok=True)

    def prepare(self) -> None:
        """Write all of it, so that nothing is left to do but to give both files their names.

        Raises:
            OutputError: there is no room for it.
        """
        with writing_of(self._lines.path):
            if self._broken is not None:
                raise self._broken
            self._part.finish()
            place = Place(self._sheet_part, None)
            _write_sheet(Path(self._part.path), place, self._folder, self._title)
        self._ready = True

    def forget(self) -> None:
        """Leave no receipt: nothing of what it says is there."""
        self._count = 0

    def _finish(self) -> None:
        if not self._count:
            return
        if not self._ready:
            self.prepare()
        swap(self._part.path, *self._lines)
        swap(self._sheet_part, *self._sheet)


def _write_sheet(lines: Path, target: Place, folder: Path, title: str) -> None:
    from plandocs.sheet.write import write_workbook
    from plandocs.table import Column, Highlight, Table, Workbook

    with lines.open(encoding="utf-8") as file:
        emails = any("email" in json.loads(line) for line in file)
    columns = (
        Column("Row", 8, "number"),
        Column("Id", 14),
        Column("Name", 28),
        *((Column("E-mail", 34),) if emails else ()),
        Column("File", 60, "link"),
        Column("Status", 10),
        Column("Issues", 80),
        Column("SHA-256", 70, wrap=False),
    )
    marks = (
        Highlight("Status", "red", ("failed",)),
        Highlight("Status", "green", ("filled", "updated")),
        Highlight("Status", "grey", ("skipped", "unchanged")),
    )
    table = Table(
        "Documents",
        columns,
        _rows(lines, folder, emails=emails),
        "Documents",
        highlights=marks,
        frozen=3,
    )
    write_workbook(Workbook((table,), title=title), target)


def _rows(lines: Path, folder: Path, *, emails: bool) -> Iterator[Any]:
    from plandocs.table import link_to

    with lines.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            texts = (*map(_change, row.get("changes", ())), *map(_issue_words, row["issues"]))
            name = row["file"]
            link = link_to(one_line(name), folder / name, folder) if name else ""
            email = (one_line(row.get("email", "")),) if emails else ()
            yield (row["row"], one_line(row["id"]), one_line(row["officer_name"]), *email, link,
                   row["status"], harmless("\n".join(texts)), row["sha256"])  # fmt: skip


def _change(change: dict[str, str]) -> str:
    return f"{change['field']}: {change['before']} → {change['after']}"


def _issue_words(issue: dict[str, Any]) -> str:
    place = issue["where"] or issue["field"]
    return f"{place}: {issue['message']}" if place else str(issue["message"])
