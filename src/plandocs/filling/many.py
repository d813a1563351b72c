"""Many plans become documents in their place: in order, as they are iterated, or all or none.

The work of each is a `Job`; a receipt and PDFs are made beside the documents where asked.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from plandocs.advice import Advice, Option
from plandocs.batch import Pace, ordered
from plandocs.errors import MissingExtra, OutputError, PlandocsError
from plandocs.files.names import Names
from plandocs.files.places import ensure_writable
from plandocs.files.whole import write_whole
from plandocs.filling.destination import Destination, Zip
from plandocs.filling.job import Item, Job, Looked, Made
from plandocs.filling.receipt import Receipt
from plandocs.model.reading import Issue
from plandocs.word.package.foreign.libreoffice import available, to_pdf

_PRINTED_AT_ONCE = 100
_TWICE = Issue(
    "warning",
    "person-twice",
    "an earlier row is about the same person, or about another whom neither id nor unit tells "
    "apart; its document has the number of its row in its name.",
)
Status = Literal["filled", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of one plan that was to be filled.

    Attributes:
        row: the row or line of the data it came from, else its number in the input.
        id: HR's own key for the plan; "" where it has none.
        officer_name: whose plan it is.
        file: the document's path; "" where there is none.
        status: ``filled``, ``failed``, or ``skipped`` where its document was there already.
        sha256: the digest of the document, in hexadecimal.
        issues: what a person should know about it.
        error: why it failed; None where it did not.
        name: the document's path as seen from the folder.
        email: the address in the row of the data; it is in no document.
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
    email: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As a line of ``fill-report.jsonl``; errors are the first of the issues."""
        issues = [issue.to_dict() for issue in self.issues]
        if self.error is not None and not any(each["severity"] == "error" for each in issues):
            error = Issue("error", self.error.code, self.error.message, where=self.error.place)
            issues.insert(0, error.to_dict())
        return {
            "row": self.row,
            "id": self.id,
            "officer_name": self.officer_name,
            **({"email": self.email} if self.email else {}),
            "file": self.name,
            "status": self.status,
            "sha256": self.sha256,
            "issues": issues,
        }


def looked_at(plans: Iterable[Item], job: Job, pace: Pace) -> Iterator[Looked]:
    names = Names()
    lost = partial(job.lost_look, seconds=pace.seconds)
    for each in ordered(job.look, enumerate(plans, 1), pace, lost=lost, prepare=job.prepare):
        name = names.unique(each.name, f"row {each.row}") if each.name else ""
        again = name != each.name
        yield each._replace(name=name, issues=(*each.issues, _TWICE) if again else each.issues)


class _Failed(Exception):
    """One plan failed where all or none are wanted."""


def filled_in(
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
            held = [_not_written(each) if each.status == "filled" else each for each in held]
    yield from held


def _each(plans: Iterable[Item], place: Destination, job: Job, pace: Pace) -> Iterator[Filled]:
    under_way: deque[tuple[int, Item]] = deque()
    source = _tracked(enumerate(plans, 1), under_way) if job.folder else enumerate(plans, 1)
    names = Names()
    lost = partial(job.lost, seconds=pace.seconds)
    for_all = [Issue("warning", "unknown-value", job.unused)] if job.unused else []
    for made in ordered(job, source, pace, lost=lost, prepare=job.prepare):
        again = under_way.popleft() if under_way else None
        if for_all:  # about all of them, so once
            made = made._replace(issues=(*made.issues, for_all.pop()))
        yield _placed(made, place, names, again and _retry(job, again))


def _edited(made: Made, source: str) -> OutputError:
    """What to say of a document that a resumed run meets and that says something else."""
    return OutputError(
        Advice(
            f"this document is there already, and is not what this row says: {made.differs}. "
            "Somebody may have changed it, so it stays as it is. To have this row as well, name "
            "another folder, or another name for the documents (", Option("name"), ").",
        ),
        source,
    )  # fmt: skip


def _not_written(done: Filled) -> Filled:
    """A document that is not written, for another one failed."""
    issue = Issue("error", "all-or-nothing", "not written, for another row failed.")
    return replace(done, file="", name="", sha256="", status="failed", issues=(*done.issues, issue))


def _tracked(
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
    status: Status = "skipped" if made.already_done else "failed"
    if made.data is not None:
        try:
            place.put(name, made.data)
            status = "filled"
        except OutputError as refused:
            error = _edited(made, place.path_of(name)) if made.differs else refused
    return Filled(
        made.row, made.id, made.person,
        place.path_of(name) if name and status != "failed" else "",
        status, made.sha256 if status != "failed" else "", made.issues, error,
        name if status != "failed" else "", made.email,
    )  # fmt: skip


def with_pdfs(
    filled: Iterator[Filled], *, force: bool, inputs: Sequence[str | os.PathLike[str]]
) -> Iterator[Filled]:
    documents = []
    for each in filled:
        if each.status != "failed":
            documents.append(Path(each.file))
        yield each
    _make_pdfs(documents, force=force, inputs=inputs)


def ensure_pdf() -> None:
    """Find out, before any work, whether PDFs can be made.

    Raises:
        MissingExtra: LibreOffice is not installed.
    """
    if not available():
        raise MissingExtra("PDFs need LibreOffice (soffice), which is not on the path; install it.")


def _make_pdfs(
    documents: Sequence[Path],
    *,
    force: bool = False,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> tuple[Path, ...]:
    """A PDF beside each document.

    Raises:
        OutputError: LibreOffice could not print one, or its place cannot be written.
    """
    inputs = tuple(inputs)
    targets = [document.with_suffix(".pdf") for document in documents]
    places = [ensure_writable(target, force=force, inputs=inputs) for target in targets]
    for at in range(0, len(documents), _PRINTED_AT_ONCE):
        portion = slice(at, at + _PRINTED_AT_ONCE)
        for place, data in zip(places[portion], to_pdf(documents[portion]), strict=True):
            write_whole(place, data)
    return tuple(targets)
