"""Files that came back go into the folder: under safe names, never over what is there already."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from plandocs.desk.jobs import Job
from plandocs.desk.receive import DROP_BYTES, FILE_BYTES, FILES, Dropped
from plandocs.display import one_line
from plandocs.errors import OutputError, PlandocsError
from plandocs.files.names import safe
from plandocs.files.places import Place
from plandocs.files.search import find, is_left_behind
from plandocs.files.whole import write_whole
from plandocs.files.zipped import content_of, is_zipped_folder

TAKEN: Final = "added"
_SAME_FILE: Final = "the same file is already there"
_LISTS: Final = frozenset({".xlsx", ".xlsm", ".csv"})
_LONGEST_SUFFIX: Final = 6


class Arrival(NamedTuple):
    """One file to be taken in: its name, and its content or why it cannot be had."""

    name: str
    content: bytes
    why_not: str = ""


def take_in(job: Job, drop: list[Dropped], to: Path, *, again: bool = False) -> str:
    """Put what was dropped into a folder; say of each file what became of it.

    Args:
        again: a desk was closed while it took these in, so that some may be there already.
    """
    to.mkdir(exist_ok=True)
    taken = 0
    job.total = len(drop)
    for each in arrivals(drop):
        job.step(min(job.done + 1, job.total))
        outcome = _put(each, to)
        outcome = TAKEN if again and outcome == _SAME_FILE else outcome
        taken += outcome == TAKEN
        job.lines.append((one_line(each.name), outcome))
    left = len(job.lines) - taken
    message = f"{taken:,} {'file' if taken == 1 else 'files'} added"
    return f"{message}; {left:,} not added; see below." if left else f"{message}."


def arrivals(drop: Iterable[Dropped]) -> Iterator[Arrival]:
    """Yield the files, those in a .zip one by one."""
    count = size = 0
    for each in _unpacked(drop):
        count, size = count + 1, size + len(each.content)
        if count > FILES or size > DROP_BYTES:
            yield Arrival(each.name, b"", "too much in one drop; drop it in parts")
            return
        yield each


def _unpacked(drop: Iterable[Dropped]) -> Iterator[Arrival]:
    for each in drop:
        if is_left_behind(each.name):
            continue  # Word's or the system's own, which nobody misses
        if each.too_large:
            limit = f"larger than {FILE_BYTES >> 20} MB, which no plan is; it was not taken"
            yield Arrival(each.name, b"", limit)
            continue
        path = each.path
        if each.name.casefold().endswith(".zip"):
            path = each.path.with_name(f"{each.path.name}.zip")
            if each.path.exists():
                each.path.rename(path)
            if is_zipped_folder(path):
                yield from _inside(path)
                continue
        yield Arrival(each.name, path.read_bytes())


def _inside(archive: Path) -> Iterator[Arrival]:
    from plandocs import Limits

    for path in map(Path, find([archive])):
        try:
            content = content_of(path, Limits())
        except PlandocsError as error:
            yield Arrival(path.name, b"", str(error.message))
            continue
        yield Arrival(path.name, content or b"")


def _put(arrival: Arrival, folder: Path) -> str:
    """Write one file, and say what became of it."""
    if arrival.why_not:
        return arrival.why_not
    stem, suffix = os.path.splitext(arrival.name)
    if suffix.casefold() in _LISTS:
        return "a list and no plan; give it on the page This cycle"
    suffix = suffix if suffix[1:].isalnum() and len(suffix) <= _LONGEST_SUFFIX else ""
    stem = safe(stem if suffix else arrival.name)
    for number in range(1, FILES):
        name = f"{stem} ({number}){suffix}" if number > 1 else f"{stem}{suffix}"
        if _has_content(folder / name, arrival.content):
            return _SAME_FILE
        if os.path.lexists(folder / name):
            continue
        try:
            write_whole(Place(folder / name, None), arrival.content)
        except OutputError:
            if os.path.lexists(folder / name):
                continue  # another desk was quicker with this name
            raise
        return TAKEN
    return "there are too many files of this name"


def _has_content(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
