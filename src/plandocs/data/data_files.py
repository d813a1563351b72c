"""Files of data: all are opened, what is wrong with their columns is told at once, then records."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from plandocs.data.json_data import NotJson, json_items
from plandocs.data.persons import marked, shared_among, unit_in, whose
from plandocs.data.records import Mistake, Place, Record
from plandocs.data.sheet_file import SheetFile
from plandocs.data.sheet_records import records_of
from plandocs.errors import InputError, UnknownColumns
from plandocs.files.reasons import missing, unopened
from plandocs.files.search import JSON_SUFFIXES, find

DATA_SUFFIXES = JSON_SUFFIXES | {".csv", ".tsv", ".xlsx", ".xlsm"}
_NO_LIST = (
    "there is no list in there (.xlsx, .csv, .json or .jsonl). Name the list; completed plans in "
    "Word are read by parse."
)


def records_in(
    paths: Iterable[str | os.PathLike[str]], take: Callable[[Path], SheetFile]
) -> Iterator[Record]:
    """Yield the records of data files; ``take`` opens a spreadsheet.

    Raises:
        InputError: a file cannot be read, or has columns that name no field, before any record.
    """
    named = [os.fspath(path) for path in paths]
    files = tuple(map(Path, find(named, DATA_SUFFIXES)))
    if not files:
        raise InputError(_NO_LIST, ", ".join(named))
    opened = {path: _opened(path, take) for path in files}
    _refuse(each for each in opened.values() if isinstance(each, InputError))
    names = shared_among(chain.from_iterable(_people(*each) for each in opened.items()))
    for path, sheet in opened.items():
        records = records_of(sheet) if isinstance(sheet, SheetFile) else json_records(path)
        yield from marked(records, names)


def _opened(path: Path, take: Callable[[Path], SheetFile]) -> SheetFile | InputError | None:
    if path.suffix.casefold() in JSON_SUFFIXES:
        return None if os.path.exists(path) else InputError(f"{missing(path)}.", str(path))
    try:
        return take(path)
    except InputError as error:
        return error


def _refuse(errors: Iterable[InputError]) -> None:
    """Raise the error of one file; those of several as one."""
    result = tuple(errors)
    if len(result) == 1:
        raise result[0]
    if result:
        lines = tuple(line for e in result for line in (e.problems or (str(e),)))
        kind = UnknownColumns if all(isinstance(e, UnknownColumns) for e in result) else InputError
        raise kind(f"{len(result)} files cannot be used.", "", "", lines)


def _people(path: Path, sheet: SheetFile | InputError | None) -> Iterator[tuple[str, str, str]]:
    """The id, name and unit of each plan in a file."""
    if isinstance(sheet, SheetFile):
        yield from sheet.people
    else:
        for record in json_records(path):
            yield (*whose(record), unit_in(record))


def json_records(path: Path) -> Iterator[Record]:
    """Yield the records of a .json or .jsonl.

    Raises:
        InputError: the file cannot be read, or is no JSON at all.
    """
    source = str(path)
    try:
        for _, number, data in json_items(path):
            yield _json_record(data, source, number)
    except NotJson as error:
        message = f"this is not JSON: {error.placed}." if error.line else f"{error.message}."
        raise InputError(message, source) from error
    except UnicodeDecodeError as error:
        raise InputError("this is not UTF-8 text; save it as UTF-8.", source) from error
    except OSError as error:
        raise InputError(f"this cannot be opened: {unopened(path, error)}.", source) from error


def _json_record(data: Any, source: str, number: int) -> Record:
    if isinstance(data, dict):
        return Record(data, source, number)
    value, expected = "", "expected a plan, a JSON object"
    if isinstance(data, NotJson):
        front = f"this line is not JSON: at character {data.column} " if data.column else ""
        expected = f"{front}{data.message}"
    else:
        value = json.dumps(data)[:60]
    mistake = Mistake(source, Place("", number), "", value, expected)
    return Record({}, source, number, mistakes=(mistake,))
