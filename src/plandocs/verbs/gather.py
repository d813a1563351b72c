"""Whatever holds plans becomes readings: files, folders, data, plans, all mixed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from plandocs.container.limits import DEFAULT_LIMITS
from plandocs.data.frames import Frame, each_of
from plandocs.data.json_data import NotJson, json_items
from plandocs.data.readings import reading_from
from plandocs.data.records import Record
from plandocs.data.validate import as_plan
from plandocs.errors import InputError, PlandocsError
from plandocs.files.reasons import unopened
from plandocs.files.search import JSON_SUFFIXES, documents, is_new
from plandocs.files.zipped import content_of
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
            waiting += [each for each in documents(item) if is_new(each, seen)]
            continue
        if waiting:
            yield from options.read(waiting)
            waiting = []
        if not isinstance(item, str | os.PathLike):
            yield _reading(item, "", "")
        elif is_new(Path(item), seen):
            yield from data_readings(Path(item))
    if waiting:
        yield from options.read(waiting)


def data_readings(path: Path) -> Iterator[Reading]:
    """The plans or readings in a .jsonl or .json file, one by one."""
    source = str(path)
    try:
        for unit, number, data in json_items(path):
            place = f"{unit} {number}"
            if isinstance(data, NotJson):
                yield Reading(f"{source}, {place}", error=_no_json(data, source, place))
            else:
                yield _reading(data, source, place)
    except NotJson as error:
        place = f"line {error.line}" if error.line else ""
        yield Reading(source, error=_no_json(error, source, place))
    except OSError as error:
        problem = InputError(f"this cannot be opened: {unopened(path, error)}.", source)
        yield Reading(source, error=problem)
    except UnicodeDecodeError:
        yield Reading(source, error=InputError("this is not UTF-8 text.", source))


def _no_json(error: NotJson, source: str, place: str) -> InputError:
    if not error.column:
        return InputError(f"{error.message}.", source, place)
    return InputError(
        f"this is not JSON: at character {error.column} {error.message}.", source, place
    )


def _reading(item: Reading | Plan | Record | Mapping[str, Any], source: str, place: str) -> Reading:
    origin = ", ".join(part for part in (source, place) if part)
    if isinstance(item, Reading):
        origin = item.source
    try:
        if isinstance(item, Reading):
            plan = None if item.plan is None else as_plan(item.plan)
            return item if plan is item.plan else replace(item, plan=plan)
        if isinstance(item, Mapping) and {"plan", "source"} <= set(item):
            return reading_from(item, source, place)
        return Reading(origin, plan=as_plan(item, source=source, place=place))
    except PlandocsError as error:
        return Reading(origin, error=error)


def one_reading(item: Item, options: ReadOptions = AS_USUAL) -> Reading:
    """The reading that an item is, or that is read from it.

    Raises:
        PlandocsError: it cannot be read, or holds several plans.
    """
    readings = list(gather(item, options))
    if len(readings) != 1:
        text = (
            f"this holds {len(readings)} plans; name one." if readings else "there is no plan here."
        )
        raise InputError(text, os.fspath(item) if isinstance(item, str | os.PathLike) else "")
    reading = readings[0]
    if reading.error is not None:
        raise reading.error
    return reading


def plan_in(reading: Reading) -> Plan:
    """The plan of a reading that has one.

    Raises:
        PlandocsError: it has none; the error says why.
    """
    if reading.plan is None:
        raise reading.error or InputError("this reading holds no plan.", reading.source)
    return reading.plan


def document_of(item: Item) -> bytes | None:
    """The Word file itself, where the item is the path of one."""
    if not isinstance(item, str | os.PathLike):
        return None
    path = Path(item)
    if path.suffix.casefold() != ".docx":
        return None
    return path.read_bytes() if os.path.isfile(path) else content_of(path, DEFAULT_LIMITS)
