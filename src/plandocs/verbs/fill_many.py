"""``fill_many``: many plans in, a Word document for each out, in order, as they are iterated."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from plandocs.batch import ordered
from plandocs.errors import OutputError, PlandocsError
from plandocs.names import Names, check_pattern
from plandocs.reading import Issue
from plandocs.verbs.destination import Destination, Folder, Staged, Zip
from plandocs.verbs.fill import Template, agency_template
from plandocs.verbs.filling import Item, Job, Looked, Made, pattern_fields

Status = Literal["filled", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of one plan; ``skipped`` means that its document was there already.

    ``row`` is the row or line of the data it came from, else its number in the input. ``file`` is
    the document's path, "" where it has none; ``name`` the same, seen from the folder.
    """

    row: int
    id: str
    officer_name: str
    file: str
    status: Status
    sha256: str = ""
    issues: tuple[Issue, ...] = ()
    error: PlandocsError | None = None
    name: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As a line of ``fill-report.jsonl``; an error is the first of the issues."""
        issues = [issue.to_dict() for issue in self.issues]
        if self.error is not None:
            said = Issue("error", self.error.code, self.error.message, where=self.error.place)
            issues.insert(0, said.to_dict())
        return {
            "row": self.row,
            "id": self.id,
            "officer_name": self.officer_name,
            "file": self.name,
            "status": self.status,
            "sha256": self.sha256,
            "issues": issues,
        }


def fill_many(
    plans: Iterable[Item],
    destination: str | os.PathLike[str],
    *,
    template: Template | None = None,
    name: str | None = None,
    set: Mapping[str, Any] | None = None,
    workers: int = 1,
    executor: Executor | None = None,
    verify: bool = True,
    force: bool = False,
    resume: bool = False,
    zip: bool = False,
    all_or_nothing: bool = False,
) -> Iterator[Filled]:
    """Fill a document for each plan, reading, record or dict; what fails never stops the others.

    ``destination`` is a folder, or with ``zip`` the path of one .zip. ``name`` is a pattern such as
    ``{division_branch}/{officer_name} – {period}``; ``set`` gives fields a value in all plans.
    ``resume`` leaves documents alone that are there and say the same; another file of the name is
    never replaced without ``force``. Each document is read back and compared before it counts as
    filled, unless ``verify`` is False. ``workers`` processes fill, or any ``executor``.

    Raises:
        InputError, TemplateError, OutputError: the pattern, the template or the place cannot be
            used; this is found out at once, before anything is written.
    """
    job = job_for(template=template, name=name, set=set, verify=verify)
    place: Destination
    if zip:
        place = Zip(Path(destination), force=force)
    else:
        place = folder = Folder(Path(destination))
        if resume:
            job = Job(job.template, job.pattern, job.changes, verify, folder.path)
        if all_or_nothing:
            place = Staged(folder)
        elif resume:
            folder.sweep()
    return _filled(plans, place, job, workers, executor, force, all_or_nothing)


def job_for(
    *, template: Template | None, name: str | None, set: Mapping[str, Any] | None, verify: bool
) -> Job:
    """How each plan is filled, with all that can be wrong for all of them found out."""
    if name is not None:
        check_pattern(name, pattern_fields())
    prepared = None if template is None else agency_template(template)
    return Job(prepared, name, tuple((set or {}).items()), verify)


def look_through(
    plans: Iterable[Item], job: Job, *, workers: int = 1, executor: Executor | None = None
) -> Iterator[Looked]:
    """The pre-flight: each plan checked and named, nothing written. Names are unique already."""
    names = Names()
    for each in ordered(job.look, enumerate(plans, 1), workers=workers, executor=executor):
        yield each._replace(name=names.unique(each.name)) if each.name else each


class _Failed(Exception):
    """One plan failed where all or none are wanted."""


def _filled(
    plans: Iterable[Item],
    place: Destination,
    job: Job,
    workers: int,
    executor: Executor | None,
    force: bool,
    strict: bool,
) -> Iterator[Filled]:
    under_way: deque[tuple[int, Item]] = deque()
    source = _kept(enumerate(plans, 1), under_way) if job.there else enumerate(plans, 1)
    names = Names()
    try:
        with place:
            failed = False
            for made in _made(job, source, workers, executor):
                again = under_way.popleft() if under_way else None
                done = _placed(made, place, names, force, again and _retry(job, again))
                failed = failed or done.status == "failed"
                yield done
            if failed and strict:
                raise _Failed
    except _Failed:
        return


def _made(
    job: Job, source: Iterator[tuple[int, Item]], workers: int, executor: Executor | None
) -> Iterator[Made]:
    if workers > 1 and executor is None:
        # Filled here, the first makes ready what processes that are forked then have already.
        yield from map(job, islice(source, 1))
    yield from ordered(job, source, workers=workers, executor=executor)


def _kept(
    items: Iterable[tuple[int, Item]], under_way: deque[tuple[int, Item]]
) -> Iterator[tuple[int, Item]]:
    for item in items:
        under_way.append(item)
        yield item


def _retry(job: Job, item: tuple[int, Item]) -> Callable[[str], Made]:
    return lambda name: job.fill(*item, name)


def _placed(
    made: Made,
    place: Destination,
    names: Names,
    force: bool,
    again: Callable[[str], Made] | None,
) -> Filled:
    """The document in its place, under a name of its own."""
    name = names.unique(made.name) if made.name else ""
    if name != made.name and again is not None:
        made = again(name)  # it was looked for under a name that is another's
    error = made.error
    status: Status = "skipped" if made.there else "failed"
    if made.data is not None:
        try:
            place.put(name, made.data, force=force)
            status = "filled"
        except OutputError as refused:
            error = refused
    return Filled(
        made.row, made.id, made.person,
        place.shown(name) if name and status != "failed" else "",
        status, made.sha256 if status != "failed" else "", made.issues, error,
        name if status != "failed" else "",
    )  # fmt: skip
