"""``fill_many``: many plans in, a Word document for each out, in order, as they are iterated."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from plandocs.arguments import checked
from plandocs.batch import Pace
from plandocs.data.frames import Frame, each_plan
from plandocs.files.places import on_disk
from plandocs.files.search import read_from
from plandocs.filling.agency import Template
from plandocs.filling.context import Context
from plandocs.filling.destination import Destination, Folder, Staged, Zip
from plandocs.filling.job import Item, Looked, job_for
from plandocs.filling.many import Filled, ensure_pdf, filled_in, looked_at, with_pdfs
from plandocs.filling.receipt import Receipt
from plandocs.forms.labels import Labels


@checked
def fill_many(
    plans: Item | Frame | Iterable[Item],
    destination: str | os.PathLike[str],
    *,
    template: Template | None = None, labels: Labels | None = None, context: Context | None = None,
    name: str | None = None, set: Mapping[str, Any] | None = None,
    workers: int = 1, executor: Executor | None = None, timeout: float | None = None,
    verify: bool = True, force: bool = False, resume: bool = False, all_or_nothing: bool = False,
    zip: bool = False, report: bool = False, pdf: bool = False, controls: bool = False,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Iterator[Filled]:  # fmt: skip
    """Fill a document for each plan: yield a `Filled` for each, in order, as they are written.

    What fails never stops the others. Of a zip, and where all or none are wanted, results come at
    the end, when it is so.

    Args:
        plans: plans, readings, records, dicts or a data frame; one alone will do.
        destination: a folder, or with ``zip`` the path of one .zip.
        template: a tagged template of an agency's own.
        labels: the words for labels that the template prints.
        context: values for its tags of what the form lacks.
        name: a pattern of field names for the files, ``{unit}/{name} – {period}``; two people of
            one
            name are told apart by id or unit (`read_data`'s records and lists know them; of a
            generator's the first is written unmarked, and the second is said).
        set: a value for all, by field name or label.
        workers: how many processes fill.
        executor: what fills in their place; any of `concurrent.futures`.
        timeout: how many seconds one plan may take; one worker is then a process of its own.
        verify: read each document back and compare it with its plan.
        force: replace what is there already.
        resume: leave alone what is there and says the same; what says something else is told.
        all_or_nothing: write nothing where one fails.
        zip: make one .zip instead of a folder.
        report: leave a receipt beside the documents.
        pdf: make a PDF beside each at the end.
        controls: put content controls into each, as `fill` does.
        inputs: files that the plans came from, which are never replaced.

    Raises:
        PlandocsError: the pattern, template, place or LibreOffice cannot be used, found out first;
            or
            a zip, or a folder of all or none, could not be finished, and nothing is there.

    >>> [(filled.name, filled.status) for filled in fill_many({"officer_name": "A. Lee"}, "plans")]
    [('A. Lee.docx', 'filled')]
    """
    plans = each_plan(plans)
    target, replacing = Path(on_disk(destination)), force or resume
    read, folder = (*inputs, *read_from((template, labels, context))), target if resume else None
    job = job_for(
        plans, template, name, set, labels, context, verify=verify, folder=folder, controls=controls
    )
    receipt_folder = target.parent if zip else target
    receipt = Receipt(receipt_folder, force=replacing, inputs=read) if report else None
    if pdf:
        ensure_pdf()
    kind: Callable[..., Destination] = Zip if zip else Staged if all_or_nothing else Folder
    place = kind(target, force=force, inputs=read)
    filled = filled_in(plans, place, job, Pace(workers, executor, timeout), all_or_nothing, receipt)
    return with_pdfs(filled, force=replacing, inputs=read) if pdf else filled


@checked
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
    """Check each plan as `fill_many` will, and yield a `Looked` for each; nothing is written.

    Args:
        plans: plans, readings, records, dicts or a data frame; one alone will do.
        template: a tagged template of an agency's own.
        name: a pattern of field names for the files.
        set: a value for all, by field name or label.
        workers: how many processes check.
        executor: what checks in their place; any of `concurrent.futures`.
        timeout: how many seconds one plan may take.
        context: values for the template's tags of what the form lacks.

    Raises:
        InputError: the pattern, or what is set for all, cannot be used.
        TemplateError: the template cannot be used.

    >>> [len(looked.mistakes) for looked in preflight([{"officer_name": "A. Lee"}, {"id": "7"}])]
    [0, 1]
    """
    plans = each_plan(plans)
    job = job_for(plans, template, name, set, None, context, verify=False)
    return looked_at(plans, job, Pace(workers, executor, timeout))
