"""What people roll up, as readings: files, folders, data, plans, all mixed.

In: paths, readings, plans, or the JSON of either. Out: one reading each, in a stable order; what
cannot be read is a reading with an error, and never stops the others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from plandocs.data.frames import Frame, each_of
from plandocs.data.json_data import MOST_FILE, TOO_LONG, NotJson, bounded, from_json, lines_of
from plandocs.data.readings import reading_from
from plandocs.data.records import Record
from plandocs.data.validate import as_plan
from plandocs.errors import InputError, PlandocsError
from plandocs.files.search import JSON_SUFFIXES, documents, is_new
from plandocs.forms.labels import read_labels
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.verbs.options import AS_USUAL, ReadOptions

Item = str | os.PathLike[str] | Reading | Plan | Record | Mapping[str, Any]
Items = Item | Frame | Iterable[Item]
"""One item or many."""


def gather(items: Items, options: ReadOptions = AS_USUAL) -> Iterator[Reading]:
    """One reading for each plan that is in the items.

    Folders are searched through for documents; data (.jsonl, .json) is read where it is named. A
    file that is named twice, as where its folder is named as well, is read once.
    """
    options = replace(options, labels=read_labels(options.labels))
    waiting: list[Path] = []
    seen: set[str] = set()
    each: Iterable[Item] = each_of(items)
    for item in each:
        if (
            isinstance(item, str | os.PathLike)
            and Path(item).suffix.casefold() not in JSON_SUFFIXES
        ):
            waiting += [each for each in documents(Path(item)) if is_new(each, seen)]
            continue
        yield from _read(waiting, options)
        waiting = []
        if not isinstance(item, str | os.PathLike):
            yield _reading(item, "", "")
        elif is_new(Path(item), seen):
            yield from data_readings(Path(item))
    yield from _read(waiting, options)


def _read(paths: list[Path], options: ReadOptions) -> Iterator[Reading]:
    if paths:
        from plandocs.verbs.parse_many import parse_many

        yield from parse_many(paths, **options.of_many())


def data_readings(path: Path) -> Iterator[Reading]:
    """The plans or readings in a .jsonl or .json file, one by one."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            if path.suffix.casefold() == ".json":
                if path.stat().st_size > MOST_FILE:
                    yield Reading(str(path), error=InputError(f"{TOO_LONG}.", str(path)))
                    return
                yield from _array(file.read(), str(path))
                return
            for number, line in enumerate(lines_of(file), start=1):
                if line.strip():
                    yield _line(line, str(path), f"line {number}")
    except OSError as error:
        problem = InputError(f"this cannot be opened: {error.strerror}.", str(path))
        yield Reading(str(path), error=problem)
    except UnicodeDecodeError:
        yield Reading(str(path), error=InputError("this is not UTF-8 text.", str(path)))


def _array(text: str, source: str) -> Iterator[Reading]:
    try:
        found = from_json(text)
    except NotJson as error:
        place = f"line {error.line}" if error.line else ""
        yield Reading(source, error=_no_json(error, source, place))
        return
    for number, item in enumerate(found if isinstance(found, list) else [found], start=1):
        yield _reading(item, source, f"item {number}")


def _line(line: str, source: str, place: str) -> Reading:
    try:
        return _reading(from_json(bounded(line)), source, place)
    except NotJson as error:
        return Reading(f"{source}, {place}", error=_no_json(error, source, place))


def _no_json(error: NotJson, source: str, place: str) -> InputError:
    if not error.column:
        return InputError(f"{error.message}.", source, place)
    return InputError(f"this is not JSON ({error.message}, column {error.column}).", source, place)


def _reading(item: Reading | Plan | Record | Mapping[str, Any], source: str, place: str) -> Reading:
    here = ", ".join(part for part in (source, place) if part)
    if isinstance(item, Reading):
        here = item.source
    try:
        if isinstance(item, Reading):
            plan = None if item.plan is None else as_plan(item.plan)
            return item if plan is item.plan else replace(item, plan=plan)
        if isinstance(item, Mapping) and {"plan", "source"} <= set(item):
            return reading_from(item, source, place)
        return Reading(here, plan=as_plan(item, source=source, place=place))
    except PlandocsError as error:
        return Reading(here, error=error)
