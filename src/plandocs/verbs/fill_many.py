"""``fill_many``: many plans in, a Word document for each out, in order, as they are iterated."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from plandocs.batch import Pace, ordered
from plandocs.data.frames import Frame, each_plan
from plandocs.data.mapping import settings
from plandocs.data.persons import shared_names
from plandocs.errors import OutputError, PlandocsError
from plandocs.files.names import Names, check_pattern
from plandocs.files.output import on_disk
from plandocs.files.search import read_from
from plandocs.filling.agency import Template, agency_template
from plandocs.filling.custom import Context
from plandocs.filling.destination import Destination, Folder, Staged, Zip
from plandocs.filling.filling import Item, Job, Looked, Made, pattern_fields
from plandocs.filling.pdf import ensure_pdf, make_pdfs
from plandocs.filling.receipt import Receipt
from plandocs.forms.labels import Labels, forms_with, read_labels
from plandocs.model.reading import Issue

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
        """As a line of ``fill-report.jsonl``; errors are the first of the issues."""
        issues = [issue.to_dict() for issue in self.issues]
        if self.error is not None and not any(each["severity"] == "error" for each in issues):
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
    plans: Item | Frame | Iterable[Item],
    destination: str | os.PathLike[str],
    *,
    template: Template | None = None, labels: Labels | None = None, context: Context | None = None,
    name: str | None = None, set: Mapping[str, Any] | None = None,
    workers: int = 1, executor: Executor | None = None, timeout: float | None = None,
    verify: bool = True, force: bool = False, resume: bool = False, all_or_nothing: bool = False,
    zip: bool = False, report: bool = False, pdf: bool = False,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Iterator[Filled]:  # fmt: skip
    """Fill a document for each plan, reading, record or dict; what fails never stops the others.

    ``destination`` is a folder, or with ``zip`` the path of one .zip. ``name`` is a pattern of
    field names such as ``{unit}/{name} – {period}``, with the id or unit of two people of one name
    (``read_data``'s records and lists know; of a generator's the first is written unmarked, and the
    second is said); ``set`` gives all a value. ``resume`` leaves alone what is there and says the
    same; any other file is never replaced without ``force``. Each is read back, unless ``verify``
    is False. ``workers`` processes fill, or any ``executor``; one is apart only with a ``timeout``,
    the seconds for one plan. ``report`` leaves a receipt beside the documents, ``pdf`` a PDF beside
    each at the end. ``labels`` are an agency's words for labels, ``context`` values for its
    template's tags of what the form lacks. ``inputs``, which the plans came from, are never
    replaced. Of a zip, and where all or none are wanted, results come at the end, when it is so.

    Raises:
        PlandocsError: the pattern, template, place or LibreOffice cannot be used, found out first;
            or a zip, or a folder of all or none, could not be finished, and nothing is there.
    """
    plans = each_plan(plans)
    target, replacing = Path(on_disk(destination)), force or resume
    read, there = (*inputs, *read_from((template, labels, context))), target if resume else None
    job = _job(plans, template, name, set, labels, context, verify=verify, there=there)
    beside = target.parent if zip else target
    receipt = Receipt(beside, force=replacing, inputs=read) if report else None
    if pdf:
        ensure_pdf()
    kind: Callable[..., Destination] = Zip if zip else Staged if all_or_nothing else Folder
    place = kind(target, force=force, inputs=read)
    filled = _filled(plans, place, job, Pace(workers, executor, timeout), all_or_nothing, receipt)
    return _printed(filled, force=replacing, inputs=read) if pdf else filled


def preflight(
    plans: Item | Frame | Iterable[Item],
    *,
    template: Template | None = None,
    name: str | None = None,
    set: Mapping[str, Any] | None = None,
    workers: int = 1,
    executor: Executor | None = None,
    timeout: float | None = None,
    context: Context | None = None,
) -> Iterator[Looked]:
    """Check each plan as `fill_many` will, and name its document; nothing is written.

    Raises:
        InputError, TemplateError: the pattern or the template cannot be used.
    """
    plans = each_plan(plans)
    job = _job(plans, template, name, set, None, context, verify=False)
    return _looked(plans, job, Pace(workers, executor, timeout))


def _job(
    plans: Iterable[Item],
    template: Template | None,
    name: str | None,
    set: Mapping[str, Any] | None,
    labels: Labels | None,
    context: Context | None,
    *,
    verify: bool,
    there: Path | None = None,
) -> Job:
    """How each plan is filled, with all that can be wrong for all of them found out."""
    if name is not None:
        check_pattern(name, pattern_fields())
    changes = settings(set or {})
    chosen = agency_template(template, None, context)
    taught = read_labels(labels)
    forms_with(taught)  # what does not fit is told before anything is filled
    return Job(
        chosen.renderer,
        name,
        changes,
        verify,
        there,
        shared_names(plans),
        taught,
        tuple(chosen.texts.items()),
        chosen.unused,
    )


def _looked(plans: Iterable[Item], job: Job, pace: Pace) -> Iterator[Looked]:
    names = Names()
    lost = partial(job.lost_look, seconds=pace.seconds)
    for each in ordered(job.look, enumerate(plans, 1), pace, lost=lost, prepare=job.prepare):
        own = names.unique(each.name, f"row {each.row}") if each.name else ""
        again = own != each.name
        yield each._replace(name=own, issues=(*each.issues, _TWICE) if again else each.issues)


def _printed(
    filled: Iterator[Filled], *, force: bool, inputs: Sequence[str | os.PathLike[str]]
) -> Iterator[Filled]:
    documents = []
    for each in filled:
        if each.status != "failed":
            documents.append(Path(each.file))
        yield each
    make_pdfs(documents, force=force, inputs=inputs)


_TWICE = Issue(
    "warning",
    "person-twice",
    "an earlier row is about the same person, or about another whom neither id nor unit tells "
    "apart; its document has the number of its row in its name.",
)


class _Failed(Exception):
    """One plan failed where all or none are wanted."""


def _filled(
    plans: Iterable[Item], place: Destination, job: Job, pace: Pace, strict: bool,
    receipt: Receipt | None,
) -> Iterator[Filled]:  # fmt: skip
    at_once = strict or isinstance(place, Zip)  # known at the end only, whether they are there
    held: list[Filled] = []
    with receipt or nullcontext():
        try:
            with place:
                for done in _each(plans, place, job, pace):
                    if receipt is not None:
                        receipt.add(done.to_dict())
                    if at_once:
                        held.append(done)
                    else:
                        yield done
                if strict and any(each.status == "failed" for each in held):
                    raise _Failed
                if at_once and receipt is not None:
                    receipt.prepare()
        except BaseException as error:
            if at_once and receipt is not None:
                receipt.forget()
            if not isinstance(error, _Failed):
                raise
            held = [_given_up(each) if each.status == "filled" else each for each in held]
    yield from held


def _each(plans: Iterable[Item], place: Destination, job: Job, pace: Pace) -> Iterator[Filled]:
    under_way: deque[tuple[int, Item]] = deque()
    source = _kept(enumerate(plans, 1), under_way) if job.there else enumerate(plans, 1)
    names = Names()
    lost = partial(job.lost, seconds=pace.seconds)
    told = [Issue("warning", "unknown-value", job.unused)] if job.unused else []
    for made in ordered(job, source, pace, lost=lost, prepare=job.prepare):
        again = under_way.popleft() if under_way else None
        if told:  # about all of them, so once
            made = made._replace(issues=(*made.issues, told.pop()))
        yield _placed(made, place, names, again and _retry(job, again))


def _given_up(done: Filled) -> Filled:
    """A document that is not written, for another one failed."""
    said = Issue("error", "all-or-nothing", "not written, for another row failed.")
    return replace(done, file="", name="", sha256="", status="failed", issues=(*done.issues, said))


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
    again: Callable[[str], Made] | None,
) -> Filled:
    """The document in its place, under a name of its own."""
    name = names.unique(made.name, f"row {made.row}") if made.name else ""
    if name != made.name:
        # It was looked for under a name that is another's.
        made = again(name) if again is not None else made
        made = made._replace(issues=(*made.issues, _TWICE))
    error = made.error
    status: Status = "skipped" if made.there else "failed"
    if made.data is not None:
        try:
            place.put(name, made.data)
            status = "filled"
        except OutputError as refused:
            error = refused
    return Filled(
        made.row, made.id, made.person,
        place.shown(name) if name and status != "failed" else "",
        status, made.sha256 if status != "failed" else "", made.issues, error,
        name if status != "failed" else "",
    )  # fmt: skip
