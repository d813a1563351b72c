"""``update_many``: new header data into many completed forms, each by the row that is about it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Unpack

from plandocs.data.frames import each_of
from plandocs.data.persons import is_namesake, shared_names, whose
from plandocs.data.records import Record
from plandocs.editing.header import Conflict, Replacement, Updated, ensure_same_person
from plandocs.errors import InputError, OutputError, PlandocsError
from plandocs.files.search import read_from
from plandocs.filling.receipt import Receipt
from plandocs.model.plan import Plan
from plandocs.model.reading import Issue, Reading
from plandocs.people import full_words, person_key, same_name
from plandocs.verbs.copies import Copies
from plandocs.verbs.gather import Item, Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many
from plandocs.verbs.read_data import read_data
from plandocs.verbs.update import held, updated_document


@dataclass(frozen=True, slots=True)
class UpdatedFile:
    """What became of one document, or of a row that is about none.

    Attributes:
        source: the document; "" of a row that is about none of them, and of a receipt that failed.
        status: ``updated``, ``unchanged`` where it said all of it already, ``skipped`` where no row
            is about it, ``failed``.
        file: where the document with the new data is; "" where it was not written.
        name: the same as seen from the folder.
        row: the row of the data; 0 where none is about it.
        id: HR's own key for the plan; "" where it has none.
        officer_name: whose plan it is.
        sha256: the digest of what was written, in hexadecimal.
        changes: what was changed.
        conflicts: what could not be changed safely, and was left.
        error: why it failed; None where it did not.
    """

    source: str
    status: Literal["updated", "unchanged", "skipped", "failed"]
    file: str = ""
    name: str = ""
    row: int = 0
    id: str = ""
    officer_name: str = ""
    sha256: str = ""
    changes: tuple[Replacement, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    error: PlandocsError | None = None

    def to_dict(self) -> dict[str, Any]:
        """As a line of ``update-report.jsonl``."""
        issues = [Issue("warning", "not-updated", c.message, c.field) for c in self.conflicts]
        if self.error is not None:
            where = self.error.place or self.source
            issues.insert(0, Issue("error", self.error.code, self.error.message, where=where))
        return {
            "row": self.row,
            "id": self.id,
            "officer_name": self.officer_name,
            "source": self.source,
            "file": self.name,
            "status": self.status,
            "sha256": self.sha256,
            "changes": [
                {"field": c.field, "before": c.before, "after": c.after} for c in self.changes
            ],
            "issues": [each.to_dict() for each in issues],
        }


@reads_many
def update_many(
    items: Items,
    data: Mapping[str, Any] | str | os.PathLike[str],
    folder: str | os.PathLike[str],
    *,
    set: Mapping[str, Any] | None = None,
    map: Mapping[str, str] | str | os.PathLike[str] | None = None,
    ignore: str | Iterable[str] = (), ignore_rest: bool = False, force: bool = False,
    report: bool = False, **options: Unpack[ManyRead],
) -> tuple[UpdatedFile, ...]:  # fmt: skip
    """Put new header data into many completed forms, as `update` does into one.

    Each document has the row with its id, or else its name; where several people have that name,
    the id must tell. A document that no row is about is left; a row that is about no document has
    failed. Each is written whole, or not at all, and what fails never stops the others.

    Args:
        items: paths of documents and folders; one alone will do.
        data: a data file with a row for each, or a dict for all.
        folder: where the documents are written, under their own names.
        set: single values for all, by field name or label.
        map: leads headings of a data file to fields, as of `read_data`.
        ignore: headings of a data file to leave out.
        ignore_rest: leave out all columns of a data file that name no field.
        force: replace documents that are there already.
        report: leave a receipt in the folder, ``update-report.jsonl`` and ``.xlsx``.
        options: how the documents are read, as below.

    Returns:
        What became of each document, then of each row that is about none.

    Raises:
        PlandocsError: an option or the data cannot be used, or a document is there already.

    >>> [each.status for each in update_many("plan.docx", {"manager_name": "Bo Cho"}, "new")]
    ['updated']
    """
    how = held(ReadOptions(**options))
    each: Iterable[Item] = each_of(items)
    named = list(each)
    copies = Copies(named, folder, force)
    of_all, rows = (data, ()) if isinstance(data, Mapping) else (None, tuple(
        read_data(data, map=map, ignore=ignore, ignore_rest=ignore_rest, labels=how.labels)
    ))  # fmt: skip
    read = (*read_from(named), *read_from((data, map)))
    place = Path(folder)
    receipt = Receipt(place, force=force, inputs=read, of="update") if report else None
    readings = tuple(gather(named, how))
    lists = _Rows(rows, [reading.plan for reading in readings if reading.plan is not None])
    done = (_updated(each, of_all, lists, set or {}, copies, how) for each in readings)
    with copies.folder:
        return tuple(_received(done, lists, receipt))


def _received(
    done: Iterable[UpdatedFile], rows: _Rows, receipt: Receipt | None
) -> list[UpdatedFile]:
    """All that became of documents and rows, with the receipt written; it may fail by itself."""
    result = list[UpdatedFile]()
    try:
        with receipt or nullcontext():
            result += done
            result += rows.left()
            if receipt is not None:
                for each in result:
                    receipt.add(each.to_dict())
    except OutputError as error:
        if not any(each.file for each in result):
            raise
        result.append(UpdatedFile("", "failed", error=error))  # the documents are whole
    return result


def _updated(
    reading: Reading, data: Mapping[str, Any] | None, rows: _Rows, values: Mapping[str, Any],
    copies: Copies, how: ReadOptions,
) -> UpdatedFile:  # fmt: skip
    source, number, identity, name = reading.source, 0, "", ""
    try:
        if reading.plan is None:
            raise reading.error or InputError("this holds no plan.", source)
        identity, name = whose(reading.plan)
        if data is None:
            record = rows.about(reading.plan, values)
            if record is None:
                return UpdatedFile(source, "skipped", id=identity, officer_name=name)
            number = record.row
        content = copies.content(source, how.limits)
        done = updated_document(content, reading, record if data is None else data, values, how)
        return _written(reading, done, copies, number)
    except PlandocsError as error:
        return UpdatedFile(
            source, "failed", row=number, id=identity, officer_name=name, error=error
        )


def _written(reading: Reading, done: Updated, copies: Copies, number: int) -> UpdatedFile:
    assert reading.plan is not None
    source = reading.source
    identity, name = whose(reading.plan)
    file = copies.put(source, done.data)
    return UpdatedFile(
        source, "updated" if done.changes else "unchanged", file, copies.names[source], number,
        identity, name, hashlib.sha256(done.data).hexdigest(), done.changes, done.conflicts,
    )  # fmt: skip


class _Rows:
    """The rows of the data, and which of them are about a document."""

    def __init__(self, rows: Sequence[Record], plans: Sequence[Plan]) -> None:
        self._rows = rows
        self._owners = [whose(row) for row in rows]
        self._namesakes = shared_names(plans)
        self._used: set[int] = set()

    @cached_property
    def _by_id(self) -> Mapping[str, list[int]]:
        return _listed((id, number) for number, (id, _) in enumerate(self._owners))

    @cached_property
    def _by_name(self) -> Mapping[str, list[int]]:
        keys = (
            (full_words(person_key(name)), n) for n, (_, name) in enumerate(self._owners) if name
        )
        return _listed(keys)

    def about(self, plan: Plan, values: Mapping[str, Any]) -> Record | None:
        """Return the row that is about a plan; None where none is.

        Raises:
            InputError: several are, it is about somebody else, or the name is that of several.
        """
        id, name = whose(plan)
        matches = self._by_id.get(id, []) if id else []
        if not matches:
            near = self._by_name.get(full_words(person_key(name)), []) if name else []
            near = near or [n for n, (_, each) in enumerate(self._owners) if same_name(each, name)]
            matches = [n for n in near if not (id and self._owners[n][0])]
            if matches and is_namesake(plan, plan, self._namesakes):
                self._used.update(matches)
                raise InputError(
                    f"several people among the documents are called {name}, so the row with that "
                    "name alone may be about any of them. Give the row the id of the plan."
                )
        self._used.update(matches)
        if len(matches) > 1:
            places = ", ".join(str(self._rows[n].row) for n in matches)
            raise InputError(f"{len(matches)} rows are about this plan ({name}): {places}.")
        if not matches:
            return None
        ensure_same_person(plan, self._rows[matches[0]], values)
        return self._rows[matches[0]]

    def left(self) -> Iterator[UpdatedFile]:
        """Yield a failure for each row that is about no document."""
        for number, row in enumerate(self._rows):
            if number not in self._used:
                id, name = self._owners[number]
                why = InputError(
                    f"no document is about this row ({name or id or 'it names nobody'}).",
                    row.source, row.place,
                )  # fmt: skip
                yield UpdatedFile("", "failed", row=row.row, id=id, officer_name=name, error=why)


def _listed(pairs: Iterable[tuple[str, int]]) -> Mapping[str, list[int]]:
    result: dict[str, list[int]] = {}
    for key, number in pairs:
        result.setdefault(key, []).append(number)
    return result
