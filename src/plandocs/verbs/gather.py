"""What people roll up, as readings: files, folders, data, plans, all mixed.

In: paths, readings, plans, or the JSON of either. Out: one reading each, in a stable order; what
cannot be read is a reading with an error, and never stops the others.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plandocs.batch import HERE, Pace
from plandocs.errors import InputError, PlandocsError
from plandocs.files import JSON_SUFFIXES, find, is_new
from plandocs.plan import Plan
from plandocs.reading import DocumentFacts, Issue, Reading, Unmapped
from plandocs.verbs.validate import as_plan

Item = str | os.PathLike[str] | Reading | Plan | Mapping[str, Any]
_NO_PLANS = frozenset(
    {".xlsx", ".xlsm", ".csv", ".tsv", ".htm", ".html", ".md", ".py", ".toml", *JSON_SUFFIXES}
)


def gather(items: Item | Iterable[Item], pace: Pace = HERE) -> Iterator[Reading]:
    """One reading for each plan that is in the items.

    Folders are searched through for documents; data (.jsonl, .json) is read where it is named. A
    file that is named twice, as where its folder is named as well, is read once.
    """
    waiting: list[Path] = []
    seen: set[str] = set()
    for item in _each(items):
        if (
            isinstance(item, str | os.PathLike)
            and Path(item).suffix.casefold() not in JSON_SUFFIXES
        ):
            waiting += [each for each in documents(Path(item)) if is_new(each, seen)]
            continue
        yield from _read(waiting, pace)
        waiting = []
        if not isinstance(item, str | os.PathLike):
            yield _reading(item, "", "")
        elif is_new(Path(item), seen):
            yield from data_readings(Path(item))
    yield from _read(waiting, pace)


def _each(items: Item | Iterable[Item]) -> Iterable[Item]:
    if isinstance(items, str | os.PathLike | Reading | Plan | Mapping):
        return (items,)
    return items


def documents(path: Path) -> list[Path]:
    """The file, or what may be a document in the folder."""
    if not path.is_dir():
        return [path]
    return [each for each in find([path]) if each.suffix.casefold() not in _NO_PLANS]


def _read(paths: list[Path], pace: Pace) -> Iterator[Reading]:
    if paths:
        from plandocs.verbs.parse_many import parse_many

        yield from parse_many(paths, **pace._asdict())


def data_readings(path: Path) -> Iterator[Reading]:
    """The plans or readings in a .jsonl or .json file, one by one."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            if path.suffix.casefold() == ".json":
                yield from _array(file.read(), str(path))
                return
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _line(line, str(path), f"line {number}")
    except OSError as error:
        problem = InputError(f"this cannot be opened: {error.strerror}.", str(path))
        yield Reading(str(path), error=problem)
    except UnicodeDecodeError:
        yield Reading(str(path), error=InputError("this is not UTF-8 text.", str(path)))


def _array(text: str, source: str) -> Iterator[Reading]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        yield Reading(source, error=_no_json(error, source, f"line {error.lineno}"))
        return
    for number, item in enumerate(found if isinstance(found, list) else [found], start=1):
        yield _reading(item, source, f"item {number}")


def _line(line: str, source: str, place: str) -> Reading:
    try:
        return _reading(json.loads(line), source, place)
    except json.JSONDecodeError as error:
        return Reading(f"{source}, {place}", error=_no_json(error, source, place))


def _no_json(error: json.JSONDecodeError, source: str, place: str) -> InputError:
    return InputError(f"this is not JSON ({error.msg}, column {error.colno}).", source, place)


def _reading(item: Reading | Plan | Mapping[str, Any], source: str, place: str) -> Reading:
    if isinstance(item, Reading):
        return item
    here = ", ".join(part for part in (source, place) if part)
    if isinstance(item, Plan):
        return Reading(here, plan=item)
    try:
        if isinstance(item, Mapping) and {"plan", "source"} <= set(item):
            return reading_from(item, source, place)
        return Reading(here, plan=as_plan(item, source=source, place=place))
    except PlandocsError as error:
        return Reading(here, error=error)


def reading_from(data: Mapping[str, Any], source: str = "", place: str = "") -> Reading:
    """A reading from its JSON, as ``Reading.to_dict`` gives it.

    Raises:
        InputError: its plan does not fit the form.
    """
    facts = data.get("document") or {}
    plan, problem = data["plan"], data.get("error") or {}
    error = None
    if plan is None:
        error = PlandocsError(
            str(problem.get("message", "it could not be read.")), str(data["source"])
        )
        error.code = str(problem.get("code", error.code))
    return Reading(
        str(data["source"]),
        str(data.get("sha256", "")),
        DocumentFacts(
            str(facts.get("program") or ""), str(facts.get("modified") or ""),
            str(facts.get("last_modified_by") or ""), facts.get("revision"),
            str(facts.get("edition") or ""),
        ),
        None if plan is None else as_plan({**data, "plan": plan}, source=source, place=place),
        tuple(Issue(**each) for each in data.get("issues") or ()),
        tuple(Unmapped(**each) for each in data.get("unmapped") or ()),
        error,
    )  # fmt: skip
